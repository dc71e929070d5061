"""A ledger -> an Excel file: a sheet of tasks and a sheet of dates, set up to be printed."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from prompts import load_words
from web.ledger import Ledger, date_rows, ledger_heading, ledger_rows

MAX_CELL = 32_767  # characters; Excel takes no more
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
THIN = Side(style="thin", color="999999")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="E8EFF8")
BODY_FONT = "宋体"
STANDARD_SIZE = 11  # points, of the letters that Excel tells widths in
LINE_HEIGHT = 1.5


def ledger_excel(ledger: Ledger) -> bytes:
    """Return the .xlsx file."""
    words = load_words("web")["ledger"]
    book = Workbook()
    sheet = book.active
    sheet.title = words["name"]
    _fill(sheet, ledger_heading(ledger), words["columns"], ledger_rows(ledger))
    if ledger.own_dates:
        dates = book.create_sheet(FORBIDDEN_IN_SHEET_NAME.sub(" ", words["dates"]))
        _fill(dates, (words["dates"], ledger_heading(ledger)[1]), words["date_columns"], date_rows(ledger))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, heading: Sequence[str], columns: Sequence[dict], rows: Sequence[Sequence[str]]) -> None:
    """Write heading lines, the head of the table and its rows, and set the page up: A4 across, one page wide, head repeated."""
    for line, text in enumerate(heading, 1):
        cell = _write(sheet.cell(line, 1), text)
        size = 16 if line == 1 else 11
        cell.font = Font(name="黑体" if line == 1 else BODY_FONT, size=size)
        cell.alignment = Alignment(horizontal="center" if line == 1 else "left", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(columns))
        sheet.row_dimensions[line].height = wrapped_height(text, size, sum(column["width"] for column in columns))
    head = len(heading) + 1
    for place, column in enumerate(columns, 1):
        cell = _write(sheet.cell(head, place), column["title"])
        cell.font = Font(name=BODY_FONT, size=11, bold=True)
        cell.fill = HEAD_FILL
        cell.border = GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = column["width"]
    for line, row in enumerate(rows, head + 1):
        for place, text in enumerate(row, 1):
            cell = _write(sheet.cell(line, place), text)
            cell.font = Font(name=BODY_FONT, size=11)
            cell.border = GRID
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def wrapped_height(text: str, size: float, width: float) -> float:
    """Return the height in points of a row that holds the text; Excel fits the height of no merged cell by itself.

    Args:
        size: of the letters, in points.
        width: of the cell, in digits of Excel's standard letters; a Chinese character is as wide as two.
    """
    digits = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text) * size / STANDARD_SIZE
    return math.ceil(digits / width) * size * LINE_HEIGHT


def _write(cell: Cell, text: str) -> Cell:
    """Write text as text: what begins with = is no formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_CELL]
    cell.data_type = "s"
    return cell
