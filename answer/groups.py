"""Several units spoken of together: 它们, 这两家, and those of a task that are left beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Conversation, Turn
from answer.described import asked_of
from answer.filters import kinds_said
from answer.left_out import ASIDE
from answer.numbers import WITHOUT_LEADS
from answer.parts import said_part
from answer.query import Asks, Part, Query, Rank, UnitCondition, Wanted
from answer.ranks import DIFFERENCE
from answer.spoken_of import states_part, subject, told_in_turn
from schema import Notice

MOST_THEY = 4  # units that "they" can stand for

# Said of the task just shown: "跟着它干的…", "其中…", "里面…"
ITS_UNITS = re.compile(r"^(?:那)?(?:其中|里面|里头|当中)|(?:跟着?|帮着?|配合)(?:(?<!其)[它他]|这家|牵头单位)")


# "它们都参加吗", "这两家各自的搭档" / "其他们"
THEY = re.compile(
    "(?<!其)[它他]们|(?<!其)[它他][俩仨]|[这那](?:几|[俩仨])家?|这[两三四]家|各自|^那?[两三四]家|^(?:那么?)?(?:比一?比|(?:相|又|就|总共|一共)?差(?:了)?(?:几|多少))|^(?:那么?)?[两俩](?:家|个|边)"
)


def they(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
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
    if len(known) > 1 and not query.clauses and SAME_NUMBER.search(query.masked):  # 那两家一样多，是不是
        part = known[0].part if said_part(query.masked) is Part.ANY else said_part(query.masked)
        return asked_of(query, Asks.UNITS, *known).but(rank=Rank("units", part), yes_no=True)
    if query.yes_no or states_part(query):
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


SAME_NUMBER = re.compile("一样多|同样多|(?:数目|数量|项数)(?:一样|相同|相等)")
COMPARED_WITH = re.compile("^(?:那么?|这)?(?:跟|和|与|同|对)\ue000(?:相)?比")


def compared_with(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The unit spoken of and the one that a message names, by their tasks: 跟{扶贫办}比，哪家参加的更多."""
    spoken = subject(conversation)
    if not spoken or len(query.conditions) != 1 or query.clauses or query.topic or not COMPARED_WITH.search(query.masked):
        return None
    part = Part.JOINS if WITHOUT_LEADS.search(query.masked) else said_part(query.masked)
    if set(spoken.units) == set(query.conditions[0].units):
        return None
    both = (replace(condition, part=Part.ANY) for condition in (spoken, *query.conditions))
    return asked_of(query, Asks.UNITS, *both).but(rank=Rank("units", part))


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


IN_THE_LIST = re.compile(
    "^(?:那|这)?(?:名单|单子|括号|里[面头]?|其中|当中)[里中上内]?的?\ue000[^，。？]{0,4}(?:是|有|指|包括)?(?:哪|谁)"
)  # 名单里的{税务部门}是哪两家
# "来的是哪两家", "在里头的是哪几家" / "牵头的是哪家"
THOSE = re.compile("^那?(?:来|到场?|在(?:场|内|里[面头])?|列[入上]?|有份|参加|上榜)(?:的|了的)(?:都)?(?:是|有)?哪")


def those(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """Some of the units of the task just shown: those of whom it was asked whether they have a part, or those of a kind."""
    if query.asks is not Asks.UNITS or query.clauses or len(last.clauses) != 1:
        return None
    several = query.conditions[0].units if len(query.conditions) == 1 else ()
    if len(several) > 1 and IN_THE_LIST.search(query.masked) and set(several) & set(notice.clause(last.clauses[0]).units):
        only = query.but(asks=Asks.UNITS, wanted=Wanted.ALL, part=Part.ANY, only=several, conditions=(), topic="", core="")
        return only.but(clauses=last.clauses, sizes=(), from_conversation=("沿用任务",))
    if query.conditions:
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


def beside_those(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
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


def beside_it(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """The other units of a task that is named, beside the one spoken of, or its lead where that is of none: 第7项除了它还有谁."""
    if query.asks is not Asks.UNITS or query.conditions or len(query.clauses) != 1 or not BESIDE_IT.search(query.masked):
        return None
    clause, spoken = notice.clause(query.clauses[0]), subject(conversation)
    units = spoken.units if spoken and set(spoken.units) & set(clause.units) else clause.leads
    others = query.but(left_out=units, wanted=Wanted.ALL, part=Part.ANY, compare="", topic="", core="")
    return others.but(from_conversation=("沿用单位",)) if units else None


def _asked_about(query: Query) -> tuple[str, ...]:
    return tuple(unit for condition in query.conditions for unit in condition.units)
