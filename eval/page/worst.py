"""Which wrong answers harm most: what is said and false comes before what is left out, and that before a question handed back."""

from __future__ import annotations

from collections.abc import Iterable

from eval.score import Verdict

SHOWN = 20
# By kind of reason (eval/score.py): the first that applies decides, the number of reasons within it.
SEVERITY = (
    ("citation", "unit_not_cited", "unit_in_text", "lead_in_text", "figure_in_text", "units_in_refusal"),  # made up
    ("answered",),  # where the notice does not say
    ("units_extra", "verdict", "lead_not_first", "units_repeated"),  # a false unit, yes for no
    ("clauses_extra", "units_missing", "clauses_missing", "fact_missing", "text_empty"),
    ("not_found", "clarify"),  # an answer was due
    ("missing",),
)


def severity(verdict: Verdict) -> int:
    """Return how much a wrong answer harms, 0 the most."""
    kinds = {kind for kind in verdict.reason_kinds if kind != "status"}
    if "status" in verdict.reason_kinds and verdict.answer:
        kinds.add(verdict.answer.status)
    return next((place for place, group in enumerate(SEVERITY) if kinds & set(group)), len(SEVERITY))


def worst_misses(verdicts: Iterable[Verdict], most: int = SHOWN) -> list[Verdict]:
    """Return the wrong answers that harm most, worst first; of those alike the ones with more reasons, then in order."""
    wrong = [verdict for verdict in verdicts if not verdict.right]
    return sorted(wrong, key=lambda verdict: (severity(verdict), -len(verdict.reasons)))[:most]
