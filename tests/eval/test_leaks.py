"""No question that is measured is learnt from, in whatever form the system learns."""

from __future__ import annotations

import pytest

from eval.jsonl import DataError
from eval.leaks import Learnt, find_leaks, learnt_files, load_learnt
from eval.questions import FOLDER, load_questions
from settings import ROOT

SETS = ("dev", "test")


@pytest.fixture(scope="module")
def shipped():
    return load_learnt(learnt_files())


def test_no_question_of_dev_or_test_is_learnt_from(shipped):
    questions = [question for name in SETS for question in load_questions(FOLDER / f"{name}.jsonl")]
    assert find_leaks(questions, shipped) == []


def test_the_training_questions_are_free_of_the_questions_over_other_notices_too():
    training = load_learnt(sorted((ROOT / "training" / "questions").glob("*.jsonl")))
    assert find_leaks(load_questions(FOLDER / "dev-i.jsonl"), training) == []


def test_every_file_of_training_is_read(shipped):
    read = {each.place.split(":")[0] for each in shipped}
    assert {str(path.relative_to(ROOT)) for path in (ROOT / "training").rglob("*.jsonl")} < read
    assert read > {"notices/shanwei-2016-19.phrasings.yaml", "knowledge/decoys.yaml"}
    for path in (ROOT / "training" / "questions").glob("*.jsonl"):  # one message a line at least; blank ones are two
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert sum(each.place.startswith(f"training/questions/{path.name}:") for each in shipped) >= lines - 2


def test_every_form_in_which_messages_are_learnt_is_read(tmp_path):
    (tmp_path / "phrasings.yaml").write_text("clauses:\n  '17': [危房改造，谁牵头？, 屋顶漏雨]\n", encoding="utf-8")
    (tmp_path / "forms.jsonl").write_text(
        '{"query": "班车太少", "positive": "…"}\n'
        '{"q": "{农行|any}管[养老]吗", "a": {}}\n'
        '{"turns": ["第17项", "谁牵头"]}\n'
        '{"turns": [{"q": "<第7项>", "a": {}}, {"q": "第8项呢", "a": {}}]}\n',
        encoding="utf-8",
    )
    learnt = load_learnt([tmp_path / "phrasings.yaml", tmp_path / "forms.jsonl"])
    assert [each.text for each in learnt] == [
        *("危房改造，谁牵头？", "屋顶漏雨", "班车太少", "农行管养老吗"),
        *("第17项", "谁牵头", "第7项", "第8项呢"),
    ]
    assert learnt[5].place == f"{tmp_path}/forms.jsonl:3"


def test_a_file_without_messages_is_an_error_not_a_pass(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        load_learnt([tmp_path / "none.yaml"])
    (tmp_path / "other.jsonl").write_text('{"text": "谁牵头"}\n', encoding="utf-8")
    with pytest.raises(DataError, match="expected messages as query, q or turns"):
        load_learnt([tmp_path / "other.jsonl"])


def test_questions_are_found_word_for_word_and_nearly_on_the_last_message(make_question):
    learnt = [Learnt("危房改造，谁 牵头？", "a:1"), Learnt("请问农村危房改造扶贫工程是由哪家单位牵头的", "a:2"), Learnt("谁", "a:3")]
    questions = [
        make_question("same", ("危房改造谁牵头",)),
        make_question("near", ("请问农村危房改造扶贫工程是由哪个单位牵头的",)),
        make_question("last", ("危房改造谁参加", "谁")),
        make_question("before", ("危房改造谁牵头", "什么时候完成")),
    ]
    assert [(f.question, f.message.split(": ")[0], f.certain) for f in find_leaks(questions, learnt)] == [
        ("same", "is learnt from at a:1", True),
        ("near", "is learnt from at a:2", True),
        ("last", "is learnt from at a:3", True),
    ]
