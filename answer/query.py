"""What a question asks, as a small record that prints readably."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from answer.mentions import UnitMention
from knowledge import load_knowledge
from prompts import load_words


class Asks(str, Enum):
    """What kind of thing is wanted."""

    UNITS = "units"  # who
    TASKS = "tasks"  # which tasks
    CONTENT = "content"  # what the text says
    VERIFY = "verify"  # whether a unit has a part in a task
    FRONT = "front"  # a field of the front matter
    NOTHING = "nothing"  # no question was understood


class Wanted(str, Enum):
    """Which units of a task are wanted."""

    ALL = "all"
    LEAD = "lead"
    OTHERS = "others"


class Part(str, Enum):
    """The part a unit has in a task, as a condition."""

    ANY = "any"
    LEADS = "leads"
    JOINS = "joins"  # takes part without leading
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class UnitCondition:
    """Tasks in which one of ``units`` has a part; several units are one organ's (after a merger) or a kind's."""

    units: tuple[str, ...]
    part: Part
    said: str
    place: int = 0  # in the task's list, from the end where negative; 0 for any


@dataclass(frozen=True, slots=True)
class Rank:
    """An order over units (by tasks led, joined or both), tasks (by number of units), a unit's partners, or tasks in a row of one lead."""

    of: str  # units, tasks, partners of the unit named, or stretches of tasks that one unit leads
    by: Part
    least: bool = False
    place: int = 1  # 1 for the first, 2 for the second …
    top: int = 1  # how many places, for "the first three"; of stretches the length, 1 for any


@dataclass(frozen=True, slots=True)
class Size:
    """A condition on a number: of a task's units or documents to be drawn up, or of the tasks that a unit leads, joins or has in all."""

    of: str  # units or deliverables (of a task), or tasks (of a unit)
    by: Part
    low: int
    high: int | None = None  # None for no upper bound


@dataclass(frozen=True, slots=True)
class NameWord:
    """A condition on units' names: that they hold a word, begin or end with it, or do not."""

    word: str
    begins: bool = False
    ends: bool = False
    lacks: bool = False

    def borne_by(self, unit: str) -> bool:
        holds = unit.startswith(self.word) if self.begins else unit.endswith(self.word) if self.ends else self.word in unit
        return holds is not self.lacks

    def __str__(self) -> str:
        where = "开头" if self.begins else "结尾" if self.ends else ""
        return f"{'不' if self.lacks else ''}{'以' if where else '含'}“{self.word}”{where}"


@dataclass(frozen=True)
class Query:
    """The understanding of one question in its conversation."""

    text: str
    language: str
    asks: Asks
    masked: str = ""  # the text with marks for the units and clauses named
    wanted: Wanted = Wanted.ALL
    count: bool = False  # the number is asked for
    why: bool = False  # a presupposition is to be checked
    mentions: tuple[UnitMention, ...] = ()
    conditions: tuple[UnitCondition, ...] = ()
    either: bool = False  # one of the conditions is enough
    exactly_one: bool = False  # one of the conditions and no other
    left_out: tuple[str, ...] = ()  # units named only to be left out of the answer
    only: tuple[str, ...] = ()  # units among whom the answer is sought, as they have just been told of; () for all
    clauses: tuple[str, ...] = ()
    place_claimed: str = ""  # matter said to stand in the clause named, or in the one last spoken of
    section: str = ""  # heading whose clauses they are
    within: tuple[str, ...] = ()  # clauses among which the topic is sought, () for all
    without: tuple[str, ...] = ()  # tasks left out, as they have just been told of
    missing: tuple[str, ...] = ()  # clause numbers that the notice lacks
    compare: str = ""  # units of clauses: shared, diff (the first's own), both (each one's own); parts of a unit; same_task
    slips: tuple[tuple[str, str], ...] = ()  # (as written, as understood)
    topic: str = ""  # what is searched for
    core: str = ""  # the words that name the matter, stretches parted by ，
    rank: Rank | None = None
    places: tuple[int, ...] = ()  # of units in a task's list, counted from the end where negative
    ends: tuple[int, ...] = ()  # places in the notice's order, of the tasks asked for: the first, the last
    sizes: tuple[Size, ...] = ()
    year: int | None = None
    deliverable: tuple[str, ...] | None = None  # kinds, e.g. 方案, or words of names, of which one is enough; () for any
    deadline: bool = False  # has a time limit
    limit: str = ""  # has none, or one that never ends: none, standing
    by_limit: str = ""  # of the tasks that have a time limit, those that end: first, last
    due: tuple[date, date] | None = None  # has a time limit that ends from the one to the other
    literal: tuple[str, ...] = ()  # words that must stand in the text
    opening: str = ""  # words with which the text must begin
    officers: tuple[str, ...] = ()  # people of whom one must be in charge
    areas: tuple[str, ...] = ()  # scopes of which one must be the task's
    of_every: str = ""  # what every task is said to have: joins, leads, deadline, deliverable
    measure: str = ""  # kind of amount that the text must state: money, ratio
    unit_word: NameWord | None = None
    kind: str = ""  # kinds of organ, separated by blanks
    field: str = ""  # field of the front matter
    fact: str = ""  # kind of fact that content must hold: when, amount, person, scope, documents
    part: Part = Part.ANY  # the part named without a unit: "参加的呢"
    yes_no: bool = False  # asked so that yes or no answers
    several: float = 0.0  # chance that the answer stands in more than one clause
    vague: bool = False  # too little is said to tell what is meant
    follow: str = "new"  # how it hangs on the message before: new, same, pick, swap, unit, back, all
    nearby: tuple[str, ...] = ()  # clauses of the last answer: of two that fit alike, the one spoken of is meant
    fallback: tuple[str, ...] = ()  # clauses of the conversation, where the topic by itself leads nowhere
    spoken_of: str = ""  # the topic of the message before, which says what a fallback clause is asked about
    again_of: str = ""  # the words of the question that is asked again of another matter
    scope: str = ""  # why nothing is asked: empty, chat, vague
    from_conversation: tuple[str, ...] = ()  # what was carried over

    @property
    def filtered(self) -> bool:
        """Whether there are conditions on tasks or units beside the units named."""
        timed = self.year or self.deadline or self.limit or self.due or self.by_limit
        named = self.unit_word or self.kind or self.officers
        stated = self.sizes or self.literal or self.opening or self.areas or self.measure or named or self.of_every
        return bool(timed or stated) or self.deliverable is not None

    @property
    def doubtful(self) -> UnitMention | None:
        """A name that fits several units: which is meant only the person can say."""
        return next((mention for mention in self.mentions if mention.via == "several"), None)

    @property
    def says_something(self) -> bool:
        """Whether the message itself names or states anything to go by."""
        named = self.topic or self.clauses or self.missing or self.conditions or self.left_out or self.field
        return bool(named or self.filtered or self.rank or self.count)

    def but(self, **changes) -> Query:
        """Return the query with some parts changed: as ``dataclasses.replace``, in a tenth of the time."""
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"expected parts of a query, was: {', '.join(changes.keys() - self.__dict__.keys())}")
        changed = object.__new__(Query)
        changed.__dict__.update(self.__dict__ | changes)
        return changed

    def in_words(self) -> str:
        """Tell the understanding to a person: 问：单位；要的单位：牵头；主题：危房改造谁牵头."""
        words = load_words("steps")
        values = _values_in_words()
        shown = [f"{words['parts']['asks']}：{words['values'][self.asks.value]}"]
        for name, label in words["parts"].items():
            value = getattr(self, name)
            value = " 至 ".join(map(str, value)) if name == "due" and value else value
            if (name == "several" and value < 0.5) or (name == "clauses" and self.section):
                continue
            if name == "asks" or value in ((), "", None, False, Part.ANY, Wanted.ALL):
                continue
            shown.append(label if value is True or isinstance(value, float) else f"{label}：{_told(value, values)}")
        return "；".join(shown)

    def __str__(self) -> str:
        """Show what differs from an empty query, on one line."""
        shown = [f"asks={self.asks.value}"]
        for name, value in self.__dict__.items():
            if name in ("text", "masked", "language", "asks", "mentions", "core") or value in ((), "", None, False, Part.ANY):
                continue
            if name == "conditions":
                value = [f"{'/'.join(c.units) or c.said}:{c.part.value}" for c in value]
            if isinstance(value, Enum):
                value = value.value
            shown.append(f"{name}={value}")
        return " ".join(shown)


@cache
def _values_in_words() -> dict[str, str]:
    return load_words("steps")["values"] | {kinds: said[0] for kinds, said in load_knowledge("kinds").items()}


def _told(value: object, values: dict[str, str]) -> str:
    """Return a part's value in words."""
    if isinstance(value, UnitCondition):
        return f"{'、'.join(value.units) or value.said}{values[value.part.value]}"
    if isinstance(value, Rank):
        return f"按{values[value.by.value]}的{'最少' if value.least else '最多'}，第 {value.place} 位起 {value.top} 位"
    if isinstance(value, Size):
        most = "以上" if value.high is None else "" if value.high == value.low else f"至 {value.high}"
        of_units = {Part.ANY: "责任单位", Part.LEADS: "牵头单位", Part.JOINS: "牵头以外的单位"}
        what = {"units": of_units[value.by], "deliverables": "要制定的文件"}.get(value.of) or f"{values[value.by.value]}任务"
        return f"{what} {value.low}{most}"
    if isinstance(value, Enum):
        return values.get(value.value, str(value.value))
    if isinstance(value, tuple):
        return "、".join(_told(item, values) for item in value)
    return values.get(str(value), str(value))
