"""Filing a benchmark: parts that were measured one after another on one day and commit make one record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.bench import Figures, to_markdown
from eval.bench.targets import TARGET_HEAD, target_rows
from eval.jsonl import DataError, write_text
from eval.page.filed import read_filed
from eval.report import table
from eval.results import head, write_json

ALIKE = ("format", "commit", "dirty", "settings", "versions", "machine")  # of parts that stand in one record


def file_bench(folder: Path, run: Mapping[str, Any], figures: Mapping[str, Figures | None]) -> dict[str, Figures | None]:
    """Write run.json, figures.json and report.md, with what the folder holds of other parts and sizes; return all figures.

    Of a part that the folder has, what was measured anew replaces the old; other sizes of ``build`` and ``scale`` stay. ``run["parts"]``
    says when each part was measured last.

    Raises:
        DataError: the folder's parts were measured with other settings, versions or on another machine.
    """
    run = dict(run) | {"parts": dict.fromkeys(figures, run["date"])}
    merged = dict(figures)
    if (folder / "run.json").is_file():
        before = read_filed(folder)
        other = [field for field in ALIKE if before.run[field] != run[field]]
        if other:
            raise DataError(f"{folder}: measured with other {' and '.join(other)}; move it away or measure all parts anew")
        run["parts"] = before.run["parts"] | run["parts"]
        merged = before.figures | {part: (before.figures.get(part) or {}) | (values or {}) or None for part, values in figures.items()}
    write_json(folder / "run.json", run)
    write_json(folder / "figures.json", merged)
    write_text(folder / "report.md", bench_to_markdown(run, merged))
    return merged


def bench_to_markdown(run: Mapping[str, Any], figures: Mapping[str, Figures | None]) -> str:
    """Return the report: what must hold, then every figure."""
    targets = table(TARGET_HEAD, target_rows(figures))
    parts = table(("part", "measured"), run["parts"].items())
    return (
        "\n\n".join(
            [head("Speed and size", run, "Measured by python -m eval bench, each beside its floor"), targets, to_markdown(figures), parts]
        )
        + "\n"
    )
