"""A Notice -> JSON for other programs, and a summary for the person who checks what was read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import asdict
from typing import Any

from prompts import message
from schema import Clause, Deadline, LeadRule, Notice

FRONT_FIELDS = ("title", "document_number", "issuer", "date", "addressees")
MAX_SHOWN = 46  # characters of a clause's text in its one line


def to_dict(notice: Notice) -> dict[str, Any]:
    """Return the public JSON form of a notice; offsets count in characters of its source text."""
    return {
        "id": notice.id,
        **{name: getattr(notice, name) for name in ("title", "issuer", "document_number", "addressees", "date")},
        "lead_rule": notice.lead_rule.value,
        "source_length": len(notice.source),
        **({"page_starts": list(notice.page_starts)} if notice.page_starts else {}),
        "clauses": [clause_to_dict(clause) for clause in notice.clauses],
        "warnings": [asdict(warning) for warning in notice.warnings],
        "coverage": coverage(notice),
    }


def clause_to_dict(clause: Clause) -> dict[str, Any]:
    """Return a clause's fields; ``officers`` only where somebody is named as in charge."""
    officers = {"officers": [asdict(officer) for officer in clause.officers]} if clause.officers else {}
    return {
        "id": clause.id,
        "kind": clause.kind.value,
        "number": clause.number,
        "path": list(clause.path),
        "headings": list(clause.headings),
        "title": clause.title,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "units": [{"name": a.unit, **_without(asdict(a), "unit"), "role": a.role.value} for a in clause.assignments],
        "open": clause.open_words,
        "deadline": clause.deadlines[0].words if clause.deadlines else None,
        "deadlines": [_deadline_to_dict(deadline) for deadline in clause.deadlines],
        "deliverables": [asdict(deliverable) for deliverable in clause.deliverables],
        "amounts": [asdict(amount) for amount in clause.amounts],
        "people": [asdict(person) for person in clause.people],
        **officers,
        "scopes": [asdict(scope) for scope in clause.scopes],
        "sentences": [asdict(sentence) for sentence in clause.sentences],
    }


def _deadline_to_dict(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline's fields; ``within`` only where it is one."""
    return asdict(deadline) if deadline.within else _without(asdict(deadline), "within")


def _without(record: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != name}


def coverage(notice: Notice) -> dict[str, int]:
    """Return how many characters of the source belong to each kind of part; they add up to its length."""
    characters: Counter[str] = Counter()
    for part in notice.parts:
        characters[part.kind] += part.end - part.start
    return dict(characters)


def summarise(notice: Notice) -> str:
    """Return the summary that a clerk reads: front, counts, one line a clause, what is odd and where."""
    lines = [f"{message(f'ingest_{name}')}：{getattr(notice, name) or message('ingest_absent')}" for name in FRONT_FIELDS]
    lines += [f"{message('ingest_lead_rule')}：{message(f'ingest_rule_{notice.lead_rule.value}')}{_rule_words(notice)}", ""]
    lines += [_counts(notice), "", *map(_clause_line, notice.clauses), ""]
    lines += _facts(notice, "deadlines", lambda d: d.words)
    lines += _facts(notice, "deliverables", lambda d: d.name)
    lines += _warning_lines(notice)
    return "\n".join(lines).rstrip() + "\n"


def _rule_words(notice: Notice) -> str:
    if notice.lead_rule is not LeadRule.FIRST_LISTED or notice.lead_rule_span is None:
        return ""
    return "“" + " ".join(notice.source[slice(*notice.lead_rule_span)].split())[-40:] + "”"


def _counts(notice: Notice) -> str:
    read = sum(characters for kind, characters in coverage(notice).items() if kind != "separator")
    return message(
        "ingest_counts",
        clauses=len(notice.clauses),
        tasks=len(notice.tasks),
        units=len(notice.units),
        assignments=sum(len(clause.assignments) for clause in notice.clauses),
        characters=len(notice.source),
        read=read,
    )


def _clause_line(clause: Clause) -> str:
    text = clause.title or " ".join(clause.text.split())
    shown = text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"
    return f"[{clause.id}] {shown}{_who(clause)}"


def _who(clause: Clause) -> str:
    if not clause.units:
        return ""
    lead = message("ingest_lead", lead="、".join(clause.leads)) if clause.leads else message("ingest_no_lead")
    return f"　—　{lead}{message('ingest_unit_count', count=len(clause.units), open=clause.open_words)}"


def _facts(notice: Notice, name: str, words) -> list[str]:
    found = [f"  [{clause.id}] {words(fact)}" for clause in notice.clauses for fact in getattr(clause, name)]
    return [message(f"ingest_{name}", count=len(found)), *found, ""]


def _warning_lines(notice: Notice) -> list[str]:
    if not notice.warnings:
        return [message("ingest_no_warnings")]
    breaks = [place for place, character in enumerate(notice.source) if character == "\n"]
    return [
        message("ingest_warnings", count=len(notice.warnings)),
        *(
            message("ingest_warning", line=bisect_right(breaks, w.start - 1) + 1, start=w.start, end=w.end, text=w.message)
            for w in notice.warnings
        ),
    ]
