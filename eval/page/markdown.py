"""Filed reports, which are Markdown, as HTML of the page."""

from __future__ import annotations

import html

from markdown_it import MarkdownIt


def report_to_html(report: str) -> str:
    """Return a report as HTML: its title as a line, its headings one level lower; markup in it is shown as text."""
    title, _, body = report.partition("\n")
    told = f'<p class="meta">{html.escape(title.lstrip("# "))}</p>'
    return told + MarkdownIt("commonmark", {"html": False}).enable("table").render(body.replace("\n## ", "\n### "))
