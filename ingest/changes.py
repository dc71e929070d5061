"""Two notices task by task: which tasks are new, dropped, given to other units or reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prompts import message
from schema import Clause, Notice

ALIKE = 0.5  # share of character pairs from which two tasks are one task reworded; tasks on different matters share under 0.3
SAME_NUMBER = 0.1  # added where they bear one number
SHOWN = 24  # characters of a task that stand for it


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task of both notices that is not the same in both."""

    old: Clause
    new: Clause
    reworded: bool

    @property
    def units_added(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.new.units if unit not in self.old.units)

    @property
    def units_removed(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.old.units if unit not in self.new.units)

    @property
    def reassigned(self) -> bool:
        """Whether other units bear it, or another leads."""
        return set(self.old.units) != set(self.new.units) or set(self.old.leads) != set(self.new.leads)


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the tasks of an older notice in a newer one, each in its notice's order."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    changed: tuple[TaskChange, ...]
    kept: int  # tasks that say the same and are given to the same units, whatever their numbers

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare_notices(old: Notice, new: Notice) -> Changes:
    """Return the changes from one notice to another."""
    pairs = align_tasks(old.tasks, new.tasks)
    changes = [TaskChange(one, other, _words(one) != _words(other)) for one, other in pairs]
    changed = tuple(change for change in changes if change.reworded or change.reassigned)
    paired_old, paired_new = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    return Changes(
        added=tuple(task for task in new.tasks if task.id not in paired_new),
        removed=tuple(task for task in old.tasks if task.id not in paired_old),
        changed=changed,
        kept=len(pairs) - len(changed),
    )


def align_tasks(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Return pairs of the tasks that are one task, in the newer order: those most alike first, each task once."""
    pairs = {task.id: _pairs(_words(task)) for task in old}
    others = {task.id: _pairs(_words(task)) for task in new}
    scored = [
        (_share(pairs[one.id], others[other.id]) + SAME_NUMBER * (one.id == other.id), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
    ]
    left, right, found = set(range(len(old))), set(range(len(new))), []
    for score, i, j in sorted(scored, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1])):
        if score < ALIKE:
            break
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            found.append((j, i))
    return [(old[i], new[j]) for j, i in sorted(found)]


def _words(task: Clause) -> str:
    """Return what a task says, without its units and blanks."""
    return "".join("".join(sentence.text for sentence in task.sentences).split()) or "".join(task.text.split())


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return Dice's coefficient of two bags of character pairs, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def describe_changes(changes: Changes) -> list[str]:
    """Return the changes as lines to read, the first a count of all."""
    if not changes:
        return [message("changes_none", kept=changes.kept)]
    counts = {name: len(getattr(changes, name)) for name in ("added", "removed", "changed")}
    return [message("changes_counts", **counts, kept=changes.kept), *_lines(changes)]


def _lines(changes: Changes) -> Iterator[str]:
    for task in changes.added:
        yield message("changes_added", task=task.id, text=_shown(task), units="、".join(task.units))
    for task in changes.removed:
        yield message("changes_removed", task=task.id, text=_shown(task), units="、".join(task.units))
    for change in changes.changed:
        number = change.new.id if change.old.id == change.new.id else message("changes_number", old=change.old.id, new=change.new.id)
        yield message("changes_changed", task=number, text=_shown(change.new), what="；".join(describe_change(change)))


def describe_change(change: TaskChange) -> list[str]:
    """Return what is different in one task, in short clauses: 增加 市财政局, 牵头由 市教育局 改为 市民政局, 文字有改动."""
    said = []
    if change.units_added:
        said.append(message("changes_units_added", units="、".join(change.units_added)))
    if change.units_removed:
        said.append(message("changes_units_removed", units="、".join(change.units_removed)))
    if set(change.old.leads) != set(change.new.leads):
        none = message("changes_no_lead")
        said.append(message("changes_lead", old="、".join(change.old.leads) or none, new="、".join(change.new.leads) or none))
    if change.reworded:
        said.append(message("changes_reworded"))
    return said


def _shown(task: Clause) -> str:
    text = (task.title or (task.sentences[0].text if task.sentences else task.text)).rstrip("。；")
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
