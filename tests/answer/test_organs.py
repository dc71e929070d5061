"""Names of units as people say them lead to the notice's own units."""

import pytest

from answer.mentions import find_units
from answer.organs import OrganNames, is_bare
from ingest import parse_notice, read_notice
from settings import ROOT


def test_the_place_is_read_off_the_issuer(names, other):
    assert names.place == "汕尾市"
    assert OrganNames(other).place in ("青山县", "")


def test_every_unit_of_the_notice_leads_to_itself(shipped, names):
    for unit in shipped.units:
        assert names.aliases[unit].units == (unit,), unit


@pytest.mark.parametrize(
    ("said", "unit", "via"),
    [
        ("市住建局", "市住建局", "exact"),
        ("住建局", "市住建局", "exact"),
        ("住房和城乡建设局", "市住建局", "alias"),
        ("人力资源和社会保障局", "市人社局", "alias"),
        ("发展和改革局", "市发改局", "alias"),
        ("人行", "人民银行汕尾市中心支行", "alias"),
        ("组织部", "市委组织部", "exact"),
        ("团委", "团市委", "alias"),
        ("扶贫办", "市扶贫办", "exact"),
        ("残疾人联合会", "市残联", "alias"),
        ("妇女联合会", "市妇联", "alias"),
        ("编办", "市编办", "exact"),
        ("乡村振兴局", "市扶贫办", "reform"),
        ("卫生健康局", "市卫计局", "reform"),
        ("自然资源局", None, "reform"),
        ("生态环境局", "市环保局", "reform"),
        ("农业农村局", "市农业局", "reform"),
    ],
)
def test_a_name_leads_to_a_unit(names, said, unit, via):
    alias = names.aliases[said]
    assert alias.via == via
    if unit:
        assert unit in alias.units


def test_after_the_reform_one_organ_may_stand_for_two_units(names):
    assert set(names.aliases["文化广电旅游体育局"].units) == {"市文广新局", "市旅游局"}
    assert set(names.aliases["税务局"].units) == {"市国税局", "市地税局"}


def test_a_reform_names_its_source(names):
    assert names.aliases["农业农村局"].note


@pytest.mark.parametrize("said", ["工商局", "工商行政管理局", "气象局", "体育局"])
def test_an_organ_the_notice_does_not_name_has_no_units(names, said):
    assert names.aliases[said].units == () and names.aliases[said].via == "absent"


def test_the_industry_and_commerce_federation_is_not_the_bureau(names):
    assert names.aliases["工商联"].units == ("市工商联",)
    assert names.similar("市工商局")[0] == "市工商联"


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("市委组织部", "party"),
        ("汕尾银监分局", "finance_regulator"),
        ("邮政银行汕尾分行", "bank"),
        ("电信汕尾分公司", "telecom"),
        ("市妇联", "mass"),
    ],
)
def test_units_have_kinds(names, unit, kind):
    assert names.kind(unit) == kind


def test_an_unknown_unit_has_no_kind(names):
    assert names.kind("不存在的单位") == ""


def test_names_of_today_are_exact_in_a_notice_of_today():
    notice = parse_notice("某县2020年工作分工\n\n1. 开展老年人免费体检。（县卫生健康局）\n\n2. 修路。（县交通运输局）\n", "x")
    names = OrganNames(notice)
    assert names.aliases["卫生健康局"].via == "exact" and names.aliases["卫生健康局"].units == ("县卫生健康局",)


@pytest.mark.parametrize(
    ("stem", "bare"), [("发改", True), ("民政", True), ("发改局", False), ("人行", False), ("团委", False), ("妇联", False)]
)
def test_a_name_without_its_closing_word_is_bare(stem, bare):
    assert is_bare(stem) is bare


def test_the_longest_name_is_found(names):
    assert names.longest_at("问市委组织部和", 1).said == "市委组织部"
    assert names.longest_at("一二三", 0) is None


def test_each_name_of_an_office_with_two_leads_to_it():
    text = "关于分工的通知\n岭南省人民政府\n一、管商会。（省民族宗教委（省侨办）、省民政厅（省老龄办））\n"
    text += "二、管养老。（省民政厅、省公安厅交警总队）\n"
    names = OrganNames(parse_notice(text, "twice"))
    assert names.aliases["省侨办"].units == names.aliases["省民族宗教委"].units == ("省民族宗教委（省侨办）",)
    assert set(names.aliases["省民政厅"].units) == {"省民政厅", "省民政厅（省老龄办）"}
    assert names.aliases["交警总队"].units == ("省公安厅交警总队",)


PROVINCE = """岚江省人民政府办公厅关于分工的通知

1. 建平台。（省工业和信息化厅、省生态环境厅、省委网信办、各市（州）人民政府、国网岚江省电力有限公司、中国铁路岚江局集团有限公司）
"""
STATE = """国务院关于分工的通知

国发〔2018〕38号

1. 放宽限制。（知识产权局、市场监管总局、邮政局、人民银行、国资委）
"""
COUNTY = """青岚县人民政府办公室关于分工的通知

1. 治污水。（市生态环境局青岚分局、县发改局、各乡镇人民政府）
"""


@pytest.mark.parametrize(
    ("text", "said", "unit"),
    [
        (PROVINCE, "工信厅", "省工业和信息化厅"),
        (PROVINCE, "环保厅", "省生态环境厅"),
        (PROVINCE, "市州政府", "各市（州）人民政府"),
        (PROVINCE, "国网", "国网岚江省电力有限公司"),
        (PROVINCE, "铁路局", "中国铁路岚江局集团有限公司"),
        (STATE, "国家知识产权局", "知识产权局"),
        (STATE, "市场监督管理总局", "市场监管总局"),
        (STATE, "国家邮政局", "邮政局"),
        (STATE, "中国人民银行", "人民银行"),
        (COUNTY, "环保局", "市生态环境局青岚分局"),
        (COUNTY, "发改委", "县发改局"),
        (COUNTY, "镇政府", "各乡镇人民政府"),
    ],
)
def test_names_are_told_at_any_level(text, said, unit):
    assert OrganNames(parse_notice(text, "x")).aliases[said].units == (unit,)


def test_a_ministry_is_no_citys_bureau(names):
    assert names.aliases["教育部"].units == ()


def test_what_is_left_of_a_branch_without_its_place_names_nothing():
    assert "分局" not in OrganNames(parse_notice(COUNTY, "x")).aliases


def test_a_piece_of_a_name_is_short_for_every_unit_that_has_it(names):
    assert names.short_for("邮政") == ("市邮政管理局", "邮政银行汕尾分行")
    assert names.short_for("光伏") == names.short_for("局") == ()


OFFICES = """岚溪乡防汛工作任务分工表
1.排查隐患。（责任单位：岚溪派出所、岚溪供电所、石塘镇人民政府）
2.值班值守。（责任单位：办公室、生态环境保护督察办公室、白塔村）
"""


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("派出所配合的是哪几项", "岚溪派出所"),
        ("石塘镇政府有哪些任务", "石塘镇人民政府"),
        ("督察办都配合些什么", "生态环境保护督察办公室"),
        ("办公室有哪些任务", "办公室"),
        ("白塔村有哪些任务", "白塔村"),
    ],
)
def test_offices_are_known_as_people_call_them(said, unit):
    (mention,) = find_units(said, OrganNames(parse_notice(OFFICES, "offices")))
    assert mention.units == (unit,)


def test_the_end_of_two_offices_names_leads_to_neither():
    names = OrganNames(parse_notice("分工表\n1.排查。（责任单位：岚溪派出所、云台派出所）\n", "two"))
    assert not any(mention.units for mention in find_units("派出所配合的是哪几项", names))


@pytest.mark.parametrize("path", sorted((ROOT / "eval/questions/notices").iterdir()), ids=lambda path: path.name)
def test_every_unit_of_a_notice_is_understood_by_its_own_name(path):
    notice = read_notice(path)
    names = OrganNames(notice)
    found = {unit: find_units(f"{unit}有哪些任务", names) for unit in notice.units}
    missed = [unit for unit, mentions in found.items() if len(mentions) != 1 or unit not in mentions[0].units]
    assert found and not missed


@pytest.mark.parametrize(
    ("unit", "said", "known"),
    [("市文化广电旅游体育局", "市体育局", True), ("市文化和旅游局", "市体育局", False), ("市政数局", "市政务服务和数据管理局", True)],
)
def test_a_unit_answers_for_an_organ_merged_in_some_places_only_where_its_name_shows_it(unit, said, known):
    notice = parse_notice(f"关于分工的通知\n青山市人民政府\n2025年3月1日\n1．开展活动。（{unit}）\n", "own")
    alias = OrganNames(notice).longest_at(said, 1)
    assert bool(alias.units) is known


def test_a_name_two_reforms_later_leads_to_the_unit(shipped):
    names = OrganNames(shipped)
    assert names.aliases["银保监分局"].units == names.aliases["金融监管分局"].units == ("汕尾银监分局",)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("中国银监会汕尾监管分局列名在哪两项", ["26", "27"]),
        ("中国邮政储蓄银行在汕尾的分行参与的是第几项", ["26"]),
    ],
)
def test_a_branch_is_known_by_its_full_name(ask, question, clauses):
    assert list(ask(question).clauses) == clauses


def test_a_name_of_two_organs_leads_to_the_one_that_the_notice_has():
    notice = parse_notice(
        "岭东省人民政府办公厅关于2024年工作分工的通知\n\n1. 扩大贷款。（人民银行岭东省分行牵头，省财政厅配合）\n", "lingdong"
    )
    assert OrganNames(notice).aliases["人行"].units == ("人民银行岭东省分行",)
