"""Lists of tasks, of changes and of ranks are shown as tables."""

import pytest

from prompts import load_words
from tests.web.test_blocks import find_clause, find_quote, kinds
from web.blocks import read_blocks
from web.tables import lists_as_tables

HEADS = load_words("web")["tables"]


def blocks_of(text):
    return lists_as_tables(read_blocks(text, find_clause, find_quote), HEADS)


def words_of(block):
    return [["".join(piece.text for piece in cell) for cell in row] for row in block.rows]


def test_a_list_of_tasks_becomes_a_table_of_task_words_and_remark():
    lines = [
        "- [任务17] 实施教育扶贫（牵头）",
        "- [任务17] 加强“原文”服务（就业）（参加，牵头单位各县（市、区）政府）",
        "- [文首] 三（牵头）",
    ]
    (block,) = blocks_of("\n".join(lines))
    assert block.kind == "table"
    assert words_of(block) == [
        ["任务", "内容", "分工"],
        ["任务17", "实施教育扶贫", "牵头"],
        ["任务17", "加强原文服务（就业）", "参加，牵头单位各县（市、区）政府"],
        ["文首", "三", "牵头"],
    ]
    assert kinds(block.rows[2][1])[1] == ("quote", "原文")


def test_a_list_of_two_tasks_is_a_table():
    (block,) = blocks_of("- [任务17] 甲（牵头）\n- [任务17] 乙（参加）")
    assert words_of(block)[1:] == [["任务17", "甲", "牵头"], ["任务17", "乙", "参加"]]


@pytest.mark.parametrize(
    "lines",
    [
        ["- [任务17] 甲（牵头）"],
        ["- [任务17] 甲（牵头）", "- [任务17] 乙（参加）", "- [任务17] 丙"],
        ["- [任务17] 甲（牵头）", "- 乙（参加）", "- [任务17] 丙（参加）"],
        ["1. [任务17] 甲（牵头）", "2. [任务17] 乙（参加）", "3. [任务17] 丙（参加）"],
        ["- 新增 [任务17] 甲（乙局）", "- 改动 [任务17]（原 [文首]）没有说明"],
        ["- **甲**（牵头）", "- **乙**"],
        ["牵头任务最多的是**甲**，11 项。"],
        ["牵头任务最多的是**甲**，11 项。", "参加任务最多的是**乙**，9 项。"],
        ["与丙同列任务最多的是**甲**，共 3 项：[任务17]", "与丙同列任务最多的是**乙**，共 2 项：[任务17]"],
    ],
)
def test_one_line_and_lines_of_another_form_stay_as_they_are(lines):
    text = "\n".join(lines)
    assert blocks_of(text) == read_blocks(text, find_clause, find_quote)


def test_what_changed_between_two_versions_is_a_table():
    lines = [
        "- 新增 [任务17] 推进试点（教育局、财政局）",
        "- 不再有 [文首] 抓好落实（各县（市、区）政府）",
        "- 改动 [任务17]（原 [二（一）]）加强服务——牵头单位改为人社局；内容有改动",
    ]
    before, block = blocks_of("\n".join(["甲与乙相比：", *lines]))
    assert before.kind == "paragraph"
    assert words_of(block) == [
        ["变化", "任务", "内容", "分工或改动"],
        ["新增", "任务17", "推进试点", "教育局、财政局"],
        ["不再有", "文首", "抓好落实", "各县（市、区）政府"],
        ["改动", "任务17（原 二（一））", "加强服务", "牵头单位改为人社局；内容有改动"],
    ]
    assert [piece.place.clause for piece in block.rows[3][1] if piece.kind == "cite"] == ["17", "二（一）"]


def test_ranks_are_a_table_with_a_row_for_each_that_shares_a_place():
    text = "牵头任务最多的是**甲局**，11 项。\n牵头任务第 2 位的是**乙局**、**丙（市）局**，6 项。\n[任务17]"
    block, cites = blocks_of(text)
    assert words_of(block) == [["名次", "单位", "牵头任务"], ["1", "甲局", "11"], ["2", "乙局", "6"], ["2", "丙（市）局", "6"]]
    assert cites.kind == "paragraph"
