"""Details that a question asks for and the clause found does not state: phone numbers, sums, definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge import load_knowledge
from schema import Clause, Notice

QUOTED_OR_HEAD = re.compile(
    r"[“\"「]([^”\"」]{1,12})[”\"」]|([\u4e00-\u9fffA-Za-z0-9+]{2,8}?)(?:政策|工程|人员|机制|行动|计划)?(?:里的?|中的?)?(?:[^，。？]{0,6})?(?:指|是指|是和|什么意思|啥意思)"
)


@dataclass(frozen=True, slots=True)
class Detail:
    name: str
    asked: re.Pattern[str]
    stated: str
    anywhere: bool


@cache
def details() -> tuple[Detail, ...]:
    return tuple(Detail(d["name"], re.compile(d["asked"]), d["stated"], d.get("anywhere", False)) for d in load_knowledge("details"))


def unstated_anywhere(question: str, notice: Notice) -> str:
    """Return the name of a detail that is asked for and stated nowhere in the notice, or ""."""
    return next(
        (
            d.name
            for d in details()
            if d.anywhere and d.asked.search(question) and not any(re.search(d.stated, c.text) for c in notice.tasks)
        ),
        "",
    )


# "汕头市的扶贫分工", "深圳市民政局的任务": what another place's own notice would say
OF_A_PLACE = re.compile(r"(?:市|省|县|区)?的?(?:扶贫|分工|文件|方案|通知|任务|牵头|责任|工作|政策|情况|重点)")


def other_place(question: str, notice: Notice) -> str:
    """Return the place whose own business is asked about and which the notice does not name, or ""."""
    for name in load_knowledge("places"):
        place = question.find(name)
        if place >= 0 and name.rstrip("省市县区") not in notice.source and OF_A_PLACE.match(question, place + len(name)):
            return name
    return ""


def unstated(question: str, clauses: Sequence[Clause]) -> str:
    """Return the name of a detail that is asked for and that none of the clauses states, or "".

    "危房改造每户补几万" of task 17, which names no sum -> 金额; "“五老”指哪些人" of task 36, which lists them -> "".
    """
    for detail in details():
        if not detail.asked.search(question):
            continue
        if detail.stated == "definition":
            if not _defines(question, clauses):
                return detail.name
        elif not any(re.search(detail.stated, clause.text) for clause in clauses):
            return detail.name
    return ""


def _defines(question: str, clauses: Sequence[Clause]) -> bool:
    """Tell whether a clause explains the term asked about: 三留守”人员（留守儿童、…）; unknown terms count as explained."""
    match = QUOTED_OR_HEAD.search(question)
    if not match:
        return True
    term = match[1] or match[2]
    homes = [clause.text for clause in clauses if term in clause.text]
    if not homes:
        return True
    after = re.compile(re.escape(term) + r"[”\"]?[^，。；（(]{0,12}(?:[（(][^）)]{3,}[）)]|(?:是指|指的是|即|包括|分别为))")
    return any(after.search(text) for text in homes)
