"""A conversation's state and how an answer comes into it; knows neither Gradio nor HTML."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from prompts import load_words, message
from schema import Answer
from web.answerer import Answerer, ask_once_loaded
from web.blocks import reveal

log = logging.getLogger(__name__)

REVEAL_STEPS = 6  # an answer is known at once; more steps would only keep the person waiting
REVEAL_PAUSE = 0.05  # seconds; the whole answer stands after 0.3 s
PATIENCE = 0.15  # seconds before a progress note is shown; most answers are quicker
POLL = 0.05  # seconds between looks whether the answer is there, or no longer wanted
REBUILD_PAUSE = 1.0  # seconds between looks at a conversation that comes back; each look holds all of it
WORKERS = 8  # questions answered at a time; the rest wait their turn


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it."""

    question: str
    state: Literal["waiting", "streaming", "done", "stopped", "failed"] = "waiting"
    text: str = ""  # what of the answer is shown while streaming
    answer: Answer | None = None  # as soon as it is known, or as much of it as a language model has come to
    note: str = ""  # progress, or why there is no answer
    notice: str | None = None  # the notice chosen, or all; None for the default one

    @property
    def going_on(self) -> bool:
        return self.state in ("waiting", "streaming")

    @property
    def done(self) -> bool:
        return self.state == "done"


Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page remembers it."""

    question: str
    notice: str | None = None
    stopped: bool = False  # the person wanted no answer


@dataclass(slots=True)
class Halt:
    """The last of the page's calls, which count up, that is no longer wanted.

    After Gradio's own way of cancelling (6.31) the page ignores the next question.
    """

    call: int = 0


_workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="answer")


def question_problem(question: str, limit: int) -> str:
    """Return why the question cannot be asked, "" when it can."""
    if not question.strip():
        return message("question_empty")
    if len(question) > limit:
        return message("question_long", length=len(question), limit=limit)
    return ""


def respond(assistant: Answerer, turns: Turns, question: str, halted: Callable[[], bool], notice: str | None = None) -> Iterator[Turns]:
    """Yield the conversation as the answer to ``question`` comes into it, until done or halted.

    What was said before another notice was chosen is no part of the conversation that the question goes on.
    """
    turn = Turn(question.strip(), notice=notice)
    yield (*turns, turn)
    growing: list[Answer] = []  # the answer so far, where a language model adds to it
    asked = _workers.submit(ask_once_loaded, assistant, turn.question, earlier_questions(turns, notice), notice, shown=growing.append)
    began = time.monotonic()
    while not _finished(asked, POLL):
        if halted():
            yield (*turns, _stopped(turn))
            return
        if growing:
            if growing[-1] is not turn.answer:
                answer = growing[-1]
                turn = replace(turn, state="streaming", answer=answer, text=answer.text, note=load_words("web")["progress"]["adding"])
                yield (*turns, turn)
            continue
        note = _progress(assistant)
        if time.monotonic() - began > PATIENCE and note != turn.note:
            turn = replace(turn, note=note)
            yield (*turns, turn)
    done = _outcome(asked, turn, turns)
    for shown in reveal(done.text, REVEAL_STEPS)[:-1] if not turn.text else ():
        turn = replace(done, state="streaming", text=shown)
        yield (*turns, turn)
        time.sleep(REVEAL_PAUSE)
        if halted():
            yield (*turns, _stopped(turn))
            return
    yield (*turns, done)


def recall(assistant: Answerer, asked: Sequence[Asked], known: Turns, halted: Callable[[], bool]) -> Iterator[Turns]:
    """Yield the conversation that the page remembers, each time with all its questions, until it stands as far as it can.

    What of it is ``known`` is kept; the rest is answered anew, as after a reload or a restart of the server, for the notice may have
    changed since. No language model is asked for that.
    """
    turns = tuple(turn for turn, _ in takewhile(lambda pair: _is_of(*pair), zip(known, asked)))
    told = -REBUILD_PAUSE
    for place in range(len(turns), len(asked)):
        turn = Turn(asked[place].question.strip(), notice=asked[place].notice)
        if asked[place].stopped or halted():
            turns = (*turns, _stopped(turn))
            continue
        answer = _workers.submit(ask_once_loaded, assistant, turn.question, earlier_questions(turns, turn.notice), turn.notice, model=False)
        while not _finished(answer, POLL) and not halted():
            if time.monotonic() - told > REBUILD_PAUSE:
                told = time.monotonic()
                waiting = (Turn(each.question, notice=each.notice) for each in asked[place + 1 :])
                yield (*turns, replace(turn, note=_progress(assistant)), *waiting)
        turns = (*turns, _outcome(answer, turn, turns) if answer.done() else _stopped(turn))
    yield turns


def earlier_questions(turns: Turns, notice: str | None) -> list[str]:
    """Return what was asked and answered since this notice was chosen."""
    since = list(takewhile(lambda turn: turn.notice == notice, reversed(turns)))
    return [turn.question for turn in reversed(since) if turn.done]


def _is_of(turn: Turn, asked: Asked) -> bool:
    return (turn.question, turn.notice) == (asked.question.strip(), asked.notice)


def _progress(assistant: Answerer) -> str:
    words = load_words("web")["progress"]
    return words["searching"] if assistant.ready else words["loading"]


def _outcome(asked: Future, turn: Turn, turns: Turns) -> Turn:
    """Return the turn with its answer, or with why there is none; the reason goes to the log."""
    try:
        answer = asked.result()
    except Exception:
        log.exception("no answer to %r after %r", turn.question, earlier_questions(turns, turn.notice))
        return replace(turn, state="failed", text="", answer=None, note=message("answer_failed"))
    return replace(turn, state="done", text=answer.text, answer=answer, note="")


def _stopped(turn: Turn) -> Turn:
    return replace(turn, state="stopped", note=load_words("web")["progress"]["stopped"])


def _finished(future: Future, seconds: float) -> bool:
    return bool(wait([future], timeout=seconds).done)
