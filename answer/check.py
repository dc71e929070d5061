"""The proof of words: nothing leaves that does not stand in a cited clause or follow from cited ones.

A draft is proved whole by ``check``. ``prove_words`` proves any words against given grounds; a language model's sentences go through it
too, and then through the narrower proof of ``answer/llm/proof.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from answer.draft import Draft, label
from schema import Clause, Notice

CITE = re.compile(r"\[(任务)?([^\[\]]{1,24})\]")
QUOTE = re.compile(r"“([^”]*(?:“[^”]*”[^”]*)*)”")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PARTED = re.compile(r"(?<=\d)\s+(?=\d)")  # "2 027年", a page's end within 2027 / "1. 2027年", which is no 1.2027


class Unproven(ValueError):
    """Words state something that their evidence does not hold; the message says what, ``kind`` what sort of thing it is."""

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind  # quote, cite, unit, number; and those of answer/llm/proof.py


@dataclass(frozen=True, slots=True)
class Grounds:
    """What words are proved against."""

    evidence: tuple[str, ...]  # texts of the clauses rested on, mended and as they stand, with canonical unit names
    labels: frozenset[str]  # of the clauses that may be named
    known_units: tuple[str, ...]  # of the notice: each must stand in the evidence where it is named
    numbers: frozenset[str] = frozenset()  # computed from the clauses
    echoed: frozenset[str] = frozenset()  # the person's own words, which claim nothing
    document_number: str = ""  # of the notice: 青政办发[2003]28号 cites nothing

    @classmethod
    def of(cls, notice: Notice, clauses: Iterable[str], known_units: tuple[str, ...], **others: frozenset[str]) -> Grounds:
        """Return the grounds that these clauses give."""
        clauses = [notice.clause(i) for i in clauses]
        labels = others.pop("labels", frozenset(map(label, clauses)))
        return cls(_evidence(notice, clauses), labels, known_units, document_number=notice.document_number, **others)

    def hold(self, words: str) -> bool:
        """Tell whether words stand in one of the texts."""
        return any(words in text for text in self.evidence)


def check(draft: Draft, known_units: tuple[str, ...]) -> None:
    """Prove a draft.

    Raises:
        Unproven: a quotation is not the source at its offsets; a clause is named that does not exist; an answer rests on
            nothing; a unit, date or number stands in no cited clause and was not computed from cited ones.
    """
    notice = draft.notice
    for clause, start, end in draft.quotes:
        home = notice.clause(clause)
        if not notice.belongs(start, end, home) or not notice.source[start:end].strip():
            raise Unproven(f"quotation {start}-{end} is not in clause {clause}", "quote")
        if draft.status == "answered" and clause not in draft.clauses:
            raise Unproven(f"quotation from clause {clause}, on which the answer does not rest", "quote")
    whole_notice = draft.clauses == [] and draft.computed  # counted over all tasks: any unit may be among them
    grounds = Grounds.of(
        notice,
        draft.clauses,
        () if whole_notice else known_units,
        labels=frozenset(label(notice.clause(i)) for i in {*draft.clauses, *draft.mentioned}),
        numbers=frozenset(map(str, draft.computed)),
        echoed=frozenset(draft.echoed),
    )
    if draft.status != "answered":
        return _prove_cites(draft.claims, grounds)
    prove_words(draft.claims, grounds)
    for unit in draft.units or ():
        if not grounds.hold(unit) and draft.clauses:
            raise Unproven(f"answers with {unit}, which stands in no cited clause", "unit")


def prove_words(text: str, grounds: Grounds) -> None:
    """Prove the cites, units, numbers and quotations of a text.

    Raises:
        Unproven: one of them has no ground.
    """
    _prove_cites(text, grounds)
    _prove_units(text, grounds)
    _prove_numbers(text, grounds)
    _prove_quotes(text, grounds)


def _evidence(notice: Notice, clauses: list[Clause]) -> tuple[str, ...]:
    texts = []
    for clause in clauses:
        begin = clause.body.positions[0] if clause.text else clause.end  # behind the clause's number, which is a text of its own
        texts += [clause.number, clause.text, notice.source[begin : clause.end], *clause.units]
        texts += [f"{officer.label}：{officer.title}{officer.name}" for officer in clause.officers]  # those above it stand elsewhere
    if any(clause.id == "文首" for clause in clauses):
        texts += [notice.title, notice.issuer, notice.document_number, notice.addressees, notice.date]
        texts += [notice.source[slice(*notice.front_spans.get("copies", (0, 0)))]]
    return tuple(texts)


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text, as they stand and with blanks between digits left out: "1. 2 027年" -> 1, 2, 027, 2027."""
    return {*NUMBER.findall(text), *NUMBER.findall(PARTED.sub("", text))}


def _prove_cites(text: str, grounds: Grounds) -> None:
    for match in CITE.finditer(text.replace(grounds.document_number or "\0", "")):
        if match.group()[1:-1] not in grounds.labels:
            raise Unproven(f"cites {match.group()}, on which the answer does not rest", "cite")


def _prove_units(text: str, grounds: Grounds) -> None:
    text = _without_echo(text, grounds)
    for unit in grounds.known_units:
        if unit in text and not grounds.hold(unit):
            raise Unproven(f"names {unit}, which stands in no cited clause", "unit")


def _prove_numbers(text: str, grounds: Grounds) -> None:
    known = grounds.numbers.union(*map(_numbers, grounds.evidence))
    for number in NUMBER.findall(_without_echo(CITE.sub("", text), grounds)):
        if number not in known:
            raise Unproven(f"states the number {number}, which stands in no cited clause and was not computed", "number")


def _prove_quotes(text: str, grounds: Grounds) -> None:
    texts = ["".join(text.split()) for text in grounds.evidence]
    for match in QUOTE.finditer(text):
        quoted = "".join(match[1].split())
        if not any(quoted in each for each in texts) and match[1] not in grounds.echoed:
            raise Unproven(f"quotes “{match[1][:30]}”, which stands in no cited clause", "quote")


def _without_echo(text: str, grounds: Grounds) -> str:
    for words in grounds.echoed:
        text = text.replace(words, "")
    return text
