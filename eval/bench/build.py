"""Reading and indexing many notices: seconds and memory, each size in a process of its own."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from eval.bench import Figures, tell
from eval.bench.processes import run_events
from eval.bench.synthetic import synthetic_notices
from index.build import build_index
from index.lexical import find_terms
from index.passages import make_passages
from ingest import parse_notice, read_notice

SIZES = (1, 10, 100)
LIMIT = 3600.0  # seconds; ten thousand notices take most of an hour
SAMPLE = 48  # passages embedded to tell how long all would take
SCRIPT = (
    "import sys; from pathlib import Path; from eval.bench.build import report_build; report_build(Path(sys.argv[1]), int(sys.argv[2]))"
)


class NoEncoder:
    """Gives vectors without computing them: what is left is all of building but the model."""

    name, fingerprint, dimension = "none", "none", 384

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        vectors = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimension), np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    embed_passages = embed_queries


def build_sizes(pattern: Path, embed: Callable[[list[str]], object], sizes: Sequence[int] = SIZES) -> Figures:
    """Return by number of notices: tasks, passages, seconds of reading and of indexing, MB at the peak, and seconds of embedding.

    Embedding is measured on a few passages and reckoned for all: it is the same work for each, and takes far longer than the rest.
    """
    figures: Figures = {}
    for size in sizes:
        tell(f"index of {size:,} notices")
        (built,) = run_events(SCRIPT, str(pattern), str(size), limit=LIMIT)
        figures[str(size)] = {name: value for name, value in built.items() if name not in ("event", "at")}
    notice = parse_notice(next(synthetic_notices(read_notice(pattern), 1)), "sample")
    texts = [passage.text for passage in make_passages(notice)][:SAMPLE]
    began = time.perf_counter()
    embed(texts)
    rate = len(texts) / (time.perf_counter() - began)
    for size in sizes:
        figures[str(size)]["embed_s_reckoned"] = figures[str(size)]["passages"] / rate
    return figures | {"embedded_per_s": rate}


def report_build(pattern: Path, size: int) -> None:
    """Read and index synthetic notices, and print what it took as one event; run in a fresh interpreter, for its memory."""
    read, tasks, passages, terms = 0.0, 0, [], {}
    for number, text in enumerate(synthetic_notices(read_notice(pattern), size)):
        began = time.perf_counter()
        notice = parse_notice(text, f"s{number}")  # one after the other, as a library reads them: the index alone stays
        passages += make_passages(notice)
        terms |= dict.fromkeys(find_terms(notice))
        tasks += len(notice.tasks)
        read += time.perf_counter() - began
    began = time.perf_counter()
    index = build_index(passages, list(terms), NoEncoder())
    index.lexical.shares(index.segmenter.tokens("危房改造"))  # the ranker is made by the first search
    built = time.perf_counter() - began
    event = {
        "tasks": tasks,
        "passages": len(passages),
        "read_s": read,
        "index_s": built,
        "peak_mb": _peak_mb(),
    }
    json.dump({"event": "built"} | event, sys.stdout)
    print(flush=True)


def _peak_mb() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
