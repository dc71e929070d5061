"""Sections are named by number or by heading, and are not mistaken for a task of that number."""

from __future__ import annotations

import pytest

from answer.normalise import normalise
from answer.query import Asks
from answer.reply import reply
from answer.sections import Sections
from answer.sources import Sources
from answer.understand import Understanding
from ingest import parse_notice

NOTICE = parse_notice(
    """海棠市人民政府办公室关于印发提振消费若干措施分工的通知

海府办〔2025〕23号

各区人民政府：

一、激发大宗消费活力

（一）支持汽车以旧换新。（市商务局牵头，市公安局配合）

（二）促进住房消费。（市住房和城乡建设局牵头，市财政局配合）

二、打造消费新场景

（三）丰富夜间经济。（市商务局牵头，市文化局配合）

（四）发展数字消费。（市商务局负责）

（五）完善农村物流。（市邮政管理局负责）
""",
    "haitang",
)


@pytest.fixture(scope="module")
def understanding(reader):
    return Understanding(NOTICE, reader)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("第二部分有哪些任务", "二、打造消费新场景"),
        ("第一大块谁牵头最多", "一、激发大宗消费活力"),
        ("打造消费新场景有几条", "二、打造消费新场景"),
        ("消费新场景那一块都有谁", "二、打造消费新场景"),
        ("“激发大宗消费活力”这部分共几项", "一、激发大宗消费活力"),
        ("第二部分第（三）项谁牵头", None),  # an item of it
        ("第三部分有几项", None),  # there is none
        ("夜间经济这块谁牵头", None),  # a matter
        ("第二项谁牵头", None),
        ("住房消费有几项任务", None),
    ],
)
def test_a_section_is_named_by_its_number_or_heading(text, heading):
    section = Sections(NOTICE).find(text)
    assert (section and section.heading) == heading


@pytest.mark.parametrize(
    ("text", "clauses", "units", "told"),
    [
        ("第二部分有哪些任务", ("二（三）", "二（四）", "二（五）"), None, "共 3 项"),
        ("第二部分里市商务局有几项任务", ("二（三）", "二（四）"), None, "2 项任务"),
        ("第一部分涉及哪些单位", ("一（一）", "一（二）"), ("市商务局", "市公安局", "市住房和城乡建设局", "市财政局"), ""),
        ("第二部分哪个单位牵头最多", ("二（三）", "二（四）"), ("市商务局",), "2 项"),
    ],
)
def test_what_is_asked_of_a_section_is_answered_within_it(understanding, text, clauses, units, told):
    draft = reply(Sources(NOTICE, understanding.names, None, "", []), understanding.read(normalise(text)))
    assert tuple(draft.clauses) == clauses and draft.units == units and told in draft.text


def test_a_matter_within_a_section_is_searched_for(understanding):
    query = understanding.read(normalise("第二部分里夜间经济归谁管"))
    assert query.asks is Asks.UNITS and "夜间经济" in query.topic and not query.section and not query.clauses


def test_the_requirements_are_a_section(shipped):
    assert Sections(shipped).find("工作要求有几条").ids == ("二（一）", "二（二）", "二（三）")
    assert Sections(shipped).find("第二部分工作要求一共分了几点").heading == "二、工作要求"
    assert len(Sections(shipped).find("第一部分有多少项任务").ids) == 60


def test_a_section_is_told_by_its_heading(understanding):
    draft = reply(Sources(NOTICE, understanding.names, None, "", []), understanding.read(normalise("第二部分的标题叫什么")))
    assert "打造消费新场景" in draft.text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("打造消费新场景里面物流归谁管", ("二（三）", "二（四）", "二（五）")),
        ("第一部分里汽车归谁管", ("一（一）", "一（二）")),
        ("物流归谁管", ()),
    ],
)
def test_a_matter_is_sought_within_the_section_that_is_named(understanding, text, ids):
    assert understanding.read(normalise(text)).within == ids


def test_a_section_set_apart_by_a_comma_is_where_it_is_sought(shipped):
    section = Sections(shipped).within("工作要求那部分，对帮扶单位具体提了哪几条")
    assert section.ids == ("二（一）", "二（二）", "二（三）")
