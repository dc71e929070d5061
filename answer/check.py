"""The proof of an answer: nothing leaves that does not stand in a cited clause or follow from cited ones."""

from __future__ import annotations

import re

from answer.draft import Draft, label
from schema import Notice

CITE = re.compile(r"\[(任务)?([^\[\]]{1,24})\]")
QUOTE = re.compile(r"“([^”]*(?:“[^”]*”[^”]*)*)”")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Unproven(ValueError):
    """A draft states something that its evidence does not hold; the message says what."""


def check(draft: Draft, known_units: tuple[str, ...]) -> None:
    """Prove a draft.

    Raises:
        Unproven: a quotation is not the source at its offsets; a clause is named that does not exist; an answer rests on
            nothing; a unit, date or number stands in no cited clause and was not computed from cited ones.
    """
    notice = draft.notice
    for clause, start, end in draft.quotes:
        home = notice.clause(clause)
        within = home.start <= start < end <= home.end or (start, end) in {(a.start, a.end) for a in home.assignments}
        if not within or not notice.source[start:end].strip():
            raise Unproven(f"quotation {start}-{end} is not in clause {clause}")
        if draft.status == "answered" and clause not in draft.clauses:
            raise Unproven(f"quotation from clause {clause}, on which the answer does not rest")
    _check_cites(draft, notice)
    if draft.status != "answered":
        return
    evidence = _evidence(draft, notice)
    _check_units(draft, known_units, evidence)
    _check_numbers(draft, evidence)
    _check_quotes(draft, evidence)


def _check_cites(draft: Draft, notice: Notice) -> None:
    named = {*draft.clauses, *draft.mentioned}
    labels = {label(notice.clause(i)) for i in named}
    for match in CITE.finditer(draft.claims.replace(notice.document_number or "\0", "")):  # 青政办发[2003]28号 cites nothing
        if match.group()[1:-1] not in labels:
            raise Unproven(f"cites {match.group()}, on which the answer does not rest")


def _evidence(draft: Draft, notice: Notice) -> str:
    """Return the text of the cited clauses, mended and as it stands, with canonical unit names."""
    texts = []
    for clause in (notice.clause(i) for i in draft.clauses):
        texts += [clause.number, clause.text, notice.source[clause.start : clause.end], *clause.units]
    if "文首" in draft.clauses:
        texts += [notice.title, notice.issuer, notice.document_number, notice.addressees, notice.date]
    return "\n".join(texts)


def _check_units(draft: Draft, known_units: tuple[str, ...], evidence: str) -> None:
    text = draft.claims
    for words in draft.echoed:
        text = text.replace(words, "")
    for unit in known_units:
        if unit in text and unit not in evidence and not (draft.clauses == [] and draft.computed):
            raise Unproven(f"names {unit}, which stands in no cited clause")
    for unit in draft.units or ():
        if unit not in evidence and draft.clauses:
            raise Unproven(f"answers with {unit}, which stands in no cited clause")


def _check_numbers(draft: Draft, evidence: str) -> None:
    text = CITE.sub("", draft.claims)
    for words in draft.echoed:
        text = text.replace(words, "")
    known = set(NUMBER.findall(re.sub(r"\s+", "", evidence))) | {str(n) for n in draft.computed}
    for number in NUMBER.findall(text):
        if number not in known:
            raise Unproven(f"states the number {number}, which stands in no cited clause and was not computed")


def _check_quotes(draft: Draft, evidence: str) -> None:
    plain = re.sub(r"\s+", "", evidence)
    for match in QUOTE.finditer(draft.claims):
        quoted = re.sub(r"\s+", "", match[1])
        if quoted and quoted not in plain and match[1] not in draft.echoed:
            raise Unproven(f"quotes “{match[1][:30]}”, which stands in no cited clause")
