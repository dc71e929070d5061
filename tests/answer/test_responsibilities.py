"""Of a clause with several responsibilities, the one is told that the question is about."""

from __future__ import annotations

import pytest

from answer.query import Part
from answer.responsibilities import responsible_for
from answer.select import number_of_units
from ingest import parse_notice

NOTICE = parse_notice(
    """关于印发河长制工作要点的通知

1. 规范河道采砂。推行电子联单。（牵头单位：市水利局）打击非法采砂，开展夜间联合执法。（牵头单位：市公安局；配合单位：沅溪海事处）

2. 协作办案。（市河长办、市检察院共同牵头，市法院配合）
""",
    "sand",
)
TITLE, SLIP, RAIDS = 0, 1, 2


@pytest.mark.parametrize(
    ("ranked", "units"),
    [
        (((RAIDS, 0.8), (SLIP, 0.6), (TITLE, 0.5)), ("市公安局", "沅溪海事处")),
        (((SLIP, 0.8), (RAIDS, 0.6)), ("市水利局",)),
        (((RAIDS, 0.8), (SLIP, 0.79)), ("市水利局", "市公安局", "沅溪海事处")),  # not clear
        (((TITLE, 0.8), (RAIDS, 0.6)), ("市水利局", "市公安局", "沅溪海事处")),  # of the whole
        ((), ("市水利局", "市公安局", "沅溪海事处")),
    ],
)
def test_the_responsibility_that_follows_the_nearest_sentence_is_meant(ranked, units):
    assert responsible_for(NOTICE.clause("1"), ranked).units == units


def test_a_clause_with_one_responsibility_stays_whole():
    clause = NOTICE.clause("2")
    assert responsible_for(clause, ((0, 0.9),)) is clause


@pytest.mark.parametrize(
    ("clause", "part", "number"), [("1", Part.LEADS, 1), ("2", Part.LEADS, 2), ("2", Part.JOINS, 1), ("1", Part.ANY, 3)]
)
def test_leads_of_two_responsibilities_do_not_lead_together(clause, part, number):
    assert number_of_units(NOTICE.clause(clause), part) == number


@pytest.mark.parametrize(
    ("matter", "units"),
    [
        ("夜间联合执法", ("市公安局", "沅溪海事处")),
        ("电子联单", ("市水利局",)),
        ("河道采砂", ("市水利局", "市公安局", "沅溪海事处")),  # the title, of the whole
        ("", ("市水利局", "市公安局", "沅溪海事处")),
    ],
)
def test_the_responsibility_in_whose_words_a_matter_stands_is_meant(matter, units):
    assert responsible_for(NOTICE.clause("1"), (), matter).units == units
