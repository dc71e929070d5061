"""Calibration by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer import Assistant
from eval.calibration import calibration, measure_calibration, told_chance


def test_chances_are_compared_with_what_came_true():
    figures = calibration([(0.1, False), (0.1, True), (0.9, True), (1.0, True)])
    assert figures["n"] == 4
    assert figures["brier"] == pytest.approx((0.01 + 0.81 + 0.01 + 0) / 4)
    assert figures["bins"] == [{"n": 2, "chance": 0.1, "true": 0.5}, {"n": 2, "chance": pytest.approx(0.95), "true": 1.0}]
    assert figures["error"] == pytest.approx((2 * 0.4 + 2 * 0.05) / 4)


def test_without_questions_there_is_no_figure():
    assert calibration([]) == {"n": 0, "brier": None, "error": None, "bins": []}


def test_only_questions_that_were_searched_for_and_are_found_or_absent_count(make_question, make_answer):
    def told(chance):
        return replace(make_answer(), steps=("问题：x", f"判断：通知写到了（没有写到的可能性 {chance}）"))

    questions = [
        make_question("found"),
        make_question("absent", kind="absent", status="not_found", clauses=[]),
        make_question("vague", kind="vague", status=["clarify", "not_found"], clauses=[]),
        make_question("computed", kind="clause"),
        make_question("unanswered"),
    ]
    answers = {"found": told("10%"), "absent": told("95%"), "vague": told("50%"), "computed": make_answer()}
    assert measure_calibration(questions, answers)["bins"] == [
        {"n": 1, "chance": 0.1, "true": 0.0},
        {"n": 1, "chance": 0.95, "true": 1.0},
    ]


@pytest.mark.model
def test_the_products_records_tell_the_chance():
    assistant = Assistant.open()
    assert assistant.wait_ready(), assistant.failure
    assert told_chance(assistant.ask("哪些单位参与危房改造")) < 0.2
    assert told_chance(assistant.ask("火星移民谁牵头")) > 0.5
    assert told_chance(assistant.ask("第17项谁牵头")) is None
