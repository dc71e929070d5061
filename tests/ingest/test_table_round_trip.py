"""Tables in every drawing are read back: the same tasks, units, roles, deadlines."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import parse_notice
from ingest.html_text import html_to_text
from tests.ingest.table_factory import as_blanks, as_box, as_html, as_markdown, as_tabs, tables

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
FRONT = "关于印发任务分工表的通知\n各有关单位：\n现将任务分工表印发给你们。\n\n"

DRAWINGS = {
    "box": lambda sample, flag, width: FRONT + as_box(sample, width, rules=True) + "\n\n备注：请认真落实。\n",
    "box without rules": lambda sample, flag, width: FRONT + as_box(sample, width, rules=False) + "\n",
    "markdown": lambda sample, flag, width: FRONT + as_markdown(sample) + "\n\n备注：请认真落实。\n",
    "tabs": lambda sample, flag, width: FRONT + as_tabs(sample, flag) + "\n\n备注：请认真落实。\n",
    "blanks": lambda sample, flag, width: FRONT + as_blanks(sample, max(width, 20)) + "\n\n备注：请认真落实。\n",
    "html": lambda sample, flag, width: html_to_text(as_html(sample, flag)),
    "html, merged": lambda sample, flag, width: html_to_text(as_html(sample, flag, merge_cells=True)),
}


@pytest.mark.parametrize("drawing", DRAWINGS)
@given(sample=tables(), flag=st.booleans(), width=st.integers(6, 14).map(lambda half: 2 * half))
@MANY
def test_a_drawn_table_is_read_back(drawing, sample, flag, width):
    notice = parse_notice(DRAWINGS[drawing](sample, flag, width), "table")
    assert [t.number for t in notice.tasks] == [t.number for t in sample.tasks]
    for task, expected in zip(notice.tasks, sample.tasks):
        assert [(a.written, a.role) for a in task.assignments] == [(u.name, u.role) for u in expected.units]
        assert [d.words for d in task.deadlines] == expected.deadlines
    rows = [row for row in sample.rows if not isinstance(row, str)]
    assert [task.text.split("\n")[0] for task in notice.tasks] == [row[sample.text_column] for row in rows]
    assert [task.headings[-1:] for task in notice.tasks if sample.grouped] == [(row[1],) for row in rows if sample.grouped]


@pytest.mark.parametrize("drawing", DRAWINGS)
@given(sample=tables(), flag=st.booleans(), width=st.integers(6, 14).map(lambda half: 2 * half))
@MANY
def test_offsets_of_a_table_lead_back_and_nothing_is_left_out(drawing, sample, flag, width):
    notice = parse_notice(DRAWINGS[drawing](sample, flag, width), "table")
    assert "".join(notice.source[p.start : p.end] for p in notice.parts) == notice.source
    assert not [w for w in notice.warnings if w.code == "unread"]
    for task in notice.tasks:
        for a in task.assignments:
            assert notice.source[a.start : a.end] == a.written
    sections = [row for row in sample.rows if isinstance(row, str)]
    assert all(any(section in heading for task in notice.tasks for heading in task.headings) for section in sections[:-1])
