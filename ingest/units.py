"""The responsibility grammar: （A、B、C）, A牵头，B配合, 牵头单位：A … -> units with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts import is_time
from ingest.labels import LABEL_WORDS, LEVEL_LABEL, label_at, names_people
from ingest.name_lists import JOIN, is_marked, split_names
from ingest.names import CLOSERS, NAME_NOTE, OPENERS, UNIT_END, is_collective, is_place_name, is_unit_name, is_vague, open_words
from ingest.people import unit_length
from ingest.phrases import Phrase
from ingest.roles import ROLE_WORDS, cut_aside, cut_role, is_remark
from ingest.spellings import canonical, level_of
from ingest.unit_lists import governed_places, is_unit_list
from schema import AlignedText, Assignment, LeadRule, Role

__all__ = ["UNIT_END", "NamedUnit", "Responsibility", "read_responsibilities", "settle_roles", "to_assignments"]

NAME_ASIDE = re.compile(r"[（(][^（()）]{1,60}[）)]$")  # "市教育局（完成时限：年底）", "市教育局（列首位的为牵头单位）" / "市（县）教育局"
OTHER_LABEL = re.compile(r".{1,10}[:：]")  # "督办单位：市政府督查室" / "市教育局"
_BLANKS = " \u3000\n\t"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit named at ``begin`` to ``end`` of the text it was read in."""

    name: str
    role: Role
    begin: int
    end: int
    part: int
    open: bool = False  # its list is left open: 等部门
    marked: bool = False  # a mark stands beside it: *市教育局


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What the phrases of a clause say, before the notice's rule for the lead is applied."""

    named: tuple[NamedUnit, ...]
    open_words: str
    unread: tuple[tuple[int, int], ...] = ()  # what stands among the units and was taken for none

    def in_source(self, body: AlignedText) -> Responsibility:
        """Return the same with its units placed in the source that ``body`` was read from."""
        spans = [body.source_span(unit.begin, unit.end) for unit in self.named]
        named = tuple(replace(unit, begin=start, end=end) for unit, (start, end) in zip(self.named, spans))
        return replace(self, named=named, unread=tuple(body.source_span(*span) for span in self.unread))


@dataclass(frozen=True, slots=True)
class _Segment:
    begin: int
    end: int
    role: Role | None  # stated in the segment itself
    label: Role | None
    shares: bool  # ends in a comma: "A、B，各区政府按职责分工负责"
    people: bool = False  # each unit is followed by a person in brackets: "牵头单位（负责人）：市教育局（王某）"


def read_responsibilities(text: str, phrases: list[Phrase]) -> Responsibility:
    """Return the units that the phrases name, in order, with the roles their words give.

    "（A牵头，B、C配合）" -> A lead, B and C participants; "（A、B）" -> both responsible.
    Phrases that stand together and complete one another (牵头单位：A / 配合单位：B) are one part.
    """
    named: list[NamedUnit] = []
    unread: list[tuple[int, int]] = []
    opened = ""
    part, roles, last_end = -1, set(), 0
    for phrase in phrases:
        found, words, left = _read_phrase(text, phrase)
        unread += left
        if not found:
            continue
        here = {unit.role for unit in found}
        together = phrase.label or not _significant(text[last_end : phrase.begin])
        again = roles & here and not (phrase.levelled and together)
        begins = phrase.opens if phrase.running else not together or again or Role.LEAD in here
        if part < 0 or begins:
            part, roles = part + 1, set()
        roles |= here
        last_end = phrase.end
        named += [replace(unit, part=part) for unit in found]
        opened = opened or words
    return Responsibility(tuple(named), opened, tuple(unread))


def _significant(between: str) -> bool:
    """Tell whether more than blanks, stops and lines such as 完成时限：… stand between two phrases."""
    lines = [line.strip(" \u3000。；;|｜丨\t") for line in between.split("\n")]
    return any(line and not label_at(line + "\n", 0) and not is_time(line) for line in lines)


def _read_phrase(text: str, phrase: Phrase) -> tuple[list[NamedUnit], str, list[tuple[int, int]]]:
    """Return the units of a phrase, the words that leave it open, and where names stand that were taken for no unit's."""
    named: list[NamedUnit] = []
    unread: list[tuple[int, int]] = []
    opened = ""
    segments = list(_segments(text, phrase))
    for place, segment in enumerate(segments):
        core = text[segment.begin : segment.end]
        role = segment.role or segment.label
        if role is None and segment.shares and place + 1 < len(segments) and segments[place + 1].role in (Role.RESPONSIBLE, Role.BY_DUTY):
            role = segments[place + 1].role
        units = _names_in(core, segment.begin, role, segment.people)
        if not (segment.role or segment.label or is_unit_list(core)):
            governed = governed_places([unit.name for unit in units])
            sure = [unit for unit in units if is_unit_name(unit.name) or is_place_name(unit.name) or unit.name in governed]
            unread += [(unit.begin, unit.end) for unit in units if unit not in sure and not any(map(str.isdigit, unit.name))]
            units = sure
        named += units
        opened = opened or next((words for words in map(open_words, [core, *re.split(r"(?<=[部门单位])[和及、]", core)]) if words), "")
    return named, opened, unread


def _segments(text: str, phrase: Phrase) -> Iterator[_Segment]:
    """Cut a phrase at ，；。, before a label and after a verb; give each piece its verb's or label's role."""
    label: Role | None = phrase.label
    skipping, people = False, phrase.people
    for begin, end in _pieces(text, phrase.inner_begin, phrase.inner_end):
        found = label_at(text, begin)
        if found and found[2] <= end:
            label, skipping = found[0], found[0] is None and not is_time(text[found[2] : end].strip())
            people = names_people(text[begin : found[2]])
            begin, end = _trim(text, found[2], end)
        level = LEVEL_LABEL.match(text, begin, end)
        if level:
            begin, end = _trim(text, level.end(), end)
        comma = text[end : end + 1] in ("，", ",")
        stop = text[end : end + 1] == "。"
        closes = text[end : end + 1] in ("；", ";")
        piece, manner = cut_aside(text[begin:end])
        if begin < end and not skipping and not is_remark(piece) and not is_time(piece):
            if re.match(r"由[\u4e00-\u9fff]{2}", piece):
                begin, piece = begin + 1, piece[1:]
            core, role, _ = cut_role(piece)
            yield _Segment(begin, begin + len(core.rstrip()), role or (None if label else manner), label, comma, people)
        if (stop and not phrase.label) or (skipping and closes):
            label, skipping = None, False


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    depth, start = 0, begin
    labels = {match.start() for match in LABEL_WORDS.finditer(text, begin, end)}
    verbs = {match.end() for match in ROLE_WORDS.finditer(text, begin, end)}
    for place in range(begin, end):
        character = text[place]
        depth = max(0, depth + (character in OPENERS) - (character in CLOSERS))
        if depth:
            continue
        boundary = character in "，,；;。\n｜丨" or (character == "、" and place in verbs)
        if boundary or place in labels:
            yield _trim(text, start, place)
            start = place + boundary
    yield _trim(text, start, end)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in _BLANKS:
        begin += 1
    while end > begin and text[end - 1] in _BLANKS:
        end -= 1
    return begin, end


def _names_in(core: str, offset: int, role: Role | None, people: bool) -> list[NamedUnit]:
    joined = next((m for m in JOIN.finditer(core) if m.start() > 1), None)
    named = []
    opened = bool(open_words(core))
    for name, begin, end in split_names(core):
        here = role
        if joined:
            here = Role.LEAD if begin < joined.start() else Role.PARTICIPANT
        name, stated = _without_notes(name, people)
        end = begin + len(name)
        here = stated or here
        if people and not (is_unit_name(name) or is_place_name(name)):
            continue
        if name and not OTHER_LABEL.match(name):
            marked = is_marked(core, begin, end)
            named.append(NamedUnit(name, here or Role.RESPONSIBLE, offset + begin, offset + end, 0, opened, marked))
    return named


def _without_notes(name: str, people: bool) -> tuple[str, Role | None]:
    """Cut off what stands after a unit's name, and return the role that it gives: "市教育局（牵头）" -> ("市教育局", lead)."""
    aside = NAME_ASIDE.search(name)
    if aside and (people or ":" in aside.group() or "：" in aside.group() or is_time(aside.group()[1:-1])):
        name = name[: aside.start()]
    if people:
        name = name[: unit_length(name)]
    note = NAME_NOTE.search(name)
    return (name[: note.start()], cut_role(f"市局{note['role']}")[1]) if note else (name, None)


def settle_roles(responsibility: Responsibility, rule: LeadRule, marks_lead: bool = False) -> tuple[NamedUnit, ...]:
    """Apply the notice's lead rule, part by part, where the words themselves name no lead.

    ``marks_lead``: the notice says that a marked unit leads (带*号的为牵头单位).
    """
    parts: dict[int, list[NamedUnit]] = {}
    for unit in responsibility.named:
        if marks_lead and unit.marked and not unit.role.leads:
            unit = replace(unit, role=Role.LEAD)
        parts.setdefault(unit.part, []).append(unit)
    return tuple(unit for named in parts.values() for unit in _settle_part(named, rule))


def _settle_part(named: list[NamedUnit], rule: LeadRule) -> list[NamedUnit]:
    leads = [unit for unit in named if unit.role.leads]
    if not leads:
        lead = _implied_lead(named, rule)
        if lead is None:
            return named
        leads = [replace(lead, role=Role.LEAD)]
        named = [leads[0] if unit is lead else unit for unit in named]
    if len(leads) > 1:
        named = [replace(unit, role=Role.JOINT_LEAD) if unit.role.leads else unit for unit in named]
    return [replace(unit, role=Role.PARTICIPANT) if unit.role is Role.RESPONSIBLE else unit for unit in named]


def _implied_lead(named: list[NamedUnit], rule: LeadRule) -> NamedUnit | None:
    """Return the first-named where the notice says that it leads, or the only one made responsible."""
    first = named[0]
    alone = len(named) == 1 and not first.open
    if rule is LeadRule.FIRST_LISTED and first.role is not Role.PARTICIPANT and (not is_collective(first.name) or alone):
        return None if is_vague(first.name) else first
    responsible = [unit for unit in named if unit.role is Role.RESPONSIBLE]
    others = [unit for unit in named if unit.role is not Role.RESPONSIBLE]
    if len(responsible) == 1 and all(unit.role is Role.PARTICIPANT for unit in others):
        sole = responsible[0]
        return None if sole.open or is_vague(sole.name) else sole
    return None


def to_assignments(named: tuple[NamedUnit, ...], full: dict[str, tuple[str, ...]]) -> tuple[Assignment, ...]:
    """Turn units placed in the source into assignments with canonical names."""
    assignments = []
    level = ""
    for unit in named:
        assignments.append(
            Assignment(
                unit=canonical(unit.name, level, full),
                role=unit.role,
                written=unit.name,
                start=unit.begin,
                end=unit.end,
                part=unit.part,
                collective=is_collective(unit.name),
            )
        )
        level = level_of(unit.name) or level
    return tuple(assignments)
