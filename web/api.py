"""The HTTP interface: ask a question, read a notice, look after the server's health."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from prompts import load_words, message
from web.bodies import AnswerBody, ClauseBody, Health, NoticeBody, Question, Refusal
from web.missing import find_notice
from web.render import render_notice_page, render_pane
from web.runs import Span
from web.service import AnswerFailed, Refused, Service

MAX_BODY = 1024 * 1024  # bytes
MAX_QUOTES = 200  # spans in a link; more cannot be told apart on the page
NoticeId = Annotated[str, Path(description="通知的编号", examples=["shanwei-2016-19"])]
ClauseWords = Annotated[str, Path(max_length=80, description="条款的编号，如 17、任务17、二（一）、文首", examples=["17"])]
QuoteWords = Annotated[str, Query(description="要标出的字", examples=["3822-3835,3835-3873"])]
Version = Annotated[str, Query(max_length=64, description="这些位置所属的通知版本；已不是这一版时不标出，并说明")]
QUOTES = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*")  # "3822-3835,3900-3920" / "3822", "a-b"


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a request's body may be: bytes, and what is said of a larger one."""

    size: int
    sentence: str


def build_routes(service: Service) -> APIRouter:
    """Return the routes; plain functions, so that answering runs outside the event loop."""
    router = APIRouter()
    words = load_words("programs")
    said = {code: {"model": Refusal, "description": sentence} for code, sentence in words["refusals"].items()}
    about = words["operations"]
    assistant = service.assistant

    @router.post("/api/ask", responses={code: said[code] for code in (413, 422, 500)}, **about["ask"])
    def ask(question: Question) -> AnswerBody:
        try:
            answer = service.ask(question.question, question.earlier_questions(), question.notice)
        except Refused as refused:
            raise HTTPException(422, str(refused)) from None
        except AnswerFailed as failed:
            raise HTTPException(500, str(failed)) from None
        return AnswerBody.model_validate(answer.to_dict())

    @router.get("/api/notices", **about["notices"])
    def notices() -> list[NoticeBody]:
        return [NoticeBody.of(notice, default=notice.id == service.default) for notice in assistant.notices.values()]

    @router.get("/api/notices/{notice}/clauses/{clause}", responses={code: said[code] for code in (404, 422)}, **about["clause"])
    def clause(notice: NoticeId, clause: ClauseWords) -> ClauseBody:
        try:
            return ClauseBody.of(*service.clause(clause, notice))
        except Refused as refused:
            raise HTTPException(404, str(refused)) from None

    @router.get("/healthz", **about["health"])
    def healthz() -> Health:
        return Health(ready=assistant.ready, failure=assistant.failure, notices=list(assistant.notices))

    @router.get("/notices/{notice}", response_class=HTMLResponse, responses={422: said[422]}, **about["page"])
    def notice_page(notice: NoticeId, quote: QuoteWords = "", version: Version = "") -> str:
        found = find_notice(assistant.notices, notice)
        return render_notice_page(found, read_quotes(quote, len(found.source)), version)

    @router.get("/notices/{notice}/pane", response_class=HTMLResponse, include_in_schema=False)
    def notice_pane(notice: str) -> str:
        return render_pane(find_notice(assistant.notices, notice))

    return router


def read_quotes(words: str, length: int) -> tuple[Span, ...]:
    """``"12-20,30-31"`` -> spans within a source of ``length``; anything else marks nothing."""
    if not QUOTES.fullmatch(words):
        return ()
    pairs = [tuple(map(int, pair.split("-"))) for pair in words.split(",")]
    return tuple((start, min(end, length)) for start, end in pairs[:MAX_QUOTES] if start < min(end, length))


class BodyLimit:
    """Refuses a request whose body is announced to be larger than its address takes, or is not announced, before it is read."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, Limit], refuse: Callable[[Headers, int, str], Response]) -> None:
        """
        Args:
            limits: beginning of an address -> how large a body it takes.
            refuse: headers of the request, status, sentence -> what is answered.
        """
        self.app = app
        self.limits = limits
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        paths = [path for path in self.limits if scope["type"] == "http" and scope["path"].startswith(path)]
        if paths:
            headers, limit = Headers(scope=scope), self.limits[paths[0]]
            size = headers.get("content-length", "")
            if size.isdigit() and int(size) > limit.size:
                return await self.refuse(headers, 413, limit.sentence)(scope, receive, send)
            if not size and "transfer-encoding" in headers:
                return await self.refuse(headers, 411, message("request_unannounced"))(scope, receive, send)
        return await self.app(scope, receive, send)
