"""Follow-up questions: what a message leaves unsaid is taken from the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.draft import Draft
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice

MAX_CARRIED = 8  # clauses that "this" can stand for; of a longer list one must be chosen
# "第二个呢", "最后一项", "头一个" / "第二项" is a clause number where nothing was listed
ORDINAL = re.compile(
    rf"(?P<later>后(?:面|边|头)?(?:那|一)(?:一)?[个项条])|(?P<middle>中间(?:那)?(?:一)?[个项条])|(?P<earlier>前(?:面|边|头)(?:那|一)(?:一)?[个项条])|第?(?P<n>[{CHINESE_DIGITS}]{{1,3}}|\d{{1,2}})个|(?P<first>头一[个项]|第一个)|(?P<last>最后(?:那)?[一1]?[个项条])"
)
# "这项", "它的", "里面", "那一条", "上面说的"
THIS = re.compile(
    r"这(?:一)?(?:项|条|个任务|件事?|事|块|个|些|几项)|那(?:一)?(?:项|条|个任务|件事?|里面?)|它|该(?:项|任务|条)|(?:里|其)(?:面|头|边|中)|上面|刚才|前面|同一项|也"
)
BACK = re.compile(r"回到|回头|再(?:说|问)回|刚才(?:说|问)?的?|之前(?:说|问)?的?|前面(?:说|问)?的?|最开始|一开始|继续(?:说|问)")
INSTEAD = re.compile(
    r"换成|改成|换|改为|说错|问错|弄错|搞错|不对|不是.{1,12}[，,]?是|我是问|我问的是|我说的是|我手滑|不好意思|应该是"
    r"|(?i:what about|how about|i mean|instead|sorry)"
)
ABOUT_TASK = re.compile(r"单位|部门|谁|哪[几些]?家|跟|和它|这|那项|配合|协办|一起")


@dataclass(frozen=True, slots=True)
class Turn:
    """One answered message: how it was understood and what its answer rested on."""

    query: Query
    clauses: tuple[str, ...]
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The answered messages so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    @property
    def last(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    def after(self, query: Query, draft: Draft) -> Conversation:
        """Return the conversation with this message; one that was not answered leaves it as it was, but for what it named."""
        if draft.status == "answered" and (draft.clauses or query.conditions):
            return Conversation((*self.turns, Turn(query, tuple(draft.clauses), draft.units or ())))
        if query.topic and draft.status == "clarify":
            return Conversation((*self.turns, Turn(query, ())))
        return self


def continue_query(query: Query, conversation: Conversation, notice: Notice) -> Query:
    """Return the query with what it leaves unsaid filled in from the conversation.

    After "危房改造谁牵头" (clause 17): "那其他参加的有哪些" -> the others of 17; "换成林业呢" -> who leads on forestry.
    After a list: "第二个呢" -> its second task. A message that is whole by itself is left alone.
    """
    last = conversation.last
    settled = query.clauses and not (query.bare or INSTEAD.search(query.text))
    if last is None or query.scope or settled or query.missing:
        return query
    for step in (_ordinal, _back, _instead, _member, _bare_topic, _inside, _carried):
        found = step(query, conversation, last, notice)
        if found is not None:
            return found.but(nearby=last.clauses)
    return query.but(nearby=last.clauses)


def _ordinal(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    match = ORDINAL.search(query.text)
    if not match or query.conditions or len(last.clauses) < 2 or len(query.topic) > 10:
        return None
    if match["last"] or match["later"]:
        place = len(last.clauses)
    elif match["middle"]:
        place = (len(last.clauses) + 1) // 2
    else:
        place = 1 if match["first"] or match["earlier"] else ordinal_value(match["n"])
    if not 1 <= place <= len(last.clauses):
        return None
    asks = Asks.CONTENT if query.asks in (Asks.NOTHING, Asks.TASKS, Asks.CONTENT) else query.asks
    return query.but(clauses=(last.clauses[place - 1],), topic="", asks=asks, from_conversation=("序号",))


def _back(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """ "回到旅游那项": the earlier turn that shares words with the message."""
    if not BACK.search(query.text) or not query.topic:
        return None
    words = _pairs(re.sub(BACK, "", query.topic))
    shared = [(len(words & _pairs(turn.query.topic)), i) for i, turn in enumerate(conversation.turns) if turn.clauses]
    best = max(shared, default=(0, 0))
    if not best[0]:
        return None
    return query.but(clauses=conversation.turns[best[1]].clauses, topic="", asks=_or_content(query), from_conversation=("回到前面的问题",))


def _instead(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """A unit, clause or topic named to take the place of the last one."""
    whole = query.clauses and query.conditions
    if whole or not (query.bare or INSTEAD.search(query.text)):
        return None
    before = last.query
    if query.conditions and not query.topic:
        if before.asks is Asks.VERIFY and before.conditions and last.clauses:
            return before.but(
                text=query.text,
                mentions=query.mentions,
                conditions=_with_part(query, before),
                clauses=last.clauses[:1],
                topic="",
                from_conversation=("换单位",),
            )
        if before.conditions or before.asks is Asks.TASKS:
            return before.but(
                text=query.text, mentions=query.mentions, conditions=_with_part(query, before), bare=False, from_conversation=("换单位",)
            )
        return None
    if query.clauses:
        return before.but(text=query.text, clauses=query.clauses, topic="", conditions=(), bare=False, from_conversation=("换任务",))
    return None


def _with_part(query: Query, before: Query) -> tuple[UnitCondition, ...]:
    part = before.conditions[-1].part if before.conditions else Part.ANY
    return tuple(c if c.part is not Part.ANY else replace(c, part=part) for c in query.conditions)


def _member(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """ "财政局也在里面吗": whether a unit has a part in the task last spoken of."""
    if not query.conditions or query.topic or not query.yes_no or not last.clauses or len(last.clauses) > MAX_CARRIED:
        return None
    if query.asks is Asks.TASKS and re.search(r"哪|几项|第几", query.text):
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses[:1], from_conversation=("沿用任务",))


def _bare_topic(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """ "那修路呢": the last question, asked of another topic; "陆河？": of another thing in the same clause."""
    instead = INSTEAD.search(query.text)
    if not (query.bare or instead) or not query.topic or query.conditions:
        return None
    before = last.query
    if instead and query.core:
        query = query.but(topic=query.core)
    inside = [i for i in last.clauses if _stands_in(query.core or query.topic, notice.clause(i).text)]
    if (
        inside
        and len(last.clauses) <= 2
        and ((before.asks in (Asks.CONTENT, Asks.UNITS) and not before.wanted_units) or len(query.topic) <= 4)
    ):
        return query.but(
            asks=before.asks, wanted=before.wanted, clauses=tuple(inside), fact=query.fact or before.fact, from_conversation=("沿用任务",)
        )
    if before.asks in (Asks.UNITS, Asks.CONTENT, Asks.TASKS) and not (before.conditions and before.asks is Asks.TASKS):
        return query.but(asks=before.asks, wanted=before.wanted, fact=query.fact or before.fact, from_conversation=("沿用问法",))
    return None


def _inside(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """ "里面饮水安全怎么讲的": a matter within the task last spoken of."""
    if not query.topic or query.conditions or not last.clauses or len(last.clauses) > 3:
        return None
    pointed = THIS.search(query.text)
    inside = tuple(i for i in last.clauses if _stands_in(query.core or query.topic, notice.clause(i).text))
    if pointed and (inside or not re.search(r"[那这]个", query.text)):
        return query.but(clauses=inside or last.clauses, asks=_or_content(query), from_conversation=("沿用任务",))
    return query.but(fallback=inside or last.clauses) if inside else None


def _carried(query: Query, conversation: Conversation, last: Turn, notice: Notice) -> Query | None:
    """A message with no unit, clause or topic of its own: asked of what was last spoken of."""
    if query.topic or query.conditions or _narrowed(query) or query.asks is Asks.FRONT or query.rank:
        return None
    before = last.query
    if len(last.units) == 1 and before.asks is Asks.UNITS and re.search(r"^(?:那)?(?:它|他们?|这家|这个单位|该单位)", query.text):
        subject = UnitCondition(last.units, query.part, last.units[0])
        return query.but(asks=Asks.TASKS, conditions=(subject,), from_conversation=("沿用单位",))
    if (
        before.conditions
        and not ABOUT_TASK.search(query.text)
        and (query.part is not Part.ANY or query.asks is Asks.TASKS)
        and before.asks is Asks.TASKS
    ):
        conditions = tuple(c if query.part is Part.ANY else replace(c, part=query.part) for c in before.conditions)
        return query.but(asks=Asks.TASKS, conditions=conditions, from_conversation=("沿用单位",))
    if not last.clauses or len(last.clauses) > MAX_CARRIED:
        return None
    asks = query.asks if query.asks in (Asks.UNITS, Asks.VERIFY) else Asks.CONTENT
    if query.count and before.asks is Asks.UNITS and query.wanted is Wanted.ALL:
        asks = Asks.UNITS
    topic = before.topic if asks is Asks.CONTENT else ""
    wanted = (
        before.wanted
        if asks is Asks.UNITS is before.asks and query.wanted is Wanted.ALL and not re.search(r"全部|所有|归|负责|责任|算", query.text)
        else query.wanted
    )
    return query.but(asks=asks, wanted=wanted, clauses=last.clauses, topic=topic, from_conversation=("沿用任务",))


def _narrowed(query: Query) -> bool:
    return bool(query.sizes or query.year or query.deliverable is not None or query.literal or query.kind or query.unit_word)


def _or_content(query: Query) -> Asks:
    return query.asks if query.asks in (Asks.UNITS, Asks.VERIFY, Asks.CONTENT) else Asks.CONTENT


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _stands_in(topic: str, text: str) -> bool:
    """Tell whether much of a topic stands in a text: "陆河" in task 45."""
    pairs = _pairs(re.sub(r"[\W_]|怎么|什么|多少|那|的", "", topic))
    return bool(pairs) and len([p for p in pairs if p in text]) >= max(1, round(0.4 * len(pairs)))


def messages(history: Sequence[object]) -> list[str]:
    """Return the person's messages of a history of strings or of {"role", "content"} records."""
    found = []
    for entry in history:
        if isinstance(entry, str):
            found.append(entry)
        elif isinstance(entry, dict) and entry.get("role", "user") == "user":
            found.append(str(entry.get("content", "")))
    return found
