"""A query -> hits of the index: one pass of the embedding model for all that is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answer.evidence import CANDIDATES, topic_parts
from answer.query import Query
from index.passages import clean_text

if TYPE_CHECKING:
    from index import Hit, HybridIndex


def find_hits(index: HybridIndex, notice: str, query: Query) -> list[list[Hit]]:
    """Return the hits of a query's topic, then those of each of its parts, best first."""
    texts = [query.topic, *topic_parts(query)]
    vectors = index.encoder.embed_queries([clean_text(text) for text in texts])
    return [index.search(text, CANDIDATES, vector=vector, notice=notice) for text, vector in zip(texts, vectors)]
