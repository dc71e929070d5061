"""Answers a second over HTTP with many people asking at once, beside what the embedding alone gives."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from eval.bench import Figures, tell
from eval.bench.answers import percentiles
from eval.bench.processes import served, wait_for

ASKERS = (1, 8, 32, 128)
SECONDS = 6.0  # at each number of askers
HEADERS = {"Content-Type": "application/json"}


def throughput(questions: Sequence[str], embed: Callable[[str], Any], askers: Sequence[int] = ASKERS, seconds: float = SECONDS) -> Figures:
    """Return answers a second, their percentiles and failures by number of askers, and the floor: embeddings a second by as many threads.

    The askers run on the same machine and take their share of its cores.
    """
    figures: Figures = {}
    with served() as (address, process, began):
        if wait_for(f"{address}/healthz", began, process, b'"ready":true') is None:
            raise RuntimeError("the server did not get ready")
        for number in askers:
            tell(f"{number} askers")
            figures[str(number)] = ask_at_once(lambda: _asker(address), questions, number, seconds)
    for number in askers:
        floor = ask_at_once(lambda: embed, questions, number, seconds / 2)["per_s"]
        figures[str(number)] |= {"floor_per_s": floor, "of_floor": figures[str(number)]["per_s"] / floor if floor else None}
    return figures


def ask_at_once(open_work: Callable[[], Callable[[str], Any]], questions: Sequence[str], number: int, seconds: float) -> Figures:
    """Let ``number`` threads do their own work on the questions, one after the other, until the time is over."""
    times: list[float] = []
    failed: list[str] = []
    began = time.perf_counter()

    def run(first: int) -> None:
        work, place = open_work(), first
        while time.perf_counter() - began < seconds:
            asked = time.perf_counter()
            try:
                work(questions[place % len(questions)])
                times.append(1000 * (time.perf_counter() - asked))
            except (OSError, http.client.HTTPException, ValueError) as error:
                failed.append(repr(error))
            place += number

    threads = [threading.Thread(target=run, args=(i,)) for i in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    return {"n": len(times), "per_s": len(times) / elapsed, "failed": len(failed)} | percentiles(times)


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
