from __future__ import annotations

import pytest

from ingest.boxes import redraw_boxes


@pytest.mark.parametrize(
    ("drawn", "rows"),
    [
        ("┌──┬────┐\n│1 │市教│\n│  │育局│\n├──┼────┤\n│2 │市财│\n│  │政局│\n└──┴────┘", ["1\t市教育局", "2\t市财政局"]),
        ("+--+----+\n| 1 | 甲 |\n|   | 乙 |\n+--+----+\n| 2 | 丙 |\n+--+----+", ["1\t甲乙", "2\t丙"]),
        ("┌──┬──┐\n│1 │甲│\n│  │乙│\n│2 │丙│\n└──┴──┘", ["1\t甲乙", "2\t丙"]),  # no rule between the rows
        ("┌──┬──┐\n│一、甲│\n├──┼──┤\n│1 │乙│\n└──┴──┘", ["一、甲", "1\t乙"]),
        # a cell merged over two rows stands in both
        ("┌─┬──┬──┐\n│ │甲│子│\n│1├──┼──┤\n│ │乙│丑│\n└─┴──┴──┘", ["1\t甲\t子", "1\t乙\t丑"]),
        ("┌──┬──┐\n│use│甲│\n│case│乙│\n└──┴──┘", ["use case\t甲乙"]),
    ],
)
def test_a_drawn_table_becomes_rows(drawn, rows):
    assert redraw_boxes(f"前文\n{drawn}\n后文\n") == "\n".join(["前文", *rows, "后文", ""])


@pytest.mark.parametrize("text", ["一、任务\n1. 甲。\n", "| a | b |\n|---|---|\n", "----\n", "", "a+b---c\n", "┌ 不是表格\n"])
def test_other_text_stays_as_it_is(text):
    assert redraw_boxes(text) == text


def test_a_rule_with_a_gap_lets_the_merged_cell_go_on():
    drawn = "┌─┬───┬────┐\n│1 │建设  │市住建局│\n├─┼───┤        │\n│2 │改造  │        │\n└─┴───┴────┘"
    middle = "┌─┬────┬───┐\n│1 │市住建局│建设  │\n├─┤        ├───┤\n│2 │        │改造  │\n└─┴────┴───┘"
    assert redraw_boxes(drawn) == "1\t建设\t市住建局\n2\t改造\t市住建局"
    assert redraw_boxes(middle) == "1\t市住建局\t建设\n2\t市住建局\t改造"
