"""The pages beside the chat: all tasks at a glance, what one unit has to do, about the program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import quote as percent_encode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from answer.naming import name_of
from prompts import message
from schema import Notice
from settings import Settings
from web.accuracy import last_evaluation
from web.answerer import Answerer
from web.ledger import Ledger, unit_ledger
from web.ledger_files import Suffix, send_ledger
from web.missing import Missing, find_notice
from web.navigation import render_page
from web.overview import build_overview
from web.versions import versions

UnitName = Annotated[str, Query(max_length=100)]
NoticeChoice = Annotated[str, Query(max_length=200)]


def build_pages(assistant: Answerer, default: str, settings: Settings) -> APIRouter:
    """Return the routes of the pages; ``default`` is the id of the notice shown where none is named."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    add_choice(router, "overview", default)
    add_overview(router, assistant)
    add_choice(router, "ledger", default)
    add_ledger(router, assistant)
    add_about(router, assistant, default, settings)
    return router


def add_choice(router: APIRouter, page: str, default: str) -> None:
    """Add the address of a page about one notice that a choice of notices leads to; it leads on to that notice's."""

    @router.get(f"/{page}")
    def chosen(notice: NoticeChoice = default) -> RedirectResponse:
        return RedirectResponse(f"/{page}/{percent_encode(notice, safe='')}")


def add_overview(router: APIRouter, assistant: Answerer) -> None:
    @router.get("/overview/{notice_id}")
    def overview(notice_id: str) -> str:
        notice = find_notice(assistant.notices, notice_id)
        return render_page_about(notice, "overview", assistant.notices, overview=build_overview(notice))


def add_ledger(router: APIRouter, assistant: Answerer) -> None:
    @router.get("/ledger/{notice_id}")
    def ledger(notice_id: str, unit: UnitName = "") -> str:
        notice = find_notice(assistant.notices, notice_id)
        units = build_overview(notice).units
        found = find_ledger(notice, unit) if unit else None
        return render_page_about(notice, "ledger", assistant.notices, notice=notice, units=units, ledger=found, today=date.today())

    @router.get("/ledger/{notice_id}/ledger.{suffix}")
    def export(notice_id: str, suffix: Suffix, unit: UnitName) -> Response:
        return send_ledger(find_ledger(find_notice(assistant.notices, notice_id), unit), suffix)


def add_about(router: APIRouter, assistant: Answerer, default: str, settings: Settings) -> None:
    @router.get("/about")
    def about() -> str:
        return render_page(
            "about.html",
            "about",
            default,
            evaluation=last_evaluation(),
            names=notice_names(assistant.notices),
            notices=assistant.notices.values(),
            versions=versions(),
            model=settings.llm_model,
            host=settings.llm_host,
        )


def render_page_about(chosen: Notice, page: str, notices: Mapping[str, Notice], **values: object) -> str:
    """Render a page about one notice, with the choice of another.

    Args:
        page: names its template, its address and its link in the head.
        values: what its own template takes.
    """
    return render_page(f"{page}.html", page, chosen.id, page_address=f"/{page}", names=notice_names(notices), **values)


def notice_names(notices: Mapping[str, Notice]) -> dict[str, str]:
    """Return id -> what people call the notice."""
    return {notice.id: name_of(notice) for notice in notices.values()}


def find_ledger(notice: Notice, unit: str) -> Ledger:
    """Return the unit's ledger.

    Raises:
        Missing: the notice gives the unit no task.
    """
    if unit not in notice.units:
        raise Missing(message("ledger_unit_unknown", unit=unit, notice=notice.document_number or notice.title or notice.id))
    return unit_ledger(notice, unit)
