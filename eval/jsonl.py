"""JSON lines in and out: errors name the file and line, writes are atomic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


class DataError(ValueError):
    """A file of questions or predictions cannot be used; the message says where and why."""


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object) for each line that is not blank.

    Raises:
        DataError: no such file, not UTF-8, a line that is not a JSON object, or no line at all.
    """
    if not path.is_file():
        raise DataError(f"{path}: no such file")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: expected UTF-8 text, but byte {error.start} is not") from error
    empty = True
    # split at \n alone: str.splitlines would also cut at U+2028 inside a question
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        empty = False
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(f"{path}:{number}: not JSON ({error.msg} at column {error.colno}), was: {line[:60]!r}") from error
        if not isinstance(record, dict):
            raise DataError(f"{path}:{number}: expected an object, was: {line[:60]!r}")
        yield number, record
    if empty:
        raise DataError(f"{path}: the file is empty; one JSON object a line is expected")


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write one object a line; the file appears whole or not at all."""
    write_text(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def write_text(path: Path, text: str) -> None:
    """Write a text file through a temporary file beside it, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
