"""The tasks that meet conditions are counted and listed."""

from answer.check import check
from answer.compose_tasks import tasks_of_units
from answer.query import Asks, Part
from tests.answer.queries import condition, query


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
