"""A unit described by its part or its place in a task, as the one asked about: 这项牵头的单位，自己一共牵几项; 排最末那家还参加哪些."""

from __future__ import annotations

import re

from answer import cues
from answer.conversation import Conversation
from answer.parts import said_part
from answer.pointing import ORDINAL, list_pointed_at, place_told
from answer.positions import PLACE, listed_place
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from schema import Notice


def asked_of(query: Query, asks: Asks, *conditions: UnitCondition) -> Query:
    """Return the question as one of these units, whole by itself."""
    return query.but(
        asks=asks,
        conditions=conditions,
        wanted=Wanted.ALL,
        part=Part.ANY,
        sizes=(),
        compare="",
        follow="new",
        from_conversation=("沿用单位",),
    )


# The lead of the task just shown, as the one asked about: "这项牵头的单位，自己…", "领头的那家还…"
LEADING = re.compile("(?:牵头|领头|挑头|带头|打头|主办|领衔|主抓)的?(?:这|那)?一?(?:个|家)?(?:单位|部门|局(?!长)|家)")
# What it is asked for: "一共牵几项头", "参加的任务有哪些"; "牵头的单位有几家" asks for units
ITS_TASKS = re.compile(
    r"(?:几|多少|哪(?:[几些一两三]个?)?|别的|其他|其它)(?:项|条|个(?!单位|部门|局)|件|任务|头)|(?:什么|啥|哪些)(?:[^，。？单部谁]{0,6}的)?(?:任务|活|事)|任务(?:有|是)?(?:哪|几|多少)|还(?:牵头|领头|参加|参与|配合|承担|负责|管)(?:着|了)?(?:什么|啥|哪)"
)


def of_lead(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The lead of a task, or the unit at a place of its list, as the one whose tasks are asked for: 排最末那家，自己牵头哪几项."""
    match = LEADING.search(query.masked) or PLACE.search(query.masked)
    rest = query.masked[match.end() :] if match else ""
    if query.conditions or query.topic or not ITS_TASKS.search(rest):
        return None
    clauses = _task_meant(query, query.masked[: match.start()], conversation)
    if len(clauses) != 1:
        return None
    clause, units = notice.clause(clauses[0]), ()
    if match.re is LEADING:
        units = clause.leads
    elif place := listed_place(match):
        units = clause.units[place - 1 :][:1] if place > 0 else clause.units[place:][:1]
    if len(units) != 1:
        return None
    of_it = UnitCondition(units, said_part(rest), units[0])
    without = clauses if cues.has("the_rest", rest) else ()
    return asked_of(query, Asks.TASKS, of_it).but(clauses=(), rank=None, without=without)


def _task_meant(query: Query, before: str, conversation: Conversation) -> tuple[str, ...]:
    """Return the task whose unit a message describes: the one of a list told by its place, the one named, or the one last spoken of."""
    place = ORDINAL.search(before) if conversation.last else None
    listed = list_pointed_at(query, place, conversation) if place else ()
    if place and len(listed) > 1 and listed is not conversation.last.units:
        return listed[place_told(place, len(listed)) - 1 :][:1]
    return query.clauses or (conversation.last.clauses if conversation.last else ())
