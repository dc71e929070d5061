"""Finding words in the notice, beside the conversation and on the notice's own page."""

import re

import pytest

from ingest import parse_notice
from tests.web.conftest import serving
from tests.web.fake import MARKUP, NOTICE, FakeAssistant
from tests.web.test_page import PHONE, ask, in_view, marked

pytestmark = pytest.mark.browser
BOX = "在原文中查找"
FOUND = """(name) => [...(CSS.highlights.get(name) ?? [])].filter((range) => range.startContainer.isConnected)
  .map((range) => range.toString().replaceAll('牵头', ''))"""
PLACE = """() => { const box = [...CSS.highlights.get('found-here')][0].getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"""


def found(page, name="found"):
    return page.evaluate(FOUND, name)


def hits(notice, words):
    """Count the words in what the notice shows, as somebody would who reads it without its spaces."""
    return sum(re.sub(r"\s", "", clause.text).count(words) for clause in notice.clauses)


@pytest.fixture
def page(open_page, address):
    return open_page(f"{address}/notices/{NOTICE}")


def test_words_are_found_counted_and_walked_through(page, notice):
    page.get_by_label(BOX).fill("危房")
    count = hits(notice, "危房")
    assert found(page) == ["危房"] * count and count > 3
    assert page.locator(".find output").inner_text() == f"1 / {count}"
    page.get_by_label(BOX).press("Enter")
    page.get_by_role("button", name="下一处").click()
    assert page.locator(".find output").inner_text() == f"3 / {count}"
    page.get_by_role("button", name="上一处").click()
    page.get_by_label(BOX).press("Shift+Enter")
    page.get_by_label(BOX).press("Shift+Enter")  # from the first to the last
    assert page.locator(".find output").inner_text() == f"{count} / {count}"
    page.wait_for_function(PLACE)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_hit_is_brought_into_view_at_once_or_gliding(open_page, address, motion):
    page = open_page(f"{address}/notices/{NOTICE}", reduced_motion=motion)
    page.get_by_label(BOX).fill("工作机构")
    page.wait_for_function(PLACE)
    assert set(found(page, "found-here")) == {"工作机构"}


def test_what_is_not_there_is_told_and_the_box_emptied_with_escape(page):
    page.get_by_label(BOX).fill("月球")
    assert page.locator(".find output").inner_text() == "没有找到"
    assert page.get_by_role("button", name="下一处").is_disabled()
    page.get_by_label(BOX).press("Escape")
    assert page.get_by_label(BOX).input_value() == "" and page.locator(".find output").inner_text() == ""


@pytest.mark.parametrize("words", ["到2018年年底", "到 2018 年 年底", "到２０１８年年底"])
def test_spaces_and_width_do_not_count(page, words):
    page.get_by_label(BOX).fill(words)
    assert [each.replace(" ", "") for each in found(page)] == ["到2018年年底"]


def test_a_word_that_a_page_break_parts_is_found(page, notice):
    clause = notice.clause("39")
    body, positions = clause.body.text, clause.body.positions
    gap = next(i for i in range(1, len(positions)) if positions[i] != positions[i - 1] + 1)
    words = body[gap - 3 : gap + 3]
    assert re.search(r"\s", notice.source[positions[gap - 1] : positions[gap]])
    page.get_by_label(BOX).fill(words)
    assert words in found(page)


def test_no_hit_spans_two_paragraphs(open_page):

    two = parse_notice("关于印发分工方案的通知\n\n1.推进试点。（教育局牵头）\n2.抓好落实。（财政局牵头）\n", "two")
    with serving(FakeAssistant(two)) as address:
        page = open_page(f"{address}/notices/two")
        page.get_by_label(BOX).fill("试点")
        assert found(page) == ["试点"]
        page.get_by_label(BOX).fill("试点。（教育局牵头）2")
        assert found(page) == []


def test_hits_stand_beside_the_marks_of_a_quotation(open_page, address, notice):
    page = open_page(address)
    turn = ask(page, "危房改造谁牵头")
    page.wait_for_selector("#clause-17.here mark")
    page.get_by_label(BOX).fill("危房")
    quoted, count = marked(page), len(found(page))
    assert quoted.startswith(notice.clause("17").sentences[0].text) and count == hits(notice, "危房")
    ask(page, "养殖户有什么支持")  # another quotation is marked
    page.wait_for_selector("#clause-2.here mark")
    assert len(found(page)) == count
    turn.locator("a.cite").first.click()
    page.wait_for_selector("#clause-17.here mark")
    assert marked(page) == quoted and len(found(page)) == count


def test_on_a_phone_it_works_in_the_drawer(open_page, address):
    page = open_page(address, viewport=PHONE, has_touch=True)
    page.get_by_role("button", name="通知原文").click()
    page.get_by_label(BOX).fill("资金")
    page.get_by_role("button", name="下一处").tap()
    page.wait_for_function(PLACE)
    assert in_view(page, ".find output") and page.locator(".find output").inner_text().startswith("2 / ")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label(BOX).press("Escape")
    assert page.locator("#notice-pane").is_visible()  # the first Escape empties the box
    page.get_by_label(BOX).press("Escape")
    page.wait_for_selector("#notice-pane", state="hidden")


def test_without_highlights_the_hit_is_selected(open_page, address):
    page = open_page(f"{address}/notices/{NOTICE}", script="delete window.Highlight")
    page.get_by_label(BOX).fill("危房改造")
    assert page.evaluate("getSelection().toString()") == "危房改造"
    assert page.get_by_label(BOX).input_value() == "危房改造"


def test_markup_is_looked_for_as_text(page):
    page.get_by_label(BOX).fill(MARKUP)
    assert page.locator(".find output").inner_text() == "没有找到"
    assert page.evaluate("window.hacked") is None
