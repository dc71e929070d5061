"""Every question of a set with and without a language model: what stays the same, what is added, what of the lies got through."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.ablations import Parts
from eval.llm.lies import Liar, honest
from eval.llm.server import Fake, serving
from eval.questions import Question
from eval.report import table
from prompts import load_words
from schema import Answer

BUDGET = 30.0  # seconds; what is measured is what gets through, not how fast
SENTENCES = 20  # lies a reply
PAUSED = 50  # answers timed after the breaker has opened


@dataclass(slots=True)
class Tally:
    """Counts over a set of questions; no question is told."""

    questions: int = 0
    clear: int = 0  # our side understood: it did not ask back
    same: int = 0  # of the clear ones: status, clauses, units, citations and suggestions as without the model
    begins: int = 0  # of the clear ones: the text begins with the composed answer, whole
    explained: int = 0  # answers with something added
    sentences: int = 0  # added
    reread: int = 0  # unclear ones that were answered as the model read them
    said: Counter[str] = field(default_factory=Counter)  # sentences of the model by kind
    through: Counter[str] = field(default_factory=Counter)  # of these, lies that stand in an answer

    def add(self, off: Answer, on: Answer, lies: Sequence[tuple[str, str]]) -> None:
        """Count one question's answers.

        Args:
            lies: what the model said of it that is false, with its kind.
        """
        self.questions += 1
        if off.status == "clarify":
            self.reread += on.status == "answered"
        else:
            self.clear += 1
            self.same += _fixed(on) == _fixed(off)
            self.begins += on.text.startswith(off.text)
        added = on.text.partition(load_words("llm")["heading"])[2]
        self.explained += bool(added)
        self.sentences += added.count("。")
        for kind, lie in lies:
            self.said[kind] += 1
            self.through[kind] += lie.rstrip("。") in added


def _fixed(answer: Answer) -> tuple[Any, ...]:
    return answer.status, answer.clauses, answer.units, answer.citations, answer.suggestions


def measure(questions: Sequence[Question], parts: Parts) -> dict[str, Tally]:
    """Ask every question without a model, with one that lies and with one that does as it is told."""
    composed = parts.assemble()
    off = {question.id: composed.ask(question.turns[-1], question.turns[:-1]) for question in questions}
    tallies = {}
    for name, speak in {"lying": Liar(SENTENCES), "honest": honest}.items():
        tally = tallies[name] = Tally()
        with serving(Fake(speak)) as address:
            assistant = parts.with_model(address, BUDGET)
            for question in questions:
                before = len(speak.said) if isinstance(speak, Liar) else 0
                on = assistant.ask(question.turns[-1], question.turns[:-1])
                tally.add(off[question.id], on, speak.said[before:] if isinstance(speak, Liar) else ())
    return tallies


def added_by_a_dead_server(parts: Parts, question: str = "第17项谁牵头") -> tuple[float, float]:
    """Return the median time of an answer in milliseconds without a model, and with one whose server is down and known to be."""
    without, dead = parts.assemble(), parts.with_model("http://127.0.0.1:9/v1", BUDGET)
    for assistant in (without, dead, dead, dead):
        assistant.ask(question)  # what is loaded at the first question; the failures that open the breaker
    times: list[list[float]] = [[], []]
    for _ in range(PAUSED):
        for assistant, taken in zip((without, dead), times):
            began = time.perf_counter()
            assistant.ask(question)
            taken.append(1000 * (time.perf_counter() - began))
    return sorted(times[0])[PAUSED // 2], sorted(times[1])[PAUSED // 2]


COLUMNS = ("model", "questions", "fields the same", "composed answer whole", "unclear answered", "explained", "sentences added")
COLUMNS += ("lies", "lies in answers")


def to_markdown(name: str, tallies: dict[str, Tally], milliseconds: tuple[float, float]) -> str:
    rows = (
        (
            model,
            t.questions,
            f"{t.same} of {t.clear}",
            f"{t.begins} of {t.clear}",
            f"{t.reread} of {t.questions - t.clear}",
            t.explained,
            t.sentences,
            sum(t.said.values()),
            sum(t.through.values()),
        )
        for model, t in tallies.items()
    )
    kinds = ", ".join(f"{kind} {n}" for kind, n in tallies["lying"].said.most_common())
    return (
        f"## {name}\n\n{table(COLUMNS, rows)}\n\nLies by kind: {kinds}.\n\nAn answer takes {milliseconds[0]:.1f} ms without a model, "
        f"{milliseconds[1]:.1f} ms with one whose server is down, once that is known (medians)."
    )
