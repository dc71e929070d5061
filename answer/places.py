"""The place that a question is about, where it is another than the notice's own or one below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from answer.levels import core_of_place
from answer.story import sentences_that_ask
from ingest.lines import CHINESE_DIGITS
from knowledge import load_knowledge
from schema import Clause, Notice

# "从汕头回来", "跟梅州一样": a place named in passing
IN_PASSING = re.compile(r"(?:在|从|去|到|往|回|像|跟|和|与|比|离|嫁到|来自|人在)$|(?:在|从|到|往|向)[^，。？]{1,4}[、和跟]$")


@cache
def _places() -> re.Pattern[str]:
    """Return all places, each with its level or with what makes it an owner: 梅州市, 湛江(的)."""
    bare = {name.rstrip("省市县区") for name in load_knowledge("places")}
    names = "|".join(sorted((name for name in bare if len(name) > 1), key=len, reverse=True))
    return re.compile(rf"({names})(?:[省市县区州]|(?=的|那边|这边|[\u4e00-\u9fff]{{1,3}}[县区市镇]))")


# "考上广州的大学", "香港那边有个基金会": where somebody of a story comes from or goes to
OF_SOMEBODY = re.compile(
    "(?:的|那边的?)(?:大学|学校|高校|医院|工厂|厂子?|公司|企业|老板|老师|亲戚|朋友|商会|基金会|客商|投资商)|(?:那边|这边)(?:有|来|想|要|说)"
)


def other_place(question: str, notice: Notice) -> str:
    """Return the place whose own business is asked about and which the notice does not name, or ""."""
    asked = sentences_that_ask(question)
    for place in _places().finditer(asked):
        if OF_SOMEBODY.match(asked, place.end()):
            continue
        if place[1] not in notice.source and not IN_PASSING.search(asked[: place.start()]):
            return place.group()
    return ""


GOVERNMENT = re.compile("(?:人民政府|政府|管委会|管理委员会)$")


def place_within(question: str, clauses: Sequence[Clause], notice: Notice) -> bool:
    """Tell whether a question is of a place below the notice's own that the clauses do not name: 陆丰有多少人 of a clause on 我市."""
    governed = {core_of_place(GOVERNMENT.sub("", unit)) for unit in notice.units if GOVERNMENT.search(unit) and not unit.startswith("各")}
    places = governed.union(*map(places_linked, notice.clauses))
    asked = [place for place in places if len(place) > 1 and place in question]
    beside = [part for clause in clauses for part in re.split("[，,。；;]", clause.text)]  # a figure of a place stands beside its name
    return bool(asked) and not any(place in part and A_FIGURE.search(part) for place in asked for part in beside)


A_FIGURE = re.compile(rf"\d|[{CHINESE_DIGITS}](?:元|人|户|次|万|亿|个|家|名)")


def places_linked(clause: Clause) -> set[str]:
    """Return the places that a clause links people to, without their level: 陆丰 of 曹小华挂钩联系陆丰市."""
    return {core for person in clause.people if len(core := core_of_place(person.linked_to)) > 1}
