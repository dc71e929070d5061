"""The assistant as an MCP server, spoken to by the protocol's own client over the served application."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi.testclient import TestClient
from mcp.client import Client

from settings import Settings
from tests.web.fake import NOTICE, FakeAssistant
from web import create_app
from web.api import MAX_BODY
from web.bodies import AnswerBody, ClauseBody

LISTING = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"accept": "application/json, text/event-stream"}


def talk(address, *calls, mode="auto"):
    """Open a session and return what the server says of itself, its tools, and the results of the calls."""

    async def session():
        async with Client(f"{address}/mcp", mode=mode) as client:
            tools = (await client.list_tools()).tools
            return client.instructions, tools, [await client.call_tool(name, given) for name, given in calls]

    with ThreadPoolExecutor(1) as thread:  # of its own, for Playwright keeps an event loop in the tests' thread
        return thread.submit(asyncio.run, session()).result()


def words_of(result):
    return "".join(part.text for part in result.content)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_there_is_one_tool_to_ask_and_one_to_read_a_clause(address, mode):
    instructions, tools, _ = talk(address, mode=mode)
    assert "quote" in instructions
    assert {tool.name: list(tool.input_schema["properties"]) for tool in tools} == {
        "ask_notice": ["question", "history", "notice"],
        "read_clause": ["clause", "notice"],
    }
    for tool in tools:
        assert tool.title and len(tool.description) > 50 and tool.annotations.read_only_hint
        assert all(field.get("description") for field in tool.input_schema["properties"].values())


def test_a_question_gets_the_answer_of_the_contract(address, assistant, notice):
    _, _, (result,) = talk(address, ("ask_notice", {"question": "什么时候完成", "history": ["危房改造谁牵头"], "notice": NOTICE}))
    assert not result.is_error
    assert assistant.asked[-1] == ("什么时候完成", ("危房改造谁牵头",), NOTICE)
    body = AnswerBody.model_validate(result.structured_content)
    assert (body.status, body.clauses) == ("answered", ["17"])
    assert all(notice.source[each.start : each.end] == each.quote for each in body.citations)
    assert json.loads(words_of(result)) == result.structured_content


@pytest.mark.parametrize("words", ["17", "任务17", "第17项", f"{NOTICE}#17"])
def test_a_clause_is_read_as_it_stands_in_the_notice(address, notice, words):
    _, _, (result,) = talk(address, ("read_clause", {"clause": words}))
    assert ClauseBody.model_validate(result.structured_content) == ClauseBody.of(notice, notice.clause("17"))
    assert result.structured_content["units"][:2] == [
        {"unit": "市住建局", "role": "lead"},
        {"unit": "市城乡规划局", "role": "participant"},
    ]


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("ask_notice", {}, "question"),
        ("ask_notice", {"question": 5}, "question"),
        ("ask_notice", {"question": "  "}, "请输入问题"),
        ("ask_notice", {"question": "长" * 10_000}, "10000 字"),
        ("ask_notice", {"question": "问", "notice": "没有"}, "没有这份通知：没有"),
        ("ask_notice", {"question": "问", "history": ["甲"] * 101}, "history"),
        ("ask_notice", {"question": "出错"}, "已记入日志"),
        ("read_clause", {"clause": ""}, "clause"),
        ("read_clause", {"clause": "99"}, f"通知 {NOTICE} 里没有“99”这一条"),
        ("read_clause", {"clause": "17", "notice": "没有"}, "没有这份通知：没有"),
    ],
)
def test_what_cannot_be_done_is_told_as_the_tools_error(address, tool, given, words):
    _, _, (result,) = talk(address, (tool, given))
    assert result.is_error and words in words_of(result)
    assert "Traceback" not in words_of(result)


@pytest.mark.parametrize(("origin", "status"), [(None, 200), ("http://testserver", 200), ("http://evil.example", 403), ("null", 403)])
def test_another_sites_page_is_refused(notice, tmp_path, origin, status):
    with TestClient(create_app(FakeAssistant(notice), Settings(data=tmp_path))) as client:
        headers = ACCEPT | ({"origin": origin} if origin else {})
        assert client.post("/mcp", json=LISTING, headers=headers).status_code == status


def test_a_huge_request_is_refused_unread(address):
    response = httpx.post(f"{address}/mcp", content="x" * (MAX_BODY + 1), headers=ACCEPT)
    assert response.status_code == 413
