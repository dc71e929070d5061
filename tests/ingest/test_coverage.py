from __future__ import annotations

import pytest

from ingest.coverage import CoverageError, check_partition, complete_partition
from schema import Part


def test_gaps_become_separators_and_text_in_a_gap_a_warning():
    parts, warnings = complete_partition("甲\n乙丙丁。", [Part("text", 0, 1), Part("text", 5, 6)])
    assert [(p.kind, p.start, p.end) for p in parts] == [("text", 0, 1), ("separator", 1, 5), ("text", 5, 6)]
    assert [(w.code, w.start, w.end) for w in warnings] == [("unread", 1, 5)]
    assert "乙丙丁" in warnings[0].message


def test_blanks_rules_and_page_numbers_in_a_gap_are_no_warning():
    source = "甲\n\n---\n— 3 —\n　乙"
    _, warnings = complete_partition(source, [Part("text", 0, 1), Part("text", len(source) - 1, len(source))])
    assert warnings == []


@pytest.mark.parametrize(
    ("second", "kept", "place"),
    [
        (Part("units", 1, 3), [("text", 0, 2), ("units", 2, 3), ("separator", 3, 4)], (1, 2)),
        (Part("units", 0, 2), [("text", 0, 2), ("separator", 2, 4)], (0, 2)),
    ],
)
def test_of_parts_that_overlap_the_first_stands_and_a_warning_says_where(second, kept, place):
    parts, warnings = complete_partition("甲乙。。", [Part("text", 0, 2), second])
    assert [(p.kind, p.start, p.end) for p in parts] == kept
    assert [(w.code, w.start, w.end) for w in warnings] == [("overlap", *place)]
    assert check_partition("甲乙。。", parts) is None


@pytest.mark.parametrize(
    "parts",
    [(), (Part("text", 0, 1),), (Part("text", 1, 3),), (Part("text", 0, 1), Part("text", 2, 3)), (Part("text", 0, 0), Part("text", 0, 3))],
)
def test_a_partition_with_a_hole_is_a_defect(parts):
    with pytest.raises(CoverageError):
        check_partition("甲乙丙", parts)


def test_a_whole_partition_passes():
    assert check_partition("甲乙丙", (Part("text", 0, 2), Part("separator", 2, 3))) is None
    assert check_partition("", ()) is None
