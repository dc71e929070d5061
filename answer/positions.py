"""Places that a question tells: of a unit in a task's list (第三个单位, 垫底的那家), of a task among those asked for (编号最大的)."""

from __future__ import annotations

import re

from answer.masked import Masked
from answer.reader import UNIT_MARK, Reading
from ingest.lines import CHINESE_DIGITS, ordinal_value

# "第三个单位", "倒数第二家", "垫底的那家", "末一家" / "第三项", "最后期限"
PLACE = re.compile(
    rf"(?!第.{{1,3}}个(?:年头|月|星期|学期|孩子|年|世纪))(?<!除)(?<!除了)(?<!除开)(?<!除去)(?<!撇开)(?<!抛开)(?<!不算)(?<!包括)(?<!包含)(?<!算上)(?<!连)(?<!含)(?:(?P<back>倒数)?第(?P<n>[{CHINESE_DIGITS}]|\d{{1,2}})(?:个|家|位|(?=[和跟与、](?:最|末|垫|第))|(?=$|[，。？]|的?(?:是|又是)?(?:谁|哪家)))|(?P<first>头一|打头的?(?:那|一)?|排头)(?:个|家|位)|(?P<last>(?:排|列)?(?:在)?(?:最后|最末|末尾|末位|垫底|压轴|殿后|末))(?:的?(?:那|一)?(?:个|家|位|单位)|(?=的?各?(?:又)?是?(?:谁|哪家))))"
)


def read_places(masked: Masked, reading: Reading) -> tuple[int, ...]:
    """Return the places of units in a list that are asked for: 第三个单位 -> 3, 头一家和末一家 -> 1, -1; none where none is."""
    if reading.choose("asks") != "units" or reading.choose("follow") == "pick":
        return ()
    return tuple(dict.fromkeys(listed_place(match) for match in PLACE.finditer(IN_ORDER.sub("，", masked.text))))


# How the units are to be listed, and none of them asked for: "牵头的放第一个", "从头一家到末一家"
IN_ORDER = re.compile(
    "(?i:lead(?: unit| agency| one)?s? (?:listed |named )?first)"
    "|(?:牵头|主办|领头|打头)的?(?:单位|那家|部门)?(?:也|都|要|请|先)?(?:写|排|放|列|摆|报|标)(?:在|到)?(?:最)?(?:第一|前|头)(?:个|位|一个|面|里)?"
    "|从(?:头|第)一?(?:家|个)(?:起|开始)?(?:一直)?(?:到|至|数到|报到|念到)(?:末|最后|末尾)(?:一)?(?:家|个)"
)


def listed_place(match: re.Match[str]) -> int:
    """Return the place that a match of PLACE tells: 3, -1 for the last."""
    if match["last"] or match["first"]:
        return -1 if match["last"] else 1
    return ordinal_value(match["n"]) * (-1 if match["back"] else 1)


# "编号最小的", "按编号第一个", "头一项" / "头一家"; "第一项" is a task's number
BY_NUMBER = "(?:编号|序号|项号|号码|顺序|次序)"
FIRST_TASK = re.compile(
    rf"{BY_NUMBER}[^，。？]{{0,3}}最?(?:小|靠前)(?:的|是|那)|{BY_NUMBER}[^，。？]{{0,3}}(?:第一|头一|最前)[项条个]?|(?:(?<![牵领挑带打])头一|首)(?:项|条|个任务)|最(?:靠)?前面?的?(?:那)?一?[项条]"
)
LAST_TASK = re.compile(
    rf"{BY_NUMBER}[^，。？]{{0,3}}最?(?:大|靠后)(?:的|是|那)|(?:最后|末了|末尾|最末)面?的?(?:那)?一?(?:[项条]|个(?!单位|部门|局))"
)
FIRST_SEEN = re.compile("最(?:早|先|前)(?:一次|一回)?(?:是)?(?:在|出现|露面)[^，。？]{0,4}(?:第几|哪)[项条个]?")
LAST_SEEN = re.compile(
    "最(?:后|末|晚)(?:一次|一回)?(?:又|是|在|出现|露面)*(?:在)?[^，。？]{0,4}(?:第几|哪)[项条个]?|(?:收尾|殿后|压轴|排在最后)的?(?:又)?是(?:哪|第几)(?:一)?[项条个]"
)
SMALL_AND_LARGE = re.compile(f"{BY_NUMBER}最(?:小|大)的?(?:和|跟|与|、)(?:{BY_NUMBER})?最(?:大|小)")


def read_ends(text: str) -> tuple[int, ...]:
    """Return the places, in the notice's order, of the tasks asked for: 民政局牵头的最后一项 -> -1; () where all of them are."""
    if SMALL_AND_LARGE.search(text):
        return (1, -1)
    named = {1: (FIRST_TASK, FIRST_SEEN), -1: (LAST_TASK, LAST_SEEN)}
    return tuple(end for end, patterns in named.items() if any(pattern.search(text) for pattern in patterns))


# "{财政局}紧挨着牵头单位、排第二位的任务", "{扶贫办}排在末尾的": a condition on a unit
PLACED = re.compile(
    rf"[^。？{UNIT_MARK}]{{0,10}}?(?:排|列)(?:名|列)?(?:在|到)?(?:第(?P<n>[{CHINESE_DIGITS}]|\d{{1,2}})(?:位|个|家)?|(?P<last>最后|最末|末尾|末位))(?:位|一位|一个)?的"
)


def place_of_unit(text: str, at: int) -> int:
    """Return the place in a task's list that the unit marked at ``at`` must have; 0 where none is said, or it is the lead's."""
    match = PLACED.match(text, at + 1)
    place = 0 if not match else -1 if match["last"] else ordinal_value(match["n"])
    return place if place != 1 else 0
