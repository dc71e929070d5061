"""Of units or tasks asked about in turn: what they have together, what they share, what one has and the other lacks."""

from __future__ import annotations

import re
from dataclasses import replace

from answer.conversation import Conversation
from answer.parts import said_part
from answer.pointing import listed_before
from answer.query import Asks, Part, Query, Wanted
from answer.reader import UNIT_MARK
from answer.spoken_of import told_in_turn
from answer.tasks_in_turn import PAIR, REVERSED, tasks_told
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice

# "重合几项", "两家都有的是哪些", of two units asked about in turn
SHARED = re.compile(
    "^(?:那么?)?(?:[这那它他]?们?[两俩]?(?:家|个单位)?)?(?:都有|重合|重叠|共有|共同|相同|交叉|(?:撞|碰)(?:到|在)?(?:一块儿?|一起)?)(?:承担|参加)?的?(?:任务)?(?:(?:有|是|一共|总共)?(?:几|多少|哪)[^，。？]{0,4})?[？。]*$"
)


def shared_of_two(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks that the last two units asked about in turn both have: 重合几项."""
    told = told_in_turn(conversation)
    if query.mentions or query.clauses or len(told) < 2 or not SHARED.search(query.masked):
        return None
    both = tuple(replace(condition, part=Part.ANY) for condition in told[-2:])
    return query.but(asks=Asks.TASKS, conditions=both, clauses=(), topic="", core="", compare="", from_conversation=("沿用单位",))


# "这三家牵头的合起来几项", of units asked about in turn
SUM_OF_TOLD = re.compile(
    r"^(?:那么?)?(?:这|那|他们|它们)?(?P<n>[两俩三四五])(?:家|个单位|个部门|个局)?(?:牵头|参加|承担|参与|名下)?的?(?:任务)?(?:合起来|加起来|加一块儿?|一共|总共|合计|拢共)[^，。？]{0,4}(?:几|多少)(?:项|条|个)"
)


def sum_of_told(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """How many tasks the units asked about in turn have together: 这三家牵头的合起来几项."""
    said, told = SUM_OF_TOLD.search(query.masked), told_in_turn(conversation)
    number = ordinal_value(said["n"].replace("俩", "二").replace("两", "二")) if said else 0
    if not said or query.mentions or query.clauses or query.topic or len(told) < number:
        return None
    part = said_part(query.masked)
    meant = tuple(replace(condition, part=part if part is not Part.ANY else condition.part) for condition in told[-number:])
    return query.but(
        asks=Asks.TASKS, conditions=meant, either=True, count=True, clauses=(), sizes=(), wanted=Wanted.ALL, from_conversation=("沿用单位",)
    )


# "再加上{财政局}，三家都在的剩哪些", "再拉上{财政局}，三家凑齐的"
WITH_ANOTHER = re.compile(
    f"^(?:那么?|如果|要是)?(?:再|又)?(?:加上?|带上|拉上|算上|添上|加进)(?:个)?{UNIT_MARK}[^，。？]{{0,4}}[，。]?[^，。？]*(?:三家|四家|都|齐|一起|也在|共同|同时)"
)


def with_another(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks that one more unit has beside those whose common tasks were just listed: 再加上财政局，三家都在的剩哪些."""
    before = conversation.last.query
    if len(query.conditions) != 1 or query.clauses or query.topic or not WITH_ANOTHER.search(query.masked):
        return None
    if before.asks is not Asks.TASKS or len(before.conditions) < 2:
        return None
    both = (*before.conditions, replace(query.conditions[0], part=Part.ANY))
    return query.but(asks=Asks.TASKS, conditions=both, clauses=(), sizes=(), compare="", wanted=Wanted.ALL, from_conversation=("沿用单位",))


THESE_SO_MANY = re.compile(rf"^(?:那么?)?[这那](?P<n>[{CHINESE_DIGITS}]|\d)(?:项|条|个任务)(?:任务)?")


def so_many(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The units of so many tasks listed before the last answer, which was of none: 那这三项是谁牵头."""
    match = THESE_SO_MANY.search(query.masked)
    if not match or conversation.last.clauses or query.clauses or query.mentions or query.asks is not Asks.UNITS:
        return None
    number = ordinal_value(match["n"])
    listed = next((turn.clauses for turn in reversed(conversation.turns) if len(turn.clauses) == number > 1), ())
    return query.but(clauses=listed, conditions=(), topic="", core="", from_conversation=("沿用任务",)) if listed else None


MORE_OF_FIRST = re.compile("比[^，。？]{2,8}多(?:了|出)?(?:来)?(?:的是)?(?:谁|哪)")  # 前一个比后一个多了谁

OTHER = re.compile("(?:另外?|剩下|其余)的?(?:那|这)?(?:一)?[项条个]|另一[项条个]")  # 第3条有、另外那条没有的


def of_pair(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The units that one of two tasks spoken of has and the other lacks: 前一项有、后一项没有的是哪几家; then 反过来呢."""
    last, pair = conversation.last, PAIR.search(query.masked)
    if last.query.compare == "diff" and not (query.conditions or query.clauses or query.topic) and REVERSED.search(query.masked):
        clauses = tuple(reversed(last.query.clauses))
        return last.query.but(text=query.text, masked=query.masked, clauses=clauses, from_conversation=("沿用任务",))
    if query.compare and len(query.clauses) == 1 and (other := OTHER.search(query.masked)):
        left = [i for i in listed_before(conversation) if i not in query.clauses]
        named_first = re.search(r"[第\d]", query.masked[: other.start()]) is not None
        both = (*query.clauses, *left) if named_first else (*left, *query.clauses)
        return query.but(asks=Asks.UNITS, clauses=both, topic="", core="", from_conversation=("沿用任务",)) if len(left) == 1 else None
    if pair and MORE_OF_FIRST.search(query.masked):
        query = query.but(compare="diff")
    if not (pair and query.compare and not query.clauses):
        return None
    told = last.clauses if len(last.clauses) == 2 else tasks_told(conversation, query.masked)
    if len(told) != 2:
        return None
    ordered = told if pair["first"] == "前" else tuple(reversed(told))
    return query.but(asks=Asks.UNITS, clauses=ordered, topic="", core="", from_conversation=("沿用任务",))
