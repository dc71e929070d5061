"""What each command does with its options; the parser stands in ``__main__``. Each returns the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from eval import bench, squad
from eval.bench.file import file_bench
from eval.bench.parts import bench_parts
from eval.bench.targets import TARGET_HEAD, target_rows
from eval.check_questions import check_golds, find_duplicates
from eval.compare import changes_to_markdown, compare, compare_to_markdown, load_run
from eval.evaluate import Evaluation, evaluate, report_markdown, write_results
from eval.gate import GATED, compare_with_filed, gate_to_markdown, last_filed
from eval.jsonl import DataError, write_text
from eval.leaks import find_leaks, learnt_files, load_learnt
from eval.predict import load_predictions, load_turns, open_assistant, predict, save_predictions
from eval.questions import FOLDER, GROUPS, Question, load_questions
from eval.report import misses_to_markdown, number, retrieval_table, summarise, table, to_markdown
from eval.results import FOLDER as RESULTS
from eval.results import choose_folder, describe_run, head, read_tree, write_json
from eval.retrieval import legs_of, measure_retrieval, open_retrievers
from eval.score import score
from eval.systems import OURS, open_system
from eval.twice import ask_twice, changed_verdicts, changes_to_lines
from index.build import build_index, open_index
from index.model import load_encoder
from ingest import read_notice
from schema import Notice
from settings import get_settings

SETS = ("dev", "test")


def shipped_notice() -> Notice:
    """Return the notice that the questions are about."""
    settings = get_settings()
    return read_notice(settings.notices / f"{settings.notice}.txt", settings.notice)


def question_paths(only: str | None = None) -> dict[str, Path]:
    """Return the files of the question sets, or of the one set wanted, by name."""
    return {name: FOLDER / f"{name}.jsonl" for name in SETS if only in (None, name)}


def run_all(options: argparse.Namespace) -> int:
    now, tree = datetime.now(), read_tree()
    paths = question_paths(options.only)
    questions = {name: load_questions(path) for name, path in paths.items()}
    notice, system = shipped_notice(), open_system(options.system)
    retrievers = open_retrievers() if options.system == OURS else {}
    evaluations = [evaluate(name, questions[name], system, retrievers, notice) for name in paths]
    run = {"system": options.system} | describe_run(get_settings(), tree, now, paths)
    print(report_markdown(evaluations, run))
    failures = {question_id: trace for e in evaluations for question_id, trace in e.failures.items()}
    whole = options.system == OURS and not options.only and not failures
    folder = options.out or choose_folder(tree, full=whole, now=now)
    unlike = [] if options.out else changed_since_filed(folder, questions, evaluations, notice)
    if unlike:
        print(f"{folder} holds a run of this commit with other verdicts, and stays:\n" + "\n".join(unlike), file=sys.stderr)
        folder = choose_folder(tree, full=False, now=now)
    write_results(folder, evaluations, run)
    print(f"written to {folder}")
    return report_failures(failures) or (1 if unlike else 0)


def changed_since_filed(
    folder: Path, questions: Mapping[str, Sequence[Question]], evaluations: Sequence[Evaluation], notice: Notice
) -> list[str]:
    """Return a line for each verdict that is another than that of the run in this folder; none where there is no run."""
    if not (folder / "run.json").is_file():
        return []
    filed = load_run(folder, tuple(questions))
    return [
        line
        for e in evaluations
        for line in changes_to_lines(changed_verdicts(questions[e.name], filed.get(e.name, {}), e.answers, notice))
    ]


def run_twice(options: argparse.Namespace) -> int:
    questions = load_questions(FOLDER / f"{GATED}.jsonl")
    if not options.all:
        questions = [question for question in questions if question.kind in GROUPS["structured"]]
    with TemporaryDirectory() as folder:
        first, second = ask_twice(questions, Path(folder))
    changed = changed_verdicts(questions, first, second, shipped_notice())
    print("\n".join([*changes_to_lines(changed), f"{len(questions)} questions of {GATED} asked twice: {len(changed)} verdicts differ"]))
    return 1 if changed else 0


def run_predict(options: argparse.Namespace) -> int:
    inputs = load_turns(options.questions)
    given, failures = predict(inputs, open_system(options.system))
    save_predictions(options.out, given)
    print(f"{len(given)} answers in {options.out}")
    return report_failures(failures)


def report_failures(failures: Mapping[str, str]) -> int:
    """Print the questions that raised an error; return the exit code."""
    for question_id, trace in failures.items():
        print(f"{question_id}: no answer\n{trace}", file=sys.stderr)
    return 1 if failures else 0


def run_score(options: argparse.Namespace) -> int:
    questions = load_questions(options.questions)
    verdicts = score(questions, load_predictions(options.predictions), shipped_notice())
    print(to_markdown(options.questions.stem, summarise(verdicts)))
    if options.misses:
        write_text(options.misses, misses_to_markdown(options.questions.stem, verdicts))
        print(f"misses: {options.misses}")
    return 0


def run_others(options: argparse.Namespace) -> int:
    from eval.others import ask_others  # brings torch with it

    verdicts, failures = ask_others(load_questions(options.questions), get_settings())
    print(to_markdown(options.questions.stem, summarise(verdicts)))
    if options.misses:
        write_text(options.misses, misses_to_markdown(options.questions.stem, verdicts))
        print(f"misses: {options.misses}")
    return report_failures(failures)


def run_compare(options: argparse.Namespace) -> int:
    notice, (first, second) = shipped_notice(), (load_run(run, SETS) for run in options.runs)
    for name in (name for name in SETS if name in first and name in second):
        questions = load_questions(FOLDER / f"{name}.jsonl")
        before, after = (score(questions, run[name], notice) for run in (first, second))
        print(f"## {name}\n\n{compare_to_markdown(tuple(run.name for run in options.runs), compare(before, after))}\n")
        if options.changes and name == "dev":  # what test gets wrong is not read while tuning
            print(changes_to_markdown(before, after))
    return 0


def run_gate(options: argparse.Namespace) -> int:
    run = last_filed()
    questions = load_questions(FOLDER / f"{GATED}.jsonl")
    before, after, failures = compare_with_filed(run, questions, open_assistant(), shipped_notice())
    passed, text = gate_to_markdown(run, before, after)
    print(text)
    return report_failures(failures) or (0 if passed else 1)


def run_baselines(options: argparse.Namespace) -> int:
    from eval import ablations, contest  # here: they need packages of requirements-dev.txt, which the other commands do without

    now, tree, paths, notice = datetime.now(), read_tree(), question_paths(options.only), shipped_notice()
    questions = {name: load_questions(path) for name, path in paths.items()}
    parts = ablations.Parts.open(get_settings())
    figures, failures = contest.run_contest(contest.contestants(parts, notice), questions, notice)
    run = describe_run(get_settings(), tree, now, paths)
    text = "\n\n".join([head("Baselines and ablations", run), *(contest.contest_to_markdown(name, f) for name, f in figures.items())])
    print(text)
    folder = options.out or choose_folder(tree, full=not options.only and not failures, now=now, base=RESULTS / "baselines")
    write_text(folder / "report.md", text)
    write_json(folder / "run.json", run)
    write_json(folder / "figures.json", figures)
    print(f"written to {folder}")
    return report_failures(failures)


def run_tune(options: argparse.Namespace) -> int:
    from eval.baselines.tune import fit_baselines  # here: a package of requirements-dev.txt, which the other commands do without
    from eval.remember import RememberingEncoder  # here: it brings the whole product

    questions, settings = load_questions(FOLDER / f"{GATED}.jsonl"), get_settings()
    index = open_index(encoder=RememberingEncoder(load_encoder(settings.model, threads=settings.threads)))
    print(f"{GATED}: {len(questions)} questions\n")
    rows = ((fit.name, number(fit.threshold, 3), fit.right) for fit in fit_baselines(shipped_notice(), index, questions))
    print(table(("baseline", "answers from", "right"), rows))
    return 0


def run_llm(options: argparse.Namespace) -> int:
    from eval import ablations  # here and below: they bring the whole product, which scoring and checking do without
    from eval.llm import measure  # here as the one above

    now, tree, paths = datetime.now(), read_tree(), question_paths(options.only)
    parts = ablations.Parts.open(get_settings())
    milliseconds = measure.added_by_a_dead_server(parts)
    tallies = {name: measure.measure(load_questions(path), parts) for name, path in paths.items()}
    run, faults = describe_run(get_settings(), tree, now, paths), measure.faults(tallies, milliseconds)
    text = "\n\n".join([head("Language model", run), *(measure.to_markdown(name, each, milliseconds) for name, each in tallies.items())])
    print(text)
    folder = options.out or choose_folder(tree, full=not options.only and not faults, now=now, base=RESULTS / "llm")
    write_text(folder / "report.md", text)
    write_json(folder / "run.json", run)
    write_json(folder / "figures.json", measure.figures(tallies, milliseconds))
    print(f"written to {folder}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def run_check(options: argparse.Namespace) -> int:
    notice = shipped_notice()
    questions: list[Question] = []
    for path in options.questions:
        questions += load_questions(path)
    learnt = load_learnt(options.training or learnt_files())
    findings = check_golds(questions, notice) + find_duplicates(questions) + find_leaks(questions, learnt)
    for finding in findings:
        print(f"{'fault' if finding.certain else 'look '}  {finding.question}  {finding.message}")
    faults = sum(finding.certain for finding in findings)
    print(f"{len(questions)} questions, {faults} faults, {len(findings) - faults} to look at; {len(learnt):,} messages learnt from")
    return 1 if faults else 0


def run_retrieval(options: argparse.Namespace) -> int:
    if options.squad:
        return run_squad(options)
    questions = load_questions(options.questions)
    for name, retriever in open_retrievers().items():
        print(retrieval_table(name, measure_retrieval(questions, retriever)) + "\n")
    return 0


def run_squad(options: argparse.Namespace) -> int:
    settings = get_settings()
    reading = squad.read_squad(options.squad)
    passages = squad.context_passages(reading.contexts, options.squad.stem)
    encoder = load_encoder(settings.model, threads=settings.threads)
    index = build_index(passages, (), encoder, cache=settings.cache / "jieba", progress=True)
    retrievers = {name: retriever for name, retriever in legs_of(index).items() if name != "no phrasings"}  # it has none
    figures = squad.measure_squad(reading, retrievers)
    rows = ((name, f["n"], *(number(f[column], 3) for column in squad.COLUMNS)) for name, f in figures.items())
    print(f"{len(reading.contexts)} contexts, {len(passages)} passages of {options.squad.name}\n")
    print(table(("retriever", "n", *squad.COLUMNS), rows))
    return 0


def run_report(options: argparse.Namespace) -> int:
    from eval.page import build, filed, readme  # here: matplotlib is of requirements-dev.txt, and slow to import

    run, baselines, bench_run = filed.newest_run(), filed.newest("baselines"), filed.newest("bench")
    answers = load_run(run.folder, ("dev",))["dev"]
    asked = [question for question in load_questions(FOLDER / "dev.jsonl") if question.id in answers]  # others came after the run
    verdicts = score(asked, answers, shipped_notice())  # of dev alone: what test gets wrong is not shown
    charts = build.draw_charts(run, baselines, bench_run, verdicts)
    write_text(options.out / "report.html", build.build_page(run, baselines, bench_run, verdicts, charts, filed.newest_llm_report()))
    for chart in charts.values():
        if chart:
            (options.out / f"{chart.name}.png").write_bytes(chart.png)
    write_text(options.readme, readme.fill_results(options.readme.read_text(encoding="utf-8"), run, baselines, bench_run))
    print(f"written to {options.out / 'report.html'} and {options.readme}")
    return 0


def run_bench(options: argparse.Namespace) -> int:
    now, tree = datetime.now(), read_tree()
    if options.file and (tree.dirty or not tree.commit):
        raise DataError("--file needs a clean commit, whose results they are: commit first")
    questions = load_questions(FOLDER / "dev.jsonl")  # never test: timing runs are repeated while tuning
    settings = get_settings()
    encoder = load_encoder(settings.model, threads=settings.threads)
    parts = bench_parts(questions, encoder, settings, options.notices, options.vectors)
    figures = bench.measure({name: part for name, part in parts.items() if name in (options.parts or parts)})
    failed = {name: f["failed"] for name, f in figures.items() if f and "failed" in f}
    folder = choose_folder(tree, full=options.file or not (options.parts or failed), now=now, base=RESULTS / "bench")
    run = describe_run(settings, tree, now, {})
    filed = file_bench(folder, run, {name: f for name, f in figures.items() if name not in failed})
    print(bench.to_markdown(filed))
    print(table(TARGET_HEAD, target_rows(filed)))
    for name, reason in failed.items():
        print(f"{name} failed: {reason}", file=sys.stderr)
    print(f"written to {folder}")
    return 1 if failed else 0
