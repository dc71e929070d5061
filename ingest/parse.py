"""Source text -> Notice, proving on the way that nothing was left out."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path

from ingest.aligned import redraw_aligned
from ingest.boxes import redraw_boxes
from ingest.clauses import clause_ids, clause_parts, oddities, read_clause, settle
from ingest.coverage import check_partition, complete_partition
from ingest.drafts import Draft
from ingest.folding import draft_clauses
from ingest.front import read_front
from ingest.lines import Line
from ingest.mend import PageBreakMender
from ingest.nodes import Outline
from ingest.officers import with_section_officers
from ingest.outline import build_outline
from ingest.read import read_source
from ingest.roles import LEAD_RULE, MARK_RULE
from ingest.scopes import with_default_scope
from ingest.sentences import sentence_bounds
from ingest.source import Source
from ingest.spellings import canonical_names
from ingest.traditional import restore, simplify
from ingest.unreadable import UnreadableFile
from prompts import message
from schema import AlignedText, Clause, ClauseKind, LeadRule, Notice, ParseWarning, Part, Sentence

FRONT_ID = "文首"
MAX_LEFT_OUT = 300  # characters shown of what a web page says around its notice

log = logging.getLogger(__name__)


def read_notice(path: Path, notice_id: str | None = None) -> Notice:
    """Read a file into a Notice, its id the file's stem.

    Raises:
        UnreadableFile: the file cannot be read as text, or the parser failed on it, which the log tells.
    """
    source = read_source(path)
    try:
        return parse_source(source, notice_id or path.stem)
    except Exception as error:  # whatever it is, it is our defect: one file must not stop a start or an import of many
        log.exception("parsing %s failed", path)
        raise UnreadableFile(message("file_unparsed", path=path.name)) from error


def parse_notice(source: str, notice_id: str) -> Notice:
    """Read a notice's text, as ``parse_source`` does; it has no pages."""
    return parse_source(Source(source), notice_id)


def parse_source(given: Source, notice_id: str) -> Notice:
    """Read a notice's text; any text gives a Notice, what is odd gives a warning.

    Tables drawn with box characters or set with blanks are rewritten as rows of cells first: ``Notice.source`` is then the text
    as read, and all offsets count in it. Any other text stays as it is. A text in Traditional characters is read in
    a simplified copy; the Notice has its own characters.
    """
    pages = given.rewritten(redraw_boxes).rewritten(redraw_aligned)
    source = pages.text
    simple = simplify(source)
    notice = _parse(simple, notice_id)
    notice = notice if simple == source else restore(notice, source)
    return _with_source(notice, pages)


def _parse(source: str, notice_id: str) -> Notice:
    mender = PageBreakMender(source)
    outline = build_outline(source)
    drafts = draft_clauses(outline.roots, mender)
    front_body = _join(outline.front, mender)
    headings = [mender.join([span]) for span in _heading_spans(outline, drafts)]
    bodies = [front_body, *(draft.body for draft in drafts), *headings, _join(outline.closing, mender)]
    mark_span = _find_sentence(bodies, MARK_RULE)
    rule, rule_span = _lead_rule(bodies, drafts, mark_span)
    named = settle(drafts, rule, marks_lead=bool(mark_span))
    full = canonical_names({unit.name for units in named for unit in units})
    ids = clause_ids([draft.node for draft in drafts], list(map(bool, named)))
    read = [read_clause(draft, own, units, full) for draft, own, units in zip(drafts, ids, named)]
    clauses = with_section_officers(with_default_scope(read))
    warnings = [*outline.warnings, *mender.warnings, *oddities(drafts, clauses)]
    partition, unread = complete_partition(source, _all_parts(outline, drafts, ids))
    check_partition(source, partition)
    if not any(named):
        warnings.append(ParseWarning("no_tasks", message("warn_no_tasks"), 0, 0))
    if outline.front:
        clauses.insert(0, _front_clause(outline.front, front_body))
    front = read_front(source, outline.front, outline.closing, mender)
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
        warnings=tuple(sorted({*warnings, *unread}, key=lambda warning: (warning.start, warning.code))),
    )


def _with_source(notice: Notice, given: Source) -> Notice:
    """Return the notice with its pages, and a warning for each page that is a picture and for what a web page said around it."""
    places = [(page, given.page_starts[page - 1]) for page in given.unread_pages]
    unread = [ParseWarning("page_unread", message("warn_page_unread", page=page), start, start) for page, start in places]
    if given.left_out:
        quoted = "；".join(" ".join(text.split()) for text in given.left_out)
        quoted = quoted if len(quoted) <= MAX_LEFT_OUT else f"{quoted[:MAX_LEFT_OUT]}…"
        unread.append(ParseWarning("left_out", message("warn_left_out", count=len(given.left_out), text=quoted), 0, 0))
    warnings = sorted([*notice.warnings, *unread], key=lambda warning: (warning.start, warning.code))
    return replace(notice, warnings=tuple(warnings), page_starts=given.page_starts)


def _lead_rule(
    bodies: list[AlignedText], drafts: list[Draft], mark_span: tuple[int, int] | None
) -> tuple[LeadRule, tuple[int, int] | None]:
    """Find how the notice tells who leads, and the sentence that says so."""
    span = _find_sentence(bodies, LEAD_RULE)
    if span:
        return LeadRule.FIRST_LISTED, span
    explicit = mark_span or any(unit.role.leads for draft in drafts for unit in draft.responsibility.named)
    return (LeadRule.EXPLICIT if explicit else LeadRule.NONE), mark_span


def _find_sentence(bodies: list[AlignedText], pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Return the source span of the first sentence in which the pattern is found."""
    for body in bodies:
        match = pattern.search(body.text)
        if match:
            bounds = (b for b in sentence_bounds(body.text, 0, len(body.text)) if b[0] <= match.start() < b[1])
            return body.source_span(*next(bounds, match.span()))
    return None


def _all_parts(outline: Outline, drafts: list[Draft], ids: list[str]) -> list[Part]:
    parts = [part for draft, own in zip(drafts, ids) for part in clause_parts(draft, own)]
    parts += [Part("heading", *span) for span in _heading_spans(outline, drafts)]
    parts += [Part("closing", line.start, line.end) for line in outline.closing]
    parts += [Part("front", line.start, line.end, FRONT_ID) for line in outline.front]
    return parts


def _heading_spans(outline: Outline, drafts: list[Draft]) -> list[tuple[int, int]]:
    """Return where the lines stand that only name what follows, and the cells of tables' heads."""
    taken = {line.start for draft in drafts for line in draft.lines}
    lines = [(line.start, line.end) for node in outline.walk() for line in node.lines if line.start not in taken]
    return lines + [cell for head in outline.heads for cell in head.cells if cell[0] < cell[1]]


def _join(lines: list[Line], mender: PageBreakMender) -> AlignedText:
    return mender.paragraphs([(line.start, line.end) for line in lines], [True] * len(lines))


def _front_clause(front: list[Line], body: AlignedText) -> Clause:
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
