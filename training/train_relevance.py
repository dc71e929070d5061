"""Fit the two models of answer/evidence.py on training questions: python -m training.train_relevance

Writes answer/relevance.json. The questions are in the evaluation's format and of none of its sets.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler

from answer.decoys import Decoys
from answer.details import other_place, unstated, unstated_anywhere
from answer.evidence import WEIGHTS, candidates, outcome_features
from answer.normalise import normalise
from answer.reader import QuestionReader
from answer.retrieve import find
from answer.understand import Understanding
from index import open_index
from index.unpack import prepare_default_model
from ingest import read_notice
from settings import get_settings

QUESTIONS = Path(__file__).parent / "questions"
THRESHOLDS = {"absent": 0.5, "follow_up": 0.9, "further": 0.5, "unasked": 0.8}


def load(paths: list[Path]) -> list[dict]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fit(features: list[list[float]], labels: list[int], **options: object) -> tuple[dict, np.ndarray]:
    """Return the model as plain numbers, and its cross-validated probabilities."""
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(max_iter=2000, **options)
    scaled = scaler.transform(features)
    held_out = cross_val_predict(model, scaled, labels, cv=10, method="predict_proba")
    model.fit(scaled, labels)
    numbers = {
        "mean": scaler.mean_.round(6).tolist(),
        "scale": scaler.scale_.round(6).tolist(),
        "weights": model.coef_.round(6).tolist(),
        "intercept": model.intercept_.round(6).tolist(),
    }
    return numbers, held_out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*", type=Path, default=sorted(QUESTIONS.glob("relevance-*.jsonl")))
    settings = get_settings()
    notice = read_notice(settings.notices / f"{settings.notice}.txt")
    understanding, index = Understanding(notice, QuestionReader(prepare_default_model())), open_index([notice], progress=True)
    decoys = Decoys.open(index.encoder, settings.cache)
    outcome_rows, outcomes, further_rows, further = [], [], [], []
    for record in load(parser.parse_args().questions):
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
        outcome_rows.append(outcome_features(hits, found.decoys))
        outcomes.append(int(status == "not_found"))
        gold = record["gold"]["clauses"] or []
        if status == "answered" and hits[0].clause in gold:
            for candidate in candidates(query, found):
                further_rows.append(list(candidate.features))
                further.append(int(candidate.clause in gold))
    absent, held_out = fit(outcome_rows, outcomes, C=0.5)
    for threshold in (0.3, 0.4, 0.5, 0.6):
        refused = held_out[:, 1] > threshold
        right = sum(r and o for r, o in zip(refused, outcomes))
        precision, recall = right / max(1, refused.sum()), right / sum(outcomes)
        print(f"absent > {threshold}: precision {precision:.3f} recall {recall:.3f} of {sum(outcomes)} in {len(outcomes)}")
    beside, chances = fit(further_rows, further, C=0.5)
    chosen = chances[:, 1] > THRESHOLDS["further"]
    right = int(sum(c and t for c, t in zip(chosen, further)))
    print(f"further clauses: precision {right / max(1, chosen.sum()):.3f} recall {right / max(1, sum(further)):.3f} of {sum(further)}")
    record = {
        "absent": absent,
        "further": beside,
        "thresholds": THRESHOLDS,
        "model": index.meta.get("fingerprint"),
        "questions": len(outcomes),
    }
    WEIGHTS.write_text(json.dumps(record) + "\n", encoding="utf-8")
    print(f"written to {WEIGHTS}")


if __name__ == "__main__":
    main()
