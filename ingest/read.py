"""Read a file into the source text that all offsets count in."""

from __future__ import annotations

from pathlib import Path

from ingest.confine import read_confined
from ingest.decoding import MAX_CHARACTERS, check_length, decode
from ingest.html_text import holds_tables
from ingest.kinds import SUFFIXES, find_kind
from ingest.office import convert_to_docx
from ingest.source import Source
from ingest.unreadable import UnreadableFile
from prompts import message

MAX_BYTES = 100 * 1024 * 1024
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS  # no encoding takes more for a character
MIN_CHARACTERS = 20  # shorter than any notice's title and one clause


def read_source(path: Path) -> Source:
    """Return a file's text, line ends as ``\\n``: .txt and .md as they are, other formats as their readers lay them out.

    What a file is, its first bytes tell before its suffix does. HTML tables within a text are laid out as rows of cells.

    Raises:
        UnreadableFile: no such file, a folder, too large or long, damaged, empty, without text, or of a kind that is not read.
    """
    data = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kinds = "、".join(sorted(filter(None, SUFFIXES)))
        raise UnreadableFile(message("file_kind", path=path, suffix=suffix, kinds=kinds))
    if not data.strip():
        raise UnreadableFile(message("file_empty", path=path.name))
    kind = find_kind(data, suffix, path.name)
    if kind == "office":
        data, kind = convert_to_docx(data, suffix, path.name), "docx"
    source = _read_text(data, path.name) if kind == "text" else read_confined(kind, data, path.name)
    check_length(source.text, path.name)
    if len("".join(source.text.split())) < MIN_CHARACTERS:
        raise UnreadableFile(message("file_short", path=path.name, limit=MIN_CHARACTERS))
    return source


def _read_text(data: bytes, name: str) -> Source:
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFile(message("file_long", path=name, limit=MAX_CHARACTERS // 10_000))
    text = decode(data, name)
    return read_confined("marked", data, name) if holds_tables(text) else Source(text)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, refusing what is no file, too large or not to be opened."""
    try:
        if path.is_dir():
            raise UnreadableFile(message("file_folder", path=path))
        if not path.is_file():
            raise UnreadableFile(message("file_missing", path=path))
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(message("file_large", path=path, size=-(-size // 2**20), limit=MAX_BYTES // 2**20))
        with path.open("rb") as file:
            return file.read(MAX_BYTES)  # and no more, should it grow meanwhile
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(message("file_closed", path=path)) from error
