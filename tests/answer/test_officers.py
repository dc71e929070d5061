"""People in charge: who they are, and which tasks are theirs."""

import pytest

from answer import Assistant
from ingest import parse_notice
from settings import Settings
from tests.ingest.test_officers import IN_BRACKETS, OVER_SECTIONS


@pytest.fixture
def asked_of(reader):
    def asked_of(text, *turns):
        return Assistant([parse_notice(text, "own")], Settings(), reader).ask(turns[-1], turns[:-1])

    return asked_of


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        (IN_BRACKETS, "第1项责任人是谁", "责任人：周敏"),
        (IN_BRACKETS, "第2项由哪位局领导分管", "分管局领导：陶志强"),
        (OVER_SECTIONS, "任务二1是哪位市领导牵头", "牵头领导：副市长罗静怡"),
    ],
)
def test_who_is_in_charge_of_a_task_is_told(asked_of, text, question, words):
    answer = asked_of(text, question)
    assert words in answer.text and answer.units is None and len(answer.clauses) == 1
    assert any(citation.quote.replace(" ", "") == words for citation in answer.citations)


def test_those_of_another_duty_are_not_told(asked_of):
    assert "何建平" not in asked_of(IN_BRACKETS, "第1项责任人是谁").text


@pytest.mark.parametrize(
    ("question", "clauses"),
    [("汪洋手上有哪几项", ("2",)), ("何建平局长分管的有几项任务", ("1",)), ("丁勇负责哪些任务", ("2",))],
)
def test_whose_tasks_are_asked_for_is_a_condition(asked_of, question, clauses):
    assert asked_of(IN_BRACKETS, question).clauses == clauses


def test_another_person_is_asked_about_in_the_same_way(asked_of):
    assert asked_of(IN_BRACKETS, "周敏手上有哪几项", "汪洋呢？").clauses == ("2",)


@pytest.mark.parametrize(("name", "begins"), [("周敏", "是的"), ("汪洋", "不是")])
def test_whether_somebody_is_in_charge_is_told(asked_of, name, begins):
    answer = asked_of(IN_BRACKETS, f"第1项是不是{name}负责")
    assert answer.text.startswith(begins) and "责任人：周敏" in answer.text


def test_a_notice_that_names_nobody_has_nobody_in_charge(ask):
    assert ask("第17项的责任单位和分管领导").units == ask("第17项的责任单位").units


@pytest.mark.parametrize(("question", "told"), [("第1条归哪位领导，每月几号前", True), ("第1条几号前", False)])
def test_who_is_in_charge_is_told_with_the_time_where_both_are_asked_for(asked_of, question, told):
    text = "关于分工的通知\n1. 反诈宣传。\n责任领导：王强\n责任单位：县公安局\n完成时间：每月25日前\n"
    answer = asked_of(text, question)
    assert "每月25日前" in answer.text and ("责任领导：王强" in answer.text) is told
