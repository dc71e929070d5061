"""People in charge: who they are of a clause (责任人是谁), and whose tasks are asked for by a name (周敏手上有哪几项)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import cues
from answer.draft import Draft, cite
from answer.query import Query
from schema import Clause, Notice, Officer

# "责任人是谁", "由哪位局领导分管", "挂帅的市领导", "具体是哪个人在盯"
IN_CHARGE = re.compile(
    "(?:责任|分管|包保|包联|联系|牵头|协助|挂帅|挂点|主管|配合)的?(?:[市县区局镇乡]?领导|责任人|负责人|负责同志|[市县区镇乡局]长)|责任人|负责人"
    "|(?:哪|什么|啥)(?:一)?(?:个|位)?(?:[市县区局镇乡委](?:里|上)?的?)?(?:领导|负责人|责任人|同志|负责同志|[市县区局镇]长|人(?![家力员民口才]))"
    "|[市县区局镇乡]领导(?:是|有)?(?:谁|哪)|谁(?:来)?(?:分管|包保|包联|挂帅|挂点)|(?:分管|包保|包联|挂帅|挂点)的(?:人)?(?:是|叫)(?:谁|哪)"
)
# The word of a question for what a label says: 分管的 of 分管局领导
DUTIES = ("责任人", "分管", "包保", "包联", "牵头", "协助", "联系", "督办", "主管")


def officers_asked(query: Query, clauses: Sequence[Clause]) -> list[tuple[Clause, Officer]]:
    """Return the people in charge of clauses whom a question means: of the duty that it names, or all; none where it asks for no person."""
    named = [(clause, officer) for clause in clauses for officer in clause.officers]
    if not named or not (query.officers or IN_CHARGE.search(query.text)):
        return []
    duties = [duty for duty in DUTIES if duty in query.text and any(duty in officer.label for _, officer in named)]
    return [(c, o) for c, o in named if not duties or any(duty in o.label for duty in duties)]


def tell_officers(draft: Draft, query: Query, officers: Sequence[tuple[Clause, Officer]]) -> Draft:
    """Quote who is in charge of each clause; begin with yes or no where somebody is said to be."""
    if query.officers and query.yes_no:
        names = {officer.name for _, officer in officers}
        draft.add("yes_plain" if set(query.officers) <= names else "no_plain")
    told = set()
    for clause, officer in officers:
        draft.rest_on(clause)
        if (clause.id, officer.start) not in told:
            told.add((clause.id, officer.start))
            draft.add("officer", cite=cite(clause), words=_in_words(officers, clause, officer))
            draft.cite_span(clause, officer.start, officer.end)
    return draft


def _in_words(officers: Sequence[tuple[Clause, Officer]], clause: Clause, officer: Officer) -> str:
    """Return a label with all its people: 牵头领导：副市长罗静怡."""
    alike = [o for c, o in officers if c is clause and o.start == officer.start]
    return f"{officer.label}：{'、'.join(f'{o.title}{o.name}' for o in alike)}"


def names_of_officers(notice: Notice) -> tuple[str, ...]:
    """Return the names of the people in charge of tasks, longest first."""
    names = {officer.name for task in notice.tasks for officer in task.officers}
    return tuple(sorted(names, key=len, reverse=True))


TITLE = "(?:(?:常务)?副?[市县区局科处所镇乡院校站]长|副?书记|副?主任|常务|同志|总工|经理|老师)"


def officers_named(text: str, names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the people in charge whom a text names, and the text without them and their titles: 沈玉兰局长分管的 -> 沈玉兰, 分管的.

    A surname with a title is enough where one alone bears it: 韩常务.
    """
    found = []
    for name in names:
        alone = sum(other[0] == name[0] for other in names) == 1
        said = re.search(f"{name}{TITLE}?" + (f"|{name[0]}{TITLE}" if alone else ""), text)
        if said:
            found.append(name)
            text = text.replace(said.group(), " ")
    return tuple(found), text


UNITS_TOO = re.compile("站所|办公室|单位|部门|科室|哪家|哪几家")


def of_people_alone(query: Query) -> bool:
    """Tell whether a question for people in charge asks for no units beside."""
    return UNITS_TOO.search(query.text) is None and not cues.has("contact", query.text)
