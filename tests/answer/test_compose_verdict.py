"""Claims about a part are confirmed or corrected."""

import pytest

from answer.check import check
from answer.compose_verdict import every_part, verification, verify_number
from answer.draft import Draft
from answer.query import Asks, Part, Size
from tests.answer.queries import condition, query


@pytest.mark.parametrize(
    ("unit", "part", "begins"),
    [
        ("市国土局", Part.LEADS, "是。**市国土局** 是 [任务28] 的牵头单位。"),
        ("市住建局", Part.JOINS, "是。**市住建局** 是 [任务28] 的参加单位。"),
        ("市住建局", Part.LEADS, "不是。[任务28] 的牵头单位是 **市国土局**，市住建局 是参加单位。"),
        ("市国土局", Part.JOINS, "是，而且牵头。"),
        ("市水务局", Part.ANY, "不是。[任务28] 的责任单位里没有 **市水务局**；牵头单位是市国土局，参加单位有市扶贫办、市住建局。"),
    ],
)
def test_a_claim_is_confirmed_or_corrected(shipped, draft, unit, part, begins):
    verification(draft, query(Asks.VERIFY, conditions=(condition(unit, part),)), shipped.clause("28"))
    assert draft.text.startswith(begins) and draft.clauses == ["28"]
    check(draft, shipped.units)


@pytest.mark.parametrize(
    ("unit", "part", "begins"),
    [
        ("县财政局", Part.LEADS, "[任务1] 原文没有说明谁牵头，**县财政局** 是列出的单位之一：县交通运输局、县财政局。"),
        ("县卫生健康局", Part.LEADS, "不是。[任务1] 的责任单位里没有 **县卫生健康局**；列出的单位有县交通运输局、县财政局。"),
    ],
)
def test_no_lead_is_claimed_where_none_is_stated(other, unit, part, begins):
    draft = Draft(other)
    verification(draft, query(Asks.VERIFY, conditions=(condition(unit, part),)), other.clause("1"))
    assert draft.text == begins and draft.units == ("县交通运输局", "县财政局")
    check(draft, other.units)


@pytest.mark.parametrize(
    ("unit", "by", "number", "begins"),
    [
        ("市国土局", Part.ANY, 3, "是的。"),
        ("市国土局", Part.ANY, 1, "不是。"),
        ("市民政局", Part.ANY, 3, "不是。"),
        ("市国土局", Part.JOINS, 2, "是的。"),
    ],
)
def test_a_claim_of_how_many_units_a_task_has_is_counted(shipped, draft, unit, by, number, begins):
    asked = query(Asks.VERIFY, conditions=(condition(unit),), sizes=(Size("units", by, number, number),), yes_no=True)
    verify_number(draft, asked, [shipped.clause("28")])
    assert draft.text.startswith(begins) and draft.units == shipped.clause("28").units
    check(draft, shipped.units)


def test_what_is_said_of_every_task_is_answered_for_all_of_them(shipped):
    asked = query(Asks.VERIFY, conditions=(condition("市发改局"),), yes_no=True)
    draft = every_part(Draft(shipped), asked, [shipped.clause(i) for i in ("17", "22", "23")])
    assert draft.lines[0].startswith("不是，3 项里有 1 项不是这样") and draft.clauses == ["23"]
    draft = every_part(Draft(shipped), asked, [shipped.clause(i) for i in ("17", "22")])
    assert draft.lines[0].startswith("是，2 项都是这样")


@pytest.mark.parametrize(
    ("words", "unit", "part", "clause", "begins"),
    [
        ("责任单位就\ue000一家，对吧", "市纪委", Part.ANY, "51", "不是。\n[任务51] 共 2 个责任单位"),
        ("是不是只有\ue000一家", "人民银行汕尾市中心支行", Part.ANY, "35", "是的。\n[任务35] 只列了一个单位"),
        ("配合的就\ue000一家，对不对", "市扶贫办", Part.JOINS, "58", "是的。\n[任务58] 共 2 个责任单位"),
        ("\ue000只是参加单位吗", "市扶贫办", Part.JOINS, "58", "是。**市扶贫办** 是 [任务58] 的参加单位"),
    ],
)
def test_a_claim_that_there_is_no_other_is_compared_with_the_list(shipped, draft, words, unit, part, clause, begins):
    asked = query(Asks.VERIFY, conditions=(condition(unit, part),), yes_no=True).but(masked=words)
    verification(draft, asked, shipped.clause(clause))
    assert draft.text.startswith(begins)
    check(draft, shipped.units)


def test_the_lead_is_the_answer_to_a_claim_of_leading(shipped, draft):
    asked = query(Asks.VERIFY, conditions=(condition("市审计局", Part.LEADS),), yes_no=True)
    assert verification(draft, asked, shipped.clause("25")).units == ("市审计局",)


@pytest.mark.parametrize(
    ("units", "begins"),
    [
        ((("市国土局", Part.ANY), ("市水务局", Part.ABSENT)), "是。"),
        ((("市国土局", Part.ANY), ("市住建局", Part.ABSENT)), "不是。"),
        ((("市住建局", Part.ABSENT),), "不是。**市住建局** 在 [任务28] 的责任单位里，是参加单位。"),
        ((("市水务局", Part.ABSENT),), "是。[任务28] 的责任单位里没有 **市水务局**。"),
    ],
)
def test_a_claim_that_a_unit_has_no_part_is_judged(shipped, draft, units, begins):
    asked = query(Asks.VERIFY, conditions=tuple(condition(unit, part) for unit, part in units), yes_no=True)
    assert verification(draft, asked, shipped.clause("28")).text.startswith(begins)
    check(draft, shipped.units)


@pytest.mark.parametrize(
    ("words", "why", "begins"),
    [
        ("\ue000参与这项是配合角色，对不对", False, "不是。市国土局 是 [任务28] 的牵头单位"),
        ("怎么就只让\ue000一家负责", True, "不是。\n[任务28] 共 3 个责任单位"),
    ],
)
def test_a_lead_neither_merely_helps_nor_bears_it_alone(shipped, draft, words, why, begins):
    part = Part.JOINS if "配合" in words else Part.ANY
    asked = query(Asks.VERIFY, conditions=(condition("市国土局", part),), yes_no=True, why=why).but(masked=words, text=words)
    assert verification(draft, asked, shipped.clause("28")).text.startswith(begins)


def test_a_lead_that_is_said_not_to_be_willing_leads_all_the_same(ask):
    answer = ask("为什么教育局连第13项都不肯牵头")
    assert answer.text.startswith("不是") and "就是" in answer.text and answer.units == ("市教育局",)
