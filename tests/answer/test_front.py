"""Claims about the front matter are compared with what it says."""

from __future__ import annotations

import pytest

from answer.front import front_field
from answer.mentions import find_units
from answer.query import Asks
from tests.answer.queries import query


@pytest.mark.parametrize(
    ("text", "begins"), [("主送里有没有我们市直的", "是的。"), ("是发给人民团体的吗", "是的。"), ("主送单位有没有中央的", "主送：各县")]
)
def test_a_claim_about_the_addressees_is_judged_where_they_hold_its_words(shipped, draft, text, begins):
    asked = query(Asks.FRONT, field="addressees", yes_no=True).but(text=text)
    assert front_field(draft, shipped, asked).text.startswith(begins)


@pytest.mark.parametrize(
    ("field", "text", "core", "begins"),
    [
        ("addressees", "收件单位里有没有深汕那边", "", "是的。"),
        ("addressees", "深汕合作区是不是也在主送的单位里", "深汕合作区", "是的。"),
        ("addressees", "省委收得到吗", "省委", "主送：各县"),  # neither yes nor no: the list may speak of it in other words
        ("issuer", "是哪家发的", "", "发文机关是"),
    ],
)
def test_a_name_may_be_shortened_in_a_claim_about_the_front_matter(shipped, draft, field, text, core, begins):
    asked = query(Asks.FRONT, field=field, yes_no=True).but(text=text, core=core)
    assert front_field(draft, shipped, asked).text.startswith(begins)


@pytest.mark.parametrize(("text", "begins"), [("是市政府办公室和市委办公室联合发的吧", "是的。"), ("是市扶贫办发的吗", "不是。")])
def test_a_claim_about_who_issued_a_notice_is_compared_with_its_issuers(understanding, shipped, draft, text, begins):
    asked = query(Asks.FRONT, field="issuer", yes_no=True).but(text=text, mentions=tuple(find_units(text, understanding.names)))
    assert front_field(draft, shipped, asked).text.startswith(begins)
