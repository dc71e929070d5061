"""An index on disk: documents, vectors, further parts and a ``meta.json`` that proves them whole and says what they were made with."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.vectors import VectorIndex
from prompts import message

FORMAT = 2  # of the folder; raise it when what is written changes
META, DOCUMENTS, VECTORS = "meta.json", "documents.json", "vectors.faiss"
REBUILD = "python -m index build"


class IndexUnusable(RuntimeError):
    """A saved index is missing, damaged or made with something else; the message says what mends it."""


@dataclass(frozen=True, slots=True)
class SavedIndex:
    """What an index folder holds."""

    meta: dict[str, Any]  # what it was made with: model, fingerprint, and what the writer adds
    documents: list[dict[str, Any]]  # {"id", "page_content", "metadata"}, one a row of the vectors
    vectors: VectorIndex
    parts: dict[str, Any]  # file name -> JSON content


def write_index(folder: Path, saved: SavedIndex) -> None:
    """Write the folder beside its place and move it there, replacing an older one; only one process may do so at a time.

    A kill leaves the old folder, the new one or, between the two moves, none, which is built anew; what it left beside them is
    swept away by the next call.

    Raises:
        OSError: the place cannot be written.
    """
    files = {name: _to_json(content) for name, content in ({DOCUMENTS: saved.documents} | saved.parts).items()}
    files[VECTORS] = saved.vectors.to_bytes()
    sums = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}
    meta = {"format": FORMAT, **saved.meta, "dimension": saved.vectors.dimension, "documents": len(saved.documents), "files": sums}
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = f".{folder.name}.new-"
    for left in folder.parent.glob(f"{glob.escape(unfinished)}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=unfinished, dir=folder.parent) as place:
        fresh, old = Path(place, "new"), Path(place, "old")
        fresh.mkdir()
        for name, data in (files | {META: _to_json(meta)}).items():
            with (fresh / name).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())  # the rename must not reach the disk before the content
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise


def read_index(folder: Path, *, fingerprint: str | None = None) -> SavedIndex:
    """Return what the folder holds, every byte checked.

    Args:
        fingerprint: of the model in use; None to take the index whatever it was made with.

    Raises:
        IndexUnusable: there is none, a part is missing or damaged, another format, another model.
    """
    try:
        meta = json.loads((folder / META).read_bytes())
        found, sums = meta["format"], {name: entry["sha256"] for name, entry in meta["files"].items()}
    except FileNotFoundError as error:
        raise _unusable("index_missing", folder) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable("index_damaged", folder, name=META) from error
    if found != FORMAT:
        raise _unusable("index_format", folder, expected=FORMAT, actual=found)
    if fingerprint is not None and meta.get("fingerprint") != fingerprint:
        raise _unusable("index_model", folder, model=meta.get("model"))
    files = {name: _read_part(folder, name, sums) for name in {DOCUMENTS, VECTORS, *sums}}
    try:
        vectors = VectorIndex.from_bytes(files.pop(VECTORS))
        parts = {name: json.loads(data) for name, data in files.items()}
    except (RuntimeError, ValueError) as error:
        raise _unusable("index_damaged", folder, name=VECTORS) from error
    documents = parts.pop(DOCUMENTS)
    if len(documents) != len(vectors) or vectors.dimension != meta.get("dimension"):
        raise _unusable("index_damaged", folder, name=META)
    return SavedIndex(meta, documents, vectors, parts)


def _read_part(folder: Path, name: str, sums: Mapping[str, str]) -> bytes:
    try:
        data = (folder / Path(name).name).read_bytes()
    except OSError as error:
        raise _unusable("index_part_missing", folder, name=name) from error
    if hashlib.sha256(data).hexdigest() != sums.get(name):
        raise _unusable("index_damaged", folder, name=name)
    return data


def _unusable(key: str, folder: Path, **values: Any) -> IndexUnusable:
    return IndexUnusable(message(key, folder=folder, command=REBUILD, **values))


def _to_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")  # as json.loads decodes
