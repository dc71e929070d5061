"""A unit's ledger: the record, its files opened by the programs' own libraries, and the page."""

import io
from datetime import date, datetime, timezone

import docx
import icalendar
import openpyxl
import pytest
from fastapi.testclient import TestClient

from ingest import parse_notice
from ingest.due import Due
from schema import Role
from settings import Settings
from tests.web.conftest import serving
from tests.web.fake import MARKUP, NOTICE, FakeAssistant
from web import create_app
from web.ledger import unit_ledger
from web.ledger_calendar import ledger_calendar
from web.ledger_excel import ledger_excel, wrapped_height
from web.ledger_word import ledger_word

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=timezone.utc)
FORMULA = '=HYPERLINK("x")'


@pytest.fixture(scope="module")
def ledger(notice):
    return unit_ledger(notice, "市住建局")


def test_led_and_joined_tasks_come_in_the_notices_order(ledger, notice):
    assert [task.clause for task in ledger.led] == ["17", "22", "23"]
    assert [task.clause for task in ledger.joined] == ["3", "24", "28", "34"]
    assert {task.role for task in ledger.led} == {Role.LEAD}


def test_a_task_has_words_partners_dates_documents_and_source(ledger, notice):
    task = ledger.led[0]
    clause = notice.clause("17")
    assert task.text == "".join(sentence.text for sentence in clause.sentences)
    assert (task.leads, task.others) == (("市住建局",), clause.participants)
    assert (task.deadlines, task.deliverables) == (("到 2018 年年底",), ("分类补助标准",))
    assert task.source == "汕尾委办字〔2016〕19号，任务17"


def test_every_task_of_every_unit_is_quoted_from_the_notice(notice):
    for unit in notice.units:
        ledger = unit_ledger(notice, unit)
        assert {task.clause for task in ledger.tasks} == {task.id for task in notice.tasks if unit in task.units}
        for task in ledger.tasks:
            assert task.text == notice.clause(task.clause).body.between(*task.span)


def test_the_reporting_days_are_those_of_the_notice(ledger):
    report = ledger.dates[-1]
    assert (report.clause, report.days) == ("二（一）", (Due(20, 7), Due(20, 12)))
    assert report.what == "将任务落实情况报送市扶贫办汇总"
    assert report.following(NOW.date()) == date(2026, 12, 20)
    assert [due.clause for due in ledger.own_dates] == ["17", "二（一）"]


def test_other_days_are_read_from_another_notice():
    source = (
        "关于印发分工方案的通知\n\n一、重点任务\n1.推进试点。（教育局牵头，财政局配合）\n2.抓好落实。（财政局牵头）\n"
        "二、工作要求\n（一）加强督查。要认真抓好落实，在每季度末前将进展情况报送市政府办公室。\n"
    )
    ledger = unit_ledger(parse_notice(source, "other"), "财政局")
    assert [(due.days[0], len(due.days), due.what) for due in ledger.own_dates] == [(Due(-1, 3), 4, "将进展情况报送市政府办公室")]


def test_what_is_asked_of_leads_does_not_concern_a_unit_that_leads_nothing(notice):
    ledger = unit_ledger(notice, "市国税局")
    assert [(due.clause, due.concerns_unit) for due in ledger.dates] == [("二（一）", False)]
    assert ledger.own_dates == ()


def test_a_unit_without_tasks_has_no_ledger(notice):
    with pytest.raises(KeyError):
        unit_ledger(notice, "市体育局")


def test_excel_holds_every_task_and_date(ledger):
    book = openpyxl.load_workbook(io.BytesIO(ledger_excel(ledger)))
    tasks, dates = book.worksheets
    assert [sheet.title for sheet in book] == ["任务台账", "报送时间和时限"]
    assert tasks["A1"].value == "市住建局任务台账"
    rows = [[cell.value for cell in row] for row in tasks.iter_rows(min_row=5)]
    assert [row[1] for row in rows] == ["任务17", "任务22", "任务23", "任务3", "任务24", "任务28", "任务34"]
    assert [row[2] for row in rows] == ["牵头"] * 3 + ["参加"] * 4
    assert rows[0][3] == ledger.led[0].text
    assert rows[0][6:9] == ["到 2018 年年底", "分类补助标准", "汕尾委办字〔2016〕19号，任务17"]
    assert [row[0].value for row in dates.iter_rows(min_row=4)] == ["到 2018 年年底", "每年7月20日前和12月20日前"]
    assert (tasks.page_setup.orientation, tasks.print_title_rows, tasks.freeze_panes) == ("landscape", "$4:$4", "A5")


def test_the_rows_of_merged_headings_are_as_high_as_their_lines(ledger):
    assert wrapped_height("市住建局任务台账", 16, 100) == 16 * 1.5
    assert wrapped_height("字" * 50, 11, 100) == 11 * 1.5
    assert wrapped_height("字" * 51, 11, 100) == 2 * 11 * 1.5
    tasks, dates = openpyxl.load_workbook(io.BytesIO(ledger_excel(ledger))).worksheets
    assert len(tasks["A2"].value) * 2 > 110  # the source takes one line over the wide table, two over that of the dates
    assert (tasks.row_dimensions[2].height, dates.row_dimensions[2].height) == (16.5, 33)


def test_word_holds_every_task_and_date(ledger):
    document = docx.Document(io.BytesIO(ledger_word(ledger)))
    assert document.paragraphs[0].text == "市住建局任务台账"
    tasks, dates = document.tables
    assert [row.cells[1].text for row in tasks.rows] == ["任务号", "任务17", "任务22", "任务23", "任务3", "任务24", "任务28", "任务34"]
    assert tasks.rows[1].cells[3].text == ledger.led[0].text
    assert dates.rows[2].cells[1].text == "各牵头部门在每年7月20日前和12月20日前将任务落实情况报送市扶贫办汇总。"
    assert tasks.columns[3].width == max(column.width for column in tasks.columns)  # the words have the most room
    assert document.sections[0].page_width > document.sections[0].page_height


def test_the_calendar_repeats_the_reporting_days(ledger):
    calendar = icalendar.Calendar.from_ical(ledger_calendar(ledger, NOW))
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2018, 12, 31), date(2027, 7, 20), date(2026, 12, 20)]
    assert [dict(event["rrule"]) if "rrule" in event else None for event in events] == [
        None,
        {"FREQ": ["YEARLY"], "BYMONTH": [7], "BYMONTHDAY": [20]},
        {"FREQ": ["YEARLY"], "BYMONTH": [12], "BYMONTHDAY": [20]},
    ]
    assert [len(event.walk("VALARM")) for event in events] == [0, 1, 1]  # the first is past
    assert events[2]["summary"] == "将任务落实情况报送市扶贫办汇总（截止）"
    assert events[2]["description"].endswith("”（汕尾委办字〔2016〕19号，二（一））")


def test_a_calendar_taken_again_later_has_the_same_events(ledger):
    later = NOW.replace(year=2027)
    first, second = (icalendar.Calendar.from_ical(ledger_calendar(ledger, now)).walk("VEVENT") for now in (NOW, later))
    assert [event["uid"] for event in first] == [event["uid"] for event in second]
    assert len({event["uid"] for event in first}) == 3


@pytest.fixture(scope="module")
def hostile():
    source = f"关于印发分工方案的通知\n\n1.{FORMULA}{MARKUP}。（教育局牵头，财政局配合）\n2.抓好落实。（财政局牵头）\n"
    return parse_notice(source, "hostile")


def test_what_looks_like_a_formula_stays_text(hostile):
    ledger = unit_ledger(hostile, "教育局")
    assert ledger.led[0].text.startswith("=")
    cell = openpyxl.load_workbook(io.BytesIO(ledger_excel(ledger))).active["D5"]
    assert (cell.data_type, cell.value) == ("s", ledger.led[0].text)


# The page


@pytest.fixture(scope="module")
def client(notice):
    return TestClient(create_app(FakeAssistant(notice), Settings()))


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "ics"])
def test_a_unit_that_is_not_in_the_notice_is_told(client, suffix):
    for address in (f"/ledger/{NOTICE}", f"/ledger/{NOTICE}/ledger.{suffix}"):
        page = client.get(address, params={"unit": "<b>市体育局"})
        assert page.status_code == 404
        assert "没有给“&lt;b&gt;市体育局”分配任务" in page.text


@pytest.mark.parametrize(("words", "offered"), [("2026年完成", False), ("2026年底前完成", True), ("每季度末前报送进展情况", True)])
def test_a_calendar_is_offered_where_a_day_is_named(tmp_path, words, offered):
    source = f"关于印发分工方案的通知\n\n1.推进试点，{words}。（教育局牵头，财政局配合）\n2.抓好落实。（财政局牵头）\n"
    notice = parse_notice(source, "other")
    page = TestClient(create_app(FakeAssistant(notice), Settings(data=tmp_path))).get("/ledger/other?unit=教育局").text
    assert ("下载日历" in page) == offered and "处时间要求" in page


def test_a_file_is_named_for_its_unit(client):
    response = client.get(f"/ledger/{NOTICE}/ledger.ics", params={"unit": "市住建局"})
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["content-disposition"].endswith("%E5%B8%82%E4%BD%8F%E5%BB%BA%E5%B1%80%E4%BB%BB%E5%8A%A1%E5%8F%B0%E8%B4%A6.ics")


@pytest.mark.browser
def test_a_unit_is_chosen_once_and_its_files_are_taken(open_page, address, ledger, tmp_path):
    page = open_page(f"{address}/ledger")
    page.get_by_label("选择您的单位").select_option("市住建局")
    page.get_by_role("button", name="查看").click()
    page.get_by_role("heading", name="市住建局任务台账").wait_for()
    assert page.locator(".tasks > li").count() == 7
    assert page.locator(".dates .next").inner_text().startswith("下一次：")
    for name, suffix in (("Excel", "xlsx"), ("Word", "docx"), ("日历", "ics")):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"下载{' ' if suffix != 'ics' else ''}{name}").click()
        assert download.value.suggested_filename == f"市住建局任务台账.{suffix}"
        download.value.save_as(tmp_path / f"ledger.{suffix}")
    assert openpyxl.load_workbook(tmp_path / "ledger.xlsx").active["B5"].value == "任务17"
    assert docx.Document(tmp_path / "ledger.docx").tables[0].rows[1].cells[1].text == "任务17"
    page.goto(f"{address}/")
    page.get_by_role("link", name="我的单位").click()
    page.get_by_role("heading", name="市住建局任务台账").wait_for()


@pytest.mark.browser
def test_choosing_goes_nowhere_before_one_says_so_and_back_leads_to_the_choice(open_page, address):
    page = open_page(f"{address}/ledger/{NOTICE}")
    page.get_by_label("选择您的单位").focus()
    page.keyboard.press("ArrowDown")  # walks through the units
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert "unit" not in page.url
    page.get_by_role("link", name="市住建局").click()
    page.get_by_role("heading", name="市住建局任务台账").wait_for()
    page.go_back()
    page.get_by_role("heading", name="我的单位").wait_for()
    page.wait_for_timeout(300)
    assert "unit" not in page.url


@pytest.mark.browser
def test_the_button_prints_the_ledger_without_what_is_for_the_screen(open_page, address):
    page = open_page(f"{address}/ledger/{NOTICE}?unit=市住建局", script="window.print = () => (window.printed = true)", color_scheme="dark")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    for selector in (".site > .bar", ".choose", ".page-actions"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator("#task-17 blockquote").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote')).color") == "rgb(28, 36, 48)"  # dark on white
    assert page.pdf(format="A4")[:5] == b"%PDF-"


@pytest.mark.browser
def test_a_task_number_opens_its_sentences(open_page, address, ledger):
    page = open_page(f"{address}/ledger/{NOTICE}?unit=市住建局")
    page.locator("#task-17").get_by_role("link", name="任务17").click()
    page.wait_for_selector("#clause-17 mark")
    words = page.evaluate("[...document.querySelectorAll('mark')].map((mark) => mark.textContent).join('')")
    assert words == ledger.led[0].text


@pytest.mark.browser
@pytest.mark.parametrize("query", ["", "?unit=市住建局"])
def test_on_a_phone_nothing_runs_over_the_edge(open_page, address, query):
    page = open_page(f"{address}/ledger/{NOTICE}{query}", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
def test_markup_in_a_notice_is_shown_and_not_run(open_page, hostile):
    with serving(FakeAssistant(hostile)) as address:
        page = open_page(f"{address}/ledger/hostile?unit=教育局")
        assert MARKUP in page.locator("blockquote").inner_text()
        assert page.evaluate("window.hacked") is None
