"""The days that a deadline's words name."""

from datetime import date

import pytest

from ingest.due import LAST_DAY, Due, due_date, recurring_days
from ingest.facts import find_deadlines, read_deadline


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("每年7月20日前和12月20日前", (Due(20, 7), Due(20, 12))),
        ("每年十二月五日前", (Due(5, 12),)),
        ("每年12月底前", (Due(LAST_DAY, 12),)),
        ("每季度末前", (Due(LAST_DAY, 3), Due(LAST_DAY, 6), Due(LAST_DAY, 9), Due(LAST_DAY, 12))),
        ("每月5日前", (Due(5),)),
        ("每月底前", (Due(LAST_DAY),)),
        ("每年2月30日前", ()),
        ("每年13月1日前", ()),
        ("每周前", ()),
        ("到 2018 年年底", ()),
    ],
)
def test_days_that_come_again(words, days):
    assert recurring_days(read_deadline(words)) == days


def test_the_days_are_read_from_a_sentence():
    [(_, _, deadline)] = find_deadlines("各牵头部门在每年7月20日前和12月20日前将任务落实情况报送市扶贫办汇总。")
    assert recurring_days(deadline) == (Due(20, 7), Due(20, 12))


@pytest.mark.parametrize(
    ("words", "day"),
    [("到 2018 年年底", date(2018, 12, 31)), ("2020年6月30日前", date(2020, 6, 30)), ("到2018年", None), ("2020年6月前", None)],
)
def test_a_day_that_comes_once_is_told_only_where_the_words_name_it(words, day):
    assert due_date(read_deadline(words)) == day


@pytest.mark.parametrize(
    ("due", "today", "day"),
    [
        (Due(20, 7), date(2026, 7, 20), date(2026, 7, 20)),
        (Due(20, 7), date(2026, 7, 21), date(2027, 7, 20)),
        (Due(LAST_DAY, 2), date(2027, 1, 1), date(2027, 2, 28)),
        (Due(LAST_DAY), date(2028, 2, 1), date(2028, 2, 29)),
        (Due(31), date(2026, 4, 1), date(2026, 5, 31)),
        (Due(29, 2), date(2096, 3, 1), date(2104, 2, 29)),
    ],
)
def test_the_next_such_day(due, today, day):
    assert due.following(today) == day
