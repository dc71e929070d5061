"""A topic -> the clauses that are about it, or the finding that none is, or too many are.

Two small linear models decide, fitted by training/train_relevance.py on questions of no evaluation set: whether the notice
speaks of the topic at all, and which clauses beside the best one are about it too; each once for notices with phrasings and once
for those without. Their numbers are data, relevance.json.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from answer import cues
from answer.query import Asks, Query
from answer.topic import bare_core
from answer.yes_no import character_pairs
from schema import Clause, ClauseKind, Notice

if TYPE_CHECKING:
    from index import Hit

WEIGHTS = Path(__file__).parent / "relevance.json"
CANDIDATES = 12  # clauses looked at
MAX_CLAUSES = 5
SHORT_QUESTION = 16  # characters; who says more has said what is meant
A_WORD = 3  # characters of a message that is a word, with 呢 or 吗
A_MATTER = 6  # characters of a matter that a clause which holds it word for word is about
A_PHRASE = 8  # characters of a word that is sought as it stands, at most
SHORT_TOPIC = 4  # characters of a core that may be too general
COMMON_TOPIC = 2  # clauses in which the rarest words of such a core stand
VERY_COMMON = 4  # clauses that hold a core of one word, from which no lead is clear
SURE = 4.5  # score at which a clause speaks of the matter whatever else does
CLAIMED_LEAD = 1.5  # by which it must lead where a claim is made of it, which the answer tells with its clause
CLEAR_LEAD = 2.5  # score by which the best clause of such a core must lead
SURE_PART, PART_LEAD, NEAR_PART = 9.0, 4.0, 2.0  # score of a matter's own clause, its lead over the second, and what is almost as good
LEADING, TELLING_PART = 4, 4  # hits of the whole topic among which the clause of a short word must be; characters of one that is not short
MIN_PART, MAX_PARTS = 2, 5  # characters of a part; parts searched for
NEARBY = 1.0  # score by which another clause must be better than the one last spoken of
ONE, SEVERAL = 0.1, 0.5  # chance that several clauses are wanted, below which one is taken, from which several are
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


# "是哪两项", "这三件事": how many clauses are wanted
NUMBERED = re.compile(
    r"哪([两二三四五])(?:个|大)?(?:项|条|处|件|块|个任务)|这([两俩三四五])(?:件|项|样|个|条|块)?|([两三四五])(?:样|件事|处|(?:项|条)(?:任务)?(?=都|分别|各|，|的?牵头|$))|(俩)在"
    r"|([两二三四五])(?:项任务|套|码事|回事)|分属([两二三四五])[项条块]|一[项处条块][^。？]{2,20}(另)一[项处条块]|([两二三四五])(?:项|条|块)(?=合起来|加起来|各自?归|由|谁)"
)


# "哪三份", "两样支持", "哪四项权": so many things within a clause, where one clause stands out
COUNTS_WITHIN = re.compile(r"(?:哪|这|那|有|给|分)[两三四五六七](?:份|样|种|类|处(?=[，。？]|$)|方面|点|个字|项(?=[权制费政]))")


def expected_number(question: str) -> int:
    """Return the number of clauses a question says it wants, 0 if it says none: "是哪两项" -> 2."""
    match = NUMBERED.search(question)
    said = next(group for group in match.groups() if group) if match else ""
    return "零一二三四五".index(re.sub("[两俩另]", "二", said)) if said else 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: hits of the topic, hits of each part of it, nearness of decoys."""

    hits: list[Hit]
    parts: list[list[Hit]]
    decoys: tuple[float, float]

    def where(self, holds: Callable[[str], bool]) -> Found:
        """Return what was found in the clauses, told by their ids, for which something holds."""
        hits, *parts = ([hit for hit in some if holds(hit.clause)] for some in (self.hits, *self.parts))
        return Found(hits, [part for part in parts if part], self.decoys)


def outcome_features(hits: Sequence[Hit], decoys: tuple[float, float]) -> list[float]:
    """Return what tells whether a topic is found: how good the best hit is, how far ahead, and how near questions are that are not."""
    best = hits[0]
    scores = [hit.score for hit in hits] + [hits[-1].score] * CANDIDATES
    return [
        best.score,
        min(best.score, 5.0),
        min(scores[0] - scores[1], 4.0),
        min(scores[0] - scores[3], 6.0),
        best.lexical,
        best.phrasing * 10,
        best.sentence * 10,
        decoys[0] * 10,
        decoys[1] * 10,
        (decoys[0] - max(hit.phrasing for hit in hits)) * 10,
        (decoys[1] - max(hit.sentence for hit in hits)) * 10,
        best.learned,
        best.learned - max((hit.learned for hit in hits[1:]), default=0.0),
    ]


def is_generic(query: Query, spread: int, hits: Sequence[Hit]) -> bool:
    """Tell whether a topic fits too many clauses to pick one: 那个补贴, 培训的; 危房改造 stands out and does not."""
    length, said = (sum(map(str.isalnum, words)) for words in (query.core, bare_core(query.text)))
    a_word = length <= 2 and spread >= VERY_COMMON and said <= SHORT_TOPIC  # 方案经谁同意后印发的 says more than 方案
    return length <= SHORT_TOPIC and spread >= COMMON_TOPIC and (_lead(hits) < CLEAR_LEAD or a_word)


def _is_title(core: str, clauses: Sequence[Clause]) -> bool:
    """Tell whether a topic stands in the title of the best clause and of no other: 病种付费 of 全面推行按病种付费."""
    if len(core) < A_WORD or not clauses:
        return False
    return core in clauses[0].title and not any(core in clause.title for clause in clauses[1:])


def _stands_whole(core: str, clause: Clause) -> bool:
    """Tell whether a matter of some length stands in a task word for word: 加大普惠小微信贷投放."""
    return len(core) >= A_MATTER and clause.kind is ClauseKind.TASK and (core in clause.title or core in clause.text)


def _lead(hits: Sequence[Hit]) -> float:
    """Return by how much the best hit is ahead of the second."""
    return hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score


def _spoken_of(query: Query, hits: Sequence[Hit]) -> list[str]:
    """Return the clauses of the last answer that fit almost as well as the best."""
    return [hit.clause for hit in hits[:3] if hit.clause in query.nearby and hit.score > hits[0].score - NEARBY]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may answer beside the best one: how well the whole topic fits it, and how a part of the topic does."""

    clause: str
    features: tuple[float, ...]


def candidates(query: Query, found: Found) -> list[Candidate]:
    """Return the clauses that may answer beside the best one: further hits of the topic, and the first hit of each part."""
    best = found.hits[0]
    by_clause = {hit.clause: (rank, hit) for rank, hit in enumerate(found.hits)}
    firsts = {hits[0].clause: hits for hits in reversed(found.parts)}
    ids = [*dict.fromkeys([*by_clause, *firsts])]
    return [
        Candidate(i, _further_features(query, best, *by_clause.get(i, (CANDIDATES, None)), firsts.get(i), len(found.parts)))
        for i in ids
        if i != best.clause
    ]


def _further_features(query: Query, best: Hit, rank: int, hit: Hit | None, part: list[Hit] | None, parts: int) -> tuple[float, ...]:
    behind = best.score - hit.score if hit else 2 * best.score
    own = part[0].score if part else 0.0
    of_best = next((h.score for h in part if h.clause == best.clause), part[-1].score) if part else 0.0
    several = math.log(max(1e-3, query.several) / max(1e-3, 1 - query.several))
    return (
        behind,
        hit.score / max(1.0, best.score) if hit else 0.0,
        best.lexical - (hit.lexical if hit else 0.0),
        (best.sentence - hit.sentence) * 10 if hit else 2.0,
        (best.phrasing - hit.phrasing) * 10 if hit else 2.0,
        float(rank == 1),
        several,
        several * min(behind, 6.0),
        float(part is not None),
        own,
        own - of_best,
        several * (own - of_best),
        float(part is not None) * several,
        float(parts),
        float(len(re.findall(r"[，、和与跟]", query.text))),
        float(query.asks is Asks.TASKS),
    )


@cache
def weights() -> dict:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def _linear(model: dict, features: Sequence[float], row: int) -> float:
    scaled = ((value - mean) / scale for value, mean, scale in zip(features, model["mean"], model["scale"]))
    return model["intercept"][row] + sum(weight * value for weight, value in zip(model["weights"][row], scaled))


def chance_absent(hits: Sequence[Hit], decoys: tuple[float, float]) -> float:
    """Return the probability that the notice does not speak of a topic."""
    return _chance(_linear(_model("absent", hits), outcome_features(hits, decoys), 0))


def _model(name: str, hits: Sequence[Hit]) -> dict:
    """Return the model fitted to such hits: a notice without phrasings, as one just added, has models of its own."""
    phrased = any(hit.phrasing for hit in hits)
    return weights()[name] if phrased else weights()["plain"][name]


def weigh(notice: Notice, query: Query, spread: int, found: Found) -> Evidence:
    """Decide from the hits, best first, which clauses a query's topic is about.

    Args:
        spread: in how many clauses the topic's rarest known words stand.
        found: hits of the topic and of its parts, and how near decoys are.
    """
    hits, parts = found.hits, found.parts
    clauses = [notice.clause(hit.clause) for hit in hits]
    sentences = {hit.clause: hit.sentences for some in (*parts, hits) for hit in some}
    if not hits:
        return Evidence("absent", (), {}, ())
    absent = chance_absent(hits, found.decoys)
    thresholds = weights()["thresholds"]
    dated = query.fact == "when" and hits[0].score > SURE  # 报送 alone is general, 什么时候报送 is not
    short = sum(character.isalnum() for character in query.topic) <= SHORT_QUESTION
    placed = bool(query.from_conversation or _spoken_of(query, hits) or expected_number(query.text))
    generic = short and query.asks is not Asks.TASKS and query.fact != "amount" and not placed and not dated
    claimed = query.asks is Asks.VERIFY and _lead(hits) > CLAIMED_LEAD  # 残联参不参加农村危改: of which is beside doubt enough
    fits_several = generic and not claimed and is_generic(query, spread, hits) and not _is_title(query.core, clauses)
    if fits_several or (query.vague and _lead(hits) < CLEAR_LEAD and not placed):
        return Evidence("vague", tuple(clauses[:CHOICES]), sentences, tuple(hits), absent)
    follows = query.from_conversation or (hits[0].clause in query.nearby and not query.fallback)
    apart = query.several >= SEVERAL and len(clauses_of_parts(found, topic_parts(query))) > 1  # 用地、用电: each stands out by itself
    told = apart or _stands_whole(query.core, clauses[0])
    if not told and absent > thresholds["follow_up" if follows or query.asks is Asks.VERIFY else "absent"]:
        outcome = "vague" if sum(c.isalnum() for c in query.topic) <= A_WORD else "absent"  # a word alone is no question yet
        return Evidence(outcome, tuple(clauses[:NEAREST]), sentences, tuple(hits), absent)
    about = _about(query, found, thresholds)
    about += [i for i in told_by_word(notice, query) if i not in about]
    return Evidence("found", tuple(notice.clause(i) for i in about), sentences, tuple(hits), absent)


def told_by_word(notice: Notice, query: Query) -> list[str]:
    """Return the tasks in which a word stands that is sought in all of them: 哪几条说到了旅游; none where it is in most of them."""
    if query.asks is not Asks.TASKS or query.several < SEVERAL or expected_number(query.text) or query.conditions:
        return []
    words = topic_parts(query) or [query.core]
    alike = len(words) == 1 or set.intersection(*map(character_pairs, words))  # 志愿者、志愿服务; not 待遇和提拔
    if not alike or not all(word.isalnum() and len(word) <= A_PHRASE for word in words):
        return []
    if len(min(words, key=len)) < A_WORD and not cues.has("mentions", query.text):
        return []
    found = [[task.id for task in notice.tasks if word in task.text] for word in words]
    return [i for ids in found if len(ids) <= MAX_CLAUSES for i in ids]


def _about(query: Query, found: Found, thresholds: dict[str, float]) -> list[str]:
    """Return the ids of the clauses a found topic is about, best first."""
    hits = found.hits
    spoken_of = _spoken_of(query, hits)
    best = spoken_of[0] if spoken_of and query.several < SEVERAL else hits[0].clause
    if query.several < ONE or (COUNTS_WITHIN.search(query.text) and _lead(hits) > CLEAR_LEAD):
        return [best]
    further = _model("further", hits)
    chances = {c.clause: _chance(_linear(further, c.features, 0)) for c in candidates(query, found)}
    ranked = sorted(chances, key=lambda i: -chances[i])
    number = expected_number(query.text)
    named = clauses_of_parts(found, topic_parts(query)) if query.several >= SEVERAL else []
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


def _chance(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


# "A、B和C" of a question that wants several clauses; "低保的、留守人员的"
PART_CUT = re.compile(
    r"[、；，,：:＋+]|——|还有|以及|或者|连同|和(?=[^，、]{2,})|跟(?=[^，、]{2,})|与(?=[^，、]{2,})|加(?=[^，、]{3,})|到(?=[^，、]{3,})"
)


# "老区那几条里，管信贷的、管“五老”定补的、管动员社会团体的": items of one verb, each of the head before them
ITEM = re.compile(r"(?:(?<=[、，：:])|^)(?P<verb>[管讲说写搞抓]|涉及|关于)(?P<matter>[^、，：:。？]{2,16}?)的?(?=[、，。？]|$)")
OF_HEAD = re.compile(
    r"^(?P<head>[^、，：:。？]{2,10}?)(?:那|这)?(?:几|[两三四五])?(?:条|项|块|件)?(?:任务|工作)?(?:里头?|里面|中|当中|方面|这块|那块)[，：:]"
)


def _listed(text: str) -> list[str]:
    """Return the matters of a list of one verb, each with the head they share; none where there is no such list."""
    items = list(ITEM.finditer(text))
    if len(items) < 2 or len({item["verb"] for item in items}) > 1:
        return []
    head = OF_HEAD.match(text)
    return [f"{head['head'] if head else ''}{item['matter']}" for item in items][:MAX_PARTS]


# Several matters after the question that is asked of each
LIST_ASKED = re.compile(
    r"(?:谁|哪[家个]|哪个?(?:单位|部门))[^，。？：、]{0,6}[：:](?P<list>[^、：:。？]{3,24}(?:、[^、：:。？]{3,24}){1,5})[。？！]?$"
)


def topic_parts(query: Query) -> list[str]:
    """Return the things a topic names; nothing where there is but one, or one clause is expected.

    学杂费减免、生活费补助到上大学贷款 -> 学杂费减免, 生活费补助, 上大学贷款.
    """
    if listed := LIST_ASKED.search(query.text):  # 先理一下找谁：甲事、乙事、丙事
        return [part for part in listed["list"].rstrip("。？！").split("、") if len(part) >= MIN_PART][:MAX_PARTS]
    if query.several < ONE:
        return []
    if listed := _listed(query.text):
        return listed
    parts = [part.strip(" 的，、是") for part in PART_CUT.split(query.core)]
    parts = [part for part in parts if len(part) >= MIN_PART]
    return parts[:MAX_PARTS] if len(parts) > 1 else []
