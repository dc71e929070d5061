"""The assistant: notices, index and conversation behind one method."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Semaphore
from typing import TYPE_CHECKING, Any

from answer.across import answer_across
from answer.check import check
from answer.comparison import answer_comparison, asks_comparison
from answer.conversation import messages
from answer.decoys import Decoys
from answer.dialogue import Dialogue, Outcome, Prove
from answer.draft import Draft
from answer.holdings import Holdings
from answer.llm.model import LanguageModel
from answer.llm.reading import ModelReader
from answer.llm.wording import add_explanation, can_be_explained
from answer.naming import Choice, choose_notices
from answer.reader import QuestionReader
from index.unpack import prepare_default_model
from ingest.identity import ALL
from ingest.library import Library
from schema import Answer, Notice
from settings import Settings, get_settings

if TYPE_CHECKING:
    from index import HybridIndex, Shelf

# Messages worked on at a time: one on each core, and one for the moments in which one of them waits. More would take the interpreter's
# lock and the processor's caches from each other: two cores gave 45 answers a second to 32 people asking at once, and give 58.
AT_ONCE = (os.cpu_count() or 1) + 1


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
        prove: Prove = check,
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
        self.holdings = Holdings(notices, settings, reader, index, decoys, library=library, organs=organs)
        self._model, self._model_reader = model, ModelReader(model) if model else None
        turns = Semaphore(AT_ONCE)
        # one at a time: what was said about another state is forgotten
        self._dialogue = lru_cache(1)(lambda held: Dialogue(held, prove, turns, self._model_reader))

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

    @property
    def notices(self) -> Mapping[str, Notice]:
        """The notices as they are now, by id."""
        self.holdings.look()
        return self.holdings.now.notices

    @property
    def ready(self) -> bool:
        """Whether topics can be searched."""
        return self.holdings.ready

    @property
    def failure(self) -> str:
        """Why retrieval is not to be had, for people; "" where all is well."""
        return self.holdings.now.failure

    def begin_to_load(self) -> None:
        """Load model and index in the background, unless that has begun."""
        self.holdings.begin_to_load()

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Block until retrieval is ready, or has failed, at most so many seconds; return whether it is ready."""
        return self.holdings.wait_ready(timeout)

    def renew(self) -> None:
        """Take up what the library holds now.

        Raises:
            UnreadableFile, LibraryError, PhrasingsError, ModelUnavailable: as opening does; what was held stays.
        """
        self.holdings.renew()

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
        self.holdings.look()
        dialogue = self._dialogue(self.holdings.now)
        notices, longest = dialogue.held.notices, self.settings.max_question
        default = self.settings.notice if self.settings.notice in notices else next(iter(notices))
        home = notices[default if notice in (None, ALL) else notice]
        if len(question) > longest:
            return _refuse(home, "too_long", n=len(question), limit=longest).to_answer(_milliseconds(began))
        earlier = tuple(message[:longest] for message in messages(history))
        compares = asks_comparison(question)
        choice = choose_notices(question, earlier, notices, notice, default, several=compares)
        if choice.missing:
            return _refuse(home, "no_notice", number=choice.missing).to_answer(_milliseconds(began))
        until = self._model.deadline() if self._model and model else None
        outcome = _answer(dialogue, choice, compares, until)
        answer = outcome.to_answer(_milliseconds(began))
        if until is not None and outcome.drafts == [outcome.said] and can_be_explained(outcome.said):
            answer = add_explanation(answer, self._model, choice.question, outcome.said, until, shown)
        return replace(answer, latency_ms=_milliseconds(began))


def _answer(dialogue: Dialogue, choice: Choice, compares: bool, until: float | None) -> Outcome:
    """Answer a question about the notices chosen, from one of them, from each that can, or from two side by side."""
    if len(choice.ids) == 1:
        return dialogue.ask(choice.ids[0], choice.question, choice.earlier, until)
    if len(choice.ids) == 2 and compares:
        return answer_comparison(dialogue, choice, until)
    return answer_across(dialogue, choice, until)


def _refuse(home: Notice, key: str, **values: object) -> Outcome:
    draft = Draft(home, status="not_found").add(key, **values)
    return Outcome([draft], draft)


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
