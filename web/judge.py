"""What a person clicked and wrote below an answer -> feedback on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from prompts import load_words, message
from schema import Notice
from web.conversation import Turns
from web.feedback import MAX_REMARK, Feedback

SEPARATORS = re.compile(r"[\s、，,；;]+")


class InvalidJudgement(ValueError):
    """What was filled in cannot be kept; the message is for the person."""


def judge_turn(turns: Turns, notices: Mapping[str, Notice], default: str, clicked: Mapping[str, Any]) -> tuple[Feedback, Turns]:
    """Return the feedback and the conversation in which the turn is marked as judged.

    Args:
        default: id of the notice that an answer without citations is about.
        clicked: ``turn`` (counted from 0), ``helpful``; of a wrong answer also ``reason``, ``clauses`` ("17、25") and ``remark``.

    Raises:
        InvalidJudgement: there is no such answer, or a task is named that the notice does not have.
    """
    place = clicked.get("turn")
    if not isinstance(place, int) or not 0 <= place < len(turns) or not turns[place].answer:
        raise InvalidJudgement(message("feedback_failed"))
    turn, answer = turns[place], turns[place].answer
    cited = next((citation.notice for citation in answer.citations if citation.notice in notices), default)
    notice = notices[cited]
    helpful = clicked.get("helpful") is True
    reason = str(clicked.get("reason", ""))
    feedback = Feedback(
        notice=notice.id,
        turns=(*(earlier.question for earlier in turns[:place] if earlier.answer), turn.question),
        helpful=helpful,
        status=answer.status,
        text=answer.text,
        clauses=answer.clauses,
        units=answer.units,
        reason=reason if not helpful and reason in load_words("web")["feedback"]["reasons"] else "",
        right_clauses=() if helpful else read_clauses(str(clicked.get("clauses", "")), notice),
        remark="" if helpful else str(clicked.get("remark", "")).strip()[:MAX_REMARK],
    )
    return feedback, (*turns[:place], replace(turn, judged=True), *turns[place + 1 :])


def read_clauses(words: str, notice: Notice) -> tuple[str, ...]:
    """Read task numbers: "17、任务25" -> ("17", "25").

    Raises:
        InvalidJudgement: the notice has no such clause.
    """
    named = [word.removeprefix("任务").removeprefix("第").removesuffix("项") for word in SEPARATORS.split(words.strip()) if word]
    unknown = [word for word in named if word not in notice]
    if unknown:
        raise InvalidJudgement(message("feedback_clause_unknown", clauses="、".join(unknown)[:80]))
    return tuple(dict.fromkeys(named))
