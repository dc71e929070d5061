"""Nodes of the outline -> drafts of clauses: running text, and where it says who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.duties import DUTY_BEGINS, duty_role, heading_role, heading_units, is_holder_list, named_in_duties
from ingest.facts import read_deadline
from ingest.labels import LABEL_WORDS, begins_label, label_at, names_level
from ingest.lines import Line
from ingest.mend import PageBreakMender
from ingest.name_lists import is_nothing
from ingest.names import ends_name
from ingest.nodes import UNNUMBERED, Node
from ingest.phrases import CLOSERS, OPENERS, Phrase, find_phrases, moved, running_phrase
from ingest.requirements import is_requirement, oversees
from ingest.scopes import SCOPE_HEAD
from ingest.section_labels import closed_sections
from ingest.tables import Column, Span
from ingest.unit_lists import is_certain_list, is_unit_list
from ingest.units import Responsibility, read_responsibilities
from schema import AlignedText, Deadline, Role

MAX_TITLE = 30  # characters of a first line that still reads as its clause's title
PARAGRAPH_INDENT = 4  # blanks of half a character: two characters
MAX_TITLE_SHARE = 0.7  # of a full line; a first line that short was not wrapped
FINE_MARKERS = ("bracketed_arabic", "half_bracketed", "circled", "bullet")  # numbers of items within a task, seldom tasks themselves
# What a wrapped line goes on with after "各县（市、区）", "市中心": "人民政府", "支行、", "和市教育局", "参加。" / "由市财政局", "参加培训"
TAIL_OF_NAME = re.compile(
    r"(?:(?:人民)?政府|党委|党工委|管委会|办事处|[支分]行|分公司|分局|支队|[、和及]|(?:牵头|负责|配合|参加|参与|协助)(?=[，。；]))"
)


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


def draft_clauses(roots: Sequence[Node], mender: PageBreakMender) -> list[Draft]:
    """Read every node that is no mere heading; items whose units stand at the end of the whole are folded into it."""
    drafts: list[Draft] = []
    closed = closed_sections(roots)
    waiting: list[tuple[Node, Holder | None]] = [(node, None) for node in roots][::-1]
    while waiting:
        node, holder = waiting.pop()
        draft = _draft(node, [], mender, holder)
        below = [_draft(child, [], mender, holder) for child in node.children]
        shared = _shared(draft, below)
        if not shared and _is_one_task(draft, below, closed=id(node) in closed):
            drafts.append(_draft(node, [line for child in below for line in _all_lines(child.node)], mender))
            continue
        holder = shared or _holder(draft, below) or holder
        named = shared or (node.is_heading and heading_role(draft.text))
        if not (named or node.is_heading) or (draft.phrases and not named):
            drafts.append(draft)
        waiting.extend((child, holder) for child in reversed(node.children))
    for draft in drafts:
        draft.responsibility = _responsibility(draft)
    return drafts


def _shared(draft: Draft, below: list[Draft]) -> Holder | None:
    """Return the units that a section names at its head for all the tasks below it: 一、夜市规范　责任单位：A over 1. 取缔…。 2. 划定…。

    A section that says more than its title is one task with its items, and so is one over items that are no sentences.
    """
    said = [draft.text[begin:end].strip() for begin, end in draft.outside_phrases()]
    title, *more = [line for piece in said for line in piece.split("\n") if line and not label_at(line + "\n", 0)] or [""]
    if not below or not draft.phrases or more or draft.node.marker in UNNUMBERED or any(p.running for p in draft.phrases):
        return None
    if draft.node.marker == "labels":
        return Holder(draft.body, tuple(draft.phrases))
    if len(below) < 2 or any(child.node.marker in FINE_MARKERS for child in below):
        return None
    if len(title) > MAX_TITLE or re.search("[。；，]", title.rstrip("。")):
        return None
    whole = all(child.text.rstrip().endswith("。") and not child.phrases for child in below)
    return Holder(draft.body, tuple(draft.phrases)) if whole else None


def _holder(draft: Draft, below: list[Draft]) -> Holder | None:
    """Return the units that a heading consists of, whose duties stand below it."""
    stated = heading_role(draft.text) if draft.node.is_heading else None
    if stated:
        begin, end, role = stated
        return Holder(draft.body, (Phrase(begin, end, begin, end, role),), bool(role and role.leads))
    if not draft.node.is_heading or draft.phrases:
        return None
    if any(child.phrases and child.node.rows for child in below):
        return None  # a table that names units itself
    length = heading_units(draft.text, [child.text for child in below if not child.node.rows], listed=bool(below[0].node.rows))
    return Holder(draft.body, (Phrase(0, length, 0, length),)) if length else None


def _responsibility(draft: Draft) -> Responsibility:
    """Read who is responsible off the phrases; where they name helpers at most, the units of the heading above are.

    So they are beside others where the heading says that they lead.
    """
    own = read_responsibilities(draft.text, draft.phrases).in_source(draft.body)
    stated = [phrase for phrase in draft.phrases if not phrase.running]
    roles = {unit.role for unit in read_responsibilities(draft.text, stated).named}
    if draft.holder is None or roles & ({Role.LEAD, Role.JOINT_LEAD} if draft.holder.leads else set(Role) - {Role.PARTICIPANT}):
        return own
    given = draft.holder.given(draft.text)
    return Responsibility(given.named + own.named, given.open_words or own.open_words, own.unread)


def _is_one_task(draft: Draft, below: list[Draft], closed: bool) -> bool:
    """Tell whether a node and its items are one task, its units named once for all of them.

    The units stand after the node's own words, or at the end of the last of several items:
    （1）甲；（2）乙。（市教育局）

    Args:
        closed: the lines below the last item are labels of the whole (``closed_sections``).
    """
    if not below or draft.holder or _holder(draft, below) or draft.node.marker in UNNUMBERED:
        return False
    if draft.node.rows or any(node.rows for node in _descendants(draft.node)):
        return False
    deeper = any(node.lines and find_phrases(_plain_text(node)) for child in below for node in _descendants(child.node))
    *before, last = below
    if deeper or any(child.phrases for child in before):
        return False
    if draft.phrases:
        return not last.phrases
    if not last.phrases or not before:
        return False
    listed = all(child.text.rstrip().endswith(("；", ";", "，", "、")) for child in before)
    apart = last.text[last.phrases[0].begin - 1 : last.phrases[0].begin] == "\n" and last.node.marker in FINE_MARKERS
    return listed or apart or closed


def _plain_text(node: Node) -> str:
    return "\n".join(line.text for line in node.lines)


def _descendants(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _descendants(child)


def _all_lines(node: Node) -> list[Line]:
    return [*node.lines, *(line for child in _descendants(node) for line in child.lines)]


def _draft(node: Node, folded: list[Line], mender: PageBreakMender, holder: Holder | None = None) -> Draft:
    if node.rows:
        return _draft_rows(node, mender, holder)
    lines = [*node.lines, *folded]
    spans = [(line.body if line is node.lines[0] else line.start, line.end) for line in lines]
    body = mender.paragraphs(spans, _finished(lines, set(map(id, folded)), mender.width))
    if holder is None:
        return Draft(node, lines, body, _phrases_of(body.text, node))
    phrases = find_phrases(body.text, running=False)
    phrases += [] if phrases else map(running_phrase, named_in_duties(body.text, 0))
    return Draft(node, lines, body, phrases, holder=holder)


def _phrases_of(text: str, node: Node) -> list[Phrase]:
    """Find the phrases of a clause; running sentences of a requirement count only where they divide a task: 由A牵头，B配合."""
    required = is_requirement(node, text)
    phrases = find_phrases(text, running=not required, unit_first=node.marker == "duty")
    if phrases or not required or oversees(text):
        return phrases
    divided = find_phrases(text)
    return divided if {Role.LEAD, Role.PARTICIPANT} <= {phrase.label for phrase in divided} else []


def _finished(lines: list[Line], folded: set[int], width: int) -> list[bool]:
    """Tell for each line whether a paragraph ends with it: never within brackets, always before a number or a label."""
    finished = []
    depth = 0
    for place, line in enumerate(lines):
        depth = max(0, depth + sum(c in OPENERS for c in line.words) - sum(c in CLOSERS for c in line.words))  # "1）" opens nothing
        depth = 0 if line.text.endswith("。") else depth
        following = lines[place + 1] if place + 1 < len(lines) else None
        ends = line.ends_sentence or line.heading or _is_short_title(line, following, place, width) or _is_short_list(line, width)
        ends = ends or _ends_list(line, following, lines[0])
        ends = ends or bool(place == 0 and following and DUTY_BEGINS.match(following.text) and is_holder_list(line.words))
        goes_on = depth or (following and TAIL_OF_NAME.match(following.text))
        begins = following and (begins_label(following.text) or following.text.startswith(("—", "－－", "--")))
        item = following and id(following) in folded and following.marker
        finished.append(bool((ends and not goes_on) or line.heading or begins or item))
    return finished


def _is_short_title(line: Line, following: Line | None, place: int, width: int) -> bool:
    """Tell whether a clause's first line is its title: it does not fill its line, or less so than the next."""
    title = place == 0 and line.marker and len(line.text) <= MAX_TITLE and not re.search(r"[，、；。（(]", line.text[3:])
    return bool(title and following and (len(following.text) > len(line.text) or len(line.text) < MAX_TITLE_SHARE * width))


def _ends_list(line: Line, following: Line | None, first: Line) -> bool:
    """Tell whether a line ends with a label's units and the next, set back as the clause's first, is another paragraph."""
    if not (following and following.indent >= PARAGRAPH_INDENT and following.indent == first.indent and ends_name(line.text)):
        return False
    last = max((match.start() for match in LABEL_WORDS.finditer(line.text)), default=None)
    label = label_at(line.text, last) if last is not None else None
    return bool(label and label[0] and is_unit_list(line.text[label[2] :]) and not is_unit_list(following.text.rstrip("。；")))


def _is_short_list(line: Line, width: int) -> bool:
    """Tell whether a line holds a label with its units, or units only, and was not wrapped."""
    whole = len(line.text) < MAX_TITLE_SHARE * width and not line.text.endswith(("、", "，", ",", "和", "及"))
    label = label_at(line.text + "\n", 0)
    torn = label and label[0] and not ends_name(line.text)
    return bool(whole and not torn and (label or is_certain_list(line.words)))


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
