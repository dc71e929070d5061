"""Places that a question tells: of units in a task's list, of tasks among those asked for."""

import pytest

from answer.positions import read_ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("民政局牵头的最后一项是哪一项", (-1,)),
        ("扶贫办牵头的任务，按编号第一个是第几项，最后一个又是第几项", (1, -1)),
        ("参与的那些任务里，编号最小的和编号最大的各是第几项", (1, -1)),
        ("任务里序号最靠后的是哪项", (-1,)),
        ("市工商联牵头一项配合一项，各是什么", ()),
        ("最后一个单位是谁", ()),
    ],
)
def test_places_in_the_notice_s_order(text, ends):
    assert read_ends(text) == ends


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("市扶贫办牵头的最后一项是哪一项", -1),
        ("市扶贫办牵头的任务，按编号第一个是第几项", 0),
        ("市教育局参加的任务里，编号最大的是第几项", -1),
    ],
)
def test_the_first_or_the_last_of_a_unit_s_tasks_is_told(ask, shipped, question, place):
    unit = question[: question.index("牵头" if "牵头" in question else "参加")]
    tasks = [t.id for t in shipped.tasks if unit in (t.leads if "牵头" in question else t.participants)]
    assert list(ask(question).clauses) == [tasks[place]]


@pytest.mark.parametrize("text", ["财政局紧挨着牵头单位、排第二位的任务是哪些", "市财政局排在第二的任务有几项"])
def test_a_place_in_the_list_is_a_condition_on_a_unit(ask, shipped, text):
    assert list(ask(text).clauses) == [t.id for t in shipped.tasks if "市财政局" in t.units[1:2]]


def test_who_is_last_of_all_units_is_told(ask, shipped):
    expected = [t.id for t in shipped.tasks if len(t.units) > 1 and t.units[-1] == "市扶贫办"]
    assert list(ask("市扶贫办排在最后一位的任务有几项").clauses) == expected


def test_two_places_of_one_list_are_told(ask, shipped):
    units = shipped.clause("6").units
    assert ask("第6项，头一家和末一家分别是谁").units == (units[0], units[-1])


@pytest.mark.parametrize(
    "text", ["第5项的责任单位，牵头的放第一个，都报给我", "第5项的单位从头一家到末一家念一遍", "Who is responsible for task 5? Lead first."]
)
def test_how_a_list_is_to_be_ordered_is_no_place_in_it(ask, shipped, text):
    assert ask(text).units == shipped.clause("5").units
