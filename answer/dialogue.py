"""Messages about one notice: each is understood in its conversation, replied to, and the reply is proved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Semaphore

from answer.check import Unproven
from answer.conversation import Conversation
from answer.converse import continue_query
from answer.draft import Draft, speaking
from answer.evidence import Evidence, weigh
from answer.guesses import held_against
from answer.holdings import Snapshot
from answer.llm.reading import Known, ModelReader
from answer.mentions import find_quoted
from answer.normalise import Question, normalise
from answer.query import Asks, Query
from answer.refusals import vague
from answer.relevance import CANDIDATES
from answer.reply import reply
from answer.retrieve import embed, find
from answer.several import Exchange, Taker, take
from answer.sources import Sources
from answer.suggest import suggestions
from prompts import load_words
from schema import Answer, Notice

log = logging.getLogger(__name__)

A_TERM = 8  # characters of a matter that is named and not told
CONVERSATIONS = 1024  # places in conversations that are kept

Prove = Callable[[Draft, tuple[str, ...]], None]  # raises ``Unproven`` where a draft must not be shown; given the notice's units


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question comes to."""

    drafts: Sequence[Draft]  # proved, each of another notice
    said: Draft  # the only one, or what they are joined to
    suggestions: Sequence[str] = ()  # what to ask next
    steps: Sequence[str] = ()  # the stages' records

    def to_answer(self, latency_ms: float) -> Answer:
        answered = self.said.status == "answered"
        return Answer(
            status=self.said.status,
            text=self.said.text,
            clauses=tuple(self.said.clauses) if answered else (),
            units=self.said.units or None if answered else None,
            citations=tuple(citation for each in self.drafts if each.status == self.said.status for citation in each.citations()),
            suggestions=tuple(self.suggestions),
            latency_ms=latency_ms,
            steps=tuple(self.steps),
        )


class Dialogue:
    """Takes messages about the notices of one snapshot, each about one of them."""

    def __init__(self, held: Snapshot, prove: Prove, turns: Semaphore, model_reader: ModelReader | None = None) -> None:
        """
        Args:
            turns: one is taken while a message is worked on, none while a language model is waited for.
            model_reader: reads what we cannot, where a language model is set.
        """
        self.held = held
        self._prove, self._turns, self._model_reader = prove, turns, model_reader
        self._conversation = lru_cache(CONVERSATIONS)(self._converse)

    def ask(self, notice_id: str, text: str, earlier: tuple[str, ...], until: float | None = None) -> Outcome:
        """Answer a question about one notice; arguments as of ``take``."""
        taken = self.take(notice_id, text, earlier, until=until)
        return Outcome([taken.draft], taken.draft, suggestions(taken.query, taken.draft, self.held.notices[notice_id]), taken.steps)

    def take(self, notice_id: str, text: str, earlier: tuple[str, ...], mend: bool = True, until: float | None = None) -> Exchange:
        """Take one message: understand it in its conversation, reply, and prove the reply.

        Args:
            earlier: the person's messages before it, oldest first.
            mend: look for wrong characters.
            until: the moment from which a language model is not waited for; None to ask none.

        Raises:
            KeyError: no such notice.
        """
        notice, conversation = self.held.notices[notice_id], self._conversation(notice_id, earlier, mend)
        question = normalise(text, self.held.understandings[notice_id].blanks.with_marks)
        with self._turns, speaking(question.language):
            exchange = take(self._taker(notice, mend), question, conversation)
        query, draft, steps = exchange.query, exchange.draft, exchange.steps
        unclear = draft.status == "clarify" and not question.is_empty and not query.doubtful  # we would ask back
        if unclear and self._model_reader and self.held.index:
            query, draft = self._reread(notice, query, draft, conversation, until, steps)
            return Exchange(query, draft, conversation.after(query, draft), steps)
        return exchange

    def _taker(self, notice: Notice, mend: bool) -> Taker:
        understanding = self.held.understandings[notice.id]

        def one(question: Question, conversation: Conversation, apart: bool = False) -> Exchange:
            """Say what a message asks in its conversation, and reply to that."""
            if conversation.last:
                question = replace(question, text=held_against(question.text, conversation.last.query.text))
            alone = understanding.read(question, conversation.last_words, mend)
            query = continue_query(alone, conversation, notice)
            query = query.but(nearby=()) if apart and query.follow == "new" and not query.from_conversation else query
            steps = [f"问题：{question.text}", f"理解：{query.in_words()}"]
            draft = self._reply(notice, query, steps)
            return Exchange(query, draft, conversation.after(query, draft), steps)

        return Taker(notice, understanding, one, self.search_in(notice) if self.held.index else None)

    def _converse(self, notice_id: str, earlier: tuple[str, ...], mend: bool) -> Conversation:
        """Return where a conversation stands after its messages; kept, as each message comes with all those before it."""
        return self.take(notice_id, earlier[-1], earlier[:-1], mend).conversation if earlier else Conversation()

    def _reply(self, notice: Notice, query: Query, steps: list[str]) -> Draft:
        names, search = self.held.understandings[notice.id].names, self.search_in(notice) if self.held.index else None
        draft = reply(Sources(notice, names, search, self.held.failure, steps), query)
        draft = draft if draft.claims.strip() else vague(Draft(notice))  # nobody is told nothing
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
        self, notice: Notice, query: Query, draft: Draft, conversation: Conversation, until: float | None, steps: list[str]
    ) -> tuple[Query, Draft]:
        """Return the query that a language model takes a question for, with the answer to it; our own where that leads nowhere."""
        index = self.held.index

        def near(text: str) -> list[str]:
            (vector,) = embed(index.encoder, (text,))
            return [hit.clause for hit in index.search(text, CANDIDATES, vector=vector, notice=notice.id)]

        earlier = tuple(turn.query.text for turn in conversation.turns)
        known = Known(notice, self.held.understandings[notice.id].names, earlier, near)
        read = self._model_reader.read(query, known, until, steps)
        reply = self._reply(notice, read, steps) if read else draft
        if reply.status != "answered" or not reply.lines:
            return query, draft
        reply.notes.append(load_words("llm")["understood"])
        return read, reply

    def search_in(self, notice: Notice) -> Callable[[Query], Evidence]:
        """Return the search of a notice's clauses for a query's topic, with a verdict whether they are about it; needs the index."""
        topics, lexicon = self.held.understandings[notice.id].topics, self.held.understandings[notice.id].lexicon
        index, decoys = self.held.index, self.held.decoys

        def search(query: Query) -> Evidence:
            named = lexicon.with_terms(query.topic) if len(query.core) <= A_TERM else query.topic  # a situation is told by more than a word
            found = find(index, decoys, notice.id, query.but(topic=topics.what_is_told(named)))
            if query.asks is Asks.TASKS:
                found = found.where(lambda clause: clause != notice.clauses[0].id)  # the front matter is no task
            if (quoted := _holding_quoted(notice, query)) and (holding := found.where(lambda clause: clause in quoted)).hits:
                found = replace(holding, named=True)
            if query.within:
                within = found.where(lambda clause: clause in query.within)
                found = within if within.hits else found
            return weigh(notice, query, topics, found)

        return search


def _holding_quoted(notice: Notice, query: Query) -> set[str]:
    """Return the few clauses that hold a term which a question quotes, where it asks what they say: “五老”是哪五种人; none elsewhere."""
    quoted = (
        [words for _, _, words in find_quoted(query.text)]
        if query.asks is Asks.CONTENT and not (query.from_conversation or query.within)
        else []
    )
    of_heading = any(words in heading for words in quoted for clause in notice.clauses for heading in clause.headings)
    if len(quoted) != 1 or len(quoted[0]) < A_TERM_QUOTED or of_heading:
        return set()
    held = {clause.id for clause in notice.clauses if quoted[0] in clause.text}
    return held if len(held) <= FEW else set()


A_TERM_QUOTED, FEW = 2, 3  # characters of a term that is quoted, and clauses in which it is rare
