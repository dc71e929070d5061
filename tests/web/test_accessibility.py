"""axe-core finds nothing serious or critical on any view, in either scheme, on a screen and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from settings import Settings
from tests.web.conftest import serving
from tests.web.fake import NOTICE, FakeAssistant
from tests.web.test_language_model import SET
from tests.web.test_library import GIVEN
from tests.web.test_page import ask
from web.incoming import Incoming

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
VIEWS = {
    "overview": f"/overview/{NOTICE}",
    "choose": f"/ledger/{NOTICE}",
    "ledger": f"/ledger/{NOTICE}?unit=市住建局",
    "library": "/library",
    "about": "/about",
    "feedback": "/feedback",
    "reference": "/docs",
    "notice": f"/notices/{NOTICE}?quote=3822-3835#clause-17",
    "missing": "/notices/none",
}
SIZES = {"screen": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}


def grave_findings(page):
    """Return each grave finding: rule, what it means, where."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["help"], [node["target"] for node in each["nodes"]][:5]) for each in found if each["impact"] in GRAVE]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_page_has_no_grave_finding(open_page, address, view, size, scheme):
    page = open_page(address + VIEWS[view], viewport=SIZES[size], color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert grave_findings(page) == []


@pytest.fixture(scope="module")
def added(notice, tmp_path_factory):
    """A page with a second notice that was added, a language model, and a file that waits to be decided on."""
    data = tmp_path_factory.mktemp("data")
    fake = FakeAssistant(notice)
    fake.library = type(fake.library).open(Settings(data=data))
    for name, text in (("first.txt", GIVEN), ("second.txt", GIVEN.replace("7号", "8号"))):
        (data / name).write_text(text, encoding="utf-8")
    fake.library.add(data / "first.txt")
    fake.renew()
    with (data / "second.txt").open("rb") as file:
        token = Incoming(fake.library.folder / "incoming").keep("second.txt", file)
    with serving(fake, data=data, **SET) as address:
        yield address, token


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", ["preview", "removal", "added", "switcher"])
def test_a_page_of_added_notices_has_no_grave_finding(open_page, added, view, size, scheme):
    address, token = added
    paths = {
        "preview": f"/library/incoming/{token}",
        "removal": "/library/remove/haifuban-2021-7",
        "added": "/library?done=added&notice=haifuban-2021-7",
        "switcher": "/overview/haifuban-2021-7?text=月球",  # and nothing found
    }
    page = open_page(address + paths[view], viewport=SIZES[size], color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert page.locator("main").is_visible() and page.locator(".nothing").is_visible() == (view == "switcher")
    assert grave_findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_chat_over_several_notices_with_a_language_model_has_no_grave_finding(open_page, added, size, scheme):
    page = open_page(added[0], viewport=SIZES[size], color_scheme=scheme)
    assert page.locator("#language-model p").is_visible()
    page.fill("#question textarea", "长" * 600)
    page.press("#question textarea", "Enter")
    page.get_by_role("alert").filter(has_text="600 字").wait_for()
    assert grave_findings(page) == []
    page.locator("#chosen input").click()
    page.get_by_role("option", name="全部通知").wait_for()
    assert grave_findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_chat_has_no_grave_finding_in_any_state(open_page, address, size, scheme):
    page = open_page(address, viewport=SIZES[size], color_scheme=scheme)
    page.wait_for_timeout(300)
    assert grave_findings(page) == []
    ask(page, "教育")  # a table
    ask(page, "资金")  # choices
    turn = ask(page, "危房改造")  # chips, evidence, steps
    turn.get_by_text("为什么是这个答案").click()
    turn.get_by_text("不对", exact=True).click()
    page.wait_for_timeout(400)
    assert grave_findings(page) == []
    page.get_by_role("button", name="记录").click()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    if size == "phone":
        turn.locator("a.cite").first.click()
        page.wait_for_selector("#clause-17.here mark")
        page.wait_for_timeout(400)
        assert grave_findings(page) == []


def test_a_barrier_would_be_found(open_page, address):
    page = open_page(f"{address}/about")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
    assert [rule for rule, *_ in grave_findings(page)] == ["button-name"]


FOCUSED = """() => { const at = document.activeElement; const style = getComputedStyle(at);
  return [at.tagName, style.outlineStyle !== 'none' || style.boxShadow !== 'none', at.textContent.trim(), at.outerHTML.slice(0, 200)]; }"""


def test_with_the_keyboard_alone_one_asks_and_opens_the_source(open_page, address):
    page = open_page(address)
    page.wait_for_function("document.activeElement.closest('#question')")  # the question box has the focus from the beginning
    page.keyboard.type("教育局牵头哪些任务")
    page.keyboard.press("Enter")
    page.locator(".turn.done").wait_for()
    assert page.locator("#notice-pane mark").count() == 0  # of three tasks none is shown unasked
    walked = []
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        tag, visible, words, markup = page.evaluate(FOCUSED)
        assert visible, markup
        walked.append(words)
        if (tag, words) == ("A", "任务9"):
            break
    else:
        pytest.fail(f"the cite was not reached: {walked}")
    page.keyboard.press("Enter")
    page.wait_for_selector("#clause-9.here mark")


@pytest.mark.parametrize("view", VIEWS)
def test_walking_with_the_keyboard_one_sees_where_the_focus_is(open_page, address, view):
    page = open_page(address + VIEWS[view])
    page.wait_for_load_state("networkidle")
    seen = 0
    for _ in range(15):
        page.keyboard.press("Tab")
        tag, outline, words = page.evaluate(
            "() => { const at = document.activeElement; return [at.tagName, getComputedStyle(at).outlineStyle, at.outerHTML]; }"
        )
        if tag == "BODY":  # past the last
            break
        assert outline != "none", words
        seen += 1
    assert seen > 5
