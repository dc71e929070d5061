"""The product's own retriever, and nothing after it: what is left when a question is only searched for."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit, HybridIndex


class HybridRanker:
    """The fused search over whole clauses, sentences, phrasings and words."""

    def __init__(self, index: HybridIndex, notice: str) -> None:
        self._index = index
        self._notice = notice

    def search(self, query: str, k: int) -> Sequence[Hit]:
        return self._index.search(query, k, notice=self._notice)
