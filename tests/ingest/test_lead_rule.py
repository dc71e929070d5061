"""How a notice says who leads: in many words, in many places, by a mark; and words that only look like it."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from schema import LeadRule

TASKS = "一、任务\n1. 推进建设。（市教育局、市财政局）\n2. 完善配套。（市人社局）\n"


def leads(text):
    notice = parse_notice(text, "rule")
    return notice.lead_rule, [task.leads for task in notice.tasks]


@pytest.mark.parametrize(
    "words",
    [
        "列首位的为牵头单位",
        "排在第一位的部门为牵头责任部门",
        "排名第一的单位为牵头单位",
        "各牵头单位（各项任务责任单位中排名第一的单位）要切实负责",
        "涉及多个部门的，第一个部门为牵头部门",
        "责任单位中第一责任单位为牵头单位",
        "列在首位的单位负总责",
        "排名第一位的为第一责任单位，负责牵头",
        "列第一位者为工作牵头单位或汇总单位",
        "列在最前面的为牵头部门",
        "首家单位为牵头单位",
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "关于印发方案的通知\n各单位：\n{}。\n{tasks}",
        "关于印发方案的通知（{}）\n各单位：\n{tasks}",
        "关于印发方案的通知\n{tasks}三、说明\n{}。\n",
    ],
)
def test_the_first_named_leads_in_any_wording_and_place(words, place):
    text = place.replace("{}", words).replace("{tasks}", TASKS)
    assert leads(text) == (LeadRule.FIRST_LISTED, [("市教育局",), ("市人社局",)])


def test_the_rule_may_stand_at_the_end_of_the_first_list():
    text = "关于印发方案的通知\n1. 推进。\n责任单位：市教育局、市财政局（列第一位者为牵头单位，下同）\n"
    text += "2. 完善。\n责任单位：市人社局、市商务局\n"
    assert leads(text) == (LeadRule.FIRST_LISTED, [("市教育局",), ("市人社局",)])


@pytest.mark.parametrize("words", ["党组织第一书记牵头抓总", "首位度明显提升", "牵头单位要列出清单", "主要负责人是第一责任人，要牵头落实"])
def test_other_words_state_no_rule(words):
    assert leads(f"关于印发方案的通知\n各单位：\n{words}。\n{TASKS}") == (LeadRule.NONE, [(), ("市人社局",)])


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("带*号的为牵头单位", "市财政局、*市教育局"),
        ("标注★者为牵头单位", "市财政局、市教育局★"),
        ("牵头单位用▲标注", "市财政局，▲市教育局"),
        ("注：＊为牵头单位", "市财政局、市教育局＊"),
    ],
)
def test_a_mark_says_who_leads_where_the_notice_says_so(rule, marked):
    text = "关于印发方案的通知\n各单位：\n{rule}。\n1. 推进建设。（{marked}）\n2. 完善。（市教育局、市财政局）\n"
    assert leads(text.format(rule=rule, marked=marked)) == (LeadRule.EXPLICIT, [("市教育局",), ()])
    assert leads(text.format(rule="请认真落实", marked=marked)) == (LeadRule.NONE, [(), ()])
    task = parse_notice(text.format(rule=rule, marked=marked), "mark").clause("1")
    assert task.units == ("市财政局", "市教育局")
