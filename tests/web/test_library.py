"""The page 通知库: upload, preview, confirm or discard, remove."""

import re

import pytest
from fastapi.testclient import TestClient

from answer import Assistant
from ingest.read import MAX_BYTES
from settings import ROOT, Settings
from tests.web.conftest import serving
from tests.web.fake import FakeAssistant
from tests.web.test_page import ask
from web import create_app

TREES = """关于印发《林业工作方案》的通知

海府办〔2021〕7号

列在首位的为牵头单位。

1. 保护天然林和湿地，2025年底前完成。（市林业局、{units}）

3. 开展造林绿化行动，发动群众参加。（市林业局）
"""
GIVEN = TREES.format(units="市水务局")
SAME_SITE = {"origin": "http://testserver"}


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", cache=tmp_path / "cache")


@pytest.fixture
def fake(notice, settings):
    fake = FakeAssistant(notice)
    fake.library = type(fake.library).open(settings)
    return fake


@pytest.fixture
def client(fake):
    return TestClient(create_app(fake, Settings()))


def upload(client, text=GIVEN, name="方案.txt", headers=SAME_SITE):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post("/library/incoming", files={"file": (name, data)}, headers=headers)


def act(client, preview, name, headers=SAME_SITE):
    (action,) = re.findall(rf'action="(/library/incoming/[\w-]+/{name})"', preview.text)
    return client.post(action, headers=headers)


def test_what_was_read_is_shown_before_anything_is_added(client, fake):
    preview = upload(client)
    assert preview.status_code == 200
    for words in (
        "编号将是 haifuban-2021-7",
        "关于印发《林业工作方案》的通知",
        "任务 2 项，单位 2 个，存疑 1 处",
        "市林业局",
        "市水务局",
        "2025年底前",
        "第 9 行",
        "编号从 1 跳到 3",
    ):
        assert words in preview.text
    assert fake.library.entries() == () and len(fake.notices) == 1


def test_a_confirmed_notice_is_in_the_list_and_can_be_read_and_removed(client, fake):
    added = act(client, upload(client), "confirm")
    assert added.url.path == "/library" and "已加入" in added.text and "方案.txt" in added.text
    assert 'href="/?notice=haifuban-2021-7">去提问<' in added.text and 'href="/notices/haifuban-2021-7">看原文<' in added.text
    assert list(fake.notices) == ["shanwei-2016-19", "haifuban-2021-7"]
    assert client.get("/notices/haifuban-2021-7").status_code == 200
    assert client.get("/healthz").json()["notices"] == ["shanwei-2016-19", "haifuban-2021-7"]
    asked = client.get("/library/remove/haifuban-2021-7")
    assert "移除这份通知？" in asked.text and "重新出现" not in asked.text and len(fake.notices) == 2
    removed = client.post("/library/remove/haifuban-2021-7", headers=SAME_SITE)
    assert "已移除" in removed.text and "去提问" not in removed.text and list(fake.notices) == ["shanwei-2016-19"]
    assert list((fake.library.folder / "incoming").iterdir()) == []


def test_a_discarded_file_leaves_nothing(client, fake):
    discarded = act(client, upload(client), "discard")
    assert "没有加入" in discarded.text and fake.library.entries() == ()
    assert list((fake.library.folder / "incoming").iterdir()) == []


def test_a_file_that_is_there_already_is_not_offered_again(client):
    act(client, upload(client), "confirm")
    again = upload(client)
    assert "已经在库里" in again.text and "/confirm" not in again.text
    assert act(client, again, "discard").status_code == 200


def test_a_new_version_says_what_changed_and_replaces_the_old(client, fake):
    act(client, upload(client), "confirm")
    version = upload(client, TREES.format(units="市水务局、市财政局"))
    assert "任务新增 0 项，减少 0 项，改动 1 项，未变 1 项" in version.text and "增加市财政局" in version.text
    act(client, version, "confirm")
    assert fake.notices["haifuban-2021-7"].clause("1").units == ("市林业局", "市水务局", "市财政局")


def test_of_a_notice_titled_as_another_the_page_asks_what_it_is(client, fake):
    table = "任务分工表\n\n1. {task}，落实各项措施。（市教育局）\n\n2. 加强校园安全，排查各类隐患。（市公安局）\n"
    act(client, upload(client, table.format(task="推进教育改革和教师轮岗交流培训")), "confirm")
    asked = upload(client, table.format(task="新建乡村学校十所并投入使用"))
    assert "同名的通知（renwufengongbiao）" in asked.text
    assert re.findall(r'name="kind" value="(\w+)"', asked.text) == ["another", "version"]
    action = re.search(r'action="(/library/incoming/[\w-]+/confirm)"', asked.text)[1]
    assert "选择怎样加入" in client.post(action, headers=SAME_SITE).text and len(fake.notices) == 2  # nothing chosen: asked again
    assert client.post(action, data={"kind": "x"}, headers=SAME_SITE).status_code == 422 and len(fake.notices) == 2
    client.post(action, data={"kind": "another"}, headers=SAME_SITE)
    assert list(fake.notices)[1:] == ["renwufengongbiao", "renwufengongbiao-2"]
    replaced = upload(client, table.format(task="新建乡镇学校十所并投入使用"))
    client.post(re.search(r'action="(/library/incoming/[\w-]+/confirm)"', replaced.text)[1], data={"kind": "version"}, headers=SAME_SITE)
    assert set(fake.notices) == {"shanwei-2016-19", "renwufengongbiao", "renwufengongbiao-2"}
    assert "新建乡镇学校十所并投入使用" in fake.notices["renwufengongbiao-2"].source


def test_removing_a_version_of_a_shipped_notice_says_that_the_shipped_one_comes_back(client, notice):
    act(client, upload(client, notice.source.replace("危房改造", "危房修缮")), "confirm")
    assert "重新出现" in client.get("/library/remove/shanwei-2016-19").text


def test_a_text_of_another_kind_is_said_to_be_one(client):
    preview = upload(client, "食堂管理规定\n\n第一条 按时就餐，节约粮食，爱护公物。\n\n第二条 本规定自发布之日起施行。\n")
    assert "不像任务分工通知" in preview.text and "/confirm" in preview.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "不能读取 .exe 文件"),
        ("a", b"text", "不能读取"),
        ("a.txt", b"", "文件是空的"),
        ("a.txt", b"\x00\x01\x02" * 100, "不是文本"),
        ("a.pdf", b"%PDF-1.4 nothing", "已损坏"),
        ("a.docx", b"PK\x03\x04 nothing", "已损坏"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_sentence(client, fake, tmp_path, name, content, words):
    answer = upload(client, content, name)
    assert answer.status_code == 422
    said = re.search(r'role="alert">([^<]+)<', answer.text)[1]
    assert words in said and str(tmp_path) not in said
    assert not list(fake.library.folder.glob("incoming/*"))


def test_no_file_is_told(client):
    answer = client.post("/library/incoming", headers=SAME_SITE)
    assert answer.status_code == 422 and "请先选择" in answer.text


def test_names_and_texts_are_shown_as_text(client):
    evil = "<script>window.hacked=1</script>{{5417*6323}}"
    preview = upload(client, TREES.format(units=f"市水务局，{evil}"), f"{evil}.txt")
    act(client, preview, "confirm")
    for page in (preview.text, client.get("/library").text):
        assert "<script>window" not in page and "34251691" not in page
    assert "{{5417*6323}}" in preview.text


@pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}])
def test_what_another_site_sends_is_refused(client, fake, headers):
    preview = upload(client)
    assert upload(client, headers=headers).status_code == 403
    assert act(client, preview, "confirm", headers).status_code == 403
    assert client.post("/library/remove/x", headers=headers).status_code == 403
    assert fake.library.entries() == ()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client):
    answer = client.post("/library/incoming", headers={**SAME_SITE, "content-length": str(MAX_BYTES * 2)}, content=b"x")
    assert answer.status_code == 413
    unannounced = client.post("/library/incoming", headers=SAME_SITE, content=iter([b"x"]))
    assert unannounced.status_code == 411


@pytest.mark.parametrize("path", ["/library/incoming/" + "x" * 22, "/library/incoming/..%2f..", "/library/remove/none"])
def test_what_is_not_there_is_said_to_be_gone(client, path):
    assert client.get(path).status_code == 404


def test_a_change_that_cannot_be_taken_up_is_told(client, fake, monkeypatch):
    def fail():
        raise RuntimeError("没有空间")

    monkeypatch.setattr(fake, "renew", fail)
    answer = act(client, upload(client), "confirm")
    assert answer.status_code == 500 and "没有空间" in answer.text


def test_a_damaged_catalogue_is_told_on_the_page(client, fake):
    act(client, upload(client), "confirm")
    (fake.library.folder / "catalogue.json").write_text("{")
    page = client.get("/library")
    assert page.status_code == 200 and "目录文件已损坏" in page.text


@pytest.mark.browser
def test_a_file_is_picked_in_chinese_and_one_too_large_is_told_before_it_is_sent(open_page, address, tmp_path):
    page = open_page(f"{address}/library", locale="en-US")
    path = tmp_path / "方案.txt"
    path.write_text(GIVEN, encoding="utf-8")
    assert "还没有选" in page.locator(".pick").inner_text()
    with page.expect_file_chooser() as chooser:
        page.locator(".pick").click()  # wherever one clicks, also beside the button
    chooser.value.set_files(path)
    assert page.locator(".picked").inner_text() == "方案.txt"
    assert page.evaluate("document.querySelector('.upload').checkValidity()")
    page.evaluate("document.querySelector('.upload').dataset.limit = 10")
    page.set_input_files("#file", path.rename(tmp_path / "另一份.txt"))
    assert page.evaluate("document.getElementById('file').validationMessage") == "文件太大，请换一个。"
    page.get_by_role("button", name="读取").click()
    assert page.url == f"{address}/library"


@pytest.mark.model
@pytest.mark.browser
def test_upload_look_confirm_and_ask(open_page, tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(GIVEN, encoding="utf-8")
    default = Settings()
    assistant = Assistant.open(Settings(data=tmp_path / "data", cache=default.cache, notices=ROOT / "notices"))
    assert assistant.wait_ready(), assistant.failure
    with serving(assistant) as address:
        page = open_page(address)
        page.get_by_role("link", name="通知库").click()
        page.set_input_files("#file", path)
        page.get_by_role("button", name="读取").click()
        page.get_by_text("编号将是 haifuban-2021-7").wait_for()
        page.get_by_role("link", name="编号从 1 跳到 3").click()
        assert page.locator(".whole[open] #clause-3").is_visible()
        page.get_by_role("button", name="确认加入").click()
        page.get_by_text("已加入").wait_for()
        page.goto(address)
        page.wait_for_selector("html[data-ready][data-bound]")
        page.locator("#chosen input").click()
        page.get_by_role("option", name="全部通知").click()
        turn = ask(page, "市林业局牵头哪些任务")
        assert "[" not in turn.locator(".answer").inner_text()
        turn.locator("a.cite", has_text="海府办〔2021〕7号 任务3").first.click()
        page.wait_for_selector("#notice-pane[data-notice='haifuban-2021-7'] #clause-3.here")
        page.locator("#chosen input").click()
        page.get_by_role("option", name="海府办〔2021〕7号").click()
        assert ask(page, "第1项谁牵头").locator(".chip .unit-name").all_inner_texts() == ["市林业局"]
        page.reload()  # the choice is remembered
        page.wait_for_selector("html[data-ready][data-bound]")
        page.wait_for_function("document.querySelector('#chosen input')?.value.includes('海府办〔2021〕7号')")
        page.goto(f"{address}/library/remove/haifuban-2021-7")
        page.get_by_role("button", name="移除").click()
        page.get_by_text("已移除").wait_for()
    assert list(assistant.notices) == ["shanwei-2016-19"]
