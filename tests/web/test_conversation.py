"""How an answer comes into a conversation."""

import threading
import time

import pytest

from schema import Answer
from tests.web.fake import NOTICE, FakeAssistant
from web import conversation
from web.conversation import Asked, Turn, question_problem, recall, respond


class Scripted:
    def __init__(self, answer):
        self.notices, self.ready, self.failure = {}, True, ""
        self.answer = answer
        self.begun = 0

    def begin_to_load(self):
        self.begun += 1

    def ask(self, question, history=(), notice=None, shown=None, model=True):
        self.history = list(history)
        return self.answer() if callable(self.answer) else self.answer


def never():
    return False


def states(steps):
    return [turns[-1].state for turns in steps]


def test_the_question_shows_at_once_and_the_answer_grows_to_its_end():
    answer = Answer("answered", "第一句。第二句。第三句。")
    steps = list(respond(Scripted(answer), (), " 问 ", never))
    assert steps[0] == (Turn("问"),)
    assert states(steps) == ["waiting", "streaming", "streaming", "done"]
    assert [turns[-1].text for turns in steps[1:3]] == ["第一句。", "第一句。第二句。"]
    assert steps[-1][-1].answer is answer


def test_earlier_questions_that_were_answered_are_the_history():
    assistant = Scripted(Answer("answered", "好。"))
    earlier = (Turn("甲", "done", answer=Answer("answered", "。")), Turn("乙", "failed"), Turn("丙", "stopped"))
    list(respond(assistant, earlier, "丁", never))
    assert assistant.history == ["甲"]


def test_a_failure_is_a_calm_sentence_and_goes_to_the_log(caplog):
    def fail():
        raise ZeroDivisionError

    last = list(respond(Scripted(fail), (), "问", never))[-1][-1]
    assert last.state == "failed"
    assert "已记入日志" in last.note
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(("ready", "words"), [(True, "正在查找"), (False, "模型正在载入")])
def test_waiting_is_explained(ready, words):
    going_on = threading.Event()
    assistant = Scripted(lambda: going_on.wait(5) and Answer("answered", "好。"))
    assistant.ready = ready
    steps = respond(assistant, (), "问", never)
    next(steps)
    assert words in next(steps)[-1].note
    going_on.set()
    assert list(steps)[-1][-1].state == "done"


def test_what_needs_the_model_is_asked_again_when_it_is_there():
    assistant = Scripted(lambda: Answer("answered", "好。") if assistant.ready else Answer("clarify", "还在加载。"))
    assistant.ready = False
    steps = respond(assistant, (), "问", never)
    next(steps)
    assert "模型正在载入" in next(steps)[-1].note
    assistant.ready = True
    assert list(steps)[-1][-1].answer.text == "好。"


def test_an_answer_under_way_is_halted():
    earlier = (Turn("甲", "done", answer=Answer("answered", "。")),)
    going_on = threading.Event()
    for assistant in (Scripted(lambda: going_on.wait(5)), Scripted(Answer("answered", "一。二。三。"))):
        halted = threading.Event()
        steps = respond(assistant, earlier, "问", halted.is_set)
        next(steps)
        next(steps)
        halted.set()
        rest = list(steps)
        assert [turn.state for turn in rest[-1]] == ["done", "stopped"] and len(rest) == 1
    going_on.set()


@pytest.mark.parametrize(("question", "problem"), [("", "请输入问题"), (" \n", "请输入问题"), ("长" * 501, "501"), ("问" * 500, "")])
def test_what_cannot_be_asked_is_told(question, problem):
    found = question_problem(question, 500)
    assert problem in found and bool(found) == bool(problem)


def test_what_was_said_before_another_notice_was_chosen_is_left_out(notice):
    assistant = FakeAssistant(notice)
    turns = ()
    for question, chosen in (("危房由谁牵头", None), ("补助怎么发", None), ("教育局牵头哪些", "all"), ("什么时候", "all")):
        *_, turns = respond(assistant, turns, question, never, chosen)
    assert assistant.asked[1] == ("补助怎么发", ("危房由谁牵头",), None)
    assert assistant.asked[2:] == [("教育局牵头哪些", (), "all"), ("什么时候", ("教育局牵头哪些",), "all")]


class Growing(Scripted):
    """Answers at once, and adds to it while it is waited for."""

    def __init__(self, *answers):
        super().__init__(answers[-1])
        self.answers, self.seen = answers, [threading.Event() for _ in answers]

    def ask(self, question, history=(), notice=None, shown=None, model=True):
        for answer, seen in zip(self.answers, self.seen):
            shown(answer)
            assert seen.wait(5)
        return self.answer


def test_what_a_language_model_adds_is_shown_as_it_comes():
    answers = [Answer("answered", text) for text in ("甲。", "甲。\n说明：乙。", "甲。\n说明：乙。丙。")]
    assistant = Growing(*answers)
    seen = []
    for turns in respond(assistant, (), "问", never):
        turn = turns[-1]
        seen.append((turn.state, turn.text))
        if turn.text:
            assert turn.state == "done" or "语言模型" in turn.note
            assistant.seen[len({text for _, text in seen if text}) - 1].set()
    texts = [answer.text for answer in answers]
    assert list(dict.fromkeys(seen)) == [("waiting", ""), *[("streaming", text) for text in texts], ("done", texts[-1])]
    assert turns[-1].answer is answers[-1] and turns[-1].note == ""


def test_it_can_be_stopped_while_a_language_model_adds_to_it():
    assistant, halted = Growing(Answer("answered", "甲。"), Answer("answered", "甲。乙。")), threading.Event()
    for turns in respond(assistant, (), "问", halted.is_set):
        if turns[-1].state == "streaming":
            halted.set()
    for seen in assistant.seen:
        seen.set()
    assert turns[-1].state == "stopped" and turns[-1].text == "甲。"


# A conversation that comes back

THREE = (Asked("危房改造由谁牵头", NOTICE), Asked("补助怎么发", NOTICE), Asked("什么时候完成", NOTICE))


def recalled(*arguments):
    *steps, turns = recall(*arguments)
    return steps, turns


def test_what_is_known_is_kept_and_the_rest_is_answered_in_its_conversation(notice):
    assistant = FakeAssistant(notice)
    _, known = recalled(assistant, THREE[:2], (), never)
    del assistant.asked[:]
    _, turns = recalled(assistant, THREE, known, never)
    assert turns[:2] == known and [turn.state for turn in turns] == ["done"] * 3
    assert assistant.asked == [("什么时候完成", ("危房改造由谁牵头", "补助怎么发"), NOTICE)]


def test_the_page_is_right_about_what_was_asked(notice):
    assistant = FakeAssistant(notice)
    _, known = recalled(assistant, THREE, (), never)
    _, turns = recalled(assistant, (THREE[0], Asked("资金", "all"), THREE[2]), known, never)
    assert [(turn.question, turn.notice) for turn in turns] == [("危房改造由谁牵头", NOTICE), ("资金", "all"), ("什么时候完成", NOTICE)]
    assert recalled(assistant, (), known, never) == ([], ())


def test_no_language_model_is_asked_for_what_was_answered_before(notice):
    class Watched(FakeAssistant):
        def ask(self, *question, model=True, **options):
            models.append(model)
            return super().ask(*question, **options)

    models = []
    recalled(Watched(notice), THREE, (), never)
    assert models == [False] * 3


def test_what_was_stopped_is_not_asked_again_and_a_failure_is_told(notice):
    assistant = FakeAssistant(notice)
    _, turns = recalled(assistant, (Asked("危房", NOTICE, stopped=True), Asked("出错", NOTICE), THREE[2]), (), never)
    assert [turn.state for turn in turns] == ["stopped", "failed", "done"]
    assert [question for question, *_ in assistant.asked] == ["出错", "什么时候完成"]


def test_all_questions_show_while_they_are_answered_and_why_it_takes_time(monkeypatch):
    monkeypatch.setattr(conversation, "REBUILD_PAUSE", 0.0)
    going_on = threading.Event()
    assistant = Scripted(lambda: going_on.wait(5) and Answer("answered", "好。"))
    assistant.ready = False
    steps = recall(assistant, THREE, (), never)
    first = next(steps)
    assert [turn.state for turn in first] == ["waiting"] * 3 and "模型正在载入" in first[0].note
    assistant.ready = True
    going_on.set()
    *_, turns = steps
    assert [turn.state for turn in turns] == ["done"] * 3


def test_halting_leaves_what_came_back_and_waits_for_nothing():
    going_on, halted = threading.Event(), threading.Event()
    assistant = Scripted(lambda: Answer("answered", "好。") if not assistant.history else going_on.wait(5))
    steps = recall(assistant, THREE, (), halted.is_set)
    assert [turn.state for turn in next(steps)] == ["done", "waiting", "waiting"]
    halted.set()
    began = time.monotonic()
    *_, turns = steps
    assert [turn.state for turn in turns] == ["done", "stopped", "stopped"] and time.monotonic() - began < 2
    going_on.set()
