"""Of a unit's tasks just listed, those in which it, or another beside it, has a part: 牵头的留下; 牵头的里面，残联也在的."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation
from answer.parts import part_beside, said_part
from answer.pointing import among_listed, listed_before
from answer.query import Asks, Part, Query, Size, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.select import has_part
from ingest.lines import CHINESE_DIGITS
from schema import Notice

# "只有它跟{扶贫办}两家的": of the list just told
THE_TWO_ALONE = re.compile(
    f"(?:只有?|仅有?|就|光)(?:是)?(?:(?<!其)[它他]们?|自己|我们|咱们?)?(?:局|单位)?(?:跟|和|与|同){UNIT_MARK}(?:这)?(?:[两俩二2](?:家|个单位|个部门)?)(?!以上)"
)


def the_two_alone(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of a unit's tasks just listed that it bears with one other alone: 只有它跟扶贫办两家的."""
    last = conversation.last
    of_one = last.query.asks is Asks.TASKS and len(last.query.conditions) == 1 and len(last.clauses) > 1
    if not of_one or len(query.conditions) != 1 or query.clauses or query.topic or not THE_TWO_ALONE.search(query.masked):
        return None
    two = (*last.query.conditions, replace(query.conditions[0], part=Part.ANY))
    return among_listed(query, last.clauses).but(conditions=two, sizes=(Size("units", Part.ANY, 2, 2),), wanted=Wanted.ALL, yes_no=False)


# "参加的那条谁牵头", "它牵头的那项有期限没"
OF_ITS_PART = re.compile("^(?:那么?|把)?(?:它|他们|我们)?(?:自己)?(?P<part>牵头|领头|参加|参与|配合)的(?:那|这)(?:一)?[项条个](?:任务)?")


def of_its_part(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The one of a unit's tasks just listed in which it has that part: 参加的那条谁牵头."""
    said, listed = OF_ITS_PART.search(query.masked), listed_before(conversation)
    told = next((turn for turn in reversed(conversation.turns) if turn.clauses == listed and len(turn.query.conditions) == 1), None)
    if not (said and listed and told) or query.conditions or query.clauses or query.topic:
        return None
    units, part = told.query.conditions[0].units, said_part(said["part"])
    there = [i for i in listed if has_part(notice.clause(i), units, part)]
    if len(there) != 1:
        return None
    of_lead = cues.has("who", query.masked) and said_part(query.masked[said.end() :]) is Part.LEADS
    asks = query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT
    asked = query.but(asks=asks, clauses=tuple(there), wanted=Wanted.LEAD if of_lead else query.wanted, part=Part.ANY)
    return asked.but(sizes=(), from_conversation=("沿用任务",))


# "牵头的里面，{残联}也在的是哪条"
WITHIN_PART = re.compile(
    f"^(?:那么?)?(?:它|他们|我们)?(?P<part>牵头|领头|参加|参与|配合)的(?:那些|那几项)?(?:里面?|当中|之中|中)[，]?{UNIT_MARK}"
)


def within_part(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of a unit's tasks in one part in which another has its own: 牵头的里面，残联也在的是哪条."""
    said, spoken = WITHIN_PART.search(query.masked), conversation.last.query.conditions
    if not said or len(query.conditions) != 1 or len(spoken) != 1 or query.clauses or query.topic:
        return None
    other = replace(query.conditions[0], part=said_part(query.masked[said.end() :]))
    both = (replace(spoken[0], part=said_part(said["part"])), replace(other, part=Part.ANY) if other.part is Part.ABSENT else other)
    return query.but(asks=Asks.TASKS, conditions=both, wanted=Wanted.ALL, part=Part.ANY, sizes=(), from_conversation=("沿用单位",))


_PART = "(?P<part>牵头|领头|挑头|主办|参加|参与|配合|协办)的?(?:那些|那几项|任务)?"


# "牵头的留下，别的去掉" / "把牵头的剔掉"
KEEPS = re.compile(f"^(?:那么?|把|只|光|就)*{_PART}(?:的)?(?:都|全)?(?:留下|留着|保留|挑出来|拎出来|单列)")

DROPS = re.compile(
    f"^(?:那么?|再)?(?:把|将)?{_PART}(?:的)?(?:都|全|先|统统)?(?:剔掉|剔除|去掉|删掉|刨掉|拿掉|除掉|划掉|不要|不算|撇开)"
    f"|^(?:那么?|再)?(?:去掉|除掉|刨掉|扣掉|扣除|减去|除去|撇开|除开|除了)(?:它|他们|我们|咱们?)?(?:自己|自个儿)?"
    f"{_PART.replace('part', 'dropped')}的?(?:任务)?[，]?(?:剩|余|其余|还)"
)


def by_part(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of a unit's tasks just listed in which it has a part: 牵头的留下，别的去掉; 把牵头的剔掉."""
    last, kept, dropped = conversation.last, KEEPS.search(query.masked), DROPS.search(query.masked)
    named = query.mentions or query.clauses or query.topic
    if named or not (kept or dropped) or last.query.asks is not Asks.TASKS or len(last.query.conditions) != 1 or len(last.clauses) < 2:
        return None
    named_part = kept["part"] if kept else dropped["part"] or dropped["dropped"]
    if dropped and last.query.conditions[0].part is not Part.ANY:
        return None  # 刨掉牵头的还有多少项, of all that it has
    leads = named_part in ("牵头", "领头", "挑头", "主办")
    part = Part.LEADS if leads is bool(kept) else Part.JOINS
    condition = replace(last.query.conditions[0], part=part)
    return among_listed(query, last.clauses).but(conditions=(condition,), wanted=Wanted.ALL, without=(), rank=None)


# "{发改局}牵头的是哪个？", "{民宗局}参加的那几个呢"
OF_ONE = re.compile(
    f"^(?:那么?)?{UNIT_MARK}(?:自己)?(?:牵头|领头|挑头|参加|参与|配合|有份)的?(?:(?P<one>(?:又)?是(?:哪|第几)(?:一)?[个项条])|(?P<those>那(?:几|些|[两三四])[个项条]?(?:呢|是|有)))"
    f"|^(?:那么?)?{UNIT_MARK}的?(?P<its>那(?:一)?[个项条])(?:呢|[。？]*$)"  # {旅游局}那个
)


def of_one(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of the tasks just listed in which one unit has a part: 发改局牵头的是哪个, where it has it in one of them."""
    match, last = OF_ONE.search(query.masked), conversation.last
    of_one = match and len(query.conditions) == 1 and not (query.topic or query.clauses)
    if not of_one or len(last.clauses) < 2 or last.query.asks is not Asks.TASKS:
        return None
    (condition,) = query.conditions
    if set(condition.units) & {unit for known in last.query.conditions for unit in known.units}:
        return None
    there = [i for i in last.clauses if has_part(notice.clause(i), condition.units, condition.part)]
    if not there or ((match["one"] or match["its"]) and len(there) > 1):
        return None
    return among_listed(query, last.clauses).but(wanted=Wanted.ALL)


# "这些都是{发改局}牵头？"
ALL_OF_ONE = re.compile(
    f"^(?:那么?)?(?:这|那)(?:些|几[项条个]|[{CHINESE_DIGITS}][项条个])?(?:任务)?(?:是不是)?(?:都|全|全都)(?:是|归|由)(?:不是)?{UNIT_MARK}(?:来)?(?:牵头|领头|挑头|参加|配合|管|负责)的?(?:吗|么|吧)?[？。]*$"
)
# "{统计局}这几项，牵头的都是{扶贫办}吗"
ALL_OF_GROUP = re.compile(
    f"{UNIT_MARK}的?[这那](?:几|[{CHINESE_DIGITS}])[项条个](?:任务)?[，]?(?:(?P<part>[牵领挑])头的?)?(?:是不是)?(?:都|全)(?:是|归|由){UNIT_MARK}"
)
MOST_CLAIMED = 8  # tasks of which it is told one by one whether a claim holds


def all_of_one(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Whether one unit has a part in every task just listed, or in every one of a unit named first: 这些都是发改局牵头？"""
    if (group := ALL_OF_GROUP.search(query.masked)) and len(query.mentions) == 2:
        of_group, mention = query.mentions
        turns = (turn for turn in reversed(conversation.turns) if any(set(of_group.units) == set(c.units) for c in turn.query.conditions))
        clauses = next((turn.clauses for turn in turns if 1 < len(turn.clauses) <= MOST_CLAIMED), ())
        part = Part.LEADS if group["part"] else Part.ANY
    elif ALL_OF_ONE.search(query.masked) and len(query.mentions) == 1:
        (mention,), clauses = query.mentions, conversation.last.clauses
        part = part_beside(query.masked, query.masked.index(UNIT_MARK))
    else:
        return None
    if not 1 < len(clauses) <= MOST_CLAIMED:
        return None
    claim = UnitCondition(mention.units, part, mention.said)
    return among_listed(query, clauses).but(asks=Asks.VERIFY, conditions=(claim,), yes_no=True, wanted=Wanted.ALL, topic="", core="")
