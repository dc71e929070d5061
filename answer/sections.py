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
BY_NAME = re.compile(rf"{NAME}(?:一|个){{0,2}}{PIECE}(?:任务|工作)?(?=里|中|下|一共|总共|共|有|都|包括|分|涉及|谁|哪|由|[，。？]|$)")
# "工作要求|有几条", "激发大宗消费活力|下面都有哪些任务": the heading said whole, its clauses asked for
ITS_ITEMS = re.compile(
    rf"{NAME}(?:里面?|中|下面?|底下|项下|标题下)?(?:任务|工作)?的?(?:一共|总共|共|都|又)?"
    "(?:(?:有|列了?|分(?:了|成)?|包括|包含|讲了?|提了?|写了?)(?:几|哪几|哪些|多少)(?:项|条|点|个|款|样)?|(?<=共)(?:几|多少)(?:条|点|款|样))"
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


class Sections:
    """The headings of one notice, by which questions name its sections."""

    def __init__(self, notice: Notice) -> None:
        self._below: dict[str, list[Clause]] = {}  # heading -> the clauses below it, in order
        for clause in notice.clauses:
            for heading in clause.headings:
                self._below.setdefault(heading, []).append(clause)
        self._spellings = {heading: tuple(_spellings(heading)) for heading in self._below}
        top = {clause.headings[0] for clause in notice.clauses if clause.headings}
        self._top = {heading: read_line(heading, 0, len(heading)).ordinal for heading in self._below if heading in top}

    def find(self, text: str) -> Section | None:
        """Return the section that a question names as a whole, None where it names none or more than one could be meant."""
        if match := BY_NUMBER.search(text):
            meant = [heading for heading, ordinal in self._top.items() if ordinal == ordinal_value(match["number"])]
            named = (words for heading in meant for words in self._spellings[heading] if text.startswith(words, match.end()))
            return self._section(meant, (match.start(), match.end() + len(next(named, "")))) if meant else None  # 第二部分|工作要求
        for pattern, whole in ((BY_NAME, False), (ITS_ITEMS, True)):
            for match in pattern.finditer(text) if self._below else ():
                if meant := self._named(match["name"], whole):
                    return self._section([meant], (match.start("name"), match.end()))
        return None

    def within(self, text: str) -> Section | None:
        """Return the section within which a question asks for something: 工作要求里对帮扶单位怎么讲, 第二部分里夜间经济归谁."""
        if match := BY_NUMBER.search(text):
            return self.find(match.group())
        for heading, spellings in self._spellings.items():
            for words in spellings:
                place = text.find(words)
                if place >= 0 and len(words) > SHORTEST and WITHIN.match(text, place + len(words)):
                    return self._section([heading], (place, place + len(words)))
        return None

    def _section(self, meant: list[str], span: tuple[int, int]) -> Section:
        clauses = [clause for heading in meant for clause in self._below[heading]]
        tasks = [clause for clause in clauses if clause.kind is ClauseKind.TASK]
        return Section(meant[0], tuple(tasks or clauses), *span)

    def _named(self, said: str, whole: bool) -> str:
        """Return the one heading that ends what is said, or of which the end of what is said is a telling part; "" for none.

        Args:
            whole: only a heading said in full counts.
        """
        full = [heading for heading, spellings in self._spellings.items() if said.endswith(spellings)]
        if full or whole:
            return max(full, key=len, default="")
        shared = {heading: _shared(said, (*spellings, "")[0]) for heading, spellings in self._spellings.items()}
        best = max(shared.values())
        nearest = [heading for heading in shared if shared[heading] == best]
        return nearest[0] if best >= SHARED and len(nearest) == 1 else ""


WITHIN = re.compile(
    '[”」』"]?(?:这|那)?(?:一)?(?:部分|块|章)?(?:里头?|里面|中|当中|下面?)|[”」』"]?(?:这|那)(?:一)?(?:部分|块|章)(?=[，对])'
)


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
