"""Fit the model of answer/claims.py: python -m training.train_claims

Reads training/claims/*.jsonl: {"q", "verdict", and "clause" of the shipped notice or "sentence"}; writes answer/claims.json, fitted to the
claims on which the rules are silent, and prints how often a verdict is right where one is given: the rules' on all claims, the model's
over parts left out in turn (all claims on one text stay together).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from answer.claims import VERDICTS, WEIGHTS, claim_features
from answer.normalise import normalise
from answer.yes_no import character_pairs, find_verdict
from ingest import read_notice
from schema import Clause, Sentence
from settings import get_settings

CLAIMS = Path(__file__).parent / "claims"
STRENGTH = 0.05  # C of the regression
THRESHOLDS = {"yes": 0.6, "no": 0.65}


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or two, with what of a clause is looked at."""

    text: str
    sentences: tuple[Sentence, ...]


def read_passage(text: str) -> Passage:
    parts = re.findall(r"[^。；]+[。；]?", text)
    return Passage(text, tuple(Sentence(part, 0, len(part)) for part in parts))


def nearest_first(question: str, clause: Clause | Passage) -> list[Sentence]:
    """Return a clause's sentences, those first that share most with a question."""
    pairs = character_pairs(question)
    return sorted(clause.sentences, key=lambda s: -len(pairs & character_pairs(s.text)) - 0.01 * len(set(question) & set(s.text)))


def main() -> None:
    """Fit, write and report."""
    notice = read_notice(get_settings().notices / "shanwei-2016-19.txt")
    rows, labels, groups, by_rule = [], [], [], []
    for path in sorted(CLAIMS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            clause = notice.clause(told["clause"]) if "clause" in told else read_passage(told["sentence"])
            question = normalise(told["q"]).text
            sentences = nearest_first(question, clause)
            if rule := find_verdict(question, sentences[:1], clause)[0]:
                by_rule.append((rule.split("_")[0] if rule != "yes_related" else "", told["verdict"]))
                continue
            features = claim_features(question, sentences, clause)
            rows.append(list(features.values()))
            labels.append(VERDICTS.index(told["verdict"]))
            groups.append(told.get("clause") or told["sentence"])
    scaler = StandardScaler().fit(rows)
    scaled, labels = scaler.transform(rows), np.array(labels)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    chances = cross_val_predict(model, scaled, labels, groups=groups, cv=GroupKFold(5), method="predict_proba")
    _report(chances, labels, by_rule, np.array(rows)[:, list(features).index("plain")] > 0)
    model.fit(scaled, labels)
    raw = model.coef_ / scaler.scale_
    bias = model.intercept_ - raw @ scaler.mean_
    numbers = [{name: round(float(w), 4) for name, w in zip(features, row)} for row in raw]
    told = {"claims": len(labels), "thresholds": THRESHOLDS, "bias": [round(float(b), 4) for b in bias], "weights": numbers}
    WEIGHTS.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _report(chances: np.ndarray, labels: np.ndarray, by_rule: list[tuple[str, str]], plain: np.ndarray) -> None:
    """Print how many verdicts are given, and how many of them are right: by the rules, and by the model where they are silent.

    Args:
        plain: whether each claim the model judges states the matter alone; of others it says no yes.
    """
    for number, verdict in enumerate(VERDICTS[:2]):
        told = [right for said, right in by_rule if said == verdict]
        given = (chances[:, number] >= THRESHOLDS[verdict]) & (plain if verdict == "yes" else True)
        print(f"{verdict:4} rules {len(told)} of {len(by_rule) + len(labels)} claims, right {told.count(verdict) / max(1, len(told)):.1%}")
        print(f"{verdict:4} model {given.sum()} of the other {len(labels)}, right {(labels[given] == number).mean():.1%}")


if __name__ == "__main__":
    main()
