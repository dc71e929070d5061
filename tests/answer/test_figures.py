"""Numbers of a question are compared with those of a sentence that count the same."""

import pytest

from answer.figures import agree, read_figures


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
        ("200 人以上", [("200", "人")]),
        ("没有数字", []),
        ("", []),
    ],
)
def test_figures_with_what_they_count(text, figures):
    assert [(figure.value, figure.unit) for figure in read_figures(text)] == figures


@pytest.mark.parametrize(
    ("question", "sentence", "same"),
    [
        ("最长能贷20年吗", "贷款期限最长可延至20年", True),
        ("最长能贷10年吗", "贷款期限最长可延至20年", False),
        ("报销七成吗", "按照不低于 70%的比例给予补助", True),
        ("报销百分之五十是50%吗", "按照不低于 70%的比例给予补助", False),
        ("每人最多8户吧", "原则上每位干部帮扶联系不超过5户", False),
        ("走访两次够吗", "每年至少2次带队走访", True),
        ("按6：3：1分吗", "按 6：3：1 的比例共同分担", True),
        ("按5：4：1分吗", "按 6：3：1 的比例共同分担", False),
    ],
)
def test_figures_agree_or_differ(question, sentence, same):
    assert agree(question, sentence)[0] is same


@pytest.mark.parametrize(("question", "sentence"), [("能贷吗", "最长20年"), ("5万元吗", "不超过5户"), ("3次吗", "没有数字")])
def test_what_counts_other_things_is_not_compared(question, sentence):
    assert agree(question, sentence) is None


def test_the_differing_figure_is_the_sentence_s(shipped):
    assert agree("每人最多8户吧", "不超过5户")[1].words == "5户"
