"""Questions about other notices: golds that hold, each asked of its own notice."""

from __future__ import annotations

from dataclasses import replace

from eval import others
from eval.check_questions import check_golds
from eval.questions import FOLDER, load_questions
from schema import Answer
from settings import get_settings

QUESTIONS = load_questions(FOLDER / "dev-i.jsonl")


def test_golds_about_other_notices_hold():
    found = [finding for notice, asked in others.by_notice(QUESTIONS) for finding in check_golds(asked, notice) if finding.certain]
    assert found == []


def test_each_question_is_asked_of_its_own_notice(monkeypatch, make_question):
    asked = []

    class Told:
        def __init__(self, notices, *parts):
            self.notice = notices[0].id

        def ask(self, question, history=()):
            asked.append((self.notice, question))
            return Answer("not_found", "没有写。")

    for name in ("load_encoder", "QuestionReader", "prepare_default_model", "build_index"):
        monkeypatch.setattr(others, name, lambda *parts, **options: None)
    monkeypatch.setattr(others.Decoys, "open", lambda *parts: None)
    monkeypatch.setattr(others, "Assistant", Told)
    folder = "tests/ingest/samples/tuning"
    questions = [replace(make_question(name, (name,)), notice=f"{folder}/{name}.txt") for name in ("51", "46")]
    verdicts, failures = others.ask_others(questions, get_settings())
    assert asked == [("46", "46"), ("51", "51")]
    assert [(v.question.id, v.right) for v in verdicts] == [("46", False), ("51", False)]
    assert failures == {}
