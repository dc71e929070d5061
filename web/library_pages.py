"""The pages of the library: the list, what was read from a file, the question before a removal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.changes import describe_changes
from ingest.kinds import SUFFIXES
from ingest.library import Addition, Entry
from ingest.read import MAX_BYTES
from prompts import load_words
from schema import Clause, Notice, ParseWarning
from web.navigation import render_page
from web.runs import notice_sections

PATH = "/library"
KINDS = tuple(filter(None, SUFFIXES))


@dataclass(frozen=True, slots=True)
class Shown:
    """One notice in the list."""

    notice: Notice
    entry: Entry | None  # None for a shipped one


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning with its place."""

    message: str
    place: str
    clause: str = ""


def render_list(shown: Sequence[Shown], default: str, problem: str = "", done: str = "", added: str = "") -> str:
    """Return the list of notices, with what went wrong or what was done before it; ``added`` is the notice that was added."""
    said = load_words("library")["done"].get(done, "")
    return _render("library.html", default, shown=shown, problem=problem, said=said, added=added, kinds=KINDS, limit=MAX_BYTES)


def render_removal(chosen: Shown, hides: bool, default: str) -> str:
    """Return the question whether to remove a notice; ``hides`` where a shipped one comes back then."""
    return _render("library_remove.html", default, shown=chosen, hides=hides)


def render_preview(token: str, addition: Addition, name: str, default: str) -> str:
    """Return what was read from an uploaded file, for the person to confirm or discard."""
    notice = addition.notice
    return _render(
        "library_preview.html",
        default,
        token=token,
        file_name=name,
        notice=notice,
        state=addition.state,
        previous=addition.previous,
        changes=describe_changes(addition.changes) if addition.changes is not None else [],
        doubts=[read_doubt(notice, warning) for warning in notice.warnings],
        sections=notice_sections(notice),
        beginning=clause_beginning,
    )


def read_doubt(notice: Notice, warning: ParseWarning) -> Doubt:
    """Return a warning with its place in words: 第 3 页, or 第 12 行 where there are no pages."""
    words = load_words("library")
    page, clause = notice.page_at(warning.start), notice.clause_at(warning.start)
    line = notice.source.count("\n", 0, warning.start) + 1
    place = words["page"].format(page=page) if page else words["line"].format(line=line)
    return Doubt(warning.message, place, clause.id if clause else "")


def clause_beginning(clause: Clause, length: int = 60) -> str:
    """Return a clause's title or its first words."""
    text = clause.title or " ".join((clause.sentences[0].text if clause.sentences else clause.text).split())
    return text if len(text) <= length else text[:length] + "…"


def _render(template: str, default: str, **values: object) -> str:
    return render_page(template, "library", default, own=load_words("library"), path=PATH, **values)
