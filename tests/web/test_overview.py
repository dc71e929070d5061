"""All tasks of a notice at a glance: the record, and the page in headless Chromium."""

from dataclasses import replace

import pytest

from ingest import parse_notice
from schema import Role
from tests.web.conftest import serving
from tests.web.fake import MARKUP, NOTICE, FakeAssistant
from web.overview import UnitRow, build_overview, unit_roles

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def overview(notice):
    return build_overview(notice)


def test_units_come_with_the_most_tasks_first(overview):
    assert overview.units[:3] == (UnitRow("市扶贫办", 11, 29), UnitRow("市财政局", 1, 26), UnitRow("市民政局", 5, 10))
    assert (len(overview.tasks), len(overview.units), overview.most) == (60, 53, 40)


def test_led_and_joined_add_up_to_what_the_notice_assigns(overview, notice):
    assert sum(unit.led for unit in overview.units) == sum(len(task.leads) for task in notice.tasks) == 60
    assert sum(unit.joined for unit in overview.units) == sum(len(task.participants) for task in notice.tasks)


def test_years_and_kinds_of_documents_are_those_of_the_tasks(overview):
    assert overview.years == (2018,)
    assert overview.kinds == ("方案", "规划", "标准", "计划", "规则")
    assert [task.id for task in overview.tasks if task.years] == ["16", "17"]


def test_a_units_role_is_that_of_its_lead_where_it_has_two(notice):
    clause = notice.clause("17")
    lead = clause.assignments[0]
    joins_and_leads = replace(clause, assignments=(replace(lead, role=Role.PARTICIPANT), lead, *clause.assignments[1:]))
    assert list(unit_roles(joins_and_leads).items())[:2] == [("市住建局", Role.LEAD), ("市城乡规划局", Role.PARTICIPANT)]


# The page


@pytest.fixture
def page(open_page, address):
    return open_page(f"{address}/overview/{NOTICE}")


def shown_tasks(page):
    return page.eval_on_selector_all(".tasks > li:not([hidden])", "items => items.map((item) => item.dataset.task)")


@pytest.mark.browser
def test_all_tasks_are_there_and_a_unit_and_its_role_narrow_them(page, notice):
    assert shown_tasks(page) == [task.id for task in notice.tasks]
    page.get_by_label("单位", exact=True).select_option("市教育局")
    joined = [task.id for task in notice.tasks if "市教育局" in task.units]
    assert shown_tasks(page) == joined
    page.get_by_label("角色").select_option("牵头")
    assert shown_tasks(page) == [task.id for task in notice.tasks if "市教育局" in task.leads]
    assert page.locator(".count").inner_text() == "共 2 项任务"


@pytest.mark.browser
def test_year_document_and_words_narrow_together(page):
    page.get_by_label("时限").select_option("2018")
    assert shown_tasks(page) == ["16", "17"]
    page.get_by_label("要出台的文件").select_option("标准")
    assert shown_tasks(page) == ["17"]
    page.get_by_label("内容包含").fill("危 房")
    assert shown_tasks(page) == ["17"]
    page.get_by_label("内容包含").fill("月球")
    assert shown_tasks(page) == []
    assert page.get_by_text("没有符合条件的任务").is_visible()
    assert page.locator(".card").filter(visible=True).count() == 1  # no empty pictures
    page.get_by_role("button", name="清除").click()
    page.wait_for_function("document.querySelectorAll('.tasks > li:not([hidden])').length === 60")


@pytest.mark.browser
def test_letters_of_a_word_that_is_still_being_put_in_narrow_nothing(page):
    page.get_by_label("内容包含").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "weifang", "selectionStart": 7, "selectionEnd": 7})
    assert page.get_by_label("内容包含").input_value() == "weifang" and len(shown_tasks(page)) == 60
    keyboard.send("Input.insertText", {"text": "危房"})
    page.wait_for_function("document.querySelectorAll('.tasks > li:not([hidden])').length < 10")
    assert "17" in shown_tasks(page)


@pytest.mark.browser
@pytest.mark.parametrize(("size", "stays"), [((1280, 800), True), ((640, 400), False), ((1280, 400), False)])  # 640: 200 % zoom
def test_the_filters_stay_in_view_where_there_is_room_for_what_they_filter(open_page, address, size, stays):
    page = open_page(f"{address}/overview/{NOTICE}", viewport=dict(zip(("width", "height"), size)))
    page.locator('[data-task="30"] .cite').focus()
    page.mouse.wheel(0, 0)
    filters, focused = (page.locator(each).bounding_box() for each in (".filters", '[data-task="30"] .cite'))
    assert (filters["y"] >= 0) == stays
    assert focused["y"] >= filters["y"] + filters["height"] and focused["y"] + focused["height"] <= size[1]


@pytest.mark.browser
def test_a_view_stands_in_the_address(page, open_page):
    page.get_by_label("单位", exact=True).select_option("市教育局")
    page.get_by_label("角色").select_option("牵头")
    again = open_page(page.url)
    assert shown_tasks(again) == shown_tasks(page)
    assert again.get_by_label("角色").input_value() == "leads"


@pytest.mark.browser
def test_a_bar_shows_led_and_joined_and_chooses_its_unit(page, notice):
    bar = page.get_by_role("button", name="市扶贫办 牵头 11 参加 29")
    lead, other = (bar.locator(f".bar.{role}").bounding_box()["width"] for role in ("lead", "other"))
    assert other / lead == pytest.approx(29 / 11, rel=0.02)
    bar.click()
    assert shown_tasks(page) == [task.id for task in notice.tasks if "市扶贫办" in task.units]
    bar.click()
    assert len(shown_tasks(page)) == 60


@pytest.mark.browser
def test_the_matrix_is_walked_with_arrow_keys_and_names_what_it_shows(page, notice):
    mark = page.locator('.matrix a[tabindex="0"]')
    mark.focus()
    assert mark.get_attribute("aria-label") == "市扶贫办，任务1，参加"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "市财政局，任务2，参加"
    assert page.locator(".matrix-tip").inner_text().startswith("市财政局 · 任务2 · 参加")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/notices/{NOTICE}#clause-2")


@pytest.mark.browser
def test_the_matrix_holds_every_assignment(page, notice):
    labels = page.eval_on_selector_all(".matrix td a", "marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    roles = {"牵头": "leads", "参加": "participants"}
    assert len(labels) == sum(len(task.units) for task in notice.tasks)
    for unit, task, role in (label.split("，") for label in labels):
        assert unit in getattr(notice.clause(task.removeprefix("任务")), roles[role])


@pytest.mark.browser
def test_a_task_is_asked_about_in_the_chat_once(page, assistant):
    page.locator('[data-task="17"]').get_by_role("link", name="提问：任务17").click()
    page.locator(".turn.done .question", has_text="任务17有什么要求？").wait_for()
    assert assistant.asked[-1] == ("任务17有什么要求？", (), NOTICE)
    assert "?" not in page.url


@pytest.mark.browser
def test_on_a_phone_nothing_runs_over_the_edge(open_page, address):
    page = open_page(f"{address}/overview/{NOTICE}", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert len(shown_tasks(page)) == 60


@pytest.mark.browser
def test_markup_in_a_notice_is_shown_and_not_run(open_page):
    source = f"关于印发{MARKUP}分工方案的通知\n\n1.推进{MARKUP}试点。（教育局牵头，财政局配合）\n2.抓好落实。（财政局牵头）\n"
    hostile = parse_notice(source, "<b>x")
    with serving(FakeAssistant(hostile)) as address:
        page = open_page(f"{address}/overview")
        assert MARKUP in page.locator('[data-task="1"] .task-text').inner_text()
        page.locator(".matrix td a").first.focus()
        assert page.evaluate("window.hacked") is None


@pytest.mark.browser
@pytest.mark.parametrize("path", ["overview", "ledger"])
def test_where_there_are_several_notices_the_page_of_another_is_one_choice_away(open_page, address, notice, path):
    fake = FakeAssistant(notice)
    fake.notices["国 2"] = parse_notice("关于印发分工方案的通知\n\n1.推进试点。（教育局牵头）\n2.抓好落实。（财政局牵头）\n", "国 2")
    with serving(fake) as several:
        page = open_page(f"{several}/{path}")
        page.get_by_label("换一份通知").select_option("关于印发分工方案的通知")
        page.locator(".choose", has=page.get_by_label("换一份通知")).get_by_role("button", name="查看").click()
        page.wait_for_url(f"**/{path}/%E5%9B%BD%202")
        assert page.get_by_label("换一份通知").input_value() == "国 2"
        page.get_by_role("link", name="教育局" if path == "ledger" else "任务总览").first.click()
        ask = page.get_by_role("link", name="到问答里问" if path == "ledger" else "提问：任务1")
        assert ask.get_attribute("href").endswith("&notice=%E5%9B%BD%202")
    assert open_page(f"{address}/{path}").get_by_label("换一份通知").count() == 0


@pytest.mark.browser
def test_the_links_between_the_pages_lead_and_show_where_one_is(page):
    here = page.get_by_role("navigation", name="页面").get_by_role("link")
    assert here.all_inner_texts() == ["问答", "任务总览", "我的单位", "通知库", "关于"]
    assert page.locator("[aria-current=page]").inner_text() == "任务总览"
    page.get_by_role("link", name="问答", exact=True).click()
    page.wait_for_selector("html[data-ready][data-bound]")
    assert page.locator("[aria-current=page]").inner_text() == "问答"
