"""Units, clause numbers, years and quoted words are recognised in a question."""

from itertools import pairwise

import pytest

from answer.mentions import find_clauses, find_quoted, find_units, find_years


def clauses_of(text, notice):
    mentions = find_clauses(text, notice)
    return [i for m in mentions for i in m.clauses], [i for m in mentions for i in m.missing]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("第22项谁牵头", ["22"]),
        ("第二十二项谁牵头", ["22"]),
        ("任务22谁牵头", ["22"]),
        ("任务二十二谁牵头", ["22"]),
        ("22号任务谁牵头", ["22"]),
        ("22号谁牵头", ["22"]),
        ("第22条写了什么", ["22"]),
        ("task 22 lead unit", ["22"]),
        ("第四十项谁牵头", ["40"]),
        ("第一项谁牵头", ["1"]),
        ("第3项和第34项都有的单位", ["3", "34"]),
        ("第3、34项的牵头单位", ["3", "34"]),
        ("第52、53、47项谁牵头", ["52", "53", "47"]),
        ("第22项、第28项谁牵头", ["22", "28"]),
        ("第5到第8项谁牵头", ["5", "6", "7", "8"]),
        ("5至8项谁牵头", ["5", "6", "7", "8"]),
        ("前三项谁牵头", ["1", "2", "3"]),
        ("最后两项谁牵头", ["59", "60"]),
        ("工作要求第二条说什么", ["二（二）"]),
        ("二（三）说什么", ["二（三）"]),
        ("要求（一）说什么", ["二（一）"]),
        ("五十二项的参加单位", ["52"]),
    ],
)
def test_clause_numbers_ranges_and_lists_are_read(shipped, text, ids):
    assert clauses_of(text, shipped) == (ids, [])


@pytest.mark.parametrize(("text", "missing"), [("第61项谁牵头", ["61"]), ("任务99写了什么", ["99"]), ("工作要求第四条", ["要求4"])])
def test_numbers_the_notice_lacks_are_told(shipped, text, missing):
    assert clauses_of(text, shipped) == ([], missing)


def test_a_list_may_be_known_in_part(shipped):
    assert clauses_of("第60、61项谁牵头", shipped) == (["60"], ["61"])


@pytest.mark.parametrize(
    "text",
    [
        "正好5项任务的单位",
        "市统计局参加了3项吗",
        "哪些单位牵头2项",
        "一共有几项任务",
        "有8家单位的任务",
        "2018年要完成什么",
        "三年攻坚是什么",
        "5万元贷款",
        "第一书记由谁选派",
        "两项任务都归谁",
        "任务一共多少",
        "每户至少1人",
    ],
)
def test_counts_years_and_sums_are_no_clause_numbers(shipped, text):
    assert clauses_of(text, shipped) == ([], [])


@pytest.mark.parametrize("text", ["第22项谁牵头", "问第3、34项的牵头单位"])
def test_a_mention_tells_where_it_stands(shipped, text):
    mention = find_clauses(text, shipped)[0]
    assert text[mention.begin : mention.end].startswith("第") and text[mention.begin : mention.end].endswith("项")


@pytest.mark.parametrize(
    ("text", "units", "via"),
    [
        ("市审计局牵头哪项", [("市审计局",)], "exact"),
        ("审计局牵头哪项", [("市审计局",)], "exact"),
        ("汕尾市审计局牵头哪项", [("市审计局",)], "exact"),
        ("我市审计局牵头哪项", [("市审计局",)], "exact"),
        ("住房和城乡建设局牵头哪项", [("市住建局",)], "alias"),
        ("市住房和城乡建设局牵头哪项", [("市住建局",)], "alias"),
        ("市农业农村局牵头哪项", [("市农业局",)], "reform"),
        ("市乡村振兴局牵头哪项", [("市扶贫办",)], "reform"),
        ("民正局牵头哪项", [("市民政局",)], "slip"),
        ("市教玉局牵头哪项", [("市教育局",)], "slip"),
        ("人行牵头哪项", [("人民银行汕尾市中心支行",)], "alias"),
        ("市工商联牵头哪项", [("市工商联",)], "exact"),
        ("市工商局牵头哪项", [()], "absent"),
        ("市气象局牵头哪项", [()], "absent"),
        ("深圳市教育局牵头哪项", [()], "elsewhere"),
        ("陆丰市民政局牵头哪项", [()], "elsewhere"),
        ("深圳对口帮扶办参加哪项", [("深圳对口帮扶办",)], "exact"),
    ],
)
def test_a_unit_is_recognised_as_it_is_said(names, text, units, via):
    mentions = find_units(text, names)
    assert [m.units for m in mentions] == units
    assert [m.via for m in mentions] == [via]
    assert all(text[m.begin : m.end] == m.said for m in mentions)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("市农业局和市林业局共同的任务", ["市农业局", "市林业局"]),
        ("发改、财政、民政三家都参加的", ["市发改局", "市财政局", "市民政局"]),
        ("民政局、残联一起的有哪些", ["市民政局", "市残联"]),
        ("移动、联通、电信参加哪项", ["移动汕尾分公司", "联通汕尾分公司", "电信汕尾分公司"]),
        ("团委跟妇联都有的任务", ["团市委", "市妇联"]),
        ("民政牵头哪几项", ["市民政局"]),
        ("发改部门参加哪几项", ["市发改局"]),
    ],
)
def test_several_units_and_short_names_in_company(names, text, units):
    assert [unit for m in find_units(text, names) for unit in m.units] == units


@pytest.mark.parametrize(
    "text",
    [
        "旅游扶贫谁牵头",
        "农业保险怎么扩大",
        "教育经费向哪里倾斜",
        "金融服务站设在哪",
        "政法委书记挂钩哪里",
        "纪委书记联系哪个市",
        "交通基础设施谁负责",
    ],
)
def test_words_of_a_topic_are_no_units(names, text):
    assert find_units(text, names) == []


def test_mentions_come_in_order_and_do_not_overlap(names):
    mentions = find_units("市委组织部、民正局和市乡村振兴局、市气象局", names)
    assert [m.via for m in mentions] == ["exact", "slip", "reform", "absent"]
    assert all(one.end <= two.begin for one, two in pairwise(mentions))


def test_years_and_quoted_words():
    assert find_years("到2018年年底，还是2019") == [(1, 6, 2018), (11, 15, 2019)]
    assert find_years("三年攻坚，12018元") == []
    assert find_quoted("提到“三旧”和「一卡通」的") == [(2, 6, "三旧"), (7, 12, "一卡通")]
