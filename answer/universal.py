"""What every task is said to have: 是不是每项任务都有参加单位."""

from __future__ import annotations

import re

from answer.compose_verdict import every_part
from answer.documents import KINDS
from answer.draft import Draft, join_cites
from answer.masked import places_of_units
from answer.mentions import UnitMention
from answer.parts import part_beside
from answer.query import Part, Query, UnitCondition
from answer.reader import UNIT_MARK
from answer.select import deliverables_of, has_part
from ingest.lines import CHINESE_DIGITS
from schema import Clause, Notice

# "每一项都有", "60项任务是不是都写了", "所有任务全要", "项项都"
EVERY_TASK = re.compile(
    r"(?:(?:每一?|\d+|所有的?|全部的?|各|这些)(?:项|条|个)?(?:任务|工作|事项)?|项项|条条)(?:里面?)?(?:是不是|是否)?(?:都|全都?|均)(?P<has>[^，。？]*)"
)
HAVE = {
    "joins": re.compile("(?:参加|配合|协办|参与)(?:的)?(?:单位|部门)"),
    "leads": re.compile("牵头(?:的)?(?:单位|部门)"),
    "deadline": re.compile("时限|期限|完成时间|截止|时间要求"),
    "deliverable": re.compile(KINDS),
}


def said_of_every(masked: str) -> str:
    """Return what a question says every task has, a key of ``HAVE``, or ""."""
    said = EVERY_TASK.search(masked)
    return next((name for name, words in HAVE.items() if said and words.search(said["has"])), "")


def tell_of_every(draft: Draft, query: Query) -> Draft:
    """Answer whether every task has it, and name the exceptions; those that have it, where they are fewer."""
    tasks = draft.notice.tasks
    having = [task for task in tasks if _has(task, query)]
    lacking = [task for task in tasks if task not in having]
    few = having if having and len(having) < len(lacking) else lacking or having
    draft.rest_on(*few)
    for task in few:
        draft.cite_units(task)
    draft.computed |= {len(tasks), len(having), len(lacking)}
    if few is having and lacking:
        return draft.add("every_only", n=len(tasks), m=len(having), cites=join_cites(few))
    return draft.add("every_no" if lacking else "every_yes", n=len(tasks), m=len(lacking), cites=join_cites(few))


# "{人社局}牵头的，是不是都有{财政局}参加", "{财政局}参加了{人社局}牵头的每一项吗"
_PARTS = "牵头|领头|挑头|主抓|主办|参加|参与|配合|负责|承担|名下"
_ITS = rf"{UNIT_MARK}(?:自己|这边|单独)?(?:{_PARTS})?(?:的(?:那|这)?|那|这)(?:[{CHINESE_DIGITS}几\d]+)?(?:[项条个])?(?:任务|工作|活儿?|事)?"
_ALL = "(?:都|全|每|均|样样|项项|无一例外)"
ITS_EVERY_TASK = re.compile(
    rf"(?P<its>{_ITS})[^？]*?{_ALL}[^？]*?{UNIT_MARK}|{UNIT_MARK}[^？{UNIT_MARK}]*?(?P<of>{_ITS})[^？]{{0,3}}{_ALL}"
)


def part_in_every(query: Query, notice: Notice) -> tuple[tuple[Clause, ...], UnitCondition] | None:
    """Return the tasks of one unit, or all, and the part that another is said to have in every one of them; None where none is said."""
    if not query.yes_no or query.clauses or query.topic or query.rank or not all(mention.units for mention in query.mentions):
        return None
    places = places_of_units(query.masked)
    if len(places) == 1 == len(query.mentions) and EVERY_TASK.search(query.masked):
        return tuple(notice.tasks), _claimed(query.mentions[0], query.masked, places[0])  # 财政局六十项里每项都有它吗
    said = ITS_EVERY_TASK.search(query.masked)
    if not said or len(places) != 2 or len(query.mentions) != 2:
        return None
    of_first = said["its"] is not None
    (its, begin), (other, place) = sorted(zip(query.mentions, places), key=lambda named: named[1], reverse=not of_first)
    part = part_beside(query.masked, begin)
    tasks = tuple(task for task in notice.tasks if has_part(task, its.units, part))
    return (tasks, _claimed(other, query.masked, place)) if tasks else None


def _claimed(mention: UnitMention, masked: str, place: int) -> UnitCondition:
    """Return the part that is said of a unit; who leads takes part, too: 都有财政局参加, 都没有财政局."""
    part = part_beside(masked, place)
    return UnitCondition(mention.units, Part.ANY if part is Part.JOINS else part, mention.said)


def tell_part_in_every(draft: Draft, query: Query, tasks: tuple[Clause, ...], condition: UnitCondition) -> Draft:
    """Answer whether a unit has its part in every one of some tasks; where it has it in few, name these."""
    having = [task for task in tasks if has_part(task, condition.units, condition.part)]
    if having and len(having) < len(tasks) - len(having):
        draft.rest_on(*having)
        draft.computed |= {len(tasks), len(having)}
        return draft.add("every_only", n=len(tasks), m=len(having), cites=join_cites(having))
    return every_part(draft, query.but(conditions=(condition,)), tasks)


def _has(task: Clause, query: Query) -> bool:
    if query.of_every == "deliverable":
        return bool(deliverables_of(task, query.deliverable or ()))
    return bool({"joins": task.participants, "leads": task.leads, "deadline": task.deadlines}[query.of_every])
