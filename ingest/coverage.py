"""The proof that a parse is complete: every character of the source in exactly one part."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from ingest.lines import is_furniture
from prompts import message
from schema import ParseWarning, Part

# "\n\n---\n", "| " / "三、"
SEPARATOR = re.compile(r"[\s#*_=\-—|｜丨>:+•·\u2500-\u257f\u3000\xa0\ufeff。．.、；;]*")


log = logging.getLogger(__name__)


class CoverageError(RuntimeError):
    """The parts do not partition the source: a defect of the parser, not of the notice."""


def complete_partition(source: str, parts: list[Part]) -> tuple[tuple[Part, ...], list[ParseWarning]]:
    """Fill the gaps between parts with separators; text in a gap becomes a warning.

    Two parts that overlap are a defect of the parser: the one that begins first stands, the other is cut, a warning says where.
    """
    filled: list[Part] = []
    warnings: list[ParseWarning] = []
    place = 0
    held = sorted((part for part in parts if part.start < part.end), key=lambda part: (part.start, part.end))
    for part in [*held, Part("separator", len(source), len(source))]:
        if part.start < place:
            log.error("expected parts that do not overlap, was: %s before %s", part, place)
            end = min(part.end, place)
            warnings.append(ParseWarning("overlap", message("warn_overlap", text=source[part.start : end][:30]), part.start, end))
            part = replace(part, start=place)
        if part.start > place:
            filled.append(Part("separator", place, part.start))
            gap = source[place : part.start]
            unread = [line.strip() for line in gap.splitlines() if not SEPARATOR.fullmatch(line) and not is_furniture(line.strip())]
            if unread:
                warnings.append(ParseWarning("unread", message("warn_unread", text="…".join(unread)[:30]), place, part.start))
        if part.end > part.start:
            filled.append(part)
        place = max(place, part.end)
    return tuple(filled), warnings


def check_partition(source: str, parts: tuple[Part, ...]) -> None:
    """Raise ``CoverageError`` unless the parts follow one another from 0 to the end."""
    place = 0
    for part in parts:
        if part.start != place or part.end <= part.start:
            raise CoverageError(f"expected a part from {place}, was: {part}")
        place = part.end
    if place != len(source):
        raise CoverageError(f"expected parts up to {len(source)}, was: {place}")
