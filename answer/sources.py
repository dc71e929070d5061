"""What an answer is looked up in: the notice, the names of its units, the search of its clauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from answer.evidence import Evidence
from answer.finding import Finder
from answer.organs import OrganNames
from answer.query import Query
from schema import Notice


@dataclass(frozen=True, slots=True)
class Sources:
    """One notice as queries about it are answered from it."""

    notice: Notice
    names: OrganNames
    search: Callable[[Query], Evidence] | None  # finds the clauses of a topic; None while the index is loading
    failure: str = ""  # why there is no search, where it will not come
    steps: list[str] = field(default_factory=list)  # what was done is told there

    @property
    def finder(self) -> Finder:
        return Finder(self.notice, self.search, self.failure, self.steps)
