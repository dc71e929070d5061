"""Follow-up questions: what a message leaves unsaid is taken from the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.draft import Draft
from answer.query import Asks, Query
from answer.understand import Understanding


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the last answered message was about; empty at the beginning."""

    query: Query | None = None
    clauses: tuple[str, ...] = ()  # of the last answer, in order

    def after(self, query: Query, draft: Draft) -> Conversation:
        if draft.status != "answered":
            return self
        return Conversation(query, tuple(draft.clauses))


def continue_query(query: Query, conversation: Conversation, understanding: Understanding) -> Query:
    """Return the query with what it leaves unsaid filled in from the conversation."""
    return query
