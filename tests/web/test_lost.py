"""The server goes down in the middle of an answer and comes back."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.web.test_app import free_port

ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from pathlib import Path
import uvicorn
from settings import Settings
from tests.web.fake import FakeAssistant
from web import create_app
uvicorn.run(create_app(FakeAssistant(), Settings(data=Path(sys.argv[2]))), port=int(sys.argv[1]), log_level="warning")
"""


@contextmanager
def server(port, data):
    """A server in a process of its own, which can be killed."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port), str(data)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while True:
            assert process.poll() is None, "the server stopped before it served"
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                    break
            except (URLError, TimeoutError):
                time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def context(browser):
    context = browser.new_context(locale="zh-CN")
    yield context
    context.close()


def test_a_lost_connection_is_told_and_the_question_answered_once_the_server_is_back(context, tmp_path):
    port = free_port()
    with server(port, tmp_path) as process:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("html[data-ready][data-bound]")
        page.locator("#question textarea").fill("慢慢来，危房改造谁牵头")
        page.locator("#question textarea").press("Enter")
        page.wait_for_selector(".turn.waiting")
        process.kill()
        page.get_by_role("alert").get_by_text("与服务器的连接断了，正在重新连接").wait_for()
        assert page.locator(".toast-body").count() == 0
    with server(port, tmp_path):
        page.wait_for_selector(".turn.done")
        turn = page.locator(".turn").last.inner_text()
        assert "慢慢来，危房改造谁牵头" in turn and "市住建局" in turn
        assert page.locator("#problem").inner_text().strip() == ""
