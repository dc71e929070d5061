"""Clauses with several responsibilities, each after the sentences that it is for: …（市水利局）打击非法采砂…（市公安局）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schema import Clause, Sentence

CLEARLY = 0.05  # cosine by which the nearest sentence of one responsibility must lead those of the others


def responsible_for(clause: Clause, ranked: Sequence[tuple[int, float]]) -> Clause:
    """Return a clause with the units of the one responsibility that a question is about; with all of them where that is not clear.

    A clause's first sentence, its heading perhaps, speaks for all of it.

    Args:
        ranked: numbers of its sentences with their nearness to the question, best first.
    """
    if len({a.part for a in clause.assignments}) < 2 or not ranked or ranked[0][0] == 0:
        return clause
    nearest: dict[int, float] = {}
    for number, nearness in ranked:
        nearest.setdefault(_part_after(clause, clause.sentences[number]), nearness)
    (part, best), *others = nearest.items()
    if any(best - nearness < CLEARLY for _, nearness in others):
        return clause
    return replace(clause, assignments=tuple(a for a in clause.assignments if a.part == part))


def _part_after(clause: Clause, sentence: Sentence) -> int:
    """Return the responsibility that follows a sentence, the last where none does."""
    return next((a.part for a in clause.assignments if a.start >= sentence.end), clause.assignments[-1].part)
