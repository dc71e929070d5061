"""The chat page's layout; what happens on it is in ``page_events``, its look in ``page_look``, its words in ``prompts/web.yaml``."""

from __future__ import annotations

import gradio as gr

from prompts import load_words
from settings import Settings
from web.answerer import Answerer
from web.conversation import Halt
from web.feedback import FeedbackStore
from web.navigation import render_navigation
from web.page_events import Components, Events, notice_choices
from web.page_look import page_scripts
from web.template import render_template

# page.js triggers these of Gradio's events for what is clicked in the conversation, and shows what news comes as the value
BIND_CONVERSATION = 'fengong.bindConversation(element, ["submit", "like"], trigger, (show) => watch("value", () => show(props.value)))'


def build_page(assistant: Answerer, store: FeedbackStore, notice_id: str, settings: Settings) -> gr.Blocks:
    """Lay out the page and tie its events to the assistant.

    Args:
        store: keeps what people say of the answers.
        notice_id: the notice shown beside the conversation at first.
        settings: how long a question may be, and which language model is asked.
    """
    words = load_words("web")
    with gr.Blocks(title=words["title"], analytics_enabled=False, fill_width=True, fill_height=True) as page:
        new = _lay_out_bar(words, notice_id)
        with gr.Row(elem_id="sides"):
            with gr.Column(elem_id="chat"):
                conversation = gr.HTML(
                    elem_id="conversation",
                    html_template="${begun}",  # once: what comes into it is put there by page.js
                    begun=render_template("conversation.html"),
                    apply_default_css=False,
                    head=page_scripts(),
                    js_on_load=BIND_CONVERSATION,
                )
                chosen = _lay_out_choice(words, assistant, notice_id)
                problem = gr.HTML(render_template("problem.html", problem=""), elem_id="problem", apply_default_css=False)
                question, send, stop = _lay_out_composer(words)
                if settings.llm_model:
                    asked = render_template("language_model.html", model=settings.llm_model, host=settings.llm_host)
                    gr.HTML(asked, apply_default_css=False, elem_id="language-model")
            gr.HTML(
                render_template("pane_holder.html", notice_id=notice_id),
                apply_default_css=False,
                elem_id="notice-side",
                js_on_load="fengong.bindPane()",
                head=page_scripts(),
            )
        _html("conversations.html", "conversations-holder")
        components = Components(
            question=question,
            conversation=conversation,
            problem=problem,
            turns=gr.State(()),
            halt=gr.State(Halt()),
            chosen=chosen,
            remembered=gr.BrowserState(notice_id, storage_key="fengong-notice", secret="fengong"),  # in this browser; nothing to hide
            send=send,
            stop=stop,
            new=new,
        )
        Events(components, assistant, store, notice_id, settings.max_question).tie(page)
    return page


def _lay_out_bar(words: dict, notice_id: str) -> gr.Button:
    """Return the button for a new conversation."""
    with gr.Row(elem_id="bar"):
        _html("brand.html", "brand")
        links = render_navigation("chat", notice_id)
        gr.HTML(links, apply_default_css=False, elem_id="site-links", js_on_load="window.fengong?.linkPages?.()")
        gr.HTML(
            render_template("text_size.html"), apply_default_css=False, elem_id="text-size", js_on_load="window.fengong?.applyTextSize?.()"
        )
        gr.Button(words["conversations"]["button"], elem_id="open-conversations", elem_classes="quiet", size="sm")
        new = gr.Button(words["new_conversation"], elem_id="new", elem_classes="quiet", size="sm")
        gr.Button(words["open_notice"], elem_id="open-notice", elem_classes="quiet", size="sm")
    return new


def _lay_out_choice(words: dict, assistant: Answerer, notice_id: str) -> gr.Dropdown:
    return gr.Dropdown(
        notice_choices(assistant.notices),
        value=notice_id,
        label=words["notice_label"],
        show_label=False,
        container=False,
        elem_id="chosen",
        visible=len(assistant.notices) > 1,
    )


def _lay_out_composer(words: dict) -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """Return the question box, and the buttons that send and stop."""
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
        stop = gr.Button(words["stop"], elem_id="stop")
    return question, send, stop


def _html(template: str, element_id: str) -> gr.HTML:
    return gr.HTML(render_template(template), apply_default_css=False, elem_id=element_id)
