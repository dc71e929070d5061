"""Clauses that say how to go about the tasks, not who has which: 四、工作要求, 各地区、各有关部门要…."""

from __future__ import annotations

import re

from ingest.name_lists import split_names
from ingest.names import is_collective
from ingest.nodes import Node, lineage

MAX_REQUIREMENT = 20  # characters of a title that names a requirement: "（一）加强组织领导。"
# "二、工作要求", "四、组织实施", "五、狠抓落实" / "一、重点任务分工"
REQUIREMENT_HEADING = re.compile(
    r"(?:工作|有关|相关)要求|组织实施|组织领导|组织保障|保障措施|加强领导|实施保障"
    r"|(?:狠抓|抓好|强化|确保)(?:责任|工作|任务|组织)?落实|(?:督查|监督)考核|考核问责|(?:^|[、）)．.\s])(?:工作机制|工作规则|工作保障)$"
)
# What those who watch over the tasks do, which is no task itself: "定期调度通报", "由市政府督查室汇总督促" / "每周巡查"
_OVERSEES = re.compile("督查|督促|督导|督办|通报|考核|汇总|调度|报送|评估|问责|监督检查|跟踪")
# "各地区、各有关部门要", "加强领导。各县区、市直各单位应" / "为此，各县区要"
_TO_ALL = re.compile(r"(?:[^。；，：\n]{1,30}[。\n])?\s{0,4}(?P<who>[^。；：要应须需]{2,60}?)(?:务必|必须|要|应|须|需)")


def is_requirement(node: Node, text: str) -> bool:
    """Tell whether a clause stands in a section of requirements, is called one or tells all what to do."""
    *_, root = lineage(node)
    if root.required:
        return True
    section, own = (re.split(r"[。；：]", title)[0] for title in (root.title if root is not node else "", node.title))
    called = bool(REQUIREMENT_HEADING.search(section) or (len(own) <= MAX_REQUIREMENT and REQUIREMENT_HEADING.search(own)))
    return called or is_to_all(text)


def is_to_all(text: str) -> bool:
    """Tell whether a clause tells all how to go about it: 各地区、各有关部门要… -> True; 各县区要…, 市教育局要… -> False."""
    match = _TO_ALL.match(text)
    names = [name for piece in re.split("[，,]", match["who"]) for name, _, _ in split_names(piece)] if match else []
    return bool(names) and all(map(is_collective, names)) and any(name.endswith(("部门", "单位")) for name in names)


def oversees(text: str) -> bool:
    """Tell whether a clause says who watches over the tasks: 由市政府督查室汇总督促."""
    return bool(_OVERSEES.search(text))
