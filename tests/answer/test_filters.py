"""The days within which tasks are asked to end."""

from datetime import date

import pytest

from answer.filters import NAMED_BY, find_due
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
        ("哪项要在8月底前完成", (date(2022, 8, 31), date(2022, 8, 31))),
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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("“汕尾”开头的责任单位有哪两家？", "汕尾"),
        ("以“支行”字样的单位", "支行"),
        ("“市”打头的那几家单位", "市"),
        ("“医疗救助”写在哪两项任务里", None),
        ("“五个一批”单位怎么分", None),
    ],
)
def test_words_of_units_names_are_told_beyond_doubt(text, word):
    match = NAMED_BY.search(text)
    assert (match and match["word"]) == word
