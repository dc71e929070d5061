"""The web application: routes, static files and the chat page on one server."""

from __future__ import annotations

import gradio as gr
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from ingest.read import MAX_BYTES
from prompts import load_words, message
from settings import Settings
from web.api import MAX_BODY, BodyLimit, Limit, build_routes
from web.feedback import FeedbackStore
from web.library import build_library_routes
from web.library_desk import Keeper
from web.library_pages import PATH as LIBRARY
from web.links import STATIC
from web.maintenance import build_maintenance
from web.missing import Missing, Refusals
from web.page import build_page
from web.page_look import page_head, page_theme
from web.pages import build_pages
from web.reference import build_reference
from web.service import Service
from web.tools import PATH as TOOLS
from web.tools import build_tools, mount_tools
from web.versions import versions


def create_app(assistant: Keeper, settings: Settings) -> FastAPI:
    """Return the application; FastAPI's own documentation pages are off because they load scripts from a CDN.

    Raises:
        SettingsError: the database's address cannot be used.
    """
    app = FastAPI(
        title=load_words("web")["title"],
        description=load_words("programs")["description"],
        version=versions()["fengong"],
        docs_url=None,
        redoc_url=None,
    )
    refusals = Refusals(assistant)
    program = Limit(MAX_BODY, message("request_large", limit=MAX_BODY // 2**10))
    upload = Limit(MAX_BYTES + MAX_BODY, message("upload_large", limit=MAX_BYTES // 2**20))  # a form is larger than its file
    app.add_middleware(BodyLimit, limits={"/api/": program, TOOLS: program, f"{LIBRARY}/": upload}, refuse=refusals.respond)
    app.add_exception_handler(RequestValidationError, refusals.invalid)
    app.add_exception_handler(Missing, refusals.missing)
    app.add_exception_handler(HTTPException, refusals.refused)
    store = FeedbackStore(settings.database, settings.data)
    shown = settings.notice if settings.notice in assistant.notices else next(iter(assistant.notices), "")
    service = Service(assistant, shown, settings.max_question)
    tools = build_tools(service)
    mount_tools(app, tools)
    app.include_router(build_routes(service))
    app.include_router(build_reference(tools, shown))
    app.include_router(build_pages(assistant, shown, settings))
    app.include_router(build_library_routes(assistant, shown))
    app.include_router(build_maintenance(store, shown))
    app.mount("/web", StaticFiles(directory=STATIC), name="web")

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> FileResponse:
        return FileResponse(STATIC / "favicon.svg", media_type="image/svg+xml")

    page = build_page(assistant, store, shown, settings)
    return gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=page_theme(),
        head=page_head(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        app_kwargs={"exception_handlers": {HTTPException: refusals.refused}},  # an address that nobody knows comes to Gradio last
    )
