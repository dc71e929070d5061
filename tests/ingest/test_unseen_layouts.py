"""Notices in many layouts are read as their gold says: those the rules were tuned on, and those held out to measure them."""

from __future__ import annotations

import pytest

from ingest import read_notice
from tests.ingest.file_factory import as_docx, as_ofd, as_pdf
from tests.ingest.gold_score import SAMPLES, Score, deadlines_of, gold_of, sample_paths, score

WRITERS = {"docx": as_docx, "pdf": as_pdf, "ofd": as_ofd}
NOTHING = Score(0, 0, 0, 0, 0, 0)
HELD_OUT_LEVEL = 0.93  # share of responsibilities read exactly; a lower one is a step back


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
    read, expected = (title.replace(" ", "") for title in (notice.title, gold["title"]))
    assert (read, notice.document_number, notice.date) == (expected, gold["document_number"], gold["date"])


@pytest.mark.parametrize("kind", ["docx", "pdf", "ofd"])
@pytest.mark.parametrize("name", ["01", "34"])
def test_a_layout_is_read_alike_in_other_formats(name, kind, tmp_path):
    path = SAMPLES / "tuning" / f"{name}.txt"
    blocks = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    file = tmp_path / f"{name}.{kind}"
    file.write_bytes(WRITERS[kind](blocks))
    texts, files = ([(t.number, [(a.written, a.role) for a in t.assignments]) for t in read_notice(p).tasks] for p in (path, file))
    assert files == texts
