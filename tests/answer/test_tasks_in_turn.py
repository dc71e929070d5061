"""Tasks told one by one are meant by their places, and two of them are compared."""

import pytest

from tests.answer.conftest import clauses_and_units

TOLD = ("第17项谁牵头", "那第18项呢", "第30项呢")


@pytest.mark.parametrize(
    ("said", "number"),
    [("回到最前面那个，谁牵头", "17"), ("中间那条是谁牵头的，我忘了", "18"), ("第三个是谁牵头来着", "30"), ("最先问的那条谁牵头", "17")],
)
def test_one_of_them_is_meant_by_its_place(ask, shipped, said, number):
    assert clauses_and_units(ask(*TOLD, said)) == ([number], list(shipped.clause(number).leads))


@pytest.mark.parametrize(("unit", "so"), [("财政局", True), ("残联", False)])
def test_whether_a_unit_is_in_two_of_them_is_told(ask, unit, so):
    answer = ask(*TOLD[:2], f"第一个和第二个，{unit}是不是都参加")
    assert {"18"} <= set(answer.clauses) <= {"17", "18"} and answer.text.startswith("是" if so else "不是")


def test_the_documents_of_one_of_them_are_told(ask, shipped):
    (document,) = shipped.clause("17").deliverables
    assert document.name in ask(*TOLD, "回到最前面那个，它要制定的方案全名叫啥").text


def test_no_place_is_counted_where_a_list_was_given(ask):
    assert ask("第17项谁牵头", "民政局牵头哪些", "第一个是讲什么的").clauses == ("8",)


@pytest.mark.parametrize(
    ("first", "second", "said", "so"),
    [
        ("第38项有哪些单位", "第45项呢", "这么看两项的单位是完全一样的，对吗", True),
        ("第38项有哪些单位", "第39项呢", "它俩责任单位一模一样吧", False),
        ("第18项参加的有谁", "第19项呢", "这么说参加单位两边一样", True),
    ],
)
def test_whether_two_have_the_same_units_is_told(ask, shipped, first, second, said, so):
    one, other = (shipped.clause(text[1:3]) for text in (first, second))
    part = "participants" if "参加" in said else "units"
    assert (set(getattr(one, part)) == set(getattr(other, part))) is so
    answer = ask(first, second, said)
    assert answer.text.startswith("是" if so else "不是") and set(answer.clauses) == {one.id, other.id}
