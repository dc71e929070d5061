"""Filed results -> the page and its charts."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.bench import table_rows
from eval.bench.targets import TARGET_HEAD, target_rows
from eval.compare import points
from eval.page.charts import (
    Chart,
    ablation_chart,
    accuracy_chart,
    calibration_chart,
    latency_chart,
    scaling_chart,
    throughput_chart,
)
from eval.page.filed import Filed
from eval.page.markdown import report_to_html
from eval.page.worst import worst_misses
from eval.report import COMPUTED, RETRIEVED, bounds, percent
from eval.score import Verdict
from eval.systems import OURS

REPORTED = "test"  # the set that charts are of


def draw_charts(run: Filed, baselines: Filed | None, bench: Filed | None, dev: Sequence[Verdict]) -> dict[str, Chart | None]:
    """Return the charts by name; None where nothing is filed to draw them from."""
    charts: dict[str, Chart | None] = dict.fromkeys(("accuracy", "ablation", "calibration", "latency", "throughput", "scaling"))
    charts["latency"] = latency_chart(
        {
            name: [v.answer.latency_ms for v in dev if v.answer and v.question.kind in kinds]
            for name, kinds in (("computed", COMPUTED), ("retrieved", RETRIEVED), ("conversation", ("conversation",)))
        }
    )
    if baselines:
        name = REPORTED if REPORTED in baselines.figures else next(iter(baselines.figures))
        figures = baselines.figures[name]
        charts["accuracy"] = accuracy_chart(figures, name)
        charts["ablation"] = ablation_chart(figures, name)
        charts["calibration"] = calibration_chart({each: f[OURS]["calibration"] for each, f in baselines.figures.items()})
    if bench:
        charts["throughput"] = throughput_chart(bench.figures)
        charts["scaling"] = scaling_chart(bench.figures)
    return charts


def build_page(
    run: Filed,
    baselines: Filed | None,
    bench: Filed | None,
    dev: Sequence[Verdict],
    charts: Mapping[str, Chart | None],
    llm: str | None = None,
) -> str:
    """Return the page as HTML, with its charts inside.

    Args:
        llm: report on a lying language model, Markdown.
        dev: verdicts of the run's answers to dev, of which the worst are shown; those of test never come here.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return environment.get_template("report.html").render(
        run=run,
        baselines=baselines,
        bench=bench,
        charts=charts,
        sets=[_set_rows(name, figures) for name, figures in run.figures.items()],
        contest=[{"name": name, "rows": _contest_rows(figures)} for name, figures in (baselines.figures if baselines else {}).items()],
        target_head=TARGET_HEAD,
        targets=target_rows(bench.figures) if bench else (),
        bench_parts=[(part, [row[1:] for row in table_rows({part: f})]) for part, f in bench.figures.items()] if bench else (),
        llm=report_to_html(llm) if llm else None,
        misses=worst_misses(dev),
    )


def _set_rows(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    kinds = [(k, f["n"], f["right"], percent(f["accuracy"]), bounds(f)) for k, f in figures["kinds"].items() if f["n"]]
    refusals = [(s, f["due"], f["given"], percent(f["precision"]), percent(f["recall"])) for s, f in figures["refusals"].items()]
    whole = figures["all"]
    right = f"{percent(whole['accuracy'])} ({bounds(whole)})"
    return {"name": name, "n": whole["n"], "right": right, "kinds": kinds, "refusals": refusals}


def _contest_rows(figures: dict[str, dict[str, Any]]) -> list[tuple[Any, ...]]:
    rows = []
    for system, f in figures.items():
        row = (system, percent(f["all"]["accuracy"]), bounds(f["all"]))
        d = f.get("against_ours", {}).get("all")
        told = (
            (f"{100 * (d['second'] - d['first']):+.1f}", points(d["interval"]), d["lost"], d["won"], f"{d['p']:.2g}") if d else ("–",) * 5
        )
        rows.append(row + told)
    return rows
