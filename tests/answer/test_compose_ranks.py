"""Orders of units and tasks, ties included."""

from answer.check import check
from answer.compose_ranks import ranked
from answer.query import Part, Rank
from tests.answer.queries import query


def test_ties_share_a_place(shipped, names, draft):
    ranked(draft, query(), Rank("units", Part.LEADS, place=4), names)
    assert draft.units == ("市发改局", "市住建局", "市人社局")
    assert set(draft.clauses) == {"1", "20", "33", "17", "22", "23", "6", "7", "9"}
    check(draft, shipped.units)
