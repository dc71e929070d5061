"""The one spelling that a unit has within a notice: 财政局 beside 市财政局 is 市财政局."""

from __future__ import annotations

import re

LEVEL = r"(?:国家|中国|自治区|地区|省|市|县|区|旗|州|盟)"


def canonical_names(names: set[str]) -> dict[str, tuple[str, ...]]:
    """Map names written without their level to the notice's own full spellings.

    {"财政局", "市财政局", "省财政局"} -> {"财政局": ("市财政局", "省财政局")}.
    """
    short: dict[str, list[str]] = {}
    for name in sorted(names):
        level = re.match(LEVEL, name)
        if level and name[level.end() :] in names:
            short.setdefault(name[level.end() :], []).append(name)
    return {name: tuple(longer) for name, longer in short.items()}


def level_of(name: str) -> str:
    """Return the level a name begins with: "县教育局" -> 县, "团市委" -> nothing."""
    match = re.match(LEVEL, name)
    return match.group() if match else ""


def canonical(name: str, level: str, full: dict[str, tuple[str, ...]]) -> str:
    """Return a name's full spelling; of several, the one at ``level``, that of the names before it in its list.

    "财政局" after "县教育局" -> 县财政局 where the notice has 市财政局 too; in doubt the name stays.
    """
    candidates = full.get(name, ())
    if len(candidates) == 1:
        return candidates[0]
    return level + name if level + name in candidates else name
