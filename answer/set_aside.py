"""Tasks that a question about a unit's tasks sets aside: 除了第17项，住建局还牵头哪几项."""

from __future__ import annotations

import re

from answer import cues
from answer.left_out import ASIDE
from answer.masked import Masked
from answer.parts import said_part
from answer.query import UnitCondition
from answer.reader import UNIT_MARK
from answer.references import NUMERAL, read_clauses
from schema import Notice

_TASK = rf"(?:第|任务)?{NUMERAL}(?:项|条|号)?(?:任务)?"
BESIDE = re.compile(rf"(?<!（){ASIDE}(?P<tasks>{_TASK}(?:[、和跟与及]{_TASK})*)(?:以外|之外|外|不算|不说|这[一两几]?[项条])*[，]?")
FURTHER = re.compile("还|别的|其他|其它|其余|另|剩")


def set_aside(masked: Masked, notice: Notice) -> tuple[tuple[UnitCondition, ...], tuple[str, ...]]:
    """Return the part that the one unit named must have, and the tasks set aside; nothing where none is, or where units are asked for."""
    match = BESIDE.search(masked.text)
    rest = masked.text[: match.start()] + masked.text[match.end() :] if match else ""
    if not match or rest.count(UNIT_MARK) != 1 or not masked.units[0].units or not FURTHER.search(rest) or cues.has("who", rest):
        return (), ()
    known, _ = read_clauses(match["tasks"], notice)
    unit = masked.units[0]
    return ((UnitCondition(unit.units, said_part(rest), unit.said),), tuple(known)) if known else ((), ())
