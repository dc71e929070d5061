"""A question that needs the model waits for it, whoever asks."""

from __future__ import annotations

import pytest

from schema import Answer
from settings import Settings
from web import answerer
from web.answerer import ask_once_loaded
from web.service import Service

READY, UNREADY = Answer("answered", "好。"), Answer("clarify", "还在加载。")


class Loading:
    """Cannot tell until it is loaded; loading ends as soon as it is begun, or never."""

    def __init__(self, loads=True, failure=""):
        self.notices, self.ready, self.failure = {}, False, failure
        self.loads, self.begun, self.asked = loads, 0, []

    def begin_to_load(self):
        self.begun += 1
        self.ready = self.loads

    def ask(self, question, history=(), notice=None, **options):
        self.asked.append((question, tuple(history), notice, options))
        return READY if self.ready or question == "第17项谁牵头" else UNREADY


def test_what_needs_the_model_begins_to_load_it_and_is_asked_again():
    assistant = Loading()
    assert ask_once_loaded(assistant, "危房", ["之前"], "all", model=False) is READY
    assert assistant.begun == 1
    assert assistant.asked == [("危房", ("之前",), "all", {"model": False})] * 2


def test_what_can_be_computed_waits_for_nothing():
    assistant = Loading()
    assert ask_once_loaded(assistant, "第17项谁牵头") is READY
    assert assistant.begun == 0


def test_where_the_model_fails_the_answer_stands():
    assistant = Loading(loads=False, failure="没有模型")
    assert ask_once_loaded(assistant, "危房") is UNREADY


def test_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(answerer, "LOADING_PATIENCE", 0.0)
    assistant = Loading(loads=False)
    assert ask_once_loaded(assistant, "危房") is UNREADY and len(assistant.asked) == 1


def test_a_question_that_is_unclear_with_the_model_is_asked_back_at_once():
    assistant = Loading(loads=False)
    assistant.ready = True
    assistant.ask = lambda *_, **__: UNREADY
    assert ask_once_loaded(assistant, "那个") is UNREADY and assistant.begun == 0


@pytest.mark.parametrize("question", ["危房", "第17项谁牵头"])
def test_a_program_that_asks_too_early_gets_the_answer_too(question):
    assert Service(Loading(), "a", Settings().max_question).ask(question) is READY
