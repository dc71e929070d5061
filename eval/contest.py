"""The product, the baselines and the product with pieces taken away: the same questions, model and machine, in one run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.ablations import ABLATIONS, Parts
from eval.baselines.answerer import RankedAnswerer
from eval.baselines.lineup import open_baselines
from eval.calibration import measure_calibration
from eval.compare import Difference, compare, points
from eval.predict import Asker, predict
from eval.questions import GROUPS, Question
from eval.report import bounds, number, percent, summarise, table
from eval.retrieval import measure_retrieval
from eval.score import Verdict, score
from eval.systems import OURS
from schema import Notice


@dataclass(frozen=True, slots=True)
class Contestant:
    """One system of the contest. ``kind``: ours, baseline or ablation. ``open`` is called when its turn comes."""

    name: str
    kind: str
    open: Callable[[], Asker]


def contestants(parts: Parts, notice: Notice) -> list[Contestant]:
    """Return the product first, the baselines, the ablations."""
    baselines = open_baselines(notice, parts.index)
    return [
        Contestant(OURS, "ours", parts.assemble),
        *(Contestant(name, "baseline", lambda asker=asker: asker) for name, asker in baselines.items()),
        *(Contestant(name, "ablation", lambda make=make: make(parts)) for name, make in ABLATIONS.items()),
    ]


def run_contest(
    systems: Sequence[Contestant], sets: Mapping[str, Sequence[Question]], notice: Notice
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Ask every system every question, the product first.

    Returns:
        set -> system -> its summary, its ``kind``, and what it lost and won ``against_ours``, or the product's ``calibration``; and the
        tracebacks by system and question.
    """
    figures: dict[str, dict[str, Any]] = {name: {} for name in sets}
    failures: dict[str, str] = {}
    ours: dict[str, list[Verdict]] = {}
    for system in systems:
        print(f"{system.name} …", file=sys.stderr, flush=True)
        asker = system.open()
        for name, questions in sets.items():
            answers, failed = predict([(q.id, q.turns) for q in questions], asker)
            failures |= {f"{system.name}: {question_id}": trace for question_id, trace in failed.items()}
            verdicts = score(questions, answers, notice)
            summary = {"kind": system.kind} | summarise(verdicts)
            if isinstance(asker, RankedAnswerer):
                summary["retrieval"] = measure_retrieval(questions, asker.ranker)
            if system.kind == "ours":
                ours[name] = verdicts
                summary["calibration"] = measure_calibration(questions, answers)
            else:
                del summary["latency_ms"]  # what was embedded or read before is not computed again
                differences = compare(ours[name], verdicts)
                summary["against_ours"] = {label: d.to_dict() for label, d in differences.items()}
            figures[name][system.name] = summary
    return figures, failures


def contest_to_markdown(name: str, figures: Mapping[str, dict[str, Any]]) -> str:
    """Return the tables of one question set: who is right how often, and how each differs from the product."""
    n = next(iter(figures.values()))["all"]["n"]
    shares = [
        (system, percent(f["all"]["accuracy"]), bounds(f["all"]), *(percent(f["groups"][group]["accuracy"]) for group in GROUPS))
        for system, f in figures.items()
    ]
    paired = []
    for system, f in figures.items():
        if "against_ours" in f:
            d = Difference(**f["against_ours"]["all"])
            paired.append((system, percent(d.second - d.first), points(d.interval), points(d.bootstrap), d.lost, d.won, f"{d.p:.2g}"))
    ranked = [
        (system, *(number(f["retrieval"]["all of these"][column], 3) for column in ("recall@1", "recall@5", "first@1", "mrr")))
        for system, f in figures.items()
        if "retrieval" in f
    ]
    tables = [
        table((f"{name} ({n})", "right", "95 % interval", *GROUPS), shares),
        table(("against fengong", "difference", "95 % interval", "bootstrap", "lost", "won", "p (McNemar)"), paired),
        table(("search alone", "recall@1", "recall@5", "first@1", "mrr"), ranked),
    ]
    return "\n\n".join([f"## {name}", *tables]) + "\n"
