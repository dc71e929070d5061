"""A query and its clauses -> a draft that quotes the sentences that answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from answer.draft import Draft, cite, join_units, say
from answer.query import Query
from schema import Clause, Notice, Sentence

MAX_SENTENCES = 3  # quoted of one clause; the clause whole is one click away
NEAR = 0.02  # a sentence whose cosine is within this of the best is quoted too
FIGURE = re.compile(r"\d|[一二三四五六七八九十百]+(?:元|人|户|次|年|成|个|倍|家)")
TIME = re.compile(r"\d{4}\s*年|每年|每季|每月|\d+\s*月|年内|期限|任期|\d+\s*年|年度|定期")


def quoted_sentences(draft: Draft, query: Query, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]]) -> Draft:
    """Begin with the sentence that answers, quoted; name the clause and its lead after it.

    ``ranked`` gives, for a clause, numbers of its sentences with their nearness to the question, best first.
    """
    for clause in clauses:
        draft.rest_on(clause)
        chosen = best_sentences(query, clause, ranked.get(clause.id, ()))
        first, *rest = chosen or list(clause.sentences[:1])
        draft.add("content", cite=cite(clause), quote=draft.quote(clause, first))
        for sentence in rest:
            draft.add("content_more", cite=cite(clause), quote=draft.quote(clause, sentence))
    named = [clause for clause in clauses if clause.leads]
    if len(named) == 1 and len(clauses) == 1:
        draft.add("content_lead", lead=join_units(named[0].leads))
        draft.cite_units(named[0])
    return draft


def best_sentences(query: Query, clause: Clause, ranked: Sequence[tuple[int, float]]) -> list[Sentence]:
    """Choose the sentences to quote: nearest in meaning, sharing words, and holding the kind of fact asked for."""
    nearness = dict(ranked)
    if not clause.sentences:
        return []
    floor = min(nearness.values(), default=0.0) - 0.01
    wanted = _pairs(query.topic or query.text)
    scored = []
    for number, sentence in enumerate(clause.sentences):
        share = len(wanted & _pairs(sentence.text)) / max(1, len(wanted))
        score = nearness.get(number, floor) * 10 + 3 * share + _fact_bonus(query, sentence.text)
        scored.append((score, number))
    scored.sort(reverse=True)
    best = scored[0][0]
    near = [number for score, number in scored[:MAX_SENTENCES] if score >= best - NEAR * 25]
    return [clause.sentences[number] for number in near]


def _fact_bonus(query: Query, text: str) -> float:
    if query.fact == "when":
        return 0.4 if TIME.search(text) else 0.0
    if query.fact == "amount":
        return 0.3 if FIGURE.search(text) else 0.0
    return 0.0


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"[\W_]+", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def whole_clause(draft: Draft, clause: Clause) -> Draft:
    """Quote a clause from its first sentence to its last, with the units that stand after it."""
    draft.rest_on(clause)
    first, last = clause.sentences[0], clause.sentences[-1]
    draft.add("clause_whole", cite=cite(clause), quote=draft.quote_span(clause, first.start, last.end))
    if clause.units:
        draft.cite_units(clause)
        draft.computed.add(len(clause.units))
        draft.lines.append(say("all_units" if len(clause.units) > 1 else "all_one", cite=cite(clause), n=len(clause.units), units=join_units(clause.units, clause.leads)))
    return draft


def deadline_of(draft: Draft, clause: Clause) -> Draft:
    """Quote a clause's time limit, or say that it has none."""
    draft.rest_on(clause)
    if not clause.deadlines:
        draft.add("deadline_none", cite=cite(clause))
        draft.cite_span(clause, clause.sentences[0].start, clause.sentences[-1].end)
        return draft
    for deadline in clause.deadlines:
        sentence = next((s for s in clause.sentences if s.start <= deadline.start < s.end), clause.sentences[0])
        draft.add("deadline", cite=cite(clause), words=deadline.words, quote=draft.quote(clause, sentence))
    return draft


FRONT_NAMES = {"document_number": "文号", "date": "日期", "issuer": "印发单位", "title": "标题", "addressees": "主送单位", "lead_rule": "牵头单位怎样认定"}


def front_field(draft: Draft, notice: Notice, field: str) -> Draft:
    """State a field of the front matter, cited where it stands."""
    front = notice.clauses[0]
    span = notice.lead_rule_span if field == "lead_rule" else notice.front_spans.get(field)
    if span is None:
        draft.status = "not_found"
        draft.add("front_missing", name=FRONT_NAMES[field])
        return draft
    draft.rest_on(front)
    if field == "lead_rule":
        draft.add("front_lead_rule", cite=cite(front), quote=draft.quote_span(front, *span))
    else:
        value = getattr(notice, field)
        draft.cite_span(front, *span)
        draft.add(f"front_{field}", cite=cite(front), value=value)
    return draft
