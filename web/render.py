"""Turns, answers and notices -> HTML. All text goes through templates that escape it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answer.naming import name_of
from prompts import load_words
from schema import Answer, Notice
from web.blocks import Block, Line, Place, list_to_table, read_blocks
from web.conversation import Turn
from web.navigation import render_page
from web.runs import Span, clause_label, notice_sections
from web.template import render_template

MIN_QUOTE = 8  # characters; shorter words in quotation marks are names and terms, not quotations
REMARK = re.compile(r"（[^（）]{1,6}）")  # "市住建局（牵头）", and within a name "各县（市、区）政府" / "（共同牵头责任单位）"


@dataclass(frozen=True, slots=True)
class Quote:
    text: str  # page breaks mended
    page: str  # 第3页; "" where the file has no pages


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer quotes from one clause."""

    label: str
    place: Place
    quotes: tuple[Quote, ...]
    citation: str  # the quotation as it goes into a document


@dataclass(frozen=True, slots=True)
class Chip:
    unit: str
    leads: bool


def render_conversation(turns: Sequence[Turn], notices: Mapping[str, Notice]) -> str:
    return render_template(
        "conversation.html",
        turns=[(turn, _answer_parts(turn, notices)) for turn in turns],
        busy=bool(turns) and turns[-1].going_on,
    )


def render_answer(answer: Answer, notices: Mapping[str, Notice]) -> str:
    return render_template("answer.html", parts=_answer_parts(Turn("", "done", answer=answer), notices), last=True)


def render_pane(notice: Notice) -> str:
    """Return the notice as it stands beside the conversation."""
    return render_template("pane.html", notice=notice, sections=notice_sections(notice))


def render_notice_page(notice: Notice, quotes: Sequence[Span] = ()) -> str:
    return render_page("notice.html", "", notice.id, notice=notice, sections=notice_sections(notice, quotes))


def render_missing_page(sentence: str, notices: Mapping[str, Notice], status: int = 404) -> str:
    """Return the page that says why there is no other; where it was not found, it names the notices there are."""
    heading = load_words("web")["refused"].get(status, load_words("web")["refused"]["other"])
    offered = notices.values() if status == 404 else ()
    return render_page("missing.html", "", next(iter(notices), ""), heading=heading, sentence=sentence, notices=offered)


def _answer_parts(turn: Turn, notices: Mapping[str, Notice]) -> dict:
    """Return what the answer's template shows."""
    answer = turn.answer
    finder = _Finder(answer, notices)
    head = load_words("web")["task_columns"]
    blocks = [list_to_table(block, head) for block in read_blocks(answer.text if answer else turn.text, finder.clause, finder.quote)]
    chips = _chips(answer, notices, finder.notice) if answer and answer.units else ()
    trimmed = [_without_units(block, chips) for block in blocks]
    return {
        "blocks": trimmed,
        "chips_after": next((i for i, block in enumerate(blocks) if trimmed[i] != block), len(blocks) - 1),
        "answer": answer,
        "chips": chips,
        "evidence": _evidence(answer, notices) if answer else (),
        "quoted": finder.quoted,
    }


class _Finder:
    """Finds where the cites and quotations of one answer lead."""

    def __init__(self, answer: Answer | None, notices: Mapping[str, Notice]) -> None:
        self.citations = answer.citations if answer else ()
        self.notices = notices
        named = [citation.notice for citation in self.citations if citation.notice in notices]
        self.notice = notices[named[0]] if named else next(iter(notices.values()), None)
        self.quoted = False

    def clause(self, words: str) -> Place | None:
        """任务17, 二（一）, 文首, 国发〔2018〕38号 任务3 -> the clause with all that is cited from it."""
        name, _, label = words.rpartition(" ")
        notice = next((each for each in self.notices.values() if name_of(each) == name), None) if name else self.notice
        clause_id = label.removeprefix("任务")
        if not notice or clause_id not in notice:
            return None
        spans = [(c.start, c.end) for c in self.citations if c.clause == clause_id and c.notice == notice.id]
        return Place(notice.id, clause_id, tuple(dict.fromkeys(spans)))

    def quote(self, words: str) -> Place | None:
        """Find quoted words within a citation, page breaks and spaces aside."""
        wanted = re.sub(r"\s+", "", words)
        for citation in self.citations:
            notice = self.notices.get(citation.notice)
            if not notice or len(wanted) < MIN_QUOTE:
                continue
            letters = [(letter, i) for i, letter in mended_characters(notice, citation.clause, citation.start, citation.end)]
            found = "".join(letter for letter, _ in letters).find(wanted)
            if found >= 0:
                self.quoted = True
                span = letters[found][1], letters[found + len(wanted) - 1][1] + 1
                return Place(notice.id, citation.clause, (span,))
        return None


def mended_characters(notice: Notice, clause_id: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return (source offset, character) of a span without white space, as the clause's mended text has it."""
    body = notice.clause(clause_id).body if clause_id in notice else None
    inside = [(p, letter) for p, letter in zip(body.positions, body.text) if start <= p < end] if body else []
    return [(p, letter) for p, letter in inside or enumerate(notice.source[start:end], start) if not letter.isspace()]


def _evidence(answer: Answer, notices: Mapping[str, Notice]) -> tuple[Evidence, ...]:
    by_clause: dict[tuple[str, str], list[Span]] = {}
    for citation in answer.citations:
        if citation.notice in notices:
            spans = by_clause.setdefault((citation.notice, citation.clause), [])
            if (citation.start, citation.end) not in spans:
                spans.append((citation.start, citation.end))
    evidence = []
    several = len({notice_id for notice_id, _ in by_clause}) > 1
    for (notice_id, clause_id), spans in by_clause.items():
        notice = notices[notice_id]
        quotes = tuple(Quote(_mended_quote(notice, clause_id, span), page_label(notice, span[0])) for span in spans)
        label = clause_label(clause_id)
        pages = "、".join(dict.fromkeys(quote.page for quote in quotes))
        source = "，".join(filter(None, (notice.document_number, label, pages)))
        citation = "".join(f"“{quote.text}”" for quote in quotes) + f"（{source}）"
        if several:
            label = f"{name_of(notice)} {label}"
        evidence.append(Evidence(label, Place(notice_id, clause_id, tuple(spans)), quotes, citation))
    return tuple(evidence)


def page_label(notice: Notice, offset: int) -> str:
    """Return the page on which an offset stands: 第3页; "" where the file has no pages."""
    page = notice.page_at(offset)
    return load_words("web")["page"].format(page=page) if page else ""


def _mended_quote(notice: Notice, clause_id: str, span: Span) -> str:
    if clause_id in notice:
        mended = notice.clause(clause_id).body.between(*span).strip()
        if mended:
            return mended
    return " ".join(notice.source[slice(*span)].split())


def _chips(answer: Answer, notices: Mapping[str, Notice], home: Notice | None) -> tuple[Chip, ...]:
    """Mark as lead a unit that leads every cited clause that names it."""
    places = [(clause_id.rpartition("#")[0], clause_id.rpartition("#")[2]) for clause_id in answer.clauses]
    sources = [(notices.get(notice_id) if notice_id else home, clause_id) for notice_id, clause_id in places]
    clauses = [notice.clause(clause_id) for notice, clause_id in sources if notice and clause_id in notice]

    def leads(unit: str) -> bool:
        naming = [clause for clause in clauses if unit in clause.units]
        return bool(naming) and all(unit in clause.leads for clause in naming)

    return tuple(Chip(unit, leads(unit)) for unit in answer.units or ())


def _without_units(block: Block, chips: Sequence[Chip]) -> Block | None:
    """Leave out what the chips say too: a list of just the units, or their names at a paragraph's end."""
    names = [REMARK.sub("", chip.unit) for chip in chips]
    if len(names) < 2 or block.kind == "table":
        return block
    lines = [row[0] for row in block.rows]
    if block.kind != "paragraph":
        return None if [REMARK.sub("", _words(line)) for line in lines] == names else block
    line = lines[0]
    for i in range(len(line)):
        if REMARK.sub("", _words(line[i:])).rstrip("。") == "、".join(names):
            return replace(block, rows=((line[:i],),)) if i else None
    return block


def _words(line: Line) -> str:
    return "".join(piece.text for piece in line)
