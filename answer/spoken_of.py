"""Which unit a conversation speaks of, and which it has asked about in turn."""

from __future__ import annotations

import re

from answer import cues
from answer.conversation import Conversation
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK


def subject(conversation: Conversation) -> UnitCondition | None:
    """Return the unit spoken of last; None where there is none, or where several are told apart by nothing.

    An answer that is one unit goes before the unit asked about, save where that was what the question was of:
    危房改造谁牵头 -> its lead; 市农业局参加第22项吗 -> 市农业局. Turns that speak of a task alone are looked past.
    """
    for turn in reversed(conversation.turns):
        conditions = turn.query.conditions
        if turn.query.asks is Asks.UNITS and len(turn.units) == 1:
            return UnitCondition(turn.units, Part.ANY, turn.units[0])
        if len(conditions) == 1 and conditions[0].units:
            return conditions[0]
        if conditions or len(turn.units) == 1:
            return UnitCondition(turn.units, Part.ANY, turn.units[0]) if len(turn.units) == 1 else None
        if turn.units and turn.query.asks is Asks.UNITS and turn.query.wanted is not Wanted.OTHERS:
            return None  # all of a task's units: none is the one
        if not turn.query.from_conversation:
            return None
    return None


def told_in_turn(conversation: Conversation) -> tuple[UnitCondition, ...]:
    """Return the units asked about one after the other in the same way: 审计局有几项, then 那纪委."""
    conditions: list[UnitCondition] = []
    for turn in reversed(conversation.turns):
        conditions[:0] = turn.query.conditions
        if "换单位" not in turn.query.from_conversation and not IN_TURN.match(turn.query.masked):
            break
    return tuple(conditions)


IN_TURN = re.compile(f"(?:那么?)?{UNIT_MARK}的?呢")  # {扶贫办}呢，也别算牵头


def states_part(query: Query) -> bool:
    """Tell whether a message states a part of the unit spoken of, for yes or no, and asks nothing else: 这项是它们牵头."""
    asked = any(cues.has(name, query.masked) for name in ("who", "which_tasks", "count", "contact"))
    return not asked and IS_IT.search(query.masked) is not None


# "还是它牵头吗", "是它们牵头" / "它牵头的是哪项"
IS_IT = re.compile(
    r"(?:是|由|归)(?:不是)?(?:(?<!其)[它他]们?|这家|那家)(?:单位)?[^，。？的]{0,3}(?:牵|领头|挑头|打头|带头|参加|配合|管|负责)"
    r"|(?:牵头|领头|挑头|打头|带头|参加)的?(?:单位|也|还|就|不){0,2}是(?:不是)?(?:(?<!其)[它他]|这家|那家)"
)
