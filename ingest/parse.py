"""Source text -> Notice, proving on the way that nothing was left out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ingest.coverage import check_partition, complete_partition
from ingest.facts import find_amounts, find_deadlines, find_deliverables, find_labelled_deadlines, find_people
from ingest.front import read_front
from ingest.lines import Line, PageBreakMender, split_lines
from ingest.outline import Node, Outline, build_outline
from ingest.read import read_source
from ingest.sentences import sentence_bounds
from ingest.units import LEAD_RULE, NamedUnit, canonical_names, find_phrases, read_units, to_assignments
from schema import AlignedText, Clause, ClauseKind, LeadRule, Notice, ParseWarning, Part, Sentence

FRONT_ID = "文首"
# "二、工作要求", "四、组织实施" / "一、重点任务分工"
REQUIREMENT_HEADING = re.compile(r"(?:工作|有关|相关)要求|组织实施|组织领导|组织保障|保障措施|加强领导|实施保障")
FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")
MAX_OWN_TITLE = 30  # characters of a clause's first sentence that still read as its title


def read_notice(path: Path, notice_id: str | None = None) -> Notice:
    """Read a file into a Notice, its id the file's stem.

    Raises:
        UnreadableFile: the file cannot be read as text.
    """
    return parse_notice(read_source(path), notice_id or path.stem)


def parse_notice(source: str, notice_id: str) -> Notice:
    """Read a notice's text; any text gives a Notice, what is odd gives a warning."""
    mender = PageBreakMender(source)
    outline = build_outline(split_lines(source))
    rule, rule_span = _lead_rule(source, outline, mender)
    front = read_front(source, outline.front, outline.closing, mender)
    nodes = [node for node in outline.walk() if not node.is_heading]
    ids = _clause_ids(nodes)
    readers = [_ClauseReader(node, ids[i], rule, mender) for i, node in enumerate(nodes)]
    canonical = canonical_names({named.name for reader in readers for named in reader.named})
    clauses = [reader.clause(canonical) for reader in readers]
    parts = [part for reader in readers for part in reader.parts()]
    parts += [Part("heading", line.start, line.end) for node in outline.walk() if node.is_heading for line in node.lines]
    parts += [Part("closing", line.start, line.end) for line in outline.closing]
    if outline.front:
        clauses.insert(0, _front_clause(outline.front, mender))
        parts += [Part("front", line.start, line.end, FRONT_ID) for line in outline.front]
    partition, unread = complete_partition(source, parts)
    check_partition(source, partition)
    warnings = [*outline.warnings, *mender.warnings, *unread, *_oddities(readers, clauses, canonical)]
    return Notice(
        id=notice_id,
        source=source,
        title=front.title,
        issuer=front.issuer,
        document_number=front.document_number,
        addressees=front.addressees,
        date=front.date,
        lead_rule=rule,
        lead_rule_span=rule_span,
        front_spans=front.spans,
        clauses=tuple(clauses),
        parts=partition,
        warnings=tuple(sorted(set(warnings), key=lambda warning: warning.start)),
    )


def _lead_rule(source: str, outline: Outline, mender: PageBreakMender) -> tuple[LeadRule, tuple[int, int] | None]:
    """Find how the notice tells who leads, and the sentence that says so."""
    for lines in [[line] for line in outline.front] + [node.lines for node in outline.walk()]:
        body = mender.join([(line.start, line.end) for line in lines])
        match = LEAD_RULE.search(body.text)
        if match:
            bounds = next((b for b in sentence_bounds(body.text, 0, len(body.text)) if b[0] <= match.start() < b[1]), match.span())
            return LeadRule.FIRST_LISTED, body.source_span(*bounds)
    explicit = any(
        "牵头" in body.text[p.begin : p.end]
        for node in outline.walk()
        for body in [mender.join([(line.start, line.end) for line in node.lines])]
        for p in find_phrases(body.text)
    )
    return (LeadRule.EXPLICIT if explicit else LeadRule.NONE), None


def _clause_ids(nodes: list[Node]) -> list[str]:
    """Give each clause its number: an Arabic number that is unique by itself, else the path of numbers."""
    arabic = Counter(node.number for node in nodes if node.marker == "arabic")
    ids = [
        node.number if arabic[node.number] == 1 else "".join(node.path).translate(FULL_WIDTH_BRACKETS) or node.title[:20] for node in nodes
    ]
    seen: Counter[str] = Counter()
    unique = []
    for clause_id in ids:
        seen[clause_id] += 1
        unique.append(clause_id if seen[clause_id] == 1 else f"{clause_id}·{seen[clause_id]}")
    return unique


class _ClauseReader:
    """Reads one clause; names are made canonical when all clauses have been seen."""

    def __init__(self, node: Node, clause_id: str, rule: LeadRule, mender: PageBreakMender) -> None:
        self.node = node
        self.id = clause_id
        first, *rest = node.lines
        finished = [line.ends_sentence for line in node.lines]
        self.body = _join_paragraphs([(first.body, first.end), *((line.start, line.end) for line in rest)], finished, mender)
        self.phrases = find_phrases(self.body.text)
        self.named: list[NamedUnit] = []
        self.open_words = ""
        for part, phrase in enumerate(self.phrases):
            named, open_words = read_units(self.body.text, phrase, rule, part)
            self.named += named
            self.open_words = self.open_words or open_words

    def clause(self, canonical: dict[str, str]) -> Clause:
        body, node = self.body, self.node
        ancestors = []
        parent = node.parent
        while parent:
            ancestors.insert(0, parent.title)
            parent = parent.parent
        sentences = tuple(Sentence(body.text[b:e], *body.source_span(b, e)) for b, e in self._sentence_bounds())
        kind = (
            ClauseKind.TASK
            if self.named
            else ClauseKind.REQUIREMENT
            if REQUIREMENT_HEADING.search("".join(ancestors[:1]))
            else ClauseKind.CLAUSE
        )
        return Clause(
            id=self.id,
            kind=kind,
            number=node.number,
            path=node.path,
            headings=tuple(ancestors),
            title=self._own_title(sentences),
            body=body,
            start=node.lines[0].start,
            end=node.lines[-1].end,
            sentences=sentences,
            assignments=to_assignments(self.named, canonical, body.positions),
            open_words=self.open_words,
            deadlines=self._placed(find_deadlines) or self._placed(find_labelled_deadlines, [(0, len(body.text))]),
            deliverables=self._placed(find_deliverables),
            amounts=self._placed(find_amounts),
            people=self._placed(find_people),
        )

    def _own_title(self, sentences: tuple[Sentence, ...]) -> str:
        if sentences and len(sentences) > 1 and len(sentences[0].text) <= MAX_OWN_TITLE:
            return sentences[0].text.rstrip("。；")
        return ""

    def _outside_phrases(self) -> list[tuple[int, int]]:
        """Return the stretches of text between the responsibility phrases."""
        edges = [0, *(edge for phrase in self.phrases for edge in (phrase.begin, phrase.end)), len(self.body.text)]
        return list(zip(edges[::2], edges[1::2]))

    def _sentence_bounds(self) -> list[tuple[int, int]]:
        return [bounds for stretch in self._outside_phrases() for bounds in sentence_bounds(self.body.text, *stretch)]

    def _placed(self, find, stretches: list[tuple[int, int]] | None = None) -> tuple:
        """Run a finder, by default over the text outside the responsibility phrases; tie what it finds to the source."""
        found = []
        for begin, end in stretches or self._outside_phrases():
            for first, last, record in find(self.body.text[begin:end]):
                start, stop = self.body.source_span(begin + first, begin + last)
                found.append(_at(record, start, stop))
        return tuple(found)

    def parts(self) -> list[Part]:
        """Cut the clause's source lines into number, text and unit lists."""
        first = self.node.lines[0]
        parts = [Part("number", first.start, first.body, self.id)] if first.body > first.start else []
        units = [self.body.source_span(p.begin, p.end) for p in self.phrases]
        for line in self.node.lines:
            place = line.body if line is first else line.start
            for start, end in units:
                start, end = max(start, place), min(end, line.end)
                if start < end:
                    if place < start:
                        parts.append(Part("text", place, start, self.id))
                    parts.append(Part("units", start, end, self.id))
                    place = end
            if place < line.end:
                parts.append(Part("text", place, line.end, self.id))
        return parts


def _at(record, start: int, end: int):
    """Return the record with its source offsets filled in."""
    values = {name: getattr(record, name) for name in record.__slots__}
    return type(record)(**{**values, "start": start, "end": end})


def _join_paragraphs(spans: list[tuple[int, int]], finished: list[bool], mender: PageBreakMender) -> AlignedText:
    """Join wrapped lines; a line after one that is ``finished`` begins a paragraph, kept as a line end."""
    paragraphs: list[list[tuple[int, int]]] = []
    for i, span in enumerate(spans):
        if span[0] >= span[1]:
            continue
        if paragraphs and not finished[i - 1]:
            paragraphs[-1].append(span)
        else:
            paragraphs.append([span])
    text, positions = "", ()
    for group in paragraphs:
        joined = mender.join(group)
        if text:
            text, positions = text + "\n", (*positions, positions[-1] + 1)
        text, positions = text + joined.text, (*positions, *joined.positions)
    return AlignedText(text, positions)


def _front_clause(front: list[Line], mender: PageBreakMender) -> Clause:
    body = _join_paragraphs([(line.start, line.end) for line in front], [True] * len(front), mender)
    bounds = sentence_bounds(body.text, 0, len(body.text))
    return Clause(
        id=FRONT_ID,
        kind=ClauseKind.FRONT,
        number="",
        path=(),
        headings=(),
        title="",
        body=body,
        start=front[0].start,
        end=front[-1].end,
        sentences=tuple(Sentence(body.text[b:e], *body.source_span(b, e)) for b, e in bounds),
    )


def _oddities(readers: list[_ClauseReader], clauses: list[Clause], canonical: dict[str, str]) -> list[ParseWarning]:
    """Warn of what a clerk would want to know: short unit names, tasks without a lead, units apart."""
    warnings = []
    for clause in clauses:
        for a in clause.assignments:
            if a.written != a.unit:
                warnings.append(ParseWarning("short_name", f"任务{clause.id}：“{a.written}”按“{a.unit}”读", a.start, a.end))
        if clause.kind is ClauseKind.TASK and not clause.leads:
            warnings.append(ParseWarning("no_lead", f"任务{clause.id}：原文没有说明谁牵头", clause.start, clause.end))
    for reader in readers:
        text = reader.body.text
        for phrase in reader.phrases:
            start, end = reader.body.source_span(phrase.begin, phrase.end)
            if phrase.begin and text[phrase.begin - 1] == "\n":
                warnings.append(ParseWarning("units_apart", f"任务{reader.id}：责任单位另起一段", start, end))
            if text[phrase.end :].strip() == "。" and text[phrase.begin] in "（(":
                warnings.append(ParseWarning("stop_after_units", f"任务{reader.id}：责任单位的括号后有句号", start, end + 1))
    return warnings
