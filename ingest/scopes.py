"""Where or for whom a clause holds: 适用范围：福建自贸试验区, a table's column 推广范围."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schema import Clause, ClauseKind, Scope

_WHAT = r"(?:(?:适用|推广|实施|试点|复制推广|覆盖|享受)(?:范围|地区|区域|对象))"
# "适用范围", "推广范围" over a column / "工作范围"
SCOPE_HEAD = re.compile(_WHAT)
# "适用范围：福建自贸试验区）", "推广范围:全国，" / "适用范围均为"
LABELLED = re.compile(rf"{_WHAT}\s{{0,2}}[:：]\s{{0,2}}(?P<words>[^，,；;。\n）)\]】]{{1,60}})")
# "以下除标注适用于特定自贸试验区的措施外，适用范围均为所有自贸试验区": what holds for all that say nothing else
DEFAULT = re.compile(rf"除[^，,；;。\n]{{2,40}}外[，,]{_WHAT}(?:均|都)?为(?P<words>[^，,；;。\n）)\]】]{{1,60}})")


def find_scopes(text: str) -> Iterator[tuple[int, int, Scope]]:
    """Yield (begin, end, scope) for the scopes that labels introduce; the scope's own offsets are still 0."""
    for match in LABELLED.finditer(text):
        yield match.start("words"), match.end("words"), Scope(match["words"].strip(), 0, 0)


def with_default_scope(clauses: Sequence[Clause]) -> list[Clause]:
    """Give the scope that a clause states for all below it to the tasks below that state none."""
    given: list[Clause] = []
    default: Scope | None = None
    for clause in clauses:
        if match := DEFAULT.search(clause.text):
            default = Scope(match["words"], *clause.body.source_span(*match.span("words")))
        elif default and clause.kind is ClauseKind.TASK and not clause.scopes:
            clause = replace(clause, scopes=(default,))
        given.append(clause)
    return given
