"""Several questions in one message: what the answers come to."""

import pytest

from answer.draft import Draft
from answer.several import join_parts


def test_a_later_part_hangs_on_the_one_before_and_the_next_message_on_the_last(assistant):
    answer = assistant.ask("第22项谁牵头？第17项呢？")
    assert answer.units == (*assistant.ask("第22项谁牵头").units, *(u for u in assistant.ask("第17项谁牵头").units if u != answer.units[0]))
    assert assistant.ask("参加的呢", ["第22项谁牵头？第17项呢？"]).clauses == ("17",)


def test_a_part_without_an_answer_is_named_and_the_others_are_answered(assistant):
    answer = assistant.ask("第22项谁牵头？第99项谁牵头？")
    assert answer.status == "answered" and answer.clauses == ("22",)
    assert "关于“第99项谁牵头”：" in answer.text


@pytest.mark.parametrize(
    ("question", "opening", "units"),
    [
        ("五十三项是不是要搞第三方评估，牵头哪家", "是的", ("市扶贫办",)),
        ("第38项有没有说第一书记要干满3年，牵头的是谁", "是的", ("市委组织部",)),
    ],
)
def test_what_is_claimed_is_judged_before_what_else_is_asked(assistant, question, opening, units):
    answer = assistant.ask(question)
    assert answer.text.startswith(opening) and answer.units == units


def test_a_question_without_a_claim_is_given_no_verdict(assistant):
    assert assistant.ask("五十三项里第三方评估的事，牵头哪家").text.startswith("[任务53]")


def test_where_no_part_has_an_answer_there_is_none(shipped):
    refused = [Draft(shipped, status="not_found").add("not_found") for _ in range(2)]
    assert join_parts(["甲", "乙"], refused) is refused[0]
