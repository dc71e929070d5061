from __future__ import annotations

import pytest

from ingest.lines import number_glued, ordinal_value, split_lines


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("17", 17),
        ("１７", 17),
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零三", 103),
        ("③", 3),
        ("⒓", 12),
        ("⑵", 2),
        ("㈦", 7),
        ("2.4", 4),
        ("两", 2),
    ],
)
def test_ordinals_have_their_value(number, value):
    assert ordinal_value(number) == value


@pytest.mark.parametrize(
    ("text", "marker", "number", "rest"),
    [
        ("17. 实施危房改造", "arabic", "17", "实施危房改造"),
        ("１７．实施危房改造", "arabic", "１７", "实施危房改造"),
        ("17、实施", "arabic", "17", "实施"),
        ("1\\. 实施", "arabic", "1", "实施"),
        ("（二）完善", "bracketed", "（二）", "完善"),
        ("(二)完善", "bracketed", "(二)", "完善"),
        ("（3）完善", "bracketed_arabic", "（3）", "完善"),
        ("一、总则", "chinese", "一", "总则"),
        ("第三条　各单位", "article", "第三条", "各单位"),
        ("第一章　总则", "chapter", "第一章", "总则"),
        ("1.2 加强", "decimal1", "1.2", "加强"),
        ("1.2.3 加强", "decimal2", "1.2.3", "加强"),
        ("- 1. 推进", "arabic", "1", "推进"),
        ("**1. 推进**", "arabic", "1", "推进**"),
        ("2018年底前完成", "", "", "2018年底前完成"),
        ("一是加强", "", "", "一是加强"),
    ],
)
def test_a_line_gives_its_number_and_the_rest(text, marker, number, rest):
    source = "　" + text + " \n"
    (line,) = split_lines(source)
    assert (line.marker, line.number, source[line.body : line.end]) == (marker, number, rest)


def test_rules_page_numbers_and_blank_lines_are_left_out():
    assert [line.text for line in split_lines("甲\n---\n— 3 —\n\n　　\n第 4 页\n乙\f丙\n")] == ["甲", "乙", "丙"]


def test_markdown_headings_lose_their_marks():
    (line,) = split_lines("## 一、重点任务\n")
    assert (line.heading, line.text, line.number) == (True, "一、重点任务", "一")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.2027年6月底前建成。\n2.推进改革。\n", ["1", "2"]),
        ("1．2027年建成。\n2．2028年投用。\n", ["1", "2"]),
        ("1.60岁以上老人免费体检。\n2.推进改革。\n", ["1", "2"]),
        ("1.推进改革，增长\n1.5倍以上。\n2.推进改革。\n", ["1", "", "2"]),
        ("1.推进改革。\n1.1加强监管。\n2.推进改革。\n", ["1", "", "2"]),
        ("1.推进改革，\n2.5万人受益。\n3.推进改革。\n", ["1", "2", "3"]),  # without it 2 is missing
    ],
)
def test_a_number_glued_to_a_figure_is_told_by_the_numbers_around_it(text, numbers):
    assert [line.number for line in number_glued(split_lines(text))] == numbers
