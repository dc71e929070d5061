"""An answer in the making: its words with the evidence each of them stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from prompts import load_words
from schema import Citation, Clause, ClauseKind, Notice, Sentence, Status

TITLE_LENGTH = 32  # characters of a clause's beginning that stand for it in a list


WORDS = {"en": "answers_en"}  # language of a question -> file of the words it is answered in, where these are not answers.yaml
_language: ContextVar[str] = ContextVar("language", default="zh")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Answer in the words of a language, as ``Question.language`` has it, within the block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def say(key: str, **values: object) -> str:
    """Return a template of ``prompts/answers.yaml``, or of its English counterpart, with its places filled."""
    return load_words(WORDS.get(_language.get(), "answers"))[key].format(**values)


def label(clause: Clause) -> str:
    """Return how a clause is named in an answer: 任务17, 二（一）, 文首."""
    return f"任务{clause.id}" if clause.kind is ClauseKind.TASK else clause.id


def cite(clause: Clause) -> str:
    return f"[{label(clause)}]"


def title_of(clause: Clause) -> str:
    """Return a clause's own title, or its beginning."""
    first = clause.title or (clause.sentences[0].text if clause.sentences else clause.text)
    if len(first) <= TITLE_LENGTH:
        return first
    cut = first[:TITLE_LENGTH].rstrip("0123456789.,")  # 授信的1|5亿元, 对1|.2万户: 1 is no number of the clause
    return _without_open_mark(cut) + "…"


def _without_open_mark(words: str) -> str:
    """Return a beginning without the quotation that it breaks off in, which with a mark further on would read as another one."""
    opened = words.rfind("“")
    return words[:opened] if opened > words.rfind("”") else words


@dataclass(slots=True)
class Draft:
    """Collects text, cited clauses, quotations and what was computed, for the check to prove."""

    notice: Notice
    status: Status = "answered"
    lines: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    units: tuple[str, ...] | None = None
    quotes: list[tuple[str, int, int]] = field(default_factory=list)  # clause id, start, end
    computed: set[int | float] = field(default_factory=set)  # counts and shares that stand in no clause
    echoed: set[str] = field(default_factory=set)  # the person's own words, repeated
    suggestions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # how the person's own words were taken: no claim about the notice
    about: list[str] = field(default_factory=list)  # clauses that speak of the matter without stating what is asked of it
    mentioned: list[str] = field(default_factory=list)  # clauses named without resting on them (nearest, choices)

    def add(self, key: str, **values: object) -> Draft:
        for value in values.values():
            if isinstance(value, int):
                self.computed.add(value)
        self.lines.append(say(key, **values))
        return self

    def rest_on(self, *clauses: Clause) -> Draft:
        """Name clauses as the answer's ground, in order of use."""
        for clause in clauses:
            if clause.id not in self.clauses:
                self.clauses.append(clause.id)
        return self

    def quote(self, clause: Clause, sentence: Sentence) -> str:
        """Quote a sentence: return it as it reads, in quotation marks, and keep where it stands."""
        return self.quote_span(clause, sentence.start, sentence.end)

    def quote_span(self, clause: Clause, start: int, end: int) -> str:
        self.cite_span(clause, start, end)
        return f"“{clause.body.between(start, end).strip()}”"

    def cite_span(self, clause: Clause, start: int, end: int) -> None:
        if (clause.id, start, end) not in self.quotes:
            self.quotes.append((clause.id, start, end))

    def cite_units(self, clause: Clause) -> None:
        """Cite the stretch of source that names the clause's units, and those that the heading above it names."""
        for a in clause.assignments:
            if a.start < clause.start:
                self.cite_span(clause, a.start, a.end)
        own = [a for a in clause.assignments if a.start >= clause.start]
        if own:
            self.cite_span(clause, own[0].start, own[-1].end)

    def citations(self) -> tuple[Citation, ...]:
        notice = self.notice
        return tuple(
            Citation(notice.id, clause, notice.source[start:end], start, end, notice.page_at(start)) for clause, start, end in self.quotes
        )

    @property
    def claims(self) -> str:
        """The words to be proved."""
        return "\n".join(self.lines)

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, *self.notes])


def join_units(units: Iterable[str], leads: Iterable[str] = ()) -> str:
    """Return units as a list to read, leads marked: **市住建局**（牵头）、市发改局."""
    leads = set(leads)
    return "、".join(say("lead_mark", unit=unit) if unit in leads else unit for unit in units)


def join_cites(clauses: Iterable[Clause]) -> str:
    return "".join(cite(clause) for clause in clauses)
