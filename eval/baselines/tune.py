"""What of a baseline is chosen on dev: the score below which it refuses, and the size of the recipe's pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from eval.baselines.answerer import REFUSAL, Ranker, answer_with, search_text
from eval.baselines.langchain_recipe import LangchainRanker
from eval.baselines.lineup import open_rankers
from eval.claims import ClaimCheck
from eval.questions import Question
from eval.score import judge
from index import HybridIndex
from schema import Notice

CHUNKS = (25, 40, 60, 80, 100, 150, 200, 400, 1000)  # characters; the tutorial's own is the last
OVERLAP = 0.2  # of a piece, as the tutorial has it


@dataclass(frozen=True, slots=True)
class Fit:
    """A baseline with the score below which refusing makes the most questions right."""

    name: str
    threshold: float
    right: int


def fit_baselines(notice: Notice, index: HybridIndex, questions: Sequence[Question]) -> Iterator[Fit]:
    """Yield the fit of each baseline as it is, then that of LangChain's recipe with pieces of other sizes.

    Args:
        index: with an encoder that remembers; each question is searched for a dozen times.
    """
    claims = ClaimCheck(notice)
    for name, ranker in open_rankers(notice, index).items():
        yield fit(name, ranker, questions, notice, claims)
    for chunk in CHUNKS:
        ranker = LangchainRanker(notice, index.encoder, chunk, round(OVERLAP * chunk))
        yield fit(f"LangChain recipe, {chunk} characters", ranker, questions, notice, claims)


def fit(name: str, ranker: Ranker, questions: Sequence[Question], notice: Notice, claims: ClaimCheck) -> Fit:
    """Return the threshold with which a baseline has the most questions right: all that lie above it are answered."""
    scored, never = [], 0
    for question in questions:
        refused = judge(question, REFUSAL, notice, claims).right
        never += refused
        hits = ranker.search(search_text(question.turns[-1], question.turns[:-1]), 1)
        if hits:
            answer = answer_with(notice, notice.clause(hits[0].clause), question.turns[-1])
            scored.append((hits[0].score, judge(question, answer, notice, claims).right - refused))
    best, gain, gained = float("inf"), 0, 0
    for score, alike in groupby(sorted(scored, reverse=True), key=itemgetter(0)):
        gained += sum(difference for _, difference in alike)
        if gained > gain:
            best, gain = score, gained
    return Fit(name, best, never + gain)
