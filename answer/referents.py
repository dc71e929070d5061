"""What pronouns and descriptions in a message stand for: the unit spoken of, the units told of in turn, the lead of the task just shown."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.described import asked_of, of_lead
from answer.groups import beside_it, beside_those, compared_with, they, those
from answer.parts import MORE, said_part
from answer.pointing import ORDINAL, tells_unit
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.spoken_of import states_part, subject
from answer.topic import bare_core
from schema import Notice


def with_referents(query: Query, conversation: Conversation, notice: Notice) -> Query:
    """Return a query with units put for its pronouns and descriptions, where the message has a matter of its own to say of them."""
    if EARLIER_UNIT.search(query.masked) and len(conversation.turns) > 1:
        conversation = replace(conversation, turns=conversation.turns[:-1])
    if MOST_OF_ALL.search(query.masked) and (ranked := next((t for t in conversation.turns if t.query.rank and len(t.units) == 1), None)):
        conversation = Conversation((ranked,), conversation.last_words, conversation.home)  # 回到最多的那家，它牵头的有几项
        query = query.but(rank=None, sizes=())
    last = conversation.last
    place = ORDINAL.search(query.masked)
    if place and tells_unit(place) and len(last.units) > 1 and not (query.conditions or query.clauses):
        return of_lead(query, conversation, notice) or query  # 后面那家自己牵头的是哪项: of the units just told, by its place
    for resolve in (compared_with, they, those, beside_those, beside_it, _of_described, _beside_another, _same_unit, _is_it, _of_it):
        if found := resolve(query, conversation, last, notice):
            return found
    if query.topic and cues.has("partners", query.masked) and not _is_telling_beside(_without_partners(query.core)):
        return query.but(topic="", core="")  # 它跟谁搭班子
    return _named_in_topic(query, conversation)


EARLIER_UNIT = re.compile("(?:前面|刚才|上面|之前|先前|头先)(?:的)?那?(?:一)?(?:家|个(?:单位|部门|局))")  # 前面那家还牵头别的吗


MOST_OF_ALL = re.compile("(?:最多|第一|排头|榜首|最忙)的?那(?:一)?(?:家|个(?:单位|部门|局))")  # of an order told before


def beside(query: Query, conversation: Conversation, clauses: tuple[str, ...], notice: Notice) -> tuple[str, ...]:
    """Return the units beside whom the others of some tasks are asked for: 跟谁一起干; 除开它还有谁; 我们不算.

    Only a unit that has a part in each of the tasks can be meant.
    """
    if query.asks is not Asks.UNITS or not any(cues.has(name, query.masked) for name in ("beside_it", "partners")):
        return ()
    spoken = subject(conversation)
    units = set(spoken.units) if spoken else set()
    return spoken.units if units and all(units & set(notice.clause(i).units) for i in clauses) else ()


def _of_described(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    return of_lead(query, conversation, notice)


# Its part, as the group that a message asks of: "它参加的里头，哪项是{商务局}牵头"
GROUP = re.compile(
    r"(?:它|他|这家|我们|咱们?|^那?)(?:单位|自己)?(?P<part>牵头|领头|参加|参与|配合|协办|负责)的?(?:(?:这|那)?(?:几|些|[两三四五])?[项条个]?(?:任务)?)(?:里|中|当中|之中)"
)
# "有没有哪项是只和{扶贫办}两家搞的": another unit, said as company of the one spoken of
COMPANY = re.compile("(?<!\ue000)(?:和|跟|与|同)\ue000[^，。？\ue000]{0,4}(?:两家|一起|一道|一块|合|搭|共同|同在|都)")


# "比{总工会}多的是哪一项": tasks of the unit spoken of, without those of the other
MORE_THAN_IT = re.compile(f"^(?:那么?)?{MORE}")
IT_AND = re.compile("(?<!其)(?:[它他]|这家|那家)(?:单位)?(?:和|跟|与|同)\ue000")


def _beside_another(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The unit spoken of, beside another that the message names: its tasks in which that one has the part said."""
    if len(query.conditions) != 1 or query.asks is not Asks.TASKS or query.topic or query.clauses:
        return None
    spoken = subject(conversation)
    if not spoken and (GROUP.search(query.masked) or IT_AND.search(query.masked)):
        return query.but(asks=Asks.NOTHING, scope="vague")  # whose tasks is not to be told: better asked back
    if not spoken or set(spoken.units) & set(query.conditions[0].units):
        return None
    if MORE_THAN_IT.search(query.masked):
        beside = replace(query.conditions[0], part=Part.ABSENT)
        return asked_of(query, Asks.TASKS, replace(spoken, part=Part.ANY), beside)
    if match := GROUP.search(query.masked):
        of_it = UnitCondition(spoken.units, said_part(match["part"]), spoken.said)
        if (part := said_part(query.masked[match.end() :])) is not Part.ANY:
            query = query.but(conditions=(replace(query.conditions[0], part=part),))
    elif COMPANY.search(query.masked):
        of_it = spoken  # in the part that was just asked about
    else:
        return None
    without = last.clauses if len(last.clauses) == 1 and re.search("还(?!是|有没)|别的|另", query.masked) else ()
    return asked_of(query, Asks.TASKS, of_it, *query.conditions).but(sizes=query.sizes, without=without)


IT_TOO = re.compile(
    "(?:也|还)(?:是|归|由)(?<!其)[它他](?:们)?(?:吗|么|不|吧)?(?=[，。？]|$)|^那?(?:它|这家)在"
)  # 第53项也是它吗; 它在第2项里干什么


def _same_unit(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Whether another matter, or another task, is the same unit's: 农网改造呢，也是同一家吗."""
    if query.conditions or not (query.topic or query.clauses) or not (cues.has("same_unit", query.masked) or IT_TOO.search(query.masked)):
        return None
    spoken = subject(conversation)
    if not spoken:
        return None
    also = last.query.wanted is Wanted.LEAD and re.search("也|同|还", query.masked)
    leads = bool(also) or cues.has("lead", query.masked)
    if leads and query.clauses and not query.topic and len(last.clauses) == 1 and cues.has("same_one", query.masked):
        both = tuple(dict.fromkeys((*last.clauses, *query.clauses)))  # 跟45项牵头的是同一家不
        query = query.but(asks=Asks.UNITS, wanted=Wanted.LEAD, compare="", clauses=both, follow="new", yes_no=True)
        return query.but(part=Part.ANY, from_conversation=("沿用任务",))
    of_it = UnitCondition(spoken.units, Part.LEADS if leads else Part.ANY, spoken.said)
    topic = cues.blank(query.topic, cues.spans("same_unit", query.topic)).strip(" ，呢也")
    return asked_of(query, Asks.VERIFY, of_it).but(topic=topic, yes_no=True)


WHICH_PART = re.compile(
    "(?:牵头|领头|主办|参加|配合)(?:单位|的)?还是(?:牵头|领头|主办|参加|配合)|(?:什么|啥|哪种|哪个)角色"
)  # 它是牵头还是参加


def _is_it(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Whether a matter, or the task just shown, is the unit's that was spoken of: 万企帮万村那条也是它打头吗."""
    spoken = subject(conversation)
    if not spoken or query.conditions or not cues.has("it", query.masked):
        return None
    of_it = UnitCondition(spoken.units, said_part(query.masked), spoken.said)
    if query.clauses:  # 第10项是它牵头吧
        claims = query.yes_no and not query.topic and states_part(query)
        return asked_of(query, Asks.VERIFY, of_it).but(yes_no=True) if claims else None
    asked = query.yes_no and not any(cues.has(name, query.masked) for name in ("who", "which_tasks"))
    if query.topic and (asked or states_part(query)) and _is_telling_beside(query.core):
        return asked_of(query, Asks.VERIFY, of_it).but(yes_no=True)
    if not query.topic and WHICH_PART.search(query.masked) and last.clauses:
        return query.but(asks=Asks.VERIFY, conditions=(replace(of_it, part=Part.ANY),), yes_no=True, follow="same")
    if not query.topic and states_part(query) and len(last.clauses) == 1 and (query.yes_no or cues.has("this_one", query.masked)):
        return query.but(asks=Asks.VERIFY, conditions=(of_it,), yes_no=True, follow="same")
    return None


# "那它牵头哪个", "其中它当牵头的是哪几条" / "它牵头，哪些单位参加"
BEARS = re.compile(
    r"(?:(?<![其由])[它他]|这家|那家|该(?:局|单位|部门))(?:单位)?[^，。？谁]{0,5}(?:牵|领头|挑头|打头|带头|参加|参与|配合|负责|管|出现在|露面|现身)[^，。？谁]{0,6}(?:几|哪|多少|什么|啥|别的|其他)(?!.{0,2}(?:单位|部门|家|局))"
)


def _of_it(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The tasks of the unit spoken of, or the units of the task that it leads: 那它牵头哪个; 由它牵头的那项，参加单位有哪些."""
    spoken = subject(conversation) or _lead_presupposed(query, last, notice)
    if not spoken or query.conditions or query.clauses or not cues.has("it", query.masked):
        return None
    if query.asks is Asks.UNITS and cues.has("led_task", query.masked):
        leads = UnitCondition(spoken.units, Part.LEADS, spoken.said)
        return asked_of(query, Asks.UNITS, leads).but(wanted=query.wanted, topic="", core="")
    bears = BEARS.search(query.masked)
    if not bears or query.topic or query.rank:
        return None
    of_it = UnitCondition(spoken.units, said_part(bears.group()), spoken.said)
    rest = query.masked[bears.end() :]
    if cues.has("others", rest) and cues.has("who", rest):  # 它牵头第几项，还有谁跟着
        return asked_of(query, Asks.UNITS, of_it)
    told = last.query.asks is Asks.VERIFY and "还" in query.masked  # 22和23都是住建局牵头？那它还牵头哪项
    without = last.clauses if told or cues.has("the_rest", query.masked) else ()
    return asked_of(query, Asks.TASKS, of_it).but(without=without)


def _lead_presupposed(query: Query, last: Turn, notice: Notice) -> UnitCondition | None:
    """Return the lead of the task whose units were all told, where a message takes it for known: 它还牵头哪几项."""
    leads = notice.clause(last.clauses[0]).leads if len(last.clauses) == 1 else ()
    further = len(leads) == 1 and said_part(query.masked) is Part.LEADS and "还" in query.masked
    return UnitCondition(leads, Part.LEADS, leads[0]) if further else None


def _named_in_topic(query: Query, conversation: Conversation) -> Query:
    """Put the unit's name for a pronoun in what is searched for: 汇总完又由它报告给谁 -> 汇总完又由市扶贫办报告给谁."""
    spoken = subject(conversation) if query.topic and IT.search(query.topic) else None
    if not spoken or query.conditions or len(spoken.units) != 1:
        return query
    return query.but(topic=IT.sub(spoken.units[0], query.topic), core=IT.sub(spoken.units[0], query.core))


IT = re.compile("(?<!其)它(?!们)|这家单位")


def _without_partners(core: str) -> str:
    return bare_core(cues.blank(core, cues.spans("partners", core)))


def _is_telling_beside(core: str) -> bool:
    return len(re.sub(r"[\W_]|它|也|是|那条|这条|那项|这项", "", core)) > 1
