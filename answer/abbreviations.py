"""Short names that the notice's own units allow: 经信厅 for 省经济和信息化厅, 财审司 for 财务审计司, though no table has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from answer.organs import OrganNames

SHORTEST, LONGEST = 3, 8  # characters of a short name, its closing word 局 or 厅 among them
MOST_SKIPPED = 4  # characters of a name that are left out between two: 人(力资源和)社(会保)障
MOST_CUT = 6  # and before the last: 旅(游和)文(化广电体育)局
MOST_MEANT = 4  # units among which one can be asked back


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What stands in the question from ``begin`` to ``end`` and the units that it can be short for."""

    begin: int
    end: int
    units: tuple[str, ...]


def is_abbreviation(said: str, name: str) -> bool:
    """Tell whether ``said`` is ``name`` with characters left out: its first and last are there, and at least one between.

    经信厅, 经济和信息化厅 -> True; 工会, 工商业联合会 -> False
    """
    if len(said) < SHORTEST or len(said) >= len(name) or (said[0], said[-1]) != (name[0], name[-1]):
        return False
    at = 0
    for character in said[1:-1]:
        following = name.find(character, at + 1, len(name) - 1)
        if following < 0 or following - at > MOST_SKIPPED + 1:
            return False
        at = following
    return len(name) - 1 - at <= MOST_CUT + 1


def find_abbreviations(text: str, names: OrganNames) -> Iterator[Abbreviation]:
    """Yield the short names in ``text`` that no table has, overlapping nothing, the longest first where several end at a place."""
    free = 0
    for end in range(SHORTEST, len(text) + 1):
        if text[end - 1] not in names.closing:
            continue
        for begin in range(max(free, end - LONGEST), end - SHORTEST + 1):
            known = names.spelled_between.get((text[begin], text[end - 1]), ())
            said = text[begin:end]
            units = tuple(dict.fromkeys(unit for name, unit in known if is_abbreviation(said, name)))
            if 0 < len(units) <= MOST_MEANT:
                yield Abbreviation(begin, end, units)
                free = end
                break
