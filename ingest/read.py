"""Read a file into the source text that all offsets count in."""

from __future__ import annotations

from pathlib import Path

from ingest.confine import read_confined
from ingest.html_text import html_to_text
from ingest.kinds import SUFFIXES, find_kind
from ingest.office import convert_to_docx
from ingest.source import Source
from ingest.unreadable import UnreadableFile
from prompts import message

MAX_BYTES = 100 * 1024 * 1024
MIN_CHARACTERS = 20  # shorter than any notice's title and one clause
MAX_CONTROL_SHARE = 0.01  # real text has next to none; binary read as text has many
ENCODINGS = ("utf-8-sig", "gb18030")


def read_source(path: Path) -> Source:
    """Return a file's text, line ends as ``\\n``: .txt and .md as they are, other formats as their readers lay them out.

    What a file is, its first bytes tell before its suffix does.

    Raises:
        UnreadableFile: no such file, a folder, too large, damaged, empty, without text, or of a kind that is not read.
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
    if kind in ("text", "html"):
        text = decode(data, name=path.name)
        source = Source(html_to_text(text) if kind == "html" else text)
    else:
        source = read_confined(kind, data, path.name)
    if len("".join(source.text.split())) < MIN_CHARACTERS:
        raise UnreadableFile(message("file_short", path=path.name, limit=MIN_CHARACTERS))
    return source


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
