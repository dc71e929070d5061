"""What is quoted of clauses: times in cells of their own, figures, whether there is a time limit."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.check import check
from answer.content import best_sentences, limit_verdict, quoted_sentences
from answer.details import limits_apart, unstated, unstated_fact
from answer.draft import Draft
from answer.query import Asks
from ingest import parse_notice
from settings import Settings
from tests.answer.queries import query

TABLE = "关于分工的通知\n各单位：\n序号\t任务\t责任单位\t时间安排\n1\t建成康复楼\t县卫健局\t第三季度\n2\t做好筛查\t县卫健局\t持续推进\n"


@pytest.mark.parametrize(("fact", "told"), [("when", True), ("", False)])
def test_a_time_in_a_cell_of_its_own_is_quoted_where_a_time_is_asked_for(fact, told):
    notice = parse_notice(TABLE, "table")
    draft = Draft(notice)
    quoted_sentences(draft, query(Asks.CONTENT, topic="康复楼", fact=fact), [notice.clause("1")], {})
    assert "“建成康复楼”" in draft.text
    assert ("“第三季度”" in draft.text) is told


@pytest.mark.parametrize(("fact", "told"), [("amount", True), ("", False)])
def test_the_sentence_with_the_figure_follows_a_heading_without_any(fact, told):
    notice = parse_notice("关于分工的通知\n1. 发放消费券。统筹安排8000万元，分4批次发放。（县商务局）\n", "voucher")
    draft = Draft(notice)
    asked = query(Asks.CONTENT, topic="消费券", fact=fact)
    quoted_sentences(draft, asked, [notice.clause("1")], {"1": ((0, 0.9), (1, 0.5))})
    assert "“发放消费券。”" in draft.text and ("8000万元" in draft.text) is told


@pytest.mark.parametrize(("clause", "begins"), [("1", "有。"), ("2", "没有写明完成的日期。"), ("3", "没有写明完成的日期。")])
def test_whether_there_is_a_time_limit_is_answered(clause, begins):
    notice = parse_notice(
        "关于分工的通知\n1. 修路。6月底前完成。（县交通局）\n2. 养路。（县交通局）\n3. 护林，长期坚持。（县林业局）\n", "limit"
    )
    asked = query(Asks.CONTENT, fact="when", yes_no=True).but(text="有没有要求哪天之前做完")
    draft = Draft(notice)
    assert limit_verdict(draft, asked, notice.clause(clause)) and draft.text == begins


BESIDE_THE_UNITS = """龙潭乡防汛工作任务分工
1.修编防汛预案。修订乡防汛应急预案，明确转移路线。（牵头单位：乡水利站；完成时限：4月30日前）
2.清理河道。每年6月前清理一次河道。（牵头单位：乡水利站）
"""


@pytest.mark.parametrize(("clause", "limits"), [("1", ["4月30日前"]), ("2", [])])
def test_a_time_limit_beside_the_units_stands_apart(clause, limits):
    notice = parse_notice(BESIDE_THE_UNITS, "flood")
    assert [limit.words for limit in limits_apart(notice.clause(clause))] == limits


def test_when_asked_by_topic_a_limit_beside_the_units_is_told_and_cited():
    notice = parse_notice(BESIDE_THE_UNITS, "flood")
    clause = notice.clause("1")
    asked = query(Asks.CONTENT, topic="修编防汛预案什么时候完成", fact="when").but(text="修编防汛预案什么时候完成")
    draft = quoted_sentences(Draft(notice), asked, [clause], {})
    assert draft.text.startswith("[任务1] 的时间要求是“4月30日前”。")
    assert "4月30日前" in [citation.quote for citation in draft.citations()]
    assert unstated(asked.text, [clause]) == unstated_fact(asked, [clause], {}) == ""
    check(draft, notice.units)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("各部门的情况，扶贫办汇总完了再报到哪里去", "由市扶贫办报告市扶贫开发领导小组"),
        ("收齐以后再往上交给谁", "由市扶贫办报告市扶贫开发领导小组"),
        ("各牵头部门把落实情况报给谁", "报送市扶贫办汇总"),
    ],
)
def test_the_next_to_whom_it_is_reported_is_the_last_that_is_named(shipped, question, words):
    clause = shipped.clause("二（一）")
    ranked = [(number, 0.9 if "报送" in sentence.text else 0.5) for number, sentence in enumerate(clause.sentences)]
    asked = query(Asks.CONTENT, topic=question).but(text=question)
    assert words in best_sentences(asked, clause, sorted(ranked, key=lambda pair: -pair[1]))[0].text


def test_a_time_that_is_claimed_is_compared_with_the_limit_in_its_own_column(reader):
    head = "序号\t任务\t牵头单位\t配合单位\t完成时限\n"
    rows = head + "1\t公布养老清单\t市民政局\t市财政局\t2024年4月底前\n2\t建设食堂\t市民政局\t市财政局\t2024年6月底前\n"
    assistant = Assistant([parse_notice("关于印发2024年养老任务分解表的通知\n\n" + rows, "qingshan")], Settings(), reader)
    assert assistant.ask("第1项是不是4月底前要完成").text.startswith("是的。")
    assert assistant.ask("第1项是不是5月底前要完成").text.startswith("不是。")
