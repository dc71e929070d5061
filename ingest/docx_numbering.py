"""The numbers that Word writes before list paragraphs: 一、（一）1. ① … (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.package import attribute, child, is_on, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
MAX_STYLES = 30  # styles based on styles
_UNITS = ("", "十", "百", "千")
_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"))
_ROMAN += ((5, "V"), (4, "IV"), (1, "I"))
_COUNTING = """
chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand koreanCounting
"""
_POSITIONAL = "ideographDigital japaneseDigitalTenThousand taiwaneseDigital koreanDigital koreanDigital2"
_CYCLES = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_LEGAL_FORMATS = "chineseLegalSimplified ideographLegalTraditional japaneseLegal"


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""  # "%1、", "第%1章", "%1.%2"
    restart: int | None = None  # the level (from 1) whose numbers begin this one anew; 0: none does
    legal: bool = False  # all numbers in Arabic figures
    spaced: bool = True  # a tab or a blank follows
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list definition with where its counting stands."""

    levels: dict[int, Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts through a document: call ``label`` for its paragraphs in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in _children(styles, "style")}
        definitions = {attribute(found, "abstractNumId"): found for found in _children(numbering, "abstractNum")}
        self._nums = {attribute(found, "numId"): found for found in _children(numbering, "num")}
        self._lists = {key: _List(self._levels(found, definitions)) for key, found in definitions.items()}
        self._overrides: dict[str, dict[int, tuple[int | None, Level | None]]] = {
            key: dict(map(_override, _children(num, "lvlOverride"))) for key, num in self._nums.items()
        }
        self._begun: set[tuple[str, int]] = set()  # (numId, level) whose override of the start has been used

    def label(self, paragraph: Element) -> str:
        """Return the number that Word writes before a paragraph, with the blank after it; "" for none or a bullet."""
        num_id, depth = self._place(paragraph)
        num = self._nums.get(num_id)
        counted = self._lists.get(attribute(child(num, "abstractNumId"), "val"))
        if num is None or counted is None:
            return ""
        overrides = self._overrides[num_id]
        levels = {**counted.levels, **{key: level for key, (_, level) in overrides.items() if level}}
        level = levels.get(depth, Level(format="none"))
        start = overrides.get(depth, (None, None))[0]
        if start is not None and (num_id, depth) not in self._begun:
            counted.counters[depth] = None
        self._begun.add((num_id, depth))
        _count(counted.counters, depth, levels, start)
        return _written(level, depth, counted.counters, levels)

    def style_name(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style, in lower case: "heading 1", "toc 2"."""
        style = self._styles.get(attribute(child(paragraph, "pPr", "pStyle"), "val"))
        return attribute(child(style, "name"), "val").lower()

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """Return the list and the level (from 0) of a paragraph, its own or its style's; ("", 0) for none."""
        own = child(paragraph, "pPr", "numPr")
        style_id = attribute(child(paragraph, "pPr", "pStyle"), "val")
        num_id, depth = attribute(child(own, "numId"), "val"), attribute(child(own, "ilvl"), "val")
        for _ in range(MAX_STYLES):
            style = self._styles.get(style_id)
            if style is None or (num_id and depth):
                break
            given = child(style, "pPr", "numPr")
            if given is not None and not num_id:
                num_id = attribute(child(given, "numId"), "val")
                depth = depth or attribute(child(given, "ilvl"), "val") or self._depth_of_style(num_id, style_id)
            style_id = attribute(child(style, "basedOn"), "val")
        return num_id, min(max(_number(depth, 0), 0), LEVELS - 1)

    def _depth_of_style(self, num_id: str, style_id: str) -> str:
        counted = self._lists.get(attribute(child(self._nums.get(num_id), "abstractNumId"), "val"))
        return next((str(key) for key, level in counted.levels.items() if level.style == style_id), "") if counted else ""

    def _levels(self, definition: Element, definitions: dict[str, Element]) -> dict[int, Level]:
        linked = attribute(child(definition, "numStyleLink"), "val")
        if linked:  # the definition stands where the list style points to
            num_id = attribute(child(self._styles.get(linked), "pPr", "numPr", "numId"), "val")
            definition = definitions.get(attribute(child(self._nums.get(num_id), "abstractNumId"), "val"), definition)
        return {_number(attribute(found, "ilvl"), 0): _level(found) for found in _children(definition, "lvl")}


def format_number(number: int, kind: str) -> str:
    """Write a number: 12 -> "十二" (chineseCounting), "12" (decimal), "⑫" (decimalEnclosedCircle), "l" (lowerLetter), "" (none)."""
    if kind in ("none", "bullet"):
        return ""
    if kind in _COUNTING.split():
        return _counting(number)
    if kind in _LEGAL_FORMATS.split():
        return _counting(number).translate(_LEGAL)
    if kind in _POSITIONAL.split():
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if kind in _CYCLES and number:
        return _CYCLES[kind][(number - 1) % len(_CYCLES[kind])]
    return _western(number, kind)


def _western(number: int, kind: str) -> str:
    if kind == "decimalZero":
        return f"{number:02}"
    if kind == "decimalEnclosedParen":
        return f"({number})"
    if kind == "decimalEnclosedFullstop":
        return f"{number}."
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= 780:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in ("upperRoman", "lowerRoman") and 1 <= number <= 3999:
        written = ""
        for value, letters in _ROMAN:
            written += letters * (number // value)
            number %= value
        return written if kind == "upperRoman" else written.lower()
    return str(number)


def _counting(number: int) -> str:
    """Write as spoken: 7 -> 七, 10 -> 十, 21 -> 二十一, 105 -> 一百零五."""
    if not 0 < number < 10_000:
        return str(number)
    digits = str(number)
    written = "".join(_DIGITS[int(digit)] + (_UNITS[len(digits) - 1 - place] if digit != "0" else "") for place, digit in enumerate(digits))
    written = re.sub("零+", "零", written).rstrip("零")
    return written[1:] if written.startswith("一十") else written


def _count(counters: list[int | None], depth: int, levels: dict[int, Level], start: int | None) -> None:
    """Move the counter of a level on; levels below begin anew, levels above that never counted stand at their start."""
    for above in range(depth):
        if counters[above] is None:
            counters[above] = levels.get(above, Level()).start
    begin = levels.get(depth, Level()).start if start is None else start
    value = counters[depth]
    counters[depth] = begin if value is None else value + 1
    for below in range(depth + 1, LEVELS):
        restart = levels.get(below, Level()).restart
        if restart is None or 0 < depth + 1 <= restart:
            counters[below] = None


def _written(level: Level, depth: int, counters: list[int | None], levels: dict[int, Level]) -> str:
    if level.format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        if place > depth:
            return ""
        kind = levels.get(place, Level()).format
        legal = level.legal and kind not in ("none", "bullet")
        return format_number(counters[place] or 0, "decimal" if legal else kind)

    label = re.sub(r"%([1-9])", number, level.text).strip()
    return label + " " if label and level.spaced and label[-1] not in "、．）：" else label


def _level(element: Element) -> Level:
    restart = attribute(child(element, "lvlRestart"), "val")
    return Level(
        start=_number(attribute(child(element, "start"), "val"), 0),
        format=attribute(_format_of(element), "val", "decimal"),
        text=attribute(child(element, "lvlText"), "val"),
        restart=_number(restart, 0) if restart else None,
        legal=is_on(child(element, "isLgl")),
        spaced=attribute(child(element, "suff"), "val", "tab") != "nothing",
        style=attribute(child(element, "pStyle"), "val"),
    )


def _format_of(element: Element) -> Element | None:
    """Return a level's numFmt; newer formats stand within mc:AlternateContent, their nearest older one as its fallback."""
    return child(element, "numFmt") if child(element, "numFmt") is not None else child(element, "AlternateContent", "Fallback", "numFmt")


def _override(element: Element) -> tuple[int, tuple[int | None, Level | None]]:
    start = attribute(child(element, "startOverride"), "val")
    level = child(element, "lvl")
    own = _level(level) if level is not None else None
    return _number(attribute(element, "ilvl"), 0), (_number(start, 1) if start else None, own)


def _number(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def _children(element: Element | None, name: str) -> list[Element]:
    return [found for found in element if local_name(found) == name] if element is not None else []
