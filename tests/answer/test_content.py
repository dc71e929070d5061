"""What is quoted of a clause says what was asked for."""

from __future__ import annotations

import pytest

from answer.content import quoted_sentences
from answer.draft import Draft
from answer.query import Asks
from ingest import parse_notice
from tests.answer.queries import query

TABLE = "关于分工的通知\n各单位：\n序号\t任务\t责任单位\t时间安排\n1\t建成康复楼\t县卫健局\t第三季度\n2\t做好筛查\t县卫健局\t持续推进\n"


@pytest.mark.parametrize(("fact", "told"), [("when", True), ("", False)])
def test_a_time_in_a_cell_of_its_own_is_quoted_where_a_time_is_asked_for(fact, told):
    notice = parse_notice(TABLE, "table")
    draft = Draft(notice)
    quoted_sentences(draft, query(Asks.CONTENT, topic="康复楼", fact=fact), [notice.clause("1")], {})
    assert "“建成康复楼”" in draft.text
    assert ("“第三季度”" in draft.text) is told
