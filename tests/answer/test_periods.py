"""The days within which tasks are asked to end."""

from datetime import date

import pytest

from answer.periods import find_due, find_periods
from ingest import parse_notice

NOTICE = parse_notice(
    "某县人民政府关于分解任务的通知\n各单位：\n一、教育\n（一）新建小学。8月底前完成。（县教育局）\n（二）更换取暖设备。6月底前完成。（县财政局）\n"
    "二、交通\n（三）优化线路。（县交通局）\n2022年3月1日\n",
    "due",
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8月底前要完成的任务", (date.min, date(2022, 8, 31))),
        ("哪项要在8月底前完成", (date(2022, 8, 1), date(2022, 8, 31))),
        ("哪一项7月底前完成", (date.min, date(2022, 7, 31))),  # none ends on that very day
        ("5月底前要完成的任务", None),  # none ends by then
        ("2022年的任务有哪些", None),
        ("县交通局有哪些任务", None),
    ],
)
def test_the_days_within_which_tasks_end(text, days):
    found = find_due(text, NOTICE)
    assert (found and found[2]) == days
    assert not found or text[slice(*found[:2])].endswith("前")


YEARS = parse_notice(
    "岚江省人民政府关于分解任务的通知\n各单位：\n（一）建平台。2024年10月底前完成。（省数据局）\n（二）改产线。2025年6月底前完成。（省发展改革委）\n"
    "（三）建园区。2026年6月底前完成。（省财政厅）\n2024年4月1日\n",
    "years",
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("三季度（7到9月）到期的任务", None),
        ("四季度（10到12月）到期的任务", (date(2024, 10, 1), date(2024, 12, 31))),
        ("今年下半年就得干完的有哪些", (date(2024, 7, 1), date(2024, 12, 31))),
        ("明年要完成的任务有哪些", (date(2025, 1, 1), date(2025, 12, 31))),
        ("完成时限在2026年6月的任务", (date(2026, 6, 1), date(2026, 6, 30))),
        ("写明2026年6月底前的是哪几项", (date(2026, 6, 30), date(2026, 6, 30))),
        ("2026年6月底前要完成的任务", (date.min, date(2026, 6, 30))),
        ("6月到期的有哪些", (date(2025, 6, 1), date(2025, 6, 30))),  # the next year in which a task ends then
        ("2025年6月以后到期的任务", (date(2025, 7, 1), date(2026, 12, 31))),
        ("每年6月底前报送什么", None),
        ("年底要报情况，先看看省数据局有哪几条", None),
        ("今年省数据局要干嘛", None),
    ],
)
def test_the_part_of_a_year_in_which_tasks_end(text, days):
    found = find_due(text, YEARS)
    assert (found and found[2]) == days


def test_days_in_which_nothing_ends_are_meant_where_nothing_else_is_said():
    assert find_due("7月底到期的任务", YEARS) is None
    assert find_due("7月底到期的任务", YEARS, alone=True)[2] == (date(2024, 7, 1), date(2024, 7, 31))


def test_or_earlier_means_all_days_before(shipped):
    (until,) = find_periods("完成时限写明在2018年9月底或者更早的")
    assert until.bound == "until" and until.days(2018, date(2018, 12, 31)) == (date.min, date(2018, 9, 30))
