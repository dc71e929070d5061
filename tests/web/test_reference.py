"""The HTTP interface described: the OpenAPI document, its examples, and the page made of it."""

import pytest
from fastapi.testclient import TestClient

from prompts import load_words
from settings import Settings
from tests.web.fake import NOTICE, FakeAssistant
from web import create_app
from web.bodies import AnswerBody, ClauseBody, NoticeBody, Question
from web.reference import FieldRow, read_fields, type_words


@pytest.fixture(scope="module")
def client(notice):
    return TestClient(create_app(FakeAssistant(notice), Settings()))


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


def test_every_operation_is_summed_up_and_typed(document):
    assert {path: list(methods) for path, methods in document["paths"].items()} == {
        "/api/ask": ["post"],
        "/api/notices": ["get"],
        "/api/notices/{notice}/clauses/{clause}": ["get"],
        "/healthz": ["get"],
        "/notices/{notice}": ["get"],
    }
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["summary"]
            assert all(parameter["description"] for parameter in operation.get("parameters", []))
            content = operation["responses"]["200"]["content"]
            assert list(content) == (["text/html"] if path.startswith("/notices/") else ["application/json"])
            for kind, said in content.items():
                assert kind == "text/html" or said["schema"]


def example(body):
    return body.model_config["json_schema_extra"]["examples"][0]


def test_the_examples_are_true(notice):
    assert ClauseBody(**example(ClauseBody)) == ClauseBody.of(notice, notice.clause("35"))
    assert NoticeBody(**example(NoticeBody)) == NoticeBody.of(notice, default=True)
    assert Question(**example(Question)).earlier_questions() == ["哪些单位参与危房改造"]
    answer = AnswerBody(**example(AnswerBody))
    assert [notice.source[each.start : each.end] for each in answer.citations] == [each.quote for each in answer.citations]
    assert answer.units == list(notice.clause("17").leads)


def test_fields_within_fields_come_with_their_path():
    inner = {"properties": {"quote": {"type": "string", "description": "引文"}}, "required": ["quote"]}
    schema = {"properties": {"citations": {"type": "array", "items": {"$ref": "#/components/schemas/Inner"}}}}
    assert list(read_fields(schema, {"Inner": inner})) == [
        FieldRow("citations", "对象的列表", False, ""),
        FieldRow("citations[].quote", "文字", True, "引文"),
    ]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "文字或空"),
        ({"type": "array", "items": {"type": "integer"}}, "整数的列表"),
        ({"enum": ["a", "b"], "type": "string"}, "a / b 之一"),
        ({"const": "ok", "type": "string"}, "ok"),
    ],
)
def test_types_are_said_in_words(schema, words):
    assert type_words(schema, {}) == words


def test_the_page_names_every_operation_tool_and_field(client, document):
    page = client.get("/docs").text
    for path in document["paths"]:
        assert f" {path}</code>" in page
    for tool in load_words("programs")["mcp"]["tools"]:
        assert f"<code>{tool}</code>" in page
    for name in ("citations[].quote", "latency_ms", "history", "units[].role"):
        assert f"<code>{name}</code>" in page
    assert "http://testserver/mcp" in page


def test_gradios_own_interface_offers_nothing_without_a_meaning(client):
    """The page's events are no interface: what programs ask goes by the routes above."""
    assert client.get("/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_a_clause_is_read_over_http(client, notice):
    body = client.get(f"/api/notices/{NOTICE}/clauses/任务17").json()
    assert body == ClauseBody.of(notice, notice.clause("17")).model_dump()
    assert client.get(body["link"]).status_code == 200
    missing = client.get(f"/api/notices/{NOTICE}/clauses/99")
    assert missing.status_code == 404 and "没有“99”这一条" in missing.json()["detail"]
    assert client.get("/api/notices/none/clauses/1").status_code == 404


def test_the_notices_are_listed(client):
    assert [(each["id"], each["tasks"], each["default"]) for each in client.get("/api/notices").json()] == [(NOTICE, 60, True)]
