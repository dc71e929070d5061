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
        ("牵头组织实施单位", "units", "lead"),
        ("组织实施单位", "units", "responsible"),
        ("责任单位（列首位的为牵头单位）", "units", "responsible"),
        ("责任部门及分工", "units", "responsible"),
        ("牵头及责任单位", "units", "responsible"),
        ("责任分工", "units", "responsible"),
        ("省级责任单位", "units", "responsible"),
        ("市级牵头单位", "units", "lead"),
        ("牵头（责任）单位", "units", "lead"),
        ("主要责任单位", "units", "lead"),
        ("责任单位及责任人", "units", "responsible"),
        ("相关责任单位", "units", "responsible"),
        ("责任镇街", "units", "responsible"),
        ("参与单位", "units", "participant"),
        ("联合单位", "units", "participant"),
        ("协办机关", "units", "participant"),
        ("责任人", "text", None),
        ("配合部门", "units", "participant"),
        ("整改时限", "deadline", None),
        ("计划完成时间", "deadline", None),
        ("答复时限", "deadline", None),
        ("建议号", "number", None),
        ("主要负责部门", "units", "responsible"),
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


def test_rows_without_numbers_are_tasks_of_their_own():
    text = FRONT + "工作任务\t牵头单位\t完成时限\n推进改革\t市教育局\t6月底\n优化服务\t市财政局\t7月底\n优化服务\t市审计局\t7月底\n"
    assert [task.units for task in parse_notice(text, "table").tasks] == [("市教育局",), ("市财政局", "市审计局")]


def test_a_table_of_units_and_their_duties_is_read():
    text = FRONT + "单位\t工作职责\n镇中心学校\t负责安全教育。\n派出所\t会同镇应急办处置事故。\n党政办\t配合派出所做好宣传。\n"
    tasks = parse_notice(text, "table").tasks
    assert [[(a.unit, a.role.value) for a in task.assignments] for task in tasks] == [
        [("镇中心学校", "lead")],
        [("派出所", "lead"), ("镇应急办", "participant")],
        [("党政办", "participant"), ("派出所", "lead")],
    ]


def test_a_table_ends_where_another_one_or_an_annex_begins():
    head, row = "序号\t任务\t责任单位", "1\t推进改革\t市教育局"
    text = FRONT + f"{head}\n{row}\n单位\t工作职责\n市财政局\t负责保障。\n附件2\n活动统计表\n单位\t场次\t参与人数\n"
    assert [task.units for task in parse_notice(text, "table").tasks] == [("市教育局",), ("市财政局",)]


def test_lines_of_a_cell_are_names_of_their_own():
    text = FRONT + "| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n| 1 | 推进改革<br>优化服务 | 市教育局<br>市财政局 |\n"
    (task,) = parse_notice(text, "table").tasks
    assert (task.units, task.text) == (("市教育局", "市财政局"), "推进改革优化服务\n市教育局 市财政局")


def test_a_table_cut_in_sections_by_unit_is_read():
    text = FRONT + (
        "序号\t工作任务\t时限\n一、市教育局（2项）\n1\t编制布局规划\t10月底前\n2\t会同市资源局落实用地\t12月底前\n"
        "二、市医保局、市财政局\n3\t提高补助标准\t9月底前\n"
    )
    tasks = parse_notice(text, "table").tasks
    assert [(task.id, [(a.unit, a.role.value) for a in task.assignments]) for task in tasks] == [
        ("1", [("市教育局", "lead")]),
        ("2", [("市教育局", "lead"), ("市资源局", "participant")]),
        ("3", [("市医保局", "responsible"), ("市财政局", "responsible")]),
    ]
    assert [text[a.start : a.end] for task in tasks for a in task.assignments] == [
        "市教育局",
        "市教育局",
        "市资源局",
        "市医保局",
        "市财政局",
    ]


def test_a_table_of_tasks_without_any_unit_is_left_alone():
    assert find_tables("序号\t工作任务\t时限\n一、保障措施\n1\t编制规划\t10月底前\n") == []


def test_what_several_rows_are_filed_under_is_a_heading_of_each():
    rows = "1\t供热保障\t改造管网18公里\t县住建局\n2\t供热保障\t排查入户设施\t县住建局\n3\t养老服务\t新建互助站20个\t县民政局\n"
    tasks = parse_notice(FRONT + "序号\t类别\t任务\t责任单位\n" + rows, "groups").tasks
    assert [(task.headings, task.title or task.text.split("\n")[0]) for task in tasks] == [
        (("供热保障",), "改造管网18公里"),
        (("供热保障",), "排查入户设施"),
        (("养老服务",), "新建互助站20个"),
    ]


def test_a_column_before_the_tasks_that_says_something_new_in_each_row_is_part_of_them():
    rows = "1\t供热保障\t改造管网18公里\t县住建局\n2\t养老服务\t新建互助站20个\t县民政局\n"
    first, _ = parse_notice(FRONT + "序号\t任务\t内容\t责任单位\n" + rows, "groups").tasks
    assert (first.headings, first.text) == ((), "供热保障\n改造管网18公里\n县住建局")


@pytest.mark.parametrize("cell", ["工程管理部 安全环保部", "市教育局 市财政局", "工程管理部、安全环保部"])
def test_names_that_a_cell_parts_by_a_blank_are_two(cell):
    (task,) = parse_notice(FRONT + f"序号\t任务\t牵头单位\n1\t改造加氯间\t{cell}\n", "blank").tasks
    assert len(task.leads) == 2


@pytest.mark.parametrize("rule", ["---|---|---", ":-- | :-: | --:"])
def test_a_markdown_table_needs_no_bars_at_the_edges(rule):
    text = f"序号 | 任务 | 牵头单位\n{rule}\n1 | 推进改革 | 市教育局\n2 | 加强监管 | 市监局\n\n联系人：王某 | 电话：123\n"
    (table,) = find_tables(text)
    assert [[text[b:e] for b, e in row.cells] for row in table.rows] == [["1", "推进改革", "市教育局"], ["2", "加强监管", "市监局"]]
    assert text[table.end :].strip() == "联系人：王某 | 电话：123"


def test_bars_without_a_rule_below_are_no_table():
    assert find_tables("首页 | 任务 | 牵头单位\n1 | 推进改革 | 市教育局\n") == []


@pytest.mark.parametrize("head", ["责任单位及责任人", "责任单位（责任人）"])
def test_people_beside_units_are_no_part_of_their_names(head):
    rows = ["市住建局 张卫东", "市城管局（李建军）", "市交通局<br>王海", "市委组织部、市水利局局长赵明"]
    text = f"| 序号 | 任务 | {head} |\n|--|--|--|\n" + "".join(f"| {n} | 甲 | {row} |\n" for n, row in enumerate(rows, 1))
    units = [task.units for task in parse_notice(FRONT + text, "people").tasks]
    assert units == [("市住建局",), ("市城管局",), ("市交通局",), ("市委组织部", "市水利局")]


def test_units_of_several_levels_share_a_row():
    text = "序号\t任务\t省级责任单位\t市级责任单位\n1\t甲\t省教育厅\t市教育局、市财政局\n2\t乙\t省公安厅\t\n"
    first, second = parse_notice(FRONT + text, "levels").tasks
    assert (first.units, first.leads) == (("省教育厅", "市教育局", "市财政局"), ())
    assert second.leads == ("省公安厅",)


def test_a_form_to_be_filled_in_has_no_tasks():
    form = "附件\n进展情况报送表\n序号\t任务名称\t牵头部门\t存在问题\n1\t\t\t\n2\t\t\t\n"
    notice = parse_notice("关于分工的通知\n各单位：\n1. 修路。（县交通局）\n" + form, "form")
    assert [clause.id for clause in notice.clauses if clause.id in ("1", "2")] == ["1"]
    assert "".join(notice.source[part.start : part.end] for part in notice.parts) == notice.source
