"""Heads of tables: what each column holds, heads of two rows, rows numbered in a text column."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from ingest.tables import find_tables

FRONT = "关于印发任务分工表的通知\n各有关单位：\n"


@pytest.mark.parametrize(
    ("head", "kind", "role"),
    [
        ("牵头单位", "units", "lead"),
        ("责任单位（列首位的为牵头单位）", "units", "responsible"),
        ("责任部门及分工", "units", "responsible"),
        ("牵头及责任单位", "units", "responsible"),
        ("责任分工", "units", "responsible"),
        ("配合部门", "units", "participant"),
        ("整改时限", "deadline", None),
        ("计划完成时间", "deadline", None),
        ("开工时间", "text", None),
        ("单位名称", "text", None),
        ("责任领导", "text", None),
    ],
)
def test_a_head_says_what_its_column_holds(head, kind, role):
    (table,) = find_tables(f"序号\t{head}\t责任单位\n1\t甲\t乙\n")
    assert (table.columns[1].kind, table.columns[1].role and table.columns[1].role.value) == (kind, role)


def test_a_head_may_have_two_rows():
    text = "序号\t任务\t责任部门\t\t完成时限\n序号\t任务\t牵头部门\t配合部门\t完成时限\n"
    text += "1\t推进\t市人社局\t市财政局\t12月底\n2\t落实\t市教育局\t—\t长期\n"
    first, second = parse_notice(FRONT + text, "two").tasks
    assert (first.leads, first.participants, first.deadlines[0].words) == (("市人社局",), ("市财政局",), "12月底")
    assert (second.units, second.leads) == (("市教育局",), ("市教育局",))


def test_rows_are_numbered_by_the_column_that_numbers_each_of_them():
    text = (
        "| 任务 | 举措 | 责任分工 | 时间节点 |\n|---|---|---|---|\n| （一）港口 | 1.建码头 | 市交通局牵头，市财政局配合 | 2024年底 |\n"
        "| （一）港口 | 2.修航道 | 市交通局 | 2025年 |\n| （二）渔业 | 3.建渔港 | 市农业局 | 持续推进 |\n"
    )
    tasks = parse_notice(FRONT + text, "rows").tasks
    assert [(t.id, t.leads, t.participants) for t in tasks] == [
        ("1", ("市交通局",), ("市财政局",)),
        ("2", ("市交通局",), ()),
        ("3", ("市农业局",), ()),
    ]
