"""What is asked for are units: of tasks named, of a topic, beside other units, of the whole notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.compose_tasks import is_of_kind, show_stated, tasks_of_units
from answer.compose_units import (
    SAME,
    compared_units,
    partners_of_each,
    units_at_places,
    units_in_each,
    units_never_with,
    units_of_clauses,
    units_of_notice,
)
from answer.compose_verdict import verify_number
from answer.conditions import describe, echo_conditions
from answer.draft import Draft, cite
from answer.finding import narrow, show_evidence, with_whom
from answer.officers import of_people_alone, officers_asked, tell_officers
from answer.parts import said_part
from answer.people import named_people, people_asked
from answer.query import Part, Query, Size, Wanted
from answer.reader import UNIT_MARK
from answer.refusals import nearest, vague
from answer.reply_content import MAX_CLAUSES_WHOLE, tell_content, units_in_text
from answer.reply_tasks import tell_tasks
from answer.responsibilities import responsible_for
from answer.second import also_asked
from answer.select import select_tasks, select_units
from answer.sources import Sources
from answer.ways import stands_in
from schema import Clause

# "总任务数和单位总数分别是几"
_AND = "(?:总)?数?[^，。？]{0,4}[和与跟、及][^，。？]{0,4}"
BOTH_TOTALS = re.compile(rf"任务{_AND}(?:单位|部门)|(?:单位|部门){_AND}任务")
OTHERS_SOUGHT = re.compile("(?:配合|参加|协办|协作|协同)(?:的)?(?:单位|部门|方)")
ALL_ALSO_IN = re.compile(
    "(?:单位|部门|家)[^，。？]{0,4}[，]?[^，。？]{0,6}(?:全都?|都|一个不落|一家不落)[^，。？]{0,3}(?:也)?(?:在|列在|出现在|进了)"
)  # 第31项的三家单位，是不是全都也在第2项里
IN_ALL = re.compile("(?:总共|一共|合起来|加起来|合计|拢共)(?:会|都)?(?:涉及|牵涉|牵扯|有|是)")  # 这两项总共涉及哪些单位
ALL_OF_EACH = re.compile("都(?:有|是)(?:谁|哪|什么|几)")  # 第9项、第36项都有哪些单位


IS_ONE_THERE = re.compile("(?:有没有|有无)[^，。？]{1,8}(?:[，？]|$)|(?<!没)有[^，。？有没]{1,8}(?:没有?|吗|么)(?=[，。？]|$)")
WHICH_OF_THEM = re.compile(f"{UNIT_MARK}(?:的|里)?(?:是|指|来的是|具体是|有)(?:的是)?(?:哪|谁)")
# "跟旅游扶贫试点那项比，多出来的是哪家" of the task just shown
BESIDE_THAT = re.compile("^(?:那么?|它|这项|，)*(?:跟|和|与|同|比)[^，。？]{2,20}(?:比|相比|比起来)")


def tell_units(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Tell the units that are asked for."""
    beside = query.conditions if query.topic and any(cues.has(name, query.masked) for name in ("beside_unit", "with_unit")) else ()
    left_out = [*query.left_out, *(unit for condition in beside for unit in condition.units)]
    if len(query.clauses) > 1 and not query.topic and any(condition.part is Part.ABSENT for condition in query.conditions):
        return tell_tasks(sources, draft, query)  # 第1到20项里，没有财政局的是哪几个
    if query.clauses:
        return _units_of_clauses(sources, draft, query, left_out)
    if query.topic:
        return _units_of_topic(sources, draft, query, left_out)
    return _units_beside(sources, draft, query) if query.conditions else _units_in_all(sources, draft, query)


def _units_of_clauses(sources: Sources, draft: Draft, query: Query, left_out: Sequence[str]) -> Draft:
    """Tell the units of the clauses that a question names."""
    clauses = [sources.notice.clause(i) for i in query.clauses]
    if query.yes_no and all(clause.units for clause in clauses) and any(size.of == "units" for size in query.sizes):
        return verify_number(draft, query, clauses)
    if query.yes_no and len(clauses) == 2 and not query.conditions and ALL_ALSO_IN.search(query.text):
        draft.add("yes_plain" if set(clauses[0].units) <= set(clauses[1].units) else "no_plain")
        return compared_units(draft, query.but(compare="both", yes_no=False), clauses)
    of_all = ALL_OF_EACH.search(query.text) or IN_ALL.search(query.text)
    if query.compare == "shared" and of_all and not cues.has("in_both", query.masked):
        query = query.but(compare="")
    if query.yes_no and len(clauses) > 1 and query.wanted is Wanted.OTHERS and not query.conditions and SAME.search(query.text):
        return compared_units(draft, query, clauses)  # 参加单位一样吗, of two tasks just told of
    left_out = left_out or (_named(query) if BESIDE_IT.search(query.masked) else ())
    if query.compare == "shared" and left_out and not query.yes_no:
        if IN_ALL_OF_THEM.search(query.text):
            return units_in_each(draft, clauses, left_out)
        query = query.but(compare="")  # 这两道工序除市扶贫办外还有谁: in either
    if query.compare and len(clauses) > 1 and not (query.wanted is Wanted.LEAD and cues.has("same_one", query.masked)):
        return compared_units(draft, query, clauses)
    if len(clauses) > 1 and query.wanted is not Wanted.LEAD and not query.yes_no and cues.has("in_each", query.masked):
        beside = [unit for c in query.conditions for unit in c.units] if cues.has("beside_it", query.masked) else []
        joined = query.wanted is Wanted.OTHERS or said_part(query.masked) is Part.JOINS  # 撇开牵头的不算
        leads = [lead for clause in clauses for lead in clause.leads] if joined else []
        return units_in_each(draft, clauses, tuple(dict.fromkeys((*query.left_out, *beside, *leads))))
    if people := people_asked(query, clauses) if query.topic else []:
        return named_people(draft, query, people)
    officers = officers_asked(query, clauses)
    if officers and of_people_alone(query):
        return tell_officers(draft, query, officers)
    if not any(clause.units for clause in clauses):
        return tell_content(sources, draft, query)
    if query.places and len(clauses) == 1:
        return units_at_places(draft, query, clauses[0])
    if left_out and _seeks_others(query):
        left_out = [*left_out, *(lead for clause in clauses for lead in clause.leads)]
    meant = _responsibilities_meant(sources, query, clauses)
    sought = _sought(sources, query, meant)
    if sought and IS_ONE_THERE.search(query.masked):
        draft.add("yes_there_are")  # 参加单位里有银行没？哪家
    units_of_clauses(draft, query, meant, left_out, sought)
    return also_asked(tell_officers(_title_lines(draft, query, clauses), query, officers), query, clauses)


IN_ALL_OF_THEM = re.compile("都|共同|同时|两边|重复|重合|均|里[面头]?|一起|相同|一样")
BESIDE_IT = re.compile("除(?:了|开|去)?(?:它|他们?|这家|那家)(?:之外|以外|外)?")  # {教育局}在12和13都挑头，除它之外


def _named(query: Query) -> tuple[str, ...]:
    return tuple(unit for condition in query.conditions for unit in condition.units)


def _seeks_others(query: Query) -> bool:
    """Tell whether those who join are asked for, beside some who are left out: 抛开扶贫办，配合单位还剩哪几家; 还有谁配合."""
    return bool(OTHERS_SOUGHT.search(query.masked)) or (query.part is Part.JOINS and cues.has("joins", query.masked))


def _responsibilities_meant(sources: Sources, query: Query, clauses: list[Clause]) -> list[Clause]:
    """Return each clause with the units of the one responsibility that its matter tells, of those that have several."""
    matter = query.core or query.spoken_of
    if not matter or all(len({a.part for a in clause.assignments}) < 2 for clause in clauses):
        return clauses
    ranked = sources.search(query.but(topic=matter, core=matter)).sentences if sources.search else {}
    return [responsible_for(clause, ranked.get(clause.id, ()), matter) for clause in clauses]


def _units_of_topic(sources: Sources, draft: Draft, query: Query, left_out: Sequence[str]) -> Draft:
    """Tell the units of the clauses that a topic is about, with the sentences that say so."""
    evidence = sources.finder.find(query)
    if isinstance(evidence, Draft):
        return evidence
    clauses = narrow(query, evidence.clauses)
    if people := people_asked(query, clauses):
        return named_people(draft, query, people)
    officers = officers_asked(query, clauses)
    if officers and of_people_alone(query):
        return show_evidence(tell_officers(draft, query, officers), query, clauses, evidence)
    if query.places and len(clauses) == 1:
        return show_evidence(units_at_places(draft, query, clauses[0]), query, clauses, evidence)
    if query.compare == "shared" and len(clauses) == len(query.nearby) == 1 and cues.has("it", query.masked):
        clauses = [*(sources.notice.clause(i) for i in query.nearby if i != clauses[0].id), *clauses]  # 跟它重合的是哪几家
    if query.compare == "diff" and len(clauses) == len(query.nearby) == 1 and BESIDE_THAT.search(query.masked):
        shown = [sources.notice.clause(i) for i in query.nearby if i != clauses[0].id]
        return show_evidence(compared_units(draft, query, [*shown, *clauses]), query, clauses, evidence) if shown else vague(draft)
    if query.compare == "shared" and len(clauses) > 1 and cues.has("in_both", query.masked) and not query.yes_no:
        return show_evidence(compared_units(draft, query, clauses), query, clauses, evidence)
    if left_out and _seeks_others(query):
        left_out = [*left_out, *(lead for clause in clauses for lead in clause.leads)]  # 抛开扶贫办，配合单位还剩哪几家
    meant = [responsible_for(clause, evidence.sentences.get(clause.id, ()), query.core) for clause in clauses]
    units_of_clauses(draft, query, meant, left_out)
    if not draft.units and not any(clause.units for clause in clauses):
        draft.lines.clear()
        draft.units = units_in_text(sources, query, clauses, evidence.sentences)
    if not draft.units and not any(clause.units or stands_in(query.core, clause.text) for clause in clauses):
        absent = Draft(sources.notice, status="not_found").add("not_found")  # 加氢站谁牵头 of a clause on 牵头 in general
        return nearest(absent, evidence.clauses)
    return also_asked(tell_officers(show_evidence(draft, query, clauses, evidence), query, officers), query, clauses)


MANY = 5  # tasks of which 那件 cannot tell one
ONE_OF_THEM = re.compile(
    f"{UNIT_MARK}[^，。？]{{0,6}}(?:牵头|参加|参与|配合|管|负责|承担)的(?:那|这)(?:一)?(?:件事?|个|项|条|块)(?!单位|部门|局)"
    f"|{UNIT_MARK}[^，。？]{{0,6}}是(?:配合|参加|参与|协办)的[，。]那?(?:么)?(?:牵头|主办)"
)


def _units_beside(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Tell the units of the tasks that those named have a part in."""
    if len(query.conditions) > 1 and cues.has("each_of_them", query.masked) and cues.has("partners", query.masked):
        return partners_of_each(draft, query)
    if len(query.conditions) == 1 and cues.has("never_with", query.masked):
        return units_never_with(draft, query.conditions[0])
    if cues.has("partners", query.masked) and all(condition.part is Part.JOINS for condition in query.conditions):
        conditions = tuple(replace(condition, part=Part.ANY) for condition in query.conditions)
        query = query.but(wanted=Wanted.ALL, conditions=conditions)  # 我们{水务局}要跟哪些单位打配合: in all its tasks
    tasks = select_tasks(sources.notice, query, sources.names.kind)
    if len(tasks) > MANY and ONE_OF_THEM.search(query.masked) and not query.from_conversation:
        return vague(draft)  # 财政局配合的那件事，主办的是哪家
    if not tasks and len(query.conditions) > 1 and cues.has("each_of_them", query.masked):
        return partners_of_each(draft, query)  # 市纪委牵头的和市审计局牵头的，配合单位各是谁
    if not tasks or query.kind or query.unit_word:
        return tasks_of_units(draft, query, sources.names)
    named = [unit for condition in query.conditions if condition.part is not Part.ABSENT for unit in condition.units]
    if len(tasks) > 1 and query.wanted is not Wanted.LEAD and (query.compare == "shared" or cues.has("in_each", query.masked)):
        return units_in_each(draft, tasks, named)
    partners = named and query.wanted is Wanted.ALL and any(len(task.units) > 1 for task in tasks)
    return units_of_clauses(draft, query, tasks, (*query.left_out, *named) if partners else query.left_out)


def _units_in_all(sources: Sources, draft: Draft, query: Query) -> Draft:
    """Tell the units of the notice, or of the tasks in it, that meet a question's conditions."""
    if query.sizes and not any(size.of == "tasks" for size in query.sizes):
        return tasks_of_units(draft, query, sources.names)  # 只有一家责任单位的任务由哪家承担
    if query.wanted is Wanted.LEAD and (query.left_out or query.count or query.unit_word) and not query.sizes:
        query = query.but(sizes=(Size("tasks", Part.LEADS, 1),))  # 除了医保局，还有哪些单位牵头; 曾被列为牵头单位的有多少家
    if query.places == (1,) and query.count and not query.sizes:
        query = query.but(places=(), wanted=Wanted.LEAD, sizes=(Size("tasks", Part.LEADS, 1),))  # 排第一位的去掉重复一共多少家
    of_tasks = query.deliverable is not None or query.literal or query.year or query.deadline or query.due or query.limit
    if query.sizes or query.kind or query.unit_word or query.left_out or (query.count and not of_tasks):
        if query.count and not query.filtered and BOTH_TOTALS.search(query.text):
            draft.add("total_tasks", n=len(sources.notice.tasks))
        return units_of_notice(draft, query, sources.names)
    if of_tasks:
        tasks = select_tasks(sources.notice, query, sources.names.kind)
        if tasks:
            echo_conditions(draft, query)
        if tasks and query.count:
            draft.add("tasks_found", n=len(tasks), what=describe(query))  # 8月底前的有几项，各由谁牵头
        if tasks:
            return also_asked(show_stated(units_of_clauses(draft, query, tasks), query, tasks), query, tasks)
        if query.deliverable and sources.search:  # named in other words than the notice's
            return _units_of_topic(sources, draft, query.but(topic=query.text, core=query.text, deliverable=None), ())
        return tasks_of_units(draft, query, sources.names)
    return vague(draft)


def _sought(sources: Sources, query: Query, clauses: Sequence[Clause]) -> tuple[str, ...] | None:
    """Return those of some clauses' units among whom the answer is sought, None for all: 其中电信企业是哪几家."""
    if query.only:
        return query.only
    named = next((m for m in query.mentions if len(m.units) > 1 and not m.each), None)
    if named and len(clauses) == 1 and WHICH_OF_THEM.search(query.masked):  # 税务部门是哪一家
        return tuple(unit for unit in clauses[0].units if unit in named.units) or None
    if any(size.of == "tasks" for size in query.sizes):  # 第3项那七家里面，谁在整个方案里一次头都没牵过
        return tuple(select_units(sources.notice, query, sources.names.kind, clauses))
    if not (query.kind or query.unit_word) or query.wanted is Wanted.LEAD:
        return None
    kept = dict.fromkeys(u for c in clauses for u in c.units if is_of_kind(u, query, sources.names))
    return tuple(u for u in kept if u not in query.left_out)


def _title_lines(draft: Draft, query: Query, clauses: list[Clause]) -> Draft:
    """Add what each clause is about, in its own first sentence, and with whom it says to act where that is asked for."""
    for clause in clauses[:MAX_CLAUSES_WHOLE]:
        title = clause.sentences[:1]
        for sentence in [*title, *with_whom(query, clause, title)]:
            draft.add("content", cite=cite(clause), quote=draft.quote(clause, sentence))
    return draft
