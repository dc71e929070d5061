"""The page served from a thread with a scripted assistant, and headless Chromium to look at it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import uvicorn

from settings import Settings
from tests.web.fake import FakeAssistant, shipped_notice
from web import create_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WINDOW = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
PATIENCE = 120_000  # milliseconds; a machine may be busy with other things
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@pytest.fixture(scope="session")
def notice():
    return shipped_notice()


@contextmanager
def serving(assistant, data: Path | None = None, **settings) -> Iterator[str]:
    """Serve the application on a free port; the value is its address. What people add goes to ``data``, or is dropped."""
    with TemporaryDirectory() as dropped, serving_app(create_app(assistant, Settings(data=data or Path(dropped), **settings))) as address:
        yield address


@contextmanager
def serving_app(app) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server stopped before it served"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    server.force_exit = True  # an open event stream would keep it waiting
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def assistant(notice):
    return FakeAssistant(notice)


@pytest.fixture(scope="session")
def address(assistant):
    with serving(assistant) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright  # heavy; only the browser tests need it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Open an address in a fresh profile; on teardown no script may have failed and no other host been asked.

    The chat page is handed over once it hears what is done on it. Nothing moves by itself: a button that glides
    while it is pressed may miss the press.
    """
    contexts, faults = [], []

    def open_page(url: str, script: str = "", **options):
        context = browser.new_context(**{**WINDOW, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if script:  # runs before the page's own
            page.add_init_script(script)
        watch(page, url_root(url), faults)
        page.goto(url)
        if page.locator("gradio-app").count():
            page.wait_for_selector("html[data-ready][data-bound]", timeout=PATIENCE)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def until(read: Callable[[], object], expected: object) -> None:
    """What is read comes to what is expected, however busy the machine: what a click sets off takes its time."""
    deadline = time.monotonic() + PATIENCE / 1000
    while (value := read()) != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    assert value == expected


def watch(page, root: str, faults: list[str]) -> None:
    """Note every script that fails and every request to another host."""
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", lambda request: request.url.startswith((root, "data:", "blob:")) or faults.append(request.url))


def url_root(url: str) -> str:
    return "/".join(url.split("/")[:3]) + "/"
