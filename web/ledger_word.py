"""A ledger -> a Word file: the tasks and the dates as tables on A4 across."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import _Row

from prompts import load_words
from web.ledger import Ledger, date_rows, ledger_heading, ledger_rows

A4 = (Mm(297), Mm(210))
MARGIN = Mm(15)
FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def ledger_word(ledger: Ledger) -> bytes:
    """Return the .docx file."""
    words = load_words("web")["ledger"]
    document = Document()
    _set_page(document)
    title, *lines = ledger_heading(ledger)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(heading.add_run(_printable(title)), "黑体", 18)
    for line in lines:
        document.add_paragraph(_printable(line))
    _add_table(document, words["columns"], ledger_rows(ledger))
    if ledger.own_dates:
        document.add_paragraph()
        _set_font(document.add_paragraph().add_run(words["dates"]), "黑体", 14)
        _add_table(document, words["date_columns"], date_rows(ledger))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    _set_font(style, "仿宋", 10)
    style.paragraph_format.space_after = Pt(3)


def _set_font(holder, name: str, size: float) -> None:
    """Set the font of a run or style; Word keeps the font of Chinese characters apart."""
    holder.font.name = name
    holder.font.size = Pt(size)
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _add_table(document, columns: Sequence[dict], rows: Sequence[Sequence[str]]) -> None:
    """Add a table as wide as the page, its columns in proportion to their widths, its head repeated on each page."""
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    room = A4[0] - 2 * MARGIN
    total = sum(column["width"] for column in columns)
    widths = [Emu(room * column["width"] // total) for column in columns]
    for column, width in zip(table.columns, widths):
        column.width = width
    _fill(table.rows[0], [column["title"] for column in columns], widths, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        added = table.add_row()
        _fill(added, row, widths)
        _mark(added, "w:cantSplit")


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[Emu], bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, widths):
        cell.width = width
        cell.paragraphs[0].add_run(_printable(text)).bold = bold


def _mark(row: _Row, property_name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(property_name))


def _printable(text: str) -> str:
    return FORBIDDEN_IN_XML.sub("", text)
