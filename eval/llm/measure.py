"""Every question of a set with and without a language model: what stays the same, what is added, what of the lies got through."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from eval.ablations import Parts
from eval.llm.models import Liar, honest
from eval.llm.server import Fake, serving
from eval.llm.truth import TRUE, Said, untrue
from eval.questions import Question
from eval.report import table
from prompts import load_words
from schema import Answer, Notice

BUDGET = 30.0  # seconds; what is measured is what gets through, not how fast
PAUSED = 50  # answers timed after the breaker has opened
MOST_ADDED = 50.0  # milliseconds that an answer may take longer then


@dataclass(slots=True)
class Tally:
    """Counts over a set of questions; no question is told."""

    questions: int = 0
    clear: int = 0  # our side understood: it did not ask back
    same: int = 0  # of the clear ones: status, clauses, units, citations and suggestions as without the model
    begins: int = 0  # of the clear ones: the text begins with the composed answer, whole
    explained: int = 0  # answers with something added
    sentences: int = 0  # added
    untrue: int = 0  # of these, found true of no clause of the answer by plain comparison
    looked_at: int = 0  # sentences of the model that were proved or dropped
    unheard: int = 0  # of those of a model that tells what it says, such as were not
    reread: int = 0  # unclear ones that were answered as the model read them
    said: Counter[str] = field(default_factory=Counter)  # its lies by kind
    through: Counter[str] = field(default_factory=Counter)  # of these, such as stand in an answer

    def add(self, off: Answer, on: Answer, notice: Notice, said: Sequence[Said] = ()) -> None:
        """Count one question's answers.

        Args:
            notice: that the answers are about.
            said: the model's sentences, where it tells them.
        """
        self.questions += 1
        if off.status == "clarify":
            self.reread += on.status == "answered"
        else:
            self.clear += 1
            self.same += _fixed(on) == _fixed(off)
            self.begins += on.text.startswith(off.text)
        words = load_words("llm")
        added = on.text.partition(words["heading"])[2]
        sentences = added.count("。")
        self.explained += bool(added)
        self.sentences += sentences
        self.untrue += len(untrue(added, notice, on.clauses))
        looked_at = sentences + sum(step.startswith(words["steps"]["dropped"].partition("{")[0]) for step in on.steps)
        self.looked_at += looked_at
        self.unheard += max(0, len(said) - looked_at)
        for kind, lie in said:
            if kind != TRUE:
                self.said[kind] += 1
                self.through[kind] += _bare(lie) in _bare(added)

    def to_dict(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def faults(self) -> list[str]:
        """Return what must not be, each in a line."""
        found = {
            "lies in answers": sum(self.through.values()),
            "sentences added that are not found true": self.untrue,
            "answers with changed fields": self.clear - self.same,
            "composed answers that are not whole": self.clear - self.begins,
            "sentences that nobody looked at": self.unheard,
        }
        return [f"{n} {what}" for what, n in found.items() if n]


def _fixed(answer: Answer) -> tuple[Any, ...]:
    return answer.status, answer.clauses, answer.units, answer.citations, answer.suggestions


def _bare(text: str) -> str:
    """Return a text without what the proof may add to it: blanks and quotation marks."""
    return re.sub(r"[\s“”]", "", text).rstrip("。")


def measure(questions: Sequence[Question], parts: Parts) -> dict[str, Tally]:
    """Ask every question without a model, with one that lies and with one that does as it is told."""
    composed, notice = parts.assemble(), next(each for each in parts.notices if each.id == parts.settings.notice)
    off = {question.id: composed.ask(question.turns[-1], question.turns[:-1]) for question in questions}
    tallies = {}
    for name, speak in {"lying": Liar(), "honest": honest}.items():
        tally = tallies[name] = Tally()
        with serving(Fake(speak)) as address:
            assistant = parts.with_model(address, BUDGET)
            for question in questions:
                before = len(speak.said) if isinstance(speak, Liar) else 0
                on = assistant.ask(question.turns[-1], question.turns[:-1])
                tally.add(off[question.id], on, notice, speak.said[before:] if isinstance(speak, Liar) else ())
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


def faults(tallies: Mapping[str, Mapping[str, Tally]], milliseconds: tuple[float, float]) -> list[str]:
    """Return what must not be, over all sets of questions; nothing where the measurement is passed."""
    found = [f"{name}, {model}: {fault}" for name, each in tallies.items() for model, tally in each.items() for fault in tally.faults()]
    added = milliseconds[1] - milliseconds[0]
    return [*found, *([f"{added:.0f} ms more with a dead server"] if added >= MOST_ADDED else [])]


def figures(tallies: Mapping[str, Mapping[str, Tally]], milliseconds: tuple[float, float]) -> dict[str, Any]:
    """Return all counts as they are filed."""
    counts = {name: {model: tally.to_dict() for model, tally in each.items()} for name, each in tallies.items()}
    return counts | {"milliseconds": {"without a model": milliseconds[0], "with a dead server": milliseconds[1]}}


COLUMNS = ("model", "questions", "fields the same", "composed answer whole", "unclear answered", "explained", "sentences added")
COLUMNS += ("untrue", "looked at", "lies", "lies in answers")


def to_markdown(name: str, tallies: Mapping[str, Tally], milliseconds: tuple[float, float]) -> str:
    rows = (
        (
            model,
            t.questions,
            f"{t.same} of {t.clear}",
            f"{t.begins} of {t.clear}",
            f"{t.reread} of {t.questions - t.clear}",
            t.explained,
            t.sentences,
            t.untrue,
            t.looked_at,
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
