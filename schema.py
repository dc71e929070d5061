"""The program's whole vocabulary: frozen records, standard library only.

Offsets are in characters of ``Notice.source``, half open: ``source[start:end]``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal


class Role(str, Enum):
    """What a unit is to a task."""

    LEAD = "lead"  # 牵头单位
    JOINT_LEAD = "joint_lead"  # 共同牵头
    PARTICIPANT = "participant"  # 参加单位、配合单位
    BY_DUTY = "by_duty"  # 按职责分工负责
    RESPONSIBLE = "responsible"  # named without a stated role: no lead is claimed

    @property
    def leads(self) -> bool:
        return self in (Role.LEAD, Role.JOINT_LEAD)


class ClauseKind(str, Enum):
    FRONT = "front"  # 文首: everything before the first clause
    TASK = "task"  # a clause that names units responsible
    REQUIREMENT = "requirement"  # 工作要求, 组织实施 and their like
    CLAUSE = "clause"  # any other clause


class LeadRule(str, Enum):
    """How a notice tells who leads."""

    FIRST_LISTED = "first_listed_stated"  # the notice says that the first-named unit leads
    EXPLICIT = "explicit_words"  # 牵头 stands in the tasks themselves
    NONE = "none_stated"  # no lead may be claimed where several units are named


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Text mended for reading, each character tied to the source.

    ``positions[i]`` is the source offset of ``text[i]``, strictly increasing.
    """

    text: str
    positions: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.positions):
            raise ValueError(f"expected one position a character, was: {len(self.text)} and {len(self.positions)}")

    def source_span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the source offsets of ``text[begin:end]`` (not empty)."""
        return self.positions[begin], self.positions[end - 1] + 1

    def between(self, start: int, end: int) -> str:
        """Return the mended text of the source offsets ``start`` to ``end``."""
        return self.text[self.index_at(start) : self.index_at(end)]

    def index_at(self, offset: int) -> int:
        """Return the first index whose source offset is not before ``offset``."""
        return bisect_left(self.positions, offset)

    def slice(self, begin: int, end: int) -> AlignedText:
        return AlignedText(self.text[begin:end], self.positions[begin:end])


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause: mended text and where it stands in the source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit made responsible for a clause; it may stand in the heading above it (县水利局 over 1.负责…)."""

    unit: str  # canonical within the notice
    role: Role
    written: str  # as it stands in this clause
    start: int
    end: int
    part: int = 0  # which responsibility of the clause, where it has several
    collective: bool = False  # 各县（市、区）政府, 各有关部门


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit in the clause's words; ``year`` and ``date`` where they can be told."""

    words: str
    start: int
    end: int
    year: int | None = None
    date: str | None = None  # ISO 8601, as exact as the words are: 2018-12-31, 2018
    recurring: str | None = None  # yearly, half_yearly, quarterly, monthly, weekly
    within: str | None = None  # ISO 8601 duration of a limit counted from the notice or an event: 30日内 is P30D; working days have none


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A document to be drawn up: 实施方案, 规划, 计划 …"""

    name: str
    kind: str  # the last word of the name: 方案, 规划 …
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts, such as 5万元, 70%, 6：3：1, 200 人."""

    words: str
    measure: str  # money, ratio, people, places, times, duration, number
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Where or for whom a clause holds, such as 全国, 福建自贸试验区; it may stand in an earlier clause that states it for all below."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """A named person and what the clause links the person to."""

    name: str
    title: str
    linked_to: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Officer:
    """A named person in charge of a clause; the label and the name may stand in the heading above it (牵头领导：副市长 罗静怡)."""

    name: str
    title: str
    label: str  # 责任人, 分管领导 …
    start: int  # of the label
    end: int


@dataclass(frozen=True)  # without slots, so that what is derived is kept
class Clause:
    """One numbered clause (or the front matter) with what was read off it.

    ``text`` is what follows the number, responsibility phrases included; ``sentences`` leave those out.
    """

    id: str
    kind: ClauseKind
    number: str  # the clause's own number as written: 17, （二）, 第三条
    path: tuple[str, ...]  # numbers of the headings above and its own
    headings: tuple[str, ...]  # headings above, outermost first
    title: str  # the clause's own short heading, or ""
    body: AlignedText
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    open_words: str = ""  # words that leave the unit list open, such as 等
    deadlines: tuple[Deadline, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    amounts: tuple[Amount, ...] = ()
    people: tuple[Person, ...] = ()
    officers: tuple[Officer, ...] = ()
    scopes: tuple[Scope, ...] = ()

    @property
    def text(self) -> str:
        return self.body.text

    @cached_property
    def units(self) -> tuple[str, ...]:
        """All units, in the clause's order, each once."""
        return tuple(dict.fromkeys(a.unit for a in self.assignments))

    @cached_property
    def leads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.unit for a in self.assignments if a.role.leads))

    @cached_property
    def participants(self) -> tuple[str, ...]:
        leads = self.leads
        return tuple(unit for unit in self.units if unit not in leads)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the partition of the source that proves the parse complete."""

    kind: Literal["front", "heading", "number", "text", "units", "separator", "closing"]
    start: int
    end: int
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something odd in the notice, with its place; never a guess made silently."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True)  # without slots, as Clause
class Notice:
    """One notice. ``page_starts[i]`` is the offset at which page ``i + 1`` begins; empty where the file has no pages."""

    id: str
    source: str
    title: str
    issuer: str
    document_number: str
    addressees: str
    date: str
    lead_rule: LeadRule
    lead_rule_span: tuple[int, int] | None
    front_spans: dict[str, tuple[int, int]]  # field name -> where it stands in the source
    clauses: tuple[Clause, ...]
    parts: tuple[Part, ...]
    warnings: tuple[ParseWarning, ...] = ()
    page_starts: tuple[int, ...] = ()
    _by_id: dict[str, Clause] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update((clause.id, clause) for clause in self.clauses)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with this id; raise ``KeyError`` if there is none."""
        return self._by_id[clause_id]

    def __contains__(self, clause_id: object) -> bool:
        return clause_id in self._by_id

    @cached_property
    def tasks(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.kind is ClauseKind.TASK)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """All units of the notice, in order of first mention, each once."""
        return tuple(dict.fromkeys(unit for clause in self.clauses for unit in clause.units))

    def clause_at(self, offset: int) -> Clause | None:
        place = bisect_right(self.clauses, offset, key=lambda clause: clause.start) - 1
        return self.clauses[place] if place >= 0 and offset < self.clauses[place].end else None

    def belongs(self, start: int, end: int, clause: Clause) -> bool:
        """Tell whether a stretch of the source stands in a clause, or is of it elsewhere.

        Elsewhere stand units and people that the heading above a clause names, and the signature below the notice, of the front matter.
        """
        apart = {(named.start, named.end) for named in (*clause.assignments, *clause.officers)}
        if clause.kind is ClauseKind.FRONT:
            apart |= set(self.front_spans.values())
        return clause.start <= start < end <= clause.end or (start, end) in apart

    def page_at(self, offset: int) -> int | None:
        """Return the page on which an offset stands, counted from 1; None where the file has no pages."""
        return max(1, bisect_right(self.page_starts, offset)) if self.page_starts else None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation: ``quote == source[start:end]`` of the notice, always."""

    notice: str
    clause: str
    quote: str
    start: int
    end: int
    page: int | None = None  # on which it begins, counted from 1; None where the file has no pages


Status = Literal["answered", "not_found", "clarify"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person gets. ``units`` is None when the answer is not a list of units."""

    status: Status
    text: str
    clauses: tuple[str, ...] = ()
    units: tuple[str, ...] | None = None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    latency_ms: float = 0.0
    steps: tuple[str, ...] = ()  # the stages' records, printable, for 为什么是这个答案

    def to_dict(self) -> dict[str, Any]:
        """Return the public JSON form (the stages' records are left out, and pages where the file has none)."""
        record = asdict(self)
        del record["steps"]
        for citation in record["citations"]:
            if citation["page"] is None:
                del citation["page"]
        return record
