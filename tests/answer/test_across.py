"""Questions over all notices, computed without an index."""

import pytest

from answer import Assistant
from answer.across import MOST
from ingest import parse_notice
from ingest.identity import ALL
from settings import Settings

TEXT = """关于印发《{subject}工作方案》的通知

青府办〔2020〕{number}号

列在首位的为牵头单位。

1. 推进{subject}工作，健全机制，落实责任。（{units}）

2. 开展{subject}宣传培训，发动群众参加。（县教育局）
"""


def notice(number, subject, units):
    return parse_notice(TEXT.format(number=number, subject=subject, units=units), f"qing-{number}")


@pytest.fixture(scope="module")
def across(shipped, reader):
    notices = [shipped, notice(1, "造林绿化", "县林业局、县水务局"), notice(2, "河道整治", "县水务局、县林业局")]
    return Assistant(notices, Settings(), reader)


def test_a_units_tasks_are_told_notice_by_notice_with_their_number(across):
    answer = across.ask("县林业局负责哪些任务", notice=ALL)
    assert answer.status == "answered" and answer.text.splitlines()[0] == "共 2 份通知、2 项任务符合。"
    assert "**关于印发《造林绿化工作方案》的通知**：" in answer.text
    assert "- [青府办〔2020〕1号 任务1] 推进造林绿化工作，健全机制，落实责任。（牵头）" in answer.text
    assert "- [青府办〔2020〕2号 任务1] 推进河道整治工作，健全机制，落实责任。（参加，牵头单位县水务局）" in answer.text
    assert answer.clauses == ("qing-1#1", "qing-2#1")
    assert [(citation.notice, citation.clause) for citation in answer.citations] == [("qing-1", "1"), ("qing-2", "1")]
    for citation in answer.citations:
        assert across.notices[citation.notice].source[citation.start : citation.end] == citation.quote


def test_notices_in_which_the_unit_does_not_lead_are_left_out(across):
    answer = across.ask("县林业局牵头哪些任务", notice=ALL)
    assert answer.clauses == ("qing-1#1",) and "河道" not in answer.text and "份通知" not in answer.text


def test_of_many_notices_the_first_are_shown_and_all_are_counted(reader):
    notices = [notice(n, f"第{n}类河湖", "县水务局") for n in range(1, MOST + 4)]
    answer = Assistant(notices, Settings(), reader).ask("县水务局牵头哪些任务", notice=ALL)
    assert answer.text.splitlines()[0] == f"共 {MOST + 3} 份通知、{MOST + 3} 项任务符合。"
    assert len(answer.clauses) == MOST and answer.text.splitlines()[-1].startswith("另有 3 份通知也符合")


def test_a_task_number_alone_asks_back_which_notice_is_meant(across):
    answer = across.ask("第1项谁牵头", notice=ALL)
    assert answer.status == "clarify" and "3 份通知" in answer.text
    assert answer.suggestions[1] == "青府办〔2020〕1号里，第1项谁牵头"
    assert across.ask(answer.suggestions[1], notice=ALL).units == ("县林业局",)


def test_a_follow_up_stays_with_the_notice_that_was_named(across):
    asked = "造林绿化那份里第1项谁牵头"
    assert across.ask(asked, notice=ALL).units == ("县林业局",)
    assert across.ask("那参加的呢", [asked], notice=ALL).units == ("县水务局",)


def test_a_follow_up_over_all_goes_on_in_each(across):
    answer = across.ask("那只参加的呢", ["县林业局负责哪些任务"], notice=ALL)
    assert answer.clauses == ("qing-2#1",)


def test_a_number_that_no_notice_bears_is_said_to_be_missing(across):
    answer = across.ask("青府办〔2020〕9号里谁牵头")
    assert (answer.status, answer.text) == ("not_found", "通知库里没有 青府办〔2020〕9号 这份通知。")


def test_other_notices_change_nothing_in_an_answer_about_one(across, assistant):
    for question in ("市教育局牵头哪些任务", "第17项写了什么", "哪个单位牵头的任务最多", "文号是多少"):
        one, among = (each.ask(question).to_dict() | {"latency_ms": 0} for each in (assistant, across))
        assert one == among


def test_an_unknown_notice_is_no_notice(across):
    with pytest.raises(KeyError):
        across.ask("谁牵头", notice="none")
