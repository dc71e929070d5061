"""What pronouns and descriptions in a message stand for: the unit spoken of, the units told of in turn, the lead of the task just shown."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.described import asked_of, of_lead
from answer.filters import kinds_said
from answer.left_out import ASIDE
from answer.parts import MORE, said_part
from answer.pointing import ORDINAL, tells_unit
from answer.query import Asks, Part, Query, Rank, UnitCondition, Wanted
from answer.ranks import DIFFERENCE
from answer.reader import UNIT_MARK
from answer.topic import bare_core
from schema import Notice

MOST_THEY = 4  # units that "they" can stand for


def subject(conversation: Conversation) -> UnitCondition | None:
    """Return the unit spoken of last; None where there is none, or where several are told apart by nothing.

    An answer that is one unit goes before the unit asked about, save where that was what the question was of:
    危房改造谁牵头 -> its lead; 市农业局参加第22项吗 -> 市农业局. Turns that speak of a task alone are looked past.
    """
    for turn in reversed(conversation.turns):
        conditions = turn.query.conditions
        if turn.query.asks is Asks.UNITS and len(turn.units) == 1:
            return UnitCondition(turn.units, Part.ANY, turn.units[0])
        if len(conditions) == 1 and conditions[0].units:
            return conditions[0]
        if conditions or len(turn.units) == 1:
            return UnitCondition(turn.units, Part.ANY, turn.units[0]) if len(turn.units) == 1 else None
        if turn.units and turn.query.asks is Asks.UNITS and turn.query.wanted is not Wanted.OTHERS:
            return None  # all of a task's units: none is the one
        if not turn.query.from_conversation:
            return None
    return None


def told_in_turn(conversation: Conversation) -> tuple[UnitCondition, ...]:
    """Return the units asked about one after the other in the same way: 审计局有几项, then 那纪委."""
    conditions: list[UnitCondition] = []
    for turn in reversed(conversation.turns):
        conditions[:0] = turn.query.conditions
        if "换单位" not in turn.query.from_conversation and not IN_TURN.match(turn.query.masked):
            break
    return tuple(conditions)


IN_TURN = re.compile(f"(?:那么?)?{UNIT_MARK}呢")  # {扶贫办}呢，也别算牵头


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
    for resolve in (_they, _those, _beside_those, _beside_it, _of_described, _beside_another, _same_unit, _is_it, _of_it):
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


# "它们都参加吗", "这两家各自的搭档" / "其他们"
THEY = re.compile(
    "(?<!其)[它他]们|(?<!其)[它他][俩仨]|[这那](?:几|[俩仨])家?|这[两三四]家|各自|^那?[两三四]家|^(?:那么?)?(?:比一?比|(?:相|又|就|总共|一共)?差(?:了)?(?:几|多少))|^(?:那么?)?[两俩](?:家|个|边)"
)


def _they(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Several units spoken of: whether they have a part in the tasks; with whom each of them works."""
    if query.conditions or query.topic or not THEY.search(query.masked):
        return None
    if cues.has("same_unit", query.masked) and not re.search("[这那][俩仨两三四](?:家|个单位)", query.masked):
        return None  # 这俩是同一家不: two tasks
    known = _so_many_told(query, told_in_turn(conversation), last, notice)
    units = [unit for condition in known for unit in condition.units] or list(last.units)
    if not 1 < len(units) <= MOST_THEY:
        return None
    together = len(known) > 1 and not query.clauses and cues.has("shared", query.masked)
    if together and (query.asks is Asks.TASKS or cues.has("which_tasks", query.masked) or DO_TOGETHER.search(query.masked)):
        further = last.clauses if len(last.clauses) == 1 and re.search("别的|其他|其它|另外|还", query.masked) else ()
        of_them = (replace(condition, part=Part.ANY) for condition in known)
        return asked_of(query, Asks.TASKS, *of_them).but(without=further, yes_no=False)  # 两家一起的是哪项
    if query.yes_no or _is_claim(query):
        of_them = tuple(UnitCondition((unit,), said_part(query.masked), unit) for unit in units)
        follow = "new" if query.clauses else "same"
        return query.but(asks=Asks.VERIFY, conditions=of_them, compare="", follow=follow, yes_no=True)
    if len(known) == 2 and not query.clauses and DIFFERENCE.search(query.text):  # 两家相差几项
        return asked_of(query, Asks.UNITS, *known).but(rank=Rank("units", known[0].part))
    if len(known) > 1 and query.rank and query.rank.of == "units" and not query.clauses:  # 两家比一比，哪家牵头得多
        return asked_of(query, Asks.UNITS, *known).but(rank=query.rank)
    if known and not query.clauses and cues.has("partners", query.masked):
        of_them = tuple(UnitCondition((unit,), Part.ANY, unit) for unit in units)
        return asked_of(query, Asks.UNITS, *of_them).but(either=True)
    return None


DO_TOGETHER = re.compile("一[起道块]儿?(?:干|做|办|搞|承担|负责|牵|参加)(?:过|了)?(?:别的|其他|其它|什么|啥|哪)")  # 这两家还一起干别的吗
HOW_MANY_THEY = re.compile("(?:[这那它他]|们)(?P<n>[俩仨两三四])(?:家|个(?:单位|部门|局))?")
NUMBER = {"俩": 2, "两": 2, "仨": 3, "三": 3, "四": 4}


def _so_many_told(query: Query, known: tuple[UnitCondition, ...], last: Turn, notice: Notice) -> tuple[UnitCondition, ...]:
    """Return the units told of in turn, or where a message says another number of them, as many of the last answer or its one task."""
    number = HOW_MANY_THEY.search(query.masked)
    if not number or NUMBER[number["n"]] == sum(len(condition.units) for condition in known):
        return known
    of_task = notice.clause(last.clauses[0]).units if len(last.clauses) == 1 else ()
    groups = (units for units in (last.units, of_task) if len(units) == NUMBER[number["n"]])
    return tuple(UnitCondition((unit,), Part.ANY, unit) for unit in next(groups, ())) or known


# "来的是哪两家", "在里头的是哪几家" / "牵头的是哪家"
THOSE = re.compile("^那?(?:来|到场?|在(?:场|内|里[面头])?|列[入上]?|有份|参加|上榜)(?:的|了的)(?:都)?(?:是|有)?哪")


def _those(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Some of the units of the task just shown: those of whom it was asked whether they have a part, or those of a kind."""
    if query.asks is not Asks.UNITS or query.conditions or query.clauses or len(last.clauses) != 1:
        return None
    before = last.query
    if before.yes_no and THOSE.search(query.masked) and (before.conditions or before.kind):
        only = tuple(unit for condition in before.conditions for unit in condition.units)
        return query.but(wanted=Wanted.ALL, part=Part.ANY, only=only, kind=before.kind, topic="", core="", follow="same")
    kinds = kinds_said(query.masked)
    if kinds and ITS_UNITS.search(query.masked):  # 跟着它干的电信运营企业，是哪三家
        return query.but(kind=" ".join(kinds), topic="", core="", follow="same")
    return None


# "撇开这三家运营商，同一项里还有谁"
BESIDE_THOSE = re.compile(
    "(?:[它他她](?:们|俩|[两三]家)|[这那][两三四](?:家|个单位))(?:以外|之外|除外|不算)[^，。？]{0,6}(?:还有|另外|其他|其余|剩)"
    f"|{ASIDE}(?:他们?|它们?|她们?|这|那)?(?:[俩仨两三]家?)(?:[和跟与、]牵头的?(?:单位)?)?[，]?[^，。？]{{0,6}}(?:还有|另外|其他|其余|剩)"
    f"|{ASIDE}[这那](?:[两三四五几]|些)(?:家|个(?:单位|部门|局)|单位|部门)[^，。？]{{0,6}}[，]?[^，。？]{{0,5}}(?:还有|另外|其他|其余|剩)"
)


OTHER_UNIT = re.compile(
    "^(?:那么?)?(?:另外?|剩下?|余下|还有)的?(?:那|这)?一?(?:家|个(?:单位|部门|(?P<kind>局|办公室|办|委|银行|公司)))(?:单位)?(?:呢|是|叫|$)"
)  # 另外那家是？, 另外那个办公室是哪家


def _beside_those(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The other units of a task, beside those of whom it was asked or who were told: 31项除了这两家还有谁."""
    clauses = query.clauses or last.clauses
    other = OTHER_UNIT.search(query.masked)
    if query.conditions or len(clauses) != 1 or not (other or BESIDE_THOSE.search(query.masked)):
        return None
    here = notice.clause(clauses[0]).units
    spoken = dict.fromkeys(unit for turn in reversed(conversation.turns) for unit in (*_asked_about(turn.query), *turn.units))
    asked = _asked_about(last.query)
    units = asked if len(asked) > 1 and not (query.clauses or other) else tuple(unit for unit in spoken if unit in here)
    if not 1 < len(units) < len(here):
        return None
    if other and other["kind"]:
        units = tuple(unit for unit in here if unit in spoken or other["kind"] not in unit)
    if said_part(query.masked) is Part.JOINS or WITH_THE_LEAD.search(query.masked):  # 除了他们俩，配合的还有谁
        units = tuple(dict.fromkeys((*units, *notice.clause(clauses[0]).leads)))
    query = query.but(asks=Asks.UNITS, wanted=Wanted.ALL, part=Part.ANY, compare="", topic="", core="", clauses=clauses)
    return query.but(left_out=units, from_conversation=("沿用任务",))


WITH_THE_LEAD = re.compile("[和跟与、]牵头的?(?:单位)?，?(?:还有|另外|其他|其余|剩)")  # 除掉它们仨和牵头的，还有谁


BESIDE_IT = re.compile(f"{ASIDE}(?:它|这家|那家|该单位)[^，。？]{{0,3}}[，]?[^，。？]{{0,4}}(?:还有|另外|其他|其余|剩)")


def _beside_it(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The other units of a task that is named, beside the one spoken of, or its lead where that is of none: 第7项除了它还有谁."""
    if query.asks is not Asks.UNITS or query.conditions or len(query.clauses) != 1 or not BESIDE_IT.search(query.masked):
        return None
    clause, spoken = notice.clause(query.clauses[0]), subject(conversation)
    units = spoken.units if spoken and set(spoken.units) & set(clause.units) else clause.leads
    others = query.but(left_out=units, wanted=Wanted.ALL, part=Part.ANY, compare="", topic="", core="")
    return others.but(from_conversation=("沿用单位",)) if units else None


def _asked_about(query: Query) -> tuple[str, ...]:
    return tuple(unit for condition in query.conditions for unit in condition.units)


# Said of the task just shown: "跟着它干的…", "其中…", "里面…"
ITS_UNITS = re.compile(r"^(?:那)?(?:其中|里面|里头|当中)|(?:跟着?|帮着?|配合)(?:(?<!其)[它他]|这家|牵头单位)")


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


def _is_claim(query: Query) -> bool:
    """Tell whether a message states a part of the unit spoken of, for yes or no, and asks nothing else: 这项是它们牵头."""
    asked = any(cues.has(name, query.masked) for name in ("who", "which_tasks", "count", "contact"))
    return not asked and IS_IT.search(query.masked) is not None


# "还是它牵头吗", "是它们牵头" / "它牵头的是哪项"
IS_IT = re.compile(
    r"(?:是|由|归)(?:不是)?(?:(?<!其)[它他]们?|这家|那家)(?:单位)?[^，。？的]{0,3}(?:牵|领头|挑头|打头|带头|参加|配合|管|负责)"
    r"|(?:牵头|领头|挑头|打头|带头|参加)的?(?:单位|也|还|就|不){0,2}是(?:不是)?(?:(?<!其)[它他]|这家|那家)"
)


WHICH_PART = re.compile(
    "(?:牵头|领头|主办|参加|配合)(?:单位|的)?还是(?:牵头|领头|主办|参加|配合)|(?:什么|啥|哪种|哪个)角色"
)  # 它是牵头还是参加


def _is_it(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Whether a matter, or the task just shown, is the unit's that was spoken of: 万企帮万村那条也是它打头吗."""
    spoken = subject(conversation)
    if not spoken or query.conditions or query.clauses or not cues.has("it", query.masked):
        return None
    of_it = UnitCondition(spoken.units, said_part(query.masked), spoken.said)
    asked = query.yes_no and not any(cues.has(name, query.masked) for name in ("who", "which_tasks"))
    if query.topic and (asked or _is_claim(query)) and _is_telling_beside(query.core):
        return asked_of(query, Asks.VERIFY, of_it).but(yes_no=True)
    if not query.topic and WHICH_PART.search(query.masked) and last.clauses:
        return query.but(asks=Asks.VERIFY, conditions=(replace(of_it, part=Part.ANY),), yes_no=True, follow="same")
    if not query.topic and _is_claim(query) and len(last.clauses) == 1 and (query.yes_no or cues.has("this_one", query.masked)):
        return query.but(asks=Asks.VERIFY, conditions=(of_it,), yes_no=True, follow="same")
    return None


# "那它牵头哪个", "其中它当牵头的是哪几条" / "它牵头，哪些单位参加"
BEARS = re.compile(
    r"(?:(?<![其由])[它他]|这家|那家|该(?:局|单位|部门))(?:单位)?[^，。？谁]{0,5}(?:牵|领头|挑头|打头|带头|参加|参与|配合|负责|管)[^，。？谁]{0,6}(?:几|哪|多少|什么|啥|别的|其他)(?!.{0,2}(?:单位|部门|家|局))"
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
    if cues.has("others", query.masked[bears.end() :]):  # 它牵头第几项，还有谁跟着
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
