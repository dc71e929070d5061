"""What looks like units and is not read gets a warning with its place."""

from __future__ import annotations

import pytest

from ingest import parse_notice

FRONT = "关于印发分工方案的通知\n各有关单位：\n"
CODES = ("unread_name", "unread_list")


def warned(text: str) -> list[tuple[str, str]]:
    notice = parse_notice(FRONT + text, "warned")
    return [(w.code, notice.source[w.start : w.end]) for w in notice.warnings if w.code in CODES]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("1.甲。（市教育局、全市学校食堂、市财政局、社会公众）", [("unread_list", "（市教育局、全市学校食堂、市财政局、社会公众）")]),
        ("1.甲。（市教育局、市财政局、市人社局、全市学校食堂、社会公众）", [("unread_name", "全市学校食堂"), ("unread_name", "社会公众")]),
        ("1.甲（市教育局、市财政局）的项目。", [("unread_list", "（市教育局、市财政局）")]),
        ("1.甲。\n涉及单位：市教育局、市财政局", [("unread_list", "涉及单位：市教育局、市财政局")]),
        ("1.甲。（市教育局，分批推进）", [("unread_name", "分批推进")]),
        ("1.甲。（市教育局，市财政局、全市学校食堂）", [("unread_name", "全市学校食堂")]),
        ("1.甲。（市教育局、市财政局）", []),
        ("1.甲。\n责任单位：市教育局、市财政局", []),
        ("1.甲。\n责任单位：市教育局\n督办单位：市委督查室、市政府督查室", []),
        ("1.甲。（市教育局、市财政局，列第一位的为牵头单位，下同）", []),
        ("1.支持招生（技工院校、职业学校）。", []),
    ],
)
def test_units_that_are_not_read_are_told(text, warnings):
    assert warned(text) == warnings


def test_of_a_list_with_unknown_names_what_is_certain_is_kept():
    notice = parse_notice(FRONT + "1.甲。（市教育局、市财政局、市人社局、全市学校食堂、社会公众）\n", "kept")
    assert notice.clause("1").units == ("市教育局", "市财政局", "市人社局")


def test_a_gloss_in_brackets_beside_a_labelled_bracket_is_no_unit():
    notice = parse_notice("关于分工的通知\n1. 建设国际邮件互换局（交换站）。（责任单位：省商务厅、省邮政管理局）\n", "gloss")
    assert notice.clause("1").units == ("省商务厅", "省邮政管理局")
    notice = parse_notice("关于分工的通知\n1. 采砂管理。推行联单（市水利局）。打击非法采砂（牵头单位：市公安局）。\n", "both")
    assert notice.clause("1").units == ("市水利局", "市公安局")
