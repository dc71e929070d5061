"""Notices in many layouts are read as their gold says: those the rules were tuned on, and those held out to measure them."""

from __future__ import annotations

import pytest
from gold_score import Score, deadlines_of, gold_of, sample_paths, score

from ingest import read_notice

NOTHING = Score(0, 0, 0, 0, 0, 0)
HELD_OUT_LEVEL = 0.91  # share of responsibilities read exactly; a lower one is a step back


@pytest.mark.parametrize("path", sample_paths("tuning"), ids=lambda path: path.name)
def test_a_notice_of_the_tuning_set_is_read_as_its_gold_says(path):
    result = score(path)
    assert (result.misses, result.exact, result.spurious) == ((), result.expected, 0)


def test_notices_held_out_are_read_at_the_level_reached():
    total = sum(map(score, sample_paths("held-out")), NOTHING)
    exact, spurious = total.exact / total.expected, total.spurious  # apart from the misses, which nobody is to tune on
    assert exact >= HELD_OUT_LEVEL
    assert spurious <= 1


@pytest.mark.parametrize("path", [*sample_paths("tuning"), *sample_paths("held-out")], ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_character_of_a_sample_is_accounted_for(path):
    notice = read_notice(path)
    assert "".join(notice.source[p.start : p.end] for p in notice.parts) == notice.source
    assert not [warning for warning in notice.warnings if warning.code == "unread"]


@pytest.mark.parametrize("path", sample_paths("tuning"), ids=lambda path: path.name)
def test_deadlines_of_a_sample_are_read(path):
    notice = read_notice(path)
    stated = [task for task in gold_of(path)["tasks"] if task["deadline"]]
    # what is done by then may stand with it: 9月底前完成
    missed = [task for task in stated if not any(words.startswith(task["deadline"]) for words in deadlines_of(notice, task))]
    assert missed == []


@pytest.mark.parametrize("path", sample_paths("tuning"), ids=lambda path: path.name)
def test_title_number_and_date_of_a_sample_are_read(path):
    notice, gold = read_notice(path), gold_of(path)
    title = gold["title"].replace(" ", "")
    assert (notice.title, notice.document_number, notice.date) == (title, gold["document_number"], gold["date"])
