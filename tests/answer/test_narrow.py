"""Of several clauses that fit, the one that a claim's unit, a figure or a time tells is taken."""

import pytest

from answer.evidence import Evidence
from answer.narrow import that_states, told_apart
from answer.query import Asks, Query
from index import Hit
from tests.answer.queries import condition, query


@pytest.mark.parametrize(
    ("unit", "meant"),
    [("移动汕尾分公司", "21"), ("市统计局", "21"), ("市财政局", None)],  # in 21 alone; in none, so that it is no of either; in both
)
def test_a_claim_is_asked_of_the_clause_that_names_its_unit(shipped, unit, meant):
    choices = [shipped.clause(i) for i in ("21", "48")]
    told = told_apart(query(Asks.VERIFY, conditions=(condition(unit),)), choices)
    assert (told and told.id) == meant


def evidence_of(shipped, found, **scores):
    legs = {"dense": 0.8, "sentence": 0.8, "lexical": 0.1, "phrasing": 0.8, "learned": 0.0, "sentences": ()}
    hits = tuple(Hit("shanwei-2016-19", i, score, **legs) for i, score in scores.items())
    return Evidence("found", tuple(shipped.clause(i) for i in found), {}, hits)


@pytest.mark.parametrize(
    ("text", "fact", "yes_no", "found", "scores", "ids"),
    [
        ("一年走访贫困户几次", "amount", False, ["45", "55"], {"45": 9.0, "55": 5.0}, ["45"]),
        ("我市自己帮扶的村有几个", "amount", False, ["1"], {"1": 5.6, "24": 5.4}, ["24"]),
        ("我市自己帮扶的村有几个", "amount", False, ["1"], {"1": 8.6, "24": 5.4}, ["1"]),  # too far behind
        ("年终考核扣几分", "amount", False, ["1"], {"1": 5.6, "45": 5.4}, ["1"]),  # 5户 is no number of 分
        ("牵头部门每年只报一次落实情况", "", True, ["二（三）"], {"二（三）": 6.0, "二（一）": 5.7}, ["二（一）"]),
        ("贫困户能不能务工", "", True, ["1"], {"1": 5.6, "24": 5.4}, ["1"]),
    ],
)
def test_a_clause_that_states_what_is_asked_goes_before_one_that_does_not(shipped, text, fact, yes_no, found, scores, ids):
    asked = Query(text, "zh", Asks.CONTENT, masked=text, topic=text, core=text, fact=fact, yes_no=yes_no)
    assert [clause.id for clause in that_states(asked, shipped, evidence_of(shipped, found, **scores)).clauses] == ids
