"""Generated notices of every layout are read back: the same tasks, units, roles, deadlines."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from opencc import OpenCC

from ingest import parse_notice
from tests.ingest.notice_factory import Sample, notices

TO_TRADITIONAL = OpenCC("s2t")
MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], derandomize=True)


def traditional(text: str) -> str:
    """Return a text in Traditional characters, each in its place."""
    converted = ((character, TO_TRADITIONAL.convert(character)) for character in text)
    return "".join(made if len(made) == 1 else character for character, made in converted)


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
def test_a_notice_in_traditional_characters_is_read_back_in_them(sample):
    text = traditional(sample.text)
    notice = parse_notice(text, "traditional")
    found = [([a.role.value for a in task.assignments], len(task.deadlines)) for task in notice.tasks]
    assert found == [([unit.role.value for unit in task.units], len(task.deadlines)) for task in sample.tasks]
    assert notice.source == text
    assert all(text[a.start : a.end].replace("\n", "") == a.written for task in notice.tasks for a in task.assignments)


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
