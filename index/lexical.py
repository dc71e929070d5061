"""The lexical leg: BM25 over jieba's words and character pairs, told as the share of a question that a clause holds."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

import numpy as np

from index.passages import clean_text
from schema import Notice

if TYPE_CHECKING:
    import bm25s
    import jieba

REMEMBERED = 4096  # words whose parts are kept
K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019, section 3.5; other values changed nothing on dev

# Words of asking and of work in general: they say what is asked about a topic, not which topic.
STOP_WORDS = frozenset((Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8").split())
QUOTED_TERM = re.compile(r"[“\"]([^”\"]{2,8})[”\"]")  # 三留守 in “三留守”人员; nothing in a quotation longer than a term
CHINESE = re.compile(r"[\u3400-\u9fff]+")  # 危房改造; not 4G, 。
LATIN = re.compile(r"[a-z0-9.]*[a-z0-9]%?")  # 4g, 70%, 2018; not 危房, …


def find_terms(notice: Notice) -> list[str]:
    """Return the words that jieba must not cut apart: units, with and without 市, and terms in quotation marks.

    “三留守”人员……（市民政局） -> 市民政局, 民政局, 三留守
    """
    terms = [name for unit in notice.units for name in (unit, unit.removeprefix("市"))]
    terms += [match[1] for clause in notice.clauses for match in QUOTED_TERM.finditer(clause.text)]
    return [term for term in dict.fromkeys(map(clean_text, terms)) if len(term) > 1]


class Segmenter:
    """Cuts text into the tokens that are matched; jieba and its dictionary (0.5 s, 60 MB) are loaded by the first text.

    Args:
        terms: words added to jieba's for this object alone.
        cache: folder for jieba's dump of its dictionary; None for the system's temporary folder.
    """

    def __init__(self, terms: Iterable[str] = (), cache: Path | None = None) -> None:
        self.terms = tuple(terms)
        self._cache = cache
        self._parts = lru_cache(REMEMBERED)(self._cut_word)

    def tokens(self, text: str) -> list[str]:
        """Return words of two characters or more, Latin words and numbers, and the pairs of neighbouring Chinese characters.

        A pair survives the wrong character that spoils a word, and tells 危房改造 from 改造 … 危房. Two-character words count twice.

        "请问危房改造归谁管" -> 危房, 改造, 危房, 房改, 改造
        "4G进村" -> 4g, 进村, 进村
        """
        words = ["\n" if word in STOP_WORDS else word for word in self._jieba.lcut(clean_text(text).lower())]
        runs = CHINESE.findall("".join(words))
        pairs = [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
        return [part for word in words for part in self._parts(word)] + pairs

    def _cut_word(self, word: str) -> list[str]:
        """Return a word with the shorter words in it: 合作组织 -> 合作, 组织, 合作组织"""
        if LATIN.fullmatch(word):
            return [word]
        if len(word) < 2 or not CHINESE.fullmatch(word):
            return []
        return [part for part in self._jieba.lcut_for_search(word) if len(part) > 1 and part not in STOP_WORDS]

    @cached_property
    def _jieba(self) -> jieba.Tokenizer:
        import jieba  # here: computed answers need no dictionary

        base = _dictionary(self._cache)
        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = _Overlay(base.FREQ), base.total, True
        for term in self.terms:
            tokenizer.add_word(term)
        return tokenizer


class _Overlay(dict):
    """Entries over those of another dictionary, which is left alone: many notices' terms over one dictionary of 350,000 words."""

    def __init__(self, below: dict[str, int]) -> None:
        super().__init__()
        self.below = below

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or key in self.below

    def __missing__(self, key: str) -> int:
        return self.below[key]

    def get(self, key: str, default: int | None = None) -> int | None:
        return super().get(key, self.below.get(key, default))


@lru_cache(maxsize=1)
def _dictionary(cache: Path | None) -> jieba.Tokenizer:
    """Return jieba with its own words, read once for all notices."""
    import jieba  # here: computed answers need no dictionary

    jieba.setLogLevel(logging.CRITICAL)  # it logs a traceback where the dump cannot be written, which costs a second and nothing else
    tokenizer = jieba.Tokenizer()
    if cache:
        # jieba reads its dump with marshal; in the shared temporary folder anyone could have put it there
        tokenizer.tmp_dir = str(cache)
        try:
            cache.mkdir(parents=True, exist_ok=True)
        except OSError:
            logging.getLogger(__name__).warning("cannot write to %s: jieba reads its dictionary anew at each start", cache)
    tokenizer.initialize()
    return tokenizer


class LexicalIndex:
    """BM25 over clauses given as token lists, in their order.

    The ratio of BM25 to the most that any clause could reach is comparable between questions, long or short, and small by itself
    where a question shares few terms with the notice: unknown tokens count in the denominator as the rarest ones.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self.documents = [list(map(intern, tokens)) for tokens in documents]  # a word of many clauses is kept once
        frequency = Counter(token for tokens in self.documents for token in set(tokens))
        self._idf = {token: inverse_document_frequency(count, len(self.documents)) for token, count in frequency.items()}
        self._unknown = inverse_document_frequency(0, len(self.documents))

    def shares(self, tokens: Sequence[str]) -> np.ndarray:
        """Return ``(n_documents,)`` float32 in [0, 1): how much of the question's tokens, weighted by rarity, each clause holds."""
        known = [token for token in tokens if token in self._idf]
        if not known:
            return np.zeros(len(self.documents), np.float32)
        return self._bm25.get_scores(known) / self.weight(tokens)

    def weight(self, tokens: Iterable[str]) -> float:
        """Return the sum of the tokens' inverse document frequencies: what BM25 cannot exceed."""
        return sum(self._idf.get(token, self._unknown) for token in tokens)

    @cached_property
    def _bm25(self) -> bm25s.BM25:
        import bm25s  # here: it brings scipy, 0.3 s

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets its own logger to DEBUG and tells of each index
        ranker = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
        ranker.index(self.documents, show_progress=False)
        return ranker


def inverse_document_frequency(count: int, total: int) -> float:
    """Return ln(1 + (N - n + 0.5) / (n + 0.5)) for a token in ``count`` of ``total`` documents, as Lucene does; above 0."""
    return float(np.log1p((total - count + 0.5) / (count + 0.5)))
