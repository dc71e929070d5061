"""The numbers and the order that a question asks for, and what they leave of its units: 牵头最多的, 三家以上的, 编号最小的."""

from __future__ import annotations

import re

from answer import cues
from answer.asked import units_compared, units_wanted
from answer.masked import Masked
from answer.numbers import as_many_as, more_than_half, read_sizes
from answer.positions import read_ends
from answer.query import Part, Query, Size, UnitCondition
from answer.ranks import ONLY_COUNTED, compared, compared_tasks, in_order, read_rank, settle
from answer.reader import Reading
from answer.select import Tally
from answer.stretches import read_stretch
from schema import Notice


def with_numbers(query: Query, masked: Masked, reading: Reading, notice: Notice, tally: Tally, of_documents: Size | None) -> Query:
    """Return a query with its conditions on numbers, its order, its places, and which units it wants.

    Args:
        tally: tasks of each unit of the notice.
        of_documents: the condition on how many documents a task wants drawn up, where there is one.
    """
    query = query.but(sizes=_sizes(query, masked, reading, notice, of_documents))
    query = _with_order(query, masked, reading, tally)
    if query.conditions and not query.clauses and reading.choose("follow") != "pick" and (ends := read_ends(masked.text)):
        query = query.but(ends=ends, rank=None)  # 编号最小的 orders nothing by units
    compare, clauses = units_compared(masked, reading, query.clauses)
    placed = bool(query.topic or clauses) or any(size.of != "tasks" for size in query.sizes)
    return query.but(compare=compare, clauses=clauses, wanted=units_wanted(masked, reading, placed=placed))


# "没指定牵头部门的", "没标“牵头”的"; not 一项都没牵头的
WITHOUT_LEAD = re.compile(
    '(?:没(?:有)?|未|无|不)(?:明确|指定|写明?|列明?|标明?|注明|说明|点明|设|定|安排)(?:出|过)?[“"]?(?:谁|哪家)?(?:来|是)?(?:牵头|领头|挑头)'
)


def _sizes(query: Query, masked: Masked, reading: Reading, notice: Notice, of_documents: Size | None) -> tuple[Size, ...]:
    half = more_than_half(masked, len(notice.tasks))
    if half and query.conditions and not (query.clauses or query.topic):
        return (half,)
    if of_documents:
        return (of_documents,)
    if WITHOUT_LEAD.search(masked.text) and not (query.conditions or query.topic or query.clauses) and asks_of_tasks(masked.text):
        return (Size("units", Part.LEADS, 0, 0),)
    of_other_numbers = query.exactly_one or query.limit or query.areas  # 没写期限的, 只在8个试验区域推的
    return () if of_other_numbers else read_sizes(masked, reading, named=len(query.conditions))


def _with_order(query: Query, masked: Masked, reading: Reading, tally: Tally) -> Query:
    """Return a query with the order that is asked for, and what it leaves of the numbers, the units and those left out."""
    if alike := as_many_as(masked, tally):
        return query.but(sizes=(alike,), conditions=(), left_out=(*query.left_out, *masked.units[0].units))
    if in_a_row := None if masked.units else read_stretch(masked.text):
        return query.but(rank=in_a_row, sizes=(), topic="", core="", clauses=(), missing=())
    clauses = query.clauses
    placed = len(clauses) == 1 and not (query.conditions or query.yes_no)  # of one task alone there is no order
    rank = None if placed else read_rank(masked, reading, among=len(clauses))
    of_units = None if clauses or query.topic else in_order(masked) or compared(masked)
    rank = compared_tasks(masked, clauses) or of_units or rank
    if of_units and len(query.conditions) < len(masked.units) and all(mention.units for mention in masked.units):
        query = query.but(conditions=tuple(UnitCondition(m.units, of_units.by, m.said) for m in masked.units), left_out=())
    ordered = any(cues.has(name, masked.text) for name in ("most", "least")) and RANKED.search(masked.text)
    if not rank or (query.topic and rank.of == "units" and not (query.conditions or ordered or of_units)):
        return query  # 世界杯谁拿过最多冠军; 每户还得有个干部盯着，这套谁牵头排的
    rank, conditions, left_out = settle(rank, masked, query.conditions, query.left_out, claimed=query.yes_no)
    sizes = () if ONLY_COUNTED.search(masked.text) else query.sizes  # 不算牵头 is of the order
    return query.but(rank=rank, sizes=sizes, conditions=conditions, left_out=left_out)


def asks_of_tasks(text: str) -> bool:
    """Tell whether it is asked which tasks, or how many: 哪几条, 有没有哪项, 总共多少项."""
    return cues.has("which_tasks", text) or re.search("(?:几|多少)[项条行个]", text) is not None


# What units are ordered by, or that they are units
RANKED = re.compile("任务|单位|部门|机构|[牵领挑]头|参[加与]|配合|责任|承担|负责|[项条活事摊忙干管局委办家次]|担子|名下|露面|出现")
