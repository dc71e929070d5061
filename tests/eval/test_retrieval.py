"""Figures of the bare retriever by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from eval.retrieval import mean, measure_retrieval


class Fixed:
    """Returns the same ranking for every question, clauses repeated as sentence hits repeat them."""

    def search(self, query, k):
        return [SimpleNamespace(clause=clause) for clause in ("3", "17", "17", "22")][:k]


def test_recall_first_and_mrr_by_row(make_question):
    questions = [
        make_question("a", kind="facts", clauses=["3"]),
        make_question("b", kind="topic_units", clauses=["22"]),
        make_question("c", kind="multi", clauses=["3", "17"]),
        make_question("d", kind="set", clauses=["3"]),  # not a retriever's work
        make_question("e", kind="facts", status="not_found", clauses=[]),
        make_question("f", kind="facts", clauses=None),
    ]
    figures = measure_retrieval(questions, Fixed())
    assert figures["plain"] == {
        "n": 2,
        "recall@1": 0.5,
        "recall@3": 1.0,
        "recall@5": 1.0,
        "first@1": 0.5,
        "mrr": pytest.approx((1 + 1 / 3) / 2),
    }
    assert figures["multi"]["recall@1"] == 0.5 and figures["multi"]["first@1"] == 1.0
    assert figures["all of these"]["n"] == 3
    assert figures["english"] == {"n": 0, "recall@1": None, "recall@3": None, "recall@5": None, "first@1": None, "mrr": None}


def test_the_mean_leaves_out_what_is_undefined():
    assert mean([1.0, None, 0.0]) == 0.5
    assert mean([None]) is None
