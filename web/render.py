"""Turns, answers and notices -> HTML. All text goes through templates that escape it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prompts import load_words
from schema import Answer, Notice
from web.blocks import Block, Line, read_blocks
from web.conversation import Turn
from web.evidence import Finder, read_evidence
from web.links import source_version
from web.navigation import render_page
from web.runs import Span, notice_sections
from web.tables import lists_as_tables
from web.template import render_template

REMARK = re.compile(r"（[^（）]{1,6}）")  # "市住建局（牵头）", and within a name "各县（市、区）政府" / "（共同牵头责任单位）"


@dataclass(frozen=True, slots=True)
class Chip:
    unit: str
    leads: bool


def render_turn(turn: Turn, place: int, notices: Mapping[str, Notice]) -> str:
    """Return one question with what became of it.

    Args:
        place: of the turn in its conversation, from 0.
    """
    return render_template("turn.html", turn=turn, place=place, parts=_answer_parts(turn, notices))


def render_pane(notice: Notice) -> str:
    """Return the notice as it stands beside the conversation."""
    return render_template("pane.html", notice=notice, version=source_version(notice.source), sections=notice_sections(notice))


def render_notice_page(notice: Notice, quotes: Sequence[Span] = (), version: str = "") -> str:
    """Return the notice's page; what was quoted from another version than this is not marked, and that is said.

    Args:
        version: of the notice that the quotes are places in, "" for this one.
    """
    outdated = bool(quotes) and version not in ("", source_version(notice.source))
    sections = notice_sections(notice, () if outdated else quotes)
    return render_page("notice.html", "", notice.id, notice=notice, sections=sections, outdated=outdated)


def render_missing_page(sentence: str, notices: Mapping[str, Notice], status: int = 404) -> str:
    """Return the page that says why there is no other; where it was not found, it names the notices there are."""
    heading = load_words("web")["refused"].get(status, load_words("web")["refused"]["other"])
    offered = notices.values() if status == 404 else ()
    return render_page("missing.html", "", next(iter(notices), ""), heading=heading, sentence=sentence, notices=offered)


def _answer_parts(turn: Turn, notices: Mapping[str, Notice]) -> dict:
    """Return what the answer's template shows."""
    answer = turn.answer if turn.done else None
    finder = Finder(turn.answer, notices, turn.notice)
    read = read_blocks(answer.text if answer else turn.text, finder.clause, finder.quote)
    blocks = lists_as_tables(read, load_words("web")["tables"])
    chips = _chips(answer, notices, finder.notice) if answer and answer.units else ()
    trimmed = [_without_units(block, chips) for block in blocks]
    return {
        "blocks": trimmed,
        "chips_after": next((i for i, block in enumerate(blocks) if trimmed[i] != block), len(blocks) - 1),
        "answer": answer,
        "chips": chips,
        "evidence": read_evidence(answer, notices) if answer else (),
        "quoted": finder.quoted,
    }


def _chips(answer: Answer, notices: Mapping[str, Notice], home: Notice | None) -> tuple[Chip, ...]:
    """Mark as lead a unit that leads every cited clause, and each of its parts that names the unit.

    Where several clauses are cited, one that leads only some of them leads something else than what the chips stand for.
    """
    places = [(clause_id.rpartition("#")[0], clause_id.rpartition("#")[2]) for clause_id in answer.clauses]
    sources = [(notices.get(notice_id) if notice_id else home, clause_id) for notice_id, clause_id in places]
    clauses = [notice.clause(clause_id) for notice, clause_id in sources if notice and clause_id in notice]

    def leads(unit: str) -> bool:
        roles = [[each.role for each in clause.assignments if each.unit == unit] for clause in clauses]
        return bool(roles) and all(named and all(role.leads for role in named) for named in roles)

    return tuple(Chip(unit, leads(unit)) for unit in answer.units or ())


def _without_units(block: Block, chips: Sequence[Chip]) -> Block | None:
    """Leave out what the chips say too: a list of just the units, or their names at a paragraph's end."""
    names = [REMARK.sub("", chip.unit) for chip in chips]
    if len(names) < 2 or block.kind == "table":
        return block
    lines = [row[0] for row in block.rows]
    if block.kind != "paragraph":
        return None if [REMARK.sub("", _words(line)) for line in lines] == names else block
    line = lines[0]
    for i in range(len(line)):
        if REMARK.sub("", _words(line[i:])).rstrip("。") == "、".join(names):
            return replace(block, rows=((line[:i],),)) if i else None
    return block


def _words(line: Line) -> str:
    return "".join(piece.text for piece in line)
