"""The newest filed results of each sort."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.gate import last_filed
from eval.jsonl import DataError
from eval.results import FOLDER


@dataclass(frozen=True, slots=True)
class Filed:
    """One folder of results."""

    folder: Path
    run: dict[str, Any]
    figures: dict[str, Any]

    @property
    def label(self) -> str:
        return f"{self.run['date'].replace('T', ' ')[:16]}, commit {self.run['commit'] or 'unknown'}" + (
            " with local changes" if self.run["dirty"] else ""
        )


def read_filed(folder: Path) -> Filed:
    """Return the results of a folder.

    Raises:
        DataError: run.json or figures.json is missing or broken.
    """
    try:
        run, figures = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("run.json", "figures.json"))
    except (OSError, ValueError) as error:
        raise DataError(f"{folder}: not the folder of a run: {error}") from error
    return Filed(folder, run, figures)


def newest(kind: str, base: Path = FOLDER) -> Filed | None:
    """Return the newest results of baselines or bench; None where none are filed."""
    found = [read_filed(path.parent) for path in (base / kind).glob("*/run.json")]
    return max(found, key=lambda filed: filed.run["date"], default=None)


def newest_llm_report(base: Path = FOLDER) -> str | None:
    """Return the newest report on a lying language model as Markdown; None where none is filed."""
    reports = [path.read_text(encoding="utf-8") for path in (base / "llm").glob("*/report.md")]
    return max(reports, key=lambda text: text[: text.index(",")], default=None)  # "# Language model of 2026-11-26 12:45, commit …"


def newest_run(base: Path = FOLDER) -> Filed:
    return read_filed(last_filed(base))
