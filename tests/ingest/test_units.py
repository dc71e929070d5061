"""The responsibility grammar, form by form."""

from __future__ import annotations

import pytest

from ingest.names import canonical, canonical_names, is_unit_name, split_names
from ingest.phrases import bracket_groups, find_phrases
from ingest.units import read_responsibilities, settle_roles
from schema import LeadRule

SHORT = {"lead": "牵", "joint_lead": "共", "participant": "参", "by_duty": "职", "responsible": "责"}


def read(text, rule=LeadRule.NONE):
    responsibility = read_responsibilities(text, find_phrases(text))
    return " ".join(f"{SHORT[u.role.value]}{u.name}" for u in settle_roles(responsibility, rule)), responsibility.open_words


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("甲。（市教育局、市财政局）", "责市教育局 责市财政局"),
        ("甲（市教育局、市财政局）。", "责市教育局 责市财政局"),
        ("甲。（市教育局）", "牵市教育局"),
        ("甲。（市教育局、市财政局负责）", "责市教育局 责市财政局"),
        ("甲。（由市发改局负责）", "牵市发改局"),
        ("甲。（市教育局牵头，市财政局、市人社局配合）", "牵市教育局 参市财政局 参市人社局"),
        ("甲。（市教育局牵头、市财政局参加）", "牵市教育局 参市财政局"),
        ("甲。（市教育局牵头，市财政局按职责分工负责）", "牵市教育局 职市财政局"),
        ("甲。（市教育局负责，市财政局配合）", "牵市教育局 参市财政局"),
        ("甲。（市教育局、市财政局共同牵头，市人社局参与）", "共市教育局 共市财政局 参市人社局"),
        ("甲。（牵头单位：市教育局；责任单位：市财政局、市人社局）", "牵市教育局 参市财政局 参市人社局"),
        ("甲。（责任单位：市教育局；配合单位：市财政局）", "牵市教育局 参市财政局"),
        ("甲。（牵头单位：市教育局）（配合单位：市财政局）", "牵市教育局 参市财政局"),
        ("甲。【牵头单位：市教育局，配合单位：市财政局】", "牵市教育局 参市财政局"),
        ("甲。\n牵头单位：市教育局\n责任单位：市财政局\n完成时限：2025年底", "牵市教育局 参市财政局"),
        ("甲。\n牵头单位：市教育局\n完成时限：2025年底\n配合单位：市财政局", "牵市教育局 参市财政局"),
        ("甲。责任单位：市教育局、市财政局。各单位要抓好落实。", "责市教育局 责市财政局"),
        ("甲。（市教育局会同市财政局、市人社局负责）", "牵市教育局 参市财政局 参市人社局"),
        ("甲。（市政府办公室商有关部门）", "牵市政府办公室 参有关部门"),
        ("甲。（市教育局、市财政局分别负责）", "职市教育局 职市财政局"),
        ("甲。（市教育局、市财政局，各区政府按职责分工负责）", "职市教育局 职市财政局 职各区政府"),
        ("甲。（市教育局（牵头）、市财政局）", "牵市教育局 参市财政局"),
        ("甲。市教育局牵头，市财政局配合。", "牵市教育局 参市财政局"),
        ("甲，由市教育局会同市财政局负责。", "牵市教育局 参市财政局"),
        ("甲。（市教育局负责学校建设，市财政局负责资金保障）", "责市教育局 责市财政局"),
        ("甲（市教育局）；乙（市财政局）。", "牵市教育局 牵市财政局"),
        ("甲。（文化和旅游部、住房和城乡建设部和财政部）", "责文化和旅游部 责住房和城乡建设部 责财政部"),
        ("甲。（市工业和信息化局、各区、县级市）", "责市工业和信息化局 责各区、县级市"),
        ("甲。（省教育厅、财政厅，各市、州人民政府）", "责省教育厅 责财政厅 责各市、州人民政府"),
        ("甲。（各县（市、区）党委和政府）", "牵各县（市、区）党委和政府"),
        ("甲。（各有关部门和单位负责）", "责各有关部门和单位"),
        ("甲。（市教育局 市财政局）", "责市教育局 责市财政局"),
        ("甲。（市教育局、市财政局", "责市教育局 责市财政局"),
        ("家庭农（林场。（市教育局、市财政局)", "责市教育局 责市财政局"),
        ("甲。（牵头领导：王强；牵头单位：市教育局；责任人：李明）", "牵市教育局"),
        ("甲。（负责部门：人民银行，适用范围：福建自贸试验区）", "牵人民银行"),
        # not responsibilities
        ("实行生活费补助（含技校）、大专。", ""),
        ("支持技工院校招生（技工院校、职业学校）。", ""),
        ("各县（市、区）要落实。", ""),
        ("建立由政府负责人牵头、相关部门共同参与的工作机制。", ""),
        ("在两县试点（海丰县、陆丰市）。", ""),
        ("由市扶贫办报告市扶贫开发领导小组。", ""),
        ("市财政局要加大投入，市教育局负责的项目另行安排。", ""),
        ("完成时限：2025年底", ""),
        ("经费（市财政局负责筹集）由各县拨付。", ""),
    ],
)
def test_units_and_roles_where_no_rule_for_the_lead_is_stated(text, units):
    assert read(text)[0] == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("甲。（市教育局、市财政局）", "牵市教育局 参市财政局"),
        ("甲。（市教育局、市财政局等部门按职责分工负责）", "牵市教育局 职市财政局"),
        ("甲。（市教育局、市财政局负责。列第一位者为牵头单位，下同）", "牵市教育局 参市财政局"),
        ("甲。（市教育局参加，市财政局牵头）", "参市教育局 牵市财政局"),
        ("甲。（各有关部门和单位按职责分工负责）", "职各有关部门和单位"),
        ("甲。（各省级人民政府负责）", "牵各省级人民政府"),
        ("甲。（配合单位：市教育局、市财政局）", "参市教育局 参市财政局"),
    ],
)
def test_units_and_roles_where_the_first_named_leads(text, units):
    assert read(text, LeadRule.FIRST_LISTED)[0] == units


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲。（教育部等有关部门和单位负责）", "等有关部门和单位"),
        ("甲。（市教育局、市财政局等8个部门）", "等8个部门"),
        ("甲。（市教育局牵头，市财政局等单位配合）", "等单位"),
        ("甲。（市教育局、市财政局等部门和各区政府负责）", "等部门"),
        ("甲。（省高等法院、省检察院）", ""),
    ],
)
def test_words_that_leave_a_list_open_are_kept(text, words):
    assert read(text)[1] == words


def test_an_open_list_of_one_has_no_lead():
    assert read("甲。（负责部门：人民银行等部门）") == ("责人民银行", "等部门")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲。（市教育局）（市财政局）", [("市教育局", 0), ("市财政局", 1)]),
        ("甲。（市教育局牵头）（市财政局牵头）", [("市教育局", 0), ("市财政局", 1)]),
        ("甲。（市教育局牵头）（市财政局配合）", [("市教育局", 0), ("市财政局", 0)]),
        ("甲（市教育局牵头）；乙（市财政局配合）。", [("市教育局", 0), ("市财政局", 1)]),
        ("甲。\n牵头单位：市教育局\n配合单位：市财政局\n牵头单位：市人社局", [("市教育局", 0), ("市财政局", 0), ("市人社局", 1)]),
    ],
)
def test_each_responsibility_of_a_clause_is_a_part(text, parts):
    named = read_responsibilities(text, find_phrases(text)).named
    assert [(unit.name, unit.part) for unit in named] == parts


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("甲（乙（丙）丁）（戊)", ["（乙（丙）丁）", "（戊)"]),
        ("甲【乙（丙）】", ["【乙（丙）】"]),
        ("甲）乙（丙", ["（丙"]),
        ("甲（乙（丙）", ["（丙）"]),
    ],
)
def test_brackets_are_found_outermost_first(text, groups):
    assert [text[group.begin : group.end] for group in bracket_groups(text)] == groups


@pytest.mark.parametrize("text", ["市住建局、市财政局", "市委组织部、各区、县级市", "文化和旅游部和财政部"])
def test_split_names_stand_where_they_say(text):
    assert all(text[begin:end] == name for name, begin, end in split_names(text))


@pytest.mark.parametrize(
    ("name", "is_unit"),
    [
        ("市住建局", True),
        ("团市委", True),
        ("人民银行", True),
        ("供电公司", True),
        ("职业院校", False),
        ("残疾儿童", False),
        ("局", False),
        ("社会", False),
    ],
)
def test_the_form_of_an_organs_name(name, is_unit):
    assert is_unit_name(name) is is_unit


@pytest.mark.parametrize(
    ("name", "level", "names", "expected"),
    [
        ("财政局", "", {"财政局", "市财政局"}, "市财政局"),
        ("财政局", "县", {"财政局", "市财政局", "县财政局"}, "县财政局"),
        ("财政局", "", {"财政局", "市财政局", "县财政局"}, "财政局"),
        ("财政局", "市", {"财政局"}, "财政局"),  # the full name stands nowhere in the notice
        ("银保监会", "", {"银保监会", "中国银保监会"}, "中国银保监会"),
    ],
)
def test_a_short_name_is_read_as_the_notices_own_full_one(name, level, names, expected):
    assert canonical(name, level, canonical_names(names)) == expected
