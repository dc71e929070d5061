"""A page of a site -> the page without what the site prints around the notice: navigation, the document's record, related links, footer.

Readers of main text were tried: readability keeps no title, number or annex that stands beside the text, trafilatura writes merged
cells apart. Here whatever may belong to the notice stays, and what is left out is handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.closing import DATE_LINE, RECORD_FIELD, RECORD_LABEL, SITE_LINE
from ingest.front import DOCUMENT_NUMBER, reads_as_title
from ingest.html_text import BLOCKS, HEADINGS, HIDDEN, html_to_text
from ingest.lines import read_line
from ingest.tables import is_head

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TABLE_PARTS = {"table", "thead", "tbody", "tfoot", "tr"}
_HOLDERS = (BLOCKS | _TABLE_PARTS | {"td"}) - HEADINGS - {"p", "li", "pre", "hr"}
_TEXT_TAGS = HEADINGS | {"p", "li", "pre"}
_AROUND = {"nav", "footer", "aside"}  # what these hold belongs to the site
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")  # '<?xml version="1.0" encoding="gb2312"?>', which decoded text may not hold
# What sites call the places around a notice: "footer", "xgjd share", "bread-crumb" / "content", "TRS_Editor", "footnote"
_NAMED_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|foot(?:er)?|bread-?crumbs?(?:nav)?|share|relat(?:ed|ion)|xg(?:jd|wd|lj|wj)|side-?bar|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
MAIN_SHARE = 0.7  # of the characters outside of links: what holds so many holds the notice
LINKED_SHARE = 0.5  # of the characters: more is a list of links
MIN_LABELS = 3  # 索引号, 发文机关, 发布日期 …: so many make a document's record
SMALL = 600  # characters of a footer or a record at most
PROSE = 40  # characters of a paragraph that is more than a note of the site


def trim_page(page: str) -> tuple[str, tuple[str, ...]]:
    """Return a page without what stands around its notice, and the text left out, by place; a page of a notice alone stays as it is.

    Of a record (索引号, 发文字号, 成文日期 …) and of what stands above the notice, its title, number and date are kept.
    """
    from lxml import etree, html  # as in package.py

    try:
        root = html.document_fromstring(_DECLARATION.sub("", page), parser=html.HTMLParser(no_network=True, remove_comments=True))
    except (etree.LxmlError, ValueError):
        return page, ()
    body = root.find("body")
    if body is None:
        return page, ()
    words = _Words(body)
    main = _find_main(body, words)
    beside = [(element, above) for element, above in _beside(body, main) if words.all[element]]
    around = [(element, above) for element, above in beside if not _belongs(element, above)]
    around += list(_around_within(main, words))
    left_out = tuple([_take_out(element, above) for element, above in around])
    return (html.tostring(root, encoding="unicode"), left_out) if left_out else (page, ())


class _Words:
    """How many characters the elements of a page hold, blanks left out: ``all`` of them, and those that are ``linked``."""

    def __init__(self, body: HtmlElement) -> None:
        self.all: dict[HtmlElement, int] = {}
        self.linked: dict[HtmlElement, int] = {}
        for element in reversed(list(body.iter())):  # those within before those that hold them
            shown = isinstance(element.tag, str) and element.tag not in HIDDEN
            texts = [element.text, *(child.tail for child in element)] if shown else []
            self.all[element] = sum(len("".join(text.split())) for text in texts if text) + sum(self.all[c] for c in element if shown)
            self.linked[element] = self.all[element] if element.tag == "a" else sum(self.linked[c] for c in element if shown)

    def plain(self, element: HtmlElement) -> int:
        return self.all[element] - self.linked[element]


def _find_main(body: HtmlElement, words: _Words) -> HtmlElement:
    """Return the innermost element that holds most of a page's words; of a table's rows and cells the whole table, with its title."""
    least = MAIN_SHARE * words.plain(body)
    main = body
    while (inner := next((child for child in main if child.tag in _HOLDERS and words.plain(child) > least), None)) is not None:
        main = inner
    while main.tag in _TABLE_PARTS:
        main = main.getparent()
    return main


def _beside(body: HtmlElement, main: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield the elements outside of ``main``, as large as they come, and whether each stands above it."""
    path = [main]
    while path[-1] is not body:
        path.append(path[-1].getparent())
    for inner, outer in pairwise(path):
        place = outer.index(inner)
        yield from ((child, True) for child in outer[:place])
        yield from ((child, False) for child in outer[place + 1 :])


def _belongs(element: HtmlElement, above: bool) -> bool:
    """Tell whether what stands beside the main text may belong to the notice: an annex's table, paragraphs, the date of a signature."""
    lines = _lines(element)
    unlinked = [line for line in _lines(element, linked=False) if "\t" not in line]
    numbered = any(len(line) > PROSE / 2 and read_line(line, 0, len(line)).marker for line in unlinked)
    if numbered or any(is_head(line.split("\t")) for line in lines):
        return True
    if _is_named_around(element) or any(map(SITE_LINE.search, lines)):
        return False
    return any(len(line) >= PROSE for line in unlinked) or (not above and any(map(DATE_LINE.fullmatch, lines)))


def _around_within(main: HtmlElement, words: _Words) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield the elements within the main text that stand around the notice all the same, and whether each stands above it."""
    waiting = [child for child in reversed(main) if isinstance(child.tag, str)]
    above = True
    while waiting:
        element = waiting.pop()
        within = [child for child in reversed(element) if isinstance(child.tag, str)]
        holds = any(child.tag in _HOLDERS | _TEXT_TAGS for child in within)
        if element.tag in _HOLDERS | _AROUND and words.all[element] and _stands_around(element, words):
            yield element, above
        elif holds and (element.tag != "table" or element.find(".//table") is not None):  # a table of data is left whole
            waiting += within
        else:
            above = above and words.plain(element) < PROSE
            waiting += [] if element.tag == "table" else within


def _stands_around(element: HtmlElement, words: _Words) -> bool:
    linked = words.linked[element] > LINKED_SHARE * words.all[element] and len(element.findall(".//a")) > 1
    if not linked and words.all[element] > SMALL:
        return False
    lines = _lines(element)
    if any(is_head(line.split("\t")) for line in lines):
        return False
    numbered = any(read_line(line, 0, len(line)).marker for line in _lines(element, linked=False))
    site = any(map(SITE_LINE.search, lines)) or _is_named_around(element)
    return _is_record(lines) or ((linked or site) and not numbered)


def _is_record(lines: list[str]) -> bool:
    """Tell whether lines are a site's record of a document: 索引号：…, 发文机关：…, 发布日期：…"""
    return sum(bool(RECORD_LABEL.match(cell)) for line in lines for cell in line.split("\t")) >= MIN_LABELS


def _is_named_around(element: HtmlElement) -> bool:
    return element.tag in _AROUND or any(_NAMED_AROUND.search(element.get(name, "")) for name in ("id", "class"))


def _take_out(element: HtmlElement, keep_fields: bool) -> str:
    """Take an element out of its page, its fields of the notice kept as paragraphs; return its text."""
    text = "\n".join(_lines(element))
    for field in _fields(element) if keep_fields else ():
        paragraph = element.makeelement("p")
        paragraph.text = field
        element.addprevious(paragraph)
    element.drop_tree()
    return text


def _fields(element: HtmlElement) -> Iterator[str]:
    """Yield what of a site's words above a notice is its own: headings and titles, the document number, "标题：…", "成文日期：…"."""
    headings = {line for heading in element.iter(*sorted(HEADINGS)) for line in _lines(heading)}
    titles = headings.union(filter(reads_as_title, _lines(element, linked=False)))
    for line in _lines(element):
        cells = line.split("\t")
        labels = [bool(RECORD_LABEL.fullmatch(cell)) for cell in cells]
        values = [place for place in range(len(cells)) if not labels[place]]
        pairs = [cells[place - 1] + cells[place] if place and labels[place - 1] else cells[place] for place in values]
        yield from (pair for pair in pairs if pair in titles or RECORD_FIELD.match(pair) or DOCUMENT_NUMBER.fullmatch(pair))


def _lines(element: HtmlElement, linked: bool = True) -> list[str]:
    """Return an element's lines of text, a table's rows joined by TAB; links and what they say left out unless ``linked``."""
    from lxml import html  # as in package.py

    element = element if linked else deepcopy(element)
    for link in [] if linked else list(element.iter("a")):
        link.drop_tree()
    return html_to_text(html.tostring(element, encoding="unicode", with_tail=False)).splitlines()
