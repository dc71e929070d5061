"""Notices in Traditional characters: read in a simplified copy of the same length, told in the notice's own characters."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from opencc import OpenCC

from schema import AlignedText, Clause, Notice

SHARE = 0.05  # share of characters that conversion changes from which a text counts as Traditional


def simplify(text: str) -> str:
    """Return ``text`` with each Traditional character made simplified, or as it is if it is not Traditional.

    "牽頭單位：市財政局" -> "牵头单位：市财政局", always of the same length.
    """
    simple = text.translate({ord(c): _simple(c) for c in set(text) if "\u3400" <= c <= "\u9fff"})
    changed = sum(map(str.__ne__, text, simple))
    return simple if changed > SHARE * len("".join(text.split())) else text


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _simple(character: str) -> str:
    simple = _converter().convert(character)
    return simple if len(simple) == 1 else character


def restore(notice: Notice, source: str) -> Notice:
    """Return a notice read from ``simplify(source)`` with all its words as ``source`` has them."""
    own = _Speller(notice.source, source)
    spelled = {a.unit: own(a.unit, a.start) for clause in notice.clauses for a in clause.assignments}
    spelled |= {a.written: source[a.start : a.end] for clause in notice.clauses for a in clause.assignments if a.written == a.unit}
    ids = {clause.id: own(clause.id, clause.start) for clause in notice.clauses}
    return replace(
        notice,
        source=source,
        **{name: own(getattr(notice, name)) for name in ("title", "issuer", "document_number", "addressees", "date")},
        clauses=tuple(_restore_clause(clause, own, spelled) for clause in notice.clauses),
        parts=tuple(replace(part, clause=ids.get(part.clause, part.clause)) for part in notice.parts),
        warnings=tuple(replace(w, message=own(w.message, w.start)) for w in notice.warnings),
        _by_id={},
    )


class _Speller:
    """Writes words of the simplified copy as the source has them: from where they stand, else character by character."""

    def __init__(self, simple: str, source: str) -> None:
        self._simple, self._source = simple, source
        self._characters = {s: t for s, t in zip(simple, source) if s != t}

    def __call__(self, words: str, start: int = 0) -> str:
        place = self._simple.find(words, max(0, start - len(words)))
        if place >= 0:
            return self._source[place : place + len(words)]
        return "".join(self._characters.get(c, c) for c in words)

    def at(self, place: int, character: str) -> str:
        """Return the source's character at ``place``; one that stands for a line end or a blank stays."""
        return self._source[place] if place < len(self._source) and self._simple[place] == character else character


def _restore_clause(clause: Clause, own: _Speller, spelled: dict[str, str]) -> Clause:
    body = _restore_body(clause.body, own)

    def record(found: Any, *names: str) -> Any:
        return replace(found, **{name: own(getattr(found, name), found.start) for name in names})

    return replace(
        clause,
        id=own(clause.id, clause.start),
        number=own(clause.number, clause.start),
        path=tuple(map(own, clause.path)),
        headings=tuple(map(own, clause.headings)),
        title=own(clause.title, clause.start),
        body=body,
        open_words=own(clause.open_words, clause.start),
        sentences=tuple(replace(s, text=body.between(s.start, s.end)) for s in clause.sentences),
        assignments=tuple(replace(a, unit=spelled[a.unit], written=own(a.written, a.start)) for a in clause.assignments),
        deadlines=tuple(record(d, "words") for d in clause.deadlines),
        deliverables=tuple(record(d, "name", "kind") for d in clause.deliverables),
        amounts=tuple(record(a, "words") for a in clause.amounts),
        people=tuple(record(p, "name", "title", "linked_to") for p in clause.people),
        officers=tuple(record(o, "name", "title", "label") for o in clause.officers),
        scopes=tuple(record(s, "words") for s in clause.scopes),
    )


def _restore_body(body: AlignedText, own: _Speller) -> AlignedText:
    return AlignedText("".join(own.at(place, c) for c, place in zip(body.text, body.positions)), body.positions)
