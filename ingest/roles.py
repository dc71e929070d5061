"""Words that give units their role: labels before a list, verbs after it, the notice's rule for the lead."""

from __future__ import annotations

import re

from ingest.names import MARKS, is_unit_list, may_answer
from schema import Role

_FIRST = (
    r"(?:首位|首个|首家|首名|首列|列首|居首|排首|为首|排头|最前|在前|第一顺位"
    r"|(?:排名|位列|排列|名列|列|排|第)第?[一1](?=[个位名者的为家]|单位|部门|责任(?!人)))"
)
_LEADS = r"(?:牵头|主办|主责|主要责任|第一责任(?!人)|负总责|总负责|总协调)"
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
# What a label or a table's head calls those responsible: "单位", "处室", "部室", "站所" / "人"
BODY = "(?:单位|部门|机构|主体|专班|[部处科股站所院系组室]{2})"
_OF = "(?:整改|具体|直接|技术|业务|行业|项目|工作|任务|属地|组织|日常)?"  # what a label may begin with: "整改责任单位"
_WHO = rf"(?:责任|负责)?{BODY}(?:及人员)?"
_ONE = "[办部处科股所局]"  # "责任办", "牵头科"
LABELS: tuple[tuple[re.Pattern[str], Role | None], ...] = (
    # "牵头单位：市住建局", "主办单位:" / "牵头单位要负总责"
    (
        re.compile(
            rf"{_OF}(?:总?牵头|主办|主责|主要|第一|主牵头)(?:(?:组织|协调|实施|推进|落实){{0,2}}{_WHO}|负责|{_ONE})?(?:[（(][^（()）]{{0,12}}[）)])?\s{{0,4}}[:：]"
        ),
        Role.LEAD,
    ),
    # "共同牵头单位："
    (re.compile(rf"{_OF}(?:共同|联合)牵头(?:{_WHO})?\s{{0,4}}[:：]"), Role.JOINT_LEAD),
    # "配合单位：市财政局", "参加单位:" / "配合做好："
    (
        re.compile(rf"{_OF}(?:配合|参加|参与|协办|协同|协助|会办|协作|成员|责任(?:单位)?[/／、]配合)(?:{_WHO}|{_ONE})?\s{{0,4}}[:：]"),
        Role.PARTICIPANT,
    ),
    # "责任单位：", "负责部门：", "指导部门：", "整改责任单位：", "承办部室："
    (
        re.compile(
            rf"{_OF}(?:其[他它])?(?:责任(?:{BODY}|{_ONE})?|负责{BODY}|(?:组织)?(?:指导|实施|承办|落实|主管|推进|承担)(?:{_WHO})|分工单位)"
            rf"(?:[（(][^（()）]{{0,12}}[）)])?\s{{0,4}}[:：]"
        ),
        Role.RESPONSIBLE,
    ),
    # "适用范围：浙江自贸试验区", "完成时限：2025年底", "责任人：李明", "督办单位：市政府督查室": not units responsible
    (
        re.compile(
            r"(?:(?:适用|推广|实施|完成|办结|办理|报送|反馈|整改|推进|启动|销号|部署|计划|预计|进度|时间|工作|目标|年度|主要|重点|具体)?(?:完成)?"
            r"(?:范围|时限|期限|时间|节点|进度|时序|安排|要求|目标|任务|内容|措施|举措|标准|成果|成效|指标|事项)(?:要求|安排|节点)?"
            r"|(?:牵头|责任|分管|配合|包保|包联|包抓|联系|督办|督导|市级|县级|区级|主管|主要|具体|项目)?(?:领导|责任人|联系人|负责人|人员|负责同志)"
            r"|(?:督办|督导|督查|监督|考核|考评|验收|审核|联系|挂钩|包联)(?:单位|部门|机构)|(?:实际|目前)?(?:完成|进展|落实)情况|联系电话|电话|备注|说明|注)\s{0,4}[:：]"
        ),
        None,
    ),
)
# Where a label begins within a line that ran together: "市教育局配合单位：市财政局完成时限：年底" / "牵头单位要"
LABEL_WORDS = re.compile(
    r"(?:共同|联合|其[他它]|第一)?"
    r"(?:总?牵头|主办|主责|配合|参加|参与|协办|协同|协助|协作|会办|成员|指导|实施|承办|承担|落实|主管|推进|督办|督导|监督|考核|验收|分工|挂钩|包联)?"
    rf"{_WHO}\s{{0,4}}[:：]"
    r"|(?:(?:计划|预计|整改|要求)?完成|办结|办理|报送|实施|整改|推进|时间)(?:时限|期限|时间|节点|进度)\s{0,4}[:：]"
    r"|(?:(?:牵头|责任|分管|配合|包保|包抓|联系)(?:领导|责任人)|(?:项目)?(?:责任|联系|负责)人)\s{0,4}[:：]"
    r"|(?:实际|目前)?(?:完成|进展|落实)情况\s{0,4}[:：]"
    # "市教育局　配合：市财政局" / "密切配合，"
    r"|(?:总?牵头|主办|协办|配合|参加|参与|协作)\s{0,4}[:：]"
    # "【配合单位】市财政局" / "【典型案例】"
    r"|[【〔\[][^【】〔〕\[\]\n，。；：:]{0,8}(?:单位|部门|时限|时间|期限|内容|目标|领导|责任人|措施|牵头|配合|责任)[】〕\]]"
)
# A label without a colon: "【牵头单位】市教育局", "牵头单位——市教育局", "牵头单位" alone in its line / "牵头单位要", "【牵头单位：…】"
_LABEL_FORM = re.compile(
    r"[【〔\[]\s?(?P<framed>[^【】〔〕\[\]\n]{2,12}?)\s?[】〕\]]\s{0,4}[:：]?"
    r"|(?P<dashed>[\u4e00-\u9fff/／]{2,8})\s{0,4}[—–－]{1,2}\s{0,4}(?=[\u4e00-\u9fff])"
    r"|(?<![^\n])(?P<alone>[\u4e00-\u9fff/／]{2,8})[ \t]{0,4}(?=\n)"
)
_MARK_BEFORE = re.compile(rf"[{re.escape(MARKS)}■□◎○]?\s{{0,2}}")  # nothing, "★" of "★牵头单位："
# Words that may stand together at the end of a list of units, and what they make of it.
_ADVERB = (
    r"共同|联合|协同|积极|密切|大力|主动|具体|统一|全面|全权|直接|归口|分别|各自|全力|依法|统筹|予以|做好|按照?(?:各自)?(?:的)?职[责能](?:任务|权限)?(?:和)?(?:分工|范围)?"
    r"|根据(?:各自)?职[责能](?:分工)?|依职[责能]|职责分工|分工|结合(?:各自|本地|自身)?实际|按照?属地(?:管理)?(?:原则|责任)?"
)
_VERB = r"总?牵头|总负责|负总责|主办|主抓|主责|为主(?![任要题])|负责|承办|承担|配合|参加|参与|协助|协办|支持|各负其责"
_AFTER = r"负责|组织实施|组织落实|组织推进|抓好落实|抓落实|实施|落实|推进|办理|完成|开展|推动|相关工作|有关工作|工作"
# "牵头负责", "按职责分工负责", "分别会同"… in "市教育局牵头负责" / "负责的", "参加人员"
ROLE_WORDS = re.compile(
    rf"(?:为|是|作为)(?:总?牵头|配合|参加|参与|协办|责任|主办)(?:单位|部门)"
    rf"|(?:{_ADVERB}){{0,4}}(?:{_VERB})(?:{_ADVERB}|{_VERB}|{_AFTER}){{0,4}}(?![的人者单部]|有关部门)"
    rf"|(?:{_ADVERB}){{1,4}}(?:{_AFTER}){{1,3}}"
    # "市教育局落实" / "落实市教育局"
    rf"|(?:组织|具体)?(?:落实|实施|办理|指导)(?=$|[，。；])"
)
# "责任单位 市教育局", "牵头部门为市财政局": a label without a colon / "牵头单位要", "责任单位和"
BARE_LABEL = re.compile(
    r"(?:牵头|主办|责任|配合|参加|参与|协办|协助|负责|成员)(?:责任)?(?:单位|部门)(?:(?:为|是)\s{0,8}|\s{0,8}(?=[市省县区州旗盟团国各]|自治区))(?P<list>[^，。；;:：\n（）()]{2,200})"
)
MAX_SEGMENT = 600  # characters; a longer stretch between commas is no list with a role


def states_rule(text: str) -> bool:
    """Tell whether a text says how the lead is told: "列第一位者为牵头单位", "带*号的为牵头单位"."""
    return bool(LEAD_RULE.search(text) or MARK_RULE.search(text))


def label_at(text: str, place: int) -> tuple[Role | None, int, int] | None:
    """Return (role, begin, end) of the label that begins at ``place``, a mark before it included; role None for labels of other things."""
    begin, place = place, _MARK_BEFORE.match(text, place).end()
    for pattern, role in LABELS:
        match = pattern.match(text, place)
        if match:
            return role, begin, match.end()
    formed = _LABEL_FORM.match(text, place)
    if formed:
        words = formed[formed.lastgroup] + "："
        return next(((role, begin, formed.end()) for pattern, role in LABELS if pattern.fullmatch(words)), None)
    bare = BARE_LABEL.match(text, place)
    if bare and is_unit_list(bare["list"]):
        words = text[place : bare.start("list")].strip().rstrip("为是")
        return next((role, begin, bare.start("list")) for pattern, role in LABELS if pattern.match(words + "："))
    return None


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
