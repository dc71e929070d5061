"""The part of the benchmark that measures a library of many notices."""

from types import SimpleNamespace

import numpy as np
import pytest

from eval.bench.build import NoEncoder
from eval.bench.library import Knowing, one_and_all, shuffled_notice
from ingest import parse_notice, read_notice
from ingest.identity import ALL
from settings import ROOT


@pytest.fixture(scope="module")
def pattern():
    return read_notice(ROOT / "notices" / "shanwei-2016-19.txt")


def test_a_shuffled_notice_has_the_same_tasks_in_another_order_with_other_units(pattern):
    notice = parse_notice(shuffled_notice(pattern, 7), "n")
    words = [["".join(sentence.text for sentence in task.sentences) for task in each.tasks] for each in (pattern, notice)]
    assert len(words[1]) == 60 and words[0] != words[1] and len(set(words[0]) & set(words[1])) > 55
    assert notice.document_number == "汕府办〔2007〕7号" and set(notice.units) <= set(pattern.units)


def test_what_is_known_is_not_embedded_again(monkeypatch):
    encoder, asked = NoEncoder(), []
    monkeypatch.setattr(encoder, "embed_passages", lambda texts: asked.extend(texts) or np.ones((len(texts), 384), np.float32))
    knowing = Knowing(encoder, {(False, "甲"): np.zeros(384, np.float32)})
    for _ in range(2):
        assert knowing.embed_passages(["甲", "乙", "乙"]).sum(axis=1).tolist() == [0, 384, 384]
    assert asked == ["乙"]


def test_each_question_is_asked_of_one_and_of_all():
    said = []
    assistant = SimpleNamespace(ask=lambda question, notice: said.append((question, notice)))
    figures = one_and_all([f"问{n}" for n in range(12)], assistant, "home")
    assert len(said) == len(set(said)) == 24 and {notice for _, notice in said} == {"home", ALL}
    assert figures["ratio_p95"] > 0 and set(figures["one"]) == {"p50_ms", "p95_ms", "p99_ms"}
