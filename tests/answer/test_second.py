"""Two questions in one breath are both answered."""

from __future__ import annotations

import pytest

from answer.check import check
from answer.draft import Draft
from answer.front import front_fields
from answer.query import Asks, Query, Wanted
from answer.second import also_asked


def query(asks, text, **fields):
    return Query(text, "zh", asks, masked=text, **fields)


def test_when_is_told_beside_who(shipped):
    draft = also_asked(Draft(shipped), query(Asks.UNITS, "谁牵头，什么时候完成"), [shipped.clause("17")])
    assert draft.lines[0].startswith("[任务17] 的时间要求是“到 2018 年年底”")


def test_who_leads_is_told_beside_what(shipped):
    draft = also_asked(Draft(shipped), query(Asks.CONTENT, "第17项讲什么，牵头单位是谁"), [shipped.clause("17")])
    assert draft.units == ("市住建局",) and draft.lines == ["[任务17] 由 **市住建局** 牵头。"]


def test_a_lead_that_is_told_already_is_not_told_twice(shipped):
    draft = Draft(shipped).add("content_lead", lead="市住建局")
    assert also_asked(draft, query(Asks.CONTENT, "上限几户，哪家牵头"), [shipped.clause("17")]).units == ("市住建局",)
    assert len(draft.lines) == 1


@pytest.mark.parametrize(
    ("asks", "text", "clauses"),
    [
        (Asks.UNITS, "谁牵头", ["17"]),
        (Asks.CONTENT, "什么时候完成", ["17"]),
        (Asks.UNITS, "各自谁牵头，什么时候完成", ["15", "16", "17", "18"]),  # of many it would be a list of quotations
    ],
)
def test_one_question_has_one_answer(shipped, asks, text, clauses):
    draft = also_asked(Draft(shipped), query(asks, text, wanted=Wanted.LEAD), [shipped.clause(i) for i in clauses])
    assert not draft.lines and draft.units is None


def test_each_field_of_the_front_that_is_named_is_told(shipped):
    draft = front_fields(Draft(shipped), shipped, query(Asks.FRONT, "文号跟落款日期", field="date"))
    assert [line.split(" ")[0] for line in draft.lines] == ["落款日期是", "文号是"]
    check(draft, shipped.units)
    assert len(front_fields(Draft(shipped), shipped, query(Asks.FRONT, "文号是多少", field="document_number")).lines) == 1


def test_when_is_told_of_each_of_a_few(shipped):
    draft = also_asked(Draft(shipped), query(Asks.UNITS, "各自谁牵头，什么时候完成"), [shipped.clause(i) for i in ("16", "17")])
    assert [line.split(" ")[0] for line in draft.lines] == ["[任务16]", "[任务17]"]
