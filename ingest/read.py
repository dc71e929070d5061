"""Read a file into the source text that all offsets count in."""

from __future__ import annotations

from pathlib import Path

from ingest.html_text import html_to_text
from prompts import message

MAX_BYTES = 100 * 1024 * 1024
MIN_CHARACTERS = 20  # shorter than any notice's title and one clause
MAX_CONTROL_SHARE = 0.01  # real text has next to none; binary read as text has many
ENCODINGS = ("utf-8-sig", "gb18030")
TEXT_SUFFIXES = {".txt", ".md", ".text", ""}
HTML_SUFFIXES = {".html", ".htm", ".shtml"}
SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES


class UnreadableFile(ValueError):
    """The file cannot be read as a notice; the message is for the person who gave it."""


def read_source(path: Path) -> str:
    """Return a file's text, line ends as ``\\n``: .txt and .md as they are, pages as ``html_to_text`` lays them out.

    Raises:
        UnreadableFile: no such file, a folder, too large, binary, empty, or of a kind that is not read.
    """
    data = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kinds = "、".join(sorted(filter(None, SUFFIXES)))
        raise UnreadableFile(message("file_kind", path=path, suffix=suffix, kinds=kinds))
    text = decode(data, name=path.name)
    if suffix in HTML_SUFFIXES:
        text = html_to_text(text)
    if len("".join(text.split())) < MIN_CHARACTERS:
        raise UnreadableFile(message("file_short", path=path.name, limit=MIN_CHARACTERS))
    return text


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, refusing what is no file, too large or not to be opened."""
    try:
        if path.is_dir():
            raise UnreadableFile(message("file_folder", path=path))
        if not path.is_file():
            raise UnreadableFile(message("file_missing", path=path))
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(message("file_large", path=path, size=size // 2**20, limit=MAX_BYTES // 2**20))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(message("file_closed", path=path)) from error


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 or GB18030 text, refusing what is not text.

    Raises:
        UnreadableFile: empty or binary data.
    """
    if not data.strip():
        raise UnreadableFile(message("file_empty", path=name))
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS  # Notepad's "Unicode"
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if is_text(text):
            return text
    raise UnreadableFile(message("file_binary", path=name))


def is_text(text: str) -> bool:
    """Tell whether decoded characters are text: few control and private-use characters."""
    strange = sum((c < " " and c not in "\n\t\f\v") or "\x7f" <= c < "\xa0" or "\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)
    return strange <= MAX_CONTROL_SHARE * len(text)
