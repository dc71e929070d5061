"""Hypothesis strategies: tables of tasks, drawn as box, Markdown, TAB and HTML, with what must be read from them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from schema import Role
from tests.ingest.notice_factory import SENTENCES, STATED_DEADLINES, TITLES, UNITS, Task, Unit, name_list

NUMBER_HEADS = ("序号", "编号")
TASK_HEADS = ("工作任务", "重点任务", "主要内容", "改革举措")
LEAD_HEADS = ("牵头单位", "牵头部门", "主办单位", "牵头处室", "主责科室")
OTHER_HEADS = ("责任单位", "配合单位", "参加部门", "协办处室", "协同部门")
GROUP_HEADS = ("类别", "工作领域", "项目")
GROUPS = ("供热保障", "养老服务", "道路交通")
TIME_HEADS = ("完成时限", "完成时间", "时限")


@dataclass
class TableSample:
    head: list[str]
    rows: list[list[str] | str]  # a string: a row that only names what follows
    tasks: list[Task]
    grouped: bool = False  # what rows are filed under stands before the task

    @property
    def text_column(self) -> int:
        return 2 if self.grouped else 1

    @property
    def shared_columns(self) -> list[int]:
        """Columns whose cells may go over several rows: all but the number and the task."""
        return [column for column in range(1, len(self.head)) if column != self.text_column]


@st.composite
def tables(draw) -> TableSample:
    """Draw a table with a lead column, or one column for all units; with sections, groups and numbers that start anew now and then."""
    form = draw(st.sampled_from(["lead", "one", "marked"]))
    with_time = draw(st.booleans())
    anew = draw(st.booleans())  # numbers start anew in each section
    count = draw(st.integers(1, 4))
    grouped = count > 1 and draw(st.booleans())
    head = [draw(st.sampled_from(NUMBER_HEADS))]
    head += [draw(st.sampled_from(GROUP_HEADS))] if grouped else []
    head += [draw(st.sampled_from(TASK_HEADS))]
    head += [draw(st.sampled_from(LEAD_HEADS))] if form == "lead" else []
    head += [draw(st.sampled_from(OTHER_HEADS if form == "lead" else OTHER_HEADS[:1]))]
    head += [draw(st.sampled_from(TIME_HEADS))] if with_time else []
    rows: list[list[str] | str] = []
    tasks = []
    number = 0
    for place in range(count):
        if draw(st.integers(0, 3)) == 0:
            rows.append(f"{'一二三四五六'[sum(isinstance(row, str) for row in rows)]}、{draw(st.sampled_from(TITLES))}（共2项）")
            number = 0 if anew else number
        number += 1
        text = "。".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True))) + "。"
        cells = [str(number)]
        cells += [GROUPS[0] if place < 2 else draw(st.sampled_from(GROUPS))] if grouped else []
        if not rows or isinstance(rows[-1], str) or draw(st.integers(0, 2)):  # else the same as the row above, as merged cells say it
            written, units = draw(_unit_cells(form))
            deadlines = [draw(st.sampled_from(STATED_DEADLINES))] if with_time else []
        rows.append([*cells, text, *written, *deadlines])
        tasks.append(Task(str(number), units, "", deadlines))
    return TableSample(head, rows, tasks, grouped)


@st.composite
def _unit_cells(draw, form: str) -> tuple[list[str], list[Unit]]:
    """Return the cells that name units, and the units: A | B、C; A、B、C; 牵头：A；配合：B、C."""
    others, written = draw(name_list())
    if form == "one":
        sole = len(others) == 1
        return [written], [Unit(name, Role.LEAD if sole else Role.RESPONSIBLE) for name in others]
    lead = draw(st.sampled_from([unit for unit in UNITS if unit not in others]))
    cells = [lead, written] if form == "lead" else [f"牵头：{lead}；配合：{written}"]
    return cells, [Unit(lead, Role.LEAD), *(Unit(name, Role.PARTICIPANT) for name in others)]


def merges(rows: list[list[str] | str], columns: list[int]) -> dict[tuple[int, int], int]:
    """Return (row, column) -> over how many rows its cell goes, 0 for one that belongs to the cell above: neighbours that are equal.

    Only rows between two sections are merged.
    """
    over: dict[tuple[int, int], int] = {}
    for column in columns:
        first = 0
        for place, row in enumerate(rows):
            above = rows[place - 1] if place else ""
            if isinstance(row, str) or isinstance(above, str) or row[column] != above[column]:
                first = place
            over[place, column] = 0
            over[first, column] = place - first + 1
    return over


def width_of(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def as_box(sample: TableSample, width: int, rules: bool) -> str:
    """Draw with box characters, cells wrapped to ``width`` columns; without ``rules`` no line between rows."""
    widths = [6, *[width] * (len(sample.head) - 1)]
    border = "┼".join("─" * (w // 2) for w in widths)
    lines = ["┌" + border.replace("┼", "┬") + "┐", *_box_lines(sample.head, widths)]
    before_section = True
    for row in sample.rows:
        if isinstance(row, str):
            lines += ["├" + border.replace("┼", "┴") + "┤", *_box_lines([row], [sum(widths) + 2 * len(widths) - 2])]
            lines.append("├" + border.replace("┼", "┬") + "┤")
        else:
            lines += ["├" + border + "┤"] if (rules or before_section) and not lines[-1].startswith("├") else []
            lines += _box_lines(row, widths)
        before_section = isinstance(row, str)
    return "\n".join([*lines, "└" + border.replace("┼", "┴") + "┘"])


def as_blanks(sample: TableSample, width: int) -> str:
    """Set in columns with blanks, cells wrapped to ``width`` columns of half a character."""
    widths = [6, *[width] * (len(sample.head) - 1)]
    lines = []
    for row in [sample.head, *sample.rows]:
        if isinstance(row, str):
            lines.append(row)
            continue
        drawn = _box_lines(row, widths)
        lines += [line.strip("│").replace("│", "  ").rstrip() for line in drawn]
    return "\n".join(lines)


def _box_lines(cells: list[str], widths: list[int]) -> list[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths)]
    height = max(map(len, wrapped))
    lines = []
    for place in range(height):
        pieces = [cell[place] if place < len(cell) else "" for cell in wrapped]
        lines.append("│" + "│".join(piece + " " * (w - width_of(piece)) for piece, w in zip(pieces, widths)) + "│")
    return lines


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for character in text:
        if width_of(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def as_markdown(sample: TableSample) -> str:
    lines = ["| " + " | ".join(sample.head) + " |", "|" + "---|" * len(sample.head)]
    for row in sample.rows:
        cells = [f"**{row}**"] + [""] * (len(sample.head) - 1) if isinstance(row, str) else row
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def as_tabs(sample: TableSample, wrap_task: bool) -> str:
    lines = ["\t".join(sample.head)]
    for row in sample.rows:
        if isinstance(row, str):
            lines.append(row)
        else:
            column = sample.text_column
            text = row[column][:8] + "\n" + row[column][8:] if wrap_task else row[column]
            lines.append("\t".join([*row[:column], text, *row[column + 1 :]]))
    return "\n".join(lines)


def as_html(sample: TableSample, merge_sections: bool, merge_cells: bool = False) -> str:
    over = merges(sample.rows, sample.shared_columns) if merge_cells else {}
    rows = ["<tr>" + "".join(f"<th><p>{head}</p></th>" for head in sample.head) + "</tr>"]
    for place, row in enumerate(sample.rows):
        if isinstance(row, str):
            cells = f"<td colspan='{len(sample.head)}'><b>{row}</b></td>" if merge_sections else f"<td>{row}</td>"
        else:
            heights = [over.get((place, column), 1) for column in range(len(row))]
            cells = "".join(
                f"<td rowspan='{height}'><p>{cell[:5]}<span>{cell[5:]}</span></p></td>" for cell, height in zip(row, heights) if height
            )
        rows.append(f"<tr>{cells}</tr>")
    return "<html><body><p>关于印发任务分工表的通知</p><table>" + "\n".join(rows) + "</table><p>备注：请认真落实。</p></body></html>"
