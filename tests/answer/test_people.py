"""The people of clauses, and whom they are linked to."""

from __future__ import annotations

import pytest

from answer.people import named_people, people_asked
from answer.query import Asks
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


def test_an_official_is_meant_by_surname_and_office(shipped):
    (clause,) = [clause for clause in shipped.clauses if clause.people]
    asked = query(Asks.CONTENT).but(text="石书记联系的是哪里")
    assert [person.name for _, person in people_asked(asked, [clause])] == ["石奇珠"]
