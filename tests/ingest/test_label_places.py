"""Labels and lists are found where they stand: after a dash, a comma, a wide blank."""

from __future__ import annotations

import pytest

from ingest import parse_notice


def roles(task: str) -> dict[str, str]:
    notice = parse_notice(f"关于印发分工方案的通知\n各有关单位：\n1.{task}\n2.做好总结。\n", "n")
    return {a.written: a.role.value for a in notice.clause("1").assignments}


BOTH = {"市教育局": "lead", "市财政局": "participant"}


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("推进改革。——责任单位：市教育局", {"市教育局": "lead"}),
        ("推进改革。——牵头单位：市教育局，配合单位：市财政局", BOTH),
        ("推进改革。\n——牵头单位：市教育局，配合单位：市财政局", BOTH),
        ("推进改革。——市教育局牵头，市财政局配合", BOTH),
        ("推进改革。\n——市教育局牵头，市财政局配合。", BOTH),
        ("推进改革。——市教育局、市财政局", {"市教育局": "responsible", "市财政局": "responsible"}),
        ("推进改革，责任单位：市教育局。", {"市教育局": "lead"}),
        ("推进改革，牵头单位：市教育局，配合单位：市财政局；2025年底前完成。", BOTH),
        ("推进改革    责任单位：市教育局", {"市教育局": "lead"}),
        ("推进改革　　　　牵头单位：市教育局　　配合单位：市财政局", BOTH),
        ("推进改革　　　　　　市教育局", {"市教育局": "lead"}),
        ("推进改革　　　　　　市教育局、市财政局", {"市教育局": "responsible", "市财政局": "responsible"}),
        ("推进改革，报市委　　市政府", {}),
        ("建设甲——市教育局一线", {}),
        ("推进改革，责任单位要抓好落实。", {}),
    ],
)
def test_units_after_a_dash_a_comma_or_a_wide_blank_are_read(task, expected):
    assert roles(task) == expected


def test_a_wide_blank_before_a_label_stays_a_blank_and_one_within_a_word_does_not():
    notice = parse_notice("关于印发分工方案的通知\n1.推进改革，规范管　　　　理　　　　责任单位：市教育局\n", "n")
    assert notice.clause("1").text == "推进改革，规范管理 责任单位：市教育局"


def test_a_person_before_the_labels_of_units_stays_in_the_text():
    notice = parse_notice("关于分工的通知\n1. 建设新校区。\n责任领导：高 峰 牵头部门：基建处 协同部门：财务处\n", "people")
    clause = notice.clause("1")
    assert clause.units == ("基建处", "财务处") and [s.text for s in clause.sentences] == ["建设新校区。", "责任领导：高峰"]


VILLAGES = """石岭镇防汛工作任务分工方案
石政发〔2022〕15号
各村民委员会：
一、隐患整治
（一）山塘除险。抢修渗漏山塘6口。
牵头站所：镇水务站；责任村：龙潭村、枫树村、上湾村。
（二）河道清障。清除行洪障碍物。
牵头站所：镇水务站；配合单位：镇综合执法队；责任村：渡口村。
石岭镇人民政府
2022年3月28日
"""


def test_villages_behind_a_label_of_their_own_are_units_beside_the_lead():
    first, second = parse_notice(VILLAGES, "villages").tasks
    assert (first.leads, first.participants) == (("镇水务站",), ("龙潭村", "枫树村", "上湾村"))
    assert second.participants == ("镇综合执法队", "渡口村")


def test_a_number_is_called_without_the_noughts_before_it():
    text = """河湾区市场监督管理局关于印发任务分解表的通知
河市监办〔2025〕6号
各科室：
01 开展校园食堂检查。（主办科室：餐饮科；协办科室：法规科）
02 推进明厨亮灶。（主办科室：餐饮科；协办科室：办公室）
03 检查零售药店。（主办科室：药品科；协办科室：法规科）
2025年2月18日
"""
    assert [task.id for task in parse_notice(text, "noughts").tasks] == ["1", "2", "3"]
