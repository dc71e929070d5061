"""The ways a message hangs on what was said before: the same tasks, one of a list, the unit, the last question again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.parts import said_part
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.select import has_part, within
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice

MAX_CARRIED = 8  # clauses that "this" can stand for; of a longer list one must be chosen
# "第二个呢", "最后一项", "头一个" / "第二项" is a clause number where nothing was listed
ORDINAL = re.compile(
    rf"(?P<last>最后|末尾|垫底|倒数第一|后(?:面|边|头)?(?:那|一)(?:一)?[个项条家])|(?P<middle>(?:正)?中间)"
    rf"|(?P<first>头一|打头|首个|首项|(?:最)?前(?:面|边|头)?(?:那|一)(?:一)?[个项条家]|前者)|(?P<latter>后者)"
    rf"|倒数第?(?P<back>[{CHINESE_DIGITS}]|\d)|第?(?P<n>[{CHINESE_DIGITS}]{{1,3}}|\d{{1,2}})"
)


def _same(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Asked of the tasks last spoken of: 那牵头的呢; 财政局也在里面吗; 里面饮水安全怎么讲的."""
    if query.clauses or not last.clauses or len(last.clauses) > MAX_CARRIED:
        return None
    if query.asks is Asks.TASKS and not query.topic and not query.conditions and said_part(query.masked) is not Part.ANY:
        of_unit = _unit(query, conversation, last, notice)  # 参加的又是哪几项 after 我们牵头的是哪项
        if of_unit:
            return of_unit
    if query.topic:
        inside = _inside(query, last.clauses, notice)
        if inside:
            return query.but(clauses=inside, asks=_or_content(query), from_conversation=("沿用任务",))
        return query.but(fallback=last.clauses, spoken_of=last.query.topic)
    if told_apart := _told_apart(query, last.clauses, notice):
        return told_apart
    if query.conditions:
        asks = Asks.VERIFY if query.yes_no or query.asks is not Asks.UNITS else query.asks
        return query.but(asks=asks, clauses=last.clauses, from_conversation=("沿用任务",))  # of each of them, where they are several
    if field := last.query.field and _front_field(query):
        return query.but(asks=Asks.FRONT, field=field, from_conversation=("沿用任务",))
    before = last.query
    asks = query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT
    asks_who = before.asks is Asks.UNITS or cues.has("this_one", query.masked)
    if asks_who and query.asks is Asks.TASKS and query.part is not Part.ANY:
        asks = Asks.UNITS  # 那参加的呢 after 第22项谁牵头; 这项还拉了谁进来
    topic, core = (before.topic, before.core) if asks is Asks.CONTENT and not query.topic else ("", "")
    wanted = query.wanted
    if asks is Asks.UNITS is before.asks and wanted is Wanted.ALL and cues.has("names_wanted", query.masked):
        wanted = before.wanted  # the names of those just counted
    if wanted is Wanted.ALL and query.asks is Asks.UNITS and cues.has("beside_it", query.masked):
        wanted = Wanted.OTHERS
    return query.but(asks=asks, wanted=wanted, clauses=last.clauses, topic=topic, core=core, from_conversation=("沿用任务",))


def _front_field(query: Query) -> str:
    """Return the field of the front matter that a message asks for after another one: 哪天出的 after 这文什么号."""
    if query.fact == "when" or cues.has("when", query.masked):
        return "date"
    return "issuer" if cues.has("who", query.masked) else ""


# "往前翻一项呢", "上一条", "再下一项" / "下一步"
NEIGHBOUR = re.compile(
    r"(?P<back>往前(?:翻|看|数|挪)?|前面?|上面?)(?:那|这)?一[项条个]|(?:往后(?:翻|看|数|挪)?|后面?|下面?|接下来)(?:那|这)?一[项条个]"
)


def neighbour(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The task before or after the one last spoken of, where that was one: 往前翻一项呢 after 第58项."""
    match = NEIGHBOUR.search(query.masked)
    order = [clause.id for clause in notice.clauses[1:]]
    if not match or query.clauses or query.topic or len(last.clauses) != 1 or last.clauses[0] not in order:
        return None
    place = order.index(last.clauses[0]) + (-1 if match["back"] else 1)
    if not 0 <= place < len(order):
        return None
    said = query if re.sub(r"[\W_]|[那再呢]", "", NEIGHBOUR.sub("", query.masked)) else last.query  # 下一项呢: the same of it
    asks = Asks.UNITS if said.asks is Asks.UNITS else Asks.CONTENT
    return query.but(asks=asks, wanted=said.wanted, clauses=(order[place],), missing=(), from_conversation=("换任务",))


def _pick(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """One of the list just given, of tasks or of units."""
    if query.sizes and (told_apart := _told_apart(query, last.clauses, notice)):
        return told_apart  # 里头独自一家干的那项
    match = ORDINAL.search(query.masked)
    listed = last.clauses if len(last.clauses) > 1 else last.units
    if not match or len(listed) < 2:
        if match and match["n"] and len(last.clauses) == 1 and not query.clauses:  # "第三家是谁" of the list of its units
            place = ordinal_value(match["n"])
            return query.but(asks=Asks.UNITS, clauses=last.clauses, topic="", core="", place=place, from_conversation=("序号",))
        return None if query.clauses else _same(query, conversation, last, notice)
    if match["n"] or match["back"]:
        place = ordinal_value(match["n"]) if match["n"] else len(listed) + 1 - ordinal_value(match["back"])
    else:
        place = len(listed) if match["last"] or match["latter"] else (len(listed) + 1) // 2 if match["middle"] else 1
    if not 1 <= place <= len(listed):
        return None
    if listed is last.units:
        chosen = UnitCondition((listed[place - 1],), query.part, listed[place - 1])
        return query.but(asks=Asks.TASKS, clauses=(), conditions=(chosen,), topic="", core="", from_conversation=("序号", "沿用单位"))
    asks = Asks.CONTENT if query.asks in (Asks.NOTHING, Asks.TASKS, Asks.CONTENT) else query.asks
    chosen = listed[place - 1]
    inside = stands_in(query.core, notice.clause(chosen).text)  # else the words are those of the choice: 第二个任务
    topic, core = (query.topic, query.core) if inside else ("", "")
    if asks is Asks.UNITS and cues.has("beside_it", query.masked):  # 头一项除了它还有哪家
        query = query.but(left_out=tuple(unit for condition in last.query.conditions for unit in condition.units))
    return query.but(clauses=(chosen,), missing=(), topic=topic, core=core, asks=asks, from_conversation=("序号",))


def _swap(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The last question again, of another unit, clause or topic."""
    before = last.query
    again = before.but(
        text=query.text, masked=query.masked, mentions=query.mentions, yes_no=before.yes_no or query.yes_no, nearby=(), fallback=()
    )
    if query.conditions and query.clauses:
        return None
    if query.conditions and not query.topic:
        if before.conditions:
            clauses = last.clauses[:1] if before.asks is Asks.VERIFY else before.clauses
            topic = "" if before.asks is Asks.VERIFY else before.topic
            return again.but(conditions=_with_part(query, before), clauses=clauses, topic=topic, from_conversation=("换单位",))
        if last.clauses and len(last.clauses) <= MAX_CARRIED and before.asks is not Asks.TASKS:
            return query.but(asks=Asks.VERIFY, clauses=last.clauses[:1], from_conversation=("沿用任务",))
        return None
    if query.clauses:
        conditions = before.conditions if before.asks is Asks.VERIFY else ()
        return again.but(clauses=query.clauses, topic="", core="", conditions=conditions, from_conversation=("换任务",))
    if not query.topic:
        return None
    inside = _inside(query, last.clauses, notice)
    if inside and len(last.clauses) <= 2 and before.asks is Asks.CONTENT:
        return query.but(asks=before.asks, clauses=inside, fact=query.fact or before.fact, from_conversation=("沿用任务",))
    if before.asks not in (Asks.UNITS, Asks.CONTENT, Asks.TASKS, Asks.VERIFY) or (before.conditions and before.asks is Asks.TASKS):
        return None
    fact = query.fact or before.fact
    if query.asks is Asks.UNITS and query.wanted is not Wanted.ALL:
        again = again.but(wanted=query.wanted, part=query.part)  # 还有个事，危房那块头一家是谁
    return again.but(topic=query.core, core=query.core, clauses=(), slips=query.slips, fact=fact, from_conversation=("沿用问法",))


def _with_part(query: Query, before: Query) -> tuple[UnitCondition, ...]:
    part = before.conditions[-1].part if before.conditions else Part.ANY
    return tuple(c if c.part is not Part.ANY else replace(c, part=part) for c in query.conditions)


def _unit(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The units spoken of are still the subject: 那只参加的呢; 它还牵头哪几项."""
    before = last.query
    part = said_part(query.masked)
    if before.asks is Asks.UNITS and last.clauses and not _speaks_of_tasks(query.masked):
        return None  # 那参加的呢 after 第22项谁牵头: of the task
    if len(last.clauses) == 1 and cues.has("this_one", query.masked) and not cues.has("which_tasks", query.masked):
        return None  # 这项还拉了谁进来 after 市残联主抓哪项
    answered = last.units and (len(last.units) == 1 or before.wanted is Wanted.LEAD)
    if answered and (before.asks is Asks.UNITS or not before.conditions):
        conditions = (UnitCondition(last.units[:1], part, last.units[0]),)
    elif before.conditions:
        conditions = tuple(c if part is Part.ANY else replace(c, part=part) for c in before.conditions)
    else:
        return None
    if part is Part.ANY and cues.has("in_all", query.masked):
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
    words = _pairs(query.core or query.text)
    shared = [(len(words & _pairs(turn.query.topic)), i) for i, turn in enumerate(conversation.turns) if turn.clauses]
    best = max(shared, default=(0, 0))
    if query.conditions or query.clauses:
        return None
    if not best[0]:
        if query.topic or len(conversation.turns) < 2:
            return None
        best = (1, 0 if cues.has("first_of_all", query.text) else len(conversation.turns) - 2)
    clauses = conversation.turns[best[1]].clauses
    return query.but(clauses=clauses, topic="", core="", asks=_or_content(query), from_conversation=("回到前面的问题",))


def _all(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Over the list just given, or the tasks named one after the other: 这几项里有财政局的是哪些."""
    if not last.clauses:
        return None
    listed = [*last.clauses, *query.clauses]
    if len(last.clauses) == 1 and not query.clauses:
        number = SO_MANY.search(query.masked)
        wanted = ordinal_value(number[1]) if number else 2
        earlier = [i for turn in reversed(conversation.turns) for i in turn.clauses]
        listed = list(reversed(list(dict.fromkeys(earlier))[:wanted]))
    listed = tuple(dict.fromkeys(listed))
    if told_apart := _told_apart(query, listed, notice):
        return told_apart
    asks = Asks.VERIFY if query.yes_no and query.conditions and len(listed) <= MAX_CARRIED else query.asks  # 在这几项里都参加了吗
    return query.but(asks=asks, clauses=listed, topic="", core="", from_conversation=("沿用任务",))


def _inside(query: Query, listed: Sequence[str], notice: Notice) -> tuple[str, ...]:
    """Return those of some clauses in which a query's topic stands."""
    return tuple(i for i in listed if stands_in(query.core, notice.clause(i).text))


def _told_apart(query: Query, listed: Sequence[str], notice: Notice) -> Query | None:
    """Of the one or ones of a list that the message's words or units tell from the rest: 里面讲补助的是哪项; 带着{电视台}的那条."""
    if query.topic:
        inside = _inside(query, listed, notice)
        if 0 < len(inside) < len(listed):
            return query.but(clauses=inside, asks=_or_content(query), from_conversation=("沿用任务",))
    sizes = [size for size in query.sizes if size.of == "units"]
    if not (query.conditions or sizes) or query.yes_no or query.asks not in (Asks.UNITS, Asks.CONTENT):
        return None
    listed_tasks = [notice.clause(i) for i in listed]
    inside = tuple(
        task.id
        for task in listed_tasks
        if all(has_part(task, c.units, c.part) for c in query.conditions) and all(within(len(task.units), size) for size in sizes)
    )
    if not 0 < len(inside) < len(listed):
        return None
    return query.but(clauses=inside, conditions=(), sizes=(), topic="", core="", from_conversation=("沿用任务",))


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


def _or_content(query: Query) -> Asks:
    return query.asks if query.asks in (Asks.UNITS, Asks.VERIFY, Asks.CONTENT) else Asks.CONTENT


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def stands_in(topic: str, text: str) -> bool:
    """Tell whether much of a topic stands in a text: "陆河" in task 45."""
    pairs = _pairs(re.sub(r"[\W_]|怎么|什么|多少|那|的", "", topic))
    return bool(pairs) and len([p for p in pairs if p in text]) >= max(1, round(0.4 * len(pairs)))
