"""The whole evaluation: ask, score, measure retrieval, write the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.jsonl import write_text
from eval.predict import Asker, predict, save_predictions
from eval.questions import Question
from eval.report import misses_to_markdown, summarise, to_markdown
from eval.results import head, write_json
from eval.retrieval import Retriever, measure_retrieval
from eval.score import Verdict, score
from schema import Answer, Notice


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One question set with its answers, verdicts and figures."""

    name: str
    answers: Mapping[str, Answer]
    failures: Mapping[str, str]  # id -> traceback
    verdicts: list[Verdict]
    summary: dict[str, Any]


def evaluate(name: str, questions: list[Question], assistant: Asker, retrievers: Mapping[str, Retriever], notice: Notice) -> Evaluation:
    """Ask and score every question of a set, and measure each of the bare retrievers on it."""
    answers, failures = predict([(q.id, q.turns) for q in questions], assistant)
    verdicts = score(questions, answers, notice)
    summary = summarise(verdicts)
    summary["retrieval"] = {label: measure_retrieval(questions, retriever) for label, retriever in retrievers.items()}
    return Evaluation(name, answers, failures, verdicts, summary)


def report_markdown(evaluations: list[Evaluation], run: dict[str, Any]) -> str:
    """Return the report; it quotes no question."""
    return "\n\n".join([head("Evaluation", run), *(to_markdown(e.name, e.summary) for e in evaluations)])


def write_results(folder: Path, evaluations: list[Evaluation], run: dict[str, Any]) -> None:
    """Write run.json, figures.json, report.md, and for each set its predictions and its misses, each in a file of its own."""
    for e in evaluations:
        save_predictions(folder / f"{e.name}.predictions.jsonl", dict(e.answers))
        write_text(folder / f"{e.name}-misses.md", misses_to_markdown(e.name, e.verdicts))
    write_json(folder / "run.json", run)
    write_json(folder / "figures.json", {e.name: e.summary for e in evaluations})
    write_text(folder / "report.md", report_markdown(evaluations, run))
