"""What is computed is said completely: how many, which, in order, each with its ground."""

import pytest

from answer.check import check
from answer.compose import compared_units, describe, ranked, tasks_of_units, units_of_clauses, units_of_notice, verification
from answer.draft import Draft, label, title_of
from answer.query import Asks, Part, Query, Rank, Size, UnitCondition, Wanted


def query(asks=Asks.UNITS, **changes):
    return Query("", "zh", asks, **changes)


def condition(unit, part=Part.ANY):
    return UnitCondition((unit,), part, unit)


@pytest.fixture
def draft(shipped):
    return Draft(shipped)


@pytest.mark.parametrize(
    ("wanted", "clause", "units"),
    [
        (Wanted.LEAD, "22", ("市住建局",)),
        (Wanted.OTHERS, "22", ("市发改局", "市林业局", "市扶贫办")),
        (Wanted.ALL, "22", ("市住建局", "市发改局", "市林业局", "市扶贫办")),
        (Wanted.LEAD, "60", ("市文明办",)),
        (Wanted.OTHERS, "60", ()),
        (Wanted.ALL, "4", ("市林业局", "市财政局")),
    ],
)
def test_units_of_one_clause(shipped, draft, wanted, clause, units):
    units_of_clauses(draft, query(wanted=wanted), [shipped.clause(clause)])
    assert draft.units == units and draft.clauses == [clause]
    check(draft, shipped.units)


def test_units_of_several_clauses_come_once_and_in_order(shipped, draft):
    units_of_clauses(draft, query(wanted=Wanted.LEAD), [shipped.clause(i) for i in ("28", "22", "17")])
    assert draft.units == ("市国土局", "市住建局") and draft.clauses == ["28", "22", "17"] and len(draft.lines) == 3


def test_units_named_after_except_are_left_out(shipped, draft):
    units_of_clauses(draft, query(wanted=Wanted.OTHERS), [shipped.clause("22")], ["市林业局"])
    assert draft.units == ("市住建局", "市发改局", "市扶贫办")
    check(draft, shipped.units)


def test_where_no_lead_is_stated_none_is_claimed(other):
    draft = Draft(other)
    clause = other.clause(other.tasks[0].id)
    units_of_clauses(draft, query(wanted=Wanted.LEAD), [clause])
    assert draft.units == ("县交通运输局", "县财政局") and "没有说明谁牵头" in draft.text
    check(draft, other.units)


def test_a_clause_without_units_says_so(shipped, draft):
    units_of_clauses(draft, query(), [shipped.clause("二（二）")])
    assert draft.units == () and "没有列责任单位" in draft.text


def test_tasks_of_a_unit_are_counted_and_listed(shipped, names, draft):
    tasks_of_units(draft, query(Asks.TASKS, conditions=(condition("市国土局"),)), names)
    assert draft.clauses == ["18", "19", "28", "39"]
    assert draft.lines[0] == "**市国土局** 承担 4 项任务（牵头 1 项，参加 3 项）："
    assert [line.split("]")[0] for line in draft.lines[1:]] == ["- [任务18", "- [任务19", "- [任务28", "- [任务39"]
    assert draft.lines[3].endswith("（牵头）") and draft.lines[1].endswith("（参加，牵头单位市交通运输局）")
    check(draft, shipped.units)


def test_a_unit_without_such_tasks_is_told_of_its_others(shipped, names, draft):
    tasks_of_units(draft, query(Asks.TASKS, conditions=(condition("市国税局", Part.LEADS),)), names)
    assert draft.text == "**市国税局** 没有牵头的任务。\n它参加（不牵头） 2 项任务：[任务2][任务43]。"
    assert (draft.clauses, draft.mentioned) == ([], ["2", "43"])
    check(draft, shipped.units)


def test_no_task_meets_the_conditions(shipped, names, draft):
    tasks_of_units(draft, query(Asks.TASKS, conditions=(condition("市文明办"), condition("市审计局"))), names)
    assert draft.clauses == [] and draft.text == "没有符合条件的任务（市文明办承担，市审计局承担）。"


def test_shared_and_different_units(shipped, draft):
    clauses = [shipped.clause("2"), shipped.clause("31")]
    compared_units(draft, query(compare="shared"), clauses)
    assert draft.units == ("市农业局", "市林业局", "市海洋与渔业局") and draft.clauses == ["2", "31"]
    check(draft, shipped.units)
    other_draft = compared_units(Draft(shipped), query(compare="diff"), clauses)
    assert other_draft.units == ("市发改局", "市财政局", "市商务局", "市国税局", "市供销社", "市扶贫办")
    check(other_draft, shipped.units)


def test_ties_share_a_place(shipped, names, draft):
    ranked(draft, query(), Rank("units", Part.LEADS, place=4), names)
    assert draft.units == ("市发改局", "市住建局", "市人社局")
    assert set(draft.clauses) == {"1", "20", "33", "17", "22", "23", "6", "7", "9"}
    check(draft, shipped.units)


def test_units_by_their_number_of_tasks(shipped, names, draft):
    units_of_notice(draft, query(sizes=(Size("tasks", Part.LEADS, 5),)), names)
    assert draft.units == ("市扶贫办", "市民政局", "市委组织部")
    assert draft.clauses == [t.id for t in shipped.tasks if t.units[0] in draft.units]
    check(draft, shipped.units)


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


def test_conditions_are_said_back():
    said = describe(query(conditions=(condition("市财政局", Part.ABSENT),), literal=("三旧",), year=2018, deadline=True))
    assert said == "（市财政局不在其中，含“三旧”，写明2018年，写明完成期限）"
    assert describe(query()) == ""


def test_clauses_are_named_and_titled(shipped):
    assert [label(shipped.clause(i)) for i in ("17", "二（一）", "文首")] == ["任务17", "二（一）", "文首"]
    assert title_of(shipped.clause("46")) == "健全建档立卡和动态调整机制"
    assert all(len(title_of(task)) <= 33 for task in shipped.tasks)
