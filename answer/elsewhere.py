"""How much of a topic is told in the words of other government work: words that its notice lacks and that other documents have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge import load_knowledge
from schema import Notice

CHINESE = re.compile("[\u4e00-\u9fff]+")


class Elsewhere:
    """Tells what words of one notice's questions are those of other work: 家庭医生签约 where a notice speaks of no such thing.

    Words are told by pairs of neighbouring characters.
    """

    def __init__(self, notice: Notice) -> None:
        texts = [notice.title, *(text for clause in notice.clauses for text in (clause.text, *clause.headings))]
        self._own = pairs_of(texts)

    def shares(self, topic: str) -> tuple[float, float, float]:
        """Return the shares of a topic's pairs that the notice lacks, 0 to 1: all, those of other documents, those of names of matters."""
        asked = pairs_of([topic])
        foreign, number = asked - self._own, max(1, len(asked))
        documents, names = _of_matters()
        return len(foreign) / number, len(foreign & documents) / number, len(foreign & names) / number


@cache
def _of_matters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the pairs of knowledge/matters.yaml, those of its sentences and those of its names."""
    matters = load_knowledge("matters")
    return pairs_of(matters.values()), pairs_of(matters)


def pairs_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese characters of some texts."""
    stretches = (stretch for text in texts for stretch in CHINESE.findall(text))
    return frozenset(stretch[i : i + 2] for stretch in stretches for i in range(len(stretch) - 1))
