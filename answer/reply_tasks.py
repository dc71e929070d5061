"""What is asked for are tasks: those of a topic, of units, of a kind; how many there are."""

from __future__ import annotations

import re

from answer import cues
from answer.compose_tasks import list_section, tasks_of_each, tasks_of_units
from answer.compose_units import (
    units_of_clauses,
    units_of_notice,
)
from answer.draft import Draft
from answer.finding import meets, show_evidence
from answer.query import Part, Query, Wanted
from answer.refusals import vague
from answer.reply_content import tell_content
from answer.select import select_tasks
from answer.sources import Sources


def tell_tasks(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Tell the tasks that are about a topic or meet the conditions."""
    if query.topic and not query.clauses:
        evidence = sources.finder.find(query)
        clauses = [] if isinstance(evidence, Draft) else [c for c in evidence.clauses if meets(c, query)]
        if not clauses and (query.conditions or query.filtered):
            return tasks_of_units(draft, query, sources.names)  # what was left was talk, not a topic
        if isinstance(evidence, Draft):
            return evidence
        if query.wanted is not Wanted.ALL and not query.conditions:
            units_of_clauses(draft, query, clauses)  # 写在哪两项里，牵头的一样不
        elif query.count:
            draft.computed.add(len(clauses))
            draft.add("number_of_tasks", n=len(clauses))
        elif query.yes_no:
            draft.add("yes_there_are")
        return show_evidence(draft, query, clauses, evidence)
    if not (query.conditions or query.filtered or query.clauses or query.without):
        if query.count and (OF_TASKS.search(query.text) or OF_UNITS.search(query.text)):
            return _total(sources, draft, query)
        return vague(draft)
    if query.section and not (query.conditions or query.filtered or query.without):
        return list_section(draft, query)
    if query.clauses and not (query.conditions or query.filtered or query.without):
        return tell_content(sources, draft, query)
    if _asks_of_each(sources, query):
        return tasks_of_each(draft, query)
    return tasks_of_units(draft, query, sources.names)


def _asks_of_each(sources: Sources, query: Query) -> bool:
    """Tell whether tasks are asked for of each unit by itself: 工会、妇联分别有几项; 编办和统战部牵头的是哪项 where none is of both."""
    if len(query.conditions) < 2 or query.clauses or cues.has("shared", query.masked):  # 一起参与的有几项，分别是哪几项
        return False
    if any(condition.part is Part.ABSENT or not condition.units for condition in query.conditions):
        return False  # 有民政局但没财政局的
    apart = cues.has("each_of_them", query.masked)
    summed = cues.has("summed", query.masked)
    all_lead = all(condition.part is Part.LEADS for condition in query.conditions)
    if query.count and (apart or (summed and (query.either or (all_lead and not select_tasks(sources.notice, query, sources.names.kind))))):
        return True
    if query.filtered or query.without or query.yes_no or query.either or query.exactly_one or query.compare:
        return False
    return apart or not (cues.has("both_in_one", query.masked) or select_tasks(sources.notice, query, sources.names.kind))


def _total(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Tell how many tasks or units the notice has."""
    if OF_UNITS.search(query.text) and not OF_TASKS.search(query.text):
        return units_of_notice(draft, query, sources.names)
    return draft.add("total_tasks", n=len(sources.notice.tasks))


OF_TASKS = re.compile(r"任务|\b(?:tasks?|items?)\b", re.I)
OF_UNITS = re.compile(r"单位|部门|[几多少]家|\b(?:units?|departments?|agenc(?:y|ies)|bureaus?)\b", re.I)
