"""Fit the two models of answer/relevance.py on training questions: python -m training.train_relevance

Writes answer/relevance.json. The questions are in the evaluation's format and of none of its sets.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.special import logit
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler

from answer.decoys import Decoys
from answer.details import unstated, unstated_anywhere
from answer.normalise import normalise
from answer.places import other_place
from answer.reader import QuestionReader
from answer.relevance import WEIGHTS, candidates, outcome_features
from answer.retrieve import find
from answer.understand import Understanding
from index import Encoder, HybridIndex, open_index
from index.build import build_index
from index.lexical import find_terms
from index.passages import make_passages
from index.unpack import prepare_default_model
from ingest import read_notice
from settings import get_settings

QUESTIONS = Path(__file__).parent / "questions"
NOTICES = Path(__file__).parent / "notices"
THRESHOLDS = {"absent": 0.55, "absent_plain": 0.4, "follow_up": 0.9, "further": 0.5, "unasked": 0.8}
ABSENT = 0.14  # share of questions on matters that a notice does not speak of, among those that people ask; more are trained on
WEIGHT = 1.5  # of a question on another notice among those on the shipped one, which are more


@dataclass(slots=True)
class Rows:
    """What a model is fitted on."""

    features: list[list[float]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def balance(self, share: float) -> None:
        """Weigh the rows of label 1 so that they make up a share of all."""
        labels, weights = np.array(self.labels, bool), np.array(self.weights)
        factor = share / (1 - share) * weights[~labels].sum() / weights[labels].sum()
        self.weights = np.where(labels, weights * factor, weights).tolist()

    def add(self, features: list[float], label: bool) -> None:
        self.features.append(features)
        self.labels.append(int(label))
        self.weights.append(1.0)

    def extend(self, others: Rows, weight: float = 1.0) -> None:
        self.features += others.features
        self.labels += others.labels
        self.weights += [weight] * len(others.labels)


def load(paths: list[Path]) -> list[dict]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fit(rows: Rows, **options: object) -> tuple[dict, np.ndarray]:
    """Return the model as plain numbers, and its cross-validated probabilities."""
    scaler = StandardScaler().fit(rows.features)
    model = LogisticRegression(max_iter=2000, **options)
    scaled = scaler.transform(rows.features)
    weights = {"sample_weight": np.array(rows.weights)}
    held_out = cross_val_predict(model, scaled, rows.labels, cv=10, method="predict_proba", params=weights)
    model.fit(scaled, rows.labels, **weights)
    numbers = {
        "mean": scaler.mean_.round(6).tolist(),
        "scale": scaler.scale_.round(6).tolist(),
        "weights": model.coef_.round(6).tolist(),
        "intercept": model.intercept_.round(6).tolist(),
    }
    return numbers, held_out


# Which way each feature of ``outcome_features`` can only move the chance that a topic is absent: better hits lower it, nearer decoys
# and more words of other work raise it.
DIRECTIONS = [*[-1] * 7, *[1] * 4, *[-1] * 2, *[1] * 3]


def fit_with_trees(rows: Rows) -> tuple[dict, np.ndarray]:
    """Return boosted trees and a linear model beside them as plain numbers, and their cross-validated probabilities together."""
    model = HistGradientBoostingClassifier(max_iter=150, max_depth=2, learning_rate=0.08, monotonic_cst=DIRECTIONS, random_state=20161)
    features, weights = np.array(rows.features), np.array(rows.weights)
    held_out = cross_val_predict(model, features, rows.labels, cv=10, method="predict_proba", params={"sample_weight": weights})
    model.fit(features, rows.labels, sample_weight=weights)
    trees = [_plain_tree(predictor.nodes) for (predictor,) in model._predictors]  # no public way leads to the nodes
    linear, of_linear = fit(rows, C=0.5)
    held_out = 1 / (1 + np.exp(-(logit(held_out[:, 1]) + logit(of_linear[:, 1])) / 2))
    return linear | {"baseline": round(float(model._baseline_prediction.item()), 6), "trees": trees}, held_out


def _plain_tree(nodes: np.ndarray) -> list[list[float]]:
    """Return the nodes of a tree: [feature, threshold, left, right] for a split, [value] for a leaf."""
    return [
        [round(float(node["value"]), 6)]
        if node["is_leaf"]
        else [int(node["feature_idx"]), round(float(node["num_threshold"]), 6), int(node["left"]), int(node["right"])]
        for node in nodes
    ]


def collect(understanding: Understanding, index: HybridIndex, decoys: Decoys, records: list[dict]) -> tuple[Rows, Rows]:
    """Return the features and labels of both models: is the topic absent, is a further clause about it."""
    notice = understanding.notice
    absent, further = Rows(), Rows()
    for record in records:
        status = record["gold"]["status"]
        query = understanding.read(normalise(record["turns"][-1]))
        if status not in ("answered", "not_found") or not query.topic or query.clauses or len(record["turns"]) > 1:
            continue
        if status == "not_found" and (
            other_place(query.text, notice) or unstated_anywhere(query.text, notice) or unstated(query.text, notice.tasks)
        ):
            continue  # refused for a detail that is nowhere, whatever the topic
        found = find(index, decoys, notice.id, query)
        hits = found.hits
        if not hits:
            continue
        if status == "not_found" and unstated(query.text, [notice.clause(hits[0].clause)]):
            continue  # the topic is there, the detail is not
        elsewhere = understanding.topics.elsewhere.shares(query.topic)
        absent.add(outcome_features(hits, found.decoys, elsewhere), status == "not_found")
        gold = record["gold"]["clauses"] or []
        if status == "answered" and hits[0].clause in gold:
            for candidate in candidates(query, found):
                further.add(list(candidate.features), candidate.clause in gold)
    return absent, further


def fit_models(absent: Rows, further: Rows) -> dict[str, dict]:
    """Return both models as plain numbers, and print how they do on questions held out."""
    absent.balance(ABSENT)
    refuses, held_out = fit_with_trees(absent)
    for threshold in (0.4, 0.5, 0.6, 0.75):
        print(f"absent > {threshold}: {_measure(held_out > threshold, absent.labels)}")
    beside, chances = fit(further, C=0.5)
    print(f"further clauses: {_measure(chances[:, 1] > THRESHOLDS['further'], further.labels)}")
    return {"absent": refuses, "further": beside}


def _measure(said: np.ndarray, labels: list[int]) -> str:
    right = int(sum(s and t for s, t in zip(said, labels)))
    return f"precision {right / max(1, said.sum()):.3f} recall {right / max(1, sum(labels)):.3f} of {sum(labels)} in {len(labels)}"


def collect_others(reader: QuestionReader, encoder: Encoder, decoys: Decoys, records: list[dict], cache: Path) -> tuple[Rows, Rows]:
    """Return the features and labels of questions on other notices, each asked of its own, which has no phrasings."""
    absent, further = Rows(), Rows()
    for file in sorted({record["notice"] for record in records}):
        notice = read_notice(NOTICES / file)
        index = build_index(make_passages(notice), find_terms(notice), encoder, cache=cache / "jieba")
        rows = collect(Understanding(notice, reader), index, decoys, [record for record in records if record["notice"] == file])
        for all_rows, of_notice in zip((absent, further), rows):
            all_rows.extend(of_notice)
    return absent, further


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*", type=Path, default=sorted(QUESTIONS.glob("relevance-*.jsonl")))
    records = load(parser.parse_args().questions)
    shipped, others = ([record for record in records if ("notice" in record) is other] for other in (False, True))
    settings, reader = get_settings(), QuestionReader(prepare_default_model())
    notice = read_notice(settings.notices / f"{settings.notice}.txt")
    understanding, index = Understanding(notice, reader), open_index([notice], progress=True)
    decoys = Decoys.open(index.encoder, settings.cache)
    record = fit_models(*collect(understanding, index, decoys, shipped))
    with TemporaryDirectory() as empty:  # the notice as one that was just added: nobody has put its matters in plain words
        bare = open_index([notice], index.encoder, Path(empty) / "index", phrasings=Path(empty))
        plain = collect(understanding, bare, decoys, shipped)
    for rows, of_others in zip(plain, collect_others(reader, index.encoder, decoys, others, settings.cache)):
        rows.extend(of_others, WEIGHT)
    record["plain"] = fit_models(*plain)
    record |= {"thresholds": THRESHOLDS, "model": index.meta.get("fingerprint"), "questions": len(records)}
    WEIGHTS.write_text(json.dumps(record) + "\n", encoding="utf-8")
    print(f"written to {WEIGHTS}")


if __name__ == "__main__":
    main()
