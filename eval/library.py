"""``python -m eval.library [--notices 100]``: what a library of many notices costs: adding one more, starting, questions over all.

The notices are made of the shipped one's tasks, shuffled and given to other units, so that every question finds something in each
of them. Their texts repeat, and each different one is embedded once while the library is filled; the one notice whose addition is
timed has texts of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from answer import Assistant
from eval.bench import COMPUTED_KINDS, PERCENTS, TEXT_KINDS, WARM_UP
from eval.metrics import percentile
from eval.questions import FOLDER, load_questions
from eval.report import number, table
from index import Encoder, HybridIndex, load_encoder, open_index, open_shelf
from index.build import known_vectors
from ingest import read_notice
from ingest.identity import ALL
from ingest.library import Library
from schema import Notice
from settings import get_settings

QUESTIONS = 150  # of each kind at most
SEED = 1


class Remembering:
    """An encoder that embeds each text once, and none of which an index has the vector."""

    def __init__(self, encoder: Encoder, index: HybridIndex) -> None:
        self.encoder, self.known = encoder, known_vectors(index)
        self.name, self.fingerprint, self.dimension = encoder.name, encoder.fingerprint, encoder.dimension

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts, True, self.encoder.embed_queries)

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts, False, self.encoder.embed_passages)

    def _embed(self, texts: list[str], as_query: bool, embed: Callable[[list[str]], np.ndarray]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if (as_query, text) not in self.known]
        if new:
            self.known.update({(as_query, text): vector for text, vector in zip(new, embed(new))})
        return np.array([self.known[as_query, text] for text in texts])


def notice_text(model: Notice, place: int, words: str = "") -> str:
    """Return the text of another notice with the model's tasks in another order and other units; ``words`` begin each sentence."""
    chance = random.Random(SEED + place)
    tasks = [("".join(words + sentence.text for sentence in task.sentences), len(task.units)) for task in model.tasks]
    chance.shuffle(tasks)
    lines = [f"{n}. {text}（{'、'.join(chance.sample(model.units, size))}）" for n, (text, size) in enumerate(tasks, 1)]
    front = f"关于印发第{place}批重点工作分工方案的通知\n\n汕府办〔{2000 + place // 10}〕{place}号\n\n列在首位的为牵头单位。\n"
    return "\n\n".join([front, *lines]) + "\n"


@contextmanager
def own_folders() -> Iterator[Path]:
    """Set data and cache folders of the run's own, with the unpacked models in them."""
    models = [folder for folder in get_settings().cache.glob("*") if (folder / "modules.json").is_file()]
    with tempfile.TemporaryDirectory() as place:
        cache = Path(place, "cache")
        cache.mkdir()
        for folder in models:
            (cache / folder.name).symlink_to(folder)
        for index in get_settings().cache.glob("index/*/meta.json"):
            shutil.copytree(index.parent, cache / "index" / index.parent.name)  # what is built already need not be built for this
        os.environ |= {"FENGONG_CACHE": str(cache), "FENGONG_DATA": str(Path(place, "data"))}
        get_settings.cache_clear()
        yield Path(place)


def measure(count: int, place: Path) -> dict[str, Any]:
    """Return the figures of a library of ``count`` notices, the shipped one among them."""
    settings = get_settings()
    library = Library.open(settings)
    model = read_notice(settings.notices / f"{settings.notice}.txt", settings.notice)
    files = [place / f"{n}.txt" for n in range(1, count)]
    for n, path in enumerate(files, 1):
        path.write_text(notice_text(model, n, words="同时，" if path is files[-1] else ""), encoding="utf-8")
    adding = [_seconds(lambda path=path: library.add(path)) for path in files[:-1]]
    encoder = load_encoder(settings.model, threads=settings.threads)
    shipped = open_index([model], encoder)
    open_shelf(library, encoder=Remembering(encoder, shipped), progress=True)
    began = time.perf_counter()
    assistant = Assistant.open(settings)
    if not assistant.wait_ready():
        raise RuntimeError(assistant.failure)
    opened = time.perf_counter() - began
    added = _seconds(lambda: assistant.library.add(files[-1]))
    renewed = _seconds(assistant.renew)
    figures = {"notices": len(assistant.notices), "tasks": sum(len(notice.tasks) for notice in assistant.notices.values())}
    figures |= {"read_and_keep_p50_s": percentile(adding, 50), "start_s": opened, "add_last_s": added, "take_up_last_s": renewed}
    for kinds, label in ((COMPUTED_KINDS, "computed"), (TEXT_KINDS, "retrieved"), (COMPUTED_KINDS + TEXT_KINDS, "both")):
        figures |= {f"{label} {name}": value for name, value in ask(assistant, kinds).items()}
    return figures


def ask(assistant: Assistant, kinds: Sequence[str]) -> dict[str, float]:
    """Return percentiles of ms over questions of some kinds, each asked about one notice and over all of them in turn."""
    questions = [q.turns[-1] for q in load_questions(FOLDER / "dev.jsonl") if q.kind in kinds and len(q.turns) == 1][: QUESTIONS + WARM_UP]
    times: dict[str, list[float]] = {"one": [], "all": []}
    for place, question in enumerate(questions):
        for name in ("one", "all") if place % 2 else ("all", "one"):
            # a mark that changes nothing, so that what is kept of the one is not there for the other
            words = question if name == "one" else f"{question}。"
            seconds = _seconds(
                lambda words=words, name=name: assistant.ask(words, notice=ALL if name == "all" else assistant.settings.notice)
            )
            if place >= WARM_UP:
                times[name].append(1000 * seconds)
    figures = {f"{name}_p{percent}_ms": percentile(values, percent) for name, values in times.items() for percent in PERCENTS}
    return figures | {"ratio_p95": figures["all_p95_ms"] / figures["one_p95_ms"]}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.library", description="measure a library of many notices")
    parser.add_argument("--notices", type=int, default=100)
    options = parser.parse_args()
    with own_folders() as place:
        figures = measure(options.notices, place)
    print(table(("figure", "value"), [(name, number(value, 2) if isinstance(value, float) else value) for name, value in figures.items()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
