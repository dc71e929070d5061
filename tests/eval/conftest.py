"""The shipped notice and small builders of questions and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.questions import Question
from ingest import read_notice
from schema import Answer, Citation, Notice

NOTICE = Path(__file__).parents[2] / "notices" / "shanwei-2016-19.txt"


@pytest.fixture(scope="session")
def notice() -> Notice:
    return read_notice(NOTICE)


@pytest.fixture
def make_question():
    def make(question_id="x-1", turns=("危房改造谁牵头",), kind="topic_units", **gold) -> Question:
        gold = {"status": "answered", "clauses": ["17"], "units": None, "facts": []} | gold
        return Question.from_dict({"id": question_id, "kind": kind, "turns": list(turns), "gold": gold})

    return make


@pytest.fixture
def make_answer(notice):
    def make(text="由市住建局牵头。", status="answered", clauses=("17",), units=None, cite=None, **fields) -> Answer:
        citations = ()
        if cite:
            place = notice.source.index(cite, notice.clause(clauses[0]).start)
            citations = (Citation(notice.id, clauses[0], cite, place, place + len(cite)),)
        return Answer(status, text, tuple(clauses), units if units is None else tuple(units), citations, **fields)

    return make
