"""Calibration by hand."""

from __future__ import annotations

import pytest

from eval.calibration import calibration


def test_chances_are_compared_with_what_came_true():
    figures = calibration([(0.1, False), (0.1, True), (0.9, True), (1.0, True)])
    assert figures["n"] == 4
    assert figures["brier"] == pytest.approx((0.01 + 0.81 + 0.01 + 0) / 4)
    assert figures["bins"] == [{"n": 2, "chance": 0.1, "true": 0.5}, {"n": 2, "chance": pytest.approx(0.95), "true": 1.0}]
    assert figures["error"] == pytest.approx((2 * 0.4 + 2 * 0.05) / 4)


def test_without_questions_there_is_no_figure():
    assert calibration([]) == {"n": 0, "brier": None, "error": None, "bins": []}
