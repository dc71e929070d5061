"""Sections of a notice that a question names: 第二部分有几项任务, 激发大宗消费活力那一块谁牵头."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from answer.references import HEADING_TAIL, NUMERAL
from ingest.lines import ordinal_value, read_line
from schema import Clause, ClauseKind, Notice

SHORTEST, SHARED = 2, 4  # characters of a name said whole, and of a part of it that tells which heading is meant
PIECE = r"(?:大?部分|大?板块|章|大项|大类|类别|类|大块|块|大点|大?方面)"
# "第二部分" / "第二部分第1项", "第三方面军"; what is asked of it must not begin with an item's number
ITEM = rf"(?:第?{NUMERAL}[项条个点]|第?[（(]{NUMERAL}[)）])"
BY_NUMBER = re.compile(rf"第(?P<number>{NUMERAL})(?:个)?{PIECE}(?![军会])(?!(?:里面|里|中|下面)?的?{ITEM})")
# "激发大宗消费活力|那部分", "大宗消费|板块" / "这部分"
NAME = r"(?P<name>[^，。？！；：\ue000]{2,24}?)[”」』\"]?(?:这|那)?"
BY_NAME = re.compile(rf"{NAME}(?:一|个)*{PIECE}(?:任务|工作)?(?=里|中|下|一共|总共|共|有|都|包括|分|涉及|谁|哪|由|[，。？]|$)")
# "工作要求|有几条", "激发大宗消费活力|下面都有哪些任务": the heading said whole, its clauses asked for
ITS_ITEMS = re.compile(
    rf"{NAME}(?:里面?|中|下面?|底下|项下|标题下)?(?:任务|工作)?的?(?:一共|总共|共|都)?"
    "(?:有|列了?|分(?:了|成)?|包括|包含|讲了?|提了?|写了?)(?:几|哪几|哪些|多少)(?:项|条|点|个|款|样)?"
)


@dataclass(frozen=True, slots=True)
class Section:
    """The clauses under one heading, and where the question names it."""

    heading: str
    clauses: tuple[Clause, ...]
    begin: int
    end: int

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(clause.id for clause in self.clauses)


def find_section(text: str, notice: Notice) -> Section | None:
    """Return the section that a question names as a whole, None where it names none or more than one could be meant."""
    headings = _headings(notice)
    if not headings:
        return None
    if match := BY_NUMBER.search(text):
        top = {clause.headings[0] for clause in notice.clauses if clause.headings}
        meant = [h for h in headings if h in top and read_line(h, 0, len(h)).ordinal == ordinal_value(match["number"])]
        named = next((w for h in meant for w in _spellings(h) if text.startswith(w, match.end())), "")  # 第二部分|工作要求
        return _section(meant, headings, (match.start(), match.end() + len(named))) if meant else None
    for pattern, whole in ((BY_NAME, False), (ITS_ITEMS, True)):
        for match in pattern.finditer(text):
            if meant := _named(match["name"], list(headings), whole):
                return _section([meant], headings, (match.start("name"), match.end()))
    return None


def find_within(text: str, notice: Notice) -> Section | None:
    """Return the section within which a question asks for something: 工作要求里对帮扶单位怎么讲, 第二部分里夜间经济归谁."""
    if match := BY_NUMBER.search(text):
        return find_section(text[match.start() : match.end()], notice)
    headings = _headings(notice)
    for heading in headings:
        for words in _spellings(heading):
            place = text.find(words)
            if place >= 0 and len(words) > SHORTEST and WITHIN.match(text, place + len(words)):
                return _section([heading], headings, (place, place + len(words)))
    return None


WITHIN = re.compile('[”」』"]?(?:这|那)?(?:一)?(?:部分|块|章)?(?:里头?|里面|中|当中|下面?)')


def _section(meant: list[str], headings: dict[str, list[Clause]], span: tuple[int, int]) -> Section:
    clauses = [clause for heading in meant for clause in headings[heading]]
    tasks = [clause for clause in clauses if clause.kind is ClauseKind.TASK]
    return Section(meant[0], tuple(tasks or clauses), *span)


def _headings(notice: Notice) -> dict[str, list[Clause]]:
    """Return each heading with the clauses below it, in order."""
    below: dict[str, list[Clause]] = {}
    for clause in notice.clauses:
        for heading in clause.headings:
            below.setdefault(heading, []).append(clause)
    return below


def _named(said: str, headings: list[str], whole: bool) -> str:
    """Return the one heading that ends what is said, or of which the end of what is said is a telling part; "" for none.

    Args:
        whole: only a heading said in full counts, or all of it but its first word.
    """
    full = [h for h in headings for words in _spellings(h) if said.endswith(words)]
    if full:
        return max(full, key=len)
    if whole:
        return ""
    shared = {h: _shared(said, next(_spellings(h), "")) for h in headings}
    best = max(shared, key=shared.__getitem__)
    ties = [h for h in headings if shared[h] == shared[best]]
    return best if shared[best] >= SHARED and len(ties) == 1 else ""


def _spellings(heading: str) -> Iterator[str]:
    """Yield a heading's words without its number and closing 类, 方面: 三、打造消费新场景 -> 打造消费新场景."""
    words = HEADING_TAIL.sub("", read_line(heading, 0, len(heading)).words)
    if len(words) >= SHORTEST:
        yield words
    if len(words) > SHORTEST + 2 and (plain := read_line(heading, 0, len(heading)).words.strip("。：: ")) != words:
        yield plain


def _shared(said: str, words: str) -> int:
    """Return the length of the longest stretch that a heading shares with the end of what is said."""
    tail = said[-len(words) - 4 :] if words else ""
    return SequenceMatcher(None, tail, words, autojunk=False).find_longest_match().size if words else 0
