"""Large text and zoom: every view stays whole, and the choice is remembered."""

import pytest

from tests.web.test_accessibility import VIEWS, grave_findings
from tests.web.test_page import ask, in_view

pytestmark = pytest.mark.browser
LARGE = "localStorage.setItem('fengong.text', 'large')"
ROOT_SIZE = "getComputedStyle(document.documentElement).fontSize"
ZOOMED = {"width": 640, "height": 400}  # what is left of 1280 x 800 at 200 %
SMALL = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 800}
SHAPES = {
    "zoomed": (ZOOMED, ""),
    "small": (SMALL, ""),
    "small and large": (SMALL, LARGE),
    "zoomed and large": (ZOOMED, LARGE),
    "large": (SCREEN, LARGE),
}

# Words that a box cuts off, though it neither scrolls nor says so with an ellipsis.
CUT = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const style = getComputedStyle(each);
  const own = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return own && each.checkVisibility() && !each.closest('.sr-only, .skip')
    && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.outerHTML.slice(0, 200))"""


# Neighbours in the head that stand on one another.
OVERLAPS = """() => {
  const parts = [...document.querySelectorAll('#bar > *, body > .bar > *')];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return parts.filter((_, i) => boxes.some((box, j) => j !== i && meet(boxes[i], box))).map((part) => part.outerHTML.slice(0, 60));
}"""
BRAND = "getComputedStyle(document.querySelector('.brand')).fontSize"


def whole(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPS) == []
    links = page.locator(".site-links").first
    assert links.evaluate("(links) => links.scrollWidth - links.clientWidth") <= 1, "all links can be seen"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_page_stays_whole(open_page, address, view, shape):
    viewport, script = SHAPES[shape]
    page = open_page(address + VIEWS[view], viewport=viewport, script=script)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(ROOT_SIZE) == ("20px" if script else "16px")
    whole(page, viewport["width"])


@pytest.mark.parametrize("shape", SHAPES)
def test_the_chat_stays_whole(open_page, address, shape):
    viewport, script = SHAPES[shape]
    page = open_page(address, viewport=viewport, script=script)
    ask(page, "教育")  # a table
    turn = ask(page, "危房改造")
    page.locator("#send").wait_for()
    large = bool(script)
    assert page.evaluate(BRAND) == ("22px" if large else "17.6px")
    assert turn.locator(".question p").evaluate("(words) => getComputedStyle(words).fontSize") == ("20px" if large else "16px")
    assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == str(large).lower()
    for selector in ("#send", "#question textarea", "#new", "#text-size button"):
        assert in_view(page, selector)
    whole(page, viewport["width"])
    conversation = page.locator("#conversation").bounding_box()
    assert conversation["height"] > 120, "there is room to read the answer"
    turn.locator("a.cite").first.click()
    page.wait_for_selector("#clause-17.here mark")
    assert in_view(page, "#clause-17 mark")
    whole(page, viewport["width"])


def test_large_text_is_chosen_on_one_page_and_holds_on_all_and_in_other_tabs(open_page, address):
    page = open_page(f"{address}/about")
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector("html[data-ready][data-bound]")
    question = "getComputedStyle(document.querySelector('#question textarea')).fontSize"
    before = other.evaluate(question)
    button = page.get_by_role("button", name="大字")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true" and page.evaluate(ROOT_SIZE) == "20px"
    other.wait_for_selector("#text-size [aria-pressed=true]")
    assert (before, other.evaluate(question)) == ("16px", "20px")
    other.reload()
    other.wait_for_function(f"{ROOT_SIZE} === '20px'")
    other.get_by_role("button", name="大字").click()
    page.wait_for_selector("[data-text-size][aria-pressed=false]")
    assert page.evaluate(ROOT_SIZE) == "16px"


def test_a_browser_that_forbids_storage_still_has_large_text(open_page, address):
    page = open_page(
        f"{address}/about", script="Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })"
    )
    page.get_by_role("button", name="大字").click()
    assert page.evaluate(ROOT_SIZE) == "20px"


def test_large_text_brings_no_barrier(open_page, address):
    page = open_page(address, viewport=SMALL, script=LARGE)
    ask(page, "危房改造")
    page.wait_for_timeout(400)
    assert grave_findings(page) == []
