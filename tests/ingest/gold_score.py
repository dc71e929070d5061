"""Notices with gold beside them -> how many of their responsibilities are read exactly."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ingest import read_notice
from schema import Assignment, Clause, Notice

SAMPLES = Path(__file__).parent / "samples"
MAX_LEAD_IN = 40  # characters of a clause before its own text: a title, a unit's name


@dataclass(frozen=True)
class Score:
    """Counts over responsibilities of the gold (``expected``); ``spurious`` are tasks that the gold does not have."""

    expected: int
    found: int
    units: int
    leads: int
    exact: int  # units, roles and leads all agree
    spurious: int
    misses: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        counts = ("expected", "found", "units", "leads", "exact", "spurious")
        return Score(*(getattr(self, c) + getattr(other, c) for c in counts), (*self.misses, *other.misses))


def sample_paths(group: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / group).iterdir() if not path.name.endswith(".gold.json"))


def gold_of(path: Path) -> dict:
    return json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))


def score(path: Path) -> Score:
    """Compare a sample with its gold, responsibility by responsibility."""
    notice, gold = read_notice(path), gold_of(path)
    matched: set[str] = set()
    total = Score(0, 0, 0, 0, 0, 0)
    for task in gold["tasks"]:
        clause = _find(notice, task)
        if clause:
            matched.add(clause.id)
        total += _score_task(f"{path.parent.name}/{path.name}", clause, task)
    extra = [clause for clause in notice.tasks if clause.id not in matched]
    misses = tuple(f"{path.name} spurious [{c.id}] {c.text[:30]!r} {c.units}" for c in extra)
    return total + Score(0, 0, 0, 0, 0, len(extra), misses)


def _find(notice: Notice, task: dict) -> Clause | None:
    start = _squeeze(task["text_start"])
    for clause in notice.tasks:
        if clause.number == task["clause"] and 0 <= _squeeze(clause.text).find(start) <= MAX_LEAD_IN:
            return clause
    return None


def deadlines_of(notice: Notice, task: dict) -> list[str]:
    """Return the words of the deadlines of the clause that a task of the gold stands in."""
    clause = _find(notice, task)
    return [deadline.words for deadline in clause.deadlines] if clause else []


def _score_task(name: str, clause: Clause | None, task: dict) -> Score:
    named = _part(clause, task.get("part")) if clause else []
    units = [a.written for a in named] == task["units"]
    leads = [a.written for a in named if a.role.leads] == task["lead"]
    roles = [a.role.value for a in named] == task["roles"]
    exact = bool(clause) and units and leads and roles
    was = [(a.written, a.role.value) for a in named]
    miss = (
        () if exact else (f"{name} [{task['clause']}] {task['text_start']}: expected {list(zip(task['units'], task['roles']))}, was {was}",)
    )
    return Score(1, bool(clause), bool(clause) and units, bool(clause) and leads, exact, 0, miss)


def _part(clause: Clause, number: int | None) -> list[Assignment]:
    """Return the assignments of the n-th responsibility of a clause; of all where the gold counts none."""
    parts = list(dict.fromkeys(a.part for a in clause.assignments))
    if number is None:
        return list(clause.assignments)
    return [a for a in clause.assignments if number <= len(parts) and a.part == parts[number - 1]]


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
