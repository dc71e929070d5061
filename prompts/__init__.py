"""The words a person reads: messages, answer templates, examples. Files, not code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # as in knowledge


@cache
def load_words(name: str) -> dict[str, Any]:
    """Return the YAML file ``prompts/{name}.yaml`` as a mapping."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=Loader)


def message(key: str, **values: Any) -> str:
    """Return a message of ``messages.yaml`` with its places filled."""
    return load_words("messages")[key].format(**values)
