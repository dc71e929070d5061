"""Who has more of those named, and who is left out of an order."""

import pytest

from answer.normalise import normalise
from answer.query import Part, Rank

ANY, LEADS, JOINS = Part.ANY, Part.LEADS, Part.JOINS


@pytest.fixture
def read(understanding):
    return lambda text: understanding.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("市商务局、市教育局哪家摊的任务多", Rank("units", ANY)),
        ("市住建局和市教育局两家，论任务总数哪个担子更重", Rank("units", ANY)),
        ("市林业局比市农业局少几项牵头任务", Rank("units", LEADS, least=True)),
        ("市财政局跟市扶贫办哪个更忙", Rank("units", ANY)),
        ("团市委和市妇联相比，谁牵头的多", Rank("units", LEADS)),
        ("市财政局参与（含牵头）的项数比市民政局多出几项", Rank("units", ANY)),
    ],
)
def test_units_that_are_compared_are_ordered_among_themselves(read, text, rank):
    query = read(text)
    assert query.rank == rank and len(query.conditions) == 2 and query.left_out == ()


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("撇开扶贫办和财政局，谁的任务最多", ("市扶贫办", "市财政局")),
        ("把扶贫办撇开，任务最多的是哪个局", ("市扶贫办",)),
        ("扶贫办和财政局这两家不算，任务最多的单位是谁", ("市扶贫办", "市财政局")),
        ("牵头数排第二的是哪个单位？扶贫办是第一我知道", ()),
    ],
)
def test_units_left_out_of_an_order_or_named_in_passing(read, text, left_out):
    query = read(text)
    assert (set(query.left_out), query.conditions) == (set(left_out), ())
    assert query.rank.of == "units"


def test_who_is_named_as_the_first_is_counted_where_the_second_is_asked_for(assistant):
    assert assistant.ask("牵头次数只输给扶贫办的单位是哪家").units == ("市委组织部",)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("给扶贫办打下手最多的是谁", ("市发改局", "市统计局")),
        ("民政局只当配角的任务里，牵头最多的是哪个单位", ("市扶贫办", "市委组织部")),
        ("任务最多的三家是谁", ("市扶贫办", "市财政局", "市民政局")),
        ("教育局牵头了两项，两项共有的单位有谁", ("市财政局", "市人社局", "市扶贫办")),
        ("审计局、科技局分别和谁搭档", ("市财政局", "市教育局", "市农业局")),
    ],
)
def test_orders_by_the_tasks_of_one_unit_and_partners_of_each(assistant, question, units):
    assert assistant.ask(question).units == units


def test_units_that_never_stand_with_one(assistant, shipped):
    apart = assistant.ask("哪些单位从来没跟扶贫办一起过").units
    together = {unit for task in shipped.tasks if "市扶贫办" in task.units for unit in task.units}
    assert apart and set(apart) == set(shipped.units) - together


def test_the_least_is_told_as_such_of_partners_too(assistant):
    assert "同列任务最少的是" in assistant.ask("扶贫办跟哪家单位合作得最少").text


def test_one_units_own_tasks_are_no_order(read):
    query = read("组织部任务多，先帮我拎出它牵头的")
    assert query.rank is None and [c.part for c in query.conditions] == [LEADS]


@pytest.mark.parametrize(
    ("question", "words", "units"),
    [
        ("农业局、人社局哪家摊的任务多？各是几项", "一样多，承担任务（牵头加参加）都是 14 项", ("市农业局", "市人社局")),
        ("发改局比财政局少几项任务", "相差 14 项", ("市发改局",)),
        ("民政局的任务是不是比人社局多", "是的。", ("市民政局",)),
        ("人社局的任务是不是比民政局多", "不是。", ("市民政局",)),
    ],
)
def test_a_comparison_is_told_with_both_numbers(assistant, question, words, units):
    answer = assistant.ask(question)
    assert words in answer.text and answer.units == units


def test_each_units_number_is_told_where_each_is_asked_about(assistant):
    answer = assistant.ask("工会、共青团、妇联三家分别有几项任务")
    assert [f"**{unit}** 承担 {n} 项" in answer.text for unit, n in (("市总工会", 2), ("团市委", 5), ("市妇联", 3))] == [True] * 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("论任务总数扶贫办肯定第一，那紧跟着的第二名是谁", 2),
        ("扶贫办、财政局之后，任务最多的是哪家", 3),
        ("牵头数排第二的是哪个单位？扶贫办是第一我知道", 2),
    ],
)
def test_units_known_to_come_first_are_counted_and_not_asked_of(read, text, place):
    query = read(text)
    assert query.rank.place == place and not query.conditions


def test_whichever_part_counts_where_the_question_says_so(read):
    assert read("算下来哪个局参与的任务最多，牵头配合都算").rank == Rank("units", ANY)


def test_the_difference_to_a_unit_beside_is_told(assistant):
    answer = assistant.ask("牵头数第二多的单位是哪个，比扶贫办少几项")
    assert answer.units == ("市委组织部",) and "相差 5 项" in answer.text


def test_the_lead_of_the_task_with_the_most_units_is_told(assistant):
    answer = assistant.ask("哪项任务拉进来的单位最多，谁挂帅")
    assert (answer.clauses, answer.units) == (("33",), ("市发改局",))


@pytest.mark.parametrize(
    ("text", "by"),
    [("只算参加、不算牵头的话，次数最多的是谁，几次", JOINS), ("光看牵头，最多的是哪个单位", LEADS)],
)
def test_the_part_that_alone_is_counted_orders_the_units(read, text, by):
    query = read(text)
    assert query.rank.by is by and not query.sizes


@pytest.mark.parametrize("text", ["牵头最多的是哪家，排第二的又是谁", "按牵头的项数排，第一第二名各是谁", "哪个单位牵头最多，其次呢"])
def test_the_first_may_be_asked_for_with_the_next(assistant, text):
    assert assistant.ask(text).units == ("市扶贫办", "市委组织部")


def test_a_unit_is_asked_for_whatever_it_is_counted_in(read):
    assert read("哪个单位名字出现在责任单位里最多，多少条").rank.of == "units"


def test_a_number_of_units_is_no_order(read):
    query = read("老花眼了数不清楚，这张分工单子上前前后后一共点了多少家单位的名字呀")
    assert query.rank is None and query.count


def test_by_how_many_units_one_task_has_more_is_told(ask, shipped):
    more = len(shipped.clause("17").units) - len(shipped.clause("22").units)
    assert f"相差 {more} 个单位" in ask("第17项的单位比第22项多几家？").text


@pytest.mark.parametrize(("order", "least"), [("从多到少", False), ("由少到多", True)])
def test_units_named_are_put_in_order(assistant, shipped, order, least):
    units = ["市教育局", "市扶贫办", "市林业局"]
    number = {unit: sum(task.units[0] == unit for task in shipped.tasks) for unit in units}
    wanted = sorted(units, key=number.get, reverse=not least)
    answer = assistant.ask(f"教育局、扶贫办、林业局，按牵头数{order}排个队")
    assert sorted(answer.units, key=answer.text.index) == wanted and len(set(number.values())) == 3


@pytest.mark.parametrize("unit", ["市扶贫办", "市财政局", "市林业局"])
def test_whether_a_unit_has_more_than_half_of_all_tasks_is_counted(assistant, shipped, unit):
    has = sum(unit in task.units for task in shipped.tasks) * 2 > len(shipped.tasks)
    assert assistant.ask(f"{unit}参与的任务过半了吧").text.startswith("是的" if has else "不是")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("牵头第三多的单位是哪家（头两名我知道是扶贫办跟组织部）", ["市民政局"]),
        ("前三名是扶贫办、财政、民政，紧挨着并列第四的是哪两家，各多少项", ["市农业局", "市人社局"]),
        ("把扶贫办撇开，财政局的头号搭档有并列的，哪两个", ["市发改局", "市人社局"]),
        ("扶贫办除财政局以外，合作最密的是哪家", ["市民政局"]),
        ("组织部和民政局拼牵头，谁赢，几比几", ["市委组织部"]),
        ("那些光跑龙套的单位里面，谁跑得最勤，跑了几项", ["市民宗局"]),
    ],
)
def test_a_place_of_an_order_is_told_in_words(ask, text, units):
    assert list(ask(text).units) == units
