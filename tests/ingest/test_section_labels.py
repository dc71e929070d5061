"""Labels in lines of their own are given to the items they hold for: the last one, a whole section, those below."""

from __future__ import annotations

import pytest

from ingest import parse_notice

HEAD = "关于印发分工方案的通知\n各有关单位：\n"


def read(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return (id, leads or all units where no lead is told, others) of each task."""
    return [(task.id, list(task.leads), list(task.participants)) for task in parse_notice(HEAD + text, "n").tasks]


SECTION = "（一）实施乡村建设行动\n1.加快公路建设。\n2.推进农村供水。\n{labels}（二）实施产业振兴行动\n1.发展种植。\n2.培育企业。\n{labels}"


@pytest.mark.parametrize(
    "labels",
    [
        "牵头单位：县农业农村局\n责任单位：县交通局\n完成时限：2025年12月\n",
        "牵头单位：县农业农村局；配合单位：县交通局\n",
        "牵头单位：\n县农业农村局\n配合单位：\n县交通局\n",
        "（牵头单位：县农业农村局；配合单位：县交通局）\n",
        "（县农业农村局牵头，县交通局配合）\n",
    ],
)
def test_labels_that_close_a_section_hold_for_the_whole(labels):
    assert read(SECTION.format(labels=labels)) == [
        ("（一）", ["县农业农村局"], ["县交通局"]),
        ("（二）", ["县农业农村局"], ["县交通局"]),
    ]


def test_a_section_closed_by_labels_keeps_its_items_and_its_time():
    notice = parse_notice(HEAD + SECTION.format(labels="牵头单位：县农业农村局\n完成时限：2025年12月\n"), "n")
    task = notice.clause("（一）")
    assert "1.加快公路建设。\n2.推进农村供水。" in task.text
    assert [deadline.words for deadline in task.deadlines] == ["2025年12月"]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (  # every item has labels of its own
            "（一）甲\n1.建设公路。\n牵头单位：县交通局\n2.推进供水。\n牵头单位：县水利局\n（二）乙\n1.发展种植。\n2.培育企业。\n牵头单位：县商务局\n",
            [("（一）1", ["县交通局"], []), ("（一）2", ["县水利局"], []), ("（二）2", ["县商务局"], [])],
        ),
        (  # set back further than the item
            "（一）甲\n1.建设公路。\n2.推进供水。\n　　　牵头单位：县水利局\n",
            [("2", ["县水利局"], [])],
        ),
        (  # a time limit names nobody
            "（一）甲\n1.建设公路。\n2.推进供水。（县水利局牵头）\n完成时限：年底前\n",
            [("2", ["县水利局"], [])],
        ),
    ],
)
def test_labels_below_an_item_are_its_own_where_others_have_theirs(text, tasks):
    assert read(text) == tasks


def test_measures_under_a_problem_are_one_task_with_the_labels_below_them():
    problem = "问题{n}{mark}{what}\n整改措施：\n1.开展专项排查。\n2.健全长效机制。\n责任单位：{unit}\n整改时限：长期坚持\n"
    first = problem.format(n="一", mark="：", what="耕地保护不到位", unit="市自然资源局")
    second = problem.format(n="二", mark="：", what="水污染防治有短板", unit="市水务局")
    assert read(first + second) == [("问题一", ["市自然资源局"], []), ("问题二", ["市水务局"], [])]


def test_labels_above_items_hold_for_those_below_them():
    text = "牵头单位：县教育局\n配合单位：县财政局\n1.推进均衡发展。\n2.加强校园安全。\n牵头单位：县民政局\n3.提高低保标准。\n"
    assert read(text) == [("1", ["县教育局"], ["县财政局"]), ("2", ["县教育局"], ["县财政局"]), ("3", ["县民政局"], [])]


def test_labels_above_items_begin_anew_below_each_heading():
    text = (
        "一、教育\n牵头单位：县教育局\n1.推进均衡发展。\n牵头单位：县民政局\n2.提高低保标准。\n"
        "二、水利\n牵头单位：县水利局\n3.修复河道。\n4.加固水库。（县应急局）\n"
    )
    assert read(text) == [("1", ["县教育局"], []), ("2", ["县民政局"], []), ("3", ["县水利局"], []), ("4", ["县应急局"], [])]


def test_labels_below_items_stay_theirs_where_the_last_item_has_none():
    text = "一、规范夜市\n责任单位：县城管局\n二、加强监管，落实责任。\n责任单位：县水利局\n三、做好总结。\n"
    assert read(text) == [("一", ["县城管局"], []), ("二", ["县水利局"], [])]


def test_units_of_a_section_hold_for_the_items_that_name_none():
    text = (
        "一、工业\n牵头单位：县发改局\n责任单位：县财政局\n1. 投资增长5%。\n2. 盘活厂房。（责任单位：县工信局）\n"
        "二、农业\n牵头单位：县农业局\n3. 种植粮食。\n4. 新建良田。\n"
    )
    assert read(text) == [
        ("1", ["县发改局"], ["县财政局"]),
        ("2", ["县工信局"], []),
        ("3", ["县农业局"], []),
        ("4", ["县农业局"], []),
    ]
