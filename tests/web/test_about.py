"""The page about the program shows the figures of the evaluation as they were filed."""

import json

import pytest
from fastapi.testclient import TestClient

from settings import Settings
from tests.web.fake import NOTICE, FakeAssistant
from web import create_app
from web.accuracy import REPORTED, RESULTS, Share, last_evaluation
from web.versions import versions

FIGURES = {
    "test": {
        "all": {"n": 10, "right": 8, "interval": [0.5, 0.9]},
        "groups": {"spoken": {"n": 4, "right": 3, "interval": [0.2, 0.99]}, "slips": {"n": 0, "right": 0, "interval": [0, 1]}},
        "citations": {"citations": 30, "faulty": 1},
        "latency_ms": {"all": {"n": 10, "p50": 5.4, "p95": 70.6}},
    }
}


def file_run(folder, date, figures=FIGURES, commit="abc"):
    path = folder / f"{date}-{commit}"
    path.mkdir()
    run = {"date": f"{date}T10:00:00", "commit": commit, "settings": {"notice": NOTICE}, "versions": {"python": "3.11", "torch": None}}
    (path / "run.json").write_text(json.dumps(run), encoding="utf-8")
    (path / "figures.json").write_text(json.dumps(figures) if isinstance(figures, dict) else figures, encoding="utf-8")


def test_the_newest_run_is_read_and_broken_ones_are_passed_over(tmp_path):
    file_run(tmp_path, "2026-11-20", commit="old")
    file_run(tmp_path, "2026-11-25")
    file_run(tmp_path, "2026-11-26", "{")
    file_run(tmp_path, "2026-11-27", {"dev": {}})
    found = last_evaluation(tmp_path)
    assert (found.commit, found.all) == ("abc", Share("all", 10, 8, 0.5, 0.9))
    assert found.groups == (Share("spoken", 4, 3, 0.2, 0.99),)
    assert (found.citations, found.faulty_citations, found.latency, found.versions) == (30, 1, {"all": (5.4, 70.6)}, {"python": "3.11"})


def test_without_a_run_there_are_no_figures(tmp_path):
    assert last_evaluation(tmp_path) is None


@pytest.fixture(scope="module")
def page(notice, tmp_path_factory):
    app = create_app(FakeAssistant(notice), Settings(data=tmp_path_factory.mktemp("data")))
    return TestClient(app).get("/about").text


def test_the_page_states_the_filed_figures(page):
    newest = max(
        RESULTS.glob("2*/figures.json"), key=lambda path: json.loads((path.parent / "run.json").read_text(encoding="utf-8"))["date"]
    )
    filed = json.loads(newest.read_text(encoding="utf-8"))[REPORTED]
    assert f"{filed['all']['n']} 道没有参与调试的题，答对 {filed['all']['right']} 道" in page
    assert f"{100 * filed['all']['accuracy']:.1f}%" in page
    for figures in filed["groups"].values():
        assert f"</span>{100 * figures['accuracy']:.1f}%</td>" in page


def test_the_page_names_the_notice_and_the_versions(page, notice):
    assert f"用{notice.document_number}测得" in page and "60 项任务，53 个单位，存疑" in page
    assert versions()["fengong"] == "0.1.0"
    assert all(f"<dt>{name}</dt><dd>{version}</dd>" in page for name, version in versions().items())


def test_without_an_evaluation_the_page_says_so(notice, tmp_path, monkeypatch):
    monkeypatch.setattr("web.pages.last_evaluation", lambda: None)
    app = create_app(FakeAssistant(notice), Settings(data=tmp_path))
    assert "这里没有评测结果" in TestClient(app).get("/about").text
