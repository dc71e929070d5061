"""Of a list of tasks just given, those that a further condition keeps or takes away: 其中市财政局牵头的; 再减去有市扶贫办的."""

from __future__ import annotations

import re

from answer import cues
from answer.conversation import Conversation
from answer.lists_by_matter import of_matter, other_than_matter, without_matter
from answer.lists_by_part import all_of_one, by_part, of_its_part, of_one, the_two_alone, within_part
from answer.lists_in_turn import of_pair, shared_of_two, so_many, sum_of_told, with_another
from answer.masked import places_of_units
from answer.parts import part_beside
from answer.pointing import among_listed, not_led_by_it
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.referents import GROUP
from answer.select import has_part, select_tasks
from answer.tasks_in_turn import REVERSED, tasks_told
from ingest.lines import CHINESE_DIGITS
from schema import Notice


def of_listed(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Return the question as one of the list of tasks just given; None where it says nothing of it."""
    resolvers = (
        sum_of_told,
        without_matter,
        of_matter,
        other_than_matter,
        not_led_by_it,
        with_another,
        the_two_alone,
        of_its_part,
        within_part,
        shared_of_two,
        of_pair,
        _rest_of_list,
        by_part,
        of_one,
        so_many,
        all_of_one,
        _cut_down,
    )
    return next((found for resolve in resolvers if (found := resolve(query, conversation, notice))), None)


# "那剩下的呢", "其余几项" / "还剩几项"
REST = re.compile(
    rf"^(?:那么?|好)?[，]?(?:剩下?|余下|其余|其他|其它|另外|别)的?(?:那|这)?(?:[几些{CHINESE_DIGITS}]+)?[项条个]?(?:任务)?"
    "(?:呢|有哪些|是哪几[项条个]|是什么)?[？。]?$"
)

HOW_MANY = re.compile("^(?:那么?|现在)?(?:还|就|一共|总共|合计)*(?:剩|余|有|是)(?:下|了)?(?:几|多少)[项条个]?(?:任务)?[？。]?$")


def _rest_of_list(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks of a list that were not kept when it was cut down, or once more those that were: 那剩下的呢; 还剩几项."""
    last = conversation.last
    if query.mentions or query.clauses or len(conversation.turns) < 2 or last.query.asks is not Asks.TASKS or not last.query.clauses:
        return None
    if HOW_MANY.search(query.masked):
        return last.query.but(text=query.text, masked=query.masked, count=True)
    if not REST.search(query.masked) or not (left := [i for i in last.query.clauses if i not in last.clauses]):
        return None
    whole = next((turn.query.conditions for turn in reversed(conversation.turns[:-1]) if set(left) <= set(turn.clauses)), ())
    return among_listed(query, left).but(conditions=whole, topic="", core="", wanted=Wanted.ALL)


def _cut_down(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Return the question as one of the tasks just listed, or just spoken of in turn; None where a message says nothing of them.

    After 市林业局参加哪些任务: 其中市住建局牵头的; 只看有发改局的; 凡有市财政局在内的请剔除; 44那个先放一边，其余的呢; 其中光它一家的.
    """
    if query.topic and query.deliverable is not None and cues.has("of_the_list", query.masked):
        query = query.but(topic="", core="", literal=())  # 里面要专门出三年攻坚实施方案的是哪个
    if len(query.conditions) > 1 and REVERSED.search(query.masked):
        return None  # 反过来，{残联}牵头、{民政局}配合的: of all tasks
    is_there = query.yes_no and not IS_THERE_ONE.search(query.masked)
    if query.topic or is_there or GROUP.search(query.masked) or not (listed := _listed(query, conversation)):
        return None
    if query.clauses:
        return _without_one(query, conversation, listed)
    of_unit = bool(conversation.last.query.conditions) and len(conversation.last.clauses) > 1
    of_list = cues.has("of_the_list", query.masked) or (of_unit and WHICH_ONE.search(query.masked) is not None)
    of_list = of_list or bool(of_unit and lacking(query) and not OF_WHOLE.search(query.masked))
    chosen = query.sizes or query.deliverable is not None or query.literal
    of_list = of_list or bool(of_unit and chosen and query.follow != "new" and IS_WHICH.search(query.masked))
    of_list = of_list or bool(of_unit and chosen and IS_THERE_ONE.search(query.masked) and not OF_WHOLE.search(query.masked))
    by_filter = query.filtered and not (query.mentions or query.kind or query.unit_word or any(s.of == "tasks" for s in query.sizes))
    if by_filter and cues.has("takes_away", query.masked):  # 有2018年时限的剔掉，剩哪些
        removed = select_tasks(notice, query.but(clauses=tuple(listed)), str)
        whole = conversation.last.query.conditions
        return among_listed(Query(query.text, query.language, Asks.TASKS, query.masked), listed).but(
            conditions=whole, without=tuple(task.id for task in removed)
        )
    if by_filter and of_list:  # 其中需要另外制定实施方案的是哪一项
        return among_listed(query, listed)
    if not (_says_which_units(query, of_list) or _is_of_those_asked(query, conversation)):
        return None
    kept, taken = _conditions(query)
    removed = tuple(i for i in listed if any(has_part(notice.clause(i), c.units, c.part) for c in taken))
    if not (kept or removed):
        kept = conversation.last.query.conditions  # none is taken away: the list as it was
    return among_listed(query, listed).but(conditions=kept, left_out=(), without=removed, wanted=Wanted.ALL, yes_no=False)


def lacking(query: Query) -> bool:
    """Tell whether tasks are told by the units alone that they lack: {财政局}没参加的是哪一项."""
    return bool(query.conditions) and all(condition.part is Part.ABSENT for condition in query.conditions)


IS_WHICH = re.compile("(?:是|有|在)(?:哪|第几)(?:一|些|几)?[个条项]?(?:任务)?[？。]*$")  # 只有{财政局}一家配合的是哪个

IS_THERE_ONE = re.compile(
    "的(?:任务)?(?:有没有|有吗|有么|有不)[，。？]|的(?:任务)?(?:有没有|有吗)$"
)  # {残联}也在的有吗; 没有别家配合的有没有，哪条

OF_WHOLE = re.compile("全文|整[个份]|方案|通知|文件|\\d{2,}项|所有任务|全部任务")

WHICH_ONE = re.compile("^(?:那么?)?哪(?:一|几|两|些)?(?:个|条|项)(?!任务)")  # 哪个写了要制定实施方案, of a unit's tasks just listed


def _listed(query: Query, conversation: Conversation) -> tuple[str, ...]:
    """Return the list of tasks that a message can be about."""
    last = conversation.last
    if WIDEST.search(query.masked):
        lists = [turn.clauses for turn in conversation.turns if turn.query.asks is Asks.TASKS and set(last.clauses) <= set(turn.clauses)]
        return max(lists, key=len, default=())
    if REVERSED.search(query.masked) and len(last.query.clauses) > 1:
        return last.query.clauses  # 反过来，{扶贫办}牵头的: of the list that was cut down
    if len(last.clauses) > 1:
        return last.clauses if last.query.asks is Asks.TASKS else ()
    return tasks_told(conversation, query.masked)


WIDEST = re.compile(
    "^(?:那么?)?(?:在)?(?:全部|所有|总的?|一共|总共)的?(?:(?:这|那)(?:些|几[项条个]))?(?:任务)?(?:里[面头边]?|当中|之中|中)"
)


def _without_one(query: Query, conversation: Conversation, listed: tuple[str, ...]) -> Query | None:
    """The rest of the list, where some of it are put aside by their numbers: 44那个先放一边，其余的呢."""
    left = [i for i in listed if i not in query.clauses]
    aside = len(left) < len(listed) and cues.has("takes_away", query.masked) and cues.has("the_rest", query.masked)
    return among_listed(query, left).but(conditions=conversation.last.query.conditions) if aside else None


# What begins a message that goes on with a list: "有{民政局}的留下", "没{残联}的那些呢", "再加上有{工会}的"
GOES_ON = re.compile(
    f"^(?:那|再|把|凡|还|同时|且|并且|而且|也)*(?:只?要|得)?(?:有|带着?|含|没有?|无|不(?:含|带|涉及)|缺){UNIT_MARK}[^，。？谁]*的"
)


# A unit that is there beside the one whose list it is: "那{扶贫办}也在的", "同时还有{工会}的"
BESIDES = re.compile(
    f"{UNIT_MARK}(?:也|同样|一样|同时)(?:[^，。？谁]{{0,6}}的|(?:在|有份|参加|参与)(?:[，。]|$))|(?:同时|还|也)(?:要|得|必须|须)?(?:有|含|带|涉及){UNIT_MARK}"
    "|(?:还|也)(?:要|得|必须|须)(?:有|在)"
)


def _says_which_units(query: Query, of_list: bool) -> bool:
    """Tell whether a message names units by which tasks of a list are told."""
    if not query.mentions or not all(mention.units for mention in query.mentions) or query.asks is Asks.UNITS:
        return False
    places = places_of_units(query.masked)
    picks = cues.has("picks_out", query.masked) or any(_is_taken(query.masked, place) for place in places)
    return of_list or picks or any(pattern.search(query.masked) for pattern in (GOES_ON, BESIDES))


def _is_of_those_asked(query: Query, conversation: Conversation) -> bool:
    """Tell whether a message names one of the several units whose tasks were listed, in a part of its own: {组织部}牵头的呢."""
    asked = [condition for turn in conversation.turns[-2:] for condition in turn.query.conditions]
    known = {unit for condition in asked for unit in condition.units}
    several = len(conversation.last.query.conditions) > 1 or REVERSED.search(query.masked) is not None
    named = {unit for mention in query.mentions for unit in mention.units}
    if not (several and named and named <= known) or query.asks is not Asks.TASKS:
        return False
    return part_beside(query.masked, query.masked.index(UNIT_MARK)) is not Part.ANY


def _conditions(query: Query) -> tuple[tuple[UnitCondition, ...], tuple[UnitCondition, ...]]:
    """Return the part that each unit named must have, and the units whose tasks are taken away with the part that they have there."""
    text, kept, taken = query.masked, [], []
    places = places_of_units(text)
    for mention, place in zip(query.mentions, places):
        part = part_beside(text, place)
        condition = UnitCondition(mention.units, part, mention.said)
        (taken if part is not Part.ABSENT and _is_taken(text, place) else kept).append(condition)
    return tuple(kept), tuple(taken)


KEPT_HERE = re.compile("[^，。？]{0,6}的[，]?(?:都|全)?(?:留下|留着|保留|挑出来|留)")

OF_A_PART = re.compile("(?:它|自己)?(?:牵头|领头|参加|参与|配合)")  # {扶贫办}呢，也别算|牵头


def _is_taken(text: str, place: int) -> bool:
    """Tell whether the tasks of the unit at a place are taken away: 去掉有{扶贫办}的; 凡有{财政局}在内的请剔除."""
    if KEPT_HERE.match(text, place + 1):
        return False  # 有{扶贫办}参加的留下，别的删掉
    for begin, end in cues.spans("takes_away", text):
        between = text[end:place] if end <= place else text[place + 1 : begin]
        behind = begin > place and UNIT_MARK not in between and not OF_A_PART.match(text, end)
        if (behind and "。" not in between) or (end <= place and not re.search("[，。；]", between)):
            return True
    return False
