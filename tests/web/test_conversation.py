"""How an answer comes into a conversation."""

import threading

import pytest

from schema import Answer
from web.conversation import Turn, question_problem, respond, stop


class Scripted:
    notices = {}
    ready = True

    def __init__(self, answer):
        self.answer = answer

    def ask(self, question, history=(), notice=None):
        self.history = list(history)
        return self.answer() if callable(self.answer) else self.answer


def states(steps):
    return [turns[-1].state for turns in steps]


def test_the_question_shows_at_once_and_the_answer_grows_to_its_end():
    answer = Answer("answered", "第一句。第二句。第三句。")
    steps = list(respond(Scripted(answer), (), " 问 "))
    assert steps[0] == (Turn("问"),)
    assert states(steps) == ["waiting", "streaming", "streaming", "done"]
    assert [turns[-1].text for turns in steps[1:3]] == ["第一句。", "第一句。第二句。"]
    assert steps[-1][-1].answer is answer


def test_earlier_questions_that_were_answered_are_the_history():
    assistant = Scripted(Answer("answered", "好。"))
    earlier = (Turn("甲", "done", answer=Answer("answered", "。")), Turn("乙", "failed"), Turn("丙", "stopped"))
    list(respond(assistant, earlier, "丁"))
    assert assistant.history == ["甲"]


def test_a_failure_is_a_calm_sentence_and_goes_to_the_log(caplog):
    def fail():
        raise ZeroDivisionError

    last = list(respond(Scripted(fail), (), "问"))[-1][-1]
    assert last.state == "failed"
    assert "已记入日志" in last.note
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(("ready", "words"), [(True, "正在查找"), (False, "模型正在载入")])
def test_waiting_is_explained(ready, words):
    going_on = threading.Event()
    assistant = Scripted(lambda: going_on.wait(5) and Answer("answered", "好。"))
    assistant.ready = ready
    steps = respond(assistant, (), "问")
    next(steps)
    assert words in next(steps)[-1].note
    going_on.set()
    assert list(steps)[-1][-1].state == "done"


def test_stopping_ends_only_what_goes_on():
    assert stop((Turn("甲"),))[-1].state == "stopped"
    done = (Turn("甲", "done", answer=Answer("answered", "。")),)
    assert stop(done) == done
    assert stop(()) == ()


@pytest.mark.parametrize(("question", "problem"), [("", "请输入问题"), (" \n", "请输入问题"), ("长" * 501, "501"), ("问" * 500, "")])
def test_what_cannot_be_asked_is_told(question, problem):
    found = question_problem(question, 500)
    assert problem in found and bool(found) == bool(problem)
