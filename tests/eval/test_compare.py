"""Paired tests by hand."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest

from eval.compare import changes_to_markdown, compare, compare_to_markdown, difference, load_run
from eval.predict import save_predictions
from eval.score import score


def test_only_the_discordant_questions_count():
    # right in both 5, only in the first 1, only in the second 8, in neither 2
    first = [True] * 5 + [True] + [False] * 8 + [False] * 2
    second = [True] * 5 + [False] + [True] * 8 + [False] * 2
    d = difference(first, second)
    assert (d.n, d.lost, d.won, d.first, d.second) == (16, 1, 8, 6 / 16, 13 / 16)
    assert d.p == pytest.approx(2 * (1 + 9) / 2**9) == pytest.approx(binomtest(1, 9).pvalue)  # P(X <= 1), X ~ Bin(9, 1/2), doubled
    low, high = d.interval
    assert 0 < low < 7 / 16 < high
    # the standard error of a paired difference: sqrt(b + c - (b - c)^2 / n) / n = 0.152
    assert high - low == pytest.approx(2 * 1.96 * 0.152, rel=0.1)


def test_two_runs_that_agree_do_not_differ():
    d = difference([True, False] * 50, [True, False] * 50)
    assert (d.lost, d.won, d.p, d.bootstrap) == (0, 0, 1.0, (0.0, 0.0))
    assert d.interval == pytest.approx((-0.037, 0.037), abs=1e-4)  # 1.96² / (100 + 1.96²): a hundred questions do not prove more


@pytest.fixture
def runs(notice, make_question, make_answer):
    questions = [make_question("a"), make_question("b", kind="clause"), make_question("c", kind="spoken", clauses=["3"])]
    right, wrong = make_answer(), make_answer(clauses=("22",))
    return [score(questions, answers, notice) for answers in ({"a": right, "b": right, "c": wrong}, {"a": right, "b": wrong, "c": wrong})]


def test_groups_with_questions_have_a_row(runs):
    differences = compare(*runs)
    assert list(differences) == ["all", "structured", "spoken"]
    assert (differences["all"].lost, differences["structured"].n, differences["spoken"].lost) == (1, 2, 0)
    text = compare_to_markdown(("old", "new"), differences)
    assert "| all | 3 | 66.7 % | 33.3 % | 1 | 0 | -79.2 to +41.5 | -100.0 to +0.0 | 1.000 |" in text
    assert "| group | n | old | new |" in text


def test_changes_are_told_with_their_reasons(runs):
    assert changes_to_markdown(*runs) == "- lost b 危房改造谁牵头: clauses_missing: 17; clauses_extra: 22\n"
    assert changes_to_markdown(*reversed(runs)).startswith("- won b 危房改造谁牵头: clauses_missing: 17")


def test_runs_over_different_questions_are_refused(runs):
    with pytest.raises(ValueError, match="same questions"):
        compare(runs[0], runs[1][:2])


def test_a_run_is_read_with_the_sets_that_it_has(tmp_path, make_answer):
    save_predictions(tmp_path / "test.predictions.jsonl", {"a": make_answer()})
    assert load_run(tmp_path, ("dev", "test")) == {"test": {"a": make_answer()}}
