"""Cue words of knowledge/cues.yaml, compiled, and where they stand in a text."""

from __future__ import annotations

import re
from functools import cache

from knowledge import load_knowledge


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the alternation of a cue list; ``front_fields.date`` names a list inside a mapping."""
    cues = load_knowledge("cues")
    for key in name.split("."):
        cues = cues[key]
    return re.compile("|".join(f"(?:{cue})" for cue in cues))


def spans(name: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern(name).finditer(text)]


def has(name: str, text: str) -> bool:
    return pattern(name).search(text) is not None


def first(name: str, text: str) -> int | None:
    """Return where a cue first stands, or None."""
    match = pattern(name).search(text)
    return match.start() if match else None


def blank(text: str, stretches: list[tuple[int, int]], mark: str = " ") -> str:
    """Return ``text`` with the stretches overwritten, its length kept."""
    characters = list(text)
    for begin, end in stretches:
        characters[begin:end] = mark * (end - begin)
    return "".join(characters)


def cut(text: str, *names: str) -> str:
    """Return ``text`` without the words of some cue lists."""
    for name in names:
        text = pattern(name).sub("", text)
    return text


def named_fields(text: str) -> list[str]:
    """Return the fields of the front matter that the plain words of a text name."""
    return [name for name in load_knowledge("cues")["front_fields"] if has(f"front_fields.{name}", text)]


@cache
def kind_words() -> dict[str, tuple[str, ...]]:
    """Return word -> kinds of organ, longest words first."""
    words = {word: tuple(kinds.split()) for kinds, said in load_knowledge("kinds").items() for word in said}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))
