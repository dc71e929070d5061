"""Word documents (.docx) -> plain text: paragraphs with their automatic numbers as lines, tables as rows of cells.

Left out: headers and footers, comments, notes, deletions that are tracked, hidden words, the table of contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.cells import MAX_DEPTH, MAX_SPAN, Cell, table_lines
from ingest.docx_numbering import Numbering
from ingest.package import Package, attribute, child, is_on, local_name
from ingest.source import Source
from ingest.unreadable import UnreadableFile
from prompts import message

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN_PART = "word/document.xml"
# Elements that only wrap what they hold: tracked insertions, content controls, links, fields, formulas.
_WRAPPERS = """
sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple dir bdo ruby rubyBase oMath oMathPara
"""
WRAPPERS = set(_WRAPPERS.split())
DRAWINGS = {"drawing", "pict", "object"}
BREAKS = {"br", "cr"}
BLANKS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}


def docx_to_text(data: bytes, name: str) -> Source:
    """Return the text of a Word document, one line a paragraph.

    Raises:
        UnreadableFile: damaged, too large when unpacked, or with tables nested too deep.
    """
    package = Package(data, name)
    main = _target(package, "_rels/.rels", "officeDocument") or MAIN_PART
    folder, _, file = main.rpartition("/")
    links = f"{folder}/_rels/{file}.rels"
    styles, numbering = (
        package.xml(f"{folder}/{target}" if not target.startswith("/") else target) if target else None
        for target in (_target(package, links, kind) for kind in ("styles", "numbering"))
    )
    reader = _Reader(name, Numbering(numbering, styles))
    page = Cell()
    body = child(package.required_xml(main), "body")
    if body is not None:
        reader.read_blocks(body, page, 0)
    return Source("\n".join(page.lines) + "\n")


def _target(package: Package, links: str, kind: str) -> str:
    """Return where a relationship of a kind leads, or ""."""
    root = package.xml(links)
    found = (link for link in root if attribute(link, "Type").endswith("/" + kind)) if root is not None else iter(())
    return next((attribute(link, "Target") for link in found if attribute(link, "TargetMode") != "External"), "")


class _Reader:
    def __init__(self, name: str, numbering: Numbering) -> None:
        self.name = name
        self.numbering = numbering

    def read_blocks(self, parent: Element, into: Cell, depth: int) -> bool:
        """Add the lines of paragraphs and tables, in order; return whether there was a table."""
        tables = False
        for block in _inside(parent):
            if local_name(block) == "p":
                self._read_paragraph(block, into, depth)
            elif local_name(block) == "tbl":
                self._read_table(block, into, depth + 1)
                tables = True
        return tables

    def _read_paragraph(self, paragraph: Element, into: Cell, depth: int) -> None:
        if self.numbering.style_name(paragraph).startswith("toc "):
            return
        words = "".join(_words(paragraph))
        if not words and child(paragraph, "pPr", "rPr", "del") is not None:  # deleted whole: Word does not count it
            return
        label = self.numbering.label(paragraph)
        if words.strip() or depth:  # in a cell the number may be all there is: 序号
            into.text.append(label)
        for line in words.split("\n"):
            into.text.append(line)
            into.end_line()
        for box in _text_boxes(paragraph):
            self.read_blocks(box, into, self._deeper(depth))

    def _read_table(self, table: Element, into: Cell, depth: int) -> None:
        self._deeper(depth)
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}  # column -> the cell that began there, for those merged downwards
        holds_tables = False
        for row in _inside(table):
            if local_name(row) != "tr" or child(row, "trPr", "del") is not None:
                continue
            cells = [Cell() for _ in range(_count(child(row, "trPr", "gridBefore")))]
            column = len(cells)
            for element in _inside(row):
                if local_name(element) != "tc":
                    continue
                cell = Cell(columns=max(1, _count(child(element, "tcPr", "gridSpan"))))
                merge = child(element, "tcPr", "vMerge")
                if merge is not None and attribute(merge, "val", "continue") == "continue" and column in above:
                    cell.lines = list(above[column].lines)
                else:
                    holds_tables |= self.read_blocks(element, cell, depth)
                above[column] = cell
                column += cell.columns
                cells.append(cell)
            rows.append(cells)
        into.lines += table_lines(rows, holds_tables)

    def _deeper(self, depth: int) -> int:
        if depth >= MAX_DEPTH:
            raise UnreadableFile(message("file_deep", path=self.name))
        return depth + 1


def _inside(parent: Element) -> Iterator[Element]:
    """Yield an element's children, stepping into what only wraps them and over what was deleted."""
    for element in parent:
        name = local_name(element)
        if name in WRAPPERS:
            if attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val") != "Table of Contents":
                yield from _inside(element)
        elif name == "AlternateContent":
            yield from _inside(_chosen(element))
        else:
            yield element


def _chosen(alternatives: Element) -> Element:
    """Return the first of several forms of one content."""
    return next((form for form in alternatives if local_name(form) in ("Choice", "Fallback")), alternatives)


def _words(paragraph: Element) -> Iterator[str]:
    """Yield the words of a paragraph, line ends where it breaks within."""
    for run in _inside(paragraph):
        if local_name(run) != "r" or is_on(child(run, "rPr", "vanish")):
            continue
        for piece in _inside(run):
            name = local_name(piece)
            if name == "t":
                yield (piece.text or "").replace("\n", " ")
            elif name in BREAKS:
                yield "\n"
            elif name == "r":  # within ruby
                yield from (text.text or "" for text in piece if local_name(text) == "t")
            else:
                yield BLANKS.get(name, "")


def _text_boxes(paragraph: Element) -> list[Element]:
    """Return the contents of the text boxes anchored in a paragraph, outermost only."""
    drawings = [piece for run in _inside(paragraph) if local_name(run) == "r" for piece in _inside(run) if local_name(piece) in DRAWINGS]
    found: list[Element] = []
    waiting = drawings[::-1]
    while waiting:
        element = waiting.pop()
        if local_name(element) == "txbxContent":
            found.append(element)
        elif local_name(element) == "AlternateContent":
            waiting.append(_chosen(element))
        else:
            waiting.extend(reversed(element))
    return found


def _count(element: Element | None) -> int:
    """Return the columns that an element counts, 0 if it is absent."""
    value = attribute(element, "val")
    return min(int(value), MAX_SPAN) if value.isdecimal() and len(value) < 6 else 0
