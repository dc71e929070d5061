"""Annotated questions are read into texts, marks and classes."""

import json

import pytest

from answer.reader import HEADS
from settings import ROOT
from training.annotations import BadAnnotation, Span, annotate, read_annotations


def test_marks_become_spans_of_the_plain_text():
    found = annotate("{市农业局|lead}牵头的[旅游]任务有#三#项，<第5项>算吗", {"asks": "tasks", "yesno": True})
    assert found.text == "市农业局牵头的旅游任务有三项，第5项算吗"
    assert found.spans == (
        Span(0, 4, "unit", "lead"),
        Span(7, 9, "topic"),
        Span(12, 13, "number"),
        Span(15, 18, "clause"),
    )


@pytest.mark.parametrize(
    ("marked", "labels", "classes"),
    [
        ("哪些单位从没牵过头", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": "=", "n": 0}]}, {"tasks_lead": "none"}),
        ("哪些单位牵过头", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": ">=", "n": 1}]}, {"tasks_lead": "some"}),
        ("就一家的任务", {"asks": "tasks", "size": [{"of": "units", "op": "=", "n": 1}]}, {"units": "one"}),
        ("没有配合单位的", {"asks": "tasks", "size": [{"of": "units", "by": "join", "op": "=", "n": 0}]}, {"units": "one"}),
        ("不止一家的", {"asks": "tasks", "size": [{"of": "units", "op": ">", "n": 1}]}, {"units": "several"}),
        ("#五#家以上的", {"asks": "tasks", "size": [{"of": "units", "op": ">=", "n": 5}]}, {"units": "at_least"}),
        ("哪项提到«光伏»", {"asks": "tasks", "filter": ["word"]}, {"filter_word": "yes"}),
        ("谁第二多", {"asks": "units", "rank": {"of": "units", "order": "most", "place": 2}}, {"rank": "units", "rank_place": "2"}),
        ("谁牵头", {"asks": "units", "want": "lead"}, {"want": "lead"}),
    ],
)
def test_labels_become_classes(marked, labels, classes):
    found = annotate(marked, labels).labels
    assert {name: found[name] for name in classes} == classes


def test_heads_that_say_nothing_of_a_question_are_left_out():
    assert set(annotate("你好", {"asks": "none"}).labels) == {"asks", "follow"}
    assert "want" not in annotate("写了什么", {"asks": "content"}).labels
    assert "rank_by" not in annotate("谁牵头", {"asks": "units"}).labels


@pytest.mark.parametrize(
    ("marked", "labels"),
    [("{农行|boss}管吗", {"asks": "verify"}), ("谁", {"asks": "who"}), ("谁", {"asks": "units", "want": "some"})],
)
def test_unknown_marks_and_labels_are_refused(marked, labels):
    with pytest.raises(BadAnnotation):
        annotate(marked, labels)


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"q": "谁牵头", "a": {"asks": "units"}}\n{"q": 1}\n', encoding="utf-8")
    with pytest.raises(BadAnnotation, match=r"bad\.jsonl:2"):
        read_annotations([path])


def test_messages_of_a_conversation_know_the_one_before(tmp_path):
    path = tmp_path / "talk.jsonl"
    talk = {"turns": [{"q": "[危房]谁牵头", "a": {"asks": "units"}}, {"q": "参加的呢", "a": {"asks": "units", "follow": "same"}}]}
    path.write_text(json.dumps(talk), encoding="utf-8")
    first, second = read_annotations([path])
    assert first.before is None and second.before is first


def test_the_shipped_annotations_can_be_read():
    messages = read_annotations(sorted((ROOT / "training" / "readings").glob("*.jsonl")))
    assert len(messages) > 10_000
    assert {message.labels["asks"] for message in messages} == set(HEADS["asks"])
