"""Vectors in rows, searched by inner product: the one module that knows FAISS."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import faiss

EXACT_LIMIT = 100_000  # rows up to which comparing with every vector (384 dimensions) stays under 10 ms on one core
HNSW_BREADTH = 640  # least candidates kept on the way through the graph (efSearch): 0.99 of the nearest ten among 600,000, 384 find 0.98


# At its import FAISS tells, at INFO, each processor variant it looks for, and a ModuleNotFoundError for each that the wheel does not
# have. It finds the plain one; that it finds none is an ERROR and still told.
logging.getLogger("faiss.loader").setLevel(logging.WARNING)


def describe_index(n_vectors: int) -> str:
    """Return the FAISS index for so many vectors, as https://github.com/facebookresearch/faiss/wiki/The-index-factory describes it."""
    return "Flat" if n_vectors <= EXACT_LIMIT else "HNSW32,Flat"


class VectorIndex:
    """``(n, dimension)`` float32 rows; L2-normalised ones make the inner product the cosine. Rows are numbered from 0 without gaps."""

    def __init__(self, vectors: np.ndarray) -> None:
        self.dimension = vectors.shape[1]
        self._replace(vectors)

    def __len__(self) -> int:
        return self._index.ntotal

    def vectors(self) -> np.ndarray:
        """Return a copy of all rows ``(n, dimension)``."""
        return self._index.reconstruct_n(0, len(self)) if len(self) else np.empty((0, self.dimension), np.float32)

    def add(self, vectors: np.ndarray) -> None:
        """Append rows."""
        vectors = self._checked(vectors)
        if describe_index(len(self) + len(vectors)) == self._description:
            self._index.add(vectors)
        else:
            self._replace(np.concatenate([self.vectors(), vectors]))

    def remove(self, rows: Sequence[int]) -> None:
        """Delete rows; those after them move up."""
        self._replace(np.delete(self.vectors(), rows, axis=0))

    def search(self, vector: np.ndarray, k: int, rows: Sequence[int] | np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return the nearest rows (int64) and their inner products (float32), best first, ``k`` at most.

        Args:
            vector: ``(dimension,)``.
            rows: the only rows to look at; None for all.
        """
        query = self._checked(vector[np.newaxis])
        k = min(k, len(self) if rows is None else len(rows))
        if k < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if k == len(self) and self._description == "Flat":  # all of them: FAISS's heap of k would take three times as long as sorting
            scores = self._rows @ query[0]
            found = np.argsort(-scores)
            return found, scores[found]
        scores, found = self._index.search(query, k, params=self._parameters(k, rows))
        # HNSW may come back with fewer rows than there are, filled up with -1
        return found[0][found[0] >= 0], scores[0][found[0] >= 0]

    @property
    def _rows(self) -> np.ndarray:
        """The rows of a flat index where FAISS keeps them ``(n, dimension)``."""
        import faiss

        return faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self.dimension).reshape(-1, self.dimension)

    def to_bytes(self) -> bytes:
        import faiss  # here as below: 0.2 s that computed answers need not wait for

        return faiss.serialize_index(self._index).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> VectorIndex:
        """Return what ``to_bytes`` wrote; only bytes whose hash is known to be right may come here.

        Raises:
            RuntimeError: not an index of FAISS.
        """
        import faiss

        index = cls.__new__(cls)
        index._index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        index.dimension = index._index.d
        index._description = describe_index(len(index))
        return index

    def _replace(self, vectors: np.ndarray) -> None:
        import faiss

        self._description = describe_index(len(vectors))
        self._index: faiss.Index = faiss.index_factory(self.dimension, self._description, faiss.METRIC_INNER_PRODUCT)
        self._index.add(self._checked(vectors))

    def _parameters(self, k: int, rows: Sequence[int] | np.ndarray | None) -> faiss.SearchParameters:
        import faiss

        selector = None if rows is None else faiss.IDSelectorBatch(np.asarray(rows, np.int64))
        if self._description == "Flat":
            return faiss.SearchParameters(sel=selector)
        return faiss.SearchParametersHNSW(sel=selector, efSearch=max(k, HNSW_BREADTH))

    def _checked(self, vectors: np.ndarray) -> np.ndarray:
        if vectors.ndim != 2 or vectors.shape[1] != self.dimension:
            raise ValueError(f"expected vectors of {self.dimension} dimensions, was: {vectors.shape}")
        return np.ascontiguousarray(vectors, np.float32)
