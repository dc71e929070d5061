"""What a person clicked and wrote below an answer -> feedback on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from answer.naming import name_of
from ingest.identity import ALL
from prompts import load_words, message
from schema import Notice
from web.conversation import Turn, Turns, earlier_questions
from web.feedback import MAX_REMARK, Feedback
from web.service import find_clause_id

SEPARATORS = re.compile(r"[\s、，,；;]+")
Reference = tuple[str, str]  # notice id, clause id


class InvalidJudgement(ValueError):
    """What was filled in cannot be kept; the message is for the person."""


def judge_turn(turns: Turns, notices: Mapping[str, Notice], default: str, clicked: Mapping[str, Any]) -> Feedback:
    """Return the feedback.

    Args:
        default: id of the notice that an answer without citations is about.
        clicked: ``turn`` (counted from 0), ``helpful``; of a wrong answer also ``reason``, ``clauses`` ("17、25") and ``remark``.

    Raises:
        InvalidJudgement: there is no such answer, or a task is named that the notice does not have.
    """
    place = clicked.get("turn")
    if not isinstance(place, int) or not 0 <= place < len(turns) or not turns[place].done:
        raise InvalidJudgement(message("feedback_failed"))
    turn, answer = turns[place], turns[place].answer
    home = _home(turn, notices, default)
    helpful = clicked.get("helpful") is True
    reason = str(clicked.get("reason", ""))
    rests_on = [_refer(clause, home) for clause in answer.clauses]
    right = () if helpful else read_clauses(str(clicked.get("clauses", "")), notices, home)
    about = _about({notice_id for notice_id, _ in (*rests_on, *right)}, turn, home)
    return Feedback(
        notice=about,
        turns=(*earlier_questions(turns[:place], turn.notice), turn.question),
        helpful=helpful,
        status=answer.status,
        text=answer.text,
        clauses=_clauses_within(about, rests_on),
        units=answer.units,
        reason=reason if not helpful and reason in load_words("web")["feedback"]["reasons"] else "",
        right_clauses=_clauses_within(about, right),
        remark="" if helpful else str(clicked.get("remark", "")).strip()[:MAX_REMARK],
    )


def read_clauses(words: str, notices: Mapping[str, Notice], home: str) -> tuple[Reference, ...]:
    """Read task numbers, of the notice ``home`` where none is named: "17、任务25", "国发〔2018〕38号 任务3", "guofa-2018-38#3".

    Raises:
        InvalidJudgement: the notice has no such clause.
    """
    for notice in notices.values():
        words = words.replace(f"{name_of(notice)} ", f"{notice.id}#")
    found, unknown = [], []
    for word in filter(None, SEPARATORS.split(words.strip())):
        notice_id, written = _refer(word, home)
        clause_id = find_clause_id(written, notices[notice_id]) if notice_id in notices else None
        if clause_id is None:
            unknown.append(word)
        else:
            found.append((notice_id, clause_id))
    if unknown:
        raise InvalidJudgement(message("feedback_clause_unknown", clauses="、".join(unknown)[:80]))
    return tuple(dict.fromkeys(found))


def _home(turn: Turn, notices: Mapping[str, Notice], default: str) -> str:
    """Return the notice that an answer's clauses are of where they do not name one."""
    cited = (citation.notice for citation in turn.answer.citations if citation.notice in notices)
    return next(cited, turn.notice if turn.notice in notices else default)


def _refer(words: str, home: str) -> Reference:
    """ "guofa-2018-38#3" -> (guofa-2018-38, 3); "3" -> (home, 3)."""
    notice_id, _, clause_id = words.rpartition("#")
    return notice_id or home, clause_id


def _about(named: set[str], turn: Turn, home: str) -> str:
    """Return the one notice that is spoken of, or that it is all of them."""
    if named:
        return named.pop() if len(named) == 1 else ALL
    return ALL if turn.notice == ALL else home


def _clauses_within(about: str, references: Iterable[Reference]) -> tuple[str, ...]:
    """Return clause ids as the notice has them; over several notices each names its own."""
    return tuple(f"{notice_id}#{clause_id}" if about == ALL else clause_id for notice_id, clause_id in references)
