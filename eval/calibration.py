"""Is the chance that the notice does not say what it claims to be?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eval.questions import Question
from schema import Answer

BINS = 5  # of equal width; more would leave too few questions in the middle ones
CHANCE = re.compile(r"没有写到的可能性 (\d{1,3})%")  # of an answer's records: "判断：通知写到了（没有写到的可能性 3%）"


def measure_calibration(questions: Iterable[Question], answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Return how the chances of absence that the answers' records tell agree with the golds.

    Of a question that was not searched for nothing is told; one that may be answered with a question back is neither found nor absent.
    """
    pairs = []
    for question in questions:
        chance = told_chance(answers[question.id]) if question.id in answers else None
        if chance is not None and question.gold.status in (("answered",), ("not_found",)):
            pairs.append((chance, not question.gold.answerable))
    return calibration(pairs)


def told_chance(answer: Answer) -> float | None:
    """Return the last chance that an answer's records tell, None if none."""
    told = [match[1] for step in answer.steps for match in CHANCE.finditer(step)]
    return int(told[-1]) / 100 if told else None


def calibration(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> dict[str, Any]:
    """Return the Brier score, the expected calibration error, and the bins that are not empty, of (chance, came true).

    Brier (1950): the mean of (chance - truth)². Expected calibration error (Naeini et al. 2015): the mean over the bins, weighted by
    their sizes, of |mean chance - share that came true|.
    """
    rows = []
    for place in range(bins):
        held = [(chance, true) for chance, true in pairs if min(int(chance * bins), bins - 1) == place]
        if held:
            mean = sum(chance for chance, _ in held) / len(held)
            rows.append({"n": len(held), "chance": mean, "true": sum(true for _, true in held) / len(held)})
    n = len(pairs)
    return {
        "n": n,
        "brier": sum((chance - true) ** 2 for chance, true in pairs) / n if n else None,
        "error": sum(row["n"] * abs(row["chance"] - row["true"]) for row in rows) / n if n else None,
        "bins": rows,
    }
