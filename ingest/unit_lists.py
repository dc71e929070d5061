"""Texts that are nothing but a list of organs or places: those who may answer for a task."""

from __future__ import annotations

import re

from ingest.name_lists import MARKS, split_names
from ingest.names import (
    ALSO_CALLED,
    CLOSERS,
    COLLECTIVE,
    MAX_NAME,
    NAME_NOTE,
    OPEN_TAIL,
    PLACE_END,
    UNIT_END,
    ends_unit,
    is_place_name,
    is_unit_name,
    open_words,
)
from ingest.sectors import is_sector

MAX_ODD = 12  # characters of a name without an organ's last word that is still taken for one among others
ODD_TEXT = re.compile(r"[，。；：:“”《》\n]|的|^[含即如在对由将以为和及或并]|各类|以及|等")  # "含民办学校" / "新华社区居民代表"
GOVERNMENT = re.compile(r"(?!各)[\u4e00-\u9fff]{2,4}[市县区州盟旗](?:人民)?政府")  # "苏州市政府" / "各设区市政府"
BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}")  # a place's name without 市 or 县: "南京"
# What an organ is called, not only a kind of thing: "市教育局", "各县（市、区）政府" / "建学校", "有关部署"
CERTAIN = re.compile(
    r"^各|^(?:国家|全国|中国|自治区|[省市县区州旗盟])(?!有关|相关|直|民|场|区|域|内|级|政(?!府|协|公)).{1,26}(?<!部署)(?<!干部)$"
    r"|(?:局|委|厅|办|(?<!部)署|(?<!干)部|政府|党委|委员会|办公室|管委会|法院|检察院|海关|支队|大队|总队|集团|公司|[银支分]行|联合会|中心)$"
)
# What a task begins with, not an organ: "落实省、市有关部署", "（1）建学校" / "应急管理局", "建设银行"
ACTS = re.compile(
    r"[（(\d①-⑳]|(?:落实|压实|加强|推进|推动|推行|完善|健全|强化|做好|抓好|开展|制定|提升|优化|打造|实施|加快|深化|支持|引导|鼓励|配合|负责|建立|组建|设立|成立|新建|改建|扩建|确保|实行|坚持|明确|其中|报|送)"
)
_AREA = re.compile(r"[片老山牧库园林灾景厂校社]区$|省$")  # "片区", "库区": no place with a government of its own / "城关区"


def is_unit_list(text: str, strict: bool = False) -> bool:
    """Tell whether a text is nothing but names of organs, at least one beyond doubt: "市教育局、各区" -> True.

    Unless ``strict``, offices may be called by their field ("县发改、工信、财政局", "县公安、交通等部门"), and among several organs
    one name of another form may stand ("市教育局、市财政局、市能源监察").
    """
    text = text.strip(MARKS + " ")
    if len(text) < 2 or not (ends_unit(text) or _may_end_list(text)):
        return False
    names = [NAME_NOTE.sub("", name) for name, _, _ in split_names(text)]
    sure = [name for name in names if is_unit_name(name)]
    governed = governed_places(names)
    others = [name for name in names if name not in sure and name not in governed and not is_place_name(name)]
    if not strict and others and (sure or open_words(text)):
        others = [name for name in others if not is_sector(name)]
        sure = sure or [name for name in names if is_sector(name)]
    if not strict and len(others) == 1 and len(sure) > 1 and is_unit_name(names[0]):  # one name of a form not known among organs
        return len(others[0]) <= MAX_ODD and not ODD_TEXT.search(others[0])
    return bool(sure) and not others


def is_certain_list(text: str) -> bool:
    """Tell whether a text is nothing but units, beyond doubt even without brackets or a label.

    "市教育局，各区政府" -> True; "建学校", "有关部门" -> False.
    """
    pieces = [piece for piece in re.split(r"[，,；;]|\s{2,}", text) if piece.strip()]
    names = [name for piece in pieces for name, _, _ in split_names(piece)]
    acts = any(ACTS.match(name) for name in names)
    whole = [both["name"] if (both := ALSO_CALLED.match(name)) else name for name in names]
    return bool(pieces) and not acts and all(map(_is_part_of_list, pieces)) and any(CERTAIN.search(name) for name in (*names, *whole))


def is_place_list(text: str) -> bool:
    """Tell whether a text is nothing but names of places that may answer for a task: "张坂镇、东园镇" -> True; "山区、片区" -> False."""
    names = [name for name, _, _ in split_names(text.strip())]
    return bool(names) and all(len(name) > 2 and is_place_name(name) and not _AREA.search(name) and not ACTS.match(name) for name in names)


def may_answer(text: str) -> bool:
    """Tell whether a text lists those who may answer for a task, where a verb says that they do: organs or places."""
    return is_unit_list(text) or is_place_list(text)


def _is_part_of_list(piece: str) -> bool:
    return is_unit_list(piece, strict=True) or (is_place_name(piece.strip()) and not piece[:1].isdigit())


def _may_end_list(text: str) -> bool:
    *_, before, last = ["", "", *text[-MAX_NAME - 2 * MAX_ODD :].split("、")]
    tail = text[-40:]
    if is_sector(last):
        return True
    return bool(UNIT_END.search(before) and len(last) <= MAX_ODD) or bool(
        OPEN_TAIL.search(tail) or PLACE_END.search(tail) or COLLECTIVE.search(tail) or tail[-1] in CLOSERS
    )


def governed_places(names: list[str]) -> set[str]:
    """Return the places whose governments are written once for all: 南京、苏州市政府 -> {南京}."""
    found: set[str] = set()
    governed = False
    for name in reversed(names):
        bare = governed and bool(BARE_PLACE.fullmatch(name)) and not is_unit_name(name)
        found |= {name} if bare else set()
        governed = bare or bool(GOVERNMENT.fullmatch(name))
    return found
