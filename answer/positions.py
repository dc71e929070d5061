"""The place of a unit in a task's list that a question tells: 第三个单位, 垫底的那家."""

from __future__ import annotations

import re

from answer.masked import Masked
from answer.reader import Reading
from ingest.lines import CHINESE_DIGITS, ordinal_value

# "第三个单位", "倒数第二家", "垫底的那家" / "第三项", "最后期限"
PLACE = re.compile(
    rf"(?<!除)(?<!除了)(?<!除开)(?<!除去)(?<!撇开)(?<!抛开)(?<!不算)(?:(?P<back>倒数)?第(?P<n>[{CHINESE_DIGITS}]|\d{{1,2}})(?:个|家|位)|(?P<first>头一|打头的?(?:那|一)?|排头)(?:个|家|位)|(?P<last>(?:排|列)?(?:在)?(?:最后|最末|末尾|末位|垫底|压轴|殿后))的?(?:那|一)?(?:个|家|位|单位))"
)


def read_place(masked: Masked, reading: Reading) -> int:
    """Return the place of a unit in a list that is asked for: 3, -1 for the last, 0 where none is."""
    match = PLACE.search(masked.text)
    if not match or reading.choose("asks") != "units" or reading.choose("follow") == "pick":
        return 0
    return listed_place(match)


def listed_place(match: re.Match[str]) -> int:
    """Return the place that a match of PLACE tells: 3, -1 for the last."""
    if match["last"] or match["first"]:
        return -1 if match["last"] else 1
    return ordinal_value(match["n"]) * (-1 if match["back"] else 1)
