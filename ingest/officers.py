"""People named as in charge of a clause, or of the section above it: 责任人：周敏, 牵头领导：副市长 罗静怡."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.names import is_unit_name
from schema import Clause, Officer

_DUTY = "(?:牵头|责任|分管|配合|协助|包保|包联|包抓|包案|联系|督办|督导|挂钩|挂点|挂联|主管|主要|具体|直接|第一|市级|县级|区级|镇级|局|委)"
_LABEL = re.compile(
    rf"(?P<label>{_DUTY}{{0,3}}(?:领导|责任人|负责人|负责同志|联系人|包联人|指挥长|总指挥))\s{{0,4}}[:：]\s{{0,4}}(?P<people>[^；;。\n:：（）()]{{2,60}})"
)
_OFFICE = "(?:[市县区镇乡部局处科院校所站队会委署行厅馆长]长|书记|主任|常委|委员|主席|总监|经理|指挥|调研员|巡视员|镇长|秘书长|局长|所长)"
# "副市长 罗静怡", "市政府办公室主任姚振华", "何建平" / "市委副书记", "各科室", "办公室"
_PERSON = re.compile(
    rf"(?:(?P<title>[^、，]{{0,24}}?{_OFFICE})\s{{0,4}})?(?P<name>(?![各全本该]|电话|手机|邮箱|传真|微信)[\u4e00-\u9fff·]{{2,4}}(?<!长)(?<!书记)(?<!主任)(?<!主席)(?<!常委)(?<!委员))(?:同志)?"
)
_SEVERAL = re.compile("[、，]")


def find_officers(text: str) -> Iterator[tuple[int, int, Officer]]:
    """Yield (begin, end, officer) for the people whom labels name as in charge; a label and its people are one stretch.

    "（责任科室：计量科；责任人：汪洋；分管局领导：陶志强）" -> 汪洋, 陶志强; "责任人：各科室负责人" -> none.
    """
    for match in _LABEL.finditer(text):
        people = match["people"].rstrip()
        for name, title in _people(people):
            yield match.start(), match.start("people") + len(people), Officer(name, title, match["label"], 0, 0)


def _people(words: str) -> Iterator[tuple[str, str]]:
    """Yield (name, title): 市委常委、副市长 韩立勋 -> 韩立勋, 市委常委、副市长."""
    titles: list[str] = []
    for piece in _SEVERAL.split(words):
        found = _PERSON.fullmatch(piece.strip())
        if found and not is_unit_name(piece.strip()):
            yield found["name"], "、".join([*titles, *filter(None, [found["title"]])])
            titles = []
        else:
            titles.append(piece.strip())


def with_section_officers(clauses: Sequence[Clause]) -> list[Clause]:
    """Return clauses with the people in charge of the sections above those that name none of their own."""
    heads = {clause.path: clause.officers for clause in clauses if clause.officers}

    def above(clause: Clause) -> tuple[Officer, ...]:
        return next((heads[clause.path[:end]] for end in range(len(clause.path) - 1, 0, -1) if clause.path[:end] in heads), ())

    return [clause if clause.officers else replace(clause, officers=above(clause)) for clause in clauses]
