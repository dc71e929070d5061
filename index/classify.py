"""A classifier of questions by clause, learnt from the ways people say what each clause is about.

Multinomial logistic regression over the passages' vectors. The nearest phrasing alone decides by one sentence; this weighs what all of
a clause's phrasings have in common and those of the others have not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LEAST = 4  # phrasings that most clauses must have, so that there is enough to learn from
SHARPNESS = 20.0  # of cosines, as temperature 0.05: else no weights that are small tell clauses apart
REGULARISATION = 0.01  # beside the mean loss; a tenth and five times of it find 2 or 3 of 449 spoken questions of dev fewer
DIGITS = 5  # of the numbers, as they are saved


@dataclass(frozen=True, slots=True)
class ClauseClassifier:
    """Linear scores of a question's vector for each clause."""

    centre: np.ndarray  # (dimension,) float32, what all passages have in common
    weights: np.ndarray  # (n_clauses, dimension) float32

    def logits(self, vector: np.ndarray) -> np.ndarray:
        """Return for each clause how much speaks for it ``(n_clauses,)`` float32."""
        return self.weights @ (vector - self.centre)

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name).astype(float).round(DIGITS).tolist() for name in self.__slots__}

    @classmethod
    def from_json(cls, content: dict[str, Any], n_clauses: int, dimension: int) -> ClauseClassifier:
        """Return what ``to_json`` wrote.

        Raises:
            ValueError: it is of another shape.
        """
        centre, weights = (np.asarray(content[name], np.float32) for name in cls.__slots__)
        if centre.shape != (dimension,) or weights.shape != (n_clauses, dimension):
            raise ValueError(f"expected {n_clauses} rows of {dimension} numbers, was: {weights.shape}")
        return cls(centre, weights)


def fit_classifier(vectors: np.ndarray, clauses: Sequence[int] | np.ndarray) -> ClauseClassifier:
    """Return a classifier learnt from passages' vectors ``(n, dimension)`` and the numbers of their clauses, each with one at least.

    Regularised as https://scikit-learn.org/stable/modules/linear_model.html#multinomial-case has it, without intercepts: a clause with
    more phrasings is asked about no more often.
    """
    from sklearn.linear_model import LogisticRegression  # here: half a second that only building takes

    centre = vectors.mean(axis=0)
    model = LogisticRegression(C=1 / (REGULARISATION * len(vectors)), fit_intercept=False, tol=1e-3)
    model.fit((vectors - centre) * SHARPNESS, clauses)
    centre, weights = (np.array(numbers, np.float32, order="C").round(DIGITS) for numbers in (centre, model.coef_ * SHARPNESS))
    return ClauseClassifier(centre, weights)
