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


COPIED = """青山县人民政府办公室文件

青政办发〔2024〕9号

关于印发2024年河长制工作任务分工的通知

各乡镇人民政府，县直各单位：

1. 巡查河道。（县水利局牵头，县财政局配合）

2. 清理岸线。（县水利局牵头）

青山县人民政府办公室
2024年3月1日

抄送：县人大常委会办公室，县政协办公室。
"""


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("这个文件还抄送了哪些单位？", "抄送：县人大常委会办公室，县政协办公室。[文首]"),
        ("抄送给县政协了吗", "是的。"),
        ("抄送县水利局了没有", "不是。"),
    ],
)
def test_to_whom_a_notice_is_copied(reader, question, begins):
    assistant = Assistant([parse_notice(COPIED, "qingshan-2024")], Settings(), reader)
    answer = assistant.ask(question)
    assert answer.text.startswith(begins)
    assert all(citation_fault(c, assistant.notices["qingshan-2024"]) is None for c in answer.citations)


def test_a_notice_that_names_nobody_it_is_copied_to_says_so(ask):
    assert ask("抄送给哪些单位").status == "not_found"


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("深汕合作区在不在收文对象里呢", "是的。"),
        ("作为依据的那份“三年攻坚的实施意见”，文号是汕什么字多少号", "通知里没有写那份意见的文号。"),
        ("请问通知是市政府单独发的，还是两办一起发的？把落款机关写给我", "发文机关是 **中共汕尾市委办公室、汕尾市人民政府办公室**"),
    ],
)
def test_who_is_addressed_and_whose_number_is_asked_for(ask, question, begins):
    assert ask(question).text.startswith(begins)
