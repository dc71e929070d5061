"""The part of a year within which a question asks for tasks to end: 9月底前, 三季度（7到9月）, 上半年, 10月以后."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answer import cues
from answer.select import ends_within
from ingest.due import LAST_DAY, Due, date_parts, last_day
from ingest.facts import find_deadlines
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Deadline, Notice

_N = rf"(?:\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})"
_TO = r"\s?(?:到|至|[—–－~～-]{1,2})\s?"
# "2025年6月底", "7到9月", "9月份", "上半年", "三季度（7到9月）", "年底", "明年要完成的" / "每年7月20日", "3个月", "十月怀胎"
PERIOD = re.compile(
    rf"(?<!每年)(?<![每\d{CHINESE_DIGITS}])(?:(?P<year>(?:19|20)\d{{2}})年的?|(?P<relative>[今明本当])年的?)?\s?(?:"
    rf"(?P<from>{_N})月?份?{_TO}(?P<to>{_N})月(?:份|[底末])?"
    rf"|(?P<month>{_N})月(?:(?P<day>{_N})[日号]|(?P<third>[上中下]旬)|份)?(?P<edge>[底末])?"
    rf"|(?P<half>[上下])半年[底末]?|第?(?P<quarter>[一二三四1-4])季度?[底末]?|(?P<end>年[底末内]|(?<=年)[底末内])|(?(relative)(?P<whole>(?=就?[要得须必该会能]{{0,2}}(?:全部|都|得)?(?:到期|截止|完|[干办做搞弄]完|办成|收尾)))|(?!)))"
    r"(?:[（(][^（）()]{1,12}[）)])?"
)
BEFORE = re.compile(r"(?:结束)?(?:之?以?前|截止前)")
OR_EARLIER = re.compile("(?:结束)?(?:或者?|及|和|以及|、)(?:更早|(?:之|以)前|早于)")  # 9月底或者更早的
AFTER = re.compile(r"(?:结束)?(?:之?以?后)")
THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, LAST_DAY)}
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a year that a text names, at ``begin`` to ``end``; its year is None where none is said."""

    begin: int
    end: int
    year: int | None
    relative: str  # 今, 明 … of 今年, 明年; "" where none is said
    first: tuple[int, int]  # month and day
    last: tuple[int, int]  # day -1 is the month's last
    bound: str  # before, until (before in so many words: 或更早), after, or "" for within
    at_end: bool = False  # 8月底, 年底

    def days(self, year: int, latest: date) -> Days | None:
        """Return the days meant in a year, up to ``latest`` where all that come after are; None of a day that there is not."""
        first, last = (Due(day, month).in_month(year, month) for month, day in (self.first, self.last))
        if first is None or last is None:
            return None
        if self.bound in ("before", "until"):
            return date.min, last
        return (last + timedelta(days=1), max(latest, last)) if self.bound == "after" else (first, last)


def find_periods(text: str) -> list[Period]:
    """Return the parts of a year that a text names: 8月底前要完成的, 三季度（7到9月）到期的."""
    return [period for match in PERIOD.finditer(text) if (period := _read(text, match))]


def _read(text: str, match: re.Match[str]) -> Period | None:
    span = _months(match)
    if not 1 <= span[0][0] <= span[1][0] <= 12:
        return None
    until = OR_EARLIER.match(text, match.end())
    before, after = BEFORE.match(text, match.end()), AFTER.match(text, match.end())
    bound = until or before or after
    end = bound.end() if bound else match.end()
    year = int(match["year"]) if match["year"] else None
    at_end = (match["edge"] or (match["end"] or "")[-1:]) in ("底", "末")
    which = "until" if until else "before" if before else "after" if after else ""
    return Period(match.start(), end, year, match["relative"] or "", *span, which, at_end)


def _months(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and the last day of what is named, each as month and day."""
    if match["from"]:
        return (ordinal_value(match["from"]), 1), (ordinal_value(match["to"]), LAST_DAY)
    if match["half"]:
        return ((1, 1), (6, LAST_DAY)) if match["half"] == "上" else ((7, 1), (12, LAST_DAY))
    if match["quarter"]:
        last = 3 * ordinal_value(match["quarter"])
        return (last - 2, 1), (last, LAST_DAY)
    if match["end"] or match["whole"] is not None:
        return ((12, 1) if match["end"] and match["end"][-1] in "底末" else (1, 1)), (12, LAST_DAY)
    month = ordinal_value(match["month"])
    if match["day"]:
        return (month, ordinal_value(match["day"])), (month, ordinal_value(match["day"]))
    first, last = THIRDS.get(match["third"], (1, LAST_DAY))
    return (month, first), (month, last)


def find_due(text: str, notice: Notice, alone: bool = False) -> tuple[int, int, Days] | None:
    """Return (begin, end, days) of the days within which tasks are asked to end.

    8月底前要完成的任务 -> up to 31 August; 哪项要在8月底前完成, 写明8月底前的 -> in August, where one ends then;
    9月份到期的 -> in September; 2018年的任务 names no part of a year and is no such condition.
    The year is the notice's, or the next in which a task ends so.

    Args:
        alone: the question names no other matter, so that the days are meant even where no task ends in them.
    """
    periods, written = find_periods(text), list(find_deadlines(text))
    if not (periods or written):
        return None
    issued = date_parts(notice.date)
    limits = [limit for task in notice.tasks for limit in task.deadlines]
    if not issued or not any(last_day(limit.words, issued[0]) for limit in limits):
        return None
    years = sorted({issued[0], *(limit.year for limit in limits if limit.year and limit.year > issued[0])})
    stated = cues.has("stated_limit", text)
    latest = date(years[-1], 12, 31)
    for period in periods:
        if not _is_of_limits(text, period):
            continue
        own = _years_of(period, years)
        for reading in _readings(period, stated, cues.has("one_task", text)):
            for days in filter(None, (reading.days(year, latest) for year in own)):
                if _any_ends(limits, days):
                    return period.begin, period.end, days
        if alone and own and (days := period.days(own[0], latest)) and cues.has("ends", text):
            return period.begin, period.end, days
    return _by_a_feast(written, issued[0], limits)


def _years_of(period: Period, years: Sequence[int]) -> Sequence[int]:
    """Return the years in which a period may be meant: the one said, else the notice's and those after it in which a task ends."""
    if period.year:
        return [period.year]
    if period.relative:
        return [years[0] + (period.relative == "明")]
    return years


def _is_of_limits(text: str, period: Period) -> bool:
    """Tell whether the words around a period make it one in which tasks end: 9月底前, 上半年到期的; not 年底要报情况，先看看有哪几条."""
    begin = max(text.rfind(mark, 0, period.begin) for mark in "，。？；") + 1
    stretch = re.split("[，。？；]", text[begin:], maxsplit=1)[0] if period.begin < len(text) else ""
    return bool(period.bound) or any(cues.has(name, stretch) for name in ("ends", "stated_limit", "which_tasks"))


def _readings(period: Period, stated: bool, one: bool) -> tuple[Period, ...]:
    """Return what a period may mean, likeliest first: 时限写8月底前 its last day, 哪项8月底前完成 August, else all days up to its end."""
    if period.bound != "before" or not (stated or one):
        return (period,)
    written = replace(period, bound="")
    return (*((replace(written, first=period.last),) if stated and period.at_end else ()), written, period)


def _any_ends(limits: Sequence[Deadline], days: Days) -> bool:
    return any(ends_within(limit, days) for limit in limits)


def _by_a_feast(written: Sequence[tuple[int, int, Deadline]], year: int, limits: Sequence[Deadline]) -> tuple[int, int, Days] | None:
    """Return the days up to a limit that is written otherwise: 国庆节前要完成的."""
    for begin, end, deadline in written:
        day = None if A_YEAR.fullmatch(deadline.words) else last_day(deadline.words, year)
        if day and _any_ends(limits, (date.min, day)):
            return begin, end, (date.min, day)
    return None


A_YEAR = re.compile(r"[到至截止]*\d{4}\s?年年?[底末]?(?:之?以?前)?")  # a condition of its own
