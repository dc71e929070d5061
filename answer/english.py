"""English questions: names of organs, officials and policy terms turned into Chinese, so that the rest need know no English."""

from __future__ import annotations

import re
from functools import cache

from knowledge import load_knowledge

PREFIX = r"(?:the\s+)?(?:shanwei\s+)?(?:municipal|city|county|local)?\s*"


@cache
def _dictionary() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern of all English names, longest first, and what each stands for."""
    knowledge = load_knowledge("english")
    chinese = {term: word for term, word in knowledge["terms"].items()}
    chinese |= knowledge["titles"]
    chinese |= {name: organ for organ, names in knowledge["organs"].items() for name in names}
    names = sorted(chinese, key=len, reverse=True)
    return re.compile(rf"\b{PREFIX}({'|'.join(map(re.escape, names))})(?:s|es)?\b", re.I), chinese


def to_chinese(text: str) -> str:
    """Return a question with the names and terms it knows in Chinese; the frame stays English.

    "Which unit leads the renovation of dilapidated houses?" -> "Which unit leads the renovation of 危房改造?"
    """
    pattern, chinese = _dictionary()
    return pattern.sub(lambda match: f" {chinese[match[1].lower()]} ", text)
