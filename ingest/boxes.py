"""Tables drawn with box characters -> rows of cells joined by TAB, wrapped cells made whole."""

from __future__ import annotations

import re

VERTICAL = "│┃║┆┇┊┋|｜"
HORIZONTAL = "─━═┄┅┈┉-=—"
JOINTS = "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫+"
# "├────┼────┤", "+----+----+" / "│ 1 │ 实施 │", "- 1. 实施"
BORDER = re.compile(rf"[{re.escape(JOINTS + HORIZONTAL + VERTICAL)}\s]{{3,}}")
# "│ 甲 ├────┤": a rule under some cells only
PART_BORDER = re.compile(rf"[{re.escape(JOINTS)}{re.escape(VERTICAL)}][^\n]*[{re.escape(JOINTS)}][─━═-]{{2,}}")
# "├────┤      ├────┤": a rule with a gap, where a merged cell goes on / "│ 甲 │    │"
GAP = re.compile(r"[┤┨┥┫╡╢╣+│┃]\s{2,}[├┠┝┣╞╟╠+│┃]")
CELL_MARK = re.compile(rf"[{re.escape(VERTICAL + JOINTS.replace('+', ''))}]")
MAX_COLUMNS = 40


def redraw_boxes(source: str) -> str:
    """Rewrite each drawn table as one line a row; text without one comes back as it is.

    "│ 1 │ 实施危 │ 市住 │" over "│   │ 房改造 │ 建局 │" -> "1\\t实施危房改造\\t市住建局".
    """
    if not re.search(rf"[{JOINTS.replace('+', '')}]|\+[-=]{{3}}", source):
        return source
    written: list[str] = []
    block: list[str] = []
    for line in [*source.split("\n"), ""]:
        stripped = line.strip()
        drawn = bool(stripped) and (_is_border(stripped) or (bool(block) and _is_content(stripped)))
        if drawn:
            block.append(stripped)
        else:
            written += _redraw(block)
            block = []
            written.append(line)
    return "\n".join(written[:-1])


def _is_border(line: str) -> bool:
    return line[0] in JOINTS + "│┃║|" and any(c in JOINTS for c in line) and bool(BORDER.fullmatch(line) or PART_BORDER.match(line))


def _is_content(line: str) -> bool:
    return line[0] in VERTICAL and line[-1] in VERTICAL and len(line) > 1


def _redraw(block: list[str]) -> list[str]:
    if sum(map(_is_content, block)) < 2:
        return block
    rows: list[str] = []
    lines: list[list[str]] = []
    linked: list[list[list[str]]] = []  # rows that a merged cell ties together
    for line in [*block, None]:
        if line is None or (BORDER.fullmatch(line) and not _has_gap(line)):
            rows += _close(linked, lines)
            linked, lines = [], []
        elif _is_border(line):
            cells = _cells(line)
            merged = [not set(cell) & set("─━═") and "--" not in cell for cell in cells]
            lines.append([cell if keep else "" for cell, keep in zip(cells, merged)])
            linked.append(lines)
            lines = []
        else:
            lines.append(_cells(line))
    return rows


def _has_gap(line: str) -> bool:
    """Tell whether a rule leaves a cell open, at an end ("│    ├────┤") or between two others."""
    return bool(PART_BORDER.match(line) or GAP.search(line)) and any(c.isspace() for c in line)


def _cells(line: str) -> list[str]:
    marks = CELL_MARK if not line.startswith("+") else re.compile(r"[+|]")
    return [cell.strip() for cell in marks.split(line[1:-1])][:MAX_COLUMNS]


def _close(linked: list[list[list[str]]], lines: list[list[str]]) -> list[str]:
    """Write the rows gathered between two full rules."""
    groups = [group for group in [*linked, lines] if group]
    if not groups:
        return []
    if len(groups) == 1:
        return ["\t".join(_join(row)) for row in _split_at_numbers(groups[0])]
    width = max(len(line) for group in groups for line in group)
    joined = [_join(group) for group in groups]
    for column in range(width):
        # the cell is merged over all the rows if no rule was drawn under it; its text may stand in any of them
        if column == 0 or all(len(row) <= column or not row[column] for row in joined[1:]):
            text = "".join(row[column] for row in joined if column < len(row))
            numbers = [row[column] for row in joined if column < len(row) and row[column]]
            if len(numbers) <= 1:
                joined = [[*row[:column], text, *row[column + 1 :]] for row in joined]
    return ["\t".join(row) for row in joined]


def _split_at_numbers(lines: list[list[str]]) -> list[list[list[str]]]:
    """Cut lines without rules between their rows where a new number stands in the first cell."""
    starts = [place for place, line in enumerate(lines) if re.fullmatch(r"\d{1,4}[.、．]?", line[0])]
    if len(starts) < 2:
        return [lines]
    starts[0] = 0
    return [lines[begin:end] for begin, end in zip(starts, [*starts[1:], len(lines)])]


def _join(lines: list[list[str]]) -> list[str]:
    """Join the lines of one row, cell by cell; Latin words keep a blank between them."""
    cells = [""] * max(map(len, lines))
    for line in lines:
        for column, piece in enumerate(line):
            blank = (
                " " if cells[column][-1:].isascii() and cells[column][-1:].isalpha() and piece[:1].isascii() and piece[:1].isalpha() else ""
            )
            cells[column] += blank + piece
    return cells
