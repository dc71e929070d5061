"""What is evaluated, by name: the product, a server that speaks its HTTP interface, or a Python callable."""

from __future__ import annotations

import importlib
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from typing import Any

from eval.jsonl import DataError
from eval.predict import Asker, NotReady, open_assistant, read_answer
from schema import Answer

OURS = "fengong"
ADDRESS = re.compile(r"https?://")
TIMEOUT = 60.0  # seconds a server may take for one answer


class HttpSystem:
    """A server that answers ``POST /api/ask {"question", "history"}`` with an Answer in JSON."""

    def __init__(self, address: str) -> None:
        """
        Args:
            address: of the server, with or without the path: http://127.0.0.1:7860
        """
        self.address = address.rstrip("/").removesuffix("/api/ask") + "/api/ask"

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Ask the server.

        Raises:
            NotReady: nothing listens there.
            OSError, ValueError: it refused, took too long, or answered something else.
        """
        body = json.dumps({"question": question, "history": list(history)}).encode()
        request = urllib.request.Request(self.address, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as reply:
                return read_answer(json.load(reply))
        except urllib.error.HTTPError:
            raise  # this question's own failure
        except urllib.error.URLError as error:
            raise NotReady(f"{self.address} cannot be reached: {error.reason}") from error


class CallableSystem:
    """A Python function of (question, history) that returns an Answer or its JSON form as a dict."""

    def __init__(self, function: Callable[[str, list[str]], Answer | dict[str, Any]]) -> None:
        self.function = function

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = self.function(question, list(history))
        return answer if isinstance(answer, Answer) else read_answer(answer)


def open_system(name: str) -> Asker:
    """Return the system of a name: fengong, an address, or ``module:callable``.

    The callable is a function of (question, history), or a class made without arguments, or an object, that has ``ask``.

    Raises:
        DataError: no such module or name, or it cannot be asked.
        NotReady: the product cannot be loaded.
    """
    if name == OURS:
        return open_assistant()
    if ADDRESS.match(name):
        return HttpSystem(name)
    found = _import(name)
    if isinstance(found, type):
        found = found()
    if hasattr(found, "ask"):
        return found
    if not callable(found):
        raise DataError(f"{name}: expected a function or something with a method ask, was: {type(found).__name__}")
    return CallableSystem(found)


def _import(name: str) -> Any:
    module, colon, attribute = name.partition(":")
    if not colon:
        raise DataError(f"--system must be {OURS}, an address such as http://127.0.0.1:7860, or module:callable, was: {name!r}")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise DataError(f"--system {name}: {error}") from error
