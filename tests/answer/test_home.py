import pytest


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (["我在市残联工作", "我们跟市民政局一起干的有哪几项"], {"8", "10", "11", "17", "46"}),
        (["你好，我是市水务局的", "我们局牵头的是哪项"], {"19"}),
        (["我们局牵头哪项", "忘了说，我在市水务局"], {"19"}),  # the question waits for its unit
        (["我在市水务局", "第22项谁牵头", "那我们局牵头哪几项"], {"19"}),
    ],
)
def test_our_office_is_the_unit_that_the_person_named(ask, turns, clauses):
    assert set(ask(*turns).clauses) == clauses


def test_our_office_is_asked_back_while_nobody_said_which(ask):
    assert ask("我们局参加哪些任务").status == "clarify"
    assert ask("您好，我刚调过来接扶贫这块", "我们局参加哪些任务").status == "clarify"


def test_a_unit_named_in_the_question_is_meant_whoever_asks(ask):
    assert ask("我在市残联工作", "市水务局牵头哪项").clauses == ask("市水务局牵头哪项").clauses
