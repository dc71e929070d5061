"""A long message: the sentences that ask, apart from the story told around them."""

import pytest

from answer.normalise import normalise
from answer.query import Asks, Part, Wanted
from answer.story import asked_and_told, without_errands

TELLING = (
    "我在镇里跑腿跑了快二十年了，上个礼拜刚换了一位新书记。这位书记性子急，什么事都要当天回话，我嘴又笨，电话里常常讲不清楚，急得直冒汗。"
)


def test_a_short_message_tells_no_story():
    assert asked_and_told("我是新来的。危房改造谁牵头？") == ("我是新来的。危房改造谁牵头？", "")


@pytest.mark.parametrize(
    "asking",
    ["请问农村危房改造由哪家牵头？", "第17项归谁管？", "麻烦把第17项的内容念给我听听。", "想核实一下，危房改造2018年要完成吗？"],
)
def test_what_asks_is_told_from_the_story(asking):
    assert asked_and_told(TELLING + asking) == (asking, TELLING)
    assert asked_and_told(asking + TELLING) == (asking, TELLING)


def test_what_is_asked_by_the_way_is_of_the_story():
    assert asked_and_told(f"我不留名字行吧？{TELLING}危房改造谁牵头？")[0] == "危房改造谁牵头？"


def test_a_question_whole_by_itself_is_read_alone(understanding):
    query = understanding.read(normalise(f"{TELLING}请问第17项由哪家牵头？"))
    assert (query.asks, query.wanted, query.clauses, query.topic) == (Asks.UNITS, Wanted.LEAD, ("17",), "")


def test_the_matter_is_sought_in_the_story_where_the_question_points_back_to_it(understanding):
    query = understanding.read(normalise(f"{TELLING}村里的水渠塌了几处，稻田浇不上水。这种事在市里是找哪个单位？"))
    assert (query.asks, query.wanted) == (Asks.UNITS, Wanted.LEAD)
    assert "水渠塌了几处" in query.topic


@pytest.mark.parametrize("begins", ["我在市妇联做文书。", "市妇联的。"])
def test_the_unit_that_asks_is_the_one_that_the_story_names(understanding, begins):
    query = understanding.read(normalise(f"{begins}{TELLING}请问我们参加的任务是哪几项？"))
    assert [(c.units, c.part) for c in query.conditions] == [(("市妇联",), Part.JOINS)]
    assert query.asks is Asks.TASKS and not query.topic


def test_a_short_message_may_introduce_its_unit_too(ask, shipped):
    answer = ask("刚调到市金融局，想知道局里在脱贫攻坚分工里都有哪些任务")
    assert list(answer.clauses) == [task.id for task in shipped.tasks if "市金融局" in task.units]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("光伏二字在哪几项任务出现过？供电所的同志问我", "光伏二字在哪几项任务出现过？"),
        ("老区建设促进会要一份摘录，正文写到“革命老区”的任务项有哪些", "正文写到“革命老区”的任务项有哪些"),
        ("看不清复印件，第22项括号里头第一个单位是哪个", "第22项括号里头第一个单位是哪个"),
        ("写综述需要：重点任务列了多少项", "重点任务列了多少项"),
        ("扶贫办负责汇总，什么时候报", "扶贫办负责汇总，什么时候报"),  # said of the matter
        ("我在财政局值班，我们局牵头哪几项", "我在财政局值班，我们局牵头哪几项"),  # who asks
        ("妇儿工委要填表", "妇儿工委要填表"),  # nothing is asked beside it
    ],
)
def test_why_and_for_whom_it_is_asked_is_no_part_of_what_is_asked(text, asked):
    assert without_errands(text) == asked


def test_who_asks_is_told_before_a_question_and_not_before_a_remark(ask):
    assert ask("刚调到市金融局，想知道局里都有哪些任务").text.startswith("**市金融局** 承担 4 项任务")
    assert ask("市扶贫基金会的捐款账号和开户行，我们公司想打款过去").text == "通知里没有写账号。"


def test_they_are_those_of_the_one_unit_named_before(ask, shipped):
    of_unit = [task.id for task in shipped.tasks if "市供销社" in task.units]
    assert list(ask("供销社的主任来问过两回，他们到底在哪几项里").clauses) == of_unit
    both = [task.id for task in shipped.tasks if {"市残联", "市民政局"} <= set(task.units)]
    assert list(ask("要请残联和民政局来谈，他们共同承担的是哪几项").clauses) == both


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("县团委想做个志愿服务汇编，文件中凡写到“志愿”二字的任务，序号发我", "文件中凡写到“志愿”二字的任务，序号发我"),
        ("要出方案的任务一共几项？审计要核", "要出方案的任务一共几项？"),
        ("我在统计协调难度，正好有8家责任单位的有哪几项", "正好有8家责任单位的有哪几项"),
        ("我们村想申请危房改造，找谁", "我们村想申请危房改造，找谁"),
    ],
)
def test_what_a_list_is_made_for_is_no_part_of_what_is_asked(text, asked):
    assert normalise(text).text == asked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("那个补贴，你晓得的嘛，归谁发", "那个补贴，归谁发"),
        ("这个单位一共几项，麻烦快点", "这个单位一共几项"),
        ("喂，呃，第17项谁牵头", "第17项谁牵头"),
        ("嗯", "嗯"),  # nothing else is said
    ],
)
def test_stretches_that_say_nothing_are_left_out(text, kept):
    assert without_errands(text) == kept
