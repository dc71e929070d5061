"""A task told by the unit that leads it: 经信局牵头的那条什么时候完成; 统战部牵头的那一项，工商联也算参加单位吗."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import cues
from answer.documents import asks_for_documents
from answer.masked import places_of_units
from answer.parts import part_beside
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.select import Tally

MOST = 3  # tasks that a unit's lead tells
TOLD = re.compile(
    rf"^[^，。？{UNIT_MARK}]{{0,6}}{UNIT_MARK}(?:牵头|领头|挑头|带头|打头|主抓|主办|牵)的(?:这|那)(?:一|[几两三])?[项条个件](?:任务|工作)?(?:里[面头]?|中|当中)?[，]?"
)


def of_task_led(query: Query, tally: Tally) -> Query | None:
    """Return the question as one of the tasks that a unit leads, where it asks of them more than which they are; None elsewhere."""
    told = TOLD.search(query.masked)
    if not told or query.clauses or not query.mentions or query.rank:
        return None
    clauses = tuple(dict.fromkeys(i for unit in query.mentions[0].units for i in tally.tasks(unit, Part.LEADS)))
    if not 0 < len(clauses) <= MOST:
        return None
    rest = query.masked[told.end() :]
    of_them = query.but(clauses=clauses, conditions=(), part=Part.ANY, deliverable=None, sizes=())
    if len(query.mentions) > 1:
        others = _others(query, told.end())
        asked = query.yes_no or query.asks is Asks.VERIFY
        return of_them.but(asks=Asks.VERIFY, conditions=others, wanted=Wanted.ALL) if asked and others else None
    beside = query.asks is Asks.UNITS and query.wanted is Wanted.OTHERS  # 另外两家叫什么
    if beside or any(cues.has(name, rest) for name in ("who", "contact", "which_tasks", "others", "lead")):
        return None  # of its units, or of which it is
    if asks_for_documents(rest):
        return of_them.but(asks=Asks.CONTENT, fact="documents", topic="", core="", count=False)
    asked = query.topic or query.fact or any(cues.has(name, rest) for name in ("when", "amount", "how")) or SAYS.search(rest)
    return of_them.but(asks=Asks.CONTENT) if asked else None


SAYS = re.compile("[讲说写]的?(?:些|了)?(?:什么|啥)|内容")


def _others(query: Query, begin: int) -> Sequence[UnitCondition]:
    """Return the units named from ``begin`` on, each in the part that the words beside it say; none where one is not of the notice."""
    places = places_of_units(query.masked)
    named = [(mention, place) for mention, place in zip(query.mentions, places) if place >= begin]
    if not all(mention.units for mention, _ in named):
        return ()
    return tuple(UnitCondition(mention.units, part_beside(query.masked, place), mention.said) for mention, place in named)
