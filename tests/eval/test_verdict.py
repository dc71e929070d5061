"""Yes or no as the first sentence says it."""

from __future__ import annotations

import pytest

from eval.verdict import read_verdict


@pytest.mark.parametrize(
    "text",
    [
        "是。市林业局是任务22的参加单位。",
        "**是的**，市住建局牵头[任务17]。",
        "对，没错。",
        "有。[任务50]里两家都在。",
        "参与，是参加单位。",
        "没错，最长可延至20年。",
        "在，市直（含驻汕）各单位。",
        "可以。补助资金直接拨付至一卡通账户。",
        "Yes, it takes part in task 44.",
        "- 是，不过不牵头。",
        "需要。",
    ],
)
def test_these_say_yes(text):
    assert read_verdict(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "不是。牵头的是市民政局。",
        "否，由市委组织部牵头。",
        "没有，市妇联不牵头任何任务。",
        "不参与。",
        "未列入[任务25]。",
        "第12项不由市民政局牵头，牵头的是市教育局。",
        "第12项由市教育局牵头，不是市民政局。",
        "市民宗局没有牵头的任务。",
        "有误：牵头的是市审计局。",
        "No, the Finance Bureau is not involved.",
        "市财政局不在任务44的责任单位里。",
    ],
)
def test_these_say_no(text):
    assert read_verdict(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "任务22由 4 个单位负责：市住建局（牵头）、市发改局。",
        "“不低于70%”见任务15。",  # a negation in a quotation is the notice's
        "任务22的责任单位如下。没有市公安局。",  # the second sentence does not count
        "是否参与要看任务。",
        "有关单位共 4 个。",
        "对口帮扶由深圳承担。",
    ],
)
def test_these_say_neither(text):
    assert read_verdict(text) is None
