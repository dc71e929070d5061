"""Search among many vectors: latency and recall of the index type chosen by size, beside exact search and the memory's own pace."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from eval.bench import Figures, tell
from eval.bench.answers import milliseconds
from eval.bench.synthetic import synthetic_vectors
from eval.metrics import percentile
from index.vectors import VectorIndex, describe_index

SIZES = (2_400, 20_000, 100_000)  # vectors; 600,000 clauses are an option: their graph takes minutes to build
QUERIES = 50  # synthetic ones, for recall
K = 10

Embed = Callable[[str], np.ndarray]  # a question -> (dimension,)


def search_sizes(
    pattern: np.ndarray, embed: Embed, questions: Sequence[str], sizes: Sequence[int] = SIZES, queries: int = QUERIES
) -> Figures:
    """Return by number of synthetic vectors what ``search_among`` and ``beside_one_notice`` measure.

    Args:
        pattern: the vectors of one notice.
        questions: each is embedded anew where it is searched for.
    """
    asked = synthetic_vectors(pattern, queries, seed=1)
    pace, one = memory_pace(), VectorIndex(pattern)
    figures: Figures = {}
    for size in sizes:
        tell(f"search among {size:,} vectors")
        vectors = synthetic_vectors(pattern, size)
        began = time.perf_counter()
        index = VectorIndex(vectors)
        built = time.perf_counter() - began
        told = search_among(index, vectors, asked, pace) | beside_one_notice(one, index, embed, questions)
        figures[str(size)] = {"type": describe_index(size), "build_s": built} | told
    return figures


def search_among(index: VectorIndex, vectors: np.ndarray, asked: np.ndarray, pace: float) -> Figures:
    """Return latency, recall@10, and two floors in ms, of the bare search.

    ``exact`` is numpy's product with all vectors; ``memory`` the time to read them once at the pace at which the machine sums floats.
    """
    index.search(asked[0], K)  # the first pays for FAISS's threads
    found = [index.search(query, K)[0] for query in asked]
    times = [milliseconds(lambda query=query: index.search(query, K)) for query in asked]
    exact = [milliseconds(lambda query=query: vectors @ query) for query in asked]
    nearest = [np.argpartition(-(vectors @ query), K)[:K] for query in asked]
    return {
        "p50_ms": percentile(times, 50),
        "p95_ms": percentile(times, 95),
        "recall@10": float(np.mean([len(set(a) & set(b)) / K for a, b in zip(found, nearest)])),
        "floor_exact_p50_ms": percentile(exact, 50),
        "floor_memory_ms": 1000 * vectors.nbytes / pace,
    }


def beside_one_notice(one: VectorIndex, many: VectorIndex, embed: Embed, questions: Sequence[str]) -> Figures:
    """Return the p95 in ms of searching for a question, its embedding included, among many vectors and in one notice, and their ratio.

    Each question is searched for in both, one right after the other; which comes first alternates.
    """
    times: dict[str, list[float]] = {"one": [], "many": []}
    for place, question in enumerate(questions):
        works = [("one", one), ("many", many)]
        for name, index in works if place % 2 else reversed(works):
            times[name].append(milliseconds(lambda index=index, text=question: index.search(embed(text), K)))
    small, large = (percentile(times[name], 95) for name in ("one", "many"))
    return {"question_p95_ms": large, "one_notice_p95_ms": small, "of_one_notice_p95": large / small if small else None}


def memory_pace(megabytes: int = 256) -> float:
    """Return bytes a second at which one core reads memory, the best of three."""
    block = np.ones(megabytes * 1024 * 1024 // 4, np.float32)
    return block.nbytes / min(milliseconds(block.sum) for _ in range(3)) * 1000
