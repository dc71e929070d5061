"""Labels of lists of units, as they stand before a colon, in a frame or as a table's head: 牵头单位：, 【市级责任单位】, 主办机关."""

from __future__ import annotations

import re

from ingest.name_lists import MARKS
from ingest.unit_lists import is_unit_list
from schema import Role

# A label is put together: 市级 + 牵头 + 及 + 责任 + 单位, 省直 + 主要 + 责任 + 部门 + 和 + 责任人.
_LEVEL = r"(?:国家级?|中央|[省市县区镇乡街州盟旗]级|[省市县区州]直|本级|属地)"
_ABOUT = r"(?:整改|具体|直接|技术|业务|行业|项目|工作|任务|日常|其[他它]|相关|有关|建议|拟|主要|第一|共同)"
_LEADS = r"(?:(?:共同|联合|总|主)?牵头|主办|主责|主抓)"
_HELPS = r"(?:配合|参加|参与|协办|协同|协助|会办|协作)"
_SIDES = r"(?:联合|支持|成员)"  # helps too, but says so with a noun only: "支持单位" / "支持："
_ANSWERS = r"(?:责任|负责|指导|实施|承办|落实|主管|推进|承担|执行|协调|组织(?=单位|协调|实施|推进|落实|指导|承办|牵头))"
_ROLE = rf"(?:{_LEADS}|{_HELPS}|{_SIDES}|{_ANSWERS})"
# What those responsible are called: "单位", "处室", "部室", "站所" / "人"
BODY = "(?:单位|部门|机构|主体|专班|机关|部委|[部处科股站所院系组室]{2})"
_NOUN = rf"(?:{BODY}|县区|区县|镇街|乡镇|街道|村居|社区|[县镇乡村](?=\s{{0,4}}[:：]))"
_ONE = rf"(?:(?:{_LEADS}|配合|参加|参与|协办|协同|协助|责任)[办部处科股所局])"  # "责任办", "牵头科"
_ASIDE = r"(?:[（(][^（()）]{0,12}[）)])"
_JOIN = r"(?:[及和、/／]|(?<!参)与)"
_PEOPLE = r"(?:(?:责任|负责|联系|分管)?(?:人员?|领导|同志))"
_NOUNED = rf"(?:{_ABOUT}{{0,2}}(?:{_ROLE}{{1,3}}{_ASIDE}?{_NOUN}|{_ONE})|(?:主要|第一){BODY})"
_WITH_NOUN = rf"{_LEVEL}?(?:{_ABOUT}{{0,2}}{_ROLE}{{1,3}}{_NOUN}?{_JOIN}){{0,2}}{_NOUNED}(?:{_JOIN}(?:{BODY}|{_PEOPLE}))?"
_WITHOUT_NOUN = rf"{_LEVEL}?{_ABOUT}?(?:{_LEADS}(?:{_JOIN}?负责|(?:组织|协调|实施|推进|落实){{1,2}})?|{_HELPS}|责任(?:分工)?|分工单位)"
_WHO = rf"(?:{_WITH_NOUN}|{_WITHOUT_NOUN}){_ASIDE}?"
_COLON = r"\s{0,4}[:：]"
# "牵头单位：市住建局", "省级主要责任单位:", "责任单位及责任人：" / "牵头单位要负总责", "配合做好："
WHO_LABEL = re.compile(rf"(?P<who>{_WHO}){_COLON}")
# "适用范围：浙江自贸试验区", "完成时限：2025年底", "责任人：李明", "督办单位：市政府督查室": not units responsible
OTHER_LABEL = re.compile(
    r"(?:(?:适用|推广|实施|完成|办结|办理|报送|反馈|整改|推进|启动|销号|部署|计划|预计|进度|时间|工作|目标|年度|主要|重点|具体)?(?:完成)?"
    r"(?:范围|时限|期限|时间|节点|进度|时序|安排|要求|目标|任务|内容|措施|举措|标准|成果|成效|指标|事项)(?:要求|安排|节点)?"
    r"|(?:牵头|责任|分管|配合|包保|包联|包抓|联系|督办|督导|市级|县级|区级|主管|主要|具体|项目)?(?:领导|责任人|联系人|负责人|人员|负责同志)"
    r"|(?:督办|督导|督查|监督|考核|考评|验收|审核|联系|挂钩|包联)(?:单位|部门|机构)|(?:实际|目前)?(?:完成|进展|落实)情况|联系电话|电话|备注|说明|注)"
    + _COLON
)
# "市级：市教育局；县级：各县政府" after a label or in a bracket: the role stays what it is / "市级责任单位："
LEVEL_LABEL = re.compile(_LEVEL + _COLON)
# Where a label begins within a line that ran together: "市教育局配合单位：市财政局完成时限：年底" / "牵头单位要"
LABEL_WORDS = re.compile(
    rf"(?:{_WITH_NOUN}{_ASIDE}?|(?:督办|督导|监督|考核|验收|分工|挂钩|包联){BODY}|{BODY}){_COLON}"
    r"|(?:(?:计划|预计|整改|要求)?完成|办结|办理|报送|实施|整改|推进|时间)(?:时限|期限|时间|节点|进度)\s{0,4}[:：]"
    r"|(?:(?:牵头|责任|分管|配合|包保|包抓|联系)(?:领导|责任人)|(?:项目)?(?:责任|联系|负责)人)\s{0,4}[:：]"
    r"|(?:实际|目前)?(?:完成|进展|落实)情况\s{0,4}[:：]"
    # "市教育局　配合：市财政局" / "密切配合，"
    r"|(?:总?牵头|主办|协办|配合|参加|参与|协作)\s{0,4}[:：]"
    # "【配合单位】市财政局" / "【典型案例】"
    r"|[【〔\[][^【】〔〕\[\]\n，。；：:]{0,8}(?:单位|部门|机关|时限|时间|期限|内容|目标|领导|责任人|措施|牵头|配合|责任)[】〕\]]"
)
# A label without a colon: "【牵头单位】市教育局", "牵头单位——市教育局", "牵头单位" alone in its line / "牵头单位要", "【牵头单位：…】"
_LABEL_FORM = re.compile(
    r"[【〔\[]\s?(?P<framed>[^【】〔〕\[\]\n]{2,12}?)\s?[】〕\]]\s{0,4}[:：]?"
    r"|(?P<dashed>[\u4e00-\u9fff/／]{2,8})\s{0,4}[—–－]{1,2}\s{0,4}(?=[\u4e00-\u9fff])"
    r"|(?<![^\n])(?P<alone>[\u4e00-\u9fff/／]{2,8})[ \t]{0,4}(?=\n)"
)
# "责任单位 市教育局", "牵头部门为市财政局": a label without a colon / "牵头单位要", "责任单位和"
BARE_LABEL = re.compile(
    rf"(?P<who>{_WITH_NOUN})(?:(?:为|是)\s{{0,8}}|\s{{0,8}}(?=[市省县区州旗盟团国各]|自治区))(?P<list>[^，。；;:：\n（）()]{{2,200}})"
)
_MARK_BEFORE = re.compile(rf"[{re.escape(MARKS)}]?[■□◎○]?\s{{0,2}}")  # nothing, "★" of "★牵头单位："
_WITH_PEOPLE = re.compile(rf"(?:[（(]|{_JOIN}){_PEOPLE}")  # "牵头单位（负责人）：", "责任单位及责任人" / "责任单位："


def label_at(text: str, place: int) -> tuple[Role | None, int, int] | None:
    """Return (role, begin, end) of the label that begins at ``place``, a mark before it included; role None for labels of other things."""
    begin, place = place, _MARK_BEFORE.match(text, place).end()
    match = WHO_LABEL.match(text, place)
    if match:
        return label_role(match["who"]), begin, match.end()
    match = OTHER_LABEL.match(text, place)
    if match:
        return None, begin, match.end()
    formed = _LABEL_FORM.match(text, place)
    if formed:
        words = formed[formed.lastgroup] + "："
        who = WHO_LABEL.fullmatch(words)
        return (label_role(who["who"]) if who else None, begin, formed.end()) if who or OTHER_LABEL.fullmatch(words) else None
    bare = BARE_LABEL.match(text, place)
    return (label_role(bare["who"]), begin, bare.start("list")) if bare and is_unit_list(bare["list"]) else None


def label_role(words: str) -> Role:
    """Return the role that a label gives: "市级主要责任单位" -> lead.

    "牵头及责任单位" does not say who is which, "主要负责部门" not which of them leads -> responsible.
    """
    words = re.sub(rf"{_ASIDE}|{_JOIN}{_PEOPLE}", "", words)
    roles = {_part_role(part) for part in re.split(_JOIN, words) if re.search(_ROLE + "|主要|第一", part)}
    return roles.pop() if len(roles) == 1 else Role.RESPONSIBLE


def _part_role(words: str) -> Role:
    if re.search(rf"{_HELPS}|{_SIDES}(?!牵头)", words):
        return Role.PARTICIPANT
    if re.search("(?:共同|联合)牵头", words):
        return Role.JOINT_LEAD
    return Role.LEAD if re.search(_LEADS + "|主要(?!负责)|第一", words) else Role.RESPONSIBLE


def names_level(label: str) -> bool:
    """Tell whether a label or head says whose level its units are of, and so has others beside it: 省级责任单位, 市级责任单位."""
    return bool(re.match(_LEVEL, label))


def names_people(label: str) -> bool:
    """Tell whether a label or head says that a person stands beside each unit: 责任单位及责任人, 牵头单位（负责人）."""
    return bool(_WITH_PEOPLE.search(label))


def is_of_people(label: str) -> bool:
    """Tell whether a label is of a person: 责任领导：, 联系人："""
    return bool(re.search(rf"(?:领导|责任人|联系人|负责人){_COLON}$", label))


def begins_label(line: str) -> bool:
    """Tell whether a line begins with a label, or is one: "（牵头单位：市教育局）", "牵头单位" -> True."""
    return bool(label_at(line + "\n", 0) or label_at(line.lstrip("（(［[【〔〖{｛"), 0))


def label_in(content: str) -> bool:
    """Tell whether a bracket's content labels units: "负责部门：商务部" -> True, "完成时限：年底" -> False."""
    for match in re.finditer(r"(?:^|(?<=[，,；;。\s]))(?=\S)", content):
        found = label_at(content, match.start())
        if found and found[0]:
            return True
    return False
