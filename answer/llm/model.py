"""The connection to a language model's server: one host, a time limit, and a breaker; what goes wrong comes as one exception."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Protocol

from answer.llm.breaker import FAILURES, PAUSE, Breaker
from answer.llm.thoughts import without_thoughts
from prompts import load_words
from settings import Settings

log = logging.getLogger(__name__)

MAX_TOKENS = 400  # of one reply
MAX_TOKENS_THOUGHT = 2000  # where thoughts may be among them; what bounds these is the time
MAX_CHARACTERS = 2000  # of one reply without its thoughts, where a server keeps to no limit
MAX_LOGGED = 200  # characters of an error
AT_ONCE = 4  # replies awaited at a time; who comes then gets the composed answer alone, rather than wait behind a slow server
# What a request says beside the protocol, tried in turn until a server takes it. Models that can do without thinking are asked to: there is
# hardly time for it. vLLM, SGLang and llama.cpp know the first field, Ollama the second, DeepSeek the third; others ignore or refuse them.
TEMPLATE = {"chat_template_kwargs": {"enable_thinking": False}}
EXTRAS: tuple[dict[str, Any], ...] = (
    {"max_tokens": MAX_TOKENS_THOUGHT, **TEMPLATE, "reasoning_effort": "none", "thinking": {"type": "disabled"}},
    {"max_tokens": MAX_TOKENS_THOUGHT, **TEMPLATE},
    {"max_tokens": MAX_TOKENS},  # the library would say max_completion_tokens, which not every server knows
)
REFUSED = (400, 422)  # statuses of a server that does not take a request as it is
ITS_OWN = ("cut_off", "empty")  # what is the model's doing; its server answered


class Unanswered(RuntimeError):
    """The model gave no usable reply; the message says why, for people; ``kind`` and ``detail`` do, for the log."""

    def __init__(self, kind: str, detail: str = "") -> None:
        """
        Args:
            kind: a key of ``unanswered`` in prompts/llm.yaml.
        """
        super().__init__(load_words("llm")["unanswered"][kind])
        self.kind, self.detail = kind, detail


class ChatModel(Protocol):
    """What is needed of LangChain's ``BaseChatModel``."""

    def astream(self, input: list[tuple[str, str]], *, extra_body: dict[str, Any]) -> AsyncIterator: ...


class LanguageModel:
    """Asks one chat model, from any thread; the requests run in a loop of its own, so that each can be broken off."""

    def __init__(self, chat: ChatModel, host: str, seconds: float, breaker: Breaker | None = None) -> None:
        """
        Args:
            host: who is asked, for people.
            seconds: that all requests for one answer may take together.
        """
        from langsmith.run_helpers import tracing_context  # slow to import, and nobody without a language model shall wait for it

        self.host, self.seconds, self._tracing = host, seconds, tracing_context
        self._chat, self._breaker = chat, breaker or Breaker()
        self._extra = 0  # which of EXTRAS the server takes, as far as is known
        self._places = threading.Semaphore(AT_ONCE)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="language-model", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, settings: Settings) -> LanguageModel | None:
        """Return the model of the settings, None where none is set; nothing is sent yet."""
        return cls(connect(settings), settings.llm_host, settings.llm_seconds) if settings.llm_model else None

    def close(self) -> None:
        """Ask no more; requests under way are left unanswered."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def deadline(self) -> float:
        """Return the moment at which an answer begun now must do without the model."""
        return time.monotonic() + self.seconds

    def stream(self, instructions: str, question: str, until: float) -> Iterator[str]:
        """Yield the pieces of a reply as they come.

        Raises:
            Unanswered: the server is down, slow, left alone or busy, or its reply is empty, endless, cut off or no text.
        """
        if not self._places.acquire(blocking=False):
            raise Unanswered("busy")
        if not self._breaker.admits():
            self._places.release()
            raise Unanswered("left_alone")
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        asked = asyncio.run_coroutine_threadsafe(self._ask(instructions, question, pieces), self._loop)
        try:
            yield from _measured(without_thoughts(_received(pieces, until)))
        except Unanswered as failure:
            log.warning("no reply of the language model at %s: %s %s", self.host, failure.kind, failure.detail)
            if failure.kind in ITS_OWN:
                self._breaker.succeeded()
            elif self._breaker.failed():
                log.warning("language model at %s failed %d times running and is left alone for %d s", self.host, FAILURES, PAUSE)
            raise
        except GeneratorExit:  # enough was heard
            self._breaker.succeeded()
            raise
        else:
            self._breaker.succeeded()
        finally:
            asked.cancel()
            self._places.release()

    async def _ask(self, instructions: str, question: str, pieces: queue.SimpleQueue) -> None:
        messages = [("system", instructions), ("human", question)]
        try:
            with self._tracing(enabled=False):  # whatever the environment says, no copy goes to a tracing service
                for extra in range(self._extra, len(EXTRAS)):
                    try:
                        async for chunk in self._chat.astream(messages, extra_body=EXTRAS[extra]):
                            self._extra = extra
                            _put(chunk, pieces)
                        break
                    except Exception as error:
                        if getattr(error, "status_code", None) not in REFUSED or extra + 1 == len(EXTRAS):
                            raise
            pieces.put(None)
        except Exception as error:  # whatever a server or a library may do, the composed answer stands
            pieces.put(error)


def _put(chunk: Any, pieces: queue.SimpleQueue) -> None:
    if chunk.content:
        pieces.put(str(chunk.content))
    if chunk.response_metadata.get("finish_reason") in ("length", "content_filter"):
        raise Unanswered("cut_off")


def _received(pieces: queue.SimpleQueue, until: float) -> Iterator[str]:
    """Yield pieces until the end; raise ``Unanswered`` where it does not come in time or is no text."""
    while True:
        try:
            piece = pieces.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise Unanswered("slow") from None
        if isinstance(piece, Unanswered):
            raise piece
        if isinstance(piece, BaseException):
            raise Unanswered("failed", f"{type(piece).__name__}: {str(piece)[:MAX_LOGGED]}") from piece
        if piece is None:
            return
        if "\ufffd" in piece:
            raise Unanswered("damaged")
        yield piece


def _measured(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces; raise ``Unanswered`` where they are too many, or nothing."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_CHARACTERS:
            raise Unanswered("endless")
        yield piece
    if not length:
        raise Unanswered("empty")


def connect(settings: Settings) -> ChatModel:
    """Return the chat model of the settings; it talks to the host set and to no other, whatever proxies and redirects say."""
    import httpx2  # slow to import, as above
    from langchain.chat_models import init_chat_model

    apart = {"trust_env": False, "follow_redirects": False}  # no proxy of the environment, no other host by a redirect
    return init_chat_model(
        settings.llm_model,
        model_provider="openai",
        base_url=settings.llm_url,
        api_key=settings.llm_key.get_secret_value() or "none",  # the library wants one, servers in the house mostly do not
        temperature=0,
        timeout=settings.llm_seconds,
        max_retries=0,
        use_responses_api=False,  # what all servers of the protocol know is the older chat completions
        stream_usage=False,
        openai_proxy=None,  # nor that of OPENAI_PROXY
        http_client=httpx2.Client(**apart),
        http_async_client=httpx2.AsyncClient(**apart),
    )
