"""A topic -> the clauses that are about it, or the finding that none is, or too many are.

Two small linear models decide, trained by training/train_relevance.py on questions of no evaluation set: whether the notice speaks of the topic at
all (found, absent, vague), and which clauses beside the best one are about it too. Their weights are data, relevance.json.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from schema import Clause, Notice

if TYPE_CHECKING:
    from index import Hit

WEIGHTS = Path(__file__).parent / "relevance.json"
CANDIDATES = 12  # clauses looked at
MAX_CLAUSES = 5
NEAREST = 3  # clauses named where none is about the topic
CHOICES = 4  # clauses named where too many are
SEVERAL = re.compile(r"哪几|哪些(?:项|条|任务)|分别|各(?:是|在|看)|都(?:找|列|写|有|在|讲|提)|几处|几(?:项|条)|两(?:项|条|处)|三(?:项|条|处)|全部|一共|和[^，。？]{1,12}的?[，、]?(?:分别|各)|which tasks|all")
OUTCOMES: tuple[Literal["found", "absent", "vague"], ...] = ("found", "absent", "vague")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found on a topic. ``sentences``: clause id -> (number, nearness), best first."""

    outcome: Literal["found", "absent", "vague"]
    clauses: tuple[Clause, ...]  # about the topic; the choices where vague; the nearest where absent
    sentences: dict[str, tuple[tuple[int, float], ...]]
    hits: tuple[Hit, ...]
    probabilities: tuple[float, ...] = ()  # of the outcomes, in the order of OUTCOMES


def outcome_features(topic: str, hits: Sequence[Hit]) -> list[float]:
    """Return what tells whether a topic is found: how good the best hit is, how alone, how long and how known the topic."""
    best = hits[0]
    scores = [hit.score for hit in hits] + [hits[-1].score] * CANDIDATES
    length = sum(character.isalnum() for character in topic)
    return [
        best.score,
        min(best.score, 6.0),
        scores[0] - scores[1],
        scores[0] - scores[3],
        scores[0] - scores[7],
        sum(score > scores[0] - 1.0 for score in scores[:CANDIDATES]),
        best.lexical,
        max(hit.lexical for hit in hits),
        sum(hit.lexical > 0.5 for hit in hits),
        best.phrasing * 10,
        best.sentence * 10,
        best.dense * 10,
        math.log1p(length),
        float(length <= 4),
        best.lexical * length,
    ]


def further_features(topic: str, best: Hit, hit: Hit, rank: int) -> list[float]:
    """Return what tells whether a hit after the best one is about the topic too."""
    return [
        hit.score,
        best.score - hit.score,
        hit.score / max(1.0, best.score),
        hit.lexical,
        best.lexical - hit.lexical,
        (best.sentence - hit.sentence) * 10,
        (best.phrasing - hit.phrasing) * 10,
        float(rank == 1),
        float(bool(SEVERAL.search(topic))),
        float(bool(SEVERAL.search(topic))) * (best.score - hit.score),
        float(len(re.findall(r"[，、和与跟]", topic))),
    ]


@cache
def weights() -> dict:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def _linear(model: dict, features: Sequence[float], row: int) -> float:
    scaled = ((value - mean) / scale for value, mean, scale in zip(features, model["mean"], model["scale"]))
    return model["intercept"][row] + sum(weight * value for weight, value in zip(model["weights"][row], scaled))


def outcome_probabilities(topic: str, hits: Sequence[Hit]) -> tuple[float, ...]:
    """Return the probabilities of found, absent and vague."""
    model = weights()["outcome"]
    features = outcome_features(topic, hits)
    exponents = [math.exp(min(50.0, _linear(model, features, row))) for row in range(len(OUTCOMES))]
    return tuple(value / sum(exponents) for value in exponents)


def weigh(notice: Notice, question: str, topic: str, hits: Sequence[Hit]) -> Evidence:
    """Decide from the hits, best first, which clauses a topic is about.

    Args:
        question: as it was asked, for what tells that several clauses are wanted.
        topic: what was searched for.
    """
    clauses = [notice.clause(hit.clause) for hit in hits]
    sentences = {hit.clause: hit.sentences for hit in hits}
    if not hits:
        return Evidence("absent", (), {}, ())
    probabilities = outcome_probabilities(topic, hits)
    thresholds = weights()["thresholds"]
    if probabilities[1] > thresholds["absent"]:
        return Evidence("absent", tuple(clauses[:NEAREST]), sentences, tuple(hits), probabilities)
    if probabilities[2] > thresholds["vague"]:
        return Evidence("vague", tuple(clauses[:CHOICES]), sentences, tuple(hits), probabilities)
    model = weights()["further"]
    about = [clauses[0]]
    for rank, (clause, hit) in enumerate(zip(clauses[1:], hits[1:]), start=1):
        chance = 1 / (1 + math.exp(-_linear(model, further_features(question, hits[0], hit, rank), 0)))
        if chance > thresholds["further"]:
            about.append(clause)
    return Evidence("found", tuple(about[:MAX_CLAUSES]), sentences, tuple(hits), probabilities)
