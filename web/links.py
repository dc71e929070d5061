"""Addresses of the pages and of the static files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote as percent_encode

from schema import Notice
from web.blocks import Place
from web.runs import Span

STATIC = Path(__file__).parent / "static"


def clause_anchor(clause_id: str) -> str:
    return f"clause-{clause_id}"


def place_url(place: Place) -> str:
    """Return a link: ``/notices/shanwei-2016-19?quote=3822-3835&version=0e8d3f7a#clause-17``; the version only where the place has one."""
    query = "?quote=" + format_spans(place.spans) if place.spans else ""
    if query and place.version:
        query += f"&version={place.version}"
    return f"/notices/{percent_encode(place.notice)}{query}#{percent_encode(clause_anchor(place.clause))}"


def quote_url(notice: Notice, clause_id: str, span: Span) -> str:
    """Return a link to words of the notice as it reads now."""
    return place_url(Place(notice.id, clause_id, (span,), source_version(notice.source)))


def format_spans(spans: Iterable[Span]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def question_url(question: str, notice_id: str) -> str:
    """Return a link that opens the chat page and asks a notice: ``/?q=…&notice=shanwei-2016-19``."""
    return f"/?q={percent_encode(question, safe='')}&notice={percent_encode(notice_id, safe='')}"


@lru_cache(64)
def source_version(source: str) -> str:
    """Return what tells a notice's text from that of another version; offsets are those of one version."""
    return hashlib.sha256(source.encode()).hexdigest()[:8]


@cache
def asset_url(name: str) -> str:
    """Return a static file's address; it changes with the content, so browsers may keep it."""
    version = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"/web/{name}?v={version}"
