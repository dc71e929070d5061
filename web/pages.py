"""The pages beside the chat: all tasks at a glance."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from schema import Notice
from web.missing import find_notice
from web.navigation import render_page
from web.overview import build_overview


def build_pages(notices: Mapping[str, Notice], default: str) -> APIRouter:
    """Return the routes of the pages; ``default`` is the id of the notice shown where none is named."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/overview")
    def default_overview() -> RedirectResponse:
        return RedirectResponse(f"/overview/{default}")

    @router.get("/overview/{notice_id}")
    def overview(notice_id: str) -> str:
        notice = find_notice(notices, notice_id)
        return render_page("overview.html", "overview", notice.id, overview=build_overview(notice))

    return router
