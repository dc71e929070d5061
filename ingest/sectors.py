"""Offices called by their field alone, as lists do that write 局 or 部门 once for all: 县公安、交通、城管等部门."""

from __future__ import annotations

import re
from functools import cache

from ingest.spellings import LEVEL
from knowledge import load_knowledge

_OFFICE = re.compile(r"(?:管理|监督管理)?(?:总局|局|委|厅|办)$")  # what a field's office is called: "公安局" / "公安"
_LENGTHS = range(2, 7)  # characters of a field: 公安, 工业和信息化


def is_sector(name: str) -> bool:
    """Tell whether a name is that of an office's field, be its level before it: "县级公安" -> True; "县公安局", "学校" -> False.

    By itself it may mean the matter as well as the office: 教育、医疗.
    """
    return name in _sectors() or re.sub(f"^{LEVEL}级?", "", name) in _sectors()


@cache
def _sectors() -> frozenset[str]:
    names = {name for organ in load_knowledge("units")["organs"] for name in (organ["name"], *organ.get("also", ()))}
    fields = {_OFFICE.sub("", name) for name in names}
    return frozenset(field for field in fields if len(field) in _LENGTHS)
