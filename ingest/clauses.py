"""Drafts -> clauses with what was read off them, their parts of the source, what is odd about them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ingest.drafts import Draft
from ingest.facts import find_amounts, find_deadlines, find_deliverables, find_people, find_times
from ingest.nodes import ANNEX, Node, lineage
from ingest.officers import find_officers
from ingest.phrases import OPENERS, overlooked_lists
from ingest.requirements import REQUIREMENT_HEADING
from ingest.scopes import find_scopes
from ingest.sentences import sentence_bounds
from ingest.units import NamedUnit, settle_roles, to_assignments
from prompts import message
from schema import Clause, ClauseKind, Deadline, LeadRule, ParseWarning, Part, Scope, Sentence

_FULL_BRACKETS = str.maketrans("()", "（）")
# One way to type a number, whatever it was set in: "(二)" -> "（二）", "⒈" -> "1", "⑵" -> "（2）", "㈢" -> "（三）", "１７" -> "17"
_TYPED = _FULL_BRACKETS | {
    code: unicodedata.normalize("NFKC", chr(code)).rstrip(".").translate(_FULL_BRACKETS)
    for first, last in ("⒈⒛", "⑴⒇", "㈠㈩", "０９")
    for code in range(ord(first), ord(last) + 1)
}
MAX_HEADING = 12  # characters of an unnumbered heading that may stand in the ids below it
MAX_QUOTED = 40  # characters of the notice shown in a warning
MAX_OWN_TITLE = 30  # characters of a clause's first sentence that still read as its title


def clause_ids(nodes: list[Node], tasks: list[bool]) -> list[str]:
    """Give each clause its number: an Arabic number where these run on through the notice, else the path of numbers.

    Where that names several, the unnumbered headings above stand before it: 县水利局·1, 县公安局·1.

    Args:
        tasks: whether each names units responsible. Where 一、 二、 are tasks themselves, 1. below 四、 is 四1.
    """
    top = any(task and node.number and node.marker != "row" and _depth(node) == 0 for node, task in zip(nodes, tasks))
    plain = _running_numbers(nodes, lone=not top)
    annexes = _annex_names(nodes)
    often, of_tasks = Counter(plain.values()), Counter(number for place, number in plain.items() if tasks[place])
    names = []
    for place, node in enumerate(nodes):
        number = plain.get(place)
        path = "".join(map(_typed, node.path))
        annex = annexes.get(id(lineage(node)[-1]))
        path = f"{annex}·{path.removeprefix(ANNEX)}" if annex else path
        alone = often[number] == 1 or (tasks[place] and of_tasks[number] == 1)  # beside a task's number, a requirement's gives way
        own = number if number and alone else path
        names.append(own if node.number else own + _name_without_number(node))
    often = Counter(names)
    below = [_heading_of(node) for node in nodes]
    told = {heading for name, heading in zip(names, below) if often[name] > 1}
    seen: Counter[str] = Counter()
    ids = []
    for name, heading in zip(names, below):
        own = f"{heading}·{name}" if heading and heading in told else name
        seen[own] += 1
        ids.append(own if seen[own] == 1 else f"{own}·{seen[own]}")
    return ids


def _heading_of(node: Node) -> str:
    """Return the unnumbered heading that a clause stands below, which tells its number from the same one elsewhere: 县公安局·1; or ""."""
    title = next((above.title for above in lineage(node)[1:] if not above.number), "")
    return title if len(title) <= MAX_HEADING else ""


def _running_numbers(nodes: list[Node], lone: bool) -> dict[int, str]:
    """Return the Arabic numbers that need no path, by the node's place: of runs that go on across headings.

    A number that begins a run is 1 or does not follow on. Numbers that start anew below each heading (一（一）1, 一（二）1)
    are no names of their own; a lone run below a top-level heading is, if ``lone``.
    """
    runs: dict[str, list[list[int]]] = {}
    for place, node in enumerate(nodes):
        kind = node.marker.rstrip("123") if node.marker.startswith("decimal") else node.marker
        if kind not in ("arabic", "row", "decimal", "spaced", "item") or not node.number:
            continue
        own = runs.setdefault(kind, [])
        last = nodes[own[-1][-1]] if own else None
        anew = last is None or (kind != "decimal" and (node.ordinal <= 1 or node.ordinal < last.ordinal))
        if anew:
            own.append([])
        own[-1].append(place)
    kept = {}
    for own in runs.values():
        for run in own:
            parents = {id(nodes[place].parent) for place in run}
            depth = _depth(nodes[run[0]])
            shallow = len(own) == 1 and (depth == 0 or (depth == 1 and lone))
            if len(parents) > 1 or shallow:
                kept |= {place: _typed(nodes[place].number) for place in run}
    return kept


def _annex_names(nodes: list[Node]) -> dict[int, str]:
    """Return the names of the annexes that tasks stand in, by the ``id()`` of their nodes, where there are several: 附件1, 附件2."""
    roots = {id(root): root for root in (lineage(node)[-1] for node in nodes) if root.marker == "annex"}
    names = {place: re.sub(r"[\s:：]", "", root.lines[0].text) for place, root in roots.items()}
    return names if len(set(names.values())) > 1 else {}


def _typed(number: str) -> str:
    """Return a number as people say it: "⒈" -> "1", "01" -> "1", "任务1", where all tasks are called so, -> "1"; "任务一" stays."""
    typed = number.translate(_TYPED)
    figures = typed.removeprefix("任务")
    return (figures.lstrip("0") or figures) if figures.isdecimal() else typed


def _depth(node: Node) -> int:
    """Return how many numbered nodes stand above."""
    return sum(bool(above.number) for above in lineage(node)[1:])


def _name_without_number(node: Node) -> str:
    if node.marker in ("paragraph", "bullet"):
        return f"第{node.ordinal}{'段' if node.marker == 'paragraph' else '点'}"
    return node.title[:20] or f"表{1 + (node.parent.children.index(node) if node.parent else 0)}"


def read_clause(draft: Draft, clause_id: str, named: tuple[NamedUnit, ...], full: dict[str, tuple[str, ...]]) -> Clause:
    """Turn a draft into a clause; ``full`` maps short unit names to the notice's full spellings."""
    node, body = draft.node, draft.body
    above = (*_headings_above(node), *draft.groups)
    bounds = [bound for stretch in draft.outside_phrases() for bound in sentence_bounds(body.text, *stretch)]
    sentences = tuple(Sentence(body.text[b:e], *body.source_span(b, e)) for b, e in bounds)
    required = REQUIREMENT_HEADING.search("".join(above[:1]))
    kind = ClauseKind.TASK if named else ClauseKind.REQUIREMENT if required else ClauseKind.CLAUSE
    return Clause(
        id=clause_id,
        kind=kind,
        number=node.number,
        path=node.path,
        headings=above,
        title=_own_title(sentences),
        body=body,
        start=draft.begin,
        end=draft.end,
        sentences=sentences,
        assignments=to_assignments(named, full),
        open_words=draft.responsibility.open_words,
        deadlines=_deadlines(draft),
        deliverables=_placed(draft, find_deliverables),
        amounts=_placed(draft, find_amounts),
        people=_placed(draft, find_people),
        officers=_placed(draft, find_officers, [(0, len(draft.text))]),
        scopes=_scopes(draft),
    )


def _headings_above(node: Node) -> tuple[str, ...]:
    above: list[str] = []
    parent = node.parent
    while parent:
        above.insert(0, parent.title)
        parent = parent.parent
    return tuple(title for title in above if title)


def _own_title(sentences: tuple[Sentence, ...]) -> str:
    if len(sentences) > 1 and len(sentences[0].text) <= MAX_OWN_TITLE:
        return sentences[0].text.rstrip("。；")
    return ""


def _placed(draft: Draft, find, stretches: list[tuple[int, int]] | None = None) -> tuple:
    """Run a finder over the text outside the responsibility phrases; tie what it finds to the source."""
    found = []
    for begin, end in draft.outside_phrases() if stretches is None else stretches:
        for first, last, record in find(draft.text[begin:end]):
            start, stop = draft.body.source_span(begin + first, begin + last)
            found.append(replace(record, start=start, end=stop))
    return tuple(found)


def _deadlines(draft: Draft) -> tuple[Deadline, ...]:
    """Return the deadlines of the text, of the phrases and of a table's column, each place once."""
    inside = [(phrase.inner_begin, phrase.inner_end) for phrase in draft.phrases]
    found = [*_placed(draft, find_deadlines, [(0, len(draft.text))]), *_placed(draft, find_times, inside)]
    found += [replace(d, start=s, end=e) for b, stop, d in draft.deadlines for s, e in [draft.body.source_span(b, stop)]]
    kept: list[Deadline] = []
    for deadline in sorted(found, key=lambda deadline: (deadline.start, -deadline.end)):
        if not kept or deadline.start >= kept[-1].end:
            kept.append(deadline)
        elif deadline.end - deadline.start > kept[-1].end - kept[-1].start:
            kept[-1] = deadline
    return tuple(kept)


def _scopes(draft: Draft) -> tuple[Scope, ...]:
    """Return the scopes that labels in the text or a table's column state."""
    column = [Scope(draft.text[begin:stop].strip(), *draft.body.source_span(begin, stop)) for begin, stop in draft.scopes]
    return (*_placed(draft, find_scopes, [(0, len(draft.text))]), *column)


def settle(drafts: list[Draft], rule: LeadRule, marks_lead: bool = False) -> list[tuple[NamedUnit, ...]]:
    """Return each draft's units with the notice's lead rule applied; ``marks_lead``: a mark such as * tells who leads."""
    return [settle_roles(draft.responsibility, rule, marks_lead) for draft in drafts]


def clause_parts(draft: Draft, clause_id: str) -> list[Part]:
    """Cut the clause's source into number, text and unit lists."""
    units = [draft.body.source_span(phrase.begin, phrase.end) for phrase in draft.phrases]
    if draft.node.rows:
        return list(_row_parts(draft, clause_id, units))
    first = draft.lines[0]
    parts = [Part("number", first.start, first.body, clause_id)] if first.body > first.start else []
    for line in draft.lines:
        parts += _cut_by_units(line.body if line is first else line.start, line.end, units, clause_id)
    return parts


def _row_parts(draft: Draft, clause_id: str, units: list[tuple[int, int]]) -> Iterator[Part]:
    for row in draft.node.rows:
        for place, (start, end) in enumerate(row.cells):
            if start < end:
                if place < len(draft.node.columns) and draft.node.columns[place].kind == "number":
                    yield Part("number", start, end, clause_id)
                else:
                    yield from _cut_by_units(start, end, units, clause_id)


def _cut_by_units(place: int, stop: int, units: list[tuple[int, int]], clause_id: str) -> Iterator[Part]:
    """Cut ``place`` to ``stop`` of the source at the spans of ``units``, which are in order and do not overlap."""
    for start, end in units[bisect_right(units, place, key=lambda unit: unit[1]) :]:
        if start >= stop:
            break
        start, end = max(start, place), min(end, stop)
        if place < start:
            yield Part("text", place, start, clause_id)
        yield Part("units", start, end, clause_id)
        place = end
    if place < stop:
        yield Part("text", place, stop, clause_id)


def oddities(drafts: list[Draft], clauses: list[Clause]) -> list[ParseWarning]:
    """Warn of what a clerk would want to know: short unit names, tasks without a lead, units apart."""
    warnings = []
    for clause in clauses:
        for a in clause.assignments:
            if a.written != a.unit:
                warnings.append(_warning("short_name", a.start, a.end, clause=clause.id, written=a.written, unit=a.unit))
        if clause.kind is ClauseKind.TASK and not clause.leads:
            warnings.append(_warning("no_lead", clause.start, clause.end, clause=clause.id))
    for draft, clause in zip(drafts, clauses):
        text = draft.text
        for start, end in draft.responsibility.unread:
            warnings.append(_warning("unread_name", start, end, clause=clause.id, text=draft.body.between(start, end)))
        for begin, stop in overlooked_lists(text, draft.phrases):
            start, end = draft.body.source_span(begin, stop)
            warnings.append(_warning("unread_list", start, end, clause=clause.id, text=text[begin:stop][:MAX_QUOTED]))
        for phrase in draft.phrases:
            start, end = draft.body.source_span(phrase.begin, phrase.end)
            bracketed = text[phrase.begin] in OPENERS
            if not phrase.closed:
                warnings.append(_warning("unclosed_bracket", start, end, clause=clause.id))
            if bracketed and phrase.begin and text[phrase.begin - 1] == "\n" and not phrase.label:
                warnings.append(_warning("units_apart", start, end, clause=clause.id))
            if bracketed and text[phrase.end : phrase.end + 20].strip() == "。":
                warnings.append(_warning("stop_after_units", start, end + 1, clause=clause.id))
    return warnings


def _warning(code: str, start: int, end: int, **values: str) -> ParseWarning:
    return ParseWarning(code, message(f"warn_{code}", **values), start, end)
