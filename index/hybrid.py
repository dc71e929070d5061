"""The index in process: a question -> clauses by meaning, by words and by the way people say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.classify import ClauseClassifier
from index.folder import REBUILD, IndexUnusable, SavedIndex, read_index, write_index
from index.fuse import Background, Legs, Level, Weights, best_by_group, fuse
from index.lexical import LexicalIndex, Segmenter
from index.model import Encoder
from index.passages import Passage, PassageKind, clean_text, number_clauses
from index.vectors import VectorIndex
from prompts import message

LEXICAL, CLASSIFIER = "lexical.json", "classifier.json"
CANDIDATES = 4096  # nearest passages looked at: all of a few notices', the best of many


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found. Scores: higher is better; ``score`` and the legs can be compared between questions."""

    notice: str
    clause: str
    score: float  # standard deviations above chance, about -2 to 15
    dense: float  # cosine of the question with the whole clause
    sentence: float  # with its nearest sentence; 0.0 if it has none
    lexical: float  # share of the question's words that it holds, 0 to 1
    phrasing: float  # cosine with its nearest phrasing; 0.0 if it has none
    learned: float  # the classifier's logit; 0.0 without one
    sentences: tuple[tuple[int, float], ...]  # numbers in Clause.sentences with their cosines, best first


class HybridIndex:
    """Passages, their vectors and their words.

    Args:
        passages: clause by clause, one for each row of the vectors.
        vectors: of the passages.
        lexical: over the clauses, in order of their first passage.
        segmenter: cuts questions as the clauses were cut.
        background: what the dense legs score by chance.
        classifier: of questions by clause; None where there are too few phrasings to learn from.
        encoder: for questions that come without a vector; None if all bring theirs.
        meta: what the index was made with, written beside it.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: VectorIndex,
        lexical: LexicalIndex,
        segmenter: Segmenter,
        background: Background,
        *,
        classifier: ClauseClassifier | None = None,
        encoder: Encoder | None = None,
        weights: Weights | None = None,
        meta: dict[str, Any] | None = None,
    ) -> None:
        if len(passages) != len(vectors):
            raise ValueError(f"expected one vector a passage, was: {len(passages)} passages, {len(vectors)} vectors")
        self.passages = tuple(passages)
        self.vectors = vectors
        self.lexical = lexical
        self.segmenter = segmenter
        self.background = background
        self.classifier = classifier
        self.encoder = encoder
        self.weights = weights or Weights()
        self.meta = meta or {}
        self._arrange()
        if len(lexical.documents) != len(self):
            raise ValueError(f"expected the words of {len(self)} clauses, was: {len(lexical.documents)}")

    def _arrange(self) -> None:
        """Number clauses and notices, so that a search is arithmetic on arrays."""
        numbers = number_clauses(self.passages)
        self._clause_of = np.array([numbers[p.notice, p.clause] for p in self.passages], np.int64)
        self.clauses = tuple(numbers)  # (notice, clause), in order
        kinds = np.array([p.kind.value for p in self.passages], dtype="U8")
        self._of_kind = {kind: kinds == kind.value for kind in PassageKind}
        self._sentence_of = np.array([p.number for p in self.passages], np.int64)
        self._present = {kind: np.isin(np.arange(len(numbers)), self._clause_of[rows]) for kind, rows in self._of_kind.items()}
        self._rows_of_notice: dict[str, np.ndarray] = {}
        notices = np.array([p.notice for p in self.passages], dtype=object)
        for notice in dict.fromkeys(notices):
            self._rows_of_notice[notice] = np.flatnonzero(notices == notice)

    def __len__(self) -> int:
        return len(self.clauses)

    @property
    def notices(self) -> tuple[str, ...]:
        return tuple(self._rows_of_notice)

    def embed(self, query: str) -> np.ndarray:
        """Return the vector of a question ``(dimension,)`` float32."""
        if self.encoder is None:
            raise ValueError("expected a vector with the question, as this index was opened without an encoder, was: None")
        return self.encoder.embed_queries([clean_text(query)])[0]

    def search(
        self, query: str, k: int, *, vector: np.ndarray | None = None, notice: str | None = None, weights: Weights | None = None
    ) -> list[Hit]:
        """Return the ``k`` best clauses, best first; none for an empty question.

        Args:
            query: the question or its topic.
            k: 1 or more; fewer come back where the notice has fewer clauses.
            vector: of the question, where it is known already.
            notice: id of the only notice to look in; None for all.
            weights: None for the index's own.

        Raises:
            KeyError: no such notice.
        """
        if k < 1:
            raise ValueError(f"expected k of 1 or more, was: {k}")
        if not self.passages or not clean_text(query):
            return []
        vector = self.embed(query) if vector is None else vector
        rows, cosines = self._nearest(vector, notice)
        legs = self._legs(vector, rows, cosines, self.segmenter.tokens(query))
        scores = fuse(legs, self.background, weights or self.weights)
        wanted = np.arange(len(self)) if notice is None else np.unique(self._clause_of[self._rows_of_notice[notice]])
        best = wanted[np.argsort(-scores[wanted], kind="stable")[:k]]
        sentences = self._sentences(rows, cosines, best)
        values = {name: np.nan_to_num(getattr(legs, name)[best]).tolist() for name in legs.__slots__}
        return [
            Hit(
                *self.clauses[clause],
                score=float(scores[clause]),
                sentences=sentences[clause],
                **{name: values[name][i] for name in values},
            )
            for i, clause in enumerate(best.tolist())
        ]

    def _nearest(self, vector: np.ndarray, notice: str | None) -> tuple[np.ndarray, np.ndarray]:
        # With one notice there is nothing to leave out, and looking at each row's number would take longer than at its vector.
        rows = self._rows_of_notice[notice] if notice is not None else None
        return self.vectors.search(vector, CANDIDATES, rows if len(self._rows_of_notice) > 1 else None)

    def _legs(self, vector: np.ndarray, rows: np.ndarray, cosines: np.ndarray, tokens: Sequence[str]) -> Legs:
        floor = float(cosines[-1])  # a passage beyond the candidates is no nearer than the last of them
        clauses = self._clause_of[rows]

        def best(kind: PassageKind) -> np.ndarray:
            chosen = self._of_kind[kind][rows]
            return best_by_group(cosines[chosen], clauses[chosen], self._present[kind], floor)

        learned = np.full(len(self), np.nan, np.float32)
        if self.classifier:  # of a clause without phrasings it has learnt too little
            np.copyto(learned, self.classifier.logits(vector), where=self._present[PassageKind.PHRASING])
        return Legs(best(PassageKind.CLAUSE), best(PassageKind.SENTENCE), best(PassageKind.PHRASING), learned, self.lexical.shares(tokens))

    def _sentences(self, rows: np.ndarray, cosines: np.ndarray, clauses: np.ndarray) -> dict[int, tuple[tuple[int, float], ...]]:
        found: dict[int, list[tuple[int, float]]] = {clause: [] for clause in clauses.tolist()}
        wanted = np.zeros(len(self), bool)
        wanted[clauses] = True
        chosen = self._of_kind[PassageKind.SENTENCE][rows] & wanted[self._clause_of[rows]]
        for row, cosine in zip(rows[chosen].tolist(), cosines[chosen].tolist()):  # best first
            found[int(self._clause_of[row])].append((int(self._sentence_of[row]), cosine))
        return {clause: tuple(pairs) for clause, pairs in found.items()}

    def warm_up(self) -> None:
        """Load what the first question would wait for: jieba's dictionary, the ranker, the encoder's first run."""
        if self.passages:
            self.search("预热", 1, vector=self.vectors.vectors()[0] if self.encoder is None else None)

    @cached_property
    def clause_passages(self) -> dict[tuple[str, str], Passage]:
        """The passage of each whole clause by (notice, clause)."""
        return {(p.notice, p.clause): p for p in self.passages if p.kind is PassageKind.CLAUSE}

    # On disk --------------------------------------------------------------------------------------------------------------------------

    def save(self, folder: Path) -> None:
        """Write the index to a folder, replacing an older one as a whole.

        Raises:
            OSError: the folder cannot be written.
        """
        counts = {"notices": len(self.notices), "clauses": len(self)} | {
            f"{kind.value}_passages": int(rows.sum()) for kind, rows in self._of_kind.items()
        }
        meta = {**self.meta, "counts": counts, "background": asdict(self.background)}
        parts: dict[str, Any] = {LEXICAL: {"terms": self.segmenter.terms, "clauses": self.lexical.documents}}
        if self.classifier:
            parts[CLASSIFIER] = self.classifier.to_json()
        documents = [passage_to_document(passage) for passage in self.passages]
        write_index(folder, SavedIndex(meta, documents, self.vectors, parts))

    @classmethod
    def load(cls, folder: Path, encoder: Encoder | None = None, *, cache: Path | None = None) -> HybridIndex:
        """Return the index saved in a folder.

        Args:
            encoder: the model in use; the index must have been made with it. None to take it whatever it was made with.
            cache: folder for jieba's dictionary.

        Raises:
            IndexUnusable: missing, damaged, of another format or model.
        """
        saved = read_index(folder, fingerprint=encoder.fingerprint if encoder else None)
        try:
            lexical = saved.parts[LEXICAL]
            passages = [document_to_passage(document) for document in saved.documents]
            background = Background(**{leg: Level(**level) for leg, level in saved.meta["background"].items()})
            segmenter = Segmenter(lexical["terms"], cache)
            words = LexicalIndex(lexical["clauses"])
        except (KeyError, TypeError, ValueError) as error:
            raise IndexUnusable(message("index_damaged", folder=folder, name=LEXICAL, command=REBUILD)) from error
        try:
            learnt = saved.parts.get(CLASSIFIER)
            classifier = ClauseClassifier.from_json(learnt, len(words.documents), saved.vectors.dimension) if learnt else None
        except (KeyError, TypeError, ValueError) as error:
            raise IndexUnusable(message("index_damaged", folder=folder, name=CLASSIFIER, command=REBUILD)) from error
        return cls(passages, saved.vectors, words, segmenter, background, classifier=classifier, encoder=encoder, meta=saved.meta)


def passage_to_document(passage: Passage) -> dict[str, Any]:
    """Return the passage as a LangChain document's fields, so that the folder opens as a vector store too."""
    metadata = passage.to_dict()
    return {"id": passage.id, "page_content": metadata.pop("text"), "metadata": metadata}


def document_to_passage(document: dict[str, Any]) -> Passage:
    return Passage.from_dict({**document["metadata"], "text": document["page_content"]})
