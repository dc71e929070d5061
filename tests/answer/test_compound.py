"""Several questions in one message: where it is cut."""

import pytest

from answer.compound import asked_in_turn, cut_apart, matters_apart
from answer.normalise import normalise


@pytest.fixture
def parts(understanding):
    return lambda text: [part.text.strip("，？；") for part in cut_apart(normalise(text), understanding)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第5项谁牵头，另外公益林补偿归哪家管", ["第5项谁牵头", "公益林补偿归哪家管"]),
        ("农村低保哪家牵头？光纤进村又是哪家", ["农村低保哪家牵头", "光纤进村又是哪家"]),
        ("旅游扶贫有哪些单位负责？文化扶贫那项呢？", ["旅游扶贫有哪些单位负责", "文化扶贫那项呢"]),
        ("第9项是人社局牵头吧？那第8项谁牵头", ["第9项是人社局牵头吧", "那第8项谁牵头"]),
        ("第9项谁牵头？另外光伏开发那项是几月底前", ["第9项谁牵头", "光伏开发那项是几月底前"]),
        ("第一书记任期几年、每个干部最多联系几户", ["第一书记任期几年", "每个干部最多联系几户"]),
        ("1、农村低保谁牵头；2、光纤进村谁牵头", ["农村低保谁牵头", "光纤进村谁牵头"]),
        ("第一书记任期几年？每个干部联系户数上限又是几户？", ["第一书记任期几年", "每个干部联系户数上限又是几户"]),
        ("第3项、第4项谁牵头？第5项呢？第6项讲什么", ["第3项、第4项谁牵头", "第5项呢", "第6项讲什么"]),
        ("帮我备两条：农村低保由谁牵头；贫困村公路硬化完成的年份", ["农村低保由谁牵头", "贫困村公路硬化完成的年份"]),
        ("三个数：第一书记任期多长、每个干部最多帮几户", ["第一书记任期多长", "每个干部最多帮几户"]),
    ],
)
def test_a_message_is_cut_where_a_new_matter_is_asked_about(parts, text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "危房改造谁牵头，什么时候完成",  # of the same matter
        "低保、医保、养老分别归谁管",  # one question, three matters
        "养老保险我断缴好几年了，贫困户有扶持吗",  # 好几年 asks nothing
        "危房改造是住建局牵头，还是水务局牵头？",
        "市农业局牵头哪几项，其中有几项是林业局参加的",  # of those just listed
        "党政主要领导呢，每年起码要走访几回",
        "扶贫资金要20亿，市财政自己掏多少",
        "我们村几个老人住危房，谁能管",
        "补的那点钱多少年没涨过，要提标准该找哪家",  # 多少年 asks nothing
        "手术欠了十几万，贫困户再帮一把找哪个部门",
    ],
)
def test_a_message_of_one_question_is_left_whole(parts, text):
    assert len(parts(text)) == 1


def test_the_answers_of_all_parts_are_given_in_order(assistant):
    answer = assistant.ask("第22项谁牵头？第17项有哪些单位参加？")
    assert answer.status == "answered" and answer.clauses == ("22", "17")
    first, second = (assistant.ask(text) for text in ("第22项谁牵头", "第17项有哪些单位参加"))
    assert answer.units == (*first.units, *(unit for unit in second.units if unit not in first.units))
    assert answer.text == f"{first.text}\n{second.text}" and answer.citations == (*first.citations, *second.citations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学前教育、农网改造，各由谁牵头", ["学前教育由谁牵头", "农网改造由谁牵头"]),
        ("林下经济和乡村旅游这两样分别归谁？", ["林下经济归谁", "乡村旅游归谁"]),
        ("农村公路、饮水安全两件事，牵头单位各是谁", ["农村公路牵头单位是谁", "饮水安全牵头单位是谁"]),
        ("自然村道路硬化，光纤入村，垃圾处理。牵头？", ["自然村道路硬化谁牵头", "光纤入村谁牵头", "垃圾处理谁牵头"]),
        ("想找企业出力：企业捐赠抵税、支援老区建设，两条线各自牵头的", ["企业捐赠抵税谁牵头", "支援老区建设谁牵头"]),
        ("学前教育和农网改造，领导老把这两样说混，我要分清楚：各由谁牵头", ["学前教育由谁牵头", "农网改造由谁牵头"]),
        ("市财政局和市民政局分别牵头哪些", []),  # units, and no matters
        ("危房改造谁牵头", []),
    ],
)
def test_matters_that_are_listed_are_asked_about_each_by_itself(understanding, text, expected):
    assert [question.text for question in matters_apart(normalise(text), understanding)] == expected


def test_tasks_and_the_items_of_a_part_are_counted_side_by_side(ask):
    answer = ask("重点任务列了多少项，工作要求又有几条")
    assert "全文共 60 项任务。" in answer.text and "“二、工作要求”这一部分共 3 项：" in answer.text


@pytest.mark.parametrize("text", ["甲乙、" * 3000, "甲乙和" * 3000 + "分别归谁", "分别" * 5000, "修水泥路，" * 3000 + "牵头？"])
def test_a_list_without_end_is_no_list(understanding, text):
    assert matters_apart(normalise(text), understanding) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("助学贷款最长几年，利息由谁来出？", ["助学贷款最长几年，", "利息由谁来出？"]),
        ("这项谁牵头、什么时候完成", ["这项谁牵头、", "什么时候完成"]),
        ("危房改造谁牵头", []),
    ],
)
def test_questions_of_one_matter_are_told_apart_word_for_word(text, expected):
    assert [question.text for question in asked_in_turn(normalise(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "教育、水利、旅游三家的攻坚方案各由哪个局起草牵头",
            ["教育攻坚方案由哪个局起草牵头", "水利攻坚方案由哪个局起草牵头", "旅游攻坚方案由哪个局起草牵头"],
        ),
        (
            "催稿用：底线民生、固本强基这两份三年攻坚实施方案，该催谁",
            ["底线民生三年攻坚实施方案该催谁", "固本强基三年攻坚实施方案该催谁"],
        ),
        ("老区这几件：信贷支持、五老补助，把牵头单位对上号", ["老区信贷支持谁牵头", "老区五老补助谁牵头"]),
        ("残疾人摸底建系统，跟残疾人康复、托养，两摊子事各归谁领头？", ["残疾人摸底建系统归谁领头", "残疾人康复、托养归谁领头"]),
        ("危房改造该找谁", []),
    ],
)
def test_what_is_said_once_of_several_matters_is_said_of_each(understanding, text, expected):
    assert [question.text for question in matters_apart(normalise(text), understanding)] == expected


def test_what_the_questions_are_for_is_no_part_of_the_first(parts):
    found = parts("家长夜校讲两点就够：助学贷款的利息怎么处理，建档立卡的普高生有啥减免")
    assert found == ["助学贷款的利息怎么处理", "建档立卡的普高生有啥减免"]
