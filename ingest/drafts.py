"""A node of the outline -> the draft of a clause: its text, and where that says who is responsible."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.duties import duty_role, named_in_duties
from ingest.facts import read_deadline
from ingest.labels import names_level
from ingest.lines import Line
from ingest.mend import PageBreakMender
from ingest.name_lists import is_nothing
from ingest.nodes import Node, lineage
from ingest.paragraphs import finished_lines
from ingest.phrases import OPENERS, Phrase, find_phrases, moved, running_phrase
from ingest.requirements import is_requirement, oversees
from ingest.scopes import SCOPE_HEAD
from ingest.tables import Column, Span
from ingest.units import Responsibility, read_responsibilities
from schema import AlignedText, Deadline, Role


@dataclass(frozen=True, slots=True)
class Holder:
    """The units that a heading gives all below it to: by name alone (县水利局职责), or with their roles (责任单位：A　配合单位：B)."""

    body: AlignedText
    phrases: tuple[Phrase, ...]
    leads: bool = False  # the heading says that they lead: those that a task below names without a role take part

    def given(self, duties: str) -> Responsibility:
        """Return what it gives to a clause below, placed in the source; where no word says the units' role, the duties do."""
        role = duty_role(duties)
        phrases = [replace(phrase, label=phrase.label or role) for phrase in self.phrases]
        return read_responsibilities(self.body.text, phrases).in_source(self.body)


@dataclass(slots=True)
class Draft:
    """A node's text and the responsibility phrases in it."""

    node: Node
    lines: list[Line]  # its own, and those of the items folded into it
    body: AlignedText
    phrases: list[Phrase]
    deadlines: list[tuple[int, int, Deadline]] = field(default_factory=list)  # from a table's column
    scopes: list[tuple[int, int]] = field(default_factory=list)  # from a table's column
    groups: tuple[str, ...] = ()  # of a table's row: what it is filed under in a column before its task
    holder: Holder | None = None  # of the heading above
    responsibility: Responsibility = field(default_factory=lambda: Responsibility((), ""))

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def begin(self) -> int:
        return self.node.rows[0].start if self.node.rows else self.lines[0].start

    @property
    def end(self) -> int:
        return self.node.rows[-1].end if self.node.rows else self.lines[-1].end

    def outside_phrases(self) -> list[tuple[int, int]]:
        """Return the stretches of text between the responsibility phrases; those within a sentence are left in it."""
        apart = (phrase for phrase in self.phrases if not phrase.running)
        edges = [0, *(edge for phrase in apart for edge in (phrase.begin, phrase.end)), len(self.text)]
        return list(zip(edges[::2], edges[1::2]))


def draft_node(node: Node, folded: list[Line], mender: PageBreakMender, holder: Holder | None = None) -> Draft:
    """Read a node without its children.

    Args:
        folded: the lines of the items that are one task with it, as further paragraphs; a table's row has none.
        holder: of the heading above, which answers for what the node itself gives to nobody.
    """
    if node.rows:
        return _draft_rows(node, mender, holder)
    lines = [*node.lines, *folded]
    spans = [(line.body if line is node.lines[0] else line.start, line.end) for line in lines]
    body = mender.paragraphs(spans, finished_lines(lines, set(map(id, folded)), mender.width))
    if holder is None:
        return Draft(node, lines, body, _phrases_of(body.text, node))
    phrases = find_phrases(body.text, running=False)
    phrases += [] if phrases else map(running_phrase, named_in_duties(body.text, 0))
    return Draft(node, lines, body, phrases, holder=holder)


def _phrases_of(text: str, node: Node) -> list[Phrase]:
    """Find the phrases of a clause; running sentences of a requirement count only where they divide a task: 由A牵头，B配合."""
    required = is_requirement(node, text)
    phrases = find_phrases(text, running=not required, unit_first=node.marker == "duty")
    if phrases or not required or oversees(text) or lineage(node)[-1].required:
        return phrases
    divided = find_phrases(text)
    return divided if {Role.LEAD, Role.PARTICIPANT} <= {phrase.label for phrase in divided} else []


def _draft_rows(node: Node, mender: PageBreakMender, holder: Holder | None) -> Draft:
    """Read a table's row: its cells as paragraphs, its unit cells as phrases with the role of their head."""
    cells = [(column, span) for row in node.rows for column, span in zip(node.columns, row.cells) if span[0] < span[1]]
    cells = [(column, span) for column, span in cells if column.kind not in ("number", "group")]
    cells = _without_repeats(cells, mender)
    body = mender.paragraphs([span for _, span in cells], [True] * len(cells))
    groups = (mender.join([span]).text for column, span in zip(node.columns, node.rows[0].cells) if column.kind == "group")
    draft = Draft(node, node.lines, body, [], groups=tuple(filter(None, groups)))
    for column, (start, end) in cells:
        begin, stop = body.index_at(start), body.index_at(end)
        if begin >= stop:
            continue
        if column.kind == "units":
            draft.phrases.append(Phrase(begin, stop, begin, stop, column.role, levelled=names_level(column.head), people=column.people))
        elif column.kind == "deadline" and not is_nothing(body.text[begin:stop]):
            draft.deadlines.append((begin, stop, read_deadline(body.text[begin:stop])))
        elif column.kind != "deadline":
            if SCOPE_HEAD.fullmatch(column.head):
                draft.scopes.append((begin, stop))
            found = find_phrases(body.text[begin:stop])
            draft.phrases += [moved(phrase, begin) for phrase in found if body.text[begin + phrase.begin] in OPENERS]
    if [column.kind for column, _ in cells] == ["units", "text"] and cells[0][0].role is Role.RESPONSIBLE:
        draft.phrases = _duties(body.text, draft.phrases)
    draft.holder = holder
    if holder and not draft.phrases:
        draft.phrases = [running_phrase(named) for named in named_in_duties(body.text, 0)]
    return draft


def _duties(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Read a row 单位 | 职责: the unit helps where its duties begin with 配合; those named in the duties have their role."""
    unit, *stated = phrases
    duties = text[unit.end :].lstrip()
    if stated:
        return phrases
    named = named_in_duties(text, len(text) - len(duties))
    return [replace(unit, label=duty_role(duties)), *map(running_phrase, named)]


def _without_repeats(cells: list[tuple[Column, Span]], mender: PageBreakMender) -> list[tuple[Column, Span]]:
    """Leave out a cell whose text stands in the same column of the row before: a merged cell, written out again."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for column, span in cells:
        key = (column.head, mender.join([span]).text)
        if column.kind != "text" or key not in seen:
            kept.append((column, span))
        seen.add(key)
    return kept
