"""What was said so far: the answered messages of a conversation, and how programs hand it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.draft import Draft
from answer.home import unit_begun_with, unit_spoken_for, waits_for_unit
from answer.query import Query, UnitCondition


@dataclass(frozen=True, slots=True)
class Turn:
    """One answered message: how it was understood and what its answer rested on."""

    query: Query
    clauses: tuple[str, ...]
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The answered messages so far, oldest first."""

    turns: tuple[Turn, ...] = ()
    last_words: str = ""  # the last message, masked, answered or not
    home: UnitCondition | None = None  # the unit that the person said to speak for
    waits: Query | None = None  # the last message, where it asked for the tasks of that unit before it was known

    @property
    def last(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    def after(self, query: Query, draft: Draft) -> Conversation:
        """Return the conversation with this message; one that was not answered leaves it as it was, but for what it named."""
        home = unit_spoken_for(query) or self.home or unit_begun_with(query)
        if query.scope in ("empty", "chat"):
            return replace(self, home=home)
        waits = query if draft.status == "clarify" and waits_for_unit(query) else None
        following = Conversation(self.turns, query.masked, home, waits)
        if draft.status == "answered" and (draft.clauses or query.conditions):
            return replace(following, turns=(*self.turns, Turn(query, tuple(draft.clauses), draft.units or ())))
        if query.topic and (draft.status == "clarify" or draft.about):
            return replace(following, turns=(*self.turns, Turn(query, tuple(draft.about))))
        return following


def messages(history: Sequence[object]) -> list[str]:
    """Return the person's messages of a history of strings or of {"role", "content"} records."""
    found = []
    for entry in history:
        if isinstance(entry, str):
            found.append(entry)
        elif isinstance(entry, dict) and entry.get("role", "user") == "user":
            found.append(str(entry.get("content", "")))
    return found
