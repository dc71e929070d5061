"""The unit that the person speaks for: told once (我在市残联上班), it is meant by 我们局 from then on."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.parts import said_part
from answer.query import Asks, Part, Query, UnitCondition
from answer.reader import UNIT_MARK

# "我在{残联}上班", "我们是{林业局}的" / "我是{林业局}管的"
SPEAKS_FOR = re.compile(f"(?:我们?|咱们?|本人|俺)(?:这边|这里|单位)?(?:是|在|来自|属于)(?P<unit>{UNIT_MARK})(?!管|牵头|参加|配合|负责)")
SAYS_NO_MORE = re.compile(
    f"^[^？{UNIT_MARK}]{{0,12}}{UNIT_MARK}(?:的|上班|工作|这边|那边|当差|做事|任职|干部|同志|人|了|啊|呢|哈)*[，。！]*$"
)


def unit_spoken_for(query: Query) -> UnitCondition | None:
    """Return the unit for which the person says to speak; None where a message says none."""
    match = SPEAKS_FOR.search(query.masked)
    if not match:
        return None
    mention = query.mentions[query.masked[: match.start("unit")].count(UNIT_MARK)]
    return UnitCondition(mention.units, Part.ANY, mention.said) if mention.units else None


def for_own_unit(query: Query, home: UnitCondition | None, waits: Query | None) -> Query | None:
    """Return a query with the person's own unit put for 我们局, or, once it is told, the question that waited for it."""
    own = unit_spoken_for(query)
    if waits and own and SAYS_NO_MORE.match(query.masked):
        return waits.but(asks=Asks.TASKS, scope="", conditions=(replace(own, part=said_part(waits.masked)),))
    if not home or own or not cues.has("we", query.masked) or query.clauses or query.topic:
        return None
    if any(set(home.units) & set(condition.units) for condition in query.conditions):
        return None
    if query.conditions:
        alike = query.asks is Asks.TASKS and any(cues.has(name, query.masked) for name in ("shared", "company", "with_unit"))
        return query.but(conditions=(home, *query.conditions)) if alike else None
    if not waits_for_unit(query):
        return None
    return query.but(asks=Asks.TASKS, scope="", follow="new", conditions=(replace(home, part=said_part(query.masked)),))


def waits_for_unit(query: Query) -> bool:
    """Tell whether a message asks for the tasks of 我们局 and nothing tells which unit that is."""
    named = query.conditions or query.clauses or query.topic
    return not named and cues.has("we", query.masked) and any(cues.has(name, query.masked) for name in ("lead", "joins", "which_tasks"))
