"""Questions over several notices: which of them can answer, and their proved drafts joined to one answer that names each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answer.check import CITE
from answer.dialogue import Dialogue, Outcome
from answer.draft import Draft, say
from answer.holdings import Snapshot
from answer.mentions import UnitMention, find_units
from answer.naming import Choice, name_of
from answer.normalise import normalise
from answer.query import Asks, Part, Query
from answer.retrieve import embed
from answer.select import select_tasks
from answer.understand import Understanding
from schema import Notice

MOST = 5  # notices answered from in full; of more, the number is told


@dataclass(frozen=True, slots=True)
class Share:
    """A notice that names the units of a question."""

    notice: str
    mentions: tuple[UnitMention, ...]
    tasks: int = 0  # that meet the question's conditions


def answer_across(dialogue: Dialogue, choice: Choice, until: float | None = None) -> Outcome:
    """Ask the notices that can answer, each by itself, and join what they say.

    Args:
        choice: of at least two notices.
        until: as of ``Dialogue.take``, for a question that goes on from one about a single notice.
    """
    held, earlier = dialogue.held, choice.earlier
    first = held.understandings[choice.ids[0]]
    goes_on = earlier and not first.read(normalise(choice.question), mend=False).says_something
    if goes_on and choice.spoken_of:
        return dialogue.ask(choice.spoken_of, choice.question, earlier, until)
    sought = normalise(earlier[-1] if goes_on else choice.question)  # what decides which notices can answer
    shares = sharing_notices(sought.text, {i: held.understandings[i] for i in choice.ids})
    query = (held.understandings[shares[0].notice] if shares else first).read(sought, mend=False)
    if not shares and needs_one(query):
        draft = ask_which(choice.ids, choice.question, held.notices)
        return Outcome([draft], draft, draft.suggestions, [f"理解：{query.in_words()}"])
    counted = count_tasks(shares, query, held.understandings) if lists_tasks(query) else []
    ids = nearest_first([share.notice for share in counted or shares] or list(choice.ids), query.topic, held)
    taken = {i: dialogue.take(i, choice.question, earlier, mend=False) for i in ids[:MOST]}
    drafts = [exchange.draft for exchange in taken.values()]
    steps = [f"{name_of(held.notices[i])}　{step}" for i, exchange in taken.items() for step in exchange.steps]
    joined = join_drafts(drafts, counted)
    return Outcome(drafts, joined, joined.suggestions[:4], steps)


def nearest_first(ids: Sequence[str], topic: str, held: Snapshot) -> list[str]:
    """Return the ids of notices, those first whose passages are nearest to a topic; as they are without a topic or index."""
    if not (topic and held.index):
        return list(ids)
    nearest = held.index.nearest(embed(held.index.encoder, (topic,))[0], len(held.notices), among=ids)
    return [*nearest, *(i for i in ids if i not in nearest)]


def sharing_notices(text: str, understandings: Mapping[str, Understanding]) -> list[Share]:
    """Return the notices that name all units spoken of in a question; none where it speaks of none."""
    shares = []
    for notice_id, understanding in understandings.items():
        mentions = tuple(find_units(text, understanding.names))
        if mentions and all(mention.units for mention in mentions):
            shares.append(Share(notice_id, mentions))
    return shares


def count_tasks(shares: Sequence[Share], query: Query, understandings: Mapping[str, Understanding]) -> list[Share]:
    """Return the notices in which tasks meet a query's conditions, those with most first.

    Args:
        query: as the first of the notices reads it; in another one the units are those that it names so.
    """
    counted = []
    for share in shares:
        understanding = understandings[share.notice]
        units = {mention.said: mention.units for mention in share.mentions}
        conditions = tuple(replace(c, units=units.get(c.said, c.units)) for c in query.conditions)
        borne = understanding.tasks_of(unit for condition in conditions for unit in condition.units)
        tasks = select_tasks(understanding.notice, query.but(conditions=conditions), understanding.names.kind, borne)
        counted.append(replace(share, tasks=len(tasks)))
    return sorted((share for share in counted if share.tasks), key=lambda share: -share.tasks)


def lists_tasks(query: Query) -> bool:
    """Tell whether a question wants the tasks of units and nothing else, so that they can be counted without reading it again."""
    if query.asks is not Asks.TASKS or not query.conditions or any(c.part is Part.ABSENT for c in query.conditions):
        return False
    return not (query.topic or query.kind or query.rank or query.clauses)


def needs_one(query: Query) -> bool:
    """Tell whether a question can only be about one notice: 第17项写了什么, 文号是多少."""
    return bool(query.clauses or query.missing) or query.asks is Asks.FRONT


def ask_which(ids: Sequence[str], question: str, notices: Mapping[str, Notice]) -> Draft:
    """Return the draft that asks back which notice is meant."""
    draft = Draft(notices[ids[0]], status="clarify").add("across_which", n=len(ids))
    draft.suggestions += [say("across_in", name=name_of(notices[i]), question=question) for i in ids[:MOST]]
    return draft


def join_drafts(drafts: Sequence[Draft], shares: Sequence[Share] = ()) -> Draft:
    """Return one draft of several that are proved, each of another notice; of those that say nothing only the first, where all do so.

    Args:
        shares: all notices whose tasks are counted, where they are.
    """
    answered = [draft for draft in drafts if draft.status == "answered"]
    shown = answered or list(drafts[:1])
    joined = Draft(shown[0].notice, status=shown[0].status)
    if len(shares) > 1:
        joined.add("across_total", notices=len(shares), tasks=sum(share.tasks for share in shares))
    for draft in shown:
        name = name_of(draft.notice)
        if answered or draft.mentioned:
            joined.lines.append(say("across_notice", title=draft.notice.title or draft.notice.id))
        joined.lines += [CITE.sub(lambda match, name=name: f"[{name} {match.group()[1:-1]}]", line) for line in draft.lines]
        joined.clauses += [f"{draft.notice.id}#{clause}" for clause in draft.clauses]
        joined.notes += [note for note in draft.notes if note not in joined.notes]
        joined.suggestions += [say("across_in", name=name, question=words) for words in draft.suggestions]
    if len(shares) > len(shown):
        joined.add("across_more", n=len(shares) - len(shown))
    if answered and all(draft.units for draft in answered):
        joined.units = tuple(dict.fromkeys(unit for draft in answered for unit in draft.units))
    return joined
