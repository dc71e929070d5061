"""The parts of the benchmark that need no model."""

from __future__ import annotations

import time
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import eval.bench as bench
from eval.bench import answers, processes, serve, start
from eval.bench.build import NoEncoder
from eval.bench.parts import NAMES, bench_parts
from eval.bench.processes import run_events
from eval.bench.scale import memory_pace, search_sizes
from eval.bench.synthetic import TASKS, synthetic_notices, synthetic_vectors
from ingest import parse_notice
from settings import Settings


class Slow:
    def ask(self, question, history=()):
        time.sleep(0.004)


def test_works_are_paired_with_their_floor_on_the_same_questions(make_question):
    works = {"floor": lambda text: time.sleep(0.002), "whole": Slow().ask}
    figures = answers.paired([make_question()] * 6, works, warm_up=2)
    assert figures["n"] == 4
    assert figures["floor"]["ratio_p50"] == 1.0 and 1.2 < figures["whole"]["ratio_p50"] < 3
    assert figures["whole"]["p50_ms"] >= 4


def test_each_question_is_asked_once_and_the_first_work_goes_round(make_question):
    seen = []
    works = {"a": lambda text: seen.append("a" + text), "b": lambda text: seen.append("b" + text)}
    answers.paired([make_question("a", ("一",)), make_question("b", ("二",))], works, warm_up=0)
    assert seen == ["a一", "b一", "b二", "a二"]


def test_times_are_told_by_kind_and_no_kind_is_asked_too_often(make_question):
    questions = [make_question("a"), make_question("b"), make_question("c", kind="spoken")]
    figures = answers.by_kind(questions, Slow(), warm_up=0, most=1)
    assert {kind: f["n"] for kind, f in figures.items()} == {"topic_units": 1, "spoken": 1}
    assert figures["spoken"]["p99_ms"] >= 4


def test_no_questions_give_no_figures():
    assert answers.by_kind([], Slow()) == {}
    assert answers.paired([], {"floor": len})["floor"]["p50_ms"] is None


def test_askers_at_once_share_the_questions_and_failures_are_counted():
    asked = []

    def work(question):
        asked.append(question)
        time.sleep(0.01)
        if question == "坏":
            raise ValueError

    load = serve.Load()
    for _ in range(2):
        serve.ask_at_once(load, lambda: work, ["甲", "坏"], 2, 0.1)
    figures = load.figures()
    assert set(asked) == {"甲", "坏"} and figures["failed"] == asked.count("坏") and figures["n"] == asked.count("甲")
    assert 0 < figures["per_s"] <= 100 and 0.2 <= load.seconds < 1  # 10 ms a question, and one of the two askers always fails


@contextmanager
def no_server():
    yield "http://127.0.0.1:1", None, 0.0


def test_throughput_is_told_beside_its_floor(monkeypatch):
    turns = []
    monkeypatch.setattr(serve, "served", no_server)
    monkeypatch.setattr(serve, "wait_for", lambda *_: 1.0)
    monkeypatch.setattr(serve, "_asker", lambda address: lambda text: turns.append("asked") or time.sleep(0.02))
    figures = serve.throughput(["问"], lambda text: turns.append("embedded") or time.sleep(0.01), askers=(1,), seconds=1.0, rounds=2)["1"]
    assert figures["of_floor"] == pytest.approx(figures["per_s"] / figures["floor_per_s"])
    assert 0 < figures["per_s"] <= 50 and 0 < figures["floor_per_s"] <= 100
    assert [name for name, _ in groupby(turns)] == ["asked", "embedded", "asked", "embedded"]


def test_a_start_is_measured_in_turn_with_its_floor_and_told_by_the_middle(monkeypatch):
    starts = iter([9.0, 3.0, 1.2, 1.4])  # the first warms up

    def one_start(app):
        page = next(starts)
        return {"healthz_s": page - 0.1, "page_s": page, "floor_import_gradio_s": 1.0}

    monkeypatch.setattr(start, "_one_start", one_start)
    figures = start.page_start(Path(__file__), samples=3)
    assert figures == {"healthz_s": 1.4 - 0.1, "page_s": 1.4, "floor_import_gradio_s": 1.0, "of_floor": 1.4, "samples": 3}


def test_events_of_a_fresh_interpreter_are_timed():
    first, second = run_events('import time; print(\'{"event": "a"}\', flush=True); time.sleep(.2); print(\'{"event": "b"}\')')
    assert (first["event"], second["event"]) == ("a", "b")
    assert second["at"] - first["at"] > 0.1


def test_a_script_that_fails_says_why():
    with pytest.raises(RuntimeError, match="ValueError: broken"):
        run_events("raise ValueError('broken')")


def test_a_script_that_does_not_end_is_ended():
    with pytest.raises(RuntimeError, match="not done after"):
        run_events("import time; time.sleep(30)", limit=0.5)


def test_without_an_app_there_is_no_page_start(tmp_path):
    assert start.page_start(tmp_path / "app.py") is None


def test_the_page_is_waited_for_and_the_server_ended(tmp_path, monkeypatch):
    app = Path(tmp_path / "app.py")
    app.write_text(
        "import os\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n"
        "class H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n"
        "        self.wfile.write(b'ready')\n"
        "HTTPServer(('127.0.0.1', int(os.environ['FENGONG_PORT'])), H).serve_forever()\n",
        encoding="utf-8",
    )
    with processes.served(app) as (address, process, began):
        assert 0 < processes.wait_for(address, began, process, b"ready") < 20
        monkeypatch.setattr(processes, "START_LIMIT", 0.5)
        assert processes.wait_for(address, began, process, b"never") is None
    assert process.poll() is not None


def test_one_part_that_fails_does_not_lose_the_others():
    def broken():
        raise RuntimeError("no port")

    figures = bench.measure({"a": broken, "b": lambda: {"n": 1}, "c": lambda: None})
    assert figures == {"a": {"failed": "no port"}, "b": {"n": 1}, "c": None}


def test_figures_print_as_one_table():
    text = bench.to_markdown({"page": None, "serve": {"8": {"p50_ms": 3.14159}, "n": 4}})
    assert "| page |  | – |" in text and "| serve | 8 p50_ms | 3.14 |" in text and "| serve | n | 4 |" in text


def test_every_part_has_its_name(make_question):
    assert tuple(bench_parts([make_question()], SimpleNamespace(), Settings())) == NAMES


def test_synthetic_notices_are_read_whole_are_alike_at_each_run_and_repeat_little(notice):
    texts = list(synthetic_notices(notice, 2))
    assert texts == list(synthetic_notices(notice, 2)) and texts[0] != texts[1]
    parsed = [parse_notice(text, "s") for text in texts]
    assert [len(each.tasks) for each in parsed] == [TASKS, TASKS]
    assert {unit for each in parsed for unit in each.units} <= set(notice.units)
    sentences = [sentence.text for each in parsed for clause in each.tasks for sentence in clause.sentences]
    assert len(set(sentences)) > 0.95 * len(sentences)


def test_synthetic_vectors_crowd_as_real_ones_do():
    pattern = NoEncoder().embed_queries(["x"] * 50)
    vectors = synthetic_vectors(pattern, 1000)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(vectors, synthetic_vectors(pattern, 1000))
    nearest = (vectors @ pattern.T).max(axis=1)
    assert 0.6 < np.median(nearest) < 0.98


def test_exact_search_finds_all_and_is_told_with_its_floors_and_beside_one_notice():
    pattern, asked = NoEncoder().embed_queries(["x"] * 50), []

    def embed(text):
        asked.append(text)
        time.sleep(0.002)
        return pattern[0]

    figures = search_sizes(pattern, embed, ["甲", "乙"], sizes=(500,), queries=5)["500"]
    assert (figures["type"], figures["recall@10"]) == ("Flat", 1.0)
    assert figures["floor_memory_ms"] == pytest.approx(1000 * 500 * 384 * 4 / memory_pace(), rel=2)
    assert asked == ["甲", "甲", "乙", "乙"] and figures["one_notice_p95_ms"] >= 2
    assert figures["of_one_notice_p95"] == pytest.approx(figures["question_p95_ms"] / figures["one_notice_p95_ms"])
