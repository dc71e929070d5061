"""What happens on the chat page: each event takes what the page holds and returns what changes on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ingest.identity import ALL
from prompts import load_words
from schema import Notice
from web.conversation import Answerer, Halt, Turns, question_problem, replay, respond
from web.feedback import FeedbackStore, FeedbackUnavailable
from web.judge import InvalidJudgement, judge_turn
from web.render import render_conversation

MAX_REOPENED = 50  # questions of an earlier conversation

# Gradio hears the page's events from now on; page.js may have come before this or comes after it. The page is Chinese in any browser.
BE_READY = "() => { document.documentElement.lang = 'zh-CN'; document.documentElement.dataset.ready = 'yes'; window.fengong?.begin?.(); }"
SHOW_CHOSEN = "(notice) => { fengong.showNotice(notice); return notice; }"

Changes = dict[Any, Any]  # component -> its new value


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of the page that events read and change."""

    question: gr.Textbox
    conversation: gr.HTML
    problem: gr.HTML
    turns: gr.State  # Turns
    halt: gr.State  # Halt
    chosen: gr.Dropdown  # the notice asked about, or all
    remembered: gr.BrowserState  # the one chosen last time
    send: gr.Button
    stop: gr.Button
    new: gr.Button


@dataclass(frozen=True, slots=True)
class Events:
    """The page's events; ``notice_id`` is the notice that is asked about by default."""

    on: Components
    assistant: Answerer
    store: FeedbackStore
    notice_id: str
    max_question: int

    def tie(self, page: gr.Blocks) -> None:
        """Tie the events to the page's parts.

        Only what answers goes through Gradio's queue: it has one event stream for a page, and a question that joins
        as the stream ends after another event is lost (Gradio 6.31).
        """
        on = self.on
        outputs = [on.question, on.conversation, on.problem, on.turns, on.send, on.stop]
        unseen = {"show_progress": "hidden", "api_visibility": "private"}
        direct = {**unseen, "queue": False}
        # One listener for every way to ask, so that a second click while an answer comes is one too many and is dropped.
        ways = [on.question.submit, on.send.click, on.conversation.submit, on.conversation.retry]
        gr.on(ways, self.ask, [on.question, on.turns, on.halt, on.chosen], outputs, trigger_mode="once", concurrency_limit=None, **unseen)
        on.stop.click(self.wish_stop, on.halt, None, **direct)
        on.conversation.edit(self.edit, on.turns, outputs, **direct)
        on.conversation.select(self.reopen, [on.halt, on.chosen], outputs, trigger_mode="once", concurrency_limit=None, **unseen)
        on.conversation.like(self.judge, on.turns, outputs, trigger_mode="once", **direct)
        on.new.click(self.begin_anew, on.halt, outputs, **direct)
        on.chosen.change(None, on.chosen, on.remembered, js=SHOW_CHOSEN, **direct)
        loaded = page.load(self.offer, on.remembered, on.chosen, **direct)
        loaded.then(None, js=BE_READY, **direct)  # what is asked from now on is asked of the notice chosen

    def ask(self, typed: str, current: Turns, wishes: Halt, notice: str | None, event: gr.EventData) -> Iterator[Changes]:
        """Answer what was typed, or what was clicked in the conversation."""
        clicked = event._data if isinstance(event._data, dict) else {}
        if clicked.get("again") and current:
            yield from self._answer(current[-1].question, current[:-1], wishes, notice)
        else:
            yield from self._answer(str(clicked.get("question") or typed), current, wishes, notice)

    def edit(self, current: Turns) -> Changes:
        return self._show(current[:-1], typed=current[-1].question) if current else self._show(())

    def reopen(self, wishes: Halt, notice: str | None, event: gr.EventData) -> Iterator[Changes]:
        """Answer the questions of an earlier conversation anew."""
        questions = [str(each) for each in event._data.get("questions", [])][:MAX_REOPENED]
        sound = [each for each in questions if not question_problem(each, self.max_question)]
        for step in replay(self.assistant, sound, wishes, self._named(notice)):
            yield self._show(step, busy=bool(step) and step[-1].going_on)

    def judge(self, current: Turns, event: gr.EventData) -> Changes:
        """Keep what the person says of an answer."""
        try:
            feedback, judged = judge_turn(current, self.assistant.notices, self.notice_id, event._data)
            self.store.add(feedback)
        except (InvalidJudgement, FeedbackUnavailable) as error:
            return {self.on.problem: str(error)}
        return self._show(judged)

    def wish_stop(self, wishes: Halt) -> None:
        wishes.wish = "stop"

    def begin_anew(self, wishes: Halt) -> Changes:
        wishes.wish = "forget"
        return self._show((), typed="")

    def offer(self, last: str) -> gr.Dropdown:
        """Return the choice of the notices there are now, with the one chosen last time."""
        choices = notice_choices(self.assistant.notices)
        known = last if any(last == value for _, value in choices) else self.notice_id
        return gr.Dropdown(choices, value=known, visible=len(self.assistant.notices) > 1)

    def _answer(self, asked: str, current: Turns, wishes: Halt, notice: str | None) -> Iterator[Changes]:
        problem = question_problem(asked, self.max_question)
        if problem:
            yield {self.on.problem: problem}
            return
        typed: str | None = ""  # the box is emptied once, then it is the person's again
        for step in respond(self.assistant, current, asked, wishes, self._named(notice)):
            yield self._show(step, typed=typed, busy=bool(step) and step[-1].going_on)
            typed = None

    def _show(self, current: Turns, *, typed: str | None = None, busy: bool = False) -> Changes:
        """Return the page's next state; ``typed`` None leaves the question box alone."""
        changes = {
            self.on.conversation: render_conversation(current, self.assistant.notices),
            self.on.problem: "",
            self.on.turns: current,
            self.on.send: gr.Button(visible=not busy),
            self.on.stop: gr.Button(visible=busy),
        }
        return changes if typed is None else {**changes, self.on.question: typed}

    def _named(self, notice: str | None) -> str | None:
        """Return the notice to ask about, None for the default one."""
        return None if notice == self.notice_id else notice


def notice_choices(notices: Mapping[str, Notice]) -> list[tuple[str, str]]:
    """Return (label, id) of each notice, and of all together where there are several."""
    labels = [(" ".join(filter(None, (notice.document_number, notice.title))) or notice.id, notice.id) for notice in notices.values()]
    return [*labels, (load_words("web")["all_notices"], ALL)] if len(labels) > 1 else labels
