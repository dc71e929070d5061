"""Tables set in columns by blanks or by place alone, without rules -> rows of cells, wrapped cells made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grids import are_two_names, blank_between
from ingest.lines import is_furniture
from ingest.tables import is_head, is_section_text

# Where a cell ends and the next one begins: two blanks or more / one blank, which may stand within a cell
_CELL = re.compile(r"[^ \u3000\xa0\t](?:[^ \u3000\xa0\t]|[ \u3000\xa0](?![ \u3000\xa0]))*")
_NUMBER = re.compile(r"\d{1,3}[.、．]?")  # "1", "12." / "2024", "一、"
MOST_ABOVE = 3  # lines of a running head above a table that goes on
TOLERANCE = 1.0  # columns of the width of half a character


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text that stands by itself in a line, from ``left`` to ``right``."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Before:
    """A table at the end of the page before: where its columns begin, and the number of its last row."""

    lefts: tuple[float, ...]
    number: int


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


def find_aligned(lines: Sequence[Sequence[Chunk]], tolerance: float, before: Before | None = None) -> list[AlignedTable]:
    """Return the tables whose head names units responsible, in order; lines are given from top to bottom, empty ones too.

    Args:
        before: the table at the end of the page before, which the first lines may go on with.
    """
    found = [table for table in [before and _read_on(lines, before, tolerance)] if table]
    place = found[0].last if found else 0
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
    rows = [[chunk.text for chunk in head]]
    numbered = is_number_column(lines, first)
    last, lefts = _read_rows(lines, first + 1, rows, [chunk.left for chunk in head], numbered, tolerance)
    whole = any(len(row) == len(head) and all(row) for row in rows[1:])
    return AlignedTable(first, last, tuple(lefts), rows) if whole else None


def _read_on(lines: Sequence[Sequence[Chunk]], before: Before, tolerance: float) -> AlignedTable | None:
    """Return the rows that go on with a table, below a running head: its next number, perhaps after the rest of a torn row."""
    width = len(before.lefts)
    for first in range(min(MOST_ABOVE, len(lines))):
        rows: list[list[str]] = [[""] * width, [""] * width]  # a torn row's rest comes into the second
        last, lefts = _read_rows(lines, first, rows, list(before.lefts), True, tolerance)
        rows = [row for row in rows if any(row)]
        numbers = [row[0].rstrip(".、．") for row in rows if len(row) == width and row[0]]
        if numbers and numbers[0] == str(before.number + 1):
            return AlignedTable(first, last, tuple(lefts), rows)
    return None


def _read_rows(
    lines: Sequence[Sequence[Chunk]], first: int, rows: list[list[str]], lefts: list[float], numbered: bool, tolerance: float
) -> tuple[int, list[float]]:
    """Read lines into ``rows`` while they belong to a table; return the line after it and where its columns begin."""
    last = first
    for place in range(first, len(lines)):
        chunks = lines[place]
        if len(chunks) == len(lefts):
            lefts = [min(left, chunk.left) for left, chunk in zip(lefts, chunks)]
        if chunks and not _take(rows, chunks, lefts, numbered, tolerance, ahead=lines[place + 1 : place + 4]):
            break
        last = place + 1 if chunks else last
    return last, lefts


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
    if len(chunks) > width or len(set(columns)) < len(chunks) or is_furniture("".join(chunk.text for chunk in chunks)):
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
