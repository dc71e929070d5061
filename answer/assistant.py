"""The assistant: notices, index and conversation behind one method."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from answer.check import Unproven, check
from answer.conversation import Conversation, messages
from answer.converse import continue_query
from answer.decoys import Decoys
from answer.draft import Draft
from answer.evidence import Evidence, weigh
from answer.normalise import normalise
from answer.query import Query
from answer.reader import QuestionReader
from answer.reply import Replier, suggestions
from answer.retrieve import find
from answer.understand import Understanding
from index.unpack import prepare_default_model
from ingest import read_notice
from ingest.folder import notice_paths
from schema import Answer, Notice
from settings import Settings, get_settings

if TYPE_CHECKING:
    from index import HybridIndex

log = logging.getLogger(__name__)

CONVERSATIONS = 1024  # places in conversations that are kept


class Assistant:
    """Answers questions about notices. Computed answers come at once; retrieved ones when the index is loaded."""

    def __init__(
        self,
        notices: Sequence[Notice],
        settings: Settings,
        reader: QuestionReader,
        index: HybridIndex | None = None,
        decoys: Decoys | None = None,
        *,
        organs: Mapping[str, Any] | None = None,
        prove: Callable[[Draft, tuple[str, ...]], None] = check,
    ) -> None:
        """
        Args:
            index: with its decoys, where they are there already; None to answer what can be computed.
            organs: what is known of organs and their names; None for knowledge/units.yaml.
            prove: raises ``Unproven`` where a draft must not be shown.
        """
        self.notices = {notice.id: notice for notice in notices}
        self.settings = settings
        self._understanding = {notice.id: Understanding(notice, reader, organs) for notice in notices}
        self._index, self._decoys = index, decoys
        self._prove = prove
        self._conversation = lru_cache(CONVERSATIONS)(self._converse)
        self._loading: threading.Thread | None = None
        self.failure = ""  # why retrieval is not to be had, for people

    @classmethod
    def open(cls, settings: Settings | None = None, load: bool = True) -> Assistant:
        """Read the notices and begin to load model and index in the background.

        Raises:
            UnreadableFile: a notice cannot be read.
            ModelUnavailable: the default model, on which the question reader stands, cannot be had.
            ReaderUnusable: the reader's own files are missing or damaged.
        """
        settings = settings or get_settings()
        reader = QuestionReader(prepare_default_model(settings.cache / "multilingual-e5-small"))
        assistant = cls([read_notice(path) for path in notice_paths(settings.notices)], settings, reader)
        if load:
            assistant._loading = threading.Thread(target=assistant._load, name="load-index", daemon=True)
            assistant._loading.start()
        return assistant

    @property
    def ready(self) -> bool:
        return self._index is not None

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Block until retrieval is ready, or has failed; return whether it is ready."""
        if self._loading:
            self._loading.join(timeout)
        return self.ready

    def _load(self) -> None:
        try:
            from index import open_index  # numpy, faiss and the model load here, off the way of computed answers

            index = open_index(tuple(self.notices.values()))
            index.warm_up()
            self._decoys = Decoys.open(index.encoder, self.settings.cache)
            self._index = index
            self._conversation.cache_clear()  # what was answered without the index
        except (RuntimeError, ValueError, OSError) as error:  # no model, unusable phrasings, no room: said to the person in full
            log.warning("the index could not be opened: %s", error)
            self.failure = str(error)
        except Exception as error:
            log.exception("the index could not be opened")
            self.failure = str(error)

    def ask(self, question: str, history: Sequence[object] = (), notice: str | None = None) -> Answer:
        """Answer a question in its conversation.

        Args:
            question: what the person asks now.
            history: the earlier messages, oldest first: the person's as strings, or records {"role", "content"}.
            notice: id of the notice asked about; None for the default one.

        Raises:
            KeyError: no such notice.
        """
        began = time.perf_counter()
        notice_id = notice or (self.settings.notice if self.settings.notice in self.notices else next(iter(self.notices)))
        home = self.notices[notice_id]
        if len(question) > self.settings.max_question:
            draft = Draft(home, status="not_found").add("too_long", n=len(question), limit=self.settings.max_question)
            return self._finish(draft, [], [], began)
        earlier = tuple(message[: self.settings.max_question] for message in messages(history))
        conversation = self._conversation(notice_id, earlier)
        query, draft, _, steps = self._turn(notice_id, question, conversation)
        return self._finish(draft, suggestions(query, draft, home), steps, began)

    def _converse(self, notice_id: str, earlier: tuple[str, ...]) -> Conversation:
        """Return where a conversation stands after its messages; kept, as each message comes with all those before it."""
        if not earlier:
            return Conversation()
        return self._turn(notice_id, earlier[-1], self._conversation(notice_id, earlier[:-1]))[2]

    def _turn(self, notice_id: str, text: str, conversation: Conversation) -> tuple[Query, Draft, Conversation, list[str]]:
        """Take one message: understand it in the conversation, reply, and prove the reply."""
        notice, understanding = self.notices[notice_id], self._understanding[notice_id]
        question = normalise(text)
        alone = understanding.read(question, conversation.last_words)
        query = continue_query(alone, conversation, notice)
        steps = [f"问题：{question.text}", f"理解：{query.in_words()}"]
        replier = Replier(notice, understanding.names, self._search(notice) if self.ready else None, self.failure, steps)
        draft = replier.reply(query)
        try:
            self._prove(draft, notice.units)
            steps.append("核对：通过")
        except Unproven as error:
            log.warning("unproven answer to %r: %s", question.text, error)
            steps.append(f"核对：未通过（{error}）")
            draft = Draft(notice, status="not_found").add("unproven")
        return query, draft, conversation.after(query, draft), steps

    def _search(self, notice: Notice) -> Callable[[Query], Evidence]:
        topics, index, decoys = self._understanding[notice.id].topics, self._index, self._decoys

        def search(query: Query) -> Evidence:
            return weigh(notice, query, topics.spread(query.core), find(index, decoys, notice.id, query))

        return search

    @staticmethod
    def _finish(draft: Draft, options: Sequence[str], steps: list[str], began: float) -> Answer:
        return Answer(
            status=draft.status,
            text=draft.text,
            clauses=tuple(draft.clauses) if draft.status == "answered" else (),
            units=draft.units or None if draft.status == "answered" else None,
            citations=draft.citations(),
            suggestions=tuple(options),
            latency_ms=round((time.perf_counter() - began) * 1000, 2),
            steps=tuple(steps),
        )
