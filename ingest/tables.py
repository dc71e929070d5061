"""Tables in running text (cells joined by TAB, Markdown) -> rows of cells with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from ingest.closing import ANNEX_LINE
from ingest.labels import BODY, label_at, names_people
from ingest.lines import BLANKS, MARKERS, read_line
from ingest.unit_lists import is_certain_list
from schema import Role

Span = tuple[int, int]
MAX_SECTION = 60  # characters of a row that only names what follows
_RAW_LINE = re.compile(r"[^\n\f]+")
_BLANK_LINE = re.compile(r"\n[ \t\u3000]{0,8}\n")  # ends a Markdown table without bars at the edges: "\n\n" / "\n- "
_RULE_ROW = re.compile(r"[\s|:+=\-—─]{3,}")  # "|---|:--:|" / "| a |"
# "序号", "编号", "任务编号", "建议号" / "文号"
_NUMBER_HEAD = re.compile(r"(?:序|编|案|(?:任务|项目|问题|建议|提案|议案)编?)号|NO\.?", re.IGNORECASE)
# "完成时限", "整改时限", "时间进度", "完成时间和要求" / "时间安排表", "开工时间"
_TIME_HEAD = re.compile(
    r"(?:(?:计划|预计|拟|要求|任务|工作|整改|序时)?(?:完成|办[结复理]|答复|报送|反馈|实施|整改|推进|销号|落实|进度|时间)?)"
    r"(?:时限|期限|时间|时间节点|时序|进度|节点|进度安排|时间进度|日期)(?:要求|安排|及要求|和要求)?"
)
# blanks, stars, line ends and a remark in brackets: "责任单位（列首位的为牵头单位）" is 责任单位
_HEAD_NOISE = re.compile(r"[\s*]|<br\s?/?>|(?<!^)[（(](?!责任人|负责人).*$")
_DUTIES_HEAD = re.compile(r"(?:部门|职责)分工|负责")  # units and what each does / "职责分工表"
_JOINED_HEAD = re.compile(r"(?:[及和、/]|(?<!参)与).*")  # "责任部门及分工" is 责任部门
_COUNT = re.compile(r"[（(]共?\d{1,3}[项件条个]?[）)]$")  # "市教育局（共2项）" / "各县（市、区）"
# "单位", "成员单位", "部门名称" beside a column of duties / "牵头单位"
_HOLDER_HEAD = re.compile(rf"(?:成员|责任)?{BODY}(?:名称)?")
# "工作职责", "职责分工", "主要任务" / "任务目标"
_DUTY_HEAD = re.compile(r"(?:工作|主要|具体|部门|岗位)?(?:职责|职能|任务|分工|责任)(?:任务|分工|内容)?")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``role`` is what its head makes of the units in it."""

    kind: Literal["number", "units", "deadline", "text", "group"]  # a group: what several rows that follow one another belong to
    head: str
    role: Role | None = None
    people: bool = False  # a person stands beside each unit: 责任单位及责任人


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a span for each cell, empty cells as empty spans."""

    start: int
    end: int
    cells: tuple[Span, ...]
    section: bool = False  # a row that only names what follows


@dataclass(slots=True)
class Table:
    start: int
    end: int
    columns: tuple[Column, ...]
    head: Row
    rows: list[Row] = field(default_factory=list)
    unframed: bool = False  # Markdown without bars at the edges: 序号 | 任务 | 牵头单位


def find_tables(source: str) -> list[Table]:
    """Return the tables whose head names units responsible, or that are cut in sections by unit, in order."""
    if "\t" not in source and "|" not in source:
        return []
    lines = [match.span() for match in _RAW_LINE.finditer(source)]
    tables: list[Table] = []
    place = 0
    while place < len(lines):
        unframed = _is_unframed(source, lines, place)
        cells = _cells(source, *lines[place], unframed)
        columns = read_head(source, cells) or _head_over_units(source, lines, place)
        if columns is None:
            place += 1
            continue
        head = Row(*_trim(source, *lines[place]), tuple(cells))
        place, head, columns = _read_second_head(source, lines, place + 1, head, columns)
        table = Table(head.start, head.end, columns, head, unframed=unframed)
        place = _read_rows(source, lines, place, table)
        if not any(_is_filled(row, columns) for row in table.rows):
            table.rows = [replace(row, section=True) for row in table.rows]  # a form to be filled in
        table.columns = _with_groups(source, table)
        tables.append(table)
    return tables


def _is_filled(row: Row, columns: tuple[Column, ...]) -> bool:
    """Tell whether a row says more than its number, or may name what follows."""
    return row.section or any(begin < end for (begin, end), column in zip(row.cells, columns) if column.kind != "number")


def _with_groups(source: str, table: Table) -> tuple[Column, ...]:
    """Return the columns, as groups those before the tasks that hold one text for several rows: 供热 | 改造管网 over 供热 | 排查设施."""
    rows = [row.cells for row in table.rows if not row.section and len(row.cells) == len(table.columns)]
    written = [[source[slice(*cells[place])] for cells in rows] for place in range(len(table.columns))]
    texts = [place for place, column in enumerate(table.columns) if column.kind == "text"]
    tasks = max(texts, key=lambda place: sum(map(len, written[place])), default=0)
    groups = {place for place in texts if place < tasks and any(above == below != "" for above, below in pairwise(written[place]))}
    return tuple(replace(column, kind="group") if place in groups else column for place, column in enumerate(table.columns))


def _head_over_units(source: str, lines: list[Span], place: int) -> tuple[Column, ...] | None:
    """Return the columns of a head 序号 | 任务 | 时限 below which a section names a unit: 一、市教育局（2项）."""
    cells = _cells(source, *lines[place])
    heads = [_HEAD_NOISE.sub("", source[begin:end]) for begin, end in cells]
    if not 2 <= len(cells) <= 20 or not any(map(_DUTY_HEAD.fullmatch, heads)):
        return None
    below = next((span for span in lines[place + 1 : place + 4] if not _RULE_ROW.fullmatch(source, *span)), None)
    filled = [cell for cell in (_cells(source, *below) or [_trim(source, *below)]) if cell[0] < cell[1]] if below else []
    line = read_line(source, *filled[0]) if len(filled) == 1 else None
    return tuple(map(_column, heads)) if line and line.marker and is_certain_list(_COUNT.sub("", line.words)) else None


def read_head(source: str, cells: list[Span]) -> tuple[Column, ...] | None:
    """Return the columns that a head row names, or None if it names no units: 序号 | 任务 | 牵头单位."""
    if not 2 <= len(cells) <= 20:
        return None
    return _read_columns([source[begin:end] for begin, end in cells])


def is_head(cells: list[str]) -> bool:
    """Tell whether cells are the head of a table that names units responsible."""
    return 2 <= len(cells) <= 20 and _read_columns(cells) is not None


def _read_columns(cells: list[str]) -> tuple[Column, ...] | None:
    heads = [_HEAD_NOISE.sub("", cell) for cell in cells]
    if any(len(head) > 20 for head in heads):
        return None
    columns = tuple(_column(head) for head in heads)
    if any(_DUTY_HEAD.fullmatch(head) for head in heads):
        columns = tuple(Column("units", c.head, Role.RESPONSIBLE) if _HOLDER_HEAD.fullmatch(c.head) else c for c in columns)
    return columns if any(column.kind == "units" for column in columns) else None


def _read_second_head(
    source: str, lines: list[Span], place: int, head: Row, columns: tuple[Column, ...]
) -> tuple[int, Row, tuple[Column, ...]]:
    """Read a head of two rows, 责任部门 over 牵头部门 | 配合部门; return the line after it, the head and its columns."""
    after = place
    while after < len(lines) and _RULE_ROW.fullmatch(source, *lines[after]):
        after += 1
    cells = _cells(source, *lines[after]) if after < len(lines) else []
    second = read_head(source, cells) if len(cells) == len(columns) else None
    texts = [source[slice(*cell)] for cell in head.cells]
    if second is None or [source[slice(*cell)] for cell in cells] == texts:
        return place, head, columns
    joined = tuple(below if below.head else above for above, below in zip(columns, second))
    return after + 1, Row(head.start, _trim(source, *lines[after])[1], (*head.cells, *cells)), joined


def _column(head: str) -> Column:
    if _NUMBER_HEAD.fullmatch(head):
        return Column("number", head)
    if _TIME_HEAD.fullmatch(head):
        return Column("deadline", head)
    role = _head_role(head)
    return Column("units", head, role, names_people(head)) if role else Column("text", head)


def _head_role(head: str) -> Role | None:
    """Return the role that a head gives the units below it: "牵头单位" -> lead, "责任部门及分工" -> responsible, "牵头领导" -> None."""
    for words in (head, _JOINED_HEAD.sub("", head)):
        found = label_at(f"{words}：", 0)
        if found and found[2] > len(words):
            return found[0]
    return Role.RESPONSIBLE if _DUTIES_HEAD.fullmatch(head) else None


def _is_unframed(source: str, lines: list[Span], place: int) -> bool:
    """Tell whether a line is the head of a Markdown table without bars at the edges: a rule with bars stands below it."""
    below = source[slice(*lines[place + 1])] if place + 1 < len(lines) else ""
    return "|" in source[slice(*lines[place])] and "|" in below and "-" in below and bool(_RULE_ROW.fullmatch(below))


def _cells(source: str, start: int, end: int, unframed: bool = False) -> list[Span]:
    """Cut a line into cells: at bars if it begins or ends with one, or the table's lines need none there, else at TABs."""
    first, last = _trim(source, start, end)
    if source[first:last].count("|") >= 2 and (source[first] == "|" or source[last - 1] == "|"):
        first += source[first] == "|"
        last -= source[last - 1] == "|"
        return _cut(source, first, last, "|")
    if unframed and "|" in source[first:last]:
        return _cut(source, first, last, "|")
    return _cut(source, start, end, "\t") if "\t" in source[start:end] else []


def _cut(source: str, start: int, end: int, mark: str) -> list[Span]:
    cells = []
    for place in range(start, end):
        if source[place] == mark and source[place - 1] != "\\":
            cells.append(_trim(source, start, place))
            start = place + 1
    return [*cells, _trim(source, start, end)]


def _trim(source: str, start: int, end: int) -> Span:
    while start < end and source[start] in BLANKS:
        start += 1
    while end > start and source[end - 1] in BLANKS:
        end -= 1
    return start, end


def _read_rows(source: str, lines: list[Span], place: int, table: Table) -> int:
    """Read rows into ``table`` until its end; return the index of the line after it."""
    width = len(table.columns)
    head = [source[b:e] for b, e in table.head.cells[-width:]]
    while place < len(lines):
        start, end = lines[place]
        cells = _cells(source, start, end, table.unframed)
        if _RULE_ROW.fullmatch(source, start, end) or not source[start:end].strip():
            place += 1
            continue
        if table.unframed and _BLANK_LINE.search(source, table.end, start):
            break
        if ANNEX_LINE.fullmatch(source, *_trim(source, start, end)) or (cells and _is_other_head(source, cells, head)):
            break
        if cells and [source[b:e] for b, e in cells] == head:  # the head again, on a new page
            table.rows.append(Row(*_trim(source, start, end), tuple(cells), section=True))
        elif cells and not _continues(source, table, cells):
            table.rows.append(_as_row(source, start, end, cells[:width]))
        elif cells or (_is_short_row(table, width) and _row_ahead(source, lines, place, 4, table.unframed)):
            _continue_row(source, table, cells or [_trim(source, start, end)])
        elif _is_section(source, start, end) and _row_ahead(source, lines, place, 3, table.unframed):
            span = _trim(source, start, end)
            table.rows.append(Row(*span, (span,), section=True))
        else:
            break
        table.end = table.rows[-1].end
        place += 1
    return place


def _is_short_row(table: Table, width: int) -> bool:
    """Tell whether the last row lacks cells, so that a line without any may go on with it."""
    return bool(table.rows) and not table.rows[-1].section and len(table.rows[-1].cells) < width


def _is_other_head(source: str, cells: list[Span], head: list[str]) -> bool:
    return [source[b:e] for b, e in cells] != head and read_head(source, cells) is not None


def _as_row(source: str, start: int, end: int, cells: list[Span]) -> Row:
    filled = [cell for cell in cells if cell[0] < cell[1]]
    only = filled[0] if len(filled) == 1 else None
    section = only is not None and _is_section(source, *only) and (only == cells[0] or _numbered(source, only))
    return Row(*_trim(source, start, end), tuple(filled) if section else tuple(cells), section)


def _is_section(source: str, start: int, end: int) -> bool:
    return is_section_text(source[start:end])


def is_section_text(text: str) -> bool:
    """Tell whether a row's only text may name what follows: "一、基础支撑（共2项）" -> True; "1", "备注：…。" -> False."""
    text = text.strip()
    return 0 < len(text) <= MAX_SECTION and not text.isdecimal() and not text.endswith("。")


def _numbered(source: str, cell: Span) -> bool:
    return any(pattern.match(source, *cell) for name, pattern in MARKERS if name in ("chinese", "bracketed", "division", "chapter"))


def _row_ahead(source: str, lines: list[Span], place: int, reach: int, unframed: bool) -> bool:
    return any(_cells(source, *lines[ahead], unframed) for ahead in range(place + 1, min(place + 1 + reach, len(lines))))


def _continues(source: str, table: Table, cells: list[Span]) -> bool:
    """Tell whether a line goes on with a row whose cell was wrapped: the two together fill the columns."""
    if not table.rows or table.rows[-1].section:
        return False
    before = len(table.rows[-1].cells)
    return before < len(table.columns) and before + len(cells) - 1 <= len(table.columns) and not source[slice(*cells[0])].isdecimal()


def _continue_row(source: str, table: Table, cells: list[Span]) -> None:
    row = table.rows[-1]
    *before, last = row.cells
    first, *after = cells
    table.rows[-1] = Row(row.start, max(row.end, cells[-1][1]), (*before, (last[0], first[1]), *after))
