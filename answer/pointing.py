"""One task or unit of a list, told by its place or by what sets it apart: 第二个, 下一项, 另外那项, 单位最多的那项, 讲补助的那项."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from answer.conversation import Conversation
from answer.parts import said_part
from answer.query import Asks, Part, Query, Wanted
from answer.reader import UNIT_MARK
from answer.select import has_part, within
from answer.topic import bare_core
from answer.yes_no import character_pairs
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice

# "第二个呢", "最后一项", "头一个" / "报一下"; "第二项" is a clause number where nothing was listed
ORDINAL = re.compile(
    rf"(?P<last>最后|末尾|垫底|最末|倒数第一|后(?:面|边|头)?(?:那|一)(?:一)?[个项条家])|(?P<middle>(?:正)?中间)"
    rf"|(?P<first>头一|打头|首个|首项|(?:最)?前(?:面|边|头)?(?:那|一)(?:一)?[个项条家]|前者)|(?P<latter>后者)"
    rf"|倒数第?(?P<back>[{CHINESE_DIGITS}]|\d)|(?:第|^那?)(?P<n>[{CHINESE_DIGITS}]{{1,3}}|\d{{1,2}})"
)
# "同一条里还有个衔接方案，是把什么跟…衔接起来", "这一条对贫困户去打工有什么要求": asked of the task just shown, whatever the words
POINTS_INTO = re.compile("^(?:那么?|在|还有|，)*(?:同|[这那])一?[条项](?:任务)?(?:里[头面]?|当中|中|对|还写|还有|规定)")
MUCH, MOST = 0.4, 0.8  # shares of a topic's pairs of characters
OF_UNITS = re.compile(r"[^项条]{0,2}?(?:家|个?(?:单位|部门|局))")  # right after an ordinal: 第三家, 最后那个单位


def tells_unit(match: re.Match[str]) -> bool:
    """Tell whether an ordinal is of a unit: 第三家, 最后那个单位, 后面那家; not 第三项."""
    if match.group()[-1] in "项条":
        return False
    return match.group().endswith("家") or OF_UNITS.match(match.string, match.end()) is not None


def place_told(match: re.Match[str], length: int) -> int:
    """Return the place from 1 that an ordinal tells in a list of ``length``; outside of it where the list is too short."""
    if match["n"]:
        return ordinal_value(match["n"])
    if match["back"]:
        return length + 1 - ordinal_value(match["back"])
    return length if match["last"] or match["latter"] else (length + 1) // 2 if match["middle"] else 1


def among_listed(query: Query, listed: Sequence[str]) -> Query:
    """Return the question as one of which of some tasks just listed it means."""
    return query.but(asks=Asks.TASKS, part=Part.ANY, clauses=tuple(listed), from_conversation=("沿用任务",))


def listed_before(conversation: Conversation) -> tuple[str, ...]:
    """Return the tasks of the last list given, where what was said since is of one of them; () where there is none."""
    since: set[str] = set()
    for turn in reversed(conversation.turns):
        if len(turn.clauses) > 1:
            return turn.clauses if since <= set(turn.clauses) else ()  # else another matter came between
        since |= set(turn.clauses)
    return ()


def list_pointed_at(query: Query, match: re.Match[str], conversation: Conversation) -> tuple[str, ...]:
    """Return the list of tasks or of units in which an ordinal tells a place."""
    last = conversation.last
    named = {unit for condition in query.conditions for unit in condition.units}
    of_named = [t.clauses for t in conversation.turns if named and named == {u for c in t.query.conditions for u in c.units}]
    if of_named and len(of_named[-1]) > 1:  # 还是说民政局，最后那件是搞什么的
        return of_named[-1]
    if tells_unit(match):
        return last.units if len(last.units) > 1 else ()
    if len(last.clauses) > 1:
        return last.clauses
    return listed_before(conversation) or last.units


# "往前翻一项呢", "上一条", "再下一项" / "下一步", "最后一项"
NEIGHBOUR = re.compile(
    r"(?P<back>往前(?:翻|看|数|挪)?|(?<!最)前面?|上面?)(?:那|这)?一[项条个]"
    r"|(?:往后(?:翻|看|数|挪)?|(?<!最)后面?|往?下面?|接下来)(?:那|这)?一[项条个]"
)


def neighbour(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The task before or after the one last spoken of, in the list that it was picked from, else in the notice: 往前翻一项呢."""
    match, last = NEIGHBOUR.search(query.masked), conversation.last
    order = listed_before(conversation) or tuple(clause.id for clause in notice.clauses[1:])
    another = query.clauses and query.clauses != last.clauses  # 噢7，那前面那一项谁打头 names the one just told
    if not match or another or query.topic or len(last.clauses) != 1 or last.clauses[0] not in order:
        return None
    shown = [turn.clauses for turn in conversation.turns[-2:] if len(turn.clauses) == 1]
    if match.group().endswith("个") and len(shown) > 1 and not listed_before(conversation):  # 后一个的牵头单位, of two asked about in turn
        return query.but(clauses=shown[0 if match["back"] else 1], missing=(), from_conversation=("回到前面的问题",))
    place = order.index(last.clauses[0]) + (-1 if match["back"] else 1)
    if not 0 <= place < len(order):
        return None
    said = query if re.sub(r"[\W_]|[那再呢]", "", NEIGHBOUR.sub("", query.masked)) else last.query  # 下一项呢: the same of it
    asks = Asks.UNITS if said.asks is Asks.UNITS else Asks.CONTENT
    if query.conditions and (query.yes_no or query.asks is Asks.VERIFY):
        asks = Asks.VERIFY  # 换到后一条，{民宗局}还在不在
    return query.but(asks=asks, wanted=said.wanted, clauses=(order[place],), missing=(), from_conversation=("换任务",))


# "末尾两项各是谁牵头的", "前两项"
SLICE = re.compile(
    rf"(?P<last>最后|末尾|末了|后|倒数)面?的?(?P<n>[{CHINESE_DIGITS}俩]|\d)[项条个](?!月|星期)|(?:最?前|头|开头|打头)面?的?(?P<m>[{CHINESE_DIGITS}俩]|\d)[项条个](?!月|星期)"
)


def slice_of_list(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The first or the last so many of a list just given: 末尾两项各是谁牵头的."""
    said, listed = SLICE.search(query.masked), conversation.last.clauses
    if not said or query.conditions or query.topic or query.rank:
        return None
    number = 2 if "俩" in said.group() else ordinal_value(said["n"] or said["m"])
    if not 1 < number < len(listed):
        return None
    asks = query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT
    chosen = listed[-number:] if said["last"] else listed[:number]
    return query.but(asks=asks, clauses=chosen, missing=(), sizes=(), places=(), ends=(), from_conversation=("序号",))


# "不是它牵头的那项，牵头单位是谁"
NOT_LED_BY_IT = re.compile(
    "(?:不是|不由|不归|不用)(?:(?<!其)[它他]|这家|我们|咱们?|自己)(?:单位|局)?(?:来)?(?:牵头|领头|挑头)的?(?:那|这)?(?:几|些|一)?[项条个]"
)


def not_led_by_it(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """Those of a unit's tasks just listed that it does not lead: 不是它牵头的那项，牵头单位是谁."""
    last, said = conversation.last, NOT_LED_BY_IT.search(query.masked)
    if not said or query.clauses or query.topic or len(last.query.conditions) != 1 or len(last.clauses) < 2:
        return None
    units = set(last.query.conditions[0].units)
    left = [i for i in last.clauses if not units & set(notice.clause(i).leads)]
    if not left:
        return None
    rest = query.masked[said.end() :]
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(said_part(rest), Wanted.ALL)
    asked = query.but(asks=Asks.UNITS if wanted is not Wanted.ALL else query.asks, conditions=(), wanted=wanted, part=Part.ANY)
    return _of(asked, left)


# "另外那项谁牵头", "剩下的那条" / "另外还牵头哪几项"
OTHER_ONE = re.compile(
    r"(?:另外?|剩下?|余下|别)(?:还有)?的?(?:那|这)?(?:一|两|[三四几])?[项条](?!任务吗)|(?:剩|余)下?的(?:是第?[几哪]|那个|呢)"
)
KNOWN_ONE = re.compile("(?P<matter>[^，。？]{2,10}?)那(?:一)?[条项个](?:我|咱)?(?:们)?(?:晓得|知道|清楚|有数|不用|不说|就不)")
# "单位多的那一项", "家数最少的那条"
BY_NUMBER = re.compile(r"(?:^那?|单位|部门|家数|人家?)(?:数|数量)?(?:最|比较|较|更)?(?:多|(?P<least>少))的?(?:那|这)?一?[项条个]")


# "编号大的那项", "号码靠前的那条"
BY_PLACE = re.compile(
    r"(?:编号|序号|号码|号数|号|项数|排)(?:比较|较|更|最)?(?:(?P<last>大|靠?后|在后)|小|靠?前|在前)(?:面|头)?的?(?:那|这)?一?[项条个]"
)


def other_of_list(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The tasks of the last list that were not spoken of since, the one that has the most units, or the one of the highest number."""
    by_number = BY_NUMBER.search(query.masked)
    known = KNOWN_ONE.search(query.masked)
    if query.clauses or (query.conditions and query.asks is not Asks.VERIFY) or (query.topic and not (by_number or known)):
        return None
    listed = listed_before(conversation)
    if by_number or known:
        query = query.but(topic="", core="")
    if len(listed) > 1 and (match := BY_PLACE.search(query.masked)):
        order = [clause.id for clause in notice.clauses]
        return _of(query, [sorted(listed, key=order.index)[-1 if match["last"] else 0]])
    if len(listed) > 1 and (match := BY_NUMBER.search(query.masked)):
        numbers = [len(notice.clause(i).units) for i in listed]
        best = min(numbers) if match["least"] else max(numbers)
        return _of(query, [i for i, number in zip(listed, numbers) if number == best])
    if not OTHER_ONE.search(query.masked):
        return None
    wider = next((t.clauses for t in reversed(conversation.turns) if set(t.clauses) > set(conversation.last.clauses)), ())
    if len(conversation.last.clauses) > 1 and wider:  # 剩下的呢 after the first three of six
        return _of(query, [i for i in wider if i not in conversation.last.clauses])
    if known:  # 卫生站那条我晓得，另外一条谁打头
        unknown = [i for i in listed if not stands_in(known["matter"], notice.clause(i).text)]
        return _of(query, unknown) if 0 < len(unknown) < len(listed) else None
    cut = [i for i in conversation.last.query.clauses if i not in conversation.last.clauses]
    if cut and conversation.last.query.asks is Asks.TASKS:  # 剩下那项跟谁合办, of a list that was cut down
        return _of(query.but(left_out=()), cut)
    told = {i for turn in itertools.takewhile(lambda turn: turn.clauses != listed, reversed(conversation.turns)) for i in turn.clauses}
    left = [i for i in listed if i not in told]
    return _of(query, left) if told and left else None


# "{农业局}牵头的另一项，谁来配合", "{工商联}另外还有一项归谁牵头"
ITS_OTHER_ONE = re.compile(f"{UNIT_MARK}(?P<part>牵头|领头|挑头|参加|参与|配合)?的?另外?(?:还有)?的?那?一?[项条](?!任务吗)")


def other_of_unit(query: Query, conversation: Conversation, notice: Notice) -> Query | None:
    """The one task of a unit that was not spoken of yet, where its units are asked for: {农业局}牵头的另一项，谁来配合."""
    said = ITS_OTHER_ONE.search(query.masked)
    if not said or query.clauses or len(query.mentions) != 1 or query.asks is not Asks.UNITS:
        return None
    told = {i for turn in conversation.turns if len(turn.clauses) == 1 for i in turn.clauses}
    part = said_part(said.group())
    left = [t.id for t in notice.tasks if t.id not in told and has_part(t, query.mentions[0].units, part)]
    if not told or len(left) != 1:
        return None
    joins = said_part(query.masked[said.end() :]) is Part.JOINS
    of_it = query.but(conditions=(), clauses=tuple(left), topic="", core="", sizes=(), part=Part.ANY, from_conversation=("序号",))
    return of_it.but(wanted=Wanted.OTHERS) if joins else of_it


# "两项里{团市委}、{妇联}都在吗", "两项的牵头单位是否相同"
LIST_OF_SO_MANY = re.compile(
    rf"^(?:那么?|好)?[，]?(?:这|那|上面|前面|刚才)?的?(?P<n>[{CHINESE_DIGITS}俩]|\d)(?:项|条|个任务)(?:任务)?(?:里[面头]?|中|当中)?(?=[的都，各]|是不是|是否|牵头|参加|{UNIT_MARK})"
)


def of_so_many(query: Query, conversation: Conversation) -> Query:
    """Take the number of a list just given for what it is, and no condition: 两项的牵头单位是否相同 after two tasks."""
    said = LIST_OF_SO_MANY.search(query.masked)
    number = (2 if said["n"] == "俩" else ordinal_value(said["n"])) if said else 0
    if query.clauses or query.topic or number < 2 or len(conversation.last.clauses) != number:
        return query
    query = query.but(sizes=tuple(size for size in query.sizes if size.low != number), follow="all")
    if query.asks is Asks.UNITS and ALIKE.search(query.masked) and said_part(query.masked) is not Part.LEADS:
        return query.but(compare="both", clauses=conversation.last.clauses, yes_no=True)  # 两项的参加单位是一样的吗
    return query


ALIKE = re.compile("(?:单位|部门|名单|人马|班子)[^，。？]{0,4}(?:一样|相同|一致|同一[批拨])")


def _of(query: Query, clauses: Sequence[str]) -> Query:
    asks = query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT
    return query.but(asks=asks, clauses=tuple(clauses), rank=None, missing=(), from_conversation=("序号",))


def told_apart(query: Query, listed: Sequence[str], notice: Notice) -> Query | None:
    """Of the one or ones of a list that the message's words or units tell from the rest: 里面讲补助的是哪项; 带着{电视台}的那条."""
    if query.topic:
        inside = holding_topic(query, listed, notice)
        if 0 < len(inside) < len(listed):
            return query.but(clauses=inside, asks=or_content(query), from_conversation=("沿用任务",))
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


def holding_topic(query: Query, listed: Sequence[str], notice: Notice, share: float = MUCH) -> tuple[str, ...]:
    """Return those of some clauses in which a query's topic stands, at least that share of it."""
    words = [query.core, bare_core(query.core)] if query.follow == "same" and not query.fact else [query.core]
    return tuple(i for i in listed if any(stands_in(said, notice.clause(i).text, share) for said in words))


def stands_in(topic: str, text: str, share: float = MUCH) -> bool:
    """Tell whether much of a topic stands in a text: "陆河" in task 45."""
    pairs = character_pairs(re.sub(r"[\W_]|怎么|什么|多少|那|的", "", topic))
    return bool(pairs) and len([p for p in pairs if p in text]) >= max(1, round(share * len(pairs)))


def or_content(query: Query) -> Asks:
    return query.asks if query.asks in (Asks.UNITS, Asks.VERIFY, Asks.CONTENT) else Asks.CONTENT
