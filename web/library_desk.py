"""What is done at the library's desk: a file received, looked at, added or discarded, a notice removed. Each answers with a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import quote as percent_encode

from fastapi import UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from ingest import UnreadableFile
from ingest.library import Library, LibraryError
from prompts import message
from web.answerer import Answerer
from web.incoming import Incoming
from web.library_pages import KINDS, PATH, Shown, render_list, render_preview, render_removal

log = logging.getLogger(__name__)

Page = HTMLResponse | RedirectResponse


class Keeper(Answerer, Protocol):
    """What the page needs of ``answer.Assistant`` besides answers."""

    library: Library

    def renew(self) -> None: ...


class Desk:
    """Changes the library and tells the assistant to take that up."""

    def __init__(self, keeper: Keeper, default: str) -> None:
        self.keeper = keeper
        self.library = keeper.library
        self.incoming = Incoming(keeper.library.folder / "incoming")
        self.default = default  # id of the notice that the links in the head lead to

    def show_list(self, problem: str = "", status: int = 200, done: str = "", notice_id: str = "") -> HTMLResponse:
        """Return the list of notices, with what went wrong or what was done before it, and to which notice."""
        try:
            shown = self._shown()
        except LibraryError as error:
            shown, problem = [Shown(notice, None) for notice in self.keeper.notices.values()], str(error)
        added = notice_id if notice_id in self.keeper.notices else ""
        return HTMLResponse(render_list(shown, self.default, problem, done, added), status)

    def receive(self, file: UploadFile | None) -> Page:
        """Keep an uploaded file until it is decided on."""
        problem = _upload_problem(file)
        if problem:
            return self.show_list(problem, 422)
        try:
            token = self.incoming.keep(file.filename, file.file)
        except OSError as error:
            return self.show_list(message("library_unwritable", folder=self.library.folder, reason=error.strerror or error), 507)
        return RedirectResponse(f"{PATH}/incoming/{token}", 303)

    def preview(self, token: str) -> Page:
        """Show what is read from a file."""
        return self._use(token, lambda path: HTMLResponse(render_preview(token, self.library.preview(path), path.name, self.default)))

    def add(self, token: str, replaces: bool | None) -> Page:
        """Add a file; ``replaces`` as for ``Library.add``."""
        return self._use(token, lambda path: self._add(path, token, replaces))

    def _add(self, path: Path, token: str, replaces: bool | None) -> Page:
        if self.library.preview(path, replaces).state == "unsure":
            return self.preview(token)  # with the question that nobody has answered yet
        return self._take_up(lambda: self.library.add(path, replaces).notice.id, token, "added")

    def discard(self, token: str) -> RedirectResponse:
        self.incoming.drop(token)
        return RedirectResponse(f"{PATH}?done=discarded", 303)

    def ask_removal(self, notice_id: str) -> HTMLResponse:
        chosen = next((shown for shown in self._shown() if shown.entry and shown.notice.id == notice_id), None)
        if not chosen:
            return self.show_list(message("notice_unknown", notice=notice_id[:80], known="、".join(self.keeper.notices)), 404)
        shipped = self.library.shipped
        hides = (self.library.phrasings_folder(notice_id) != shipped) and any(shipped.glob(f"{notice_id}.*"))
        return HTMLResponse(render_removal(chosen, hides, self.default))

    def remove(self, notice_id: str) -> Page:
        try:
            return self._take_up(lambda: self.library.remove(notice_id).id, "", "removed")
        except LibraryError as error:
            return self.show_list(str(error), 404)

    def _use(self, token: str, use: Callable[[Path], Page]) -> Page:
        """Use an uploaded file; say so where it is gone, cannot be read or not be added."""
        path = self.incoming.path(token)
        if path is None:
            return self.show_list(message("upload_gone"), 404)
        try:
            return use(path)
        except UnreadableFile as error:
            self.incoming.drop(token)
            return self.show_list(str(error).replace(str(path), path.name), 422)
        except LibraryError as error:
            return self.show_list(str(error), 409)

    def _take_up(self, change: Callable[[], str], token: str, done: str) -> Page:
        """Change the library and let the assistant take that up; ``change`` returns the id of the notice."""
        notice_id = change()
        self.incoming.drop(token)
        try:
            self.keeper.renew()
        except (RuntimeError, ValueError, OSError) as error:  # the library is changed; the index is not, and the next start tries again
            log.warning("the library's change could not be taken up: %s", error)
            return self.show_list(str(error), 500)
        return RedirectResponse(f"{PATH}?done={done}&notice={percent_encode(notice_id, safe='')}", 303)

    def _shown(self) -> tuple[Shown, ...]:
        entries = {entry.id: entry for entry in self.library.entries()}
        return tuple(Shown(notice, entries.get(notice.id)) for notice in self.keeper.notices.values())


def _upload_problem(file: UploadFile | None) -> str:
    if file is None or not file.filename:
        return message("upload_missing")
    suffix = Path(file.filename).suffix.lower()
    return "" if suffix in KINDS else message("upload_kind", suffix=suffix[:20], kinds="、".join(KINDS))
