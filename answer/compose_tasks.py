"""A query -> a draft that lists the tasks that meet its conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.compose_units import units_of_clauses
from answer.compose_verdict import holds
from answer.conditions import PARTS, describe, echo_conditions
from answer.draft import Draft, cite, join_cites, join_units, label, say, title_of
from answer.organs import OrganNames
from answer.parts import said_part
from answer.portions import asks_for_share, tell_share
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.select import at_ends, deliverables_of, ends_within, has_part, of_limits, select_tasks, states_measure, tally
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Amount, Clause, Deadline, Deliverable


def tasks_of_units(draft: Draft, query: Query, names: OrganNames, among: Sequence[Clause] | None = None) -> Draft:
    """List the tasks that meet a query's conditions; one unit's own tasks with its part in each."""
    if query.yes_no and EVERY.search(query.text) and len(query.conditions) > 1 and among is None:
        return _every_task(draft, query)
    share = asks_for_share(query)
    query = query.but(measure="") if share else query  # 审计局的任务占比: of how many tasks it has, not of those that state a ratio
    whole = of_limits(select_tasks(draft.notice, query, names.kind, among), draft.notice, query.by_limit)
    tasks = at_ends(whole, query.ends)
    draft.rest_on(*tasks)
    echo_conditions(draft, query)
    alone = len(query.conditions) == 1 and query.conditions[0].units and not query.conditions[0].place
    plain = alone and query.conditions[0].part is not Part.ABSENT
    asked = plain and ((query.yes_no and "牵头" in query.text) or LEADS_ANY.search(query.text))
    no_lead = asked and tasks and not any(set(query.conditions[0].units) & set(t.leads) for t in tasks)
    if query.conditions and not no_lead and (query.yes_no or cues.has("is_there_any", query.masked)):
        _number_verdict(draft, query, len(tasks))
    if query.clauses and (query.conditions or query.without) and "沿用任务" in query.from_conversation:
        draft.add("of_those_listed")
    if query.ends and tasks:
        draft.add("tasks_at_ends", n=len(whole), what=describe(query))
    elif plain and (tasks or not query.filtered):  # a unit without a task that meets the rest is not one without tasks
        if no_lead:
            draft.add("unit_tasks_none", unit="、".join(query.conditions[0].units), part=say("part_leads"))
        if not tasks and query.without:
            return _no_further(draft, query)
        narrowed = bool(query.clauses or among is not None or query.filtered)
        unit_heading(draft, query.conditions[0], tasks, narrowed, beside=() if query.clauses else query.without, claimed=query.yes_no)
    else:
        draft.add("tasks_found" if tasks else "tasks_none", n=len(tasks), what=describe(query))
    for task in tasks:
        add_task_line(draft, task, query.conditions[0] if plain else None)
    if plain and tasks and share:
        tell_share(draft, query, tasks)
    if query.areas:
        draft.quotes += [(t.id, s.start, s.end) for t in tasks for s in t.scopes if t.start <= s.start < t.end]
    if plain and tasks and len(query.conditions[0].units) == 1 and cues.has("name_asked", query.masked):
        draft.units = query.conditions[0].units
    of_joined = query.wanted is Wanted.LEAD and alone and query.conditions[0].part is Part.JOINS
    if plain and (LISTENS.search(query.text) or LED_BY_WHOM.search(query.text) or (of_joined and WHOM.search(query.text))):
        draft.units = tuple(dict.fromkeys(lead for task in tasks for lead in task.leads))  # 跟着谁干、是哪项任务
    if query.measure or query.deadline or query.due or query.deliverable is not None:
        show_stated(draft, query, tasks)
    if query.deliverable is not None and cues.has("in_all", query.masked) and cues.has("count", query.masked):
        draft.add("documents_in_all", n=sum(len(deliverables_of(task, query.deliverable)) for task in tasks))
    if query.either and len(query.conditions) > 1 and NAMES_WANTED.search(query.text):
        draft.units = tuple(u for c in query.conditions for u in c.units if any(has_part(task, (u,), c.part) for task in tasks))
        draft.add("units_found", n=len(draft.units), what="", units=join_units(draft.units))
    if query.kind or query.unit_word:
        kept = [u for u in dict.fromkeys(u for t in tasks for u in t.units) if is_of_kind(u, query, names)]
        draft.add("units_found", n=len(kept), what="", units=join_units(kept))
        draft.units = tuple(kept) if NAMES_WANTED.search(query.text) else None
    elif query.sizes and not query.conditions and (query.asks is Asks.UNITS or NAMES_WANTED.search(query.text)):
        parts = {Wanted.LEAD: "leads", Wanted.OTHERS: "participants"}
        draft.units = tuple(dict.fromkeys(unit for task in tasks for unit in getattr(task, parts.get(query.wanted, "units"))))
        if query.count or len(tasks) > 1:
            draft.add("units_in_all", n=len(draft.units), units=join_units(draft.units))
    if query.wanted is not Wanted.ALL and tasks and len(tasks) <= 3 and not (query.conditions or query.kind or query.unit_word):
        units_of_clauses(draft, query, tasks)
    return draft


LISTENS = re.compile("听谁(?:的|指挥|安排|招呼)")
LED_BY_WHOM = re.compile(
    "(?:[由归是](?:谁|哪[家个些几]{1,2}(?:单位|部门)?)[^，。？]{0,2}(?:牵头|领头|挑头)|牵头(?:的|单位|方)*(?:都|各|分别)*(?:是|有)(?:谁|哪[家个些](?!项|条|任务)))"
)
WHOM = re.compile("(?:跟着?|替|给|随|帮)(?:谁|哪[家个])")


def list_section(draft: Draft, query: Query) -> Draft:
    """List the clauses of the section that a question names, with how many they are."""
    clauses = [draft.notice.clause(i) for i in query.clauses]
    draft.rest_on(*clauses)
    draft.echoed.add(query.section)
    draft.add("section", heading=query.section, n=len(clauses))
    for clause in clauses:
        add_task_line(draft, clause, None)
    return draft


def tasks_of_each(draft: Draft, query: Query) -> Draft:
    """Tell for each of the units named how many tasks it has, and which, and the sum where it is asked for: 工会、妇联分别有几项."""
    total = 0
    for condition in _parts_shared(query):
        tasks = [task for task in draft.notice.tasks if has_part(task, condition.units, condition.part)]
        total += len(tasks)
        draft.rest_on(*tasks)
        unit_heading(draft, condition, tasks, narrowed=True)
        draft.lines.append(join_cites(tasks))
        for task in tasks:
            draft.cite_units(task)
    return draft.add("sum_of_each", n=total) if cues.has("summed", query.masked) else draft


def _parts_shared(query: Query) -> Sequence[UnitCondition]:
    """Return the units named, those of a list with the part that stands after it: {编办}跟{统战部}，牵头的."""
    parts = [condition.part for condition in query.conditions]
    if LIST.search(query.masked) and len(query.masked.split(UNIT_MARK)) == len(parts) + 1:
        last = parts[-1] if parts[-1] is not Part.ANY else said_part(query.masked)  # 三个部，加起来一共牵头多少项
        parts = [part if part is not Part.ANY else last for part in parts]
    return [replace(condition, part=part) for condition, part in zip(query.conditions, parts)]


LIST = re.compile(f"^[^{UNIT_MARK}]*{UNIT_MARK}(?:[、，和跟与及]+{UNIT_MARK})+[^{UNIT_MARK}]*$")


def show_stated(draft: Draft, query: Query, tasks: Sequence[Clause]) -> Draft:
    """Quote the sentences that state the amounts, time limits or documents asked for."""
    for task in tasks[:MAX_QUOTED]:
        stated = _stated(task, query)
        spoken = [s for s in task.sentences if any(s.start <= item.start < s.end for item in stated)]
        for sentence in spoken:
            draft.add("content", cite=cite(task), quote=draft.quote(task, sentence))
    return draft


# 有没有牵头的？参加的又是哪些; 有牵头任务吗
LEADS_ANY = re.compile(r"(?:有没有|有无|有没)[^，。？]{0,3}(?:牵头|领头|挑头|带头|打头)|有(?:牵头|领头|挑头)[^，。？]{0,4}(?:吗|么|嘛)")
NAMES_WANTED = re.compile(
    r"(?:单位|部门|牵头的)(?:名称?)?(?:也|都|一并|一起)?(?:写|列|报|标|注|带|附)(?:上|出|明|一下)|叫|名字|名称|名写全|谁|哪[几些家个]?(?:单位|部门|家)"
)


def _stated(task: Clause, query: Query) -> Sequence[Deadline | Amount | Deliverable]:
    if query.deliverable is not None:
        return deliverables_of(task, query.deliverable)
    if query.due:
        return [deadline for deadline in task.deadlines if ends_within(deadline, query.due)]
    return task.deadlines if query.deadline else [amount for amount in task.amounts if states_measure(amount, query.measure)]


MAX_QUOTED = 5  # tasks whose sentences are quoted
# "财政局牵头的任务不止一项，对不对", "住建局牵头的有没有超过五项"
CLAIM = re.compile(
    rf"(?P<bound>不止|超过|多于|只有|仅有?|就|至少|不到|达到|有没有|满|(?:只|仅|就)?(?:牵头?|领头?|参加|承担|负责|参与|配合)[了过]?)(?:有)?(?P<n>\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})(?:项|条|个任务|次)"
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
    missing = [task for task in base if not all(holds(task, c) for c in others)]
    draft.echoed.update(unit for c in query.conditions for unit in c.units)
    shown = missing or base
    draft.rest_on(*shown)
    for task in shown:
        draft.cite_units(task)
    draft.computed |= {len(base), len(missing)}
    return draft.add("every_no" if missing else "every_yes", n=len(base), m=len(missing), cites=join_cites(shown))


def is_of_kind(unit: str, query: Query, names: OrganNames) -> bool:
    return query.unit_word.borne_by(unit) if query.unit_word else names.kind(unit) in query.kind.split()


def unit_heading(
    draft: Draft, condition: UnitCondition, tasks: list[Clause], narrowed: bool, beside: Sequence[str] = (), claimed: bool = False
) -> None:
    """Say how many tasks a unit has in the part asked for; ``beside`` are those set aside."""
    unit = "、".join(condition.units)
    draft.echoed.update(condition.units)  # the subject of the sentence; its tasks below are the claim
    if not tasks:
        draft.add("unit_tasks_none", unit=unit, part=say(PARTS[condition.part]))
        count = tally(draft.notice)
        instead = list(dict.fromkeys(t for u in condition.units for t in count.tasks(u, Part.ANY)))
        if instead and not narrowed:
            other = Part.JOINS if condition.part is Part.LEADS else Part.LEADS
            others = [draft.notice.clause(i) for i in instead]
            if claimed:
                draft.rest_on(*others)  # 一个牵头的都没有，是不是: they bear it out
            draft.mentioned += instead
            key = "unit_tasks_instead" if all(task.leads for task in others) else "unit_tasks_unstated"
            draft.add(key, part=say(PARTS[other]), n=len(instead), cites=join_cites(others))
        return
    leads = sum(bool(set(condition.units) & set(task.leads)) for task in tasks)
    unstated = sum(not task.leads for task in tasks)
    joins = len(tasks) - leads - unstated
    key = "unit_tasks_split_open" if unstated else "unit_tasks_split"
    split = say(key, lead=leads, joins=joins, unstated=unstated) if condition.part is Part.ANY else ""
    draft.computed |= {leads, joins, unstated}
    if beside:
        cites = join_cites([draft.notice.clause(i) for i in beside])
        draft.mentioned += beside
        draft.add("unit_tasks_further", cites=cites, unit=unit, part=say(PARTS[condition.part]), n=len(tasks), split=split)
        return
    draft.add("unit_tasks", unit=unit, part=say(PARTS[condition.part]), n=len(tasks), split=split)


def _no_further(draft: Draft, query: Query) -> Draft:
    """Say that a unit has no tasks of the part asked for beside those just told of."""
    (condition,), told = query.conditions, [draft.notice.clause(i) for i in query.without]
    draft.rest_on(*told)
    return draft.add("unit_tasks_no_more", cites=join_cites(told), unit="、".join(condition.units), part=say(PARTS[condition.part]))


def add_task_line(draft: Draft, task: Clause, condition: UnitCondition | None) -> None:
    """Add a line with a task's title, and who leads it where the list is of no unit; of a work requirement its title alone."""
    if not task.units:
        draft.lines.append(say("clause_line", cite=cite(task), title=title_of(task)))
        if task.sentences:
            draft.cite_span(task, task.sentences[0].start, task.sentences[0].end)
        return
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


def task_choices(draft: Draft, clauses: Sequence[Clause], heading: str = "vague") -> Draft:
    """Ask back, naming the choices."""
    draft.status = "clarify"
    draft.add(heading)
    for clause in clauses:
        draft.mentioned.append(clause.id)
        draft.lines.append(say("clarify_choice", cite=cite(clause), title=title_of(clause)))
        draft.suggestions.append(say("suggest_units", label=label(clause)))
    return draft
