"""What a person does on the page, in headless Chromium."""

from urllib.parse import quote, urlsplit

import pytest

from answer import Assistant
from tests.web.conftest import PATIENCE, serving, until, url_root, watch
from tests.web.fake import MARKUP, NOTICE

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def ask(page, question, state="done"):
    page.wait_for_selector("html[data-ready][data-bound]")
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    return answered(page, question, state)


def answered(page, question, state="done"):
    turn = page.locator(f".turn.{state}", has=page.locator(".question", has_text=question)).last
    turn.wait_for(timeout=PATIENCE)
    return turn


def marked(page, root="#notice-pane"):
    return page.evaluate("(root) => [...document.querySelectorAll(root + ' mark')].map((mark) => mark.textContent).join('')", root)


def in_view(page, selector):
    """Wait until the element stands within the window; scrolling is smooth and takes its time."""
    page.wait_for_function(
        """(selector) => {
          const box = document.querySelector(selector)?.getBoundingClientRect();
          return box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth + 1;
        }""",
        arg=selector,
    )
    return True


def test_ask_see_the_units_click_the_cite_and_read_the_sentence(open_page, address, notice):
    page = open_page(address)
    turn = ask(page, "哪些单位参与危房改造")
    assert turn.locator(".chip .unit-name").all_inner_texts() == list(notice.clause("17").units)
    assert turn.locator(".chip.leads").all_inner_texts() == ["牵头\n市住建局"]
    page.locator(".contents-fold summary").click()  # look elsewhere, then come back by the cite
    page.locator(".contents a").last.click()
    page.wait_for_function("!document.querySelector('#notice-pane mark')")
    turn.locator("p a.cite", has_text="任务17").first.click()
    page.wait_for_selector("#clause-17.here mark")
    clause = notice.clause("17")
    assert marked(page) == clause.sentences[0].text + "、".join(clause.units)
    assert in_view(page, "#clause-17 mark")


def test_an_answer_from_one_clause_shows_it_at_once(open_page, address, notice):
    page = open_page(address)
    ask(page, "养殖户有什么支持")
    page.wait_for_selector("#clause-2.here mark")
    sentences = notice.clause("2").sentences[3:]
    assert marked(page) == "".join(sentence.text for sentence in sentences)


def test_a_quotation_in_the_text_leads_to_exactly_its_characters(open_page, address, notice):
    page = open_page(address)
    turn = ask(page, "补助怎么发")
    turn.locator("a.quote").click()
    page.wait_for_selector("#clause-17 mark")
    assert f"“{marked(page)}”" == turn.locator("a.quote").inner_text() == f"“{notice.clause('17').sentences[3].text}”"


COPIED = "window.copied = []; navigator.clipboard.writeText = (words) => { window.copied.push(words); return Promise.resolve(); }"
NO_CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', { value: undefined });
window.copied = []; document.execCommand = () => window.copied.push(document.activeElement.value)"""


@pytest.mark.parametrize("script", [COPIED, NO_CLIPBOARD], ids=["clipboard", "without"])
def test_a_quotation_is_copied_as_it_goes_into_a_document(open_page, address, notice, script):
    page = open_page(address, script=script)
    turn = ask(page, "养殖户有什么支持")
    turn.get_by_role("button", name="复制引文").click()
    turn.get_by_role("button", name="已复制").wait_for()
    words = "".join(sentence.text for sentence in notice.clause("2").sentences[3:])
    assert page.evaluate("window.copied") == [f"“{words}”（汕尾委办字〔2016〕19号，任务2）"]
    turn.get_by_role("button", name="复制引文").wait_for()  # the label comes back


def test_a_follow_up_takes_the_conversation_along(open_page, address, assistant):
    page = open_page(address)
    ask(page, "危房改造由谁牵头")
    page.get_by_role("button", name="危房改造什么时候完成？").click()
    answered(page, "危房改造什么时候完成？")
    assert assistant.asked[-1] == ("危房改造什么时候完成？", ("危房改造由谁牵头",), NOTICE)
    assert page.locator(".suggestions:visible").count() == 0  # only the last answer's, and it has none


def test_a_choice_answers_a_question_back(open_page, address):
    page = open_page(address)
    turn = ask(page, "资金")
    assert "请再说具体一点" in turn.inner_text()
    turn.get_by_role("button", name="危房改造补助怎么发？").click()
    answered(page, "危房改造补助怎么发？")


def test_an_example_asks_and_a_unit_asks_on(open_page, address):
    page = open_page(address)
    page.get_by_role("button", name="哪些单位参与危房改造？").click()
    turn = answered(page, "哪些单位参与危房改造？")
    turn.locator(".chip.leads").click()
    assert "市住建局" in answered(page, "市住建局负责哪些任务？").locator(".question").inner_text()


def test_why_unfolds_the_steps_and_stays_unfolded(open_page, address):
    page = open_page(address)
    turn = ask(page, "危房")
    turn.get_by_text("为什么是这个答案").click()
    assert turn.get_by_text("核对：2 处引文与原文一致").is_visible()
    ask(page, "资金")
    assert page.get_by_text("核对：2 处引文与原文一致").is_visible()


def test_a_table_is_sorted_by_its_heads(open_page, address):
    page = open_page(address)
    turn = ask(page, "教育局牵头哪些任务")
    first = turn.locator("tbody td:first-child")
    turn.get_by_role("button", name="任务", exact=True).click()
    assert first.all_inner_texts() == ["任务2", "任务9", "任务10"]
    turn.get_by_role("button", name="任务", exact=True).click()
    assert first.all_inner_texts() == ["任务10", "任务9", "任务2"]


def test_stop_retry_edit_and_a_new_conversation(open_page, address, assistant):
    page = open_page(address)
    page.fill("#question textarea", "很慢的问题")
    page.press("#question textarea", "Enter")
    page.get_by_role("button", name="停止").click()
    turn = answered(page, "很慢的问题", "stopped")
    assert "已停止" in turn.inner_text()
    page.get_by_role("button", name="修改问题").click()
    until(lambda: (page.input_value("#question textarea"), page.locator(".turn").count()), ("很慢的问题", 0))
    ask(page, "资金")
    count = len(assistant.asked)
    page.get_by_role("button", name="重新回答").click()
    page.wait_for_function("document.querySelectorAll('.turn.done').length === 1 && !document.querySelector('[aria-busy=true]')")
    while len(assistant.asked) == count:
        page.wait_for_timeout(50)
    assert assistant.asked[-1] == ("资金", (), NOTICE)
    answered(page, "资金")
    page.get_by_role("button", name="新对话").click()
    page.wait_for_selector(".welcome")
    until(page.locator(".turn").count, 0)


def test_a_double_click_asks_once(open_page, address, assistant):
    page = open_page(address)
    count = len(assistant.asked)
    page.get_by_role("button", name="哪些单位参与危房改造？").dblclick()
    answered(page, "哪些单位参与危房改造？")
    page.wait_for_timeout(300)
    assert len(assistant.asked) == count + 1


def test_a_question_too_long_is_told_and_kept(open_page, address):
    page = open_page(address)
    page.fill("#question textarea", "长" * 10_000)
    page.press("#question textarea", "Enter")
    page.get_by_role("alert").filter(has_text="10000 字").wait_for()
    assert page.input_value("#question textarea") == "长" * 10_000
    assert page.locator(".turn").count() == 0


def test_enter_that_picks_a_word_does_not_send(open_page, address, assistant):
    """Gradio listens for keypress, which an input method does not send; held here in case that changes."""
    page = open_page(address)
    count = len(assistant.asked)
    page.focus("#question textarea")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "weifang", "selectionStart": 7, "selectionEnd": 7})
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229})
    keyboard.send("Input.insertText", {"text": "危房"})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13})
    page.wait_for_timeout(400)
    assert page.input_value("#question textarea") == "危房"
    assert len(assistant.asked) == count and page.locator(".turn").count() == 0


def test_markup_is_shown_and_not_run(open_page, address):
    page = open_page(address)
    turn = ask(page, MARKUP)
    assert MARKUP in turn.locator(".question").inner_text()
    assert MARKUP in turn.locator(".answer").inner_text()
    turn.locator(".suggestion").click()
    page.wait_for_function("document.querySelectorAll('.turn.done').length === 2")
    assert page.evaluate("window.hacked") is None


def test_two_visitors_have_two_conversations(open_page, address, assistant):
    first, second = open_page(address), open_page(address)
    ask(first, "危房")
    ask(second, "资金")
    assert assistant.asked[-1][1] == ()
    assert second.locator(".turn").count() == 1


FOCUS = "document.activeElement.dataset.clause || document.activeElement.textContent.trim()"


def test_on_a_phone_the_notice_is_a_drawer(open_page, address, notice):
    page = open_page(address, viewport=PHONE)
    assert not page.locator("#notice-pane").is_visible()
    turn = ask(page, "危房改造")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    turn.locator("a.cite").first.click()
    page.wait_for_selector("#clause-17.here mark")
    assert in_view(page, "#clause-17 mark")
    assert page.evaluate("document.activeElement.id") == "clause-17"
    page.keyboard.press("Escape")
    page.wait_for_selector("#notice-pane", state="hidden")
    assert page.evaluate("document.activeElement.className") == "cite"
    page.get_by_role("button", name="通知原文").click()
    assert page.evaluate(FOCUS) == "关闭"
    page.get_by_role("button", name="关闭").click()
    page.wait_for_selector("#notice-pane", state="hidden")
    assert page.evaluate(FOCUS) == "通知原文"


def test_the_open_drawer_is_a_dialog_with_the_page_behind_it_out_of_reach(open_page, address):
    page = open_page(address, viewport=PHONE)
    page.get_by_role("button", name="通知原文").click()
    assert page.get_by_role("dialog", name="通知原文").is_visible()
    page.wait_for_selector("#notice-pane .clause")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#notice-pane')")
    page.set_viewport_size({"width": 1024, "height": 700})  # turned round, the notice stands beside the conversation again
    page.wait_for_function("!document.getElementById('chat').inert")
    page.get_by_role("button", name="发送").focus()
    assert page.evaluate(FOCUS) == "发送" and page.get_by_role("dialog").count() == 0


def test_back_closes_the_drawer_and_loading_the_page_again_keeps_it(open_page, address):
    page = open_page(f"{address}/about", viewport=PHONE)
    page.goto(address)
    page.wait_for_selector("html[data-ready][data-bound]")
    page.get_by_role("button", name="通知原文").click()
    page.reload()
    page.wait_for_selector("#notice-pane .clause")
    assert page.get_by_role("dialog", name="通知原文").is_visible()
    page.go_back()
    page.wait_for_selector("#notice-pane", state="hidden")
    assert page.locator("#send").is_visible()
    page.get_by_role("button", name="通知原文").click()
    page.get_by_role("button", name="关闭").dblclick()
    page.wait_for_selector("#notice-pane", state="hidden")
    page.wait_for_function("!history.state?.drawer")
    page.go_back()  # closing took its step back
    page.wait_for_url("**/about")


def test_a_double_click_opens_or_closes_the_drawer_once(open_page, address):
    page = open_page(address, viewport=PHONE)
    button = page.get_by_role("button", name="通知原文")
    for _ in range(3):
        button.dblclick()
        assert page.get_by_role("dialog", name="通知原文").is_visible()
        page.wait_for_timeout(600)  # longer than between the two presses of a double click
        page.get_by_role("button", name="关闭").dblclick()
        assert button.is_visible() and page.locator("#notice-pane").is_hidden()
        page.wait_for_function("!history.state?.drawer")
        page.wait_for_timeout(600)


def test_a_drawer_opened_again_before_its_step_back_is_taken_stays_open(open_page, address):
    page = open_page(address, viewport=PHONE)
    page.get_by_role("button", name="通知原文").click()
    page.wait_for_selector("#notice-pane .clause")
    length = page.evaluate("history.length")
    page.evaluate("document.querySelector('.close-notice').click(); document.getElementById('open-notice').click()")
    page.wait_for_timeout(500)  # the step back
    assert page.get_by_role("dialog", name="通知原文").is_visible()
    assert page.evaluate("[history.state?.drawer, history.length]") == [True, length]
    page.go_back()
    page.wait_for_selector("#notice-pane", state="hidden")


NEVER = """const fetched = window.fetch;
window.fetch = (url, ...options) => {
  return String(url).endsWith('/pane') ? new Promise((_, fail) => (window.fail = fail)) : fetched(url, ...options);
};"""


def test_a_notice_that_does_not_come_leaves_the_way_out_of_the_drawer(open_page, address):
    page = open_page(address, viewport=PHONE, script=NEVER)
    page.get_by_role("button", name="通知原文").click()
    assert page.get_by_text("正在打开通知原文").is_visible()
    page.get_by_role("button", name="关闭").click()
    page.wait_for_selector("#notice-pane", state="hidden")
    page.evaluate("window.fail(new Error('as asked'))")
    page.get_by_role("button", name="通知原文").click()
    page.get_by_text("没能打开通知原文").wait_for()
    page.get_by_role("button", name="关闭").click()
    page.wait_for_selector("#notice-pane", state="hidden")


def test_a_number_in_the_notice_shows_its_clause_and_the_conversation_stays(open_page, address):
    page = open_page(address)
    ask(page, "资金")
    page.locator("#clause-3 > .number").click()
    page.wait_for_selector("#clause-3.here")
    assert page.locator(".turn").count() == 1 and page.url.rstrip("/") == address


@pytest.mark.parametrize("width", [360, 768, 1024])
def test_nothing_runs_over_the_edge(open_page, address, width):
    page = open_page(address, viewport={"width": width, "height": 700})
    ask(page, "教育")
    page.locator("#send").wait_for()
    assert in_view(page, "#send") and in_view(page, "#question textarea")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_only_the_two_sides_scroll_and_never_the_window(open_page, address):
    page = open_page(address, viewport={"width": 1280, "height": 600})
    turn = ask(page, "危房改造")
    page.wait_for_selector("#clause-17.here mark")
    turn.get_by_text("不对", exact=True).click()
    turn.get_by_role("button", name="提交").evaluate("button => button.scrollIntoView()")
    scrolled = "[...document.querySelectorAll('*')].filter((each) => each.scrollTop > 0).map((each) => each.id || each.className)"
    assert page.evaluate(scrolled) == ["conversation", "pane-scroll"]


@pytest.mark.parametrize("anchor", ["clause-二（一）", quote("clause-二（一）")])
def test_a_permanent_link_opens_at_its_clause(open_page, address, anchor):
    page = open_page(f"{address}/notices/{NOTICE}#{anchor}")
    assert page.evaluate("document.querySelector(':target').dataset.clause") == "二（一）"
    assert in_view(page, ":target .number")


def test_a_link_with_a_range_shows_it(open_page, address, notice):
    sentence = notice.clause("17").sentences[-1]
    page = open_page(f"{address}/notices/{NOTICE}?quote={sentence.start}-{sentence.end}#clause-17")
    assert marked(page, "main") == sentence.text
    assert in_view(page, "mark")


def test_while_the_model_loads_the_page_says_so(open_page, assistant, notice):
    loading = type(assistant)(notice)
    loading.ready = False
    with serving(loading) as address:
        page = open_page(address)
        page.fill("#question textarea", "很慢的问题")
        page.press("#question textarea", "Enter")
        note = page.get_by_text("语义模型正在载入")
        note.wait_for()
        assert note.is_visible()


def test_no_request_leaves_for_another_host(open_page, address):
    """``open_page`` fails the test on any in whatever way; this one walks through every view and counts them itself."""
    page = open_page(address, color_scheme="dark")
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    ask(page, "危房").locator("a.cite").first.click()
    page.wait_for_selector("mark")
    page.goto(f"{address}/notices/{NOTICE}")
    for path in ("/notices/none", "/overview", "/ledger", f"/ledger/{NOTICE}?unit=市住建局", "/library", "/about", "/feedback", "/docs"):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    assert hosts - {""} == {urlsplit(address).netloc}  # "" of data: addresses


def test_a_foreign_request_and_a_failing_script_would_be_noticed(browser, address):
    page, faults = browser.new_page(), []
    watch(page, url_root(address), faults)
    page.goto(f"{address}/about")
    assert faults == []
    page.route("http://elsewhere.invalid/**", lambda route: route.abort())
    with page.expect_event("pageerror"), page.expect_request("http://elsewhere.invalid/**"):
        page.evaluate("new Image().src = 'http://elsewhere.invalid/pixel.gif'; setTimeout(() => missing())")
    page.close()
    assert sorted(faults) == ["http://elsewhere.invalid/pixel.gif", "script: missing is not defined"]


@pytest.fixture(scope="module")
def real():
    """The page with the real assistant, served before the model is loaded, as ``python app.py`` does."""
    assistant = Assistant.open(load=False)
    with serving(assistant) as address:
        assistant.begin_to_load()
        yield assistant, address


@pytest.mark.model
def test_while_the_real_model_loads_the_first_view_can_be_used_and_a_unit_be_asked_about(open_page, real):
    _, address = real
    page = open_page(address)
    turn = ask(page, "第17项谁牵头")
    assert turn.locator(".chip.leads .unit-name").inner_text() == "市住建局"


@pytest.mark.model
def test_the_real_answers_citation_marks_exactly_what_it_quotes(open_page, real, notice):
    assistant, address = real
    assert assistant.wait_ready(), assistant.failure
    page = open_page(address)
    turn = ask(page, "哪些单位参与危房改造")
    assert turn.locator(".chip .unit-name").count() == 8
    assert turn.locator(".chip.leads .unit-name").inner_text() == "市住建局"
    turn.locator("a.quote").first.click()
    page.wait_for_selector("#clause-17.here mark")
    assert f"“{marked(page)}”" == turn.locator("a.quote").first.inner_text()
    turn.locator("p a.cite", has_text="任务17").first.click()
    turn.get_by_text("原文依据").click()
    quoted = turn.locator(".evidence blockquote p").all_inner_texts()
    assert "实施农村危房改造扶贫工程。" in quoted
    in_order = "".join(sorted(quoted, key=notice.clause("17").body.text.index))  # marks come in the notice's order
    page.wait_for_function("(marks) => document.querySelectorAll('#notice-pane mark').length >= marks", arg=len(quoted))
    assert marked(page) == in_order


@pytest.mark.model
def test_the_real_assistants_choices_are_buttons_that_answer(open_page, real):
    assistant, address = real
    assert assistant.wait_ready(), assistant.failure
    page = open_page(address)
    turn = ask(page, "资金怎么管")
    assert "请再说具体一点" in turn.inner_text()
    choice = turn.get_by_role("group", name="请选择").get_by_role("button").first
    words = choice.inner_text()
    choice.click()
    answer = answered(page, words)
    assert answer.locator(".status").count() == 0 and answer.locator(".chip").count() > 0
