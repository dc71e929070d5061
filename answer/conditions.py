"""A query's conditions said back, so that a misunderstanding shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from answer.draft import Draft, say
from answer.query import Part, Query, Size, UnitCondition

PARTS = {Part.ANY: "part_any", Part.LEADS: "part_leads", Part.JOINS: "part_joins", Part.ABSENT: "part_any"}
UNITS_BY = {Part.ANY: "units_any", Part.LEADS: "units_lead", Part.JOINS: "units_join"}
BY = {Part.ANY: "by_any", Part.LEADS: "by_leads", Part.JOINS: "by_joins"}


def describe(query: Query) -> str:
    """Say a query's conditions back, so that a misunderstanding shows: （市农业局牵头，含“革命老区”）."""
    words = [say("condition_unit", unit="、".join(c.units) or c.said, part=_part_in_words(c)) for c in query.conditions]
    words += [say("condition_literal", word=word) for word in query.literal]
    words += [say("condition_opening", word=query.opening)] if query.opening else []
    words += [say("condition_areas", areas=_any_of(query.areas))] if query.areas else []
    words += [say("condition_officers", names="、".join(query.officers))] if query.officers else []
    words += [say("condition_year", year=query.year)] if query.year else []
    if query.deliverable is not None:
        words.append(say("condition_documents", kinds=_any_of(query.deliverable)) if query.deliverable else say("condition_any_documents"))
    words += [say("condition_deadline")] if query.deadline else []
    words += [say(f"condition_{query.by_limit}_limit")] if query.by_limit else []
    words += [say(f"condition_{query.limit}_limit")] if query.limit else []
    words += [say("condition_due", days=days_in_words(*query.due))] if query.due else []
    words += [say(f"condition_{query.measure}")] if query.measure else []
    words += [say("condition_unit_word", word=query.unit_word)] if query.unit_word else []
    words += map(_size_in_words, query.sizes)
    return say("conditions", words=say("conditions_between").join(words)) if words else ""


def _any_of(words: Iterable[str]) -> str:
    return say("condition_or").join(f"“{word}”" for word in words)


def _size_in_words(size: Size) -> str:
    what = say({"units": UNITS_BY, "tasks": BY}[size.of][size.by]) if size.of in ("units", "tasks") else say("documents_to_draw_up")
    number = say("size_least", n=size.low) if size.high is None else f"{size.low}"
    number = number if size.high in (size.low, None) else say("size_range", low=size.low, high=size.high)
    return say("condition_tasks" if size.of == "tasks" else "condition_units", what=what, number=number)


def _part_in_words(condition: UnitCondition) -> str:
    if condition.place:
        return say("condition_last") if condition.place == -1 else say("condition_place", place=condition.place)
    return say("condition_absent") if condition.part is Part.ABSENT else say(PARTS[condition.part])


def echo_conditions(draft: Draft, query: Query) -> None:
    """Let the person's own conditions be said back: they are no claim of ours."""
    draft.echoed.update(unit for c in query.conditions for unit in c.units)
    draft.computed |= {number for size in query.sizes for number in (size.low, size.high) if number is not None}
    draft.computed |= {abs(c.place) for c in query.conditions if c.place}
    draft.computed |= {query.year} if query.year else set()
    draft.computed |= {number for day in query.due or () for number in (day.year, day.month, day.day)}
    draft.echoed.update(
        filter(None, (*query.literal, query.opening, *query.areas, *(query.deliverable or ()), query.unit_word and query.unit_word.word))
    )


def days_in_words(first: date, last: date) -> str:
    """Return the days of a condition in words: 2025年6月30日前, 2025年7月1日至9月30日."""
    end = f"{last.year}年{last.month}月{last.day}日"
    if first == date.min:
        return f"{end}前"
    if first == last:
        return end
    return f"{first.year}年{first.month}月{first.day}日至{end.removeprefix(f'{first.year}年')}"
