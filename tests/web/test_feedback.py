"""What people say of answers: kept, listed, and exported as questions that the evaluation reads."""

import json
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from eval.check_questions import check_golds
from eval.questions import Gold, load_questions
from ingest import parse_notice
from prompts import load_words
from schema import Answer
from settings import Settings, SettingsError
from tests.web.conftest import serving
from tests.web.fake import MARKUP, NOTICE, FakeAssistant
from tests.web.test_page import answered, ask
from web import create_app
from web.conversation import Turn
from web.feedback import Feedback, FeedbackStore, FeedbackUnavailable, metadata, question_record, question_set
from web.judge import InvalidJudgement, judge_turn, read_clauses

GIVEN = datetime(2026, 11, 26, 7, 30, tzinfo=timezone.utc)
RIGHT = Feedback(NOTICE, ("危房谁牵头",), True, "answered", "市住建局[任务17]", ("17",), ("市住建局",), given=GIVEN)
WRONG = replace(RIGHT, turns=("危房谁牵头", "那补助呢"), helpful=False, reason="clause", right_clauses=("17", "24"), remark="还有资金")


def at_the_machine(app):
    return TestClient(app, client=("127.0.0.1", 1), base_url="http://127.0.0.1:7860")


@pytest.fixture
def store(tmp_path):
    store = FeedbackStore("", tmp_path / "data")
    yield store
    store.close()


def test_what_is_kept_comes_back_the_newest_first(store):
    store.add(RIGHT)
    store.add(WRONG)
    assert store.all() == (replace(WRONG, id=2), replace(RIGHT, id=1))


def test_it_is_still_there_after_a_restart_and_at_an_address_of_its_own(tmp_path):
    address = f"sqlite:///{tmp_path / 'other.db'}"
    first = FeedbackStore(address, tmp_path / "unused")
    first.add(RIGHT)
    first.close()
    second = FeedbackStore(address, tmp_path / "unused")
    assert [each.turns for each in second.all()] == [("危房谁牵头",)]
    assert not (tmp_path / "unused").exists()
    second.close()


def test_the_table_can_be_made_by_postgresql():
    created = str(CreateTable(metadata.tables["feedback"]).compile(dialect=postgresql.dialect()))
    assert "turns JSON NOT NULL" in created and "given TIMESTAMP" in created


@pytest.mark.parametrize("address", ["nonsense", "oracle9://host/db"])
def test_an_address_that_cannot_be_used_is_told_without_its_password(tmp_path, address):
    with pytest.raises(SettingsError, match="FENGONG_DATABASE") as told:
        FeedbackStore(address, tmp_path)
    assert address not in str(told.value)


def test_a_database_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FeedbackUnavailable, match="数据库现在不能用"):
        FeedbackStore("", tmp_path / "file").add(RIGHT)


@pytest.mark.parametrize(
    ("feedback", "kind", "gold"),
    [
        (RIGHT, "topic_units", {"status": "answered", "clauses": ["17"], "units": ["市住建局"], "facts": []}),
        (WRONG, "conversation", {"status": "answered", "clauses": ["17", "24"], "units": None, "facts": []}),
        (
            replace(RIGHT, helpful=False, reason="absent"),
            "absent",
            {"status": "not_found", "clauses": None, "units": None, "facts": []},
        ),
        (
            replace(RIGHT, status="clarify", clauses=(), units=None),
            "vague",
            {"status": "clarify", "clauses": None, "units": None, "facts": []},
        ),
    ],
)
def test_feedback_becomes_a_question_with_its_gold(feedback, kind, gold):
    record = question_record(replace(feedback, id=7))
    assert (record["id"], record["kind"], record["gold"]) == ("feedback-7", kind, gold)
    assert record["turns"] == list(feedback.turns)


def test_what_states_no_gold_is_no_question_and_the_last_word_counts():
    wrong = replace(RIGHT, helpful=False, reason="units")
    assert question_record(wrong) is None
    newest_first = (replace(RIGHT, id=3, clauses=("17", "24")), replace(wrong, id=2, turns=("别的",)), replace(RIGHT, id=1))
    assert [(record["id"], record["gold"]["clauses"]) for record in question_set(newest_first, NOTICE)] == [("feedback-3", ["17", "24"])]


@pytest.mark.parametrize(("words", "clauses"), [("17、任务25, 17", ("17", "25")), ("第3项", ("3",)), ("", ()), ("二（一）", ("二（一）",))])
def test_task_numbers_are_read_as_people_write_them(words, clauses, notice):
    assert read_clauses(words, {NOTICE: notice}, NOTICE) == tuple((NOTICE, clause) for clause in clauses)


def test_a_task_that_does_not_exist_is_told(notice):
    with pytest.raises(InvalidJudgement, match="99、<b>"):
        read_clauses("17 99 <b>", {NOTICE: notice}, NOTICE)


@pytest.fixture(scope="module")
def other():
    return replace(
        parse_notice("关于印发分工方案的通知\n\n1.推进试点。（教育局牵头）\n2.抓好落实。（财政局牵头）\n", "other"),
        document_number="某发〔2020〕1号",
    )


@pytest.mark.parametrize("words", ["17、某发〔2020〕1号 任务2", "17 other#2", f"{NOTICE}#17，某发〔2020〕1号 2"])
def test_a_task_of_another_notice_is_named_with_it(words, notice, other):
    assert read_clauses(words, {NOTICE: notice, "other": other}, NOTICE) == ((NOTICE, "17"), ("other", "2"))


@pytest.mark.parametrize(
    ("clauses", "filled", "kept"),
    [
        ((f"{NOTICE}#17", "other#2"), {"helpful": True}, ("all", (f"{NOTICE}#17", "other#2"), ())),
        (("other#2",), {"helpful": True}, ("other", ("2",), ())),
        ((f"{NOTICE}#17",), {"clauses": "other#2"}, ("all", (f"{NOTICE}#17",), ("other#2",))),
        (("other#1",), {"clauses": "other#2"}, ("other", ("1",), ("2",))),
        ((), {"helpful": True}, ("all", (), ())),
    ],
)
def test_feedback_over_all_notices_is_about_the_one_it_speaks_of_or_about_all(notice, other, clauses, filled, kept):
    turns = (Turn("甲", "done", answer=Answer("answered", "", clauses), notice="all"),)
    feedback = judge_turn(turns, {NOTICE: notice, "other": other}, NOTICE, {"turn": 0, "helpful": False, **filled})
    assert (feedback.notice, feedback.clauses, feedback.right_clauses) == kept


def test_what_was_asked_before_another_notice_was_chosen_is_no_part_of_the_question(notice):
    answer = Answer("answered", "", ("17",))
    turns = (Turn("甲", "done", answer=answer), Turn("乙", "done", answer=answer, notice="all"))
    feedback = judge_turn(turns, {NOTICE: notice}, NOTICE, {"turn": 1, "helpful": True})
    assert feedback.turns == ("乙",)


def test_a_question_set_is_about_one_notice(app, store, tmp_path, notice):
    store.add(RIGHT)
    store.add(replace(RIGHT, notice="all", clauses=(f"{NOTICE}#17", "other#2")))  # of the same words
    store.add(replace(RIGHT, notice="other", clauses=("2",), units=None))
    client = at_the_machine(app)
    sets = {each: client.get("/feedback/questions.jsonl", params={"notice": each}).text for each in (NOTICE, "other", "all")}
    golds = {each: [json.loads(line)["gold"]["clauses"] for line in lines.splitlines()] for each, lines in sets.items()}
    assert golds == {NOTICE: [["17"]], "other": [["2"]], "all": []}
    page = client.get("/feedback").text
    assert f"questions.jsonl?notice={NOTICE}" in page and "questions.jsonl?notice=other" in page and "notice=all" not in page


def test_a_turn_is_judged_with_what_was_asked_before(notice):
    answer = Answer("answered", "见[任务17]。", ("17",))
    turns = (Turn("甲", "done", answer=answer), Turn("乙", "stopped"), Turn("丙", "done", answer=answer))
    clicked = {"turn": 2, "helpful": False, "reason": "made up", "clauses": "3", "remark": " 说明 "}
    feedback = judge_turn(turns, {NOTICE: notice}, NOTICE, clicked)
    assert (feedback.turns, feedback.right_clauses, feedback.reason, feedback.remark) == (("甲", "丙"), ("3",), "", "说明")


@pytest.mark.parametrize("place", [1, 3, -1, "0", None])
def test_only_an_answer_can_be_judged(notice, place):
    turns = (Turn("甲", "done", answer=Answer("answered", "")), Turn("乙", "stopped"))
    with pytest.raises(InvalidJudgement):
        judge_turn(turns, {NOTICE: notice}, NOTICE, {"turn": place, "helpful": True})


# The maintainer's page


@pytest.fixture
def app(notice, tmp_path, store):
    return create_app(FakeAssistant(notice), Settings(data=tmp_path / "data"))


def test_the_export_is_read_by_the_evaluation_without_a_fault(app, store, tmp_path, notice):
    for feedback in (RIGHT, WRONG, replace(RIGHT, turns=("工资多少",), helpful=False, reason="absent", remark="没有")):
        store.add(feedback)
    path = tmp_path / "questions.jsonl"
    path.write_bytes(at_the_machine(app).get("/feedback/questions.jsonl").content)
    questions = load_questions(path)
    assert [question.gold for question in questions] == [
        Gold(("answered",), ("17",), ("市住建局",)),
        Gold(("answered",), ("17", "24")),
        Gold(("not_found",)),
    ]
    assert [finding for finding in check_golds(questions, notice) if finding.certain] == []


@pytest.mark.parametrize("path", ["/feedback", "/feedback/questions.jsonl"])
def test_only_the_machine_itself_sees_what_people_wrote(app, store, path):
    store.add(replace(WRONG, remark=MARKUP))
    here, elsewhere = (client.get(path) for client in (at_the_machine(app), TestClient(app, client=("10.0.0.8", 1))))
    assert here.status_code == 200 and "那补助呢" in here.text
    assert elsewhere.status_code == 404 and "那补助呢" not in elsewhere.text


def test_a_database_that_cannot_be_read_is_told(notice, tmp_path):
    (tmp_path / "file").write_text("in the way")
    app = create_app(FakeAssistant(notice), Settings(data=tmp_path / "file"))
    response = at_the_machine(app).get("/feedback")
    assert response.status_code == 503 and "数据库现在不能用" in response.text


def test_markup_in_feedback_is_text(app, store):
    store.add(replace(WRONG, remark=MARKUP, turns=(MARKUP,), text=MARKUP))
    page = at_the_machine(app).get("/feedback").text
    assert "<script>window" not in page and page.count("&lt;script&gt;window") == 3


def test_a_reason_that_is_no_longer_offered_is_listed_as_it_was_kept(app, store):
    store.add(replace(WRONG, reason="wording"))
    assert "：wording</span>" in at_the_machine(app).get("/feedback").text


# In the browser


@pytest.mark.browser
def test_feedback_goes_from_the_answer_to_the_maintainer_and_into_a_question_set(open_page, notice, tmp_path):
    with serving(FakeAssistant(notice), tmp_path) as address:
        page = open_page(address)
        turn = ask(page, "危房改造谁牵头")
        turn.get_by_role("group", name="这个回答对吗？").get_by_role("button", name="对", exact=True).click()
        turn.get_by_text("您的意见记下了").wait_for()
        turn = ask(page, "什么时候完成")
        turn.get_by_text("不对", exact=True).click()
        turn.get_by_label("找错了任务").check()
        turn.get_by_label("正确的任务号").fill("99")
        turn.get_by_role("button", name="提交").click()
        page.get_by_role("alert").filter(has_text="通知里没有这些任务：99").wait_for()
        turn.get_by_label("正确的任务号").fill("任务17、24")
        turn.get_by_role("button", name="提交").click()
        turn.get_by_text("您的意见记下了").wait_for()
        page.goto(f"{address}/feedback")
        assert page.locator(".said > li").count() == 2
        assert "正确的任务：任务17、任务24" in page.locator(".said > li").first.inner_text()
        with page.expect_download() as download:
            page.get_by_role("link", name="导出评测题").click()
        lines = [json.loads(line) for line in download.value.path().read_text(encoding="utf-8").splitlines()]
        assert [(line["turns"], line["gold"]["clauses"]) for line in lines] == [
            (["危房改造谁牵头"], ["17"]),
            (["危房改造谁牵头", "什么时候完成"], ["17", "24"]),
        ]


@pytest.mark.browser
def test_a_form_filled_in_by_half_outlives_what_is_said_meanwhile(open_page, address):
    page = open_page(address)
    first = ask(page, "危房改造谁牵头")
    first.get_by_text("不对", exact=True).click()
    first.get_by_label("没有答全").check()
    first.get_by_label("正确的任务号").fill("17、24")
    first.get_by_label("补充说明").fill("还有资金")
    page.get_by_role("button", name="危房改造什么时候完成？").click()
    answered(page, "危房改造什么时候完成？")
    first = page.locator(".turn").first
    assert first.get_by_label("没有答全").is_checked()
    assert first.get_by_label("正确的任务号").input_value() == "17、24"
    assert first.get_by_label("补充说明").input_value() == "还有资金"
    assert first.get_by_label("补充说明").is_visible()


@pytest.mark.browser
def test_who_types_while_an_answer_comes_types_on(open_page, address):
    page = open_page(address)
    first = ask(page, "危房改造谁牵头")
    first.get_by_text("不对", exact=True).click()
    page.fill("#question textarea", "很慢的问题")
    page.press("#question textarea", "Enter")
    page.locator(".turn.waiting").wait_for()
    page.locator(".turn").first.get_by_label("补充说明").focus()
    page.keyboard.type("甲")
    answered(page, "很慢的问题")
    page.keyboard.type("乙")
    assert page.locator(".turn").first.get_by_label("补充说明").input_value() == "甲乙"


def test_every_reason_has_words_and_one_says_that_the_notice_does_not_say():
    assert "absent" in load_words("web")["feedback"]["reasons"]


# Conversations kept in the browser


@pytest.mark.browser
def test_a_conversation_comes_back_after_a_reload_and_from_the_list(open_page, address):
    page = open_page(address)
    ask(page, "危房改造谁牵头")
    ask(page, "什么时候完成")
    page.reload()
    answered(page, "什么时候完成")
    assert page.locator(".turn .question p").all_inner_texts() == ["危房改造谁牵头", "什么时候完成"]
    page.get_by_role("button", name="新对话").click()
    page.wait_for_selector(".welcome")
    ask(page, "资金")
    page.get_by_role("button", name="记录").click()
    assert page.locator("#conversations .first").all_inner_texts() == ["资金", "危房改造谁牵头"]
    page.get_by_role("button", name="危房改造谁牵头").first.click()
    answered(page, "什么时候完成")
    page.wait_for_function("document.querySelectorAll('.turn.done').length === 2")


@pytest.mark.browser
def test_kept_conversations_can_be_deleted(open_page, address):
    page = open_page(address)
    ask(page, "资金")
    page.get_by_role("button", name="记录").click()
    page.get_by_role("button", name="删除：资金").click()
    assert page.get_by_text("还没有记录").is_visible()
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("html[data-ready][data-bound]")
    page.wait_for_timeout(300)
    assert page.locator(".turn").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("kept", ["not json", '{"a": 1}', '[{"id": 3}, null, {"id": "x", "questions": []}]'])
def test_what_a_browser_keeps_in_another_form_does_no_harm(open_page, address, kept):
    page = open_page(address)
    page.evaluate("(kept) => localStorage.setItem('fengong.conversations', kept)", kept)
    page.reload()
    ask(page, "资金")
    page.get_by_role("button", name="记录").click()
    assert page.locator("#conversations .first").all_inner_texts() == ["资金"]
