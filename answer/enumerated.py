"""Matters told one by one, and one question about all of them: 一条讲精品线路，一条讲红色文化。两条里都挂名的参加单位是哪几家."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer import cues

SO_MANY = "[两二三四]"
OF_THEM = f"这?{SO_MANY}(?:项|条|件|块|样|类|拨|个|头|边|户|桩)"
END = "[，；。：:]+"
# Matters in one breath, each way with what shows it
WAYS_TO_LIST = tuple(
    re.compile(pattern)
    for pattern in (
        # 一头是把穷户认准，一头是定脱贫的杠杠。……
        rf"一(?P<m>[头户个条样件项块拨])(?:是|讲|说|管|叫)?(?P<a>[^。？]{{3,40}}?)[，；。、]+另?一(?P=m)(?:是|讲|说|管|叫)?(?P<b>[^。？]{{3,40}}?)"
        rf"(?:[，；。、]+(?:还有)?另?一(?P=m)(?:是|讲|说|管|叫)?(?P<c>[^。？]{{3,40}}?))?{END}(?P<asked>[^一].*)$",
        # 三拨人找上门：民企老板要结对帮村、几个基金会想支援老区、还有一帮志愿者要下乡。……
        rf"^[^。？：:]{{0,20}}{SO_MANY}(?:个|件|样|项|条|拨|类|块|桩|档|户)[^，。？：:]{{0,6}}[：:](?P<listed>[^。？：:]{{6,80}}){END}(?P<asked>[^。]+)$",
        # 技能培训和就业服务两项都由人社局牵头，……
        rf"^(?P<a>[^，。？、]{{3,24}})[和跟与](?P<b>[^，。？、]{{3,24}}?)(?={OF_THEM}(?:任务|工作)?(?:都|，|里|的))(?P<asked>.+)$",
        # 回访跟踪和逐级督查都是扶贫办打头，……两项合起来……
        rf"^(?P<a>[^，。？、]{{3,24}})[和跟与](?P<b>[^，。？、]{{3,24}}?)(?=都(?:是|由|归)[^？]*{OF_THEM})(?P<asked>.+)$",
        # 政策解读造势，还有报道先进典型、推广经验，这两项总共……
        rf"^(?:[^，。？]{{0,6}}，)?(?P<a>[^，。？]{{3,24}})，还有(?P<b>[^。？]{{3,30}}?)，(?P<asked>{OF_THEM}.+)$",
        # 技能培训跟建扶贫车间，是两项吧？哪些单位只出现在前一项
        rf"^(?P<a>[^，。？、]{{3,24}})[和跟与](?P<b>[^，。？、]{{3,24}}?)，?(?:这|那)?(?:是|算|属)?{OF_THEM}(?:任务|工作)?(?:吧|吗|对吧|是吧)?[，。？]+(?P<asked>.+)$",
        # 改善学校条件、建设教师队伍两项，两头都要协调的单位有哪些
        rf"^(?:[^：:，。？]{{2,12}}[：:])?(?P<a>[^，。？、：:]{{4,24}})、(?P<b>[^，。？、]{{4,24}}?)(?:、(?P<c>[^，。？、]{{4,24}}?))?(?:这|那)?{OF_THEM}(?:任务|工作)?，(?P<asked>[^，].+)$",
        # 驻点联系群众、整顿党组织，组织部之外，哪几家两项都要配合
        rf"^(?:[^：:，。？]{{2,12}}[：:])?(?P<a>[^，。？、：:]{{4,24}})、(?P<b>[^，。？、]{{4,24}})，(?P<asked>(?!二是|另|一[个是项])[^。]*{OF_THEM}[^。]*)$",
        # 电网那项和农村信息化那项，各要编出哪些规划
        r"^(?P<a>[^，。？、]{2,16}[那这]一?[项条块])[和跟与、](?P<b>[^，。？、]{2,16}[那这]一?[项条块])，?(?P<asked>(?:各|分别|都|总共|一共|合起来|配合|参加|责任|牵头|两).+)$",
    )
)
PARTED = re.compile("、还有|；还有|，还有|[、；]")
LEADING_IN = re.compile("^(?:还有|以及|另外|再就是|，|还|(?:请|麻烦)?(?:把|将))+|[，、；]+$")
MEANT = re.compile("^.*我(?:要|想)?问的是[：:，]?|^[：:，]+")  # 两头的牵头我晓得是扶贫办，我问的是|分别有谁参加
ALIKE = re.compile("重复的(?:只|不)|去重|一样不一样|是不是(?:一样|相同|一致)")  # 责任单位各有哪些？一样不一样
LEAST, MOST = 2, 4
MOST_ASKING = 4  # characters of a stretch that only asks


@dataclass(frozen=True, slots=True)
class Listing:
    matters: tuple[str, ...]
    asked: str  # of all of them


# "两项里都排着名", "同时出现在这两项里", "有没有共同的责任单位", "三条里面条条都有": the units that several matters share
SHARED = re.compile(
    "(?P<n>[两三四2-4])(?:项|条|个|件|头|边|处)(?:任务|工作)?(?:里[面头]?|中|当中|上)?[^，。？]{0,4}(?:都|全|条条|项项|均)[^，。？]{0,8}"
    "|同时(?:都)?(?:出现|在|有|列)[^，。？]{0,4}(?:这|那)?(?P<of>[两三四2-4])(?:项|条|个)|共同(?:的)?(?:责任|参加|参与|承担)?(?:的)?(?:单位|部门)|交集|[条项]{2}都有"
)
OF_UNITS = re.compile("单位|部门|[哪几]家|谁|哪个局|局里")
ASIDE = re.compile("（[^（）]*）|(?:那|这)(?:一)?(?:项|条|块|个|些老大难)$")
BEFORE_LIST = re.compile(
    "^(?:您好|你好|请教一下|请问|麻烦|想问(?:一?下)?)[，：:]*|^[^，。？、和跟与]{1,12}[：:]|^[^，。？、]{1,6}(?:问|说)[，：:]"
)
SPLITS = (re.compile("，?(?:和|跟|与|以及|还有)"), re.compile("、|，?(?:和|跟|与|以及|还有)"), re.compile("、"))
LEADS_OR_JOINS = re.compile("(?<!含)(?<!包括)(?<!带着)(?:牵(?!线)|挑头|领头|打头|主办)|(?:参加|配合|协办)(?:单位|部门|的)")
NUMBERS_OF_THEM = {"两": 2, "三": 3, "四": 4, "2": 2, "3": 3, "4": 4}
ASKED_OF_SHARED = "都有的责任单位是哪几家"


def units_shared(text: str) -> Listing | None:
    """Return the matters whose common units are asked for, however that is put; None where none are.

    文化惠民下乡和传统村落保护，哪些部门两项里都排着名 -> 文化惠民下乡, 传统村落保护
    """
    said = SHARED.search(text)
    head, _, rest = (text[: text.rfind("，", 0, said.start())], "", text) if said and "，" in text[: said.start()] else ("", "", "")
    of_one_part = LEADS_OR_JOINS.search(rest) is not None  # 两项都是谁牵的头, 都列为参加单位的
    if not said or not head or of_one_part or not OF_UNITS.search(rest) or any(cues.has(name, head) for name in ("asks_plainly", "who")):
        return None
    while (bare := BEFORE_LIST.sub("", head)) != head:
        head = bare
    number = NUMBERS_OF_THEM.get(said["n"] or said["of"] or "", 0)
    for split in SPLITS:
        matters = tuple(ASIDE.sub("", part.strip("，、：: ")) for part in split.split(ASIDE.sub("", head)))
        if LEAST <= len(matters) <= MOST and number in (0, len(matters)) and all(len(matter) >= SHORTEST for matter in matters):
            return Listing(matters, ASKED_OF_SHARED)
    return None


SHORTEST = 3  # characters of a matter


def told_one_by_one(text: str) -> Listing | None:
    """Return the matters that a message tells one by one, and what it asks of all of them; None where it does not."""
    if shared := units_shared(text):
        return shared
    for way in WAYS_TO_LIST:
        said = way.search(text)
        if not said or ALIKE.search(said["asked"]) or not any(cues.has(name, said["asked"]) for name in ("asks_plainly", "who")):
            continue
        named = said.groupdict()
        listed = PARTED.split(named["listed"]) if named.get("listed") else [named.get(name) for name in "abc"]
        matters = tuple(LEADING_IN.sub("", matter) for matter in listed if matter)
        alone = way is not WAYS_TO_LIST[0] and any(cues.has("asks_plainly", matter) for matter in matters)  # questions by themselves
        open_one = any(len(matter) <= MOST_ASKING and cues.has("asks_plainly", matter) for matter in matters)  # 另一个管|什么
        if LEAST <= len(matters) <= MOST and not (alone or open_one):
            meant = MEANT.sub("", said["asked"])
            return Listing(matters, said["asked"] if cues.has("it", meant) else meant)  # 都是扶贫办打头，…除了它还拉了谁
    return None
