"""Lines torn apart by page breaks and hard wraps -> running text tied to the source."""

from __future__ import annotations

import re
from collections import Counter
from operator import add

from ingest.labels import label_at
from ingest.lines import BLANKS
from ingest.names import MAX_NAME, two_names_meet
from ingest.unit_lists import is_certain_list
from prompts import message
from schema import AlignedText, ParseWarning

CJK = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]")
STARS = re.compile(r"\*\*|<br\s{0,2}/?>", re.IGNORECASE)  # "**责任单位**", "甲<br>乙" / "2*3"

WIDE = 4  # blanks of half a character that set apart what follows: two characters
MAX_LIST = 150  # characters of a list that is set apart


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
            elif kept and waiting and (self._two_names_meet(start, waiting[0], place, end) or self._sets_apart(waiting, place, end)):
                kept.append(waiting[0])
            waiting = []
            kept.append(place)
        return kept

    def _two_names_meet(self, start: int, gap: int, place: int, end: int) -> bool:
        return two_names_meet(self._source[max(start, gap - MAX_NAME) : gap], self._source[place : min(end, place + MAX_NAME)])

    def _sets_apart(self, blanks: list[int], place: int, end: int) -> bool:
        """Tell whether blanks set a label or a list of units apart from the words before it: "优化服务　　　　市政务服务局"."""
        source = self._source
        width = sum(1 + (source[blank] == "\u3000") for blank in blanks)
        if width < WIDE or "\n" in source[blanks[0] : place]:
            return False
        line_end = source.find("\n", place, end)
        rest = source[place : end if line_end < 0 else line_end].rstrip("。；; ")
        return bool(label_at(source, place)) or (len(rest) <= MAX_LIST and is_certain_list(rest))

    def _is_blank(self, place: int) -> bool:
        """Tell whether a character is a blank, or begins a <br>, which is one."""
        character = self._source[place]
        return character.isspace() or character in BLANKS or (character == "<" and place in self._marks)

    def _warn(self, code: str, character: str, start: int, end: int) -> None:
        self.warnings.append(ParseWarning(code, message(f"warn_{code}", character=character), start, end))
