"""What is quoted of clauses: people and their places, times in cells of their own."""

from __future__ import annotations

import pytest

from answer.content import deadline_of, front_field, leaders, limit_verdict, named_people, people_asked, quoted_sentences
from answer.draft import Draft
from answer.mentions import find_units
from answer.query import Asks
from ingest import parse_notice
from tests.answer.queries import query

TABLE = "关于分工的通知\n各单位：\n序号\t任务\t责任单位\t时间安排\n1\t建成康复楼\t县卫健局\t第三季度\n2\t做好筛查\t县卫健局\t持续推进\n"


@pytest.mark.parametrize(("fact", "told"), [("when", True), ("", False)])
def test_a_time_in_a_cell_of_its_own_is_quoted_where_a_time_is_asked_for(fact, told):
    notice = parse_notice(TABLE, "table")
    draft = Draft(notice)
    quoted_sentences(draft, query(Asks.CONTENT, topic="康复楼", fact=fact), [notice.clause("1")], {})
    assert "“建成康复楼”" in draft.text
    assert ("“第三季度”" in draft.text) is told


@pytest.mark.parametrize(
    ("text", "verdict", "told"),
    [
        ("市长杨绪松挂钩的是不是陆丰市？", "不是。", ["海丰县", "陆丰市"]),
        ("市长杨绪松挂钩的是不是海丰县？", "是的。", ["海丰县"]),
        ("陆丰市是曹小华挂钩吗", "是的。", ["陆丰市"]),
    ],
)
def test_a_claim_about_a_person_and_a_place_is_judged_and_the_true_link_told(shipped, draft, text, verdict, told):
    asked = query(Asks.CONTENT, yes_no=True).but(text=text, topic=text)
    people = people_asked(asked, [shipped.clause("45")])
    assert [person.linked_to for _, person in people] == told
    assert named_people(draft, asked, people).lines[0] == verdict


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


@pytest.mark.parametrize(("fact", "told"), [("amount", True), ("", False)])
def test_the_sentence_with_the_figure_follows_a_heading_without_any(fact, told):
    notice = parse_notice("关于分工的通知\n1. 发放消费券。统筹安排8000万元，分4批次发放。（县商务局）\n", "voucher")
    draft = Draft(notice)
    asked = query(Asks.CONTENT, topic="消费券", fact=fact)
    quoted_sentences(draft, asked, [notice.clause("1")], {"1": ((0, 0.9), (1, 0.5))})
    assert "“发放消费券。”" in draft.text and ("8000万元" in draft.text) is told


def test_the_person_in_charge_is_quoted_where_it_is_asked_for():
    notice = parse_notice("关于分工的通知\n1. 反诈宣传。\n责任领导：王强\n责任单位：县公安局\n完成时间：每月25日前\n", "leader")
    asked = query(Asks.CONTENT, fact="when").but(text="第1条归哪位领导，每月几号前")
    assert "责任领导：王强" in leaders(deadline_of(Draft(notice), notice.clause("1")), asked, notice.clause("1")).text
    assert "王强" not in leaders(Draft(notice), asked.but(text="第1条几号前"), notice.clause("1")).text


@pytest.mark.parametrize(("clause", "begins"), [("1", "有。"), ("2", "没有写明完成的日期。"), ("3", "没有写明完成的日期。")])
def test_whether_there_is_a_time_limit_is_answered(clause, begins):
    notice = parse_notice(
        "关于分工的通知\n1. 修路。6月底前完成。（县交通局）\n2. 养路。（县交通局）\n3. 护林，长期坚持。（县林业局）\n", "limit"
    )
    asked = query(Asks.CONTENT, fact="when", yes_no=True).but(text="有没有要求哪天之前做完")
    draft = Draft(notice)
    assert limit_verdict(draft, asked, notice.clause(clause)) and draft.text == begins
