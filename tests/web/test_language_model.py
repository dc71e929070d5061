"""The pages say whether a language model is asked, and where questions go."""

import pytest
from fastapi.testclient import TestClient

from settings import Settings
from tests.web.conftest import serving
from tests.web.fake import FakeAssistant
from web import create_app

SET = {"llm_model": "qwen3", "llm_url": "http://10.0.0.5:8000/v1", "llm_key": "sk-secret"}
LOCAL = "全部计算在运行程序的电脑上完成"


@pytest.fixture
def about(notice, tmp_path):
    """The page about the program: settings -> HTML."""
    return lambda **settings: TestClient(create_app(FakeAssistant(notice), Settings(data=tmp_path, **settings))).get("/about").text


def test_the_page_about_the_program_names_the_model_and_the_host(about):
    page = about(**SET)
    assert "已接上语言模型 qwen3，地址 10.0.0.5:8000" in page and 'id="language-model"' in page
    assert LOCAL not in page and "除了发往 10.0.0.5:8000 的问题和条款" in page
    assert "sk-secret" not in page


def test_without_a_model_it_says_that_nothing_leaves_the_machine(about):
    page = about()
    assert LOCAL in page and "语言模型" not in page


@pytest.mark.browser
@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["desk", "phone"])
def test_below_the_question_box_stands_where_questions_go(assistant, open_page, size):
    with serving(assistant, **SET) as address:
        page = open_page(address, viewport=size)
        note = page.locator("#language-model p")
        note.wait_for()
        assert "已接上语言模型 qwen3：问题和所引条款会发往 10.0.0.5:8000。" in note.inner_text()
        box = note.bounding_box()
        assert box["y"] + box["height"] <= size["height"] and page.locator("#question").bounding_box()["y"] < box["y"]
        assert note.get_by_role("link").get_attribute("href") == "/about#language-model"


@pytest.mark.browser
def test_without_a_model_nothing_stands_there(address, open_page):
    page = open_page(address)
    page.locator("#question").wait_for()
    assert page.locator("#language-model").count() == 0
