"""The way between the pages; a further page adds a line to ``prompts/web.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent_encode

from prompts import load_words
from web.template import render_template


@dataclass(frozen=True, slots=True)
class Link:
    """One page to go to."""

    label: str
    address: str
    here: bool  # the page that is shown
    pattern: str  # the address with {notice} for the notice, where it depends on that


def page_links(here: str, notice_id: str) -> tuple[Link, ...]:
    """Return the links of every page's head.

    Args:
        here: the key of the page that is shown, "" for one that has no link.
        notice_id: the notice that pages about one notice are to show.
    """
    entries = load_words("web")["navigation"]
    address = {"notice": percent_encode(notice_id, safe="")}
    return tuple(Link(each["label"], each["address"].format(**address), each["page"] == here, each["address"]) for each in entries)


def render_navigation(here: str, notice_id: str) -> str:
    return render_template("navigation.html", links=page_links(here, notice_id))


def render_page(name: str, here: str, notice_id: str, **values: Any) -> str:
    """Render a template that extends ``layout.html``, the links of its head included."""
    return render_template(name, links=page_links(here, notice_id), **values)
