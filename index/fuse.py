"""Evidence of several kinds -> one score a clause, comparable between questions.

Cosines of one model crowd in a narrow band (e5: 0.80 to 0.92), those of another elsewhere. Each leg is therefore told in standard
deviations above what ordinary questions score with the clauses by chance. What a question scores on average is not subtracted: a
question far from the notice scores low throughout, and that is what tells "not in the notice" (the whole-clause leg on dev: AUC 0.83 as
it is, 0.73 with each question centred).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Ordinary questions of local government work, to see what a model's cosines are by chance.
PROBES = (
    "请问这项工作归哪个部门管",
    "哪些单位负责污水处理",
    "城管执法人员怎么招录",
    "电动车上牌要什么材料",
    "孩子上小学怎么报名",
    "养老保险断缴了怎么办",
    "企业开办要跑几个窗口",
    "台风天学校停课谁说了算",
    "村里的路坏了找谁修",
    "图书馆什么时候开放",
    "明年的预算什么时候公布",
    "食品安全由谁牵头检查",
    "老楼加装电梯有补贴吗",
    "消防通道被占了向谁反映",
    "干部年度考核怎么打分",
    "耕地撂荒怎么处理",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each leg counts: the dense ones among themselves, the lexical one in standard deviations for a question held in full.

    Tuned on dev over 1:1:0-3 and 5-20. A clause without phrasings is judged by its other legs alone.
    """

    dense: float = 1.0
    sentence: float = 1.0
    phrasing: float = 2.0  # at 1.0, without the classifier, 7 in 100 spoken questions fewer find their clause first
    learned: float = 2.0  # 1.0 to 3.0 find as much of dev; without it 2 in 100 spoken questions fewer find their clause first
    lexical: float = 15.0


@dataclass(frozen=True, slots=True)
class Level:
    """What one dense leg scores by chance."""

    mean: float
    deviation: float  # above 0; over the clauses, within one question


@dataclass(frozen=True, slots=True)
class Background:
    """The level of each dense leg."""

    dense: Level
    sentence: Level
    phrasing: Level
    learned: Level


@dataclass(frozen=True, slots=True)
class Legs:
    """Evidence for each clause, kept apart: ``(n_clauses,)`` float32 each, NaN where a clause has no such passage or nothing is learnt."""

    dense: np.ndarray  # cosine with the clause as a whole
    sentence: np.ndarray  # best cosine with a sentence
    phrasing: np.ndarray  # best cosine with a phrasing
    learned: np.ndarray  # the classifier's logit
    lexical: np.ndarray  # share of the question's words, 0 to 1, never NaN


def measure_level(cosines: np.ndarray) -> Level:
    """Return the level of one leg from its cosines ``(n_probes, n_clauses)`` with the probes."""
    if not cosines.size or np.isnan(cosines).all():
        return Level(0.0, 1.0)
    deviation = float(np.nanmean(np.nanstd(cosines, axis=1)))
    return Level(float(np.nanmean(cosines)), deviation if deviation > 1e-6 else 1.0)  # one clause alone deviates from nothing


def standardise(cosines: np.ndarray, level: Level) -> np.ndarray:
    """Return the cosines in standard deviations above chance."""
    return (cosines - level.mean) / level.deviation


def fuse(legs: Legs, background: Background, weights: Weights) -> np.ndarray:
    """Return the score of each clause ``(n_clauses,)``: the weighted mean of the dense legs it has, plus the weighted lexical share.

    A question that shares few terms with the notice has small shares, so that its dense legs decide. Multiplying the lexical weight by
    the known part of the question besides was tried and lost 3 to 7 in 100 spoken questions on dev.
    """
    dense = [
        (standardise(legs.dense, background.dense), weights.dense),
        (standardise(legs.sentence, background.sentence), weights.sentence),
        (standardise(legs.phrasing, background.phrasing), weights.phrasing),
        (standardise(legs.learned, background.learned), weights.learned),
    ]
    total = sum(np.where(np.isnan(leg), 0.0, weight) for leg, weight in dense)
    mean = sum(np.nan_to_num(leg) * weight for leg, weight in dense) / np.maximum(total, 1e-9)
    return mean + weights.lexical * legs.lexical


def best_by_group(scores: np.ndarray, groups: np.ndarray, present: np.ndarray, floor: float) -> np.ndarray:
    """Return the best score of each group ``(n_groups,)`` float32: ``floor`` where none was scored, NaN where the group is not ``present``.

    scores 0.9, 0.8, 0.7 of groups 0, 0, 2; all present but 3; floor 0.6 -> 0.9, 0.6, 0.7, NaN
    """
    best = np.where(present, np.float32(floor), np.float32(np.nan))
    np.fmax.at(best, groups, scores.astype(np.float32))
    return best
