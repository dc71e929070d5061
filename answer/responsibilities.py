"""Clauses with several responsibilities, each after the sentences that it is for: …（市水利局）打击非法采砂…（市公安局）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer.yes_no import character_pairs
from schema import Clause, Sentence

CLEARLY = 0.05  # cosine by which the nearest sentence of one responsibility must lead those of the others


TOLD, RIVAL = 0.5, 0.6  # share of a matter's character pairs that tells its responsibility, and of this, what another's may reach


def responsible_for(clause: Clause, ranked: Sequence[tuple[int, float]], matter: str = "") -> Clause:
    """Return a clause with the units of the one responsibility that a question is about; with all of them where that is not clear.

    A clause's first sentence, its heading perhaps, speaks for all of it.

    Args:
        ranked: numbers of its sentences with their nearness to the question, best first.
        matter: the words that name what the question is about: where they stand in the sentences of one responsibility, it is that.
    """
    if len({a.part for a in clause.assignments}) < 2:
        return clause
    if (told := _told_by_words(clause, matter)) is not None:
        return _of_part(clause, told)
    if not ranked or ranked[0][0] == 0:
        return clause
    nearest: dict[int, float] = {}
    for number, nearness in ranked:
        nearest.setdefault(_part_after(clause, clause.sentences[number]), nearness)
    (part, best), *others = nearest.items()
    if any(best - nearness < CLEARLY for _, nearness in others):
        return clause
    return _of_part(clause, part)


def _of_part(clause: Clause, part: int) -> Clause:
    return replace(clause, assignments=tuple(a for a in clause.assignments if a.part == part))


def _told_by_words(clause: Clause, matter: str) -> int | None:
    """Return the responsibility in whose sentences the words of a matter stand, and in no other's; None where they tell none."""
    wanted = character_pairs(matter)
    texts: dict[int, str] = {}
    for sentence in clause.sentences:
        part = _part_after(clause, sentence)
        texts[part] = texts.get(part, "") + ("" if sentence.text.rstrip("。") == clause.title else sentence.text)
    shares = sorted(((len(wanted & character_pairs(text)) / max(1, len(wanted)), part) for part, text in texts.items()), reverse=True)
    (best, told), *others = shares
    return told if best >= TOLD and all(share <= RIVAL * best for share, _ in others) else None


def _part_after(clause: Clause, sentence: Sentence) -> int:
    """Return the responsibility that follows a sentence, the last where none does."""
    return next((a.part for a in clause.assignments if a.start >= sentence.end), clause.assignments[-1].part)
