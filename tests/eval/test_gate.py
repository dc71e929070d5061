"""The gate lets chance pass and a real loss not."""

from __future__ import annotations

import json

import pytest

from eval.compare import difference
from eval.gate import compare_with_filed, gate_to_markdown, last_filed, passes
from eval.jsonl import DataError
from eval.predict import save_predictions


@pytest.mark.parametrize(
    ("lost", "won", "passed"),
    # P(X <= 0) for X ~ Binomial(5, 1/2), doubled: 0.0625; of 6: 0.031; P(X <= 1) of 8: 0.070; of 9: 0.039
    [(0, 0, True), (4, 0, True), (5, 0, True), (6, 0, False), (7, 1, True), (8, 1, False), (0, 9, True), (30, 10, False), (10, 30, True)],
)
@pytest.mark.parametrize("n", [100, 1594])
def test_a_loss_beyond_chance_fails(lost, won, passed, n):
    same = n - lost - won
    d = difference([True] * lost + [False] * won + [True] * same, [False] * lost + [True] * won + [True] * same)
    assert passes(d) is passed


def file_run(base, name, date, answers):
    save_predictions(base / name / "dev.predictions.jsonl", answers)
    (base / name / "run.json").write_text(json.dumps({"date": date}), encoding="utf-8")


def test_the_newest_filed_run_is_taken(tmp_path, make_answer):
    file_run(tmp_path, "2026-11-23-b", "2026-11-23T20:00:00", {"a": make_answer()})
    file_run(tmp_path, "2026-11-23-z", "2026-11-23T08:00:00", {"a": make_answer()})
    file_run(tmp_path / "partial", "20261124-080000", "2026-11-24T08:00:00", {"a": make_answer()})
    (tmp_path / "baselines").mkdir()
    assert last_filed(tmp_path).name == "2026-11-23-b"


def test_without_a_filed_run_the_gate_says_so(tmp_path):
    with pytest.raises(DataError, match="no filed run"):
        last_filed(tmp_path)


class Always:
    def __init__(self, answer):
        self.answer = answer

    def ask(self, question, history=()):
        return self.answer


def test_what_was_filed_is_judged_by_todays_golds_and_new_questions_wait(tmp_path, notice, make_question, make_answer):
    file_run(tmp_path, "run", "2026-11-23", {f"q{i}": make_answer() for i in range(12)})
    questions = [make_question(f"q{i}", (f"问{i}",)) for i in range(12)] + [make_question("new")]
    before, after, failures = compare_with_filed(tmp_path / "run", questions, Always(make_answer(clauses=("22",))), notice)
    assert (len(before), sum(v.right for v in before), sum(v.right for v in after), failures) == (12, 12, 0, {})
    passed, text = gate_to_markdown(tmp_path / "run", before, after)
    assert not passed
    assert text.startswith("dev: 0.0 % of 12 right, 100.0 % in run; lost 12, won 0 (McNemar's exact test: p = 0.00049), difference -100.0")
    assert "- lost q3 问3: clauses_missing: 17; clauses_extra: 22" in text
    assert gate_to_markdown(tmp_path / "run", before, before)[0]
