"""Two runs over the same questions, question by question: what was lost, what was won, and whether that could be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.jsonl import DataError
from eval.metrics import bootstrap_interval, difference_interval, mcnemar
from eval.predict import load_predictions
from eval.questions import GROUPS, KINDS
from eval.report import number, percent, table
from eval.score import Verdict
from schema import Answer

PREDICTIONS = ".predictions.jsonl"  # a run's folder holds dev.predictions.jsonl, test.predictions.jsonl
ROWS = {"all": KINDS, **GROUPS}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs on ``n`` questions. ``lost``: only the first is right; ``won``: only the second is."""

    n: int
    first: float  # share right
    second: float
    lost: int
    won: int
    p: float  # of McNemar's exact test
    interval: tuple[float, float]  # 95 %, of second - first, by Tango's score method
    bootstrap: tuple[float, float]  # the same by drawing questions

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def compare(first: Sequence[Verdict], second: Sequence[Verdict]) -> dict[str, Difference]:
    """Return the differences over all questions and by group, of the groups that have questions.

    Raises:
        ValueError: the runs are not over the same questions in the same order.
    """
    if [v.question.id for v in first] != [v.question.id for v in second]:
        raise ValueError(f"expected two runs over the same questions, was: {len(first)} and {len(second)} verdicts")
    differences = {}
    for label, kinds in ROWS.items():
        pairs = [(a.right, b.right) for a, b in zip(first, second) if a.question.kind in kinds]
        if pairs:
            differences[label] = difference([a for a, _ in pairs], [b for _, b in pairs])
    return differences


def difference(first: Sequence[bool], second: Sequence[bool]) -> Difference:
    """Return the difference of two runs of at least one question, each told by which questions it has right."""
    n = len(first)
    lost, won, p = mcnemar(first, second)
    return Difference(n, sum(first) / n, sum(second) / n, lost, won, p, difference_interval(lost, won, n), bootstrap_interval(lost, won, n))


def compare_to_markdown(names: tuple[str, str], differences: dict[str, Difference]) -> str:
    """Return one table, a row a group."""
    rows = (
        (label, d.n, percent(d.first), percent(d.second), d.lost, d.won, points(d.interval), points(d.bootstrap), number(d.p, 3))
        for label, d in differences.items()
    )
    return table(("group", "n", *names, "lost", "won", "difference, 95 %", "bootstrap", "p (McNemar)"), rows)


def points(interval: tuple[float, float]) -> str:
    """Return an interval of shares in points: (-0.021, 0.004) -> -2.1 to +0.4."""
    return "{:+.1f} to {:+.1f}".format(*(100 * bound for bound in interval))


def changes_to_markdown(first: Sequence[Verdict], second: Sequence[Verdict]) -> str:
    """Return the questions that were lost and won, with the reasons why they were or had been wrong."""
    lines = []
    for a, b in zip(first, second):
        if a.right != b.right:
            wrong = b if a.right else a
            lines.append(f"- {'lost' if a.right else 'won'} {a.question.id} {a.question.turns[-1]}: {'; '.join(wrong.reasons)}")
    return "\n".join(sorted(lines)) + "\n"


def load_run(run: Path, sets: Sequence[str]) -> dict[str, dict[str, Answer]]:
    """Return set -> answers by id, of those sets that the folder of a run has predictions of.

    Raises:
        DataError: it has none, or they are broken.
    """
    paths = {name: run / f"{name}{PREDICTIONS}" for name in sets}
    found = {name: load_predictions(path) for name, path in paths.items() if path.is_file()}
    if not found:
        raise DataError(f"{run}: expected the folder of a run, with {' or '.join(path.name for path in paths.values())}")
    return found
