"""Units named in a text about a notice, by any system: the notice's own, and organs known besides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.units import UNIT_END
from knowledge import load_knowledge
from schema import Notice

LEVEL = re.compile(r"[市县区省]")
PLACE = re.compile(r"(?:中共)?([\u4e00-\u9fff]{2,3}?)([省市县区州旗])")  # of an issuer: 中共汕尾市委办公室 -> 汕尾, 市


@dataclass(frozen=True, slots=True)
class Named:
    """A unit named in a text. ``units``: the notice's, one of which is meant; none for an organ that the notice does not name."""

    written: str
    units: frozenset[str]
    begin: int
    end: int


class UnitNames:
    """The names of one notice's units, in full, as the notice writes them and short, and of the organs of knowledge/units.yaml."""

    def __init__(self, notice: Notice) -> None:
        self.notice_units = frozenset(notice.units)
        self._units: dict[str, set[str]] = {}  # by name
        self._reformed: dict[str, set[str]] = defaultdict(set)  # by name: the units that took over from the organ or gave to it
        knowledge = load_knowledge("units")
        forms = {organ["name"]: {organ["name"], *organ.get("also", ())} for organ in knowledge["organs"]}
        place = PLACE.match(notice.issuer)
        theirs = {name: {unit for unit in notice.units if said.intersection(_stems(unit, place))} for name, said in forms.items()}
        for organ, said in forms.items():
            self._units |= dict.fromkeys(said, theirs[organ])
        whole = [(reform["new"], old) for reform in knowledge["reforms"] if reform["scope"] != "partial" for old in reform["old"]]
        for here, there in whole + [(old, new) for new, old in whole]:
            for said in forms.get(here, ()):
                self._reformed[said] |= theirs.get(there, set())
        for unit in notice.units:
            self._units[unit] = {unit}
            if len(_bare(unit)) > 2:
                self._units[_bare(unit)] = {unit}
        for clause in notice.clauses:
            self._units |= {assignment.written: {assignment.unit} for assignment in clause.assignments}
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for said in sorted(self._units, key=len, reverse=True):
            self._by_first[said[0]].append(said)

    def find(self, text: str) -> list[Named]:
        """Return the units named, in order, the longest name at each place.

        A short name that may be a plain word is none (发改, 民政); nor is an organ that the notice does not name, unless a level
        stands before it: 市公安局, not 公安局.
        """
        return [named for named in self._all(text) if self._is_plain(text, named)]

    def asked(self, turns: Iterable[str]) -> set[str]:
        """Return the notice's units that a person's messages may mean, by short names and those of before and after a reform too."""
        found = [named for turn in turns for named in self._all(turn)]
        return {unit for named in found for unit in named.units | self._reformed.get(named.written, set())}

    def _all(self, text: str) -> Iterable[Named]:
        place = 0
        while place < len(text):
            said = next((said for said in self._by_first.get(text[place], ()) if text.startswith(said, place)), None)
            if said:
                yield Named(said, frozenset(self._units[said]), place, place + len(said))
            place += len(said or ".")

    def _is_plain(self, text: str, named: Named) -> bool:
        if named.written in self.notice_units:
            return True
        level = LEVEL.match(named.written) or LEVEL.match(text, max(0, named.begin - 1), named.begin)
        return bool(UNIT_END.search(named.written) and (named.units or level))


def _stems(unit: str, place: re.Match[str] | None) -> list[str]:
    """Return a name without level and place: 人民银行汕尾市中心支行 -> 人民银行中心支行, among others."""
    names = [unit, *([unit.replace(place[1] + place[2], "").replace(place[1], "")] if place else [])]
    return names + [_bare(name) for name in names]


def _bare(unit: str) -> str:
    """市财政局 -> 财政局"""
    return LEVEL.sub("", unit, count=1) if LEVEL.match(unit) else unit
