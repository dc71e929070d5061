"""Data sets in SQuAD's format, on a sample of our own writing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.jsonl import DataError
from eval.retrieval import legs_of
from eval.squad import Reading, context_passages, measure_squad, read_squad
from index.build import build_index
from index.passages import PassageKind
from tests.index.conftest import FakeEncoder

SAMPLE = Path(__file__).parent / "samples" / "squad.json"


def test_every_question_comes_with_its_context_and_a_context_comes_once():
    reading = read_squad(SAMPLE)
    assert [len(reading.contexts), len(reading.questions)] == [3, 5]
    assert reading.questions[2:] == (("谁来指导采摘茶叶？", 1), ("班车票价多少？", 2), ("合作社种了多少亩茶叶？", 1))


def test_contexts_are_indexed_whole_and_by_sentence():
    passages = context_passages(read_squad(SAMPLE).contexts, "sample")
    assert [(p.clause, p.kind, p.number) for p in passages[:3]] == [
        ("0", PassageKind.CLAUSE, 0),
        ("0", PassageKind.SENTENCE, 0),
        ("0", PassageKind.SENTENCE, 1),
    ]
    assert passages[2].text == "现在每天供水两次,早上六点和傍晚五点。"
    assert passages[0].lexical and not passages[1].lexical


def test_the_index_finds_the_context_of_each_question():
    reading = read_squad(SAMPLE)
    index = build_index(context_passages(reading.contexts, "sample"), (), FakeEncoder(512))
    figures = measure_squad(reading, legs_of(index))
    assert figures["hybrid"] == {"n": 5, "recall@1": 1.0, "recall@5": 1.0, "mrr": 1.0}


def test_recall_and_mrr_are_of_the_questions_own_context():
    class Fixed:
        def search(self, query, k):
            return [SimpleNamespace(clause=clause) for clause in "210"]

    reading = Reading(("甲", "乙", "丙"), (("一", 2), ("二", 0)))
    assert measure_squad(reading, {"fixed": Fixed()})["fixed"] == {
        "n": 2,
        "recall@1": 0.5,  # the first question's context is first
        "recall@5": 1.0,
        "mrr": pytest.approx((1 + 1 / 3) / 2),
    }


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not JSON"),
        ('{"data": [{"paragraphs": [{"context": "甲"}]}]}', "data.0.paragraphs.0.qas: Field required"),
        ('[{"context_text": "甲"}]', "expected SQuAD's data.paragraphs.qas"),  # CMRC's other, older format
        ('{"data": []}', "no questions"),
    ],
)
def test_another_format_is_told(tmp_path, content, told):
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=told):
        read_squad(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match="No such file"):
        read_squad(tmp_path / "none.json")
