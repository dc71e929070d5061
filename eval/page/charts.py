"""Charts of filed results, as PNG. Colours are Okabe and Ito's, which colour-blind people can tell apart; marks differ in form too."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.questions import GROUPS
from eval.systems import OURS

# https://jfly.uni-koeln.de/color/
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", ":", "-.")
DOTS_PER_INCH = 110
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the words that stand in its place for who cannot see it. ``name`` is its file's, without .png."""

    name: str
    title: str
    alt: str
    png: bytes


def accuracy_chart(figures: Mapping[str, dict[str, Any]], name: str) -> Chart:
    """Draw how often the product and each baseline are right, by group of questions with 95 % intervals."""
    shown = {system: f for system, f in figures.items() if f["kind"] in ("ours", "baseline")}
    labels = [label for label in ("all", *GROUPS) if _n(shown, label)]
    figure, axes = _open(8, 5.2)
    for place, (system, f) in enumerate(shown.items()):
        shares = [f["all"] if label == "all" else f["groups"][label] for label in labels]
        rows = [row + 0.14 * (place - (len(shown) - 1) / 2) for row in range(len(labels))]
        _intervals(axes, rows, [(s["accuracy"], *s["interval"]) for s in shares], place, system)
    axes.set_yticks(range(len(labels)), [f"{label} ({_n(shown, label)})" for label in labels])
    axes.invert_yaxis()
    _percents(axes, f"right on {name}, %, with 95 % intervals")
    figure.legend(frameon=False, fontsize=9, loc="outside upper center", ncols=len(shown))  # beside the marks, never over one
    told = ", ".join(f"{system} {100 * f['all']['accuracy']:.0f} %" for system, f in shown.items())
    return Chart(
        "accuracy", f"Right answers by group of questions ({name})", f"Share of all questions answered right: {told}.", _png(figure)
    )


def _n(figures: Mapping[str, dict[str, Any]], label: str) -> int:
    f = next(iter(figures.values()))
    return f["all"]["n"] if label == "all" else f["groups"][label]["n"]


def ablation_chart(figures: Mapping[str, dict[str, Any]], name: str) -> Chart:
    """Draw what is lost with each piece taken away: the paired difference with its 95 % interval."""
    shown = {system: f["against_ours"]["all"] for system, f in figures.items() if f["kind"] == "ablation"}
    figure, axes = _open(8, 0.5 * len(shown) + 1.2)
    values = [(d["second"] - d["first"], *d["interval"]) for d in shown.values()]
    _intervals(axes, range(len(shown)), values, 0, "")
    axes.axvline(0, color="#555555", linewidth=1)
    axes.set_yticks(range(len(shown)), list(shown))
    axes.invert_yaxis()
    axes.set_xlabel(f"difference to {OURS} on {name}, points, with 95 % intervals")
    told = ", ".join(f"{system} {100 * (d['second'] - d['first']):+.1f}" for system, d in shown.items())
    return Chart("ablation", f"With one piece taken away ({name})", f"Points of right answers lost or won: {told}.", _png(figure))


def calibration_chart(calibration: Mapping[str, dict[str, Any]]) -> Chart:
    """Draw the claimed chance that the notice does not say against the share for which that is so, set by set."""
    figure, axes = _open(5, 4.6)
    axes.plot([0, 100], [0, 100], color="#999999", linestyle="--", linewidth=1, label="exact")
    for place, (name, f) in enumerate(calibration.items()):
        x, y = ([100 * row[field] for row in f["bins"]] for field in ("chance", "true"))
        axes.plot(x, y, marker=MARKS[place], color=COLOURS[place], label=f"{name} ({f['n']})")
        for row, across, up in zip(f["bins"], x, y):
            axes.annotate(
                row["n"], (across, up), textcoords="offset points", xytext=(6, -10 if place else 5), fontsize=7, color=COLOURS[place]
            )
    axes.set_ylabel("not in the notice, %")
    _percents(axes, "claimed chance that the notice does not say, %")
    axes.set_yticks(TICKS)
    _legend(axes)
    told = ", ".join(f"{name} {f['error']:.3f}" for name, f in calibration.items())
    return Chart("calibration", "Calibration of refusals", f"Expected calibration error: {told}.", _png(figure))


def latency_chart(times: Mapping[str, Sequence[float]]) -> Chart:
    """Draw which share of answers is there after how many milliseconds, for each sort of question."""
    times = {name: values for name, values in times.items() if values}
    figure, axes = _open(7, 3.6)
    for place, (name, values) in enumerate(times.items()):
        ordered = sorted(values)
        shares = [100 * (i + 1) / len(ordered) for i in range(len(ordered))]
        axes.plot(ordered, shares, color=COLOURS[place], linestyle=LINES[place], label=f"{name} ({len(ordered)})")
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("answered, %")
    axes.set_yticks(TICKS)
    _legend(axes)
    told = ", ".join(f"{name} {sorted(values)[len(values) // 2]:.0f} ms" for name, values in times.items())
    return Chart("latency", "Time of an answer", f"Half of the answers are there after: {told}.", _png(figure))


def scaling_chart(bench: Mapping[str, dict[str, Any]]) -> Chart | None:
    """Draw search among more and more vectors beside exact search; None where it was not measured."""
    sizes = {int(size): f for size, f in (bench.get("scale") or {}).items() if size.isdigit()}
    if not sizes:
        return None
    figure, axes = _open(7, 3.6)
    for place, (field, label) in enumerate((("p50_ms", "median"), ("p95_ms", "p95"), ("floor_exact_p50_ms", "exact search, median"))):
        axes.plot(list(sizes), [f[field] for f in sizes.values()], marker=MARKS[place], color=COLOURS[place], label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("vectors")
    axes.set_ylabel("milliseconds")
    _legend(axes)
    told = ", ".join(f"{size:,}: {f['p50_ms']:.1f} ms, recall@10 {f['recall@10']:.2f}" for size, f in sizes.items())
    return Chart("scaling", "Search among many vectors", f"Median time by number of vectors: {told}.", _png(figure))


def throughput_chart(bench: Mapping[str, dict[str, Any]]) -> Chart | None:
    """Draw answers a second by number of askers beside the bare embedding; None where it was not measured."""
    askers = {int(number): f for number, f in (bench.get("serve") or {}).items() if number.isdigit()}
    if not askers:
        return None
    figure, axes = _open(7, 3.2)
    for place, (field, label) in enumerate((("per_s", "answers over HTTP"), ("floor_per_s", "bare embeddings"))):
        axes.plot(list(askers), [f[field] for f in askers.values()], marker=MARKS[place], color=COLOURS[place], label=label)
    axes.set_xscale("log", base=2)
    axes.set_xticks(list(askers), [str(number) for number in askers])
    axes.set_xlabel("people asking at once")
    axes.set_ylabel("a second")
    axes.set_ylim(bottom=0)
    _legend(axes)
    told = ", ".join(f"{number} askers {f['per_s']:.0f} a second" for number, f in askers.items())
    return Chart("throughput", "Answers a second", f"Over HTTP: {told}.", _png(figure))


def _open(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")  # without pyplot: no window, nothing to close
    axes = figure.add_subplot()
    axes.grid(True, color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _intervals(axes: Axes, rows: Sequence[float], values: Sequence[tuple[float, float, float]], place: int, label: str) -> None:
    """Draw (value, low, high) of shares as marks with bars."""
    middle = [100 * value for value, _, _ in values]
    reach = [[100 * (value - low) for value, low, _ in values], [100 * (high - value) for value, _, high in values]]
    bars = [[max(0.0, length) for length in side] for side in reach]
    axes.errorbar(middle, rows, xerr=bars, fmt=MARKS[place], color=COLOURS[place], markersize=5, linewidth=1.2, capsize=2, label=label)


def _percents(axes: Axes, label: str) -> None:
    axes.set_xlim(-1, 101)
    axes.set_xticks(TICKS)
    axes.set_xlabel(label)


def _legend(axes: Axes) -> None:
    axes.legend(frameon=False, fontsize=8, loc="best")


def _png(figure: Figure) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})  # the same figures give the same file
    return out.getvalue()
