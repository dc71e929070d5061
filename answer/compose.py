"""A query and its evidence -> a draft, for what is asked of tasks and units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.draft import Draft, cite, join_cites, join_units, label, say, title_of
from answer.organs import OrganNames
from answer.query import Part, Query, Rank, UnitCondition, Wanted
from answer.select import (
    bears_word,
    has_part,
    own_units,
    rank_partners,
    rank_tasks,
    rank_units,
    select_tasks,
    select_units,
    shared_units,
    states_measure,
    tally,
)
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Clause

PARTS = {Part.ANY: "part_any", Part.LEADS: "part_leads", Part.JOINS: "part_joins", Part.ABSENT: "part_any"}
BY = {Part.ANY: "by_any", Part.LEADS: "by_leads", Part.JOINS: "by_joins"}


def units_of_clauses(draft: Draft, query: Query, clauses: Sequence[Clause], left_out: Sequence[str] = ()) -> Draft:
    """Say who leads, takes part or is responsible in each clause; ``left_out`` are units named after 除了."""
    answer: list[str] = []
    for clause in clauses:
        draft.rest_on(clause)
        draft.cite_units(clause)
        answer += _one_clause(draft, query.wanted, clause, left_out)
        if clause.open_words:
            draft.add("open_list", words=clause.open_words)
    draft.units = tuple(dict.fromkeys(answer))
    return draft


def _one_clause(draft: Draft, wanted: Wanted, clause: Clause, left_out: Sequence[str]) -> list[str]:
    where, units, leads = cite(clause), clause.units, clause.leads
    if not units:
        draft.add("no_units", cite=where)
        return []
    if left_out and set(left_out) == set(leads):
        wanted = Wanted.OTHERS
    elif left_out and wanted is not Wanted.LEAD:
        rest = [unit for unit in units if unit not in left_out]
        draft.add("excluded", cite=where, said="、".join(left_out), n=len(rest), units=join_units(rest, leads))
        return rest
    if wanted is Wanted.LEAD and leads:
        draft.add("lead_one", cite=where, lead="、".join(leads))
        return list(leads)
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


def unit_at_place(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Say which unit stands at a place of a clause's list, or of its participants where these are asked for."""
    listed = clause.participants if query.wanted is Wanted.OTHERS else clause.units
    place = query.place if query.place > 0 else len(listed) + 1 + query.place
    draft.rest_on(clause)
    draft.cite_units(clause)
    if not 1 <= place <= len(listed):
        return draft.add("place_none", cite=cite(clause), n=len(listed))
    draft.units = (listed[place - 1],)
    return draft.add("place_unit", cite=cite(clause), place=place, unit=listed[place - 1], n=len(listed))


def tasks_of_units(draft: Draft, query: Query, names: OrganNames, among: Sequence[Clause] | None = None) -> Draft:
    """List the tasks that meet a query's conditions; one unit's own tasks with its part in each."""
    if query.yes_no and EVERY.search(query.text) and len(query.conditions) > 1 and among is None:
        return _every_task(draft, query)
    tasks = select_tasks(draft.notice, query, names.kind, among)
    draft.rest_on(*tasks)
    _echo(draft, query)
    if query.yes_no and query.conditions:
        _number_verdict(draft, query, len(tasks))
    plain = len(query.conditions) == 1 and query.conditions[0].units and query.conditions[0].part is not Part.ABSENT
    if plain:
        if query.yes_no and "牵头" in query.text and tasks and not any(set(query.conditions[0].units) & set(t.leads) for t in tasks):
            draft.add("unit_tasks_none", unit="、".join(query.conditions[0].units), part=say("part_leads"))
        _unit_heading(draft, query.conditions[0], tasks, narrowed=bool(query.clauses or among is not None or query.filtered))
    else:
        draft.add("tasks_found" if tasks else "tasks_none", n=len(tasks), what=describe(query))
    for task in tasks:
        _task_line(draft, task, query.conditions[0] if plain else None)
    if query.measure or query.deadline:
        _show_stated(draft, query, tasks)
    if query.kind or query.unit_word:
        kept = [u for u in dict.fromkeys(u for t in tasks for u in t.units) if _is_of_kind(u, query, names)]
        draft.add("units_found", n=len(kept), what="", units=join_units(kept))
        draft.units = tuple(kept) if re.search(r"叫|名字|名称|谁|哪[几些家个]?(?:单位|部门|家)", query.text) else None
    if query.wanted is not Wanted.ALL and tasks and len(tasks) <= 3 and not (query.conditions or query.kind or query.unit_word):
        units_of_clauses(draft, query, tasks)
    return draft


def _show_stated(draft: Draft, query: Query, tasks: Sequence[Clause]) -> None:
    """Quote the sentences that state the amounts or time limits asked for."""
    for task in tasks[:MAX_QUOTED]:
        stated = task.deadlines if query.deadline else [a for a in task.amounts if states_measure(a, query.measure)]
        spoken = [s for s in task.sentences if any(s.start <= item.start < s.end for item in stated)]
        for sentence in spoken:
            draft.add("content", cite=cite(task), quote=draft.quote(task, sentence))


MAX_QUOTED = 5  # tasks whose sentences are quoted
# "财政局牵头的任务不止一项，对不对", "住建局牵头的有没有超过五项"
CLAIM = re.compile(
    rf"(?P<bound>不止|超过|多于|只有|仅有?|就|至少|不到|达到|有没有|满)(?:有)?(?P<n>\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})(?:项|条|个任务|次)"
)
EVERY = re.compile(r"每一?(?:项|条|个)|全都|无一例外|凡是?|所有[^，。？]{0,8}都|项项|(?:[两三四五六七八九]|几)项都")


def _number_verdict(draft: Draft, query: Query, number: int) -> None:
    """Begin with yes or no: whether there are such tasks, or as many as was said."""
    claim = CLAIM.search(query.text)
    if not claim:
        if number:
            draft.add("yes_there_are")
        return
    said = ordinal_value(claim["n"])
    bound = claim["bound"]
    true = number > said if bound in ("不止", "超过", "多于") else number < said if bound == "不到" else number == said
    true = number >= said if bound in ("至少", "达到", "满") else true
    draft.add("yes_plain" if true else "no_plain")


def _every_task(draft: Draft, query: Query) -> Draft:
    """Answer whether all tasks of the first condition meet the others too; name the exceptions."""
    first, *others = query.conditions
    base = [task for task in draft.notice.tasks if has_part(task, first.units, first.part)]
    missing = [task for task in base if not all(has_part(task, c.units, c.part) for c in others)]
    draft.echoed.update(unit for c in query.conditions for unit in c.units)
    shown = missing or base
    draft.rest_on(*shown)
    for task in shown:
        draft.cite_units(task)
    draft.computed |= {len(base), len(missing)}
    return draft.add("every_no" if missing else "every_yes", n=len(base), m=len(missing), cites=join_cites(shown))


def _is_of_kind(unit: str, query: Query, names: OrganNames) -> bool:
    return bears_word(unit, query.unit_word) if query.unit_word else names.kind(unit) in query.kind.split()


def _echo(draft: Draft, query: Query) -> None:
    """Let the person's own conditions be said back: they are no claim of ours."""
    draft.echoed.update(unit for c in query.conditions for unit in c.units)
    draft.computed |= {number for size in query.sizes for number in (size.low, size.high) if number is not None}
    draft.computed |= {query.year} if query.year else set()
    draft.echoed.update(filter(None, (*query.literal, query.deliverable, query.unit_word)))


def _unit_heading(draft: Draft, condition: UnitCondition, tasks: list[Clause], narrowed: bool) -> None:
    unit = "、".join(condition.units)
    draft.echoed.update(condition.units)  # the subject of the sentence; its tasks below are the claim
    if not tasks:
        draft.add("unit_tasks_none", unit=unit, part=say(PARTS[condition.part]))
        count = tally(draft.notice)
        instead = list(dict.fromkeys(t for u in condition.units for t in count.tasks(u, Part.ANY)))
        if instead and not narrowed:
            other = Part.JOINS if condition.part is Part.LEADS else Part.LEADS
            others = [draft.notice.clause(i) for i in instead]
            draft.mentioned += instead
            draft.add("unit_tasks_instead", part=say(PARTS[other]), n=len(instead), cites=join_cites(others))
        return
    leads = sum(bool(set(condition.units) & set(task.leads)) for task in tasks)
    split = say("unit_tasks_split", lead=leads, joins=len(tasks) - leads) if condition.part is Part.ANY else ""
    draft.computed |= {leads, len(tasks) - leads}
    draft.add("unit_tasks", unit=unit, part=say(PARTS[condition.part]), n=len(tasks), split=split)


def _task_line(draft: Draft, task: Clause, condition: UnitCondition | None) -> None:
    lead = "、".join(task.leads)
    draft.cite_units(task)
    if condition and set(condition.units) & set(task.leads):
        note = say("note_lead")
    elif not lead:
        note = say("note_no_lead", n=len(task.units))
        draft.computed.add(len(task.units))
    elif condition:
        note = say("note_joins", lead=lead)
    else:
        note = say("note_units", lead=lead, n=len(task.units))
        draft.computed.add(len(task.units))
    draft.lines.append(say("task_line", cite=cite(task), title=title_of(task), note=note))


def describe(query: Query) -> str:
    """Say a query's conditions back, so that a misunderstanding shows: （市农业局牵头，含“革命老区”）."""
    words = [f"{'、'.join(c.units) or c.said}{'不在其中' if c.part is Part.ABSENT else say(PARTS[c.part])}" for c in query.conditions]
    words += [f"含“{word}”" for word in query.literal]
    words += [f"写明{query.year}年"] if query.year else []
    if query.deliverable is not None:
        words.append(f"要制定“{query.deliverable}”" if query.deliverable else "要制定文件")
    words += ["写明完成期限"] if query.deadline else []
    words += [{"money": "写有金额", "ratio": "写有百分比"}[query.measure]] if query.measure else []
    words += [f"单位名称含“{query.unit_word}”"] if query.unit_word else []
    for size in query.sizes:
        what = "责任单位" if size.of == "units" else say(BY[size.by])
        bounds = f"{size.low}" if size.high == size.low else f"至少{size.low}" if size.high is None else f"{size.low}至{size.high}"
        words.append(f"{what} {bounds} {'个' if size.of == 'units' else '项'}")
    return f"（{'，'.join(words)}）" if words else ""


SAME = re.compile(r"一样|相同|一致|同一(?:个|套|批|家|拨)|没(?:有)?(?:区别|不同|差别)|重合")

# "相较第22项，第23项多出来的", "后者多了谁": the second one's own
LATTER = re.compile(r"(?:相较|比起?|较|对比)(?:于)?(?:第|任务)?\d.*多|后者多|前者没有|后(?:面|一)[^，。]{0,4}多")


def compared_units(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """Say which units clauses share, or which each has for itself."""
    draft.rest_on(*clauses)
    for clause in clauses:
        draft.cite_units(clause)
    if query.yes_no and SAME.search(query.text):
        same = all(set(clause.units) == set(clauses[0].units) for clause in clauses[1:])
        draft.add("same_units" if same else "other_units")
        query = query.but(compare="shared" if same else "both")
    if query.compare == "shared":
        units = shared_units(clauses)
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


def ranked(draft: Draft, query: Query, rank: Rank, names: OrganNames | None = None) -> Draft:
    """Say which units or tasks are at a place of an order, ties included."""
    notice = draft.notice
    order = say("least" if rank.least else "most")
    if rank.of == "tasks":
        among = [notice.clause(i) for i in query.clauses] or list(notice.tasks)
        for place in rank_tasks(among, rank):
            tasks = [notice.clause(i) for i in place.names]
            draft.rest_on(*tasks)
            if rank.place == 1:
                draft.add("rank_tasks", order=order, cites=join_cites(tasks), n=place.number)
            else:
                draft.add("rank_place", by="责任单位数", place=rank.place, units=join_cites(tasks), n=place.number)
            for task in tasks:
                _task_line(draft, task, None)
        return draft
    count = tally(notice)
    units: list[str] = []
    named = [unit for condition in query.conditions for unit in condition.units]
    if rank.of == "partners" and named:
        return _ranked_partners(draft, named, rank)
    among = named or (select_units(notice, query, names.kind, notice.tasks) if names else None)
    for i, place in enumerate(rank_units(notice, rank, among)):
        units += place.names
        named = "、".join(f"**{unit}**" for unit in place.names)
        if rank.place == 1 and i == 0:
            draft.add("rank_units", by=say(BY[rank.by]), order=order, units=named, n=place.number)
        else:
            draft.add("rank_place", by=say(BY[rank.by]), place=rank.place + i, units=named, n=place.number)
        for unit in place.names:
            draft.rest_on(*(notice.clause(t) for t in count.tasks(unit, rank.by)))
    draft.units = tuple(units)
    for clause in draft.clauses:
        draft.cite_units(notice.clause(clause))
    draft.lines.append(join_cites([notice.clause(i) for i in draft.clauses]))
    return draft


def _ranked_partners(draft: Draft, units: Sequence[str], rank: Rank) -> Draft:
    """Say which unit shares most tasks with the named one, and list them."""
    notice = draft.notice
    found: list[str] = []
    for place in rank_partners(notice, units, rank):
        tasks = [t for t in notice.tasks if set(units) & set(t.units) and set(place.names) & set(t.units)]
        draft.rest_on(*tasks)
        draft.add(
            "rank_partners",
            unit="、".join(units),
            partners="、".join(f"**{name}**" for name in place.names),
            n=place.number,
            cites=join_cites(tasks),
        )
        for task in tasks:
            draft.cite_units(task)
        found += place.names
    draft.units = tuple(found)
    return draft


def units_of_notice(draft: Draft, query: Query, names: OrganNames) -> Draft:
    """List the units of the whole notice that meet conditions on units, with the tasks that show it."""
    notice = draft.notice
    units = select_units(notice, query, names.kind, notice.tasks)
    draft.units = tuple(units)
    _echo(draft, query)
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


def verification(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Answer whether units have the parts said of them in a clause, and correct what is wrong."""
    draft.rest_on(clause)
    draft.cite_units(clause)
    where, lead = cite(clause), "、".join(clause.leads)
    others = [unit for unit in clause.participants]
    corrected = False
    for condition in query.conditions:
        unit = "、".join(condition.units) or condition.said
        corrected |= condition.part is Part.LEADS and not set(condition.units) & set(clause.leads)
        if not condition.units:
            draft.echoed.add(condition.said)
        leads, joins = set(condition.units) & set(clause.leads), set(condition.units) & set(clause.participants)
        if not leads and not joins:
            rest = say("rest_units", units="、".join(others)) if others else say("rest_none")
            draft.add("no_part", cite=where, unit=unit, lead=lead, rest=rest)
            draft.echoed.add(unit)
        elif condition.part is Part.LEADS and not leads:
            draft.add("no_lead", cite=where, lead=lead, unit="、".join(joins))
        elif condition.part is Part.JOINS and leads:
            draft.add("why_wrong_part" if query.why else "no_joins_but_leads", cite=where, unit="、".join(leads))
        elif query.why:
            draft.add("why_right", cite=where, unit=unit, part=say("role_lead" if leads else "role_joins").removesuffix("单位"))
        else:
            draft.add("yes_part", cite=where, unit="、".join(leads | joins), role=say("role_lead" if leads else "role_joins"))
    if corrected or query.why or not query.yes_no:
        draft.units = tuple(dict.fromkeys([*(draft.units or ()), *clause.leads])) or None
    return draft


def task_choices(draft: Draft, clauses: Sequence[Clause], heading: str = "vague") -> Draft:
    """Ask back, naming the choices."""
    draft.status = "clarify"
    draft.add(heading)
    for clause in clauses:
        draft.mentioned.append(clause.id)
        draft.lines.append(say("clarify_choice", cite=cite(clause), title=title_of(clause)))
        draft.suggestions.append(say("suggest_units", label=label(clause)))
    return draft
