"""Offsets and pages go together."""

from __future__ import annotations

import pytest

from ingest import parse_notice, read_notice
from ingest.parse import parse_source
from ingest.report import to_dict
from ingest.source import Source
from tests.ingest.conftest import SHIPPED

BOX = "┌──┬───┐\n│序号│责任单位│\n├──┼───┤\n│1 │市教育局│\n└──┴───┘\n"


@pytest.mark.parametrize(
    ("starts", "offset", "page"),
    [((), 0, None), ((0,), 0, 1), ((0, 5), 4, 1), ((0, 5), 5, 2), ((0, 5, 5), 5, 3), ((0, 5), 10**6, 2), ((0, 0, 5), 2, 2)],
)
def test_an_offset_has_its_page(starts, offset, page):
    assert parse_source(Source("一、任务\n二、要求和其他\n", starts), "a").page_at(offset) == page


def test_drawn_tables_are_rewritten_page_by_page():
    text = "一、任务\n" + BOX
    source = Source(text + text, (0, len(text)), (2,))
    notice = parse_source(source, "a")
    assert notice.page_starts == (0, len(notice.source) // 2)
    assert notice.source.startswith("一、任务\n序号\t责任单位\n1\t市教育局\n", notice.page_starts[1])


def test_a_text_without_pages_is_read_as_before():
    text = SHIPPED.read_text(encoding="utf-8")
    notice = read_notice(SHIPPED)
    assert notice == parse_notice(text, notice.id) and notice.page_starts == () and notice.page_at(100) is None
    assert "page_starts" not in to_dict(notice)
    assert to_dict(parse_source(Source(text, (0, 900)), "a"))["page_starts"] == [0, 900]
