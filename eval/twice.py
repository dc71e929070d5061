"""Two runs of the product in processes of their own must give the same verdicts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.jsonl import write_lines
from eval.predict import NotReady, load_predictions
from eval.questions import Question
from eval.score import Verdict, score
from schema import Answer, Notice
from settings import ROOT

SEEDS = ("1", "2")  # of Python's hashes: an answer that hangs on the order of a set differs


def ask_twice(questions: Sequence[Question], folder: Path) -> list[dict[str, Answer]]:
    """Return the answers of two runs, each in a fresh interpreter with another hash seed.

    Raises:
        NotReady: a run failed; the message ends with what it said.
    """
    asked = folder / "questions.jsonl"
    write_lines(asked, (question.to_dict() for question in questions))
    runs = []
    for seed in SEEDS:
        out = folder / f"{seed}.jsonl"
        command = [sys.executable, "-m", "eval", "predict", str(asked), "--out", str(out)]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True)
        if done.returncode:
            raise NotReady(f"the run with hash seed {seed} failed: {done.stderr.strip()[-500:]}")
        runs.append(load_predictions(out))
    return runs


def changed_verdicts(
    questions: Sequence[Question], first: Mapping[str, Answer], second: Mapping[str, Answer], notice: Notice
) -> list[tuple[Verdict, Verdict]]:
    """Return the verdicts that differ, in right or wrong or in a reason, of two runs' answers to the questions."""
    pairs = zip(score(questions, first, notice), score(questions, second, notice))
    return [(a, b) for a, b in pairs if a.reasons != b.reasons]


def changes_to_lines(changed: Sequence[tuple[Verdict, Verdict]]) -> list[str]:
    """Return a line a question, by its id alone: it may be one of test."""
    return [f"{a.question.id}: {'; '.join(a.reason_kinds) or 'right'}, then {'; '.join(b.reason_kinds) or 'right'}" for a, b in changed]
