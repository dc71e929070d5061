"""Where the cites and quotations of an answer lead, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from answer.naming import name_of
from prompts import load_words
from schema import Answer, Citation, Notice
from web.blocks import Place
from web.links import source_version
from web.runs import Span, clause_label

MIN_QUOTE = 8  # characters; shorter words in quotation marks are names and terms, not quotations


@dataclass(frozen=True, slots=True)
class Quote:
    text: str  # page breaks mended
    page: str  # 第3页; "" where the file has no pages


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer quotes from one clause."""

    label: str
    place: Place | None  # None where the notice no longer reads so
    quotes: tuple[Quote, ...]
    citation: str  # the quotation as it goes into a document


class Finder:
    """Finds where the cites and quotations of one answer lead."""

    def __init__(self, answer: Answer | None, notices: Mapping[str, Notice], home: str | None) -> None:
        """
        Args:
            answer: None where none is known yet.
            home: id of the notice that an answer without citations is about.
        """
        self.citations = [each for each in answer.citations if _is_current(each, notices)] if answer else []
        self.notices = notices
        named = (citation.notice for citation in self.citations)
        self.notice = notices.get(next(named, home)) or next(iter(notices.values()), None)
        self.quoted = False

    def clause(self, words: str) -> Place | None:
        """任务17, 二（一）, 文首, 国发〔2018〕38号 任务3 -> the clause with all that is cited from it."""
        name, _, label = words.rpartition(" ")
        notice = next((each for each in self.notices.values() if name_of(each) == name), None) if name else self.notice
        clause_id = label.removeprefix("任务")
        if not notice or clause_id not in notice:
            return None
        spans = [(c.start, c.end) for c in self.citations if c.clause == clause_id and c.notice == notice.id]
        return _place(notice, clause_id, tuple(dict.fromkeys(spans)))

    def quote(self, words: str) -> Place | None:
        """Find quoted words within a citation, page breaks and spaces aside."""
        wanted = re.sub(r"\s+", "", words)
        for citation in self.citations if len(wanted) >= MIN_QUOTE else ():
            notice = self.notices[citation.notice]
            letters = [(letter, i) for i, letter in mended_characters(notice, citation.clause, citation.start, citation.end)]
            found = "".join(letter for letter, _ in letters).find(wanted)
            if found >= 0:
                self.quoted = True
                span = letters[found][1], letters[found + len(wanted) - 1][1] + 1
                return _place(notice, citation.clause, (span,))
        return None


def mended_characters(notice: Notice, clause_id: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return (source offset, character) of a span without white space, as the clause's mended text has it."""
    body = notice.clause(clause_id).body if clause_id in notice else None
    inside = [(p, letter) for p, letter in zip(body.positions, body.text) if start <= p < end] if body else []
    return [(p, letter) for p, letter in inside or enumerate(notice.source[start:end], start) if not letter.isspace()]


def read_evidence(answer: Answer, notices: Mapping[str, Notice]) -> tuple[Evidence, ...]:
    """Return what an answer quotes, clause by clause; what the notice no longer says is shown as it was quoted, and leads nowhere."""
    by_clause: dict[tuple[str, str], dict[Span, Citation]] = {}
    for citation in answer.citations:
        by_clause.setdefault((citation.notice, citation.clause), {})[citation.start, citation.end] = citation
    evidence = []
    several = len({notice_id for notice_id, _ in by_clause}) > 1
    for (notice_id, clause_id), cited in by_clause.items():
        notice = notices.get(notice_id)
        current = notice is not None and all(_is_current(each, notices) for each in cited.values())
        quotes = tuple(
            Quote(_mended_quote(notice, each) if current else " ".join(each.quote.split()), _page_label(each)) for each in cited.values()
        )
        label = clause_label(clause_id)
        pages = "、".join(dict.fromkeys(quote.page for quote in quotes))
        source = "，".join(filter(None, (notice.document_number if notice else "", label, pages)))
        quotation = "".join(f"“{quote.text}”" for quote in quotes) + f"（{source}）"
        if several:
            label = f"{name_of(notice) if notice else notice_id} {label}"
        evidence.append(Evidence(label, _place(notice, clause_id, tuple(cited)) if current else None, quotes, quotation))
    return tuple(evidence)


def _place(notice: Notice, clause_id: str, spans: tuple[Span, ...]) -> Place:
    return Place(notice.id, clause_id, spans, source_version(notice.source))


def _is_current(citation: Citation, notices: Mapping[str, Notice]) -> bool:
    """Tell whether the notice, of which there may be a new version since, still reads as it was quoted."""
    notice = notices.get(citation.notice)
    return notice is not None and notice.source[citation.start : citation.end] == citation.quote


def _page_label(citation: Citation) -> str:
    """Return the page on which a quotation stands: 第3页; "" where the file has no pages."""
    return load_words("web")["page"].format(page=citation.page) if citation.page else ""


def _mended_quote(notice: Notice, citation: Citation) -> str:
    if citation.clause in notice:
        mended = notice.clause(citation.clause).body.between(citation.start, citation.end).strip()
        if mended:
            return mended
    return " ".join(citation.quote.split())
