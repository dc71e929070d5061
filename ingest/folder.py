"""Which files of a folder are notices."""

from __future__ import annotations

from pathlib import Path

from ingest.kinds import SUFFIXES

NOTICE_SUFFIXES = SUFFIXES.keys() - {""}  # a file without a suffix is read when it is named, but in a folder it is a LICENSE or a Makefile


def notice_paths(folder: Path) -> list[Path]:
    """Return the folder's notices by file name; none where there is no such folder.

    Of several files of one name, a notice in several formats, the one whose format stands first in ``SUFFIXES``:
    text is sure, and a scanned PDF or a .doc kept beside it does no harm.

    a.txt, b.MD, c.html, d.pdf; not a.phrasings.yaml, a.pdf beside a.txt, .hidden.txt, README, nor what lies in folders within
    """
    order = list(SUFFIXES)
    found = [
        path for path in folder.glob("*") if path.suffix.lower() in NOTICE_SUFFIXES and not path.name.startswith(".") and path.is_file()
    ]
    chosen: dict[str, Path] = {}
    for path in sorted(found, key=lambda path: (order.index(path.suffix.lower()), path.name)):
        chosen.setdefault(path.stem, path)
    return sorted(chosen.values())
