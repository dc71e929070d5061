"""The assistant: notices, index and conversation behind one method."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from answer.across import MOST, ask_which, count_tasks, join_drafts, lists_tasks, needs_one, sharing_notices
from answer.check import Unproven, check
from answer.comparison import asks_comparison, by_age, compare, is_of_the_whole, tasks_with
from answer.conversation import Conversation, messages
from answer.converse import continue_query
from answer.decoys import Decoys
from answer.draft import Draft
from answer.evidence import CANDIDATES, Evidence, weigh
from answer.llm.model import LanguageModel
from answer.llm.reading import Known, ModelReader
from answer.llm.wording import add_explanation, can_be_explained
from answer.mentions import find_units
from answer.naming import Choice, choose_notices, name_of
from answer.normalise import Question, normalise
from answer.query import Asks, Query
from answer.reader import QuestionReader
from answer.reply import Replier
from answer.retrieve import embed, find
from answer.suggest import suggestions
from answer.understand import Understanding
from index.unpack import prepare_default_model
from ingest.identity import ALL
from ingest.library import Library
from prompts import load_words
from schema import Answer, Notice
from settings import Settings, get_settings

if TYPE_CHECKING:
    from index import HybridIndex, Shelf

log = logging.getLogger(__name__)

Outcome = tuple[list[Draft], Draft, list[str], list[str]]  # drafts by notice, what is said, what to ask next, the stages' records

CONVERSATIONS = 1024  # places in conversations that are kept


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What questions are answered from at one moment. It is replaced as a whole, so that a question sees one state throughout."""

    notices: Mapping[str, Notice]
    understandings: Mapping[str, Understanding]
    index: Shelf | HybridIndex | None = None  # None while it is loading


class Assistant:
    """Answers questions about notices. Computed answers come at once; retrieved ones when the index is loaded.

    What is added to the library or removed from it, here or by another process, is taken up while questions go on.
    """

    def __init__(
        self,
        notices: Sequence[Notice],
        settings: Settings,
        reader: QuestionReader,
        index: Shelf | HybridIndex | None = None,
        decoys: Decoys | None = None,
        *,
        library: Library | None = None,
        organs: Mapping[str, Any] | None = None,
        prove: Callable[[Draft, tuple[str, ...]], None] = check,
        model: LanguageModel | None = None,
    ) -> None:
        """
        Args:
            index: with its decoys, where they are there already; None to answer what can be computed.
            library: where the notices come from, and further ones may.
            organs: what is known of organs and their names; None for knowledge/units.yaml.
            prove: raises ``Unproven`` where a draft must not be shown.
            model: a language model, where one is set.
        """
        self.settings = settings
        self.library = library
        self._reader, self._organs, self._decoys, self._prove = reader, organs, decoys, prove
        understandings = {notice.id: Understanding(notice, reader, organs) for notice in notices}
        self._held = Held({notice.id: notice for notice in notices}, understandings, index)
        self._stamp = library.stamp() if library else None  # of the library's state that is held
        self._beginning, self._renewing = threading.Lock(), threading.Lock()
        self._model, self._model_reader = model, ModelReader(model) if model else None
        self._conversation = lru_cache(CONVERSATIONS)(self._converse)
        self._loading: threading.Thread | None = None
        self.failure = ""  # why retrieval is not to be had, for people

    @classmethod
    def open(cls, settings: Settings | None = None, load: bool = True) -> Assistant:
        """Read the notices and begin to load model and index in the background.

        Raises:
            UnreadableFile: a shipped notice cannot be read.
            LibraryError: the library of added notices is damaged.
            ModelUnavailable: the default model, on which the question reader stands, cannot be had.
            ReaderUnusable: the reader's own files are missing or damaged.
        """
        settings = settings or get_settings()
        reader = QuestionReader(prepare_default_model(settings.cache / "multilingual-e5-small"))
        library = Library.open(settings)
        assistant = cls(library.notices(), settings, reader, library=library, model=LanguageModel.open(settings))
        if load:
            assistant.begin_to_load()
        return assistant

    def begin_to_load(self) -> None:
        """Load model and index in the background, unless that has begun."""
        with self._beginning:
            if self._loading is None:
                self._loading = threading.Thread(target=self._load, name="load-index", daemon=True)
                self._loading.start()

    @property
    def notices(self) -> Mapping[str, Notice]:
        """The notices as they are now."""
        self._look()
        return self._held.notices

    @property
    def ready(self) -> bool:
        return self._held.index is not None

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Block until retrieval is ready, or has failed; return whether it is ready."""
        if self._loading:
            self._loading.join(timeout)
        return self.ready

    def _load(self) -> None:
        try:
            self.renew()
        except (RuntimeError, ValueError, OSError) as error:  # no model, unusable phrasings, no room: said to the person in full
            log.warning("the index could not be opened: %s", error)
            self.failure = str(error)
        except Exception as error:
            log.exception("the index could not be opened")
            self.failure = str(error)

    def renew(self) -> None:
        """Take up what the library holds now: read, understand and index what is new, then put it in place of what was held.

        Raises:
            UnreadableFile, LibraryError, PhrasingsError, ModelUnavailable: as opening does; what was held stays.
        """
        from index import forget, open_shelf  # numpy, faiss and the model load here, off the way of computed answers

        with self._renewing:
            held, stamp = self._held, self.library.stamp()
            notices = {notice.id: notice for notice in self.library.notices()}
            kept = [i for i, notice in notices.items() if held.notices.get(i) is notice]
            understandings = {
                i: held.understandings[i] if i in kept else Understanding(notice, self._reader, self._organs)
                for i, notice in notices.items()
            }
            if held.index:
                index = open_shelf(self.library, notices.values(), held.index.encoder, kept={i: held.index.indexes[i] for i in kept})
                forget(held.notices.keys() - notices.keys())
            else:
                index = open_shelf(self.library, notices.values())
                index.warm_up(self.settings.notice)
                self._decoys = Decoys.open(index.encoder, self.settings.cache)
            self._held, self._stamp, self.failure = Held(notices, understandings, index), stamp, ""
            self._conversation.cache_clear()  # what was answered without the index, or from other notices

    def _look(self) -> None:
        """See whether another process has changed the library; if so, take it up in the background."""
        if self.ready and self.library and self.library.stamp() != self._stamp and not self._renewing.locked():
            self._stamp = self.library.stamp()  # a state that cannot be taken up is tried once
            threading.Thread(target=self._load, name="renew-library", daemon=True).start()

    def ask(
        self,
        question: str,
        history: Sequence[object] = (),
        notice: str | None = None,
        shown: Callable[[Answer], None] = lambda answer: None,
        model: bool = True,
    ) -> Answer:
        """Answer a question in its conversation.

        Args:
            question: what the person asks now.
            history: the earlier messages, oldest first: the person's as strings, or records {"role", "content"}.
            notice: id of the notice asked about, or ``all``; None for the default one. A notice that the question names goes first.
            shown: is given the answer as it stands while a language model adds to it; what is added is proved before.
            model: whether a language model may be asked, where one is set.

        Raises:
            KeyError: no such notice.
        """
        began = time.perf_counter()
        self._look()
        held = self._held
        default = self.settings.notice if self.settings.notice in held.notices else next(iter(held.notices))
        home = held.notices[default if notice in (None, ALL) else notice]
        if len(question) > self.settings.max_question:
            draft = Draft(home, status="not_found").add("too_long", n=len(question), limit=self.settings.max_question)
            return self._finish([draft], draft, [], [], began)
        earlier = tuple(message[: self.settings.max_question] for message in messages(history))
        choice = choose_notices(question, earlier, held.notices, notice, default, several=asks_comparison(question))
        if choice.missing:
            draft = Draft(home, status="not_found").add("no_notice", number=choice.missing)
            return self._finish([draft], draft, [], [], began)
        ask = self._ask_one if len(choice.ids) == 1 else self._ask_across
        if len(choice.ids) == 2 and asks_comparison(question):
            ask = self._compare
        until = self._model.deadline() if self._model and model else None
        drafts, joined, options, steps = ask(held, choice, until)
        answer = self._finish(drafts, joined, options, steps, began)
        if until is not None and drafts == [joined] and can_be_explained(joined):
            answer = add_explanation(answer, self._model, choice.question, joined, until, shown)
        return replace(answer, latency_ms=_milliseconds(began))

    def _ask_one(self, held: Held, choice: Choice, until: float | None) -> Outcome:
        (notice_id,) = choice.ids
        conversation = self._conversation(held, notice_id, choice.earlier)
        query, draft, _, steps = self._turn(held, notice_id, choice.question, conversation, until=until)
        return [draft], draft, suggestions(query, draft, held.notices[notice_id]), steps

    def _compare(self, held: Held, choice: Choice, until: float | None) -> Outcome:
        """Compare two notices task by task: those of the units named, else those of the topic, else all."""
        notices = by_age([held.notices[i] for i in choice.ids])
        question = normalise(choice.question)
        units = {unit for i in choice.ids for m in find_units(question.text, held.understandings[i].names) for unit in m.units}
        if units:
            return *compare(*notices, tasks_with(units)), [], []
        if is_of_the_whole(question.text):
            return *compare(*notices, lambda notice, task: True), [], []
        if held.index is None:
            return self._ask_across(held, choice, until)
        found = {notice.id: self._about(held, notice, question) for notice in notices}
        if not any(found.values()):
            return self._ask_across(held, choice, until)
        return *compare(*notices, lambda notice, task: task.id in found[notice.id]), [], []

    def _about(self, held: Held, notice: Notice, question: Question) -> set[str]:
        """Return the clauses of a notice that a question's topic is about."""
        query = held.understandings[notice.id].read(question, mend=False)
        evidence = self._search(held, notice)(query.but(topic=query.topic or question.text))
        return {clause.id for clause in evidence.clauses} if evidence.outcome == "found" else set()

    def _ask_across(self, held: Held, choice: Choice, until: float | None) -> Outcome:
        """Ask the notices that can answer, each by itself, and join what they say."""
        earlier, first = choice.earlier, held.understandings[choice.ids[0]]
        alone = first.read(normalise(choice.question), mend=False)
        goes_on = earlier and not alone.says_something
        if goes_on and choice.spoken_of:
            return self._ask_one(held, replace(choice, ids=(choice.spoken_of,)), until)
        sought = normalise(earlier[-1] if goes_on else choice.question)  # what decides which notices can answer
        understandings = {i: held.understandings[i] for i in choice.ids}
        shares = sharing_notices(sought.text, understandings)
        query = held.understandings[shares[0].notice].read(sought, mend=False) if shares else first.read(sought, mend=False)
        if not shares and needs_one(query):
            draft = ask_which(choice.ids, choice.question, held.notices)
            return [draft], draft, draft.suggestions, [f"理解：{query.in_words()}"]
        counted = count_tasks(shares, query, held.understandings) if lists_tasks(query) else []
        ids = [share.notice for share in counted or shares] or list(choice.ids)
        if query.topic and held.index:
            nearest = held.index.nearest(embed(held.index.encoder, (query.topic,))[0], len(held.notices), among=ids)
            ids = [*nearest, *(i for i in ids if i not in nearest)]
        drafts, steps = [], []
        for notice_id in ids[:MOST]:
            conversation = self._conversation(held, notice_id, earlier, mend=False)
            _, draft, _, told = self._turn(held, notice_id, choice.question, conversation, mend=False)
            drafts.append(draft)
            steps += [f"{name_of(held.notices[notice_id])}　{step}" for step in told]
        joined = join_drafts(drafts, counted)
        return drafts, joined, joined.suggestions[:4], steps

    def _converse(self, held: Held, notice_id: str, earlier: tuple[str, ...], mend: bool = True) -> Conversation:
        """Return where a conversation stands after its messages; kept, as each message comes with all those before it."""
        if not earlier:
            return Conversation()
        return self._turn(held, notice_id, earlier[-1], self._conversation(held, notice_id, earlier[:-1], mend=mend), mend)[2]

    def _turn(
        self, held: Held, notice_id: str, text: str, conversation: Conversation, mend: bool = True, until: float | None = None
    ) -> tuple[Query, Draft, Conversation, list[str]]:
        """Take one message: understand it in the conversation, reply, and prove the reply.

        Args:
            until: the moment from which a language model is not waited for; None to ask none.
        """
        notice, understanding = held.notices[notice_id], held.understandings[notice_id]
        question = normalise(text)
        alone = understanding.read(question, conversation.last_words, mend)
        query = continue_query(alone, conversation, notice)
        steps = [f"问题：{question.text}", f"理解：{query.in_words()}"]
        draft = self._reply(held, notice, query, steps)
        unclear = draft.status == "clarify" and not question.is_empty and not query.doubtful  # we would ask back
        if unclear and self._model_reader and held.index:
            query, draft = self._reread(held, notice, query, draft, conversation, until, steps)
        return query, draft, conversation.after(query, draft), steps

    def _reply(self, held: Held, notice: Notice, query: Query, steps: list[str]) -> Draft:
        names = held.understandings[notice.id].names
        draft = Replier(notice, names, self._search(held, notice) if held.index else None, self.failure, steps).reply(query)
        try:
            self._prove(draft, notice.units)
            steps.append("核对：通过")
        except Unproven as error:
            log.warning("unproven answer to %r: %s", query.text, error)
            unproven = load_words("steps")["unproven"]
            steps.append(unproven.get(error.kind, unproven["other"]))
            return Draft(notice, status="not_found").add("unproven")
        return draft

    def _reread(
        self, held: Held, notice: Notice, query: Query, draft: Draft, conversation: Conversation, until: float | None, steps: list[str]
    ) -> tuple[Query, Draft]:
        """Return the query that a language model takes a question for, with the answer to it; our own where that leads nowhere."""

        def near(text: str) -> list[str]:
            (vector,) = embed(held.index.encoder, (text,))
            return [hit.clause for hit in held.index.search(text, CANDIDATES, vector=vector, notice=notice.id)]

        earlier = tuple(turn.query.text for turn in conversation.turns)
        known = Known(notice, held.understandings[notice.id].names, earlier, near)
        read = self._model_reader.read(query, known, until, steps)
        reply = self._reply(held, notice, read, steps) if read else draft
        if reply.status != "answered" or not reply.lines:
            return query, draft
        reply.notes.append(load_words("llm")["understood"])
        return read, reply

    def _search(self, held: Held, notice: Notice) -> Callable[[Query], Evidence]:
        topics, index, decoys = held.understandings[notice.id].topics, held.index, self._decoys

        def search(query: Query) -> Evidence:
            found = find(index, decoys, notice.id, query)
            if query.asks is Asks.TASKS:
                found = found.without(notice.clauses[0].id)  # the front matter is no task
            return weigh(notice, query, topics.spread(query.core), found)

        return search

    @staticmethod
    def _finish(drafts: Sequence[Draft], draft: Draft, options: Sequence[str], steps: list[str], began: float) -> Answer:
        return Answer(
            status=draft.status,
            text=draft.text,
            clauses=tuple(draft.clauses) if draft.status == "answered" else (),
            units=draft.units or None if draft.status == "answered" else None,
            citations=tuple(citation for each in drafts if each.status == draft.status for citation in each.citations()),
            suggestions=tuple(options),
            latency_ms=_milliseconds(began),
            steps=tuple(steps),
        )


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
