"""A conversation's state and how an answer comes into it; knows neither Gradio nor HTML."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from prompts import load_words, message
from schema import Answer, Notice
from web.blocks import reveal

log = logging.getLogger(__name__)

REVEAL_STEPS = 6  # an answer is known at once; more steps would only keep the person waiting
REVEAL_PAUSE = 0.05  # seconds; the whole answer stands after 0.3 s
PATIENCE = 0.15  # seconds before a progress note is shown; most answers are quicker
POLL = 0.5  # seconds between looks while the model loads
WORKERS = 8  # questions answered at a time; the rest wait their turn


class Answerer(Protocol):
    """What the page needs of ``answer.Assistant``."""

    notices: Mapping[str, Notice]

    @property
    def ready(self) -> bool: ...

    def ask(self, question: str, history: Sequence[str] = (), notice: str | None = None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it."""

    question: str
    state: Literal["waiting", "streaming", "done", "stopped", "failed"] = "waiting"
    text: str = ""  # what of the answer is shown while streaming
    answer: Answer | None = None  # when done
    note: str = ""  # progress, or why there is no answer


Turns = tuple[Turn, ...]

_workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="answer")


def question_problem(question: str, limit: int) -> str:
    """Return why the question cannot be asked, "" when it can."""
    if not question.strip():
        return message("question_empty")
    if len(question) > limit:
        return message("question_long", length=len(question), limit=limit)
    return ""


def respond(assistant: Answerer, turns: Turns, question: str) -> Iterator[Turns]:
    """Yield the conversation as the answer to ``question`` comes into it."""
    words = load_words("web")["progress"]
    turn = Turn(question.strip())
    yield (*turns, turn)
    history = [earlier.question for earlier in turns if earlier.answer]
    asked = _workers.submit(assistant.ask, turn.question, history)
    while not _finished(asked, POLL if turn.note else PATIENCE):
        turn = replace(turn, note=words["searching"] if assistant.ready else words["loading"])
        yield (*turns, turn)
    try:
        answer = asked.result()
    except Exception:
        log.exception("no answer to %r after %r", turn.question, history)
        yield (*turns, replace(turn, state="failed", note=message("answer_failed")))
        return
    for shown in reveal(answer.text, REVEAL_STEPS)[:-1]:
        yield (*turns, replace(turn, state="streaming", text=shown, note=""))
        time.sleep(REVEAL_PAUSE)
    yield (*turns, replace(turn, state="done", answer=answer, note=""))


def stop(turns: Turns) -> Turns:
    """End the last turn if it is still going on."""
    if turns and turns[-1].state in ("waiting", "streaming"):
        return (*turns[:-1], replace(turns[-1], state="stopped", note=load_words("web")["progress"]["stopped"]))
    return turns


def _finished(future: Future, seconds: float) -> bool:
    return bool(wait([future], timeout=seconds).done)
