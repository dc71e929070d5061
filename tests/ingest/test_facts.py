from __future__ import annotations

import pytest

from ingest.facts import find_amounts, find_deadlines, find_deliverables, find_people, find_times, is_standing, is_time, read_deadline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("到 2018 年，力争实现", ["到 2018 年"]),
        ("2025年底前完成", ["2025年底前"]),
        ("2025年6月30日前、12月底前分别报送", ["2025年6月30日前", "12月底前"]),
        ("力争5年内建成", ["力争5年内"]),
        ("方案印发后30日内报送", ["方案印发后30日内"]),
        ("自本意见印发之日起30日内", ["本意见印发之日起30日内"]),
        ("今年年底前完成", ["今年年底前"]),
        ("每季度末前报送", ["每季度末前"]),
        ("完成时限：每季度　责任单位：市教育局", ["每季度"]),
        ("完成时限：2025年12月责任单位：市教育局", ["2025年12月"]),
        ("（完成时间：长期坚持）", ["长期坚持"]),
        ("2019年1月1日至2020年12月31日，对其中", []),
        ("期限3年以内的信用贷款", []),
        ("每年组织一次专项检查", []),
        ("从2019年1月1日起", []),
        ("“十四五”末实现全程网办", ["“十四五”末"]),
        ("到“十四五”末建成；“十五五”期间完成", ["到“十四五”末", "“十五五”期间"]),
        ("“十四五”期间，全市经济", []),
        ("二〇二五年底前完成", ["二〇二五年底前"]),
        ("2025年春节前、国庆节前报送", ["2025年春节前", "国庆节前"]),
        ("春节期间值班", []),
        ("汛期前完成", ["汛期前"]),
        ("2024—2026年，每年培训200名", ["2024—2026年"]),
        ("《规划（2021—2030年）》", []),
        ("2025年6月至9月集中整治", ["2025年6月至9月"]),
        ("2025年9月1日起全面推行", ["2025年9月1日起"]),
        ("自2025年9月1日起施行", []),
        ("今年6月底前办结", ["今年6月底前"]),
        ("明年上半年完成", ["明年上半年"]),
        ("力争2027年建成", ["力争2027年"]),
        ("2016年建成区面积扩大", []),
        ("用3年时间完成", ["用3年时间"]),
        ("每月5日、20日前报送", ["每月5日、20日前"]),
        ("每年年底前总结，每周五下班前报送", ["每年年底前", "每周五下班前"]),
        ("2025-06-30前完成，六月底前报送", ["2025-06-30前", "六月底前"]),
        ("2025年全年推进", ["2025年全年"]),
        ("（时限：2025年6月底，市公安局）", ["2025年6月底"]),
        ("整改时限：立行立改，长期坚持", ["立行立改，长期坚持"]),
        ("2016年11月15日", []),
        ("每季度召开会议，每周至少巡查一次", ["每季度", "每周"]),
        ("每年春秋两季集中免疫", ["每年春秋两季"]),
        ("每月补助300元，幼儿园每季度组织演练", []),
        ("汛前完成检修，七一前表彰，春节前后值守，防汛前线", ["汛前", "七一前"]),
        ("系统11月上线试运行，2025年9月下旬完成验收", ["11月", "2025年9月下旬"]),
        ("3月完成的项目，去年11月建成的站点", []),
        ("本措施自印发之日起施行，有效期至2025年12月31日", []),
        ("由县自然资源局在5个工作日内办结，破产案件3个月内审结", []),
        ("力争20个工作日内办结，3个月内建成", ["力争20个工作日内", "3个月内"]),
    ],
)
def test_deadlines_in_the_notices_words(text, words):
    found = list(find_deadlines(text))
    assert [deadline.words for _, _, deadline in found] == words
    assert [text[begin:end] for begin, end, _ in found] == words


@pytest.mark.parametrize(
    ("words", "year", "date", "recurring"),
    [
        ("到 2018 年年底", 2018, "2018-12-31", None),
        ("到2018年", 2018, "2018", None),
        ("2025年6月底前", 2025, "2025-06-30", None),
        ("2024年2月底前", 2024, "2024-02-29", None),
        ("2025年6月15日前", 2025, "2025-06-15", None),
        ("2025年6月", 2025, "2025-06", None),
        ("2026年上半年", 2026, "2026-06-30", None),
        ("2026年第三季度", 2026, "2026-09-30", None),
        ("2025年2月31日前", 2025, "2025-02", None),
        ("2025年19月底前", 2025, "2025", None),
        ("每季度", None, None, "quarterly"),
        ("每半年", None, None, "half_yearly"),
        ("每月5日前", None, None, "monthly"),
        ("5年内", None, None, None),
        ("按季度推进", None, None, "quarterly"),
        ("每周五前", None, None, "weekly"),
        ("“十四五”末", 2025, "2025-12-31", None),
        ("“十三五”期间", 2020, "2020-12-31", None),
        ("二○二五年六月底前", 2025, "2025-06-30", None),
        ("2024—2026年", 2026, "2026", None),
        ("2025年6月至9月", 2025, "2025-09", None),
        ("2025年11月至2026年3月", 2026, "2026-03", None),
        ("2025-06-30前", 2025, "2025-06-30", None),
        ("2025年国庆节前", 2025, "2025-09-30", None),
        ("2025年元旦前", 2024, "2024-12-31", None),
        ("2025年春节前", 2025, "2025", None),  # no day that is the same each year
    ],
)
def test_deadlines_are_normalised(words, year, date, recurring):
    deadline = read_deadline(words)
    assert (deadline.words, deadline.year, deadline.date, deadline.recurring) == (words, year, date, recurring)


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("力争5年内", "P5Y"),
        ("印发后30日内", "P30D"),
        ("本通知印发之日起一个月内", "P1M"),
        ("用3年时间", "P3Y"),
        ("两周内", "P2W"),
        ("印发之日起15个工作日内", None),
        ("2025年内", None),
        ("年内", None),
        ("2025年底前", None),
    ],
)
def test_a_limit_that_is_counted_from_something_has_a_length(words, within):
    assert read_deadline(words).within == within


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("每季度", True),
        ("2025年底前完成", True),
        ("长期坚持", True),
        ("时限：2025年6月底", True),
        ("市教育局", False),
        ("每季度通报情况", False),
        ("年内持续推进", True),
    ],
)
def test_what_is_a_time_and_nothing_else(words, alone):
    assert is_time(words) is alone


@pytest.mark.parametrize(("words", "standing"), [("长期坚持", True), ("持续推进", True), ("即知即改", False), ("2025年底前", False)])
def test_a_limit_without_an_end(words, standing):
    assert is_standing(words) is standing


def test_times_between_commas():
    text = "（市教育局牵头，每季度；市财政局配合，2025年底前完成）"
    assert [text[b:e] for b, e, _ in find_times(text)] == ["每季度", "2025年底前完成"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("制定甲规划、乙实施方案和丙计划。", ["甲规划", "乙实施方案", "丙计划"]),
        ("研究制定分类补助标准，实行差异化补助", ["分类补助标准"]),
        ("编制下达全国土地利用计划时，考虑", []),
        ("制定规划，重点突出", ["规划"]),
        ("落实实施方案", []),
        ("出台企业信用修复指引，编制《茶产业行动计划》", ["企业信用修复指引", "茶产业行动计划"]),
        ("印发专项整治实施方案，形成平台建设指南", ["专项整治实施方案", "平台建设指南"]),
        ("研究形成一致意见，形成长效机制", []),
    ],
)
def test_deliverables(text, names):
    found = list(find_deliverables(text))
    assert [deliverable.name for _, _, deliverable in found] == names
    assert [text[begin:end] for begin, end, _ in found] == names


def test_the_kind_of_a_deliverable_is_its_last_word():
    assert [d.kind for _, _, d in find_deliverables("制定甲规划、乙实施方案。")] == ["规划", "方案"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("按 6：3：1 的比例分担 20 亿元", [("6：3：1 的比例", "ratio"), ("20 亿元", "money")]),
        ("不低于70%", [("70%", "ratio")]),
        ("10 万人、5户、2次、3年以内", [("10 万人", "people"), ("5户", "people"), ("2次", "times"), ("3年以内", "duration")]),
        ("到2018年底", []),
    ],
)
def test_amounts(text, amounts):
    assert [(a.words, a.measure) for _, _, a in find_amounts(text)] == amounts


def test_people_are_named_with_title_and_place():
    text = "市领导挂钩联系各县，市委常委、政法委书记郑佳挂钩联系红海湾开发区，市直部门"
    ((begin, end, person),) = find_people(text)
    assert (person.title, person.name, person.linked_to) == ("市委常委、政法委书记", "郑佳", "红海湾开发区")
    assert text[begin:end] == "市委常委、政法委书记郑佳挂钩联系红海湾开发区"
