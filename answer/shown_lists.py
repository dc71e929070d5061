"""What is asked of the list or the order just shown: its length, its numbers, the next place, a unit's tasks in one part."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Turn
from answer.parts import said_part
from answer.query import Asks, Part, Query, Size, UnitCondition, Wanted
from answer.select import rank_units
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice


def next_place(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Another place of the order just told: 第二名是谁，多少项 after 谁的任务最多."""
    place = NTH_PLACE.search(query.masked)
    if not place or not last.query.rank or query.conditions or query.clauses or query.topic:
        return None
    rank = replace(last.query.rank, place=ordinal_value(place["n"]), top=1)
    return last.query.but(text=query.text, masked=query.masked, rank=rank, from_conversation=("沿用问法",))


# "多几项" after 组织部和扶贫办谁牵头得多
BY_HOW_MANY = re.compile("^(?:那么?|到底|究竟|又)?(?:多|少|差|领先)(?:了|出|出来)?(?:几|多少)(?:项|条|个|件)?[？。]*$")

NTH_S_TASKS = re.compile(
    rf"^(?:那么?)?第(?P<n>[{CHINESE_DIGITS}]|\d)(?:名|位)(?P<part>[^，。？]{{0,4}}?(?:牵头|参加|配合|领头)[^，。？]{{0,3}})(?:几|多少|哪)"
)


def by_how_many(query: Query, last: Turn, notice: Notice) -> Query | None:
    """By how many tasks the units just compared differ: 多几项 after 组织部和扶贫办谁牵头得多."""
    before = last.query
    if not (before.rank and len(before.conditions) == 2) or not BY_HOW_MANY.search(query.masked):
        return None
    return before.but(text=query.text, masked=query.masked, from_conversation=("沿用问法",))


def tasks_of_nth(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The tasks of the unit at a place of the order just told: 第三名牵头几项呢."""
    place = NTH_S_TASKS.search(query.masked)
    if not place or not last.query.rank or last.query.rank.of != "units":
        return None
    there = rank_units(notice, replace(last.query.rank, place=ordinal_value(place["n"]), top=1))
    if len(there) != 1 or len(there[0].names) != 1:
        return None
    of_it = UnitCondition(there[0].names, said_part(place["part"]), there[0].names[0])
    return query.but(asks=Asks.TASKS, conditions=(of_it,), clauses=(), rank=None, topic="", core="", from_conversation=("沿用单位",))


NTH_PLACE = re.compile(
    rf"(?:^|[。，])(?:那么?)?排?第(?P<n>[{CHINESE_DIGITS}]|\d)(?:(?:名|位|多|少)?(?:的)?(?:又|呢|是|有|，)|[名位][？。]*$)"
)


def not_led(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Those of the tasks just listed that a unit does not lead: 不是{发改局}牵头的那项，参加单位有谁."""
    left = tuple(i for i in last.clauses if i not in query.without)
    if not query.without or query.clauses or not 0 < len(left) < len(last.clauses):
        return None
    wanted = Wanted.OTHERS if said_part(cues.cut(query.masked, "lead")) is Part.JOINS else query.wanted
    return query.but(clauses=left, without=(), conditions=(), wanted=wanted, from_conversation=("沿用任务",))


def so_many_of_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the unit whose tasks were just listed has as many as is said: 就一项？ after 审计局牵头啥."""
    counted = query.sizes and all(size.of == "tasks" for size in query.sizes)
    named = query.conditions or query.clauses or query.topic or query.mentions
    put = query.yes_no or query.text.rstrip("。").endswith(("啊", "呀", "嘛"))  # 牵头的就一项啊
    if not (put and counted and NO_MORE.search(query.masked)) or named or last.query.asks is not Asks.TASKS:
        return None
    if len(last.query.conditions) != 1:
        return None
    (condition,) = last.query.conditions
    if (part := said_part(query.masked)) is not Part.ANY:
        condition = replace(condition, part=part)  # 光牵头就有11项 after those that it joins
    sizes = tuple(replace(size, by=condition.part) for size in query.sizes)
    return query.but(asks=Asks.TASKS, conditions=(condition,), sizes=sizes, yes_no=True, from_conversation=("沿用单位",))


NO_MORE = re.compile(
    rf"(?:\d+|[{CHINESE_DIGITS}两]+)(?:项|条|个)(?:任务)?，?(?:吗|吧|么|啊|呀|而已|对吧|是吧|没错吧|对不对|是不是)*[？。]*$"
)


# "号码报一下", "把编号念给我"
NUMBERS = "(?:号码?|编号|序号|任务号|项号)"

NUMBERS_AGAIN = re.compile(
    f"^(?:那么?|好|把|请|麻烦|，)*(?:{NUMBERS}(?:都|给我|先|也)*(?:报|念|列|写|给|说|发)|(?:报|念|列|写|给|说|发)(?:一下|我|出|下|个)*{NUMBERS})[^，。？谁哪]{{0,6}}[？。]*$"
)


def numbers_again(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The list just told of, or just counted, with its numbers: 号码报一下 after 组织部牵头了六项对吧."""
    if last.query.asks is not Asks.TASKS or len(last.clauses) < 2 or query.conditions or not NUMBERS_AGAIN.search(query.masked):
        return None
    return last.query.but(text=query.text, masked=query.masked, yes_no=False, count=False, sizes=(), from_conversation=("沿用问法",))


# "这样的总共几家", "帮我数一下吧，一共几项任务要定这个方案" after a list
COUNTS_AGAIN = re.compile(
    "^(?:那么?|好|行|，)*(?:(?:这样|这些|那些|符合)的?(?:单位|任务)?)?(?:帮我?|给我|替我)?(?:数一(?:下|数)|数数|点一下|统计一下)?(?:吧)?[，]?(?:一共|总共|合计|拢共|统共|共)?(?:有|是)?(?:几|多少)(?:家|个|项|条)(?:单位|任务)?(?:[^，。？]{0,4}(?:这个|这样|这种|该)[^，。？]{0,6})?[？。]*$"
)

OF_ALL = re.compile("全文|整[个份]|通知|文件|全市|所有任务")

SAYS_AGAIN = re.compile("数一|数数|点一下|统计一下|这样|这些|那些|符合")


def counts_again(query: Query, last: Turn, notice: Notice) -> Query | None:
    """How many the list just given has: 这样的总共几家."""
    listed = last.query.asks in (Asks.TASKS, Asks.UNITS) and len(last.clauses) > 1 and not last.query.clauses
    named = query.conditions or query.clauses or query.topic or OF_ALL.search(query.masked)
    if not listed or named or not (COUNTS_AGAIN.search(query.masked) and SAYS_AGAIN.search(query.masked)):
        return None
    return last.query.but(text=query.text, masked=query.masked, count=True, yes_no=False, from_conversation=("沿用问法",))


# "一个牵头的都没有，是不是", "牵头的一项也没有？"
NONE_OF_PART = re.compile(
    "^(?:那么?|就是说?|也就是说?|所以|合着|，)*(?:[一1半](?:个|项|条)(?P<part>牵头|领头|参加|参与|配合)的?(?:任务)?|(?P<named>牵头|领头|参加|参与|配合)的?(?:任务)?[一1半](?:个|项|条))(?:都|也)(?:没|无)"
)


def none_of_its_part(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the unit whose tasks were just listed has none in a part: 一个牵头的都没有，是不是."""
    none = NONE_OF_PART.search(query.masked)
    of_one = last.query.asks is Asks.TASKS and len(last.query.conditions) == 1
    if not (none and of_one) or query.conditions or query.clauses or query.topic:
        return None
    part = said_part(none["part"] or none["named"])
    condition = replace(last.query.conditions[0], part=part)
    claim = query.but(asks=Asks.TASKS, conditions=(condition,), sizes=(Size("tasks", part, 0, 0),), yes_no=True, wanted=Wanted.ALL)
    return claim.but(part=Part.ANY, from_conversation=("沿用单位",))


# "总共就这两项，对吗", "一共五条是吧", of a list told by other than a unit
SO_MANY_LISTED = re.compile(
    rf"^(?:那么?|所以|，)*(?:总共|一共|合计|拢共|统共|全部)?(?:就|只有|才|是|有)*(?:这)?(?P<n>\d+|[{CHINESE_DIGITS}两]+)(?:项|条|个)(?:任务)?(?:而已)?[，]?(?:对吗|对吧|是吧|是吗|没错吧|对不对|是不是|吧|吗|么)+[？。]*$"
)


def so_many_listed(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the list just told of is of as many tasks as is said: 总共就这两项，对吗."""
    said = SO_MANY_LISTED.search(query.masked)
    if not said or last.query.asks is not Asks.TASKS or not last.clauses or query.conditions or last.query.conditions:
        return None
    number = ordinal_value(said["n"].replace("两", "二"))
    claim = query.but(asks=Asks.TASKS, clauses=last.clauses, sizes=(Size("tasks", Part.ANY, number, number),), yes_no=True, topic="")
    return claim.but(wanted=Wanted.ALL, part=Part.ANY, from_conversation=("沿用任务",))
