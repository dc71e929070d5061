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


def told_one_by_one(text: str) -> Listing | None:
    """Return the matters that a message tells one by one, and what it asks of all of them; None where it does not."""
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
