"""The second of two questions in one breath."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import cues
from answer.compose_units import units_of_clauses
from answer.content import deadline_of
from answer.draft import Draft, cite, join_units, say
from answer.query import Asks, Query, Wanted
from answer.yes_no import character_pairs
from schema import Clause

MEASURED = re.compile(r"\d")
MOST = 3  # clauses of which the time limit is told as well


def _figure_of(draft: Draft, query: Query, clause: Clause) -> None:
    """Quote the sentence nearest to a question that states a figure, where one does: 归谁牵头，要配几部卫星电话."""
    figures = [sentence for sentence in clause.sentences if MEASURED.search(sentence.text)]
    wanted = character_pairs(query.text)
    best = max(figures, key=lambda sentence: len(wanted & character_pairs(sentence.text)), default=None)
    if best and not any(quote[1:] == (best.start, best.end) for quote in draft.quotes if quote[0] == clause.id):
        draft.add("content_more", cite=cite(clause), quote=draft.quote(clause, best))


def also_asked(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """Answer the second of two questions in one breath: 谁牵头，什么时候完成; 上限几户，哪家牵头."""
    if query.yes_no or draft.status != "answered":
        return draft
    if query.asks is Asks.UNITS and len(clauses) <= MOST:
        if cues.has("when", query.masked):
            for clause in clauses:
                deadline_of(draft, clause)
        if cues.has("amount", query.masked):
            for clause in clauses:
                _figure_of(draft, query, clause)
        if cues.has("when", query.masked) or cues.has("amount", query.masked):
            return draft
    if len(clauses) != 1:
        return draft
    if query.asks is Asks.CONTENT and draft.units is None and not query.conditions and cues.has("asks_lead", query.masked):
        if clauses[0].leads and say("content_lead", lead=join_units(clauses[0].leads)) in draft.lines:
            draft.units = clauses[0].leads
        else:
            units_of_clauses(draft, query.but(wanted=Wanted.LEAD), clauses)
    return draft
