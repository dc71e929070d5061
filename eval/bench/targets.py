"""What must hold of speed and size, and whether the figures say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.report import number


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on one figure. ``path``: its part, and its names within the part. ``most`` and ``least`` are None where there is no bound."""

    name: str
    path: tuple[str, ...]
    most: float | None = None
    least: float | None = None

    def value(self, figures: Mapping[str, Any]) -> float | None:
        """Return the figure, None where it was not measured."""
        found: Any = figures
        for name in self.path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    def holds(self, value: float) -> bool:
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)

    @property
    def bound(self) -> str:
        return f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"


TARGETS = (
    Target("start to serving the page / import of gradio", ("page", "of_floor"), most=1.5),
    Target("answers a second of 32 askers / bare embeddings a second", ("serve", "32", "of_floor"), least=0.8),
    Target(
        "p95 of searching for a question, embedding included, among 600,000 clauses / in one notice",
        ("scale", "600000", "of_one_notice_p95"),
        most=3,
    ),
    Target("recall@10 among 600,000 clauses", ("scale", "600000", "recall@10"), least=0.98),
)

TARGET_HEAD = ("must hold", "measured", "bound", "holds")


def target_rows(figures: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Return (what, measured, bound, whether it holds) of each target."""
    rows = []
    for target in TARGETS:
        value = target.value(figures)
        rows.append(
            (target.name, number(value, 2), target.bound, "not measured" if value is None else "yes" if target.holds(value) else "no")
        )
    return rows
