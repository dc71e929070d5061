"""Orders of units and tasks, ties included."""

import pytest

from answer.check import check
from answer.compose_ranks import ranked
from answer.query import Asks, Part, Rank
from tests.answer.queries import condition, query


def test_ties_share_a_place(shipped, names, draft):
    ranked(draft, query(), Rank("units", Part.LEADS, place=4), names)
    assert draft.units == ("市发改局", "市住建局", "市人社局")
    assert set(draft.clauses) == {"1", "20", "33", "17", "22", "23", "6", "7", "9"}
    check(draft, shipped.units)


@pytest.mark.parametrize(("clause", "verdict"), [("33", "是的。"), ("26", "不是。")])
def test_a_claim_that_a_task_has_most_units_is_computed_over_all(shipped, names, draft, clause, verdict):
    ranked(draft, query(Asks.CONTENT, clauses=(clause,), yes_no=True), Rank("tasks", Part.ANY), names)
    assert draft.lines[0] == verdict and draft.clauses == ["33"]
    check(draft, shipped.units)


@pytest.mark.parametrize(("unit", "verdict"), [("市扶贫办", "是的。"), ("市财政局", "不是。")])
def test_a_claim_that_a_unit_leads_most_is_computed_over_all(shipped, names, draft, unit, verdict):
    ranked(draft, query(conditions=(condition(unit, Part.LEADS),), yes_no=True), Rank("units", Part.LEADS), names)
    assert draft.lines[0] == verdict and draft.units == ("市扶贫办",)
    check(draft, shipped.units)


@pytest.mark.parametrize(
    ("text", "told", "units"),
    [
        ("发改局给人打下手的任务，比自己挑头的多出多少项？", ["牵头任务 3 项", "参加任务 10 项", "相差 7 项"], None),
        ("牵头冠军比亚军多几项？", ["11 项", "6 项", "相差 5 项"], ("市扶贫办", "市委组织部")),
        ("按牵头多少排个座次，头三名是哪三家单位", ["11 项", "6 项", "5 项"], ("市扶贫办", "市委组织部", "市民政局")),
        ("第41项跟第48项谁的责任单位多，多几家", ["最多的是[任务48]，5 个单位", "相差 3 个单位"], None),
        ("第41项跟第48项哪个单位更少", ["最少的是[任务41]，2 个单位"], None),
        ("26和27两项，只在26露面的单位有谁", ["只在 [任务26] 的单位"], ("邮政银行汕尾分行", "市民宗局", "市扶贫办")),
        ("人社局牵头加参加拢共的项数，有没有别的单位刚好跟它一样多？是谁", [], ("市农业局",)),
        ("全市有两家单位恰好各有两项任务、而且两项都是自己牵头，哪两家", [], ("市旅游局", "市委宣传部")),
    ],
)
def test_what_is_compared_is_told_with_its_numbers(ask, text, told, units):
    answer = ask(text)
    assert answer.status == "answered" and answer.units == units
    assert [words for words in told if words not in answer.text] == []


@pytest.mark.parametrize(
    ("text", "clauses", "begins"),
    [
        ("团市委是不是只配合、一项也不牵头", ["44"], "不是。"),
        ("海洋与渔业局有牵头任务吗，没有的话参加了哪几项？", ["2", "31"], "**市海洋与渔业局** 没有牵头的任务。"),
        ("邮储银行在这里面有任务吗，第几项", ["26"], "有。"),
        ("哪一项一口气要求出两个“精准扶贫精准脱贫三年攻坚实施方案”", ["21"], "符合条件的任务共 1 项"),
        ("第17项是两个部门共同牵头，没错吧", ["17"], "不是。"),
    ],
)
def test_claims_and_numbers_of_tasks_are_told_apart(ask, text, clauses, begins):
    answer = ask(text)
    assert list(answer.clauses) == clauses and answer.text.startswith(begins)


def test_two_units_in_all_are_no_task_of_one(ask):
    answer = ask("只有一个牵头、一个配合，总共两家单位的任务，有多少项？")
    assert "共 13 项" in answer.text and len(answer.clauses) == 13


@pytest.mark.parametrize(("text", "so"), [("扶贫办牵头的比它参加的还多，是吧？", False), ("扶贫办参加的比牵头的多，是吧？", True)])
def test_whether_a_unit_leads_more_than_it_joins_is_told(ask, text, so):
    answer = ask(text)
    assert answer.text.startswith("是" if so else "不是") and "11 项" in answer.text and "29 项" in answer.text
