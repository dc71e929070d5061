"""Notices that name the unit first: as heading over its duties, or at the head of their paragraph."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from ingest.duties import duty_of_one, heading_units
from ingest.phrases import find_phrases
from ingest.units import read_responsibilities, settle_roles
from schema import LeadRule

SHORT = {"lead": "牵", "joint_lead": "共", "participant": "参", "by_duty": "职", "responsible": "责"}
HEAD = "关于明确工作职责的通知\n各单位：\n现印发给你们。\n"


def read(text):
    responsibility = read_responsibilities(text, find_phrases(text))
    return " ".join(f"{SHORT[u.role.value]}{u.name}" for u in settle_roles(responsibility, LeadRule.NONE))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("县自然资源局：负责隐患排查，配合县住建局做好内涝防治。", "牵县自然资源局 参县住建局"),
        ("各乡镇人民政府。负责本辖区防汛工作，落实值班制度。", "牵各乡镇人民政府"),
        ("县气象局\n负责天气监测和预报。", "牵县气象局"),
        ("县公安局：配合县教育局做好校园安全。", "参县公安局 牵县教育局"),
        ("县教育局、县民政局：分别负责学校、养老机构检查。", "职县教育局 职县民政局"),
        ("派出所：负责溺水事件处置。", "牵派出所"),
        ("县应急管理局：负责协调。会同县水利局、县气象局建立会商机制。", "牵县应急管理局 参县水利局 参县气象局"),
        ("加强领导。各单位要高度重视。", ""),
        ("市民中心。推进窗口改革。", ""),
        ("建设数据中心。组织实施一批项目。", ""),
    ],
)
def test_the_unit_named_first_has_the_duties(text, units):
    assert read(text) == units


@pytest.mark.parametrize(
    ("title", "duties", "length"),
    [
        ("县水利局", ["负责水库安全运行。"], 4),
        ("县水利局主要职责：", ["负责水库安全运行。"], 4),
        ("县教育局、县体育局", ["推进校园开放。", "共同负责场馆管理。"], 9),
        ("县水利局", ["水库安全运行。"], 0),
        ("建设数据中心", ["组织实施项目。"], 0),
        ("重点任务", ["负责水库安全运行。"], 0),
    ],
)
def test_a_heading_is_a_unit_only_over_duties(title, duties, length):
    assert heading_units(title, duties) == length


def test_duties_below_a_unit_are_its_tasks_and_lead_back_to_the_heading():
    text = (
        HEAD
        + "一、分工\n（一）县水利局\n1.负责水库安全。\n2.会同县气象局建立机制；\n3.配合县应急局做好抢险。\n（二）县气象局\n负责监测。\n"
    )
    notice = parse_notice(text, "duties")
    found = {task.id: [(a.unit, a.role.value) for a in task.assignments] for task in notice.tasks}
    assert found == {
        "一（一）1": [("县水利局", "lead")],
        "一（一）2": [("县水利局", "lead"), ("县气象局", "participant")],
        "一（一）3": [("县水利局", "participant"), ("县应急局", "lead")],
        "一（二）": [("县气象局", "lead")],
    }
    assert all(text[a.start : a.end] == a.written for task in notice.tasks for a in task.assignments)
    assert notice.clause("一（一）1").assignments[0].start == text.index("县水利局")


def test_units_stated_below_a_unit_are_taken_as_stated():
    text = HEAD + "一、分工\n（一）县水利局\n1.负责水库安全。（县应急局牵头）\n2.负责灌溉。（配合单位：县农业局）\n"
    notice = parse_notice(text, "duties")
    assert [task.units for task in notice.tasks] == [("县应急局",), ("县水利局", "县农业局")]


def test_a_text_without_a_unit_first_has_no_duties():
    assert list(duty_of_one("责任单位：市教育局")) == []
