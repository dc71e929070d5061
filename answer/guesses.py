"""A guess held against the answer just given, as the question that it comes to: 不是10万吗 after 最多贷几万 -> 最多贷10万吗."""

from __future__ import annotations

import re

from ingest.lines import CHINESE_DIGITS

# "不是10万吗？", "你再看看，不是郑佳吗", "难道不该是2018年？"
GUESS = re.compile(
    "^(?:(?:你)?(?:再|好好|仔细)*(?:看看?|查查?|想想?|核对|确定|确认)(?:一下|一遍|下)?[，。？！]*|[啊咦哎嗯哦那，？！])*"
    "(?:难道|怎么|应该|我记得|我以为|好像|会不会|，)*(?:就)?(?:不是|不该是|不应该是|不应该|不就是)(?P<guess>[^，。？！是谁哪什么]{1,10}?)(?:吗|么|嘛|吧|啊)?[？。]*$"
)
# "我怎么记得是十年", "也就是说最少七成喽", "2020吧？镇里是这么传达的": with a figure in it
FIGURE_SAID = re.compile(
    "^(?:哦|噢|咦|啊|，)*(?:(?:那)?也就是说?|就是说|(?:我|咱)(?:怎么|一直|还)*(?:记得|以为|印象(?:里|中)?)|印象(?:里|中)|听说)(?:好像)?(?:是|有)?"
    r"(?P<guess>[^，。？！谁哪什么]{0,6}[\d一二三四五六七八九十][^，。？！谁哪什么]{0,8}?)(?:喽|咯|嘛|吧|吗|啊|呀|来着|呢)?[？。！]*$"
    r"|^(?P<first>(?:\d+|[一二三四五六七八九十]+)(?:年|万元?|元|户|人|次|个月|个|成|%)?)(?:年?底)?吧[？，。！]"
)
# What the last question left open, for the guess to stand in
LEFT_OPEN = re.compile(
    "谁|哪(?:一)?(?:位|个人|个?(?:领导|同志|书记|干部))|(?:几|多少)(?:万|亿|千|百)?(?:元|块钱?|年|个月|个|户|人|名|次|天|成|倍|家)?钱?|什么时候|何时|哪(?:一)?年(?:年?底)?|几月几号|几号|几月份?|哪(?:一)?天|多久|多长时间"
)
AND_WHAT = re.compile("^(?:那么?)?(?P<what>[^，。？谁哪几多什么]{2,12})呢[？。]*$")  # 任期呢


IS_SAID = re.compile("[要能会有在得应该可归由让给说写讲算]")  # 不是要备案吗: no guess at who it is
OF_SOMEBODY = re.compile("谁|位|个人|领导|同志|书记|干部")
A_NUMBER = re.compile(rf"[\d{CHINESE_DIGITS}]")


def held_against(text: str, last: str) -> str:
    """Return the question that a guess comes to, given the question it follows.

    The text itself where it is no guess, or nothing was left open.
    """
    said = GUESS.search(text) or FIGURE_SAID.search(text)
    if not said:
        return text
    guess = said["guess"] or said["first"]
    if asked := AND_WHAT.search(last):
        return f"{asked['what']}是{guess}吗"
    left_open = list(LEFT_OPEN.finditer(last))
    if len(left_open) != 1 or not _fits(guess, left_open[0].group()):
        return text
    year = "年" if guess.isdecimal() and "年" in left_open[0].group() else ""
    rest = re.sub("[呢啊呀吗？。]+$", "", last[left_open[0].end() :])
    return f"{last[: left_open[0].start()]}{guess}{year}{rest}吗"


def _fits(guess: str, asked: str) -> bool:
    """Tell whether a guess is of the kind that was asked for: a number or a time, else somebody."""
    return (not IS_SAID.match(guess)) if OF_SOMEBODY.search(asked) else A_NUMBER.search(guess) is not None
