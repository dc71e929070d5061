"""Tables that go on on the next page -> one table: the repeated head dropped, a row that the page break tore made whole."""

from __future__ import annotations

from itertools import takewhile

from ingest.cells import Cell
from ingest.grids import Grid, are_two_names, blank_between

ENDS = "。；;！!"


def mend_grids(grids: list[Grid]) -> None:
    """Mend tables that follow one another with nothing between them, in place; one that was only a torn row is left empty."""
    for place in range(1, len(grids)):
        before, after = grids[place - 1], grids[place]
        del after.rows[: _head_rows(grids[0], after)]
        if before.rows and _is_torn(before.rows[-1], after.rows[0]):
            _join(before.rows[-1], after.rows.pop(0))


def _head_rows(first: Grid, later: Grid) -> int:
    """Return how many of the first table's rows a later part begins with again: its head, of one row or two."""
    again = takewhile(lambda pair: _texts(pair[0]) == _texts(pair[1]), zip(first.rows, later.rows[:-1]))
    return sum(1 for _ in again)


def _texts(row: list[Cell]) -> list[str]:
    return [" ".join(cell.lines) for cell in row]


def _is_torn(above: list[Cell], below: list[Cell]) -> bool:
    """Tell whether two rows are one: the second has no number, and the longest cell had not come to its end."""
    if len(above) != len(below) or any(cell.columns > 1 for cell in (*above, *below)):
        return False
    upper, lower = _texts(above), _texts(below)
    if lower[0] or not upper[0] or not any(lower):
        return False
    longest = max(range(len(upper)), key=lambda column: len(upper[column]))
    return not lower[longest] or not upper[longest].endswith(tuple(ENDS))


def _join(above: list[Cell], below: list[Cell]) -> None:
    for upper, lower in zip(above, below):
        if upper.lines and lower.lines and not (upper.lines[-1][-1] in ENDS or are_two_names(upper.lines[-1], lower.lines[0])):
            last, first = upper.lines.pop(), lower.lines.pop(0)
            upper.lines.append(last + blank_between(last, first) + first)
        upper.lines += lower.lines
