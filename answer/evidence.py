"""A topic -> the clauses that are about it, or the finding that none is, or too many are.

Two small linear models decide, fitted by training/train_relevance.py on questions of no evaluation set: whether the notice
speaks of the topic at all, and which clauses beside the best one are about it too. Their numbers are data, relevance.json.
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

from answer.query import Asks, Query
from answer.topic import bare_core
from schema import Clause, Notice

if TYPE_CHECKING:
    from index import Hit

WEIGHTS = Path(__file__).parent / "relevance.json"
CANDIDATES = 12  # clauses looked at
MAX_CLAUSES = 5
SHORT_QUESTION = 16  # characters; who says more has said what is meant
SHORT_TOPIC = 4  # characters of a core that may be too general
COMMON_TOPIC = 2  # clauses in which the rarest words of such a core stand
VERY_COMMON = 4  # clauses that hold a core of one word, from which no lead is clear
SURE = 4.5  # score at which a clause speaks of the matter whatever else does
CLEAR_LEAD = 3.0  # score by which the best clause of such a core must lead
MIN_PART, MIN_SEGMENT, MAX_PARTS = 3, 3, 5  # characters of a part and of a half question; parts searched for
NEARBY = 1.0  # score by which another clause must be better than the one last spoken of
PART_FOUND = 4.5  # score from which a part's best clause counts
SEVERAL_MARGIN = 2.0  # the same, where the question says that it wants several
PART_MARGIN = 3.0  # by which it must be nearer to its own clause than to the whole topic's
NEAREST = 3  # clauses named where none is about the topic
CHOICES = 4  # clauses named where too many are
SEVERAL = re.compile(
    r"哪[两二三四五几些](?:项|条|处|件|块|个任务|个条款)|哪些(?:任务|条款|地方|项)|几处|(?<!参加)(?<!单位)(?<!配合)(?<!参与)分别|各(?:是|在|看|归|由)(?:哪|谁|第)"
    r"|[两三四](?:项|件事?|处|条)(?:都|分别|各|，|的?牵头|$)"
    r"|[两三四]样|这[两俩三四](?:件|项|样|条|块)|俩|都(?:找出|列出|写在|有提|讲到)|一个[^，。]{1,12}[，、]?[^，。]{0,12}一个"
    r"|一条[^？]{2,14}一条|一共(?:在|有)?(?:哪|几)"
    r"|哪里(?:讲|写|有|提|说)|还有[^，。]{1,12}(?:哪|分)"
    r"|的[、和][^，。？]{2,8}的(?!单位|部门|时候)|(?i:which tasks|which items|respectively)"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found on a topic. ``sentences``: clause id -> (number, nearness), best first."""

    outcome: Literal["found", "absent", "vague"]
    clauses: tuple[Clause, ...]  # about the topic; the choices where vague; the nearest where absent
    sentences: dict[str, tuple[tuple[int, float], ...]]
    hits: tuple[Hit, ...]
    chance_absent: float = 0.0


# "是哪两项", "这三件事": how many clauses are wanted
NUMBERED = re.compile(
    r"哪([两二三四五])(?:个|大)?(?:项|条|处|件|块|个任务)|这([两俩三四五])(?:件|项|样|个|条|块)?|([两三四五])(?:样|件事|处|(?:项|条)(?=都|分别|各|，|的?牵头|$))|(俩)在"
)


def expected_number(question: str) -> int:
    """Return the number of clauses a question says it wants, 0 if it says none: "是哪两项" -> 2."""
    match = NUMBERED.search(question)
    return "零一二三四五".index(next(g for g in match.groups() if g).replace("两", "二").replace("俩", "二")) if match else 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: hits of the topic, hits of each part of it, nearness of decoys."""

    hits: list[Hit]
    parts: list[list[Hit]]
    decoys: tuple[float, float]


def outcome_features(hits: Sequence[Hit], decoys: tuple[float, float]) -> list[float]:
    """Return what tells whether a topic is found: how good the best hit is, how far ahead, and how near questions are that are not."""
    best = hits[0]
    scores = [hit.score for hit in hits] + [hits[-1].score] * CANDIDATES
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
    ]


def is_generic(core: str, spread: int, hits: Sequence[Hit]) -> bool:
    """Tell whether a topic fits too many clauses to pick one: 那个补贴, 培训的; 危房改造 stands out and does not."""
    length = sum(character.isalnum() for character in core)
    ahead = hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score
    return length <= SHORT_TOPIC and spread >= COMMON_TOPIC and (ahead < CLEAR_LEAD or (length <= 2 and spread >= VERY_COMMON))


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


def chance_absent(hits: Sequence[Hit], decoys: tuple[float, float]) -> float:
    """Return the probability that the notice does not speak of a topic."""
    return 1 / (1 + math.exp(-_linear(weights()["absent"], outcome_features(hits, decoys), 0)))


def weigh(notice: Notice, query: Query, spread: int, found: Found) -> Evidence:
    """Decide from the hits, best first, which clauses a query's topic is about.

    Args:
        spread: in how many clauses the topic's rarest known words stand.
        found: hits of the topic and of its parts, and how near decoys are.
    """
    hits, parts = found.hits, found.parts
    clauses = [notice.clause(hit.clause) for hit in hits]
    sentences = {hit.clause: hit.sentences for some in (*parts, hits) for hit in some}
    if not hits:
        return Evidence("absent", (), {}, ())
    absent = chance_absent(hits, found.decoys)
    thresholds = weights()["thresholds"]
    dated = query.fact == "when" and hits[0].score > SURE  # 报送 alone is general, 什么时候报送 is not
    short = sum(character.isalnum() for character in query.topic) <= SHORT_QUESTION
    generic = short and query.asks is not Asks.TASKS and query.fact != "amount" and not query.from_conversation and not dated
    if generic and is_generic(query.core, spread, hits):
        return Evidence("vague", tuple(clauses[:CHOICES]), sentences, tuple(hits), absent)
    if absent > thresholds["follow_up" if query.from_conversation or query.asks is Asks.VERIFY else "absent"]:
        outcome = "vague" if sum(c.isalnum() for c in query.core) <= 2 else "absent"  # a word alone is no question yet
        return Evidence(outcome, tuple(clauses[:NEAREST]), sentences, tuple(hits), absent)
    about = _about(query, hits, parts, thresholds)
    return Evidence("found", tuple(notice.clause(i) for i in about), sentences, tuple(hits), absent)


def _about(query: Query, hits: Sequence[Hit], parts: Sequence[Sequence[Hit]], thresholds: dict[str, float]) -> list[str]:
    """Return the ids of the clauses a found topic is about, best first."""
    several = bool(SEVERAL.search(query.text)) and query.asks is not Asks.VERIFY
    spoken_of = [hit.clause for hit in hits[:3] if hit.clause in query.nearby and hit.score > hits[0].score - NEARBY]
    best = spoken_of[0] if spoken_of and not several else hits[0].clause
    ids = [best, *_of_parts(best, parts, several)]
    number = expected_number(query.text)
    if several or number:
        for rank, hit in enumerate(hits[1:], start=1):
            chance = 1 / (1 + math.exp(-_linear(weights()["further"], further_features(query.text, hits[0], hit, rank), 0)))
            if chance > thresholds["further"]:
                ids.append(hit.clause)
    ids = list(dict.fromkeys(ids))
    if number:
        ids = list(dict.fromkeys([*ids, *(hit.clause for hit in hits)]))[:number]
    return ids[:MAX_CLAUSES]


def _of_parts(best: str, parts: Sequence[Sequence[Hit]], several: bool) -> list[str]:
    """Return the clauses that parts of the topic are about: each much more about its own clause than about the best one."""
    found = []
    for hits in parts:
        own = hits[0]
        of_best = next((hit.score for hit in hits if hit.clause == best), hits[-1].score)
        if own.score > PART_FOUND and own.score - of_best > (SEVERAL_MARGIN if several else PART_MARGIN):
            found.append(own.clause)
    return found


# "A、B和C" of a question that wants several clauses; "低保的、留守人员的"
PART_CUT = re.compile(
    r"、|；|——|还有|以及|或者|连同|和(?=[^，、]{2,})|跟(?=[^，、]{2,})|与(?=[^，、]{2,})|加(?=[^，、]{3,})"
    r"|到(?=[^，、]{3,})|：|:"
)
SEGMENT_CUT = re.compile(r"[，；。？,;?]")
ASKING = re.compile(r"谁|哪|什么|啥|多少|几|怎么|吗|(?i:who|what|which|how)")


def topic_parts(query: Query) -> list[str]:
    """Return the things a topic names, or the questions put in one breath; nothing where there is but one.

    "学杂费减免、生活费补助到上大学贷款，分别写在哪几项" -> 学杂费减免, 生活费补助, 上大学贷款;
    "危房改造哪年完，标准化卫生站又是哪年" -> both halves.
    """
    asked = [segment for segment in SEGMENT_CUT.split(query.topic) if len(bare_core(segment)) >= MIN_SEGMENT]
    if len(asked) > 1 and sum(bool(ASKING.search(segment)) for segment in asked) > 1:
        return asked[:MAX_PARTS]
    cut = re.compile(f"{PART_CUT.pattern}|[，,]|一个是?") if SEVERAL.search(query.text) else PART_CUT
    parts = [part.strip(" 的，、是") for part in cut.split(query.core)]
    parts = [part for part in parts if len(part) >= MIN_PART]
    return parts[:MAX_PARTS] if len(parts) > 1 else []
