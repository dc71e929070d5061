"""What was read from a file, kept under the hash of its bytes and of the reader, so that no file is parsed twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import knowledge
import schema
from ingest.parse import read_notice
from ingest.read import read_bytes
from schema import Notice

HERE = Path(__file__).parent
UNFINISHED = ".new-"  # begins the names of files that are being written
MAX_AGE = 3600  # seconds; no write takes as long


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        UnreadableFile: no such file, a folder, too large or closed.
    """
    return hashlib.sha256(read_bytes(path)).hexdigest()


@cache
def reader_fingerprint() -> str:
    """Return a hash of all that decides what is read from a file: when it changes, files are read anew."""
    digest = hashlib.sha256()
    for path in [*sorted(HERE.glob("*.py")), *sorted(knowledge.FOLDER.glob("*.yaml")), Path(schema.__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def read_once(path: Path, notice_id: str, folder: Path, sha256: str | None = None) -> Notice:
    """Return the notice in a file: from ``folder`` if it was read before, else read now and kept there.

    Args:
        sha256: of the file, where it is known.

    Raises:
        UnreadableFile: the file cannot be read as text.
    """
    kept = folder / f"{sha256 or hash_file(path)}{path.suffix.lower()}-{reader_fingerprint()}.json"
    try:
        return replace(_records().validate_json(kept.read_bytes()), id=notice_id)
    except (OSError, ValidationError):
        pass
    notice = read_notice(path, notice_id)
    try:
        for outdated in folder.glob(f"{kept.name.rpartition('-')[0]}-*.json"):
            outdated.unlink(missing_ok=True)
        _sweep(folder)
        write_whole(kept, _records().dump_json(notice, exclude={"_by_id"}))
    except OSError:
        pass  # it is read anew the next time
    return notice


def _sweep(folder: Path) -> None:
    """Delete what a kill left half-written; what is younger another process may be writing."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > MAX_AGE:
            left.unlink(missing_ok=True)


@cache
def _records() -> TypeAdapter[Notice]:
    return TypeAdapter(Notice)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after a power cut or kill there is the old one or the new one, whole.

    Raises:
        OSError: the place cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the rename must not reach the disk before the content
        os.replace(fresh, path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
