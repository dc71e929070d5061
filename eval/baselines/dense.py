"""Dense retrieval alone: the nearest clause by the embedding model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.baselines.answerer import Ranked
from eval.baselines.texts import clause_texts
from index.model import Encoder
from index.passages import clean_text
from schema import Notice


class DenseRanker:
    """Cosines of the question with whole clauses, compared with every one."""

    def __init__(self, notice: Notice, encoder: Encoder) -> None:
        texts = clause_texts(notice)
        self._clauses = list(texts)
        self._encoder = encoder
        self._vectors = encoder.embed_passages(list(texts.values()))

    def search(self, query: str, k: int) -> Sequence[Ranked]:
        cosines = self._vectors @ self._encoder.embed_queries([clean_text(query)])[0]
        return [Ranked(self._clauses[place], float(cosines[place])) for place in np.argsort(-cosines, kind="stable")[:k]]
