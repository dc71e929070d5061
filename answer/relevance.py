"""Two small models over what was found: whether the notice speaks of a topic, and which clauses beside the best are about it too.

The first is the mean of a linear model and of boosted trees, in which each feature moves the chance one way; the second is linear.

They are fitted by training/train_relevance.py on questions of no evaluation set, each once for notices with phrasings and once for
those without. Their numbers are data, relevance.json.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from answer.query import Asks, Query

if TYPE_CHECKING:
    from index import Hit

WEIGHTS = Path(__file__).parent / "relevance.json"
CANDIDATES = 12  # clauses looked at


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: hits of the topic, hits of each part of it, nearness of decoys."""

    hits: list[Hit]
    parts: list[list[Hit]]
    decoys: tuple[float, float]
    named: bool = False  # the clauses are those few that hold a term which the question quotes

    def where(self, holds: Callable[[str], bool]) -> Found:
        """Return what was found in the clauses, told by their ids, for which something holds."""
        hits, *parts = ([hit for hit in some if holds(hit.clause)] for some in (self.hits, *self.parts))
        return Found(hits, [part for part in parts if part], self.decoys, self.named)


def outcome_features(hits: Sequence[Hit], decoys: tuple[float, float], elsewhere: tuple[float, float, float]) -> list[float]:
    """Return what tells whether a topic is found: how good the best hit is, how far ahead, and how near questions are that are not.

    Args:
        decoys: nearness of the nearest decoy, and of the nearest few.
        elsewhere: shares of the topic's words that are of other work, as ``Elsewhere.shares`` has them.
    """
    best = hits[0]
    scores = [hit.score for hit in hits] + [0.0] * CANDIDATES
    return [
        best.score,
        min(best.score, 5.0),
        min(scores[0] - scores[1], 4.0),
        min(scores[0] - scores[3], 6.0),
        best.lexical,
        best.phrasing * 10,
        best.sentence * 10,
        decoys[0] * 10,
        decoys[1] * 10,
        (decoys[0] - max(hit.phrasing for hit in hits)) * 10,
        (decoys[1] - max(hit.sentence for hit in hits)) * 10,
        best.learned,
        best.learned - max((hit.learned for hit in hits[1:]), default=0.0),
        *elsewhere,
    ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may answer beside the best one: how well the whole topic fits it, and how a part of the topic does."""

    clause: str
    features: tuple[float, ...]


def candidates(query: Query, found: Found) -> list[Candidate]:
    """Return the clauses that may answer beside the best one: further hits of the topic, and the first hit of each part."""
    best = found.hits[0]
    by_clause = {hit.clause: (rank, hit) for rank, hit in enumerate(found.hits)}
    firsts = {hits[0].clause: hits for hits in reversed(found.parts)}
    ids = [*dict.fromkeys([*by_clause, *firsts])]
    return [
        Candidate(i, _further_features(query, best, *by_clause.get(i, (CANDIDATES, None)), firsts.get(i), len(found.parts)))
        for i in ids
        if i != best.clause
    ]


def _further_features(query: Query, best: Hit, rank: int, hit: Hit | None, part: list[Hit] | None, parts: int) -> tuple[float, ...]:
    behind = best.score - hit.score if hit else 2 * best.score
    own = part[0].score if part else 0.0
    of_best = next((h.score for h in part if h.clause == best.clause), part[-1].score) if part else 0.0
    several = math.log(max(1e-3, query.several) / max(1e-3, 1 - query.several))
    return (
        behind,
        hit.score / max(1.0, best.score) if hit else 0.0,
        best.lexical - (hit.lexical if hit else 0.0),
        (best.sentence - hit.sentence) * 10 if hit else 2.0,
        (best.phrasing - hit.phrasing) * 10 if hit else 2.0,
        float(rank == 1),
        several,
        several * min(behind, 6.0),
        float(part is not None),
        own,
        own - of_best,
        several * (own - of_best),
        float(part is not None) * several,
        float(parts),
        float(len(re.findall(r"[，、和与跟]", query.text))),
        float(query.asks is Asks.TASKS),
    )


@cache
def weights() -> dict:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def _linear(model: dict, features: Sequence[float], row: int) -> float:
    scaled = ((value - mean) / scale for value, mean, scale in zip(features, model["mean"], model["scale"]))
    return model["intercept"][row] + sum(weight * value for weight, value in zip(model["weights"][row], scaled))


def _boosted(model: dict, features: Sequence[float]) -> float:
    """Return the sum of what boosted trees say; a node is [feature, threshold, left, right], a leaf [value]."""
    total = model["baseline"]
    for tree in model["trees"]:
        node = tree[0]
        while len(node) > 1:
            feature, threshold, left, right = node
            node = tree[left if features[feature] <= threshold else right]
        total += node[0]
    return total


def chance_absent(hits: Sequence[Hit], decoys: tuple[float, float], elsewhere: tuple[float, float, float]) -> float:
    """Return the probability that the notice does not speak of a topic; arguments as of ``outcome_features``."""
    model, features = _model("absent", hits), outcome_features(hits, decoys, elsewhere)
    return _chance((_linear(model, features, 0) + _boosted(model, features)) / 2)


def most_absent(hits: Sequence[Hit]) -> float:
    """Return the chance from which a topic counts as absent."""
    return weights()["thresholds"]["absent" if _are_phrased(hits) else "absent_plain"]


def _are_phrased(hits: Sequence[Hit]) -> bool:
    return any(hit.phrasing for hit in hits)


def _model(name: str, hits: Sequence[Hit]) -> dict:
    """Return the model fitted to such hits: a notice without phrasings, as one just added, has models of its own."""
    return weights()[name] if _are_phrased(hits) else weights()["plain"][name]


def chances_beside(query: Query, found: Found) -> dict[str, float]:
    """Return the probability, for each clause that may answer beside the best one, that it does."""
    model = _model("further", found.hits)
    return {candidate.clause: _chance(_linear(model, candidate.features, 0)) for candidate in candidates(query, found)}


def _chance(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
