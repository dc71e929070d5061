"""What is asked of the units of the task just shown: whether one is among them, how many they are, who stands at a place."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Turn
from answer.parts import said_part
from answer.query import Asks, Part, Query, Size, Wanted
from answer.reader import UNIT_MARK
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice


def of_units_shown(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Those of the units just told that meet a condition on the whole notice: 这里面一项也没牵头的是哪些."""
    counted = any(size.of == "tasks" for size in query.sizes)
    named = query.conditions or query.clauses or query.topic
    if query.asks is not Asks.UNITS or not counted or named or len(last.clauses) != 1 or not cues.has("of_the_list", query.masked):
        return None
    return query.but(clauses=last.clauses, from_conversation=("沿用任务",))


# "排第三的是哪个", "第2位是谁" of the units just told of one task
IN_ITS_LIST = re.compile(
    rf"^(?:那么?|其中|里[面头]|，)*(?:排|列|写)(?:在|名)?第(?P<n>[{CHINESE_DIGITS}]|\d{{1,2}})(?:位|个|家|名)?的?(?:单位|部门)?(?:呢|(?:是|叫|又是)[^，。？]{{0,6}})[？。]*$"
)


def place_in_its_list(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The unit at a place of the list of the task just shown: 排第三的是哪个 after 第1项有哪些单位."""
    place = IN_ITS_LIST.search(query.masked)
    if not place or len(last.clauses) != 1 or last.query.rank or query.conditions or query.clauses:
        return None
    of_it = query.but(asks=Asks.UNITS, clauses=last.clauses, topic="", core="", places=(ordinal_value(place["n"]),), rank=None, sizes=())
    return of_it.but(from_conversation=("沿用任务", "序号"))


def of_its_units(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has as many units as is said: 那条就列了一个单位是吧."""
    counted = any(size.of == "units" for size in query.sizes)
    if not (query.yes_no and counted) or query.conditions or query.clauses or query.topic or len(last.clauses) != 1:
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses, from_conversation=("沿用任务",))


# "{统战部}那项有没有{工商联}", "{统战部}牵头的这条里{民政局}在不在"
LED_TASK = re.compile(f"^(?:那么?)?{UNIT_MARK}(?:牵头|领头|挑头)?的?(?:那|这)(?:一)?(?:项|条|个|件)(?:任务)?(?:里[面头]?)?")


def of_led_task(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a unit has a part in the task just shown, which is told by the unit that leads it: {统战部}那项有没有{工商联}."""
    if not query.yes_no or len(query.conditions) < 2 or len(last.clauses) != 1 or not LED_TASK.search(query.masked):
        return None
    leads, *others = query.conditions
    if not set(leads.units) & set(notice.clause(last.clauses[0]).leads):
        return None
    part = said_part(LED_TASK.sub("", query.masked))
    of_others = tuple(replace(condition, part=part) for condition in others)
    return query.but(asks=Asks.VERIFY, conditions=of_others, clauses=last.clauses, part=Part.ANY, from_conversation=("沿用任务",))


# "残联参不参加这一项", after a story told before it
PART_IN_THIS = re.compile(
    f"{UNIT_MARK}[^，。？{UNIT_MARK}]{{0,6}}(?:参加|参与|牵头|配合|有份|在)[^，。？]{{0,3}}(?:这|那|该|此)一?[项条][^，。？谁哪]{{0,3}}[？。]*$"
)


def part_in_this(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a unit has a part in the task just shown, whatever is told before: 那户人家是残疾的，残联参不参加这一项."""
    if not (query.topic and query.yes_no and query.conditions) or len(last.clauses) != 1 or not PART_IN_THIS.search(query.masked):
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses, topic="", core="", from_conversation=("沿用任务",))


WHOLE = re.compile("全文|整[个份]|方案|通知|文件|全市|所有任务|全部任务")


def number_of_its_units(query: Query, last: Turn, notice: Notice) -> Query | None:
    """How many units the task just shown has: 连牵头在内合计几家单位."""
    bare = all(size == Size("tasks", Part.ANY, 1) for size in query.sizes) and len(query.sizes) == 1
    named = query.conditions or query.clauses or query.topic or query.kind or query.unit_word
    if query.asks is not Asks.UNITS or not (query.count and bare) or named or len(last.clauses) != 1 or WHOLE.search(query.masked):
        return None
    return query.but(clauses=last.clauses, sizes=(), wanted=Wanted.ALL, from_conversation=("沿用任务",))


# "连领头的一块儿算，总共几家", "配合的一共几家，连它在内"
COUNT_WITH_LEAD = re.compile(
    "^(?:那么?|哦|，)*(?:连|算上|加上|包括|含|带)(?:它|他们|牵头|领头|打头|挑头)(?:的|单位|那家)?(?:自己)?(?:在内|一块儿?算|一起算?|也算|都算)?[^。？]*(?:几|多少)(?:家|个)|^[^，。？项条]{0,8}(?:几|多少)(?:家|个)(?:单位|部门)?[，。](?:连|算上|加上|包括|含)(?:它|牵头|领头)(?:的|单位)?(?:在内|一起|也算)"
)


def number_with_lead(query: Query, last: Turn, notice: Notice) -> Query | None:
    """How many units the task just shown has, its lead among them: 连领头的一块儿算，总共几家."""
    if query.conditions or query.clauses or query.topic or len(last.clauses) != 1 or not COUNT_WITH_LEAD.search(query.masked):
        return None
    of_joiners = said_part(query.masked) is Part.JOINS  # 配合的一共几家，连它在内
    wanted = Wanted.OTHERS if of_joiners else Wanted.ALL
    of_it = query.but(asks=Asks.UNITS, clauses=last.clauses, wanted=wanted, part=Part.ANY, count=True, sizes=())
    return of_it.but(from_conversation=("沿用任务",))


# "太多了记不住，你就按顺序说前三家吧"
FIRST_SO_MANY = re.compile(
    "(?:说|报|列|念|给|讲)(?:个|一下|出)?(?:最?前|头)(?P<n>[两三四五六])(?:家|个(?:单位)?|位)(?:就行|即可)?(?:吧|呗)?[。]*$"
    "|^(?:那么?|把|请|，)*排?(?:在)?最?(?:靠)?前(?:面|头)?的?(?P<m>[两三四五六])(?:家|个单位|位)(?!任务)[^，。？项条]{0,6}[？。]*$"
)


def first_so_many(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The first so many units of the task just shown: 按顺序说前三家吧."""
    said = FIRST_SO_MANY.search(query.masked)
    if not said or query.conditions or query.clauses or len(last.clauses) != 1 or last.query.rank:
        return None
    places = tuple(range(1, ordinal_value((said["n"] or said["m"]).replace("两", "二")) + 1))
    of_it = query.but(asks=Asks.UNITS, clauses=last.clauses, places=places, rank=None, topic="", core="", sizes=(), count=False)
    return of_it.but(wanted=Wanted.ALL, part=Part.ANY, from_conversation=("沿用任务", "序号"))


def partners_in_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Who has a part in the one task just listed beside the unit that it was listed for: 跟它搭档的呢 after 审计局牵头哪项."""
    named = query.conditions or query.clauses or query.topic or query.rank
    of_unit = last.query.asks is Asks.TASKS and len(last.query.conditions) == 1 and len(last.clauses) == 1
    of_several = "们" in query.masked or cues.has("which_tasks", query.masked)
    if named or not of_unit or of_several or not cues.has("partners", query.masked):
        return None
    beside = query.but(asks=Asks.UNITS, clauses=last.clauses, left_out=last.query.conditions[0].units, wanted=Wanted.ALL, part=Part.ANY)
    return beside.but(from_conversation=("沿用任务",))


# "确定就它一家吗", "只有一家？"
IS_ALONE = re.compile(
    "^(?:那么?|你|真的?|确定|难道|合着|所以|，)*(?:就|只有?|仅有?|光)(?:是|有)?(?:它|他们|这|他)?(?:一|1)(?:家|个)(?:单位|部门)?(?:牵头|负责|承担|干|管)?(?:的)?(?:吗|吧|么|啊|对吧|是吧|？)[？。]*$"
)


def is_alone(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has one unit alone: 确定就它一家吗."""
    if query.conditions or query.clauses or len(last.clauses) != 1 or not IS_ALONE.search(query.masked):
        return None
    of_it = query.but(
        asks=Asks.UNITS, topic="", core="", clauses=last.clauses, yes_no=True, sizes=(), wanted=Wanted.ALL, part=Part.ANY, scope=""
    )
    return of_it.but(from_conversation=("沿用任务",))


# "各自牵头单位给一下", "分别由谁牵头", of the tasks just listed
OF_EACH_LISTED = re.compile(
    "^(?:那么?|把|请|麻烦|，)*(?:它们|这些|这几项)?(?:的)?(?:各自?|分别|每[项条个])(?:的)?(?:是|由|归)?(?:谁|哪[家个]|牵头|责任|参加|配合|领头)(?:单位|部门|方|的)?[^，。？]{0,6}[？。]*$"
)


def units_of_each_listed(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The leads, or the other units, of each of the tasks just listed: 各自牵头单位给一下."""
    named = query.conditions or query.clauses or query.topic
    if named or last.query.asks is not Asks.TASKS or len(last.clauses) < 2 or not OF_EACH_LISTED.search(query.masked):
        return None
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(said_part(query.masked), Wanted.ALL)
    of_them = query.but(asks=Asks.UNITS, clauses=last.clauses, wanted=wanted, part=Part.ANY, compare="", sizes=())
    return of_them.but(from_conversation=("沿用任务",))
