"""Predictions + questions -> a verdict on each with its reasons. Strict: right only if everything the gold states holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.claims import ClaimCheck
from eval.metrics import citation_fault, dishonest_units, set_difference, states_fact
from eval.questions import Gold, Question, normalise
from eval.verdict import read_verdict
from schema import Answer, Notice


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons`` are empty exactly when the answer is right; each begins with its kind and a colon."""

    question: Question
    answer: Answer | None
    reasons: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.reasons

    @property
    def reason_kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reason.split(":")[0] for reason in self.reasons))


def score(questions: Iterable[Question], answers: Mapping[str, Answer], notice: Notice) -> list[Verdict]:
    """Judge every question, in order; one without a prediction is wrong."""
    claims = ClaimCheck(notice)
    return [judge(question, answers.get(question.id), notice, claims) for question in questions]


def judge(question: Question, answer: Answer | None, notice: Notice, claims: ClaimCheck | None = None) -> Verdict:
    """Judge one answer by its fields and by what its text claims.

    A wrong status ends the matter: nothing else is compared. Where a refusal is right its status is all of the gold (the
    nearest clauses that it may offer are not judged), but its citations must still hold and its text may not answer all the same.

    Args:
        claims: of the notice; made anew if None.
    """
    if answer is None:
        return Verdict(question, None, ("missing: no prediction",))
    gold = question.gold
    if answer.status not in gold.status:
        return Verdict(question, answer, (f"status: {answer.status}, expected {' or '.join(gold.status)}",))
    claims = claims or ClaimCheck(notice)
    reasons = [f"citation: {fault}" for fault in (citation_fault(c, notice) for c in answer.citations) if fault]
    if not normalise(answer.text):
        reasons.append("text_empty: a person is told nothing")
    if answer.status == "answered":
        reasons += _clause_faults(answer, gold) + _unit_faults(answer, gold, notice) + _text_faults(answer, gold)
        faults = claims.answer_faults(
            answer, question.turns, [notice.clause(clause) for clause in _ground(answer, gold) if clause in notice]
        )
    else:
        faults = claims.refusal_faults(answer, question.turns)
    reasons += [reason for kind, words in faults.items() for reason in _listed(kind, list(dict.fromkeys(words)))]
    return Verdict(question, answer, tuple(reasons))


def _clause_faults(answer: Answer, gold: Gold) -> list[str]:
    if gold.clauses is None:
        return []
    missing, extra = set_difference(answer.clauses, gold.clauses)
    return _listed("clauses_missing", missing) + _listed("clauses_extra", extra)


def _unit_faults(answer: Answer, gold: Gold, notice: Notice) -> list[str]:
    units = answer.units or ()
    reasons = []
    if gold.units is not None:
        missing, extra = set_difference(units, gold.units)
        reasons += _listed("units_missing", missing) + _listed("units_extra", extra)
        if not missing and not extra:
            if len(units) != len(set(units)):
                reasons.append("units_repeated: " + "、".join(units))
            if lead_comes_first(gold, notice) and units[0] != gold.units[0]:
                reasons.append(f"lead_not_first: {units[0]}, expected {gold.units[0]}")
    return reasons + _listed("unit_not_cited", dishonest_units(units, _ground(answer, gold), notice))


def _ground(answer: Answer, gold: Gold) -> tuple[str, ...]:
    """Return the clauses that must hold what is said; none for the whole notice.

    Where the gold leaves the clauses open (a ranking over the whole notice) the answer need not cite all that it rests on.
    """
    return answer.clauses if gold.clauses is not None else ()


def lead_comes_first(gold: Gold, notice: Notice) -> bool:
    """Tell whether the gold is all units of one clause, so that the order of the first one is judged."""
    if not gold.units or not gold.clauses or len(gold.clauses) != 1 or gold.clauses[0] not in notice:
        return False
    clause = notice.clause(gold.clauses[0])
    return len(gold.units) > 1 and set(gold.units) == set(clause.units) and gold.units[0] in clause.leads


def _text_faults(answer: Answer, gold: Gold) -> list[str]:
    reasons = ["fact_missing: " + "/".join(choices) for choices in gold.facts if not states_fact(answer.text, choices, gold.clauses or ())]
    if gold.verdict:
        verdict = read_verdict(answer.text)
        if verdict != gold.verdict:
            reasons.append(f"verdict: {verdict or 'neither yes nor no'}, expected {gold.verdict}")
    return reasons


def _listed(kind: str, items: list[str]) -> list[str]:
    return [f"{kind}: {'、'.join(items)}"] if items else []
