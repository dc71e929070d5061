"""The assistant as an MCP server at ``/mcp``: one tool to ask, one to read a clause (https://modelcontextprotocol.io)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, Request
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.types import ASGIApp, Receive, Scope, Send

from prompts import load_words
from web.bodies import MAX_HISTORY, AnswerBody, ClauseBody, ClauseChoice, EarlierText, NoticeChoice, NoticeName, QuestionText
from web.origin import refuse_foreign
from web.service import AnswerFailed, Refused, Service
from web.versions import versions

PATH = "/mcp"
Earlier = Annotated[list[EarlierText], Field(max_length=MAX_HISTORY, description="此前的问题，按先后排列")]


def build_tools(service: Service) -> MCPServer:
    """Return the server with its two tools; plain functions, so that answering runs outside the event loop."""
    words = load_words("programs")["mcp"]
    server = MCPServer(
        words["name"], instructions=words["instructions"], version=versions()["fengong"], subscriptions=False, log_level="WARNING"
    )
    reads_only = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

    @server.tool(annotations=reads_only, **words["tools"]["ask_notice"])
    def ask_notice(question: QuestionText, history: Earlier = (), notice: NoticeChoice = None) -> AnswerBody:
        try:
            return AnswerBody.model_validate(service.ask(question, history, notice).to_dict())
        except (Refused, AnswerFailed) as problem:
            raise ToolError(str(problem)) from None

    @server.tool(annotations=reads_only, **words["tools"]["read_clause"])
    def read_clause(clause: ClauseChoice, notice: NoticeName = None) -> ClauseBody:
        try:
            return ClauseBody.of(*service.clause(clause, notice))
        except Refused as problem:
            raise ToolError(str(problem)) from None

    return server


def mount_tools(app: FastAPI, server: MCPServer) -> None:
    """Serve the tools at ``/mcp`` without sessions: each request stands by itself, so nothing is lost when the server starts anew."""
    # Which names this machine has on an office network is not known here; foreign pages are refused as everywhere else.
    anywhere = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    served = server.streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=anywhere)
    for route in served.routes:
        route.app = _OwnOrigin(route.app)
        app.router.routes.append(route)
    within = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with within(app), server.session_manager.run():
            yield

    app.router.lifespan_context = lifespan


class _OwnOrigin:
    """Refuses what another site's page sends through somebody's browser, as MCP asks of servers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refuse_foreign(Request(scope))
        await self.app(scope, receive, send)
