"""Synthetic notices and vectors, as many as wanted, alike at each run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import numpy as np

from knowledge import load_knowledge
from schema import Notice

TASKS = 60  # of a notice
SENTENCES = (2, 4)  # of a task, least and most
UNITS = (1, 8)
SPREAD = 0.35  # length of the noise beside a vector of length 1: neighbours then have cosines of about 0.9, as a notice's clauses have

HEAD = """关于印发《{place}{year}年重点工作分工方案》的通知

各有关单位：

{place}{year}年重点工作分工方案已经同意，现印发给你们，列在首位的为牵头单位。

{place}人民政府办公室

{year}年3月{day}日

一、重点任务
"""


def synthetic_notices(pattern: Notice, count: int, seed: int = 0) -> Iterator[str]:
    """Yield the texts of notices of 60 tasks, made of a notice's sentences and units.

    Sentences are drawn anew for each task, with another place before them and other figures in them, so that hardly any comes twice.
    """
    chance = random.Random(seed)
    places = list(load_knowledge("places"))
    sentences = [sentence.text for clause in pattern.tasks for sentence in clause.sentences]
    for _ in range(count):
        head = HEAD.format(place=chance.choice(places), year=chance.randint(2016, 2026), day=chance.randint(1, 31))
        yield "\n\n".join([head, *(_task(number, chance, places, sentences, pattern.units) for number in range(1, TASKS + 1))])


def _task(number: int, chance: random.Random, places: list[str], sentences: list[str], units: tuple[str, ...]) -> str:
    drawn = chance.sample(sentences, chance.randint(*SENTENCES))
    told = "".join(f"{chance.choice(places)}{re.sub(r'[0-9]+', lambda _: str(chance.randint(2, 99)), sentence)}" for sentence in drawn)
    responsible = "、".join(chance.sample(units, chance.randint(*UNITS)))
    return f"{number}. {told.rstrip('。')}。（{responsible}）"


def synthetic_vectors(pattern: np.ndarray, count: int, seed: int = 0) -> np.ndarray:
    """Return ``(count, dimension)`` float32 vectors of length 1, each one of the pattern's mixed with another, and noise.

    Real embeddings of one subject crowd in a few directions; vectors drawn at random would be all alike far and no index would find them.
    """
    chance = np.random.default_rng(seed)
    vectors = np.empty((count, pattern.shape[1]), np.float32)
    scale = SPREAD / np.sqrt(pattern.shape[1])
    for start in range(0, count, 50_000):  # in pieces, so that no second copy of all stands in memory
        rows = vectors[start : start + 50_000]
        first, second = (pattern[chance.integers(len(pattern), size=len(rows))] for _ in range(2))
        share = chance.random((len(rows), 1), np.float32)
        rows[:] = share * first + (1 - share) * second + scale * chance.standard_normal(rows.shape, np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return vectors
