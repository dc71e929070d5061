"""What is claimed: a part of a unit, the place of a matter."""

from __future__ import annotations

import re

from answer import content
from answer.compose_tasks import tasks_of_units
from answer.compose_verdict import every_part, verification, verify_number
from answer.draft import Draft, cite, join_cites
from answer.evidence import Evidence
from answer.figures import compare_figures, has_figures
from answer.finding import show_evidence, stands_there
from answer.query import Part, Query
from answer.refusals import vague
from answer.reply_content import MAX_CLAUSES_WHOLE
from answer.responsibilities import responsible_for
from answer.select import has_part
from answer.sources import Sources
from answer.yes_no import claimed, of_actor
from schema import Clause

ALL_OF_THEM = re.compile("都|全|每|各项")  # "发改局在这几项里都参加了吗"


def verify(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Tell whether units have the parts that are claimed."""
    if not query.clauses and not query.topic:
        for clause in [t for t in sources.notice.tasks if any(has_part(t, c.units, Part.ANY) for c in query.conditions)][
            :MAX_CLAUSES_WHOLE
        ]:
            verification(draft, query, clause)
        return draft if draft.lines else vague(draft)
    if query.clauses:
        clauses = [sources.notice.clause(i) for i in query.clauses]
        if any(size.of == "units" for size in query.sizes):
            if len(clauses) == 1 and clauses[0].units:
                return verify_number(draft, query, clauses)
            return tasks_of_units(draft, query, sources.names)  # 这几项里有没有哪项是只和扶贫办两家搞的
        if len(clauses) > 1 and (query.yes_no or ALL_OF_THEM.search(query.text)):
            every_part(draft, query, clauses)
        for clause in clauses:
            verification(draft, query, clause)
        return draft
    evidence = sources.finder.find(query)
    if isinstance(evidence, Draft):
        return evidence
    if not any(clause.units for clause in evidence.clauses) or _says_who_acts(query, evidence):  # what the text says
        return content.quoted_sentences(draft, query, evidence.clauses, evidence.sentences)
    if query.yes_no and (figure := _figure_denied(query, evidence)):
        draft.add("no_number", words=figure)  # 住建局牵头、2019年年底前干完
    for clause in evidence.clauses:
        verification(draft, query, responsible_for(clause, evidence.sentences.get(clause.id, ()), query.core))
    return show_evidence(draft, query, list(evidence.clauses), evidence)


def _figure_denied(query: Query, evidence: Evidence) -> str:
    """Return the figure that stands in the one clause where a claim of units states another, or ""."""
    if len(evidence.clauses) != 1 or not has_figures(query.text):
        return ""
    (clause,) = evidence.clauses
    told = [s.text for s in content.best_sentences(query, clause, evidence.sentences.get(clause.id, ()))]
    compared = compare_figures(claimed(query.text), told)
    return compared.stated if compared and not compared.agrees else ""


def _says_who_acts(query: Query, evidence: Evidence) -> bool:
    """Tell whether the sentence that answers says by whom that is done which is claimed of a unit: 引导资金由市财政来落实."""
    best = [content.best_sentences(query, clause, evidence.sentences.get(clause.id, ()))[:1] for clause in evidence.clauses]
    return query.yes_no and any(of_actor(query.text, sentence.text) for sentences in best for sentence in sentences)


def tell_place(sources: Sources, draft: Draft, query: Query, clause: Clause) -> Draft:
    """Answer whether a matter stands in a clause, and where it stands instead: 危房改造是第16项吧."""
    matter = query.but(topic=query.place_claimed, clauses=(), nearby=(), fallback=())
    if sources.search is None and query.place_claimed not in clause.text:
        return sources.finder.find(matter)  # says that nothing can be searched for yet
    evidence = sources.search(matter) if sources.search else None
    if stands_there(query.place_claimed, clause, evidence):
        draft.add("yes_plain")
        return content.quoted_sentences(draft, query.but(yes_no=False), [clause], evidence.sentences if evidence else {})
    draft.add("no_plain")
    if evidence.outcome != "found":
        draft.rest_on(clause)
        return draft.add("place_other_none", cite=cite(clause))
    draft.add("place_other", cites=join_cites(evidence.clauses))
    return content.quoted_sentences(draft, query.but(yes_no=False), evidence.clauses, evidence.sentences)
