"""Answers a second over HTTP with many people asking at once, beside what the embedding alone gives."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.bench import Figures, tell
from eval.bench.answers import percentiles
from eval.bench.processes import served, wait_for

ASKERS = (1, 8, 32, 128)
SECONDS = 6.0  # at each number of askers, of each of both
ROUNDS = 3
HEADERS = {"Content-Type": "application/json"}


@dataclass(slots=True)
class Load:
    """What came of some threads that worked for some seconds: ms of each work that was done, and errors."""

    times: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_s(self) -> float:
        return len(self.times) / self.seconds

    def figures(self) -> Figures:
        return {"n": len(self.times), "per_s": self.per_s, "failed": len(self.failed)} | percentiles(self.times)


def throughput(
    questions: Sequence[str], embed: Callable[[str], Any], askers: Sequence[int] = ASKERS, seconds: float = SECONDS, rounds: int = ROUNDS
) -> Figures:
    """Return answers a second, their percentiles and failures by number of askers, and the floor: embeddings a second by as many threads.

    Both are measured in turn, some rounds long, while the other rests, so that a machine that becomes slower is slower for both. The
    askers run on the same machine and take their share of its cores.
    """
    figures: Figures = {}
    with served() as (address, process, began):
        if wait_for(f"{address}/healthz", began, process, b'"ready":true') is None:
            raise RuntimeError("the server did not get ready")
        for number in askers:
            tell(f"{number} askers")
            asked, embedded = Load(), Load()
            for _ in range(rounds):
                ask_at_once(asked, lambda: _asker(address), questions, number, seconds / rounds)
                ask_at_once(embedded, lambda: embed, questions, number, seconds / rounds)
            figures[str(number)] = asked.figures() | {
                "floor_per_s": embedded.per_s,
                "of_floor": asked.per_s / embedded.per_s if embedded.times else None,
            }
    return figures


def ask_at_once(load: Load, open_work: Callable[[], Callable[[str], Any]], questions: Sequence[str], number: int, seconds: float) -> None:
    """Let ``number`` threads do their own work on the questions, one after the other, until the time is over; add it to ``load``."""
    began = time.perf_counter()

    def run(first: int) -> None:
        work, place = open_work(), first
        while time.perf_counter() - began < seconds:
            asked = time.perf_counter()
            try:
                work(questions[place % len(questions)])
                load.times.append(1000 * (time.perf_counter() - asked))
            except (OSError, http.client.HTTPException, ValueError) as error:
                load.failed.append(repr(error))
            place += number

    threads = [threading.Thread(target=run, args=(i,)) for i in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds += time.perf_counter() - began


def _asker(address: str) -> Callable[[str], Any]:
    """Return a person with a connection that stays open."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)

    def ask(question: str) -> None:
        connection.request("POST", "/api/ask", json.dumps({"question": question}).encode(), HEADERS)
        reply = connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise ValueError(f"status {reply.status}: {body[:80]!r}")

    return ask
