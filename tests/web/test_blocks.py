"""Answer text is cut into blocks and pieces."""

import pytest

from web.blocks import Place, read_blocks, read_pieces, reveal


def find_clause(words):
    return Place("n", words.removeprefix("任务")) if words in ("任务17", "二（一）", "文首") else None


def find_quote(words):
    return Place("n", "17", ((3, 9),)) if "原文" in words else None


def kinds(line):
    return [(piece.kind, piece.text) for piece in line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见[任务17]。", [("text", "见"), ("cite", "任务17"), ("text", "。")]),
        ("[二（一）][文首]", [("cite", "二（一）"), ("cite", "文首")]),
        ("[任务99]没有", [("text", "[任务99]没有")]),
        ("由**市住建局**牵头", [("text", "由"), ("strong", "市住建局"), ("text", "牵头")]),
        ("“原文里的“一卡通”账户”", [("quote", "原文里的“一卡通”账户")]),
        ("“别的话”", [("text", "“别的话”")]),
        ("3*4[]“", [("text", "3*4[]“")]),
    ],
)
def test_a_line_is_cut_into_pieces(text, expected):
    assert kinds(read_pieces(text, find_clause, find_quote)) == expected


def test_blocks_are_paragraphs_lists_and_tables():
    text = "共 2 项：\n\n1. 甲\n2. 乙\n- 丙\n| 任务 | 角色 |\n|---|---|\n| [任务17] | 牵头 |\n完。"
    blocks = read_blocks(text, find_clause, find_quote)
    assert [(block.kind, len(block.rows)) for block in blocks] == [
        ("paragraph", 1),
        ("numbered", 2),
        ("bullets", 1),
        ("table", 2),
        ("paragraph", 1),
    ]
    assert blocks[1].numbers == (1, 2)
    assert kinds(blocks[3].rows[1][0]) == [("cite", "任务17")]


def test_a_year_or_a_minus_does_not_begin_a_list():
    assert [block.kind for block in read_blocks("2018 年完成\n-5 度", find_clause, find_quote)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("text", ["", "一句。", "甲。乙。丙。丁。戊。己。庚。辛。", "无句号"])
def test_revealing_ends_with_the_whole_text_in_few_steps(text):
    steps = reveal(text, 3)
    assert len(steps) <= 3
    assert all(text.startswith(step) for step in steps)
    assert not text or steps[-1] == text
