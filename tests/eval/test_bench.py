"""The parts of the benchmark that need no model."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from eval import bench


class Slow:
    def ask(self, question, history=()):
        time.sleep(0.004)


def test_each_ask_is_paired_with_its_bare_embedding(make_question):
    figures = bench.paired([make_question()] * 6, lambda text: time.sleep(0.002), Slow(), warm_up=2)
    assert figures["n"] == 4
    assert 1.2 < figures["ratio_p50"] < 3
    assert figures["ask_p50_ms"] >= 4


def test_each_question_is_asked_once_and_the_order_of_the_pair_alternates(make_question):
    seen = []

    class Noting:
        def ask(self, question, history=()):
            seen.append(("ask", question))

    bench.paired([make_question("a", ("一",)), make_question("b", ("二",))], lambda text: seen.append(("embed", text)), Noting(), warm_up=0)
    assert seen == [("ask", "一"), ("embed", "一"), ("embed", "二"), ("ask", "二")]


def test_computed_answers_are_timed_after_the_warm_up(make_question):
    figures = bench.computed([make_question()] * 3, Slow(), warm_up=1)
    assert figures["n"] == 2 and figures["p50_ms"] >= 4


def test_no_questions_give_no_figures(make_question):
    assert bench.computed([], Slow()) == {"n": 0, "p50_ms": None, "p95_ms": None, "p99_ms": None}


def test_events_of_a_fresh_interpreter_are_timed():
    first, second = bench.run_events('import time; print(\'{"event": "a"}\', flush=True); time.sleep(.2); print(\'{"event": "b"}\')')
    assert (first["event"], second["event"]) == ("a", "b")
    assert second["at"] - first["at"] > 0.1


def test_a_script_that_fails_says_why():
    with pytest.raises(RuntimeError, match="ValueError: broken"):
        bench.run_events("raise ValueError('broken')")


def test_a_script_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(bench, "START_LIMIT", 0.5)
    with pytest.raises(RuntimeError, match="not done after"):
        bench.run_events("import time; time.sleep(30)")


def test_without_an_app_there_is_no_page_start(tmp_path):
    assert bench.page_start(tmp_path / "app.py") is None


def test_the_page_is_waited_for_and_the_server_ended(tmp_path):
    app = Path(tmp_path / "app.py")
    app.write_text(
        "import os\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n"
        "class H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n"
        "HTTPServer(('127.0.0.1', int(os.environ['FENGONG_PORT'])), H).serve_forever()\n",
        encoding="utf-8",
    )
    figures = bench.page_start(app)
    assert 0 < figures["healthz_s"] <= figures["page_s"] < 20


def test_figures_print_as_one_table():
    text = bench.to_markdown({"page": None, "index": {"build_s": 3.14159, "n": 4}})
    assert "| page |  | – |" in text and "| index | build_s | 3.14 |" in text and "| index | n | 4 |" in text
