"""What an outline is made of: numbered lines and table rows, nested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.lines import Line
from ingest.tables import Column, Row
from schema import ParseWarning

ANNEX = "附件"  # the number of an annex
UNNUMBERED = ("annex", "heading", "after")
MAX_TITLE = 60  # characters; a longer line without a full stop is text all the same


@dataclass(slots=True)
class Node:
    """A numbered line with the lines that belong to it, or a table's row, and what is nested below."""

    marker: str
    number: str
    ordinal: int
    lines: list[Line]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # several where one task fills several rows
    columns: tuple[Column, ...] = ()
    required: bool = False  # one of the requirements that the notice puts before a table or an annex with its tasks

    @property
    def path(self) -> tuple[str, ...]:
        above = self.parent.path if self.parent else ()
        if self.marker.startswith("decimal"):  # 2.1 says itself that it stands below 2
            above = tuple(number for number in above if not self.number.startswith(f"{number}."))
        return (*above, self.number) if self.number else above

    @property
    def is_heading(self) -> bool:
        """A node that only names what stands below it."""
        short = all(len(line.text) <= MAX_TITLE and not line.text.endswith(("。", "；")) for line in self.lines)
        return bool(self.children) and short and (len(self.lines) == 1 or self.marker in UNNUMBERED)

    @property
    def title(self) -> str:
        """The node's heading: its first line, of a long one the first sentence."""
        text = "".join(line.text for line in self.lines) if self.is_heading else self.lines[0].text if self.lines else ""
        text = " ".join(text.replace("**", "").split("\n"))
        return text if len(text) <= MAX_TITLE else re.split(r"(?<=[。；：])", text)[0][:MAX_TITLE]


@dataclass(slots=True)
class Outline:
    front: list[Line]
    roots: list[Node]
    closing: list[Line]
    warnings: list[ParseWarning]
    heads: list[Row] = field(default_factory=list)  # heads of tables

    def walk(self) -> list[Node]:
        """Return all nodes in the order of the text."""
        ordered: list[Node] = []
        waiting = self.roots[::-1]
        while waiting:
            node = waiting.pop()
            ordered.append(node)
            waiting.extend(reversed(node.children))
        return ordered


def is_title(line: Line) -> bool:
    """Tell whether a line may be a title: short, and no sentence or list."""
    return len(line.text) <= MAX_TITLE and not any(mark in line.words for mark in "，。；、")


def lineage(node: Node | None) -> list[Node]:
    """Return a node and those above it, innermost first."""
    nodes = []
    while node:
        nodes.append(node)
        node = node.parent
    return nodes
