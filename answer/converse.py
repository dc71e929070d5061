"""Follow-up questions: what a message leaves unsaid is taken from the conversation."""

from __future__ import annotations

import re

from answer import cues
from answer.conversation import Conversation, Turn
from answer.parts import said_part
from answer.query import Asks, Part, Query, UnitCondition
from answer.ways import LADDER, ORDINAL, WAYS, neighbour, stands_in
from ingest.lines import ordinal_value
from schema import Notice


def continue_query(query: Query, conversation: Conversation, notice: Notice) -> Query:
    """Return the query with what it leaves unsaid filled in from the conversation.

    After "危房改造谁牵头" (clause 17): "那其他参加的有哪些" -> the others of 17; "换成林业呢" -> who leads on forestry.
    After a list: "第二个呢" -> its second task. A message that is whole by itself is left alone.
    """
    last = conversation.last
    if last is None or query.scope in ("empty", "chat") or (query.missing and query.follow != "pick"):
        return query
    query = _with_subject(_corrected(query.but(scope="")), last)
    if found := neighbour(query, last, notice):
        return found.but(nearby=last.clauses)
    if query.compare and len(query.clauses) == 1 and len(last.clauses) == 1:
        query = query.but(clauses=(*last.clauses, *query.clauses), from_conversation=("沿用任务",))  # 它跟第26条有哪些单位是重的
    way = _way_told(query, last, notice) if query.follow == "new" else query.follow
    ways = [way, "same"] if way == "unit" else [way] if way in WAYS else []
    found = next((found for way in ways if (found := WAYS[way](query, conversation, last, notice))), query)
    if _lacks_subject(found, last):
        found = next((found for way in LADDER if (found := way(query, conversation, last, notice))), found)
    return found.but(nearby=last.clauses)


def _lacks_subject(query: Query, last: Turn) -> bool:
    """Tell whether a query names nothing that its answer could be looked up by; how many tasks there are in all needs no name."""
    named = query.topic or query.clauses or query.fallback or query.missing or query.left_out or query.field
    if query.asks is Asks.VERIFY and last.clauses and not named:
        return True  # 财政局参与没: of what was spoken of
    in_all = query.count and said_part(query.masked) is Part.ANY
    return not (named or query.conditions or query.filtered or query.rank or in_all or query.asks is Asks.NOTHING)


def _way_told(query: Query, last: Turn, notice: Notice) -> str:
    """Return how a message that the reader takes for a whole one hangs on the conversation by its own words."""
    if _is_of_list(query, last, notice):
        return "pick"
    if cues.has("instead", query.masked):
        return "swap"
    if cues.has("back", query.masked):
        return "back"
    if not query.clauses and not query.topic and any(cues.has(name, query.masked) for name in ("these", "these_named")):
        return "all"
    return "new" if query.says_something else "same"


def _corrected(query: Query) -> Query:
    """Take a unit that corrects the one before for the subject: 说错了，是{市农业局}，它牵头哪几项."""
    if query.conditions or query.clauses or not query.mentions or not cues.has("instead", query.masked):
        return query
    part = said_part(query.masked)
    return query.but(conditions=tuple(UnitCondition(m.units, part, m.said) for m in query.mentions), follow="swap", left_out=())


def _is_of_list(query: Query, last: Turn, notice: Notice) -> bool:
    """Tell whether a clause named by number is one of the list just given: 倒数第二项; 第三项里医保还能补多少, where 3 is of no 医保."""
    place = ORDINAL.search(query.masked)
    if not place or not query.clauses or len(last.clauses) < 2:
        return False
    if not place["n"]:
        return True
    number = ordinal_value(place["n"])
    if last.query.asks is not Asks.TASKS or not query.core or number > len(last.clauses):
        return False
    return stands_in(query.core, notice.clause(last.clauses[number - 1]).text) and not any(
        stands_in(query.core, notice.clause(i).text) for i in query.clauses
    )


def _with_subject(query: Query, last: Turn) -> Query:
    """Put the one unit last spoken of for a pronoun, where the message has a matter or a part of its own to say of it."""
    known = [unit for condition in last.query.conditions for unit in condition.units] or list(last.units)
    unnamed = not (query.conditions or query.clauses or query.topic)
    if query.yes_no and unnamed and 1 < len(known) <= MOST_THEY and THEY.search(query.masked):
        conditions = tuple(UnitCondition((unit,), said_part(query.masked), unit) for unit in known)
        return query.but(asks=Asks.VERIFY, conditions=conditions, follow="same")
    if query.conditions or query.clauses or len(known) != 1 or not cues.has("it", query.masked) or last.query.asks is Asks.VERIFY:
        return query
    part = said_part(query.masked)
    subject = UnitCondition(tuple(known), part, known[0])
    if query.topic and query.yes_no and _is_telling_beside(query.core):
        return query.but(asks=Asks.VERIFY, conditions=(subject,), follow="new", from_conversation=("沿用单位",))
    if query.asks is Asks.UNITS and cues.has("led_task", query.masked):
        leads = UnitCondition(tuple(known), Part.LEADS, known[0])
        return query.but(conditions=(leads,), topic="", core="", follow="new", from_conversation=("沿用单位",))
    return query


MOST_THEY = 4  # units that "they" can stand for
THEY = re.compile("[它他]们|这几家|那几家|这[两三四]家")


def _is_telling_beside(core: str) -> bool:
    return len(re.sub(r"[\W_]|它|也|是|那条|这条|那项|这项", "", core)) > 1
