"""What is known beyond any one notice: organs and their names, cue words, plain words for official terms. Data files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast where it was built


@cache
def load_knowledge(name: str) -> Any:
    """Return the YAML file ``knowledge/{name}.yaml``."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=Loader)
