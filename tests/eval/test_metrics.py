"""Each metric against a calculation by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from eval.metrics import (
    bootstrap_interval,
    citation_fault,
    difference_interval,
    dishonest_units,
    jaccard,
    mcnemar,
    percentile,
    precision_recall,
    recall_at,
    reciprocal_rank,
    set_difference,
    states_fact,
    wilson_interval,
)
from schema import Citation


def test_recall_counts_the_gold_among_the_first_k():
    ranked = ["3", "17", "22", "8"]
    assert recall_at(ranked, ["17", "8"], 1) == 0  # neither is first
    assert recall_at(ranked, ["17", "8"], 3) == 0.5  # 17 of the two
    assert recall_at(ranked, ["17", "8"], 5) == 1
    assert recall_at(ranked, [], 5) is None


def test_reciprocal_rank_is_of_the_first_gold_item():
    assert reciprocal_rank(["3", "17", "22"], ["22", "17"]) == 1 / 2
    assert reciprocal_rank(["3"], ["17"]) == 0
    assert reciprocal_rank(["3"], []) is None


def test_set_difference_gives_missing_and_extra():
    assert set_difference(["17", "9"], ["8", "17"]) == (["8"], ["9"])
    assert set_difference(["17", "8"], ["8", "17"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "choices", "clauses", "stated"),
    [
        ("共 **１１** 项", ["11"], (), True),  # full width, bold, blanks
        ("共 111 项", ["11"], (), False),
        ("上限15万元", ["5万元"], (), False),
        ("上限 5 万元，期限", ["5万元"], (), True),
        ("比例为6:3:1", ["6：3：1"], (), True),  # NFKC folds the colon
        ("见[任务5]", ["5"], (), False),  # a task's number is no count
        ("见[任务5]", ["5"], ("5",), True),  # unless the number of the clause was asked
        ("5. 市住建局", ["5"], (), False),  # nor is a list's numbering
        ("见[任务17](/notices/x#clause-17)，共 3 项", ["3"], (), True),
        ("6 11", ["6"], (), True),  # blanks go, but two numbers stay two
        ("6 11", ["611"], (), False),
        ("不低于70%的比例", ["七成", "70%"], (), True),  # any of the wordings
        ("Cao Xiaohua leads", ["cao xiaohua"], (), True),
        ("", ["11"], (), False),
        ("2018年年底", ["2018"], (), True),
        ("12018年", ["2018"], (), False),
    ],
)
def test_a_fact_stands_in_the_text_after_folding(text, choices, clauses, stated):
    assert states_fact(text, choices, clauses) is stated


def test_a_citation_is_the_source_at_its_offsets_within_its_clause(notice):
    clause = notice.clause("17")
    start = clause.start + 4
    good = Citation(notice.id, "17", notice.source[start : start + 10], start, start + 10)
    assert citation_fault(good, notice) is None
    assert "not the source" in citation_fault(Citation(notice.id, "17", "编造的话", start, start + 4), notice)
    assert "not the source" in citation_fault(Citation(notice.id, "17", "", start, start), notice)
    assert "outside clause 18" in citation_fault(Citation(notice.id, "18", good.quote, start, start + 10), notice)
    end = clause.end + 6  # runs on into task 18
    assert "outside clause 17" in citation_fault(Citation(notice.id, "17", notice.source[start:end], start, end), notice)
    assert "does not have" in citation_fault(Citation(notice.id, "61", good.quote, start, start + 10), notice)
    assert "notice" in citation_fault(Citation("other", "17", good.quote, start, start + 10), notice)


def test_a_unit_must_be_named_by_a_cited_clause(notice):
    assert dishonest_units(["市住建局", "市公安局"], ["17"], notice) == ["市公安局"]
    assert dishonest_units(["市审计局"], ["17"], notice) == ["市审计局"]  # of the notice, but not of task 17
    assert dishonest_units(["市扶贫办"], ["二（一）"], notice) == []  # named in the requirement's sentence
    assert dishonest_units(["市审计局"], [], notice) == []
    assert dishonest_units(["市公安局"], [], notice) == ["市公安局"]


def test_precision_and_recall_of_a_status_by_hand():
    pairs = [
        ("not_found", ("not_found",)),  # right
        ("not_found", ("answered",)),  # given wrongly
        ("answered", ("not_found",)),  # due and not given
        ("clarify", ("not_found", "clarify")),  # either is right: counts for precision only
        ("not_found", ("not_found", "clarify")),
    ]
    assert precision_recall(pairs, "not_found") == (2 / 3, 1 / 2, 3, 2)
    assert precision_recall(pairs, "clarify") == (1.0, None, 1, 0)
    assert precision_recall([], "clarify") == (None, None, 0, 0)


@pytest.mark.parametrize(("right", "n"), [(0, 10), (5, 10), (81, 263), (15, 148), (40, 40)])
def test_wilson_interval_agrees_with_scipy(right, n):
    reference = binomtest(right, n).proportion_ci(0.95, "wilson")
    assert wilson_interval(right, n) == pytest.approx((reference.low, reference.high), abs=1e-6)


def test_wilson_interval_of_nothing_is_undefined():
    assert wilson_interval(0, 0) is None


def test_mcnemar_is_the_exact_two_sided_test():
    first = [True] * 6 + [False] * 1 + [True] * 5
    second = [False] * 6 + [True] * 1 + [True] * 5
    lost, won, p = mcnemar(first, second)
    assert (lost, won) == (6, 1)
    assert p == pytest.approx(2 * (1 + 7) / 2**7)  # P(X<=1), X ~ Binomial(7, 1/2)
    assert p == pytest.approx(binomtest(1, 7).pvalue)
    assert mcnemar([True], [True]) == (0, 0, 1.0)
    with pytest.raises(ValueError, match="was: 1 and 2"):
        mcnemar([True], [True, False])


def likeliest_lost(lost, won, n, d):
    """The share of questions lost that makes the counts likeliest if won - lost is the share d, by trying."""
    lost_share = np.linspace(max(0.0, -d), (1 - d) / 2, 20_001)[1:-1]
    likelihood = won * np.log(lost_share + d) + lost * np.log(lost_share) + (n - lost - won) * np.log1p(-2 * lost_share - d)
    return lost_share[np.argmax(likelihood)]


@pytest.mark.parametrize(("lost", "won", "n"), [(12, 2, 50), (1, 8, 16), (30, 10, 1594), (4, 1, 1594)])
def test_the_paired_interval_ends_where_the_score_is_the_quantile(lost, won, n):
    low, high = difference_interval(lost, won, n)
    assert low < (won - lost) / n < high
    for d in (low, high):
        q = likeliest_lost(lost, won, n, d)
        assert abs(won - lost - n * d) / np.sqrt(n * (2 * q + d * (1 - d))) == pytest.approx(1.96, abs=5e-3)
    assert difference_interval(won, lost, n) == pytest.approx((-high, -low))


def test_the_paired_interval_of_no_difference_has_a_width():
    assert difference_interval(0, 0, 96) == pytest.approx((-0.03847, 0.03847), abs=1e-5)  # 3.8415 / (96 + 3.8415)
    assert bootstrap_interval(0, 0, 96) == (0.0, 0.0)
    low, high = difference_interval(4, 0, 1594)
    assert (low, high) == pytest.approx((-0.006435, -0.000099), abs=1e-6)
    assert low < bootstrap_interval(4, 0, 1594)[0] and bootstrap_interval(4, 0, 1594)[1] < high
    assert difference_interval(5, 0, 5)[0] == pytest.approx(-1)
    assert difference_interval(0, 0, 0) is None and bootstrap_interval(0, 0, 0) is None


def test_percentiles_lie_between_ranks():
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([7], 95) == 7
    assert percentile([], 50) is None
    values = [3.0, 9.5, 1.0, 4.25, 8.0]
    assert percentile(values, 95) == pytest.approx(np.percentile(values, 95))


def test_jaccard():
    assert jaccard({"a", "b"}, {"b", "c"}) == 1 / 3
    assert jaccard(set(), set()) == 1
