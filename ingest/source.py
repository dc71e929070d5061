"""A file's text, with its pages where the format has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Source:
    """The text that all offsets count in.

    ``page_starts[i]`` is the offset at which page ``i + 1`` begins, ascending; empty where the format has no pages.
    A page without text begins where the next one does. ``unread_pages`` are pages, counted from 1, that hold a
    picture in place of text. ``left_out`` is what a web page says around its notice, by place, and is no part of the text.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()

    def rewritten(self, rewrite: Callable[[str], str]) -> Source:
        """Return the source with each page's text rewritten, the pages moved accordingly."""
        if not self.page_starts:
            return replace(self, text=rewrite(self.text))
        ends = (*self.page_starts[1:], len(self.text))
        pages = [rewrite(self.text[start:end]) for start, end in zip(self.page_starts, ends)]
        starts = accumulate(map(len, pages[:-1]), initial=0)
        return replace(self, text="".join(pages), page_starts=tuple(starts))
