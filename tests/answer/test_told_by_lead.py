"""A task is told by the unit that leads it, and what is asked of it is answered."""

import pytest


@pytest.mark.parametrize("text", ["经信局牵头的那条什么时候完成", "市经信局牵头的那一项，什么时候完"])
def test_its_time_is_told(ask, text):
    answer = ask(text)
    assert answer.clauses == ("21",) and "没有写明完成期限" in answer.text


@pytest.mark.parametrize("text", ["审计局牵头的那项讲什么", "审计局牵头的那条有什么要求"])
def test_its_words_are_quoted(ask, text):
    answer = ask(text)
    assert answer.clauses == ("25",) and "扶贫资金违规使用责任追究制度" in answer.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("统战部牵头的那一项，工商联也算参加单位，对不", "是"),
        ("统战部牵头的那一项有没有工商联", "是"),
        ("统战部牵头的那一项，教育局在不在", "不是"),
    ],
)
def test_whether_another_unit_has_a_part_in_it_is_told(ask, text, verdict):
    answer = ask(text)
    assert answer.clauses == ("42",) and answer.text.startswith(verdict)


def test_which_task_it_is_stays_a_question_of_the_unit_s_tasks(ask):
    assert "牵头 1 项任务" in ask("审计局牵头的那项是哪一项").text


def test_of_a_unit_that_leads_many_none_is_told(ask, shipped):
    led = [task.id for task in shipped.tasks if "市扶贫办" in task.leads]
    assert list(ask("市扶贫办牵头的那几项都是什么任务").clauses) == led
