"""The lines of a page in reading order, where it is set in two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.glyphs import Glyph, TextLine, baselines, text_lines

MIN_ROWS = 8  # lines side by side; fewer are a list or signatures
MIN_SHARE = 0.6  # of the page's lines that leave the gutter free
MIN_GAP = 1.2  # of the size: the least width of a gutter
MIN_FILLED = 0.8  # of a column's width, in most of its lines: running text, not a list of words


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other; ``side`` is 0 for the whole width, 1 for the left half, 2 for the right."""

    side: int
    lines: list[TextLine]


def columns(glyphs: Sequence[Glyph], width: float, cuts: Sequence[float]) -> list[Column]:
    """Return the lines of a page, in the order they are read, by the columns they stand in.

    Args:
        width: of the page.
        cuts: heights at which a table lies across the page: no column goes on below it.
    """
    gutter = _gutter(glyphs, width)
    found: list[Column] = []
    band: list[Glyph] = []
    waiting = sorted(cuts)
    for row in baselines(glyphs):
        across = gutter is not None and _crosses(row, gutter)
        if across or (waiting and row[0].top >= waiting[0]):
            found += _split(band, gutter)
            band = []
            waiting = [height for height in waiting if height > row[0].top]
        if across:
            found += _split(row, None)
        else:
            band += row
    return [column for column in [*found, *_split(band, gutter)] if column.lines]


def _split(band: Iterable[Glyph], gutter: float | None) -> list[Column]:
    if gutter is None:
        return [Column(0, text_lines(band))]
    left = [glyph for glyph in band if glyph.x1 <= gutter]
    right = [glyph for glyph in band if glyph.x1 > gutter]
    return [Column(1, text_lines(left)), Column(2, text_lines(right))]


def _gutter(glyphs: Sequence[Glyph], width: float) -> float | None:
    """Return the middle of the free strip between two columns of running text, or None."""
    rows = [[glyph for glyph in row if not glyph.text.isspace()] for row in baselines(glyphs)]
    gaps = [gap for row in rows for gap in _gaps(row) if 0.35 * width < (gap[0] + gap[1]) / 2 < 0.65 * width]
    if len(gaps) < MIN_ROWS:
        return None
    middles = sorted((left + right) / 2 for left, right in gaps)
    gutter = middles[len(middles) // 2]
    beside = [row for row in rows if any(left <= gutter <= right for left, right in _gaps(row))]
    across = sum(_crosses(row, gutter) for row in rows)
    if len(beside) < max(MIN_ROWS, MIN_SHARE * (len(beside) + across)):
        return None
    lefts = [max(g.x1 for g in row if g.x1 <= gutter) - row[0].x0 for row in beside]
    rights = [row[-1].x1 - min(g.x0 for g in row if g.x1 > gutter) for row in beside]
    widths = gutter - min(row[0].x0 for row in beside), max(row[-1].x1 for row in beside) - gutter
    return gutter if _is_running(lefts, widths[0]) and _is_running(rights, widths[1]) else None


def _crosses(row: list[Glyph], gutter: float) -> bool:
    """Tell whether a line runs on over the gutter."""
    if any(glyph.x0 < gutter < glyph.x1 for glyph in row):
        return True
    left, right = [g for g in row if g.x1 <= gutter], [g for g in row if g.x0 >= gutter]
    return bool(left and right) and min(g.x0 for g in right) - max(g.x1 for g in left) < MIN_GAP * row[0].size


def _gaps(row: list[Glyph]) -> Iterator[tuple[float, float]]:
    for left, right in pairwise(row):
        if right.x0 - left.x1 >= MIN_GAP * left.size:
            yield left.x1, right.x0


def _is_running(lengths: list[float], width: float) -> bool:
    return sum(length >= MIN_FILLED * width for length in lengths) >= len(lengths) / 2
