"""A notice in Traditional characters is read like its simplified copy and told in its own characters."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from opencc import OpenCC

from ingest import parse_notice
from ingest.traditional import simplify
from tests.ingest.notice_factory import notices

TEXT = """關於印發《重點任務分工方案》的通知
各有關單位：
一、推動產業合作
（一）支持企業增資擴產，2022年底前完成。（牽頭單位：市商務局；責任單位：市發展改革局，各鎮街（園區））
（二）完善臺胞服務，制定實施方案。（市教育局、市稅務局等部門按職責分工負責）
附件
第一條　發佈信息。（團市委會同市婦聯負責）
"""


def test_words_and_offsets_are_the_notices_own():
    notice = parse_notice(TEXT, "hant")
    assert notice.source == TEXT and notice.title == "關於印發《重點任務分工方案》的通知"
    first, second, third = notice.tasks
    assert (first.id, first.headings, first.units) == ("一（一）", ("一、推動產業合作",), ("市商務局", "市發展改革局", "各鎮街（園區）"))
    assert (first.leads, first.deadlines[0].words) == (("市商務局",), "2022年底前")
    assert (second.open_words, second.deliverables[0].name) == ("等部門", "實施方案")
    assert (third.id, third.number, third.leads) == ("附件第一條", "第一條", ("團市委",))
    for task in notice.tasks:
        assert task.text in TEXT and all(TEXT[s.start : s.end] == s.text for s in task.sentences)
    assert {part.clause for part in notice.parts} - {None} == {clause.id for clause in notice.clauses}


@pytest.mark.parametrize("text", ["市财政局牵头。", "", "plain text", "皇后大道乾隆年间的后台", "市財"])
def test_simplifying_keeps_the_length(text):
    assert len(simplify(text)) == len(text)


@cache
def traditional(character: str) -> str:
    made = OpenCC("s2t").convert(character)
    return made if len(made) == 1 else character


@given(notices())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], derandomize=True)
def test_a_generated_notice_reads_the_same_in_traditional_characters(sample):
    source = "".join(map(traditional, sample.text))
    simple, own = parse_notice(sample.text, "simple"), parse_notice(source, "hant")
    assert own.source == source and own.lead_rule is simple.lead_rule
    assert [(t.number, [(a.start, a.role, a.part) for a in t.assignments]) for t in own.tasks] == [
        ("".join(map(traditional, t.number)), [(a.start, a.role, a.part) for a in t.assignments]) for t in simple.tasks
    ]
    assert all(source[a.start : a.end].replace("\n", "") == a.written for t in own.tasks for a in t.assignments)
