"""Files of intricate formats read in a process of their own, whose time and memory are bounded.

A crafted PDF of a few kilobytes can unpack to gigabytes or keep a reader busy for hours; no check beforehand tells all of them.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from ingest.source import Source
from ingest.unreadable import UnreadableFile
from prompts import message

ROOT = Path(__file__).parents[1]
MAX_SECONDS = 120  # a PDF of a thousand pages takes about 25
MAX_MEMORY = 2 * 1024**3  # bytes; a PDF of a thousand pages takes a twentieth

log = logging.getLogger(__name__)


def read_confined(kind: str, data: bytes, name: str) -> Source:
    """Return the text of a .docx, .pdf, .ofd or .html file, or of a text with HTML tables ("marked").

    Raises:
        UnreadableFile: as the format's reader says, or it took too much time or memory.
    """
    command = [sys.executable, "-m", "ingest.reader", kind, name, str(MAX_SECONDS), str(MAX_MEMORY)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        result = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS, cwd=ROOT, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(message("file_slow", path=name, seconds=MAX_SECONDS)) from error
    if result.returncode:
        log.error("reading %s as %s failed with %s: %s", name, kind, result.returncode, result.stderr.decode(errors="replace")[-4000:])
        raise UnreadableFile(message("file_damaged", path=name))
    answer = json.loads(result.stdout)
    if "refused" in answer:
        raise UnreadableFile(answer["refused"])
    return Source(answer["text"], tuple(answer["page_starts"]), tuple(answer["unread_pages"]), tuple(answer["left_out"]))
