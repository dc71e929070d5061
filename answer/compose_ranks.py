"""A query for the most or the least -> a draft with the units or tasks at that place, ties included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import cues
from answer.compose_tasks import add_task_line
from answer.conditions import BY, PARTS, describe, echo_conditions
from answer.draft import Draft, join_cites, say
from answer.organs import OrganNames
from answer.query import Asks, Part, Query, Rank, Wanted
from answer.ranks import DIFFERENCE
from answer.select import rank_partners, rank_tasks, rank_units, select_tasks, select_units, tally
from answer.stretches import tell_stretches
from schema import Clause

# "财政局任务比发改局多吗", "一样多吗"
HAS_MORE = re.compile(r"(?P<as>一样|同样|相同|打平)|(?:比|较|过).*(?:(?P<more>多|重|忙|大)|少|轻|闲)")


def _verdict(said: re.Match[str], first: int, second: int) -> str:
    """Return the key of yes or no to the claim that one number is as large as another, larger or smaller."""
    holds = first == second if said["as"] else first > second if said["more"] else first < second
    return "yes_plain" if holds else "no_plain"


def ranked(draft: Draft, query: Query, rank: Rank, names: OrganNames | None = None) -> Draft:
    """Say which units or tasks are at a place of an order, ties included."""
    if rank.of == "stretches":
        return tell_stretches(draft, rank)
    notice = draft.notice
    order = say("least" if rank.least else "most")
    if rank.of == "tasks":
        claimed = query.yes_no and len(query.clauses) == 1  # 第33项是单位最多的，是吗
        among = [] if claimed else [notice.clause(i) for i in query.clauses]
        if query.conditions and not claimed:  # 人社局打头的几项里，责任单位最少的
            among = select_tasks(notice, query.but(sizes=(), kind="", unit_word=None), names.kind if names else str, among or None)
            draft.add("rank_among", n=len(among), what=describe(query.but(sizes=())))
            echo_conditions(draft, query)
        if query.yes_no and len(among) == 2 and (said := HAS_MORE.search(query.masked)):
            first, second = (len(task.units) for task in among)
            draft.add(_verdict(said, first, second))
        for place in rank_tasks(among or notice.tasks, rank):
            if claimed:
                draft.add("yes_plain" if query.clauses[0] in place.names else "no_plain")
            tasks = [notice.clause(i) for i in place.names]
            draft.rest_on(*tasks)
            if rank.place == 1:
                draft.add("rank_tasks", order=order, cites=join_cites(tasks), n=place.number)
            else:
                draft.add("rank_place", by="责任单位数", place=rank.place, units=join_cites(tasks), n=place.number)
            others = [task for task in among if task not in tasks] if len(among) == 2 else []
            draft.rest_on(*others)
            for task in [*tasks, *others]:
                add_task_line(draft, task, None)
            if others and DIFFERENCE.search(query.text):
                draft.add("rank_tasks_difference", n=abs(len(tasks[0].units) - len(others[0].units)))
            if query.wanted is Wanted.LEAD:  # 哪项单位最多，谁挂帅
                draft.units = tuple(dict.fromkeys([*(draft.units or ()), *(lead for task in tasks for lead in task.leads)])) or None
        return draft
    stretch = [notice.clause(i) for i in query.clauses] or None  # 前十项任务里
    compared = [unit for condition in query.conditions for unit in condition.units]
    if rank.of == "partners" and compared and query.conditions[0].part is Part.ANY:
        return _ranked_partners(draft, compared, rank, query.left_out)
    claimed = query.yes_no and len(query.conditions) == 1 and rank.of == "units"  # 财政局是不是牵头最多的
    if len(query.conditions) == 1 and not claimed:  # 给扶贫办打下手最多的是谁: of its tasks, the others
        stretch = select_tasks(notice, query.but(asks=Asks.TASKS), names.kind if names else str, stretch)
        draft.echoed.update(compared)
        draft.add("within_tasks", unit="、".join(compared), part=say(PARTS[query.conditions[0].part]), n=len(stretch))
        return _ranked(draft, query, rank, [unit for unit in notice.units if unit not in compared], [], stretch)
    among = (not claimed and compared) or (select_units(notice, query, names.kind, notice.tasks) if names else None)
    return _ranked(draft, query, rank, among, compared, stretch)


def _ranked(
    draft: Draft, query: Query, rank: Rank, among: Sequence[str] | None, compared: Sequence[str], stretch: Sequence[Clause] | None
) -> Draft:
    """Say which units are at a place of an order by some tasks, and how many those compared with them have."""
    notice, order, count = draft.notice, say("least" if rank.least else "most"), tally(draft.notice, stretch)
    units: list[str] = []
    if query.yes_no and len(compared) == 2 and (said := HAS_MORE.search(query.masked)):
        first, second = (len(count.tasks(unit, rank.by)) for unit in compared)
        draft.add(_verdict(said, first, second))
    places = rank_units(notice, rank, among, stretch)
    for i, place in enumerate(places):
        units += place.names
        if query.yes_no and len(compared) == 1:
            draft.add("yes_plain" if set(compared) & set(place.names) else "no_plain")
        named = "、".join(f"**{unit}**" for unit in place.names)
        if compared and len(place.names) == len(compared) > 1:
            draft.add("rank_equal", by=say(BY[rank.by]), units=named, n=place.number)
        elif rank.place == 1 and i == 0:
            draft.add("rank_units", by=say(BY[rank.by]), order=order, units=named, n=place.number)
        else:
            draft.add("rank_place", by=say(BY[rank.by]), place=rank.place + i, units=named, n=place.number)
        for unit in place.names:
            draft.rest_on(*(notice.clause(t) for t in count.tasks(unit, rank.by)))
    draft.units = tuple(units)
    for unit in [unit for unit in among or () if unit not in units] if len(compared) > 1 else ():
        draft.echoed.add(unit)
        draft.add("rank_rest", by=say(BY[rank.by]), unit=unit, n=len(count.tasks(unit, rank.by)))
    if len(compared) == 2 and DIFFERENCE.search(query.text):
        numbers = [len(count.tasks(unit, rank.by)) for unit in compared]
        draft.add("rank_difference", n=abs(numbers[0] - numbers[1]))
    if rank.top > 1 and not compared and len(places) > 1 and DIFFERENCE.search(query.text):  # 冠军比亚军多几项
        draft.add("rank_difference", n=abs(places[0].number - places[-1].number))
    beside = [unit for mention in query.mentions for unit in mention.units if unit not in units]
    if not compared and len(beside) == 1 and units and DIFFERENCE.search(query.text):  # 第二多的是谁，比扶贫办少几项
        draft.echoed.update(beside)
        draft.add("rank_rest", by=say(BY[rank.by]), unit=beside[0], n=len(count.tasks(beside[0], rank.by)))
        draft.add("rank_difference", n=abs(len(count.tasks(beside[0], rank.by)) - len(count.tasks(units[0], rank.by))))
    for clause in draft.clauses:
        draft.cite_units(notice.clause(clause))
    draft.lines.append(join_cites([notice.clause(i) for i in draft.clauses]))
    return draft


# "给人打下手的任务，比自己挑头的多出几项"
PARTS_COMPARED = re.compile("[比和跟与同][^，。？]{0,12}[多少差]")


def compares_parts(query: Query) -> bool:
    """Tell whether it is asked how many more tasks a unit leads than it joins in, or the other way round."""
    both = cues.has("lead", query.masked) and cues.has("joins", query.masked)
    one = len(query.conditions) == 1 and query.conditions[0].units and not query.clauses
    if query.compare == "parts":
        return True
    asked = DIFFERENCE.search(query.masked) or (query.yes_no and MORE_OF_ONE.search(query.masked))
    return bool(one and both and asked and PARTS_COMPARED.search(query.masked))


# "牵头的比它参加的还多"
MORE_OF_ONE = re.compile(
    "(?P<first>牵头|领头|参加|参与|配合)的?[^，。？]{0,4}比(?:它|自己)?(?:参加|参与|配合|牵头|领头)的?(?:任务)?(?:还|更|要)?(?P<more>多|少)"
)


def difference_of_parts(draft: Draft, query: Query) -> Draft:
    """Tell how many tasks a unit leads, how many it joins in, and the difference."""
    count, units = tally(draft.notice), query.conditions[0].units
    numbers = {}
    if query.yes_no and (said := MORE_OF_ONE.search(query.masked)):
        leads, joins = (len({i for unit in units for i in count.tasks(unit, part)}) for part in (Part.LEADS, Part.JOINS))
        first, second = (leads, joins) if said["first"] in ("牵头", "领头") else (joins, leads)
        draft.add("yes_plain" if (first > second) is (said["more"] == "多") and first != second else "no_plain")
    for part in (Part.LEADS, Part.JOINS):
        ids = list(dict.fromkeys(i for unit in units for i in count.tasks(unit, part)))
        numbers[part] = len(ids)
        tasks = [draft.notice.clause(i) for i in ids]
        draft.rest_on(*tasks)
        draft.echoed.update(units)
        draft.add("rank_rest", by=say(BY[part]), unit="、".join(units), n=len(ids))
        for task in tasks:
            draft.cite_units(task)
    draft.add("rank_difference", n=abs(numbers[Part.LEADS] - numbers[Part.JOINS]))
    draft.lines.append(join_cites([draft.notice.clause(i) for i in draft.clauses]))
    return draft


def _ranked_partners(draft: Draft, units: Sequence[str], rank: Rank, left_out: Sequence[str]) -> Draft:
    """Say which unit, of those not left out, shares most tasks with the named one, and list them."""
    notice = draft.notice
    found: list[str] = []
    for place in rank_partners(notice, units, rank, left_out):
        tasks = [t for t in notice.tasks if set(units) & set(t.units) and set(place.names) & set(t.units)]
        draft.rest_on(*tasks)
        draft.add(
            "rank_partners",
            unit="、".join(units),
            order=say("least" if rank.least else "most"),
            partners="、".join(f"**{name}**" for name in place.names),
            n=place.number,
            cites=join_cites(tasks),
        )
        for task in tasks:
            draft.cite_units(task)
        found += place.names
    draft.units = tuple(found)
    return draft
