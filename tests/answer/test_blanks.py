"""Blanks in a question: those that stand for a mark, those that slipped in."""

import pytest

from answer.normalise import normalise


@pytest.fixture(scope="module")
def with_marks(understanding):
    return understanding.blanks.with_marks


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("扶贫办不算 剩下的牵头最多的是哪个单位", "扶贫办不算，剩下的牵头最多的是哪个单位"),
        ("教育 财政 人社这三个局同在一条里的有多少", "教育、财政、人社这三个局同在一条里的有多少"),
        ("五十三项是不是要搞第三方评估  牵头的是哪家", "五十三项是不是要搞第三方评估，牵头的是哪家"),
    ],
)
def test_a_blank_between_stretches_is_a_mark(with_marks, typed, understood):
    assert with_marks(typed) == understood


@pytest.mark.parametrize(
    "typed",
    [
        "危房 改造由谁牵头",  # within a term of the notice
        "市住建 局牵头哪几项",  # within a unit's name
        "市 审 计 局牵头哪项任务",  # a character each
        "第 17 项任务谁牵头",
        "农村危房改造 牵头",  # what is asked of it is too short to say something by itself
        "Which units lead task 17",
    ],
)
def test_other_blanks_stay(with_marks, typed):
    assert with_marks(typed) == typed


def test_a_question_is_cleaned_of_the_blanks_that_stay(with_marks):
    assert normalise("市住建 局牵头哪几项", with_marks).text == "市住建局牵头哪几项"
    assert normalise("国土局只是陪跑 哪几项任务", with_marks).text == "国土局只是陪跑，哪几项任务"


def test_units_between_blanks_are_each_meant(ask):
    spaced, listed = (ask(f"教育{mark}财政{mark}人社这三个局同在一条里的有哪些任务") for mark in (" ", "、"))
    assert spaced.clauses == listed.clauses and len(spaced.clauses) > 1
