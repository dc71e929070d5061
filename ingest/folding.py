"""Nodes of the outline -> drafts of clauses: which are headings, and which are one task with their items folded into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.drafts import Draft, Holder, draft_node
from ingest.duties import heading_role, heading_units
from ingest.labels import label_at
from ingest.lines import Line
from ingest.mend import PageBreakMender
from ingest.nodes import UNNUMBERED, Node
from ingest.paragraphs import MAX_TITLE
from ingest.phrases import Phrase, find_phrases
from ingest.roles import role_of
from ingest.section_labels import closed_sections
from ingest.unit_lists import ACTS
from ingest.units import Responsibility, read_responsibilities
from schema import Role

FINE_MARKERS = ("bracketed_arabic", "half_bracketed", "circled", "bullet")  # numbers of items within a task, seldom tasks themselves


def draft_clauses(roots: Sequence[Node], mender: PageBreakMender) -> list[Draft]:
    """Read every node that is no mere heading; items whose units stand at the end of the whole are folded into it."""
    drafts: list[Draft] = []
    closed = closed_sections(roots)
    of_offices = _name_offices([draft_node(node, [], mender, None) for node in roots if node.is_heading], mender)
    waiting: list[tuple[Node, Holder | None, bool]] = [(node, None, of_offices) for node in roots][::-1]
    while waiting:
        node, holder, of_offices = waiting.pop()
        draft = draft_node(node, [], mender, holder)
        below = [draft_node(child, [], mender, holder) for child in node.children]
        shared = _shared(draft, below)
        if not shared and _is_one_task(draft, below, closed=id(node) in closed):
            drafts.append(draft_node(node, [line for child in below for line in _all_lines(child.node)], mender))
            continue
        holder = shared or (of_offices and _office(draft)) or _holder(draft, below) or holder
        named = shared or (node.is_heading and heading_role(draft.text))
        if not (named or node.is_heading) or (draft.phrases and not named):
            drafts.append(draft)
        of_offices = _name_offices([child for child in below if child.node.is_heading], mender)
        waiting.extend((child, holder, of_offices) for child in reversed(node.children))
    for draft in drafts:
        draft.responsibility = _responsibility(draft)
    return drafts


def _shared(draft: Draft, below: list[Draft]) -> Holder | None:
    """Return the units that a section names at its head for all the tasks below it: 一、夜市规范　责任单位：A over 1. 取缔…。 2. 划定…。

    An item that names units itself has these alone. A section that says more than its title is one task with its items, and so is
    one over items that are no sentences.
    """
    said = [draft.text[begin:end].strip() for begin, end in draft.outside_phrases()]
    title, *more = [line for piece in said for line in piece.split("\n") if line and not label_at(line + "\n", 0)] or [""]
    if not below or not draft.phrases or more or draft.node.marker in UNNUMBERED or any(p.running for p in draft.phrases):
        return None
    if draft.node.marker == "labels":
        return Holder(draft.body, tuple(draft.phrases))
    if len(below) < 2 or any(child.node.marker in FINE_MARKERS for child in below):
        return None
    if len(title) > MAX_TITLE or re.search("[。；，]", title.rstrip("。")):
        return None
    whole = all(_says_it_whole(child) for child in below) and not all(child.phrases for child in below)
    return Holder(draft.body, tuple(draft.phrases)) if whole else None


def _says_it_whole(draft: Draft) -> bool:
    """Tell whether a clause is a sentence of its own, whoever it names after it: 建成实验室一期。（责任单位：市科技局）."""
    said = [draft.text[begin:end].strip() for begin, end in draft.outside_phrases()]
    return not any(phrase.running for phrase in draft.phrases) and "".join(said).endswith("。")


# A heading that is a name of an office or several: "采购与供应链部", "党群工作部、纪检监察室（共同牵头）"
_OFFICE = r"[^，。；：、\s（）]{2,14}(?:[部处室局办委科所队会厅院站]|中心|公司|集团)"
_OFFICES = re.compile(rf"(?P<who>{_OFFICE}(?:、{_OFFICE})*)(?:[（(](?P<verb>(?:共同|联合)?(?:牵头|负责))[)）])?")
MIN_OFFICES = 3  # headings side by side


def _name_offices(headings: Sequence[Draft], mender: PageBreakMender) -> bool:
    """Tell whether headings side by side all name offices, one of them beyond doubt by what stands below it: 信息管理部, 人力资源部."""
    named = [match for draft in headings if (match := _OFFICES.fullmatch(draft.text.strip())) and not ACTS.match(draft.text)]
    if len(named) < len(headings) or len(named) < MIN_OFFICES:
        return False
    below = ([draft_node(child, [], mender).text for child in draft.node.children] for draft in headings)
    return any(heading_units(draft.text, duties) for draft, duties in zip(headings, below))


def _office(draft: Draft) -> Holder | None:
    """Return the offices that a heading names, side by side with others that do, where its text is nothing else."""
    match = _OFFICES.fullmatch(draft.text.strip()) if draft.node.is_heading and not draft.phrases else None
    if not match:
        return None
    begin, end = (draft.text.index(match["who"]) + offset for offset in (0, len(match["who"])))
    role = role_of(match["verb"]) if match["verb"] else None
    return Holder(draft.body, (Phrase(begin, end, begin, end, role),), bool(role and role.leads))


def _holder(draft: Draft, below: list[Draft]) -> Holder | None:
    """Return the units that a heading consists of, whose duties stand below it."""
    stated = heading_role(draft.text) if draft.node.is_heading else None
    if stated:
        begin, end, role = stated
        return Holder(draft.body, (Phrase(begin, end, begin, end, role),), bool(role and role.leads))
    if not draft.node.is_heading or draft.phrases:
        return None
    if any(child.phrases and child.node.rows for child in below):
        return None  # a table that names units itself
    length = heading_units(draft.text, [child.text for child in below if not child.node.rows], listed=bool(below[0].node.rows))
    return Holder(draft.body, (Phrase(0, length, 0, length),)) if length else None


def _responsibility(draft: Draft) -> Responsibility:
    """Read who is responsible off the phrases; where they name helpers at most, the units of the heading above are.

    So they are beside others where the heading says that they lead.
    """
    own = read_responsibilities(draft.text, draft.phrases).in_source(draft.body)
    stated = [phrase for phrase in draft.phrases if not phrase.running]
    roles = {unit.role for unit in read_responsibilities(draft.text, stated).named}
    if draft.holder is None or roles & ({Role.LEAD, Role.JOINT_LEAD} if draft.holder.leads else set(Role) - {Role.PARTICIPANT}):
        return own
    given = draft.holder.given(draft.text)
    return Responsibility(given.named + own.named, given.open_words or own.open_words, own.unread)


def _is_one_task(draft: Draft, below: list[Draft], closed: bool) -> bool:
    """Tell whether a node and its items are one task, its units named once for all of them.

    The units stand after the node's own words, or at the end of the last of several items:
    （1）甲；（2）乙。（市教育局）

    Args:
        closed: the lines below the last item are labels of the whole (``closed_sections``).
    """
    if not below or draft.holder or _holder(draft, below) or draft.node.marker in UNNUMBERED:
        return False
    if draft.node.rows or any(node.rows for node in _descendants(draft.node)):
        return False
    deeper = any(node.lines and find_phrases(_plain_text(node)) for child in below for node in _descendants(child.node))
    *before, last = below
    if deeper or any(child.phrases for child in before):
        return False
    if draft.phrases:
        return not last.phrases
    if not last.phrases or not before:
        return False
    listed = all(child.text.rstrip().endswith(("；", ";", "，", "、")) for child in before)
    apart = last.text[last.phrases[0].begin - 1 : last.phrases[0].begin] == "\n" and last.node.marker in FINE_MARKERS
    return listed or apart or closed


def _plain_text(node: Node) -> str:
    return "\n".join(line.text for line in node.lines)


def _descendants(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _descendants(child)


def _all_lines(node: Node) -> list[Line]:
    return [*node.lines, *(line for child in _descendants(node) for line in child.lines)]
