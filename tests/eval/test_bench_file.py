"""Parts measured one after another make one filed benchmark, and it says what must hold."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

import eval.__main__ as command
from eval import commands
from eval.bench.file import file_bench
from eval.bench.targets import target_rows
from eval.jsonl import DataError
from eval.page.filed import newest, read_filed
from eval.results import Tree, choose_folder, describe_run
from settings import get_settings

CLEAN = Tree("0123456789", False)


def run_at(hour):
    return describe_run(get_settings(), CLEAN, datetime(2026, 11, 26, hour), {})


def test_parts_and_sizes_join_what_is_filed(tmp_path):
    folder = tmp_path / "bench" / "2026-11-26-0123456789"
    file_bench(folder, run_at(8), {"page": {"page_s": 2.0}, "build": {"1": {"read_s": 1.0}, "10": {"read_s": 9.0}}})
    merged = file_bench(folder, run_at(9), {"build": {"10": {"read_s": 8.0}, "1000": {"read_s": 99.0}}, "serve": {"32": {"of_floor": 0.9}}})
    assert merged == {
        "page": {"page_s": 2.0},
        "build": {"1": {"read_s": 1.0}, "10": {"read_s": 8.0}, "1000": {"read_s": 99.0}},
        "serve": {"32": {"of_floor": 0.9}},
    }
    filed = newest("bench", tmp_path)
    assert filed.figures == merged and filed.folder == folder
    assert filed.run["parts"] == {"page": "2026-11-26T08:00:00", "build": "2026-11-26T09:00:00", "serve": "2026-11-26T09:00:00"}
    report = (folder / "report.md").read_text(encoding="utf-8")
    assert "| build | 1000 read_s | 99.00 |" in report and "| page | 2026-11-26T08:00:00 |" in report
    assert "| answers a second of 32 askers / bare embeddings a second | 0.90 | at least 0.8 | yes |" in report


def test_parts_measured_otherwise_do_not_join(tmp_path):
    file_bench(tmp_path, run_at(8), {"page": {"page_s": 2.0}})
    other = run_at(9) | {"machine": {"processors": 64}}
    with pytest.raises(DataError, match="measured with other machine"):
        file_bench(tmp_path, other, {"page": {"page_s": 0.1}})
    assert read_filed(tmp_path).figures == {"page": {"page_s": 2.0}}


def test_what_must_hold_is_told_where_it_was_measured():
    figures = {"page": {"of_floor": 1.62}, "scale": {"600000": {"of_one_notice_p95": 3.0, "recall@10": 0.97}}, "serve": None}
    assert [row[1:] for row in target_rows(figures)] == [
        ("1.62", "at most 1.5", "no"),
        ("–", "at least 0.8", "not measured"),
        ("3.00", "at most 3", "yes"),
        ("0.97", "at least 0.98", "no"),
    ]


@pytest.fixture
def measured(tmp_path, monkeypatch):
    def broken():
        raise RuntimeError("no port")

    parts = {"start": lambda: {"to_ready_s": 1.0}, "page": lambda: None, "serve": broken}
    monkeypatch.setattr(commands, "bench_parts", lambda *_: parts)
    monkeypatch.setattr(commands, "load_encoder", lambda *_, **__: None)
    monkeypatch.setattr(commands, "choose_folder", lambda tree, full, now, base: choose_folder(tree, full, now, tmp_path))
    monkeypatch.setattr(commands, "read_tree", lambda: CLEAN)
    return tmp_path


def test_a_part_is_filed_where_that_is_wanted_and_one_that_failed_is_not(measured, capsys):
    assert command.main(["bench", "start", "--file"]) == 0
    assert command.main(["bench", "serve", "start", "--file"]) == 1
    (folder,) = measured.iterdir()
    assert folder.name.endswith("-0123456789")
    assert json.loads((folder / "figures.json").read_text(encoding="utf-8")) == {"start": {"to_ready_s": 1.0}}
    assert "serve failed: no port" in capsys.readouterr().err


def test_a_part_alone_or_a_run_with_a_failure_is_partial(measured):
    assert command.main(["bench", "start"]) == 0
    assert command.main(["bench"]) == 1
    assert [path.name for path in measured.iterdir()] == ["partial"]


def test_a_changed_tree_files_nothing(measured, monkeypatch, capsys):
    monkeypatch.setattr(commands, "read_tree", lambda: Tree("0123456789", True))
    assert command.main(["bench", "start", "--file"]) == 2
    assert "--file needs a clean commit" in capsys.readouterr().err and not list(measured.iterdir())
