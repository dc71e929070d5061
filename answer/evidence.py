"""A topic -> the clauses that are about it, or the finding that none is, or too many are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from answer import cues
from answer.matters import COUNTS_WITHIN, ONE, SEVERAL, expected_number, told_by_word, topic_parts
from answer.query import Asks, Query
from answer.relevance import Found, chance_absent, chances_beside, most_absent, weights
from answer.topic import TopicReader, bare_core
from schema import Clause, ClauseKind, Notice

if TYPE_CHECKING:
    from index import Hit

MAX_CLAUSES = 5
SHORT_QUESTION = 16  # characters; who says more has said what is meant
A_WORD = 3  # characters of a message that is a word, with 呢 or 吗
NAMED, NAMED_LEAD = 8, 2.0  # characters of a matter that names a clause by its words, and the lead that it must have
A_MATTER = 6  # characters of a matter that a clause which holds it word for word is about
SHORT_TOPIC = 4  # characters of a core that may be too general
COMMON_TOPIC = 2  # clauses in which the rarest words of such a core stand
SHORTEST_TITLE = 2  # characters of a word that a title is told by
EVERYWHERE = 8  # clauses in which a word stands that tells no title
VERY_COMMON = 4  # clauses that hold a core of one word, from which no lead is clear
SURE = 4.5  # score at which a clause speaks of the matter whatever else does
CLAIMED_LEAD = 1.5  # by which it must lead where a claim is made of it, which the answer tells with its clause
CLEAR_LEAD = 2.5  # score by which the best clause of such a core must lead
SURE_PART, PART_LEAD, NEAR_PART = 9.0, 4.0, 2.0  # score of a matter's own clause, its lead over the second, and what is almost as good
LEADING, TELLING_PART = 4, 4  # hits of the whole topic among which the clause of a short word must be; characters of one that is not short
NEARBY, STAYS = 1.0, 3.0  # score by which another clause must be better than the one last spoken of; where no other matter is named
IN_ENGLISH = 0.85  # chance up to which an English topic is taken for found: it shares few words with any clause
NEAREST = 3  # clauses named where none is about the topic
CHOICES = 4  # clauses named where too many are


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found on a topic. ``sentences``: clause id -> (number, nearness), best first."""

    outcome: Literal["found", "absent", "vague"]
    clauses: tuple[Clause, ...]  # about the topic; the choices where vague; the nearest where absent
    sentences: dict[str, tuple[tuple[int, float], ...]]
    hits: tuple[Hit, ...]
    chance_absent: float = 0.0


def is_generic(query: Query, spread: int, hits: Sequence[Hit]) -> bool:
    """Tell whether a topic fits too many clauses to pick one: 那个补贴, 培训的; 危房改造 stands out and does not."""
    length, said = (sum(map(str.isalnum, words)) for words in (query.core, bare_core(query.text)))
    a_word = length <= 2 and spread >= VERY_COMMON and said <= SHORT_TOPIC  # 方案经谁同意后印发的 says more than 方案
    return length <= SHORT_TOPIC and spread >= COMMON_TOPIC and (_lead(hits) < CLEAR_LEAD or a_word)


def _is_title(core: str, spread: int, clauses: Sequence[Clause]) -> bool:
    """Tell whether a topic stands in the title of the best clause and of no other: 病种付费 of 全面推行按病种付费."""
    rare = spread <= COMMON_TOPIC if len(core) < A_WORD else spread < EVERYWHERE
    if len(core) < SHORTEST_TITLE or not rare or not clauses:
        return False
    return core in clauses[0].title and not any(core in clause.title for clause in clauses[1:])


def _stands_whole(core: str, clause: Clause) -> bool:
    """Tell whether a matter of some length stands in a task word for word: 加大普惠小微信贷投放."""
    return len(core) >= A_MATTER and clause.kind is ClauseKind.TASK and (core in clause.title or core in clause.text)


def _stands_in_many(core: str, notice: Notice) -> bool:
    """Tell whether a matter stands word for word in more tasks than an answer gives: 三年攻坚实施方案."""
    return len(core) >= A_WORD and sum(core in task.text for task in notice.tasks) > MAX_CLAUSES


def _lead(hits: Sequence[Hit]) -> float:
    """Return by how much the best hit is ahead of the second."""
    return hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score


def _spoken_of(query: Query, hits: Sequence[Hit]) -> list[str]:
    """Return the clauses of the last answer that fit almost as well as the best."""
    margin = NEARBY if ANOTHER.search(query.masked) else STAYS
    return [hit.clause for hit in hits[:3] if hit.clause in query.nearby and hit.score > hits[0].score - margin]


# "那普惠金融那条", "林业的那个方案咧": another matter is named
ANOTHER = re.compile("[那这](?:一)?[条项个块]|换|别的|另|又|[呢咧](?:[，。？]|$)")


# "老人家", "娃的问题": whom it is about, and nothing of what
A_GROUP = re.compile(
    "(?:我们?|咱们?|村里|家里)?的?(?:老人家?|老头老太|娃儿?|孩子|小孩|学生|妇女|残疾人|穷人|穷户|贫困户|年轻人|村民|老百姓|百姓|干部)们?的?(?:事情?|问题|情况|困难|难处|这块|方面)?"
)


# 村里的|基础设施, 我们这个镇的|产业发展: of where, which every matter here is
WHERE = re.compile("^(?:我们?|咱们?|俺们?)?(?:这|那)?(?:个)?(?:村|镇|乡|县|屯|寨)(?:里|上|子)?头?的?(?=.{4})")
FIGURE_ALONE = re.compile(
    "(?:那个|一个|这个)?(?:比例|数字|数目|金额|标准|额度|指标|期限|年限|日期|次数)(?:是|的)?"
)  # of nothing: 比例是多少来着


def weigh(notice: Notice, query: Query, topics: TopicReader, found: Found) -> Evidence:
    """Decide from the hits, best first, which clauses a query's topic is about.

    Args:
        topics: knows in how many clauses words stand.
        found: hits of the topic and of its parts, and how near decoys are.
    """
    hits, parts = found.hits, found.parts
    clauses = [notice.clause(hit.clause) for hit in hits]
    sentences = {hit.clause: hit.sentences for some in (*parts, hits) for hit in some}
    if not hits:
        return Evidence("absent", (), {}, ())
    absent = chance_absent(hits, found.decoys, topics.elsewhere.shares(query.topic))
    thresholds = weights()["thresholds"]
    dated = query.fact == "when" and hits[0].score > SURE  # 报送 alone is general, 什么时候报送 is not
    short = sum(character.isalnum() for character in query.topic) <= SHORT_QUESTION
    placed = bool(query.from_conversation or _spoken_of(query, hits) or expected_number(query.text))
    which = query.asks is Asks.TASKS or (query.several >= SEVERAL and cues.has("which_tasks", query.masked))
    everywhere = query.several < SEVERAL and _stands_in_many(query.core, notice) and _lead(hits) < CLEAR_LEAD
    core = WHERE.sub("", query.core)  # 村里的基础设施 is as general as 基础设施
    spread = topics.spread(core)
    of_figure = FIGURE_ALONE.fullmatch(query.core) is not None and spread >= COMMON_TOPIC
    generic = (short or everywhere) and not which and (query.fact != "amount" or of_figure) and not placed and not dated
    claimed = query.asks is Asks.VERIFY and _lead(hits) > CLAIMED_LEAD  # 残联参不参加农村危改: of which is beside doubt enough
    fits_several = bool(query.asks is Asks.UNITS and short and not placed and A_GROUP.fullmatch(query.core)) or (
        generic
        and not claimed
        and (is_generic(query.but(core=core), spread, hits) or everywhere or of_figure)
        and not (_is_title(query.core, spread, clauses) and absent <= most_absent(hits))
    )
    shown = [i for i in query.nearby if len(query.nearby) == 1 and len(query.core) > 1 and query.core in notice.clause(i).text]
    if fits_several and shown:  # 补助这事谁家牵头, of the task on 五老 just shown
        return Evidence("found", (notice.clause(shown[0]),), sentences, tuple(hits), 0.0)
    if fits_several or (query.vague and _lead(hits) < CLEAR_LEAD and not placed):
        return Evidence("vague", tuple(clauses[:CHOICES]), sentences, tuple(hits), absent)
    follows = query.from_conversation or (hits[0].clause in query.nearby and not query.fallback)
    named = clauses_of_parts(found, topic_parts(query)) if query.several >= SEVERAL else []
    told = found.named or len(named) > 1 or _stands_whole(query.core, clauses[0])  # 用地、用电: each stands out by itself
    told = told or (_lead(hits) > NAMED_LEAD and len(query.core) <= NAMED and topics.names(query.core, clauses[0].text))
    lenient = follows or query.asks is Asks.VERIFY
    allowed = thresholds["follow_up"] if lenient else IN_ENGLISH if query.language == "en" else most_absent(hits)
    if not told and absent > allowed:
        alone = sum(c.isalnum() for c in query.topic) <= A_WORD  # a word alone is no question yet
        outcome = "vague" if alone or (query.vague and not query.why) else "absent"
        return Evidence(outcome, tuple(clauses[:NEAREST]), sentences, tuple(hits), absent)
    absent = 0.0 if told else absent
    about = _about(query, found, named, thresholds)
    if holding := told_by_word(notice, query):
        about = [i for i in about if i in holding or notice.clause(i).kind is ClauseKind.TASK]
        about += [i for i in holding if i not in about]
    if query.asks is Asks.UNITS:
        about = [i for place, i in enumerate(about) if not place or notice.clause(i).units]
    return Evidence("found", tuple(notice.clause(i) for i in about), sentences, tuple(hits), absent)


def _about(query: Query, found: Found, named: list[str], thresholds: dict[str, float]) -> list[str]:
    """Return the ids of the clauses a found topic is about, best first; ``named`` are those of the matters that each stand out."""
    hits = found.hits
    spoken_of = _spoken_of(query, hits)
    best = spoken_of[0] if spoken_of and query.several < SEVERAL else hits[0].clause
    if query.several < ONE or (COUNTS_WITHIN.search(query.text) and _lead(hits) > CLEAR_LEAD):
        return [best]
    chances = chances_beside(query, found)
    ranked = sorted(chances, key=lambda i: -chances[i])
    number = expected_number(query.text)
    if number:
        if len(named) == number:
            return sorted(named, key=lambda i: i != best)
        return [best, *(i for i in ranked if i != best)][:number]
    sure = thresholds["further" if query.several >= SEVERAL else "unasked"]
    about = [best, *(i for i in ranked if i != best and chances[i] > sure)][:MAX_CLAUSES]
    return [*about, *(i for i in named if i not in about)][:MAX_CLAUSES]  # no matter that was named is passed over


def clauses_of_parts(found: Found, parts: Sequence[str]) -> list[str]:
    """Return the clauses that the matters named each stand out in; a matter whose clause another fits better takes one almost as good.

    科技扶贫培训 (29: 14.0, 6: 12.6), 科技特派员 (29: 19.6) -> 29, 6. A short word may lead elsewhere by itself (待遇): it takes a clause
    that leads for the whole topic too.
    """
    if len(parts) != len(found.parts):
        return []
    leading = {hit.clause for hit in found.hits[:LEADING]}
    fit: dict[str, float] = {}
    for hits in found.parts:
        fit[hits[0].clause] = max(hits[0].score, fit.get(hits[0].clause, 0.0))
    named = []
    for words, (best, *others) in zip(parts, found.parts):
        second, third = ([hit.score for hit in others] + [0.0, 0.0])[:2]
        chosen = ""
        if best.score >= SURE_PART and best.score - second >= PART_LEAD:
            chosen = best.clause
        elif second >= SURE_PART and second - third >= PART_LEAD and best.score < fit[best.clause] and best.score - second < NEAR_PART:
            chosen = others[0].clause
        if chosen and (chosen in leading or len(words) >= TELLING_PART):
            named.append(chosen)
    return list(dict.fromkeys(named))
