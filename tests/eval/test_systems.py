"""Other systems: over HTTP and as Python callables, asked as the product is."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from eval.predict import NotReady, predict
from eval.systems import CallableSystem, HttpSystem, open_system
from schema import Answer


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent; refuses 坏."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(500 if body["question"] == "坏" else 200)
        self.end_headers()
        text = f"{self.path} {body['history']} {body['question']}"
        self.wfile.write(json.dumps({"status": "answered", "text": text, "clauses": ["17"], "units": None}).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["", "/", "/api/ask"])
def test_a_server_is_asked_over_http_with_the_conversation(address, path):
    answer = open_system(address + path).ask("谁牵头", history=("危房改造",))
    assert answer.text == "/api/ask ['危房改造'] 谁牵头"
    assert (answer.clauses, answer.units) == (("17",), None)


def test_a_question_that_a_server_refuses_fails_alone(address):
    answers, failures = predict([("a", ("坏",)), ("b", ("好",))], HttpSystem(address))
    assert list(answers) == ["b"] and "HTTP Error 500" in failures["a"]
    assert answers["b"].latency_ms > 0  # it told no time: what passed here


def test_a_server_that_is_not_there_ends_the_run():
    with pytest.raises(NotReady, match="cannot be reached"):
        predict([("a", ("好",))], HttpSystem("http://127.0.0.1:9"))


@pytest.mark.parametrize("answer", [Answer("not_found", "没有"), {"status": "not_found", "text": "没有"}])
def test_a_function_may_answer_with_a_record_or_a_dict(answer):
    assert CallableSystem(lambda question, history: answer).ask("谁") == Answer("not_found", "没有")


def test_an_answer_of_the_wrong_form_is_that_questions_failure():
    _, failures = predict([("a", ("谁",))], CallableSystem(lambda question, history: {"status": "maybe", "text": ""}))
    assert "status must be of" in failures["a"]


class Rival:
    """What ``module:callable`` may name besides a function."""

    def ask(self, question, history=()):
        return Answer("answered", question)


RIVAL = Rival()


@pytest.mark.parametrize("name", ["Rival", "RIVAL"])
def test_a_class_or_an_object_with_ask_will_do(name):
    assert open_system(f"{__name__}:{name}").ask("谁").text == "谁"
