"""Words that give units their role: verbs after a list, the notice's rule for the lead."""

from __future__ import annotations

import re

from ingest.name_lists import MARKS
from ingest.unit_lists import may_answer
from schema import Role

_FIRST = (
    r"(?:首位|首个|首家|首名|首列|列首|居首|排首|为首|排头|最前|在前|第一顺位"
    r"|(?:排名|位列|排列|名列|列|排|第)第?[一1](?=[个位名者的为家]|单位|部门|责任(?!人)))"
)
_LEADS = r"(?:牵头|主办|主责|主要责任|第一责任(?!人)|负总责|总负责|总协调|为主(?![任要题]))"
LEAD_RULE = re.compile(
    # "列在分工项目首位的为牵头单位", "列第一位者为牵头单位", "第一个单位为牵头单位" / "第一书记牵头", "首位度"
    _FIRST + rf"[^，。；）)]{{0,14}}{_LEADS}|"
    # "牵头单位列在首位" / "牵头单位要列出清单"
    r"牵头[^，。；）)]{0,10}" + _FIRST + r"(?:$|[，。；）)])|"
    # "各牵头单位（责任单位中排名第一的单位）要" / "牵头单位（含分管领导）"
    r"牵头(?:单位|部门)[（(][^（()）]{0,24}" + _FIRST + r"[^（()）]{0,10}[）)]"
)
MARK_RULE = re.compile(
    # "带*号的为牵头单位", "标注★者为牵头单位" / "带头牵头"
    rf"[{re.escape(MARKS)}][^，。；）)\n]{{0,14}}牵头|"
    # "牵头单位用*标注", "牵头单位后加“*”号" / "牵头单位要加强"
    rf"牵头(?:单位|部门)[^，。；）)\n]{{0,10}}[{re.escape(MARKS)}][”\"]?号?(?:表示|标注|标示|标出|标明|标记|注明|为记)?(?:$|[，。；）)])"
)
# Words that may stand together at the end of a list of units, and what they make of it.
_ADVERB = (
    r"共同|联合|协同|积极|密切|大力|主动|具体|统一|全面|全权|直接|归口|分别|各自|全力|依法|统筹|予以|做好|按照?(?:各自)?(?:的)?职[责能](?:任务|权限)?(?:和)?(?:分工|范围)?"
    r"|根据(?:各自)?职[责能](?:分工)?|依职[责能]|职责分工|分工|结合(?:各自|本地|自身)?实际|按照?属地(?:管理)?(?:原则|责任)?"
)
_VERB = r"总?牵头|总负责|负总责|主办(?!公)|主抓|主责|为主(?![任要题])|负责|承办(?!公)|承担|配合|参加|参与|协助|协办(?!公)|支持|各负其责"
# "市教育局（按职能分工）", "市教育局（列首位的为牵头单位）" / "市（县）教育局"
_BRACKETED = re.compile(r"[（(](?P<words>[^（()）]{1,60})[）)]$")
_MANNER = re.compile(rf"(?:{_ADVERB}){{1,4}}(?:{_VERB})?")  # "按职能分工", "分别负责" / "负责"
_AFTER = r"负责|组织实施|组织落实|组织推进|抓好落实|抓落实|实施|落实|推进|办理|完成|开展|推动|相关工作|有关工作|工作"
# "牵头负责", "按职责分工负责", "分别会同"… in "市教育局牵头负责" / "负责的", "参加人员"
ROLE_WORDS = re.compile(
    rf"(?:为|是|作为)(?:总?牵头|配合|参加|参与|协办|责任|主办)(?:单位|部门)"
    rf"|(?:{_ADVERB}){{0,4}}(?:{_VERB})(?:{_ADVERB}|{_VERB}|{_AFTER}){{0,4}}(?![的人者单部]|有关部门)"
    rf"|(?:{_ADVERB}){{1,4}}(?:{_AFTER}){{1,3}}"
    # "市教育局落实" / "落实市教育局"
    rf"|(?:组织|具体|督促|监督|督导|指导){{0,2}}(?:落实|实施|办理|指导)(?=$|[，。；])"
)
# "下同", "以下均需各区政府负责" / "下城区政府"
_ASIDE = re.compile(r"以?下同$|以下|不再(?:单独)?列出")
MAX_SEGMENT = 600  # characters; a longer stretch between commas is no list with a role


def states_rule(text: str) -> bool:
    """Tell whether a text says how the lead is told: "列第一位者为牵头单位", "带*号的为牵头单位"."""
    return bool(LEAD_RULE.search(text) or MARK_RULE.search(text))


def is_remark(segment: str) -> bool:
    """Tell whether a segment of a list is a remark on how to read it: "列第一位者为牵头单位", "下同" -> True."""
    return states_rule(segment) or bool(_ASIDE.match(segment))


def cut_aside(segment: str) -> tuple[str, Role | None]:
    """Cut off a bracket that says how to read the list before it, and the role that it gives: "A、B（按职能分工）" -> ("A、B", by duty)."""
    aside = _BRACKETED.search(segment)
    if aside is None or not (is_remark(aside["words"]) or _MANNER.fullmatch(aside["words"])):
        return segment, None
    return segment[: aside.start()], None if is_remark(aside["words"]) else role_of(aside["words"])


def cut_role(segment: str) -> tuple[str, Role | None, str]:
    """Cut a segment into its list of units, their role and what follows: "B、C配合" -> ("B、C", participant, "")."""
    if len(segment) > MAX_SEGMENT:
        return segment, None, ""
    at_end: tuple[str, Role | None, str] = (segment, None, "")
    for match in ROLE_WORDS.finditer(segment):
        if not match.start():
            continue
        cut = segment[: match.start()], role_of(match.group()), segment[match.end() :]
        if may_answer(cut[0].strip().removeprefix("由")):
            return cut
        if not cut[2]:
            at_end = cut
    return at_end


def role_of(words: str) -> Role:
    """Return the role that verbs give: "共同牵头" -> joint lead, "按职责分工负责" -> by duty."""
    if re.search(r"牵头|主办|主抓|主责|总负责|负总责|为主", words):
        return Role.JOINT_LEAD if re.search(r"共同|联合|分别", words) else Role.LEAD
    if re.search(r"配合|参加|参与|协助|协办|支持|协同|指导", words):
        return Role.PARTICIPANT
    if re.search(r"职[责能]|分工|分别|各负其责|各自", words):
        return Role.BY_DUTY
    return Role.RESPONSIBLE
