"""The time of an answer: by kind, and paired with its bare embedding and with LangChain's recipe."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.bench import Figures
from eval.metrics import percentile
from eval.predict import Asker
from eval.questions import Question

TEXT_KINDS = ("topic_units", "facts", "spoken")  # an embedding is needed for these
WARM_UP = 10  # questions asked first and not counted
PERCENTS = (50, 95, 99)
MOST = 40  # questions of a kind


def paired(questions: Sequence[Question], works: Mapping[str, Callable[[str], Any]], warm_up: int = WARM_UP) -> Figures:
    """Return percentiles in ms of several works on the same questions, taken in turn, and their ratio to the first, the floor.

    Each question is asked once, so that no cache answers for it; which work comes first goes round. The first ``warm_up`` questions
    are not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    for place, question in enumerate(questions):
        turn = place % len(names)
        for name in names[turn:] + names[:turn]:
            elapsed = milliseconds(lambda name=name, text=question.turns[-1]: works[name](text))
            if place >= warm_up:
                times[name].append(elapsed)
    figures: Figures = {"n": max(0, len(questions) - warm_up)}
    for name in names:
        figures[name] = percentiles(times[name])
        for percent in PERCENTS:
            floor, value = percentile(times[names[0]], percent), percentile(times[name], percent)
            figures[name][f"ratio_p{percent}"] = value / floor if floor else None
    return figures


def by_kind(questions: Sequence[Question], assistant: Asker, warm_up: int = WARM_UP, most: int = MOST) -> Figures:
    """Return percentiles of ``ask`` in ms for each kind, over its first questions, conversations included."""
    for question in questions[:warm_up]:
        assistant.ask(question.turns[-1])
    times: dict[str, list[float]] = defaultdict(list)
    for question in questions:
        if len(times[question.kind]) < most:
            times[question.kind].append(milliseconds(lambda q=question: assistant.ask(q.turns[-1], q.turns[:-1])))
    return {kind: {"n": len(values)} | percentiles(values) for kind, values in times.items()}


def percentiles(times: Sequence[float]) -> Figures:
    return {f"p{percent}_ms": percentile(times, percent) for percent in PERCENTS}


def milliseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
