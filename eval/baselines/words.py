"""BM25 over jieba's words: the classic of search engines, on whole clauses."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import bm25s
import jieba
import numpy as np

from eval.baselines.answerer import Ranked
from eval.baselines.texts import clause_texts
from index.passages import clean_text
from schema import Notice


class WordRanker:
    """Lucene's BM25 with its usual parameters over jieba's search-engine mode, with jieba's own dictionary.

    The score is BM25 by word of the question, so that one threshold serves short and long ones.
    """

    def __init__(self, notice: Notice) -> None:
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        jieba.setLogLevel(logging.CRITICAL)
        texts = clause_texts(notice)
        self._clauses = list(texts)
        self._bm25 = bm25s.BM25(method="lucene", backend="numpy")
        self._bm25.index([_words(text) for text in texts.values()], show_progress=False)

    def search(self, query: str, k: int) -> Sequence[Ranked]:
        words = [word for word in _words(clean_text(query)) if word in self._bm25.vocab_dict]
        if not words:
            return []
        scores = self._bm25.get_scores(words) / len(words)
        return [Ranked(self._clauses[place], float(scores[place])) for place in np.argsort(-scores, kind="stable")[:k]]


def _words(text: str) -> list[str]:
    return [word for word in jieba.lcut_for_search(text.lower()) if word.strip()]
