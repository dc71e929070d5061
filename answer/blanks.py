"""Blanks in a question: those that stand for a comma (教育 财政 人社 哪项), and those that slipped into a word (市住建 局)."""

from __future__ import annotations

import re
from functools import cached_property

from answer.organs import OrganNames
from schema import Notice

LEAST = 2  # characters of a stretch between blanks; one alone is a character set apart: 市 审 计 局
STRETCH_AFTER = 4  # characters of what says something by itself; what is shorter belongs to what stands before it: 危房改造 牵头
CJK = "\u4e00-\u9fff"
BREAK = re.compile(rf"(?<=[{CJK}\d”）])[ ]+(?=[{CJK}\d“（])")
STRETCH = re.compile(rf"[{CJK}\d]+")


# Words of questions that no notice need hold
WORDS = (
    "什么时候",
    "什么地方",
    "怎么办",
    "怎么样",
    "多少钱",
    "有没有",
    "是不是",
    "能不能",
    "哪几项",
    "哪几家",
    "哪些单位",
    "哪个单位",
    "牵头单位",
    "责任单位",
    "为什么",
)


def _within_word(before: str, after: str) -> bool:
    """Tell whether a blank between two texts stands within a word: 什么| 时候."""
    return any(before.endswith(word[:i]) and after.startswith(word[i:]) for word in WORDS for i in range(1, len(word)))


class BlankReader:
    """Tells blanks that stand for a mark from those that slipped in, by the words of one notice."""

    def __init__(self, notice: Notice, names: OrganNames) -> None:
        self._notice, self._names = notice, names

    @cached_property
    def _side_by_side(self) -> frozenset[str]:
        """Return the pairs of characters that stand side by side in the notice and in the names of units."""
        texts = [*(clause.text for clause in self._notice.clauses), *self._names.aliases]
        return frozenset(text[i : i + 2] for text in texts for i in range(len(text) - 1))

    def with_marks(self, text: str) -> str:
        """Return a text with a mark for each blank that stands for one; the other blanks stay.

        "国土局 只是陪跑的任务" -> "国土局，只是陪跑的任务"; "教育 财政 人社这三个局" -> "教育、财政、人社这三个局"; "危房 改造" as it is.
        """
        if not BREAK.search(text) or any(len(stretch) < LEAST for stretch in STRETCH.findall(text)):
            return text
        return BREAK.sub(lambda blank: self._mark(text[: blank.start()], text[blank.end() :], blank.group()), text)

    def _mark(self, before: str, after: str, blank: str) -> str:
        if before[-1].isdigit() or after[0].isdigit() or before[-1] + after[0] in self._side_by_side or _within_word(before, after):
            return blank
        if self._ends_with_unit(before) and self._names.longest_at(after, 0):
            return "、"
        following = STRETCH.match(after)
        return "，" if following and len(following.group()) >= STRETCH_AFTER else blank

    def _ends_with_unit(self, text: str) -> bool:
        said = re.search(rf"[{CJK}]+$", text)
        return said is not None and said.group() in self._names.aliases
