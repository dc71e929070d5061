"""Templates: everything that a page shows goes through one of them and is escaped there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from prompts import load_words
from web.blocks import Block
from web.links import asset_url, clause_anchor, format_spans, place_url, question_url, quote_url
from web.runs import clause_label

FOLDER = Path(__file__).parent / "templates"


def render_template(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        words=load_words("web"), asset=asset_url, anchor=clause_anchor, quote_url=quote_url, clause_label=clause_label, items=_items
    )
    environment.filters.update(url=place_url, spans=format_spans, asks=question_url, label=clause_label, record=lambda each: each.to_dict())
    return environment


def _items(block: Block) -> Iterable[tuple[int | None, tuple]]:
    """Return a list's items with their numbers as written."""
    return [(block.numbers[i] if block.kind == "numbered" else None, row[0]) for i, row in enumerate(block.rows)]
