"""Bytes -> text: the encodings that notices come in, and what is no text."""

from __future__ import annotations

import re

from ingest.unreadable import UnreadableFile
from prompts import message

MAX_CHARACTERS = 500_000  # of a file's text; a five-year plan has 80,000. Parsing as many takes some ten seconds and 100 MB
MAX_CONTROL_SHARE = 0.01  # real text has next to none; binary read as text has many
STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]+")  # "\x00", "\ue5f1" / "\t", "市"
ENCODINGS = ("utf-8-sig", "gb18030")


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
    return sum(map(len, STRANGE.findall(text))) <= MAX_CONTROL_SHARE * len(text)


def check_length(text: str, name: str) -> None:
    """Raise ``UnreadableFile`` where a file's text, as its reader lays it out, is longer than any notice."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(message("file_long", path=name, limit=MAX_CHARACTERS // 10_000))
