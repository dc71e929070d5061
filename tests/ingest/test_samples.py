"""State Council documents in other layouts agree with their gold, task by task."""

from __future__ import annotations

import re

import pytest

NAMES = ["gf2018-39-employment", "gf2018-38-free-trade-zones", "gbf2018-126-innovation-list"]


def by_own_number(notice, heading: str, number: str):
    squeezed = re.sub(r"\s", "", heading)
    found = [c for c in notice.tasks if c.number == number and (not heading or re.sub(r"\s", "", c.headings[-1]) == squeezed)]
    assert len(found) == 1, (heading, number)
    return found[0]


@pytest.mark.parametrize("name", NAMES)
def test_tasks_units_and_leads_agree_with_gold(sample, name):
    notice, gold = sample(name)
    assert notice.lead_rule.value == gold["lead_rule"]
    assert len(notice.tasks) == gold["n_tasks"] == len(gold["tasks"])
    for expected in gold["tasks"]:
        task = by_own_number(notice, expected["section"][-1], expected["clause"])
        assert [a.written for a in task.assignments] == expected["units"]
        assert list(task.leads) == expected["lead"]
        assert task.open_words == expected.get("open", "")
        assert re.sub(r"\s", "", task.text).startswith(re.sub(r"\s", "", expected["text_start"]))
        assert (task.deadlines[0].words if task.deadlines else None) == expected["deadline"]


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_sample_is_accounted_for(sample, name):
    notice, _ = sample(name)
    assert "".join(notice.source[p.start : p.end] for p in notice.parts) == notice.source
    assert not [w for w in notice.warnings if w.code == "unread"]


@pytest.mark.parametrize("name", NAMES)
def test_units_of_a_sample_lead_back_to_the_source(sample, name):
    notice, _ = sample(name)
    for task in notice.tasks:
        for a in task.assignments:
            assert re.sub(r"\s", "", notice.source[a.start : a.end]) == a.written
