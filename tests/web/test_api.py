"""The HTTP interface, good requests and bad."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from settings import Settings
from tests.web.fake import MARKUP, NOTICE, FakeAssistant
from web import create_app
from web.api import MAX_BODY, read_quotes


@pytest.fixture(scope="module")
def fake(notice):
    return FakeAssistant(notice)


@pytest.fixture(scope="module")
def client(fake):
    return TestClient(create_app(fake, Settings()))


def test_an_answer_has_exactly_the_fields_of_the_contract(client, fake):
    response = client.post("/api/ask", json={"question": "危房改造由谁负责"})
    assert response.status_code == 200
    body = response.json()
    assert list(body) == ["status", "text", "clauses", "units", "citations", "suggestions", "latency_ms"]
    source = fake.notices[NOTICE].source
    assert all(source[c["start"] : c["end"]] == c["quote"] for c in body["citations"])


def test_of_the_history_only_what_the_person_said_is_used(client, fake):
    history = ["甲", {"role": "user", "content": "乙"}, {"role": "assistant", "content": "丙"}, ""]
    client.post("/api/ask", json={"question": " 什么时候 ", "history": history, "notice": NOTICE})
    assert fake.asked[-1] == ("什么时候", ("甲", "乙"), NOTICE)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"question": ""}, "请输入问题"),
        ({"question": " \n\t"}, "请输入问题"),
        ({"question": "长" * 10_000}, "10000 字"),
        ({"question": "问", "notice": "没有"}, "没有这份通知"),
        ({}, "question"),
        ({"question": 5}, "question"),
        ({"question": "问", "history": "甲"}, "history"),
        ({"question": "问", "history": ["甲"] * 101}, "对话记录太长"),
        ({"question": "问", "history": ["长" * 10_001]}, "对话记录太长"),
        ([], "body"),
    ],
)
def test_a_bad_request_gets_one_clear_sentence(client, body, words):
    response = client.post("/api/ask", json=body)
    assert response.status_code == 422
    assert words in response.json()["detail"]


def test_a_body_that_is_not_json_is_refused(client):
    response = client.post("/api/ask", content="{", headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert "请求的格式不对" in response.json()["detail"]


def test_a_huge_body_is_refused_unread(client):
    response = client.post("/api/ask", content="x" * (MAX_BODY + 1))
    assert response.status_code == 413
    assert "太大" in response.json()["detail"]


def test_our_own_failure_is_a_calm_sentence(client):
    response = client.post("/api/ask", json={"question": "出错"})
    assert response.status_code == 500
    assert "已记入日志" in response.json()["detail"]


def test_markup_in_a_question_comes_back_as_data(client):
    body = client.post("/api/ask", json={"question": MARKUP}).json()
    assert MARKUP in body["text"]


def test_health_tells_whether_the_model_is_loaded(client, fake):
    assert client.get("/healthz").json() == {"status": "ok", "ready": True, "failure": "", "notices": [NOTICE]}
    fake.ready = False
    assert client.get("/healthz").json()["ready"] is False
    fake.ready = True


def test_the_notice_page_marks_what_the_link_names(client, notice):
    sentence = notice.clause("17").sentences[0]
    page = client.get(f"/notices/{NOTICE}", params={"quote": f"{sentence.start}-{sentence.end}"})
    assert f"<mark>{sentence.text}</mark>" in page.text
    assert 'id="clause-二（一）"' in page.text


@pytest.mark.parametrize("path", ["/notices/none", "/notices/none/pane", "/notices/" + quote("<script>")])
def test_an_unknown_notice_is_a_page_in_chinese(client, path):
    page = client.get(path)
    assert page.status_code == 404
    assert "没有这份通知" in page.text and "<script>" not in page.text


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("3-9,12-20", ((3, 9), (12, 20))),
        ("90-200", ((90, 100),)),
        ("9-3,100-101", ()),
        ("", ()),
        ("3", ()),
        ("-3-9", ()),
        ("3-9<script>", ()),
        ("9" * 50 + "-1", ()),
    ],
)
def test_quotes_of_a_link_are_read_or_ignored(words, spans):
    assert read_quotes(words, 100) == spans


def test_no_page_names_another_host(client):
    for path in ("/", f"/notices/{NOTICE}", "/notices/none", "/docs"):
        html = client.get(path).text
        assert "fonts.googleapis" not in html and "cdnjs" not in html
    assert client.get("/redoc").status_code == 404


def test_static_files_come_with_a_version(client):
    page = client.get(f"/notices/{NOTICE}").text
    start = page.index("/web/notice.css")
    assert client.get(page[start : page.index('"', start)]).status_code == 200
    assert client.get("/favicon.ico").headers["content-type"].startswith("image/svg+xml")
