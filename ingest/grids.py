"""Ruled lines and characters on a page -> tables of cells."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ingest.cells import Cell
from ingest.glyphs import Glyph, Rule, Sheet, TextLine, first_width, text_lines
from ingest.names import NAME_GAP, is_unit_name

TOLERANCE = 3.0  # points between lines that are meant to be one, or to meet
MAX_RULES = 6000  # on one page; more is a drawing
PADDING = 10.8  # points that Word leaves beside the text of a cell, both sides together
SLACK = 0.3  # of the size: what a line may be short of the room for what follows it, and yet be full


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page, or what of it stands on the page."""

    top: float
    columns: tuple[float, ...]  # where they begin
    rows: list[list[Cell]]

    def goes_on(self, other: Grid) -> bool:
        """Tell whether two grids have the same columns, as the parts of a table on two pages have."""
        same = len(self.columns) == len(other.columns)
        return same and all(abs(mine - theirs) <= 2 * TOLERANCE for mine, theirs in zip(self.columns, other.columns))


def take_grids(sheet: Sheet) -> tuple[list[Grid], list[Glyph]]:
    """Return a page's tables, from top to bottom, and the characters that stand outside of them."""
    grids: list[Grid] = []
    rest = sheet.glyphs
    for boxes in _tables(sheet.rules):
        columns, rows = _edges(box[0] for box in boxes), _edges(box[1] for box in boxes)
        if len(columns) < 2:
            continue  # a frame
        x0, top = columns[0], rows[0]
        x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        within = [glyph for glyph in rest if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and top <= glyph.middle <= bottom]
        taken = set(map(id, within))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        grids.append(Grid(top, tuple(columns), _cells(boxes, columns, rows, within)))
    return sorted(grids, key=lambda grid: (grid.top, grid.columns)), rest


Box = tuple[float, float, float, float]  # x0, top, x1, bottom


def _tables(rules: list[Rule]) -> list[list[Box]]:
    """Return the cells of each table that the rules draw."""
    if not 4 <= len(rules) <= MAX_RULES:
        return []
    from pdfplumber import table  # takes longer to load than a text file to read

    edges = table.merge_edges(
        [_edge(rule) for rule in rules],
        snap_x_tolerance=TOLERANCE,
        snap_y_tolerance=TOLERANCE,
        join_x_tolerance=TOLERANCE,
        join_y_tolerance=TOLERANCE,
    )
    edges = [edge for edge in edges if max(edge["width"], edge["height"]) >= TOLERANCE]
    crossings = table.edges_to_intersections(edges, x_tolerance=TOLERANCE, y_tolerance=TOLERANCE)
    return table.cells_to_tables(table.intersections_to_cells(crossings))


def _edge(rule: Rule) -> dict[str, float | str]:
    level = rule.x1 - rule.x0 >= rule.bottom - rule.top
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.top if level else rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if level else "v",
        "object_type": "line",
    }


def _edges(values) -> list[float]:
    """Return the places where columns or rows begin, ascending; places that are meant to be one, once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > TOLERANCE:
            kept.append(value)
    return kept


def _cells(boxes: list[Box], columns: list[float], rows: list[float], glyphs: list[Glyph]) -> list[list[Cell]]:
    """Return rows of cells, each with the characters that stand in it; what no cell covers is empty."""

    def place(edges: list[float], value: float) -> int:
        return max(0, bisect_right(edges, value + TOLERANCE) - 1)

    owners: dict[tuple[int, int], int] = {}  # (row, column) -> box
    spans: list[tuple[int, int, int, int]] = []
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        first_row, first_column = place(rows, top), place(columns, x0)
        last_row, last_column = place(rows, bottom - 2 * TOLERANCE), place(columns, x1 - 2 * TOLERANCE)
        spans.append((first_row, first_column, last_row, last_column))
        for row in range(first_row, last_row + 1):
            owners.update({(row, column): number for column in range(first_column, last_column + 1)})
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        spot = bisect_right(rows, glyph.middle) - 1, bisect_right(columns, (glyph.x0 + glyph.x1) / 2) - 1
        held.setdefault(owners.get(spot, -1), []).append(glyph)
    table: list[list[Cell]] = [[] for _ in rows]
    for row in range(len(rows)):
        for column in range(len(columns)):
            owner = owners.get((row, column), -1)
            if owner < 0:
                table[row].append(Cell())
            elif spans[owner][:2] == (row, column):
                first_row, first_column, last_row, last_column = spans[owner]
                lines = _cell_lines(text_lines(held.get(owner, [])), boxes[owner][2] - boxes[owner][0])
                table[row].append(Cell(lines=lines, columns=last_column - first_column + 1, rows=last_row - first_row + 1))
    return table


def _cell_lines(lines: list[TextLine], width: float) -> list[str]:
    """Join the lines of a cell that were wrapped because no further character fitted."""
    joined: list[str] = []
    before: TextLine | None = None
    for line in lines:
        full = before is not None and width - (before.x1 - before.x0) < PADDING + SLACK * before.size + first_width(line)
        if full and not are_two_names(before.text, line.text):
            joined[-1] += blank_between(joined[-1], line.text) + line.text
        else:
            joined.append(line.text)
        before = line
    return joined


def are_two_names(left: str, right: str) -> bool:
    """Tell whether a line ends with one unit's name and the next begins with another: 市教育局 / 市财政局."""
    gap = NAME_GAP.match(f"{left[-1]} {right[0]}")
    return bool(gap) and is_unit_name(left.rpartition("、")[2]) and is_unit_name(right.partition("、")[0])


def blank_between(left: str, right: str) -> str:
    """Return what stands between two wrapped lines: a blank between Latin words, nothing within a figure or Chinese."""
    latin = left[-1].isascii() and left[-1].isalnum() and right[0].isascii() and right[0].isalnum()
    return " " if latin and not (left[-1].isdigit() and right[0].isdigit()) else ""
