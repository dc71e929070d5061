"""Search among many vectors: latency and recall of the index type chosen by size, beside exact search and the memory's own pace."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from eval.bench import Figures, tell
from eval.bench.answers import milliseconds
from eval.bench.synthetic import synthetic_vectors
from eval.metrics import percentile
from index.vectors import VectorIndex, describe_index

SIZES = (2_400, 20_000, 100_000)  # vectors; 600,000 clauses are an option: their graph takes minutes to build
QUERIES = 50
K = 10


def search_sizes(pattern: np.ndarray, sizes: Sequence[int] = SIZES, queries: int = QUERIES) -> Figures:
    """Return by number of synthetic vectors what ``search_among`` measures."""
    asked = synthetic_vectors(pattern, queries, seed=1)
    pace = memory_pace()
    figures: Figures = {}
    for size in sizes:
        tell(f"search among {size:,} vectors")
        figures[str(size)] = search_among(synthetic_vectors(pattern, size), asked, pace)
    return figures


def search_among(vectors: np.ndarray, asked: np.ndarray, pace: float) -> Figures:
    """Return the index type, seconds to build it, latency, recall@10, and two floors in ms.

    ``exact`` is numpy's product with all vectors; ``memory`` the time to read them once at the pace at which the machine sums floats.
    """
    began = time.perf_counter()
    index = VectorIndex(vectors)
    built = time.perf_counter() - began
    index.search(asked[0], K)  # the first pays for FAISS's threads
    found = [index.search(query, K)[0] for query in asked]
    times = [milliseconds(lambda query=query: index.search(query, K)) for query in asked]
    exact = [milliseconds(lambda query=query: vectors @ query) for query in asked]
    nearest = [np.argpartition(-(vectors @ query), K)[:K] for query in asked]
    return {
        "type": describe_index(len(vectors)),
        "build_s": built,
        "p50_ms": percentile(times, 50),
        "p95_ms": percentile(times, 95),
        "recall@10": float(np.mean([len(set(a) & set(b)) / K for a, b in zip(found, nearest)])),
        "floor_exact_p50_ms": percentile(exact, 50),
        "floor_memory_ms": 1000 * vectors.nbytes / pace,
    }


def memory_pace(megabytes: int = 256) -> float:
    """Return bytes a second at which one core reads memory, the best of three."""
    block = np.ones(megabytes * 1024 * 1024 // 4, np.float32)
    return block.nbytes / min(milliseconds(block.sum) for _ in range(3)) * 1000
