"""A notice -> paragraphs of runs: reading text in which each stretch knows its source offsets.

A page break inside a sentence does not show, yet a run never spans one: character ``i`` of a run is
``source[run.start + i]``. So a quotation is highlighted by offsets, here and in ``static/notice.js``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from schema import Clause, ClauseKind, Notice

Span = tuple[int, int]  # source offsets, half open
LABEL_LENGTH = 22  # characters of a clause's label in the table of contents
FRONT_STYLES = ("document_number", "title", "plan_title", "issuer", "date", "addressees")


@dataclass(frozen=True, slots=True)
class Run:
    """Text without a gap in the source."""

    text: str
    start: int
    unit: str = ""  # the unit it names, canonical
    role: str = ""  # the unit's role in the clause
    last: bool = False  # the last run of a unit's name
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: str = ""  # "units" for a list of units, in the front matter the name of the field


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a clause or the closing lines, as they follow one another."""

    kind: str  # heading, closing, or the clause's kind
    start: int
    paragraphs: tuple[Paragraph, ...]
    id: str = ""
    label: str = ""  # for the table of contents
    number: Run | None = None


def clause_label(clause_id: str) -> str:
    """17 -> 任务17; 二（一） and 文首 stay."""
    return f"任务{clause_id}" if clause_id.isdigit() else clause_id


def notice_sections(notice: Notice, quotes: Sequence[Span] = ()) -> tuple[Section, ...]:
    """Return the whole notice in order, the characters within ``quotes`` marked."""
    sections = [_clause_section(notice, clause, quotes) for clause in notice.clauses]
    for part in notice.parts:
        if part.kind in ("heading", "closing"):
            body = notice.source[part.start : part.end]
            text = body.lstrip("# \u3000") if part.kind == "heading" else body
            run = Run(text, part.end - len(text))
            sections.append(Section(part.kind, part.start, (Paragraph(tuple(_split_marks(run, quotes))),), label=text.strip()))
    return tuple(sorted(sections, key=lambda section: section.start))


def clause_title(clause: Clause) -> str:
    """Return the clause's own title or its first words, for the table of contents."""
    first = clause.title or (clause.sentences[0].text if clause.sentences else clause.text)
    first = first.strip().rstrip("。；")
    if len(first) <= LABEL_LENGTH:
        return first
    comma = first.rfind("，", 8, LABEL_LENGTH)
    return first[: comma if comma > 0 else LABEL_LENGTH - 1] + "…"


def _clause_section(notice: Notice, clause: Clause, quotes: Sequence[Span]) -> Section:
    begin = clause.body.positions[0] if clause.body.positions else clause.end
    number = (
        Run(notice.source[clause.start : begin], clause.start) if clause.kind is not ClauseKind.FRONT and begin > clause.start else None
    )
    return Section(
        kind=clause.kind.value,
        start=clause.start,
        paragraphs=clause_paragraphs(notice, clause, quotes),
        id=clause.id,
        label=clause_title(clause),
        number=number,
    )


def clause_paragraphs(notice: Notice, clause: Clause, quotes: Sequence[Span] = ()) -> tuple[Paragraph, ...]:
    """Return the clause's mended text as paragraphs; its unit lists begin paragraphs of their own."""
    unit_lists = [(part.start, part.end) for part in notice.parts if part.clause == clause.id and part.kind == "units"]
    paragraphs: list[Paragraph] = []
    begin, style = 0, ""
    text, positions = clause.body.text, clause.body.positions

    def close(end: int) -> None:
        runs = _runs(clause, begin, end, quotes)
        if runs:
            paragraphs.append(Paragraph(runs, style or _front_style(notice, clause, positions[begin])))

    listed = False
    for i, offset in enumerate(positions):
        in_list = any(start <= offset < end for start, end in unit_lists)
        if text[i] == "\n" or (in_list and not listed):
            close(i)
            begin, style = i + (text[i] == "\n"), "units" if in_list else ""
        listed = in_list
    close(len(text))
    return tuple(paragraphs)


def _front_style(notice: Notice, clause: Clause, offset: int) -> str:
    if clause.kind is not ClauseKind.FRONT:
        return ""
    for name in FRONT_STYLES:
        start, end = notice.front_spans.get(name, (0, 0))
        if start <= offset < end:
            return name
    return "letterhead" if offset == clause.body.positions[0] else ""


def _runs(clause: Clause, begin: int, end: int, quotes: Sequence[Span]) -> tuple[Run, ...]:
    """Cut ``clause.body[begin:end]`` where the source has a gap, a unit begins or ends, or a quote does."""
    positions = clause.body.positions

    def character(i: int) -> tuple:
        offset = positions[i]
        named = next((a for a in clause.assignments if a.start <= offset < a.end), None)
        return offset - i, named, _within(offset, quotes)

    runs = []
    for (_, named, marked), indices in groupby(range(begin, end), key=character):
        group = list(indices)
        start, stop = positions[group[0]], positions[group[-1]] + 1
        text = clause.body.text[group[0] : group[-1] + 1]
        if named:
            runs.append(Run(text, start, named.unit, named.role.value, last=stop == named.end, marked=marked))
        else:
            runs.append(Run(text, start, marked=marked))
    return tuple(runs)


def _split_marks(run: Run, quotes: Sequence[Span]) -> list[Run]:
    runs = []
    for marked, indices in groupby(range(len(run.text)), key=lambda i: _within(run.start + i, quotes)):
        group = list(indices)
        runs.append(Run(run.text[group[0] : group[-1] + 1], run.start + group[0], marked=marked))
    return runs


def _within(offset: int, spans: Sequence[Span]) -> bool:
    return any(start <= offset < end for start, end in spans)
