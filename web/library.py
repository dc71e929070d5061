"""The page 通知库: what notices there are, adding one after a look at what was read, removing one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from ingest import UnreadableFile
from ingest.changes import describe_changes
from ingest.kinds import SUFFIXES
from ingest.library import Addition, Entry, Library, LibraryError
from ingest.read import MAX_BYTES
from prompts import load_words, message
from schema import Clause, Notice, ParseWarning
from web.conversation import Answerer
from web.incoming import Incoming
from web.navigation import render_page
from web.runs import notice_sections

log = logging.getLogger(__name__)

PATH = "/library"
KINDS = tuple(filter(None, SUFFIXES))


class Keeper(Answerer, Protocol):
    """What the page needs of ``answer.Assistant`` besides answers."""

    library: Library

    def renew(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """One notice in the list."""

    notice: Notice
    entry: Entry | None  # None for a shipped one


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning with its place."""

    message: str
    place: str
    clause: str = ""


def refuse_foreign(request: Request) -> None:
    """Refuse what another site makes a person's browser send.

    A browser names the page's origin with every form it sends; programs that send none act for nobody but themselves.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not own or site not in ("same-origin", "none"):
        raise HTTPException(403, message("upload_foreign"))


def build_library_routes(keeper: Keeper, default: str) -> APIRouter:
    """Return the page's routes; plain functions, so that reading and indexing run outside the event loop.

    Args:
        default: id of the notice that the links in the head lead to.
    """
    router = APIRouter(prefix=PATH, include_in_schema=False)
    library = keeper.library
    incoming = Incoming(library.folder / "incoming")
    changing = [Depends(refuse_foreign)]

    @router.get("", response_class=HTMLResponse)
    def page(done: Annotated[str, Query()] = "") -> HTMLResponse:
        return _list_page(done=done)

    @router.post("/incoming", response_model=None, dependencies=changing)
    def upload(file: UploadFile | None = None) -> HTMLResponse | RedirectResponse:
        problem = _upload_problem(file)
        if problem:
            return _list_page(problem, 422)
        try:
            token = incoming.keep(file.filename, file.file)
        except OSError as error:
            return _list_page(message("library_unwritable", folder=library.folder, reason=error.strerror or error), 507)
        return RedirectResponse(f"{PATH}/incoming/{token}", 303)

    @router.get("/incoming/{token}", response_class=HTMLResponse)
    def preview(token: str) -> HTMLResponse:
        return _with_file(token, lambda path: HTMLResponse(render_preview(token, library.preview(path), path.name, default)))

    @router.post("/incoming/{token}/confirm", response_model=None, dependencies=changing)
    def confirm(token: str) -> HTMLResponse | RedirectResponse:
        return _with_file(token, lambda path: _take_up(lambda: library.add(path), token, "added"))

    @router.post("/incoming/{token}/discard", dependencies=changing)
    def discard(token: str) -> RedirectResponse:
        incoming.drop(token)
        return RedirectResponse(f"{PATH}?done=discarded", 303)

    @router.get("/remove/{notice_id}", response_class=HTMLResponse)
    def ask_removal(notice_id: str) -> HTMLResponse:
        chosen = next((shown for shown in _shown() if shown.entry and shown.notice.id == notice_id), None)
        if not chosen:
            return _list_page(message("notice_unknown", notice=notice_id[:80], known="、".join(keeper.notices)), 404)
        hides = (library.phrasings_folder(notice_id) != library.shipped) and any(library.shipped.glob(f"{notice_id}.*"))
        return HTMLResponse(_render("library_remove.html", default, shown=chosen, hides=hides))

    @router.post("/remove/{notice_id}", response_model=None, dependencies=changing)
    def remove(notice_id: str) -> HTMLResponse | RedirectResponse:
        try:
            return _take_up(lambda: library.remove(notice_id), "", "removed")
        except LibraryError as error:
            return _list_page(str(error), 404)

    def _with_file(token: str, use: Callable[[Path], HTMLResponse | RedirectResponse]) -> HTMLResponse | RedirectResponse:
        """Use an uploaded file; say so where it is gone, cannot be read or not be added."""
        path = incoming.path(token)
        if path is None:
            return _list_page(message("upload_gone"), 404)
        try:
            return use(path)
        except UnreadableFile as error:
            incoming.drop(token)
            return _list_page(str(error).replace(str(path), path.name), 422)
        except LibraryError as error:
            return _list_page(str(error), 409)

    def _take_up(change: Callable[[], object], token: str, done: str) -> HTMLResponse | RedirectResponse:
        """Change the library and let the assistant take that up."""
        change()
        incoming.drop(token)
        try:
            keeper.renew()
        except (RuntimeError, ValueError, OSError) as error:  # the library is changed; the index is not, and the next start tries again
            log.warning("the library's change could not be taken up: %s", error)
            return _list_page(str(error), 500)
        return RedirectResponse(f"{PATH}?done={done}", 303)

    def _shown() -> list[Shown]:
        entries = {entry.id: entry for entry in library.entries()}
        return [Shown(notice, entries.get(notice.id)) for notice in keeper.notices.values()]

    def _list_page(problem: str = "", status: int = 200, done: str = "") -> HTMLResponse:
        try:
            shown = _shown()
        except LibraryError as error:
            shown, problem = [Shown(notice, None) for notice in keeper.notices.values()], str(error)
        said = load_words("library")["done"].get(done, "")
        limit = MAX_BYTES // 2**20
        return HTMLResponse(_render("library.html", default, shown=shown, problem=problem, said=said, kinds=KINDS, limit=limit), status)

    return router


def _upload_problem(file: UploadFile | None) -> str:
    if file is None or not file.filename:
        return message("upload_missing")
    suffix = Path(file.filename).suffix.lower()
    return "" if suffix in KINDS else message("upload_kind", suffix=suffix[:20], kinds="、".join(KINDS))


def render_preview(token: str, addition: Addition, name: str, default: str) -> str:
    """Return what was read from an uploaded file, for the person to confirm or discard."""
    notice = addition.notice
    return _render(
        "library_preview.html",
        default,
        token=token,
        file_name=name,
        notice=notice,
        state=addition.state,
        changes=describe_changes(addition.changes) if addition.changes is not None else [],
        doubts=[read_doubt(notice, warning) for warning in notice.warnings],
        sections=notice_sections(notice),
        beginning=clause_beginning,
    )


def read_doubt(notice: Notice, warning: ParseWarning) -> Doubt:
    """Return a warning with its place in words: 第 3 页, or 第 12 行 where there are no pages."""
    words = load_words("library")
    page, clause = notice.page_at(warning.start), notice.clause_at(warning.start)
    line = notice.source.count("\n", 0, warning.start) + 1
    place = words["page"].format(page=page) if page else words["line"].format(line=line)
    return Doubt(warning.message, place, clause.id if clause else "")


def clause_beginning(clause: Clause, length: int = 60) -> str:
    """Return a clause's title or its first words."""
    text = clause.title or " ".join((clause.sentences[0].text if clause.sentences else clause.text).split())
    return text if len(text) <= length else text[:length] + "…"


def _render(template: str, default: str, **values: object) -> str:
    return render_page(template, "library", default, own=load_words("library"), path=PATH, **values)
