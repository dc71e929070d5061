"""A planted wrong gold is found; so are questions asked twice."""

from __future__ import annotations

import pytest

from eval.check_questions import check_golds, find_duplicates


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ({"clauses": ["61"]}, "clause 61 is not in the notice"),
        ({"units": ["住建局"]}, "unit 住建局 is not in the notice's spelling"),
        ({"units": ["市审计局"]}, "unit 市审计局 is neither responsible for a cited clause nor named in it"),
        ({"clauses": ["4"], "units": ["市财政局", "市林业局"]}, "all units of the clause, but not in its order"),
        ({"clauses": ["8"], "units": ["市财政局", "市民政局"]}, "the lead is among the units but not first"),
        ({"facts": ["2019年年底"]}, "fact '2019年年底' does not stand in the cited clauses"),
        ({"facts": [["是", "对"]]}, "tells yes from no: use verdict"),
        ({"clauses": []}, "an answer with no clause"),
        ({"clauses": ["17", "17"]}, "clauses repeat a name"),
        ({"units": []}, "units are an empty list"),
        ({"status": "not_found", "clauses": ["17"]}, "a refusal has clauses"),
    ],
)
def test_a_planted_wrong_gold_is_found(notice, make_question, gold, message):
    findings = check_golds([make_question(**gold)], notice)
    assert any(finding.certain and message in finding.message for finding in findings), findings


@pytest.mark.parametrize(
    ("turn", "kind", "gold", "message"),
    [
        ("危房改造谁牵头", "topic_units", {"units": ["市残联"]}, "asks who leads"),
        ("危房改造还有哪些配合单位", "topic_units", {"units": ["市住建局"]}, "asks for the others"),
        ("市残联参与危房改造吗", "facts", {}, "no verdict"),
        ("危房改造的钱从哪来", "facts", {"units": ["市残联", "市财政局"]}, "neither all, nor the lead, nor the others"),
        ("市残联的任务", "unit_tasks", {"clauses": ["6", "8", "10"]}, "of any unit"),
        ("市水务局有几项", "unit_tasks", {"clauses": ["19", "20"], "facts": ["3"]}, "count 3"),
    ],
)
def test_a_doubtful_gold_is_shown(notice, make_question, turn, kind, gold, message):
    findings = check_golds([make_question(turns=(turn,), kind=kind, **gold)], notice)
    assert any(message in finding.message and not finding.certain for finding in findings), findings


def test_a_sound_gold_gives_no_finding(notice, make_question):
    gold = {"units": ["市住建局"], "facts": ["2018年年底", "8"]}
    assert check_golds([make_question(**gold)], notice) == []


def test_duplicates_are_found_through_width_blanks_and_punctuation(make_question):
    questions = [
        make_question("a", ("危房改造谁牵头",)),
        make_question("b", ("危房改造，谁 牵头？",)),
        make_question("c", ("危房改造谁参加",)),
    ]
    assert [(f.question, f.message, f.certain) for f in find_duplicates(questions)] == [("b", "the same question as a", True)]


def test_near_duplicates_are_shown_but_not_faults(make_question):
    first, second = "请问农村危房改造扶贫工程是由哪家单位牵头的", "请问农村危房改造扶贫工程是由哪个单位牵头的"
    (finding,) = find_duplicates([make_question("a", (first,)), make_question("b", (second,))])
    assert finding.question == "b" and not finding.certain


def test_the_conversation_before_makes_a_question_different(make_question):
    assert find_duplicates([make_question("a", ("谁牵头",)), make_question("b", ("旅游扶贫", "谁牵头"))]) == []
