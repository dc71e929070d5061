"""Tables set in columns by blanks or by place alone, without rules -> rows of cells, wrapped cells made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grids import are_two_names, blank_between
from ingest.tables import is_head, is_section_text

# Where a cell ends and the next one begins: two blanks or more / one blank, which may stand within a cell
_CELL = re.compile(r"[^ \u3000\xa0\t](?:[^ \u3000\xa0\t]|[ \u3000\xa0](?![ \u3000\xa0]))*")
_NUMBER = re.compile(r"\d{1,3}[.、．]?")  # "1", "12." / "2024", "一、"
TOLERANCE = 1.0  # columns of the width of half a character


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text that stands by itself in a line, from ``left`` to ``right``."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table in lines ``first`` up to ``last``; a row of one cell only names what follows."""

    first: int
    last: int
    lefts: tuple[float, ...]  # where the columns begin
    rows: list[list[str]]


def redraw_aligned(source: str) -> str:
    """Rewrite each table set with blanks as one line a row, its cells joined by TAB; other text stays as it is.

    "序号  任务      责任单位" over "1     实施危    市住建局" over "      房改造" -> "1\\t实施危房改造\\t市住建局".
    """
    if "  " not in source and "\u3000\u3000" not in source:
        return source
    lines = source.split("\n")
    written: list[str] = []
    place = 0
    for table in find_aligned([_chunks(line) for line in lines], TOLERANCE):
        written += lines[place : table.first]
        written += ["\t".join(row) for row in table.rows]
        place = table.last
    return "\n".join([*written, *lines[place:]])


def _chunks(line: str) -> list[Chunk]:
    if "\t" in line:
        return []
    found = []
    place = width = 0
    for match in _CELL.finditer(line):
        left = width + _width(line[place : match.start()])
        width = left + _width(match.group())
        place = match.end()
        found.append(Chunk(match.group(), left, width))
    return found


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def find_aligned(lines: Sequence[Sequence[Chunk]], tolerance: float) -> list[AlignedTable]:
    """Return the tables whose head names units responsible, in order; lines are given from top to bottom, empty ones too."""
    found: list[AlignedTable] = []
    place = 0
    while place < len(lines):
        table = _read_table(lines, place, tolerance) if len(lines[place]) > 1 else None
        if table:
            found.append(table)
        place = table.last if table else place + 1
    return found


def _read_table(lines: Sequence[Sequence[Chunk]], first: int, tolerance: float) -> AlignedTable | None:
    head = lines[first]
    if not is_head([chunk.text for chunk in head]):
        return None
    lefts = [chunk.left for chunk in head]
    rows = [[chunk.text for chunk in head]]
    last = first + 1
    numbered = is_number_column(lines, first)
    for place in range(first + 1, len(lines)):
        chunks = lines[place]
        if len(chunks) == len(head):
            lefts = [min(left, chunk.left) for left, chunk in zip(lefts, chunks)]
        if chunks and not _take(rows, chunks, lefts, numbered, tolerance, ahead=lines[place + 1 : place + 4]):
            break
        last = place + 1 if chunks else last
    whole = any(len(row) == len(head) and all(row) for row in rows[1:])
    return AlignedTable(first, last, tuple(lefts), rows) if whole else None


def is_number_column(lines: Sequence[Sequence[Chunk]], head: int) -> bool:
    """Tell whether the rows below a head begin with a number: the first line as wide as the head does."""
    row = next((chunks for chunks in lines[head + 1 : head + 12] if len(chunks) == len(lines[head])), None)
    return bool(row and _NUMBER.fullmatch(row[0].text))


def _take(
    rows: list[list[str]],
    chunks: Sequence[Chunk],
    lefts: Sequence[float],
    numbered: bool,
    tolerance: float,
    ahead: Sequence[Sequence[Chunk]],
) -> bool:
    """Add a line to the rows: a row, what goes on with the row above, or a line that names what follows; False if it is none."""
    width = len(lefts)
    columns = range(width) if len(chunks) == width else [_column(chunk.left, lefts, tolerance) for chunk in chunks]
    begins = columns[0] == 0 and (not numbered or bool(_NUMBER.fullmatch(chunks[0].text)))
    if len(chunks) > width or len(set(columns)) < len(chunks):
        return False
    if begins and len(chunks) > 1:
        rows.append([""] * width)
    elif len(chunks) == 1 and columns[0] == 0:
        section = is_section_text(chunks[0].text) and any(len(line) > 1 for line in ahead)
        if section:
            rows.append([chunks[0].text])
        return section
    elif len(rows) < 2 or len(rows[-1]) < width or columns[0] == 0:
        return False
    for column, chunk in zip(columns, chunks):
        rows[-1][column] = _joined(rows[-1][column], chunk.text)
    return True


def _column(left: float, lefts: Sequence[float], tolerance: float) -> int:
    return max((column for column, start in enumerate(lefts) if start <= left + tolerance), default=0)


def _joined(above: str, below: str) -> str:
    if not above:
        return below
    return above + (" " if are_two_names(above, below) else blank_between(above, below)) + below
