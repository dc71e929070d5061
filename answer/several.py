"""A message taken as the questions that it asks: each replied to after those before it, the replies joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answer.compound import asked_in_turn, cut_apart, matters_apart
from answer.conversation import Conversation
from answer.draft import Draft, say
from answer.enumerated import told_one_by_one
from answer.evidence import Evidence
from answer.finding import ASKS_ELSE
from answer.mentions import find_units
from answer.normalise import Question
from answer.query import Asks, Query, Wanted
from answer.story import with_unit
from answer.understand import Understanding
from answer.yes_no import A_NOT_A
from schema import ClauseKind, Notice


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message with the reply to it."""

    query: Query  # as the conversation completes it
    draft: Draft  # proved
    conversation: Conversation  # after it
    steps: list[str]  # the stages' records
    parts: tuple[Draft, ...] = ()  # what the reply is joined of, where each of several matters was asked about by itself

    @property
    def told(self) -> set[str]:
        """Return the clauses on which those of ``parts`` rest that have an answer."""
        return {clause for part in self.parts if part.status == "answered" for clause in part.clauses}


@dataclass(frozen=True, slots=True)
class Taker:
    """What takes messages about one notice."""

    notice: Notice
    understanding: Understanding
    one: Callable[..., Exchange]  # takes a message as one question: (question, conversation, apart=False); ``apart`` from the matter before
    search: Callable[[Query], Evidence] | None  # None before the index is there


def take(taker: Taker, question: Question, conversation: Conversation) -> Exchange:
    """Take a message as several questions where it asks several that can each be replied to, else as one."""
    each = _each_matter(taker, question, conversation)
    if each and all(draft.status == "answered" for draft in each.parts):
        return each
    for way in (_in_one_task, _in_same_task, _by_numbers, _one_after_the_other):
        if several := way(taker, question, conversation):
            return several
    whole = taker.one(question, conversation)
    answered = whole.draft.status == "answered"
    if each and each.told and (not answered or set(whole.draft.clauses) <= each.told):
        return each  # what one of the matters has is told, the others are named
    if not answered:
        return whole
    return _of_one_task(taker, question, conversation, whole) or _with_verdict(taker, question, conversation, whole) or whole


def _each_matter(taker: Taker, question: Question, conversation: Conversation) -> Exchange | None:
    """Take what a message asks of each of several matters, each by itself; None where it asks of one."""
    matters = matters_apart(question, taker.understanding)
    taken = [taker.one(matter, conversation) for matter in matters]
    if not taken:
        return None
    drafts = tuple(exchange.draft for exchange in taken)
    return replace(_joined(conversation, taken, join_parts([matter.text for matter in matters], drafts)), parts=drafts)


# "“政银保”和政策性农业保险扩面是同一项里的吗？分别谁牵头？"
IN_ONE_TASK = re.compile(
    "^(?:请问|麻烦问下|，)*(?P<a>[^，。？、]{2,20})[和跟与同](?P<b>[^，。？、]{2,24}?)(?:这两(?:件事?|样|块|个|条|项))?，?(?:是不是|是否|是|算不算|算|在不在|在|属于?|归)?(?:写在|放在|在|属于?)?"
    "(?:同一?|(?<=[在属归写])一)(?:项|条|个任务)(?:任务)?(?:里[面头]?|中|上)?(?:的|了)?(?:吗|么|吧|不|？|，|。|$)[？。，]*(?P<rest>.*)$"
)


def _in_one_task(taker: Taker, question: Question, conversation: Conversation) -> Exchange | None:
    """Take a question whether two matters stand in one task, and what is asked of them beside; None where one is not found."""
    said = IN_ONE_TASK.search(question.text) if taker.search else None
    if not said or any(taker.understanding.read(replace(question, text=said[name]), mend=False).conditions for name in "ab"):
        return None
    taken: list[Exchange] = []
    after = Conversation()
    for text in (
        f"{said['a']}在第几项",
        f"{said['b']}在第几项",
        "这两样是写在同一项里的吗",
        *([f"这两项{said['rest']}"] if said["rest"] else []),
    ):
        exchange = taker.one(replace(question, text=text, story=""), after)
        if exchange.draft.status != "answered" or (len(taken) < 2 and len(exchange.draft.clauses) != 1):
            return None
        taken.append(exchange)
        after = exchange.conversation
    joined = join_parts([exchange.query.text for exchange in taken[2:]], [exchange.draft for exchange in taken[2:]])
    return _joined(conversation, taken[2:], joined)


# "农业信贷担保体系呢，跟它同一项吗"
IN_SAME_TASK = re.compile(
    "^(?:那么?|还有|，)*(?P<matter>[^，。？、]{2,20}?)(?:呢)?，?(?:是不是|是否|是)?(?:跟|和|与|同)(?:它|这个|这项|那个|那项|(?:刚才|前面|上面)(?:的|那个|那项)?)"
    "(?:是不是|是否|是|在不在|在)?(?:写在|放在|属于|归)?同一?(?:项|条|个任务)(?:里[面头]?)?(?:的)?(?:吗|么|吧|不|？|，|。|$)"
)


def _in_same_task(taker: Taker, question: Question, conversation: Conversation) -> Exchange | None:
    """Take a question whether a matter stands in the task just spoken of; None where it is not found in one task."""
    said, last = IN_SAME_TASK.search(question.text) if taker.search else None, conversation.last
    if not said or last is None or len(last.clauses) != 1:
        return None
    taken = taker.one(replace(question, text=f"{said['matter']}在第几项", story=""), Conversation())
    if taken.draft.status != "answered" or len(taken.draft.clauses) != 1:
        return None
    verdict = say("yes_plain" if tuple(taken.draft.clauses) == tuple(last.clauses) else "no_plain")
    return _joined(conversation, [taken], replace(taken.draft, lines=[verdict, *taken.draft.lines]))


def _by_numbers(taker: Taker, question: Question, conversation: Conversation) -> Exchange | None:
    """Take a question about matters told one by one as one about the tasks that they stand in; None where each has none of its own."""
    listing = told_one_by_one(question.text) if taker.search else None
    if not listing:
        return None
    found: list[str] = []
    for matter in listing.matters:
        query = taker.understanding.read(replace(question, text=matter, story=""), mend=False)
        if query.conditions or query.clauses:
            return None  # no matter, but who has a part in it, or a task by its number
        evidence = taker.search(query.but(topic=query.topic or matter, core=query.core or matter))
        if evidence.outcome == "absent" or not evidence.hits:
            return None
        clause = evidence.hits[0].clause
        if clause in found or taker.notice.clause(clause).kind is not ClauseKind.TASK:
            return None
        found.append(clause)
    before = question.text[: question.text.find(listing.matters[0])]
    named = find_units(before, taker.understanding.names)  # 教育局同志问：…两项，除了我们自己
    asked = with_unit(listing.asked, named[0].said) if len(named) == 1 and named[0].units else listing.asked
    numbered = replace(question, text=f"{'和'.join(f'任务{clause}' for clause in found)}，{asked}", story="")
    taken = taker.one(numbered, Conversation())
    if taken.draft.status != "answered" or set(taken.query.clauses) != set(found):
        return None
    return replace(taken, conversation=conversation.after(taken.query, taken.draft), steps=[f"问题：{question.text}", *taken.steps])


def _one_after_the_other(taker: Taker, question: Question, conversation: Conversation) -> Exchange | None:
    """Take the questions of a message one after the other; None where it is one, or one of them is unclear by itself."""
    parts, taken, after = cut_apart(question, taker.understanding), [], conversation
    if len(parts) < 2:
        return None
    for part in parts:
        exchange = taker.one(part, after, apart=True)
        by_number = taken and taken[-1].query.clauses and not taken[-1].query.from_conversation
        if taken and (by_number or set(exchange.draft.clauses) & set(taken[-1].draft.clauses)):
            exchange = taker.one(part, after)  # of the same task, and of that alone
        if exchange.draft.status == "clarify":
            return None
        taken.append(exchange)
        after = exchange.conversation
    joined = join_parts([part.text for part in parts], [exchange.draft for exchange in taken])
    return _joined(conversation, taken, joined)


def _of_one_task(taker: Taker, question: Question, conversation: Conversation, whole: Exchange) -> Exchange | None:
    """Take several questions about one task one after the other; None where the reply to the whole message tells as much.

    Each must have an answer that rests on the tasks of the whole reply: else they were no questions about one matter.
    """
    parts = [] if whole.query.rank or whole.query.compare else asked_in_turn(question)
    taken, after = [], conversation
    for part in parts:
        exchange = taker.one(part, after)
        if exchange.draft.status != "answered" or set(exchange.draft.clauses) != set(whole.draft.clauses):
            return None
        taken.append(exchange)
        after = exchange.conversation
    joined = _joined_in_turn(whole, taken)
    return _joined(conversation, taken, joined) if joined else None


# What asks for yes or no / what asks for more / how a reply says yes or no
CLAIMS = re.compile(rf"{A_NOT_A.pattern}|(?:吗|么|不|没|没有)(?=[，。？！；]|$)|[行成可][不没][行成可]")
VERDICT = re.compile("(?:不是|没有|是|有)(?:的|相关内容)?[，。]")


def _with_verdict(taker: Taker, question: Question, conversation: Conversation, whole: Exchange) -> Exchange | None:
    """Say first whether what some stretches of a message claim is so, where the others ask for more and were replied to.

    "五十三项是不是要搞第三方评估，牵头哪家"; None where nothing is claimed, or what is claimed is not judged by itself.
    """
    if VERDICT.match(whole.draft.claims) or whole.query.asks is Asks.TASKS:
        return None
    stretches = [stretch for stretch in re.split("[，。？！；]", question.text) if stretch]
    claims = [stretch for stretch in stretches if not ASKS_ELSE.search(A_NOT_A.sub("", stretch))]
    if len(claims) in (0, len(stretches)) or not any(CLAIMS.search(stretch) for stretch in claims):
        return None
    claim = taker.one(replace(question, text="，".join(claims) + "？", story=""), conversation).draft
    if claim.status != "answered" or not VERDICT.match(claim.claims) or set(claim.clauses) != set(whole.draft.clauses):
        return None
    joined = join_parts(["", ""], [claim, whole.draft])
    joined.lines, joined.units = list(dict.fromkeys(joined.lines)), whole.draft.units
    return replace(whole, draft=joined)


def _joined(conversation: Conversation, taken: Sequence[Exchange], joined: Draft) -> Exchange:
    """Return the questions taken as one message, the last of which is what later messages speak of."""
    for exchange in taken:
        conversation = conversation.after(exchange.query, exchange.draft)
    steps = [record for exchange in taken for record in exchange.steps]
    return Exchange(taken[-1].query, joined, conversation, steps)


def _joined_in_turn(whole: Exchange, taken: Sequence[Exchange]) -> Draft | None:
    """Return the replies to several questions about one task joined; None where they tell no more than the reply to all in one.

    They must name the units that it does, where it names any, save where one asks for the lead and the other for the rest.
    A yes or no stays the first thing said; the units after it are those asked for: 由扶贫办牵头对吧，那配合的是哪些.
    """
    query, reply, drafts = whole.query, whole.draft, [exchange.draft for exchange in taken]
    if not taken or all(set(draft.quotes) <= set(reply.quotes) for draft in drafts):
        return None
    first, last = taken[0].query, taken[-1].query
    if query.yes_no and not first.yes_no:
        return None
    joined = join_parts([exchange.query.text for exchange in taken], _telling_more(drafts))
    if last.asks is Asks.UNITS and Asks.VERIFY in (query.asks, first.asks):
        joined.units = drafts[-1].units
        return joined
    of_others = last.wanted is Wanted.OTHERS or bool(last.left_out)
    apart = len(taken) == 2 and first.wanted is Wanted.LEAD and of_others  # 牵头单位是哪个？还有谁配合
    return joined if apart or reply.units is None or set(reply.units) == set(joined.units or ()) else None


def _telling_more(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the first of some drafts, and of the others those that quote or name something that none before them does."""
    kept: list[Draft] = []
    for draft in drafts:
        quoted = {quote for each in kept for quote in each.quotes}
        named = {unit for each in kept for unit in each.units or ()}
        if not kept or not (set(draft.quotes) <= quoted and set(draft.units or ()) <= named):
            kept.append(draft)
    return kept


def join_parts(parts: Sequence[str], drafts: Sequence[Draft]) -> Draft:
    """Return one draft of those that answer the parts of a message, each proved; a part without an answer is named.

    Where none is answered it is the first.
    """
    if not any(draft.status == "answered" for draft in drafts):
        return drafts[0]
    joined = Draft(drafts[0].notice)
    for part, draft in zip(parts, drafts):
        if draft.status != "answered":
            joined.lines.append(say("part_unanswered", part=part.strip("，。？！； ")))
            joined.echoed.add(part)
            joined.mentioned += draft.mentioned
        joined.lines += draft.lines
        joined.notes += [note for note in draft.notes if note not in joined.notes]
        joined.computed |= draft.computed
        joined.echoed |= draft.echoed
        if draft.status == "answered":
            joined.clauses += [clause for clause in draft.clauses if clause not in joined.clauses]
            joined.quotes += [quote for quote in draft.quotes if quote not in joined.quotes]
            joined.units = tuple(dict.fromkeys([*(joined.units or ()), *(draft.units or ())])) or None
    return joined
