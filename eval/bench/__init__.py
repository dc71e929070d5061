"""Speed and size, part by part, each beside its floor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from eval.report import number, table

Figures = dict[str, Any]


def measure(parts: Mapping[str, Callable[[], Figures | None]]) -> dict[str, Figures | None]:
    """Return the figures of each part, or what went wrong in their place: one part must not lose the others."""
    figures = {}
    for name, part in parts.items():
        tell(name)
        try:
            figures[name] = part()
        except (RuntimeError, OSError, ImportError) as error:
            figures[name] = {"failed": str(error)}
    return figures


def tell(work: str) -> None:
    """Say on standard error what is being measured, for who waits."""
    print(f"{work} …", file=sys.stderr, flush=True)


def to_markdown(figures: Mapping[str, Figures | None]) -> str:
    """Return one table: a row a figure, named by its part."""
    return table(("part", "figure", "value"), table_rows(figures))


def table_rows(figures: Mapping[str, Figures | None]) -> list[tuple[str, str, Any]]:
    """Return (part, figure, value) for each figure, parts within parts named in one."""
    rows = []
    for part, values in figures.items():
        for name, value in _flat(values or {"": None}).items():
            rows.append((part, name, number(value, 2) if isinstance(value, float) else "–" if value is None else value))
    return rows


def _flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """{"8": {"p50_ms": 3}} -> {"8 p50_ms": 3}"""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        flat |= _flat(value, f"{before}{name} ") if isinstance(value, Mapping) else {before + name: value}
    return flat
