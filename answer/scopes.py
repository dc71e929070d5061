"""Where or for whom clauses hold, as a question asks of it: 适用哪个自贸区, 是不是全国都能推, 只适用于福建的是哪几条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from answer import cues
from answer.draft import Draft, cite
from answer.query import Query
from answer.topic import bare_core
from answer.yes_no import character_pairs
from schema import Clause, Notice

MEANT = 0.4  # share of the pairs of a place's own characters that a question must hold
# A scope that leaves nobody out: "全国", "所有自贸试验区" / "8个改革试验区域"
EVERYWHERE = re.compile(r"全国|所有|全部|各地|普遍|[全各](?:省|市|县|区|域)")
ONLY = re.compile("只|仅|单单|光")
STRICTLY = re.compile(rf"{ONLY.pattern}|专门|单独|特定|独有|(?:适用|推广)范围(?:是|为|写)|标(?:明|注)")
DENIED = re.compile(r"(?:(?<!是)不是|并?非|不(?:在|适用)|没(?:有)?在?|除了?|别算|不算)[^，。？、]{0,3}$")
# "只适用于海南自贸区的", "海南自贸区适用哪几条": a place that the notice may not name
NAMED = re.compile(
    r"(?:适用|限|推广?|用|实施)(?:于|在|到|给)(?P<after>[\u4e00-\u9fff]{2,8}?)(?:的|里|这|那|，|。|？|$)"
    r"|^(?P<before>[\u4e00-\u9fff]{2,8}?)(?:也|都|能|可)?适用(?!范围|对象|区域|地区)"
)


A_MATTER = re.compile(r"[\u4e00-\u9fff]{3,}")


def distinct_scopes(notice: Notice) -> list[str]:
    """Return the scopes that a notice's clauses state, each once."""
    return list(dict.fromkeys(scope.words for clause in notice.clauses for scope in clause.scopes))


def asks_scope(text: str, notice: Notice) -> bool:
    """Tell whether a question asks where or for whom something holds, of a notice that says so."""
    return cues.has("scope", text) and bool(distinct_scopes(notice))


def areas_meant(text: str, notice: Notice) -> tuple[str, ...]:
    """Return the scopes that a question names, or the place it names that is none of them; () where it names none.

    只适用于福建自贸区的, of 福建自贸试验区, 浙江自贸试验区 … -> 福建自贸试验区; 不是全国推、只在8个试验区域推的 -> 8个改革试验区域;
    福建能用哪几条 -> 福建自贸试验区 and 所有自贸试验区, which holds there too.
    """
    known = distinct_scopes(notice)
    meant = [words for words in known if _names(text, _own_words(words, known))]
    if not meant:
        match = NAMED.search(text)
        place = (match["after"] or match["before"]) if match else ""
        meant = [place] if place and not EVERYWHERE.search(place) else []
    if meant and not STRICTLY.search(text):
        meant += [words for words in known if EVERYWHERE.search(words) and words not in meant]
    return tuple(meant)


def _own_words(words: str, known: Sequence[str]) -> str:
    """Return what tells a scope from the others: 福建自贸试验区 beside 浙江自贸试验区 -> 福建."""
    others = [other for other in known if other != words]
    return words[: len(words) - max((_common_tail(words, other) for other in others), default=0)] or words


def _common_tail(one: str, other: str) -> int:
    """Return how many characters two words end with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(other))))


def _names(text: str, words: str) -> bool:
    """Tell whether a text names a place, and not only to leave it out."""
    pairs = character_pairs(words)
    said = [pair for pair in pairs if pair in text]
    if not said or len(said) < MEANT * len(pairs):
        return False
    return not DENIED.search(text[: min(map(text.index, said))])


def without_scope(core: str, areas: Sequence[str]) -> str:
    """Return what a question's matter says beside some places and the words for where something holds, pieces of a word left out."""
    rest = re.sub(f"[{re.escape(''.join(areas))}]", "，", cues.cut(core, "scope"))
    return "，".join(A_MATTER.findall(bare_core(rest)))


def tell_scope(draft: Draft, query: Query, clauses: Sequence[Clause]) -> Draft:
    """State where clauses hold, each scope quoted where it stands; begin with yes or no where the question claims a place."""
    if verdict := _verdict(query, clauses, draft.notice) if query.yes_no or query.why else "":
        draft.add(verdict)
    for clause in clauses:
        draft.rest_on(clause)
        for scope in clause.scopes:
            home = draft.notice.clause_at(scope.start) or clause
            draft.rest_on(home)
            key = "scope" if home is clause else "scope_for_all"
            draft.add(key, cite=cite(clause), home=cite(home), words=scope.words)
            draft.cite_span(home, scope.start, scope.end)
    return draft


def _verdict(query: Query, clauses: Sequence[Clause], notice: Notice) -> str:
    """Return the key of yes or no to a claim about where clauses hold, "" where none is made.

    是不是所有自贸区都适用 of 浙江自贸试验区 -> no; 只在8个试验区推广吗 of 全国 -> no; 福建能用吗 of 全国 -> yes.
    """
    words = [scope.words for clause in clauses for scope in clause.scopes]
    everywhere = all(EVERYWHERE.search(scope) for scope in words)
    if EVERYWHERE.search(query.text):
        return "yes_plain" if everywhere else "no_plain"
    if everywhere:
        return "no_plain" if ONLY.search(query.text) else "yes_plain"
    areas = areas_meant(query.text, notice)
    return ("yes_plain" if set(words) <= set(areas) else "no_plain") if areas else ""
