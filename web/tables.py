"""Lists of an answer that are read better as tables, which can be sorted: of tasks, of changes between versions, of ranks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from web.blocks import Block, Line, Piece

MIN_ROWS = 2
# " 加强就业服务（参加，牵头单位市人社局）", "（牵头单位各县（市、区）政府）" / "加强就业服务"
FINAL_REMARK = re.compile(r"(?P<words>.*?)（(?P<remark>(?:[^（）]|（[^（）]*）)*)）", re.S)
CHANGE = re.compile(r"(新增|不再有|改动) ")  # before a cite: "新增 " / "见"
REWORDED = re.compile(r"）(?P<words>.*?)——(?P<remark>.*)", re.S)  # "）加强就业服务——牵头单位改为市人社局" / "）加强就业服务"
FORMER = "（原 "  # between the cites of a task and of what it was
# Around the names: "牵头任务最多的是", "参加任务第 2 位的是" / "最多的是", and "，11 项。" / "，共 8 项："
RANK_BEGINS = re.compile(r"(?P<what>.+?)(?:最[多少]|第 (?P<place>\d+) 位)的是")
RANK_ENDS = re.compile(r"，(?P<number>\d+) [项个].{0,4}。")

Row = tuple[Line, ...]


def lists_as_tables(blocks: Sequence[Block], heads: Mapping[str, Sequence[str]]) -> tuple[Block, ...]:
    """Return the blocks with such lists as tables; any other block stays as it is.

    Args:
        heads: of the tables of ``tasks`` and ``changes``, and the first two of ``ranks``; the third tells what is counted.
    """
    tabled: list[Block] = []
    for what, group in groupby(blocks, key=_what_is_ranked):
        ranked = tuple(group)
        if what and len(ranked) >= MIN_ROWS:
            rows = [row for block in ranked for row in _rank_rows(block.rows[0][0])]
            tabled.append(_table((*heads["ranks"], what), rows))
        else:
            tabled += [_list_as_table(block, heads) for block in ranked]
    return tuple(tabled)


def _list_as_table(block: Block, heads: Mapping[str, Sequence[str]]) -> Block:
    if block.kind != "bullets" or len(block.rows) < MIN_ROWS:
        return block
    for name, read in (("tasks", _task_cells), ("changes", _change_cells)):
        rows = [read(row[0]) for row in block.rows]
        if None not in rows:
            return _table(heads[name], rows)
    return block


def _table(head: Sequence[str], rows: Sequence[Row]) -> Block:
    return Block("table", (tuple((Piece("text", title),) for title in head), *rows))


def _task_cells(line: Line) -> Row | None:
    """Part a line into its cite, its words and the remark in brackets at its end; None where it has another form.

    "[任务12] 实施教育扶贫工程（牵头）" -> 任务12 | 实施教育扶贫工程 | 牵头
    """
    if len(line) < 2 or line[0].kind != "cite" or line[-1].kind != "text":
        return None
    remark = FINAL_REMARK.fullmatch(line[-1].text)
    if not remark:
        return None
    first, *rest = (*line[1:-1], replace(line[-1], text=remark["words"]))
    return line[:1], (replace(first, text=first.text.lstrip()), *rest), (Piece("text", remark["remark"]),)


def _change_cells(line: Line) -> Row | None:
    """Part a line into the kind of change, the task, its words and how it changed; None where it has another form.

    "新增 [任务3] 推进试点（教育局）" -> 新增 | 任务3 | 推进试点 | 教育局
    "改动 [任务3]（原 [任务2]）推进试点——牵头单位改为教育局" -> 改动 | 任务3（原 任务2） | 推进试点 | 牵头单位改为教育局
    """
    kind = CHANGE.fullmatch(line[0].text) if line and line[0].kind == "text" else None
    if not kind:
        return None
    if len(line) < 5 or line[2].text != FORMER:
        cells = _task_cells(line[1:])
        return cells and ((Piece("text", kind[1]),), *cells)
    reworded = REWORDED.fullmatch(line[-1].text) if len(line) == 5 else None
    if not reworded:
        return None
    task = (*line[1:4], Piece("text", "）"))
    return (Piece("text", kind[1]),), task, (Piece("text", reworded["words"]),), (Piece("text", reworded["remark"]),)


def _what_is_ranked(block: Block) -> str:
    """Return what is counted where a paragraph says who has a place in an order: 牵头任务; "" for any other block."""
    line = block.rows[0][0]
    if block.kind != "paragraph" or len(line) < 3 or line[0].kind != "text" or line[-1].kind != "text":
        return ""
    begins = RANK_BEGINS.fullmatch(line[0].text)
    return begins["what"] if begins and RANK_ENDS.fullmatch(line[-1].text) else ""


def _rank_rows(line: Line) -> list[Row]:
    """牵头任务第 2 位的是**甲**、**乙**，6 项。 -> 2 | 甲 | 6, 2 | 乙 | 6"""
    place = RANK_BEGINS.fullmatch(line[0].text)["place"] or "1"
    number = RANK_ENDS.fullmatch(line[-1].text)["number"]
    return [((Piece("text", place),), (piece,), (Piece("text", number),)) for piece in line[1:-1] if piece.kind != "text"]
