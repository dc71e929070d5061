"""What stands at the edge of a page is told from the text."""

from __future__ import annotations

import pytest

from ingest.glyphs import TextLine
from ingest.page_edges import PAGE_NUMBER, EdgeLines

HEIGHT = 842.0


def line(text: str, top: float, size: float = 16.0) -> TextLine:
    return TextLine(text, 100.0, 400.0, top, top + size, size, False)


@pytest.mark.parametrize("text", ["3", "- 3 -", "3/12", "第 3 页", "·15·", "第3页 共10页", "－ １２ －", "3 / 12"])
def test_page_numbers(text):
    assert PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["2016年", "1.", "3个", "（3）", "12345", "第3条"])
def test_what_is_no_page_number(text):
    assert not PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        ([["公报 第1页"], ["公报 第2页"], ["公报 第3页"]], []),  # the same words at the same height
        ([["附件1"], ["附件2"]], ["附件1", "附件2"]),
        ([["甲"], ["乙"]], ["甲", "乙"]),
        ([["甲"]], ["甲"]),
        ([["7"], ["— 8 —"]], []),
    ],
)
def test_what_is_repeated_at_the_edge_is_a_header(pages, kept):
    sheets = [(HEIGHT, [line(text, 50) for text in page]) for page in pages]
    edges = EdgeLines(sheets, 16.0)
    assert [found.text for height, lines in sheets for found in lines if not edges.holds(found, height)] == kept


def test_in_the_middle_of_the_page_repeated_words_and_figures_stay():
    sheets = [(HEIGHT, [line("市教育局", 400), line("7", 430)])] * 4
    edges = EdgeLines(sheets, 16.0)
    assert not any(edges.holds(found, height) for height, lines in sheets for found in lines)


def test_small_words_in_the_margin_are_a_header_on_one_page_too():
    edges = EdgeLines([(HEIGHT, [])], 16.0)
    assert edges.holds(line("内部资料", 40, 10.5), HEIGHT) and edges.holds(line("网址", 800, 9), HEIGHT)
    assert not edges.holds(line("机密", 40, 16), HEIGHT) and not edges.holds(line("注：", 400, 9), HEIGHT)
