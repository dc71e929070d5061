"""The people named in clauses: whom a question means, and the words that say who they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import cues
from answer.draft import Draft, cite
from answer.figures import has_figures
from answer.levels import core_of_place
from answer.query import Query
from schema import Clause, Person

ASKS_PERSON = re.compile(
    r"挂钩|挂|联系|包|分管|哪位|谁|领导|书记|市长|县长|成员|叫什么|姓名|名字|哪里|哪个(?:县|区|市|地方)|(?i:who|linked)"
)


def asks_other_place(query: Query, clauses: Sequence[Clause]) -> bool:
    """Tell whether a question asks who is linked to a place that nobody is linked to."""
    linked = any(clause.people for clause in clauses) and re.search(r"挂钩|挂点|挂联|联系|包", query.text)
    return bool(linked and OTHER_PLACE.search(query.text)) and not people_asked(query, [c for c in clauses if c.people])


def people_asked(query: Query, clauses: Sequence[Clause]) -> list[tuple[Clause, Person]]:
    """Return the people whom a question means by name, office or place; all of them where it asks for the officials in general."""
    listed = [(clause, person) for clause in clauses[:1] for person in clause.people]
    text = f"{query.topic} {query.text}"
    if not listed or not (query.from_conversation or ASKS_PERSON.search(text)):
        return []
    by_place = [(c, p) for c, p in listed if core_of_place(p.linked_to) in text]
    by_office = [(c, p) for c, p in listed if is_named(p, query)]
    if query.yes_no and by_place and by_office:
        return [*by_office, *(pair for pair in by_place if pair not in by_office)]  # the one named, and who it is instead
    of_numbers = has_figures(query.text) or cues.has("amount", query.masked)  # 一个干部挂钩几户 is of no officials by name
    if of_numbers and not by_place and not any(person.name in query.text for _, person in by_office):
        by_office = []  # 书记、市长这些一把手一年下去走访几趟
    chosen = by_place or by_office
    if chosen:
        return chosen
    if OTHER_PLACE.search(text):
        return []  # a place that nobody is linked to
    return listed if OFFICIALS.search(text) and not of_numbers else []


OFFICIALS = re.compile(r"市领导|领导(?:们)?(?:都|分别|各)|(?:哪|几)(?:几)?(?:位|个)(?:市)?领导|(?:挂钩|挂点|挂县)(?:联系)?")


# "深汕特别合作区是哪位", "碣石镇由谁挂" / "各县区分别是谁"
OTHER_PLACE = re.compile(
    r"(?<![各几个些])[\u4e00-\u9fff]{2,8}(?<![各几个些])(?:合作区|开发区|管理区|功能区|示范区|新区|市|县|镇|街道)"
    r"(?:(?:(?:那(?:头|边|里)|的)[，]?[^，。？谁哪]{0,10}?)?(?=[^领委政]{0,2}(?:是|由|归|谁|哪位))|(?<=[区市县镇道])(?=[？。]*$))"
)


def _offices(title: str) -> list[str]:
    """市委常委、纪委书记 -> 纪委书记; 市委书记 -> 市委书记."""
    parts = title.split("、")
    last = parts[-1]
    return [last, last.removeprefix("市政府"), *(["政法委"] if "政法委" in last else [])]


def named_people(draft: Draft, query: Query, people: Sequence[tuple[Clause, Person]]) -> Draft:
    """Quote the words that link each person to a place; correct a wrong link that was asked about."""
    if query.yes_no:
        named = [is_named(person, query) for _, person in people]
        places = [core_of_place(person.linked_to) in query.text for _, person in people]
        claimed = any(named) and any(places)  # of a person and a place
        called = [person for _, person in people if person.name in query.text]
        if called and (wrong := _said_of_others(called, people, query)) is not None:
            draft.add("no_plain" if wrong else "yes_plain")
        elif claimed:
            draft.add("yes_plain" if any(a and b for a, b in zip(named, places)) else "no_plain")
    for clause, person in people:
        draft.rest_on(clause)
        draft.add("content", cite=cite(clause), quote=draft.quote_span(clause, person.start, person.end))
    return draft


def _said_of_others(called: Sequence[Person], people: Sequence[tuple[Clause, Person]], query: Query) -> bool | None:
    """Tell whether a place or an office is said of somebody called by name that is another's; None where none is said.

    郑佳是市委常委、纪委书记，挂的是陆丰市, who is 政法委书记 and linked to another place -> True
    """
    listed = {person.name: person for clause, _ in people for person in clause.people}.values()
    places = {core_of_place(person.linked_to) for person in listed if core_of_place(person.linked_to) in query.text}
    offices = {office for person in listed for office in _offices(person.title) if office in query.text}
    own_places = {core_of_place(person.linked_to) for person in called}
    own_offices = {office for person in called for office in _offices(person.title)}
    said = places or offices
    return not (places <= own_places and offices <= own_offices) if said else None


def is_named(person: Person, query: Query) -> bool:
    """Tell whether a question names somebody by name, office, or surname and office."""
    return is_called(person, query.text) or any(office in query.text for office in _offices(person.title))


def is_called(person: Person, text: str) -> bool:
    """Tell whether a text has somebody's name, or surname and office: 石书记."""
    surname = re.search(rf"{person.name[0]}(?P<office>[\u4e00-\u9fff]{{0,4}}?(?:书记|市长|县长|部长|主任|局长|秘书长))", text)
    return person.name in text or (surname is not None and surname["office"] in person.title)
