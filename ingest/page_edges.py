"""Headers, footers and page numbers: what stands at the edge of a page and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.glyphs import TextLine
from ingest.lines import is_furniture
from ingest.outline import ANNEX_LINE

EDGE = 93.0  # points; page numbers stand 7 mm below the text, whose lower margin is 35 mm (GB/T 9704-2012, 7.5 and 5.2)
MIN_SHARE = 0.25  # of the pages: what stands at one height of so many is a header
MARGIN = 70.0  # points; where no text stands, in common settings of Word either
SMALL = 0.75  # of the body's size: what is that small in the margin is a header, though it stands on one page only
# "3", "- 3 -", "3/12", "第 3 页", "·15·" / "2016年"
PAGE_NUMBER = re.compile(r"[-—–－·•~\s]{0,4}(?:第\s?)?\d{1,4}(?:\s?页)?(?:[\s/／,，]{1,3}(?:共\s?)?\d{1,4}(?:\s?页)?)?[-—–－·•~\s]{0,4}")

Place = tuple[str, int]


class EdgeLines:
    """Knows the headers and footers of a document.

    Args:
        pages: height and lines of each page.
        size: of the body's characters.
    """

    def __init__(self, pages: Iterable[tuple[float, list[TextLine]]], size: float) -> None:
        pages = list(pages)
        counts = Counter(place for height, lines in pages for place in {_place(line) for line in lines if _at_edge(line, height)})
        self._small = SMALL * size
        least = max(2, MIN_SHARE * len(pages))
        self._repeated = {place for place, count in counts.items() if count >= least}

    def holds(self, line: TextLine, height: float) -> bool:
        """Tell whether a line on a page of this height is a header, a footer or a page number."""
        if is_furniture(line.text):
            return True
        if not _at_edge(line, height) or ANNEX_LINE.fullmatch(line.text):
            return False
        small = line.size <= self._small and _at_edge(line, height, MARGIN)
        return small or bool(PAGE_NUMBER.fullmatch(line.text)) or _place(line) in self._repeated


def _at_edge(line: TextLine, height: float, edge: float = EDGE) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < edge or middle > height - edge


def _place(line: TextLine) -> Place:
    """Return a line's words, whatever page number is in them, and where it stands."""
    return re.sub(r"\d+", "#", line.text), round(line.top / 2)
