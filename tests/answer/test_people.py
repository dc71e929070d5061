"""The people of clauses: whom they are linked to, who is in charge."""

from __future__ import annotations

import pytest

from answer.content import deadline_of
from answer.draft import Draft
from answer.people import leaders, named_people, people_asked
from answer.query import Asks
from ingest import parse_notice
from tests.answer.queries import query


@pytest.mark.parametrize(
    ("text", "verdict", "told"),
    [
        ("市长杨绪松挂钩的是不是陆丰市？", "不是。", ["海丰县", "陆丰市"]),
        ("市长杨绪松挂钩的是不是海丰县？", "是的。", ["海丰县"]),
        ("陆丰市是曹小华挂钩吗", "是的。", ["陆丰市"]),
    ],
)
def test_a_claim_about_a_person_and_a_place_is_judged_and_the_true_link_told(shipped, draft, text, verdict, told):
    asked = query(Asks.CONTENT, yes_no=True).but(text=text, topic=text)
    people = people_asked(asked, [shipped.clause("45")])
    assert [person.linked_to for _, person in people] == told
    assert named_people(draft, asked, people).lines[0] == verdict


def test_the_person_in_charge_is_quoted_where_it_is_asked_for():
    notice = parse_notice("关于分工的通知\n1. 反诈宣传。\n责任领导：王强\n责任单位：县公安局\n完成时间：每月25日前\n", "leader")
    asked = query(Asks.CONTENT, fact="when").but(text="第1条归哪位领导，每月几号前")
    assert "责任领导：王强" in leaders(deadline_of(Draft(notice), notice.clause("1")), asked, notice.clause("1")).text
    assert "王强" not in leaders(Draft(notice), asked.but(text="第1条几号前"), notice.clause("1")).text
