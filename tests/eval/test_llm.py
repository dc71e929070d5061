"""The measurement with a lying model counts what stays the same and what gets through."""

import pytest

from eval.llm.lies import Liar, lies
from eval.llm.measure import Tally, to_markdown
from prompts import load_words
from schema import Answer

HEADING = load_words("llm")["heading"]
OFF = Answer("answered", "[任务1] 由 甲 牵头。", ("1",), ("甲",))
LIE = ("unit", "乙参加[任务1]。")


def test_an_answer_that_stays_the_same_is_counted_so():
    tally = Tally()
    tally.add(OFF, OFF, [LIE])
    assert (tally.questions, tally.clear, tally.same, tally.begins, tally.explained) == (1, 1, 1, 1, 0)
    assert tally.said == {"unit": 1} and sum(tally.through.values()) == 0


def test_a_lie_that_got_through_is_counted():
    tally = Tally()
    tally.add(OFF, Answer("answered", f"{OFF.text}\n{HEADING}\n{LIE[1]}", ("1",), ("甲",)), [LIE])
    assert (tally.same, tally.explained, tally.sentences, tally.through["unit"]) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    "on", [Answer("not_found", OFF.text), Answer("answered", OFF.text, ("2",), ("甲",)), Answer("answered", OFF.text, ("1",), ("乙",))]
)
def test_a_changed_field_is_no_longer_the_same(on):
    tally = Tally()
    tally.add(OFF, on, [])
    assert (tally.clear, tally.same) == (1, 0)


def test_an_unclear_question_may_be_answered():
    tally = Tally()
    tally.add(Answer("clarify", "哪一项？"), OFF, [])
    assert (tally.clear, tally.reread) == (0, 1)


def test_the_report_tells_lies_and_times():
    tally = Tally()
    tally.add(OFF, OFF, [LIE])
    text = to_markdown("dev", {"lying": tally}, (1.0, 1.5))
    assert "| lying | 1 | 1 of 1 | 1 of 1 | 0 of 0 | 0 | 0 | 1 | 0 |" in text and "unit 1" in text and "1.5 ms" in text


CLAUSE = {
    "编号": "任务1",
    "牵头单位": ["甲局"],
    "参加单位": ["乙局", "丙局"],
    "责任单位": ["甲局", "乙局", "丙局"],
    "时间要求": ["到2018年年底"],
    "原文": ["到2018年年底，完成危房改造，建立台账。", "不得截留资金。"],
}


def test_the_liar_lies_in_every_way():
    kinds = {kind for kind, _ in lies(CLAUSE)}
    told = "unit role list number time clause quotation negation rearranged name invented mark"
    assert kinds == {*told.split(), "left out"}


def test_its_lies_about_roles_are_false_and_about_numbers_too():
    told = dict.fromkeys(lie for _, lie in lies(CLAUSE))
    for true in (
        "这项任务由甲局牵头[任务1]。",
        "参加单位有乙局、丙局[任务1]。",
        "这项任务共有3个责任单位[任务1]。",
        "参加单位共2个[任务1]。",
    ):
        assert true not in told


def test_what_may_be_true_of_another_clause_of_the_answer_is_no_lie():
    assert "这项任务由甲局牵头[任务3]。" in [lie for _, lie in lies(CLAUSE)]
    assert "这项任务由甲局牵头[任务3]。" not in [lie for _, lie in lies(CLAUSE, ["任务1", "任务3"])]


def test_it_remembers_what_it_said():
    liar = Liar(most=3)
    reply = liar("", {"条款": [CLAUSE]})
    assert len(liar.said) == 3 and reply == "".join(lie for _, lie in liar.said)
