"""The second of two questions in one breath."""

from __future__ import annotations

from collections.abc import Sequence

from answer import cues
from answer.compose_units import units_of_clauses
from answer.content import deadline_of
from answer.draft import Draft, join_units, say
from answer.query import Asks, Query, Wanted
from schema import Clause

MOST = 3  # clauses of which the time limit is told as well


def also_asked(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """Answer the second of two questions in one breath: 谁牵头，什么时候完成; 上限几户，哪家牵头."""
    if query.yes_no or draft.status != "answered":
        return draft
    if query.asks is Asks.UNITS and cues.has("when", query.masked) and len(clauses) <= MOST:
        for clause in clauses:
            deadline_of(draft, clause)
        return draft
    if len(clauses) != 1:
        return draft
    if query.asks is Asks.CONTENT and draft.units is None and not query.conditions and cues.has("asks_lead", query.masked):
        if clauses[0].leads and say("content_lead", lead=join_units(clauses[0].leads)) in draft.lines:
            draft.units = clauses[0].leads
        else:
            units_of_clauses(draft, query.but(wanted=Wanted.LEAD), clauses)
    return draft
