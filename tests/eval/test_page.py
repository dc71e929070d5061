"""The page holds what is filed, shows no question of test, and needs no other file."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from PIL import Image

from eval.contest import Contestant, run_contest
from eval.evaluate import evaluate
from eval.jsonl import DataError
from eval.page.build import build_page, draw_charts
from eval.page.charts import COLOURS, MARKS
from eval.page.filed import Filed, newest, newest_llm_report, read_filed
from eval.page.worst import severity, worst_misses
from eval.score import judge
from schema import Answer

RUN = {"date": "2026-11-26T08:00:00", "commit": "abc", "dirty": False}
BENCH = {
    "serve": {"1": {"per_s": 20.0, "floor_per_s": 40.0}, "8": {"per_s": 30.0, "floor_per_s": 44.0}},
    "scale": {"2400": {"type": "Flat", "p50_ms": 0.1, "p95_ms": 0.2, "floor_exact_p50_ms": 0.05, "recall@10": 1.0}},
    "page": None,
}


class Says:
    def __init__(self, clause):
        self.clause = clause

    def ask(self, question, history=()):
        return Answer("answered", "由市住建局牵头。<b>", (self.clause,), ("市住建局",), latency_ms=2.0)


@pytest.fixture
def results(tmp_path, notice, make_question):
    questions = {
        "dev": [
            make_question("d1"),
            make_question("d2", ("旅游扶贫谁牵头",), clauses=["3"]),
            make_question("d3", ("前一句", "后一句"), kind="conversation"),
            make_question("d4", ("第17项",), kind="clause"),
            make_question("d5", ("市公安局电话",), kind="absent", status="not_found", clauses=[]),
        ],
        "test": [make_question("t1"), make_question("t2", ("只在测试里的问题",), clauses=["3"])],
    }
    evaluations = {name: evaluate(name, asked, Says("17"), {}, notice) for name, asked in questions.items()}
    systems = [Contestant("fengong", "ours", lambda: Says("17")), Contestant("rival", "baseline", lambda: Says("22"))]
    systems.append(Contestant("no adapter", "ablation", lambda: Says("22")))
    contest, _ = run_contest(systems, questions, notice)
    for figures in contest.values():
        bins = [{"n": 3, "chance": 0.1, "true": 0.2}, {"n": 2, "chance": 0.9, "true": 1.0}]
        figures["fengong"]["calibration"] = {"n": 5, "brier": 0.1, "error": 0.08, "bins": bins}
    run = Filed(tmp_path, RUN, {name: e.summary for name, e in evaluations.items()})
    return (
        run,
        Filed(tmp_path, RUN, contest),
        Filed(tmp_path, RUN | {"parts": {"serve": "2026-11-26T07:00:00"}}, BENCH),
        evaluations["dev"].verdicts,
    )


def test_the_page_is_whole_and_asks_nothing_of_the_network(results):
    page = build_page(*results, draw_charts(*results))
    assert page.count("<img") == page.count('src="data:image/png;base64,') == 6
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in re.findall(r"<img[^>]*>", page))
    assert "| rival" not in page and '<th scope="row">rival</th><td>0.0 %</td>' in page
    assert "2026-11-26 08:00, commit abc" in page


def test_misses_of_dev_are_explained_and_none_of_test_is_shown(results):
    page = build_page(*results, draw_charts(*results))
    assert "旅游扶贫谁牵头" in page and '<li lang="zh">clauses_missing: 3</li>' in page
    assert "只在测试里的问题" not in page
    assert "由市住建局牵头。&lt;b&gt;" in page  # an answer is text, not markup


def test_the_benchmark_and_the_lying_model_have_their_sections(results):
    llm = "# Language model of 2026-11-26, commit abc\n\n## dev\n\n| model | lies |\n|---|---:|\n| lying | 9 |\n\n<script>x</script>\n"
    page = build_page(*results, draw_charts(*results), llm)
    assert '<th scope="row">answers a second of 32 askers / bare embeddings a second</th><td>–</td>' in page
    assert '<h3>serve</h3>\n<p class="meta">Measured 2026-11-26 07:00:00.</p>' in page
    assert '<th scope="row">8 per_s</th><td>30.00</td>' in page
    assert "<h3>dev</h3>" in page and re.search(r"<td>lying</td>\s*<td[^>]*>9</td>", page)
    assert "Language model of 2026-11-26, commit abc" in page and "<script>" not in page
    assert "With a language model that lies" not in build_page(*results, draw_charts(*results))


def test_without_baselines_and_bench_the_page_has_what_there_is(results):
    run, _, _, verdicts = results
    charts = draw_charts(run, None, None, verdicts)
    assert [name for name, chart in charts.items() if chart] == ["latency"]
    assert "worst misses" in build_page(run, None, None, verdicts, charts)


def test_charts_are_pictures_that_the_same_figures_give_again(results):
    first, second = draw_charts(*results), draw_charts(*results)
    for name, chart in first.items():
        assert chart.png == second[name].png
        assert min(Image.open(BytesIO(chart.png)).size) > 150
    assert "rival 0 %" in first["accuracy"].alt and "no adapter -50.0" in first["ablation"].alt


def test_colours_and_forms_are_enough_and_all_different():
    assert len(set(COLOURS)) == len(set(MARKS)) == 7


def test_what_is_false_comes_before_what_is_left_out(notice, make_question, make_answer):
    question, refusal = make_question(units=["市住建局"]), make_question(status="not_found", clauses=[])
    invented = judge(question, make_answer(units=["市公安局"]), notice)
    due = judge(refusal, make_answer(), notice)
    false = judge(question, make_answer(units=["市住建局", "市残联"]), notice)
    short = judge(make_question(clauses=["17", "22"]), make_answer(), notice)
    handed_back = judge(question, make_answer(status="clarify", clauses=()), notice)
    right = judge(question, make_answer(units=["市住建局"]), notice)
    assert worst_misses([right, handed_back, short, false, due, invented]) == [invented, due, false, short, handed_back]
    assert [severity(v) for v in (invented, due, false, short, handed_back)] == [0, 1, 2, 3, 4]
    assert worst_misses([short] * 30, most=3) == [short] * 3


def test_the_newest_report_on_a_lying_model_is_found(tmp_path):
    assert newest_llm_report(tmp_path) is None
    for folder, hour in (("2026-11-26-b", "08:10"), ("2026-11-26-a", "12:45")):
        (tmp_path / "llm" / folder).mkdir(parents=True)
        (tmp_path / "llm" / folder / "report.md").write_text(f"# Language model of 2026-11-26 {hour}, commit {folder}\n", encoding="utf-8")
    assert newest_llm_report(tmp_path).endswith("12:45, commit 2026-11-26-a\n")


def test_the_newest_results_are_found_and_broken_ones_told(tmp_path):
    assert newest("bench", tmp_path) is None
    for name, date in (("z", "2026-11-25"), ("a", "2026-11-26")):
        folder = tmp_path / "bench" / name
        folder.mkdir(parents=True)
        (folder / "run.json").write_text(json.dumps(RUN | {"date": date}), encoding="utf-8")
        (folder / "figures.json").write_text("{}", encoding="utf-8")
    assert newest("bench", tmp_path).folder.name == "a"
    (tmp_path / "bench" / "a" / "figures.json").unlink()
    with pytest.raises(DataError, match="not the folder of a run"):
        read_filed(tmp_path / "bench" / "a")
