"""Verify golds by script: against the parsed notice, and question against question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics import dishonest_units
from eval.near import NearTexts, key
from eval.questions import Question, normalise
from schema import Notice

# "危房改造谁牵头", "第60项的牵头单位？" / "除了牵头的还有谁", "谁牵头谁参加"
ASKS_LEAD = re.compile(r"^(?!.*(?:参加|配合|除|以外|之外|不|去掉)).*(?:谁牵头|牵头(?:单位|部门)(?:是谁|是哪\w?)?)[？?。]?$")
# "还有哪些配合单位", "牵头的以外都有谁" / "谁牵头，参加单位有谁"
ASKS_OTHERS = re.compile(r"^(?!.*(?:谁牵头|为什么)).*(?:牵头的?(?:单位)?(?:之外|以外)|(?:配合|参加|协办)的?单位)")
# wordings whose presence alone does not tell yes from no: "是" stands in "不是" too
BARE_VERDICTS = {"是", "否", "不", "不是", "没", "没有", "有", "对", "无", "未", "并非", "参与", "参加", "yes", "no"}
ROLES = ("牵头", "参加", "参与")  # said of a unit, not quoted
# facts that are said about the notice rather than quoted from it
COUNT = re.compile(r"\d+(?:个|项|家|次|处|%)?|[一二两三四五六七八九十百]+(?:个|项|家|次)?")
ASKED_YES_NO = re.compile(
    # "参与第22项吗", "是不是市住建局牵头", "有没有第61项", "市财政局参与没", "Is …" / "是哪项", "有没有…哪些"
    r"(?:吗|么|对吧|是吧|对不对|是不是|有没有|有无|是否|算不算|在不在|参不参加|要不要|能不能|会不会|可不可以|(?:参与|参加|牵头|在里面|包括)(?:没有?|不))[？?。]?$|^(?:is|are|does|do|did)\b",
    re.IGNORECASE,
)
ASKS_MORE = re.compile(r"谁|哪|什么|多少|几|啥|怎么|为何|为什么|which|who|what|how", re.IGNORECASE)
UNIT_LISTS = (lambda clause: clause.units, lambda clause: clause.leads, lambda clause: clause.participants)


@dataclass(frozen=True, slots=True)
class Finding:
    """``certain`` findings are faults of the gold; the others are for a person to look at."""

    question: str
    message: str
    certain: bool = True


def check_golds(questions: Iterable[Question], notice: Notice) -> list[Finding]:
    """Return what is wrong or doubtful in the golds, in the order of the questions."""
    findings = []
    for question in questions:
        findings += [Finding(question.id, message) for message in _form_faults(question)]
        findings += [Finding(question.id, message) for message in _notice_faults(question, notice)]
        findings += [Finding(question.id, message, certain=False) for message in _doubts(question, notice)]
    return findings


def _form_faults(question: Question) -> list[str]:
    gold, faults = question.gold, []
    if not gold.answerable and (gold.clauses or gold.units or gold.facts or gold.verdict):
        faults.append("a refusal has clauses, units, facts or a verdict")
    if gold.status == ("answered",) and gold.clauses == ():
        faults.append("an answer with no clause: use null where clauses are not checked")
    if gold.units == ():
        faults.append("units are an empty list: use null where they are not checked")
    for field, names in (("clauses", gold.clauses or ()), ("units", gold.units or ())):
        if len(names) != len(set(names)):
            faults.append(f"{field} repeat a name: {'、'.join(names)}")
    faults += [f"fact {'/'.join(choices)!r} tells yes from no: use verdict" for choices in gold.facts if set(choices) & BARE_VERDICTS]
    return faults


def _notice_faults(question: Question, notice: Notice) -> list[str]:
    gold = question.gold
    faults = [f"clause {clause} is not in the notice" for clause in gold.clauses or () if clause not in notice]
    faults += [f"unit {unit} is not in the notice's spelling" for unit in gold.units or () if unit not in notice.units]
    if faults or not gold.answerable:
        return faults
    cited = [notice.clause(clause) for clause in gold.clauses or ()]
    if cited and gold.units:
        strangers = dishonest_units(gold.units, gold.clauses, notice)
        faults += [f"unit {unit} is neither responsible for a cited clause nor named in it" for unit in strangers]
        if len(cited) == 1 and cited[0].units:
            faults += _one_clause_faults(gold.units, cited[0].units, cited[0].leads)
    faults += [f"fact {'/'.join(c)!r} does not stand in the cited clauses" for c in gold.facts if not _fact_stands(c, cited, notice)]
    return faults


def _one_clause_faults(units: Sequence[str], responsible: Sequence[str], leads: Sequence[str]) -> list[str]:
    """With one clause cited, all its units come lead first; order is the clause's."""
    if set(units) == set(responsible) and tuple(units) != tuple(responsible):
        return [f"all units of the clause, but not in its order: {'、'.join(units)}"]
    if len(units) > 1 and units[0] not in leads and any(lead in units for lead in leads):
        return ["the lead is among the units but not first"]
    return []


def _fact_stands(choices: Sequence[str], cited: Sequence, notice: Notice) -> bool:
    texts = [clause.text for clause in cited] or [notice.source]
    texts += [unit for clause in cited or notice.tasks for unit in clause.units] + [clause.id for clause in cited]
    body = normalise("|".join(texts))
    return any(choice in ROLES or COUNT.fullmatch(normalise(choice)) or normalise(choice) in body for choice in choices)


def _doubts(question: Question, notice: Notice) -> list[str]:
    gold, asked, doubts = question.gold, question.turns[-1], []
    if not gold.answerable:
        return doubts
    if gold.clauses and len(gold.clauses) == 1 and gold.units and notice.clause(gold.clauses[0]).units:
        clause = notice.clause(gold.clauses[0])
        if ASKS_OTHERS.search(asked) and set(gold.units) & set(clause.leads):
            doubts.append("asks for the others, but the lead is in the gold")
        if ASKS_LEAD.search(asked) and gold.units != clause.leads:
            doubts.append("asks who leads, but the gold is not the lead alone")
        if set(gold.units) not in (set(clause.units), set(clause.leads), set(clause.participants)):
            doubts.append("units are neither all, nor the lead, nor the others of the clause")
    if gold.verdict is None and (question.kind == "yesno" or (ASKED_YES_NO.search(asked) and not ASKS_MORE.search(asked))):
        doubts.append("looks like a yes/no question, but has no verdict")
    return doubts + _count_doubts(question, notice)


def _count_doubts(question: Question, notice: Notice) -> list[str]:
    """A task list of a unit is all its tasks, those it leads or those it joins; its count is one of their sizes."""
    gold = question.gold
    if question.kind != "unit_tasks" or not gold.clauses:
        return []
    lists = [[c.id for c in notice.tasks if unit in names(c)] for unit in notice.units for names in UNIT_LISTS]
    if list(gold.clauses) not in lists:
        return ["the clauses are not all, the led or the joined tasks of any unit"]
    sizes = {str(len(tasks)) for tasks in lists if set(tasks) <= set(gold.clauses)} | set(gold.clauses)
    return [f"count {c[0]} is not the size of any list of the unit" for c in gold.facts if c[0].isdigit() and c[0] not in sizes]


def find_duplicates(questions: Sequence[Question]) -> list[Finding]:
    """Return pairs asked twice (the same turns but for width, blanks and punctuation): certain; and pairs that are nearly the same."""
    texts = ["|".join(question.turns) for question in questions]
    known = NearTexts(texts)
    findings = []
    for i, (question, text) in enumerate(zip(questions, texts)):
        for j, likeness in known.near(text):
            if j >= i:
                break
            if key(text) == key(texts[j]):
                findings.append(Finding(question.id, f"the same question as {questions[j].id}"))
            else:
                findings.append(Finding(question.id, f"{likeness:.2f} like {questions[j].id}", certain=False))
    return findings
