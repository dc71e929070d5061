"""Units made responsible in the running sentence: 由A牵头制定…，B、C参与; A会同B建立…; A负责…，B负责…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.name_lists import JOIN, split_names
from ingest.names import MAX_NAME, ends_unit, is_collective, is_unit_name, is_vague
from ingest.roles import ROLE_WORDS, cut_role, role_of
from ingest.unit_lists import ACTS, is_certain_list, is_unit_list, may_answer
from schema import Role

MAX_SENTENCE = 400  # characters; a longer one is not searched
MAX_LIST = 150  # characters of a list within a sentence
# Where a list that leads may begin: "由市教育局牵头", "，市教育局会同", "请市教育局牵头" / "经由"
_BEGINS = re.compile(r"^(?:[^，。；由]{0,12}工作由|由|请|责成|以)?|(?<!经)(?<!自)由")
# "并会同市财政局", "会商市财政局" / "同时"
_WITH = re.compile(r"(?:并|负责)?(?:会同|协同|联合|会商|商)")
# What may follow a list: "会同市财政局|制定办法" / "市财政局|局长"
_VERBS = """
对 将 把 按 依 向 为 从 在 于 每 要 应 须 需 必须 报 定 根据 结合 围绕 针对 定期 适时 及时 尽快 全面 进一步 积极 共同 依法 密切 动态
联合 分别 建立 健全 完善 制定 制订 研究 出台 编制 起草 拟定 拟订 印发 修订 提出 明确 开展 组织 实施 负责 推进
推动 推行 加强 加快 强化 做好 抓好 落实 统筹 协调 督促 指导 监督 检查 办理 设立 成立 支持 参与 配合 参加 协助 会同
开发 建设 打造 搭建 举办 召开 审核 核定 核实 汇总 评估 考核 通报 发布 公布 选 探索 优化 深化 扩大 提升 整治
打击 查处 清理 排查 处理 处置 解决 争取 安排 筹集 给予 签订 梳理 细化 分解 征求 确保 保障 确定 牵头 认定 申报
谋划 引导 鼓励 规范 管理 整合 收集 调度 跟踪 验收 培训 宣传 改造 划定 发放 拨付 下达 下拨 试点 启动 完成 构建 促进
培育 引进 创建 研判 监测 执行 严格 严厉 集中 专项 试行 选派 选取 遴选 承担 协商 衔接 争创 提供 予以 维护 履行
抓紧 认真 切实 主动 对接 跟进
"""
_CONTINUES = re.compile("|".join(sorted(_VERBS.split(), key=len, reverse=True)))
# An office's name that only seems to end: "市委|组织部", "市水利局|建设管理局" / "市委|组织开展"
_NAME_GOES_ON = re.compile(r"(?:组织|宣传|统战|督促检查)[部室]|管理[局委处]|监督管理|监测[站中]|建设[局厅委部管银]|指导[中站]|改造[办中]")
# Ends of names that stand by themselves, whatever follows: "市司法局|动态调整" / "市委|办公室"
_NAME_ENDS = re.compile(
    r"(?:局|厅|(?<![市县区省党])委|部|委员会|办公室|政府|法院|检察院|中心|公司|银行|支队|大队|总队|[、）)](?:各|市|县|区)[^、，]{0,8}政府)[）)]?$"
)
# What goes on with such a name after all: "市财政局|局长", "市公安局|交警支队" holds its own end / "市司法局|动态"
_END_GOES_ON = re.compile(r"[局处科室所站队办委部党长门署的]|机关|分局|支队|直属|下属|所属|干部|领导|主任|负责人|分公司|集团|支行|分行")
# "教育部门", "保险公司" / "市教育局", "区国有资产投资公司"
_COMMON = re.compile(r"(?:部门|单位|机构|企业|团体|组织)$|^(?![省市县区镇国中]).{0,4}(?:学校|院校|公司|协会|银行)$")
_NO_TASK = re.compile(
    r"人|制(?!定)|解释|[^，。；]{0,8}(?:的(?![^《]{4})|了)"
)  # "负责的项目", "由市教育局负责解释", "起草的《方案》" / "制定"
_EXPLAINS = re.compile(r"(?:负责|进行|作出).{0,6}解释")  # "由市商务局会同有关部门负责解释" / "解释说明"
_NO_LIST = re.compile(r"[，。；：！？\n]")  # where a list ends at the latest: "市教育局，" / "市教育局、"
_BETWEEN = re.compile(r"[、和及与（）()]")  # "市教育局、市财政局", "各县（市、区）" / "市教育局"
_STOPS = re.compile(r"[，,：:]")
# Verbs that say by themselves who answers for a matter: "牵头", "按职责分工负责", "配合" / "统筹推进", "落实"
_MAKES_RESPONSIBLE = re.compile(r"牵头|主办|主责|负责|承[办担]|负总责|配合|协[助办]|参[加与]|支持|职[责能]|分工|为|是")
# "国家验收组|将于近期来我市" tells what happens, no duty / "市审计局|定期检查"
_SETTING = re.compile(r"[将于在从为向把每]|定(?!期)")
_MUST = re.compile(r"(?:必须|应当|要|应|须|需)(?:认真|切实|进一步|抓紧|尽快|及时|主动)?")  # "市财政局|要落实" / "市财政局负责"
_BY_DUTY = re.compile(r"按照?(?:各自)?(?:的)?职[责能](?:任务|权限)?(?:分工|范围)?")  # "市公安局|按职责抓好整治" / "按期完成"
# "一是由县公安局查处", "（2）县司法局做好普法" / "一是"
_ITEM = re.compile(r"(?:[一二三四五六七八九十]{1,2}是|[（(]?\d{1,2}[）)])(?:要)?\s{0,4}(?=\S)")
_POST = re.compile(r"(?:[所站队处科办室]|中心)$")  # offices that stand by themselves, without a level: "派出所" / "全社会"
_GUIDES = re.compile(r"(?:负责)?(?:指导|督促)(?:和?督促|和?指导)?")  # "市教育局|指导市一中" / "指导意见"


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list of units at ``begin`` to ``end`` of a text; ``opens`` a responsibility, or joins the one before."""

    begin: int
    end: int
    role: Role
    opens: bool = False


def find_running(text: str, begin: int, end: int, starts_clause: bool = False) -> Iterator[NamedList]:
    """Yield the lists of units of one sentence, those that lead or are responsible and those that join them.

    "由市教育局牵头制定办法，市财政局参与。" -> 市教育局 lead, 市财政局 participant; "市教育局负责的项目" -> nothing.

    Args:
        starts_clause: the sentence is the clause's first: a unit that begins it is its subject, whatever it does.
    """
    if end - begin > MAX_SENTENCE or _EXPLAINS.search(text, begin, end):
        return
    last: NamedList | None = None  # what opened the responsibility that the next segments may join
    for start, stop in _segments(text, begin, end):
        item = _ITEM.match(text, start, stop)
        first = starts_clause and start == begin
        start, last = (item.end(), None) if item else (start, last)
        found = _with(text, start, stop) if last else []
        found = found or _subject(text, start, stop, last, first or bool(item), bool(item))
        yield from found
        last = next((named for named in reversed(found) if named.opens), last)


def _segments(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in (*(match.start() for match in _STOPS.finditer(text, begin, end)), end):
        while begin < stop and text[begin].isspace():
            begin += 1
        yield begin, stop
        begin = stop + 1


def _subject(text: str, begin: int, end: int, last: NamedList | None, starts_clause: bool, item: bool) -> list[NamedList]:
    """Read the units that a segment says something of: "由A负责…", "A会同B…", "B、C配合", "A要…", as an item "由A查处"."""
    for match in _BEGINS.finditer(text[begin:end]):
        start = begin + match.end()
        by = text[start - 1 : start] == "由"
        found = _with_role(text, start, end, last, by) or _with_others(text, start, end)
        ordered = text.endswith(("责成", "请"), begin, start)
        found = found or ([] if by and not item else _acting(text, start, end, last, starts_clause or ordered))
        if found:
            return found
    return []


def _with_role(text: str, begin: int, end: int, last: NamedList | None, by: bool) -> list[NamedList]:
    """Read "A牵头…", "A要牵头…", "B、C配合", "A配合B…" at the beginning of a segment."""
    segment = text[begin:end]
    names, role, tail = _cut_role(segment)
    verb = segment[len(names) : len(segment) - len(tail)]
    if role is None or _NO_TASK.match(tail) or not (by or last or _MAKES_RESPONSIBLE.search(verb)):
        return []
    role = Role.BY_DUTY if role is Role.RESPONSIBLE and text.endswith("分别由", 0, begin) else role
    named = begin, begin + len(names.rstrip())
    joins = last and not by and not role.leads and (role is not Role.RESPONSIBLE or last.role.leads or not tail)
    if joins:
        sure = [named] if may_answer(names) else [(begin + b, begin + e) for name, b, e in split_names(names) if is_unit_name(name)]
        return [NamedList(*place, role) for place in sure]
    if not is_specific(names):
        return []
    if role is not Role.PARTICIPANT:
        return [NamedList(*named, role, opens=True), *_with(text, end - len(tail), end)]
    helped = 0 if by else list_prefix(tail)
    if not helped or not is_specific(tail[:helped]):
        return []
    place = end - len(tail)
    return [NamedList(*named, role, opens=True), NamedList(place, place + helped, Role.LEAD)]


def _cut_role(segment: str) -> tuple[str, Role | None, str]:
    """Cut a segment as ``cut_role`` does, words such as 要 between the list and its verb left out."""
    names, role, tail = cut_role(segment)
    if role and may_answer(names):
        return names, role, tail
    length = list_prefix(segment)
    by_duty = _BY_DUTY.match(segment, length) if length else None
    if by_duty:
        return segment[:length], Role.BY_DUTY, segment[by_duty.end() :]
    must = _MUST.match(segment, length) if length else None
    verb = ROLE_WORDS.match(segment, must.end()) if must else None
    if not verb or not _MAKES_RESPONSIBLE.search(verb.group()):
        return (names, role, tail) if role and not tail else (segment, None, "")
    return segment[:length], role_of(verb.group()), segment[verb.end() :]


def _with_others(text: str, begin: int, end: int) -> list[NamedList]:
    """Read "A会同B…", "A指导B…"."""
    segment = text[begin:end]
    for join in JOIN.finditer(segment[:MAX_LIST]):
        names = _without_must(segment[: join.start()])
        others = join.start() and is_specific(names) and joined_list(segment[join.end() :])
        if others:
            place = begin + join.end()
            return [NamedList(begin, begin + len(names), Role.LEAD, opens=True), NamedList(place, place + others, Role.PARTICIPANT)]
    length = list_prefix(segment)
    guides = _GUIDES.match(segment, length) if length else None
    others = guides and is_specific(segment[:length]) and list_prefix(segment[guides.end() :])
    if not others:
        return []
    place = begin + guides.end()
    return [NamedList(begin, begin + length, Role.LEAD, opens=True), NamedList(place, place + others, Role.PARTICIPANT)]


def _without_must(names: str) -> str:
    """Leave out 要 and its like at the end: "市农业农村局要" -> 市农业农村局; "市应急管理局" stays."""
    return next((names[: match.start()] for match in _MUST.finditer(names) if match.end() == len(names)), names)


def _acting(text: str, begin: int, end: int, last: NamedList | None, starts_clause: bool) -> list[NamedList]:
    """Read "A要落实…", after a list that leads "B审核…", at the beginning of a clause "A开展…"."""
    segment = text[begin:end]
    length = list_prefix(segment)
    names = segment[:length]
    if not length or length == len(segment) or _NO_TASK.match(segment, length) or segment[length + 2 : length + 3] == "的":
        return []
    if _MUST.match(segment, length):
        own = (is_certain_list(names) or (starts_clause and _POST.search(names) and is_specific(names))) and not is_collective(names)
        return [NamedList(begin, begin + length, Role.RESPONSIBLE, opens=True)] if own else []
    if last:
        return [NamedList(begin, begin + length, Role.PARTICIPANT)]
    if starts_clause and not _SETTING.match(segment, length) and is_certain_list(names) and is_specific(names):
        return [NamedList(begin, begin + length, Role.RESPONSIBLE, opens=True)]
    return []


def _with(text: str, begin: int, end: int) -> list[NamedList]:
    match = _WITH.match(text, begin, end)
    length = joined_list(text[match.end() : end]) if match else 0
    return [NamedList(match.end(), match.end() + length, Role.PARTICIPANT)] if match and length else []


def list_prefix(text: str) -> int:
    """Return the length of the list of units that a text begins with: "科技部、中国科协设立课题" -> 8; none -> 0."""
    text = _list_room(text)
    for length in range(2, len(text) + 1):
        if _may_end(text, length) and _continues(text, length) and is_unit_list(text[:length]):
            return length
    return 0


def joined_list(text: str) -> int:
    """Return what ``list_prefix`` does for a list after 会同 or 配合, whatever verb follows: "市司法局动态调整" -> 4."""
    text = _list_room(text)
    found = list_prefix(text)
    if found:
        return found
    for length in range(2, len(text) + 1):
        ends = (
            _NAME_ENDS.search(text, max(0, length - 12), length)
            and not _END_GOES_ON.match(text, length)
            and text[length : length + 1] not in ("、", "（", "(")
        )
        if ends and is_unit_list(text[:length], strict=True):
            return length
    return 0


def _list_room(text: str) -> str:
    """Return the beginning of a text in which a list of units that begins it must end: no further than a name is long after the last 、."""
    room = _NO_LIST.split(text[:MAX_LIST], maxsplit=1)[0]
    last = 0
    for stop in (*(match.end() for match in _BETWEEN.finditer(room)), len(room)):
        if stop - last > MAX_NAME + 10:
            return room[: last + MAX_NAME + 10]
        last = stop
    return room


def _may_end(text: str, length: int) -> bool:
    return text[length - 1] in "县区市）)" or ends_unit(text[max(0, length - MAX_NAME) : length])


def _continues(text: str, length: int) -> bool:
    return length == len(text) or bool(_CONTINUES.match(text, length) and not _NAME_GOES_ON.match(text, length))


def is_specific(names: str) -> bool:
    """Tell whether a text lists units, not only kinds of units: "市教育局", "各县政府" -> True; "各级教育部门" -> False."""
    if names.count("（") != names.count("）") or ACTS.match(names) or not may_answer(names):
        return False
    return any(not is_vague(name) and not _COMMON.search(name) for name, _, _ in split_names(names))
