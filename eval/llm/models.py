"""Models for the measurement: one that lies about every clause it is given, one that does as it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from answer.llm.model import MAX_CHARACTERS
from answer.llm.wording import MAX_ASKED, MAX_SENTENCES
from eval.llm.lies import lies
from eval.llm.truth import TRUE, Said, truths

MOST = 400  # lies about a clause
T = TypeVar("T")
MISREADINGS = (
    '{"asks": "units", "wanted": "lead", "topic": "危房改造"}',
    '{"asks": "tasks", "units": [{"name": "市教育局", "part": "leads"}]}',
    '{"asks": "content", "clauses": ["17"]}',
    '{"asks": "units", "clauses": ["99"]}',
    '{"asks": "units", "topic": "危房改造由市水务局牵头"}',
    '{"asks": "content", "topic": "危房改造已经取消"}',
    '{"asks": "units", "topic": "危房改造", "answer": "由市水务局牵头"}',
    '{"status": "answered", "units": ["市水务局"]}',
    "由市水务局牵头。",
    '{"asks": "verify", "units": [{"name": "市水务局", "part": "leads"}], "topic": "危房改造"}',
)


class Liar:
    """A model that lies about every clause it is given, with a truth after every third lie; it misreads questions too.

    It says no more than is looked at, so that what it said has been proved or dropped, all of it.
    """

    def __init__(self, most: int = MAX_ASKED) -> None:
        """
        Args:
            most: sentences a reply.
        """
        self.most = most
        self.said: list[Said] = []
        self._turn = 0

    def __call__(self, instructions: str, material: dict[str, Any]) -> str:
        if "条款" not in material:
            return self._misread(material)
        given = [clause["编号"] for clause in material["条款"]]
        told = [lie for clause in material["条款"] for lie in islice(lies(clause, given), MOST)]
        true = [truth for clause in material["条款"] for truth in truths(clause)]
        self._turn += 1
        mixed = _mix(_from(told, self._turn * self.most), _from(true, self._turn)[: MAX_SENTENCES - 1])
        chosen, room = [], MAX_CHARACTERS
        for kind, sentence in islice(mixed, self.most):
            room -= len(sentence)
            if room >= 0:
                chosen.append((kind, sentence))
        self.said += chosen
        return "".join(sentence for _, sentence in chosen)

    def _misread(self, material: dict[str, Any]) -> str:
        self._turn += 1
        return MISREADINGS[self._turn % len(MISREADINGS)]


def honest(instructions: str, material: dict[str, Any]) -> str:
    """The model that does as it is told."""
    if "条款" not in material:
        return '{"asks": "unclear"}'
    return "".join(sentence for clause in material["条款"] for sentence in islice(truths(clause), 6))


def _from(items: Sequence[T], place: int) -> Sequence[T]:
    """Return items in their order from a place on, and round: (abc, 4) -> bca."""
    begin = place % max(1, len(items))
    return [*items[begin:], *items[:begin]]


def _mix(told: Sequence[Said], true: Sequence[str]) -> Iterator[Said]:
    """Yield lies with a truth after each third."""
    left = iter(true)
    for place, lie in enumerate(told, 1):
        yield lie
        if place % 3 == 0 and (truth := next(left, "")):
            yield TRUE, truth
