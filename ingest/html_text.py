"""HTML as government sites publish it -> plain text: blocks as lines, data tables as rows of cells joined by TAB."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# The standard library's parser: it never fetches or expands anything, takes any broken page, and adds no dependency.
from html.parser import HTMLParser

from ingest.cells import MAX_DEPTH, MAX_SPAN, Cell, table_lines

_BLOCK_TAGS = """
address article aside blockquote body center dd div dl dt footer form
h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul
"""
BLOCKS = set(_BLOCK_TAGS.split())
HEADINGS = {f"h{level}" for level in range(1, 7)}
TABLE_TAG = re.compile(r"<(?P<end>/?)table\b[^>]{0,1000}>", re.IGNORECASE)  # "<table>", "</TABLE>" / "<tablet>"
HIDDEN = {"script", "style", "head", "template", "noscript", "svg", "select", "button"}


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    holds_tables: bool = False  # used for layout
    in_cell: bool = False


def html_to_text(page: str) -> str:
    """Return the text of a page, one line a block.

    "<p>一、任务</p><table><tr><td>序号</td><td>任务</td></tr>…" -> "一、任务\\n序号\\t任务\\n…".
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.finish()


def holds_tables(text: str) -> bool:
    """Tell whether HTML tables stand in a text, as they may in Markdown."""
    return any(match["end"] for match in TABLE_TAG.finditer(text))


def redraw_tables(text: str) -> str:
    """Return a text with its HTML tables as rows of cells joined by TAB, each from its first tag to its last; the rest stays as it is."""
    written, place, depth, begin = [], 0, 0, 0
    for tag in TABLE_TAG.finditer(text):
        if not tag["end"]:
            begin = tag.start() if depth == 0 else begin
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                written += [text[place:begin].rstrip(" "), "\n", html_to_text(text[begin : tag.end()])]
                place = tag.end()
    return "".join([*written, text[place:]])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Cell()
        self.tables: list[_Table] = []
        self.hidden: list[str] = []

    @property
    def cell(self) -> Cell:
        """The cell being read, or the page itself."""
        return next((table.rows[-1][-1] for table in reversed(self.tables) if table.in_cell), self.page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.hidden or tag in HIDDEN:
            self.hidden += [tag] if tag in HIDDEN else []
        elif tag == "table" and len(self.tables) < MAX_DEPTH:
            self.cell.end_line()
            if self.tables:
                self.tables[-1].holds_tables = True
            self.tables.append(_Table())
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append([])
            self.tables[-1].in_cell = False
        elif self.tables and tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in BLOCKS or tag == "br":
            self.cell.end_line()

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden:
                del self.hidden[self.hidden.index(tag) :]
        elif tag == "table" and self.tables:
            self._end_table()
        elif self.tables and tag in ("td", "th", "tr"):
            self.tables[-1].in_cell = False
        elif tag in BLOCKS:
            self.cell.end_line()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.cell.text.append(data)

    def finish(self) -> str:
        while self.tables:
            self._end_table()
        self.page.end_line()
        return "\n".join(self.page.lines) + "\n"

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(Cell(columns=_span(attributes.get("colspan")), rows=_span(attributes.get("rowspan"))))
        table.in_cell = True

    def _end_table(self) -> None:
        table = self.tables.pop()
        into = self.cell
        into.end_line()
        into.lines += table_lines(table.rows, table.holds_tables)


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MAX_SPAN) if value and value.strip().isdecimal() and len(value) < 6 else 1
