"""An assistant whose language model is a server on this machine, which says what a test has it say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from answer import Assistant
from answer.llm.model import LanguageModel
from eval.llm.server import Fake, Speak, serving
from settings import Settings

PATIENT = 20.0  # seconds; a machine busy with other things is no reason to fail


@dataclass
class Tied:
    """An assistant with a language model, and the server behind it."""

    assistant: Assistant
    fake: Fake
    settings: Settings


@pytest.fixture
def tie(shipped, reader) -> Iterator[Callable[..., Tied]]:
    """A function: what the model says, and how its server is broken -> the assistant."""
    with ExitStack() as stack:

        def tie(speak: Speak, fault: str = "", notices=(shipped,), seconds: float = PATIENT, **parts) -> Tied:
            fake = Fake(speak, fault)
            settings = Settings(llm_model="fake", llm_url=stack.enter_context(serving(fake)), llm_seconds=seconds, llm_key="sk-secret")
            model = LanguageModel.open(settings)
            stack.callback(model.close)
            return Tied(Assistant(list(notices), settings, reader, model=model, **parts), fake, settings)

        yield tie
