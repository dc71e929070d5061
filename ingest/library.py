"""The library: the shipped notices, and those that people add, kept with their source files in the data folder.

``catalogue.json`` alone says what the library holds. A file is copied before the catalogue names it and deleted after the catalogue
has forgotten it, each written whole or not at all: after a kill at any moment the library is as it was before the step or after it,
and a copy that no entry names is swept away by the next change.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from ingest.changes import Changes, compare_notices
from ingest.folder import notice_paths
from ingest.identity import are_versions, may_be_versions, name_notice
from ingest.read import read_bytes
from ingest.readings import UNFINISHED, hash_file, read_once, write_whole
from ingest.unreadable import UnreadableFile
from prompts import message
from schema import Notice
from settings import Settings

FORMAT = 1  # of the catalogue; raise it when what is written changes
CATALOGUE, FILES, LOCK = "catalogue.json", "files", ".lock"
PATIENCE = 60.0  # seconds to wait for another process; a step takes a fraction of one

log = logging.getLogger(__name__)


class LibraryError(ValueError):
    """The library cannot do what was asked; the message is for the person who asked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An added notice as the catalogue has it."""

    id: str
    name: str  # of the file that was given
    file: str  # of its copy in the folder of files: the content's hash and the suffix
    sha256: str
    added: str  # ISO 8601, UTC
    title: str
    document_number: str
    date: str
    tasks: int
    units: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding a file does, or would do.

    ``state`` "same": this very file is there already; "version": it takes the place of ``previous``; "unsure": it is titled as
    ``previous`` is, and nothing is done before a person has said whether it is a version of that or another notice.
    """

    notice: Notice  # as read from the file, under the id it gets
    state: Literal["new", "same", "version", "unsure"]
    previous: Notice | None = None
    changes: Changes | None = None  # from ``previous``


class Library:
    """Keeps notices; safe to use from several threads and processes.

    Args:
        folder: of what is added; made by the first addition.
        shipped: folder of the notices that come with the product; never written.
        readings: folder of what was read, which can be deleted at any time.
    """

    def __init__(self, folder: Path, shipped: Path, readings: Path) -> None:
        self.folder, self.shipped, self.readings = folder, shipped, readings
        self._read: dict[tuple[str, str], Notice] = {}  # (id, path and state of its file) -> notice

    @classmethod
    def open(cls, settings: Settings) -> Library:
        return cls(settings.data / "library", settings.notices, settings.cache / "readings")

    # --- what it holds --------------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """Return the added notices, oldest first.

        Raises:
            LibraryError: the catalogue is damaged or of another format.
        """
        path = self.folder / CATALOGUE
        try:
            record = json.loads(path.read_bytes())
            if record["format"] != FORMAT:
                raise LibraryError(message("library_format", path=path, expected=FORMAT, actual=record["format"]))
            return tuple(Entry(**entry) for entry in record["notices"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            if isinstance(error, LibraryError):
                raise
            raise LibraryError(message("library_damaged", path=path)) from error

    def stamp(self) -> tuple[int, int] | None:
        """Return what changes whenever the catalogue does; None where there is none. Cheap enough to look at with each question."""
        try:
            state = (self.folder / CATALOGUE).stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino

    def notices(self) -> tuple[Notice, ...]:
        """Return the shipped notices by file name, then the added ones, oldest first; an added version hides a shipped notice.

        Notices that have not changed since the last call are the same objects. An added one that cannot be read any more is
        left out, and the log says why.

        Raises:
            UnreadableFile: a shipped notice cannot be read.
            LibraryError: the catalogue is damaged.
        """
        shipped = {path.stem: path for path in notice_paths(self.shipped)}
        added = {entry.id: self._copy(entry) for entry in self.entries()}
        found = []
        for notice_id, path in (shipped | added).items():
            try:
                found.append(self._open(path, notice_id))
            except UnreadableFile as error:
                if notice_id not in added:
                    raise
                log.warning("%s", message("library_copy_lost", notice=notice_id, reason=error))
                if notice_id in shipped:
                    found.append(self._open(shipped[notice_id], notice_id))
        return tuple(found)

    def phrasings_folder(self, notice_id: str) -> Path:
        """Return where the file of a notice's phrasings may lie: with its source, as they were written for that version."""
        return self.folder if any(entry.id == notice_id for entry in self.entries()) else self.shipped

    def _copy(self, entry: Entry) -> Path:
        return self.folder / FILES / Path(entry.file).name

    def _open(self, path: Path, notice_id: str) -> Notice:
        """Return a file's notice; while the file is the same, the same object."""
        try:
            state = path.stat()
            key = (notice_id, f"{path}:{state.st_mtime_ns}:{state.st_size}:{state.st_ino}")
        except OSError:
            key = (notice_id, "")
        if key not in self._read:
            notice = read_once(path, notice_id, self.readings)
            self._read = {kept: value for kept, value in self._read.items() if kept[0] != notice_id}
            self._read[key] = notice
        return self._read[key]

    # --- changing it ------------------------------------------------------------------------------------------------

    def preview(self, path: Path, replaces: bool | None = None) -> Addition:
        """Return what adding a file would do.

        Args:
            replaces: what a person says of a file that is titled as a notice that is there: a version of it, or another notice;
                None where nobody has said it.

        Raises:
            UnreadableFile: the file cannot be read as a notice.
            LibraryError: the catalogue is damaged.
        """
        sha256 = hash_file(path)
        read = read_once(path, path.stem, self.readings, sha256)
        entries, present = self.entries(), self.notices()
        same = {entry.sha256: entry.id for entry in entries}.get(sha256) or self._shipped_copy(sha256, {entry.id for entry in entries})
        known = next((notice for notice in present if notice.id == same), None)
        if known:
            return Addition(known, "same", known)
        new = replace(read, id=name_notice(read, path.name, {notice.id for notice in present} | {entry.id for entry in entries}))
        previous = next((notice for notice in present if are_versions(read, notice)), None)
        alike = [] if previous else [(notice, compare_notices(notice, read)) for notice in present if may_be_versions(read, notice)]
        if alike and replaces is not False:
            likest, changes = max(alike, key=lambda pair: (pair[1].kept + len(pair[1].changed), pair[1].kept))
            if replaces is None:
                return Addition(new, "unsure", likest, changes)
            previous = likest
        if previous:
            notice = replace(read, id=previous.id)
            return Addition(notice, "version", previous, compare_notices(previous, notice))
        return Addition(new, "new")

    def _shipped_copy(self, sha256: str, hidden: Container[str]) -> str | None:
        """Return the id of the shipped notice that is this very file and is not hidden by an added version."""
        return next((path.stem for path in notice_paths(self.shipped) if path.stem not in hidden and hash_file(path) == sha256), None)

    def add(self, path: Path, replaces: bool | None = None) -> Addition:
        """Add a file: a copy is kept, the file itself left alone. One that is there already or "unsure" changes nothing.

        Args:
            replaces: as for ``preview``.

        Raises:
            UnreadableFile: the file cannot be read as a notice.
            LibraryError: the library cannot be read or written, or another process holds it.
        """
        with self._changing():
            addition = self.preview(path, replaces)
            if addition.state in ("same", "unsure"):
                return addition
            data, sha256 = read_bytes(path), hash_file(path)
            notice = addition.notice
            entry = Entry(
                id=notice.id,
                name=path.name,
                file=f"{sha256}{path.suffix.lower()}",
                sha256=sha256,
                added=datetime.now(timezone.utc).isoformat(timespec="seconds"),
                title=notice.title,
                document_number=notice.document_number,
                date=notice.date,
                tasks=len(notice.tasks),
                units=len(notice.units),
                warnings=len(notice.warnings),
            )
            write_whole(self._copy(entry), data)
            self._write([*(kept for kept in self.entries() if kept.id != entry.id), entry])
            return addition

    def remove(self, notice_id: str) -> Entry:
        """Take an added notice out, with its copy; a shipped notice that it hid comes back.

        Raises:
            LibraryError: there is no such notice, it is a shipped one, or the library cannot be written.
        """
        with self._changing():
            entries = self.entries()
            entry = next((entry for entry in entries if entry.id == notice_id), None)
            if entry is None:
                shipped = any(path.stem == notice_id for path in notice_paths(self.shipped))
                known = "、".join(kept.id for kept in entries) or message("library_nothing")
                raise LibraryError(message("library_shipped" if shipped else "library_unknown", notice=notice_id[:80], known=known))
            self._write([kept for kept in entries if kept.id != notice_id])
            return entry

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            (self.folder / FILES).mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / LOCK, timeout=PATIENCE):
                yield
        except Timeout as error:
            raise LibraryError(message("library_busy", folder=self.folder)) from error
        except OSError as error:
            raise LibraryError(message("library_unwritable", folder=self.folder, reason=error.strerror or error)) from error

    def _write(self, entries: Sequence[Entry]) -> None:
        """Write the catalogue, then delete what it does not name."""
        record = {"format": FORMAT, "notices": [asdict(entry) for entry in entries]}
        write_whole(self.folder / CATALOGUE, json.dumps(record, ensure_ascii=False, indent=1).encode())
        named = {entry.file for entry in entries}
        for place in (self.folder, self.folder / FILES):
            for path in place.iterdir():
                if path.name.startswith(UNFINISHED) or (place.name == FILES and path.name not in named):
                    path.unlink(missing_ok=True)
