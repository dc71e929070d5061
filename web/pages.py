"""The pages beside the chat: all tasks at a glance, what one unit has to do, about the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone
from typing import Annotated, Literal
from urllib.parse import quote as percent_encode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from answer.naming import name_of
from prompts import message
from schema import Notice
from settings import Settings
from web.accuracy import last_evaluation
from web.answerer import Answerer
from web.ledger import Ledger, ledger_heading, unit_ledger
from web.ledger_calendar import ledger_calendar
from web.missing import Missing, find_notice
from web.navigation import render_page
from web.overview import build_overview
from web.versions import versions

UnitName = Annotated[str, Query(max_length=100)]
NoticeChoice = Annotated[str, Query(max_length=200)]


def excel_file(ledger: Ledger) -> bytes:
    from web.ledger_excel import ledger_excel  # here: openpyxl takes 0.07 s that the first page need not wait for

    return ledger_excel(ledger)


def word_file(ledger: Ledger) -> bytes:
    from web.ledger_word import ledger_word  # here: python-docx takes 0.14 s

    return ledger_word(ledger)


def calendar_file(ledger: Ledger) -> bytes:
    return ledger_calendar(ledger, datetime.now(timezone.utc))


# suffix -> media type, and what writes the file
EXPORTS: dict[str, tuple[str, Callable[[Ledger], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", excel_file),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word_file),
    "ics": ("text/calendar; charset=utf-8", calendar_file),
}


def build_pages(assistant: Answerer, default: str, settings: Settings) -> APIRouter:
    """Return the routes of the pages; ``default`` is the id of the notice shown where none is named."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/overview")
    def chosen_overview(notice: NoticeChoice = default) -> RedirectResponse:
        return RedirectResponse(f"/overview/{percent_encode(notice, safe='')}")

    @router.get("/overview/{notice_id}")
    def overview(notice_id: str) -> str:
        notice = find_notice(assistant.notices, notice_id)
        return render_page(
            "overview.html",
            "overview",
            notice.id,
            page_address="/overview",
            names=notice_names(assistant.notices),
            overview=build_overview(notice),
        )

    @router.get("/ledger")
    def chosen_ledger(notice: NoticeChoice = default) -> RedirectResponse:
        return RedirectResponse(f"/ledger/{percent_encode(notice, safe='')}")

    @router.get("/ledger/{notice_id}")
    def ledger(notice_id: str, unit: UnitName = "") -> str:
        notice = find_notice(assistant.notices, notice_id)
        units = build_overview(notice).units
        found = find_ledger(notice, unit) if unit else None
        return render_page(
            "ledger.html",
            "ledger",
            notice.id,
            page_address="/ledger",
            names=notice_names(assistant.notices),
            notice=notice,
            units=units,
            ledger=found,
            today=date.today(),
        )

    @router.get("/ledger/{notice_id}/ledger.{suffix}")
    def export(notice_id: str, suffix: Literal["xlsx", "docx", "ics"], unit: UnitName) -> Response:
        found = find_ledger(find_notice(assistant.notices, notice_id), unit)
        media_type, write = EXPORTS[suffix]
        name = percent_encode(f"{ledger_heading(found)[0]}.{suffix}", safe="")
        return Response(write(found), media_type=media_type, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})

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

    return router


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
