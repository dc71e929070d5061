"""The thoughts of a model that thinks aloud are no part of its reply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MARKS = ("<think>", "</think>", "<thinking>", "</thinking>")
MARK = re.compile("|".join(MARKS))


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a reply without what is thought in it, also where the thought never ends.

    "<think>谁呢……</think>由市住建局牵头。" -> 由市住建局牵头。
    "谁呢……</think>由市住建局牵头。" -> 谁呢……⏎由市住建局牵头。: where the opening mark was the prompt's, it came too late to be known.
    """
    text, thinks = "", False
    for piece in pieces:
        text += piece
        while mark := MARK.search(text):
            closes = mark.group().startswith("</")
            if not thinks and (said := text[: mark.start()] + "\n" * closes):
                yield said
            text, thinks = text[mark.end() :], not closes
        sure = len(text) - _begun(text)
        if not thinks and sure:
            yield text[:sure]
        text = text[sure:]
    if text and not thinks:
        yield text


def _begun(text: str) -> int:
    """Return how many characters at the end of a text may be the beginning of a mark: 牵头。</th -> 4."""
    begun = text[text.rfind("<") :] if "<" in text else ""
    return len(begun) if any(mark.startswith(begun) for mark in MARKS) else 0
