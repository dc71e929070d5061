"""Files on their way into the library: kept under a name nobody can guess until they are confirmed or discarded."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path
from typing import BinaryIO

MAX_AGE = 24 * 3600  # seconds; what nobody has confirmed by then is deleted
MAX_WAITING = 50  # files; the oldest goes when another comes
MAX_NAME = 80  # characters
TOKEN = re.compile(r"[\w-]{22}")  # "Xy9…" as secrets.token_urlsafe(16) makes it / "..", "a/b"


class Incoming:
    """Files that wait for a decision, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str, content: BinaryIO) -> str:
        """Keep a file and return its token.

        Raises:
            OSError: the folder cannot be written.
        """
        self._sweep()
        token = secrets.token_urlsafe(16)
        place = self.folder / token
        place.mkdir(parents=True)
        with (place / safe_name(name)).open("wb") as file:
            shutil.copyfileobj(content, file)
        return token

    def path(self, token: str) -> Path | None:
        """Return the file of a token; None if it is not there any more, or never was."""
        if not TOKEN.fullmatch(token):
            return None
        return next((self.folder / token).glob("*"), None)

    def drop(self, token: str) -> None:
        if TOKEN.fullmatch(token):
            shutil.rmtree(self.folder / token, ignore_errors=True)

    def _sweep(self) -> None:
        waiting = sorted(self.folder.glob("*"), key=_age)
        for place in waiting:
            if _age(place) > MAX_AGE or place in waiting[MAX_WAITING - 1 :]:
                shutil.rmtree(place, ignore_errors=True)


def _age(place: Path) -> float:
    try:
        return time.time() - place.stat().st_mtime
    except OSError:  # another request has just deleted it
        return 0.0


def safe_name(name: str) -> str:
    """Return a file name without folders and signs that file systems or people stumble over.

    "..\\\\..\\\\分工方案.docx" -> 分工方案.docx; "/etc/passwd" -> passwd; "a<b>\\n.txt" -> ab.txt; "" -> notice
    """
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:MAX_NAME]}.{suffix[:10]}" if dot else plain[:MAX_NAME] or "notice"
