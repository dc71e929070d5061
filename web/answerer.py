"""What answers the questions, as the pages and programs see it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from schema import Answer, Notice

POLL = 0.05  # seconds between looks whether the model is there
LOADING_PATIENCE = 120.0  # seconds; unpacking the model on a slow disk takes less


class Answerer(Protocol):
    """What the page needs of ``answer.Assistant``."""

    notices: Mapping[str, Notice]
    failure: str  # why there is no retrieval and will be none, for people; "" when all is well

    @property
    def ready(self) -> bool: ...

    def begin_to_load(self) -> None:
        """Load what questions on a topic need, in the background, unless that has begun."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        notice: str | None = None,
        shown: Callable[[Answer], None] = ...,
        model: bool = True,
    ) -> Answer: ...


def ask_once_loaded(
    assistant: Answerer, question: str, history: Sequence[str] = (), notice: str | None = None, **options: object
) -> Answer:
    """Ask; where the assistant cannot tell because its model is not loaded, wait for that and ask again.

    Args:
        options: of ``Answerer.ask``.
    """
    unready = not assistant.ready
    answer = assistant.ask(question, history, notice=notice, **options)
    if not unready or answer.status != "clarify":
        return answer
    assistant.begin_to_load()
    began = time.monotonic()
    while not assistant.ready:
        if assistant.failure or time.monotonic() - began > LOADING_PATIENCE:
            return answer
        time.sleep(POLL)
    return assistant.ask(question, history, notice=notice, **options)
