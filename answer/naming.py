"""Which of several notices a question is about: the one it names by number, title, place, level or year, else the one chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.identity import ALL
from schema import Notice

NAME_LENGTH = 20  # characters of a title that stand for a notice without a number
SHORTEST = 2  # characters that can name a notice: 汕尾
FORM = r"(?:通知|文件|方案|意见)"
INSIDE = r"(?:里面?|中|上)(?!级|心|等|央|国)"
WORD = r"[^\s，。？！、；：“”《》]"
# "汕尾那份", "就业的那份文件里", "2018年的通知里", "在省里的文件里呢", "2019年的通知和…相比" / "上级文件", "方案"
NAMING = re.compile(
    rf"(?P<which>{WORD}{{2,20}}?)的?(?:(?:那|这)一?[份个]{FORM}?(?:{INSIDE})?|{FORM}(?:{INSIDE}|(?=[和与跟同、]|相?比|之间)))"
)
QUOTED = re.compile(rf"《(?P<which>[^《》]{{4,80}})》(?:的?{FORM})?(?:{INSIDE})?")
NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,8}[〔\[(【]\s?(?:19|20)\d\d\s?[〕\])】]\s?\d+\s?号")  # "国办发〔2018〕126号" / "〔2018〕", "5号"
LEVELS = {"国家": "国务院", "中央": "中共中央", "省里": "省", "全省": "省", "市里": "市", "全市": "市", "县里": "县", "区里": "区"}
GENERIC = {"通知", "文件", "方案", "意见", "实施", "工作", "分工", "任务", "重点", "行动", "专项", "关于", "印发", "措施", "政策"}
NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide - 0xFEE0).isalnum() or chr(wide) in "［］"}
LEADING = re.compile(r"^(?:那么?|请问|在|按照?|根据|关于)+")
REST_IS_NOTHING = re.compile(r"[\s，。？！,.?!]*(?:那|又|怎么样|怎么说|如何|呢|的|吗)*[\s，。？！,.?!]*")


def name_of(notice: Notice) -> str:
    """Return how an answer over several notices names one: its document number, else its title's beginning."""
    name = notice.document_number or notice.title[:NAME_LENGTH] or notice.id
    return name.replace("[", "〔").replace("]", "〕")


@dataclass(frozen=True, slots=True)
class Choice:
    """The notices a question is about, and the conversation without the words that name them."""

    ids: tuple[str, ...]
    question: str
    earlier: tuple[str, ...]
    spoken_of: str = ""  # the one notice named last before
    missing: str = ""  # the number of a notice that there is not


def choose_notices(
    question: str, earlier: Sequence[str], notices: Mapping[str, Notice], chosen: str | None, default: str, several: bool = False
) -> Choice:
    """Return what a question is about.

    Args:
        earlier: the person's messages before it.
        chosen: id of the notice chosen, ``ALL``, or None where nothing was. A notice once named stays the one spoken of, but for ``ALL``.
        default: id of the notice that is meant where nothing says otherwise.
        several: the question compares, so that it may be about all those it names.
    """
    if len(notices) < 2:
        return Choice((chosen if chosen in notices else default,), question, tuple(earlier))
    named, rest = find_named(question, notices)
    before = [find_named(text, notices) for text in earlier]
    plain = tuple(without or said for (_, without), said in zip(before, earlier))
    if named and REST_IS_NOTHING.fullmatch(rest):
        rest = plain[-1] if plain else question  # 在省里的文件里呢: the last question again
        plain = plain[:-1]
    if not named and (unknown := NUMBERED.search(_plain(question))) and not any(unknown.group() in n.source for n in notices.values()):
        return Choice((), question, plain, missing=unknown.group())
    spoken_of = next((ids[0] for ids, _ in reversed(before) if len(ids) == 1), "")
    if len(named) == 1 or (named and (chosen == ALL or several)):
        return Choice(named, rest, plain)
    if chosen == ALL:
        return Choice(tuple(notices), question, plain, spoken_of)
    return Choice((spoken_of or chosen or default,), question, plain)


def find_named(text: str, notices: Mapping[str, Notice]) -> tuple[tuple[str, ...], str]:
    """Return the notices that a text names, and the text without the words that do.

    "汕尾那份里危房改造谁牵头" -> the one of 汕尾, 危房改造谁牵头; "谁牵头" -> none, 谁牵头
    """
    text = _plain(text)
    found: dict[str, None] = {}
    for notice_id, notice in notices.items():
        pattern = _number_pattern(notice.document_number)
        if pattern and (match := pattern.search(text)):
            found[notice_id] = None
            text = text[: match.start()] + text[match.end() :]
    for pattern in (QUOTED, NAMING):
        for match in reversed(list(pattern.finditer(text))):
            which, ids = _identify(match["which"], notices)
            if ids:
                found |= dict.fromkeys(ids)
                text = text[: match.start() + len(match["which"]) - len(which)] + text[match.end() :]
    return tuple(i for i in notices if i in found), LEADING.sub("", text) if found else text


def _plain(text: str) -> str:
    """Return text with full-width letters, digits and square brackets made narrow, nothing moved: ［２０１８］5号 -> [2018]5号"""
    return text.translate(NARROW)


@lru_cache(1024)
def _number_pattern(document_number: str) -> re.Pattern[str] | None:
    """国办发〔2018〕126号 -> a pattern for 国办发〔2018〕126号, 国办发[2018]126号里, and 国办发〔2018〕 without a number after it."""
    match = re.fullmatch(r"(.*[^\W\d])\W*((?:19|20)\d\d)\W*第?(\d+)\s*号?", _plain(document_number))
    if not match:
        return None
    agency, year, number = map(re.escape, match.groups())
    own_number = rf"(?:第?{number}\s?号?(?!\d)|(?!\W{{0,3}}第?\d))"  # or none at all
    return re.compile(rf"(?:在|按照?|根据)?{agency}\W{{0,2}}{year}\W{{0,2}}{own_number}的?{FORM}?(?:{INSIDE})?")


def _identify(which: str, notices: Mapping[str, Notice]) -> tuple[str, tuple[str, ...]]:
    """Return the longest ending of some words that stands in what tells notices apart, and the notices it stands in; not in all.

    "市农业局在2016年" -> 2016年 and the notice of that year
    """
    for begin in range(len(which) - SHORTEST + 1):
        words = which[begin:].removesuffix("的")
        sought = LEVELS.get(words, words)
        if len(words) < SHORTEST or words in GENERIC:
            continue
        ids = tuple(i for i, notice in notices.items() if sought in (_plain(notice.issuer) if words in LEVELS else _told_by(notice)))
        if ids and len(ids) < len(notices):
            return which[begin:], ids
    return "", ()


def _told_by(notice: Notice) -> str:
    return _plain("\n".join((notice.title, notice.issuer, notice.document_number, notice.date)))
