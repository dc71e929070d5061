"""What the chat page sends and gets: a call with all the questions it shows, and news of what is to change on it.

The page is the one that knows which questions were asked; the server's memory of their answers may be lost and is then rebuilt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from schema import Notice
from web.conversation import Asked, Turns
from web.render import render_turn

MAX_TURNS = 200  # questions of one conversation


class Sent(BaseModel):
    model_config = ConfigDict(frozen=True)


class Question(Sent):
    question: str
    notice: str
    stopped: bool = False

    def asked(self) -> Asked:
        return Asked(self.question, self.notice, self.stopped)


class Call(Sent):
    """One thing wanted of the conversation. Calls count up, so that news of an older one can be told from those awaited."""

    call: int
    earlier: Annotated[list[Question], Field(max_length=MAX_TURNS)] = []
    question: Question | None = None  # None to have the earlier ones answered, which the page has but by name

    def asked(self) -> tuple[Asked, ...]:
        return tuple(each.asked() for each in self.earlier)


def turns_changed(call: Call, turns: Turns, since: int, notices: Mapping[str, Notice]) -> dict[str, Any]:
    """Return the news that a conversation stands as in ``turns``, of which those before ``since`` stand on the page already."""
    shown = [render_turn(turn, place, notices) for place, turn in enumerate(turns[since:], since)]
    busy = any(turn.going_on for turn in turns[since:])
    return {"call": call.call, "since": since, "turns": shown, "busy": busy}


def refused(call: Call) -> dict[str, Any]:
    """Return the news that nothing changes."""
    return {"call": call.call, "busy": False}


def judged(call: Call, place: int) -> dict[str, Any]:
    """Return the news that what a person said of an answer is kept."""
    return {"call": call.call, "judged": place}
