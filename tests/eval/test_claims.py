"""What a text claims without ground is found; what the person, the notice or the cited clause says is no claim."""

from __future__ import annotations

import pytest

from eval.claims import ClaimCheck

QUOTE = "“纪检监察机关会同扶贫办、检察、公安、审计、信访等单位，强化沟通协作和信息共享。”"


@pytest.fixture(scope="module")
def claims(notice):
    return ClaimCheck(notice)


ANSWERS = [
    # text, the person's messages, faults
    ("由**市住建局**牵头，共 8 个单位，到2018年年底。", "危房改造", {}),
    ("由市住建局牵头，市公安局、市水务局参加。", "危房改造", {"unit_in_text": ["公安局", "市水务局"]}),
    ("由住建局牵头，水务局参加。", "危房改造", {"unit_in_text": ["水务局"]}),
    ("不是，市水务局不在里面。", "市水务局参加危房改造吗", {}),
    ("不是，水务局不在里面。", "水务参加危房改造吗", {}),
    ("责任单位里没有 **市水务局**，牵头单位是市住建局。", "它参加吗", {}),
    ("由市住建局牵头，落实情况向市政府报告。", "危房改造", {}),
    ("没有说明，但由市水务局参加。", "危房改造", {"unit_in_text": ["市水务局"]}),
    (f"市住建局牵头。{QUOTE}", "危房改造", {}),
    ("市住建局牵头。“市审计局也要参加。”", "危房改造", {"unit_in_text": ["市审计局"]}),
    ("由“市审计局、市水务局”参加。", "危房改造", {"unit_in_text": ["市审计局", "市水务局"]}),
    ("**市残联**（牵头）、市住建局", "危房改造", {"lead_in_text": ["市残联"]}),
    ("牵头单位：市残联。市住建局参加。", "危房改造", {"lead_in_text": ["市残联"]}),
    ("市残联参加，由市住建局牵头。", "危房改造", {}),
    ("不由市残联牵头。", "危房改造", {}),
    ("每户补助50万元。", "危房改造", {"figure_in_text": ["50万元"]}),
    ("完成 80% 的改造，电话 0660-3366110 或 12345。", "危房改造", {"figure_in_text": ["80%", "0660-3366110", "12345"]}),
    ("通知没有写到50万元。", "每户是补50万元吗", {}),
    ("任务 2016 2018 17", "危房改造", {}),
]


@pytest.mark.parametrize(("text", "asked", "faults"), ANSWERS, ids=[case[0][:24] for case in ANSWERS])
def test_what_an_answer_on_task_17_says_must_stand_there(claims, notice, make_answer, text, asked, faults):
    found = claims.answer_faults(make_answer(text), [asked], [notice.clause("17")])
    assert {kind: words for kind, words in found.items() if words} == faults


def test_over_the_whole_notice_only_its_own_units_and_figures_are_grounded(claims, make_answer):
    found = claims.answer_faults(make_answer("市水务局最少，市公安局没有，每人20万元、99%。"), ["谁最少"], ())
    assert found == {"unit_in_text": ["公安局"], "lead_in_text": [], "figure_in_text": ["20万元", "99%"]}


REFUSALS = [
    ("通知里没有写到这一点。", {}),
    ("通知没写，由市公安局负责。", {"unit_in_text": ["公安局"]}),
    ("建议咨询市水务局。", {"unit_in_text": ["市水务局"]}),
    ("本通知没有“市气象局”。名称相近的有：市邮政管理局。它们不是同一单位。", {}),
    ("最接近的是：[任务19] 农村水利（市水务局牵头）。", {}),
    ("最接近的是：[任务17] 危房改造。由市水务局负责。", {"unit_in_text": ["市水务局"]}),
    ("您问的是市水务局牵头的任务，还是市审计局牵头的？", {}),
    ("没有写，请拨打12345。", {"figure_in_text": ["12345"]}),
]


@pytest.mark.parametrize(("text", "faults"), REFUSALS, ids=[case[0][:24] for case in REFUSALS])
def test_a_refusal_gives_nobody_a_part(claims, make_answer, text, faults):
    found = claims.refusal_faults(make_answer(text, "not_found", ()), ["市气象局管什么"])
    assert {kind: words for kind, words in found.items() if words} == faults


def test_a_refusal_gives_no_units(claims, make_answer):
    assert claims.refusal_faults(make_answer("没有写。", "not_found", (), ["市水务局"]), ["x"])["units_in_refusal"] == ["市水务局"]
