"""An understanding is told to people in their words."""

import re

import pytest

from answer.query import Asks, Query
from answer.reader import HEADS
from knowledge import load_knowledge

NAMED = [("field", name) for name in HEADS["field"] if name != "none"] + [("fact", name) for name in HEADS["fact"] if name != "none"]
KINDS = [("kind", kinds) for kinds in load_knowledge("kinds")]
SCOPES = [("scope", name) for name in ("empty", "chat", "vague")]


@pytest.mark.parametrize(("part", "value"), NAMED + KINDS + SCOPES)
def test_no_name_of_the_programs_own_is_shown(part, value):
    assert not re.search("[a-z]", Query("文号", "zh", Asks.FRONT, **{part: value}).in_words())


def test_parts_come_with_their_values():
    assert Query("文号是多少", "zh", Asks.FRONT, field="document_number").in_words() == "问：文首；文首项目：发文字号"
