"""What is said where nothing is answered: out of scope, too vague, not in the notice, with the nearest that is."""

from __future__ import annotations

from answer.draft import Draft, cite, label, say, title_of
from answer.mentions import UnitMention
from answer.organs import OrganNames
from answer.query import Query
from schema import Clause, Notice


def out_of_scope(draft: Draft, query: Query) -> Draft:
    """Say that nothing is asked, or nothing that this notice is about."""
    draft.status = "clarify" if query.scope == "vague" else "not_found"
    draft.add({"empty": "empty", "vague": "vague_nothing"}.get(query.scope, "out_of_scope"))
    draft.suggestions += _samples(draft.notice)
    return draft


def vague(draft: Draft) -> Draft:
    """Ask what is meant."""
    draft.status = "clarify"
    draft.add("vague_nothing")
    draft.suggestions += _samples(draft.notice)
    return draft


def _samples(notice: Notice) -> list[str]:
    units = notice.units[:1]
    tasks = notice.tasks[:1]
    return [say("suggest_tasks", unit=unit) for unit in units] + [say("suggest_units", label=label(task)) for task in tasks]


def missing_clause(draft: Draft, query: Query) -> Draft:
    """Say that the notice has no such number, and which is its last."""
    draft.status = "not_found"
    last = draft.notice.tasks[-1].id if draft.notice.tasks else "0"
    draft.echoed.update(query.missing)
    return draft.add("missing_clause", number="、".join(query.missing), last=last)


def absent_unit(draft: Draft, query: Query, names: OrganNames) -> Draft:
    """Say that a unit has no part in the notice, and which of its units have names alike."""
    draft.status = "not_found"
    for condition in query.conditions:
        if condition.units:
            continue
        mention = next((m for m in query.mentions if m.said == condition.said), None)
        if mention and mention.via == "elsewhere":
            draft.add("elsewhere_unit" if names.place else "elsewhere_state", place=names.place, said=condition.said)
        else:
            draft.add("absent_unit", said=condition.said)
        near = names.similar(condition.said)
        if near:
            draft.add("absent_near", units="、".join(near))
            draft.suggestions += [say("suggest_tasks", unit=unit) for unit in near]
    return draft


def ask_which_unit(draft: Draft, query: Query, mention: UnitMention) -> Draft:
    """Ask back which of several units a short name means; offer the question with each."""
    draft.status = "clarify"
    draft.echoed.update(mention.units)
    draft.add("several_units", said=mention.said, units="、".join(mention.units))
    draft.suggestions += [query.text.replace(mention.said, unit, 1) for unit in mention.units]
    return draft


def lacks_detail(draft: Draft, detail: str, clauses: tuple[Clause, ...]) -> Draft:
    """Say that the notice speaks of the matter and does not state what is asked of it."""
    draft.status = "not_found"
    draft.about += [clause.id for clause in clauses]
    return nearest(draft.add("not_found_detail", fact=detail), clauses)


def nearest(draft: Draft, clauses: tuple[Clause, ...]) -> Draft:
    """Name the clauses nearest to what was asked."""
    if clauses:
        draft.mentioned += [clause.id for clause in clauses]
        draft.add("nearest", cites="、".join(f"{cite(clause)} {title_of(clause)}" for clause in clauses))
        draft.suggestions += [say("suggest_content", label=label(clause)) for clause in clauses]
    return draft
