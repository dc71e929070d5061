"""A notice and a unit -> the unit's ledger: its tasks with words, dates, documents and partners, and when to report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.due import Due, due_date, recurring_days
from prompts import load_words
from schema import Clause, ClauseKind, Deadline, Notice, Role
from web.overview import plain_text, unit_roles
from web.runs import Span, clause_label

# Who has to keep a date: "各牵头部门在" / "市各有关部门要"
ADDRESSES_LEADS = re.compile(r"牵头(?:责任)?(?:单位|部门)")
ACTION_END = re.compile(r"[，。；\n]")


@dataclass(frozen=True, slots=True)
class LedgerTask:
    """One task of the unit. ``text`` is the notice's, page breaks mended, without the list of units."""

    clause: str
    label: str
    role: Role  # the unit's own
    text: str
    span: Span  # where the text stands in the source
    leads: tuple[str, ...]
    others: tuple[str, ...]  # responsible without leading
    open_words: str  # such as 等, where the list of units is open
    deadlines: tuple[str, ...]  # in the notice's words
    deliverables: tuple[str, ...]
    source: str  # document number and task, as it goes into a document


@dataclass(frozen=True, slots=True)
class DueDate:
    """One date that the notice states, and what is due then."""

    clause: str
    words: str  # the deadline in the notice's words
    what: str  # what is due, in the notice's words
    sentence: str  # the whole sentence
    span: Span  # of the sentence
    days: tuple[Due, ...]  # when it comes again; empty where it comes once or names no day
    on: date | None  # when it comes once
    leads_only: bool  # the sentence speaks to the units that lead
    concerns_unit: bool
    source: str

    @property
    def names_day(self) -> bool:
        return bool(self.days or self.on)

    def following(self, today: date) -> date | None:
        """Return the next day it is due, from ``today`` on; None where no day is named or it has passed."""
        if self.days:
            return min(due.following(today) for due in self.days)
        return self.on if self.on and self.on >= today else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that one unit has to do by one notice. Tasks and dates come in the notice's order."""

    notice: str
    title: str
    document_number: str
    unit: str
    led: tuple[LedgerTask, ...]
    joined: tuple[LedgerTask, ...]
    dates: tuple[DueDate, ...]

    @property
    def tasks(self) -> tuple[LedgerTask, ...]:
        """The led tasks first."""
        return self.led + self.joined

    @property
    def own_dates(self) -> tuple[DueDate, ...]:
        return tuple(each for each in self.dates if each.concerns_unit)


def unit_ledger(notice: Notice, unit: str) -> Ledger:
    """Return the ledger of a unit.

    Raises:
        KeyError: the notice makes no such unit responsible for a task.
    """
    own = [(clause, unit_roles(clause)) for clause in notice.tasks if unit in clause.units]
    if not own:
        raise KeyError(unit)
    tasks = [_task(notice, clause, roles, unit) for clause, roles in own]
    led = tuple(task for task in tasks if task.role.leads)
    return Ledger(
        notice=notice.id,
        title=notice.title,
        document_number=notice.document_number,
        unit=unit,
        led=led,
        joined=tuple(task for task in tasks if not task.role.leads),
        dates=tuple(_dates(notice, {clause.id for clause, _ in own}, bool(led))),
    )


def ledger_rows(ledger: Ledger) -> list[tuple[str, ...]]:
    """Return the ledger's table, a row a task, in the columns that ``prompts/web.yaml`` names; progress is left to be filled in."""
    roles = load_words("web")["roles"]
    return [
        (
            str(place),
            task.label,
            roles[task.role.value],
            task.text,
            "、".join(task.leads),
            "、".join(task.others) + task.open_words,
            "；".join(task.deadlines),
            "；".join(task.deliverables),
            task.source,
            "",
        )
        for place, task in enumerate(ledger.tasks, 1)
    ]


def date_rows(ledger: Ledger) -> list[tuple[str, ...]]:
    """Return the dates that concern the unit: words, sentence, source."""
    return [(each.words, each.sentence, each.source) for each in ledger.own_dates]


def ledger_heading(ledger: Ledger) -> tuple[str, str, str]:
    """Return title, source and counts, as they stand above the table."""
    words = load_words("web")["ledger"]
    return (
        words["title"].format(unit=ledger.unit),
        words["source"].format(source=" ".join(filter(None, (ledger.title or ledger.notice, ledger.document_number)))),
        words["counts"].format(total=len(ledger.tasks), led=len(ledger.led)),
    )


def _task(notice: Notice, clause: Clause, roles: dict[str, Role], unit: str) -> LedgerTask:
    return LedgerTask(
        clause=clause.id,
        label=clause_label(clause.id),
        role=roles[unit],
        text=plain_text(clause),
        span=(clause.sentences[0].start, clause.sentences[-1].end) if clause.sentences else (clause.start, clause.end),
        leads=tuple(name for name, role in roles.items() if role.leads),
        others=tuple(name for name, role in roles.items() if not role.leads),
        open_words=clause.open_words,
        deadlines=tuple(deadline.words for deadline in clause.deadlines),
        deliverables=tuple(deliverable.name for deliverable in clause.deliverables),
        source=_source(notice, clause),
    )


def _source(notice: Notice, clause: Clause) -> str:
    return "，".join(filter(None, (notice.document_number, clause_label(clause.id))))


def _dates(notice: Notice, own: set[str], leads: bool) -> Iterator[DueDate]:
    """Yield the deadlines of the unit's own tasks, and those that come again of the clauses that speak to all units."""
    for clause in notice.clauses:
        for deadline in clause.deadlines:
            for_all = clause.kind is not ClauseKind.TASK and deadline.recurring
            if clause.id in own or for_all:
                yield _date(notice, clause, deadline, leads)


def _date(notice: Notice, clause: Clause, deadline: Deadline, leads: bool) -> DueDate:
    sentence = next((each for each in clause.sentences if each.start <= deadline.start < each.end), None)
    span = (sentence.start, sentence.end) if sentence else (deadline.start, deadline.end)
    addressed = clause.body.between(span[0], deadline.start)
    leads_only = bool(ADDRESSES_LEADS.search(addressed)) and clause.kind is not ClauseKind.TASK
    after = clause.body.between(deadline.end, span[1]).lstrip("，、 ")
    words = sentence.text.strip() if sentence else deadline.words
    return DueDate(
        clause=clause.id,
        words=deadline.words,
        what=ACTION_END.split(after)[0] or words,
        sentence=words,
        span=span,
        days=recurring_days(deadline),
        on=due_date(deadline) if not deadline.recurring else None,
        leads_only=leads_only,
        concerns_unit=leads or not leads_only,
        source=_source(notice, clause),
    )
