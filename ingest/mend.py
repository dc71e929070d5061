"""Lines torn apart by page breaks and hard wraps -> running text tied to the source."""

from __future__ import annotations

import re
from collections import Counter
from operator import add

from ingest.lines import BLANKS
from ingest.names import MAX_NAME, two_names_meet
from prompts import message
from schema import AlignedText, ParseWarning

CJK = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]")
STARS = re.compile(r"\*\*|<br\s{0,2}/?>", re.IGNORECASE)  # "**责任单位**", "甲<br>乙" / "2*3"


class PageBreakMender:
    """Join the lines that a page break or a hard wrap tore apart.

    A character printed on both pages (…申请家 / 家庭经济…) is dropped once when the document itself
    speaks for it: the doubled form stands nowhere else, the single form does.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._bigrams = Counter(map(add, source, source[1:]))
        self._marks = {place for match in STARS.finditer(source) for place in range(*match.span())}
        self.warnings: list[ParseWarning] = []
        lengths = sorted(map(len, source.split("\n")))
        self.width = lengths[len(lengths) * 19 // 20]  # characters; about what a full line holds

    def join(self, spans: list[tuple[int, int]]) -> AlignedText:
        """Return the text of the source spans as one piece of running text."""
        positions: list[int] = []
        for start, end in spans:
            kept = self._without_wrap_spaces(start, end)
            if positions and kept:
                positions = self._meet(positions, kept[0])
            positions.extend(kept)
        source = self._source
        return AlignedText(
            "".join(" " if source[p] in "\n\f\t\u3000<" and self._is_blank(p) else source[p] for p in positions), tuple(positions)
        )

    def paragraphs(self, spans: list[tuple[int, int]], finished: list[bool]) -> AlignedText:
        """Join wrapped lines; a line after one that is ``finished`` begins a paragraph, kept as a line end."""
        groups: list[list[tuple[int, int]]] = []
        closed = True
        for span, ends in zip(spans, finished):
            if span[0] < span[1]:
                if closed:
                    groups.append([])
                groups[-1].append(span)
            closed = closed or ends if span[0] >= span[1] else ends
        text: list[str] = []
        positions: list[int] = []
        for joined in map(self.join, groups):
            if not joined.text:
                continue
            if positions:
                text.append("\n")
                positions.append(positions[-1] + 1)
            text.append(joined.text)
            positions.extend(joined.positions)
        return AlignedText("".join(text), tuple(positions))

    def _meet(self, positions: list[int], start: int) -> list[int]:
        source, last = self._source, positions[-1]
        left, right = source[last], source[start]
        latin = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
        if latin and not (left.isdigit() and right.isdigit()):
            return [*positions, last + 1]  # the line end itself stands for a space
        if left == right and CJK.match(left) and left.isalpha():
            onward = self._bigrams[source[start : start + 2]]
            doubled = self._bigrams[left + right]
            if not doubled and onward > 1:
                self._warn("repeated_character", left, last, start + 1)
                return positions[:-1]
            self._warn("possible_repeat", left, last, start + 1)
        return positions

    def _without_wrap_spaces(self, start: int, end: int) -> list[int]:
        """Leave out marks, and blanks between two Chinese characters; blanks next to figures stay."""
        source = self._source
        kept: list[int] = []
        waiting: list[int] = []
        for place in range(start, end):
            if self._is_blank(place):
                waiting.append(place)
                continue
            if place in self._marks:
                continue
            if kept and waiting and not (CJK.match(source[kept[-1]]) and CJK.match(source[place])):
                kept.extend(waiting)
            elif (
                kept
                and waiting
                and two_names_meet(source[max(start, waiting[0] - MAX_NAME) : waiting[0]], source[place : min(end, place + MAX_NAME)])
            ):
                kept.append(waiting[0])
            waiting = []
            kept.append(place)
        return kept

    def _is_blank(self, place: int) -> bool:
        """Tell whether a character is a blank, or begins a <br>, which is one."""
        character = self._source[place]
        return character.isspace() or character in BLANKS or (character == "<" and place in self._marks)

    def _warn(self, code: str, character: str, start: int, end: int) -> None:
        self.warnings.append(ParseWarning(code, message(f"warn_{code}", character=character), start, end))
