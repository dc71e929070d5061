"""People named beside the units that they answer for: 市住建局 张卫东, 市城管局（李建军）."""

from __future__ import annotations

import re

from ingest.names import ends_unit, is_place_name, is_unit_name

# "张卫东", "局长张卫东", "副主任：王海" / "长张卫东"
_PERSON = re.compile(
    r"(?:副?(?:[局处科所部院校队站办]长|书记|主任|主席)|[、，：:\s]){0,3}(?![长任记席])[\u4e00-\u9fff·]{2,4}(?:同志|[局处科所]长|书记|主任)?"
)
MIN_UNIT = 2  # characters


def unit_length(name: str) -> int:
    """Return the length of the unit that a name begins with where a person's name follows: "市住建局张卫东" -> 4; "市住建局" -> 4."""
    if is_unit_name(name) or is_place_name(name):
        return len(name)
    lengths = range(len(name) - 1, MIN_UNIT - 1, -1)
    own = (length for length in lengths if ends_unit(name[:length]) and _PERSON.fullmatch(name, length))
    return next((length for length in own if is_unit_name(name[:length])), len(name))
