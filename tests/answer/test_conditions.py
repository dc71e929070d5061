"""Conditions are said back."""

from answer.conditions import describe
from answer.query import Part
from tests.answer.queries import condition, query


def test_conditions_are_said_back():
    said = describe(query(conditions=(condition("市财政局", Part.ABSENT),), literal=("三旧",), year=2018, deadline=True))
    assert said == "（市财政局不在其中，含“三旧”，写明2018年，写明完成期限）"
    assert describe(query()) == ""
