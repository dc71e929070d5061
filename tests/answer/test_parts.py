"""The part that each unit named must have, by the words around it."""

import pytest

from answer.normalise import normalise
from answer.query import Part

ANY, LEADS, JOINS, ABSENT = Part.ANY, Part.LEADS, Part.JOINS, Part.ABSENT


@pytest.fixture
def read(understanding):
    return lambda text: understanding.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("民政局牵头的那些里头，哪项没让财政局参加", {"市民政局": LEADS, "市财政局": ABSENT}),
        ("扶贫办牵头却没叫发改局参加的是哪些", {"市扶贫办": LEADS, "市发改局": ABSENT}),
        ("国税参加了地税却没参加的，是哪一项来着", {"市国税局": ANY, "市地税局": ABSENT}),
        ("我是农业局的，想看我们局替组织部打下手的有哪些项", {"市委组织部": LEADS, "市农业局": JOINS}),
        ("教育局帮人社局当配角的任务有哪些", {"市人社局": LEADS, "市教育局": JOINS}),
        ("扶贫办样样都沾，一共有几项没它的份", {"市扶贫办": ABSENT}),
        ("林业局有份、但不是它牵头的任务", {"市林业局": JOINS}),
        ("住建那摊子当中不是牵头的有几项", {"市住建局": JOINS}),
        ("审计局那条由谁配合", {"市审计局": LEADS}),
        ("人民银行汕尾市中心支行要认领的所有条目", {"人民银行汕尾市中心支行": ANY}),
        ("只看牵头，市农业局有哪两项", {"市农业局": LEADS}),
        ("市民政局配合的任务都是哪些，牵头的先不看", {"市民政局": JOINS}),
        ("市农业局总任务数减去牵头的，还剩哪些", {"市农业局": JOINS}),
        ("市财政局大多是配合，真正由它牵头的是哪一项", {"市财政局": LEADS}),
        ("市扶贫办领头、而且参加单位仅有一家的任务", {"市扶贫办": LEADS}),
        ("把民政局参与的任务扣掉含扶贫办的，还剩下什么", {"市民政局": ANY, "市扶贫办": ABSENT}),
        ("团市委的名字挂在哪几项任务后面", {"团市委": ANY}),
        ("市编办负责什么、参加什么", {"市编办": ANY}),
        ("工青妇都参加的任务", {"市总工会": ANY, "团市委": ANY, "市妇联": ANY}),
    ],
)
def test_parts_of_units(read, text, parts):
    assert {condition.units[0]: condition.part for condition in read(text).conditions} == parts


@pytest.mark.parametrize(
    ("question", "clauses", "units"),
    [
        ("供电局每回都跟谁作伴", ("20",), ("市发改局", "市财政局", "市水务局")),
        ("水务局一共两项任务，两项里都陪着它的单位是谁", ("19", "20"), ("市发改局", "市财政局")),
        ("统计局每次出场都跟同一家搭伙，是哪家？哪几项？", ("47", "52", "53"), ("市扶贫办",)),
        ("深圳对口帮扶办参加的两项，牵头是不是同一家？叫啥", ("1", "33"), ("市发改局",)),
        ("残连牵头的那条，谁跟着参加", ("11",), ("市民政局", "市财政局", "市教育局", "市人社局", "市卫计局")),
    ],
)
def test_a_units_partners_are_the_others(assistant, question, clauses, units):
    answer = assistant.ask(question)
    assert (answer.clauses, answer.units) == (clauses, units)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("只有一家责任单位的任务由哪家承担", ("人民银行汕尾市中心支行", "市扶贫办", "市文明办")),
        ("“汕尾”开头的责任单位有哪两家？", ("汕尾广播电视台", "汕尾银监分局")),
        ("第45项到第49项里，牵头的一共有哪几家不同的单位？", ("市委组织部", "市扶贫办")),
        ("工会、妇联这类群团组织，被派了任务的有几家？", ("团市委", "市总工会", "市妇联", "市残联", "市文联", "市工商联")),
    ],
)
def test_units_that_meet_a_condition(assistant, question, units):
    assert assistant.ask(question).units == units


@pytest.mark.parametrize(
    ("text", "first", "last", "number"),
    [("从第45项看到第60项，组织部有哪几条", "45", "60", 16), ("从第30项起到40项为止，扶贫办牵头了哪几项", "30", "40", 11)],
)
def test_a_stretch_told_as_a_way(read, text, first, last, number):
    clauses = read(text).clauses
    assert (clauses[0], clauses[-1], len(clauses)) == (first, last, number)


@pytest.mark.parametrize(("text", "said"), [("哪些任务提到“革命老区”，我要摘出来给老促会", []), ("老促会参加哪些任务", ["老促会"])])
def test_one_for_whom_it_is_asked_is_no_condition(read, text, said):
    assert [condition.said for condition in read(text).conditions] == said


def test_units_that_others_lead(ask, shipped):
    both = [t.id for t in shipped.tasks if {"市农业局", "市林业局"} <= set(t.participants)]
    assert list(ask("农业局、林业局都有份，但牵头的是第三家，这种情况有哪几项").clauses) == both


def test_a_lead_that_is_ruled_out(ask, shipped):
    pairs = [t.id for t in shipped.tasks if len(t.units) == 2 and "市扶贫办" not in t.leads]
    assert list(ask("责任单位不多不少正好两家、而且打头的不是扶贫办。符合的编号？").clauses) == pairs


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("残联没跟扶贫办搭伙的任务剩哪些", [Part.ANY, Part.ABSENT]),
        ("住建局在名单上（牵头不牵头都算）、但没列财政局的是哪几项", [Part.ANY, Part.ABSENT]),
        ("除第1和第33外发改局还牵着啥", [Part.LEADS]),
        ("编办这回领了哪些任务", [Part.ANY]),
        ("扶贫办项项有份，查查看它不在的到底有几项", [Part.ABSENT]),
    ],
)
def test_the_part_of_a_unit_is_as_its_words_say(understanding, text, parts):
    assert [condition.part for condition in understanding.read(normalise(text)).conditions] == parts


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("残联要联系人，我们只配合的任务是哪些单位牵头", "participants"),
        ("编办还被写进谁牵头的项目里了", "participants"),
        ("教育局这边不是我们主抓、要去给别人打配合的有多少条", "participants"),
        ("人社局的任务全部拉出来，包括配合的", "units"),
    ],
)
def test_the_part_of_a_unit_is_told_by_plain_words(ask, shipped, question, part):
    unit = next(u for u in ("市残联", "市编办", "市教育局", "市人社局") if u.removeprefix("市") in question)
    assert list(ask(question).clauses) == [task.id for task in shipped.tasks if unit in getattr(task, part)]


def test_tasks_of_one_unit_less_those_of_another(ask, shipped):
    left = [task.id for task in shipped.tasks if "市发改局" in task.units and "市财政局" not in task.units]
    assert list(ask("发改局的任务去掉财政局也在的，剩下啥").clauses) == left


def test_who_alone_joins_is_no_lead(ask, shipped):
    alone = [task.id for task in shipped.tasks if task.participants == ("市扶贫办",)]
    assert list(ask("只有市扶贫办一家参加的是哪些任务").clauses) == alone


def test_tasks_led_by_none_of_those_named(ask, shipped):
    both, own = {"市财政局", "市农业局"}, [task for task in shipped.tasks if {"市财政局", "市农业局"} <= set(task.units)]
    assert list(ask("财政局、农业局都列了名，可牵头的不是这两家，有哪些").clauses) == [t.id for t in own if not both & set(t.leads)]
