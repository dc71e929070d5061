"""The conditions of a question on the whole notice: words, kinds of organ, years, documents to be drawn up, figures."""

from __future__ import annotations

import re
from datetime import date

from answer import cues
from answer.masked import Masked
from answer.mentions import find_quoted, find_years
from answer.query import NameWord
from answer.reader import Reading
from answer.select import ends_within
from ingest.due import date_parts, last_day
from ingest.facts import find_deadlines
from schema import Notice

HOW_MANY_CHARACTERS = re.compile(r"[一二两三四五六七八]个?字?")  # "“第一书记”四个字"
LACKS = re.compile(r"(?:不是?以|不(?:含|带|包含|包括)|没(?:有)?(?:带|含)?|不是[^，。？]{0,3})[“\"「『‘']")
# "“汕尾”开头的责任单位", "名字带“支行”的单位": of units' names beyond doubt / "“医疗救助”写在哪项"
NAMED_BY = re.compile(
    r"[“\"「『‘'](?P<word>[^”\"」』’']{1,8})[”\"」』’'](?:两?个?字)?(?:开头|打头|起头|开首|起首|当头|字样)的?(?:那[几些两]?[家个])?(?:责任|参加|牵头|配合)?(?:的)?(?:单位|部门)"
)
BEGINNING = re.compile(r"(?:打头|开头|起头|开首|起首)")

# Itself, no document to be drawn up: 这份方案, 对着方案列列
THE_NOTICE = re.compile("(?:[这本该份整个此]|分工|通知的?|(?:对|按|照|对照|按照|根据|翻)着?)(?:方案|规划|计划)(?!书)")
PLANS = "实施方案|工作方案|行动方案|方案|规划|计划|办法|细则|预案|清单"
# "要制定农业产业实施方案", "要编规划的" / "要出什么文件"
DELIVERABLE = re.compile(rf"“?(?P<name>[^，。？”、的出定订制编写拟交要个份项哪些\ue000]{{0,12}}?(?:{PLANS}))”?")


def read_filters(masked: Masked, reading: Reading, notice: Notice) -> dict[str, object]:
    """Return the conditions on the whole notice as fields of a query."""
    words = [masked.words(begin, end).strip('“”"‘’「」 ') for begin, end in reading.tagged("word")]
    quoted = [word for _, _, word in find_quoted(masked.question)]
    if (reading.says("filter_word") or reading.says("filter_nameword")) and not any(word in words for word in quoted):
        words = quoted or words  # what is quoted is meant, whatever else the reader takes for a word
    words = [word for word in words if word and not HOW_MANY_CHARACTERS.fullmatch(word)]
    kinds, unit_word = _kinds(masked, reading, notice)
    named_by = NAMED_BY.search(masked.question)
    words = [named_by["word"]] if named_by else words
    nameword = bool(named_by) or (reading.says("filter_nameword") and bool(words))
    return {
        "literal": tuple(words) if reading.says("filter_word") and not nameword else (),
        "unit_word": _name_word(masked.question, words[0]) if nameword else unit_word,
        "kind": "" if nameword else kinds,
        "year": _year(masked, reading, notice),
        "deadline": reading.says("filter_deadline"),
        "deliverable": _deliverable(masked.question) if reading.says("filter_deliverable") else None,
        "measure": "money" if reading.says("filter_money") else "ratio" if reading.says("filter_ratio") else "",
    }


def _year(masked: Masked, reading: Reading, notice: Notice) -> int | None:
    """Return the year that tasks must state; one that the notice does not know is a condition too: 2019年的方案里危房谁牵头."""
    years = [year for _, _, year in find_years(masked.question)]
    if not years:
        return None
    known = any(str(years[0]) in clause.text for clause in notice.tasks)
    if not known:
        return None if str(years[0]) in notice.date or (reading.says("yesno") and not reading.says("filter_year")) else years[0]
    return years[0] if reading.says("filter_year") else None


def find_due(text: str, notice: Notice) -> tuple[int, int, tuple[date, date]] | None:
    """Return (begin, end, days) of the days within which tasks are asked to end, where some do.

    8月底前要完成的任务 -> up to 31 August of the notice's year; 哪项要在8月底前完成 -> on that day, where one does;
    2018年的任务 names no part of a year and is no such condition.
    """
    issued = date_parts(notice.date)
    limits = [limit for task in notice.tasks for limit in task.deadlines]
    for begin, end, deadline in find_deadlines(text):
        day = last_day(deadline.words, issued[0]) if issued and not A_YEAR.fullmatch(deadline.words) else None
        for first in (day, date.min) if cues.has("one_task", text) else (date.min,):
            if day and any(ends_within(limit, (first, day)) for limit in limits):
                return begin, end, (first, day)
    return None


A_YEAR = re.compile(r"[到至截止]*\d{4}\s?年年?[底末]?(?:之?以?前)?")  # a condition of its own


def _kinds(masked: Masked, reading: Reading, notice: Notice) -> tuple[str, NameWord | None]:
    """Return the kinds of organ meant, or a word of units' names where the kind is none that is known."""
    marked = reading.tagged("kind") if reading.says("filter_kind") else []
    for begin, end in marked or [span for span in reading.tagged("unit") if kinds_said(masked.words(*span))]:
        said = masked.words(begin, end)
        known = kinds_said(said)
        if known == ("bank",):
            return "", NameWord("银行")  # 人民银行 is a regulator, and yet a bank
        if known:
            return " ".join(known), None
        word = re.sub(r"(?:部门|单位|机构|系统|类|们|口)+$", "", said)
        if any(word in unit for unit in notice.units):
            return "", NameWord(word)
    return "", None


def _deliverable(text: str) -> str | None:
    """Return the words of the document that is to be drawn up, "" for any, None where only the notice itself is spoken of."""
    own = THE_NOTICE.search(text)
    text = THE_NOTICE.sub("", text)
    match = DELIVERABLE.search(text)
    if not match:
        return None if own else ""
    return re.sub(r"^.*?(?:各行业|各类|相关|什么|各自|具体|专门|起草|牵头)", "", match["name"])


def _name_word(text: str, word: str) -> NameWord:
    """名字不是以“市”字打头的 -> begins with 市, not so."""
    return NameWord(word, begins=BEGINNING.search(text) is not None, lacks=LACKS.search(text) is not None)


def kinds_said(words: str) -> tuple[str, ...] | None:
    """Return the kinds of organ that words name: 三家通信公司 -> telecom."""
    return next((kinds for word, kinds in cues.kind_words().items() if word in words), None)
