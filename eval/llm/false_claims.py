"""Sentences that are false of a clause, or said without ground, by construction: of its units, roles, numbers, times and place.

Each function takes a clause as ``answer.llm.wording.material`` gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from eval.llm.misquotations import other_digits
from eval.llm.truth import Said

STRANGERS = ("市水务局", "市公安局", "省教育厅", "市财政局", "市体育局", "国家发展改革委", "某某有限公司")
NAMES = ("张伟", "李建国", "王秀英")


def about_units(c: dict[str, Any]) -> Iterator[Said]:
    foreign = [unit for unit in STRANGERS if unit not in c["责任单位"]]
    for unit in foreign:
        yield "unit", f"{unit}也参加这项任务[{c['编号']}]。"
        yield "unit", f"这项任务由{unit}牵头[{c['编号']}]。"
        yield "unit", f"参加单位有{'、'.join((*c['参加单位'], unit))}[{c['编号']}]。"
        for source in c["原文"][:2]:
            yield "unit", f"通知写明，由{unit}{source.rstrip('。；')}[{c['编号']}]。"
    yield "unit", f"水务部门和公安部门负责这项任务[{c['编号']}]。"


def about_roles(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    for unit in c["责任单位"]:
        if unit not in c["牵头单位"]:
            yield "role", f"这项任务由{unit}牵头{at}。"
            yield "role", f"牵头单位是{unit}{at}。"
            yield "role", f"{'、'.join((*c['牵头单位'], unit))}共同牵头{at}。"
            yield "role", f"{unit}牵头实施{at}。"
        if c["牵头单位"] and unit not in (*c["牵头单位"], *c["参加单位"]):  # it acts by its duties
            yield "role", f"{unit}参加{at}。"
            yield "role", f"参加单位有{'、'.join((*c['参加单位'], unit))}{at}。"
            yield "role", f"{unit}配合{at}。"
    for unit in c["牵头单位"]:
        if len(c["牵头单位"]) == 1:
            yield "role", f"这项任务由{unit}共同牵头{at}。"
        yield "role", f"{unit}参加{at}。"
        yield "role", f"参加单位有{'、'.join((unit, *c['参加单位']))}{at}。"
        if len(c["责任单位"]) > 1:
            yield "role", f"责任单位是{unit}{at}。"


def about_lists(c: dict[str, Any]) -> Iterator[Said]:
    at, joins = f"[{c['编号']}]", list(c["参加单位"])
    if len(joins) > 1:
        yield "list", f"参加单位有{'、'.join(joins[:-1])}{at}。"
        yield "list", f"参加单位包括{joins[0]}{at}。"
        yield "list", f"其他参加单位是{'、'.join(joins[1:])}{at}。"
        yield "list", f"这项任务由{c['牵头单位'][0]}牵头，{joins[0]}配合{at}。"


def about_counts(c: dict[str, Any]) -> Iterator[Said]:
    at, number, joins = f"[{c['编号']}]", len(c["责任单位"]), len(c["参加单位"])
    for more in (1, 2, 10):
        yield "number", f"这项任务共有{number + more}个责任单位{at}。"
        yield "number", f"参加单位共{joins + more}个{at}。"
        for unit in c["参加单位"][:1]:
            yield "number", f"{unit}等{joins + more}个单位参加{at}。"
    for unit in c["牵头单位"]:
        yield "number", f"{unit}共牵头97项任务{at}。"
    if number != 9:
        yield "number", f"共有九个责任单位{at}。"


def about_times(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    yield "time", f"这项任务写明的时间要求是2031年年底{at}。"
    yield "time", f"这项任务没有时间要求{at}。"
    for words in c["时间要求"]:
        if changed := other_digits(words):
            yield "time", f"这项任务写明的时间要求是{changed}{at}。"
        yield "time", f"这项任务写明的时间要求是{words}的前一年{at}。"
        yield "time", f"这项任务全部要在{words}完成{at}。"
    if len(c["时间要求"]) > 1:
        yield "time", f"这项任务写明的时间要求是{c['时间要求'][0]}{at}。"


def about_clauses(c: dict[str, Any], given: Collection[str]) -> Iterator[Said]:
    for number in ("99", "61", "3"):
        if f"任务{number}" not in {c["编号"], *given}:
            for unit in c["牵头单位"]:
                yield "clause", f"这项任务由{unit}牵头[任务{number}]。"
                yield "clause", f"任务{number}由{unit}牵头[{c['编号']}]。"
                yield "clause", f"第{number}项由{unit}牵头[{c['编号']}]。"
            for source in c["原文"][:1]:
                yield "clause", f"任务{number}写明，{source.rstrip('。；')}[{c['编号']}]。"


def by_counting_tasks(c: dict[str, Any]) -> Iterator[Said]:
    """Yield numbers of tasks, which no single clause bears out: of units that it does not name, or that lead it not."""
    at = f"[{c['编号']}]"
    for unit in STRANGERS:
        if unit not in c["责任单位"]:
            yield "count", f"{unit}共牵头1项任务{at}。"
    for unit in c["责任单位"]:
        yield "count", f"{unit}牵头0项任务{at}。"
        yield "count", f"{unit}共承担96项任务{at}。"


def by_inventing(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    for name in NAMES:
        yield "name", f"联系人是{name}{at}。"
        yield "name", f"这项任务由{name}副市长分管{at}。"
    yield "invented", f"每户补助标准为5万元{at}。"
    yield "invented", f"联系电话是0660-3366888{at}。"
    yield "invented", f"这项任务已经全部完成{at}。"
    yield "invented", f"是的，这项任务由省里统一负责{at}。"
    yield "invented", "这是该市最重要的任务。"


def with_marks(c: dict[str, Any]) -> Iterator[Said]:
    for unit in c["牵头单位"]:
        yield "mark", f"这项任务由{unit}牵头[点这里](http://example.org/)[{c['编号']}]。"
        yield "mark", f"<b>{unit}</b>牵头[{c['编号']}]。"
    yield "mark", f"![图](http://example.org/a.png)[{c['编号']}]。"
