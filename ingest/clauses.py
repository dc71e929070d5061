"""Nodes of the outline -> clauses with what was read off them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ingest.facts import find_amounts, find_deadlines, find_deliverables, find_people, find_times, read_deadline
from ingest.lines import Line
from ingest.mend import PageBreakMender
from ingest.outline import UNNUMBERED, Node
from ingest.phrases import CLOSERS, OPENERS, Phrase, find_phrases
from ingest.roles import label_at
from ingest.sentences import sentence_bounds
from ingest.units import NamedUnit, Responsibility, read_responsibilities, settle_roles, to_assignments
from prompts import message
from schema import AlignedText, Clause, ClauseKind, Deadline, LeadRule, ParseWarning, Part, Sentence

# "二、工作要求", "四、组织实施" / "一、重点任务分工"
REQUIREMENT_HEADING = re.compile(r"(?:工作|有关|相关)要求|组织实施|组织领导|组织保障|保障措施|加强领导|实施保障")
FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")
MAX_OWN_TITLE = 30  # characters of a clause's first sentence that still read as its title
MAX_TITLE_SHARE = 0.7  # of a full line; a first line that short was not wrapped
FINE_MARKERS = ("bracketed_arabic", "half_bracketed", "circled")  # numbers of items within a task, seldom tasks themselves


@dataclass(slots=True)
class Draft:
    """A node's text and the responsibility phrases in it."""

    node: Node
    lines: list[Line]  # its own, and those of the items folded into it
    body: AlignedText
    phrases: list[Phrase]
    deadlines: list[tuple[int, int, Deadline]] = field(default_factory=list)  # from a table's column
    responsibility: Responsibility = Responsibility((), "")

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
        """Return the stretches of text between the responsibility phrases."""
        edges = [0, *(edge for phrase in self.phrases for edge in (phrase.begin, phrase.end)), len(self.text)]
        return list(zip(edges[::2], edges[1::2]))


def draft_clauses(roots: Iterable[Node], mender: PageBreakMender) -> list[Draft]:
    """Read every node that is no mere heading; items whose units stand at the end of the whole are folded into it."""
    drafts: list[Draft] = []
    waiting = list(roots)[::-1]
    while waiting:
        node = waiting.pop()
        draft = _draft(node, [], mender)
        below = [_draft(child, [], mender) for child in node.children]
        if _is_one_task(draft, below):
            drafts.append(_draft(node, [line for child in below for line in _all_lines(child.node)], mender))
            continue
        if not node.is_heading:
            drafts.append(draft)
        waiting.extend(reversed(node.children))
    for draft in drafts:
        draft.responsibility = read_responsibilities(draft.text, draft.phrases)
    return drafts


def _is_one_task(draft: Draft, below: list[Draft]) -> bool:
    """Tell whether a node and its items are one task, its units named once for all of them.

    The units stand after the node's own words, or at the end of the last of several items:
    （1）甲；（2）乙。（市教育局）
    """
    if not below or draft.node.rows or draft.node.marker in UNNUMBERED or any(child.node.rows for child in below):
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
    return listed or apart


def _plain_text(node: Node) -> str:
    return "\n".join(line.text for line in node.lines)


def _descendants(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _descendants(child)


def _all_lines(node: Node) -> list[Line]:
    return [*node.lines, *(line for child in _descendants(node) for line in child.lines)]


def _draft(node: Node, folded: list[Line], mender: PageBreakMender) -> Draft:
    if node.rows:
        return _draft_rows(node, mender)
    lines = [*node.lines, *folded]
    spans = [(line.body if line is node.lines[0] else line.start, line.end) for line in lines]
    body = mender.paragraphs(spans, _finished(lines, set(map(id, folded)), mender.width))
    return Draft(node, lines, body, find_phrases(body.text))


def _finished(lines: list[Line], folded: set[int], width: int) -> list[bool]:
    """Tell for each line whether a paragraph ends with it: never within brackets, always before a number or a label."""
    finished = []
    depth = 0
    for place, line in enumerate(lines):
        words = line.text[line.body - line.start :]  # "1）" opens nothing
        depth = max(0, depth + sum(c in OPENERS for c in words) - sum(c in CLOSERS for c in words))
        depth = 0 if line.text.endswith("。") else depth
        following = lines[place + 1] if place + 1 < len(lines) else None
        title = place == 0 and line.marker and len(line.text) <= MAX_OWN_TITLE and not re.search(r"[，、；。（(]", line.text[3:])
        short = title and following and (len(following.text) > len(line.text) or len(line.text) < MAX_TITLE_SHARE * width)
        labelled = following and label_at(following.text, 0)
        item = following and id(following) in folded and following.marker
        finished.append(bool((line.ends_sentence and not depth) or line.heading or short or labelled or item))
    return finished


def _draft_rows(node: Node, mender: PageBreakMender) -> Draft:
    """Read a table's row: its cells as paragraphs, its unit cells as phrases with the role of their head."""
    cells = [(column, span) for row in node.rows for column, span in zip(node.columns, row.cells) if span[0] < span[1]]
    cells = [(column, span) for column, span in cells if column.kind != "number"]
    cells = _without_repeats(cells, mender)
    body = mender.paragraphs([span for _, span in cells], [True] * len(cells))
    draft = Draft(node, node.lines, body, [])
    for column, (start, end) in cells:
        begin, stop = body.index_at(start), body.index_at(end)
        if begin >= stop:
            continue
        if column.kind == "units":
            draft.phrases.append(Phrase(begin, stop, begin, stop, column.role))
        elif column.kind == "deadline":
            draft.deadlines.append((begin, stop, read_deadline(body.text[begin:stop])))
        else:
            found = find_phrases(body.text[begin:stop])
            draft.phrases += [_moved(phrase, begin) for phrase in found if body.text[begin + phrase.begin] in OPENERS]
    return draft


def _without_repeats(cells: list, mender: PageBreakMender) -> list:
    """Leave out a cell whose text stands in the same column of the row before: a merged cell, written out again."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for column, span in cells:
        key = (column.head, mender.join([span]).text)
        if column.kind != "text" or key not in seen:
            kept.append((column, span))
        seen.add(key)
    return kept


def _moved(phrase: Phrase, by: int) -> Phrase:
    return replace(
        phrase, begin=phrase.begin + by, end=phrase.end + by, inner_begin=phrase.inner_begin + by, inner_end=phrase.inner_end + by
    )


def clause_ids(nodes: list[Node]) -> list[str]:
    """Give each clause its number: an Arabic number that is unique by itself, else the path of numbers."""
    plain = [node.number if node.marker in ("arabic", "row") or node.marker.startswith("decimal") else "" for node in nodes]
    often = Counter(plain)
    seen: Counter[str] = Counter()
    ids = []
    for node, number in zip(nodes, plain):
        own = number if number and often[number] == 1 else "".join(node.path).translate(FULL_WIDTH_BRACKETS)
        own = own if node.number else own + _name_without_number(node)
        seen[own] += 1
        ids.append(own if seen[own] == 1 else f"{own}·{seen[own]}")
    return ids


def _name_without_number(node: Node) -> str:
    if node.marker == "paragraph":
        return f"第{node.ordinal}段"
    return node.title[:20] or f"表{1 + (node.parent.children.index(node) if node.parent else 0)}"


def read_clause(draft: Draft, clause_id: str, named: tuple[NamedUnit, ...], full: dict[str, tuple[str, ...]]) -> Clause:
    """Turn a draft into a clause; ``full`` maps short unit names to the notice's full spellings."""
    node, body = draft.node, draft.body
    above = _headings_above(node)
    bounds = [bound for stretch in draft.outside_phrases() for bound in sentence_bounds(body.text, *stretch)]
    sentences = tuple(Sentence(body.text[b:e], *body.source_span(b, e)) for b, e in bounds)
    required = REQUIREMENT_HEADING.search("".join(above[:1]))
    kind = ClauseKind.TASK if named else ClauseKind.REQUIREMENT if required else ClauseKind.CLAUSE
    return Clause(
        id=clause_id,
        kind=kind,
        number=node.number,
        path=node.path,
        headings=above,
        title=_own_title(sentences),
        body=body,
        start=draft.begin,
        end=draft.end,
        sentences=sentences,
        assignments=to_assignments(named, full, body.positions),
        open_words=draft.responsibility.open_words,
        deadlines=_deadlines(draft),
        deliverables=_placed(draft, find_deliverables),
        amounts=_placed(draft, find_amounts),
        people=_placed(draft, find_people),
    )


def _headings_above(node: Node) -> tuple[str, ...]:
    above: list[str] = []
    parent = node.parent
    while parent:
        above.insert(0, parent.title)
        parent = parent.parent
    return tuple(title for title in above if title)


def _own_title(sentences: tuple[Sentence, ...]) -> str:
    if len(sentences) > 1 and len(sentences[0].text) <= MAX_OWN_TITLE:
        return sentences[0].text.rstrip("。；")
    return ""


def _placed(draft: Draft, find, stretches: list[tuple[int, int]] | None = None) -> tuple:
    """Run a finder over the text outside the responsibility phrases; tie what it finds to the source."""
    found = []
    for begin, end in draft.outside_phrases() if stretches is None else stretches:
        for first, last, record in find(draft.text[begin:end]):
            start, stop = draft.body.source_span(begin + first, begin + last)
            found.append(replace(record, start=start, end=stop))
    return tuple(found)


def _deadlines(draft: Draft) -> tuple[Deadline, ...]:
    """Return the deadlines of the text, of the phrases and of a table's column, each place once."""
    inside = [(phrase.inner_begin, phrase.inner_end) for phrase in draft.phrases]
    found = [*_placed(draft, find_deadlines, [(0, len(draft.text))]), *_placed(draft, find_times, inside)]
    found += [replace(d, start=s, end=e) for b, stop, d in draft.deadlines for s, e in [draft.body.source_span(b, stop)]]
    kept: list[Deadline] = []
    for deadline in sorted(found, key=lambda deadline: (deadline.start, -deadline.end)):
        if not kept or deadline.start >= kept[-1].end:
            kept.append(deadline)
        elif deadline.end - deadline.start > kept[-1].end - kept[-1].start:
            kept[-1] = deadline
    return tuple(kept)


def settle(drafts: list[Draft], rule: LeadRule) -> list[tuple[NamedUnit, ...]]:
    """Return each draft's units with the notice's lead rule applied."""
    return [settle_roles(draft.responsibility, rule) for draft in drafts]


def clause_parts(draft: Draft, clause_id: str) -> list[Part]:
    """Cut the clause's source into number, text and unit lists."""
    units = [draft.body.source_span(phrase.begin, phrase.end) for phrase in draft.phrases]
    if draft.node.rows:
        return list(_row_parts(draft, clause_id, units))
    first = draft.lines[0]
    parts = [Part("number", first.start, first.body, clause_id)] if first.body > first.start else []
    for line in draft.lines:
        parts += _cut_by_units(line.body if line is first else line.start, line.end, units, clause_id)
    return parts


def _row_parts(draft: Draft, clause_id: str, units: list[tuple[int, int]]) -> Iterator[Part]:
    for row in draft.node.rows:
        for place, (start, end) in enumerate(row.cells):
            if start < end:
                if place < len(draft.node.columns) and draft.node.columns[place].kind == "number":
                    yield Part("number", start, end, clause_id)
                else:
                    yield from _cut_by_units(start, end, units, clause_id)


def _cut_by_units(place: int, stop: int, units: list[tuple[int, int]], clause_id: str) -> Iterator[Part]:
    """Cut ``place`` to ``stop`` of the source at the spans of ``units``, which are in order and do not overlap."""
    for start, end in units[bisect_right(units, place, key=lambda unit: unit[1]) :]:
        if start >= stop:
            break
        start, end = max(start, place), min(end, stop)
        if place < start:
            yield Part("text", place, start, clause_id)
        yield Part("units", start, end, clause_id)
        place = end
    if place < stop:
        yield Part("text", place, stop, clause_id)


def oddities(drafts: list[Draft], clauses: list[Clause]) -> list[ParseWarning]:
    """Warn of what a clerk would want to know: short unit names, tasks without a lead, units apart."""
    warnings = []
    for clause in clauses:
        for a in clause.assignments:
            if a.written != a.unit:
                warnings.append(_warning("short_name", a.start, a.end, clause=clause.id, written=a.written, unit=a.unit))
        if clause.kind is ClauseKind.TASK and not clause.leads:
            warnings.append(_warning("no_lead", clause.start, clause.end, clause=clause.id))
    for draft, clause in zip(drafts, clauses):
        text = draft.text
        for phrase in draft.phrases:
            start, end = draft.body.source_span(phrase.begin, phrase.end)
            bracketed = text[phrase.begin] in OPENERS
            if not phrase.closed:
                warnings.append(_warning("unclosed_bracket", start, end, clause=clause.id))
            if bracketed and phrase.begin and text[phrase.begin - 1] == "\n" and not phrase.label:
                warnings.append(_warning("units_apart", start, end, clause=clause.id))
            if bracketed and text[phrase.end : phrase.end + 20].strip() == "。":
                warnings.append(_warning("stop_after_units", start, end + 1, clause=clause.id))
    return warnings


def _warning(code: str, start: int, end: int, **values: str) -> ParseWarning:
    return ParseWarning(code, message(f"warn_{code}", **values), start, end)
