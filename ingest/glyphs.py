"""Characters at places on a page -> lines of text. Lengths are in points, from the page's upper left corner."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

# Radicals that fonts give in place of characters and that NFKC leaves alone: "⻓期" -> "长期".
_RADICALS = str.maketrans("⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰", "母西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙")
SAME_LINE = 0.4  # of the size: how far apart the middles of two characters of one line may lie
WORD_GAP = 0.25  # of the size: a wider gap between Latin letters is a blank
WIDE_GAP = 1.0  # of the size: a wider gap between any characters is a blank
LIST_GAP = 2.2  # of the size: a wider gap is none of running text, which has two blanks of a full width at most
NO_START = "，。、；：？！,.;:?!）)】〕》〉”’』」…—％%"  # never the first character of a line
OVERPRINT = 0.3  # of the size: a character printed again this near is the same one, made bold


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, upright or level, of a table's frame."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """What stands on one page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0  # share of the page that pictures cover


@dataclass(frozen=True, slots=True)
class TextLine:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float  # of most of its characters
    spaced: bool  # a gap within it that no running text has


@cache
def clean(text: str) -> str:
    """Return a character as it is typed: "⼀" (a radical) -> "一", "ﬁ" -> "fi", "\\x00" -> ""; "（" stays."""
    text = text.translate(_RADICALS)
    if any("\u2f00" <= c <= "\u2fdf" or "\u2e80" <= c <= "\u2eff" or "\uf900" <= c <= "\ufb06" for c in text):
        text = unicodedata.normalize("NFKC", text)
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))


def baselines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group characters that stand side by side, from top to bottom, each group from left to right."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.middle):
        if groups and glyph.middle - groups[-1][0].middle <= SAME_LINE * max(glyph.size, groups[-1][0].size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [sorted(group, key=lambda g: g.x0) for group in groups]


def make_line(glyphs: list[Glyph]) -> TextLine | None:
    """Return the text of characters that stand side by side, in order; None if they are blank."""
    pieces: list[str] = []
    kept: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text:
            pieces.append(" ")
            continue
        before = kept[-1] if kept else None
        if before and before.text == glyph.text and abs(glyph.x0 - before.x0) < OVERPRINT * glyph.size:
            continue
        if before and _apart(before, glyph):
            pieces.append(" ")
        pieces.append(glyph.text)
        kept.append(glyph)
    if not kept:
        return None
    sizes = sorted(glyph.size for glyph in kept)
    return TextLine(
        text=" ".join("".join(pieces).split()),
        x0=min(glyph.x0 for glyph in kept),
        x1=max(glyph.x1 for glyph in kept),
        top=min(glyph.top for glyph in kept),
        bottom=max(glyph.bottom for glyph in kept),
        size=sizes[len(sizes) // 2],
        spaced=any(right.x0 - left.x1 > LIST_GAP * right.size for left, right in pairwise(kept)),
    )


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Return the lines of characters, from top to bottom."""
    return [line for line in map(make_line, baselines(glyphs)) if line]


def first_width(line: TextLine) -> float:
    """Return the width of what begins a line and is not torn from it: a character with its stops, a figure, a Latin word."""
    text = line.text
    length = next((place for place, c in enumerate(text) if not (c.isascii() and c.isalnum())), len(text))
    width = min(length, 20) / 2 or 1.0
    for c in text[max(length, 1) :]:
        if c not in NO_START:
            break
        width += 1
    return width * line.size


def _apart(left: Glyph, right: Glyph) -> bool:
    latin = left.text[-1].isascii() and right.text[0].isascii()
    return right.x0 - left.x1 > (WORD_GAP if latin else WIDE_GAP) * max(left.size, right.size)
