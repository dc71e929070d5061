"""Of the tasks just listed, the one told by its matter, or those beside it: 其中讲特殊教育的是哪项; 移民搬迁那个不要，剩下的."""

from __future__ import annotations

import re

from answer import cues
from answer.conversation import Conversation, Turn
from answer.parts import said_part
from answer.pointing import among_listed, stands_in
from answer.query import Asks, Part, Query, Wanted
from answer.yes_no import character_pairs
from schema import Notice

# "移民搬迁那个不要，剩下的"
MATTER_ASIDE = re.compile(
    "^(?:那么?|把|将|除了)?(?P<what>[^，。？\ue000\\d]{2,12}?)的?(?:那|这)(?:一)?(?:个|项|条)(?:先)?(?:不要|不算|去掉|拿掉|划掉|剔掉|不看|除外|不说|以外|之外)[，。]*(?:剩|余|其余|其他|别的|还有)"
)


def without_matter(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The rest of the tasks just listed, one put aside by its matter: 移民搬迁那个不要，剩下的."""
    said, last = MATTER_ASIDE.search(query.masked), conversation.last
    aside = _meant(query, said["what"], last, notice) if said else ""
    if not aside:
        return None
    left = [i for i in last.clauses if i != aside]
    return among_listed(query, left).but(conditions=last.query.conditions, topic="", core="", wanted=Wanted.ALL, yes_no=False)


# "其中讲特殊教育的是哪项，谁牵头"
OF_MATTER = re.compile(
    "^(?:那么?)?(?:其中|里[面头]|这里[面头]?|这[几些][项条个]?里?[面头]?)[，]?(?:讲|说|写|关于|涉及|跟|管)(?P<what>[^，。？\ue000]{2,10}?)(?:有关|相关)?的(?:那(?:一)?[项条个])?(?:是|在|又是)?(?:(?:哪|第几)(?:一)?[项条个](?:任务)?)?[，。？]*(?P<rest>.*)$"
)


def of_matter(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The one of the tasks just listed that tells of a matter, and what is asked of it: 其中讲特殊教育的是哪项，谁牵头."""
    said = OF_MATTER.search(query.masked)
    there = _meant(query, said["what"], conversation.last, notice) if said else ""
    if not there:
        return None
    part = said_part(said["rest"])
    asks = Asks.UNITS if cues.has("who", said["rest"]) or part is not Part.ANY else Asks.CONTENT
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(part, Wanted.ALL)
    of_it = query.but(asks=asks, clauses=(there,), topic="", core="", wanted=wanted, part=Part.ANY, count=False)
    return of_it.but(from_conversation=("沿用任务",))


WORD_FOR_WORD = 0.8  # share of a matter's pairs of characters that its task must hold


def _meant(query: Query, matter: str, last: Turn, notice: Notice) -> str:
    """Return the one of the tasks just listed that holds a matter nearly word for word; "" where none is the only one."""
    listed = last.query.asks is Asks.TASKS and len(last.clauses) > 1
    if not listed or query.clauses or query.mentions:
        return ""
    holding = [i for i in last.clauses if stands_in(matter, notice.clause(i).text, WORD_FOR_WORD)]
    return holding[0] if len(holding) == 1 else ""


# "一项是产业发展，另一项讲什么改革"
ONE_AND_OTHER = re.compile(
    "^(?:那么?)?(?:其中)?一(?:项|条|个)(?:是|讲|说|管)(?P<what>[^，。？]{2,12})[，。](?:那)?另(?:外)?(?:那)?一?(?:项|条|个)(?P<rest>[^。]*)$"
)


def other_than_matter(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The other of two tasks just listed, one told by its matter: 一项是产业发展，另一项讲什么改革."""
    said, last = ONE_AND_OTHER.search(query.masked), conversation.last
    if not said or query.clauses or query.mentions or len(last.clauses) != 2:
        return None
    shares = [len(character_pairs(said["what"]) & character_pairs(notice.clause(i).text)) for i in last.clauses]
    if shares[0] == shares[1]:
        return None
    other = last.clauses[shares.index(min(shares))]
    asks = Asks.UNITS if cues.has("who", said["rest"]) else Asks.CONTENT
    return query.but(asks=asks, clauses=(other,), topic="", core="", sizes=(), from_conversation=("沿用任务",))
