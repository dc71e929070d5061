"""The regression gate: dev may not fall below the last filed run by more than chance explains."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from eval.compare import PREDICTIONS, Difference, changes_to_markdown, difference, points
from eval.jsonl import DataError
from eval.predict import Asker, load_predictions, predict
from eval.questions import Question
from eval.report import percent
from eval.results import FOLDER
from eval.score import Verdict, score
from schema import Notice

GATED = "dev"  # test is for reporting; a gate on it would tune on it
SIGNIFICANCE = 0.05  # six lost and none won are too many, five are not


def last_filed(base: Path = FOLDER) -> Path:
    """Return the folder of the newest filed run of the product, by the date in its run.json.

    Raises:
        DataError: none is filed.
    """
    runs = [path.parent for path in base.glob("*/run.json") if (path.parent / f"{GATED}{PREDICTIONS}").is_file()]
    if not runs:
        raise DataError(f"{base}: no filed run to compare with; python -m eval on a clean commit files one")
    return max(runs, key=lambda run: json.loads((run / "run.json").read_text(encoding="utf-8"))["date"])


def compare_with_filed(
    run: Path, questions: Sequence[Question], asker: Asker, notice: Notice
) -> tuple[list[Verdict], list[Verdict], dict[str, str]]:
    """Ask the questions that the filed run answered; return its verdicts by today's golds and rules, those of now, and the failures."""
    filed = load_predictions(run / f"{GATED}{PREDICTIONS}")
    known = [question for question in questions if question.id in filed]
    answers, failures = predict([(question.id, question.turns) for question in known], asker)
    return score(known, filed, notice), score(known, answers, notice), failures


def passes(d: Difference) -> bool:
    """Tell whether the loss, if any, may be chance: McNemar's exact test does not reject that lost and won are equally likely."""
    return d.lost <= d.won or d.p >= SIGNIFICANCE


def gate_to_markdown(run: Path, before: Sequence[Verdict], after: Sequence[Verdict]) -> tuple[bool, str]:
    """Return whether the gate is passed, and what to print."""
    d = difference([v.right for v in before], [v.right for v in after])
    told = (
        f"{GATED}: {percent(d.second)} of {d.n} right, {percent(d.first)} in {run.name}; "
        f"lost {d.lost}, won {d.won} (McNemar's exact test: p = {d.p:.2g}), difference {points(d.interval)} points"
    )
    if passes(d):
        return True, told
    return False, f"{told}\nThis is more than chance explains (p < {SIGNIFICANCE}):\n\n{changes_to_markdown(before, after)}"
