"""Lines and table rows -> a tree of numbered nodes, whatever the order in which a notice nests its numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import replace
from itertools import takewhile, zip_longest

from ingest.closing import ANNEX_LINE, ANNEX_LIST, CLOSING_LINE, DATE_LINE, SITE_LINE, signature_begins
from ingest.duties import duty_line, is_holder_line, shares_duties
from ingest.labels import begins_label
from ingest.lines import Line, number_glued, number_spaced, read_line, split_lines
from ingest.nodes import ANNEX, MAX_TITLE, Node, Outline, is_title, lineage
from ingest.phrases import find_phrases
from ingest.requirements import is_to_all
from ingest.section_labels import leading_labels
from ingest.tables import Column, Row, Table, find_tables
from prompts import message
from schema import ParseWarning


def build_outline(source: str) -> Outline:
    """Nest lines and rows by their numbers.

    A kind of number met for the first time nests below the current node; one met before closes
    everything down to its level. Numbers that skip or repeat are kept and warned about.
    """
    tables = find_tables(source)
    between = zip([0, *(table.end for table in tables)], [*(table.start for table in tables), len(source)])
    lines = number_glued(number_spaced([line for begin, end in between for line in split_lines(source, begin, end)]))
    last = max((line.start for line in lines if line.marker), default=0)
    builder = _Builder(source, leading_labels(lines), last)
    place = 0
    for table in tables:
        before = bisect_left(lines, table.start, key=lambda line: line.start)
        builder.add_lines(lines[place:before])
        builder.add_table(table)
        place = before
    builder.add_lines(lines[place:])
    return builder.finish()


# "并提出如下要求，请一并抓好贯彻落实"
ANNOUNCED = re.compile("(?:提出|有关|工作|具体)?(?:如下|以下)(?:几点|有关|工作|具体)?要求|要求如下")
ANNOUNCED_WITHIN = 3  # lines at the end of the front matter


class _Builder:
    """Takes lines and tables in order and grows the tree."""

    def __init__(self, source: str, leading: Container[int], last_number: int) -> None:
        self.source = source
        self.last_number = last_number  # offset of the last line with a number
        self.leading = leading  # offsets of lines with labels that hold for the items below them
        self.outline = Outline([], [], [], [])
        self.stack: list[Node] = []
        self.last: dict[str, Node] = {}  # the last node of each kind of number
        self.in_annex_list = False
        self.after_table = False

    def add_lines(self, lines: list[Line]) -> None:
        for line, following in zip_longest(lines, lines[1:]):
            self._add_line(line, following)

    def _add_line(self, line: Line, following: Line | None) -> None:
        begun = bool(self.stack or self.outline.roots)
        if self._in_annex_list(line):
            (self.outline.closing if begun else self.outline.front).append(line)
        elif SITE_LINE.search(line.text):
            self.outline.closing.append(line)
        elif begun and ANNEX_LINE.fullmatch(line.text):
            self._close_section()
            self._open_root("annex", ANNEX, line)
        elif begun and line.heading and not line.marker:
            self._open_root("heading", "", line)
        elif line.marker and not self._is_continuation(line):
            self._push(Node(line.marker, line.number, line.ordinal, [line]))
        elif line.bullet and self._begins_item(line):
            siblings = self.stack[-1].parent if self.stack[-1].marker == "bullet" else self.stack[-1]
            self._push(Node("bullet", "", 1 + len(siblings.children), [line]))
        elif line.start in self.leading:
            self._push(Node("labels", "", 0, [line]))
        elif not line.marker and self._begins_duties(line, following):
            self._push(Node("duty", "", 0, _parted(line)))
        elif not begun:
            self.outline.front.append(line)
        elif self.stack and DATE_LINE.fullmatch(line.text) and self._close_section(line):
            self.stack = []
        elif not self.stack and CLOSING_LINE.fullmatch(line.text):
            self.outline.closing.append(line)
        elif not self.stack or self.after_table or self._closes(line):
            self.stack = [] if self._closes(line) else self.stack
            self._push(Node("after", "", 0, [line]))
        else:
            self.stack[-1].lines.append(line)

    def _closes(self, line: Line) -> bool:
        """Tell whether a paragraph after the last numbered clause tells all what to do, and is no part of that clause."""
        above = self.stack[-1].lines if self.stack else []
        whole = bool(above) and (above[-1].ends_sentence or begins_label(above[-1].text))
        return whole and line.start > self.last_number and is_to_all(line.text)

    def _begins_item(self, line: Line) -> bool:
        """Tell whether an item of a list without numbers is a clause: below a heading or another such item, and no label."""
        above = self.stack[-1] if self.stack else None
        if above is None or begins_label(line.text.replace("*", "")):
            return False
        return above.marker == "bullet" or (len(above.lines) == 1 and is_title(above.lines[0]))

    def _begins_duties(self, line: Line, following: Line | None) -> bool:
        """Tell whether an unnumbered line begins the duties of a unit that it names, or names a unit over its numbered duties."""
        above = self.stack[-1].lines if self.stack else self.outline.front
        if above and not (above[-1].ends_sentence or is_title(above[-1])):
            return False  # wrapped
        sure = not self.stack
        numbered = following is not None and following.ordinal == 1 and is_holder_line(line.text, following.words, sure)
        return numbered or (duty_line(line.text, sure) is not None and not (self.stack and shares_duties(line.text)))

    def add_table(self, table: Table) -> None:
        self.outline.heads.append(table.head)
        above = self.stack[-1] if self.stack else None
        numbered = self._number_column(table)
        for row in table.rows:
            if row.section and len(row.cells) > 1:
                self.outline.heads.append(row)
            elif row.section:
                line = read_line(self.source, *row.cells[0])
                above = _parent_for(line.marker or "heading", above)
                above = Node(line.marker or "heading", line.number, line.ordinal, [line], above)
                self._attach(above)
            else:
                self._add_row(row, table.columns, above, numbered)
        open_nodes = [id(node) for node in lineage(above)]
        self.stack = [node for node in self.stack if id(node) in open_nodes]
        self.after_table = True

    def finish(self) -> Outline:
        self._close_section()
        if not self.outline.roots:
            self._split_closing_front()
        self._mark_requirements()
        return self.outline

    def _mark_requirements(self) -> None:
        """Mark the numbered clauses that the front announces as requirements, where the tasks stand in a table or an annex after them."""
        roots = self.outline.roots
        own = list(takewhile(lambda root: not root.rows and root.marker != "annex", roots))
        announced = any(ANNOUNCED.search(line.text) for line in self.outline.front[-ANNOUNCED_WITHIN:])
        if announced and len(own) < len(roots):
            for root in own:
                root.required = True

    def _push(self, node: Node) -> None:
        """Nest a node below the current one, closing everything down to its own kind of number."""
        level = next((i for i, above in enumerate(self.stack) if above.marker == node.marker), None)
        if level is not None:
            del self.stack[level:]
        node.parent = self.stack[-1] if self.stack else None
        self._attach(node)
        self.stack.append(node)
        self.after_table = False

    def _in_annex_list(self, line: Line) -> bool:
        """Tell whether a line belongs to the list of annexes above the signature: 附件：1.甲 / 2.乙."""
        begins = ANNEX_LIST.fullmatch(line.text) and len(line.text) <= MAX_TITLE and not line.text.endswith("。")
        goes_on = self.in_annex_list and line.ordinal > 1 and len(line.text) <= MAX_TITLE and not line.text.endswith("。")
        self.in_annex_list = bool(begins or goes_on)
        return self.in_annex_list

    def _number_column(self, table: Table) -> int | None:
        """Return the column that numbers the rows: 序号, else the first text column with a number of its own in each row."""
        kinds = [column.kind for column in table.columns]
        if "number" in kinds:
            return kinds.index("number")
        texts = [place for place, kind in enumerate(kinds) if kind == "text"]
        rows = [row for row in table.rows if not row.section]
        for place in texts:
            numbers = [read_line(self.source, *row.cells[place]).number for row in rows if place < len(row.cells)]
            if all(numbers) and len(set(numbers)) == len(rows):
                return place
        return texts[0] if texts else None

    def _add_row(self, row: Row, columns: tuple[Column, ...], parent: Node | None, numbered: int | None) -> None:
        number, ordinal = self._row_number(row, columns, numbered)
        siblings = parent.children if parent else self.outline.roots
        previous = siblings[-1] if siblings and siblings[-1].marker == "row" else None
        if previous and previous.columns == columns and self._is_same_task(row, number, previous):
            previous.rows.append(row)
            return
        self._attach(Node("row", number, ordinal, [], parent, rows=[row], columns=columns))

    def _is_same_task(self, row: Row, number: str, above: Node) -> bool:
        """Tell whether a row goes on with the task of the row above: the same number, no number of its own, the same words."""
        if number or _has_number_column(above.columns):
            return number in (above.number, "")
        return self._words(row, above.columns) == self._words(above.rows[-1], above.columns)

    def _words(self, row: Row, columns: tuple[Column, ...]) -> list[str]:
        return [self.source[begin:end] for column, (begin, end) in zip(columns, row.cells) if column.kind == "text"]

    def _row_number(self, row: Row, columns: tuple[Column, ...], place: int | None) -> tuple[str, int]:
        if place is None or place >= len(row.cells):
            return "", 0
        begin, end = row.cells[place]
        line = read_line(self.source, begin, end)
        if columns[place].kind == "text":
            return line.number, line.ordinal
        text = self.source[begin:end].strip(" *.、．")
        return text, line.ordinal or (int(text) if text.isdecimal() and len(text) < 6 else 0)

    def _attach(self, node: Node) -> None:
        siblings = node.parent.children if node.parent else self.outline.roots
        self._check_sequence(node, siblings)
        siblings.append(node)
        self.last[node.marker] = node

    def _open_root(self, marker: str, number: str, line: Line) -> None:
        self.stack = [Node(marker, number, 0, [line])]
        self.outline.roots.append(self.stack[0])
        self.after_table = False

    def _check_sequence(self, node: Node, siblings: list[Node]) -> None:
        before = self.last.get(node.marker)
        if node.ordinal in (0, 1):
            return
        start, end = (node.lines[0].start, node.lines[0].body) if node.lines else (node.rows[0].start, node.rows[0].end)
        if before is None:
            self._warn("number_first", start, end, number=node.number)
            return
        last = siblings[-1] if siblings and siblings[-1].marker == node.marker else before
        if node.ordinal == last.ordinal:
            self._warn("number_repeated", start, end, number=node.number)
        elif node.ordinal != last.ordinal + 1:
            self._warn("number_gap", start, end, last=last.number, number=node.number)

    def _warn(self, code: str, start: int, end: int, **values: str) -> None:
        self.outline.warnings.append(ParseWarning(code, message(f"warn_{code}", **values), start, end))

    def _is_continuation(self, line: Line) -> bool:
        """Tell a figure at the start of a wrapped line from a number: it neither follows on nor starts anew."""
        above = self.stack[-1].lines if self.stack else []
        if line.heading or not above or above[-1].ends_sentence or line.ordinal == 1:
            return False
        before = self.last.get(line.marker)
        if before and line.ordinal == before.ordinal + 1:
            return False
        heading = len(above) == 1 and len(above[0].text) <= MAX_TITLE and "，" not in above[0].text
        return not heading

    def _close_section(self, date: Line | None = None) -> bool:
        """Move a signature, its date and notes of publication from the last node to the closing lines.

        With ``date``, the date line that was just met; False if no signature stands above it.
        """
        lines = self.stack[-1].lines if self.stack else []
        whole = [*lines, date] if date else lines
        end = signature_begins(whole, first=1)
        if end >= len(lines) and (date is None or not lines or not lines[-1].ends_sentence):
            return False
        self.outline.closing += whole[end:]
        del lines[end:]
        return True

    def _split_closing_front(self) -> None:
        """A text without numbers: title and addressees stay in front, each paragraph is a node."""
        front = self.outline.front
        end = signature_begins(front, 0)
        front, self.outline.closing = front[:end], front[end:] + self.outline.closing
        body = next((i for i, line in enumerate(front) if _is_paragraph(line)), len(front))
        self.outline.front = front[:body]
        for ordinal, line in enumerate(front[body:], 1):
            self.outline.roots.append(Node("paragraph", "", ordinal, [line]))


def _parted(line: Line) -> list[Line]:
    """Part a line that names a unit and, after a blank, its duties: two lines, as where they stand below one another."""
    place = duty_line(line.text)
    if place is None or line.text[: place[1]].rstrip()[-1] in "：:。":
        return [line]
    end, begin = line.start + place[0], line.start + place[1]
    return [replace(line, end=end, text=line.text[: place[0]]), replace(line, start=begin, text=line.text[place[1] :], body=begin)]


def _is_paragraph(line: Line) -> bool:
    """Tell a paragraph from the lines of a title, an address or a document number."""
    return len(line.text) > MAX_TITLE or line.text.endswith(("。", "；")) or bool(find_phrases(line.text))


def _parent_for(marker: str, node: Node | None) -> Node | None:
    """Return the node below which a section of a table stands: above the last one with the same kind of number."""
    return next((above.parent for above in lineage(node) if above.marker == marker), node)


def _has_number_column(columns: tuple[Column, ...]) -> bool:
    return any(column.kind == "number" for column in columns)
