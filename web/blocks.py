"""An answer's text -> blocks and pieces that a template can show; nothing here is HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

# Bold, a quotation (which may hold one more inside), a cite:
# "**市住建局**" / "“拨付至改造农户“一卡通”账户”" / "[任务17]", "[二（一）]", "[国发〔2018〕38号 任务3]"; leaves "3*4" and "[]" alone
INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|“(?P<quote>(?:[^“”]|“[^“”]*”)*)”|\[(?P<cite>[^\[\]\n]{1,60})\]")
LIST_ITEM = re.compile(r"\s*(?:(?P<number>\d{1,3})[.．、]\s*|[-*•]\s+)(?P<text>.+)")  # "1. …", "- …" / "2018 年", "-5"
TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")  # "|---|:-:|" / "| 任务 |"
SENTENCE_END = re.compile(r"(?<=[。；！？\n])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a notice a cite or quotation leads."""

    notice: str
    clause: str
    spans: tuple[tuple[int, int], ...] = ()  # source offsets to highlight
    version: str = ""  # of the notice whose offsets they are


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain, bold, quoted or a cite."""

    kind: Literal["text", "strong", "quote", "cite"]
    text: str
    place: Place | None = None


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one row of one cell), a list (rows of one cell) or a table (first row the head)."""

    kind: Literal["paragraph", "numbered", "bullets", "table"]
    rows: tuple[tuple[Line, ...], ...]
    numbers: tuple[int, ...] = ()  # of a numbered list, as written


Find = Callable[[str], Place | None]


def read_blocks(text: str, find_clause: Find, find_quote: Find) -> tuple[Block, ...]:
    """Cut the text into blocks; a cite or quotation that cannot be found stays plain text.

    Args:
        find_clause: the words between brackets (``任务17``) -> where they lead, or None.
        find_quote: the words between quotation marks -> where they stand, or None.
    """
    blocks: list[Block] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    while lines:
        kind, taken = _next_block(lines)
        rows, numbers = [], []
        for line in taken:
            item = LIST_ITEM.fullmatch(line)
            cells = [line]
            if kind == "table":
                cells = line.strip("|").split("|")
            elif kind != "paragraph" and item:
                cells = [item["text"]]
                numbers.append(int(item["number"] or 0))
            rows.append(tuple(read_pieces(cell.strip(), find_clause, find_quote) for cell in cells))
        blocks.append(Block(kind, tuple(rows), tuple(numbers)))
        del lines[: len(taken) + (kind == "table")]
    return tuple(blocks)


def _next_block(lines: list[str]) -> tuple[str, list[str]]:
    """Return the kind of the first block and its lines, a table's rule left out."""
    if len(lines) > 1 and lines[0].startswith("|") and TABLE_RULE.fullmatch(lines[1]):
        rows = [lines[0]]
        for line in lines[2:]:
            if not line.startswith("|"):
                break
            rows.append(line)
        return "table", rows
    first = LIST_ITEM.fullmatch(lines[0])
    if not first:
        return "paragraph", lines[:1]
    items = []
    for line in lines:
        item = LIST_ITEM.fullmatch(line)
        if not item or bool(item["number"]) != bool(first["number"]):
            break
        items.append(line)
    return ("numbered" if first["number"] else "bullets"), items


def read_pieces(text: str, find_clause: Find, find_quote: Find) -> Line:
    """Cut one line: ``见[任务17]`` -> text 见, cite 任务17."""
    pieces: list[Piece] = []
    plain = 0
    for match in INLINE.finditer(text):
        kind = match.lastgroup
        words = match[kind]
        place = {"cite": find_clause, "quote": find_quote}[kind](words) if kind != "strong" else None
        if kind != "strong" and place is None:
            continue
        if match.start() > plain:
            pieces.append(Piece("text", text[plain : match.start()]))
        pieces.append(Piece(kind, words, place))
        plain = match.end()
    if plain < len(text):
        pieces.append(Piece("text", text[plain:]))
    return tuple(pieces)


def reveal(text: str, steps: int) -> list[str]:
    """Return growing beginnings of the text, cut at sentence ends, the last one whole; at most ``steps``."""
    sentences = [part for part in SENTENCE_END.split(text) if part]
    take = max(1, -(-len(sentences) // steps))
    return ["".join(sentences[: end + take]) for end in range(0, len(sentences), take)]
