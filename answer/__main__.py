"""``python -m answer 问题 [--history 前一句 …] [--notice ID] [--json] [--explain]``: answer one question."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence

from answer.assistant import Assistant
from index.unpack import ModelUnavailable
from ingest import UnreadableFile
from ingest.identity import ALL
from ingest.library import LibraryError
from prompts import message
from schema import Answer
from settings import SettingsError, get_settings


class CannotAnswer(Exception):
    """There is nothing to answer from; the message is for people."""


def main(arguments: list[str] | None = None) -> int:
    """Print one answer; return 2, with one sentence on standard error, where what the person gave cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m answer", description=message("answer_help"))
    parser.add_argument("question", help=message("answer_help_question"))
    parser.add_argument("--history", action="append", default=[], help=message("answer_help_history"))
    parser.add_argument("--notice", help=message("answer_help_notice"))
    parser.add_argument("--json", action="store_true", help=message("answer_help_json"))
    parser.add_argument("--explain", action="store_true", help=message("answer_help_explain"))
    options = parser.parse_args(arguments)
    logging.basicConfig(format="%(message)s")
    try:
        answer = ask(open_assistant(options.notice), [*options.history, options.question], options.notice)
    except (CannotAnswer, LibraryError, SettingsError, UnreadableFile, ModelUnavailable) as error:
        print(error, file=sys.stderr)
        return 2
    text = to_json(answer, options.explain) if options.json else to_text(answer, options.explain)
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    return 0


def open_assistant(notice: str | None) -> Assistant:
    """Return the assistant, its index loading in the background.

    Raises:
        CannotAnswer: there are no notices, or not this one.
        SettingsError: a setting is unknown or cannot be used.
        UnreadableFile: a notice cannot be read.
        ModelUnavailable: the models that read questions cannot be had.
    """
    folder = get_settings().notices
    assistant = Assistant.open() if folder.is_dir() else None
    if assistant is None or not assistant.notices:
        raise CannotAnswer(message("notices_empty", folder=folder))
    if notice not in (None, ALL) and notice not in assistant.notices:
        raise CannotAnswer(message("notice_unknown", notice=notice, known="、".join(assistant.notices)))
    return assistant


def ask(assistant: Assistant, turns: Sequence[str], notice: str | None = None) -> Answer:
    """Answer the last message of a conversation; wait for the index only where it, or a message before it, needs one.

    Raises:
        CannotAnswer: the index is needed and could not be loaded.
    """
    for number in range(len(turns)):
        ready = assistant.ready  # before asking: it may become ready meanwhile
        answer = assistant.ask(turns[number], turns[:number], notice)
        if answer.status == "clarify" and not ready:  # perhaps because nothing could be searched for
            if not assistant.wait_ready():
                raise CannotAnswer(message("answer_no_index", reason=assistant.failure))
            return assistant.ask(turns[-1], turns[:-1], notice)
    return answer


def to_json(answer: Answer, explain: bool) -> str:
    record = answer.to_dict() | ({"steps": answer.steps} if explain else {})
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def to_text(answer: Answer, explain: bool) -> str:
    """Return an answer for a terminal, without the Markdown marks."""
    lines = [answer.text.replace("**", "")]
    if answer.suggestions:
        lines += ["", message("answer_suggestions", questions="；".join(answer.suggestions))]
    if explain:
        lines += ["", *answer.steps, message("answer_latency", milliseconds=answer.latency_ms)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
