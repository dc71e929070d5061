"""What is asked for and not there: told on a page that leads on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse

from prompts import message
from schema import Notice
from web.conversation import Answerer
from web.render import render_missing_page


class Missing(LookupError):
    """There is no such page; the message is for the person who followed the link."""


def find_notice(notices: Mapping[str, Notice], notice_id: str) -> Notice:
    """Return the notice with this id.

    Raises:
        Missing: there is none.
    """
    if notice_id not in notices:
        raise Missing(message("notice_unknown", notice=notice_id[:80], known="、".join(notices)))
    return notices[notice_id]


def show_missing(assistant: Answerer) -> Callable[[Request, Missing], HTMLResponse]:
    """Return the application's handler of ``Missing``."""

    def handle(request: Request, error: Missing) -> HTMLResponse:
        return HTMLResponse(render_missing_page(str(error), assistant.notices), status_code=404)

    return handle
