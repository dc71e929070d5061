"""The ways a message hangs on what was said before: the same tasks, one of a list, the unit, the last question again."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.parts import said_part
from answer.pointing import MOST, ORDINAL, POINTS_INTO, holding_topic, list_pointed_at, or_content, place_told, stands_in, told_apart
from answer.query import Asks, Part, Query, Rank, UnitCondition, Wanted
from answer.ranks import DIFFERENCE
from answer.referents import beside
from answer.spoken_of import subject
from answer.yes_no import character_pairs
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice

MAX_CARRIED = 8  # clauses that "this" can stand for; of a longer list one must be chosen


def _same(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Asked of the tasks last spoken of: 那牵头的呢; 财政局也在里面吗; 里面饮水安全怎么讲的."""
    if query.clauses or not last.clauses or len(last.clauses) > MAX_CARRIED:
        return None
    if query.asks is Asks.TASKS and not query.topic and not query.conditions and said_part(query.masked) is not Part.ANY:
        of_unit = _unit(query, conversation, last, notice)  # 参加的又是哪几项 after 我们牵头的是哪项
        if of_unit:
            return of_unit
    if query.topic and query.fact and _says_only_frame(query):
        query = query.but(topic="", core="")  # 几月底完成
    if query.topic:
        inside = holding_topic(query, last.clauses, notice)
        if not inside and len(last.clauses) == 1 and query.asks is Asks.CONTENT and POINTS_INTO.search(query.masked):
            inside = last.clauses
        if inside:
            return query.but(clauses=inside, asks=or_content(query), spoken_of=_spoken_of(last.query), from_conversation=("沿用任务",))
        return query.but(fallback=last.clauses, spoken_of=last.query.topic)
    if one := told_apart(query, last.clauses, notice):
        return one
    if _of_another_unit(query, last.query):
        return query
    if query.conditions and _asks_beside(query):
        known = tuple(unit for condition in query.conditions for unit in condition.units)
        query = query.but(asks=Asks.UNITS, conditions=(), left_out=known, wanted=Wanted.ALL, part=Part.ANY)
        return query.but(clauses=last.clauses, from_conversation=("沿用任务",))
    if query.conditions:
        asks = Asks.VERIFY if query.yes_no or query.asks is not Asks.UNITS else query.asks
        return query.but(asks=asks, clauses=last.clauses, from_conversation=("沿用任务",))  # of each of them, where they are several
    if field := last.query.field and _front_field(query):
        return query.but(asks=Asks.FRONT, field=field, from_conversation=("沿用任务",))
    asks = Asks.UNITS if query.left_out and not query.fact else _asks_of_same(query, last.query)  # 除了{财政局}还有哪些
    topic, core = _matter_of_same(query, last.query) if asks is Asks.CONTENT else ("", "")
    query = _with_wanted(query.but(asks=asks), last.query)
    clauses = last.clauses
    if conversation.home and asks is Asks.UNITS and WE_OURSELVES.search(query.masked):  # 除开他们和我们自己; 跟我们一样配合的
        leads = tuple(lead for i in clauses for lead in notice.clause(i).leads) if query.wanted is Wanted.OTHERS else ()
        query = query.but(left_out=tuple(dict.fromkeys((*query.left_out, *leads, *conversation.home.units))))
    if query.left_out and cues.has("this_one", query.masked):  # 那项除了{民宗局}还有谁: the one of the list that it has a part in
        clauses = tuple(i for i in clauses if set(query.left_out) & set(notice.clause(i).units)) or clauses
    of_others = last.query.asks is Asks.UNITS and last.query.wanted is Wanted.OTHERS
    if query.left_out and asks is Asks.UNITS and (of_others or said_part(query.masked) is Part.JOINS):  # 除了{民宗局}还有谁参加
        query = query.but(left_out=tuple(dict.fromkeys((*query.left_out, *(u for i in clauses for u in notice.clause(i).leads)))))
    elif units := beside(query, conversation, clauses, notice):
        query = query.but(left_out=units, wanted=Wanted.ALL, part=Part.ANY)
    return query.but(clauses=clauses, topic=topic, core=core, spoken_of=_spoken_of(last.query), from_conversation=("沿用任务",))


def _asks_beside(query: Query) -> bool:
    """Tell whether others are asked for beside the unit that is named: 牵头{纪委}，还有呢; {文广新局}？他们跟谁一块搞."""
    of_partners = query.asks is Asks.UNITS and cues.has("partners", query.masked)
    return of_partners or (query.asks in (Asks.UNITS, Asks.VERIFY) and cues.has("beside_it", query.masked))


WE_OURSELVES = re.compile("(?:和|跟|与|、|连)?(?:我们|咱们?|本单位)(?:自己|自家|这家)|(?:跟|和|像|同)(?:我们|咱们?|本单位)一样")


def _spoken_of(before: Query) -> str:
    """Return the matter that a question was of, with what was spoken of before it: 能贷几万，信用贷款."""
    return "，".join(dict.fromkeys(words for words in (before.core, before.spoken_of) if words))


ANOTHERS = re.compile(
    "\ue000[^，。？]{0,4}(?:(?:牵头|参加|配合|负责)的?又(?:是|有)(?:哪|什么|几)|(?:牵头|参加|配合|负责)哪(?:一?个|几个|些)[？。]*$)"
)  # {工商联}牵头的又是哪项


WHICH_OF_ITS = re.compile("\ue000呢，(?:它|他们)?(?:是|在|有)?(?:第几|哪一?|几)[项条个]")  # 那文联呢，哪一项


def _of_another_unit(query: Query, before: Query) -> bool:
    """Tell whether the tasks of another unit are asked for in full: 那{财政局}牵头的是哪项; not 这几项里有{财政局}的是哪项."""
    of_those = any(cues.has(name, query.masked) for name in ("these", "it", "among_them"))
    if (
        query.asks is Asks.TASKS
        and query.conditions
        and not of_those
        and (ANOTHERS.search(query.masked) or WHICH_OF_ITS.search(query.masked))
    ):
        return True
    return query.asks is before.asks is Asks.TASKS and bool(query.conditions) and asks_itself(query) and not of_those


def _asks_of_same(query: Query, before: Query) -> Asks:
    """Return what is asked of the tasks just spoken of."""
    if before.asks is Asks.UNITS and query.asks is Asks.CONTENT and not query.fact and cues.has("called", query.masked):
        return Asks.UNITS  # 叫什么名字 after 还有几家参加
    of_units = before.asks in (Asks.UNITS, Asks.VERIFY) or cues.has("this_one", query.masked)
    if of_units and query.asks is Asks.TASKS and query.part is not Part.ANY:
        return Asks.UNITS  # 那参加的呢 after 第22项谁牵头; 这项还拉了谁进来
    return query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT


def _with_wanted(query: Query, before: Query) -> Query:
    """Return a question of units with those wanted of which the one before asked, where it names no part itself."""
    if query.asks is not Asks.UNITS or query.wanted is not Wanted.ALL:
        return query
    of_those = before.asks is Asks.UNITS and (before.count or before.wanted is Wanted.OTHERS)
    of_all = any(cues.has(name, query.masked) for name in ("both_roles", "in_all"))
    if of_those and cues.has("names_wanted", query.masked) and not of_all:
        query = query.but(wanted=before.wanted)  # the names of those just counted; not 责任单位都有谁
    return query.but(wanted=Wanted.OTHERS) if query.wanted is Wanted.ALL and cues.has("beside_it", query.masked) else query


def _matter_of_same(query: Query, before: Query) -> tuple[str, str]:
    """Return topic and core of what is asked of the text of the tasks just spoken of.

    全市一共要多少钱 after 按什么比例 -> its own: a second figure; 最长几年 after 能贷多少, 那原话呢 -> the matter before.
    """
    frame = [span for name in ("amount", "when") for span in cues.spans(name, query.masked)]
    words = FRAME_OF_FACT.sub("", cues.blank(query.masked, frame))
    if not query.fact or len(words) < 2:
        return before.topic, before.core
    return (query.text, words) if query.fact == before.fact else (f"{before.topic}，{query.text}".strip("，"), words)


def _says_only_frame(query: Query) -> bool:
    """Tell whether a message says nothing but which figure or time it wants: 几月底完成, 最晚哪年."""
    spans = [span for name in ("amount", "when", "ends") for span in cues.spans(name, query.masked)]
    return len(FRAME_OF_FACT.sub("", cues.blank(query.masked, spans))) < A_WORD


A_WORD = 2  # characters
FRAME_OF_FACT = re.compile(r"[\W_]|最[长短高低大小早迟晚]|[一总]共|[那这它要有是得给拿呢啊呀吗的能可以到]")


def _front_field(query: Query) -> str:
    """Return the field of the front matter that a message asks for after another one: 哪天出的 after 这文什么号."""
    if query.fact == "when" or cues.has("when", query.masked):
        return "date"
    return "issuer" if cues.has("who", query.masked) else ""


def _pick(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """One of the list just given, of tasks or of units."""
    if query.sizes and (one := told_apart(query, last.clauses, notice)):
        return one  # 里头独自一家干的那项
    match = ORDINAL.search(query.masked)
    listed = list_pointed_at(query, match, conversation) if match else ()
    if len(listed) < 2:
        if match and match["n"] and len(last.clauses) == 1 and not query.clauses:  # "第三家是谁" of the list of its units
            place = ordinal_value(match["n"])
            return query.but(
                asks=Asks.UNITS, clauses=last.clauses, topic="", core="", places=(place,), rank=None, from_conversation=("序号",)
            )
        return None if query.clauses else _same(query, conversation, last, notice)
    place = place_told(match, len(listed))
    if not 1 <= place <= len(listed):
        return None
    if listed is last.units:
        chosen = UnitCondition((listed[place - 1],), said_part(query.masked), listed[place - 1])
        return query.but(asks=Asks.TASKS, clauses=(), conditions=(chosen,), topic="", core="", from_conversation=("序号", "沿用单位"))
    asks = Asks.CONTENT if query.asks in (Asks.NOTHING, Asks.TASKS, Asks.CONTENT) else query.asks
    chosen = listed[place - 1]
    inside = stands_in(query.core, notice.clause(chosen).text)  # else the words are those of the choice: 第二个任务
    topic, core = (query.topic, query.core) if inside else ("", "")
    if units := beside(query.but(asks=asks), conversation, (chosen,), notice):  # 头一项除了它还有哪家
        query = query.but(left_out=units)
    return query.but(clauses=(chosen,), missing=(), topic=topic, core=core, asks=asks, from_conversation=("序号",))


def _swap(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The last question again, of another unit, clause or topic."""
    before = last.query
    again = before.but(
        text=query.text, masked=query.masked, mentions=query.mentions, yes_no=before.yes_no or query.yes_no, nearby=(), fallback=()
    )
    if "沿用任务" in before.from_conversation and before.left_out:  # 其他单位还有哪些: of another task, others are left out
        again = again.but(left_out=(), wanted=Wanted.OTHERS)
    if (query.conditions and query.clauses) or (query.clauses and asks_itself(query)):
        return None  # 第4项又是谁牵头
    if query.conditions and query.asks is Asks.TASKS and not query.topic and WHICH_OF_ITS.search(query.masked):
        return (
            query
            if before.asks is not Asks.TASKS
            else again.but(conditions=_with_part(query, before), clauses=before.clauses, from_conversation=("换单位",))
        )
    if query.conditions and query.asks is Asks.TASKS and before.asks is Asks.VERIFY and not query.topic and OWN_TASKS.search(query.masked):
        return query  # 那{住建局}自己牵头的有哪些
    if query.conditions and not query.topic:
        if before.conditions:
            if ADDS.search(query.masked):  # 再加个{卫计局}，三家都在的呢
                added = (*before.conditions, *_with_part(query, before))
                return again.but(conditions=added, from_conversation=("加单位",))
            clauses = last.clauses[:1] if before.asks is Asks.VERIFY else before.clauses
            if before.asks is Asks.TASKS and said_part(query.masked) is not Part.ANY:
                clauses = ()  # 换{统战部}呢，牵头啥 after 其中有{文广新局}的: of all tasks
            topic = "" if before.asks is Asks.VERIFY and clauses else before.topic
            return again.but(conditions=_with_part(query, before), clauses=clauses, topic=topic, from_conversation=("换单位",))
        if last.clauses and len(last.clauses) <= MAX_CARRIED and before.asks is not Asks.TASKS:
            return query.but(asks=Asks.VERIFY, clauses=last.clauses[:1], from_conversation=("沿用任务",))
        return None
    if query.officers and before.officers and not query.conditions:  # 孟宪林呢 after 周敏手上有哪几项
        return again.but(officers=query.officers, from_conversation=("换人",))
    if query.clauses:
        conditions = before.conditions if before.asks is Asks.VERIFY else ()
        return again.but(clauses=query.clauses, topic="", core="", conditions=conditions, from_conversation=("换任务",))
    if not query.topic:
        return None
    inside = holding_topic(query, last.clauses, notice, MOST)
    if inside and len(last.clauses) <= 2 and before.asks is Asks.CONTENT:
        return query.but(asks=before.asks, clauses=inside, fact=query.fact or before.fact, from_conversation=("沿用任务",))
    if before.asks not in (Asks.UNITS, Asks.CONTENT, Asks.TASKS, Asks.VERIFY) or (before.conditions and before.asks is Asks.TASKS):
        return None
    if asks_itself(query):  # 换个，危房改造呢，什么时候完
        return query.but(topic=query.core, from_conversation=("换事项",))
    fact = before.fact or (query.fact if query.fact == "person" else "")  # 那用地指标呢 asks for no figure by itself
    again = again.but(again_of=before.again_of or before.text, fact=fact)
    whole = re.sub("^那么?|[的呢？?。]+$", "", query.text)
    little = "，" not in whole and 2 * len(query.core) < len(whole) and query.text.rstrip("？。").endswith("呢")
    matter = whole if little or min(map(len, query.core.split("，"))) < 2 else query.core  # 那一村一品呢; 资金形成的资产折股量化呢
    return again.but(topic=matter, core=matter, clauses=(), slips=query.slips, from_conversation=("沿用问法",))


OWN_TASKS = re.compile(
    "自己(?:牵头|领头|挑头|参加|配合)的?(?:有|是)?(?:哪|几|多少)|(?:牵头|参加|配合)的(?:任务)?(?:一共|总共|都)?(?:有|是)(?:哪[些几]|几[项条])"
)
ADDS = re.compile(
    "(?:加|添)(?:个|一个)?条件[，：]?\ue000|\ue000也(?:得|要|须|必须)(?:在|有|算)|(?:再|又|还)?(?:加|添|算)(?:上|个|一个|一家)+\ue000|\ue000也(?:算|加)(?:上|进)|连\ue000也?一起"
)
# What makes a message a question by itself; without it the last question is asked again, of what the message names.
QUESTION_CUES = ("who", "contact", "which_tasks", "when", "amount", "how")


def asks_itself(query: Query) -> bool:
    """Tell whether a message says itself what is asked of its matter: 搬迁用地，谁牵头; not 那搬迁用地呢."""
    stated = query.yes_no and query.asks in (Asks.VERIFY, Asks.CONTENT)
    return stated or query.count or any(cues.has(name, query.masked) for name in QUESTION_CUES)


def _with_part(query: Query, before: Query) -> tuple[UnitCondition, ...]:
    """Return the units named in the part last asked about, where the message says none: 把{卫计局}也说说 after 住建局牵头哪几项."""
    part = before.conditions[-1].part if before.conditions else Part.ANY
    if cues.has("partakes", query.masked):
        return query.conditions  # 那我换个问法，它参与了的有哪些 after 市总工会牵头啥
    unsaid = said_part(query.masked) is Part.ANY
    return tuple(replace(c, part=part) if c.part is Part.ANY or (unsaid and c.part is not Part.ABSENT) else c for c in query.conditions)


def _unit(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The units spoken of are still the subject: 那只参加的呢; 它还牵头哪几项."""
    before = last.query
    part = said_part(query.masked)
    if query.conditions and query.yes_no and last.clauses and before.asks in (Asks.UNITS, Asks.VERIFY):
        return _same(query, conversation, last, notice)  # 财政局也要参加吗 after 牵头单位是哪个
    if query.asks is Asks.UNITS and len(last.clauses) == 1 and beside(query, conversation, last.clauses, notice):
        return _same(query, conversation, last, notice)  # 它跟谁搭班子, of its one task
    if before.asks in (Asks.UNITS, Asks.VERIFY) and last.clauses and not _speaks_of_tasks(query.masked):
        return None  # 那参加的呢 after 第22项谁牵头, or after 第22项是住建局牵头吗: of the task
    if len(last.clauses) == 1 and cues.has("this_one", query.masked) and not cues.has("which_tasks", query.masked):
        return None  # 这项还拉了谁进来 after 市残联主抓哪项
    answered = last.units and (len(last.units) == 1 or before.wanted is Wanted.LEAD)
    if answered and (before.asks is Asks.UNITS or not before.conditions):
        conditions = (UnitCondition(last.units[:1], part, last.units[0]),)
    elif before.conditions:
        conditions = tuple(c if part is Part.ANY else replace(c, part=part) for c in before.conditions)
    elif spoken := subject(conversation):
        conditions = (replace(spoken, part=part),)
    else:
        return None
    if part is Part.ANY and any(cues.has(name, query.masked) for name in ("in_all", "whichever_part")):
        conditions = tuple(replace(c, part=Part.ANY) for c in conditions)
    further = tuple(c for c in query.conditions if not any(set(c.units) & set(known.units) for known in conditions))
    conditions += further  # 它牵的这几项里，哪项没有{民宗局}
    asks = query.asks if query.asks is Asks.UNITS and query.rank else Asks.TASKS
    without = last.clauses if cues.has("the_rest", query.masked) else ()
    if without and part is Part.ANY:
        conditions = tuple(replace(c, part=Part.ANY) if c.part is Part.LEADS else c for c in conditions)  # 除了这项它还进了哪一项
    return query.but(asks=asks, conditions=conditions, without=without, from_conversation=("沿用单位",))


def _speaks_of_tasks(text: str) -> bool:
    return any(cues.has(name, text) for name in ("which_tasks", "unit_duty", "count")) or cues.has("it", text)


def _back(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """ "回到旅游那项": the earlier turn that shares words with the message, or whose unit is named again."""
    words = character_pairs(query.core or query.text)
    shared = [(len(words & character_pairs(turn.query.topic)), i) for i, turn in enumerate(conversation.turns) if turn.clauses]
    best = max(shared, default=(0, 0))
    if query.conditions or query.clauses:
        return None
    if not best[0]:
        if query.topic or len(conversation.turns) < 2:
            return None
        best = (1, 0 if cues.has("first_of_all", query.text) else len(conversation.turns) - (2 if EARLIER.search(query.masked) else 1))
    turn = conversation.turns[best[1]]
    if not (asks_itself(query) or cues.has("others", query.masked)):
        return turn.query.but(text=query.text, masked=query.masked, from_conversation=("回到前面的问题",))  # 再报一遍前面那个
    query = query.but(clauses=turn.clauses, topic="", core="", places=(), asks=or_content(query))  # 回到第一个: a turn, no unit's place
    return query.but(from_conversation=("回到前面的问题",))


EARLIER = re.compile("前|上|刚才|之前|回")  # 再报一遍前面那个; 再说一遍 is the last


def _all(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Over the list just given, or the tasks named one after the other: 这几项里有财政局的是哪些."""
    if not last.clauses:
        return None
    if _of_another_unit(query, last.query):
        return query
    part, spoken = said_part(query.masked), subject(conversation)
    if spoken and query.asks is Asks.TASKS and part in (Part.LEADS, Part.JOINS) and not (query.conditions or query.topic):
        alone = any(size.of == "units" and size.high == 1 for size in query.sizes)  # 没别家配合的: who is alone joins in nothing
        of_it = (replace(spoken, part=Part.ANY if alone else part),)  # 其中牵头的是哪几条
        return query.but(conditions=of_it, clauses=last.clauses, from_conversation=("沿用单位",))
    listed = [*last.clauses, *query.clauses]
    if len(last.clauses) == 1 and not query.clauses:
        number = SO_MANY.search(cues.blank(query.masked, cues.spans("same_unit", query.masked)))
        wanted = ordinal_value(number[1]) if number else 2
        earlier = [i for turn in reversed(conversation.turns) for i in turn.clauses]
        listed = list(reversed(list(dict.fromkeys(earlier))[:wanted]))
    listed = tuple(dict.fromkeys(listed))
    if len(listed) == 2 and DIFFERENCE.search(query.masked) and re.search("家|单位|部门", query.masked):  # 这两项相差几家
        order = Rank("tasks", Part.ANY)
        return query.but(asks=Asks.UNITS, clauses=listed, rank=order, compare="", topic="", from_conversation=("沿用任务",))
    if one := told_apart(query, listed, notice):
        return one
    if cues.has("same_unit", query.masked) or cues.has("same_one", query.masked):  # 牵头的是同一家吗
        part = said_part(query.masked)
        part = Part.LEADS if part is Part.ANY and last.query.wanted is Wanted.LEAD else part
        wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(part, Wanted.ALL)
        query = query.but(asks=Asks.UNITS, wanted=wanted, compare="" if part is Part.LEADS else "shared", yes_no=True)
    before = conversation.turns[-2:]
    of_others = all(turn.query.asks is Asks.UNITS and turn.query.wanted is Wanted.OTHERS for turn in before)
    if query.compare == "shared" and of_others and not (said_part(query.masked) is not Part.ANY or re.search("单位|部门", query.masked)):
        query = query.but(wanted=Wanted.OTHERS)  # 两边都有的, of the participants of each
    asks = Asks.VERIFY if query.yes_no and query.conditions and len(listed) <= MAX_CARRIED else query.asks  # 在这几项里都参加了吗
    if units := beside(query, conversation, listed, notice):
        query = query.but(left_out=tuple(dict.fromkeys((*query.left_out, *units))), wanted=Wanted.ALL, part=Part.ANY)  # 都跟哪些单位一起做
    return query.but(asks=asks, clauses=listed, topic="", core="", from_conversation=("沿用任务",))


SO_MANY = re.compile(rf"[这那]?([{CHINESE_DIGITS}]|\d)[项条个家]")  # "这三条里哪一条"


def _quoted(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The last question again of a word that stands in its clauses: 陆河？ after 陆丰是谁挂钩."""
    words = re.sub(r"[\W_]|^那|呢$", "", query.masked)
    if len(words) < 2 or not any(words in notice.clause(i).text for i in last.clauses):
        return None
    return _swap(query.but(topic=query.text, core=words), conversation, last, notice)


def _last_topic(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """What was asked about last, though nothing was found of it: 那这事哪几家负责."""
    before = last.query
    return query.but(topic=before.topic, core=before.core, from_conversation=("沿用问法",)) if before.topic else None


LADDER = (_quoted, _same, _unit, _last_topic)  # for a message that names nothing to go by
WAYS = {"same": _same, "pick": _pick, "swap": _swap, "unit": _unit, "back": _back, "all": _all}
