"""Cells of a table, read from any format -> rows of cells joined by TAB, as ``tables.py`` takes them."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_SPAN = 100  # columns or rows that one cell may claim
MAX_DEPTH = 30  # tables within tables


@dataclass(slots=True)
class Cell:
    lines: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)  # of the line being read
    columns: int = 1
    rows: int = 1

    def end_line(self) -> None:
        line = " ".join("".join(self.text).split())
        self.text = []
        if line:
            self.lines.append(line)

    def joined(self) -> str:
        self.end_line()
        return " ".join(self.lines).replace("\t", " ")


def table_lines(rows: list[list[Cell]], holds_tables: bool = False) -> list[str]:
    """Return a table's lines: one a row; the cells' own lines where the table only lays out the page.

    [["序号", "任务"], ["1", "甲"]] -> "序号\\t任务", "1\\t甲"; [["甲"]] -> "甲".
    """
    rows = [row for row in rows if row]
    if not holds_tables and len(rows) >= 2 and max(map(len, rows)) >= 2:
        return row_lines(rows)
    cells = [cell for row in rows for cell in row]
    for cell in cells:
        cell.end_line()
    return [line for cell in cells for line in cell.lines]


def row_lines(rows: list[list[Cell]]) -> list[str]:
    """Write rows, one line each; a cell merged over several rows stands in each of them."""
    written = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text
    for row in rows:
        texts: list[str] = []
        waiting = iter(row)
        cell = next(waiting, None)
        while cell or len(texts) in hanging:
            column = len(texts)
            if column in hanging:
                left, text = hanging.pop(column)
                texts.append(text)
                if left > 1:
                    hanging[column] = (left - 1, text)
                continue
            text = cell.joined()
            for extra in range(cell.columns):
                if cell.rows > 1:
                    hanging[column + extra] = (cell.rows - 1, text if extra == 0 else "")
                texts.append(text if extra == 0 else "")
            cell = next(waiting, None)
        written.append(texts[0] if len(row) == 1 and not any(texts[1:]) else "\t".join(texts))
    return [line for line in written if line.strip()]
