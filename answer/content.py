"""A query and its clauses -> a draft that quotes the sentences that answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from answer import cues
from answer.claims import judge_claim
from answer.compose_units import explain_count
from answer.details import IS_LIMITED, STATED, limits_apart, states_kind
from answer.draft import Draft, cite, join_units, say
from answer.figures import compare_figures, has_figures
from answer.people import named_people, people_asked
from answer.query import Asks, Query
from answer.yes_no import character_pairs, claimed
from ingest.facts import is_standing, is_time
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Clause, Sentence

MAX_SENTENCES = 3  # quoted of one clause; the clause whole is one click away
FACT_BONUS = 0.4  # of a sentence's score where it holds a figure or a time and one is asked for
SPOKEN_OF = 1.5  # of a sentence's score where it holds all of the matter spoken of before: 期限最长几年 after 信用贷款
ONLY_A_TIME = 2.0  # taken from the score of a sentence that is nothing but a time, a cell 12月底前, where something else is asked
NEAR = 0.02  # a sentence whose cosine is within this of the best is quoted too


def quoted_sentences(draft: Draft, query: Query, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]]) -> Draft:
    """Begin with the sentence that answers, quoted; name the clause and its lead after it.

    ``ranked`` gives, for a clause, numbers of its sentences with their nearness to the question, best first.
    """
    people = people_asked(query, clauses)
    if people:
        return named_people(draft, query, people)
    put_as_claim = query.yes_no or (has_figures(query.text) and cues.has("why", query.masked))  # 为啥补助比例才50%
    if put_as_claim and len(clauses) == 1:
        _verdict(draft, query, clauses[0], ranked.get(clauses[0].id, ()))
    for clause in clauses:
        draft.rest_on(clause)
        chosen = best_sentences(query, clause, ranked.get(clause.id, ()))
        first, *rest = chosen or list(clause.sentences[:1])
        for limit in limits_apart(clause) if query.fact == "when" else ():
            draft.cite_span(clause, limit.start, limit.end)
            draft.add("deadline_apart", cite=cite(clause), words=limit.words)
        draft.add("content", cite=cite(clause), quote=draft.quote(clause, first))
        for sentence in [*rest, *_stated_apart(query, clause, chosen)]:
            draft.add("content_more", cite=cite(clause), quote=draft.quote(clause, sentence))
    named = [clause for clause in clauses if clause.leads]
    if len(named) == 1 and len(clauses) == 1:
        draft.add("content_lead", lead=join_units(named[0].leads))
        draft.cite_units(named[0])
    return draft


def _stated_apart(query: Query, clause: Clause, chosen: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentence that holds a figure, where one is asked for and none of those chosen, a heading perhaps, holds any."""
    if query.fact != "amount" or any(FIGURES.search(sentence.text) for sentence in chosen):
        return []
    return [s for s in clause.sentences if FIGURES.search(s.text) and s not in chosen][:1]


FIGURES = re.compile(r"\d")


def _verdict(draft: Draft, query: Query, clause: Clause, ranked: Sequence[tuple[int, float]]) -> None:
    """Begin with yes or no where question and clause can be compared."""
    if limit_verdict(draft, query, clause):
        return
    key, stated = judge_claim(query.text, best_sentences(query, clause, ranked), clause, query.core)
    if key:
        draft.add(key, **({"words": stated} if stated else {}))


def limit_verdict(draft: Draft, query: Query, clause: Clause) -> bool:
    """Begin with whether a clause has a time limit, or the one that is claimed, where that is asked; return whether it is."""
    asked = query.fact == "when" and IS_LIMITED.search(f"{query.text}，{query.again_of}") is not None
    if asked:
        draft.add("yes_there_are" if any(not is_standing(d.words) for d in clause.deadlines) else "no_limit")
    limits = limits_apart(clause) or (clause.deadlines if query.clauses else ())
    if not asked and query.fact == "when" and (compared := compare_figures(claimed(query.text), [limit.words for limit in limits])):
        draft.add("yes_plain" if compared.agrees else "no_plain")  # 是不是4月底之前要公布: the limit stands in a column of its own
        return True
    return asked


def best_sentences(query: Query, clause: Clause, ranked: Sequence[tuple[int, float]]) -> list[Sentence]:
    """Choose the sentences to quote: nearest in meaning, sharing words, and holding the kind of fact asked for."""
    nearness = dict(ranked)
    if not clause.sentences:
        return []
    floor = min(nearness.values(), default=0.0) - 0.01
    wanted, before = character_pairs(query.topic or query.text), character_pairs(query.spoken_of)
    scored = []
    for number, sentence in enumerate(clause.sentences):
        pairs = character_pairs(sentence.text)
        score = nearness.get(number, floor) * 10 + 3 * len(wanted & pairs) / max(1, len(wanted)) + _fact_bonus(query, sentence.text)
        score += SPOKEN_OF * len(before & pairs) / max(1, len(before))
        score -= ONLY_A_TIME * (query.fact != "when" and not query.yes_no and is_time(sentence.text.rstrip("。")))
        scored.append((score, number))
    scored.sort(reverse=True)
    best = scored[0][0]
    near = [number for score, number in scored[:MAX_SENTENCES] if score >= best - NEAR * 25]
    if cues.has("next_step", query.text):
        near = [number for number, sentence in enumerate(clause.sentences) if REPORTS.search(sentence.text)][-1:] or near
    return [clause.sentences[number] for number in near]


REPORTS = re.compile("报告|上报|呈报|报送|提交|汇报")


def heading_sentence(query: Query, clause: Clause) -> list[Sentence]:
    """Return a clause's first sentence where it names the topic itself: what the units named are responsible for."""
    core = character_pairs(query.core)
    first = clause.sentences[:1]
    named = bool(core) and bool(first) and len(core & character_pairs(first[0].text)) >= 0.6 * len(core)
    return list(first) if named and query.asks is Asks.UNITS else []


def _fact_bonus(query: Query, text: str) -> float:
    return FACT_BONUS if query.fact in STATED and states_kind(query.fact, text) else 0.0


def whole_clause(draft: Draft, clause: Clause) -> Draft:
    """Quote a clause from its first sentence to its last, with the units that stand after it."""
    draft.rest_on(clause)
    first, last = clause.sentences[0], clause.sentences[-1]
    draft.add("clause_whole", cite=cite(clause), quote=draft.quote_span(clause, first.start, last.end))
    if clause.units:
        draft.cite_units(clause)
        draft.computed.add(len(clause.units))
        draft.lines.append(
            say(
                "all_units" if len(clause.units) > 1 else "all_one",
                cite=cite(clause),
                n=len(clause.units),
                units=join_units(clause.units, clause.leads),
            )
        )
        explain_count(draft, clause, clause.units)
    return draft


DOCUMENTS_SAID = re.compile(rf"(?P<n>\d{{1,2}}|[{CHINESE_DIGITS}])[个份]")


def documents_of(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Name the documents that a clause wants drawn up, and quote where it says so; or say that it names none."""
    draft.rest_on(clause)
    if query.yes_no and (said := DOCUMENTS_SAID.search(query.text)):
        draft.add("yes_plain" if ordinal_value(said["n"]) == len(clause.deliverables) else "no_plain")
    elif query.yes_no:
        draft.add("yes_there_are" if clause.deliverables else "there_are_none")
    if not clause.deliverables:
        draft.cite_span(clause, clause.sentences[0].start, clause.sentences[-1].end)
        return draft.add("documents_none", cite=cite(clause))
    names = "、".join(draft.quote_span(clause, item.start, item.end) for item in clause.deliverables)
    draft.add("documents", cite=cite(clause), n=len(clause.deliverables), names=names)
    for sentence in clause.sentences:
        if any(sentence.start <= item.start < sentence.end for item in clause.deliverables):
            draft.add("content", cite=cite(clause), quote=draft.quote(clause, sentence))
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
