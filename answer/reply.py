"""A query -> a draft: look up, compute or retrieve, then compose."""

from __future__ import annotations

from answer import cues
from answer.claimed_numbers import claimed_length, claimed_number, claims_length, claims_number
from answer.compose_ranks import compares_parts, difference_of_parts, ranked
from answer.details import stated_apart, unstated_anywhere
from answer.draft import Draft, say
from answer.front import front_fields, front_sentences
from answer.places import other_place
from answer.query import Asks, Query
from answer.refusals import absent_unit, ask_which_unit, missing_clause, out_of_scope, vague
from answer.reply_claims import tell_place, verify
from answer.reply_content import tell_content
from answer.reply_tasks import tell_tasks
from answer.reply_units import tell_units
from answer.sources import Sources
from answer.universal import part_in_every, tell_of_every, tell_part_in_every


def reply(sources: Sources, query: Query) -> Draft:
    """Return the answer's draft, with a word on names that the notice spells otherwise."""
    draft = _reply(sources, query)
    if not draft.lines:  # nothing that was asked for is there: better asked back than an empty answer
        draft = vague(Draft(sources.notice))
    if draft.status == "answered":
        _explain_names(draft, query)
    return draft


def _reply(sources: Sources, query: Query) -> Draft:
    draft = Draft(sources.notice)
    if not (query.clauses or query.conditions) and (stated := stated_apart(query.text, sources.notice)):
        return front_sentences(draft, *stated)
    if query.scope or cues.has("write_for_me", query.text):
        return out_of_scope(draft, query)
    if query.missing and not query.clauses:
        return missing_clause(draft, query)
    if detail := unstated_anywhere(query.text, sources.notice):
        draft.status = "not_found"
        return draft.add("not_found_detail_plain", fact=detail)
    if place := other_place(query.text, sources.notice):
        draft.status = "not_found"
        draft.echoed.add(place)
        return draft.add("other_place", place=place)
    claimed = query.yes_no and query.topic and query.asks is Asks.CONTENT  # 危房改造拖到2020年也算数吧: the notice says when
    if query.year and not claimed and not any(str(query.year) in clause.text for clause in sources.notice.clauses):
        draft.status = "answered" if query.yes_no and query.asks is Asks.TASKS else "not_found"  # none is an answer to "is there any"
        draft.echoed.add(str(query.year))
        return draft.add("no_year", year=query.year)
    if query.doubtful:
        return ask_which_unit(draft, query, query.doubtful)
    absent = [c for c in query.conditions if not c.units]
    if (query.asks is Asks.CONTENT and query.topic and not query.clauses) or (query.asks is Asks.UNITS and query.clauses):
        absent = []  # spoken of in passing: as part of the topic; of a task that is named its own units are told
    if absent and (query.asks is not Asks.VERIFY or (len(absent) < len(query.conditions) and not query.clauses)):
        return absent_unit(draft, query, sources.names)
    if query.place_claimed and len(spoken_of := query.clauses or query.nearby) == 1:
        return tell_place(sources, draft, query, sources.notice.clause(spoken_of[0]))
    if query.asks is Asks.FRONT:
        return front_fields(draft, sources.notice, query)
    if compares_parts(query):
        return difference_of_parts(draft, query)
    alone = len(query.conditions) == 1 and not (query.yes_no and not query.topic)  # of one unit an order says nothing, save as a claim
    compared = query.rank and (query.rank.of in ("tasks", "partners", "stretches") or not alone or query.asks is Asks.UNITS)
    if compared and query.asks in (Asks.UNITS, Asks.TASKS, Asks.CONTENT):
        return ranked(draft, query, query.rank, sources.names)
    if query.of_every:
        return tell_of_every(draft, query)
    if in_every := part_in_every(query, sources.notice):
        return tell_part_in_every(draft, query, *in_every)
    if claims_number(query):
        return claimed_number(draft, query)
    if claims_length(query):
        return claimed_length(draft, query)
    if query.asks is Asks.VERIFY:
        return verify(sources, draft, query)
    if query.asks is Asks.UNITS:
        return tell_units(sources, draft, query)
    if query.asks is Asks.TASKS:
        return tell_tasks(sources, draft, query)
    if query.asks is Asks.CONTENT:
        return tell_content(sources, draft, query)
    return vague(draft)


def _explain_names(draft: Draft, query: Query) -> None:
    """Say which of the notice's names was taken for a name it does not use."""
    for written, understood in query.slips:
        draft.notes.append(say("slip", said=written, units=understood))
    for mention in query.mentions:
        if mention.via in ("reform", "slip", "short") and mention.units:
            draft.notes.append(say(mention.via, said=mention.said, units="、".join(mention.units), note=mention.note))
