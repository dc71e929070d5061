"""How an answer comes into a conversation."""

import threading

import pytest

from schema import Answer
from tests.web.fake import FakeAssistant
from web.conversation import Halt, Turn, question_problem, respond


class Scripted:
    def __init__(self, answer):
        self.notices, self.ready, self.failure = {}, True, ""
        self.answer = answer

    def ask(self, question, history=(), notice=None, shown=None):
        self.history = list(history)
        return self.answer() if callable(self.answer) else self.answer


def states(steps):
    return [turns[-1].state for turns in steps]


def test_the_question_shows_at_once_and_the_answer_grows_to_its_end():
    answer = Answer("answered", "第一句。第二句。第三句。")
    steps = list(respond(Scripted(answer), (), " 问 ", Halt()))
    assert steps[0] == (Turn("问"),)
    assert states(steps) == ["waiting", "streaming", "streaming", "done"]
    assert [turns[-1].text for turns in steps[1:3]] == ["第一句。", "第一句。第二句。"]
    assert steps[-1][-1].answer is answer


def test_earlier_questions_that_were_answered_are_the_history():
    assistant = Scripted(Answer("answered", "好。"))
    earlier = (Turn("甲", "done", answer=Answer("answered", "。")), Turn("乙", "failed"), Turn("丙", "stopped"))
    list(respond(assistant, earlier, "丁", Halt()))
    assert assistant.history == ["甲"]


def test_a_failure_is_a_calm_sentence_and_goes_to_the_log(caplog):
    def fail():
        raise ZeroDivisionError

    last = list(respond(Scripted(fail), (), "问", Halt()))[-1][-1]
    assert last.state == "failed"
    assert "已记入日志" in last.note
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(("ready", "words"), [(True, "正在查找"), (False, "模型正在载入")])
def test_waiting_is_explained(ready, words):
    going_on = threading.Event()
    assistant = Scripted(lambda: going_on.wait(5) and Answer("answered", "好。"))
    assistant.ready = ready
    steps = respond(assistant, (), "问", Halt())
    next(steps)
    assert words in next(steps)[-1].note
    going_on.set()
    assert list(steps)[-1][-1].state == "done"


def test_what_needs_the_model_is_asked_again_when_it_is_there():
    assistant = Scripted(lambda: Answer("answered", "好。") if assistant.ready else Answer("clarify", "还在加载。"))
    assistant.ready = False
    steps = respond(assistant, (), "问", Halt())
    next(steps)
    assert "模型正在载入" in next(steps)[-1].note
    assistant.ready = True
    assert list(steps)[-1][-1].answer.text == "好。"


def test_where_the_model_fails_the_answer_stands():
    assistant = Scripted(Answer("clarify", "还在加载。"))
    assistant.ready, assistant.failure = False, "没有模型"
    assert list(respond(assistant, (), "问", Halt()))[-1][-1].answer.text == "还在加载。"


@pytest.mark.parametrize(("wish", "states_left"), [("stop", ["done", "stopped"]), ("forget", [])])
def test_an_answer_under_way_is_halted(wish, states_left):
    earlier = (Turn("甲", "done", answer=Answer("answered", "。")),)
    going_on = threading.Event()
    for assistant in (Scripted(lambda: going_on.wait(5)), Scripted(Answer("answered", "一。二。三。"))):
        halt = Halt()
        steps = respond(assistant, earlier, "问", halt)
        next(steps)
        next(steps)
        halt.wish = wish
        rest = list(steps)
        assert [turn.state for turn in rest[-1]] == states_left and len(rest) == 1
    going_on.set()


def test_an_old_wish_does_not_halt_the_next_answer():
    steps = list(respond(Scripted(Answer("answered", "好。")), (), "问", Halt("stop")))
    assert states(steps)[-1] == "done"


@pytest.mark.parametrize(("question", "problem"), [("", "请输入问题"), (" \n", "请输入问题"), ("长" * 501, "501"), ("问" * 500, "")])
def test_what_cannot_be_asked_is_told(question, problem):
    found = question_problem(question, 500)
    assert problem in found and bool(found) == bool(problem)


def test_what_was_said_before_another_notice_was_chosen_is_left_out(notice):
    assistant = FakeAssistant(notice)
    turns = ()
    for question, chosen in (("危房由谁牵头", None), ("补助怎么发", None), ("教育局牵头哪些", "all"), ("什么时候", "all")):
        *_, turns = respond(assistant, turns, question, Halt(), chosen)
    assert assistant.asked[1] == ("补助怎么发", ("危房由谁牵头",), None)
    assert assistant.asked[2:] == [("教育局牵头哪些", (), "all"), ("什么时候", ("教育局牵头哪些",), "all")]


class Growing(Scripted):
    """Answers at once, and adds to it while it is waited for."""

    def __init__(self, *answers):
        super().__init__(answers[-1])
        self.answers, self.seen = answers, [threading.Event() for _ in answers]

    def ask(self, question, history=(), notice=None, shown=None):
        for answer, seen in zip(self.answers, self.seen):
            shown(answer)
            assert seen.wait(5)
        return self.answer


def test_what_a_language_model_adds_is_shown_as_it_comes():
    answers = [Answer("answered", text) for text in ("甲。", "甲。\n说明：乙。", "甲。\n说明：乙。丙。")]
    assistant = Growing(*answers)
    seen = []
    for turns in respond(assistant, (), "问", Halt()):
        turn = turns[-1]
        seen.append((turn.state, turn.text))
        if turn.text:
            assert turn.state == "done" or "语言模型" in turn.note
            assistant.seen[len({text for _, text in seen if text}) - 1].set()
    texts = [answer.text for answer in answers]
    assert list(dict.fromkeys(seen)) == [("waiting", ""), *[("streaming", text) for text in texts], ("done", texts[-1])]
    assert turns[-1].answer is answers[-1] and turns[-1].note == ""


def test_it_can_be_stopped_while_a_language_model_adds_to_it():
    assistant, halt = Growing(Answer("answered", "甲。"), Answer("answered", "甲。乙。")), Halt()
    for turns in respond(assistant, (), "问", halt):
        if turns[-1].state == "streaming":
            halt.wish = "stop"
    for seen in assistant.seen:
        seen.set()
    assert turns[-1].state == "stopped" and turns[-1].text == "甲。"
