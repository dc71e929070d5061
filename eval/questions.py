"""The question format: one JSON object a line, with the gold a careful clerk would sign."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from eval.jsonl import DataError, read_lines
from schema import Status

FOLDER = Path(__file__).parent / "questions"
STATUSES = get_args(Status)
GROUPS: dict[str, tuple[str, ...]] = {
    "structured": ("topic_units", "unit_tasks", "clause", "set", "yesno", "unit_names", "front"),
    "facts": ("facts",),
    "multi": ("multi",),
    "spoken": ("spoken",),
    "slips": ("slips", "traditional", "english"),
    "conversation": ("conversation",),
    "refusals": ("absent", "scope", "vague", "hostile"),
}
KINDS = tuple(kind for kinds in GROUPS.values() for kind in kinds)


@dataclass(frozen=True, slots=True)
class Gold:
    """What a right answer states; None and () of ``facts`` mean that it is not checked."""

    status: tuple[str, ...]  # any of these is right
    clauses: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None  # the lead first, where the question asks for all
    facts: tuple[tuple[str, ...], ...] = ()  # each a choice of wordings, one of which must appear
    verdict: str | None = None  # "yes" or "no", for a question that is answered so

    @property
    def answerable(self) -> bool:
        return "answered" in self.status


@dataclass(frozen=True, slots=True)
class Question:
    """A person's messages in order, the last of which is answered, and the gold."""

    id: str
    kind: str
    turns: tuple[str, ...]
    gold: Gold
    author: str = ""
    note: str = ""
    notice: str = ""  # file of the notice it is about, from the project's folder; empty: the shipped one

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Question:
        """Check and convert one line.

        Raises:
            ValueError: a field is missing or of the wrong form.
        """
        question_id, turns = read_turns(record)
        if record.get("kind") not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, was: {record.get('kind')!r}")
        gold = record.get("gold")
        if not isinstance(gold, dict):
            raise ValueError(f"gold must be an object, was: {gold!r}")
        said = (record.get(field, "") for field in ("author", "note", "notice"))
        return cls(question_id, record["kind"], turns, _read_gold(gold), *said)

    def to_dict(self) -> dict[str, Any]:
        gold: dict[str, Any] = {
            "status": self.gold.status[0] if len(self.gold.status) == 1 else list(self.gold.status),
            "clauses": None if self.gold.clauses is None else list(self.gold.clauses),
            "units": None if self.gold.units is None else list(self.gold.units),
            "facts": [choice[0] if len(choice) == 1 else list(choice) for choice in self.gold.facts],
        }
        if self.gold.verdict:
            gold["verdict"] = self.gold.verdict
        record = {"id": self.id, "kind": self.kind, "author": self.author, "turns": list(self.turns), "gold": gold}
        return record | {field: said for field, said in (("note", self.note), ("notice", self.notice)) if said}


def read_turns(record: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the id and turns of a line; raise ``ValueError`` where they are missing or of the wrong form."""
    question_id, turns = record.get("id"), record.get("turns")
    if not isinstance(question_id, str) or not question_id:
        raise ValueError(f"id must be a text that is not empty, was: {question_id!r}")
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise ValueError(f"turns must be a list of one or more texts, was: {turns!r}")
    return question_id, tuple(turns)


def _read_gold(gold: dict[str, Any]) -> Gold:
    unknown = sorted(set(gold) - {"status", "clauses", "units", "facts", "verdict"})
    if unknown:
        raise ValueError(f"gold has an unknown field, was: {unknown[0]!r}")
    status = gold.get("status")
    statuses = tuple(status) if isinstance(status, list) else (status,)
    if not statuses or any(s not in STATUSES for s in statuses):
        raise ValueError(f"gold.status must be of {', '.join(STATUSES)}, was: {status!r}")
    if gold.get("verdict") not in (None, "yes", "no"):
        raise ValueError(f"gold.verdict must be yes or no, was: {gold['verdict']!r}")
    facts = tuple(tuple(fact) if isinstance(fact, list) else (fact,) for fact in gold.get("facts") or ())
    if not all(choice and all(isinstance(wording, str) and wording for wording in choice) for choice in facts):
        raise ValueError(f"gold.facts must hold texts or lists of texts, was: {gold['facts']!r}")
    return Gold(statuses, _read_names(gold, "clauses"), _read_names(gold, "units"), facts, gold.get("verdict"))


def _read_names(gold: dict[str, Any], field: str) -> tuple[str, ...] | None:
    names = gold.get(field)
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"gold.{field} must be null or a list of texts, was: {names!r}")
    return tuple(names)


def load_questions(path: Path) -> list[Question]:
    """Return the questions of a file in order.

    Raises:
        DataError: a line is broken or an id comes twice; the message names the line.
    """
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for number, record in read_lines(path):
        try:
            question = Question.from_dict(record)
        except ValueError as error:
            raise DataError(f"{path}:{number}: {error}") from error
        if question.id in seen:
            raise DataError(f"{path}:{number}: id {question.id} stands in line {seen[question.id]} already")
        seen[question.id] = number
        questions.append(question)
    return questions


def normalise(text: str) -> str:
    """Fold what a comparison must not see: width, case, blanks, Markdown stars.

    "共 **１１** 项" -> "共11项"
    """
    return re.sub(r"[\s*\u200b-\u200d\ufeff]", "", unicodedata.normalize("NFKC", text)).casefold()
