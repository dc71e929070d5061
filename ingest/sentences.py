"""Text -> sentences, brackets and quotation marks kept whole."""

from __future__ import annotations

OPENERS, CLOSERS = "（(“《「『【", "）)”》」』】"
ENDS = "。！？；\n"


def sentence_bounds(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the bounds of the sentences in ``text[begin:end]``, marks included, blanks trimmed.

    "甲。乙（丙。丁）；戊" -> 甲。| 乙（丙。丁）；| 戊
    """
    bounds = []
    depth, start = 0, begin
    for place in range(begin, end):
        character = text[place]
        if character in OPENERS:
            depth += 1
        elif character in CLOSERS:
            depth = max(0, depth - 1)
        elif character in ENDS and (depth == 0 or character == "\n"):
            depth = 0
            bounds.append((start, place + 1))
            start = place + 1
    bounds.append((start, end))
    trimmed = []
    for first, last in bounds:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if any(character.isalnum() for character in text[first:last]):
            trimmed.append((first, last))
    return trimmed
