"""A query -> hits of the index: one pass of the embedding model for all that is searched."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from answer.decoys import Decoys
from answer.matters import topic_parts
from answer.query import Query
from answer.relevance import CANDIDATES, Found
from index.passages import clean_text

if TYPE_CHECKING:
    from index import Encoder, HybridIndex, Shelf

REMEMBERED = 64  # questions whose vectors are kept


@lru_cache(REMEMBERED)
def embed(encoder: Encoder, texts: tuple[str, ...]) -> np.ndarray:
    """Return the vectors of a question's texts ``(n_texts, dimension)``: computed once, in whichever notices they are sought."""
    return encoder.embed_queries([clean_text(text) for text in texts])


def find(index: HybridIndex | Shelf, decoys: Decoys, notice: str, query: Query) -> Found:
    """Return the hits of a query's topic and of each of its parts, and how near the topic is to decoys."""
    texts = [query.topic, *topic_parts(query)]
    vectors = embed(index.encoder, tuple(texts))
    hits, *parts = (index.search(text, CANDIDATES, vector=vector, notice=notice) for text, vector in zip(texts, vectors))
    return Found(hits, [part for part in parts if part], decoys.nearness(vectors[0], besides=query.text))
