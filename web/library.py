"""The page 通知库: what notices there are, adding one after a look at what was read, removing one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from web.library_desk import Desk, Keeper
from web.library_pages import PATH
from web.origin import refuse_foreign


def build_library_routes(keeper: Keeper, default: str) -> APIRouter:
    """Return the page's routes; plain functions, so that reading and indexing run outside the event loop.

    Args:
        default: id of the notice that the links in the head lead to.
    """
    router = APIRouter(prefix=PATH, include_in_schema=False)
    desk = Desk(keeper, default)
    changing = [Depends(refuse_foreign)]

    @router.get("", response_class=HTMLResponse)
    def page(done: Annotated[str, Query()] = "", notice: Annotated[str, Query()] = "") -> HTMLResponse:
        return desk.show_list(done=done, notice_id=notice)

    @router.post("/incoming", response_model=None, dependencies=changing)
    def upload(file: UploadFile | None = None) -> HTMLResponse | RedirectResponse:
        return desk.receive(file)

    @router.get("/incoming/{token}", response_class=HTMLResponse)
    def preview(token: str) -> HTMLResponse:
        return desk.preview(token)

    @router.post("/incoming/{token}/confirm", response_model=None, dependencies=changing)
    def confirm(token: str, kind: Annotated[Literal["version", "another"] | None, Form()] = None) -> HTMLResponse | RedirectResponse:
        return desk.add(token, None if kind is None else kind == "version")

    @router.post("/incoming/{token}/discard", dependencies=changing)
    def discard(token: str) -> RedirectResponse:
        return desk.discard(token)

    @router.get("/remove/{notice_id}", response_class=HTMLResponse)
    def ask_removal(notice_id: str) -> HTMLResponse:
        return desk.ask_removal(notice_id)

    @router.post("/remove/{notice_id}", response_model=None, dependencies=changing)
    def remove(notice_id: str) -> HTMLResponse | RedirectResponse:
        return desk.remove(notice_id)

    return router
