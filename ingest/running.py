"""Units made responsible in the running sentence: 由A牵头制定…，B、C参与; A会同B建立…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.names import JOIN, UNIT_END, is_unit_list, is_vague, split_names
from ingest.roles import cut_role
from schema import Role

MAX_SENTENCE = 400  # characters; a longer one is not searched
MAX_LIST = 150  # characters of a list within a sentence
# Where a list that leads may begin: "由市教育局牵头", "，市教育局会同", "请市教育局牵头" / "经由"
_BEGINS = re.compile(r"^(?:[^，。；由]{0,12}工作由|由|请|责成)?|(?<!经)(?<!自)由")
# "并会同市财政局", "会商市财政局" / "同时"
_WITH = re.compile(r"(?:并|负责)?(?:会同|协同|联合|会商|商)")
# What may follow a list: "会同市财政局|制定办法" / "市财政局|局长"
_VERBS = """
对 将 把 按 依 向 为 从 在 于 每 要 应 报 定 根据 结合 围绕 针对 定期 适时 及时 尽快 全面 进一步 积极 共同
联合 分别 建立 健全 完善 制定 制订 研究 出台 编制 起草 拟定 拟订 印发 修订 提出 明确 开展 组织 实施 负责 推进
推动 推行 加强 加快 强化 做好 抓好 落实 统筹 协调 督促 指导 监督 检查 办理 设立 成立 支持 参与 配合 参加 协助
开发 建设 打造 搭建 举办 召开 审核 核定 核实 汇总 评估 考核 通报 发布 公布 选 探索 优化 深化 扩大 提升 整治
打击 查处 清理 排查 处理 处置 解决 争取 安排 筹集 给予 签订 梳理 细化 分解 征求 确保 保障 确定 牵头 认定 申报
谋划 引导 鼓励 规范 管理 整合 收集 调度 跟踪 验收 培训 宣传 改造 划定 发放 拨付 下达 试点 启动 完成 构建 促进
培育 引进 创建 研判 监测 执行 严格 严厉 集中 专项 试行 选派 选取 遴选 承担 协商 衔接 争创
"""
_CONTINUES = re.compile("|".join(sorted(_VERBS.split(), key=len, reverse=True)))
_COMMON = re.compile(r"(?:部门|单位|机构|企业|学校|院校|团体|组织|公司|协会|银行)$")  # "教育部门" / "市教育局"
_NO_TASK = re.compile(
    r"人|制(?!定)|解释|[^，。；]{0,8}(?:的(?![^《]{4})|了)"
)  # "负责的项目", "由市教育局负责解释", "起草的《方案》" / "制定"
_EXPLAINS = re.compile(r"(?:负责|进行|作出).{0,6}解释")  # "由市商务局会同有关部门负责解释" / "解释说明"
_STOPS = re.compile(r"[，,：:]")


def find_running(text: str, begin: int, end: int) -> Iterator[tuple[int, int, Role]]:
    """Yield (begin, end, role) of the lists of units in one sentence that begin with one that leads or is responsible.

    "由市教育局牵头制定办法，市财政局参与。" -> 市教育局 lead, 市财政局 participant; "市教育局负责的项目" -> nothing.
    """
    if end - begin > MAX_SENTENCE or _EXPLAINS.search(text, begin, end):
        return
    found: list[tuple[int, int, Role]] = []
    for start, stop in _segments(text, begin, end):
        found += _leading(text, start, stop) if not found else _joining(text, start, stop)
    yield from found


def _segments(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in (*(match.start() for match in _STOPS.finditer(text, begin, end)), end):
        while begin < stop and text[begin].isspace():
            begin += 1
        yield begin, stop
        begin = stop + 1


def _leading(text: str, begin: int, end: int) -> list[tuple[int, int, Role]]:
    """Read "由A牵头…", "A会同B…", "由A负责…" in one segment."""
    for match in _BEGINS.finditer(text[begin:end]):
        start = begin + match.end()
        segment = text[start:end]
        names, role, tail = cut_role(segment)
        by = text[start - 1 : start] == "由"
        acts = role and (role.leads or (by and role is not Role.PARTICIPANT)) and not _NO_TASK.match(tail)
        if acts and is_specific(names):
            found = [(start, start + len(names.rstrip()), role)]
            return found + _with(text, end - len(tail), end)
        for join in JOIN.finditer(segment[:MAX_LIST]):
            names = segment[: join.start()]
            others = join.start() and is_specific(names) and list_prefix(segment[join.end() :])
            if others:
                place = start + join.end()
                return [(start, start + join.start(), Role.LEAD), (place, place + others, Role.PARTICIPANT)]
    return []


def _joining(text: str, begin: int, end: int) -> list[tuple[int, int, Role]]:
    """Read "会同B、C制定…", "B、C配合" in a segment after one that leads."""
    found = _with(text, begin, end)
    if found:
        return found
    names, role, tail = cut_role(text[begin:end])
    if role and not _NO_TASK.match(tail) and is_unit_list(names):
        return [(begin, begin + len(names.rstrip()), role)]
    return []


def _with(text: str, begin: int, end: int) -> list[tuple[int, int, Role]]:
    match = _WITH.match(text, begin, end)
    length = list_prefix(text[match.end() : end]) if match else 0
    return [(match.end(), match.end() + length, Role.PARTICIPANT)] if match and length else []


def list_prefix(text: str) -> int:
    """Return the length of the list of units that a text begins with: "科技部、中国科协设立课题" -> 8; none -> 0."""
    text = text[:MAX_LIST]
    for length in range(len(text), 1, -1):
        rest = text[length:]
        if (
            (not rest or _CONTINUES.match(rest))
            and (UNIT_END.search(text[:length]) or text[length - 1] in "县区市）)")
            and is_unit_list(text[:length])
        ):
            return length
    return 0


def is_specific(names: str) -> bool:
    """Tell whether a text lists units, not only kinds of units: "市教育局", "各县政府" -> True; "各级教育部门" -> False."""
    if names.count("（") != names.count("）") or not is_unit_list(names):
        return False
    return any(not is_vague(name) and not _COMMON.search(name) for name, _, _ in split_names(names))
