"""Lines -> a tree of numbered nodes, whatever the order in which a notice nests its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.lines import Line
from schema import ParseWarning

MAX_TITLE = 60  # characters; a longer line without a full stop is text all the same
# "2016年11月15日", "二○一六年十一月" / "2018年年底前完成"
DATE_LINE = re.compile(r"[\d一二三四五六七八九十〇○零]{4}年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?")
# "（此件公开发布）", "（本文有删减）", "抄送：…"
CLOSING_LINE = re.compile(r"[（(](?:此件|本文|本件|联系)[^）)]*[）)]|抄送[:：].*|主题词[:：].*|.{2,12}印发")
# "附件", "附件1：", "附：" / "附件所列"
ANNEX_LINE = re.compile(r"附件?\s*\d{0,2}\s*[:：]?")


@dataclass(slots=True)
class Node:
    """A numbered line with the lines that belong to it, and what is nested below."""

    marker: str
    number: str
    ordinal: int
    lines: list[Line]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        above = self.parent.path if self.parent else ()
        return (*above, self.number) if self.number else above

    @property
    def is_heading(self) -> bool:
        """A node that only names what stands below it."""
        title = self.lines[0].text if self.lines else ""
        return bool(self.children) and len(self.lines) == 1 and len(title) <= MAX_TITLE and not title.endswith(("。", "；"))

    @property
    def title(self) -> str:
        return self.lines[0].text if self.lines else ""


@dataclass(slots=True)
class Outline:
    front: list[Line]
    roots: list[Node]
    closing: list[Line]
    warnings: list[ParseWarning]

    def walk(self) -> list[Node]:
        """Return all nodes in the order of the text."""
        ordered: list[Node] = []

        def visit(node: Node) -> None:
            ordered.append(node)
            for child in node.children:
                visit(child)

        for root in self.roots:
            visit(root)
        return ordered


def build_outline(lines: list[Line]) -> Outline:
    """Nest the lines by their numbers.

    A kind of number met for the first time nests below the current node; one met before closes
    everything down to its level. Numbers that skip or repeat are kept and warned about.
    """
    body, closing = _split_closing(lines)
    outline = Outline([], [], closing, [])
    stack: list[Node] = []
    for line in body:
        current = stack[-1] if stack else None
        annex = ANNEX_LINE.fullmatch(line.text) and current is not None
        if annex or (line.heading and not line.marker and current is not None):
            stack = [Node("annex" if annex else "heading", "附件" if annex else "", 0, [line])]
            outline.roots.append(stack[0])
        elif line.marker and not _is_continuation(line, stack):
            level = next((i for i, node in enumerate(stack) if node.marker == line.marker), None)
            if level is not None:
                del stack[level:]
            parent = stack[-1] if stack else None
            node = Node(line.marker, line.number, line.ordinal, [line], parent)
            siblings = parent.children if parent else outline.roots
            _check_sequence(node, siblings, outline)
            siblings.append(node)
            stack.append(node)
        elif current is None:
            outline.front.append(line)
        else:
            current.lines.append(line)
    return outline


def _split_closing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Split off signature, date and notes of publication at the end."""
    end = len(lines)
    while end and CLOSING_LINE.fullmatch(lines[end - 1].text):
        end -= 1
    if end and DATE_LINE.fullmatch(lines[end - 1].text):
        end -= 1
        while end and not lines[end - 1].marker and not lines[end - 1].ends_sentence and len(lines[end - 1].text) <= 30:
            end -= 1
    return lines[:end], lines[end:]


def _is_continuation(line: Line, stack: list[Node]) -> bool:
    """Tell a figure at the start of a wrapped line from a number: it neither follows on nor starts anew."""
    if line.heading or not stack or stack[-1].lines[-1].ends_sentence or line.ordinal == 1:
        return False
    if len(stack[-1].lines) == 1 and len(stack[-1].title) <= MAX_TITLE:
        return False  # the line before may be a heading
    known = next((node for node in stack if node.marker == line.marker), None)
    return known is None or line.ordinal != known.ordinal + 1


def _check_sequence(node: Node, siblings: list[Node], outline: Outline) -> None:
    before = [n for n in outline.walk() if n.marker == node.marker]
    if not before or node.ordinal == 1:
        return
    last = siblings[-1] if siblings and siblings[-1].marker == node.marker else before[-1]
    line = node.lines[0]
    if node.ordinal == last.ordinal:
        outline.warnings.append(ParseWarning("number_repeated", f"编号 {node.number} 重复", line.start, line.body))
    elif node.ordinal != last.ordinal + 1:
        outline.warnings.append(ParseWarning("number_gap", f"编号从 {last.number} 跳到 {node.number}", line.start, line.body))
