"""The days on which a deadline falls, as exact as its words are."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ingest.facts import DIGITS, LENGTH, in_figures
from ingest.lines import ordinal_value
from schema import Deadline

LAST_DAY = -1
MONTHS_TO_LEAP_DAY = 8 * 12 + 1  # 29 February may be eight years away, around 2100
LEAP_YEAR = 2024
# "7月20日", "12月20日", "6月底", "十二月五日" / "7月" (no day), "2018年"
MONTH_DAY = re.compile(rf"(?P<month>[{DIGITS}]{{1,3}})\s?月(?:(?P<day>[{DIGITS}]{{1,3}})\s?日|[底末])")
# "每月5日前", "每月5日、20日前", "每月底前" / "每月组织一次"
DAY = re.compile(rf"每个?月(?:(?P<days>[{DIGITS}]{{1,3}}\s?日(?:[、和及][{DIGITS}]{{1,3}}\s?日)*)|[底末])")
# "每季度末前", "每半年底前", "每年年底前" / "每季度", which ends on no stated day
PERIOD_END = re.compile(r"每(?P<period>年|半年|季度?)[年]?[底末]")
PERIOD_MONTHS = {"年": (12,), "半年": (6, 12), "季": (3, 6, 9, 12), "季度": (3, 6, 9, 12)}


@dataclass(frozen=True, slots=True)
class Due:
    """A day that comes again every year, or every month where ``month`` is None; ``day`` -1 is the month's last."""

    day: int
    month: int | None = None

    def in_month(self, year: int, month: int) -> date | None:
        """Return the day in this month; None where the month has no such day."""
        last = calendar.monthrange(year, month)[1]
        day = last if self.day == LAST_DAY else self.day
        return date(year, month, day) if 1 <= day <= last else None

    def following(self, today: date) -> date:
        """Return the first such day that is not before ``today``."""
        months = ((today.year + (today.month - 1 + i) // 12, (today.month - 1 + i) % 12 + 1) for i in range(MONTHS_TO_LEAP_DAY))
        days = (self.in_month(year, month) for year, month in months if self.month in (None, month))
        return next(day for day in days if day and day >= today)


def recurring_days(deadline: Deadline) -> tuple[Due, ...]:
    """Return the days that a recurring deadline names: "每年7月20日前和12月20日前" -> 20 July, 20 December; none where it names none."""
    if not deadline.recurring:
        return ()
    words = deadline.words
    if period := PERIOD_END.search(words):
        return tuple(Due(LAST_DAY, month) for month in PERIOD_MONTHS[period["period"]])
    dated = [Due(_day(match["day"]), ordinal_value(match["month"])) for match in MONTH_DAY.finditer(words)]
    monthly = [Due(_day(day)) for match in DAY.finditer(words) for day in re.findall(rf"[{DIGITS}]+", match["days"] or "") or [None]]
    return tuple(due for due in dated or monthly if _exists(due))


def due_date(deadline: Deadline) -> date | None:
    """Return the one day by which it must be done: "到 2018 年年底" -> 2018-12-31; None for a month or a year without a day."""
    if not deadline.date or len(deadline.date) < len("2018-12-31"):
        return None
    return date.fromisoformat(deadline.date)


# "2024年9月底前", "8月底", "10月1日前", "年底前", "明年上半年", "第三季度末"; a year alone names no day within it
WITHIN_YEAR = re.compile(
    rf"(?:(?P<year>\d{{4}})\s?年|(?P<relative>[今本当明])年)?\s?"
    rf"(?:(?P<month>[{DIGITS}]{{1,3}})\s?月(?:份|(?P<day>[{DIGITS}]{{1,3}})\s?[日号]|(?P<third>[上中]旬))?"
    rf"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|年?(?P<edge>[底末内]))"
)


def last_day(words: str, year: int) -> date | None:
    """Return the last day that a time limit's words allow: 8月底前, of 2022 -> 2022-08-31; None where they name no part of a year.

    Of a period it is the last: 2025年6月至9月 -> 2025-09-30; of 2025年9月1日起 the first.

    Args:
        year: the one meant where none is named.
    """
    match = WITHIN_YEAR.search(in_figures(words))
    if not match or re.search("每|按", words) or LENGTH.search(words):
        return None
    year = int(match["year"] or year + (match["relative"] == "明"))
    day = LAST_DAY
    if match["half"]:
        month = 6 if match["half"] == "上" else 12
    elif match["quarter"]:
        month = 3 * ordinal_value(match["quarter"])
    else:
        month = ordinal_value(match["month"]) if match["month"] else 12
        day = ordinal_value(match["day"]) if match["day"] else {"上旬": 10, "中旬": 20}.get(match["third"], LAST_DAY)
    return Due(day, month).in_month(year, month) if 1 <= month <= 12 and 0 < year <= date.max.year else None


_YEAR_DIGITS = "〇一二三四五六七八九"


def date_parts(words: str) -> tuple[int, ...]:
    """Return year, month and day of a notice's date, as far as it names them: 二○○三年五月二十日 -> (2003, 5, 20); "" -> ()."""
    words = re.sub("[○Ｏ零]", "〇", words)
    words = re.sub(
        rf"[{_YEAR_DIGITS}]{{4}}(?=\s?年)", lambda year: "".join(str(_YEAR_DIGITS.index(digit)) for digit in year.group()), words
    )
    return tuple(ordinal_value(number) for number in re.findall(rf"\d+|[{DIGITS}]+", words))


def _day(words: str | None) -> int:
    return ordinal_value(words) if words else LAST_DAY


def _exists(due: Due) -> bool:
    """Tell whether any year has the day: 30 February never comes."""
    months = range(1, 13) if due.month is None else [due.month]
    return any(1 <= month <= 12 and due.in_month(LEAP_YEAR, month) for month in months)
