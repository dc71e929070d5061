"""The tasks that meet conditions are counted and listed."""

import pytest

from answer.check import check
from answer.compose_tasks import tasks_of_units
from answer.draft import Draft
from answer.organs import OrganNames
from answer.query import Asks, Part, Size
from tests.answer.queries import condition, query


def test_tasks_of_a_unit_are_counted_and_listed(shipped, names, draft):
    tasks_of_units(draft, query(Asks.TASKS, conditions=(condition("市国土局"),)), names)
    assert draft.clauses == ["18", "19", "28", "39"]
    assert draft.lines[0] == "**市国土局** 承担 4 项任务（牵头 1 项，参加 3 项）："
    assert [line.split("]")[0] for line in draft.lines[1:]] == ["- [任务18", "- [任务19", "- [任务28", "- [任务39"]
    assert draft.lines[3].endswith("（牵头）") and draft.lines[1].endswith("（参加，牵头单位市交通运输局）")
    check(draft, shipped.units)


def test_tasks_of_which_no_lead_is_stated_are_no_part_taken_beside_a_lead(other):
    names = OrganNames(other)
    draft = tasks_of_units(Draft(other), query(Asks.TASKS, conditions=(condition("县财政局"),)), names)
    assert draft.lines[0] == "**县财政局** 承担 1 项任务（牵头 0 项，参加 0 项，未说明谁牵头 1 项）："
    draft = tasks_of_units(Draft(other), query(Asks.TASKS, conditions=(condition("县财政局", Part.LEADS),)), names)
    assert draft.text == "**县财政局** 没有牵头的任务。\n它承担 1 项任务，其中有原文没有说明谁牵头的：[任务1]。"
    check(draft, other.units)


def test_a_unit_without_such_tasks_is_told_of_its_others(shipped, names, draft):
    tasks_of_units(draft, query(Asks.TASKS, conditions=(condition("市国税局", Part.LEADS),)), names)
    assert draft.text == "**市国税局** 没有牵头的任务。\n它参加（不牵头） 2 项任务：[任务2][任务43]。"
    assert (draft.clauses, draft.mentioned) == ([], ["2", "43"])
    check(draft, shipped.units)


def test_no_task_meets_the_conditions(shipped, names, draft):
    tasks_of_units(draft, query(Asks.TASKS, conditions=(condition("市文明办"), condition("市审计局"))), names)
    assert draft.clauses == [] and draft.text == "没有符合条件的任务（市文明办承担，市审计局承担）。"


def test_whether_a_unit_leads_at_all_is_told_beside_its_tasks(shipped, names, draft):
    asked = query(Asks.TASKS, conditions=(condition("市统计局"),)).but(text="市统计局有没有牵头的？参加的又是哪些")
    tasks_of_units(draft, asked, names)
    assert draft.lines[0] == "**市统计局** 没有牵头的任务。" and draft.clauses == ["47", "52", "53"]


@pytest.mark.parametrize(
    ("text", "units"),
    [("只有一家单位的任务分别是谁的", ("人民银行汕尾市中心支行", "市扶贫办", "市文明办")), ("只有一家单位的任务是哪几项", None)],
)
def test_the_units_are_part_of_the_answer_where_their_names_are_wanted(shipped, names, draft, text, units):
    tasks_of_units(draft, query(Asks.TASKS, sizes=(Size("units", Part.ANY, 1, 1),)).but(text=text), names)
    assert (draft.clauses, draft.units) == (["35", "49", "60"], units)


@pytest.mark.parametrize(
    ("text", "part", "verdict"),
    [
        ("市财政局牵头两项任务，对吗", Part.LEADS, "不是。"),
        ("市财政局只牵头一项任务，对吧", Part.LEADS, "是的。"),
        ("市财政局有任务没有，在第几项", Part.ANY, "有。"),
    ],
)
def test_a_claim_of_a_number_or_of_any_task_is_answered_first(shipped, names, draft, text, part, verdict):
    asked = query(Asks.TASKS, conditions=(condition("市财政局", part),), yes_no="对" in text).but(
        text=text, masked=text.replace("市财政局", "\ue000")
    )
    assert tasks_of_units(draft, asked, names).lines[0] == verdict


@pytest.mark.parametrize(
    ("text", "begins", "clauses"),
    [
        ("市财政局是不是一项头都没牵", "不是。", ("24",)),
        ("市卫计局牵头的不止一项吧", "不是。", ("16",)),
    ],
)
def test_a_claim_of_how_many_tasks_a_unit_has_is_counted(assistant, text, begins, clauses):
    answer = assistant.ask(text)
    assert answer.text.startswith(begins) and answer.clauses == clauses


def test_a_unit_without_a_task_that_meets_the_rest_is_not_said_to_have_none(ask):
    answer = ask("市审计局有没有要制定方案的任务")
    assert "没有符合条件的任务（市审计局承担，要制定“方案”）" in answer.text and "没有承担的任务" not in answer.text


def test_what_leads_up_to_a_documents_name_is_none_of_it(ask):
    assert ask("卫计局配合的里头有方案要写的吗").clauses == ("23",)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("60项里扶贫办占了多少项，折合几分之几", "占全部 60 项任务的 2/3，约六成七。"),
        ("审计局的任务占比是多少", "占全部 60 项任务的 1/60，不到一成（1.7%）。"),
        ("扶贫办牵头的占全部任务的几成", "占全部 60 项任务的 11/60，约一成八。"),
    ],
)
def test_the_share_of_all_tasks_is_said_where_it_is_asked_for(ask, question, said):
    assert ask(question).text.endswith(said)


def test_a_share_is_told_of_all_tasks_or_of_the_unit_s_own(ask):
    assert "27/60" not in ask("财政局一共几项").text and "（45%）" in ask("财政局出现过的任务，占全部任务的百分之多少").text
    assert "（27.5%）" in ask("扶贫办名下的任务里，由它自己牵头的占比是多少").text
    assert "约七成五" in ask("组织部的任务，有几成是它自己牵头").text and "%" not in ask("组织部的任务，有几成是它自己牵头").text


@pytest.mark.parametrize(
    ("text", "places"),
    [("组织部最早在第几项露面，最末一次又是第几项", (0, -1)), ("顺着号往下翻，人社局收尾的是哪一项", (-1,))],
)
def test_the_first_and_the_last_of_a_unit_s_tasks_are_told(ask, shipped, text, places):
    unit = "市委组织部" if "组织部" in text else "市人社局"
    listed = [task.id for task in shipped.tasks if unit in task.units]
    assert list(ask(text).clauses) == [listed[place] for place in places]


def test_whom_a_unit_listens_to_is_told(ask):
    assert ask("统计局参与的那几项都听谁指挥？").units == ("市扶贫办",)


def test_the_tasks_of_several_that_lead_are_summed(ask):
    assert "5 项" in ask("教育局当头的加上人社局当头的，拢共几项？").text
