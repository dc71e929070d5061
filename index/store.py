"""A LangChain vector store over FAISS, saved without pickle. The folder of a ``HybridIndex`` opens as one, a passage a document."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore
from langchain_core.vectorstores.utils import maximal_marginal_relevance

from index.folder import SavedIndex, read_index, write_index
from index.vectors import VectorIndex

Filter = Mapping[str, Any] | Callable[[Document], bool]


class FaissStore(VectorStore):
    """Documents found by the cosine of their vectors with the query's; scores lie between -1 and 1, higher is nearer.

    ``filter`` of the searches is a function of the document, or a mapping of metadata, all of which must hold: {"clause": "17"}; a list
    names several values that will do: {"kind": ["clause", "sentence"]}.
    """

    def __init__(self, embedding: Embeddings) -> None:
        self._embedding = embedding
        self._documents: dict[str, Document] = {}  # by id, in the order of the vectors' rows
        self._vectors: VectorIndex | None = None  # None until the first document tells the dimension
        self._lock = RLock()  # LangChain's async methods come from several threads

    @property
    def embeddings(self) -> Embeddings:
        return self._embedding

    def __len__(self) -> int:
        return len(self._documents)

    # Documents ------------------------------------------------------------------------------------------------------------------------

    def add_documents(self, documents: list[Document], ids: Sequence[str] | None = None, **_: Any) -> list[str]:
        """Add documents, replacing those whose ids are there already; return their ids, new ones where none were given."""
        if ids is not None and len(ids) != len(documents):
            raise ValueError(f"expected one id a document, was: {len(ids)} ids and {len(documents)} documents")
        given = ids if ids is not None else [document.id for document in documents]
        keys = [key or str(uuid.uuid4()) for key in given]
        if not documents:
            return keys
        vectors = _normalise(np.array(self._embedding.embed_documents([document.page_content for document in documents]), np.float32))
        rows = {key: row for row, key in enumerate(keys)}  # of an id given twice the last document stays
        with self._lock:
            self.delete(list(rows))
            if self._vectors is None:
                self._vectors = VectorIndex(vectors[:0])
            self._vectors.add(vectors[list(rows.values())])
            for key, row in rows.items():
                document = documents[row]
                self._documents[key] = Document(id=key, page_content=document.page_content, metadata=dict(document.metadata))
        return keys

    def delete(self, ids: Sequence[str] | None = None, **_: Any) -> bool:
        """Delete the documents with these ids, all if None; ids that are not there are passed over."""
        with self._lock:
            gone = set(self._documents if ids is None else ids)
            rows = [row for row, key in enumerate(self._documents) if key in gone]
            if rows:
                self._vectors.remove(rows)
                self._documents = {key: document for key, document in self._documents.items() if key not in gone}
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """Return the documents with these ids that are there."""
        return [_copy(self._documents[key]) for key in ids if key in self._documents]

    # Search ---------------------------------------------------------------------------------------------------------------------------

    def similarity_search(self, query: str, k: int = 4, *, filter: Filter | None = None, **_: Any) -> list[Document]:
        return [document for document, _score in self.similarity_search_with_score(query, k, filter=filter)]

    def similarity_search_by_vector(self, embedding: list[float], k: int = 4, *, filter: Filter | None = None, **_: Any) -> list[Document]:
        return [document for document, _score in self.similarity_search_with_score_by_vector(embedding, k, filter=filter)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, *, filter: Filter | None = None, **_: Any
    ) -> list[tuple[Document, float]]:
        return self.similarity_search_with_score_by_vector(self._embedding.embed_query(query), k, filter=filter)

    def similarity_search_with_score_by_vector(
        self, embedding: list[float], k: int = 4, *, filter: Filter | None = None, **_: Any
    ) -> list[tuple[Document, float]]:
        """Return the nearest documents with their cosines, best first."""
        with self._lock:
            rows, scores = self._nearest(embedding, k, filter)
            documents = list(self._documents.values())
            return [(_copy(documents[row]), score) for row, score in zip(rows.tolist(), scores.tolist())]

    def max_marginal_relevance_search(
        self, query: str, k: int = 4, fetch_k: int = 20, lambda_mult: float = 0.5, *, filter: Filter | None = None, **_: Any
    ) -> list[Document]:
        return self.max_marginal_relevance_search_by_vector(self._embedding.embed_query(query), k, fetch_k, lambda_mult, filter=filter)

    def max_marginal_relevance_search_by_vector(
        self, embedding: list[float], k: int = 4, fetch_k: int = 20, lambda_mult: float = 0.5, *, filter: Filter | None = None, **_: Any
    ) -> list[Document]:
        """Return documents near the query and unlike each other (Carbonell & Goldstein 1998, https://doi.org/10.1145/290941.291025)."""
        with self._lock:
            rows, _scores = self._nearest(embedding, fetch_k, filter)
            if not len(rows):
                return []
            vectors = self._vectors.vectors()[rows]
            chosen = maximal_marginal_relevance(np.array(embedding, np.float32), list(vectors), lambda_mult=lambda_mult, k=k)
            documents = list(self._documents.values())
            return [_copy(documents[rows[place]]) for place in chosen]

    def _nearest(self, embedding: list[float], k: int, filter: Filter | None) -> tuple[np.ndarray, np.ndarray]:
        if self._vectors is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        wanted = None if filter is None else [row for row, document in enumerate(self._documents.values()) if _matches(document, filter)]
        return self._vectors.search(_normalise(np.array([embedding], np.float32))[0], k, wanted)

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        return lambda cosine: (1 + cosine) / 2

    # Making, saving -------------------------------------------------------------------------------------------------------------------

    @classmethod
    def from_texts(
        cls, texts: Iterable[str], embedding: Embeddings, metadatas: list[dict] | None = None, *, ids: list[str] | None = None, **_: Any
    ) -> FaissStore:
        store = cls(embedding)
        store.add_texts(texts, metadatas, ids=ids)
        return store

    def save(self, folder: Path) -> None:
        """Write the store to a folder, replacing an older one as a whole; metadata must be plain JSON.

        Raises:
            OSError: the folder cannot be written.
            TypeError: metadata that JSON does not know.
        """
        with self._lock:
            documents = [{"id": key, "page_content": d.page_content, "metadata": d.metadata} for key, d in self._documents.items()]
            vectors = self._vectors or VectorIndex(np.empty((0, len(self._embedding.embed_query("维数"))), np.float32))
            name = getattr(self._embedding, "name", type(self._embedding).__name__)
            write_index(folder, SavedIndex({"model": name, "fingerprint": _fingerprint(self._embedding)}, documents, vectors, {}))

    @classmethod
    def load(cls, folder: Path, embedding: Embeddings) -> FaissStore:
        """Return the store, or the passages of the ``HybridIndex``, saved in a folder.

        Raises:
            IndexUnusable: missing, damaged, of another format, or made with other embeddings.
        """
        saved = read_index(folder, fingerprint=_fingerprint(embedding))
        store = cls(embedding)
        store._documents = {document["id"]: Document(**document) for document in saved.documents}
        store._vectors = saved.vectors
        return store


def _fingerprint(embedding: Embeddings) -> str:
    """Return the embeddings' own fingerprint; of those that have none, their class is all that can be told."""
    return getattr(embedding, "fingerprint", type(embedding).__name__)


def _normalise(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)


def _copy(document: Document) -> Document:
    return document.model_copy(update={"metadata": dict(document.metadata)})


def _matches(document: Document, filter: Filter) -> bool:
    if callable(filter):
        return bool(filter(document))
    for name, wanted in filter.items():
        values = wanted if isinstance(wanted, (list, tuple, set, frozenset)) else [wanted]
        if name not in document.metadata or document.metadata[name] not in values:
            return False
    return True
