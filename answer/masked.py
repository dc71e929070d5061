"""A question with a mark for each unit that it names: what the reader reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer import cues
from answer.mentions import UnitMention
from answer.reader import UNIT_MARK


@dataclass(frozen=True, slots=True)
class Masked:
    """A question with a mark for each unit named; ``positions[i]`` is where its character ``i`` stands in the question."""

    text: str
    positions: tuple[int, ...]
    question: str
    units: tuple[UnitMention, ...]

    def words(self, begin: int, end: int) -> str:
        """Return the question's own words for a stretch of the masked text."""
        return self.question[self.positions[begin] : self.positions[end]]

    @property
    def taken_back(self) -> int:
        """Where the message goes on after words that take back what was asked: 讲岔了，我要问的是|搬迁用地谁牵头; 0 where none do."""
        return max((end for _, end in cues.spans("corrects", self.text) if end < len(self.text)), default=0)

    def blanked(self) -> str:
        """Return the question with the units overwritten by marks, its length kept."""
        return cues.blank(self.question, [(u.begin, u.end) for u in self.units], UNIT_MARK)


def mask(question: str, units: Sequence[UnitMention]) -> Masked:
    """Replace the units named by marks: 市农业局牵头第3项吗 -> U牵头第3项吗."""
    text, positions, last = "", [], 0
    for unit in units:
        text += question[last : unit.begin] + UNIT_MARK
        positions += [*range(last, unit.begin), unit.begin]
        last = unit.end
    return Masked(text + question[last:], (*positions, *range(last, len(question) + 1)), question, tuple(units))


def places_of_units(text: str) -> list[int]:
    """Return where the marks stand in a masked text."""
    return [place for place, character in enumerate(text) if character == UNIT_MARK]
