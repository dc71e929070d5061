"""Verdicts -> tables and files: by kind and group with intervals, refusals, latency, and the misses to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from eval.metrics import percentile, precision_recall, wilson_interval
from eval.questions import GROUPS, KINDS
from eval.score import Verdict

REFUSALS = ("not_found", "clarify")
COMPUTED = ("unit_tasks", "clause", "set", "unit_names", "front")  # looked up or counted
RETRIEVED = ("topic_units", "facts", "multi", "spoken")  # found by what the text says


def summarise(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return all figures of one question set as plain data."""
    return {
        "all": share(verdicts),
        "groups": {group: share([v for v in verdicts if v.question.kind in kinds]) for group, kinds in GROUPS.items()},
        "kinds": {kind: share([v for v in verdicts if v.question.kind == kind]) for kind in KINDS},
        "refusals": {status: refusal_figures(verdicts, status) for status in REFUSALS},
        "citations": citation_figures(verdicts),
        "reasons": dict(Counter(kind for v in verdicts for kind in v.reason_kinds).most_common()),
        "latency_ms": {
            "computed": latency([v for v in verdicts if v.question.kind in COMPUTED]),
            "retrieved": latency([v for v in verdicts if v.question.kind in RETRIEVED]),
            "all": latency(verdicts),
        },
    }


def share(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return n, number right, accuracy and its 95 % interval; None where there is no question."""
    n, right = len(verdicts), sum(v.right for v in verdicts)
    return {"n": n, "right": right, "accuracy": right / n if n else None, "interval": wilson_interval(right, n)}


def refusal_figures(verdicts: Iterable[Verdict], status: str) -> dict[str, Any]:
    pairs = [(v.answer.status if v.answer else "missing", v.question.gold.status) for v in verdicts]
    precision, recall, given, due = precision_recall(pairs, status)
    return {"precision": precision, "recall": recall, "given": given, "due": due}


def citation_figures(verdicts: Iterable[Verdict]) -> dict[str, Any]:
    answers = [v for v in verdicts if v.answer]
    faults = sum(reason.startswith("citation:") for v in answers for reason in v.reasons)
    return {"citations": sum(len(v.answer.citations) for v in answers), "faulty": faults}


def latency(verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """Return n, p50 and p95 of the answers' own milliseconds."""
    times = [v.answer.latency_ms for v in verdicts if v.answer]
    return {"n": len(times), "p50": percentile(times, 50), "p95": percentile(times, 95)}


def to_markdown(name: str, summary: dict[str, Any]) -> str:
    """Return the tables of one question set."""
    parts = [f"## {name}: {percent(summary['all']['accuracy'])} of {summary['all']['n']} right, 95 % interval {bounds(summary['all'])}"]
    rows = [(label, figures) for label, figures in summary["groups"].items()]
    parts.append(table(("group", "n", "right", "accuracy", "95 % interval"), map(_share_row, rows)))
    parts.append(table(("kind", "n", "right", "accuracy", "95 % interval"), map(_share_row, summary["kinds"].items())))
    refusals = ((s, r["due"], r["given"], percent(r["precision"]), percent(r["recall"])) for s, r in summary["refusals"].items())
    parts.append(table(("refusal", "due", "given", "precision", "recall"), refusals))
    times = ((label, t["n"], number(t["p50"]), number(t["p95"])) for label, t in summary["latency_ms"].items())
    parts.append(table(("latency of", "n", "p50 ms", "p95 ms"), times))
    cites = summary["citations"]
    parts.append(f"Citations: {cites['citations']}, of which do not verify: {cites['faulty']}.")
    if summary["reasons"]:
        parts.append("Wrong for (a question may have several): " + ", ".join(f"{kind} {n}" for kind, n in summary["reasons"].items()) + ".")
    parts += [retrieval_table(label, figures) for label, figures in summary.get("retrieval", {}).items()]
    return "\n\n".join(parts) + "\n"


def retrieval_table(name: str, figures: dict[str, dict[str, Any]]) -> str:
    columns = ("recall@1", "recall@3", "recall@5", "first@1", "mrr")
    rows = ((label, f["n"], *(number(f[column], 3) for column in columns)) for label, f in figures.items())
    return table((f"retriever: {name}", "n", *columns), rows)


def _share_row(item: tuple[str, dict[str, Any]]) -> tuple[Any, ...]:
    label, figures = item
    return label, figures["n"], figures["right"], percent(figures["accuracy"]), bounds(figures)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a Markdown table, first column left, the others right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def number(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def bounds(figures: dict[str, Any]) -> str:
    return "–" if figures["interval"] is None else "{:.1f}–{:.1f} %".format(*(100 * bound for bound in figures["interval"]))


def misses_to_markdown(name: str, verdicts: Iterable[Verdict], keep: Callable[[Verdict], bool] = lambda v: not v.right) -> str:
    """Return the wrong answers with what was asked, what was due and why they are wrong, for reading."""
    kept = [v for v in verdicts if keep(v)]
    parts = [f"# {name}: {len(kept)} misses\n"]
    for v in kept:
        gold = v.question.gold
        due = " ".join(
            f"{field}={value}"
            for field, value in (
                ("status", "/".join(gold.status)),
                ("clauses", None if gold.clauses is None else ",".join(gold.clauses)),
                ("units", None if gold.units is None else "、".join(gold.units)),
                ("facts", ", ".join("/".join(choices) for choices in gold.facts) or None),
                ("verdict", gold.verdict),
            )
            if value is not None
        )
        came = "no prediction"
        if v.answer:
            units = "" if v.answer.units is None else " units=" + "、".join(v.answer.units)
            text = v.answer.text if len(v.answer.text) <= 300 else v.answer.text[:300] + "…"
            came = f"status={v.answer.status} clauses={','.join(v.answer.clauses)}{units}\n\n> " + text.replace("\n", "\n> ")
        asked = " → ".join(turn.replace("\n", " ") for turn in v.question.turns)
        reasons = "\n".join(f"- {reason}" for reason in v.reasons)
        parts.append(f"## {v.question.id} {v.question.kind}: {asked}\n\n{reasons}\n\ndue: {due}\n\ncame: {came}\n")
    return "\n".join(parts)
