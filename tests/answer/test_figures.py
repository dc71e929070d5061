"""Numbers of a question are compared with those of a sentence that count the same."""

import pytest

from answer.figures import Comparison, compare_figures, counts_asked, has_figures, read_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("不超过5户", [("5", "户")]),
        ("不超过十户", [("10", "户")]),
        ("5万元以下", [("50000", "元")]),
        ("五万块钱", [("50000", "元")]),
        ("省承担12亿元", [("1.2e+09", "元")]),
        ("不低于 70%", [("70", "%")]),
        ("七成", [("70", "%")]),
        ("6：3：1", [("6:3:1", "比")]),
        ("到2018年年底", [("2018", "年")]),
        ("3年以内", [("3", "年数")]),
        ("每年至少2次", [("2", "次")]),
        ("两趟", [("2", "次")]),
        ("48小时内处置", [("48", "小时")]),
        ("20个工作日", [("20", "个工作日")]),
        ("200 人以上", [("200", "人")]),
        ("7月20日前和12月20日前", [("7-20", "日期"), ("12-20", "日期")]),
        ("六月底", [("6-底", "日期")]),
        ("百分之七十", [("70", "%")]),
        ("任期36个月", [("3", "年数")]),
        ("3—5年", [("3~5", "年数")]),
        ("十二个亿", [("1.2e+09", "元")]),
        ("20个示范村", [("20", "个")]),
        ("第45项", []),
        ("三年攻坚实施方案", []),
        ("一个干部、一户一法", []),
        ("就一家", [("1", "家")]),
        ("是这两个日子", []),
        ("没有数字", []),
        ("", []),
    ],
)
def test_figures_with_what_they_count(text, figures):
    assert [(figure.value, figure.unit) for figure in read_figures(text)] == figures


LOAN = "为符合贷款条件的贫困户提供5万元以下、期限3年以内的信用贷款"
REPORTS = "各牵头部门在每年7月20日前和12月20日前将任务落实情况报送市扶贫办汇总。"
ONCE = "每年组织一次专项检查"
FIVE = "原则上每位干部帮扶联系不超过5户"


@pytest.mark.parametrize(
    ("claim", "sentence", "stated"),
    [
        ("最长能贷20年吗", "贷款期限最长可延至20年", ""),
        ("最长能贷10年吗", "贷款期限最长可延至20年", "最长可延至20年"),
        ("报销七成吗", "按照不低于 70%的比例给予补助", ""),
        ("报销百分之五十吗", "按照不低于 70%的比例给予补助", "不低于 70%"),
        ("每人最多8户吧", FIVE, "不超过5户"),
        ("每人最多五户吧", FIVE, ""),
        ("每人至少五户吧", FIVE, "不超过5户"),
        ("走访两次够吗", "每年至少2次带队走访", ""),
        ("按6：3：1分吗", "按 6：3：1 的比例共同分担", ""),
        ("按5：4：1分吗", "按 6：3：1 的比例共同分担", "6：3：1"),
        ("贷款封顶五万，期限三年", LOAN, ""),
        ("封顶五万，还款期五年", LOAN, "3年以内"),
        ("贷款封顶八万，还款期三年", LOAN, "5万元以下"),
        ("每年6月20日、12月20日前报", REPORTS, "7月20日"),
        ("落实情况每年7月20日、12月20日前报", REPORTS, ""),
        ("落实情况一年报两回", REPORTS, ""),
        ("落实情况一年只报一回", REPORTS, "7月20日前和12月20日"),
        ("每年两次专项检查", ONCE, "一次"),
        ("每季度一次专项检查", ONCE, "每年"),
        ("每年一次专项检查", ONCE, ""),
        ("任期6年", "任期3—5年", "3—5年"),
    ],
)
def test_every_figure_of_a_claim_must_stand_in_the_text(claim, sentence, stated):
    compared = compare_figures(claim, [sentence])
    assert (compared.agrees, compared.stated if not compared.agrees else "") == (not stated, stated)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("能贷吗", "最长20年"),
        ("5万元吗", "不超过5户"),
        ("3次吗", "没有数字"),
        ("封顶五万，每户三次", LOAN),
        ("任期4年", "任期3—5年"),
        ("每年都检查", "组织检查"),
        ("每户发三千元", "按人均 2 万元安排扶贫投入"),
        ("每月报一次", "每年组织一次专项检查"),
    ],
)
def test_of_a_figure_that_nothing_stands_against_neither_yes_nor_no_is_said(claim, sentence):
    assert compare_figures(claim, [sentence]) is None


def test_the_nearest_text_with_a_figure_of_the_kind_is_compared():
    assert compare_figures("任期两年", ["选派第一书记", "任期为3年", "期限2年"]) == Comparison(False, "3年")


@pytest.mark.parametrize(("text", "has"), [("一年报两回", True), ("每季度检查", True), ("三年攻坚方案", False), ("政策停掉", False)])
def test_a_claim_with_figures_is_told_from_others(text, has):
    assert has_figures(text) is has


def test_of_two_figures_the_text_that_has_one_of_them_is_compared():
    nearest_first = ["贷款期限最长可延至20年。", "鼓励发放5万元以下、3年以内的小额贷款。"]
    found = compare_figures("贷款封顶五万，还款期五年", nearest_first)
    assert (found.agrees, found.stated) == (False, "3年以内")
    assert compare_figures("还款期五年", nearest_first).stated != "3年以内"  # one figure alone: the nearest


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("任务落实情况一年报几回", "每年组织一次专项检查", False),
        ("任务落实情况一年报几回", "每年7月20日前和12月20日前将任务落实情况报送市扶贫办", True),
        ("专项检查每年几次", "每年组织一次专项检查", True),
        ("一年查几回", "每年组织一次专项检查", True),
        ("要几百人", "重点推进贫困村200人以上的自然村", True),
        ("补几万", "重点推进贫困村200人以上的自然村", False),
    ],
)
def test_a_figure_is_of_what_is_counted(question, text, stated):
    assert counts_asked(question, text) is stated


def test_a_figure_pointed_at_is_compared_with_how_it_binds():
    assert not compare_figures("补七成，这七成是封顶的", ["按照不低于 70%的比例给予补助"]).agrees
    assert compare_figures("再补的比例不得少于七成", ["按照不低于 70%的比例给予补助"]).agrees


@pytest.mark.parametrize(
    ("claim", "agrees"),
    [
        ("想贷3万、两年还清，在信用贷款的范围内吗", True),
        ("想贷6万、两年还清，在信用贷款的范围内吗", False),
        ("想贷3万、四年还清，符不符合", False),
        ("信用贷款是3万吗", False),  # the limit itself is claimed
    ],
)
def test_a_figure_keeps_to_a_limit_where_that_is_asked(claim, agrees):
    assert compare_figures(claim, ["提供信用贷款5万元以下、期限3年以内的扶贫小额信贷"]).agrees is agrees
