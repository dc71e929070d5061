"""Pronouns and descriptions stand for the unit meant; where it is not to be told, the person is asked."""

import pytest

from answer.conversation import Conversation, Turn
from answer.query import Asks, Part, Wanted
from answer.spoken_of import subject, told_in_turn
from tests.answer.conftest import clauses_and_units
from tests.answer.queries import condition, query


def conversation(*turns):
    return Conversation(tuple(turns))


LEAD_OF_22 = Turn(query(wanted=Wanted.LEAD, clauses=("22",)), ("22",), ("市住建局",))
OTHERS_OF_22 = Turn(
    query(wanted=Wanted.OTHERS, clauses=("22",), from_conversation=("沿用任务",)), ("22",), ("市发改局", "市林业局", "市扶贫办")
)
TASKS = Turn(query(Asks.TASKS, conditions=(condition("市审计局"),)), ("25",))
SWAPPED = Turn(query(Asks.TASKS, conditions=(condition("市纪委"),), from_conversation=("换单位",)), ("51",))
VERIFIED = Turn(query(Asks.VERIFY, clauses=("3",), conditions=(condition("市农业局", Part.LEADS),)), ("3",), ("市旅游局",))


@pytest.mark.parametrize(
    ("turns", "units"),
    [
        ((), None),
        ((LEAD_OF_22,), ("市住建局",)),
        ((LEAD_OF_22, OTHERS_OF_22), ("市住建局",)),  # those who take part are several: the lead told before
        ((Turn(query(clauses=("22",)), ("22",), ("市住建局", "市发改局")),), None),
        ((TASKS,), ("市审计局",)),
        ((TASKS, SWAPPED), ("市纪委",)),
        ((VERIFIED,), ("市农业局",)),  # not the lead that corrects what was said
        ((LEAD_OF_22, Turn(query(Asks.CONTENT, clauses=("5",)), ("5",))), None),  # another matter, of which no unit was named
    ],
)
def test_the_unit_spoken_of(turns, units):
    spoken = subject(conversation(*turns))
    assert (spoken and spoken.units) == units


def test_units_asked_about_in_turn():
    assert [c.units for c in told_in_turn(conversation(TASKS, SWAPPED))] == [("市审计局",), ("市纪委",)]
    assert [c.units for c in told_in_turn(conversation(SWAPPED, TASKS))] == [("市审计局",)]


@pytest.mark.parametrize(
    ("turns", "clauses", "units"),
    [
        (["市文联有任务吗", "跟谁一起干"], ["14"], ["市文广新局", "市财政局"]),
        (["市供电局在第几项", "它跟谁搭班子"], ["20"], ["市发改局", "市财政局", "市水务局"]),
        (
            ["市商务局牵头哪项", "这项要跟哪些单位一起干"],
            ["5"],
            ["市经信局", "市人社局", "市金融局", "市供销社", "团市委", "市邮政管理局", "市扶贫办"],
        ),
        (["第14项谁牵头", "除开它，还要哪些家出力"], ["14"], ["市财政局", "市文联"]),
        (["第14项谁牵头", "都有谁"], ["14"], ["市文广新局", "市财政局", "市文联"]),
        (["市审计局有几项", "那市纪委", "他们各自的搭档是谁"], ["25", "51"], ["市财政局", "市扶贫办"]),
        (["市国税局参加哪几项", "市地税局呢", "两家一起的是哪项"], ["43"], None),
        (["第14项有哪些单位", "这项牵头的单位，自己一共牵几项"], ["14"], None),
        (["第46项有哪些单位", "最后一家牵头的任务有几项"], ["11"], None),
        (["第46项有哪些单位", "第二家牵头的任务有几项"], ["8", "10", "15", "36", "58"], None),
        (["市总工会参加哪几项", "第一项牵头的单位，一共牵头几项"], ["6", "7", "9"], None),
        (["第3项是不是市农业局牵头", "那它到底牵头哪几项"], ["2", "31"], None),
        (["市住建局一共摊上几项", "其中它当牵头的是哪几条"], ["17", "22", "23"], None),
        (["市农业局总共多少项", "里面领头的是哪几项"], ["2", "31"], None),
        (["团市委要干啥", "它参加的里头，哪项是市商务局牵的头"], ["5"], None),
        (["市委组织部牵头几项", "有没有哪项是只和市扶贫办两家搞的"], ["38", "45"], None),
        (["市编办有哪些任务", "它牵头第几项，还有谁跟着"], ["55"], ["市委组织部", "市农业局"]),
        (["第20项谁牵头", "第21项又是哪家牵头", "前面那家还牵头别的吗"], ["1", "33"], None),
        (["第43项谁牵头", "市国税局和市地税局参加吗", "在的是哪两家"], ["43"], ["市地税局", "市国税局"]),
        (["第21项谁牵头", "跟着它干的电信运营企业，是哪三家"], ["21"], ["电信汕尾分公司", "移动汕尾分公司", "联通汕尾分公司"]),
        (["第58项有哪些单位", "市扶贫办参加吗", "它是牵头还是参加"], ["58"], None),
    ],
)
def test_whom_a_message_means(ask, turns, clauses, units):
    assert clauses_and_units(ask(*turns)) == (clauses, units)


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (["第52项是谁牵头", "第53项也是它吗"], "是。**市扶贫办** 是 [任务53] 的牵头单位。"),
        (["第52项是谁牵头", "第51项也是同一家吗"], "不是。"),
        (["市扶贫基金会在哪项里", "那项牵头的是它吗"], "不是。[任务43] 的牵头单位是 **市扶贫办**，市扶贫基金会 是参加单位。"),
        (["第20项谁牵头", "第33项呢", "牵头的是同一家吗"], "是的。"),
        (["第20项谁牵头", "第19项呢", "牵头的是同一家吗"], "不是。"),
        (["市统计局参加的是哪几条", "这几条的牵头单位是同一个吗，是谁"], "是的。"),
    ],
)
def test_whether_it_is_the_unit_spoken_of(ask, turns, verdict):
    assert ask(*turns).text.splitlines()[0] == verdict


def test_a_unit_without_further_tasks_is_said_to_have_none(ask):
    answer = ask("第21项有哪些单位", "倒数第一家自己还有别的任务吗")
    assert answer.text == "除[任务21]外，**联通汕尾分公司** 没有其他承担的任务。"


def test_a_pronoun_that_stands_for_nobody_is_asked_back(ask):
    assert ask("第24项有哪些单位", "它和市卫计局都在的有哪几项").status == "clarify"


def test_as_many_units_as_are_said_are_those_of_the_task_just_shown(ask, shipped):
    both = [task.id for task in shipped.tasks if {"市扶贫办", "市统计局"} <= set(task.units) and task.id != "52"]
    answer = ask("第52项谁牵头", "第52项参加单位是谁", "这两家还一起干别的吗，哪些")
    assert list(answer.clauses) == both


def test_units_told_together_and_the_lead_are_left_out(ask, shipped):
    telecoms = {unit for unit in shipped.clause("21").units if unit.endswith("汕尾分公司")}
    left = [unit for unit in shipped.clause("21").participants if unit not in telecoms]
    answer = ask("电信、移动、联通都在的是哪一项", "除掉它们仨和牵头的，还有谁")
    assert list(answer.units) == left


def test_another_unit_is_told_by_what_it_is(ask):
    assert ask("第50项谁牵头", "市委办公室也写了？", "另外那个办公室是哪家").units == ("市政府办公室",)


def test_the_others_of_a_task_that_is_named_beside_the_one_spoken_of(ask, shipped):
    left = tuple(unit for unit in shipped.clause("7").units if unit != "市人社局")
    assert ask("人社局牵头的，是不是都有财政局参加", "第7项除了它还有谁").units == left
    assert ask("财政局参加第7项吗", "第7项除了它还有谁").units == tuple(u for u in shipped.clause("7").units if u != "市财政局")


def test_the_unit_spoken_of_is_compared_with_another(ask):
    answer = ask("财政局参加的任务是不是很多", "跟扶贫办比，哪家参加的项数更多（只算参加不算牵头）")
    assert answer.units == ("市扶贫办",) and "市财政局：参加任务 26 项。" in answer.text


def test_units_told_in_turn_have_as_many(ask):
    assert ask("人社局牵头加参加共多少项", "农业局呢", "那两家一样多，是不是").text.startswith("是的。")


def test_units_of_one_name_in_the_list_just_shown(ask):
    assert ask("第43项谁牵头", "名单里的税务部门是哪两家").units == ("市地税局", "市国税局")


def test_a_task_by_its_number_is_claimed_for_the_unit_spoken_of(ask):
    assert ask("第8项谁牵头", "那第10项是它牵头吧").text.startswith("是。**市民政局** 是 [任务10] 的牵头单位。")
