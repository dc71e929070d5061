"""A query and its clauses -> a draft that says which units: responsible for a clause, shared, at a place, in the whole notice."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from answer import cues
from answer.conditions import describe, echo_conditions
from answer.draft import Draft, cite, join_cites, join_units
from answer.organs import OrganNames
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.select import has_part, own_units, select_units, shared_units, tally, within
from schema import Clause


def units_of_clauses(
    draft: Draft, query: Query, clauses: Sequence[Clause], left_out: Sequence[str] = (), only: Collection[str] | None = None
) -> Draft:
    """Say who leads, takes part or is responsible in each clause.

    Args:
        left_out: units named after 除了.
        only: units among whom the answer is sought, None for all.
    """
    answer: list[str] = []
    if cues.has("same_one", query.masked):
        _same_one(draft, query, clauses)
    if query.yes_no and len(clauses) == 1 and any(size.of == "units" for size in query.sizes):
        _number_verdict(draft, query, clauses[0])
    if only is not None and query.yes_no:  # 三家通信公司也算参加单位吗
        draft.add("yes_plain" if all(set(only) & set(clause.units) for clause in clauses) else "no_plain")
    if query.yes_no and len(clauses) == 1 and clauses[0].units:
        _alone_verdict(draft, query, clauses[0], left_out)
    for clause in clauses:
        draft.rest_on(clause)
        draft.cite_units(clause)
        told = _one_clause(draft, query.wanted, clause, left_out) if only is None else _those_of(draft, clause, only)
        if query.wanted is not Wanted.LEAD:
            explain_count(draft, clause, told)
        answer += told
        if clause.open_words:
            draft.add("open_list", words=clause.open_words)
    if query.yes_no and not answer:  # 除了文明办还有别的单位吗: it alone
        answer += [unit for clause in clauses for unit in clause.units if len(clause.units) == 1]
    draft.units = tuple(dict.fromkeys(answer))
    if query.count and len(clauses) > 1 and draft.units:
        draft.add("units_in_all", n=len(draft.units), units=join_units(draft.units))
    return draft


def _same_one(draft: Draft, query: Query, clauses: Sequence[Clause]) -> None:
    """Begin with whether one unit leads all of some clauses, or this one and the one spoken of before."""
    before = [draft.notice.clause(i) for i in query.nearby] if len(clauses) == 1 and query.from_conversation else []
    leads = [clause.leads for clause in [*clauses, *before] if clause.leads]
    if len(leads) > 1:
        draft.add("yes_plain" if len(set(leads)) == 1 else "no_plain")


# "责任单位就它一家，对吧", "是不是扶贫办独家的" / "还有别的单位一起干吗"
ALONE = re.compile("(?:就|只|仅|光|单单)(?:有|是|列|写)?[^，。？]{0,8}?(?:一|1)(?:家|个(?:单位|部门)?)(?!以上)|独[家自]|单干|唯一")
OTHERS_THERE = re.compile("(?:有没有|有无|还有|另有|没有|有)[^，。？谁哪]{0,4}(?:别的|其他|其它|另外的?|别)(?:的)?(?:单位|部门|家|人|局)")


def _alone_verdict(draft: Draft, query: Query, clause: Clause, left_out: Sequence[str]) -> None:
    """Begin with whether a clause has one unit alone, or others beside those named, where that is asked."""
    if ALONE.search(query.text) and not query.sizes:
        draft.add("yes_plain" if len(clause.units) == 1 else "no_plain")
    elif OTHERS_THERE.search(query.text):
        beside = set(clause.units) - set(left_out or clause.leads)
        draft.add("yes_there_are" if beside else "there_are_none")


def _number_verdict(draft: Draft, query: Query, clause: Clause) -> None:
    """Begin with whether a clause has as many units, or others beside its lead, as was said: 第5项有六家单位，对吗."""
    number = len(clause.participants if query.wanted is Wanted.OTHERS else clause.units)
    draft.add("yes_plain" if all(within(number, size) for size in query.sizes if size.of == "units") else "no_plain")


def explain_count(draft: Draft, clause: Clause, counted: Collection[str]) -> None:
    """Say which of a clause's units, whose number was told, stand for many: 各乡镇政府."""
    many = dict.fromkeys(a.unit for a in clause.assignments if a.collective and a.unit in counted)
    if many and len(counted) > 1:
        draft.add("collective", names="、".join(many))


def _one_clause(draft: Draft, wanted: Wanted, clause: Clause, left_out: Sequence[str]) -> list[str]:
    where, units, leads = cite(clause), clause.units, clause.leads
    if not units:
        draft.add("no_units", cite=where)
        return []
    if left_out and set(left_out) == set(leads):
        wanted = Wanted.OTHERS
    elif left_out and wanted is not Wanted.LEAD:
        rest = [unit for unit in units if unit not in left_out]
        key = "excluded" if rest else "excluded_none"
        draft.add(key, cite=where, said="、".join(left_out), n=len(rest), units=join_units(rest, leads))
        return rest
    if wanted is Wanted.LEAD and leads:
        told = [unit for unit in leads if unit not in left_out] or list(leads)  # 除了交通运输局，另一家牵头的
        draft.add("lead_beside" if len(told) < len(leads) else "lead_one", cite=where, lead="、".join(told), said="、".join(left_out))
        return told
    if wanted is Wanted.LEAD:
        draft.add("lead_none", cite=where, units=join_units(units))
        return list(units)
    if wanted is Wanted.OTHERS and leads:
        others = clause.participants
        if others:
            draft.add("others", cite=where, lead="、".join(leads), n=len(others), units=join_units(others))
        else:
            draft.add("others_none", cite=where, lead="、".join(leads))
        return list(others)
    draft.add("all_units" if len(units) > 1 else "all_one", cite=where, n=len(units), units=join_units(units, leads))
    return list(units)


def _those_of(draft: Draft, clause: Clause, only: Collection[str]) -> list[str]:
    """Name those of a clause's units that are among some."""
    told = [unit for unit in clause.units if unit in only]
    draft.add("among" if told else "among_none", cite=cite(clause), n=len(told), units=join_units(told, clause.leads))
    return told


def units_at_places(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Say which units stand at places of a clause's list, or of its participants where these are asked for."""
    listed = clause.participants if query.wanted is Wanted.OTHERS else clause.units
    draft.rest_on(clause)
    draft.cite_units(clause)
    told = []
    for place in query.places:
        counted = place if place > 0 else len(listed) + 1 + place
        if not 1 <= counted <= len(listed):
            draft.add("place_none", cite=cite(clause), n=len(listed))
            continue
        told.append(listed[counted - 1])
        draft.add("place_unit", cite=cite(clause), place=counted, unit=listed[counted - 1], n=len(listed))
    draft.units = tuple(told) or draft.units
    return draft


DIFFERS = re.compile("(?:有|存在)[^，。？]{0,3}(?:出入|差别|区别|差异|不同|两样)")
SAME = re.compile(r"一样|相同|一致|同一(?:个|套|批|家|拨)|没(?:有)?(?:区别|不同|差别)|重合|一字不差|一模一样|完全一[样致]|不差|没两样")


def units_in_each(draft: Draft, clauses: Sequence[Clause], named: Collection[str]) -> Draft:
    """Say which units beside those named stand in every one of their tasks: 两项里都陪着它的."""
    units = [unit for unit in shared_units(clauses) if unit not in named]
    draft.rest_on(*clauses)
    for clause in clauses:
        draft.cite_units(clause)
    draft.echoed.update(named)
    draft.units = tuple(units)
    what = {"cites": join_cites(clauses), "n": len(units), "units": join_units(units), "said": "、".join(named)}
    return draft.add(f"shared_{'others' if named else 'units'}" if units else "shared_others_none" if named else "shared_none", **what)


def partners_of_each(draft: Draft, query: Query) -> Draft:
    """Say for each of the units named who stands beside it in its tasks: 审计局、科技局分别和谁搭档."""
    found: list[str] = []
    for condition in query.conditions:
        tasks = [task for task in draft.notice.tasks if has_part(task, condition.units, condition.part)]
        found += units_of_clauses(draft, query, tasks, condition.units).units or ()
        draft.echoed.update(condition.units)
    draft.units = tuple(dict.fromkeys(found))
    return draft


def units_never_with(draft: Draft, condition: UnitCondition) -> Draft:
    """Say which units stand in no task of the one named: 从来没跟扶贫办一起过的."""
    tasks = [task for task in draft.notice.tasks if has_part(task, condition.units, Part.ANY)]
    partners = {unit for task in tasks for unit in task.units}
    others = {unit for task in draft.notice.tasks for unit in task.units} - partners
    units = tuple(unit for unit in draft.notice.units if unit in others)
    proof = [task for task in draft.notice.tasks if set(task.units) & others]
    draft.rest_on(*proof)
    for task in proof:
        draft.cite_units(task)
    draft.echoed.update(condition.units)
    draft.units = units
    said = "、".join(condition.units)
    return draft.add("never_with" if units else "never_with_none", said=said, n=len(units), units=join_units(units))


# "相较第22项，第23项多出来的", "后者多了谁": the second one's own
LATTER = re.compile(r"^[^\d]*(?:相较|比起?|较|对比)(?:于)?(?:第|任务)?\d.*多|(?<!比)后者多|前者没有|(?<!比)后(?:面|一)[^，。]{0,4}多")


BEHIND = re.compile("(?:跟|排|列|站)在后[面头边]?的?")  # 都是住建局打头，那跟在后面、两项里都有名字的


def compared_units(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """Say which units clauses share, or which each has for itself."""
    draft.rest_on(*clauses)
    for clause in clauses:
        draft.cite_units(clause)
    said_same, said_other = SAME.search(query.text), DIFFERS.search(query.text)
    if query.yes_no and (said_same or said_other):
        lists = {frozenset(clause.participants if query.wanted is Wanted.OTHERS else clause.units) for clause in clauses}
        if query.wanted is Wanted.OTHERS and said_same:
            return _same_others(draft, clauses, alike=len(lists) == 1)
        keys = ("same_units", "other_units") if said_same else ("lists_alike", "lists_differ")  # 参加单位有出入吗
        draft.add(keys[len(lists) > 1])
        query = query.but(compare="both" if len(lists) > 1 else "shared")
    if query.compare == "shared":
        units = [unit for unit in shared_units(clauses) if unit not in query.left_out]
        joined = query.wanted is Wanted.OTHERS or BEHIND.search(query.text)
        if joined:  # 这两项谁配合，是同一家吧; 两边都有的, of the participants just told
            units = [unit for unit in units if all(unit in clause.participants for clause in clauses)]
        draft.add("shared_units" if units else "shared_none", cites=join_cites(clauses), n=len(units), units=join_units(units))
        draft.units = tuple(units)
        return draft
    found: list[str] = []
    if LATTER.search(query.text):
        clauses = list(reversed(clauses))
    for clause in clauses:
        own = own_units(clause, [other for other in clauses if other is not clause])
        draft.add("different_units" if own else "different_none", cite=cite(clause), units=join_units(own))
        found += own
        if query.compare != "both":
            break  # "在第3项而不在第34项", "第17项独有": one direction only
    draft.units = tuple(found)
    return draft


def _same_others(draft: Draft, clauses: Sequence[Clause], alike: bool) -> Draft:
    """Say whether clauses have the same units beside their leads, and which: 18和19的参加单位一样吗."""
    draft.add("yes_plain" if alike else "no_plain")
    return units_of_clauses(draft, Query("", "", Asks.UNITS, wanted=Wanted.OTHERS), clauses)


def units_of_notice(draft: Draft, query: Query, names: OrganNames) -> Draft:
    """List the units of the whole notice that meet conditions on units, with the tasks that show it."""
    notice = draft.notice
    units = select_units(notice, query, names.kind, notice.tasks)
    draft.units = tuple(units)
    echo_conditions(draft, query)
    plain = not (query.sizes or query.kind or query.unit_word)
    if plain:
        draft.add("total_units", n=len(units), units=join_units(units))
    else:
        draft.add("units_found" if units else "units_none", n=len(units), what=describe(query), units=join_units(units))
    count = tally(notice)
    by = Part.LEADS if any(s.by is Part.LEADS and s.low for s in query.sizes) else Part.ANY
    proof = [t for unit in units for t in count.tasks(unit, by)]
    tasks = [task for task in notice.tasks if task.id in proof]
    if not plain:
        draft.rest_on(*tasks)
        draft.lines.append(join_cites(tasks))
        for task in tasks:
            draft.cite_units(task)
    return draft
