"""A library of many notices: adding one more, starting, and questions over all of them beside questions over one."""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from eval.bench import Figures
from eval.bench.answers import TEXT_KINDS, WARM_UP, milliseconds, percentiles
from eval.bench.processes import run_events
from eval.bench.synthetic import synthetic_notices
from eval.predict import open_assistant
from eval.questions import FOLDER, load_questions
from index.build import known_vectors, open_index
from index.model import Encoder, load_encoder
from index.shelf import open_shelf
from ingest import read_notice
from ingest.identity import ALL
from ingest.library import Library
from schema import Notice
from settings import get_settings

SIZE = 100  # notices
COMPUTED_KINDS = ("unit_tasks", "clause", "set")  # no embedding is needed for these
MOST = 150  # questions of each sort
LIMIT = 900.0  # seconds
SCRIPT = "import sys; from eval.bench.library import report_library; report_library(int(sys.argv[1]))"


def library_of(size: int = SIZE) -> Figures:
    """Return what a library of so many notices costs, measured in a process with folders of its own."""
    with own_folders() as environment:
        (told,) = run_events(SCRIPT, str(size), environment=environment, limit=LIMIT)
    return told["figures"]


@contextmanager
def own_folders() -> Iterator[dict[str, str]]:
    """Make data and cache folders that are gone afterwards, with the models and indexes there are; the value sets them."""
    with tempfile.TemporaryDirectory() as place:
        cache, known = Path(place, "cache"), get_settings().cache
        cache.mkdir()
        for folder in known.glob("*"):
            if (folder / "modules.json").is_file():  # a sentence-transformers model
                (cache / folder.name).symlink_to(folder)
        if (known / "index").is_dir():
            shutil.copytree(known / "index", cache / "index")
        yield {"FENGONG_CACHE": str(cache), "FENGONG_DATA": str(Path(place, "data"))}


class Knowing:
    """An encoder that takes what vectors there are, and keeps those it computes."""

    def __init__(self, encoder: Encoder, known: dict[tuple[bool, str], np.ndarray]) -> None:
        self._encoder, self._known = encoder, known
        self.name, self.dimension, self.fingerprint = encoder.name, encoder.dimension, encoder.fingerprint

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        return self._embed(True, texts)

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return self._embed(False, texts)

    def _embed(self, as_query: bool, texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if (as_query, text) not in self._known]
        if new:
            vectors = self._encoder.embed_queries(new) if as_query else self._encoder.embed_passages(new)
            self._known.update({(as_query, text): vector for text, vector in zip(new, vectors)})
        return np.array([self._known[as_query, text] for text in texts], np.float32).reshape(-1, self.dimension)


def shuffled_notice(pattern: Notice, number: int) -> str:
    """Return the text of a notice with the pattern's tasks in another order, given to other units.

    Each question then finds something in each notice, and there is hardly a text to embed.
    """
    chance = random.Random(number)
    tasks = [("".join(sentence.text for sentence in task.sentences), len(task.units)) for task in pattern.tasks]
    chance.shuffle(tasks)
    lines = [f"{n}. {text}（{'、'.join(chance.sample(pattern.units, size))}）" for n, (text, size) in enumerate(tasks, 1)]
    head = f"关于印发第{number}批重点工作分工方案的通知\n\n汕府办〔{2000 + number % 25}〕{number}号\n\n列在首位的为牵头单位。"
    return "\n\n".join([head, *lines]) + "\n"


def report_library(size: int) -> None:
    """Fill a library, open it, add one notice more and ask; print the figures as one event."""
    settings = get_settings()
    library = Library.open(settings)
    pattern = read_notice(settings.notices / f"{settings.notice}.txt", settings.notice)
    encoder = load_encoder(settings.model, threads=settings.threads)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.txt") for number in range(1, size)]
        for number, path in enumerate(files, 1):
            path.write_text(shuffled_notice(pattern, number), encoding="utf-8")
        files[-1].write_text(next(synthetic_notices(pattern, 1)), encoding="utf-8")  # one with texts of its own
        figures: Figures = {"read": percentiles([milliseconds(lambda path=path: library.add(path)) for path in files[:-1]])}
        open_shelf(library, encoder=Knowing(encoder, known_vectors(open_index([pattern], encoder))))
        began = time.perf_counter()
        assistant = open_assistant()
        figures["start_s"] = time.perf_counter() - began
        figures["last_read_ms"] = milliseconds(lambda: assistant.library.add(files[-1]))
        figures["last_taken_up_ms"] = milliseconds(assistant.renew)
    figures |= {"notices": len(assistant.notices), "tasks": sum(len(notice.tasks) for notice in assistant.notices.values())}
    questions = [question for question in load_questions(FOLDER / "dev.jsonl") if len(question.turns) == 1]
    for sort, kinds in (("computed", COMPUTED_KINDS), ("from text", TEXT_KINDS)):
        figures[sort] = one_and_all([q.turns[0] for q in questions if q.kind in kinds][: MOST + WARM_UP], assistant, settings.notice)
    json.dump({"event": "measured", "figures": figures}, sys.stdout)
    print(flush=True)


def one_and_all(questions: Sequence[str], assistant, notice: str) -> Figures:
    """Return percentiles in ms of questions over one notice and over all, taken in turn, and the ratio of all to one."""
    times: dict[str, list[float]] = {"one": [], "all": []}
    for place, question in enumerate(questions):
        # a mark that changes nothing, so that what is remembered of the one is not there for the other
        ways = [("one", question, notice), ("all", f"{question}。", ALL)]
        for name, text, asked in ways if place % 2 else reversed(ways):
            elapsed = milliseconds(lambda text=text, asked=asked: assistant.ask(text, notice=asked))
            if place >= WARM_UP:
                times[name].append(elapsed)
    figures: Figures = {name: percentiles(values) for name, values in times.items()}
    return figures | {"ratio_p95": figures["all"]["p95_ms"] / figures["one"]["p95_ms"]} if times["one"] else figures
