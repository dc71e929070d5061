"""A notice -> all its tasks and units at a glance: who leads what, who joins, by when, with what document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from schema import Clause, Notice, Role
from web.runs import clause_label, clause_title


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task; ``roles`` is unit -> role, in the clause's order."""

    id: str
    label: str
    title: str  # its own heading or its first words
    text: str  # without the list of units
    roles: dict[str, Role]
    open_words: str
    deadlines: tuple[str, ...]  # in the notice's words
    years: tuple[int, ...]
    deliverables: tuple[str, ...]
    kinds: tuple[str, ...]  # of the deliverables: 方案, 规划 …

    @property
    def leads(self) -> tuple[str, ...]:
        return tuple(unit for unit, role in self.roles.items() if role.leads)

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(unit for unit, role in self.roles.items() if not role.leads)

    def to_dict(self) -> dict[str, Any]:
        """Return what the page's filters look at."""
        return {"id": self.id, "leads": self.leads, "others": self.others, "years": self.years, "kinds": self.kinds, "text": self.text}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """How many tasks a unit leads and how many it takes part in without leading."""

    name: str
    led: int
    joined: int

    @property
    def total(self) -> int:
        return self.led + self.joined


@dataclass(frozen=True, slots=True)
class Overview:
    """``units`` come with the most tasks first, those with equally many in the notice's order."""

    notice: Notice
    tasks: tuple[TaskRow, ...]
    units: tuple[UnitRow, ...]

    @property
    def most(self) -> int:
        """The largest number of tasks of one unit; 0 without units."""
        return max((unit.total for unit in self.units), default=0)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({year for task in self.tasks for year in task.years}))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of documents to be drawn up, the most frequent first."""
        return tuple(kind for kind, _ in Counter(kind for task in self.tasks for kind in task.kinds).most_common())

    @property
    def states_leads(self) -> bool:
        return any(unit.led for unit in self.units)


def build_overview(notice: Notice) -> Overview:
    """Return the overview of a notice's tasks; clauses without units are left out."""
    tasks = tuple(_task_row(clause) for clause in notice.tasks)
    led = Counter(unit for task in tasks for unit in task.leads)
    joined = Counter(unit for task in tasks for unit in task.others)
    units = [UnitRow(name, led[name], joined[name]) for name in notice.units if led[name] or joined[name]]
    return Overview(notice, tasks, tuple(sorted(units, key=lambda unit: -unit.total)))


def _task_row(clause: Clause) -> TaskRow:
    return TaskRow(
        id=clause.id,
        label=clause_label(clause.id),
        title=clause_title(clause),
        text=plain_text(clause),
        roles=unit_roles(clause),
        open_words=clause.open_words,
        deadlines=tuple(deadline.words for deadline in clause.deadlines),
        years=tuple(dict.fromkeys(deadline.year for deadline in clause.deadlines if deadline.year)),
        deliverables=tuple(deliverable.name for deliverable in clause.deliverables),
        kinds=tuple(dict.fromkeys(deliverable.kind for deliverable in clause.deliverables)),
    )


def plain_text(clause: Clause) -> str:
    """Return the clause's words without the list of units."""
    return "".join(sentence.text for sentence in clause.sentences)


def unit_roles(clause: Clause) -> dict[str, Role]:
    """Return unit -> role in the clause's order; a unit that leads any part of the clause leads."""
    roles: dict[str, Role] = {}
    for assignment in clause.assignments:
        if assignment.role.leads or assignment.unit not in roles:
            roles[assignment.unit] = assignment.role
    return roles
