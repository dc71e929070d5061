"""Plain words and abbreviations of a question, and the official terms for them that its notice uses: 危改 -> 危房改造."""

from __future__ import annotations

import re

from knowledge import load_knowledge
from schema import Notice


class Lexicon:
    """The plain words for terms that stand in one notice; words that the notice itself uses need no other ones."""

    def __init__(self, notice: Notice) -> None:
        self._terms = {
            plain: term
            for term, words in load_knowledge("words").items()
            if term in notice.source
            for plain in words
            if plain not in notice.source
        }
        words = sorted(self._terms, key=len, reverse=True)
        self._plain = re.compile("|".join(map(re.escape, words)) or "(?!)")

    def with_terms(self, text: str) -> str:
        """Return a text with the notice's terms for its plain words after it: 危改谁牵头 -> 危改谁牵头，危房改造."""
        said = dict.fromkeys(self._terms[match.group()] for match in self._plain.finditer(text))
        return "，".join([text, *(term for term in said if term not in text)])
