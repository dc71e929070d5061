"""What is asked of the text of tasks: the sentences that answer, quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from answer import content, cues
from answer.compose_tasks import list_section, tasks_of_units
from answer.details import unstated, unstated_fact
from answer.draft import Draft
from answer.evidence import Evidence
from answer.finding import narrow, show_evidence
from answer.officers import officers_asked, tell_officers
from answer.people import people_asked
from answer.query import Query
from answer.refusals import lacks_detail, vague
from answer.scopes import tell_scope
from answer.second import also_asked
from answer.sources import Sources
from answer.yes_no import character_pairs
from schema import Clause, ClauseKind, Notice, Sentence

ONLY_TIME = re.compile(
    r"(?:的|完成|完|期限|时限|干|做|搞|全部|要求|时间|要|在|之前|，)*"
)  # "第22项什么时候完成" asks no more than the time
SAME_TIME = re.compile("同一(?:个)?(?:年|时间|期限|时限)|同年|(?:时间|期限|时限|年份)[^，。？]{0,3}(?:一样|相同|一致)")
YEAR = re.compile(r"\d{4}")
MAX_CLAUSES_WHOLE = 3  # clauses of a question by number that are quoted whole
WHAT_TOO = re.compile(
    "(?:什么|啥|哪些)内容|内容是|[讲说](?:的|了)?(?:是)?(?:什么|啥|哪些)|写(?:的|了)(?:是)?(?:什么|啥|哪些)|(?:干|做)(?:什么|啥)|是(?:什么|啥|哪样)(?:活儿?|任务|工作|事)"
)
SPEAKS_OF = re.compile("(?:[提说讲写点]到|出现|涉及)[了过]?(?P<word>[^，。？]{2,10}?)(?:吗|没有?|呢)?[，。？]*$")  # 里有没有提到公安


def tell_content(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Quote what the clauses named, or those that a topic is about, say."""
    if query.section and not query.topic:
        return list_section(draft, query)
    if query.clauses:
        return _tell_clauses(sources, draft, query)
    if not query.topic:
        return vague(draft)
    evidence = sources.finder.find(query)
    if isinstance(evidence, Draft):
        return tasks_of_units(draft, query, sources.names) if query.year else evidence
    clauses = narrow(query, evidence.clauses)
    if officers := officers_asked(query, clauses):
        return tell_officers(draft, query, officers)
    if query.fact == "documents" and len(clauses) == 1 and not _tells_documents(query, clauses[0], evidence):
        if query.yes_no or clauses[0].deliverables:
            return content.documents_of(draft, query, clauses[0])
        return lacks_detail(draft, "要制定的文件", tuple(clauses))
    if query.fact == "scope" and clauses[0].scopes:
        return show_evidence(tell_scope(draft, query, clauses[:1]), query, clauses[:1], evidence)
    content.quoted_sentences(draft, query, clauses, evidence.sentences)
    if cues.has("who", query.masked) and not any(clause.units for clause in clauses):
        draft.units = units_in_text(sources, query, clauses, evidence.sentences)
    return also_asked(draft, query, clauses)


def _tell_clauses(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Quote what the clauses named say."""
    clauses = [sources.notice.clause(i) for i in query.clauses]
    officers = officers_asked(query, clauses)
    if officers and query.fact != "when":
        return tell_officers(draft, query, officers)
    if query.fact == "scope" and (scoped := [clause for clause in clauses if clause.scopes]):
        return tell_scope(draft, query, scoped)
    if len(clauses) > 1 and query.topic and WHICH_OF_THEM.search(query.masked):
        clauses = _nearest_of(sources, query, clauses)
    detail = ""
    if query.topic and query.fact in ("amount", "when") and not (query.fact == "when" and query.yes_no):
        detail = unstated(query.text, clauses) or (unstated_fact(query, clauses, {}) if not query.yes_no else "")
    if detail and not people_asked(query, clauses):
        return lacks_detail(draft, detail, tuple(clauses[:1]))
    _claims_of_all(draft, query, clauses)
    for clause in clauses[:MAX_CLAUSES_WHOLE]:
        if query.fact == "documents":
            content.documents_of(draft, query, clause)
        elif query.fact == "when" and (not query.topic or ONLY_TIME.fullmatch(query.core)):
            if query.yes_no:
                content.limit_verdict(draft, query, clause)
            if WHAT_TOO.search(query.text) or cues.has("amount", query.text):  # 7号任务是啥内容啥时候完成
                content.whole_clause(draft, clause)
            content.deadline_of(draft, clause)
            tell_officers(draft, query, officers_asked(query, [clause]))
        elif query.topic:
            evidence = sources.search(query) if sources.search else None
            content.quoted_sentences(draft, query, [clause], evidence.sentences if evidence else {})
        else:
            content.whole_clause(draft, clause)
    if cues.has("who", query.masked) and not any(clause.units for clause in clauses):
        draft.units = units_in_text(sources, query, clauses, {})
    elif not query.topic and query.fact not in ("when", "documents") and cues.has("who", query.masked):
        draft.units = tuple(dict.fromkeys(unit for clause in clauses[:MAX_CLAUSES_WHOLE] for unit in clause.units)) or None
    return also_asked(draft, query, clauses)


WHICH_OF_THEM = re.compile("哪(?:一)?[个项条](?:才)?(?:是)?(?:讲|写|说|提|关于|涉及|管)")


def _nearest_of(sources: Sources, query: Query, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the one of some clauses that is nearest to a matter: 第47和第46哪个是讲摸底调查的; all of them where none can be told."""
    evidence = sources.search(query.but(clauses=())) if sources.search else None
    ids = {clause.id for clause in clauses}
    first = next((hit.clause for hit in evidence.hits if hit.clause in ids), None) if evidence else None
    return [clause for clause in clauses if first in (None, clause.id)]


def _claims_of_all(draft: Draft, query: Query, clauses: Sequence[Clause]) -> None:
    """Begin with yes or no to what is claimed of the clauses together: 同一条里, 同一年, 有没有提到公安."""
    if query.compare == "same_task":
        draft.add("yes_plain" if len(clauses) == 1 else "no_plain")
    if query.fact == "when" and query.yes_no and len(clauses) > 1 and SAME_TIME.search(query.text):
        years = [{word for limit in clause.deadlines for word in YEAR.findall(limit.words)} for clause in clauses]
        draft.add("yes_plain" if years[0] and all(year == years[0] for year in years) else "no_plain")
    if query.yes_no and not (query.topic or query.conditions) and (word := SPEAKS_OF.search(query.text)):
        told = any(word["word"] in sentence.text for clause in clauses for sentence in clause.sentences)
        draft.add("yes_plain" if told else "no_plain")


def _tells_documents(query: Query, clause: Clause, evidence: Evidence) -> bool:
    """Tell whether the sentences nearest to a question name a document that a clause wants drawn up."""
    best = content.best_sentences(query, clause, evidence.sentences.get(clause.id, ()))
    return any(sentence.start <= item.start < sentence.end for item in clause.deliverables for sentence in best)


def _telling_whom(notice: Notice, query: Query, clause: Clause) -> list[Sentence]:
    """Return the sentence of a clause that names a unit and holds most of what is asked: 报送市扶贫办汇总 of 交给哪家汇总."""
    if clause.kind is ClauseKind.FRONT:
        return []
    asked = character_pairs(query.topic or query.text)
    naming = [sentence for sentence in clause.sentences if any(unit in sentence.text for unit in notice.units)]
    held = [len(asked & character_pairs(sentence.text)) for sentence in naming]
    return [naming[held.index(max(held))]] if any(held) else []


def units_in_text(
    sources: Sources, query: Query, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]]
) -> tuple[str, ...] | None:
    """Return the units named where a clause without a unit list says who acts: 由市扶贫办报告."""
    best = [
        s for c in clauses for s in _telling_whom(sources.notice, query, c) or content.best_sentences(query, c, ranked.get(c.id, ()))[:1]
    ]
    return tuple(unit for unit in sources.notice.units if any(unit in sentence.text for sentence in best)) or None
