"""Characters at places become lines of text."""

from __future__ import annotations

import pytest

from ingest.glyphs import Glyph, clean, first_width, text_lines


def glyphs(text: str, x: float = 0.0, top: float = 0.0, size: float = 10.0, step: float = 10.0) -> list[Glyph]:
    return [Glyph(c, x + step * place, x + step * place + size, top, top + size, size) for place, c in enumerate(text)]


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [("⼀", "一"), ("⻓", "长"), ("ﬁ", "fi"), ("豈", "豈"), ("（", "（"), ("\u3000", " "), ("\x00", ""), ("\u200b", ""), ("①", "①")],
)
def test_characters_are_as_they_are_typed(given, cleaned):
    assert clean(given) == cleaned


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (glyphs("一二", top=20) + glyphs("三四"), ["三四", "一二"]),
        (glyphs("二", x=10) + glyphs("一", x=0), ["一二"]),
        (glyphs("一") + glyphs("二", x=30), ["一 二"]),
        (glyphs("一二", step=14), ["一二"]),  # spread to fill the line
        (glyphs("ab", size=10, step=10) + glyphs("cd", x=24), ["ab cd"]),
        (glyphs("一") + glyphs("一", x=0.4), ["一"]),
        (glyphs("一一"), ["一一"]),
        (glyphs("一", top=0) + glyphs("二", x=10, top=2), ["一二"]),  # a little lower
        (glyphs("   "), []),
        ([], []),
    ],
)
def test_lines(given, lines):
    assert [line.text for line in text_lines(given)] == lines


@pytest.mark.parametrize(("text", "width"), [("一二", 10), ("区）。和", 30), ("2018年", 20), ("5G、", 20), ("（一", 10)])
def test_what_is_not_torn_at_a_line_end_has_its_width(text, width):
    assert first_width(text_lines(glyphs(text))[0]) == width


def test_gaps_that_no_running_text_has_are_told():
    assert [line.spaced for line in text_lines(glyphs("甲乙") + glyphs("丙", x=60) + glyphs("甲乙", top=30, step=20))] == [True, False]
