"""What all baselines share: the best clause is the answer, with its units and its words."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from schema import Answer, Citation, Clause, Notice

# What dev's questions that end in one unit, or in all but the lead, have in common.
ASKS_LEAD = re.compile(r"牵头|找谁|找哪|归谁|哪个部门|\blead", re.IGNORECASE)  # "危房改造谁牵头" / "哪些单位参与危房改造"
ASKS_OTHERS = re.compile(r"配合|参加|除了|还有谁|还有哪|其他|其它")  # "除了市住建局还有谁", "配合单位是哪些"

REFUSAL = Answer("not_found", "通知中没有提到。")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clause found, with a score that is comparable between questions; higher is better."""

    clause: str
    score: float


class Ranker(Protocol):
    """A baseline's idea: a question -> clauses, best first."""

    def search(self, query: str, k: int) -> Sequence[Ranked]: ...


class RankedAnswerer:
    """Answers with the clause that a ranker puts first.

    This is what search alone can do, done sensibly: the question is searched for together with the message before it; below a score
    that parts dev's answerable questions from the others best, the notice does not say; the clause's units are read off it as the
    product reads them, the lead alone where the question says 牵头 or the like, all
    but the lead where it says 配合. It does not count, combine or
    compare: those answers are scored as they come.
    """

    def __init__(self, notice: Notice, ranker: Ranker, threshold: float) -> None:
        self.notice = notice
        self.ranker = ranker
        self.threshold = threshold

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        began = time.perf_counter()
        hits = self.ranker.search(search_text(question, history), 1)
        if hits and hits[0].score >= self.threshold:
            answer = answer_with(self.notice, self.notice.clause(hits[0].clause), question)
        else:
            answer = REFUSAL
        return replace(answer, latency_ms=round(1000 * (time.perf_counter() - began), 2))


def search_text(question: str, history: Sequence[str]) -> str:
    """Return what is searched for: the question behind the message before it."""
    return "，".join([*history[-1:], question])


def answer_with(notice: Notice, clause: Clause, question: str) -> Answer:
    """Return the answer that names one clause, the units of it that were asked for, and its words."""
    units = units_asked(clause, question)
    named = f"{'、'.join(units)}。" if units else ""
    quote = notice.source[clause.start : clause.end]
    citation = Citation(notice.id, clause.id, quote, clause.start, clause.end)
    return Answer("answered", f"[{clause.id}] {named}\n“{clause.text}”", (clause.id,), units or None, (citation,))


def units_asked(clause: Clause, question: str) -> tuple[str, ...]:
    """Return a clause's lead, its others or all its units, as the words of a question say."""
    if ASKS_OTHERS.search(question) and clause.participants:
        return clause.participants
    if ASKS_LEAD.search(question) and clause.leads:
        return clause.leads
    return clause.units
