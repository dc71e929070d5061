"""What programs can have done, whatever way they come: a question answered, a clause read."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.identity import ALL
from prompts import message
from schema import Answer, Clause, Notice
from web.answerer import Answerer, ask_once_loaded
from web.conversation import question_problem

log = logging.getLogger(__name__)

CLAUSE_WORDS = re.compile(r"(?:任务|第)?(?P<id>.+?)[项条]?")  # "任务17", "第17项", "17"


class Refused(ValueError):
    """What was asked for cannot be done; the message says what is expected."""


class AnswerFailed(RuntimeError):
    """We are at fault: the reason is in the log, the message is for the person."""


@dataclass(frozen=True, slots=True)
class Service:
    """The assistant as programs use it; ``default`` is the notice meant where none is named."""

    assistant: Answerer
    default: str
    max_question: int  # characters

    def ask(self, question: str, history: Sequence[str] = (), notice: str | None = None) -> Answer:
        """Answer a question about a notice, or about ``all``.

        Raises:
            Refused: the question is empty or too long, or there is no such notice.
            AnswerFailed: no answer came.
        """
        problem = question_problem(question, self.max_question)
        if problem:
            raise Refused(problem)
        if notice not in (None, ALL):
            self.notice(notice)
        try:
            return ask_once_loaded(self.assistant, question.strip(), history, notice)
        except Exception:
            log.exception("no answer to %r", question)
            raise AnswerFailed(message("answer_failed")) from None

    def notice(self, notice_id: str | None = None) -> Notice:
        """Return a notice, the default one where none is named.

        Raises:
            Refused: there is no such notice.
        """
        notices = self.assistant.notices
        if (notice_id or self.default) not in notices:
            raise Refused(message("notice_unknown", notice=str(notice_id or self.default)[:80], known="、".join(notices)))
        return notices[notice_id or self.default]

    def clause(self, words: str, notice_id: str | None = None) -> tuple[Notice, Clause]:
        """Return a clause by its id as answers give it (``17``, ``shanwei-2016-19#17``) or as people write it (任务17).

        Raises:
            Refused: there is no such notice, or it has no such clause.
        """
        named, _, clause_words = words.strip().rpartition("#")
        notice = self.notice(named or notice_id)
        clause_id = find_clause_id(clause_words, notice)
        if clause_id is None:
            raise Refused(message("clause_unknown", clause=clause_words[:80], notice=notice.id))
        return notice, notice.clause(clause_id)


def find_clause_id(words: str, notice: Notice) -> str | None:
    """Return the clause that somebody wrote, None where the notice has no such: "17", "任务17", "第17项" -> 17; "二（一）" -> 二（一）."""
    written = words.strip()
    match = CLAUSE_WORDS.fullmatch(written)
    return next((each for each in (written, match["id"] if match else "") if each in notice), None)
