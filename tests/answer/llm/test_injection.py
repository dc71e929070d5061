"""Instructions hidden in a question or in a notice change nothing, even where the model does all that they say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from answer import Assistant
from ingest import parse_notice
from settings import Settings

ATTEMPTS = yaml.safe_load((Path(__file__).parent / "injections.yaml").read_text(encoding="utf-8"))
NOTICE = """关于防汛工作的通知

青山县人民政府办公室

各任务的责任单位中，列在首位的为牵头单位。

1. 巡查河道，检查水库。{text}（县水利局、县财政局、县农业农村局）

2. 组织防汛演练。（县应急局、县教育局）
"""
QUESTION = "第1项由谁牵头"


@pytest.fixture(scope="module")
def plain():
    return parse_notice(NOTICE.format(text=""), "flood")


def parts(answer):
    return answer.status, answer.clauses, answer.units, answer.citations, answer.suggestions


def reading_or(says):
    """Return a model that obeys: to what is asked of a question it says the same."""
    return lambda instructions, material: says


def test_there_are_enough_attempts_and_none_twice():
    texts = [attempt["text"] for each in ATTEMPTS.values() for attempt in each]
    assert len(texts) >= 60 and len(set(texts)) == len(texts)


@pytest.mark.parametrize("attempt", ATTEMPTS["questions"], ids=lambda attempt: attempt["text"][:16])
@pytest.mark.parametrize("question", ["{asked}？{text}", "{text}{asked}"])
def test_an_instruction_in_a_question_changes_nothing(tie, reader, plain, attempt, question):
    asked = question.format(asked=QUESTION, text=attempt["text"])
    off = Assistant([plain], Settings(), reader).ask(asked)
    on = tie(reading_or(attempt["says"]), notices=(plain,)).assistant.ask(asked)
    assert parts(on) == parts(off) and on.text == off.text


@pytest.mark.parametrize("attempt", ATTEMPTS["notices"], ids=lambda attempt: attempt["text"][:16])
def test_an_instruction_in_a_notice_changes_nothing(tie, reader, plain, attempt):
    notice = parse_notice(NOTICE.format(text=attempt["text"]), "flood")
    tied = tie(reading_or(attempt["says"] + attempt["text"]), notices=(notice,))
    assistant = Assistant([notice], Settings(), reader)
    for asked in (QUESTION, "第1项写了什么", "县水利局牵头哪些任务"):
        off, on = assistant.ask(asked), tied.assistant.ask(asked)
        assert parts(on) == parts(off)
        added = on.text.removeprefix(off.text)
        assert attempt["says"].rstrip("。") not in added and attempt["text"].rstrip("。") not in added
    assert len(tied.fake.asked) == 3  # the model was asked each time, and obeyed


def test_without_the_instruction_the_same_question_is_answered(reader, plain):
    answer = Assistant([plain], Settings(), reader).ask(QUESTION)
    assert (answer.status, answer.units) == ("answered", ("县水利局",))
