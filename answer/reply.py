"""A query -> a draft: look up, compute or retrieve, then compose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from answer import content, cues
from answer.compose_ranks import ranked
from answer.compose_tasks import claimed_number, claims_number, is_of_kind, list_section, tasks_of_each, tasks_of_units
from answer.compose_units import (
    compared_units,
    partners_of_each,
    unit_at_place,
    units_in_each,
    units_never_with,
    units_of_clauses,
    units_of_notice,
)
from answer.compose_verdict import every_part, verification, verify_number
from answer.details import other_place, stated_in_front, unstated, unstated_anywhere
from answer.draft import Draft, cite, join_cites, say
from answer.evidence import Evidence
from answer.finding import Finder, meets, narrow, show_evidence, stands_there
from answer.front import front_fields, front_sentences
from answer.organs import OrganNames
from answer.people import leaders, named_people, people_asked
from answer.query import Asks, Part, Query, Size, Wanted
from answer.refusals import absent_unit, ask_which_unit, missing_clause, nearest, out_of_scope, vague
from answer.responsibilities import responsible_for
from answer.scopes import tell_scope
from answer.second import also_asked
from answer.select import has_part, select_tasks
from answer.ways import stands_in
from schema import Clause, Notice

ONLY_TIME = re.compile(
    r"(?:的|完成|完|期限|时限|干|做|搞|全部|要求|时间|要|在|之前|，)*"
)  # "第22项什么时候完成" asks no more than the time
# "总任务数和单位总数分别是几"
_AND = "(?:总)?数?[^，。？]{0,4}[和与跟、及][^，。？]{0,4}"
BOTH_TOTALS = re.compile(rf"任务{_AND}(?:单位|部门)|(?:单位|部门){_AND}任务")
ALL_OF_THEM = re.compile("都|全|每|各项")  # "发改局在这几项里都参加了吗"
MAX_CLAUSES_WHOLE = 3  # clauses of a question by number that are quoted whole


WHAT_TOO = re.compile("(?:什么|啥|哪些)内容|内容是|讲(?:的|了)?(?:是)?(?:什么|啥)|说(?:的|了)?(?:是)?(?:什么|啥)|(?:干|做)(?:什么|啥)")


ALL_OF_EACH = re.compile("都(?:有|是)(?:谁|哪|什么|几)")  # 第9项、第36项都有哪些单位
SPEAKS_OF = re.compile("(?:[提说讲写点]到|出现|涉及)[了过]?(?P<word>[^，。？]{2,10}?)(?:吗|没有?|呢)?[，。？]*$")  # 里有没有提到公安


@dataclass(slots=True)
class Replier:
    """Answers queries about one notice; ``search`` finds the clauses of a topic, None while the index is loading."""

    notice: Notice
    names: OrganNames
    search: Callable[[Query], Evidence] | None
    failure: str = ""  # why there is no search, where it will not come
    steps: list[str] = field(default_factory=list)

    @property
    def _finder(self) -> Finder:
        return Finder(self.notice, self.search, self.failure, self.steps)

    def reply(self, query: Query) -> Draft:
        """Return the answer's draft, with a word on names that the notice spells otherwise."""
        draft = self._reply(query)
        if draft.status == "answered":
            self._explain_names(draft, query)
        return draft

    def _reply(self, query: Query) -> Draft:
        draft = Draft(self.notice)
        if not (query.topic or query.clauses or query.conditions) and (said := stated_in_front(query.text, self.notice)):
            return front_sentences(draft, self.notice.clauses[0], said)
        if query.scope or cues.has("write_for_me", query.text):
            return out_of_scope(draft, query)
        if query.missing and not query.clauses:
            return missing_clause(draft, query)
        if detail := unstated_anywhere(query.text, self.notice):
            draft.status = "not_found"
            return draft.add("not_found_detail_plain", fact=detail)
        if place := other_place(query.text, self.notice):
            draft.status = "not_found"
            draft.echoed.add(place)
            return draft.add("other_place", place=place)
        claimed = query.yes_no and query.topic and query.asks is Asks.CONTENT  # 危房改造拖到2020年也算数吧: the notice says when
        if query.year and not claimed and not any(str(query.year) in clause.text for clause in self.notice.clauses):
            draft.status = "answered" if query.yes_no and query.asks is Asks.TASKS else "not_found"  # none is an answer to "is there any"
            draft.echoed.add(str(query.year))
            return draft.add("no_year", year=query.year)
        if query.doubtful:
            return ask_which_unit(draft, query, query.doubtful)
        absent = [c for c in query.conditions if not c.units]
        if (query.asks is Asks.CONTENT and query.topic and not query.clauses) or (query.asks is Asks.UNITS and query.clauses):
            absent = []  # spoken of in passing: as part of the topic; of a task that is named its own units are told
        if absent and (query.asks is not Asks.VERIFY or (len(absent) < len(query.conditions) and not query.clauses)):
            return absent_unit(draft, query, self.names)
        if query.place_claimed and len(spoken_of := query.clauses or query.nearby) == 1:
            return self._placed(draft, query, self.notice.clause(spoken_of[0]))
        if query.asks is Asks.FRONT:
            return front_fields(draft, self.notice, query)
        alone = len(query.conditions) == 1 and not (query.yes_no and not query.topic)  # of one unit an order says nothing, save as a claim
        compared = query.rank and (query.rank.of in ("tasks", "partners") or not alone or query.asks is Asks.UNITS)
        if compared and query.asks in (Asks.UNITS, Asks.TASKS, Asks.CONTENT):
            return ranked(draft, query, query.rank, self.names)
        if claims_number(query):
            return claimed_number(draft, query)
        if query.asks is Asks.VERIFY:
            return self._verify(draft, query)
        if query.asks is Asks.UNITS:
            return self._units(draft, query)
        if query.asks is Asks.TASKS:
            return self._tasks(draft, query)
        if query.asks is Asks.CONTENT:
            return self._content(draft, query)
        return vague(draft)

    # --- by what is asked ----------------------------------------------------------------------------------------

    def _units(self, draft: Draft, query: Query) -> Draft:
        beside = query.conditions if query.topic and any(cues.has(name, query.masked) for name in ("beside_unit", "with_unit")) else ()
        left_out = [*query.left_out, *(unit for condition in beside for unit in condition.units)]
        if len(query.clauses) > 1 and not query.topic and any(condition.part is Part.ABSENT for condition in query.conditions):
            return self._tasks(draft, query)  # 第1到20项里，没有财政局的是哪几个
        if query.clauses:
            return self._units_of_clauses(draft, query, left_out)
        if query.topic:
            return self._units_of_topic(draft, query, left_out)
        return self._units_beside(draft, query) if query.conditions else self._units_in_all(draft, query)

    def _units_of_clauses(self, draft: Draft, query: Query, left_out: Sequence[str]) -> Draft:
        """Tell the units of the clauses that a question names."""
        clauses = [self.notice.clause(i) for i in query.clauses]
        if query.compare == "shared" and ALL_OF_EACH.search(query.text) and not cues.has("in_both", query.masked):
            query = query.but(compare="")
        if query.compare == "shared" and query.left_out and not query.yes_no:
            return units_in_each(draft, clauses, query.left_out)
        if query.compare and len(clauses) > 1 and not (query.wanted is Wanted.LEAD and cues.has("same_one", query.masked)):
            return compared_units(draft, query, clauses)
        if len(clauses) > 1 and query.wanted is not Wanted.LEAD and not query.yes_no and cues.has("in_each", query.masked):
            return units_in_each(draft, clauses, query.left_out)
        if people := people_asked(query, clauses) if query.topic else []:
            return named_people(draft, query, people)
        if not any(clause.units for clause in clauses):
            return self._content(draft, query)
        if query.place and len(clauses) == 1:
            return unit_at_place(draft, query, clauses[0])
        units_of_clauses(draft, query, clauses, left_out, self._sought(query, clauses))
        return also_asked(self._title_lines(draft, clauses), query, clauses)

    def _units_of_topic(self, draft: Draft, query: Query, left_out: Sequence[str]) -> Draft:
        """Tell the units of the clauses that a topic is about, with the sentences that say so."""
        evidence = self._finder.find(query)
        if isinstance(evidence, Draft):
            return evidence
        clauses = narrow(query, evidence.clauses)
        if people := people_asked(query, clauses):
            return named_people(draft, query, people)
        if query.place and len(clauses) == 1:
            return show_evidence(unit_at_place(draft, query, clauses[0]), query, clauses, evidence)
        if query.compare == "shared" and len(clauses) == len(query.nearby) == 1 and cues.has("it", query.masked):
            clauses = [*(self.notice.clause(i) for i in query.nearby if i != clauses[0].id), *clauses]  # 跟它重合的是哪几家
        if query.compare == "shared" and len(clauses) > 1 and cues.has("in_both", query.masked) and not query.yes_no:
            return show_evidence(compared_units(draft, query, clauses), query, clauses, evidence)
        meant = [responsible_for(clause, evidence.sentences.get(clause.id, ())) for clause in clauses]
        units_of_clauses(draft, query, meant, left_out)
        if not draft.units:
            draft.lines.clear()
            draft.units = self._units_in_text(query, clauses, evidence.sentences)
        if not draft.units and not any(clause.units or stands_in(query.core, clause.text) for clause in clauses):
            absent = Draft(self.notice, status="not_found").add("not_found")  # 加氢站谁牵头 of a clause on 牵头 in general
            return nearest(absent, evidence.clauses)
        return also_asked(show_evidence(draft, query, clauses, evidence), query, clauses)

    def _units_beside(self, draft: Draft, query: Query) -> Draft:
        """Tell the units of the tasks that those named have a part in."""
        if len(query.conditions) > 1 and cues.has("each_of_them", query.masked) and cues.has("partners", query.masked):
            return partners_of_each(draft, query)
        if len(query.conditions) == 1 and cues.has("never_with", query.masked):
            return units_never_with(draft, query.conditions[0])
        if cues.has("partners", query.masked) and all(condition.part is Part.JOINS for condition in query.conditions):
            conditions = tuple(replace(condition, part=Part.ANY) for condition in query.conditions)
            query = query.but(wanted=Wanted.ALL, conditions=conditions)  # 我们{水务局}要跟哪些单位打配合: in all its tasks
        tasks = select_tasks(self.notice, query, self.names.kind)
        if not tasks or query.kind or query.unit_word:
            return tasks_of_units(draft, query, self.names)
        named = [unit for condition in query.conditions for unit in condition.units]
        if len(tasks) > 1 and query.wanted is not Wanted.LEAD and (query.compare == "shared" or cues.has("in_each", query.masked)):
            return units_in_each(draft, tasks, named)
        partners = query.wanted is Wanted.ALL and any(len(task.units) > 1 for task in tasks)
        return units_of_clauses(draft, query, tasks, named if partners else ())

    def _units_in_all(self, draft: Draft, query: Query) -> Draft:
        """Tell the units of the notice, or of the tasks in it, that meet a question's conditions."""
        if query.sizes and not any(size.of == "tasks" for size in query.sizes):
            return tasks_of_units(draft, query, self.names)  # 只有一家责任单位的任务由哪家承担
        if query.left_out and query.wanted is Wanted.LEAD and not query.sizes:
            query = query.but(sizes=(Size("tasks", Part.LEADS, 1),))  # 除了医保局，还有哪些单位牵头
        if query.sizes or query.kind or query.unit_word or query.count or query.left_out:
            if query.count and not query.filtered and BOTH_TOTALS.search(query.text):
                draft.add("total_tasks", n=len(self.notice.tasks))
            return units_of_notice(draft, query, self.names)
        if query.deliverable is not None or query.literal or query.year or query.deadline or query.due or query.limit:
            tasks = select_tasks(self.notice, query, self.names.kind)
            return units_of_clauses(draft, query, tasks)
        return vague(draft)

    def _sought(self, query: Query, clauses: Sequence[Clause]) -> tuple[str, ...] | None:
        """Return those of some clauses' units among whom the answer is sought, None for all: 其中电信企业是哪几家."""
        if query.only:
            return query.only
        if not (query.kind or query.unit_word) or query.wanted is Wanted.LEAD:
            return None
        return tuple(dict.fromkeys(u for c in clauses for u in c.units if is_of_kind(u, query, self.names)))

    def _units_in_text(
        self, query: Query, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]]
    ) -> tuple[str, ...] | None:
        """Return the units named where a clause without a unit list says who acts: 由市扶贫办报告."""
        best = [s for c in clauses for s in content.best_sentences(query, c, ranked.get(c.id, ()))[:1]]
        return tuple(unit for unit in self.notice.units if any(unit in sentence.text for sentence in best)) or None

    def _title_lines(self, draft: Draft, clauses: list[Clause]) -> Draft:
        """Add what each clause is about, in its own first sentence."""
        for clause in clauses[:MAX_CLAUSES_WHOLE]:
            if clause.sentences:
                draft.add("content", cite=cite(clause), quote=draft.quote(clause, clause.sentences[0]))
        return draft

    def _tasks(self, draft: Draft, query: Query) -> Draft:
        if query.topic and not query.clauses:
            evidence = self._finder.find(query)
            clauses = [] if isinstance(evidence, Draft) else [c for c in evidence.clauses if meets(c, query)]
            if not clauses and (query.conditions or query.filtered):
                return tasks_of_units(draft, query, self.names)  # what was left was talk, not a topic
            if isinstance(evidence, Draft):
                return evidence
            if query.wanted is not Wanted.ALL and not query.conditions:
                units_of_clauses(draft, query, clauses)  # 写在哪两项里，牵头的一样不
            elif query.yes_no:
                draft.add("yes_there_are")
            return show_evidence(draft, query, clauses, evidence)
        if not (query.conditions or query.filtered or query.clauses or query.without):
            if query.count and re.search(r"任务|单位|部门", query.text):
                return self._total(draft, query)
            return vague(draft)
        if query.section and not query.conditions and not query.filtered:
            return list_section(draft, query)
        if query.clauses and not (query.conditions or query.filtered or query.without):
            return self._content(draft, query)
        if self._asks_of_each(query):
            return tasks_of_each(draft, query)
        return tasks_of_units(draft, query, self.names)

    def _asks_of_each(self, query: Query) -> bool:
        """Tell whether tasks are asked for of each unit by itself: 工会、妇联分别有几项; 编办和统战部牵头的是哪项 where none is of both."""
        if len(query.conditions) < 2 or query.clauses or cues.has("shared", query.masked):  # 一起参与的有几项，分别是哪几项
            return False
        apart = cues.has("each_of_them", query.masked)
        if apart and query.count:
            return True
        if query.filtered or query.without or query.yes_no or query.either or query.exactly_one or query.compare:
            return False
        if any(condition.part is Part.ABSENT or not condition.units for condition in query.conditions):
            return False
        return apart or not (cues.has("both_in_one", query.masked) or select_tasks(self.notice, query, self.names.kind))

    def _total(self, draft: Draft, query: Query) -> Draft:
        if re.search(r"单位|部门|[几多少]家", query.text) and not re.search(r"任务", query.text):
            return units_of_notice(draft, query, self.names)
        return draft.add("total_tasks", n=len(self.notice.tasks))

    def _content(self, draft: Draft, query: Query) -> Draft:
        if query.section and not query.topic:
            return list_section(draft, query)
        if query.clauses:
            clauses = [self.notice.clause(i) for i in query.clauses]
            if query.fact == "scope" and (scoped := [clause for clause in clauses if clause.scopes]):
                return tell_scope(draft, query, scoped)
            detail = unstated(query.text, clauses) if query.topic and query.fact == "amount" else ""
            if detail and not people_asked(query, clauses):
                draft.status = "not_found"
                return nearest(draft.add("not_found_detail", fact=detail), tuple(clauses[:1]))
            if query.yes_no and not (query.topic or query.conditions) and (word := SPEAKS_OF.search(query.text)):
                told = any(word["word"] in sentence.text for clause in clauses for sentence in clause.sentences)
                draft.add("yes_plain" if told else "no_plain")
            for clause in clauses[:MAX_CLAUSES_WHOLE]:
                if query.fact == "when" and (not query.topic or ONLY_TIME.fullmatch(query.core)):
                    if query.yes_no:
                        content.limit_verdict(draft, query, clause)
                    if WHAT_TOO.search(query.text):  # 7号任务是啥内容啥时候完成
                        content.whole_clause(draft, clause)
                    leaders(content.deadline_of(draft, clause), query, clause)
                elif query.topic:
                    evidence = self.search(query) if self.search else None
                    content.quoted_sentences(draft, query, [clause], evidence.sentences if evidence else {})
                else:
                    content.whole_clause(draft, clause)
            if cues.has("who", query.masked) and not any(clause.units for clause in clauses):
                draft.units = self._units_in_text(query, clauses, {})
            elif not query.topic and query.fact != "when" and cues.has("who", query.masked):
                draft.units = tuple(dict.fromkeys(unit for clause in clauses[:MAX_CLAUSES_WHOLE] for unit in clause.units)) or None
            return also_asked(draft, query, clauses)
        if not query.topic:
            return vague(draft)
        evidence = self._finder.find(query)
        if isinstance(evidence, Draft):
            return tasks_of_units(draft, query, self.names) if query.year else evidence
        clauses = narrow(query, evidence.clauses)
        if query.fact == "scope" and clauses[0].scopes:
            return show_evidence(tell_scope(draft, query, clauses[:1]), query, clauses[:1], evidence)
        content.quoted_sentences(draft, query, clauses, evidence.sentences)
        if cues.has("who", query.masked) and not any(clause.units for clause in clauses):
            draft.units = self._units_in_text(query, clauses, evidence.sentences)
        return also_asked(draft, query, clauses)

    def _verify(self, draft: Draft, query: Query) -> Draft:
        if not query.clauses and not query.topic:
            for clause in [t for t in self.notice.tasks if any(has_part(t, c.units, Part.ANY) for c in query.conditions)][
                :MAX_CLAUSES_WHOLE
            ]:
                verification(draft, query, clause)
            return draft if draft.lines else vague(draft)
        if query.clauses:
            clauses = [self.notice.clause(i) for i in query.clauses]
            if any(size.of == "units" for size in query.sizes):
                if len(clauses) == 1 and clauses[0].units:
                    return verify_number(draft, query, clauses[0])
                return tasks_of_units(draft, query, self.names)  # 这几项里有没有哪项是只和扶贫办两家搞的
            if len(clauses) > 1 and (query.yes_no or ALL_OF_THEM.search(query.text)):
                every_part(draft, query, clauses)
            for clause in clauses:
                verification(draft, query, clause)
            return draft
        evidence = self._finder.find(query)
        if isinstance(evidence, Draft):
            return evidence
        for clause in evidence.clauses:
            verification(draft, query, clause)
        return show_evidence(draft, query, list(evidence.clauses), evidence)

    def _placed(self, draft: Draft, query: Query, clause: Clause) -> Draft:
        """Answer whether a matter stands in a clause, and where it stands instead: 危房改造是第16项吧."""
        matter = query.but(topic=query.place_claimed, clauses=(), nearby=(), fallback=())
        if self.search is None and query.place_claimed not in clause.text:
            return self._finder.find(matter)  # says that nothing can be searched for yet
        evidence = self.search(matter) if self.search else None
        if stands_there(query.place_claimed, clause, evidence):
            draft.add("yes_plain")
            return content.quoted_sentences(draft, query.but(yes_no=False), [clause], evidence.sentences if evidence else {})
        draft.add("no_plain")
        if evidence.outcome != "found":
            draft.rest_on(clause)
            return draft.add("place_other_none", cite=cite(clause))
        draft.add("place_other", cites=join_cites(evidence.clauses))
        return content.quoted_sentences(draft, query.but(yes_no=False), evidence.clauses, evidence.sentences)

    def _explain_names(self, draft: Draft, query: Query) -> None:
        """Say which of the notice's names was taken for a name it does not use."""
        for written, understood in query.slips:
            draft.notes.append(say("slip", said=written, units=understood))
        for mention in query.mentions:
            if mention.via in ("reform", "slip", "short") and mention.units:
                draft.notes.append(say(mention.via, said=mention.said, units="、".join(mention.units), note=mention.note))
