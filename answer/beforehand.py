"""What a message says before or beside what it asks: what was told, said again, a list gone back to, a correction, a matter set aside."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.parts import said_part
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK

# "哦是{统战部}。那参加单位给我念一遍": what was told, said again, before another question of it
HEARD_FIRST = re.compile(f"^(?:哦|噢|啊|原来|好吧|，)+(?:原来)?是{UNIT_MARK}(?:啊|呀|的|牵头)*[。，！]+(?:那么?)?(?=[^{UNIT_MARK}]{{4,}}$)")
HEARD_BEFORE_UNIT = re.compile(
    f"^(?:哦|噢|啊|原来|好吧|，)+(?:原来)?是{UNIT_MARK}(?:啊|呀|的|牵头)*[。，！]+(?:那么?)?(?=[^{UNIT_MARK}]{{0,3}}{UNIT_MARK})"
)


def after_hearing(query: Query) -> Query:
    """Return a message without how it begins, where that says again what was told: 哦是统战部。那参加单位给我念一遍."""
    if (told := HEARD_BEFORE_UNIT.search(query.masked)) and len(query.mentions) == 2 and not (query.clauses or query.topic):
        own = tuple(c for c in query.conditions if c.units != query.mentions[0].units)  # 哦是民政。那卫计局只是配合的角色，对不对
        return query.but(masked=query.masked[told.end() :], mentions=query.mentions[1:], conditions=own)
    said = HEARD_FIRST.search(query.masked)
    if not said or len(query.mentions) != 1 or query.clauses or query.topic:
        return query
    rest = query.masked[said.end() :]
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(said_part(rest), query.wanted)
    asks = Asks.UNITS if wanted is not Wanted.ALL and query.asks in (Asks.VERIFY, Asks.UNITS, Asks.TASKS) else query.asks
    return query.but(masked=rest, mentions=(), conditions=(), left_out=(), yes_no=False, wanted=wanted, asks=asks, follow="same")


# "好，回到刚才那串，里面由{发改局}牵头的呢", after something else was asked
BACK_TO_LIST = re.compile(
    "^(?:好|行|那么?|再)?[，。]?(?:嗯|哦)?[，。]?(?:回到|说回|再看|接着看|还是看)(?:刚才|前面|之前|上面|(?P<first>最开始|一开始|最初|最先|开头))?(?:你|您)?(?:列|报|给|说)?(?:出|过)?的?那(?:一)?(?:串|些|批|几[项条个]|份?名单|份?清单)(?:任务)?[，。的]?"
)


def back_to_list(query: Query, conversation: Conversation) -> tuple[Query, Conversation]:
    """Return a message that goes back to the last list given without the words that say so, and the conversation up to that list."""
    said = BACK_TO_LIST.search(query.masked)
    lists = [i for i, turn in enumerate(conversation.turns, 1) if len(turn.clauses) > 1] if said else []
    place = (lists[0] if said["first"] else lists[-1]) if lists else 0
    if not said or not place:
        return query, conversation
    rest = query.masked[said.end() :]
    asks = Asks.TASKS if query.asks is Asks.VERIFY and not query.yes_no else query.asks
    return query.but(masked=rest, asks=asks, follow="all"), replace(conversation, turns=conversation.turns[:place])


def corrected(query: Query) -> Query:
    """Take a unit that corrects the one before for the subject: 说错了，是{市农业局}，它牵头哪几项."""
    if DENIED.search(query.masked) and len(query.mentions) == 2 and not query.clauses:
        meant = query.mentions[1]  # 不是{林业局}，我是说{水务局}
        conditions = (UnitCondition(meant.units, said_part(DENIED.sub("", query.masked)), meant.said),)
        return query.but(
            conditions=conditions, mentions=(meant,), follow="swap", left_out=(), yes_no=False, masked=DENIED.sub("", query.masked)
        )
    if query.conditions or query.clauses or not query.mentions or not cues.has("instead", query.masked):
        return query
    part = said_part(query.masked)
    return query.but(conditions=tuple(UnitCondition(m.units, part, m.said) for m in query.mentions), follow="swap", left_out=())


# "唉不是{林业局}，我是说", before the unit meant
DENIED = re.compile(
    f"^(?:哎|唉|哦|啊|嗯|，)*(?:不是|错了|不对)[，]?(?:不是)?{UNIT_MARK}[，。]*(?:我)?(?:是|要|想|刚才|其实)*(?:说|问|指|查)?(?:的)?是?(?={UNIT_MARK})"
)
# "他们还牵头别的不？把危改除外": the task just shown, set aside by its matter
MATTER_ASIDE = re.compile("(?:把|将|除(?:了|开|去)?)[^，。？\ue000]{1,10}?(?:除外|以外|之外|外|不算|撇开|抛开|去掉)")


def without_aside(query: Query) -> Query:
    """Take no matter from what a message only sets aside, where it asks of a unit spoken of."""
    aside = (
        MATTER_ASIDE.search(query.masked) if query.topic and cues.has("it", query.masked) and cues.has("the_rest", query.masked) else None
    )
    if not aside:
        return query
    return query.but(topic="", core="", masked=MATTER_ASIDE.sub("", query.masked), asks=Asks.TASKS, wanted=Wanted.ALL)


def of_text(query: Query, last: Turn) -> Query:
    """Take a date for one that the task just shown states, where no word of the message is of the notice: 下半年那次几号前."""
    named = query.topic or query.conditions or query.clauses
    another = query.asks is Asks.CONTENT and not named and ANOTHER_TIME.search(query.masked)
    of_task = (query.asks is Asks.FRONT or another) and last.query.asks is not Asks.FRONT and len(last.clauses) == 1
    if not of_task or query.fact != "when" or query.field in cues.named_fields(query.masked):
        return query
    return query.but(asks=Asks.CONTENT, field="", topic=query.text, core=query.text, follow="same")


ANOTHER_TIME = re.compile("[上下]半年|[那这头另]一?次|第[一二三四]次")


def of_list_of_units(query: Query) -> Query:
    """Take no matter from what asks whether a unit is among those just told: 名单里有没有{人行}."""
    if query.yes_no and query.asks is Asks.TASKS and query.conditions and not query.clauses and ARE_LISTED.search(query.masked):
        return query.but(asks=Asks.VERIFY, topic="", core="", follow="same")
    if query.asks is not Asks.VERIFY or query.clauses or not LIST_OF_UNITS.search(query.masked):
        return query
    return query.but(topic="", core="", follow="same", yes_no=True)


ARE_LISTED = re.compile(
    f"{UNIT_MARK}(?:都|也|全)?(?:列|写|算|排)在(?:这|那|它)?里[头面]了?(?:吗|么|没有?|不|吧)?[？。]*$"
)  # {人行}和{银监}都列在里头了吗
LIST_OF_UNITS = re.compile(
    "^(?:那|这|可是|但是?|不过)?(?:个|份)?(?:条文)?(?:后面|后头)?(?:括号里?(?:列|写)?的?)?(?:责任单位|名单|单子|里[面头]|当中|其中)[里上中]?面?"
)
