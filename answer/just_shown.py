"""What is asked of the answer just shown, told by the message's own words: its documents, its number, the next place of its order."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Turn
from answer.documents import asks_for_documents
from answer.parts import said_part
from answer.query import Asks, Part, Query, Wanted
from answer.reader import UNIT_MARK
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice


def of_what_was_shown(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Return the question as one of the task, the units or the order that the last answer showed; None where it says nothing of them."""
    return next((found for resolve in RESOLVERS if (found := resolve(query, last, notice))), None)


# "是第7项吗", "那应该是22项吧"
IS_NUMBER = re.compile(
    r"^(?:那么?|这项|这个|这条|它|就|应该|，)*(?:是不是|是|在不在|在|属于)第?[\d\ue000-\ue0ff]+(?:项|条|号)?(?:任务)?(?:里面?|上)?[^，。？谁哪]{0,3}[？?。]?$"
)


def _of_its_number(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the matter of the last question stands in the task of a number: 是第7项吗."""
    matter = last.query.core or last.query.topic
    if not query.yes_no or len(query.clauses) != 1 or len(last.clauses) != 1 or not matter or not IS_NUMBER.search(query.masked):
        return None
    of_it = query.but(asks=Asks.CONTENT, wanted=Wanted.ALL, part=Part.ANY, topic=last.query.topic, core=matter, place_claimed=matter)
    return of_it.but(from_conversation=("沿用任务",))


def _next_place(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Another place of the order just told: 第二名是谁，多少项 after 谁的任务最多."""
    place = NTH_PLACE.search(query.masked)
    if not place or not last.query.rank or query.conditions or query.clauses or query.topic:
        return None
    rank = replace(last.query.rank, place=ordinal_value(place["n"]), top=1)
    return last.query.but(text=query.text, masked=query.masked, rank=rank, from_conversation=("沿用问法",))


NTH_PLACE = re.compile(rf"^(?:那么?|排)?第(?P<n>[{CHINESE_DIGITS}]|\d)(?:名|位|多|少)?(?:的)?(?:又|呢|是|有|，)")


def _of_units_shown(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Those of the units just told that meet a condition on the whole notice: 这里面一项也没牵头的是哪些."""
    counted = any(size.of == "tasks" for size in query.sizes)
    named = query.conditions or query.clauses or query.topic
    if query.asks is not Asks.UNITS or not counted or named or len(last.clauses) != 1 or not cues.has("of_the_list", query.masked):
        return None
    return query.but(clauses=last.clauses, from_conversation=("沿用任务",))


def _not_led(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Those of the tasks just listed that a unit does not lead: 不是{发改局}牵头的那项，参加单位有谁."""
    left = tuple(i for i in last.clauses if i not in query.without)
    if not query.without or query.clauses or not 0 < len(left) < len(last.clauses):
        return None
    wanted = Wanted.OTHERS if said_part(cues.cut(query.masked, "lead")) is Part.JOINS else query.wanted
    return query.but(clauses=left, without=(), conditions=(), wanted=wanted, from_conversation=("沿用任务",))


def _of_its_documents(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The documents that the task just shown wants drawn up: 得出台哪些规划; 分别叫啥 after 要搞几个方案."""
    named = query.topic or query.clauses or query.conditions
    called = last.query.fact == "documents" and cues.has("called", query.masked)
    if named or len(last.clauses) != 1 or not (called or asks_for_documents(query.masked)):
        return None
    query = query.but(sizes=(), deliverable=None, literal=(), count=False)
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, fact="documents", wanted=Wanted.ALL, from_conversation=("沿用任务",))


def _of_its_units(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has as many units as is said: 那条就列了一个单位是吧."""
    counted = any(size.of == "units" for size in query.sizes)
    if not (query.yes_no and counted) or query.conditions or query.clauses or query.topic or len(last.clauses) != 1:
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses, from_conversation=("沿用任务",))


# "{统战部}那项有没有{工商联}", "{统战部}牵头的这条里{民政局}在不在"
LED_TASK = re.compile(f"^(?:那么?)?{UNIT_MARK}(?:牵头|领头|挑头)?的?(?:那|这)(?:一)?(?:项|条|个|件)(?:任务)?(?:里[面头]?)?")


def _of_led_task(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a unit has a part in the task just shown, which is told by the unit that leads it: {统战部}那项有没有{工商联}."""
    if not query.yes_no or len(query.conditions) < 2 or len(last.clauses) != 1 or not LED_TASK.search(query.masked):
        return None
    leads, *others = query.conditions
    if not set(leads.units) & set(notice.clause(last.clauses[0]).leads):
        return None
    part = said_part(LED_TASK.sub("", query.masked))
    of_others = tuple(replace(condition, part=part) for condition in others)
    return query.but(asks=Asks.VERIFY, conditions=of_others, clauses=last.clauses, part=Part.ANY, from_conversation=("沿用任务",))


RESOLVERS = (_next_place, _of_units_shown, _not_led, _of_its_documents, _of_its_number, _of_led_task, _of_its_units)
