"""Generated notices of every layout are read back: the same tasks, units, roles, deadlines."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from ingest import parse_notice
from tests.ingest.notice_factory import Sample, notices

MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], derandomize=True)


def read_back(sample: Sample):
    return [
        (task.number, [(a.written, a.role.value, a.part) for a in task.assignments], task.open_words, [d.words for d in task.deadlines])
        for task in parse_notice(sample.text, "generated").tasks
    ]


def expected(sample: Sample):
    return [(t.number, [(u.name, u.role.value, u.part) for u in t.units], t.open_words, t.deadlines) for t in sample.tasks]


@given(notices())
@MANY
def test_a_generated_notice_is_read_back(sample):
    assert read_back(sample) == expected(sample)


@given(notices())
@MANY
def test_how_the_lead_is_told_is_read_back(sample):
    assert parse_notice(sample.text, "generated").lead_rule is sample.lead_rule


@given(notices())
@MANY
def test_offsets_of_generated_notices_lead_back(sample):
    notice = parse_notice(sample.text, "generated")
    assert notice.source == sample.text
    assert "".join(sample.text[p.start : p.end] for p in notice.parts) == sample.text
    for clause in notice.clauses:
        for a in clause.assignments:
            assert sample.text[a.start : a.end].replace("\n", "") == a.written
