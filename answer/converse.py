"""Follow-up questions: what a message leaves unsaid is taken from the conversation."""

from __future__ import annotations

import re

from answer import cues
from answer.beforehand import after_hearing, back_to_list, corrected, of_list_of_units, of_text, without_aside
from answer.conversation import Conversation, Turn
from answer.described import of_lead
from answer.earlier import asks_for_its_words, in_its_words, of_earlier
from answer.home import for_own_unit, waits_for_unit
from answer.just_shown import of_what_was_shown
from answer.left_out import ASIDE
from answer.parts import said_part
from answer.pointing import (
    MOST,
    ORDINAL,
    POINTS_INTO,
    holding_topic,
    listed_before,
    neighbour,
    of_so_many,
    other_of_list,
    other_of_unit,
    place_told,
    slice_of_list,
    stands_in,
    tells_unit,
    told_apart,
)
from answer.query import Asks, Part, Query, Size, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.referents import with_referents
from answer.retorts import figure_again, retort, task_corrected, word_corrected
from answer.shares import of_another_payer
from answer.spoken_of import subject
from answer.sublists import of_listed
from answer.tasks_in_turn import REVERSED, last_told, tasks_told
from answer.topic import bare_core
from answer.ways import ADDS, LADDER, WAYS, asks_itself
from answer.yes_no import character_pairs
from ingest.lines import ordinal_value
from schema import Notice


def continue_query(query: Query, conversation: Conversation, notice: Notice) -> Query:
    """Return the query with what it leaves unsaid filled in from the conversation.

    After "危房改造谁牵头" (clause 17): "那其他参加的有哪些" -> the others of 17; "换成林业呢" -> who leads on forestry.
    After a list: "第二个呢" -> its second task. A message that is whole by itself is left alone.
    """
    query = for_own_unit(query, conversation.home, conversation.waits) or query
    query, conversation = back_to_list(after_hearing(query), conversation)
    last = conversation.last
    if found := _same_units_elsewhere(query, query.clauses or (last.clauses if last else ()), notice):
        return found
    again = cues.has("again", query.masked)  # 再说一遍前一个: what was said, not the task before
    if last is None:
        named = query.conditions or query.clauses or query.literal or query.field
        nothing_else = not query.topic or NOTHING_ELSE.fullmatch(query.core) is not None  # 那一项啥时候要完成来着
        lacks = not named and (SPOKEN_BEFORE.search(query.masked) or (BARE_REFERENT.search(query.masked) and nothing_else))
        return of_lead(query, conversation, notice) or (query.but(asks=Asks.NOTHING, scope="vague") if lacks else query)
    if found := of_another_payer(query, last, notice):
        return found.but(nearby=last.clauses)
    if found := figure_again(query, last, notice) or word_corrected(query, last, notice) or task_corrected(query, last, notice):
        return found.but(nearby=last.clauses)
    named_again = last.query.fact == "documents" and cues.has("called", query.masked)
    kinds = len(last.clauses) == 1 and WHICH_KINDS.search(query.masked)  # 是哪五种人啊，我老是记不全
    of_words = asks_for_its_words(query)
    if (query.scope in ("empty", "chat") and not (again or named_again or kinds or of_words)) or (query.missing and query.follow != "pick"):
        return query
    query = of_list_of_units(corrected(of_text(without_aside(query.but(scope="")), last)))
    if (
        found := of_earlier(query, conversation)
        or in_its_words(query, last)
        or retort(query, last)
        or of_what_was_shown(query, last, notice)
    ):
        return found
    if query.conditions and last.query.conditions and ADDS.search(query.masked):
        query = query.but(sizes=())  # 再加个条件，{残联}也得在，三家凑齐的: with those named before
    if not again and (found := of_listed(query, conversation, notice)):
        return found.but(nearby=last.clauses)
    if query.asks is Asks.FRONT and query.follow == "new" and query.field in cues.named_fields(query.masked):
        return query
    query = with_referents(of_so_many(query, conversation), conversation, notice)
    if query.scope:
        return query
    of_one = query.asks is Asks.CONTENT and query.conditions and not (query.topic or query.clauses)
    if of_one and len(last.clauses) > 1 and not ORDINAL.search(query.masked) and (one := told_apart(query, last.clauses, notice)):
        return one.but(nearby=last.clauses)  # {文明办}那个主要讲什么
    if waits_for_unit(query) and not conversation.home and not subject(conversation):
        return query.but(scope="vague")  # 我们局参加哪些任务: better asked back
    if not again and (found := next((f for of in OTHERS if (f := of(query, conversation, notice))), None)):
        return found.but(nearby=last.clauses)
    if query.compare and len(query.clauses) == 1 and len(last.clauses) == 1:
        query = query.but(clauses=(*last.clauses, *query.clauses), from_conversation=("沿用任务",))  # 它跟第26条有哪些单位是重的
    if query.asks is Asks.TASKS and query.conditions and OWN_SUBJECT.search(query.masked):
        return query
    if len(query.conditions) == 1 and HAS_ANY.search(query.masked):
        part = said_part(query.masked)
        own = (UnitCondition(query.conditions[0].units, part, query.conditions[0].said),)
        return query.but(asks=Asks.TASKS, conditions=own, clauses=(), topic="", wanted=Wanted.ALL, part=Part.ANY, yes_no=True)
    if _of_further_tasks(query):
        query = query.but(asks=Asks.TASKS, yes_no=False, clauses=())
        return query.but(without=last.clauses, nearby=last.clauses)
    aside = PUT_ASIDE.search(query.masked) if query.asks is Asks.TASKS and query.conditions and not query.without else None
    if aside:  # 这两个不算，还剩哪些
        return query.but(without=last_told(conversation, ordinal_value(aside["n"])), nearby=last.clauses)
    way = _way_told(query, conversation, notice)
    ways = [way, "same"] if way == "unit" else [way] if way in WAYS else []
    found = next((found for way in ways if (found := WAYS[way](query, conversation, last, notice))), query)
    if _lacks_subject(found, last):
        found = next((found for way in LADDER if (found := way(query, conversation, last, notice))), found)
    return found.but(nearby=() if cues.has("corrects", query.masked) else last.clauses)  # what was a mistake is not spoken of


AGAIN = re.compile(f"(?:换成?|改成|那么?)[，]?{UNIT_MARK}(?:那边|这边)?呢?，?又(?:是|有)(?:哪|几|第几)")
WHICH_KINDS = re.compile("哪[几些两三四五六七八](?:种|类|样)(?:人|对象|情况|情形)")
HAS_ANY = re.compile(
    f"^(?:那么?)?{UNIT_MARK}(?:呢|那边)?[，]?(?:它|他们)?(?:有没有|有|没有)(?:牵头|领头|参加|参与|配合)的(?:任务|项目)?(?:吗|没有?|么|吧)?[？。]*$"
)  # {工商联}呢，有牵头的吗
OTHERS = (neighbour, slice_of_list, other_of_list, other_of_unit)
OWN_SUBJECT = re.compile(f"{UNIT_MARK}(?:呢|那边|这边|的话)?，那?[它他]")  # {审计局}呢，它牵头的也报一下
SPOKEN_BEFORE = re.compile(
    "(?:上次|上回|刚才|之前|前面|昨天)(?:我|咱们?|你)?(?:讲|说|问|提|聊)(?:过|到)?的?(?:那|这)一?(?:项|个|条|件)"
)  # with nothing before it
NOTHING_ELSE = re.compile("(?:[这那](?:一)?(?:项|条|家|个)|它|要|得|该|完成|办完|来着|时候|什么|啥|的|，)*")
BARE_REFERENT = re.compile(
    "^(?:那么?)?(?:它|他们|[这那](?:一)?(?:项|条|家|桩|个(?:单位|部门|局))(?!目))"
)  # 它排头一个的是什么单位, with nothing before it
# Tasks beside the one just spoken of: "撇开这项，{妇联}还参加哪些", "{旅游局}牵头的另外一项"
FURTHER = re.compile(
    f"{ASIDE}(?:(?:这|那)(?:一)?(?:项|条|个任务)|它[^，。？]{{0,2}}还有(?:第几|哪[几一]?)[项条])|另(?:外)?的?那?(?:[一两二三几](?:项|条|个任务)|项)|{UNIT_MARK}(?:另外|除此之?外?)(?:还|也|又)"
    "|(?:别的|其他|其它)(?:哪[些几]?(?:个)?)?(?:条|项|任务)"
)


# "那{国税}还出现在哪条"
STILL_WHERE = re.compile(f"{UNIT_MARK}(?:还|另外)(?:也|又)?(?:出现|参加|参与|牵头|承担|负责|在|有)[^，。？]{{0,4}}(?:哪|什么|啥|几)")
PUT_ASIDE = re.compile("这(?P<n>[两三四五])(?:个|项|条)(?:任务)?(?:不算|除外|别算|不说|先不说|不看)")
# "同样就他们俩的还有哪些？", "还有没有哪项也正好是这两家"
SAME_UNITS = re.compile(
    "(?:就|只|正好|刚好|恰好|同样)(?:也)?(?:是)?(?:只有|就)?(?:他们|它们|这)(?:俩|[两三四]家)[^，。？]{0,12}(?:还有|有没有|另外)|(?:还有|有没有|另外)[^，。？]{0,6}(?:正好|刚好|恰好|就|只)(?:也)?是(?:这|他们|它们)(?:俩|[两三四]家)"
    "|(?:还有|有没有|另外|哪|有一[项条])[^。？]{0,12}(?:单位|名单|班子)[^，。？]{0,4}(?:跟|和|与|同)(?:它|这项|第?\\d+[项条号]?(?:任务)?)[^，。？]{0,2}(?:一模一样|完全一?[样致同]|一样|相同)"
)


def _same_units_elsewhere(query: Query, clauses: tuple[str, ...], notice: Notice) -> Query | None:
    """The other tasks that have the units of the one named, or just shown, and no others: 同样就他们俩的还有哪些."""
    if len(clauses) != 1 or query.topic or not SAME_UNITS.search(query.masked):
        return None
    units = notice.clause(clauses[0]).units
    named = {unit for condition in query.conditions for unit in condition.units}
    conditions = (*query.conditions, *(UnitCondition((unit,), Part.ANY, unit) for unit in units if unit not in named))
    only = Size("units", Part.ANY, len(units), len(units))
    query = query.but(asks=Asks.TASKS, conditions=conditions, clauses=(), sizes=(only,), without=clauses, wanted=Wanted.ALL)
    return query.but(part=Part.ANY, yes_no=False, rank=None, from_conversation=("沿用单位",))


def _counts_more(query: Query, conversation: Conversation) -> bool:
    """Tell whether a message speaks of more tasks than the last answer was of: 这两项共同的, of two asked about in turn."""
    return len(conversation.last.clauses) == 1 and bool(tasks_told(conversation, query.masked))


def _of_further_tasks(query: Query) -> bool:
    """Tell whether the tasks of a unit are asked for beside the one just spoken of."""
    asked = query.asks is Asks.TASKS or (query.asks is Asks.VERIFY and STILL_WHERE.search(query.masked))
    tasks_of_unit = asked and query.conditions and not (query.clauses or query.topic or query.without)
    return bool(tasks_of_unit) and (FURTHER.search(query.masked) or STILL_WHERE.search(query.masked)) is not None


def _lacks_subject(query: Query, last: Turn) -> bool:
    """Tell whether a query names nothing that its answer could be looked up by; how many tasks there are in all needs no name."""
    named = query.topic or query.clauses or query.fallback or query.missing or query.left_out or query.field
    if query.asks is Asks.VERIFY and last.clauses and not named:
        return True  # 财政局参与没: of what was spoken of
    in_all = query.count and said_part(query.masked) is Part.ANY
    return not (named or query.conditions or query.filtered or query.rank or in_all or query.asks is Asks.NOTHING)


def _way_told(query: Query, conversation: Conversation, notice: Notice) -> str:
    """Return how a message hangs on the conversation: as its own words tell beyond doubt, else as it was read."""
    last = conversation.last
    if query.conditions and last.query.asks is query.asks is Asks.TASKS and AGAIN.search(query.masked):
        return "swap"  # 换成{人社局}，又是哪几条
    if cues.has("corrects", query.masked) and (query.topic or query.conditions or query.clauses):
        return "new" if asks_itself(query) else "swap"
    if (query.rank or REVERSED.search(query.masked)) and len(query.conditions) > 1 and not cues.has("these", query.masked):
        return "new"  # {农业局}是不是跟{人社局}一样多
    if query.conditions and not query.clauses and cues.has("as_well", query.masked):
        return "swap"
    named = query.topic or query.conditions or query.left_out
    if not named and not query.clauses and _counts_more(query, conversation):
        return "all"
    if not named and not query.clauses and cues.has("again", query.masked):
        return "back"
    if query.topic and not query.clauses and cues.has("again", query.masked) and _was_spoken_of(query, conversation):
        return "back"  # 教育那条的牵头单位再说一遍
    if not named and not query.clauses and cues.has("same_unit", query.masked):
        return "all"  # 牵头的是同一家吗
    if not query.topic and _goes_on_counting(query, conversation):
        return "pick"
    place = ORDINAL.search(query.masked)
    if place and tells_unit(place) and len(last.units) > 1 and not (query.conditions or query.topic or query.clauses):
        return "pick"  # 后面那家自己牵头的是哪项
    in_front = place and place["first"] and place.start() <= 1
    if in_front and len(last.clauses) > 1 and not (query.conditions or query.clauses or query.topic):
        return "pick"  # 前面那项除了它还有谁, of those just listed
    if query.follow == "unit" and query.conditions and not any(cues.has(name, query.masked) for name in LINKED):
        return "new"  # 那{人民银行}单独干的是哪项: a unit of its own
    if query.topic and len(last.clauses) == 1 and not (query.clauses or query.conditions) and POINTS_INTO.search(query.masked):
        return "same"
    of_this = cues.has("this_one", query.masked) and not ORDINAL.search(query.masked)
    if of_this and query.conditions and not (query.clauses or query.topic) and _asks_whether(query):
        return "same"
    if query.officers and last.query.officers and not asks_itself(query):
        return "swap"
    another = AND_THAT.search(query.masked) and not holding_topic(query, last.clauses, notice, MOST)
    if query.follow == "same" and query.topic and another:
        return "swap"  # 文化扶贫的呢
    if query.topic and query.asks is Asks.CONTENT and not query.clauses and NEXT_IN_ROW.search(query.masked):
        return "swap"
    if query.follow != "new":
        return query.follow
    if query.left_out and last.clauses and not (query.conditions or query.clauses or query.topic or query.filtered or query.rank):
        return "same"  # 除了{财政局}还有哪些
    if _is_of_list(query, last, notice):
        return "pick"
    if cues.has("instead", query.masked) or (last.query.asks is not Asks.FRONT and AND_THAT.search(query.masked) and query.topic):
        return "swap"
    if cues.has("back", query.masked):
        return "back"
    if not query.clauses and not query.topic and any(cues.has(name, query.masked) for name in ("these", "these_named")):
        return "all"
    return "new" if query.says_something else "same"


def _was_spoken_of(query: Query, conversation: Conversation) -> bool:
    """Tell whether a matter shares words with one that was asked about."""
    words = character_pairs(bare_core(query.core))
    return any(words & character_pairs(turn.query.topic) for turn in conversation.turns if turn.clauses)


def _asks_whether(query: Query) -> bool:
    """Tell whether it is asked of units whether they have a part in a task: 这一项牵头的，是{民政局}还是{卫计局}."""
    return query.yes_no or query.asks is Asks.VERIFY or (query.asks is Asks.UNITS and len(query.conditions) > 1)


NEXT_IN_ROW = re.compile(
    "^(?:最后(?:一个|一项)?|再来?一个|还有一个|接下来|下一个|第[二三四五六]个)[，：]?(?=[^，。？谁哪几多什么啥]{2,12}[？。]*$)"
)  # 最后一个，宽带进村
AND_THAT = re.compile("^那?么?[^，。？\ue000谁哪几多什么啥]{2,24}呢[？]?$")  # 扶贫干部培训呢 after 选派谁牵头

# What links a unit that a message names with the one spoken of, or with the list just given.
LINKED = ("it", "these", "these_named", "we", "company", "shared", "the_rest")


def _goes_on_counting(query: Query, conversation: Conversation) -> bool:
    """Tell whether an ordinal goes on with the places of a list: 第四项呢 after 第三项讲什么, which was the third of the list."""
    place = ORDINAL.search(query.masked)
    if not place or "序号" not in conversation.last.query.from_conversation:
        return False
    listed = listed_before(conversation)
    return len(listed) > 1 and 1 <= place_told(place, len(listed)) <= len(listed)


ITEMS = ("点", "条", "款")


def _is_of_list(query: Query, last: Turn, notice: Notice) -> bool:
    """Tell whether a clause named by number is one of the list just given: 倒数第二项; 第三项里医保还能补多少, where 3 is of no 医保."""
    place = ORDINAL.search(query.masked)
    if not place or not query.clauses or len(last.clauses) < 2:
        return False
    if not place["n"]:
        return True
    number = ordinal_value(place["n"])
    if last.query.section and query.masked[place.end() : place.end() + 1] in ITEMS:
        return number <= len(last.clauses)  # 第二点里说 after 工作要求有几点
    if last.query.asks is not Asks.TASKS or not query.core or number > len(last.clauses):
        return False
    return stands_in(query.core, notice.clause(last.clauses[number - 1]).text) and not any(
        stands_in(query.core, notice.clause(i).text) for i in query.clauses
    )
