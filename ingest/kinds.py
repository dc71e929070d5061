"""What a file is, told by its first bytes, and by its suffix where they say nothing."""

from __future__ import annotations

from typing import Literal

from ingest.unreadable import UnreadableFile
from prompts import message

Kind = Literal["text", "html", "docx", "pdf", "ofd", "office"]

SUFFIXES: dict[str, Kind] = {
    "": "text",
    ".txt": "text",
    ".md": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
}
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf"
PDF = b"%PDF-"
PDF_WITHIN = 1024  # bytes; readers allow that much before a PDF begins
BLANK_BEFORE = b"\xef\xbb\xbf \t\r\n"


def find_kind(data: bytes, suffix: str, name: str) -> Kind:
    """Return what a file is: a .doc that is a zip of XML is "docx", one that is a saved web page "html".

    Args:
        suffix: in lower case, one of ``SUFFIXES``.

    Raises:
        UnreadableFile: the bytes are of no format that the suffix may stand for.
    """
    named = SUFFIXES[suffix]
    if data.startswith(PDF) or (named == "pdf" and PDF in data[:PDF_WITHIN]):
        return "pdf"
    if data.startswith(ZIP):  # names of entries stand in it as they are
        return "docx" if b"word/document" in data else "ofd" if b"OFD.xml" in data else _unknown(name)
    if data.startswith((OLE, RTF)):
        return "office"
    if named in ("text", "html"):
        return named
    head = data[:PDF_WITHIN].lstrip(BLANK_BEFORE).lower()
    return "html" if head.startswith((b"<html", b"<!doctype html")) else _unknown(name)


def _unknown(name: str) -> Kind:
    raise UnreadableFile(message("file_damaged", path=name))
