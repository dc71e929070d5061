"""What is not there or cannot be done: a page in Chinese for a person, JSON for a program."""

import re

import pytest
from fastapi.testclient import TestClient

from settings import Settings
from tests.web.fake import NOTICE, FakeAssistant
from web import create_app
from web.api import MAX_BODY

WINDOW = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
EXPORT = f"/ledger/{NOTICE}/ledger"
LARGE = {"content-length": str(10**9)}


@pytest.fixture(scope="module")
def app(notice, tmp_path_factory):
    in_the_way = tmp_path_factory.mktemp("data") / "file"
    in_the_way.write_text("no folder")
    return create_app(FakeAssistant(notice), Settings(data=in_the_way))


@pytest.fixture(scope="module")
def client(app):
    return TestClient(app, client=("127.0.0.1", 1), base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "words"),
    [
        ("GET", "/ledgr", {}, 404, "没有这个网址"),
        ("GET", "/ledger/a/b/c", {}, 404, "没有这个网址"),
        ("GET", "/library/incoming", {}, 404, "没有这个网址"),
        ("GET", "/notices/none", {}, 404, "没有这份通知"),
        ("GET", f"{EXPORT}.xlsx", {}, 422, "网址不完整"),
        ("GET", f"{EXPORT}.pdf?unit=市住建局", {}, 422, "网址不完整"),
        ("GET", "/feedback", {}, 503, "数据库现在不能用"),
        ("POST", "/library/incoming", {"origin": "http://elsewhere.example"}, 403, "来自别的网站"),
        ("POST", "/library/incoming", LARGE, 413, "文件太大，每个不超过 100 MB"),
    ],
)
def test_a_person_reads_a_page_and_a_program_json(client, method, path, headers, status, words):
    page = client.request(method, path, headers=headers | WINDOW)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    shown = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2])
    assert words in shown and "回到问答" in shown and not re.search(r"detail|[Ff]ound|required|Input", shown)
    if "notices" not in path:  # pages of notices are pages for everybody
        assert list(client.request(method, path, headers=headers).json()) == ["detail"]


def test_what_programs_are_told_names_what_is_wrong(client):
    assert client.get("/none").json() == {"detail": "没有这个网址，可能写错了，或这一页已经不在。"}
    assert "query.unit" in client.get(f"{EXPORT}.xlsx").json()["detail"]
    assert client.post("/api/ask", content="x", headers={"content-length": str(MAX_BODY + 1)}).json() == {
        "detail": "请求的内容太大，上限 1024 KB。"
    }


def test_a_page_that_is_not_found_names_the_notices_there_are(client):
    assert f'href="/notices/{NOTICE}"' in client.get("/ledgr", headers=WINDOW).text
    assert f'href="/notices/{NOTICE}"' not in client.get("/feedback", headers=WINDOW).text
