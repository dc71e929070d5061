"""A notice as a baseline reads it: one text a clause, under its own number."""

from __future__ import annotations

from index.passages import clean_text
from schema import ClauseKind, Notice


def clause_texts(notice: Notice) -> dict[str, str]:
    """Return clause id -> its number and its text with its units, cleaned; "17" -> "第17项任务17：实施农村危房改造…（市住建局…）"."""
    return {
        clause.id: clean_text(f"第{clause.id}项任务{clause.id}：{clause.text}" if clause.kind is ClauseKind.TASK else clause.text)
        for clause in notice.clauses
    }
