"""A topic -> the clauses that are about it, or the finding that none is, or too many are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from schema import Clause, Notice

if TYPE_CHECKING:
    from index import Hit

CANDIDATES = 12  # clauses looked at
FOUND = 3.0  # score from which the best clause is taken to be about the topic; tuned on the training questions
SECOND = 0.9  # share of the best score from which a further clause is about the topic too
MAX_CLAUSES = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found on a topic. ``sentences``: clause id -> (number, nearness), best first."""

    outcome: Literal["found", "absent", "vague"]
    clauses: tuple[Clause, ...]  # about the topic; the choices where vague; the nearest where absent
    sentences: dict[str, tuple[tuple[int, float], ...]]
    hits: tuple[Hit, ...]


def weigh(notice: Notice, hits: Sequence[Hit]) -> Evidence:
    """Decide from the hits, best first, which clauses a topic is about."""
    clauses = [notice.clause(hit.clause) for hit in hits]
    sentences = {hit.clause: hit.sentences for hit in hits}
    if not hits or hits[0].score < FOUND:
        return Evidence("absent", tuple(clauses[:3]), sentences, tuple(hits))
    floor = hits[0].score * SECOND
    about = [clause for clause, hit in zip(clauses, hits) if hit.score >= floor][:MAX_CLAUSES]
    return Evidence("found", tuple(about), sentences, tuple(hits))
