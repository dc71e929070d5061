"""The chat page: layout and events; what it shows comes from ``render``, its words from ``prompts/web.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import gradio as gr

from ingest.identity import ALL
from prompts import load_words
from schema import Notice
from web.conversation import Answerer, Halt, Turns, question_problem, replay, respond
from web.feedback import FeedbackStore, FeedbackUnavailable
from web.judge import InvalidJudgement, judge_turn
from web.links import asset_url
from web.navigation import render_navigation
from web.render import render_conversation
from web.template import render_template

SYSTEM_FONTS = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "system-ui",
    "sans-serif",
)
MAX_REOPENED = 50  # questions of an earlier conversation
# page.js triggers these of Gradio's events for what is clicked in the conversation
BIND_CONVERSATION = 'fengong.bindConversation(element, trigger, watch, ["submit", "retry", "edit", "select", "like"])'

# Gradio hears the page's events from now on; page.js may have come before this or comes after it
BE_READY = "() => { document.documentElement.lang = 'zh-CN'; document.documentElement.dataset.ready = 'yes'; window.fengong?.begin?.(); }"
SHOW_CHOSEN = "(notice) => { fengong.showNotice(notice); return notice; }"


def page_theme() -> gr.themes.Base:
    """Return a theme that asks no host for fonts; colours are those of ``static/look.css``."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=SYSTEM_FONTS,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    )
    return theme.set(
        body_background_fill="var(--page)",
        body_background_fill_dark="var(--page)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        button_primary_background_fill="var(--accent)",
        button_primary_background_fill_dark="var(--accent)",
        button_primary_background_fill_hover="var(--accent-strong)",
        button_primary_background_fill_hover_dark="var(--accent-strong)",
        button_primary_text_color="var(--on-accent)",
        button_primary_text_color_dark="var(--on-accent)",
        input_background_fill="var(--paper)",
        input_background_fill_dark="var(--paper)",
        input_border_color="var(--line-strong)",
        input_border_color_dark="var(--line-strong)",
        input_border_color_focus="var(--accent)",
        input_border_color_focus_dark="var(--accent)",
    )


def page_head() -> str:
    """Return our own style sheets and what must hold from the first paint; other scripts come with the components that need them."""
    sheets = [f'<link rel="stylesheet" href="{asset_url(name)}">' for name in ("look.css", "site.css", "notice.css", "page.css")]
    return "\n".join([*sheets, f'<script src="{asset_url("text_size.js")}"></script>'])


def page_scripts() -> str:
    """Return our scripts; Gradio loads them once, before a component's ``js_on_load`` runs."""
    return "\n".join(
        f'<script src="{asset_url(name)}"></script>' for name in ("notice.js", "find.js", "conversations.js", "keep.js", "page.js")
    )


def build_page(assistant: Answerer, store: FeedbackStore, notice_id: str, max_question: int) -> gr.Blocks:
    """Lay out the page and tie its events to the assistant.

    Args:
        store: keeps what people say of the answers.
        notice_id: the notice shown beside the conversation at first.
        max_question: characters; a longer question is refused with a sentence.
    """
    words = load_words("web")

    with gr.Blocks(title=words["title"], analytics_enabled=False, fill_width=True, fill_height=True) as page:
        turns = gr.State(())
        halt = gr.State(Halt())
        remembered = gr.BrowserState(notice_id, storage_key="fengong-notice", secret="fengong")  # in this browser; nothing to hide
        with gr.Row(elem_id="bar"):
            gr.HTML(_bar(words), apply_default_css=False, elem_id="brand")
            gr.HTML(render_navigation("chat", notice_id), apply_default_css=False, elem_id="site-links")
            gr.HTML(render_template("text_size.html"), apply_default_css=False, elem_id="text-size")
            gr.Button(words["conversations"]["button"], elem_id="open-conversations", elem_classes="quiet", size="sm")
            new = gr.Button(words["new_conversation"], elem_id="new", elem_classes="quiet", size="sm")
            gr.Button(words["open_notice"], elem_id="open-notice", elem_classes="quiet", size="sm")
        with gr.Row(elem_id="sides"):
            with gr.Column(elem_id="chat"):
                conversation = gr.HTML(
                    render_conversation((), assistant.notices),
                    elem_id="conversation",
                    apply_default_css=False,
                    head=page_scripts(),
                    js_on_load=BIND_CONVERSATION,
                )
                chosen = gr.Dropdown(
                    notice_choices(assistant.notices),
                    value=notice_id,
                    label=words["notice_label"],
                    show_label=False,
                    container=False,
                    elem_id="chosen",
                    visible=len(assistant.notices) > 1,
                )
                problem = gr.HTML("", elem_id="problem", html_template='<p role="alert">${value}</p>', apply_default_css=False)
                with gr.Row(elem_id="composer"):
                    question = gr.Textbox(
                        label=words["question_label"],
                        placeholder=words["question_placeholder"],
                        show_label=False,
                        container=False,
                        lines=1,
                        max_lines=6,
                        autofocus=True,
                        elem_id="question",
                        html_attributes=gr.InputHTMLAttributes(autocorrect="off", spellcheck=False),
                    )
                    send = gr.Button(words["send"], variant="primary", elem_id="send")
                    stop = gr.Button(words["stop"], elem_id="stop", visible=False)
            gr.HTML(
                f'<aside id="notice-pane" data-find-in aria-label="{words["pane_label"]}" data-failed="{words["pane_failed"]}">'
                f'<p class="note">{words["pane_loading"]}</p></aside>',
                apply_default_css=False,
                elem_id="notice-side",
                html_template='<div data-notice="${notice}">${value}</div>',
                js_on_load="fengong.bindPane(element)",
                head=page_scripts(),
                notice=notice_id,
            )

        gr.HTML(render_template("conversations.html"), apply_default_css=False, elem_id="conversations-holder")

        outputs = [question, conversation, problem, turns, send, stop]

        def show(current: Turns, *, typed: str | None = None, wrong: str = "", busy: bool = False) -> dict:
            """Return the page's next state; ``typed`` None leaves the question box alone."""
            updates = {
                conversation: render_conversation(current, assistant.notices),
                problem: wrong,
                turns: current,
                send: gr.Button(visible=not busy),
                stop: gr.Button(visible=busy),
            }
            return updates if typed is None else {**updates, question: typed}

        def answer(asked: str, current: Turns, wishes: Halt, notice: str | None) -> Iterator[dict]:
            wrong = question_problem(asked, max_question)
            if wrong:
                yield {problem: wrong}
                return
            typed: str | None = ""  # the box is emptied once, then it is the person's again
            for step in respond(assistant, current, asked, wishes, notice if notice != notice_id else None):
                yield show(step, typed=typed, busy=bool(step) and step[-1].going_on)
                typed = None

        def ask(typed: str, current: Turns, wishes: Halt, notice: str | None, event: gr.EventData) -> Iterator[dict]:
            """Answer what was typed, or what was clicked in the conversation."""
            clicked = event._data if isinstance(event._data, dict) else {}
            if clicked.get("again") and current:
                yield from answer(current[-1].question, current[:-1], wishes, notice)
            else:
                yield from answer(str(clicked.get("question") or typed), current, wishes, notice)

        def edit(current: Turns) -> dict:
            return show(current[:-1], typed=current[-1].question) if current else show(())

        def reopen(wishes: Halt, notice: str | None, event: gr.EventData) -> Iterator[dict]:
            """Answer the questions of an earlier conversation anew."""
            questions = [str(each) for each in event._data.get("questions", [])][:MAX_REOPENED]
            sound = [each for each in questions if not question_problem(each, max_question)]
            for step in replay(assistant, sound, wishes, None if notice == notice_id else notice):
                yield show(step, busy=bool(step) and step[-1].going_on)

        def judge(current: Turns, event: gr.EventData) -> dict:
            """Keep what the person says of an answer."""
            try:
                feedback, judged = judge_turn(current, assistant.notices, notice_id, event._data)
                store.add(feedback)
            except (InvalidJudgement, FeedbackUnavailable) as error:
                return {problem: str(error)}
            return show(judged)

        def wish_stop(wishes: Halt) -> None:
            wishes.wish = "stop"

        def begin_anew(wishes: Halt) -> dict:
            wishes.wish = "forget"
            return show((), typed="")

        def offer(last: str) -> gr.Dropdown:
            """Return the choice of the notices there are now, with the one chosen last time."""
            choices = notice_choices(assistant.notices)
            known = last if any(last == value for _, value in choices) else notice_id
            return gr.Dropdown(choices, value=known, visible=len(assistant.notices) > 1)

        # Only what answers goes through Gradio's queue: it has one event stream for a page, and a question that joins
        # as the stream ends after another event is lost (Gradio 6.31).
        unseen = {"show_progress": "hidden", "api_visibility": "private"}
        direct = {**unseen, "queue": False}
        # One listener for every way to ask, so that a second click while an answer comes is one too many and is dropped.
        ways = [question.submit, send.click, conversation.submit, conversation.retry]
        gr.on(ways, ask, [question, turns, halt, chosen], outputs, trigger_mode="once", concurrency_limit=None, **unseen)
        stop.click(wish_stop, halt, None, **direct)
        conversation.edit(edit, turns, outputs, **direct)
        conversation.select(reopen, [halt, chosen], outputs, trigger_mode="once", concurrency_limit=None, **unseen)
        conversation.like(judge, turns, outputs, trigger_mode="once", **direct)
        new.click(begin_anew, halt, outputs, **direct)
        chosen.change(None, chosen, remembered, js=SHOW_CHOSEN, **direct)
        page.load(offer, remembered, chosen, **direct).then(None, js=BE_READY, **direct)  # what is asked then is asked of the one chosen
    return page


def notice_choices(notices: Mapping[str, Notice]) -> list[tuple[str, str]]:
    """Return (label, id) of each notice, and of all together where there are several."""
    labels = [(" ".join(filter(None, (notice.document_number, notice.title))) or notice.id, notice.id) for notice in notices.values()]
    return [*labels, (load_words("web")["all_notices"], ALL)] if len(labels) > 1 else labels


def _bar(words: dict) -> str:
    return f"<h1 class='brand'>{words['title']}</h1><p>{words['tagline']}</p>"
