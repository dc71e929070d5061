"""The command line: ``python -m eval COMMAND``; without one, the whole evaluation of the product."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from eval import commands
from eval.bench.parts import NAMES
from eval.jsonl import DataError
from eval.predict import NotReady
from eval.questions import FOLDER
from eval.systems import OURS
from index.unpack import ModelUnavailable
from ingest import UnreadableFile
from settings import ROOT, SettingsError

Subparsers = argparse._SubParsersAction  # what ``add_subparsers`` returns; argparse has no public name for it


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.set_defaults(run=commands.run_all, system=OURS, out=None)
    parser.add_argument("--only", choices=commands.SETS, help="evaluate one question set; filed under results/partial")
    subparsers = parser.add_subparsers(dest="command")
    for add in (add_answering, add_comparing, add_measuring, add_keeping):
        add(subparsers)
    return parser


def add_answering(subparsers: Subparsers) -> None:
    """Add the commands that ask questions and judge the answers."""
    command = subparsers.add_parser("run", help="ask any system the question sets, score the answers, write the results")
    add_system(command)
    command.add_argument("--only", choices=commands.SETS, help="one question set")
    command.add_argument("--out", type=Path, help="folder of the results; default eval/results/, for other systems its partial/")
    command.set_defaults(run=commands.run_all)

    command = subparsers.add_parser("predict", help="answer the questions of a file")
    command.add_argument("questions", type=Path, help="JSON lines with id and turns")
    command.add_argument("--out", type=Path, required=True, help="JSON lines with id and the Answer")
    add_system(command)
    command.set_defaults(run=commands.run_predict)

    command = subparsers.add_parser("score", help="judge predictions against the golds")
    command.add_argument("predictions", type=Path)
    command.add_argument("--questions", type=Path, default=FOLDER / "dev.jsonl")
    command.add_argument("--misses", type=Path, help="write the wrong answers with reasons to this Markdown file")
    command.set_defaults(run=commands.run_score)

    command = subparsers.add_parser("others", help="ask the product about other notices, each by itself, and judge the answers")
    command.add_argument("questions", type=Path, nargs="?", default=FOLDER / "dev-i.jsonl", help="each names the file of its notice")
    command.add_argument("--misses", type=Path, help="write the wrong answers with reasons to this Markdown file")
    command.set_defaults(run=commands.run_others)


def add_comparing(subparsers: Subparsers) -> None:
    """Add the commands that set one run beside another."""
    command = subparsers.add_parser("compare", help="what a run lost and won against another, with McNemar's test")
    command.add_argument("runs", type=Path, nargs=2, metavar="RUN", help="folder of a run's results")
    command.add_argument("--changes", action="store_true", help="list the dev questions that were lost and won, with reasons")
    command.set_defaults(run=commands.run_compare)

    command = subparsers.add_parser("twice", help="ask the structured questions of dev in two processes; fail if a verdict differs")
    command.add_argument("--all", action="store_true", help="all questions of dev")
    command.set_defaults(run=commands.run_twice)

    command = subparsers.add_parser("gate", help="fail if dev fell below the last filed run by more than chance explains")
    command.set_defaults(run=commands.run_gate)


def add_measuring(subparsers: Subparsers) -> None:
    """Add the commands that measure what the answers alone do not show: rivals, pieces, lies, the retriever, times."""
    command = subparsers.add_parser("baselines", help="the product, the baselines and the product without its pieces, on all questions")
    command.add_argument("--only", choices=commands.SETS, help="one question set; filed under partial/")
    command.add_argument("--out", type=Path, help="folder of the results; default eval/results/baselines/")
    command.set_defaults(run=commands.run_baselines)

    command = subparsers.add_parser("tune", help="what of the baselines is chosen on dev: thresholds, and the size of the recipe's pieces")
    command.set_defaults(run=commands.run_tune)

    command = subparsers.add_parser("llm", help="a language model that lies: what of it gets into an answer; fails if anything does")
    command.add_argument("--only", choices=commands.SETS, help="one question set; filed under partial/")
    command.add_argument("--out", type=Path, help="folder of the results; default eval/results/llm/")
    command.set_defaults(run=commands.run_llm)

    command = subparsers.add_parser("retrieval", help="recall and MRR of the bare retriever")
    command.add_argument("questions", type=Path, nargs="?", default=FOLDER / "dev.jsonl")
    command.add_argument("--squad", type=Path, metavar="FILE", help="instead: the contexts and questions of CMRC 2018 or XQuAD")
    command.set_defaults(run=commands.run_retrieval)

    command = subparsers.add_parser("bench", help="start, answers, throughput, building, searching, a library of many notices")
    command.add_argument(
        "parts", nargs="*", choices=[*NAMES, []], metavar="PART", help=f"only these: {', '.join(NAMES)}; under partial/ without --file"
    )
    command.add_argument("--file", action="store_true", help="file these parts beside the others that were measured on this day and commit")
    command.add_argument("--notices", type=int, nargs="+", default=(), help="sizes for build, such as 1000 10000")
    command.add_argument("--vectors", type=int, nargs="+", default=(), help="sizes for scale, such as 600000")
    command.set_defaults(run=commands.run_bench)


def add_keeping(subparsers: Subparsers) -> None:
    """Add the commands that keep the question sets in order and the results on view."""
    command = subparsers.add_parser("check", help="verify the golds against the notice, find duplicates and leaks")
    command.add_argument("questions", type=Path, nargs="*", default=list(commands.question_paths().values()))
    command.add_argument("--training", type=Path, nargs="*", help="files that must hold no question (.yaml, .jsonl)")
    command.set_defaults(run=commands.run_check)

    command = subparsers.add_parser("report", help="one page with charts and the results in the README, from the newest filed results")
    command.add_argument("--out", type=Path, default=ROOT / "docs" / "evaluation", help="folder of report.html and the charts")
    command.add_argument("--readme", type=Path, default=ROOT / "README.md", help="file with the marks between which the results stand")
    command.set_defaults(run=commands.run_report)


def add_system(command: argparse.ArgumentParser) -> None:
    command.add_argument("--system", default=OURS, help=f"{OURS}, a server's address, or module:callable; default %(default)s")


def main(arguments: list[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    logging.getLogger("answer").setLevel(logging.ERROR)  # a warning of an unproven answer quotes its question, which may be one of test
    try:
        return options.run(options)
    except (DataError, NotReady, SettingsError, UnreadableFile, ModelUnavailable) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
