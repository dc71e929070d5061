"""A claim about a unit's part in a clause -> a draft that says whether it is so, and corrects it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import cues
from answer.draft import Draft, cite, join_cites, join_units, say
from answer.query import Part, Query, UnitCondition
from answer.select import has_part, number_of_units, within
from schema import Clause


def every_part(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """Begin with whether units have the parts said of them in every one of the clauses; name the exceptions."""
    missing = [clause for clause in clauses if not all(has_part(clause, c.units, c.part) for c in query.conditions)]
    draft.computed |= {len(clauses), len(missing)}
    shown = missing or clauses
    draft.rest_on(*shown)
    return draft.add("every_no" if missing else "every_yes", n=len(clauses), m=len(missing), cites=join_cites(shown))


def verification(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Answer whether units have the parts said of them in a clause, and correct what is wrong."""
    draft.rest_on(clause)
    if not clause.units:
        return draft.add("no_units", cite=cite(clause))
    draft.cite_units(clause)
    where, lead = cite(clause), "、".join(clause.leads)
    if cues.has("sole", query.masked) and all(c.units and has_part(clause, c.units, Part.ANY) for c in query.conditions):
        return _sole(draft, query, clause)
    others = [unit for unit in clause.participants]
    claims_lead = any(condition.part is Part.LEADS for condition in query.conditions)
    held = [holds(clause, condition) for condition in query.conditions]
    if any(held) and not all(held) and query.yes_no and not query.why:
        draft.add("no_plain")
    for condition in query.conditions:
        unit = "、".join(condition.units) or condition.said
        if not condition.units:
            draft.echoed.add(condition.said)
        leads, joins = set(condition.units) & set(clause.leads), set(condition.units) & set(clause.participants)
        if condition.part is Part.ABSENT and (leads or joins):
            draft.add("no_absent", cite=where, unit="、".join(leads | joins), role=say("role_lead" if leads else "role_joins"))
        elif condition.part is Part.ABSENT:
            draft.add("yes_absent", cite=where, unit=unit)
            draft.echoed.add(unit)
        elif not leads and not joins and not clause.leads:
            draft.add("no_part_no_lead", cite=where, unit=unit, units=join_units(clause.units))
            draft.echoed.add(unit)
        elif not leads and not joins:
            rest = say("rest_units", units="、".join(others)) if others else say("rest_none")
            draft.add("no_part", cite=where, unit=unit, lead=lead, rest=rest)
            draft.echoed.add(unit)
        elif condition.part is Part.LEADS and not clause.leads:
            draft.add("lead_unknown", cite=where, unit="、".join(joins), units=join_units(clause.units))
        elif condition.part is Part.LEADS and not leads:
            draft.add("no_lead", cite=where, lead=lead, unit="、".join(joins))
        elif condition.part is Part.JOINS and leads:
            wrong = query.why or MERELY_JOINS.search(query.text)  # who leads takes part, but does not 配合
            draft.add("why_wrong_part" if wrong else "no_joins_but_leads", cite=where, unit="、".join(leads))
            draft.units = clause.leads if wrong else draft.units
        elif query.why and condition.part is Part.LEADS and UNWILLING.search(query.masked):
            draft.add("why_leads", cite=where, unit=unit)
        elif query.why:
            draft.add("why_right", cite=where, unit=unit, part=say("role_lead" if leads else "role_joins").removesuffix("单位"))
        else:
            draft.add("yes_part", cite=where, unit="、".join(leads | joins), role=say("role_lead" if leads else "role_joins"))
    if claims_lead or query.why or not query.yes_no or not all(held):
        told = (clause.leads if claims_lead or query.why or not query.yes_no else ()) or clause.units
        draft.units = tuple(dict.fromkeys([*(draft.units or ()), *told])) or None
    return draft


UNWILLING = re.compile(
    "不(?:肯|愿意?|想|来|去|敢|用|带头)?(?:来|去|再)?(?:牵头|领头|挑头)|没(?:有)?(?:牵头|领头|挑头)"
)  # 为啥连那一项都不肯牵头
NOBODY_ELSE = re.compile("没(?:有)?(?:别的)?(?:配合|参加|协办)(?:的)?(?:单位|部门)?")  # 没有配合单位，就体育局自己
MERELY_JOINS = re.compile("(?:配合|协办|参加)(?:的)?(?:角色|身份|单位|方)|(?:只|仅|光|单)(?:是|有)?(?:配合|协办|参加|参与)|打下手|当配角")


def holds(clause: Clause, condition: UnitCondition) -> bool:
    """Tell whether a unit has the part said of it; who leads takes part, too."""
    return has_part(clause, condition.units, Part.ANY if condition.part is Part.JOINS else condition.part)


def _sole(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Answer whether the units named are all that a clause has, or all that take part: 责任单位就纪委一家吗; 配合的就扶贫办一家吗."""
    named = {unit for condition in query.conditions for unit in condition.units}
    parts = {Part.ANY if NOBODY_ELSE.search(query.text) else condition.part for condition in query.conditions}
    listed = clause.leads if parts == {Part.LEADS} else clause.participants if parts == {Part.JOINS} else clause.units
    draft.units = tuple(listed)
    return _all_after(draft, [clause], holds=set(listed) <= named)


def verify_number(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """Answer whether each clause has as many units as is said, those named among them: 第14项是教育厅、财政厅两家的吧."""
    draft.rest_on(*clauses)
    for clause in clauses:
        draft.cite_units(clause)
    draft.units = tuple(dict.fromkeys(unit for clause in clauses for unit in clause.units))
    return _all_after(draft, clauses, holds=all(_is_so_many(query, clause) for clause in clauses))


def _is_so_many(query: Query, clause: Clause) -> bool:
    there = all(condition.units and has_part(clause, condition.units, condition.part) for condition in query.conditions)
    return there and all(within(number_of_units(clause, size.by), size) for size in query.sizes if size.of == "units")


def _all_after(draft: Draft, clauses: Sequence[Clause], holds: bool) -> Draft:
    """Say yes or no, then all the units of some clauses."""
    draft.add("yes_plain" if holds else "no_plain")
    for clause in clauses:
        key = "all_units" if len(clause.units) > 1 else "all_one"
        draft.add(key, cite=cite(clause), n=len(clause.units), units=join_units(clause.units, clause.leads))
    return draft
