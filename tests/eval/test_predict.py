"""Predictions: conversation handed over, broken lines named before anything is asked, failures do not lose the rest."""

from __future__ import annotations

import json

import pytest

from eval.jsonl import DataError
from eval.predict import load_predictions, load_turns, predict, save_predictions
from schema import Answer, Citation


class Echo:
    """Answers with what it was handed."""

    def ask(self, question, history=()):
        if question == "坏":
            raise RuntimeError("broken")
        return Answer(
            "answered", f"{list(history)}|{question}", ("17",), ("市住建局",), (Citation("n", "17", "文", 3, 4),), ("还有？",), 1.5
        )


def test_the_last_turn_is_asked_with_the_earlier_ones_before_it():
    answers, failures = predict([("a", ("一", "二", "三"))], Echo())
    assert answers["a"].text == "['一', '二']|三"
    assert failures == {}


def test_one_failure_is_reported_and_the_rest_kept():
    answers, failures = predict([("a", ("坏",)), ("b", ("好",))], Echo())
    assert list(answers) == ["b"]
    assert "RuntimeError: broken" in failures["a"]


def test_predictions_survive_the_round_trip(tmp_path):
    answers, _ = predict([("a", ("一",)), ("b", ("二",))], Echo())
    save_predictions(tmp_path / "p.jsonl", answers)
    assert load_predictions(tmp_path / "p.jsonl") == answers
    line = json.loads((tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert list(line) == ["id", "status", "text", "clauses", "units", "citations", "suggestions", "latency_ms"]
    assert list(tmp_path.iterdir()) == [tmp_path / "p.jsonl"]  # no draft left behind


def test_all_broken_input_lines_are_named(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "turns": ["好"]}\n{"id": "b"}\n{"id": "a", "turns": ["又"]}\n', encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_turns(path)
    assert f"{path}:2: turns must be" in str(caught.value)
    assert f"{path}:3: id a comes twice" in str(caught.value)


def test_turns_need_no_gold_and_may_be_blank(tmp_path):
    (tmp_path / "q.jsonl").write_text('{"id": "a", "turns": [""], "extra": 1}\n', encoding="utf-8")
    assert load_turns(tmp_path / "q.jsonl") == [("a", ("",))]


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a"}',
        '{"id": "a", "status": "maybe", "text": ""}',
        '{"status": "answered", "text": ""}',
        '{"id": "a", "status": "answered", "text": "", "citations": [{"quote": "x"}]}',
    ],
)
def test_a_broken_prediction_is_named_by_line(tmp_path, line):
    (tmp_path / "p.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"p\.jsonl:1:"):
        load_predictions(tmp_path / "p.jsonl")
