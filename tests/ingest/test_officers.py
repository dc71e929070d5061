"""People named as in charge of clauses and of sections."""

import pytest

from ingest import parse_notice
from ingest.officers import find_officers
from ingest.report import to_dict

IN_BRACKETS = """关于分工的通知
各科室：
1．压缩企业开办时间。（责任科室：登记注册科；责任人：周敏；分管局领导：何建平）
2．开展计量检查。（责任科室：计量科；责任人：汪洋、丁勇；分管局领导：陶志强）
"""
OVER_SECTIONS = """关于防汛分工的通知
各单位：
一、组织指挥
牵头领导：市委副书记、市长 冯国栋
1．调整防汛机构。
责任单位：市应急管理局、市水利局
2．落实责任人。
责任单位：市水利局
二、监测预警
牵头领导：副市长 罗静怡
1．加密监测站网。
责任单位：市气象局
"""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("责任人：周敏；分管局领导：何建平", [("责任人", "", "周敏"), ("分管局领导", "", "何建平")]),
        ("牵头领导：市委常委、副市长 韩立勋", [("牵头领导", "市委常委、副市长", "韩立勋")]),
        ("责任领导：副镇长李晓梅、王强", [("责任领导", "副镇长", "李晓梅"), ("责任领导", "", "王强")]),
        ("责任人：各科室负责人", []),
        ("联系人：陈国良，电话：86217753", [("联系人", "", "陈国良")]),
        ("责任单位：市教育局", []),
    ],
)
def test_people_after_a_label(text, people):
    assert [(officer.label, officer.title, officer.name) for _, _, officer in find_officers(text)] == people


def test_each_task_has_its_own_people_where_they_stand():
    notice = parse_notice(IN_BRACKETS, "own")
    assert [[officer.name for officer in task.officers] for task in notice.tasks] == [["周敏", "何建平"], ["汪洋", "丁勇", "陶志强"]]
    assert [notice.source[o.start : o.end] for o in notice.clause("2").officers][::2] == ["责任人：汪洋、丁勇", "分管局领导：陶志强"]


def test_people_at_a_section_s_head_are_in_charge_of_its_tasks():
    notice = parse_notice(OVER_SECTIONS, "sections")
    assert [task.officers[0].name for task in notice.tasks] == ["冯国栋", "冯国栋", "罗静怡"]
    (officer,) = notice.tasks[-1].officers
    assert notice.belongs(officer.start, officer.end, notice.tasks[-1]) and officer.title == "副市长"
    assert to_dict(notice)["clauses"][-1]["officers"][0]["label"] == "牵头领导"


def test_people_in_traditional_characters_are_as_they_stand():
    notice = parse_notice("關於分工的通知\n各單位：\n1．開展計量檢查。（責任單位：計量科；責任人：汪洋；分管領導：陳國強）\n", "hant")
    assert [officer.name for officer in notice.tasks[0].officers] == ["汪洋", "陳國強"]
