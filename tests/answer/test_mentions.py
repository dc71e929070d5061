"""Units, years and quoted words are recognised in a question, and references to clauses read."""

from itertools import pairwise

import pytest

from answer.mentions import after_merger, find_quoted, find_units, find_years, name_meant
from answer.organs import OrganNames
from ingest import parse_notice


@pytest.mark.parametrize(
    ("words", "units", "via"),
    [
        ("“邮储”", ("邮政银行汕尾分行",), "alias"),
        ("民宗", ("市民宗局",), "alias"),
        ("惨联", ("市残联",), "slip"),
        ("科协", (), "absent"),
        ("市场监督局", (), "absent"),
        ("邮政", ("市邮政管理局", "邮政银行汕尾分行"), "several"),
    ],
)
def test_words_known_to_be_a_name(names, words, units, via):
    mention = name_meant(words, 0, names)
    assert (mention.units, mention.via) == (units, via)
    assert mention.said == words.strip("“”")


@pytest.mark.parametrize("words", ["", "“”", "那家", "光伏", "科技公司", "民办学校"])
def test_words_that_are_no_name(names, words):
    assert name_meant(words, 0, names) is None


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


def test_a_name_the_notice_lacks_is_explained_by_the_one_in_brackets(names):
    assert [m.units for m in find_units("银监会那边（汕尾银监分局）出现在第几项", names)] == [("汕尾银监分局",)]
    assert [m.units for m in find_units("银监会和汕尾银监分局分别在第几项", names)] == [(), ("汕尾银监分局",)]


@pytest.mark.parametrize(
    ("text", "units", "via"),
    [
        ("县发改委牵头哪项", [("县发改局",)], "alias"),
        ("我县发改委牵头哪项", [("县发改局",)], "alias"),
        ("县环保局牵头哪项", [("市生态环境局青岚分局",)], "reform"),
        ("市生态环境局牵头哪项", [("市生态环境局青岚分局",)], "alias"),
        ("市发改委牵头哪项", [()], "elsewhere"),
        ("省里的发改委牵头哪项", [()], "elsewhere"),
        ("县商务局牵头哪项", [()], "absent"),
        ("乡镇政府牵头哪项", [("各乡镇人民政府",)], "alias"),
    ],
)
def test_a_unit_of_a_county_is_told_from_those_above(text, units, via):
    county = "青岚县人民政府办公室关于分工的通知\n\n1. 治污水。（市生态环境局青岚分局、县发改局、各乡镇人民政府）\n"
    mentions = find_units(text, OrganNames(parse_notice(county, "county")))
    assert ([m.units for m in mentions], [m.via for m in mentions]) == (units, [via])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("消费扶贫、扶贫产品进食堂由谁牵头", []),
        ("发改、财政、扶贫牵头的", ["发改", "财政", "扶贫"]),
        ("各级审计部门要做什么", []),
        ("审计部门要做什么", ["审计部门"]),
    ],
)
def test_a_topic_and_the_organs_of_all_levels_are_no_units(names, text, said):
    assert [mention.said for mention in find_units(text, names)] == said


def test_three_short_names_side_by_side_are_units_and_two_a_topic(names):
    found = [mention.units for mention in find_units("那几家企业（电信移动联通）派到哪项", names)]
    assert found == [("电信汕尾分公司",), ("移动汕尾分公司",), ("联通汕尾分公司",)]
    assert find_units("旅游扶贫搞得怎么样", names) == []


def test_a_word_of_denial_begins_no_name(names):
    assert name_meant("非政府局", 0, names) is None


@pytest.mark.parametrize(("text", "level"), [("规范开发区工会体制", False), ("区工会有哪些任务", True)])
def test_the_end_of_another_word_is_no_level(names, text, level):
    (mention,) = find_units(text, names)
    assert (mention.via == "elsewhere") is level


def test_two_short_names_side_by_side_are_units_where_they_are_said_to_be_together(names):
    assert [m.units for m in find_units("国税地税都参加第43项吗", names)] == [("市国税局",), ("市地税局",)]
    assert find_units("旅游扶贫都要做什么", names) == []


def test_short_names_side_by_side_are_units_where_so_many_of_one_kind_are_spoken_of(names):
    told = find_units("组织宣传统战这三个部牵头的", names)
    assert [mention.units for mention in told] == [("市委组织部",), ("市委宣传部",), ("市委统战部",)]
    assert len(find_units("组织宣传统战这两个部牵头的", names)) < 3


def test_a_short_name_with_its_branch_is_a_unit(names):
    assert [m.units for m in find_units("邮储汕尾分行，请问有我们的事吗", names)] == [("邮政银行汕尾分行",)]


def test_a_short_name_drawn_together_is_a_unit_wherever_it_stands(shipped):
    names = OrganNames(shipped)
    assert [u.said for u in find_units("先跟发改通个气，那边有几项", names)] == ["发改"]
    assert find_units("林业生态补偿怎么做", names) == []  # a word of the notice


def test_names_in_brackets_that_make_up_the_one_before_are_not_named_again(shipped):
    (only,) = find_units("市税务局（国税地税合并后）要管哪些任务", OrganNames(shipped))
    assert only.said == "市税务局" and only.units == ("市国税局", "市地税局")


def test_what_brackets_name_parts_of_is_left_out(names):
    found = find_units("市委的三个部（组织、宣传、统战）牵头的加一块儿是哪些项", names)
    assert [mention.units for mention in found] == [("市委组织部",), ("市委宣传部",), ("市委统战部",)]


def test_an_officer_is_no_slip_for_a_unit(names):
    assert find_units("陆丰是纪委曹书记挂钩联系的吧", names) == []


@pytest.mark.parametrize(
    "text", ["原来国土局的职责归自然资源局了，老国土局在方案里出现于哪些项", "自然资源局接手了原国土局的工作，原国土局参加的有几项"]
)
def test_the_former_organ_is_the_one_asked_about(names, text):
    assert [mention.units for mention in find_units(text, names)] == [("市国土局",)]


def test_what_organs_were_merged_into_is_the_one_asked_about(names):
    assert after_merger("国税地税早合并成市税务局了，那么市税务局涉及哪几项任务", names) == "那么市税务局涉及哪几项任务"
    assert after_merger("合并的村里，市税务局涉及哪几项任务", names).startswith("合并的村里")


def test_a_short_name_before_a_comma_is_a_unit_where_its_part_follows(names):
    assert [mention.units for mention in find_units("国土，参加但不是牵头的", names)] == [("市国土局",)]
    assert find_units("旅游，扶贫和电商哪个先搞", names) == []
