"""The figures of the last evaluation that was filed, read as data from ``eval/results``."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from settings import ROOT

log = logging.getLogger(__name__)

RESULTS = ROOT / "eval" / "results"
REPORTED = "test"  # the set that nothing was tuned on


@dataclass(frozen=True, slots=True)
class Share:
    """How many questions of a group were answered right; ``low`` and ``high`` are the 95 % interval of the share."""

    group: str
    questions: int
    right: int
    low: float
    high: float

    @property
    def accuracy(self) -> float:
        return self.right / self.questions


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One filed run. Times are milliseconds: (median, 95th percentile)."""

    date: datetime
    commit: str
    notice: str
    versions: dict[str, str]
    all: Share
    groups: tuple[Share, ...]
    citations: int
    faulty_citations: int
    latency: dict[str, tuple[float, float]]  # computed, retrieved, all


def last_evaluation(folder: Path = RESULTS) -> Evaluation | None:
    """Return the newest filed run; None where there is none that can be read."""
    found = []
    for path in folder.glob("*/figures.json"):
        try:
            found.append(_read(json.loads(path.with_name("run.json").read_text("utf-8")), json.loads(path.read_text("utf-8"))))
        except (OSError, ValueError, LookupError, TypeError):
            log.exception("the evaluation in %s cannot be read", path.parent)
    return max(found, key=lambda each: each.date, default=None)


def _read(run: dict[str, Any], figures: dict[str, Any]) -> Evaluation:
    reported = figures[REPORTED]
    return Evaluation(
        date=datetime.fromisoformat(run["date"]),
        commit=run["commit"],
        notice=run["settings"]["notice"],
        versions={name: version for name, version in run["versions"].items() if version},
        all=_share("all", reported["all"]),
        groups=tuple(_share(name, each) for name, each in reported["groups"].items() if each["n"]),
        citations=reported["citations"]["citations"],
        faulty_citations=reported["citations"]["faulty"],
        latency={name: (each["p50"], each["p95"]) for name, each in reported["latency_ms"].items()},
    )


def _share(group: str, figures: dict[str, Any]) -> Share:
    low, high = figures["interval"]
    return Share(group, figures["n"], figures["right"], low, high)
