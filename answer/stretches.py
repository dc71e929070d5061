"""Tasks side by side that one unit leads: 有一段连着五项都是同一家牵头，从第几项到第几项."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from answer.draft import Draft, cite
from answer.query import Part, Rank
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Clause, Notice

IN_A_ROW = re.compile(
    rf"(?:连(?:着|续)|一连|接连|一口气)[^，。？]{{0,4}}?(?:好?几|多|(?P<n>\d+|[{CHINESE_DIGITS}]+))(?:个|项|条)(?:任务)?[^。？]{{0,8}}?"
    r"(?:同一|一)(?:家|个单位|个部门|单位|部门)[^，。？]{0,4}(?:牵头|领头|打头|挑头|管|负责)"
    r"|(?:同一|一)(?:家|个单位|个部门|单位|部门)[^，。？]{0,4}(?:连(?:着|续)|一连|接连)[^，。？]{0,4}(?:牵头|领头|打头|挑头)"
    rf"[^，。？]{{0,4}}?(?:好?几|多|(?P<m>\d+|[{CHINESE_DIGITS}]+))(?:个|项|条)"
)


def read_stretch(text: str) -> Rank | None:
    """Return the order of the stretches of tasks that one unit leads, of a length where it is said; None where none is asked for."""
    said = IN_A_ROW.search(text)
    if not said:
        return None
    number = said["n"] or said["m"]
    return Rank("stretches", Part.LEADS, top=ordinal_value(number) if number else 1)


def stretches_led(notice: Notice) -> list[list[Clause]]:
    """Return the tasks side by side that have the same lead, two at least, in the notice's order."""
    stretches = (list(tasks) for leads, tasks in itertools.groupby(notice.tasks, key=lambda task: task.leads) if leads)
    return [tasks for tasks in stretches if len(tasks) > 1]


def tell_stretches(draft: Draft, rank: Rank) -> Draft:
    """Say which tasks side by side one unit leads: those of the length asked for, else the longest."""
    stretches = stretches_led(draft.notice)
    longest = max(map(len, stretches), default=0)
    meant = [tasks for tasks in stretches if len(tasks) == rank.top] or [tasks for tasks in stretches if len(tasks) == longest]
    led: list[str] = []
    for tasks in meant:
        draft.rest_on(*tasks)
        draft.add("stretch_led", first=cite(tasks[0]), last=cite(tasks[-1]), n=len(tasks), lead=_named(tasks[0].leads))
        led += tasks[0].leads
        for task in tasks:
            draft.cite_units(task)
    draft.units = tuple(dict.fromkeys(led)) or None
    return draft if meant else draft.add("stretch_none")


def _named(units: Sequence[str]) -> str:
    return "、".join(f"**{unit}**" for unit in units)
