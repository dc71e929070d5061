"""Which share of the tasks of a notice, or of its own, a unit's tasks are: 占全部任务的几成."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from answer.draft import Draft, say
from answer.query import Part, Query
from answer.select import has_part
from schema import Clause

# "60项里它占了多少项，折合几分之几", "占全部任务的几成"
SHARE = re.compile(
    r"几分之几|百分之[几多]|占(?:了|到)?(?:多少|几)|占比|百分比|比重|(?<!个)几成|占(?:了|到)?(?:全部|总数|总量|整个|全文|所有)[^，。？]{0,6}(?:多少|几|比例)"
    r"|\b(?:share|per ?cent|percentage|proportion)\b",
    re.I,
)
IN_PERCENT = re.compile(r"百分|占比|比重|小数|[%％]|\bper ?cent|\bpercentage", re.I)
# "扶贫办名下的任务里，由它自己牵头的占比": of its own, not of all
OF_ITS_OWN = re.compile(
    "自己(?:来)?(?:牵头|领头|挑头)|(?:名下|承担|出现|参与|有份|涉及|沾边|列名|挂名)(?:过)?的(?:所有|全部)?(?:任务|项目|条目)?(?:里面?|中|当中)|(?:它|自己)(?:的|所有的?)(?:任务|活)(?:里面?|中|当中)"
)
TENTHS = "零一二三四五六七八九"


def asks_for_share(query: Query) -> bool:
    """Tell whether a question about units asks which share of the tasks theirs are."""
    return bool(query.conditions) and SHARE.search(query.text) is not None


def tell_share(draft: Draft, query: Query, tasks: Sequence[Clause]) -> Draft:
    """Say which share of all tasks, or of its own where those are meant, some tasks of a unit are: 2/3，约六成七（66.7%）."""
    (condition,) = query.conditions
    own = condition.part is not Part.ANY and OF_ITS_OWN.search(query.text) is not None
    among = [task for task in draft.notice.tasks if has_part(task, condition.units, Part.ANY)] if own else draft.notice.tasks
    share, total = Fraction(len(tasks), len(among)), len(among)
    tenths, rest = divmod(round(100 * share), 10)
    percent = round(float(100 * share), 1)
    draft.computed |= {share.numerator, share.denominator, int(percent) if percent.is_integer() else percent}
    words = "十成" if tenths == 10 else f"约{TENTHS[tenths]}成{TENTHS[rest] if rest else ''}" if tenths else "不到一成"
    return draft.add(
        "share_own" if own else "share",
        total=total,
        fraction=f"{share.numerator}/{share.denominator}",
        tenths=words,
        percent=say("share_percent", percent=f"{percent:g}") if IN_PERCENT.search(query.text) else "",
    )
