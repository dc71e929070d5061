"""The page 接口说明: the OpenAPI document and the MCP tools, laid out to be read without network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from mcp.server import MCPServer

from prompts import load_words
from web.navigation import render_page

PATH = "/docs"
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of a body, or one parameter."""

    name: str  # within the body: citations[].quote
    type: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked of the server, by HTTP or as a tool."""

    name: str  # POST /api/ask, or the tool's name
    summary: str
    description: str
    parameters: tuple[FieldRow, ...]
    request: tuple[FieldRow, ...]
    request_example: str  # JSON, or ""
    answer: tuple[FieldRow, ...]
    answer_example: str
    refusals: tuple[tuple[str, str], ...] = ()  # status code, what it says


def build_reference(tools: MCPServer, default: str) -> APIRouter:
    """Return the page's route; ``default`` is the id of the notice that the links in the head lead to."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH, response_class=HTMLResponse)
    async def reference(request: Request) -> str:
        document = request.app.openapi()
        offered = [read_tool(tool.model_dump(by_alias=True)) for tool in await tools.list_tools()]
        return render_page(
            "reference.html",
            "",
            default,
            own=load_words("programs"),
            document=document,
            operations=list(read_operations(document)),
            tools=offered,
            address=str(request.base_url).rstrip("/"),
        )

    return router


def read_operations(document: Schema) -> Iterator[Operation]:
    """Yield the operations of an OpenAPI document in its order."""
    schemas = document.get("components", {}).get("schemas", {})
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            body, answer = _content(operation.get("requestBody", {})), _content(operation["responses"].get("200", {}))
            yield Operation(
                name=f"{method.upper()} {path}",
                summary=operation.get("summary", ""),
                description=operation.get("description", ""),
                parameters=tuple(_parameter(each) for each in operation.get("parameters", ())),
                request=tuple(read_fields(body, schemas)),
                request_example=_example(body, schemas),
                answer=tuple(read_fields(answer, schemas)),
                answer_example=_example(answer, schemas),
                refusals=tuple((code, said["description"]) for code, said in operation["responses"].items() if code != "200"),
            )


def read_tool(tool: Schema) -> Operation:
    """Describe an MCP tool, given as it is sent to clients."""
    takes, gives = tool["inputSchema"], tool.get("outputSchema") or {}
    return Operation(
        name=tool["name"],
        summary=tool.get("title") or "",
        description=tool.get("description") or "",
        parameters=tuple(read_fields(takes, takes.get("$defs", {}))),
        request=(),
        request_example="",
        answer=tuple(read_fields(gives, gives.get("$defs", {}))),
        answer_example="",
    )


def read_fields(schema: Schema, schemas: Mapping[str, Schema], prefix: str = "") -> Iterator[FieldRow]:
    """Yield an object's fields, those of objects within it after it: citations, citations[].quote."""
    schema = _resolve(schema, schemas)
    if schema.get("type") == "array":
        yield from read_fields(schema["items"], schemas, f"{prefix}[].")
    for name, field in schema.get("properties", {}).items():
        yield FieldRow(prefix + name, type_words(field, schemas), name in schema.get("required", ()), field.get("description", ""))
        inner = _resolve(field, schemas)
        if inner.get("type") == "array":
            yield from read_fields(inner["items"], schemas, f"{prefix}{name}[].")
        elif inner.get("properties"):
            yield from read_fields(inner, schemas, f"{prefix}{name}.")


def type_words(schema: Schema, schemas: Mapping[str, Schema]) -> str:
    """Say a schema's type in words: 文字, 文字的列表, answered / not_found 之一."""
    words = load_words("programs")["page"]["types"]
    schema = _resolve(schema, schemas)
    if "enum" in schema or "const" in schema:
        options = schema.get("enum", [schema.get("const")])
        return words["choice"].format(options=" / ".join(map(str, options))) if len(options) > 1 else str(options[0])
    if "anyOf" in schema:
        return load_words("programs")["page"]["alternative"].join(dict.fromkeys(type_words(option, schemas) for option in schema["anyOf"]))
    if schema.get("type") == "array":
        return words["array"].format(of=type_words(schema["items"], schemas))
    return words.get(schema.get("type"), words["object"])


def _resolve(schema: Schema, schemas: Mapping[str, Schema]) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    return schemas[name] if name else schema


def _content(part: Schema) -> Schema:
    return part.get("content", {}).get("application/json", {}).get("schema", {})


def _parameter(parameter: Schema) -> FieldRow:
    meaning = parameter.get("description", "")
    return FieldRow(parameter["name"], type_words(parameter["schema"], {}), parameter.get("required", False), meaning)


def _example(schema: Schema, schemas: Mapping[str, Schema]) -> str:
    """Return the first example of a body as JSON, "" where it has none."""
    resolved = _resolve(schema, schemas)
    if resolved.get("type") == "array":
        example = _example(resolved["items"], schemas)
        return f"[{example}]" if example else ""
    examples = resolved.get("examples", ())
    ordered = {name: examples[0][name] for name in resolved["properties"] if name in examples[0]} if examples else {}
    return json.dumps(ordered, ensure_ascii=False, indent=2) if examples else ""
