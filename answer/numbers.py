"""The numbers of a question that are conditions: of units and tasks, in an order, in a list."""

from __future__ import annotations

import re

from answer import cues
from answer.masked import Masked
from answer.parts import PARTS
from answer.query import Part, Rank, Size
from answer.reader import Reading
from ingest.lines import CHINESE_DIGITS, ordinal_value

NUMERAL = re.compile(rf"\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}}")


def _numbers(masked: Masked, reading: Reading) -> list[tuple[int, int]]:
    """Return (value, place) of the numbers that are conditions, in order."""
    found = []
    for begin, end in reading.tagged("number"):
        match = NUMERAL.search(masked.words(begin, end).replace("俩", "两"))
        if match:
            found.append((ordinal_value(match.group()), begin))
    return found


# A number that counts units or tasks, where the reader has marked none: "只有一家单位", "牵三项头" / "第三项"
COUNTED = re.compile(rf"(?<![第\d{CHINESE_DIGITS}])(\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})(?=[家个项条回次])")


def read_sizes(masked: Masked, reading: Reading, named: int = 0) -> tuple[Size, ...]:
    """Return the conditions on numbers of units or tasks.

    Args:
        named: units named as conditions; 三家 after three names says how many they are, 只有三家 that there is no other.
    """
    if reading.choose("asks") == "units" and not (masked.units or reading.tagged("clause") or reading.tagged("topic")):
        if cues.has("never_leads", masked.text):
            return (Size("tasks", Part.LEADS, 0, 0), Size("tasks", Part.JOINS, 1))
        if cues.has("never_joins", masked.text):
            return (Size("tasks", Part.LEADS, 1), Size("tasks", Part.JOINS, 0, 0))
    numbers = [value for value, _ in _numbers(masked, reading)]
    numbers = numbers or [ordinal_value(match[1]) for match in COUNTED.finditer(masked.text.replace("俩", "两个"))]
    alone = cues.has("exactly", masked.text) or cues.has("no_other", masked.text)
    sizes = []
    for head in ("units", "tasks_any", "tasks_lead", "tasks_join"):
        bound = reading.choose(head)
        if bound == "free":
            continue
        of, by = ("units", Part.ANY) if head == "units" else ("tasks", PARTS[head.removeprefix("tasks_")])
        if head == "units" and named > 1 and named in numbers and not alone:
            continue
        if bound in FIXED:
            sizes.append(Size(of, by, *FIXED[bound]))
        elif numbers:
            sizes.append(Size(of, by, *BOUNDS[bound](numbers.pop(0) if len(numbers) > 1 else numbers[0])))
    return tuple(sizes)


FIXED = {"none": (0, 0), "some": (1, None), "one": (1, 1), "several": (2, None)}
BOUNDS = {
    "equal": lambda n: (n, n),
    "at_least": lambda n: (n, None),
    "more": lambda n: (n + 1, None),
    "at_most": lambda n: (0, n),
    "fewer": lambda n: (0, n - 1),
}


# "前十项任务里谁牵头最多": a stretch of the notice, no number of places
STRETCH = re.compile(rf"前(?:\d+|[{CHINESE_DIGITS}]+)[项条]")
MEDALS = {"冠军": 1, "亚军": 2, "季军": 3}
ONE_PLACE = rf"(?:{'|'.join(MEDALS)}|第(?:\d|[{CHINESE_DIGITS}])[名位多少]?)"
# "亚军和季军", "第三、第四名" / "第三、第四项"
TWO_PLACES = re.compile(rf"({ONE_PLACE})[和、跟与及]({ONE_PLACE})(?![项条])")


def read_rank(masked: Masked, reading: Reading, among: int = 0) -> Rank | None:
    """Return the order that is asked for, and which of its places.

    Args:
        among: clauses named: 前十项任务里 are these and not the first ten places.
    """
    of = reading.choose("rank")
    if of == "none":
        return None
    if of == "tasks" and masked.units and not any(cues.has(name, masked.text) for name in ("most", "least")):
        return None  # {市文广新局}名下的任务，按编号排一排
    both = of == "units" and cues.has("lead", masked.text) and cues.has("joins", masked.text)
    by = Part.ANY if both else PARTS[reading.choose("rank_by")]
    least = reading.choose("rank_order") == "least"
    if match := TWO_PLACES.search(masked.text):
        first, second = (MEDALS.get(said) or ordinal_value(NUMERAL.search(said).group()) for said in match.groups())
        if first < second:
            return Rank(of, by, least=least, place=first, top=second - first + 1)
    top = 1
    for value, begin in _numbers(masked, reading):
        if among and STRETCH.match(masked.text, begin - 1):
            continue
        if masked.text[begin - 1 : begin] == "前" or re.match(r"(?i:top)", masked.text[max(0, begin - 4) : begin]):
            top = value
    place = 1 if top > 1 else int(reading.choose("rank_place"))
    return Rank(of, by, least=least, place=place, top=top)


# "第三个单位", "倒数第二家", "垫底的那家" / "第三项", "最后期限"
PLACE = re.compile(
    rf"(?<!除)(?P<back>倒数)?第(?P<n>[{CHINESE_DIGITS}]|\d{{1,2}})(?:个|家|位)|(?P<first>头一|打头的?(?:那|一)?|排头)(?:个|家|位)|(?P<last>(?:排|列)?(?:在)?(?:最后|最末|末尾|末位|垫底|压轴|殿后))的?(?:那|一)?(?:个|家|位|单位)"
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
