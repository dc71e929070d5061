"""Clauses that name a unit first and then its duties: 县自然资源局：负责…，配合县住建局做好…, or a unit as heading over them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import islice, zip_longest

from ingest.labels import label_at
from ingest.name_lists import split_names
from ingest.names import is_unit_name
from ingest.roles import cut_role, role_of
from ingest.running import MAX_LIST, NamedList, joined_list
from ingest.unit_lists import ACTS, is_certain_list, is_unit_list, may_answer
from schema import Role

MAX_OTHERS = 200  # places in one clause where others may be named; more is no clause
# "县教育局：负责", "区住建局。负责", "县气象局\n负责", "各区政府，新区管委会：负责" / "责任单位：", "市教育局牵头，"
_WHO = re.compile(r"(?P<who>[^：:，。；\n]{2,150}?|[^：:。；\n]{2,150}?(?=\s{0,4}[：:]))\s{0,4}(?P<mark>[：:。\n])\s{0,4}(?=\S)")
# Where a further unit may begin, after those before it: "；县住建局：负责农房改造" / "，县住建局"
_FURTHER = re.compile(r"(?<=[；;\n])\s{0,4}(?=\S)")
_TITLE = re.compile(r"[^，。；：:\n]{1,30}\n")  # "推进乡村振兴\n" / "推进改革。\n"
# What duties begin with: "负责监测预警", "分别负责", "会同县公安局" / "推进改革"
DUTY_BEGINS = re.compile(
    r"(?:主要|具体|统一|分别|共同|统筹|全面|按照?(?:各自)?职[责能](?:分工)?|依[照法据]|根据)?"
    r"(?:负责|牵头|承担|会同|配合|协助|参与|指导|督促|组织|做好|抓好|落实|履行|制定|协调|加强|开展)"
)
# "配合县住建局做好", "协助做好" / "做好配合"
_HELPS = re.compile(r"(?:积极|主动)?(?:配合|协助|参与|支持)")
# "分别负责", "按照职责分工做好" / "负责"
_EACH = re.compile(r"(?:分别|各自|按照?(?:各自)?职[责能]|依职[责能]|根据(?:各自)?职[责能])")
# "，会同县公安局查处", "配合市住建局做好" / "做好配合"
_OTHERS = re.compile(r"(?:会同|联合(?!会|社|体|参谋|作战)|协同|会商|配合|协助)")
_PIECE = re.compile(r"[^\s，。；：（）()][^，。；：（）()\n]{3,150}")  # "镇派出所、镇卫生院配合" in "组织抢险，镇派出所、镇卫生院配合；"
# "县公安局　承担日常工作", "区住建局：负责监管" / "市教育局　　市财政局　　6月底"
_DUTY_LINE = re.compile(
    r"(?P<who>[^：:，。；\s]{2,150})(?:\s{0,4}(?P<mark>[：:。])\s{0,4}|[ \u3000\t]{1,8})(?P<rest>\S(?:\S|[ \u3000](?![ \u3000])){3,})"
)
# What duties are given to beside organs: "镇中心小学", "供电所", "电信营业点" / "主要职责", "组长"
_HOLDER_END = re.compile(r"(?:小学|中学|学校|幼儿园|窗口|卫生院|社区|(?:供|配)电所|(?:营业|服务|网)点)$")
# What follows a unit's name in a heading: "县水利局职责", "县公安局主要职责：" / "职责分工"
_HEADING_TAIL = re.compile(r"(?:的)?(?:主要|工作|具体)?(?:职责|任务|责任)?(?:分工)?(?:[（(]共?\d{1,3}[项件条个]?[）)])?\s{0,4}[：:。]?$")
# What units do with the tasks below a heading: "市城乡建设局牵头负责的任务", "由县教育局配合事项（5项）" / "牵头单位的任务"
_HEADING_ROLE = re.compile(
    r"由?(?P<who>[^由，。；：]{2,100}?)(?P<verb>(?:共同|联合)?(?:牵头|主办|负责|承担|承办|配合|协助|参与){1,2})"
    r"(?:(?:完成|实施|落实|推进|办理)?的?(?:重点|主要|具体|工作|建设|改革)*(?:任务|事项|工作|项目|清单|职责)(?:分工|清单)?|(?<=[同合]牵头))"
    r"(?:[（(]共?\d{1,3}[项件条个]?[）)])?[：:。]?"
)
# Names that no subject has: "县教育局", "市委宣传部", "各乡镇政府" / "数字政府", "市民中心", "市场监管"
_OFFICE = re.compile(
    r"^(?:.{2,}(?:局|厅|(?<![市县区省党])委|委员会|办公室|法院|检察院|海关|联合会|总工会|[支大总]队)"
    r"|(?:各|团|国家|自治区|[省市县区州旗镇乡](?![民场域内容会土村区块]|政(?!府|务|协))).{1,20}(?:部|办|委|政府|中心|公司|集团|队|所|联|院|会|学))$"
)
_MADE = re.compile(r"(?:建设|发展|培育|改造|规范)(?!银行|[局委部厅])")  # "建设市级数据中心" / "建设银行"


def listed_duties(text: str, told: bool = False) -> Iterator[NamedList]:
    """Yield the units whose duties a clause lists, and those named in its sentences beside them.

    "县自然资源局：负责巡查，配合县住建局防涝。" -> 县自然资源局 responsible, 县住建局 participant; "加强领导。各单位要…" -> nothing.
    Several may share it: 县农业农村局：负责产业发展；县住建局：负责农房改造。

    Args:
        told: its line has told already that the clause begins with units.
    """
    holders = list(_holders(text, told))
    for holder, following in zip_longest(holders, holders[1:]):
        end = following.start() if following else len(text)
        yield NamedList(*holder.span("who"), duty_role(text[holder.end() : end]), opens=True)
        yield from named_in_duties(text, holder.end(), end)


def _holders(text: str, told: bool) -> Iterator[re.Match[str]]:
    """Yield where units stand before their duties: at the text's beginning, and after ； where a colon follows them."""
    match = _WHO.match(text)
    first = match and not label_at(text, match.end()) and (told or _names_whom(match["who"], match["mark"], text[match.end() :]))
    if first:
        yield match
    title = None if first else _TITLE.match(text)
    if not (first or title):
        return
    # a lookbehind sees the title's line end: the line below it is the first place
    places = (further.end() for further in _FURTHER.finditer(text, match.end() if first else title.end()))
    for match in filter(None, (_WHO.match(text, place) for place in places)):
        if match["mark"] in "：:" and DUTY_BEGINS.match(text, match.end()) and _names_whom(match["who"], "：", text[match.end() :]):
            yield match


def _names_whom(who: str, mark: str, rest: str) -> bool:
    duty = DUTY_BEGINS.match(rest)
    if _MADE.match(who) or ACTS.match(who) or not (duty or mark in ("：", ":")):
        return False
    return is_certain_list(who) or bool(duty and is_holder_list(who))


def is_holder_list(who: str) -> bool:
    """Tell whether a text lists what duties may be given to: organs, and schools and sections of an office."""
    return is_unit_list(who, strict=True) or all(_HOLDER_END.search(name) or is_unit_name(name) for name, _, _ in split_names(who))


def duty_line(text: str, sure: bool = False) -> tuple[int, int] | None:
    """Return where in an unnumbered line the units end and their duties begin: "县公安局　承担日常工作。" -> (4, 5).

    Args:
        sure: only duties that begin as such do; above the first clause an address (各单位：现将…) may stand.
    """
    match = _DUTY_LINE.match(text)
    if not match or label_at(text, 0) or (sure and not DUTY_BEGINS.match(match["rest"])):
        return None
    who, rest = match["who"], match["rest"]
    sentence = not match["mark"] and rest.endswith("。") and is_certain_list(who) and not _MADE.match(who)
    if not (sentence or _names_whom(who, match["mark"] or "", rest)):
        return None
    return match.end("who"), match.start("rest")


def shares_duties(text: str) -> bool:
    """Tell whether a line gives duties to several, one after the other: "县住建局：负责农房；县交通局：负责公路。" -> True."""
    return len(list(islice(_holders(text, told=False), 2))) > 1


def is_holder_line(text: str, below: str, sure: bool = False) -> bool:
    """Tell whether an unnumbered line holds units only, whose duties stand in the line below: "县水利局" over "负责水库安全".

    Args:
        sure: only duties that begin as such do; above the first clause the office that issues the notice may stand.
    """
    if sure and not DUTY_BEGINS.match(below):
        return False
    return bool(text) and not text.endswith(("：", ":", "。")) and heading_units(text, [below]) > 0


def duty_role(duties: str) -> Role:
    """Return what duties make of the unit they are given to: "配合做好…" -> participant, "分别负责…" -> by duty, else responsible."""
    if _HELPS.match(duties):
        return Role.PARTICIPANT
    return Role.BY_DUTY if _EACH.match(duties) else Role.RESPONSIBLE


def named_in_duties(text: str, begin: int, end: int = sys.maxsize) -> Iterator[NamedList]:
    """Yield the units named within duties, up to ``end``: those that help are participants; one that is only helped leads.

    "会同县公安局查处", "县公安局配合" -> 县公安局 participant; "配合县住建局做好防涝" as all there is to do -> 县住建局 lead.
    """
    helps = _HELPS.match(text, begin)
    done = begin
    for match in islice(_OTHERS.finditer(text, begin, end), MAX_OTHERS):
        length = joined_list(text[match.end() : min(end, match.end() + MAX_LIST)]) if match.start() >= done else 0
        if length:
            done = match.end() + length
            leads = helps and match.end() == helps.end()
            yield NamedList(match.end(), done, Role.LEAD if leads else Role.PARTICIPANT)
    for match in islice(_PIECE.finditer(text, begin, end), MAX_OTHERS):
        names, role, tail = cut_role(match.group())
        if role is Role.PARTICIPANT and not tail and match.start() >= begin and may_answer(names):
            yield NamedList(match.start(), match.start() + len(names.rstrip()), role)


def heading_role(title: str) -> tuple[int, int, Role | None] | None:
    """Return where in a heading its units stand and what it makes of them: "由市教育局牵头的任务（5项）" -> (1, 5, lead); else None."""
    match = _HEADING_ROLE.fullmatch(title.strip())
    if match is None or not (is_certain_list(match["who"]) or is_unit_list(match["who"], strict=True)):
        return None
    role = role_of(match["verb"])
    return *match.span("who"), None if role is Role.RESPONSIBLE else role


def heading_units(title: str, duties: list[str], listed: bool = False) -> int:
    """Return the length of the list of units that a heading consists of, where what stands below are their tasks; else 0.

    "县水利局职责" over "负责水库安全运行", "县教育局" over "新建学校2所" -> 4; "市民中心" over "推进改革" -> 0.

    Args:
        listed: a table's rows stand below, which are tasks whatever they begin with.
    """
    length = _HEADING_TAIL.search(title).start()
    who = title[:length].rstrip()
    if _MADE.match(who) or ACTS.match(who):
        return 0
    if not listed and not any(DUTY_BEGINS.match(duty) for duty in duties):
        names = [name for name, _, _ in split_names(who)]
        return len(who) if is_unit_list(who, strict=True) and all(map(_OFFICE.search, names)) else 0
    return len(who) if is_certain_list(who) or is_unit_list(who, strict=True) else 0
