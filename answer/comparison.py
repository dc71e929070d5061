"""Two notices side by side: which tasks are new, dropped, given to others or reworded, for a unit, a topic or the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from answer.across import answer_across
from answer.dialogue import Dialogue, Outcome
from answer.draft import Draft, cite, say, title_of
from answer.mentions import find_units
from answer.naming import Choice, name_of
from answer.normalise import Question, normalise
from ingest.changes import TaskChange, compare_notices, describe_change
from ingest.due import date_parts
from schema import Clause, Notice

# "两份有什么不同", "和2016年那份相比危房改造有什么变化" / "危房改造谁牵头"
COMPARES = re.compile(r"比较|对比|对照|相比|比起|变化|变动|改动|变了|改了|区别|不同|不一样|差别|异同|新增了?|增加了|减少了|取消了|调整了")
# What is left of a question that asks of the whole: "和有什么", "两份通知的任务"
OF_THE_WHOLE = re.compile(
    rf"(?:{COMPARES.pattern}|[和与跟同的了呢吗，。？、]|有什么|有哪些|哪些|什么|两份|两个|这|那|通知|文件|方案|任务|一下|之间|分别)*"
)


def asks_comparison(question: str) -> bool:
    return bool(COMPARES.search(question))


def is_of_the_whole(question: str) -> bool:
    """Tell whether a comparison names no unit and no matter: 两份通知有什么不同."""
    return bool(OF_THE_WHOLE.fullmatch(question))


def answer_comparison(dialogue: Dialogue, choice: Choice, until: float | None = None) -> Outcome:
    """Compare two notices task by task: those of the units named, else those of the topic, else all.

    A topic that neither is about, or that cannot be searched yet, is asked of each by itself.

    Args:
        until: as of ``answer_across``.
    """
    held = dialogue.held
    notices = by_age([held.notices[i] for i in choice.ids])
    question = normalise(choice.question)
    units = {unit for i in choice.ids for m in find_units(question.text, held.understandings[i].names) for unit in m.units}
    if units:
        return Outcome(*compare(*notices, tasks_with(units)))
    if is_of_the_whole(question.text):
        return Outcome(*compare(*notices, lambda notice, task: True))
    found = {notice.id: _clauses_about(dialogue, notice, question) for notice in notices} if held.index is not None else {}
    if not any(found.values()):
        return answer_across(dialogue, choice, until)
    return Outcome(*compare(*notices, lambda notice, task: task.id in found[notice.id]))


def _clauses_about(dialogue: Dialogue, notice: Notice, question: Question) -> set[str]:
    """Return the ids of a notice's clauses that a question's topic is about."""
    query = dialogue.held.understandings[notice.id].read(question, mend=False)
    evidence = dialogue.search_in(notice)(query.but(topic=query.topic or question.text))
    return {clause.id for clause in evidence.clauses} if evidence.outcome == "found" else set()


def by_age(notices: Sequence[Notice]) -> list[Notice]:
    """Return notices in the order of their dates; 2016年11月15日 before 2018年3月1日, those without one first."""
    return sorted(notices, key=lambda notice: date_parts(notice.date))


def compare(old: Notice, new: Notice, concerns: Callable[[Notice, Clause], bool]) -> tuple[list[Draft], Draft]:
    """Return what each of two notices gives to a comparison, and the answer.

    Args:
        concerns: tells whether a task of a notice is asked about.
    """
    changes = compare_notices(old, new)
    added = [task for task in changes.added if concerns(new, task)]
    removed = [task for task in changes.removed if concerns(old, task)]
    changed = [change for change in changes.changed if concerns(old, change.old) or concerns(new, change.new)]
    before, after, said = Draft(old), Draft(new), Draft(new)
    said.add("compared", old=name_of(old), new=name_of(new))
    if not (added or removed or changed):
        said.add("compared_same")
    said.lines += [_task_line("compared_added", after, task) for task in added]
    said.lines += [_task_line("compared_removed", before, task) for task in removed]
    said.lines += [_change_line(before, after, change) for change in changed]
    said.clauses += [f"{draft.notice.id}#{clause}" for draft in (before, after) for clause in draft.clauses]
    return [before, after], said


def _task_line(key: str, draft: Draft, task: Clause) -> str:
    return say(key, cite=_cite(draft, task), title=title_of(task), units="、".join(task.units))


def _change_line(before: Draft, after: Draft, change: TaskChange) -> str:
    cites = {"old": _cite(before, change.old), "new": _cite(after, change.new)}
    return say("compared_changed", **cites, title=title_of(change.new), what="；".join(describe_change(change)))


def _cite(draft: Draft, task: Clause) -> str:
    draft.rest_on(task).cite_units(task)
    return f"[{name_of(draft.notice)} {cite(task)[1:-1]}]"


def tasks_with(units: Container[str]) -> Callable[[Notice, Clause], bool]:
    return lambda notice, task: any(unit in units for unit in task.units)
