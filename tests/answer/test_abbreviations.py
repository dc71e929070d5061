"""Short names that no table has are read off the notice's own units."""

from __future__ import annotations

import pytest

from answer.abbreviations import Abbreviation, find_abbreviations, is_abbreviation
from answer.mentions import find_units
from answer.organs import OrganNames
from ingest import parse_notice

NOTICE = parse_notice(
    """岚江省人民政府办公厅关于分工的通知
岚政办发〔2024〕1号

1. 发展工业。（省经济和信息化厅牵头，省住房城乡建设厅、省科技厅、省总工会配合）
2. 开展审计。（财务审计司牵头，人事教育司、财务管理司、省工商业联合会配合）
""",
    "abbreviations",
)


@pytest.fixture(scope="module")
def names():
    return OrganNames(NOTICE)


@pytest.mark.parametrize(
    ("said", "name", "short"),
    [
        ("经信厅", "经济和信息化厅", True),
        ("人教司", "人事教育司", True),
        ("财审司", "财务审计司", True),
        ("旅文局", "旅游和文化广电体育局", True),
        ("经信局", "经济和信息化厅", False),  # closes otherwise
        ("信息厅", "经济和信息化厅", False),  # begins otherwise
        ("工会", "工商业联合会", False),  # nothing between
        ("经济和信息化厅", "经济和信息化厅", False),  # the name itself
        ("民族局", "民政宗教事务和少数民族工作管理局", False),  # too much left out
    ],
)
def test_an_abbreviation_keeps_first_and_last_and_something_between(said, name, short):
    assert is_abbreviation(said, name) is short


def test_short_names_stand_where_they_are_said(names):
    assert list(find_abbreviations("财审司和人教司", names)) == [
        Abbreviation(0, 3, ("财务审计司",)),
        Abbreviation(4, 7, ("人事教育司",)),
    ]
    assert list(find_abbreviations("谁牵头开会", names)) == []


@pytest.mark.parametrize(
    ("text", "units", "via"),
    [
        ("经信厅牵头哪几项", ("省经济和信息化厅",), "short"),
        ("省经信厅牵头哪几项", ("省经济和信息化厅",), "short"),
        ("人教司要干啥", ("人事教育司",), "short"),
        ("财理司有任务吗", ("财务管理司",), "short"),
        ("科技厅参加了几项", ("省科技厅",), "exact"),
    ],
)
def test_a_unit_is_found_by_a_short_name_of_it(names, text, units, via):
    (mention,) = find_units(text, names)
    assert (mention.begin, mention.units, mention.via) == (0, units, via)


def test_a_short_name_of_two_units_is_left_open(names):
    notice = parse_notice("某部关于分工的通知\n\n1. 审计。（财务审计司、财政审计司）\n", "two")
    (mention,) = find_units("财审司牵头哪项", OrganNames(notice))
    assert (mention.units, mention.via) == (("财务审计司", "财政审计司"), "several")
