"""Lies about a clause, each with the way it lies."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import Any

from eval.llm.false_claims import (
    about_clauses,
    about_counts,
    about_lists,
    about_roles,
    about_times,
    about_units,
    by_counting_tasks,
    by_inventing,
    with_marks,
)
from eval.llm.misquotations import (
    by_cutting,
    by_leaving_out,
    by_negation,
    by_numbers,
    by_particles,
    by_rearranging,
    by_signs,
    by_topics,
    in_quotations,
)
from eval.llm.truth import Said


def lies(clause: dict[str, Any], given: Collection[str] = ()) -> Iterator[Said]:
    """Yield lies about a clause as ``answer.llm.wording.material`` gives it, those of each kind in turn.

    Args:
        given: labels of all clauses that the answer rests on; what is said of another of them may be true.
    """
    kinds = (about_units, about_roles, about_lists, about_counts, about_times, in_quotations, by_negation, by_numbers)
    rest = (by_rearranging, by_leaving_out, by_cutting, by_particles, by_signs, by_counting_tasks, by_topics, by_inventing, with_marks)
    for row in zip_longest(about_clauses(clause, given), *(kind(clause) for kind in (*kinds, *rest))):
        yield from filter(None, row)
