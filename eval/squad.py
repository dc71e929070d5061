"""Questions that no one here wrote: retrieval over the contexts of a data set in SQuAD's format.

Read as published: CMRC 2018 (https://github.com/ymcui/cmrc2018, squad-style-data/cmrc2018_dev.json) and XQuAD
(https://github.com/google-deepmind/xquad, xquad.zh.json). The files are not part of this project.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from eval.jsonl import DataError
from eval.metrics import recall_at, reciprocal_rank
from eval.retrieval import DEPTH, Retriever, mean
from index.passages import Passage, PassageKind, clean_text
from ingest.sentences import sentence_bounds

COLUMNS = ("recall@1", "recall@5", "mrr")


class _Asked(BaseModel):
    question: str


class _Paragraph(BaseModel):
    context: str
    qas: list[_Asked]


class _Article(BaseModel):
    paragraphs: list[_Paragraph]


class _File(BaseModel):
    data: list[_Article]


@dataclass(frozen=True, slots=True)
class Reading:
    """Contexts, each once, and questions with the place of the context that each was asked about."""

    contexts: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


def read_squad(path: Path) -> Reading:
    """Return a data set; answers and their places are not needed and not looked at.

    Raises:
        DataError: no such file, not JSON, not of this format, or without questions.
    """
    try:
        content = _File.model_validate(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise DataError(f"{path}: expected SQuAD's data.paragraphs.qas, but {place}: {first['msg']}") from error
    except ValueError as error:
        raise DataError(f"{path}: not JSON in UTF-8: {error}") from error
    numbers: dict[str, int] = {}
    questions = [
        (asked.question, numbers.setdefault(paragraph.context, len(numbers)))
        for article in content.data
        for paragraph in article.paragraphs
        for asked in paragraph.qas
    ]
    if not questions:
        raise DataError(f"{path}: there are no questions in it")
    return Reading(tuple(numbers), tuple(questions))


def context_passages(contexts: Sequence[str], name: str) -> list[Passage]:
    """Return each context whole and its sentences, as the clauses of a notice are indexed; the clause is the context's place."""
    passages = []
    for number, context in enumerate(contexts):
        whole = clean_text(context)
        passages.append(Passage(name, str(number), PassageKind.CLAUSE, 0, whole, whole, 0, len(context)))
        for place, (start, end) in enumerate(sentence_bounds(context, 0, len(context))):
            text = clean_text(context[start:end])
            passages.append(Passage(name, str(number), PassageKind.SENTENCE, place, text, "", start, end))
    return passages


def measure_squad(reading: Reading, retrievers: Mapping[str, Retriever]) -> dict[str, dict[str, Any]]:
    """Return n, recall@1, recall@5 and MRR by retriever; only a question's own context counts as right."""
    figures = {}
    for name, retriever in retrievers.items():
        ranked = [([hit.clause for hit in retriever.search(question, DEPTH)], [str(gold)]) for question, gold in reading.questions]
        figures[name] = {
            "n": len(ranked),
            "recall@1": mean(recall_at(clauses, gold, 1) for clauses, gold in ranked),
            "recall@5": mean(recall_at(clauses, gold, 5) for clauses, gold in ranked),
            "mrr": mean(reciprocal_rank(clauses, gold) for clauses, gold in ranked),
        }
    return figures
