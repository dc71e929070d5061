"""Two runs give the same verdicts, and a run that does not is told and replaces nothing."""

from __future__ import annotations

import pytest

from eval import twice
from eval.predict import NotReady
from eval.questions import FOLDER, GROUPS, load_questions
from eval.twice import ask_twice, changed_verdicts, changes_to_lines


def test_a_verdict_that_differs_is_told_by_its_id(notice, make_question, make_answer):
    questions = [make_question("a"), make_question("b"), make_question("c")]
    first = {"a": make_answer(), "b": make_answer(), "c": make_answer(clauses=("22",))}
    second = {"a": make_answer("市住建局牵头。"), "b": make_answer(clauses=()), "c": make_answer(clauses=("3",))}
    changed = changed_verdicts(questions, first, second, notice)
    assert changes_to_lines(changed) == [
        "b: right, then clauses_missing",
        "c: clauses_missing; clauses_extra, then clauses_missing; clauses_extra; lead_in_text",
    ]
    assert changed_verdicts(questions, first, first, notice) == []


def test_a_run_that_fails_says_why(tmp_path, make_question, monkeypatch):
    monkeypatch.setattr(twice, "ROOT", tmp_path)  # where there is no eval
    with pytest.raises(NotReady, match=r"hash seed 1 failed: .*No module named eval"):
        ask_twice([make_question()], tmp_path)


@pytest.mark.model
def test_structured_questions_are_answered_alike_in_two_processes(tmp_path, notice):
    questions = [question for question in load_questions(FOLDER / "dev.jsonl") if question.kind in GROUPS["structured"]][::30]
    first, second = ask_twice(questions, tmp_path)
    assert len(first) == len(second) == len(questions) > 60
    assert changed_verdicts(questions, first, second, notice) == []
