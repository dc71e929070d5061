"""Where clauses hold: which a question means, what is told of one, whether a claim is so."""

import pytest

from answer.check import check
from answer.draft import Draft
from answer.query import Asks
from answer.scopes import areas_meant, asks_scope, tell_scope
from ingest import parse_notice
from tests.answer.queries import query

ZONES = parse_notice(
    """国务院关于支持自由贸易试验区的通知
各部门：
（一）放宽比例。（负责部门：商务部；适用范围：所有自贸试验区，以下除标注适用于特定自贸试验区的措施外，适用范围均为所有自贸试验区）
（二）设受理点。（负责部门：知识产权局）
（三）建监管场所。（负责部门：海关总署，适用范围：福建自贸试验区）
（四）储备石油。（负责部门：发展改革委，适用范围：浙江自贸试验区）
""",
    "zones",
)
PLAIN = parse_notice("关于分工的通知\n（一）修路，适用本市。（市交通局）\n", "plain")


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("只适用于福建自贸区的是哪几条", ("福建自贸试验区",)),
        ("适用范围是浙江的有哪些", ("浙江自贸试验区",)),
        ("福建能用哪几条", ("福建自贸试验区", "所有自贸试验区")),
        ("海南自贸区适用哪几条", ("海南自贸区", "所有自贸试验区")),
        ("只适用于海南自贸区的是哪几条", ("海南自贸区",)),
        ("所有自贸区都适用的有几条", ("所有自贸试验区",)),
        ("不是所有自贸区都适用、只给福建的", ("福建自贸试验区",)),
        ("有哪几条", ()),
    ],
)
def test_the_places_that_a_question_names(text, areas):
    assert areas_meant(text, ZONES) == areas


def test_where_something_holds_is_asked_only_of_a_notice_that_says_so():
    assert asks_scope("第三条适用哪个自贸区", ZONES)
    assert not asks_scope("第一条适用哪里", PLAIN) and not asks_scope("第三条谁负责", ZONES)


@pytest.mark.parametrize(
    ("text", "clause", "says"),
    [
        ("是不是所有自贸区都适用", "（三）", "不是。\n[任务（三）] 的适用范围是“福建自贸试验区”。"),
        ("是不是只在福建适用", "（三）", "是的。\n[任务（三）] 的适用范围是“福建自贸试验区”。"),
        ("浙江能用吗", "（三）", "不是。\n[任务（三）] 的适用范围是“福建自贸试验区”。"),
        ("是不是只在福建适用", "（一）", "不是。\n[任务（一）] 的适用范围是“所有自贸试验区”。"),
        ("浙江能用吗", "（二）", "是的。\n[任务（二）] 没有另外标注，按 [任务（一）] 的规定，适用范围是“所有自贸试验区”。"),
    ],
)
def test_a_claim_about_where_a_clause_holds(text, clause, says):
    draft = tell_scope(Draft(ZONES), query(Asks.CONTENT, yes_no=True).but(text=text), [ZONES.clause(clause)])
    assert draft.text == says
    check(draft, ZONES.units)
    assert all(c.quote == "所有自贸试验区" for c in draft.citations() if c.clause == "（一）")
