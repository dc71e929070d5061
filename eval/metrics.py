"""Measures: small pure functions, each docstring its definition. Undefined is None, never 0 or NaN."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from eval.questions import normalise
from schema import Citation, Notice

CITE_MARK = re.compile(
    r"\[[^\[\]]{1,12}\](?:\([^()]*\))?"
)  # "[任务17]", "[任务17](/notices/…#clause-17)" / "[一句很长很长的引文，不是任务号]"
LIST_NUMBER = re.compile(r"^\s*\d+[.、)]\s", re.MULTILINE)  # "1. 市住建局" / "2018年"


def recall_at(ranked: Sequence[str], gold: Sequence[str], k: int) -> float | None:
    """|gold among the first k| / |gold|; None without gold."""
    return len(set(ranked[:k]) & set(gold)) / len(set(gold)) if gold else None


def reciprocal_rank(ranked: Sequence[str], gold: Sequence[str]) -> float | None:
    """1 / rank (from 1) of the first item that is gold, 0 if none is; None without gold. Its mean is MRR."""
    if not gold:
        return None
    return next((1 / rank for rank, item in enumerate(ranked, start=1) if item in gold), 0.0)


def set_difference(answer: Iterable[str], gold: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return (missing: in gold and not in the answer, extra: in the answer and not in gold), each in its own order.

    The sets are the same exactly when both are empty.
    """
    answer, gold = list(dict.fromkeys(answer)), list(dict.fromkeys(gold))
    return [item for item in gold if item not in answer], [item for item in answer if item not in gold]


def states_fact(text: str, choices: Sequence[str], clauses: Sequence[str] = ()) -> bool:
    """Tell whether one of the wordings stands in the text, both normalised.

    A wording that begins or ends in a digit needs no digit beside it: "5万元" is not in "15万元". A bare number does not count
    within a mark [任务N] or as a list's numbering, unless it is itself the number of one of the gold ``clauses``.
    """
    text = re.sub(r"(?<=\d)\s+(?=\d)", "|", text)  # "第 6 11 项" must not become 611
    counted = normalise(CITE_MARK.sub("|", LIST_NUMBER.sub("|", text)))
    whole = normalise(text)
    for choice in map(normalise, choices):
        before = r"(?<![\d.])" if choice[:1].isdigit() else ""
        after = r"(?!\d)" if choice[-1:].isdigit() else ""
        if re.search(before + re.escape(choice) + after, counted if choice.isdigit() and choice not in clauses else whole):
            return True
    return False


def citation_fault(citation: Citation, notice: Notice) -> str | None:
    """Return what is wrong with a citation, or None: quote == source[start:end], not empty, of the clause named (``Notice.belongs``)."""
    if citation.notice != notice.id:
        return f"cites notice {citation.notice!r}"
    if not citation.quote or citation.quote != notice.source[citation.start : citation.end]:
        return f"quote is not the source at {citation.start}-{citation.end}"
    if citation.clause not in notice:
        return f"cites clause {citation.clause!r}, which the notice does not have"
    clause = notice.clause(citation.clause)
    if notice.belongs(citation.start, citation.end, clause):
        return None
    return f"quote at {citation.start}-{citation.end} is outside clause {clause.id}"


def dishonest_units(units: Iterable[str], clauses: Iterable[str], notice: Notice) -> list[str]:
    """Return the units that no cited clause names (by assignment or in its text); with no clause cited, those not in the notice."""
    cited = [notice.clause(clause) for clause in clauses if clause in notice]
    if not cited:
        return [unit for unit in units if unit not in notice.units]
    return [unit for unit in units if not any(unit in clause.units or unit in clause.text for clause in cited)]


def precision_recall(pairs: Iterable[tuple[str, Sequence[str]]], status: str) -> tuple[float | None, float | None, int, int]:
    """Return precision, recall, number given, number due of one status over (given status, right statuses).

    Precision: of the answers with this status, those where it is right. Recall: of the questions for which only this status is
    right, those that got it. None where nothing was given or due.
    """
    pairs = list(pairs)
    given = [right for predicted, right in pairs if predicted == status]
    due = [predicted for predicted, right in pairs if tuple(right) == (status,)]
    precision = sum(status in right for right in given) / len(given) if given else None
    recall = sum(predicted == status for predicted in due) / len(due) if due else None
    return precision, recall, len(given), len(due)


def wilson_interval(right: int, n: int, z: float = 1.959964) -> tuple[float, float] | None:
    """95 % score interval of a share (Wilson, JASA 22, 1927, p. 209); None for n = 0.

    (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)
    """
    if n == 0:
        return None
    share = right / n
    centre = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def mcnemar(first: Sequence[bool], second: Sequence[bool]) -> tuple[int, int, float]:
    """Return (b: only the first right, c: only the second right, p) of the exact two-sided test that b and c are equally likely.

    p = min(1, 2·P(X <= min(b, c))) for X ~ Binomial(b + c, 1/2) (McNemar, Psychometrika 12, 1947).
    """
    if len(first) != len(second):
        raise ValueError(f"expected two runs over the same questions, was: {len(first)} and {len(second)}")
    b = sum(x and not y for x, y in zip(first, second))
    c = sum(y and not x for x, y in zip(first, second))
    tail = sum(math.comb(b + c, i) for i in range(min(b, c) + 1)) / 2 ** (b + c)
    return b, c, min(1.0, 2 * tail)


def difference_interval(lost: int, won: int, n: int, z: float = 1.959964) -> tuple[float, float] | None:
    """95 % score interval of the paired difference (won - lost) / n (Tango, Statistics in Medicine 17, 1998, p. 891); None for n = 0.

    The differences d with |won - lost - n·d| <= z·sqrt(n·(2·q + d·(1 - d))), where q is the likeliest share of questions lost if the
    difference is d: the root of 2n·q² + ((2n - won + lost)·d - won - lost)·q - lost·d·(1 - d). Where nothing is lost or won it is
    ± z² / (n + z²), not a point. With few lost or won it may leave out 0 where McNemar's exact test does not reject, which decides.
    """
    if n == 0:
        return None

    def exceeds(d: float) -> bool:
        b, c = (2 * n - won + lost) * d - won - lost, -lost * d * (1 - d)
        q = (math.sqrt(max(0.0, b * b - 8 * n * c)) - b) / (4 * n)
        return abs(won - lost - n * d) > z * math.sqrt(max(0.0, n * (2 * q + d * (1 - d))))

    return _last_within((won - lost) / n, -1.0, exceeds), _last_within((won - lost) / n, 1.0, exceeds)


def _last_within(inside: float, outside: float, exceeds: Callable[[float], bool]) -> float:
    """Return by bisection the place between two at which ``exceeds`` turns true."""
    for _ in range(50):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if exceeds(middle) else (middle, outside)
    return inside


def bootstrap_interval(lost: int, won: int, n: int, draws: int = 10_000) -> tuple[float, float] | None:
    """95 % paired bootstrap interval of (won - lost) / n; None for n = 0.

    Drawing n questions with replacement draws the counts (lost, won, the same) from a multinomial distribution, whose seed is fixed
    (percentile bootstrap: Efron & Tibshirani 1993, chapter 13). It has no width where nothing is lost or won: draws hold no more than is
    there.
    """
    if n == 0:
        return None
    counts = np.random.default_rng(0).multinomial(n, [lost / n, won / n, (n - lost - won) / n], draws)
    low, high = np.percentile((counts[:, 1] - counts[:, 0]) / n, [2.5, 97.5])
    return float(low), float(high)


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Return the value below which ``percent`` of the values lie, linear between ranks (NumPy's default); None without values."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def jaccard(first: set[str], second: set[str]) -> float:
    """|A and B| / |A or B|; 1 for two empty sets."""
    return len(first & second) / len(first | second) if first or second else 1.0
