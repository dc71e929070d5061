"""A query -> hits of the index: one pass of the embedding model for all that is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answer.decoys import Decoys
from answer.evidence import CANDIDATES, Found, topic_parts
from answer.query import Query
from index.passages import clean_text

if TYPE_CHECKING:
    from index import HybridIndex


def find(index: HybridIndex, decoys: Decoys, notice: str, query: Query) -> Found:
    """Return the hits of a query's topic and of each of its parts, and how near the topic is to decoys."""
    texts = [query.topic, *topic_parts(query)]
    vectors = index.encoder.embed_queries([clean_text(text) for text in texts])
    hits, *parts = (index.search(text, CANDIDATES, vector=vector, notice=notice) for text, vector in zip(texts, vectors))
    return Found(hits, [part for part in parts if part], decoys.nearness(vectors[0], besides=query.text))
