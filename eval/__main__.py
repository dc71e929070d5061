"""The command line: python -m eval [predict | score | check | retrieval | bench]; without one, the whole evaluation."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from eval import bench
from eval.check_questions import check_golds, find_duplicates, find_leaks, load_texts
from eval.evaluate import evaluate, report_markdown, write_results
from eval.jsonl import DataError, write_text
from eval.predict import NotReady, load_predictions, load_turns, open_assistant, predict, save_predictions
from eval.questions import FOLDER, Question, load_questions
from eval.report import compare_to_markdown, misses_to_markdown, retrieval_table, summarise, to_markdown
from eval.results import choose_folder, describe_run, read_tree, write_json
from eval.retrieval import measure_retrieval, open_retrievers
from eval.score import score
from index.unpack import ModelUnavailable
from ingest import UnreadableFile, read_notice
from schema import Notice
from settings import SettingsError, get_settings

SETS = ("dev", "test")


def shipped_notice() -> Notice:
    """Return the notice that the questions are about."""
    settings = get_settings()
    return read_notice(settings.notices / f"{settings.notice}.txt", settings.notice)


def run_all(options: argparse.Namespace) -> int:
    now, tree = datetime.now(), read_tree()
    names = [options.only] if options.only else list(SETS)
    paths = {name: FOLDER / f"{name}.jsonl" for name in names}
    questions = {name: load_questions(path) for name, path in paths.items()}
    notice, assistant, retrievers = shipped_notice(), open_assistant(), open_retrievers()
    evaluations = [evaluate(name, questions[name], assistant, retrievers, notice) for name in names]
    run = describe_run(get_settings(), tree, now, paths)
    print(report_markdown(evaluations, run))
    failures = {question_id: trace for e in evaluations for question_id, trace in e.failures.items()}
    folder = choose_folder(tree, full=not options.only and not failures, now=now)
    write_results(folder, evaluations, run)
    print(f"written to {folder}")
    return report_failures(failures)


def run_predict(options: argparse.Namespace) -> int:
    inputs = load_turns(options.questions)
    answers, failures = predict(inputs, open_assistant())
    save_predictions(options.out, answers)
    print(f"{len(answers)} answers in {options.out}")
    return report_failures(failures)


def report_failures(failures: dict[str, str]) -> int:
    """Print the questions that raised an error; return the exit code."""
    for question_id, trace in failures.items():
        print(f"{question_id}: no answer\n{trace}", file=sys.stderr)
    return 1 if failures else 0


def run_score(options: argparse.Namespace) -> int:
    questions, notice = load_questions(options.questions), shipped_notice()
    verdicts = score(questions, load_predictions(options.predictions), notice)
    print(to_markdown(options.questions.stem, summarise(verdicts)))
    if options.against:
        others = score(questions, load_predictions(options.against), notice)
        print(compare_to_markdown((str(options.against), str(options.predictions)), others, verdicts))
    if options.misses:
        write_text(options.misses, misses_to_markdown(options.questions.stem, verdicts))
        print(f"misses: {options.misses}")
    return 0


def run_check(options: argparse.Namespace) -> int:
    notice = shipped_notice()
    questions: list[Question] = []
    for path in options.questions:
        questions += load_questions(path)
    texts = load_texts(options.training or sorted(get_settings().notices.glob("*.phrasings.yaml")))
    findings = check_golds(questions, notice) + find_duplicates(questions) + find_leaks(questions, texts)
    for finding in findings:
        print(f"{'fault' if finding.certain else 'look '}  {finding.question}  {finding.message}")
    faults = sum(finding.certain for finding in findings)
    print(f"{len(questions)} questions, {faults} faults, {len(findings) - faults} to look at; {len(texts)} training texts compared")
    return 1 if faults else 0


def run_retrieval(options: argparse.Namespace) -> int:
    questions = load_questions(options.questions)
    for name, retriever in open_retrievers().items():
        print(retrieval_table(name, measure_retrieval(questions, retriever)) + "\n")
    return 0


def run_bench(options: argparse.Namespace) -> int:
    questions = load_questions(FOLDER / "dev.jsonl")  # never test: timing runs are repeated while tuning
    figures = bench.measure(questions, open_assistant)
    print(bench.to_markdown(figures))
    if options.json:
        write_json(options.json, describe_run(get_settings(), read_tree(), datetime.now(), {}) | {"figures": figures})
    return 0


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("--only", choices=SETS, help="evaluate one question set; filed under results/partial")
    parser.set_defaults(run=run_all)
    commands = parser.add_subparsers(dest="command")

    command = commands.add_parser("predict", help="answer the questions of a file")
    command.add_argument("questions", type=Path, help="JSON lines with id and turns")
    command.add_argument("--out", type=Path, required=True, help="JSON lines with id and the Answer")
    command.set_defaults(run=run_predict)

    command = commands.add_parser("score", help="judge predictions against the golds")
    command.add_argument("predictions", type=Path)
    command.add_argument("--questions", type=Path, default=FOLDER / "dev.jsonl")
    command.add_argument("--against", type=Path, help="predictions of an earlier run, compared question by question")
    command.add_argument("--misses", type=Path, help="write the wrong answers with reasons to this Markdown file")
    command.set_defaults(run=run_score)

    command = commands.add_parser("check", help="verify the golds against the notice, find duplicates and leaks")
    command.add_argument("questions", type=Path, nargs="*", default=[FOLDER / f"{name}.jsonl" for name in SETS])
    command.add_argument("--training", type=Path, nargs="*", help="texts that must hold no question (.yaml, .jsonl); default the phrasings")
    command.set_defaults(run=run_check)

    command = commands.add_parser("retrieval", help="recall and MRR of the bare retriever")
    command.add_argument("questions", type=Path, nargs="?", default=FOLDER / "dev.jsonl")
    command.set_defaults(run=run_retrieval)

    command = commands.add_parser("bench", help="start-up, latency beside the bare embedding, index build, memory")
    command.add_argument("--json", type=Path, help="write the figures here too")
    command.set_defaults(run=run_bench)
    return parser


def main(arguments: list[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    try:
        return options.run(options)
    except (DataError, NotReady, SettingsError, UnreadableFile, ModelUnavailable) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
