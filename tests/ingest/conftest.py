"""What the ingest tests share: the shipped notice, and samples that lie beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest import read_notice
from schema import Notice

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "notices" / "shanwei-2016-19.txt"
SAMPLES = ROOT.parent / "shared" / "notices"  # not part of the project; absent on other machines


@pytest.fixture(scope="session")
def shipped() -> Notice:
    return read_notice(SHIPPED)


@pytest.fixture(scope="session")
def sample():
    """Return a function that reads a sample and its gold; the test is skipped where samples are absent."""

    def read(name: str) -> tuple[Notice, dict]:
        path = next((p for p in (SAMPLES / f"{name}.txt", SAMPLES / f"{name}.html") if p.exists()), None)
        if path is None:
            pytest.skip(f"no sample {name} beside the repository")
        return read_notice(path), json.loads((SAMPLES / f"{name}.gold.json").read_text(encoding="utf-8"))

    return read
