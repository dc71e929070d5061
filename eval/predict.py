"""Questions in, answers out: one line an answer, joined to the score by a file."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from tqdm import tqdm

from eval.jsonl import DataError, read_lines, write_lines
from eval.questions import STATUSES, read_turns
from schema import Answer, Citation


class NotReady(RuntimeError):
    """A system cannot be evaluated; the message says why."""


class Asker(Protocol):
    """What is evaluated: ``answer.Assistant``, a baseline, another system, or a fake in tests."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer: ...


def open_assistant() -> Asker:
    """Return the product's assistant, model and index loaded.

    Raises:
        NotReady: they could not be loaded; half an assistant would be scored as if it were the whole.
    """
    from answer import Assistant  # brings torch with it, seconds that scoring and checking must not wait

    assistant = Assistant.open()
    if not assistant.wait_ready():
        raise NotReady(f"the model or the index could not be loaded: {assistant.failure}")
    return assistant


def load_turns(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return (id, turns) of each line; other fields, such as the gold, are not looked at.

    Raises:
        DataError: with every broken line named, before anything is asked.
    """
    inputs: dict[str, tuple[str, ...]] = {}
    faults = []
    for number, record in read_lines(path):
        try:
            question_id, turns = read_turns(record)
        except ValueError as error:
            faults.append(f"{path}:{number}: {error}")
            continue
        if question_id in inputs:
            faults.append(f"{path}:{number}: id {question_id} comes twice")
        inputs[question_id] = turns
    if faults:
        raise DataError("\n".join(faults))
    return list(inputs.items())


def predict(inputs: Sequence[tuple[str, tuple[str, ...]]], assistant: Asker) -> tuple[dict[str, Answer], dict[str, str]]:
    """Ask each question with its conversation; return the answers and the tracebacks of those that failed, by id.

    An answer that does not tell its time gets that which passed here.

    Raises:
        NotReady: there is nobody to ask.
    """
    answers, failures = {}, {}
    for question_id, turns in tqdm(inputs, desc="asking", unit="question", disable=not sys.stderr.isatty()):
        began = time.perf_counter()
        try:
            answer = assistant.ask(turns[-1], history=turns[:-1])
            waited = 1000 * (time.perf_counter() - began)
            answers[question_id] = answer if answer.latency_ms else replace(answer, latency_ms=round(waited, 2))
        except NotReady:
            raise
        except Exception:  # one broken answer must not lose the others; it is reported and scored as missing
            failures[question_id] = traceback.format_exc()
    return answers, failures


def save_predictions(path: Path, answers: dict[str, Answer]) -> None:
    write_lines(path, ({"id": question_id} | answer.to_dict() for question_id, answer in answers.items()))


def load_predictions(path: Path) -> dict[str, Answer]:
    """Return the answers by id.

    Raises:
        DataError: a line is broken or an id comes twice; the message names the line.
    """
    answers: dict[str, Answer] = {}
    for number, record in read_lines(path):
        question_id = record.get("id")
        if not isinstance(question_id, str) or question_id in answers:
            raise DataError(f"{path}:{number}: id must be a text that comes once, was: {question_id!r}")
        try:
            answers[question_id] = read_answer(record)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}:{number}: not an answer: {error!r}") from error
    return answers


def read_answer(record: dict[str, Any]) -> Answer:
    """Return the Answer of its JSON form; what is left out is empty."""
    if record["status"] not in STATUSES:
        raise ValueError(f"status must be of {', '.join(STATUSES)}, was: {record['status']!r}")
    units = record.get("units")
    return Answer(
        status=record["status"],
        text=str(record["text"]),
        clauses=tuple(map(str, record.get("clauses") or ())),
        units=None if units is None else tuple(map(str, units)),
        citations=tuple(Citation(**citation) for citation in record.get("citations") or ()),
        suggestions=tuple(record.get("suggestions") or ()),
        latency_ms=float(record.get("latency_ms") or 0.0),
    )
