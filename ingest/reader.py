"""``python -m ingest.reader KIND NAME SECONDS BYTES``: what ``confine.py`` starts. Bytes come in, the text goes out as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from ingest.decoding import check_length, decode
from ingest.docx_text import docx_to_text
from ingest.html_text import html_to_text, redraw_tables
from ingest.ofd_text import ofd_to_text
from ingest.pdf_text import pdf_to_text
from ingest.source import Source
from ingest.unreadable import UnreadableFile
from ingest.web_page import trim_page
from prompts import message

READERS: dict[str, Callable[[bytes, str], Source]] = {
    "docx": docx_to_text,
    "pdf": pdf_to_text,
    "ofd": ofd_to_text,
    "html": lambda data, name: _read_page(decode(data, name)),
    "marked": lambda data, name: Source(redraw_tables(decode(data, name))),
}
LATER = 5  # seconds after which this process stops by itself, should the waiting one not have stopped it


def main(kind: str, name: str, seconds: str, memory: str) -> None:
    """Read a file from standard input and write its text, or the sentence that says why not, to standard output."""
    _bound(int(seconds) + LATER, int(memory))
    try:
        source = READERS[kind](sys.stdin.buffer.read(), name)
        check_length(source.text, name)
        answer = asdict(source)
    except UnreadableFile as error:
        answer = {"refused": str(error)}
    except (MemoryError, RecursionError):
        answer = {"refused": message("file_heavy", path=name)}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _read_page(page: str) -> Source:
    notice, left_out = trim_page(page)
    return Source(html_to_text(notice), left_out=left_out)


def _bound(seconds: int, memory: int) -> None:
    """Bound this process's time and memory, whatever becomes of the one that waits for it."""
    if sys.platform == "win32":
        return  # has no such limits; the time is bounded by the waiting process
    import resource  # not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
