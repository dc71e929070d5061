"""Questions about notices other than the shipped one: each asked of an assistant that holds the question's notice alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from answer import Assistant
from answer.decoys import Decoys
from answer.reader import QuestionReader
from eval.predict import predict
from eval.questions import Question
from eval.score import Verdict, score
from index.build import build_index
from index.lexical import find_terms
from index.model import load_encoder, prepare_default_model
from index.passages import make_passages
from ingest import read_notice
from schema import Notice
from settings import ROOT, Settings


def by_notice(questions: Sequence[Question]) -> Iterator[tuple[Notice, list[Question]]]:
    """Yield each notice that questions name, read, with its questions.

    Raises:
        UnreadableFile: a notice cannot be read.
    """
    for file, asked in groupby(sorted(questions, key=lambda question: question.notice), key=lambda question: question.notice):
        yield read_notice(ROOT / file), list(asked)


def ask_others(questions: Sequence[Question], settings: Settings) -> tuple[list[Verdict], dict[str, str]]:
    """Ask and judge each question; return the verdicts, notice by notice, and the tracebacks of those that raised an error.

    A notice comes without phrasings, as one does that an office adds.
    """
    encoder = load_encoder(settings.model, threads=settings.threads)
    reader = QuestionReader(prepare_default_model(settings.cache / "multilingual-e5-small"))
    decoys = Decoys.open(encoder, settings.cache)
    verdicts: list[Verdict] = []
    failures: dict[str, str] = {}
    for notice, asked in by_notice(questions):
        index = build_index(make_passages(notice), find_terms(notice), encoder, cache=settings.cache / "jieba")
        answers, failed = predict([(q.id, q.turns) for q in asked], Assistant([notice], settings, reader, index, decoys))
        verdicts += score(asked, answers, notice)
        failures |= failed
    return verdicts, failures
