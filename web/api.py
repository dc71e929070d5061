"""The HTTP interface: ask a question, read a notice, look after the server's health."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.identity import ALL
from prompts import message
from web.conversation import Answerer, question_problem
from web.missing import find_notice
from web.render import render_notice_page, render_pane
from web.runs import Span

log = logging.getLogger(__name__)

MAX_HISTORY = 100  # messages; a person's conversation is shorter
MAX_MESSAGE = 10_000  # characters of an earlier message
MAX_BODY = 1024 * 1024  # bytes
MAX_QUOTES = 200  # spans in a link; more cannot be told apart on the page
QUOTES = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*")  # "3822-3835,3900-3920" / "3822", "a-b"


class Message(BaseModel):
    """One message in the form that chat programs keep; only the person's own are used."""

    role: str
    content: str = Field(max_length=MAX_MESSAGE)


class Question(BaseModel):
    question: str = Field(description="问题", examples=["哪些单位参与危房改造"])
    history: list[Annotated[str, Field(max_length=MAX_MESSAGE)] | Message] = Field(
        [], max_length=MAX_HISTORY, description="此前的问题，按先后排列；也可以是 role/content 形式的消息，只取 role 为 user 的"
    )
    notice: str | None = Field(None, description="通知的编号，或 all（全部通知）；不填则用默认的通知")

    def earlier_questions(self) -> list[str]:
        said = [
            entry if isinstance(entry, str) else entry.content for entry in self.history if isinstance(entry, str) or entry.role == "user"
        ]
        return [words for words in said if words.strip()]


class CitationBody(BaseModel):
    notice: str
    clause: str
    quote: str
    start: int
    end: int


class AnswerBody(BaseModel):
    status: Literal["answered", "not_found", "clarify"]
    text: str
    clauses: list[str]
    units: list[str] | None
    citations: list[CitationBody]
    suggestions: list[str]
    latency_ms: float


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    ready: bool = Field(description="语义模型是否已载入")
    failure: str = Field(description="语义模型不能用的原因；正常时为空")
    notices: list[str]


class Refusal(BaseModel):
    detail: str


def build_routes(assistant: Answerer, max_question: int) -> APIRouter:
    """Return the routes; plain functions, so that answering runs outside the event loop."""
    router = APIRouter()

    @router.post("/api/ask", response_model=AnswerBody, responses={422: {"model": Refusal}, 500: {"model": Refusal}}, summary="提问")
    def ask(body: Question):
        problem, notices = question_problem(body.question, max_question), assistant.notices
        if not problem and body.notice not in (None, ALL) and body.notice not in notices:
            problem = message("notice_unknown", notice=body.notice[:80], known="、".join(notices))
        if problem:
            raise HTTPException(422, problem)
        try:
            answer = assistant.ask(body.question.strip(), body.earlier_questions(), notice=body.notice)
        except Exception:
            log.exception("no answer to %r", body.question)
            raise HTTPException(500, message("answer_failed")) from None
        return answer.to_dict()

    @router.get("/healthz", summary="运行状况")
    def healthz() -> Health:
        return Health(ready=assistant.ready, failure=assistant.failure, notices=list(assistant.notices))

    @router.get("/notices/{notice_id}", response_class=HTMLResponse, summary="通知原文（#clause-17 定位到任务17）")
    def notice_page(notice_id: str, quote: Annotated[str, Query(description="要标出的字符，如 3822-3835,3835-3873")] = "") -> HTMLResponse:
        notice = find_notice(assistant.notices, notice_id)
        return HTMLResponse(render_notice_page(notice, read_quotes(quote, len(notice.source))))

    @router.get("/notices/{notice_id}/pane", response_class=HTMLResponse, include_in_schema=False)
    def notice_pane(notice_id: str) -> HTMLResponse:
        return HTMLResponse(render_pane(find_notice(assistant.notices, notice_id)))

    return router


def read_quotes(words: str, length: int) -> tuple[Span, ...]:
    """``"12-20,30-31"`` -> spans within a source of ``length``; anything else marks nothing."""
    if not QUOTES.fullmatch(words):
        return ()
    pairs = [tuple(map(int, pair.split("-"))) for pair in words.split(",")]
    return tuple((start, min(end, length)) for start, end in pairs[:MAX_QUOTES] if start < min(end, length))


class BodyLimit:
    """Refuses a request whose body is announced to be larger than its address takes, or is not announced, before it is read."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]) -> None:
        """
        Args:
            limits: beginning of an address -> bytes.
        """
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        paths = [path for path in self.limits if scope["type"] == "http" and scope["path"].startswith(path)]
        if paths:
            headers, limit = Headers(scope=scope), self.limits[paths[0]]
            size = headers.get("content-length", "")
            if size.isdigit() and int(size) > limit:
                refusal = JSONResponse({"detail": message("request_large", limit=limit // 1024)}, status_code=413)
                return await refusal(scope, receive, send)
            if not size and "transfer-encoding" in headers:
                return await JSONResponse({"detail": message("request_unannounced")}, status_code=411)(scope, receive, send)
        return await self.app(scope, receive, send)


async def explain_invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say in one sentence what is wrong with the request's form."""
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"] if step != "body") or "body"
    if place.startswith("history") and first["type"] in ("too_long", "string_too_long"):
        sentence = message("history_long", limit=MAX_HISTORY, length=MAX_MESSAGE)
    else:
        sentence = message("request_invalid", place=place, reason=first["msg"])
    return JSONResponse({"detail": sentence}, status_code=422)
