"""A query's topic -> the clauses that it is about, or the draft that says why there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answer import content, cues
from answer.compose_tasks import task_choices
from answer.details import STATED, unexplained, unnamed, unstated, unstated_body, unstated_detail, unstated_fact, without_few
from answer.draft import Draft, cite, label
from answer.evidence import Evidence
from answer.narrow import CLOSE, that_states, told_apart
from answer.people import asks_other_place, is_called, people_asked
from answer.places import place_within
from answer.pointing import MOST, stands_in
from answer.query import Asks, Query
from answer.refusals import lacks_detail, nearest
from answer.select import has_part
from prompts import load_words
from schema import Clause, ClauseKind, Notice, Sentence

MAX_TOLD = 5  # clauses that the record of a search names


def _asks_what_is_stated(query: Query) -> bool:
    """Tell whether a detail is asked for, rather than in which task a matter stands: 拨了几万块砌水沟，是哪条讲的."""
    return query.asks is Asks.CONTENT or (query.asks is Asks.TASKS and not cues.has("which_tasks", query.masked))


HAS_RULE = re.compile(
    "有(?:没有|没|无)?(?:规定|写|说|讲|提)(?:没有|没|吗)?|(?:规定|写|说|讲|提|定)了?(?:没有?|吗)(?=[，。？]|$)"
    "|(?:必须|非得|要不要|得)是[^，。？]{1,8}(?:吗|么|不|才)|(?:有|限制?|卡)[^，。？]{0,8}(?:要求|限制|限定|条件|门槛|讲究|上限|下限)(?:没有?|吗|么|不|的)*(?=[，。？]|$)"
)  # 怎么扣分，文里有规定没；有年龄要求吗


def asked_beside(text: str) -> str:
    """Return the stretches of a question for yes or no that ask something else: 试点县定了哪几个，陆河在不在里面 -> 试点县定了哪几个."""
    stretches = [stretch for stretch in re.split("[，。？！；]", text) if stretch]
    return "，".join(stretch for stretch in stretches if ASKS_ELSE.search(stretch) and len(stretches) > 1)


ASKS_ELSE = re.compile("[谁哪]|几[个家项种样级等]|多少|什么|啥|怎么")


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the clauses of a topic in one notice; ``search`` is None while the index is loading, and ``failure`` why it will not come."""

    notice: Notice
    search: Callable[[Query], Evidence] | None
    failure: str
    steps: list[str]  # what was found is told there

    def find(self, query: Query) -> Evidence | Draft:
        """Return the clauses of the topic, or the draft that says why there are none."""
        draft = Draft(self.notice)
        if self.search is None:
            draft.status = "clarify"
            return draft.add("not_loaded", reason=self.failure) if self.failure else draft.add("not_ready")
        if named := [clause for clause in self.notice.clauses if any(is_called(person, query.text) for person in clause.people)]:
            return self._stated(query, Evidence("found", tuple(named), {}, ()))
        evidence = self.search(query)
        words = load_words("steps")["retrieval"]
        nearest_first = "、".join(label(self.notice.clause(hit.clause)) for hit in evidence.hits[:MAX_TOLD])
        self.steps.append(words["nearest"].format(clauses=nearest_first))
        self.steps.append(words[evidence.outcome].format(chance=f"{evidence.chance_absent:.0%}"))
        if evidence.outcome == "found" and query.asks is Asks.UNITS and cues.has("contact", query.masked):
            evidence = self._with_units(evidence)
        if evidence.outcome == "absent" and query.conditions and meets(evidence.clauses[0], query):
            return replace(evidence, outcome="found", clauses=evidence.clauses[:1])  # the units named bear the topic out
        if evidence.outcome != "found" and query.fallback:
            clauses = tuple(self.notice.clause(i) for i in query.fallback)
            if query.spoken_of:  # 那最长几年呢 after 小额贷款能贷多少: of the loan
                evidence = self.search(query.but(topic=f"{query.spoken_of}，{query.topic}"))
            return self._stated(query, replace(evidence, outcome="found", clauses=clauses))
        if evidence.outcome == "absent":
            draft.status = "not_found"
            draft.add("not_found")
            return nearest(draft, evidence.clauses)
        if evidence.outcome == "vague" and query.asks is Asks.CONTENT and (detail := unstated_detail(query.text, evidence.clauses)):
            return lacks_detail(draft, detail, evidence.clauses[:1])
        if evidence.outcome == "vague":
            of_units = query.asks is Asks.VERIFY or (query.asks is Asks.UNITS and query.conditions)
            if of_units and (meant := told_apart(query, evidence.clauses)):
                return replace(evidence, outcome="found", clauses=(meant,))
            return task_choices(draft, evidence.clauses)
        return self._stated(query, evidence)

    def _with_units(self, evidence: Evidence) -> Evidence:
        """Return evidence that names whom to turn to: where only the opening of the notice was found, the nearest clause with units."""
        if any(clause.kind is not ClauseKind.FRONT for clause in evidence.clauses):
            return evidence
        hits = (self.notice.clause(hit.clause) for hit in evidence.hits)
        nearest_with = next((clause for clause in hits if clause.units), None)
        return replace(evidence, clauses=(nearest_with,)) if nearest_with else evidence

    def _stated(self, query: Query, evidence: Evidence) -> Evidence | Draft:
        """Return the evidence, or the draft that says which detail its clauses do not state."""
        evidence = that_states(query, self.notice, evidence)
        near = [self.notice.clause(hit.clause) for hit in evidence.hits[:3]]
        detail = "挂钩联系人" if asks_other_place(query, near) else ""
        if query.asks is Asks.UNITS:
            told_of = (unnamed, unstated_body, unexplained)
            detail = detail or next((found for look in told_of if (found := look(query.text, evidence.clauses))), "")
        elif _asks_what_is_stated(query) and (not query.yes_no or query.fact == "amount" or HAS_RULE.search(query.text)):
            after = f"{query.text}，{query.again_of}"  # 那驻村干部选派呢 after 最迟什么时候
            words = after if query.fact == "when" else without_few(query.text)
            detail = detail or unstated(words, evidence.clauses, evidence.sentences)
        elif query.yes_no and _asks_what_is_stated(query) and (asked := asked_beside(query.text)):
            detail = detail or unstated_detail(asked, evidence.clauses, evidence.sentences)
        if not detail and query.asks is Asks.CONTENT and query.fact == "amount":
            detail = "数字" if place_within(query.text, evidence.clauses, self.notice) else ""
        if query.asks in (Asks.CONTENT, Asks.TASKS) and not query.yes_no:
            detail = detail or unstated_fact(query, evidence.clauses, evidence.sentences)
        if not detail or (query.fact not in STATED and people_asked(query, evidence.clauses)):
            return evidence
        if shown := self._shown_that_states(query):
            return replace(evidence, clauses=(shown,))
        return lacks_detail(Draft(self.notice), detail, evidence.clauses)

    def _shown_that_states(self, query: Query) -> Clause | None:
        """Return the clause just shown where it holds the matter and states what is asked: 助学的那种最长几年 after 信用贷款能借几年."""
        if len(query.nearby) != 1 or query.asks is not Asks.CONTENT or query.fact not in STATED:
            return None
        clause = self.notice.clause(query.nearby[0])
        told = any(stands_in(words, clause.text, HELD) for words in query.core.split("，") if words)
        lacks = unstated(query.text, [clause]) or unstated_fact(query, [clause], {})
        return clause if told and not lacks else None


HELD = 0.25  # share of a matter's pairs of characters


def meets(clause: Clause, query: Query) -> bool:
    """Tell whether the units that a question names have the parts in a clause that it says."""
    return all(has_part(clause, condition.units, condition.part) for condition in query.conditions)


def narrow(query: Query, clauses: Sequence[Clause]) -> list[Clause]:
    """Keep, of a topic's clauses, those that meet the unit conditions, if any does."""
    met = [clause for clause in clauses if meets(clause, query)]
    return met or list(clauses)


def show_evidence(draft: Draft, query: Query, clauses: Sequence[Clause], evidence: Evidence) -> Draft:
    """Add the sentence of each clause that speaks of the topic."""
    for clause in clauses:
        best = content.heading_sentence(query, clause) or content.best_sentences(query, clause, evidence.sentences.get(clause.id, ()))[:1]
        draft.rest_on(clause)
        for sentence in [*best, *with_whom(query, clause, best)]:
            draft.add("content", cite=cite(clause), quote=draft.quote(clause, sentence))
    return draft


# "会同扶贫办、检察、公安、审计、信访等单位"; asked for: "要拉上哪些单位一起", "要会同哪些单位"
WITH_WHOM = re.compile("(?:会同|联合|协同|协调|与|和)[^，。；、]{1,12}、[^，。；]{2,40}等?(?:部门|单位|机关)")
ASKS_WITH_WHOM = re.compile("(?:会同|拉上|联合|协同|跟|和|与|同)(?:上)?(?:谁|哪[些几]?)")


def with_whom(query: Query, clause: Clause, shown: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentence in which a clause says with whom to act, where it is asked who else is in it: 要会同哪些单位."""
    if query.asks is not Asks.UNITS or not ASKS_WITH_WHOM.search(query.text):
        return []
    return [s for s in clause.sentences if WITH_WHOM.search(s.text) and s not in shown][:1]


def stands_there(core: str, clause: Clause, evidence: Evidence | None) -> bool:
    """Tell whether a matter stands in a clause: in so many words, as what it is about, or almost as near as what is nearest."""
    said = core in clause.text or any(stands_in(core, sentence.text, MOST) for sentence in clause.sentences)
    if said or evidence is None:
        return said
    if any(clause.id == found.id for found in evidence.clauses):
        return evidence.outcome == "found"
    score = next((hit.score for hit in evidence.hits if hit.clause == clause.id), None)
    return evidence.outcome == "found" and score is not None and score > evidence.hits[0].score - CLOSE
