"""The bare retriever, before any understanding: does the right clause come first?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from eval.metrics import recall_at, reciprocal_rank
from eval.questions import Question
from index.fuse import Weights

if TYPE_CHECKING:
    from index import HybridIndex

DEPTH = 20  # hits asked for: beyond that a clause counts as not found
# Kinds whose last message alone says the topic; numbers, sets of units and conversations are not a retriever's work.
ROWS: dict[str, tuple[str, ...]] = {
    "plain": ("topic_units", "facts"),
    "multi": ("multi",),
    "spoken": ("spoken",),
    "slips": ("slips",),
    "traditional": ("traditional",),
    "english": ("english",),
}


class Hit(Protocol):
    """What a retriever returns, best first."""

    @property
    def clause(self) -> str: ...


class Retriever(Protocol):
    def search(self, query: str, k: int) -> Sequence[Hit]: ...


@dataclass(frozen=True, slots=True)
class Reweighted:
    """The same index with other weights of its legs."""

    index: Any
    weights: Any

    def search(self, query: str, k: int) -> Sequence[Hit]:
        return self.index.search(query, k, weights=self.weights)


def open_retrievers() -> dict[str, Retriever]:
    """Return the product's retriever over the shipped notices, and what it is compared with, by name.

    A notice that is newly added has no phrasings: “no phrasings” is what it gets.
    """
    from index import open_index  # brings the model's libraries, which scoring and checking must not wait for

    return legs_of(open_index())


def legs_of(index: HybridIndex) -> dict[str, Retriever]:
    """Return an index as it is, and with only some of its legs, by name."""
    return {
        "hybrid": index,
        "no phrasings": Reweighted(index, Weights(phrasing=0.0, learned=0.0)),
        "dense only": Reweighted(index, Weights(sentence=0.0, phrasing=0.0, lexical=0.0, learned=0.0)),
        "lexical only": Reweighted(index, Weights(dense=0.0, sentence=0.0, phrasing=0.0, learned=0.0)),
    }


def measure_retrieval(questions: Iterable[Question], retriever: Retriever) -> dict[str, dict[str, Any]]:
    """Return figures by row over the answerable questions that have gold clauses, in the order of ``ROWS``, and over all of them."""
    ranked: dict[str, tuple[list[str], Question]] = {}
    for question in questions:
        if question.gold.answerable and question.gold.clauses and any(question.kind in kinds for kinds in ROWS.values()):
            hits = retriever.search(question.turns[-1], DEPTH)
            ranked[question.id] = (list(dict.fromkeys(hit.clause for hit in hits)), question)
    rows = {label: [pair for pair in ranked.values() if pair[1].kind in kinds] for label, kinds in ROWS.items()}
    return {label: _figures(pairs) for label, pairs in rows.items()} | {"all of these": _figures(list(ranked.values()))}


def _figures(pairs: Sequence[tuple[list[str], Question]]) -> dict[str, Any]:
    figures: dict[str, Any] = {"n": len(pairs)}
    for k in (1, 3, 5):
        figures[f"recall@{k}"] = mean(recall_at(clauses, question.gold.clauses, k) for clauses, question in pairs)
    figures["first@1"] = mean(float(clauses[:1] != [] and clauses[0] in question.gold.clauses) for clauses, question in pairs)
    figures["mrr"] = mean(reciprocal_rank(clauses, question.gold.clauses) for clauses, question in pairs)
    return figures


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are defined; None if none is."""
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None
