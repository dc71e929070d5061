"""What becomes of a conversation when things come between: a restart, a new conversation, another notice, a second click."""

import json
import threading
import time
from dataclasses import replace

import pytest

from schema import Answer
from settings import Settings
from tests.web.conftest import serving, serving_app, until
from tests.web.fake import NOTICE, FakeAssistant
from tests.web.test_feedback import other  # noqa: F401  a second notice
from tests.web.test_oddities import questions
from tests.web.test_page import answered, ask
from web import create_app
from web.calls import Call, turns_changed
from web.conversation import Turn

browser_test = pytest.mark.browser
RECORDS = "JSON.parse(localStorage.getItem('fengong.conversations') ?? '[]').map((each) => each.questions.map((one) => one.question))"
MARKUP_WITHOUT_BLANKS = '<img/src="x"/onerror="window.hacked=1">'


def records(page):
    return page.evaluate(RECORDS)


def is_free(page):
    page.wait_for_function("document.querySelector('.turns').getAttribute('aria-busy') === 'false'", timeout=30_000)


def type_and_send(page, question):
    page.wait_for_selector("html[data-ready][data-bound]")
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def forget_sessions(app):
    """Forget what a server that is started again, or that misses a heartbeat, forgets: all that was said."""
    (holder,) = (route.app.state_holder for route in app.routes if hasattr(getattr(route, "app", None), "state_holder"))
    holder.session_data.clear()


class Gated(FakeAssistant):
    """Answers questions with 等 in them once the gate is open."""

    def __init__(self, notice):
        super().__init__(notice)
        self.gate = threading.Event()

    def ask(self, question, *rest, **options):
        if "等" in question:
            assert self.gate.wait(30)
        return super().ask(question, *rest, **options)


@pytest.fixture
def gated(notice):
    gated = Gated(notice)
    yield gated
    gated.gate.set()


def remember(page, *asked):
    """Put a conversation into what the browser keeps, and load the page again."""
    questions = [{"question": question, "notice": NOTICE} for question in asked]
    page.evaluate(
        """(questions) => {
          localStorage.setItem('fengong.conversations', JSON.stringify([{ id: 'kept', when: Date.now(), questions }]));
          sessionStorage.setItem('fengong.conversation', 'kept');
        }""",
        questions,
    )
    page.reload()


# What goes over the line


def test_a_step_holds_the_turn_that_grows_and_no_other(notice):
    long = "\n".join(f"- [任务{i}] {notice.clause(str(i)).text[:40]}（牵头）" for i in range(1, 60))
    done = Turn("市教育局牵头哪些任务", "done", answer=Answer("answered", long, tuple(map(str, range(1, 60)))))
    call = Call(call=3, earlier=[{"question": done.question, "notice": NOTICE}] * 20)
    news = turns_changed(call, (*(done,) * 20, Turn("问")), 20, {notice.id: notice})
    assert (news["call"], news["since"], len(news["turns"]), news["busy"]) == (3, 20, 1, True)
    assert len(json.dumps(news)) < 1000


# In the browser


@browser_test
def test_what_was_typed_into_the_feedback_is_shown_and_not_run(open_page, address):
    page = open_page(address)
    turn = ask(page, "危房改造谁牵头")
    turn.get_by_text("不对", exact=True).click()
    turn.get_by_label("找错了任务").check()
    turn.get_by_label("正确的任务号").fill(MARKUP_WITHOUT_BLANKS)
    turn.get_by_role("button", name="提交").click()
    page.get_by_role("alert").filter(has_text=MARKUP_WITHOUT_BLANKS).wait_for()
    page.wait_for_timeout(300)
    assert page.locator("#problem img").count() == 0 and page.evaluate("window.hacked") is None


@browser_test
def test_after_a_restart_the_conversation_goes_on_with_all_that_was_said(open_page, notice, tmp_path):
    fake = FakeAssistant(notice)
    app = create_app(fake, Settings(data=tmp_path))
    with serving_app(app) as address:
        page = open_page(address)
        ask(page, "危房改造谁牵头")
        forget_sessions(app)
        ask(page, "什么时候完成")
        assert fake.asked[-1] == ("什么时候完成", ("危房改造谁牵头",), NOTICE)
        until(lambda: questions(page), ["危房改造谁牵头", "什么时候完成"])
        until(lambda: records(page), [questions(page)])
        forget_sessions(app)
        page.locator(".turn").first.get_by_role("button", name="对", exact=True).click()
        page.locator(".turn").first.get_by_text("您的意见记下了").wait_for()


@browser_test
def test_what_is_asked_while_a_conversation_comes_back_waits_and_harms_nothing(open_page, gated):
    with serving(gated) as address:
        page = open_page(address)
        remember(page, "危房改造谁牵头", "等一等", "教育")
        page.wait_for_function("document.querySelectorAll('.turn.waiting').length === 2")
        type_and_send(page, "资金")
        page.wait_for_timeout(300)
        until(lambda: page.input_value("#question textarea"), "资金")
        assert len(questions(page)) == 3
        gated.gate.set()
        answered(page, "教育")
        is_free(page)
        page.press("#question textarea", "Enter")
        answered(page, "资金")
        until(lambda: questions(page), ["危房改造谁牵头", "等一等", "教育", "资金"])
        until(lambda: records(page), [questions(page)])
        until(lambda: page.input_value("#question textarea"), "")


@browser_test
def test_stopping_what_comes_back_keeps_all_of_it(open_page, gated):
    asked = ["危房改造谁牵头", "等一等", "教育"]
    with serving(gated) as address:
        page = open_page(address)
        remember(page, *asked)
        page.wait_for_function("document.querySelectorAll('.turn.waiting').length === 2")
        page.get_by_role("button", name="停止").dblclick()
        answered(page, "教育", "stopped")
        until(lambda: questions(page), asked)
        until(lambda: records(page), [asked])
        ask(page, "资金")
        until(lambda: records(page), [[*asked, "资金"]])


@browser_test
def test_a_new_conversation_while_another_comes_back_stays_new(open_page, gated):
    with serving(gated) as address:
        page = open_page(address)
        remember(page, "危房改造谁牵头", "等一等")
        page.wait_for_function("document.querySelectorAll('.turn.waiting').length === 1")
        page.get_by_role("button", name="新对话").click()
        page.wait_for_selector(".welcome")
        gated.gate.set()
        page.wait_for_timeout(500)
        until(lambda: questions(page), [])
        until(lambda: records(page), [["危房改造谁牵头", "等一等"]])
        ask(page, "资金")
        until(lambda: records(page), [["资金"], ["危房改造谁牵头", "等一等"]])
        assert gated.asked[-1] == ("资金", (), NOTICE)


@browser_test
def test_a_question_that_failed_is_still_there_after_a_reload(open_page, address):
    page = open_page(address)
    ask(page, "危房改造谁牵头")
    ask(page, "请出错", "failed")
    page.reload()
    answered(page, "请出错", "failed")
    until(lambda: questions(page), ["危房改造谁牵头", "请出错"])


@browser_test
def test_a_new_conversation_in_mid_answer_leaves_no_trace_of_it(open_page, gated):
    with serving(gated) as address:
        page = open_page(address)
        type_and_send(page, "等一等")
        page.locator(".turn.waiting").wait_for()
        page.get_by_role("button", name="新对话").dblclick()
        ask(page, "资金")
        gated.gate.set()
        page.wait_for_timeout(500)
        until(lambda: questions(page), ["资金"])
        until(lambda: records(page), [["资金"], ["等一等"]])


@browser_test
def test_the_open_conversation_can_be_deleted_and_stays_so(open_page, address):
    page = open_page(address)
    ask(page, "资金")
    page.get_by_role("button", name="记录").click()
    page.get_by_role("button", name="删除：资金").click()
    page.keyboard.press("Escape")
    page.wait_for_selector(".welcome")
    ask(page, "危房改造谁牵头")
    until(lambda: records(page), [["危房改造谁牵头"]])
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept() if len(asked) > 1 else dialog.dismiss()))
    page.get_by_role("button", name="记录").click()
    page.get_by_role("button", name="全部删除").click()
    assert "不能恢复" in asked[0]
    assert len(records(page)) == 1
    until(lambda: questions(page), ["危房改造谁牵头"])
    page.get_by_role("button", name="全部删除").click()
    until(lambda: records(page), [])
    until(lambda: questions(page), [])


@browser_test
def test_a_form_filled_in_by_half_stays_with_its_conversation(open_page, address):
    page = open_page(address)
    turn = ask(page, "危房改造谁牵头")
    turn.get_by_text("不对", exact=True).click()
    turn.get_by_label("补充说明").fill("还有资金")
    page.get_by_role("button", name="新对话").click()
    turn = ask(page, "教育局牵头哪些")
    assert not turn.get_by_label("补充说明").is_visible()
    turn.get_by_text("不对", exact=True).click()
    assert turn.get_by_label("补充说明").input_value() == ""


@browser_test
def test_what_was_sorted_and_closed_stays_so_and_the_notice_does_not_move(open_page, address):
    page = open_page(address)
    turn = ask(page, "教育局牵头哪些任务")
    turn.get_by_role("button", name="任务", exact=True).click()
    sorted_rows = turn.locator("tbody td:first-child").all_inner_texts()
    assert sorted_rows == ["任务2", "任务9", "任务10"]
    turn.locator("details.evidence summary").click()  # they were open, as those below are
    turn = ask(page, "养殖户有什么支持")
    page.wait_for_selector("#clause-2.here mark")
    turn.locator("details.evidence summary").click()
    page.locator(".contents-fold summary").click()
    page.locator(".contents a").last.click()
    page.wait_for_selector(".clause.here:not(#clause-2)")
    turn.get_by_role("button", name="对", exact=True).click()
    turn.get_by_text("您的意见记下了").wait_for()
    page.wait_for_timeout(300)
    assert page.locator("#clause-2.here").count() == 0
    assert turn.locator("details.evidence").get_attribute("open") is None
    first = page.locator(".turn").first
    assert first.locator("tbody td:first-child").all_inner_texts() == sorted_rows
    assert first.locator("details.evidence").get_attribute("open") is None


@browser_test
def test_who_picks_a_suggestion_with_the_keyboard_goes_on_in_the_question_box(open_page, notice, tmp_path):
    with serving(FakeAssistant(notice), tmp_path) as address:
        page = open_page(address)
        turn = ask(page, "危房改造谁牵头")
        turn.get_by_role("button", name="危房改造什么时候完成？").focus()
        page.keyboard.press("Enter")
        answered(page, "危房改造什么时候完成？")
        page.wait_for_function("document.activeElement.closest('#question')")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert page.locator(".thanks:not(:empty)").count() == 0 and page.locator(".turn").count() == 2


@browser_test
def test_a_draft_outlives_what_is_clicked_meanwhile(open_page, address):
    page = open_page(address)
    box = page.locator("#question textarea")
    turn = ask(page, "危房改造谁牵头")
    box.fill("想好的话")
    turn.get_by_role("button", name="危房改造什么时候完成？").click()
    turn = answered(page, "危房改造什么时候完成？")
    page.get_by_role("button", name="重新回答").dblclick()
    is_free(page)
    until(box.input_value, "想好的话")
    page.get_by_role("button", name="修改问题").dblclick()
    page.wait_for_timeout(300)
    until(box.input_value, "危房改造什么时候完成？")
    until(lambda: questions(page), ["危房改造谁牵头"])
    ask(page, "资金")
    until(box.input_value, "想好的话")
    until(lambda: records(page), [["危房改造谁牵头", "资金"]])


@browser_test
def test_from_the_click_on_that_an_answer_is_asked_for_nothing_else_is_clicked(open_page, address):
    page = open_page(address)
    ask(page, "资金")
    ask(page, "危房改造谁牵头")
    press = "(names) => names.forEach((name) => document.querySelector(`.turn:last-child [data-action=${name}]`).click())"
    page.evaluate(press, ["retry", "edit"])  # in one breath: the server has said nothing yet
    assert page.locator(".turns").get_attribute("aria-busy") == "true"
    is_free(page)
    until(lambda: questions(page), ["资金", "危房改造谁牵头"])
    assert page.input_value("#question textarea") == ""


@browser_test
def test_double_clicks_on_stop_retry_and_submit_count_once(open_page, gated, tmp_path):
    with serving(gated, tmp_path) as address:
        page = open_page(address)
        type_and_send(page, "等一等")
        page.locator(".turn.waiting").wait_for()
        page.get_by_role("button", name="停止").dblclick()
        answered(page, "等一等", "stopped")
        gated.gate.set()
        page.get_by_role("button", name="重新回答").dblclick()
        turn = answered(page, "等一等")
        is_free(page)
        page.wait_for_timeout(300)
        assert [question for question, *_ in gated.asked] == ["等一等"] * 2
        until(lambda: questions(page), ["等一等"])
        turn.get_by_text("不对", exact=True).click()
        turn.get_by_label("找错了任务").check()
        turn.get_by_role("button", name="提交").dblclick()
        turn.get_by_text("您的意见记下了").wait_for()
        page.wait_for_timeout(300)
        page.goto(f"{address}/feedback")
        assert page.locator(".said > li").count() == 1


# Several notices


@pytest.fixture
def two(notice, other):  # noqa: F811
    fake = FakeAssistant(notice)
    fake.notices = {notice.id: notice, "other": other}
    return fake


@browser_test
def test_a_link_from_a_page_of_a_notice_asks_that_notice(open_page, two):
    with serving(two) as address:
        page = open_page(f"{address}/ledger/other?unit=教育局")
        page.get_by_role("link", name="到问答里问").click()
        answered(page, "教育局负责哪些任务？")
        assert two.asked[-1] == ("教育局负责哪些任务？", (), "other") and "?" not in page.url
        page.wait_for_selector("#notice-pane[data-notice=other]")
        page.wait_for_selector("#site-links a[href*='/overview/other']", state="attached")
        links = page.eval_on_selector_all("#site-links a", "links => links.map((link) => link.pathname)")
        assert links[:3] == ["/", "/overview/other", "/ledger/other"]
        page.goto(f"{address}/overview/{NOTICE}")
        page.get_by_role("link", name="提问：任务17").click()
        answered(page, "任务17有什么要求？")
        assert two.asked[-1][2] == NOTICE
        page.goto(f"{address}/?q=谁牵头&notice=gone")
        page.get_by_role("alert").filter(has_text="已不在通知库里").wait_for()
        assert [question for question, *_ in two.asked].count("谁牵头") == 0


LINKED_TO_OTHER = "#site-links a[href*='/overview/other']"


@browser_test
def test_the_pages_linked_are_of_the_notice_chosen_however_late_its_script_comes(open_page, two):
    def come_late(route):
        time.sleep(2)
        route.continue_()

    with serving(two) as address:
        page = open_page(f"{address}/overview/other")
        page.wait_for_load_state("networkidle")
        page.route("**/pane*.js*", come_late)
        page.goto(f"{address}/?q=谁牵头&notice=other")
        page.wait_for_selector(LINKED_TO_OTHER, state="attached")
        answered(page, "谁牵头")
        assert page.locator(LINKED_TO_OTHER).count() == 1


# Notes, each time that the page looks for what links the bar, whether the bar is there.
WATCH_LINKING = """
let linkPages;
window.looked = [];
window.fengong = Object.defineProperty({}, 'linkPages', {
  enumerable: true,
  get() { window.looked.push(Boolean(document.querySelector('#site-links a'))); return linkPages; },
  set(value) { linkPages = value; },
});
"""


@browser_test
def test_the_bar_links_the_notice_chosen_again_once_it_is_drawn(open_page, two):
    with serving(two) as address:
        page = open_page(address, WATCH_LINKING)
        page.wait_for_function("window.looked.includes(true)")
        assert True in page.evaluate("window.looked")


@browser_test
def test_a_reload_asks_each_question_of_the_notice_it_was_asked_of(open_page, two):
    with serving(two) as address:
        page = open_page(f"{address}/?q=谁牵头&notice=other")
        answered(page, "谁牵头")
        ask(page, "资金")
        page.evaluate("localStorage.removeItem('fengong-notice')")  # so that the default is chosen
        del two.asked[:]
        page.reload()
        answered(page, "资金")
        assert two.asked == [("谁牵头", (), "other"), ("资金", ("谁牵头",), "other")]


@browser_test
def test_a_notice_that_was_removed_meanwhile_is_told_and_left_out(open_page, two, notice):
    with serving(two) as address:
        page = open_page(f"{address}/?q=谁牵头&notice=other")
        answered(page, "谁牵头")
        two.notices = {notice.id: notice}
        type_and_send(page, "资金")
        page.get_by_role("alert").filter(has_text="已不在通知库里").wait_for()
        page.wait_for_selector("#chosen", state="hidden")  # there is one left, and it is chosen
        until(lambda: page.input_value("#question textarea"), "资金")
        page.press("#question textarea", "Enter")
        answered(page, "资金")
        assert two.asked[-1] == ("资金", (), NOTICE)


@browser_test
def test_a_cite_of_another_version_opens_the_notice_as_it_is_now_and_marks_nothing(open_page, notice):
    fake = FakeAssistant(notice)
    with serving(fake) as address:
        page = open_page(address)
        turn = ask(page, "养殖户有什么支持")
        page.wait_for_selector("#clause-2.here mark")
        fake.notices = {notice.id: replace(notice, source=f"{notice.source}\n")}
        turn.locator("a.cite").first.click()
        page.wait_for_selector("#clause-2.here mark")  # the pane holds what was cited
        ask(page, "危房改造谁牵头")
        page.wait_for_selector("#clause-17.here mark")  # and now the new version
        turn = page.locator(".turn").first
        turn.locator("a.cite").first.click()
        page.get_by_text("换了版本").wait_for()
        assert page.locator("#clause-2.here").count() == 1 and page.locator("#notice-pane mark").count() == 0
