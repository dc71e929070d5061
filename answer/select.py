"""Answers computed from the notice as data: units x roles x tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from answer.details import limits_apart
from answer.query import Part, Query, Rank, Size, UnitCondition
from ingest.due import date_parts, last_day
from ingest.facts import LENGTH, is_standing
from schema import Amount, Clause, Deadline, Deliverable, Notice


def has_part(clause: Clause, units: Iterable[str], part: Part) -> bool:
    """Tell whether one of the units has this part in a clause (for ABSENT: none of them has any)."""
    units = set(units)
    if part is Part.LEADS:
        return bool(units & set(clause.leads))
    if part is Part.JOINS:
        return bool(units & set(clause.participants)) and not units & set(clause.leads)
    return bool(units & set(clause.units)) is (part is not Part.ABSENT)


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks of each unit, by its part in them; task ids in the notice's order."""

    leads: dict[str, tuple[str, ...]]
    joins: dict[str, tuple[str, ...]]

    def tasks(self, unit: str, part: Part) -> tuple[str, ...]:
        if part is Part.LEADS:
            return self.leads.get(unit, ())
        if part is Part.JOINS:
            return self.joins.get(unit, ())
        both = {*self.leads.get(unit, ()), *self.joins.get(unit, ())}
        return tuple(sorted(both, key=[*self.leads.get(unit, ()), *self.joins.get(unit, ())].index))


def tally(notice: Notice, among: Sequence[Clause] | None = None) -> Tally:
    """Return each unit's tasks, of all or of some."""
    leads: dict[str, list[str]] = {}
    joins: dict[str, list[str]] = {}
    for task in notice.tasks if among is None else among:
        for unit in task.units:
            (leads if unit in task.leads else joins).setdefault(unit, []).append(task.id)
    return Tally({u: tuple(ids) for u, ids in leads.items()}, {u: tuple(ids) for u, ids in joins.items()})


def within(number: int, size: Size) -> bool:
    return size.low <= number and (size.high is None or number <= size.high)


def select_tasks(notice: Notice, query: Query, kind_of: Callable[[str], str], among: Sequence[Clause] | None = None) -> list[Clause]:
    """Return the tasks that meet every condition of a query (any one unit condition, where ``either``)."""
    tasks = list(among if among is not None else _sought_in(notice, query))
    if query.clauses and among is None:
        tasks = [notice.clause(i) for i in query.clauses]
    tasks = [task for task in tasks if task.id not in query.without]
    return [task for task in tasks if _meets_units(task, query) and _meets_filters(task, query, kind_of)]


# "整份文件（任务和工作要求）哪些条写了“每年”", "全文哪几处提到"
THROUGHOUT = re.compile("工作要求|整[份个篇](?:文件|通知|方案)|全[文篇]|通篇|哪[些几]?处|哪些地方")


def _sought_in(notice: Notice, query: Query) -> Sequence[Clause]:
    """Return the clauses among which tasks are sought: the work requirements too, where words are sought throughout the notice."""
    throughout = query.literal and not query.conditions and THROUGHOUT.search(query.text) is not None
    return notice.clauses[1:] if throughout else notice.tasks


def _meets_units(task: Clause, query: Query) -> bool:
    met = [_meets(task, condition) for condition in query.conditions]
    if query.exactly_one:
        return sum(met) == 1
    return not met or (any(met) if query.either else all(met))


def _meets(task: Clause, condition: UnitCondition) -> bool:
    if not condition.units:
        return condition.part is Part.ABSENT
    listed, place = task.units, condition.place
    there = listed[place - 1 if place > 0 else place :][:1] if len(listed) > 1 and abs(place) <= len(listed) else ()  # one alone is no last
    return has_part(task, condition.units, condition.part) and (not place or bool(set(there) & set(condition.units)))


def at_ends(tasks: list[Clause], ends: Sequence[int]) -> list[Clause]:
    """Return those of some tasks at places in the notice's order, 1 the first and -1 the last; all where no place is told."""
    places = [end - 1 if end > 0 else len(tasks) + end for end in ends] or range(len(tasks))
    return [task for number, task in enumerate(tasks) if number in places]


def of_limits(tasks: list[Clause], notice: Notice, by_limit: str) -> list[Clause]:
    """Return those of some tasks whose time limits end first, or last; all where no such order is asked for."""
    if not by_limit:
        return tasks
    year = (date_parts(notice.date) or (date.today().year,))[0]  # in which limits without a year fall
    days = {task.id: max(ends) for task in tasks if (ends := [day for d in limits_of(task) if (day := last_day(d.words, year))])}
    wanted = (min if by_limit == "first" else max)(days.values(), default=None)
    return [task for task in tasks if task.id in days and days[task.id] == wanted]


def limits_of(task: Clause) -> Sequence[Deadline]:
    """Return the time limits of a task: those in a cell or beside its units, where there are such, else those that its sentences state."""
    return limits_apart(task) or task.deadlines


def _meets_filters(task: Clause, query: Query, kind_of: Callable[[str], str]) -> bool:
    return (
        all(within(number_of_units(task, size.by), size) for size in query.sizes if size.of == "units")
        and (query.year is None or _states_year(task, query.year))
        and (query.deliverable is None or bool(deliverables_of(task, query.deliverable)) or _names_document(task, query.deliverable))
        and all(within(len(deliverables_of(task, query.deliverable or ())), size) for size in query.sizes if size.of == "deliverables")
        and (not query.deadline or bool(task.deadlines))
        and (not query.limit or _is_without_end(task, query.limit))
        and (not query.due or any(ends_within(deadline, query.due) for deadline in task.deadlines))
        and (not query.officers or any(officer.name in query.officers for officer in task.officers))
        and (not query.areas or any(scope.words in query.areas for scope in task.scopes))
        and (not query.measure or any(states_measure(amount, query.measure) for amount in task.amounts))
        and _holds_words(task, query)
        and (not query.opening or task.text.startswith(query.opening))
        and (not query.unit_word or any(map(query.unit_word.borne_by, _asked_units(task, query))))
        and (not query.kind or any(kind_of(unit) in query.kind.split() for unit in _asked_units(task, query)))
    )


def _states_year(task: Clause, year: int) -> bool:
    """Tell whether a year stands in a task's sentences, or in a time limit beside its units."""
    return any(str(year) in text for text in (*(s.text for s in task.sentences), *(deadline.words for deadline in task.deadlines)))


def number_of_units(task: Clause, part: Part) -> int:
    """Return how many units of a task lead it together, join in it, or have any part."""
    if part is Part.LEADS:  # those of two responsibilities do not lead together
        leads = Counter(a.part for a in task.assignments if a.role.leads)
        return max(leads.values(), default=0)
    return len(task.participants if part is Part.JOINS else task.units)


def _holds_words(task: Clause, query: Query) -> bool:
    """Tell whether a task holds the words asked for; of words that hold one another, and of those with 或, one is enough."""
    if not query.literal:
        return True
    held = [any(holds(word, s.text) for s in task.sentences) or holds(word, task.text) for word in query.literal]
    alternatives = query.either or any(a != b and a in b for a in query.literal for b in query.literal)
    return any(held) if alternatives else all(held)


GAP = re.compile(r"…+|\.{3,}|×{2,}|[xX]{2,}|\*{2,}")  # 制定……方案: anything may stand between


def holds(words: str, text: str) -> bool:
    """Tell whether words stand in a text, blanks aside, with anything in place of their gap: 制定……方案 in 制定林业实施方案."""
    pieces = [re.escape(squeezed) for piece in GAP.split(words) if (squeezed := "".join(piece.split()))]
    return bool(pieces) and re.search("[^。；]*?".join(pieces), "".join(text.split())) is not None


def ends_within(deadline: Deadline, days: tuple[date, date]) -> bool:
    """Tell whether a time limit ends within some days, in whose last year a limit without a year falls."""
    last = last_day(deadline.words, days[1].year)
    return last is not None and days[0] <= last <= days[1]


def states_measure(amount: Amount, measure: str) -> bool:
    """Tell whether an amount is of a kind asked for: money, or a ratio written as a percentage."""
    return amount.measure == measure and ("%" in amount.words or measure == "money")


def _asked_units(task: Clause, query: Query) -> tuple[str, ...]:
    """Return the units of a task in the part that is asked about."""
    return task.leads if query.part is Part.LEADS else task.participants if query.part is Part.JOINS else task.units


def deliverables_of(task: Clause, kinds: Sequence[str]) -> list[Deliverable]:
    """Return the documents that a task asks to be drawn up and that are of one of some kinds; all of them where none is named."""
    return [document for document in task.deliverables if not kinds or any(is_called(document.name, kind) for kind in kinds)]


# "三年攻坚|方案" of 三年攻坚实施方案
DOCUMENT = re.compile("(?P<which>.{2,})(?P<kind>方案|规划|计划|办法|意见|细则)$")


def is_called(name: str, said: str) -> bool:
    """Tell whether a document is of the name said, the words between what it is on and what it is left out."""
    document = DOCUMENT.fullmatch(said)
    return holds(said, name) or (document is not None and holds(f"{document['which']}……{document['kind']}", name))


def _names_document(task: Clause, kinds: Sequence[str]) -> bool:
    return any(len(kind) > 4 and holds(kind, task.text) for kind in kinds)


def _is_without_end(task: Clause, limit: str) -> bool:
    """Tell whether a task has no time limit but such as never end, and such a one where these are asked for."""
    standing = [is_standing(deadline.words) for deadline in limits_of(task) if not _is_of_a_step(deadline)]
    return all(standing) and (limit == "none" or bool(standing))


def _is_of_a_step(deadline: Deadline) -> bool:
    """Tell whether a limit is of a step within a task and not of the task: 3个工作日内办结; not 印发之日起30日内."""
    return bool(LENGTH.search(deadline.words)) and not (deadline.year or "起" in deadline.words or "后" in deadline.words)


def select_units(notice: Notice, query: Query, kind_of: Callable[[str], str], tasks: Sequence[Clause]) -> list[str]:
    """Return the units of the whole notice that meet a query's conditions on units, in the notice's order."""
    count = tally(notice)
    named = {unit for task in tasks for unit in task.units}
    return [
        unit
        for unit in notice.units
        if unit in named
        and unit not in query.left_out
        and all(within(len(count.tasks(unit, size.by)), size) for size in query.sizes if size.of == "tasks")
        and (not query.unit_word or query.unit_word.borne_by(unit))
        and (not query.kind or kind_of(unit) in query.kind.split())
    ]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place in an order: everything that shares it."""

    number: int
    names: tuple[str, ...]  # units, or clause ids


def rank_partners(notice: Notice, units: Sequence[str], rank: Rank, left_out: Sequence[str] = ()) -> list[Ranked]:
    """Return the units that share most tasks with the given ones, those left out set aside."""
    shared = [task for task in notice.tasks if set(units) & set(task.units)]
    numbers = {unit: sum(unit in task.units for task in shared) for unit in notice.units if unit not in (*units, *left_out)}
    return _places({u: n for u, n in numbers.items() if n}, rank)


def rank_units(notice: Notice, rank: Rank, among: Sequence[str] | None = None, tasks: Sequence[Clause] | None = None) -> list[Ranked]:
    """Return units by number of tasks (of all, or of some), ties together, best first, as many places as asked for."""
    count = tally(notice, tasks)
    numbers = {unit: len(count.tasks(unit, rank.by)) for unit in (notice.units if among is None else among)}
    return _places({u: n for u, n in numbers.items() if n}, rank)


def rank_tasks(tasks: Iterable[Clause], rank: Rank) -> list[Ranked]:
    """Return tasks by number of units, ties together, best first."""
    return _places({task.id: len(task.units) for task in tasks}, rank)


def _places(numbers: dict[str, int], rank: Rank) -> list[Ranked]:
    order = sorted(set(numbers.values()), reverse=not rank.least)
    wanted = order[rank.place - 1 : rank.place - 1 + rank.top]
    return [Ranked(n, tuple(name for name, number in numbers.items() if number == n)) for n in wanted]


def shared_units(clauses: Sequence[Clause]) -> list[str]:
    """Return the units that every clause names, in the first clause's order."""
    return [unit for unit in clauses[0].units if all(unit in clause.units for clause in clauses[1:])]


def own_units(clause: Clause, others: Sequence[Clause]) -> list[str]:
    """Return the units of a clause that none of the others names."""
    elsewhere = {unit for other in others for unit in other.units}
    return [unit for unit in clause.units if unit not in elsewhere]
