"""What people say of answers, kept in a database; alone knows SQL."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ingest.identity import ALL
from prompts import message
from settings import SettingsError

log = logging.getLogger(__name__)

MAX_REMARK = 500  # characters
MAX_REASON = 40
NOT_IN_NOTICE = "absent"  # the reason, in prompts/web.yaml, that says that the notice does not say

metadata = sql.MetaData()
_feedback = sql.Table(
    "feedback",
    metadata,
    sql.Column("id", sql.Integer, primary_key=True),
    sql.Column("given", sql.DateTime, nullable=False),  # UTC
    sql.Column("notice", sql.String(200), nullable=False),
    sql.Column("turns", sql.JSON, nullable=False),
    sql.Column("helpful", sql.Boolean, nullable=False),
    sql.Column("reason", sql.String(MAX_REASON), nullable=False),
    sql.Column("right_clauses", sql.JSON, nullable=False),
    sql.Column("remark", sql.String(MAX_REMARK), nullable=False),
    sql.Column("status", sql.String(20), nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("clauses", sql.JSON, nullable=False),
    sql.Column("units", sql.JSON),
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of one answer."""

    notice: str  # its id; ``all`` where the answer or the right clauses are of several
    turns: tuple[str, ...]  # the person's messages; the last is the question that was answered
    helpful: bool
    status: str  # of the answer, as its clauses, units and text
    text: str
    clauses: tuple[str, ...]  # ``id#clause`` where the notice is ``all``
    units: tuple[str, ...] | None
    reason: str = ""  # key of ``feedback.reasons`` in prompts/web.yaml
    right_clauses: tuple[str, ...] = ()  # what the person says the answer should rest on
    remark: str = ""
    given: datetime = field(default_factory=lambda: datetime.now(timezone.utc))
    id: int | None = None  # None until it is kept


class FeedbackUnavailable(RuntimeError):
    """The database cannot be written or read; the message is for the person, the reason is in the log."""


class FeedbackStore:
    """Keeps feedback in the database at a SQLAlchemy address."""

    def __init__(self, address: str, folder: Path) -> None:
        """Open the store; an empty address means SQLite in ``folder``, made when there is something to keep.

        Raises:
            SettingsError: the address cannot be understood, or its driver is not installed.
        """
        self._folder = None if address else folder
        try:
            self._engine = sql.create_engine(address or f"sqlite:///{(folder / 'feedback.sqlite').as_posix()}")
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise SettingsError(message("database_address", reason=type(error).__name__)) from error  # the address may hold a password

    def add(self, feedback: Feedback) -> None:
        """Keep one.

        Raises:
            FeedbackUnavailable: it could not be kept.
        """
        record = asdict(feedback) | {"given": feedback.given.astimezone(timezone.utc).replace(tzinfo=None)}
        del record["id"]
        with self._connected() as connection:
            connection.execute(sql.insert(_feedback).values(record))

    def all(self) -> tuple[Feedback, ...]:
        """Return what is kept, the newest first.

        Raises:
            FeedbackUnavailable: it could not be read.
        """
        with self._connected() as connection:
            rows = connection.execute(sql.select(_feedback).order_by(_feedback.c.id.desc())).mappings().all()
        return tuple(_from_row(row) for row in rows)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[sql.Connection]:
        """Yield a connection in a transaction to a database that has the table."""
        try:
            if self._folder:
                self._folder.mkdir(parents=True, exist_ok=True)
            metadata.create_all(self._engine)
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            log.exception("the feedback database failed")
            raise FeedbackUnavailable(message("feedback_unavailable")) from error


def _from_row(row: Any) -> Feedback:
    record = {each.name: row[each.name] for each in fields(Feedback)}
    lists = {name: tuple(record[name]) for name in ("turns", "clauses", "right_clauses")}
    units = None if record["units"] is None else tuple(record["units"])
    return Feedback(**record | lists | {"units": units, "given": record["given"].replace(tzinfo=timezone.utc)})


def question_record(feedback: Feedback) -> dict[str, Any] | None:
    """Return the question with the gold that the feedback states, in the form of ``eval/questions``; None where it states none.

    A helpful answer is its own gold. Of a wrong one, the right clauses are the gold, or that the notice does not say.
    """
    if feedback.helpful:
        gold = _gold(feedback.status, feedback.clauses, feedback.units)
    elif feedback.right_clauses:
        gold = _gold("answered", feedback.right_clauses, None)
    elif feedback.reason == NOT_IN_NOTICE:
        gold = _gold("not_found", (), None)
    else:
        return None
    record = {
        "id": f"feedback-{feedback.id}",
        "kind": _kind(feedback, gold),
        "author": "feedback",
        "turns": list(feedback.turns),
        "gold": gold,
    }
    note = " ".join(filter(None, (feedback.reason, feedback.remark)))
    return record | ({"note": note} if note else {})


def _gold(status: str, clauses: tuple[str, ...], units: tuple[str, ...] | None) -> dict[str, Any]:
    answered = status == "answered"
    return {
        "status": status,
        "clauses": list(clauses) if answered and clauses else None,
        "units": list(units) if answered and units else None,
        "facts": [],
    }


def _kind(feedback: Feedback, gold: dict[str, Any]) -> str:
    if len(feedback.turns) > 1:
        return "conversation"
    if gold["status"] != "answered":
        return {"not_found": "absent", "clarify": "vague"}[gold["status"]]
    return "topic_units" if gold["units"] else "spoken"


def question_set(feedback: tuple[Feedback, ...], notice: str) -> list[dict[str, Any]]:
    """Return the questions about one notice of the feedback that states a gold, the oldest first.

    A question set is about one notice, so what is about several is left out; of what was asked twice, what was said last counts.
    """
    latest = {each.turns: each for each in reversed(feedback) if each.notice == notice != ALL}
    return [record for each in sorted(latest.values(), key=lambda each: each.id or 0) if (record := question_record(each))]
