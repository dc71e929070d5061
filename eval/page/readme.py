"""The results in the README, written from what is filed and nowhere by hand."""

from __future__ import annotations

from eval.bench.targets import TARGET_HEAD, target_rows
from eval.jsonl import DataError
from eval.page.filed import Filed
from eval.report import bounds, number, percent, table

BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
WHAT_COUNTS = """\
An answer counts as right only if status, clauses, units and facts all agree with the gold and its text claims nothing else. Rules and
thresholds were tuned on dev, so only **test** says what to expect of questions nobody here has tuned for."""
WITHOUT_PHRASINGS = "no phrasings"  # an ablation, and what a notice has that was just added
RANKED = ("plain", "spoken", "all of these")


def fill_results(text: str, run: Filed, baselines: Filed | None, bench: Filed | None) -> str:
    """Return a text with what stands between its two marks written anew.

    Raises:
        DataError: a mark is missing.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise DataError(f"expected the marks {BEGIN} and {END} in the README, where the results stand")
    return f"{before}{begin}\n{results_to_markdown(run, baselines, bench)}\n{end}{after}"


def results_to_markdown(run: Filed, baselines: Filed | None, bench: Filed | None) -> str:
    """Return the accuracy by group of questions, times, citations, retrieval, and what must hold of speed where that is filed."""
    parts = [
        f"Measured by `python -m eval` on the shipped notice ({run.label}); written here by `python -m eval report`.\n{WHAT_COUNTS}",
        _accuracy(run),
        "\n".join([*_times(run), *_new_notice(baselines), *_retrieval(run)]),
    ]
    if bench:
        parts += [f"Speed, measured by `python -m eval bench` ({bench.label}):", table(TARGET_HEAD, target_rows(bench.figures))]
    return "\n\n".join(parts)


def _accuracy(run: Filed) -> str:
    dev, test = run.figures["dev"], run.figures["test"]
    shares = [(name, test["groups"][name], dev["groups"][name]) for name in test["groups"]] + [("all", test["all"], dev["all"])]
    rows = []
    for name, reported, tuned in shares:
        mark = "**" if name == "all" else ""
        cells = (f"{mark}{name} ({reported['n']}){mark}", f"{mark}{percent(reported['accuracy'])}{mark}")
        rows.append((*cells, bounds(reported), percent(tuned["accuracy"])))
    return table(("kinds of question", "test right", "95 % interval", "dev right"), rows)


def _times(run: Filed) -> list[str]:
    cites, times = run.figures["test"]["citations"], run.figures["test"]["latency_ms"]
    told = "; ".join(f"{name} {number(times[name]['p50'])} / {number(times[name]['p95'])} ms" for name in ("computed", "retrieved"))
    proved = f"Of the {cites['citations']} citations of the test answers, {cites['faulty']} do not verify."
    return [f"{proved} Time for an answer, p50 / p95: {told}."]


def _new_notice(baselines: Filed | None) -> list[str]:
    without = baselines.figures.get("dev", {}).get(WITHOUT_PHRASINGS) if baselines else None
    if not without:
        return []
    right = percent(without["all"]["accuracy"])
    return [f"The same notice with no phrasings beside it, as one that was just added: {right} of dev right ({baselines.label})."]


def _retrieval(run: Filed) -> list[str]:
    figures = run.figures["test"].get("retrieval", {}).get("hybrid")
    if not figures:
        return []
    told = ", ".join(f"{percent(figures[row]['first@1'])} of {row} ({figures[row]['n']})" for row in RANKED)
    return [f"The retriever alone puts a right clause first for {told} test questions."]
