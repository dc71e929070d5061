"""What happens on the chat page: each event takes what the page holds and returns what changes on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ingest.identity import ALL
from prompts import load_words, message
from schema import Notice
from web.answerer import Answerer
from web.calls import MAX_TURNS, Call, judged, refused, turns_changed
from web.conversation import Halt, Turn, Turns, question_problem, recall, respond
from web.feedback import FeedbackStore, FeedbackUnavailable
from web.judge import InvalidJudgement, judge_turn
from web.template import render_template

# Any of these may run before page.js is there: the page is then as good as untouched.
# A link may name the notice that it asks; else it is the one chosen last time.
CHOOSE = "(last) => [new URLSearchParams(location.search).get('notice') ?? last]"
# Gradio hears the page's events from now on; page.js may have come before this or comes after it. The page is Chinese in any browser.
BE_READY = """(chosen) => {
  Object.assign(document.documentElement, { lang: 'zh-CN' });
  Object.assign(document.documentElement.dataset, { ready: 'yes', chosen });
  window.fengong?.begin?.();
}"""
SHOW_CHOSEN = "(notice) => { document.documentElement.dataset.chosen = notice; window.fengong?.showNotice?.(notice); return notice; }"
CALL = "(conversation, typed, chosen) => [window.fengong?.call?.(typed, chosen) ?? null, null, null, null, null]"
HALT = "() => [window.fengong?.lastCall?.() ?? 0, null]"
BEGIN_ANEW = "() => [window.fengong?.beginAnew?.() ?? 0, null]"
GIVE_UP = "() => window.fengong?.giveUp?.()"

Changes = dict[Any, Any]  # component -> its new value


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of the page that events read and change."""

    question: gr.Textbox
    conversation: gr.HTML  # what comes out of it is news; what goes in, page.js puts together: a call, or the number of one
    problem: gr.HTML
    turns: gr.State  # Turns: the answers to what the page shows, as far as they are known
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
        as the stream ends after another event is lost (Gradio 6.31). All that answers is one listener; page.js sees to it
        that nothing is asked while an answer comes.
        """
        on = self.on
        unseen = {"show_progress": "hidden", "api_visibility": "private"}
        direct = {**unseen, "queue": False}
        ways = [on.question.submit, on.send.click, on.conversation.submit]
        outputs = [on.conversation, on.problem, on.turns, on.chosen]
        taken = [on.conversation, on.question, on.chosen, on.turns, on.halt]
        asked = gr.on(ways, self.answer, taken, outputs, js=CALL, trigger_mode="multiple", concurrency_limit=None, **unseen)
        asked.failure(None, js=GIVE_UP, **direct)
        on.stop.click(self.halt, [on.conversation, on.halt], None, js=HALT, **direct)
        on.new.click(self.begin_anew, [on.conversation, on.halt], on.problem, js=BEGIN_ANEW, **direct)
        on.conversation.like(self.judge, on.turns, [on.conversation, on.problem], trigger_mode="once", **direct)
        on.chosen.change(None, on.chosen, on.remembered, js=SHOW_CHOSEN, **direct)
        loaded = page.load(self.offer, on.remembered, on.chosen, js=CHOOSE, **direct)
        loaded.then(None, on.chosen, js=BE_READY, **direct)  # what is asked from now on is asked of the notice chosen

    def answer(self, sent: Any, typed: None, chosen: None, known: Turns, halt: Halt) -> Iterator[Changes]:
        """Answer a question in the conversation that the page shows, or only bring that conversation back."""
        if not sent:  # the page is not ready, or awaits another answer
            yield {self.on.problem: gr.skip()}  # from what yields nothing Gradio would take that all is to be empty
            return
        call = Call.model_validate(sent)
        problem = self._problem(call)
        if problem:
            yield {self.on.conversation: refused(call), self.on.problem: _say(problem), self.on.chosen: self.offer(call.question.notice)}
            return
        for turns in self._converse(call, known, lambda: call.call <= halt.call):
            since = len(call.earlier) if call.question else 0
            changes = {self.on.conversation: turns_changed(call, turns, since, self.assistant.notices), self.on.problem: _say("")}
            yield changes if any(turn.going_on for turn in turns) else {**changes, self.on.turns: turns}

    def judge(self, known: Turns, event: gr.EventData) -> Changes:
        """Keep what the person says of an answer."""
        call = Call.model_validate(event._data)
        *_, turns = recall(self.assistant, call.asked(), known, lambda: False)
        try:
            self.store.add(judge_turn(turns, self.assistant.notices, self.notice_id, event._data))
        except (InvalidJudgement, FeedbackUnavailable) as error:
            return {self.on.problem: _say(str(error))}
        return {self.on.conversation: judged(call, event._data["turn"]), self.on.problem: _say("")}

    def halt(self, call: Any, halt: Halt) -> None:
        """End what was called for until now."""
        halt.call = int(call)

    def begin_anew(self, call: Any, halt: Halt) -> str:
        self.halt(call, halt)
        return _say("")

    def offer(self, wanted: str) -> gr.Dropdown:
        """Return the choice of the notices there are now, with the one wanted where it is among them."""
        choices = notice_choices(self.assistant.notices)
        known = wanted if any(wanted == value for _, value in choices) else self.notice_id
        return gr.Dropdown(choices, value=known, visible=len(self.assistant.notices) > 1)

    def _problem(self, call: Call) -> str:
        """Return why what is called for cannot be asked, "" where it can."""
        if not call.question:
            return ""
        if len(call.earlier) >= MAX_TURNS:
            return message("conversation_long", limit=MAX_TURNS)
        if call.question.notice not in self.assistant.notices and call.question.notice != ALL:
            return message("notice_gone")
        return question_problem(call.question.question, self.max_question)

    def _converse(self, call: Call, known: Turns, halted: Callable[[], bool]) -> Iterator[Turns]:
        asked = call.question
        turns: Turns = ()
        for turns in recall(self.assistant, call.asked(), known, halted):
            if not asked:
                yield turns
            elif any(turn.going_on for turn in turns):
                yield (*turns, Turn(asked.question.strip(), notice=asked.notice, note=load_words("web")["progress"]["rebuilding"]))
        if asked:
            yield from respond(self.assistant, turns, asked.question, halted, asked.notice)


def notice_choices(notices: Mapping[str, Notice]) -> list[tuple[str, str]]:
    """Return (label, id) of each notice, and of all together where there are several."""
    labels = [(" ".join(filter(None, (notice.document_number, notice.title))) or notice.id, notice.id) for notice in notices.values()]
    return [*labels, (load_words("web")["all_notices"], ALL)] if len(labels) > 1 else labels


def _say(problem: str) -> str:
    return render_template("problem.html", problem=problem)
