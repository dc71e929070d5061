"""Of a list of tasks just given, those that a further condition keeps or takes away: 其中市财政局牵头的; 再减去有市扶贫办的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation
from answer.masked import places_of_units
from answer.parts import part_beside, said_part
from answer.pointing import listed_before, not_led_by_it, stands_in
from answer.query import Asks, Part, Query, Size, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.referents import GROUP
from answer.select import has_part, select_tasks
from answer.spoken_of import told_in_turn
from answer.tasks_in_turn import PAIR, tasks_told
from answer.yes_no import character_pairs
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice


def of_listed(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Return the question as one of the list of tasks just given; None where it says nothing of it."""
    resolvers = (
        _sum_of_told,
        _without_matter,
        _of_matter,
        _other_than_matter,
        not_led_by_it,
        _with_another,
        _the_two_alone,
        _of_its_part,
        _within_part,
        _shared_of_two,
        _of_pair,
        _rest_of_list,
        _by_part,
        _of_one,
        _so_many,
        _all_of_one,
        _cut_down,
    )
    return next((found for resolve in resolvers if (found := resolve(query, conversation, notice))), None)


# "重合几项", "两家都有的是哪些", of two units asked about in turn
SHARED = re.compile(
    "^(?:那么?)?(?:[这那它他]?们?[两俩]?(?:家|个单位)?)?(?:都有|重合|重叠|共有|共同|相同|交叉|(?:撞|碰)(?:到|在)?(?:一块儿?|一起)?)(?:承担|参加)?的?(?:任务)?(?:(?:有|是|一共|总共)?(?:几|多少|哪)[^，。？]{0,4})?[？。]*$"
)


def _shared_of_two(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks that the last two units asked about in turn both have: 重合几项."""
    told = told_in_turn(conversation)
    if query.mentions or query.clauses or len(told) < 2 or not SHARED.search(query.masked):
        return None
    both = tuple(replace(condition, part=Part.ANY) for condition in told[-2:])
    return query.but(asks=Asks.TASKS, conditions=both, clauses=(), topic="", core="", compare="", from_conversation=("沿用单位",))


# "那剩下的呢", "其余几项" / "还剩几项"
REST = re.compile(
    rf"^(?:那么?|好)?[，]?(?:剩下?|余下|其余|其他|其它|另外|别)的?(?:那|这)?(?:[几些{CHINESE_DIGITS}]+)?[项条个]?(?:任务)?"
    "(?:呢|有哪些|是哪几[项条个]|是什么)?[？。]?$"
)
HOW_MANY = re.compile("^(?:那么?|现在)?(?:还|就|一共|总共|合计)*(?:剩|余|有|是)(?:下|了)?(?:几|多少)[项条个]?(?:任务)?[？。]?$")


# "移民搬迁那个不要，剩下的"
MATTER_ASIDE = re.compile(
    "^(?:那么?|把|将|除了)?(?P<what>[^，。？\ue000\\d]{2,12}?)的?(?:那|这)(?:一)?(?:个|项|条)(?:先)?(?:不要|不算|去掉|拿掉|划掉|剔掉|不看|除外|不说|以外|之外)[，。]*(?:剩|余|其余|其他|别的|还有)"
)


def _without_matter(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The rest of the tasks just listed, one put aside by its matter: 移民搬迁那个不要，剩下的."""
    said, last = MATTER_ASIDE.search(query.masked), conversation.last
    if not said or query.clauses or query.mentions or len(last.clauses) < 2 or last.query.asks is not Asks.TASKS:
        return None
    aside = [i for i in last.clauses if stands_in(said["what"], notice.clause(i).text, WORD_FOR_WORD)]
    if len(aside) != 1:
        return None
    left = [i for i in last.clauses if i not in aside]
    return _of_list(query, left).but(conditions=last.query.conditions, topic="", core="", wanted=Wanted.ALL, yes_no=False)


WORD_FOR_WORD = 0.8  # share of a matter's pairs of characters that its task must hold
# "其中讲特殊教育的是哪项，谁牵头"
OF_MATTER = re.compile(
    "^(?:那么?)?(?:其中|里[面头]|这里[面头]?|这[几些][项条个]?里?[面头]?)[，]?(?:讲|说|写|关于|涉及|跟|管)(?P<what>[^，。？\ue000]{2,10}?)(?:有关|相关)?的(?:那(?:一)?[项条个])?(?:是|在|又是)?(?:(?:哪|第几)(?:一)?[项条个](?:任务)?)?[，。？]*(?P<rest>.*)$"
)


def _of_matter(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The one of the tasks just listed that tells of a matter, and what is asked of it: 其中讲特殊教育的是哪项，谁牵头."""
    said, last = OF_MATTER.search(query.masked), conversation.last
    if not said or query.clauses or query.mentions or len(last.clauses) < 2 or last.query.asks is not Asks.TASKS:
        return None
    there = [i for i in last.clauses if stands_in(said["what"], notice.clause(i).text, WORD_FOR_WORD)]
    if len(there) != 1:
        return None
    asks = Asks.UNITS if cues.has("who", said["rest"]) or said_part(said["rest"]) is not Part.ANY else Asks.CONTENT
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(said_part(said["rest"]), Wanted.ALL)
    of_it = query.but(asks=asks, clauses=tuple(there), topic="", core="", wanted=wanted, part=Part.ANY, count=False)
    return of_it.but(from_conversation=("沿用任务",))


# "一项是产业发展，另一项讲什么改革"
ONE_AND_OTHER = re.compile(
    "^(?:那么?)?(?:其中)?一(?:项|条|个)(?:是|讲|说|管)(?P<what>[^，。？]{2,12})[，。](?:那)?另(?:外)?(?:那)?一?(?:项|条|个)(?P<rest>[^。]*)$"
)


def _other_than_matter(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
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


# "这三家牵头的合起来几项", of units asked about in turn
SUM_OF_TOLD = re.compile(
    r"^(?:那么?)?(?:这|那|他们|它们)?(?P<n>[两俩三四五])(?:家|个单位|个部门|个局)?(?:牵头|参加|承担|参与|名下)?的?(?:任务)?(?:合起来|加起来|加一块儿?|一共|总共|合计|拢共)[^，。？]{0,4}(?:几|多少)(?:项|条|个)"
)


def _sum_of_told(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
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


def _with_another(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks that one more unit has beside those whose common tasks were just listed: 再加上财政局，三家都在的剩哪些."""
    before = conversation.last.query
    if len(query.conditions) != 1 or query.clauses or query.topic or not WITH_ANOTHER.search(query.masked):
        return None
    if before.asks is not Asks.TASKS or len(before.conditions) < 2:
        return None
    both = (*before.conditions, replace(query.conditions[0], part=Part.ANY))
    return query.but(asks=Asks.TASKS, conditions=both, clauses=(), sizes=(), compare="", wanted=Wanted.ALL, from_conversation=("沿用单位",))


# "只有它跟{扶贫办}两家的": of the list just told
THE_TWO_ALONE = re.compile(
    f"(?:只有?|仅有?|就|光)(?:是)?(?:(?<!其)[它他]们?|自己|我们|咱们?)?(?:局|单位)?(?:跟|和|与|同){UNIT_MARK}(?:这)?(?:[两俩二2](?:家|个单位|个部门)?)(?!以上)"
)


def _the_two_alone(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of a unit's tasks just listed that it bears with one other alone: 只有它跟扶贫办两家的."""
    last = conversation.last
    of_one = last.query.asks is Asks.TASKS and len(last.query.conditions) == 1 and len(last.clauses) > 1
    if not of_one or len(query.conditions) != 1 or query.clauses or query.topic or not THE_TWO_ALONE.search(query.masked):
        return None
    two = (*last.query.conditions, replace(query.conditions[0], part=Part.ANY))
    return _of_list(query, last.clauses).but(conditions=two, sizes=(Size("units", Part.ANY, 2, 2),), wanted=Wanted.ALL, yes_no=False)


# "参加的那条谁牵头", "它牵头的那项有期限没"
OF_ITS_PART = re.compile("^(?:那么?|把)?(?:它|他们|我们)?(?:自己)?(?P<part>牵头|领头|参加|参与|配合)的(?:那|这)(?:一)?[项条个](?:任务)?")


def _of_its_part(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
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


def _within_part(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of a unit's tasks in one part in which another has its own: 牵头的里面，残联也在的是哪条."""
    said, spoken = WITHIN_PART.search(query.masked), conversation.last.query.conditions
    if not said or len(query.conditions) != 1 or len(spoken) != 1 or query.clauses or query.topic:
        return None
    other = replace(query.conditions[0], part=said_part(query.masked[said.end() :]))
    both = (replace(spoken[0], part=said_part(said["part"])), replace(other, part=Part.ANY) if other.part is Part.ABSENT else other)
    return query.but(asks=Asks.TASKS, conditions=both, wanted=Wanted.ALL, part=Part.ANY, sizes=(), from_conversation=("沿用单位",))


def _rest_of_list(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks of a list that were not kept when it was cut down, or once more those that were: 那剩下的呢; 还剩几项."""
    last = conversation.last
    if query.mentions or query.clauses or len(conversation.turns) < 2 or last.query.asks is not Asks.TASKS or not last.query.clauses:
        return None
    if HOW_MANY.search(query.masked):
        return last.query.but(text=query.text, masked=query.masked, count=True)
    if not REST.search(query.masked) or not (left := [i for i in last.query.clauses if i not in last.clauses]):
        return None
    whole = next((turn.query.conditions for turn in reversed(conversation.turns[:-1]) if set(left) <= set(turn.clauses)), ())
    return _of_list(query, left).but(conditions=whole, topic="", core="", wanted=Wanted.ALL)


_PART = "(?P<part>牵头|领头|挑头|主办|参加|参与|配合|协办)的?(?:那些|那几项|任务)?"
# "牵头的留下，别的去掉" / "把牵头的剔掉"
KEEPS = re.compile(f"^(?:那么?|把|只|光|就)*{_PART}(?:的)?(?:都|全)?(?:留下|留着|保留|挑出来|拎出来|单列)")
DROPS = re.compile(
    f"^(?:那么?|再)?(?:把|将)?{_PART}(?:的)?(?:都|全|先|统统)?(?:剔掉|剔除|去掉|删掉|刨掉|拿掉|除掉|划掉|不要|不算|撇开)"
    f"|^(?:那么?|再)?(?:去掉|除掉|刨掉|扣掉|扣除|减去|除去|撇开|除开|除了)(?:它|他们|我们|咱们?)?(?:自己|自个儿)?"
    f"{_PART.replace('part', 'dropped')}的?(?:任务)?[，]?(?:剩|余|其余|还)"
)


def _by_part(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
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
    return _of_list(query, last.clauses).but(conditions=(condition,), wanted=Wanted.ALL, without=(), rank=None)


def _cut_down(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Return the question as one of the tasks just listed, or just spoken of in turn; None where a message says nothing of them.

    After 市林业局参加哪些任务: 其中市住建局牵头的; 只看有发改局的; 凡有市财政局在内的请剔除; 44那个先放一边，其余的呢; 其中光它一家的.
    """
    if query.topic and query.deliverable is not None and cues.has("of_the_list", query.masked):
        query = query.but(topic="", core="", literal=())  # 里面要专门出三年攻坚实施方案的是哪个
    if len(query.conditions) > 1 and REVERSED.search(query.masked):
        return None  # 反过来，{残联}牵头、{民政局}配合的: of all tasks
    is_there = query.yes_no and not IS_THERE_ONE.search(query.masked)
    if query.topic or is_there or GROUP.search(query.masked) or not (listed := _listed(query, conversation)):
        return None
    if query.clauses:
        return _without_one(query, conversation, listed)
    of_unit = bool(conversation.last.query.conditions) and len(conversation.last.clauses) > 1
    of_list = cues.has("of_the_list", query.masked) or (of_unit and WHICH_ONE.search(query.masked) is not None)
    of_list = of_list or bool(of_unit and lacking(query) and not OF_WHOLE.search(query.masked))
    chosen = query.sizes or query.deliverable is not None or query.literal
    of_list = of_list or bool(of_unit and chosen and query.follow != "new" and IS_WHICH.search(query.masked))
    of_list = of_list or bool(of_unit and chosen and IS_THERE_ONE.search(query.masked) and not OF_WHOLE.search(query.masked))
    by_filter = query.filtered and not (query.mentions or query.kind or query.unit_word or any(s.of == "tasks" for s in query.sizes))
    if by_filter and cues.has("takes_away", query.masked):  # 有2018年时限的剔掉，剩哪些
        removed = select_tasks(notice, query.but(clauses=tuple(listed)), str)
        whole = conversation.last.query.conditions
        return _of_list(Query(query.text, query.language, Asks.TASKS, query.masked), listed).but(
            conditions=whole, without=tuple(task.id for task in removed)
        )
    if by_filter and of_list:  # 其中需要另外制定实施方案的是哪一项
        return _of_list(query, listed)
    if not (_says_which_units(query, of_list) or _is_of_those_asked(query, conversation)):
        return None
    kept, taken = _conditions(query)
    removed = tuple(i for i in listed if any(has_part(notice.clause(i), c.units, c.part) for c in taken))
    if not (kept or removed):
        kept = conversation.last.query.conditions  # none is taken away: the list as it was
    return _of_list(query, listed).but(conditions=kept, left_out=(), without=removed, wanted=Wanted.ALL, yes_no=False)


def lacking(query: Query) -> bool:
    """Tell whether tasks are told by the units alone that they lack: {财政局}没参加的是哪一项."""
    return bool(query.conditions) and all(condition.part is Part.ABSENT for condition in query.conditions)


IS_WHICH = re.compile("(?:是|有|在)(?:哪|第几)(?:一|些|几)?[个条项]?(?:任务)?[？。]*$")  # 只有{财政局}一家配合的是哪个
IS_THERE_ONE = re.compile(
    "的(?:任务)?(?:有没有|有吗|有么|有不)[，。？]|的(?:任务)?(?:有没有|有吗)$"
)  # {残联}也在的有吗; 没有别家配合的有没有，哪条
OF_WHOLE = re.compile("全文|整[个份]|方案|通知|文件|\\d{2,}项|所有任务|全部任务")
WHICH_ONE = re.compile("^(?:那么?)?哪(?:一|几|两|些)?(?:个|条|项)(?!任务)")  # 哪个写了要制定实施方案, of a unit's tasks just listed


def _of_list(query: Query, listed: Sequence[str]) -> Query:
    return query.but(asks=Asks.TASKS, part=Part.ANY, clauses=tuple(listed), from_conversation=("沿用任务",))


# "{发改局}牵头的是哪个？", "{民宗局}参加的那几个呢"
OF_ONE = re.compile(
    f"^(?:那么?)?{UNIT_MARK}(?:自己)?(?:牵头|领头|挑头|参加|参与|配合|有份)的?(?:(?P<one>(?:又)?是(?:哪|第几)(?:一)?[个项条])|(?P<those>那(?:几|些|[两三四])[个项条]?(?:呢|是|有)))"
    f"|^(?:那么?)?{UNIT_MARK}的?(?P<its>那(?:一)?[个项条])(?:呢|[。？]*$)"  # {旅游局}那个
)


def _of_one(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
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
    return _of_list(query, last.clauses).but(wanted=Wanted.ALL)


THESE_SO_MANY = re.compile(rf"^(?:那么?)?[这那](?P<n>[{CHINESE_DIGITS}]|\d)(?:项|条|个任务)(?:任务)?")


def _so_many(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The units of so many tasks listed before the last answer, which was of none: 那这三项是谁牵头."""
    match = THESE_SO_MANY.search(query.masked)
    if not match or conversation.last.clauses or query.clauses or query.mentions or query.asks is not Asks.UNITS:
        return None
    number = ordinal_value(match["n"])
    listed = next((turn.clauses for turn in reversed(conversation.turns) if len(turn.clauses) == number > 1), ())
    return query.but(clauses=listed, conditions=(), topic="", core="", from_conversation=("沿用任务",)) if listed else None


ALL_OF_ONE = re.compile(
    f"^(?:那么?)?(?:这|那)(?:些|几[项条个]|[{CHINESE_DIGITS}][项条个])?(?:任务)?(?:是不是)?(?:都|全|全都)(?:是|归|由)(?:不是)?{UNIT_MARK}(?:来)?(?:牵头|领头|挑头|参加|配合|管|负责)的?(?:吗|么|吧)?[？。]*$"
)


def _all_of_one(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Whether one unit has a part in every task just listed: 这些都是发改局牵头？"""
    last = conversation.last
    if (group := ALL_OF_GROUP.search(query.masked)) and len(query.mentions) == 2:
        of_group, mention = query.mentions
        units = set(of_group.units)
        listed = (turn.clauses for turn in reversed(conversation.turns) if any(units == set(c.units) for c in turn.query.conditions))
        clauses = next((clauses for clauses in listed if 1 < len(clauses) <= MOST_CLAIMED), ())
        part = Part.LEADS if group["part"] in ("牵", "领", "挑") else Part.ANY
        claim = UnitCondition(mention.units, part, mention.said)
        asked = _of_list(query, clauses).but(asks=Asks.VERIFY, conditions=(claim,), yes_no=True, wanted=Wanted.ALL, topic="", core="")
        return asked if clauses else None
    if not ALL_OF_ONE.search(query.masked) or len(query.mentions) != 1 or not 1 < len(last.clauses) <= MOST_CLAIMED:
        return None
    (mention,) = query.mentions
    claim = UnitCondition(mention.units, part_beside(query.masked, query.masked.index(UNIT_MARK)), mention.said)
    return _of_list(query, last.clauses).but(asks=Asks.VERIFY, conditions=(claim,), yes_no=True, wanted=Wanted.ALL, topic="", core="")


# "{统计局}这几项，牵头的都是{扶贫办}吗"
ALL_OF_GROUP = re.compile(
    f"{UNIT_MARK}的?[这那](?:几|[{CHINESE_DIGITS}])[项条个](?:任务)?[，]?(?:(?P<part>[牵领挑])头的?)?(?:是不是)?(?:都|全)(?:是|归|由){UNIT_MARK}"
)
MOST_CLAIMED = 8  # tasks of which it is told one by one whether a claim holds


MORE_OF_FIRST = re.compile("比[^，。？]{2,8}多(?:了|出)?(?:来)?(?:的是)?(?:谁|哪)")  # 前一个比后一个多了谁
OTHER = re.compile("(?:另外?|剩下|其余)的?(?:那|这)?(?:一)?[项条个]|另一[项条个]")  # 第3条有、另外那条没有的
REVERSED = re.compile("(?:反|倒|掉|调)(?:过来|转|个儿)")


def _of_pair(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
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


def _listed(query: Query, conversation: Conversation) -> tuple[str, ...]:
    """Return the list of tasks that a message can be about."""
    last = conversation.last
    if WIDEST.search(query.masked):
        lists = [turn.clauses for turn in conversation.turns if turn.query.asks is Asks.TASKS and set(last.clauses) <= set(turn.clauses)]
        return max(lists, key=len, default=())
    if REVERSED.search(query.masked) and len(last.query.clauses) > 1:
        return last.query.clauses  # 反过来，{扶贫办}牵头的: of the list that was cut down
    if len(last.clauses) > 1:
        return last.clauses if last.query.asks is Asks.TASKS else ()
    return tasks_told(conversation, query.masked)


WIDEST = re.compile(
    "^(?:那么?)?(?:在)?(?:全部|所有|总的?|一共|总共)的?(?:(?:这|那)(?:些|几[项条个]))?(?:任务)?(?:里[面头边]?|当中|之中|中)"
)


def _without_one(query: Query, conversation: Conversation, listed: tuple[str, ...]) -> Query | None:
    """The rest of the list, where some of it are put aside by their numbers: 44那个先放一边，其余的呢."""
    left = [i for i in listed if i not in query.clauses]
    aside = len(left) < len(listed) and cues.has("takes_away", query.masked) and cues.has("the_rest", query.masked)
    return _of_list(query, left).but(conditions=conversation.last.query.conditions) if aside else None


# What begins a message that goes on with a list: "有{民政局}的留下", "没{残联}的那些呢", "再加上有{工会}的"
GOES_ON = re.compile(
    f"^(?:那|再|把|凡|还|同时|且|并且|而且|也)*(?:只?要|得)?(?:有|带着?|含|没有?|无|不(?:含|带|涉及)|缺){UNIT_MARK}[^，。？谁]*的"
)
# A unit that is there beside the one whose list it is: "那{扶贫办}也在的", "同时还有{工会}的"
BESIDES = re.compile(
    f"{UNIT_MARK}(?:也|同样|一样|同时)(?:[^，。？谁]{{0,6}}的|(?:在|有份|参加|参与)(?:[，。]|$))|(?:同时|还|也)(?:要|得|必须|须)?(?:有|含|带|涉及){UNIT_MARK}"
    "|(?:还|也)(?:要|得|必须|须)(?:有|在)"
)


def _says_which_units(query: Query, of_list: bool) -> bool:
    """Tell whether a message names units by which tasks of a list are told."""
    if not query.mentions or not all(mention.units for mention in query.mentions) or query.asks is Asks.UNITS:
        return False
    places = places_of_units(query.masked)
    picks = cues.has("picks_out", query.masked) or any(_is_taken(query.masked, place) for place in places)
    return of_list or picks or any(pattern.search(query.masked) for pattern in (GOES_ON, BESIDES))


def _is_of_those_asked(query: Query, conversation: Conversation) -> bool:
    """Tell whether a message names one of the several units whose tasks were listed, in a part of its own: {组织部}牵头的呢."""
    asked = [condition for turn in conversation.turns[-2:] for condition in turn.query.conditions]
    known = {unit for condition in asked for unit in condition.units}
    several = len(conversation.last.query.conditions) > 1 or REVERSED.search(query.masked) is not None
    named = {unit for mention in query.mentions for unit in mention.units}
    if not (several and named and named <= known) or query.asks is not Asks.TASKS:
        return False
    return part_beside(query.masked, query.masked.index(UNIT_MARK)) is not Part.ANY


def _conditions(query: Query) -> tuple[tuple[UnitCondition, ...], tuple[UnitCondition, ...]]:
    """Return the part that each unit named must have, and the units whose tasks are taken away with the part that they have there."""
    text, kept, taken = query.masked, [], []
    places = places_of_units(text)
    for mention, place in zip(query.mentions, places):
        part = part_beside(text, place)
        condition = UnitCondition(mention.units, part, mention.said)
        (taken if part is not Part.ABSENT and _is_taken(text, place) else kept).append(condition)
    return tuple(kept), tuple(taken)


KEPT_HERE = re.compile("[^，。？]{0,6}的(?:都|全)?(?:留下|留着|保留|挑出来|留)")
OF_A_PART = re.compile("(?:它|自己)?(?:牵头|领头|参加|参与|配合)")  # {扶贫办}呢，也别算|牵头


def _is_taken(text: str, place: int) -> bool:
    """Tell whether the tasks of the unit at a place are taken away: 去掉有{扶贫办}的; 凡有{财政局}在内的请剔除."""
    if KEPT_HERE.match(text, place + 1):
        return False  # 有{扶贫办}参加的留下，别的删掉
    for begin, end in cues.spans("takes_away", text):
        between = text[end:place] if end <= place else text[place + 1 : begin]
        behind = begin > place and UNIT_MARK not in between and not OF_A_PART.match(text, end)
        if (behind and "。" not in between) or (end <= place and not re.search("[，。；]", between)):
            return True
    return False
