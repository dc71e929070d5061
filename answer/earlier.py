"""What was asked before the last answer, told by which question it was or of whom: 第一个问题的参加单位, 刚才问的{妇联}那两项."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.parts import said_part
from answer.query import Asks, Part, Query, Rank, UnitCondition, Wanted
from answer.ranks import DIFFERENCE
from answer.reader import UNIT_MARK
from answer.tasks_in_turn import nth_told, units_alike
from ingest.lines import CHINESE_DIGITS, ordinal_value


def of_earlier(query: Query, conversation: Conversation) -> Query | None:
    """Return the question as one of what was asked earlier; None where it says nothing of it."""
    resolvers = (
        nth_told,
        units_alike,
        _other_part,
        _both_parts,
        _of_task_of_unit,
        _of_first_task,
        _of_earlier_task,
        _of_nth_question,
        _of_tasks_asked_for,
        _in_one_task,
        _who_has_more,
        _as_many,
        _difference_of_parts,
        _other_of_pair,
    )
    return next((found for resolve in resolvers if (found := resolve(query, conversation))), None)


# "说反了，我要的是它配合人家的" after 住建局主办的 / "不要牵头的，要它参加的"
SAID_REVERSED = re.compile("(?:说|搞|弄|讲|问|写|看|记)(?:颠倒|反)了?")
THE_OTHER_PART = re.compile(
    "(?:不是|不要|不问|别要)(?:它|问)?(?:牵头|领头|参加|参与|配合)的?(?![那这几])[^，。？]{0,3}[，。]?(?=[^，。？]*(?:要|是|问)[^，。？谁哪]*[。]?$)"
)


def _other_part(query: Query, conversation: Conversation) -> Query | None:
    """The last list again in the other part of its unit: 说反了，我要的是它配合人家的."""
    before, denied = conversation.last.query, THE_OTHER_PART.search(query.masked)
    part = said_part(query.masked[denied.end() if denied else 0 :])
    of_one = before.asks is Asks.TASKS and len(before.conditions) == 1 and not (query.conditions or query.clauses)
    if not of_one or part is Part.ANY or not (denied or SAID_REVERSED.search(query.masked)):
        return None
    other = UnitCondition(before.conditions[0].units, part, before.conditions[0].said)
    return before.but(text=query.text, masked=query.masked, conditions=(other,), from_conversation=("沿用单位",))


# "加上参加的呢", "连牵头的一共几项"
WITH_OTHER_PART = re.compile(
    "^(?:那么?|再)?把(?:它)?(?:参加|参与|配合|牵头)的(?:也|都)?(?:加上|算上|并进来|合进来)|^(?:那么?|再)?(?:加上?|连|算上|带上)(?:它|他们)?(?:参加|参与|配合|协办|牵头|领头)的?(?:呢|一起|一共|总共|都)?[^，。？谁]{0,6}[？。]*$"
)


def _both_parts(query: Query, conversation: Conversation) -> Query | None:
    """All tasks of the unit whose tasks in one part were just listed: 加上参加的呢 after 发改局牵头哪些."""
    before = conversation.last.query
    of_one = before.asks is Asks.TASKS and len(before.conditions) == 1 and not (query.conditions or query.clauses or query.topic)
    if not of_one or before.conditions[0].part not in (Part.LEADS, Part.JOINS) or not WITH_OTHER_PART.search(query.masked):
        return None
    both = UnitCondition(before.conditions[0].units, Part.ANY, before.conditions[0].said)
    again = before.but(text=query.text, masked=query.masked, conditions=(both,), clauses=(), wanted=Wanted.ALL, part=Part.ANY)
    return again.but(count=query.count, from_conversation=("沿用单位",))


# "{纪委}那项跟谁一起干"
TASK_OF_UNIT = re.compile(f"{UNIT_MARK}(?:牵头|领头)?的?那(?:一)?[项条个](?:任务)?(?!是)")


def _of_task_of_unit(query: Query, conversation: Conversation) -> Query | None:
    """Who else bears the one task that was told of a unit before the last answer: 先不管宣传部，{纪委}那项跟谁一起干."""
    said = TASK_OF_UNIT.search(query.masked)
    if not said or query.asks is not Asks.UNITS or query.clauses or query.topic:
        return None
    place = query.masked[: said.end()].count(UNIT_MARK) - 1
    units = query.mentions[place].units if place < len(query.mentions) else ()
    told = (turn for turn in conversation.turns[:-1] if len(turn.clauses) == 1 and len(turn.query.conditions) == 1)
    meant = next((turn.clauses for turn in told if units and units == turn.query.conditions[0].units), ())
    if not meant or meant == conversation.last.clauses:
        return None
    beside = units if any(cues.has(name, query.masked) for name in ("partners", "beside_it")) else ()
    of_it = query.but(clauses=meant, conditions=(), left_out=beside, topic="", core="", from_conversation=("回到前面的问题",))
    return of_it.but(wanted=Wanted.ALL) if beside else of_it


# "一开始说的那条谁牵头", "最早问的那项"
FIRST_TASK = re.compile(
    "(?:最早|最先|一开始|最开始|最初|刚开始|开头|头一个|头先)(?:我)?(?:问|说|讲|提|查|看)(?:到|过|起)?的?那?(?:一)?(?:个|件|条|项)"
)


def _of_first_task(query: Query, conversation: Conversation) -> Query | None:
    """What is asked of the first task spoken of: 一开始说的那条谁牵头; 水库除险是不是写在最早问的那条里."""
    said = FIRST_TASK.search(query.masked)
    first = next((turn.clauses for turn in conversation.turns if len(turn.clauses) == 1), ())
    if not said or not first or query.clauses or query.conditions or query.asks is Asks.TASKS:
        return None
    matter = re.sub("(?:是不是|是否|在不在|有没有|也)?(?:也)?(?:是|写|在|放)*$", "", query.text[: said.start()]).strip("，。 ")
    if query.yes_no and len(matter) > 1 and query.asks is not Asks.VERIFY:
        return _claimed(query, matter, first)
    asks = query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT
    return query.but(asks=asks, clauses=first, topic="", core="", from_conversation=("回到前面的问题",))


# "回到前头那个，{文广新局}也在里边吧", "前面那个活动，{扶贫办}参加吗" / "前面一项", of a list
EARLIER_TASK = re.compile(
    "^(?:好|那么?|再)?[，]?(?:回到|说回|再说)?(?:最?前[面头边]?|刚才|上面|先前|之前|头先)的?那(?:一)?(?:个|件|条|项)(?:活动|任务|事情?|工作)?[，的]?"
)
# "还是说回第一个", "刚开始问的那项"
FIRST_SPOKEN_OF = re.compile(
    "^(?:还是|那么?|再)?[，]?(?:回到|说回|再说|回头说)(?:第一|最开始|最初|头一)(?:问的)?的?那?(?:一)?(?:个|件|条|项)|^(?:那么?)?(?:刚开始|最开始|一开始|开头|最初|最早)(?:问|说)?的?那?(?:一)?(?:个|件|条|项)"
)


def _of_earlier_task(query: Query, conversation: Conversation) -> Query | None:
    """A unit's part in the task spoken of before the last one: 回到前头那个，{文广新局}也在里边吧."""
    tasks = [turn.clauses for turn in conversation.turns if len(turn.clauses) == 1]
    first = FIRST_SPOKEN_OF.search(query.masked) or FIRST_TASK.search(query.masked)
    earlier = next((clauses for clauses in (tasks if first else reversed(tasks)) if clauses != conversation.last.clauses), None)
    if not (earlier and query.conditions and query.yes_no) or query.clauses or not (first or EARLIER_TASK.search(query.masked)):
        return None
    query = query.but(asks=Asks.VERIFY, clauses=earlier, topic="", core="", wanted=Wanted.ALL, part=Part.ANY)
    return query.but(from_conversation=("回到前面的问题",))


# "第一个问题的参加单位", "头一个问的那项"
NTH_QUESTION = re.compile(
    rf"(?:第(?P<n>[{CHINESE_DIGITS}]|\d)(?:个|次)|(?P<first>头一(?:个|次)|最(?:先|早|开始)))(?:问题|问的(?:那(?:个|项|条|件))?|问到的(?:那(?:个|项|条))?)"
)


def _of_nth_question(query: Query, conversation: Conversation) -> Query | None:
    """What is asked now of the task that one of the questions was about: 第一个问题的参加单位也给我."""
    said = NTH_QUESTION.search(query.masked)
    number = ordinal_value(said["n"]) if said and said["n"] else 1
    if not said or query.clauses or query.conditions or not 0 < number <= len(conversation.turns):
        return None
    clauses = conversation.turns[number - 1].clauses
    part = said_part(query.masked)
    of_units = query.asks is Asks.UNITS or (query.asks is not Asks.VERIFY and part is not Part.ANY)
    asked = query.but(asks=Asks.UNITS if of_units else Asks.CONTENT, clauses=clauses, topic="", core="", places=(), missing=())
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(part, query.wanted)
    return asked.but(wanted=wanted, part=Part.ANY, from_conversation=("回到前面的问题",)) if clauses else None


# "先头问的{对口帮扶办}那两项"
OF_UNIT_ASKED = re.compile(
    f"(?:先头|刚才|刚刚|之前|前面|上面|头先|先前|一开始|最开始)(?:问|说|讲|查)?(?:过|到)?的?{UNIT_MARK}(?:牵头|参加)?的?(?:那|这)(?:几|些|[两三四五六七八九])[项条个]"
)


def _of_tasks_asked_for(query: Query, conversation: Conversation) -> Query | None:
    """The tasks of a unit as they were listed before, and the units of these: 先头问的{对口帮扶办}那两项，牵头的是同一家吧."""
    if not OF_UNIT_ASKED.search(query.masked) or len(query.mentions) != 1:
        return None
    units = set(query.mentions[0].units)
    listed = (turn.clauses for turn in reversed(conversation.turns) if any(units == set(c.units) for c in turn.query.conditions))
    clauses = next((clauses for clauses in listed if len(clauses) > 1), ())
    rest = query.masked.split(UNIT_MARK)[-1]
    leads = said_part(rest) is Part.LEADS
    asked = query.but(asks=Asks.UNITS, conditions=(), clauses=clauses, topic="", core="", compare="", part=Part.ANY)
    return asked.but(wanted=Wanted.LEAD if leads else Wanted.ALL, from_conversation=("回到前面的问题",)) if clauses else None


# "这两样是写在同一条里的不", "跟“扶贫志愿者行动”写在同一项里吗"
IN_ONE_TASK = re.compile("(?:在|是|写|属于?)(?:不是)?(?:写|列|放)?(?:在)?同一(?:项|条|个任务)(?:任务)?(?:里[面头]?|中|上)?")
THESE_TWO = re.compile("[这那](?:两|俩)|(?:两|俩)(?:样|个|件|项|条)|它俩|都")


def _in_one_task(query: Query, conversation: Conversation) -> Query | None:
    """Whether the last two matters, or another and the last, stand in one task: 这两样写在同一条里不."""
    last = conversation.last
    asked = query.yes_no or query.masked.rstrip("。").endswith("？")
    if not (asked and IN_ONE_TASK.search(query.masked)) or query.conditions or query.clauses or len(last.clauses) != 1:
        return None
    before = conversation.turns[-2] if len(conversation.turns) > 1 else None
    if THESE_TWO.search(query.masked) and not query.topic:
        if not before or len(before.clauses) != 1:
            return None
        both = tuple(dict.fromkeys((*before.clauses, *last.clauses)))
        claim = query.but(asks=Asks.CONTENT, clauses=both, compare="same_task", core="", wanted=Wanted.ALL, part=Part.ANY)
        return claim.but(from_conversation=("沿用任务",))
    matter = IN_ONE_TASK.sub("", next(iter(query.literal), query.core)).strip("跟和与同，“”的 ")
    return _claimed(query, matter, last.clauses) if matter else None


def _claimed(query: Query, matter: str, clauses: tuple[str, ...]) -> Query:
    """Return the question whether a matter stands in a clause."""
    claim = query.but(asks=Asks.CONTENT, yes_no=True, topic=matter, core=matter, place_claimed=matter, nearby=clauses, literal=())
    return claim.but(wanted=Wanted.ALL, part=Part.ANY, several=0.0, from_conversation=("沿用任务",))


# "一样多？", "两个一样多吗" after 44条有几个单位, 42条呢
SAME_NUMBER = re.compile(
    "^(?:那么?)?(?:这|它们)?(?:[两俩](?:项|条|个|边)?)?(?:的?单位)?(?:数量?|家数)?(?:是不是|是)?(?:都)?一样多(?:吗|么|吧|不|？|。|$)"
)


def _as_many(query: Query, conversation: Conversation) -> Query | None:
    """Whether the two tasks told one after the other have as many units, or by how many they differ: 一样多？; 比第2项多几家."""
    tasks = [turn.clauses[0] for turn in conversation.turns[-2:] if len(turn.clauses) == 1 and turn.query.asks is Asks.UNITS]
    if query.conditions:
        return None
    two = len(tasks) == 2 and not query.clauses
    if two and SAME_NUMBER.search(query.masked):
        return _by_number(query, tasks).but(yes_no=True)
    if two and MORE_UNITS.search(query.masked) and all(turn.query.count for turn in conversation.turns[-2:]):
        return _by_number(query, tasks)
    if tasks and len(query.clauses) == 1 and BY_HOW_MANY_UNITS.search(query.masked):
        return _by_number(query, [tasks[-1], *query.clauses])
    return None


def _by_number(query: Query, tasks: Sequence[str]) -> Query:
    """Return the question as one of two tasks in the order of how many units they have."""
    order = query.but(asks=Asks.UNITS, clauses=tuple(tasks), rank=Rank("tasks", Part.ANY), topic="", core="", sizes=(), compare="")
    return order.but(from_conversation=("沿用任务",))


MORE_UNITS = re.compile("^(?:那么?)?(?:相?差|多|少)(?:了|出)?(?:几|多少)(?:家|个)?(?:单位)?[？。]*$")  # 多几家 after 26项几家, 27项几家
BY_HOW_MANY_UNITS = re.compile("^(?:那么?)?(?:跟|和|比|较)[^，。？]{1,8}(?:相?比)?[，]?(?:多|少|差)(?:了|出)?(?:几|多少)(?:家|个)")
# "差多少", "多几项" after 发改局牵头几项, 参加几项
BY_HOW_MANY = re.compile("^(?:那么?)?(?:两[个者边]|这两个)?(?:相?差|多|少)(?:了|出)?(?:几|多少)(?:项|条|个)?[？。]*$")


def _difference_of_parts(query: Query, conversation: Conversation) -> Query | None:
    """By how many the tasks that one unit leads and those that it joins in differ, which were asked for in turn."""
    turns = conversation.turns[-2:]
    asked = [turn.query.conditions[0] for turn in turns if len(turn.query.conditions) == 1 and turn.query.asks is Asks.TASKS]
    if len(asked) != 2 or not BY_HOW_MANY.search(query.masked) or not DIFFERENCE.search(query.masked):
        return None
    if asked[0].units != asked[1].units or {condition.part for condition in asked} != {Part.LEADS, Part.JOINS}:
        return None
    of_it = UnitCondition(asked[0].units, Part.ANY, asked[0].said)
    return query.but(asks=Asks.TASKS, conditions=(of_it,), clauses=(), compare="parts", from_conversation=("沿用单位",))


# "谁多，多几项" after two units' tasks were counted in turn, "那{民政局}呢，谁多" after two were compared
WHO_HAS_MORE = re.compile(
    f"^(?:那么?|所以|，)*(?:{UNIT_MARK}呢?[，。])?(?:(?:这|那)?[两三]?(?:家|个)?(?:里[面头]?)?，?)?(?:谁|哪(?:一)?(?:家|个|边))(?:的)?(?:任务|牵头|参加|承担)?(?:的)?(?:更|最)?(?:多|少)"
)


def _who_has_more(query: Query, conversation: Conversation) -> Query | None:
    """Which of the units whose tasks were counted in turn, or just compared, has more: 谁多，多几项."""
    if not (query.rank and WHO_HAS_MORE.search(query.masked)) or query.clauses or query.topic or len(query.conditions) > 1:
        return None
    last, turns = conversation.last.query, conversation.turns[-2:]
    if last.rank and len(last.conditions) > 1:
        before = last.conditions
    else:
        before = tuple(turn.query.conditions[0] for turn in turns if turn.query.asks is Asks.TASKS and len(turn.query.conditions) == 1)
    compared = {condition.units: condition for condition in (*before, *query.conditions)}
    if len(compared) < 2:
        return None
    part = before[0].part
    conditions = tuple(replace(condition, part=part) for condition in compared.values())
    order = replace(query.rank, of="units", by=part if query.rank.by is Part.ANY else query.rank.by)
    return query.but(asks=Asks.UNITS, conditions=conditions, rank=order, wanted=Wanted.ALL, from_conversation=("沿用单位",))


# "{妇联}换成{残联}再查一遍" after 民政局跟妇联都有的是哪几项
INSTEAD_OF = re.compile(f"^(?:那么?)?(?:把|将)?{UNIT_MARK}(?:换成|改成|换作|换为|换){UNIT_MARK}")


def _other_of_pair(query: Query, conversation: Conversation) -> Query | None:
    """The last question again with another unit in one's place: {妇联}换成{残联}."""
    before = conversation.last.query
    if not INSTEAD_OF.search(query.masked) or len(query.mentions) != 2 or not before.conditions:
        return None
    old, new = query.mentions
    changed = tuple(_with_unit(condition, old.units, new.units, new.said) for condition in before.conditions)
    if changed == before.conditions or not new.units:
        return None
    again = before.but(text=query.text, masked=query.masked, mentions=query.mentions, conditions=changed)
    return again.but(from_conversation=("换单位",))


def _with_unit(condition: UnitCondition, old: tuple[str, ...], new: tuple[str, ...], said: str) -> UnitCondition:
    return UnitCondition(new, condition.part, said, condition.place) if set(condition.units) == set(old) else condition


# What is asked of the text of the task just shown: "文件原话是怎么讲的"
VERBATIM = re.compile("原话|原文|原句|(?:怎么|咋|如何)(?:讲|写|说|表述)的?")
# "那句话原文是怎么写的，我要念给村民听", "把这几个字所在的那整句贴过来": whatever else is said
THAT_SENTENCE = re.compile(
    "(?:这|那)(?:一|整)?(?:句(?:话)?|段(?:话)?|几个字)[^，。？]{0,8}(?:原话|原文|原句|整句|怎么|咋|如何|贴|念|抄|发|给|摘|读)"
)
# "全文贴一下我核对", "把原文发我"
WHOLE_TEXT = re.compile(
    "(?:全文|原文|整条|条文|完整的?(?:内容|条文|原文))(?:都|再|也|给我|帮我|请|麻烦)*(?:贴|发|念|抄|列|给|摆|拿|读|调)"
    "|(?:贴|发|念|抄|列|读|调)(?:一下|一遍|出来?|出|下|给我|我)*(?:全文|原文|整条|条文)"
)


def asks_for_its_words(query: Query) -> bool:
    """Tell whether a message asks for the words of what was told, and names no matter: 全文贴一下我核对."""
    return any(pattern.search(query.masked) for pattern in (THAT_SENTENCE, WHOLE_TEXT))


def in_its_words(query: Query, last: Turn) -> Query | None:
    """The sentence that the last answer rested on, where its words are asked for and no other matter is: 文件原话是怎么讲的."""
    before, sentence, whole = last.query, THAT_SENTENCE.search(query.masked), WHOLE_TEXT.search(query.masked)
    named = query.conditions or query.clauses or (query.topic and query.asks is not Asks.FRONT and not sentence)
    if named or len(last.clauses) != 1 or not (sentence or whole or VERBATIM.search(query.masked)) or cues.named_fields(query.text):
        return None
    if whole and not sentence:
        of_it = Query(query.text, query.language, Asks.CONTENT, query.masked, clauses=last.clauses)
        return of_it.but(from_conversation=("沿用任务",))
    if before.asks is not Asks.CONTENT and not (sentence and before.topic):
        return None
    before = before.but(asks=Asks.CONTENT, wanted=Wanted.ALL, part=Part.ANY, several=0.0)
    again = before.but(text=query.text, masked=query.masked, yes_no=False, fact="", clauses=last.clauses, nearby=last.clauses)
    return again.but(from_conversation=("沿用任务",))
