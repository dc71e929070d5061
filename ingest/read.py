"""Read a file into the source text that all offsets count in."""

from __future__ import annotations

from pathlib import Path

from prompts import message

MAX_BYTES = 100 * 1024 * 1024
MIN_CHARACTERS = 20  # shorter than any notice's title and one clause
MAX_CONTROL_SHARE = 0.01  # real text has next to none; binary read as text has many
ENCODINGS = ("utf-8-sig", "gb18030")
TEXT_SUFFIXES = {".txt", ".md", ".text", ""}


class UnreadableFile(ValueError):
    """The file cannot be read as a notice; the message is for the person who gave it."""


def read_source(path: Path) -> str:
    """Return the text of a .txt or .md file, line ends as ``\\n``.

    Raises:
        UnreadableFile: no such file, too large, binary, empty, or of a kind that is not read.
    """
    if not path.is_file():
        raise UnreadableFile(message("file_missing", path=path))
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise UnreadableFile(message("file_kind", path=path, suffix=path.suffix, kinds="、".join(sorted(filter(None, TEXT_SUFFIXES)))))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableFile(message("file_large", path=path, size=size // 2**20, limit=MAX_BYTES // 2**20))
    return decode(path.read_bytes(), name=path.name)


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 or GB18030 text, refusing what is not text.

    Raises:
        UnreadableFile: empty or binary data.
    """
    if not data.strip():
        raise UnreadableFile(message("file_empty", path=name))
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        control = sum(character < " " and character not in "\n\t\f" for character in text)
        if control <= MAX_CONTROL_SHARE * len(text):
            if len("".join(text.split())) < MIN_CHARACTERS:
                raise UnreadableFile(message("file_short", path=name, limit=MIN_CHARACTERS))
            return text
    raise UnreadableFile(message("file_binary", path=name))
