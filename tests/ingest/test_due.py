"""The days that a deadline's words name."""

from datetime import date

import pytest

from ingest.due import LAST_DAY, Due, date_parts, due_date, last_day, recurring_days
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
        ("每月5日、20日前", (Due(5), Due(20))),
        ("每年年底前", (Due(LAST_DAY, 12),)),
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


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("8月底前", date(2022, 8, 31)),
        ("2024年9月底前", date(2024, 9, 30)),
        ("10月1日前", date(2022, 10, 1)),
        ("6月份", date(2022, 6, 30)),
        ("5月中旬前", date(2022, 5, 20)),
        ("年底前", date(2022, 12, 31)),
        ("明年上半年", date(2023, 6, 30)),
        ("第三季度末", date(2022, 9, 30)),
        ("到2018年年底", date(2018, 12, 31)),
        ("到2018年", None),
        ("每年7月20日前", None),
        ("2月30日前", None),
        ("13月底前", None),
        ("长期坚持", None),
        ("“十四五”末", date(2025, 12, 31)),
        ("二〇二五年底前", date(2025, 12, 31)),
        ("2025年6月至9月", date(2025, 9, 30)),
        ("2025年国庆节前", date(2025, 9, 30)),
        ("国庆节前", date(2022, 9, 30)),
        ("2025-06-30前", date(2025, 6, 30)),
        ("今年6月底前", date(2022, 6, 30)),
        ("印发后30日内", None),
        ("三年内", None),
        ("年内", date(2022, 12, 31)),
    ],
)
def test_the_last_day_that_words_allow(words, day):
    assert last_day(words, 2022) == day


@pytest.mark.parametrize(
    ("words", "parts"),
    [("2016年11月15日", (2016, 11, 15)), ("二○○三年五月二十日", (2003, 5, 20)), ("二〇二四年十二月", (2024, 12)), ("", ())],
)
def test_the_parts_of_a_notices_date(words, parts):
    assert date_parts(words) == parts
