"""What is asked for and not there, or cannot be done: told a person on a page that leads on, a program in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from prompts import message
from schema import Notice
from web.answerer import Answerer
from web.bodies import MAX_HISTORY, MAX_MESSAGE
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


@dataclass(frozen=True, slots=True)
class Refusals:
    """The application's handlers of what cannot be done; the pages lead on to the assistant's notices."""

    assistant: Answerer

    def respond(self, headers: Headers, status: int, sentence: str) -> Response:
        """Return a page for a browser's window, JSON for anything else."""
        if _is_window(headers):
            return HTMLResponse(render_missing_page(sentence, self.assistant.notices, status), status)
        return JSONResponse({"detail": sentence}, status)

    def missing(self, request: Request, error: Missing) -> Response:
        return HTMLResponse(render_missing_page(str(error), self.assistant.notices), 404)

    def refused(self, request: Request, error: HTTPException) -> Response:
        told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else message("address_unknown")
        response = self.respond(request.headers, error.status_code, told)
        response.headers.update(error.headers or {})
        return response

    def invalid(self, request: Request, error: RequestValidationError) -> Response:
        """Tell a person that the address is wrong; tell a program what is wrong with the request's form."""
        told = message("address_incomplete") if _is_window(request.headers) else _form_problem(error)
        return self.respond(request.headers, 422, told)


def _is_window(headers: Headers) -> bool:
    """Whether a browser asks for a page to show; its scripts and other programs ask for anything."""
    return "text/html" in headers.get("accept", "")


def _form_problem(error: RequestValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"] if step != "body") or "body"
    if place.startswith("history") and first["type"] in ("too_long", "string_too_long"):
        return message("history_long", limit=MAX_HISTORY, length=MAX_MESSAGE)
    return message("request_invalid", place=place, reason=first["msg"])
