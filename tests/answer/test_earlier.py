"""What was asked before the last answer, told by which question it was or of whom."""

import pytest

from tests.answer.conftest import clauses_and_units


def test_the_tasks_of_a_unit_asked_about_before_are_taken_up(ask, shipped):
    listed = [task.id for task in shipped.tasks if "深圳对口帮扶办" in task.units]
    answer = ask("深圳对口帮扶办参加哪些", "国土局牵头什么", "先头问的对口帮扶办那两项，牵头的是同一家吧，哪家")
    assert clauses_and_units(answer) == (listed, ["市发改局"])


@pytest.mark.parametrize(("second", "so"), [("第10项谁牵头", True), ("第17项谁牵头", False)])
def test_whether_two_matters_stand_in_one_task_is_told(ask, second, so):
    answer = ask("第10项讲什么", second, "这两样是写在同一条里的不")
    assert answer.text.startswith("是" if so else "不是")


@pytest.mark.parametrize(("numbers", "so"), [(("44", "42"), True), (("44", "33"), False)])
def test_whether_two_tasks_told_in_turn_have_as_many_units_is_told(ask, shipped, numbers, so):
    first, second = numbers
    assert (len(shipped.clause(first).units) == len(shipped.clause(second).units)) is so
    answer = ask(f"{first}条有几个单位", f"{second}条呢", "一样多？")
    assert answer.text.startswith("是" if so else "不是")


def test_by_how_many_units_another_task_differs_is_told(ask, shipped):
    more = len(shipped.clause("33").units) - len(shipped.clause("2").units)
    assert f"{more} 个" in ask("第33项多少家单位", "比第2项多几家？").text


def test_the_difference_of_two_parts_asked_for_in_turn_is_told(ask, shipped):
    leads = sum("市发改局" in task.leads for task in shipped.tasks)
    joins = sum("市发改局" in task.participants for task in shipped.tasks)
    assert f"{joins - leads} 项" in ask("发改局牵头几项", "参加几项", "差多少").text


def test_a_unit_is_put_in_the_place_of_another(ask, shipped):
    shared = [task.id for task in shipped.tasks if {"市民政局", "市残联"} <= set(task.units)]
    assert list(ask("民政局跟妇联都有的是哪几项", "妇联换成残联再查一遍").clauses) == shared


def test_a_unit_s_part_in_the_task_before_the_last_is_told(ask):
    answer = ask("第14项谁牵头", "第17项谁牵头", "回到前头那个，文联也在里边吧")
    assert answer.clauses == ("14",) and answer.text.startswith("是")


def test_the_other_part_of_the_unit_is_meant_where_it_was_said_the_wrong_way_round(ask, shipped):
    joined = [task.id for task in shipped.tasks if "市住建局" in task.participants]
    assert list(ask("把住建局主办的发我", "哎说反了，我要的是它配合人家的").clauses) == joined


def test_the_first_task_spoken_of_is_taken_up(ask, shipped):
    answer = ask("第5项讲什么", "第6项讲什么", "一开始说的那条谁牵头")
    assert clauses_and_units(answer) == (["5"], list(shipped.clause("5").leads))


def test_by_how_many_units_two_tasks_counted_in_turn_differ_is_told(ask, shipped):
    less, more = sorted(len(shipped.clause(i).units) for i in ("26", "27"))
    assert f"{more - less} 个" in ask("26项几家单位", "27项几家单位", "多几家").text


def test_the_one_task_told_of_a_unit_before_is_taken_up(ask, shipped):
    turns = ("市审计局牵头哪项", "科技局呢", "先不说科技局，审计局那项跟谁一起干")
    assert clauses_and_units(ask(*turns)) == (["25"], list(shipped.clause("25").participants))


def test_what_two_units_asked_about_in_turn_share_is_told(ask, shipped):
    both = [task.id for task in shipped.tasks if {"市教育局", "市残联"} <= set(task.units)]
    assert list(ask("教育局有几项", "残联的呢", "重合的有几项").clauses) == both != []


@pytest.mark.parametrize("said", ["全文贴一下我核对", "把原文发我", "完整的条文念一下", "原文发一下", "请把整条给我念一遍"])
def test_the_whole_text_of_the_task_just_shown_is_given(ask, shipped, said):
    answer = ask("第60项谁牵头", said)
    assert answer.clauses == ("60",) and all(sentence.text[:20] in answer.text for sentence in shipped.clause("60").sentences[:1])


def test_which_of_two_units_counted_in_turn_has_more_is_told(ask, shipped):
    def number(unit):
        return sum(unit in task.units for task in shipped.tasks)

    more, less = number("市教育局"), number("市卫计局")
    answer = ask("教育局一共参与几项", "卫计局几项", "谁多，多几项")
    assert answer.units == ("市教育局",) and f"{more - less} 项" in answer.text
    assert ask("教育局和卫计局谁牵头的多", "那民政局呢，谁多").units == ("市民政局",)
