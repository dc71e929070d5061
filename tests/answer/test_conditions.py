"""Conditions are said back."""

from datetime import date

import pytest

from answer.conditions import days_in_words, describe
from answer.query import Part
from tests.answer.queries import condition, query


def test_conditions_are_said_back():
    said = describe(query(conditions=(condition("市财政局", Part.ABSENT),), literal=("三旧",), year=2018, deadline=True))
    assert said == "（市财政局不在其中，含“三旧”，写明2018年，写明完成期限）"
    assert describe(query()) == ""


def test_documents_and_kinds_of_limit_are_said_back():
    assert describe(query(deliverable=("方案", "办法"), limit="none")) == "（要制定“方案”或“办法”，没有写完成期限）"
    assert describe(query(due=(date(2025, 7, 1), date(2025, 9, 30)))) == "（2025年7月1日至9月30日到期）"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date.min, date(2025, 6, 30), "2025年6月30日前"),
        (date(2025, 6, 30), date(2025, 6, 30), "2025年6月30日"),
        (date(2025, 12, 1), date(2026, 6, 30), "2025年12月1日至2026年6月30日"),
    ],
)
def test_days_in_words(first, last, words):
    assert days_in_words(first, last) == words
