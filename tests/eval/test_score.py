"""Each way of being wrong is found and named; right means that everything the gold states holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.score import judge, score
from schema import Citation

ALL_17 = ["市住建局", "市城乡规划局", "市发改局", "市民政局", "市财政局", "人民银行汕尾市中心支行", "市残联", "市扶贫办"]
CASES = [
    # name, gold, answer, kinds of reason
    ("all holds", {"units": ["市住建局"]}, {"units": ["市住建局"]}, ()),
    ("wrong status", {}, {"status": "not_found", "clauses": ()}, ("status",)),
    ("refusal due", {"status": "not_found", "clauses": []}, {}, ("status",)),
    (
        "refusal right, nearest clause offered",
        {"status": "not_found", "clauses": []},
        {"status": "not_found", "text": "没有写。[任务17]"},
        (),
    ),
    ("either refusal", {"status": ["not_found", "clarify"], "clauses": []}, {"status": "clarify", "text": "哪一项？", "clauses": ()}, ()),
    ("clause missing", {"clauses": ["17", "22"]}, {}, ("clauses_missing",)),
    ("clause extra", {}, {"clauses": ("17", "22")}, ("clauses_extra",)),
    ("clauses in another order", {"clauses": ["17", "22"]}, {"clauses": ("22", "17")}, ()),
    ("clauses not checked", {"clauses": None}, {"clauses": ("1", "2")}, ()),
    ("unit missing", {"units": ALL_17}, {"units": ALL_17[:-1]}, ("units_missing",)),
    ("unit extra", {"units": ["市住建局"]}, {"units": ["市住建局", "市残联"]}, ("units_extra",)),
    ("units due, none given", {"units": ["市住建局"]}, {"units": None}, ("units_missing",)),
    ("all units, lead first", {"units": ALL_17}, {"units": [ALL_17[0], *reversed(ALL_17[1:])]}, ()),
    ("all units, lead not first", {"units": ALL_17}, {"units": list(reversed(ALL_17))}, ("lead_not_first",)),
    ("the others have no order", {"units": ALL_17[1:]}, {"units": list(reversed(ALL_17[1:]))}, ()),
    ("a unit twice", {"units": ["市住建局"]}, {"units": ["市住建局", "市住建局"]}, ("units_repeated",)),
    ("invented unit where units are not checked", {}, {"units": ["市公安局"]}, ("unit_not_cited",)),
    ("unit of another clause", {}, {"units": ["市审计局"]}, ("unit_not_cited",)),
    ("ranking need not cite all", {"clauses": None, "units": ["市审计局"]}, {"clauses": ("17",), "units": ["市审计局"]}, ()),
    ("fact stated", {"facts": ["2018年年底"]}, {"text": "到 2018 年年底[任务17]"}, ()),
    ("fact missing", {"facts": ["2018年年底", "一卡通"]}, {"text": "到2018年年底"}, ("fact_missing",)),
    ("verdict right", {"verdict": "yes"}, {"text": "是，由市住建局牵头。"}, ()),
    ("不是 is not 是", {"verdict": "yes"}, {"text": "不是，由市住建局牵头。"}, ("verdict",)),
    ("no verdict given", {"verdict": "no"}, {"text": "由市住建局牵头。"}, ("verdict",)),
    ("nothing said", {"units": ["市住建局"]}, {"units": ["市住建局"], "text": " \n"}, ("text_empty",)),
    ("a refusal that says nothing", {"status": "not_found", "clauses": []}, {"status": "not_found", "text": ""}, ("text_empty",)),
    ("a unit more in the text", {}, {"text": "由市住建局牵头，市水务局参加。"}, ("unit_in_text",)),
    ("a ranking over the whole notice", {"clauses": None}, {"text": "市扶贫办最多，市水务局最少。", "clauses": ()}, ()),
    (
        "a refusal that names who",
        {"status": "not_found", "clauses": []},
        {"status": "not_found", "text": "由市水务局负责。"},
        ("unit_in_text",),
    ),
    (
        "a refusal with units",
        {"status": "clarify", "clauses": []},
        {"status": "clarify", "text": "？", "units": ["市水务局"]},
        ("units_in_refusal",),
    ),
    ("two faults", {"units": ["市住建局"], "facts": ["八"]}, {"units": ["市残联"]}, ("units_missing", "units_extra", "fact_missing")),
]


@pytest.mark.parametrize(("name", "gold", "fields", "reasons"), CASES, ids=[case[0] for case in CASES])
def test_verdicts(notice, make_question, make_answer, name, gold, fields, reasons):
    verdict = judge(make_question(**gold), make_answer(**fields), notice)
    assert verdict.reason_kinds == reasons
    assert verdict.right is (not reasons)


def test_a_broken_citation_makes_an_answer_wrong(notice, make_question, make_answer):
    answer = make_answer(cite="全面完成贫困户危房改造建设任务")
    assert judge(make_question(), answer, notice).right
    good = answer.citations[0]
    for broken in (replace(good, quote="全部完成"), replace(good, start=good.start + 1), replace(good, clause="18")):
        assert judge(make_question(), replace(answer, citations=(broken,)), notice).reason_kinds == ("citation",)


def test_a_refusal_with_a_broken_citation_is_wrong(notice, make_question, make_answer):
    answer = replace(make_answer("没有写。", "not_found"), citations=(Citation(notice.id, "17", "没有的话", 0, 4),))
    assert judge(make_question(status="not_found", clauses=[]), answer, notice).reason_kinds == ("citation",)


def test_a_question_without_prediction_is_wrong_and_order_is_kept(notice, make_question, make_answer):
    verdicts = score([make_question("b"), make_question("a")], {"a": make_answer()}, notice)
    assert [(v.question.id, v.right) for v in verdicts] == [("b", False), ("a", True)]
    assert verdicts[0].reasons == ("missing: no prediction",)
