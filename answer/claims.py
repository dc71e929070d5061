"""Whether what a question supposes is borne out by the text: rules first, and where they are silent a small linear model.

Rules tell figures, actors and opposites (``answer/yes_no.py``). The model weighs how much of a claim stands in the text, what it denies
and how strictly it is put. It is fitted by training/train_claims.py on claims of no evaluation set; its numbers are data, claims.json.
Below the thresholds nothing is said: the quotation speaks for itself.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from answer.figures import compare_figures, has_figures
from answer.yes_no import (
    DENIED_IN_QUESTION,
    DENIED_IN_SENTENCE,
    DENIES,
    NO_DENIAL,
    claimed,
    find_verdict,
    holds_sought,
    last_stretch,
    says_more,
    share_of_pairs,
)
from schema import Clause, Sentence

WEIGHTS = Path(__file__).parent / "claims.json"
VERDICTS = ("yes", "no", "unsaid")
NEAR = 2  # sentences, nearest first, that a claim is held against
ONLY, MUST, EVERY = re.compile("只(?!要)|光|仅|才"), re.compile("必须|一定|非得|非要|硬性|强制"), re.compile("都|全|每|一律|所有|凡")
ENCOURAGED = re.compile("鼓励|支持|引导|探索|推动|可")


def claim_features(question: str, sentences: Sequence[Sentence], clause: Clause) -> dict[str, float]:
    """Return what is known of a claim and the text, by name.

    Args:
        sentences: of the clause, nearest first.
    """
    claim, text = claimed(question), "".join(sentence.text for sentence in sentences[:NEAR])
    tail = last_stretch(NO_DENIAL.sub(" ", claim))
    body = NO_DENIAL.sub(" ", claim)
    held, near, share = _held(claim, clause.text), _held(claim, text), share_of_pairs(claim, clause.text)
    compared = compare_figures(claim, [sentence.text for sentence in sentences[:NEAR]])
    denied, denying = len(DENIES.findall(body)), bool(DENIES.search(text))
    figures, only, must, every = has_figures(claim), _is(ONLY, claim), _is(MUST, claim), _is(EVERY, claim)
    more = says_more(claim, text)
    plain = not (denied or more or figures or only or must)  # states the matter, and nothing of how much or how strictly
    told = {
        "held": held,
        "held_near": near,
        "shared": share,
        "denied": min(denied, 2),
        "denied_last": _is(DENIES, tail),
        "denying": denying,
        "both_deny": denied > 0 and denying,
        "denied·held": (denied > 0) * held,
        "denies_outcome": _is(DENIED_IN_QUESTION, tail),
        "text_denies": _is(DENIED_IN_SENTENCE, text),
        "figures": figures,
        "nothing_against": figures and compared is None,
        "figures_agree": bool(compared and compared.agrees),
        "figures_differ": bool(compared and not compared.agrees),
        "more": more,
        "only": only,
        "must": must,
        "every": every,
        "encouraged": _is(ENCOURAGED, text),
        "plain": plain,
        "plain·held": plain * held,
        "plain·near": plain * near,
    }
    return {name: float(value) for name, value in told.items()}


def judge_claim(question: str, sentences: Sequence[Sentence], clause: Clause, matter: str = "") -> tuple[str, str]:
    """Return the key of the opening words in ``prompts/answers.yaml`` and the figure they name; ("", "") where too little speaks for one.

    Args:
        sentences: of the clause, nearest first.
        matter: the words that name what is asked about, where they are known.
    """
    if not sentences:
        return "", ""
    if (by_rule := find_verdict(question, sentences, clause, matter))[0]:
        return by_rule
    features = claim_features(question, sentences, clause)
    chances, thresholds = chances_of(features), weights()["thresholds"]
    if chances["no"] >= thresholds["no"]:
        return "no_so", ""
    plainly = features["plain"] and holds_sought(last_stretch(claimed(question)), clause.text)
    return ("yes_so", "") if plainly and chances["yes"] >= thresholds["yes"] else ("", "")


def chances_of(features: dict[str, float]) -> dict[str, float]:
    """Return how likely each of ``VERDICTS`` is."""
    model = weights()
    raised = [
        bias + sum(row.get(name, 0.0) * value for name, value in features.items()) for row, bias in zip(model["weights"], model["bias"])
    ]
    powers = [math.exp(value - max(raised)) for value in raised]
    return {verdict: power / sum(powers) for verdict, power in zip(VERDICTS, powers)}


@cache
def weights() -> dict:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def _is(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _held(claim: str, text: str) -> float:
    """Return the share of a claim's characters that stand in a text."""
    said = set(re.sub(r"[\W_]", "", claim))
    return len(said & set(text)) / max(1, len(said))
