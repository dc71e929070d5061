"""Source text -> lines with their numbering, and lines -> paragraphs mended across page breaks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from schema import AlignedText, ParseWarning

CHINESE_DIGITS = "零〇一二三四五六七八九十百两"

# Kinds of number that begin a line, each with a line it matches and one it leaves alone.
MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # "第三条　各单位…" / "第三条款"; "第一章 总则"
    ("article", re.compile(rf"第([{CHINESE_DIGITS}]+|\d+)[条章节][\s　:：、]*(?!款)")),
    # "一、重点任务分工" / "一是要加强"
    ("chinese", re.compile(rf"([{CHINESE_DIGITS}]+)、")),
    # "（二）市各部门要" / "（二）项所列" stays a marker only at the start of a line
    ("bracketed", re.compile(rf"[（(]([{CHINESE_DIGITS}]+)[)）][、.．]?")),
    # "17. 实施农村" / "1.5 倍", "2018年"
    ("arabic", re.compile(r"(\d{1,3})\s*(?:[.．](?!\d)|、)\s*")),
    # "（3）完善" / "（2016）19号"
    ("bracketed_arabic", re.compile(r"[（(](\d{1,2})[)）][、.．]?")),
    # "①建立" / "②③"
    ("circled", re.compile(r"([①-⑳])(?![①-⑳])")),
)
SENTENCE_END = "。！？；：!?;:"
CLOSERS = "”’》）)】」』"
CJK = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, marks and outer white space left out."""

    start: int
    end: int
    text: str
    heading: bool = False  # marked as a heading in Markdown
    marker: str = ""  # a key of MARKERS, or "" for an unnumbered line
    number: str = ""  # the number as written: 17, （二）, 第三条
    ordinal: int = 0
    body: int = 0  # source offset of what follows the number

    @property
    def ends_sentence(self) -> bool:
        stripped = self.text.rstrip(CLOSERS)
        return (bool(stripped) and stripped[-1] in SENTENCE_END) or self.text.endswith(("）", ")"))


def ordinal_value(number: str) -> int:
    """Return the value of a Chinese or Arabic ordinal: 二十一 -> 21, 17 -> 17, ③ -> 3."""
    if number.isdigit() and number.isascii():
        return int(number)
    if len(number) == 1 and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    total = current = 0
    for character in number:
        value = {"零": 0, "〇": 0, "两": 2}.get(character, "一二三四五六七八九".find(character) + 1)
        if character == "十":
            total, current = total + (current or 1) * 10, 0
        elif character == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            current = value
    return total + current


def split_lines(source: str) -> list[Line]:
    """Return the lines that hold text, in order; rules such as ``---`` are left out."""
    lines = []
    for match in re.finditer(r"[^\n\f]+", source):
        start, end = match.span()
        raw = match.group()
        stripped = raw.strip(" \t　\xa0\ufeff")
        if not stripped or re.fullmatch(r"[-=*_—]{3,}", stripped):
            continue
        start += raw.index(stripped[0])
        end = start + len(stripped)
        # "## 一、重点" is a heading / "#1 机组" is not
        heading = re.match(r"#{1,6}[ \t]+", stripped)
        if heading:
            start += heading.end()
        lines.append(_read_marker(source, start, end, bool(heading)))
    return lines


def _read_marker(source: str, start: int, end: int, heading: bool) -> Line:
    text = source[start:end]
    for name, pattern in MARKERS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            number = text[: match.end()].strip().rstrip("、.．：: 　")
            return Line(start, end, text, heading, name, number, ordinal_value(match.group(1)), start + match.end())
    return Line(start, end, text, heading, body=start)


class PageBreakMender:
    """Join the lines that a page break or a hard wrap tore apart.

    A character printed on both pages (…申请家 / 家庭经济…) is dropped once when the document itself
    speaks for it: the doubled form stands nowhere else, the single form does.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._bigrams = Counter(a + b for a, b in zip(source, source[1:]))
        self.warnings: list[ParseWarning] = []

    def join(self, spans: list[tuple[int, int]]) -> AlignedText:
        """Return the text of the source spans as one piece of running text."""
        positions: list[int] = []
        for start, end in spans:
            if positions:
                positions = self._meet(positions, start)
            positions.extend(self._without_wrap_spaces(start, end))
        source = self._source
        return AlignedText("".join(" " if source[p] in "\n\f\t　" else source[p] for p in positions), tuple(positions))

    def _meet(self, positions: list[int], start: int) -> list[int]:
        source, last = self._source, positions[-1]
        left, right = source[last], source[start]
        if left.isascii() and left.isalnum() and right.isascii() and right.isalnum():
            return [*positions, last + 1]  # the line end itself stands for a space
        if left == right and CJK.match(left) and left.isalpha():
            onward = self._bigrams[source[start : start + 2]]
            doubled = self._bigrams[left + right]
            if not doubled and onward > 1:
                self._warn("repeated_character", f"分页处重复的“{left}”已按一个字读", last, start + 1)
                return positions[:-1]
            self._warn("possible_repeat", f"分页处“{left}”出现两次，按原文保留", last, start + 1)
        return positions

    def _without_wrap_spaces(self, start: int, end: int) -> list[int]:
        """Leave out blanks between two Chinese characters; those next to figures stay."""
        source = self._source
        kept = []
        for place in range(start, end):
            if source[place] in " \t\u3000\xa0" and kept:
                following = next((source[p] for p in range(place, end) if source[p] not in " \t\u3000\xa0"), "")
                if CJK.match(source[kept[-1]]) and following and CJK.match(following):
                    continue
            kept.append(place)
        return kept

    def _warn(self, code: str, text: str, start: int, end: int) -> None:
        self.warnings.append(ParseWarning(code, text, start, end))
