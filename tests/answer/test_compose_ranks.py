"""Orders of units and tasks, ties included."""

import pytest

from answer.check import check
from answer.compose_ranks import ranked
from answer.query import Asks, Part, Rank
from tests.answer.queries import condition, query


def test_ties_share_a_place(shipped, names, draft):
    ranked(draft, query(), Rank("units", Part.LEADS, place=4), names)
    assert draft.units == ("市发改局", "市住建局", "市人社局")
    assert set(draft.clauses) == {"1", "20", "33", "17", "22", "23", "6", "7", "9"}
    check(draft, shipped.units)


@pytest.mark.parametrize(("clause", "verdict"), [("33", "是的。"), ("26", "不是。")])
def test_a_claim_that_a_task_has_most_units_is_computed_over_all(shipped, names, draft, clause, verdict):
    ranked(draft, query(Asks.CONTENT, clauses=(clause,), yes_no=True), Rank("tasks", Part.ANY), names)
    assert draft.lines[0] == verdict and draft.clauses == ["33"]
    check(draft, shipped.units)


@pytest.mark.parametrize(("unit", "verdict"), [("市扶贫办", "是的。"), ("市财政局", "不是。")])
def test_a_claim_that_a_unit_leads_most_is_computed_over_all(shipped, names, draft, unit, verdict):
    ranked(draft, query(conditions=(condition(unit, Part.LEADS),), yes_no=True), Rank("units", Part.LEADS), names)
    assert draft.lines[0] == verdict and draft.units == ("市扶贫办",)
    check(draft, shipped.units)
