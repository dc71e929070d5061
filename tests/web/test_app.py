"""``python app.py``: what keeps it from starting is one sentence and an exit code."""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import socket
import subprocess
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from settings import get_settings
from tests.web.fake import FakeAssistant

ROOT = Path(__file__).parents[2]


class Nothing(FakeAssistant):
    def __init__(self) -> None:
        super().__init__()
        self.notices = {}


@pytest.fixture
def app(monkeypatch):
    """The module, with the assistant that ``app.opened`` names instead of the real one."""
    stand_in = types.ModuleType("answer")
    monkeypatch.setitem(sys.modules, "answer", stand_in)
    monkeypatch.delitem(sys.modules, "app", raising=False)
    stand_in.Assistant = types.SimpleNamespace(open=lambda settings=None, load=True: app.opened())
    get_settings.cache_clear()
    app = importlib.import_module("app")
    app.opened = FakeAssistant
    monkeypatch.setattr(app.Server, "run", lambda self, sockets: [each.close() for each in sockets])
    yield app
    gc.unfreeze()
    gc.enable()
    monkeypatch.undo()
    sys.modules.pop("app", None)
    get_settings.cache_clear()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_it_serves(app, monkeypatch):
    monkeypatch.setenv("FENGONG_PORT", str(free_port()))
    assert app.main() == 0


@pytest.fixture
def loaded_after(app, monkeypatch):
    """A function: how many of these requests, a hundredth of a second apart, have come when the index begins to be loaded."""

    def run(requests, **waits):
        for name, seconds in waits.items():
            monkeypatch.setattr(app, name, seconds)
        seen = []

        async def visit():
            server = app.Server(app.uvicorn.Config(app=None), None)
            server.assistant = types.SimpleNamespace(begin_to_load=lambda: seen.append(server.server_state.total_requests))
            loading = asyncio.create_task(server._load_in_a_pause())
            for _ in range(requests):
                await asyncio.sleep(0.01)
                server.server_state.total_requests += 1
            await loading

        with ThreadPoolExecutor(1) as thread:  # the browser tests keep a loop running in this one
            thread.submit(lambda: asyncio.run(visit())).result()
        return seen

    return run


def test_the_index_is_loaded_once_the_first_page_stands(loaded_after):
    assert loaded_after(20, UNVISITED=0.05, PAUSE=0.2, LATEST=30.0) == [20]


def test_the_index_is_loaded_when_nobody_comes(loaded_after):
    assert loaded_after(0, UNVISITED=0.05, PAUSE=30.0, LATEST=60.0) == [0]


def test_the_index_is_loaded_though_requests_do_not_cease(loaded_after):
    (seen,) = loaded_after(100, UNVISITED=0.05, PAUSE=0.2, LATEST=0.3)
    assert 0 < seen < 100


def test_loading_is_not_waited_for_by_the_start(app, monkeypatch, capsys):
    async def serve(self, sockets=None):
        pass

    monkeypatch.setattr(app.uvicorn.Server, "startup", serve)
    began = []
    server = app.Server(app.uvicorn.Config(app=None, port=7861), types.SimpleNamespace(begin_to_load=lambda: began.append(True)))
    assert not gc.isenabled()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(server.startup())).result()
    assert ":7861" in capsys.readouterr().out and not began
    assert gc.isenabled()  # once it serves, and not before


@pytest.mark.parametrize(
    ("host", "opened", "lines"),
    [
        ("127.0.0.1", "http://127.0.0.1:7861（", 1),
        ("0.0.0.0", "http://127.0.0.1:7861（", 2),
        ("::", "http://127.0.0.1:7861（", 2),
        ("::1", "http://[::1]:7861（", 1),
        ("docs.office", "http://docs.office:7861（", 1),
    ],
)
def test_the_address_that_is_told_can_be_opened(app, host, opened, lines):
    told = app.serving_words(host, 7861).splitlines()
    assert opened in told[0] and len(told) == lines
    assert all("IP地址:7861" in line for line in told[1:])


def test_a_port_in_use_is_told_with_the_way_out(app, monkeypatch, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("FENGONG_PORT", str(port))
        assert app.main() == 2
    error = capsys.readouterr().err
    assert f"端口 {port} 已被占用" in error and "FENGONG_PORT" in error


def test_an_address_of_another_machine_is_told(app, monkeypatch, capsys):
    monkeypatch.setenv("FENGONG_HOST", "192.0.2.1")
    assert app.main() == 2
    assert "FENGONG_HOST" in capsys.readouterr().err


def test_an_unknown_setting_is_told(app, monkeypatch, capsys):
    monkeypatch.setenv("FENGONG_PROT", "1")
    assert app.main() == 2
    assert "不认识的设置 FENGONG_PROT" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [".", "missing"])
def test_a_notices_folder_that_is_empty_or_missing_is_told(app, monkeypatch, capsys, tmp_path, folder):
    monkeypatch.setenv("FENGONG_NOTICES", str(tmp_path / folder))
    monkeypatch.setenv("FENGONG_PORT", str(free_port()))
    app.opened = Nothing
    assert app.main() == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_the_page_imports_nothing_heavy():
    """The model's libraries are for the background; loading them first would hold the page back for seconds."""
    code = "import web, sys; print([name for name in ('torch', 'transformers', 'sentence_transformers', 'faiss') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
