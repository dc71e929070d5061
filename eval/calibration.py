"""Is the chance that the notice does not say what it claims to be?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from answer.decoys import Decoys
from answer.evidence import CANDIDATES, chance_absent
from eval.questions import Question
from index import HybridIndex, clean_text

# Kinds whose last message alone is a topic to search for, found or absent.
SEARCHED = ("topic_units", "facts", "spoken", "slips", "traditional", "absent")
BINS = 5  # of equal width; more would leave too few questions in the middle ones


def measure_calibration(questions: Sequence[Question], index: HybridIndex, decoys: Decoys, notice: str) -> dict[str, Any]:
    """Return how the chances of absence, each question searched for as it was asked, agree with the golds."""
    pairs = []
    for question in questions:
        text = clean_text(question.turns[-1])
        if question.kind in SEARCHED and len(question.turns) == 1 and text:
            vector = index.embed(text)
            hits = index.search(text, CANDIDATES, vector=vector, notice=notice)
            pairs.append((chance_absent(hits, decoys.nearness(vector, besides=text)), not question.gold.answerable))
    return calibration(pairs)


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
