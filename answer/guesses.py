"""A guess held against the answer just given, as the question that it comes to: 不是10万吗 after 最多贷几万 -> 最多贷10万吗."""

from __future__ import annotations

import re

# "不是10万吗？", "你再看看，不是郑佳吗", "难道不该是2018年？"
GUESS = re.compile(
    "^(?:(?:你)?(?:再|好好|仔细)*(?:看看?|查查?|想想?|核对|确定|确认)(?:一下|一遍|下)?[，。？！]*|[啊咦哎嗯哦那，？！])*"
    "(?:难道|怎么|应该|我记得|我以为|好像|会不会|，)*(?:就)?(?:不是|不该是|不应该是|不应该|不就是)(?P<guess>[^，。？！是谁哪什么]{1,10}?)(?:吗|么|嘛|吧|啊)?[？。]*$"
)
# What the last question left open, for the guess to stand in
LEFT_OPEN = re.compile(
    "谁|哪(?:一)?(?:位|个人|个?(?:领导|同志|书记|干部))|(?:几|多少)(?:万|亿|千|百)?(?:元|块钱?|年|个月|个|户|人|名|次|天|成|倍|家)?钱?|什么时候|何时|哪(?:一)?年(?:年?底)?|多久|多长时间"
)
AND_WHAT = re.compile("^(?:那么?)?(?P<what>[^，。？谁哪几多什么]{2,12})呢[？。]*$")  # 任期呢


def held_against(text: str, last: str) -> str:
    """Return the question that a guess comes to, given the question it follows.

    The text itself where it is no guess, or nothing was left open.
    """
    said = GUESS.search(text)
    if not said:
        return text
    if asked := AND_WHAT.search(last):
        return f"{asked['what']}是{said['guess']}吗"
    left_open = list(LEFT_OPEN.finditer(last))
    if len(left_open) != 1:
        return text
    rest = re.sub("[呢啊呀吗？。]+$", "", last[left_open[0].end() :])
    return f"{last[: left_open[0].start()]}{said['guess']}{rest}吗"
