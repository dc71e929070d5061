"""How many tasks are said to be there, of a unit or of a list: whether that is so, and which they are."""

from __future__ import annotations

import re
from dataclasses import replace

from answer.compose_tasks import add_task_line, unit_heading
from answer.conditions import describe, echo_conditions
from answer.draft import Draft
from answer.query import Part, Query
from answer.select import select_tasks, tally, within


def claims_number(query: Query) -> bool:
    """Tell whether a unit is said to have a number of tasks, and nothing else is: 市财政局一项头都没牵, 林业局参加的不止三项吧."""
    (condition, *others), sizes = query.conditions or (None,), query.sizes
    alone = condition is not None and bool(condition.units) and not others and not (query.topic or query.clauses or query.rank)
    return query.yes_no and alone and bool(sizes) and all(size.of == "tasks" for size in sizes)


OF_UNITS = re.compile("单位|部门|[哪几多]家|谁|牵头|参加|配合|承担")


def claims_length(query: Query) -> bool:
    """Tell whether a list of tasks that no unit is named for is said to be so long: 写到2018年的任务总共就两项，对吗."""
    told = query.clauses or query.but(sizes=()).filtered
    bare = not (query.conditions or query.topic or query.rank or OF_UNITS.search(query.masked))
    return query.yes_no and bare and bool(told) and bool(query.sizes) and all(s.of == "tasks" and s.by is Part.ANY for s in query.sizes)


def claimed_length(draft: Draft, query: Query) -> Draft:
    """Answer whether as many tasks meet the conditions, or were just listed, as is said, and list them."""
    rest = query.but(sizes=(), yes_no=False)
    tasks = select_tasks(draft.notice, rest, str)
    draft.rest_on(*tasks)
    echo_conditions(draft, rest)
    draft.add("yes_plain" if all(within(len(tasks), size) for size in query.sizes) else "no_plain")
    draft.add("tasks_found" if tasks else "tasks_none", n=len(tasks), what=describe(rest))
    for task in tasks:
        add_task_line(draft, task, None)
    return draft


def claimed_number(draft: Draft, query: Query) -> Draft:
    """Answer whether a unit has as many tasks as is said, and list those that it has."""
    (condition,), count = query.conditions, tally(draft.notice)
    numbers = {size.by: [t for unit in condition.units for t in count.tasks(unit, size.by)] for size in query.sizes}
    draft.add("yes_plain" if all(within(len(numbers[size.by]), size) for size in query.sizes) else "no_plain")
    for part, ids in numbers.items():
        tasks = [draft.notice.clause(i) for i in ids]
        said = replace(condition, part=part)
        draft.rest_on(*tasks)
        unit_heading(draft, said, tasks, narrowed=False, claimed=True)
        for task in tasks:
            add_task_line(draft, task, said)
    return draft
