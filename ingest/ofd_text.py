"""OFD documents (GB/T 33190-2016: a zip file of XML) -> plain text, page by page.

What is drawn is read in the order in which it stands on the page, as with PDF; annotations and seals are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.glyphs import Glyph, Rule, Sheet, clean
from ingest.package import Package, attribute, child, local_name
from ingest.sheets import UNKNOWN, sheets_to_source
from ingest.source import Source
from ingest.unreadable import UnreadableFile
from prompts import message

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

POINTS = 72 / 25.4  # lengths in OFD are millimetres
A4 = (0.0, 0.0, 210.0, 297.0)
MAX_PAGES = 2000
ASCENT = 0.88  # of the size: what stands above the baseline in Chinese fonts
WIDEST = 1.25  # of the size: characters set further apart than this have a gap between them
NO_CHARACTER = "¤"  # written for a glyph without a character (section 11.4.1)
STRAIGHT = 0.3  # mm that a line may lean and still be upright or level

Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def ofd_to_text(data: bytes, name: str) -> Source:
    """Return the text of an OFD document in reading order, with its pages.

    Raises:
        UnreadableFile: damaged, too large when unpacked, without text, or with too many pages.
    """
    return sheets_to_source(_sheets(Package(data, name)), name)


def _sheets(package: Package) -> Iterator[Sheet]:
    for body in (part for part in package.required_xml("OFD.xml") if local_name(part) == "DocBody"):
        root = (child(body, "DocRoot").text or "").strip() if child(body, "DocRoot") is not None else ""
        document = package.required_xml(root)
        folder = root.rpartition("/")[0]
        common = child(document, "CommonData")
        templates = {attribute(part, "ID"): attribute(part, "BaseLoc") for part in _named(common, "TemplatePage")}
        pages = _named(child(document, "Pages"), "Page")
        if len(pages) > MAX_PAGES:
            raise UnreadableFile(message("file_pages", path=package.name, limit=MAX_PAGES))
        for page in pages:
            content = package.required_xml(_within(folder, attribute(page, "BaseLoc")))
            used = [templates.get(attribute(part, "TemplateID"), "") for part in _named(content, "Template")]
            layers = [package.xml(_within(folder, path)) for path in used if path]
            yield _sheet([content, *(layer for layer in layers if layer is not None)], _page_box(content, common))


def _within(folder: str, path: str) -> str:
    return path if path.startswith("/") else f"{folder}/{path}"


def _named(parent: Element | None, name: str) -> list[Element]:
    return [part for part in parent if local_name(part) == name] if parent is not None else []


def _page_box(content: Element, common: Element | None) -> tuple[float, float, float, float]:
    for area in (child(content, "Area"), child(common, "PageArea")):
        numbers = _numbers(getattr(child(area, "PhysicalBox"), "text", "") or "")
        if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
            return tuple(numbers)
    return A4


@dataclass(slots=True)
class _Frame:
    """Where an object stands: its boundary's corner and its matrix."""

    x: float
    y: float
    matrix: Matrix

    @classmethod
    def of(cls, element: Element) -> _Frame:
        corner = _numbers(attribute(element, "Boundary"))
        matrix = _numbers(attribute(element, "CTM"))
        return cls(*(corner[:2] if len(corner) == 4 else (0.0, 0.0)), tuple(matrix) if len(matrix) == 6 else UPRIGHT)

    def place(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return self.x + a * x + c * y + e, self.y + b * x + d * y + f


def _sheet(layers: list[Element], box: tuple[float, float, float, float]) -> Sheet:
    left, top, width, height = box
    sheet = Sheet(width * POINTS, height * POINTS)
    pictures = 0.0
    waiting = [child(layer, "Content") for layer in layers]
    while waiting:
        element = waiting.pop()
        if element is None or attribute(element, "Visible") == "false":
            continue
        kind = local_name(element)
        if kind == "TextObject":
            sheet.glyphs += _glyphs(element, left, top)
        elif kind == "PathObject":
            sheet.rules += _rules(element, left, top)
        elif kind == "ImageObject":
            size = _numbers(attribute(element, "Boundary"))
            pictures += size[2] * size[3] if len(size) == 4 else 0.0
        elif kind in ("Content", "Layer", "PageBlock"):
            waiting.extend(element)
    sheet.pictured = pictures / (width * height)
    return sheet


def _glyphs(element: Element, left: float, top: float) -> Iterator[Glyph]:
    """Yield the characters of a text object; none of one that is turned (a watermark)."""
    frame = _Frame.of(element)
    a, b, _, d, *_ = frame.matrix
    if abs(b) > abs(a) / 4:
        return
    own = _number(attribute(element, "Size"), 0.0)
    stretch = abs(a) * _number(attribute(element, "HScale"), 1.0)
    size = own * abs(d)
    x = y = 0.0
    for code in _named(element, "TextCode"):
        x, y = _number(attribute(code, "X"), x), _number(attribute(code, "Y"), y)
        text = code.text or ""
        steps_x, steps_y = _steps(attribute(code, "DeltaX"), len(text)), _steps(attribute(code, "DeltaY"), len(text))
        at_x, at_y = x, y
        for place, character in enumerate(text):
            width = own * _width(character)
            step = steps_x[place] if place < len(steps_x) else 0.0 if place < len(steps_y) else width
            written = UNKNOWN if character == NO_CHARACTER else clean(character)
            if written and size > 0:
                x0, base = frame.place(at_x, at_y)
                x1 = x0 + (step if 0 < step <= WIDEST * own else width) * stretch
                above = base - ASCENT * size
                edges = (x0 - left, x1 - left, above - top, above + size - top)
                yield Glyph(written, *(edge * POINTS for edge in edges), size * POINTS)
            at_x += step
            at_y += steps_y[place] if place < len(steps_y) else 0.0


def _width(character: str) -> float:
    """Return a character's width as a share of its size; the fonts are not read."""
    return 0.5 if character.isascii() else 1.0


def _steps(text: str, most: int) -> list[float]:
    """Read the distances between characters: "5 g 3 4.5" -> 5, 4.5, 4.5, 4.5."""
    words = text.split()
    steps: list[float] = []
    place = 0
    while place < len(words) and len(steps) < most:
        if words[place] == "g" and place + 2 < len(words):
            steps += [_number(words[place + 2], 0.0)] * min(int(_number(words[place + 1], 0.0)), most)
            place += 3
        else:
            steps.append(_number(words[place], 0.0))
            place += 1
    return steps


def _rules(element: Element, left: float, top: float) -> Iterator[Rule]:
    """Yield the upright and level lines of a path: "M 0 0 L 50 0 L 50 9 C"."""
    frame = _Frame.of(element)
    data = child(element, "AbbreviatedData")
    begin = at = None
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", (data.text or "") if data is not None else ""):
        values = _numbers(numbers)
        if letter == "C":
            target = begin
        elif len(values) >= 2:
            target = frame.place(*values[-2:])
        else:
            continue
        if letter in "LC" and at and target:
            (x0, x1), (y0, y1) = sorted((at[0], target[0])), sorted((at[1], target[1]))
            if min(x1 - x0, y1 - y0) <= STRAIGHT < max(x1 - x0, y1 - y0):
                yield Rule(*((edge - origin) * POINTS for edge, origin in ((x0, left), (x1, left), (y0, top), (y1, top))))
        elif letter in "MS":
            begin = target
        at = target


def _numbers(text: str) -> list[float]:
    return [_number(word, 0.0) for word in text.split()]


def _number(text: str, default: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return default
    return number if math.isfinite(number) and abs(number) < 1e6 else default
