"""Questions that go on from an answer."""

from __future__ import annotations

from answer.draft import Draft, label, say, speaking
from answer.query import Asks, Part, Query, Wanted
from schema import ClauseKind, Notice


def suggestions(query: Query, draft: Draft, notice: Notice) -> list[str]:
    """Return questions that go on from an answer."""
    if draft.suggestions or draft.status != "answered" or not draft.clauses:
        return draft.suggestions[:4]
    clause = notice.clause(draft.clauses[0])
    if clause.kind is not ClauseKind.TASK:
        return []
    options: list[tuple[str, dict[str, str]]] = []
    if query.asks is not Asks.UNITS:
        options.append(("suggest_units", {"label": label(clause)}))
    elif query.wanted is Wanted.LEAD and clause.participants:
        options.append(("suggest_others", {"label": label(clause)}))
    if query.asks is not Asks.CONTENT:
        options.append(("suggest_content", {"label": label(clause)}))
    if clause.leads and not any(c.part is Part.LEADS for c in query.conditions):
        options.append(("suggest_tasks", {"unit": clause.leads[0]}))
    with speaking(query.language):
        return [say(key, **values) for key, values in options[:3]]
