"""Tables on a page whose columns are told by place alone, no line drawn -> tables of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ingest.aligned import Before, Chunk, find_aligned
from ingest.cells import Cell
from ingest.glyphs import Glyph, baselines, make_line
from ingest.grids import Grid

GAP = 1.0  # of the size: the least room between two cells
TOLERANCE = 0.6  # of the size: what a cell may begin before its column does


def take_unruled(glyphs: Sequence[Glyph], before: Grid | None = None) -> tuple[list[Grid], list[Glyph]]:
    """Return the tables whose head names units responsible, from top to bottom, and the characters outside of them.

    Args:
        before: the last such table of the page before, which may go on.
    """
    lines = baselines(glyphs)
    chunks = [list(_chunks(line)) for line in lines]
    size = max((line[0].size for line in lines), default=0.0)
    tables = find_aligned(chunks, TOLERANCE * size, _last_row(before) if before else None)
    grids = [
        Grid(lines[table.first][0].top, table.lefts, [[Cell(lines=[text] if text else []) for text in row] for row in table.rows])
        for table in tables
    ]
    taken = {place for table in tables for place in range(table.first, table.last)}
    return grids, list(chain.from_iterable(line for place, line in enumerate(lines) if place not in taken))


def _last_row(grid: Grid) -> Before | None:
    """Return what tells the rows of a table that goes on: its columns and its last number; None without numbers."""
    number = next((cell.lines[0] for cell, *_ in reversed(grid.rows) if cell.lines), "").rstrip(".、．")
    return Before(grid.columns, int(number)) if number.isdecimal() else None


def _chunks(line: list[Glyph]) -> Iterator[Chunk]:
    """Cut the characters of a line where room is left between two."""
    inked = [glyph for glyph in line if glyph.text.strip()]
    cuts = [place for place, (left, right) in enumerate(pairwise(inked), 1) if right.x0 - left.x1 > GAP * max(left.size, right.size)]
    for begin, end in pairwise([0, *cuts, len(inked)]):
        written = make_line(inked[begin:end])
        if written:
            yield Chunk(written.text, written.x0, written.x1)
