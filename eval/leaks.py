"""Questions of the evaluation that stand, the same or nearly so, among the texts that the system learns from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eval.check_questions import Finding
from eval.jsonl import DataError, read_lines
from eval.near import NearTexts, key
from eval.questions import Question
from settings import ROOT

LEARNT = ("training/**/*.jsonl", "notices/*.phrasings.yaml", "knowledge/decoys.yaml")
MARKS = re.compile(r"\|[a-z]+\}|[{<\[\]>«»#]")  # of training/readings: "{农行|any}管[养老]吗" -> 农行管养老吗


@dataclass(frozen=True, slots=True)
class Learnt:
    """A message that the system learns from, and its place: training/questions/relevance-1.jsonl:435."""

    text: str
    place: str


def learnt_files(root: Path = ROOT) -> list[Path]:
    """Return every file that holds messages to learn from: all of training/, the phrasings, the decoys."""
    return sorted(path for pattern in LEARNT for path in root.glob(pattern))


def load_learnt(paths: Iterable[Path]) -> list[Learnt]:
    """Return every message of the files that is not blank.

    Of YAML that is every text; of JSON lines the ``query``, the ``q`` of an annotated message without its marks, or all ``turns``, each a
    text or an annotated message.

    Raises:
        DataError: a file is missing or broken, or holds no message: what cannot be read would be compared with nothing.
    """
    learnt: list[Learnt] = []
    for path in paths:
        before = len(learnt)
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        if path.suffix == ".jsonl":
            learnt += [Learnt(text, f"{name}:{number}") for number, record in read_lines(path) for text in _messages(record)]
        elif path.is_file():
            learnt += [Learnt(text, str(name)) for text in _leaves(yaml.safe_load(path.read_text(encoding="utf-8"))) if key(text)]
        else:
            raise DataError(f"{path}: no such file")
        if len(learnt) == before:
            raise DataError(f"{path}: expected messages as query, q or turns, found none")
    return learnt


def _messages(record: dict[str, Any]) -> list[str]:
    texts = []
    for turn in record.get("turns", [record]):
        texts.append(turn if isinstance(turn, str) else turn.get("query") or MARKS.sub("", turn.get("q", "")))
    return [text for text in texts if key(text)]


def _leaves(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [leaf for child in children for leaf in _leaves(child)]


def find_leaks(questions: Sequence[Question], learnt: Sequence[Learnt]) -> list[Finding]:
    """Return for each question the places where its last message is learnt from, word for word or nearly."""
    known = NearTexts([each.text for each in learnt])
    return [
        Finding(question.id, f"is learnt from at {learnt[place].place}: {learnt[place].text}")
        for question in questions
        for place, _ in known.near(question.turns[-1])
    ]
