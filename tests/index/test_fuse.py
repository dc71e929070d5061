import numpy as np
import pytest

from index.fuse import Background, Legs, Level, Weights, best_by_group, fuse, measure_level, standardise

NAN = float("nan")
BACKGROUND = Background(dense=Level(0.8, 0.02), sentence=Level(0.8, 0.01), phrasing=Level(0.9, 0.01), learned=Level(1.0, 2.0))


def legs(dense, sentence, phrasing, lexical, learned=None):
    learned = [NAN] * len(dense) if learned is None else learned
    return Legs(*(np.array(leg, np.float32) for leg in (dense, sentence, phrasing, learned, lexical)))


def weights(dense, sentence, phrasing, lexical, learned=1.0):
    return Weights(dense=dense, sentence=sentence, phrasing=phrasing, learned=learned, lexical=lexical)


def test_fusion_by_hand():
    # (0.84 - 0.8) / 0.02 = 2, (0.83 - 0.8) / 0.01 = 3, (0.94 - 0.9) / 0.01 = 4: (2 + 3 + 2 * 4) / 4 = 3.25, and 10 * 0.5 for the words
    found = fuse(legs([0.84], [0.83], [0.94], [0.5]), BACKGROUND, weights(1, 1, 2, 10))
    assert found == pytest.approx([8.25], abs=1e-3)


def test_what_was_learnt_is_a_leg_of_its_own():
    # (1 * 2 + 1 * 3 + 2 * 4 + 4 * (9 - 1) / 2) / 8 = 29 / 8
    found = fuse(legs([0.84], [0.83], [0.94], [0.0], [9.0]), BACKGROUND, weights(1, 1, 2, 10, learned=4))
    assert found == pytest.approx([3.625], abs=1e-3)


def test_a_clause_without_phrasings_is_judged_by_its_other_legs():
    # (2 + 3) / 2; the clause alone: 2
    found = fuse(legs([0.84, 0.84], [0.83, NAN], [NAN, NAN], [0, 0]), BACKGROUND, weights(1, 1, 2, 10))
    assert found == pytest.approx([2.5, 2.0], abs=1e-3)


def test_a_weight_of_nought_leaves_a_leg_out():
    with_phrasings, without = legs([0.84], [0.83], [0.99], [0.2]), legs([0.84], [0.83], [NAN], [0.2])
    none = Weights(phrasing=0)
    assert fuse(with_phrasings, BACKGROUND, none).tolist() == fuse(without, BACKGROUND, none).tolist()
    assert fuse(with_phrasings, BACKGROUND, weights(0, 0, 0, 10)) == pytest.approx([2.0])


def test_better_evidence_never_lowers_a_score():
    base = fuse(legs([0.84], [0.83], [0.94], [0.5]), BACKGROUND, Weights())
    for change in (
        ([0.85], [0.83], [0.94], [0.5]),
        ([0.84], [0.84], [0.94], [0.5]),
        ([0.84], [0.83], [0.95], [0.5]),
        ([0.84], [0.83], [0.94], [0.6]),
    ):
        assert fuse(legs(*change), BACKGROUND, Weights()) > base
    learnt = (fuse(legs([0.84], [0.83], [0.94], [0.5], [logit]), BACKGROUND, Weights()) for logit in (3.0, 4.0))
    assert next(learnt) < next(learnt)


def test_a_level_is_the_mean_and_the_deviation_within_a_question():
    # question 1: mean 0.8, deviation 0.1; question 2: mean 0.4, deviation 0.1
    level = measure_level(np.array([[0.7, 0.9, NAN], [0.3, 0.5, NAN]]))
    assert (level.mean, level.deviation) == (pytest.approx(0.6), pytest.approx(0.1))
    assert standardise(np.array([0.8]), level) == pytest.approx([2.0])


@pytest.mark.parametrize("cosines", [np.empty((3, 0)), np.full((3, 2), NAN)])
def test_a_leg_that_no_clause_has_has_a_harmless_level(cosines):
    assert measure_level(cosines) == Level(0.0, 1.0)


def test_one_clause_alone_does_not_divide_by_nought():
    assert measure_level(np.array([[0.8], [0.6]])) == Level(pytest.approx(0.7), 1.0)


def test_the_best_of_each_group():
    found = best_by_group(np.array([0.9, 0.8, 0.7]), np.array([0, 0, 2]), np.array([True, True, True, False]), 0.6)
    assert found[:3] == pytest.approx([0.9, 0.6, 0.7]) and np.isnan(found[3])
