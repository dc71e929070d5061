"""A conversation's state and how an answer comes into it; knows neither Gradio nor HTML."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal, Protocol

from prompts import load_words, message
from schema import Answer, Notice
from web.blocks import reveal

log = logging.getLogger(__name__)

REVEAL_STEPS = 6  # an answer is known at once; more steps would only keep the person waiting
REVEAL_PAUSE = 0.05  # seconds; the whole answer stands after 0.3 s
PATIENCE = 0.15  # seconds before a progress note is shown; most answers are quicker
POLL = 0.05  # seconds between looks whether the answer is there, or no longer wanted
LOADING_PATIENCE = 120.0  # seconds; unpacking the model on a slow disk takes less
WORKERS = 8  # questions answered at a time; the rest wait their turn


class Answerer(Protocol):
    """What the page needs of ``answer.Assistant``."""

    notices: Mapping[str, Notice]
    failure: str  # why there is no retrieval and will be none, for people; "" when all is well

    @property
    def ready(self) -> bool: ...

    def ask(
        self, question: str, history: Sequence[str] = (), notice: str | None = None, shown: Callable[[Answer], None] = ...
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it."""

    question: str
    state: Literal["waiting", "streaming", "done", "stopped", "failed"] = "waiting"
    text: str = ""  # what of the answer is shown while streaming
    answer: Answer | None = None  # when done
    note: str = ""  # progress, or why there is no answer
    judged: bool = False  # the person has said whether it is right
    notice: str | None = None  # the notice chosen, or all; None for the default one

    @property
    def going_on(self) -> bool:
        return self.state in ("waiting", "streaming")


Turns = tuple[Turn, ...]


@dataclass(slots=True)
class Halt:
    """What the person wishes of an answer under way: that it stop, or that the conversation be forgotten.

    After Gradio's own way of cancelling (6.31) the page ignores the next question.
    """

    wish: Literal["", "stop", "forget"] = ""


_workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="answer")


def question_problem(question: str, limit: int) -> str:
    """Return why the question cannot be asked, "" when it can."""
    if not question.strip():
        return message("question_empty")
    if len(question) > limit:
        return message("question_long", length=len(question), limit=limit)
    return ""


def respond(assistant: Answerer, turns: Turns, question: str, halt: Halt, notice: str | None = None) -> Iterator[Turns]:
    """Yield the conversation as the answer to ``question`` comes into it, until done or halted.

    What was said before another notice was chosen is no part of the conversation that the question goes on.
    """
    words = load_words("web")["progress"]
    halt.wish = ""
    turn = Turn(question.strip(), notice=notice)
    yield (*turns, turn)
    growing: list[Answer] = []  # the answer so far, where a language model adds to it
    asked = _workers.submit(_ask, assistant, turn.question, earlier_questions(turns, notice), notice, growing.append)
    began = time.monotonic()
    while not _finished(asked, POLL):
        if halt.wish:
            yield _halted(turns, turn, halt)
            return
        if growing:
            if growing[-1].text != turn.text:
                turn = replace(turn, state="streaming", text=growing[-1].text, note=words["adding"])
                yield (*turns, turn)
            continue
        note = words["searching"] if assistant.ready else words["loading"]
        if time.monotonic() - began > PATIENCE and note != turn.note:
            turn = replace(turn, note=note)
            yield (*turns, turn)
    try:
        answer = asked.result()
    except Exception:
        yield (*turns, _failed(turn, turns))
        return
    for shown in reveal(answer.text, REVEAL_STEPS)[:-1] if not turn.text else ():
        turn = replace(turn, state="streaming", text=shown, note="")
        yield (*turns, turn)
        time.sleep(REVEAL_PAUSE)
        if halt.wish:
            yield _halted(turns, turn, halt)
            return
    yield (*turns, replace(turn, state="done", answer=answer, note=""))


def replay(assistant: Answerer, questions: Sequence[str], halt: Halt, notice: str | None = None) -> Iterator[Turns]:
    """Yield an earlier conversation as its questions are answered anew, for the notice may have changed since, or another be chosen."""
    halt.wish = ""
    turns: Turns = ()
    for question in questions:
        turn = Turn(question.strip(), notice=notice)
        yield (*turns, turn)
        if halt.wish:
            yield _halted(turns, turn, halt)
            return
        try:
            answer = _workers.submit(_ask, assistant, turn.question, earlier_questions(turns, notice), notice).result()
        except Exception:
            turns = (*turns, _failed(turn, turns))
        else:
            turns = (*turns, replace(turn, state="done", answer=answer))
    yield turns


def earlier_questions(turns: Turns, notice: str | None) -> list[str]:
    """Return what was asked and answered since this notice was chosen."""
    since = list(takewhile(lambda turn: turn.notice == notice, reversed(turns)))
    return [turn.question for turn in reversed(since) if turn.answer]


def _failed(turn: Turn, turns: Turns) -> Turn:
    """Log the exception that is being handled, and return the turn as it is then shown."""
    log.exception("no answer to %r after %r", turn.question, earlier_questions(turns, turn.notice))
    return replace(turn, state="failed", note=message("answer_failed"))


def _halted(turns: Turns, turn: Turn, halt: Halt) -> Turns:
    if halt.wish == "forget":
        return ()
    return (*turns, replace(turn, state="stopped", note=load_words("web")["progress"]["stopped"]))


def _ask(
    assistant: Answerer, question: str, history: Sequence[str], notice: str | None, shown: Callable[[Answer], None] = lambda answer: None
) -> Answer:
    """Ask; where the assistant cannot tell because its model is loading, wait for that and ask again."""
    loading = not assistant.ready
    answer = assistant.ask(question, history, notice=notice, shown=shown)
    if not loading or answer.status != "clarify":
        return answer
    began = time.monotonic()
    while not assistant.ready:
        if assistant.failure or time.monotonic() - began > LOADING_PATIENCE:
            return answer
        time.sleep(POLL)
    return assistant.ask(question, history, notice=notice, shown=shown)


def _finished(future: Future, seconds: float) -> bool:
    return bool(wait([future], timeout=seconds).done)
