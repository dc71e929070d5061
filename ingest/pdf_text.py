"""PDF files with a text layer -> plain text, page by page."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.glyphs import Glyph, Rule, Sheet, clean
from ingest.sheets import UNKNOWN, sheets_to_source
from ingest.source import Source
from ingest.unreadable import UnreadableFile
from prompts import message

MAX_PAGES = 2000
THIN = 0.5  # points: edges shorter than this are the ends of a drawn line


def pdf_to_text(data: bytes, name: str) -> Source:
    """Return the text of a PDF file in reading order, with its pages.

    Raises:
        UnreadableFile: damaged, locked by a password, without a text layer, or with too many pages.
    """
    import pdfplumber  # takes longer to load than a text file to read
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity that it copes with
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableFile(message("file_pages", path=name, limit=MAX_PAGES))
            return sheets_to_source(_sheets(pdf), name)
    except (PdfminerException, MalformedPDFException) as error:
        if any(isinstance(cause, MemoryError) for cause in error.args):
            raise MemoryError from error
        locked = any("Password" in type(cause).__name__ for cause in error.args)
        raise UnreadableFile(message("file_locked" if locked else "file_damaged", path=name)) from error


def _sheets(pdf: Any) -> Iterator[Sheet]:
    for page in pdf.pages:
        yield _sheet(page)
        page.close()  # frees what was read of it


def _sheet(page: Any) -> Sheet:
    left, top, right, bottom = page.bbox
    width, height = right - left, bottom - top
    chars = [char for char in page.chars if _is_on_page(char, page.bbox)]
    turns = Counter(map(_turn, chars))
    turn = turns.most_common(1)[0][0] if turns else 0
    sheet = Sheet(height, width) if turn in (90, 270) else Sheet(width, height)
    sheet.pictured = sum(abs(image["width"] * image["height"]) for image in page.images) / max(1.0, width * height)

    def place(item: dict[str, Any]) -> tuple[float, float, float, float]:
        """Return x0, x1, top, bottom on the page as it is held to read its text."""
        x0, x1, y0, y1 = item["x0"] - left, item["x1"] - left, item["top"] - top, item["bottom"] - top
        if turn == 90:
            return height - y1, height - y0, x0, x1
        return (y0, y1, width - x1, width - x0) if turn == 270 else (x0, x1, y0, y1)

    for char in chars:
        text = UNKNOWN if char["text"].startswith("(cid:") else clean(char["text"])
        if text and _turn(char) == turn:  # what is turned otherwise is a watermark
            sheet.glyphs.append(Glyph(text, *place(char), char["size"]))
    edges = (edge for edge in page.edges if max(edge["width"], edge["height"]) >= THIN)
    sheet.rules += [Rule(*place(edge)) for edge in edges]
    return sheet


def _is_on_page(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return left <= (char["x0"] + char["x1"]) / 2 <= right and top <= char["bottom"] and char["top"] <= bottom


def _turn(char: dict[str, Any]) -> int:
    """Return by how many degrees a character is turned to the left: 0, 90, 180, 270; 45 for anything between."""
    a, b = char["matrix"][:2]
    if abs(b) <= abs(a) / 4:
        return 0 if a > 0 else 180
    if abs(a) <= abs(b) / 4:
        return 90 if b > 0 else 270
    return 45
