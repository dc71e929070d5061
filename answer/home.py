"""The unit that the person speaks for: told once (我在市残联上班), it is meant by 我们局 from then on."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.parts import said_part
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK

# "我在{残联}上班", "我们是{林业局}的" / "我是{林业局}管的"
SPEAKS_FOR = re.compile(
    f"(?:(?:我们?|咱们?|本人|俺)(?:这边|这里|单位)?(?:是|在|来自|属于)|(?:刚|新|才|上个?月)(?:刚)?(?:从[^，。？]{{1,8}})?(?:借?调|分配?|派|来)(?:到|进|去|了)"
    f"|^(?:我们?|咱们?)(?={UNIT_MARK}(?:想|打算|准备|这边|这次)))(?P<unit>{UNIT_MARK})(?!管|牵头|参加|配合|负责)"
)
# "{水务局}老张，", "{人民银行}，李科", "{邮储银行}，请问有我们的事吗": how a message begins; not {林业局}呢
BEGINS_WITH = re.compile(
    f"^(?P<unit>{UNIT_MARK})的?(?:[老小][\u4e00-\u9fff](?:[，。]|$)"
    "|[，。：](?:[\u4e00-\u9fff]{1,2}(?:科长?|股长?|处长?|主任|同志)[。！]?$|(?=.*(?<![跟和与同比给])(?:我们|咱们?|本[局单]))))"
)
# "…是我们{团市委}牵头没错吧", "我{审计局}有几项"
OUR_UNIT = re.compile(f"(?:(?<!给)(?<!替)(?<!让)(?<!告诉)(?:我们|咱们|俺们)|^我)(?P<unit>{UNIT_MARK})")
SAYS_NO_MORE = re.compile(
    f"^[^？{UNIT_MARK}]{{0,12}}{UNIT_MARK}(?:的|上班|工作|这边|那边|当差|做事|任职|干部|同志|人|了|啊|呢|哈)*[，。！]*$"
)


def unit_spoken_for(query: Query) -> UnitCondition | None:
    """Return the unit for which the person says to speak; None where a message says none."""
    return _named(query, SPEAKS_FOR.search(query.masked) or OUR_UNIT.search(query.masked))


def unit_begun_with(query: Query) -> UnitCondition | None:
    """Return the unit that a message begins with as a telephone call does, which is the person's own where none is known."""
    return _named(query, BEGINS_WITH.search(query.masked))


def _named(query: Query, match: re.Match[str] | None) -> UnitCondition | None:
    if not match:
        return None
    mention = query.mentions[query.masked[: match.start("unit")].count(UNIT_MARK)]
    return UnitCondition(mention.units, Part.ANY, mention.said) if mention.units else None


# "是咱们单位牵头的吗", "归不归我们管"
OURS = re.compile(
    "(?:是不是|归不归|是|归|由)(?:我们?|咱们?|本)(?:局|单位|办|委|部门|自己|这边)?(?:来|在)?(?:牵头|领头|挑头|打头|带头|管|负责|参加|配合)的?(?:吗|么|吧|不|？|[。]?$)"
)
WHO_ELSE = re.compile("(?:哪些|哪几家|别的|其他|还有)[^，。？]{0,4}(?:单位|部门|兄弟|谁)")


def for_own_unit(query: Query, home: UnitCondition | None, waits: Query | None) -> Query | None:
    """Return a query with the person's own unit put for 我们局, or, once it is told, the question that waited for it."""
    own = unit_spoken_for(query)
    if waits and own and SAYS_NO_MORE.match(query.masked):
        return waits.but(asks=Asks.TASKS, scope="", conditions=(replace(own, part=said_part(waits.masked)),))
    if home and not own and query.topic and not query.conditions and (part := OURS.search(query.masked)):
        claim = query.but(asks=Asks.VERIFY, conditions=(replace(home, part=said_part(part.group())),), yes_no=True)
        return claim.but(wanted=Wanted.ALL, part=Part.ANY, topic=OURS.sub("", query.topic).strip("，？ "))
    if not home or own or not _is_of_us(query) or query.clauses or query.topic:
        return None
    if query.asks is Asks.UNITS and cues.has("asks_lead", query.masked):
        return None  # 那谁牵头，我们在里面算什么角色
    if query.asks is Asks.UNITS and WHO_ELSE.search(query.masked):
        return None  # 还有哪些兄弟单位跟我们一样是配合的
    if any(set(home.units) & set(condition.units) for condition in query.conditions):
        return None
    if query.conditions:
        alike = query.asks is Asks.TASKS and any(cues.has(name, query.masked) for name in ("shared", "company", "with_unit"))
        return query.but(conditions=(home, *query.conditions)) if alike else None
    if not waits_for_unit(query):
        return None
    part = Part.JOINS if cues.has("beyond_the_lead", query.masked) else said_part(query.masked)
    return query.but(asks=Asks.TASKS, scope="", follow="new", conditions=(replace(home, part=part),))


def _is_of_us(query: Query) -> bool:
    """Tell whether the speaker's own unit is meant: 我们局参加哪些, 那跟着别人干的呢."""
    return cues.has("we", query.masked) or cues.has("behind_others", query.masked)


def waits_for_unit(query: Query) -> bool:
    """Tell whether a message asks for the tasks of 我们局 and nothing tells which unit that is."""
    named = query.conditions or query.clauses or query.topic
    return not named and _is_of_us(query) and any(cues.has(name, query.masked) for name in ("lead", "joins", "which_tasks"))
