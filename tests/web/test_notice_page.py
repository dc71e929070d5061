"""The notice's own page: contents, permanent links, doubts, print."""

import pytest

from tests.web.fake import NOTICE
from tests.web.test_page import in_view, marked

pytestmark = pytest.mark.browser
PAGE = f"/notices/{NOTICE}"


@pytest.fixture
def page(open_page, address):
    return open_page(address + PAGE)


def test_the_table_of_contents_leads_to_every_clause(page, notice):
    links = page.get_by_role("navigation", name="目录").get_by_role("link")
    assert links.count() == len(notice.clauses)
    links.filter(has_text="实施农村危房改造扶贫工程").click()
    page.wait_for_url("**#clause-17")
    assert in_view(page, "#clause-17 .number")
    bar = page.locator(".notice-bar").bounding_box()
    assert page.locator("#clause-17 .number").bounding_box()["y"] >= bar["y"] + bar["height"], "not under the bar"


def test_a_clauses_number_is_its_permanent_link(page):
    assert page.locator("#clause-17 > .number").get_attribute("href") == f"{PAGE}#clause-17"


def test_what_the_parser_doubted_can_be_seen_and_leads_to_its_place(page, notice):
    page.get_by_text(f"原文中有 {len(notice.warnings)} 处存疑").click()
    warning = notice.warnings[0]
    link = page.locator(".warnings").get_by_role("link", name=warning.message)
    link.click()
    page.wait_for_url(f"**quote={warning.start}-{warning.end}**")
    assert "".join(marked(page, "main").split()) in "".join(notice.source[warning.start : warning.end].split())
    assert marked(page, "main") and in_view(page, "mark")


def test_what_belongs_to_a_clause_and_stands_far_below_is_brought_into_view(page, notice):
    below = notice.clauses[-1]  # where a notice is signed: the date is of the front matter
    page.evaluate("(start) => fengong.showInNotice(document.querySelector('.notice'), '文首', [[start, start + 6]])", below.start)
    assert marked(page, "main") and in_view(page, "mark")


def test_on_paper_only_the_notice_is_left(page, notice):
    page.get_by_label("在原文中查找").fill("危房")
    page.emulate_media(media="print")
    for selector in (".site > .bar", ".notice-bar", "nav[aria-label=目录]", ".warnings"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator("#clause-17 .body").is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('#clause-17')).color") == "rgb(28, 36, 48)"  # dark on white
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_the_button_prints(open_page, address):
    page = open_page(address + PAGE, script="window.print = () => (window.printed = true)")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") is True
