"""Which files of a folder are notices."""

from __future__ import annotations

from pathlib import Path

from ingest.read import SUFFIXES

NOTICE_SUFFIXES = SUFFIXES - {""}  # a file without a suffix is read when it is named, but in a folder it is a LICENSE or a Makefile


def notice_paths(folder: Path) -> list[Path]:
    """Return the folder's notices by file name; none where there is no such folder.

    a.txt, b.MD, c.html; not a.phrasings.yaml, d.pdf, .hidden.txt, README, nor what lies in folders within
    """
    return sorted(
        path for path in folder.glob("*") if path.suffix.lower() in NOTICE_SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
