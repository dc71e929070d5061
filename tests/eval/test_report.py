"""Tables, filed results and the misses."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from eval.evaluate import evaluate, report_markdown, write_results
from eval.predict import load_predictions
from eval.report import misses_to_markdown, summarise, to_markdown
from eval.results import Tree, choose_folder, describe_run, read_tree
from schema import Answer
from settings import Settings

NOW = datetime(2026, 11, 23, 19, 15)


class Always:
    """Answers 市住建局 to everything, so that half of the questions below are wrong."""

    def ask(self, question, history=()):
        return Answer("answered", "由市住建局牵头。", ("17",), ("市住建局",), latency_ms=2.0)


def questions_of(make_question):
    return [
        make_question("a", units=["市住建局"]),
        make_question("b", ("谁参加旅游扶贫",), clauses=["3"], units=["市农业局"]),
        make_question("c", ("市公安局电话",), kind="absent", status="not_found", clauses=[]),
        make_question("d", ("第17项",), kind="clause"),
    ]


def test_the_summary_counts_by_kind_and_group(notice, make_question):
    summary = evaluate("dev", questions_of(make_question), Always(), {}, notice).summary
    assert (summary["all"]["n"], summary["all"]["right"]) == (4, 2)
    assert (summary["groups"]["structured"]["n"], summary["groups"]["structured"]["right"]) == (3, 2)
    assert summary["kinds"]["absent"]["accuracy"] == 0
    assert summary["kinds"]["spoken"] == {"n": 0, "right": 0, "accuracy": None, "interval": None}
    assert summary["refusals"]["not_found"] == {"precision": None, "recall": 0.0, "given": 0, "due": 1}
    assert summary["latency_ms"]["computed"] == {"n": 1, "p50": 2.0, "p95": 2.0}
    assert summary["reasons"] == {"clauses_missing": 1, "clauses_extra": 1, "units_missing": 1, "units_extra": 1, "status": 1}
    text = to_markdown("dev", summary)
    assert "| structured | 3 | 2 | 66.7 % | 20.8–93.9 % |" in text
    assert "| spoken | 0 | 0 | – | – |" in text


def test_written_results_hold_everything_and_misses_of_each_set_stand_apart(notice, make_question, tmp_path):
    questions = questions_of(make_question)
    evaluations = [evaluate("dev", questions[:2], Always(), {}, notice), evaluate("test", questions[2:], Always(), {}, notice)]
    run = describe_run(Settings(), Tree("abc", False), NOW, {})
    write_results(tmp_path, evaluations, run)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "dev-misses.md", "dev.predictions.jsonl", "figures.json", "report.md", "run.json", "test-misses.md", "test.predictions.jsonl",
    ]  # fmt: skip
    assert load_predictions(tmp_path / "dev.predictions.jsonl") == dict(evaluations[0].answers)
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["test"]["all"]["right"] == 1
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["commit"] == "abc"
    assert "市公安局电话" in (tmp_path / "test-misses.md").read_text(encoding="utf-8")
    for name in ("report.md", "dev-misses.md"):
        assert "市公安局电话" not in (tmp_path / name).read_text(encoding="utf-8")


def test_the_report_says_when_the_tree_had_local_changes(notice, make_question):
    evaluations = [evaluate("dev", questions_of(make_question), Always(), {}, notice)]
    assert "commit abc with local changes" in report_markdown(evaluations, describe_run(Settings(), Tree("abc", True), NOW, {}))


def test_only_full_runs_on_a_clean_tree_are_filed_by_commit(tmp_path):
    clean = Tree("9962c52abc", False)
    assert choose_folder(clean, True, NOW, tmp_path) == tmp_path / "2026-11-23-9962c52abc"
    for tree, full in ((clean, False), (Tree("9962c52abc", True), True), (Tree("", True), True)):
        assert choose_folder(tree, full, NOW, tmp_path) == tmp_path / "partial" / "20261123-191500"


def test_outside_a_work_tree_there_is_no_commit(tmp_path):
    assert read_tree(Path(tmp_path)) == Tree("", True)


def test_misses_say_what_was_due_what_came_and_why(notice, make_question):
    verdicts = evaluate("dev", questions_of(make_question), Always(), {}, notice).verdicts
    text = misses_to_markdown("dev", verdicts)
    assert text.startswith("# dev: 2 misses")
    assert "## b topic_units: 谁参加旅游扶贫" in text
    assert "- units_missing: 市农业局" in text
    assert "due: status=answered clauses=3 units=市农业局" in text
    assert "came: status=answered clauses=17 units=市住建局" in text


def test_a_summary_of_nothing_has_no_numbers():
    assert summarise([])["all"] == {"n": 0, "right": 0, "accuracy": None, "interval": None}
