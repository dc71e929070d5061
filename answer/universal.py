"""What every task is said to have: 是不是每项任务都有参加单位."""

from __future__ import annotations

import re

from answer.documents import KINDS
from answer.draft import Draft, join_cites
from answer.query import Query
from answer.select import deliverables_of
from schema import Clause

# "每一项都有", "60项任务是不是都写了", "所有任务全要", "项项都"
EVERY_TASK = re.compile(
    r"(?:(?:每一?|\d+|所有的?|全部的?|各|这些)(?:项|条|个)?(?:任务|工作|事项)?|项项|条条)(?:里面?)?(?:是不是|是否)?(?:都|全都?|均)(?P<has>[^，。？]*)"
)
HAVE = {
    "joins": re.compile("(?:参加|配合|协办|参与)(?:的)?(?:单位|部门)"),
    "leads": re.compile("牵头(?:的)?(?:单位|部门)"),
    "deadline": re.compile("时限|期限|完成时间|截止|时间要求"),
    "deliverable": re.compile(KINDS),
}


def said_of_every(masked: str) -> str:
    """Return what a question says every task has, a key of ``HAVE``, or ""."""
    said = EVERY_TASK.search(masked)
    return next((name for name, words in HAVE.items() if said and words.search(said["has"])), "")


def tell_of_every(draft: Draft, query: Query) -> Draft:
    """Answer whether every task has it, and name the exceptions; those that have it, where they are fewer."""
    tasks = draft.notice.tasks
    having = [task for task in tasks if _has(task, query)]
    lacking = [task for task in tasks if task not in having]
    few = having if having and len(having) < len(lacking) else lacking or having
    draft.rest_on(*few)
    for task in few:
        draft.cite_units(task)
    draft.computed |= {len(tasks), len(having), len(lacking)}
    if few is having and lacking:
        return draft.add("every_only", n=len(tasks), m=len(having), cites=join_cites(few))
    return draft.add("every_no" if lacking else "every_yes", n=len(tasks), m=len(lacking), cites=join_cites(few))


def _has(task: Clause, query: Query) -> bool:
    if query.of_every == "deliverable":
        return bool(deliverables_of(task, query.deliverable or ()))
    return bool({"joins": task.participants, "leads": task.leads, "deadline": task.deadlines}[query.of_every])
