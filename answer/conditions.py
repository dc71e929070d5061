"""A query's conditions said back, so that a misunderstanding shows."""

from __future__ import annotations

from datetime import date

from answer.draft import Draft, say
from answer.query import Part, Query, UnitCondition

PARTS = {Part.ANY: "part_any", Part.LEADS: "part_leads", Part.JOINS: "part_joins", Part.ABSENT: "part_any"}
UNITS_BY = {Part.ANY: "units_any", Part.LEADS: "units_lead", Part.JOINS: "units_join"}
BY = {Part.ANY: "by_any", Part.LEADS: "by_leads", Part.JOINS: "by_joins"}


def describe(query: Query) -> str:
    """Say a query's conditions back, so that a misunderstanding shows: （市农业局牵头，含“革命老区”）."""
    words = [f"{'、'.join(c.units) or c.said}{_part_in_words(c)}" for c in query.conditions]
    words += [f"含“{word}”" for word in query.literal]
    words += [f"适用范围{'或'.join(f'“{area}”' for area in query.areas)}"] if query.areas else []
    words += [f"{'、'.join(query.officers)}负责"] if query.officers else []
    words += [f"写明{query.year}年"] if query.year else []
    if query.deliverable is not None:
        words.append(f"要制定{'或'.join(f'“{kind}”' for kind in query.deliverable)}" if query.deliverable else "要制定文件")
    words += ["写明完成期限"] if query.deadline else []
    words += [{"first": "期限最早", "last": "期限最晚"}[query.by_limit]] if query.by_limit else []
    words += [{"none": "没有写完成期限", "standing": "长期、持续推进"}[query.limit]] if query.limit else []
    words += [f"{days_in_words(*query.due)}到期"] if query.due else []
    words += [{"money": "写有金额", "ratio": "写有百分比"}[query.measure]] if query.measure else []
    words += [f"单位名称{query.unit_word}"] if query.unit_word else []
    for size in query.sizes:
        what = say({"units": UNITS_BY, "tasks": BY}[size.of][size.by]) if size.of in ("units", "tasks") else "要制定的文件"
        bounds = f"{size.low}" if size.high == size.low else f"至少{size.low}" if size.high is None else f"{size.low}至{size.high}"
        words.append(f"{what} {bounds} {'项' if size.of == 'tasks' else '个'}")
    return f"（{'，'.join(words)}）" if words else ""


def _part_in_words(condition: UnitCondition) -> str:
    if condition.place:
        return "排在末位" if condition.place == -1 else f"排第{condition.place}位"
    return "不在其中" if condition.part is Part.ABSENT else say(PARTS[condition.part])


def echo_conditions(draft: Draft, query: Query) -> None:
    """Let the person's own conditions be said back: they are no claim of ours."""
    draft.echoed.update(unit for c in query.conditions for unit in c.units)
    draft.computed |= {number for size in query.sizes for number in (size.low, size.high) if number is not None}
    draft.computed |= {abs(c.place) for c in query.conditions if c.place}
    draft.computed |= {query.year} if query.year else set()
    draft.computed |= {number for day in query.due or () for number in (day.year, day.month, day.day)}
    draft.echoed.update(filter(None, (*query.literal, *query.areas, *(query.deliverable or ()), query.unit_word and query.unit_word.word)))


def days_in_words(first: date, last: date) -> str:
    """Return the days of a condition in words: 2025年6月30日前, 2025年7月1日至9月30日."""
    end = f"{last.year}年{last.month}月{last.day}日"
    if first == date.min:
        return f"{end}前"
    if first == last:
        return end
    return f"{first.year}年{first.month}月{first.day}日至{end.removeprefix(f'{first.year}年')}"
