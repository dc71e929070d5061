"""The results in the README are those that are filed, and nobody writes them by hand."""

from __future__ import annotations

import pytest

from eval.jsonl import DataError
from eval.page.filed import Filed, newest, newest_run
from eval.page.readme import BEGIN, END, fill_results
from settings import ROOT

RUN = {"date": "2026-11-26T08:00:00", "commit": "abc", "dirty": False}


def test_the_readme_states_what_is_filed():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    written = fill_results(readme, newest_run(), newest("baselines"), newest("bench"))
    assert readme == written, "python -m eval report writes it"


@pytest.fixture
def run(tmp_path):
    share = {"n": 40, "right": 30, "accuracy": 0.75, "interval": (0.6, 0.86)}
    figures = {
        "all": share,
        "groups": {"facts": share | {"n": 9}},
        "citations": {"citations": 7, "faulty": 1},
        "latency_ms": {"computed": {"p50": 4.04, "p95": 20}, "retrieved": {"p50": 30, "p95": 52.26}},
        "retrieval": {"hybrid": {row: {"n": 5, "first@1": 0.8} for row in ("plain", "spoken", "all of these")}},
    }
    return Filed(tmp_path, RUN, {"dev": figures | {"groups": {"facts": share | {"accuracy": 0.5}}}, "test": figures})


def test_every_figure_comes_from_the_files_and_the_rest_of_the_text_stays(run, tmp_path):
    baselines = Filed(tmp_path, RUN, {"dev": {"no phrasings": {"all": {"accuracy": 0.843}}}})
    bench = Filed(tmp_path, RUN, {"serve": {"32": {"of_floor": 0.9}}})
    text = fill_results(f"# Title\n{BEGIN}\nold 99 %\n{END}\nend\n", run, baselines, bench)
    assert text.startswith(f"# Title\n{BEGIN}\nMeasured by") and text.endswith(f"|\n{END}\nend\n") and "old 99" not in text
    assert "| facts (9) | 75.0 % | 60.0–86.0 % | 50.0 % |\n| **all (40)** | **75.0 %** | 60.0–86.0 % | 75.0 % |" in text
    assert "Of the 7 citations of the test answers, 1 do not verify" in text and "computed 4.0 / 20.0 ms; retrieved 30.0 / 52.3 ms." in text
    assert "84.3 % of dev right (2026-11-26 08:00, commit abc)." in text
    assert "80.0 % of plain (5), 80.0 % of spoken (5), 80.0 % of all of these (5) test questions." in text
    assert "| answers a second of 32 askers / bare embeddings a second | 0.90 | at least 0.8 | yes |" in text


def test_what_is_not_filed_is_not_stated(run):
    text = fill_results(f"{BEGIN}{END}", run, None, None)
    assert "phrasings" not in text and "Speed" not in text


def test_a_readme_without_marks_is_told(run):
    with pytest.raises(DataError, match="expected the marks"):
        fill_results(f"# Title\n{BEGIN}\n", run, None, None)
