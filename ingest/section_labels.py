"""Labels in lines of their own that hold for several numbered items, where no item says itself who is responsible."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ingest.labels import begins_label, label_in
from ingest.lines import Line
from ingest.nodes import Node, is_title
from ingest.phrases import CLOSERS, OPENERS, is_responsibility
from ingest.unit_lists import is_certain_list


def closed_sections(roots: Sequence[Node]) -> set[int]:
    """Return the ``id()`` of the nodes below whose last item labels stand for all of their items: 1.甲。 2.乙。 牵头单位：A.

    Among sections side by side, labels below an item that is not the last say that each item has its own; so does a line
    set back further than its item.
    """
    closed: set[int] = set()
    waiting: list[Sequence[Node]] = [roots]
    while waiting:
        siblings = waiting.pop()
        waiting.extend(node.children for node in siblings if node.children)
        sections = [node for node in siblings if len(node.children) > 1]
        if not any(_closing_lines(item) for node in sections for item in node.children[:-1]):
            closed.update(id(node) for node in sections if _closes(node.children[-1]))
    return closed


def _closes(item: Node) -> bool:
    labels = _closing_lines(item)
    return bool(labels) and labels[-1].indent <= item.lines[0].indent


def _closing_lines(item: Node) -> list[Line]:
    """Return the labels in lines of their own at an item's end, the first line not among them; none where they name nobody."""
    labels = list(takewhile(_is_label_or_value, reversed(item.lines[1:])))
    return labels if any(names_units(line.text) or _is_bracket(line.text) for line in labels) else []


def _is_label_or_value(line: Line) -> bool:
    return begins_label(line.text) or is_certain_list(line.text) or _is_bracket(line.text)


def _is_bracket(line: str) -> bool:
    """Tell whether a line is nothing but a bracket that names units responsible: "（县公安局负责）" -> True."""
    return line[:1] in tuple(OPENERS) and line[-1:] in tuple(CLOSERS) and is_responsibility(line[1:-1], closes=True)


def leading_labels(lines: Sequence[Line]) -> set[int]:
    """Return the offsets of the lines with which labels begin that hold for the items below them: 牵头单位：A over 1.甲。 2.乙。

    Labels lead where the first stand above all items (or between them and their heading), and all stand right above an item
    of that kind. Where each stands right below a heading it is the heading's own.
    """
    runs = [run for run in _label_runs(lines) if any(names_units(line.text) for line in lines[slice(*run)])]
    if not runs or any(end == len(lines) or not lines[end].marker for _, end in runs):
        return set()
    begin, end = runs[0]
    marker = lines[end].marker
    first = _is_below_heading(lines, begin, marker) or not any(line.marker for line in lines[:begin])
    if not first or any(lines[end].marker != marker for _, end in runs):
        return set()
    own = all(_is_below_heading(lines, begin, marker) for begin, _ in runs)
    return set() if own else {lines[begin].start for begin, _ in runs}


def _label_runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the bounds of the stretches of lines without numbers that begin with labels."""
    runs: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if line.marker or not begins_label(line.text):
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _is_below_heading(lines: Sequence[Line], place: int, items: str) -> bool:
    above = lines[place - 1] if place else None
    return above is not None and above.marker not in ("", items) and is_title(above)


def names_units(line: str) -> bool:
    """Tell whether a line begins with a label of units responsible: "（牵头单位：市教育局）" -> True; "完成时限：年底" -> False."""
    return begins_label(line) and label_in(line.lstrip(OPENERS))
