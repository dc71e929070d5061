"""Pages of characters (PDF, OFD) -> the text: headers dropped, wrapped lines joined to paragraphs, tables as rows of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.boxes import JOINTS, VERTICAL
from ingest.cells import row_lines, table_lines
from ingest.columns import Column, columns
from ingest.glyphs import Sheet, TextLine, first_width
from ingest.grids import Grid, blank_between, take_grids
from ingest.lines import Line, read_line
from ingest.page_edges import EdgeLines
from ingest.source import Source
from ingest.torn_grids import mend_grids
from ingest.unreadable import UnreadableFile
from ingest.unruled import take_unruled
from prompts import message

MIN_PAGE = 20  # characters; a page with fewer and a picture over most of it is a scan
PICTURE_PAGE = 0.5  # of the page
UNKNOWN = "□"  # stands for a character of which a file holds the shape only
MAX_UNKNOWN = 0.05  # share of such characters in a text that can be read
SAME_SIZE = 0.12  # difference of two lines of one paragraph, as a share
INDENT = 0.9  # of the size; the usual first line stands back by two characters
LARGE = 1.2  # times the body's size: a title
SHORT = 1.1  # of the size: a line with more room left than this and what follows it was not wrapped
LOOSE = 1.7  # of the usual distance between lines: a paragraph ends
ENOUGH = 5  # lines from which a page's margins can be told


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the margins of its column."""

    line: TextLine
    left: float
    right: float
    pitch: float  # usual distance between lines, from top to top; 0 where unknown
    column: int  # lines of one column are read straight on
    large: bool  # set as a title is

    @property
    def read(self) -> Line:
        return read_line(self.line.text, 0, len(self.line.text))


def sheets_to_source(sheets: Iterable[Sheet], name: str) -> Source:
    """Return the text of pages.

    Raises:
        UnreadableFile: the pages are pictures, or their fonts do not tell which characters they show.
    """
    pages: list[tuple[Sheet, list[Column | Grid]]] = []
    scanned: list[int] = []
    characters = unknown = 0
    unruled: Grid | None = None  # the last table without rules, which may go on
    for number, sheet in enumerate(sheets, 1):
        count = sum(not glyph.text.isspace() for glyph in sheet.glyphs)
        if count < MIN_PAGE and sheet.pictured > PICTURE_PAGE:
            scanned.append(number)
        else:
            characters += count
        unknown += sum(glyph.text == UNKNOWN for glyph in sheet.glyphs)
        blocks, unruled = _blocks(sheet, unruled)
        pages.append((Sheet(sheet.width, sheet.height), blocks))
    if characters < MIN_PAGE:
        raise UnreadableFile(message("file_scanned", path=name))
    if unknown > MAX_UNKNOWN * characters:
        raise UnreadableFile(message("file_unmapped", path=name))
    text, starts = _write(_without_edges(pages))
    return Source(text, starts, tuple(scanned))


def _blocks(sheet: Sheet, before: Grid | None) -> tuple[list[Column | Grid], Grid | None]:
    """Return a page's columns and tables in the order they are read, and its last table without rules.

    Args:
        before: the last table without rules of the page before.
    """
    ruled, rest = take_grids(sheet)
    unruled, rest = take_unruled(rest, before)
    grids = sorted([*ruled, *unruled], key=lambda grid: (grid.top, grid.columns))
    found: list[Column | Grid] = []
    waiting = list(grids)
    for column in columns(rest, sheet.width, [grid.top for grid in grids]):
        while waiting and column.lines[0].top >= waiting[0].top:
            found.append(waiting.pop(0))
        found.append(column)
    return [*found, *waiting], unruled[-1] if unruled else None


def _without_edges(pages: list[tuple[Sheet, list[Column | Grid]]]) -> list[tuple[Sheet, list[Column | Grid]]]:
    edges = EdgeLines(
        [(sheet.height, [line for block in blocks if isinstance(block, Column) for line in block.lines]) for sheet, blocks in pages],
        _body_size(pages),
    )
    kept = []
    for sheet, blocks in pages:
        left = [
            Column(block.side, [line for line in block.lines if not edges.holds(line, sheet.height)])
            if isinstance(block, Column)
            else block
            for block in blocks
        ]
        kept.append((sheet, [block for block in left if isinstance(block, Grid) or block.lines]))
    return kept


def _write(pages: Sequence[tuple[Sheet, list[Column | Grid]]]) -> tuple[str, tuple[int, ...]]:
    """Return the text and where each page begins in it."""
    items = [(page, item) for page, items in enumerate(_place_all(pages)) for item in items]
    for chain in _chains([item for _, item in items]):
        mend_grids(chain)
    items = [(page, item) for page, item in items if isinstance(item, _Placed) or item.rows]
    pieces: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    for place, (page, item) in enumerate(items):
        before = items[place - 1][1] if place else None
        following = items[place + 1][1] if place + 1 < len(items) else None
        words = item.line.text if isinstance(item, _Placed) else "\n".join(_grid_lines(item, before, following))
        if before is not None:
            joins = isinstance(item, _Placed) and isinstance(before, _Placed) and _goes_on(before, item)
            pieces.append(blank_between(before.line.text, words) if joins else "\n")
            length += len(pieces[-1])
        starts.setdefault(page, length)
        pieces.append(words)
        length += len(words)
    length += 1
    for page in range(len(pages) - 1, -1, -1):
        length = starts.setdefault(page, length)
    return "".join(pieces) + "\n", tuple(starts[page] for page in range(len(pages)))


def _chains(items: list[_Placed | Grid]) -> list[list[Grid]]:
    """Return the tables that go on on the next page, each as its parts in order."""
    chains: list[list[Grid]] = []
    for before, item in pairwise([None, *items]):
        if isinstance(item, Grid) and isinstance(before, Grid) and before.goes_on(item):
            chains[-1].append(item)
        elif isinstance(item, Grid):
            chains.append([item])
    return chains


def _grid_lines(grid: Grid, *neighbours: _Placed | Grid | None) -> list[str]:
    """Return the lines of a table; a single row is one only where the table goes on on the page before or after."""
    part = any(isinstance(other, Grid) and grid.goes_on(other) for other in neighbours)
    return row_lines(grid.rows) if part else table_lines(grid.rows)


def _place_all(pages: Sequence[tuple[Sheet, list[Column | Grid]]]) -> Iterable[list[_Placed | Grid]]:
    """Give every line the margins of its column."""
    size = _body_size(pages)
    own = [_margins(blocks, size) for _, blocks in pages]
    usual: dict[tuple[int, float], tuple[float, float]] = {}  # (side, width of the page) -> left margin, width of the text
    for side, width in {(side, sheet.width) for (sheet, _), margins in zip(pages, own) for side in margins}:
        told = [margins[side] for (sheet, _), margins in zip(pages, own) if sheet.width == width and side in margins]
        told = [margin for margin in told if margin[3] >= ENOUGH] or told
        usual[side, width] = median(left for left, *_ in told), median(right - left for left, right, *_ in told)
    number = 0
    for (sheet, blocks), margins in zip(pages, own):
        items: list[_Placed | Grid] = []
        for block in blocks:
            number += 1
            if isinstance(block, Grid):
                items.append(block)
                continue
            left, right, pitch, _ = margins[block.side]
            usual_left, usual_width = usual[block.side, sheet.width]
            if abs(left - usual_left) < 3 * size:  # further apart: margins for binding, or another layout
                left = min(left, usual_left)
            right = max(right, left + usual_width)
            items += [_Placed(line, left, right, pitch, number, line.size > LARGE * size) for line in block.lines]
        yield items


def _margins(blocks: list[Column | Grid], size: float) -> dict[int, tuple[float, float, float, int]]:
    """Return side -> left margin, right margin, usual distance of lines, number of lines told from."""
    found = {}
    for side in {block.side for block in blocks if isinstance(block, Column)}:
        lines = [line for block in blocks if isinstance(block, Column) and block.side == side for line in block.lines]
        body = [line for line in lines if abs(line.size - size) <= size / 4] or lines
        steps = [below.top - above.top for above, below in pairwise(body) if below.top > above.top]
        pitch = median(steps) if len(steps) >= ENOUGH else 0.0
        found[side] = min(line.x0 for line in body), max(line.x1 for line in body), pitch, len(body)
    return found


def _body_size(pages: Sequence[tuple[Sheet, list[Column | Grid]]]) -> float:
    counts: Counter[float] = Counter()
    for line in (line for _, blocks in pages for block in blocks if isinstance(block, Column) for line in block.lines):
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _goes_on(above: _Placed, below: _Placed) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it, be it on the page before."""
    a, b = above.line, below.line
    drawn = VERTICAL + JOINTS
    if a.spaced or b.spaced or a.text[0] in drawn or b.text[0] in drawn or abs(a.size - b.size) > SAME_SIZE * max(a.size, b.size):
        return False
    if above.large and above.column == below.column and _is_centred(above) and _is_centred(below):
        return not below.read.marker and b.top - a.bottom < a.size  # a title, broken by hand
    if above.column == below.column and above.pitch and b.top - a.top > LOOSE * above.pitch:
        return False
    if above.right - a.x1 > SHORT * a.size + first_width(b):
        return False
    ends, marked = above.read.ends_sentence, bool(below.read.marker)
    if b.x0 - below.left <= INDENT * b.size:
        return not (ends and marked)
    back = (b.x0 - below.left) - (a.x0 - above.left)  # a paragraph set back as a whole, or hanging from its number
    return not ends and not marked and -b.size / 2 <= back <= 4 * b.size


def _is_centred(placed: _Placed) -> bool:
    line = placed.line
    return abs((line.x0 - placed.left) - (placed.right - line.x1)) < 2 * line.size
