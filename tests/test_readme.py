"""What the README shows is what the assistant says."""

from __future__ import annotations

import os
import re

import pytest

from answer import Assistant
from settings import PREFIX, ROOT, get_settings

pytestmark = pytest.mark.model

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = [line.removeprefix(">").strip() for line in README.splitlines() if line.startswith(">")]


def examples() -> list[tuple[str, ...]]:
    """Return the conversations of the table under "What it answers": "甲 · 乙 → 丙" -> (甲,), (乙, 丙)."""
    table = README.partition("## What it answers")[2].partition("\n\n| ")[2].partition("\n\n")[0]
    cells = [row.split(" | ")[-1].strip(" |") for row in table.splitlines()[2:]]
    return [tuple(each.split(" → ")) for cell in cells for each in cell.split(" · ")]


@pytest.fixture(scope="module")
def assistant():
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(PREFIX) and name not in (f"{PREFIX}CACHE", f"{PREFIX}DATA")]:
            patch.delenv(name)
        get_settings.cache_clear()
        assistant = Assistant.open()
        assert assistant.wait_ready(), assistant.failure
        yield assistant
    get_settings.cache_clear()


def test_it_begins_with_a_question_and_its_very_answer(assistant):
    answer = assistant.ask(SHOWN[0].strip("*"))
    assert answer.text.splitlines() == [line for line in SHOWN[1:] if line]


def test_there_are_examples():
    assert len(examples()) > 10


@pytest.mark.parametrize("turns", examples(), ids=" → ".join)
def test_every_example_is_answered(turns, assistant):
    assert assistant.ask(turns[-1], turns[:-1]).status == "answered"


def test_the_json_shown_is_that_of_the_answer(assistant):
    record = assistant.ask("哪些单位参与危房改造").to_dict()
    shown = README.partition('    {"status": "answered",')[2].partition("\n\n")[0]
    assert re.findall(r'^\s+"(\w+)":', shown, re.M) == [name for name in record if name != "status"]
    assert f'"units": {list(record["units"])}'.replace("'", '"') in shown
    assert all(f'"start": {place["start"]}, "end": {place["end"]}' in shown for place in record["citations"] if place["quote"] in shown)
