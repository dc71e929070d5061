"""Claims about the front matter are compared with what it says."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.front import front_field
from answer.mentions import find_units
from answer.query import Asks
from eval.metrics import citation_fault
from ingest import parse_notice
from settings import Settings
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


SIGNED_BELOW = """江州市人民政府关于做好当前就业工作的分工方案
江政发〔2024〕9号
各县区人民政府：
现将任务分工印发给你们。
一、稳定岗位。落实返还政策。（市人社局牵头，市财政局配合）
二、加强培训。开展技能培训。（市教育局牵头，市人社局配合）
江州市人民政府
2024年3月5日
"""


@pytest.mark.parametrize(("text", "stated"), [("哪天发的", "2024年3月5日"), ("是谁发的", "江州市人民政府"), ("文号和日期", "2024年3月5日")])
def test_the_signature_below_a_notice_is_cited_where_it_stands(reader, text, stated):
    notice = parse_notice(SIGNED_BELOW, "signed-below")
    answer = Assistant([notice], Settings(), reader).ask(text)
    assert answer.status == "answered" and stated in answer.text and answer.clauses == ("文首",)
    assert any(citation.quote == stated and citation.start > notice.clause("二").start for citation in answer.citations)
    assert not [fault for citation in answer.citations if (fault := citation_fault(citation, notice))]
