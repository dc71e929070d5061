"""The ways to say a unit that stands for many: 各市（州）人民政府 is 市州政府, 各市州, 市州人民政府."""

from __future__ import annotations

import itertools
import re

KIND = r"地级以上市|省辖市|设区市|设区的市|地级市|地市|自治区|直辖市|开发区|高新区|功能区|新区|园区|街道|社区|[省市县区州旗盟乡镇村]"
# "各县（市、区）人民政府", "各乡镇（街道）", "各省级人民政府" / "各有关部门"
ORGAN = "(?:人民)?政府|党委|管委会|办事处|委员会|居委会"
MANY = re.compile(rf"各(?P<places>(?:{KIND}|[（()）、和])+)(?P<grade>级)?(?P<organ>{ORGAN})?(?:（[^（）]{{2,8}}）)?")
CITIES = re.compile("地级以上市|省辖市|设区的?市|地级市|地市")  # each a way to say the cities of a province
SMALL = ("乡", "镇", "街道", "村", "社区")  # no notice is one such place's own
OF_NO_KIND = re.compile("有关|相关|单位|部门|成员")  # 有关部门 may be any
SHORTEST = 3  # characters of 各 and what is many
MOST_KINDS = 4  # of places named together, whose orders are all taken for ways to say them


def collective_names(unit: str) -> list[str]:
    """Return the ways to say a unit that stands for many; none for any other unit.

    各市（州）人民政府 -> 市州政府, 州市政府, 各市政府, 各市州 …; 各县（市、区） -> 县区, 县市区政府 …; 各二级学院 -> 二级学院
    """
    match = MANY.fullmatch(unit)
    kinds = list(dict.fromkeys(CITIES.sub("市", kind) for kind in re.findall(KIND, match["places"]))) if match else []
    if not match and unit.startswith("各") and len(unit) > SHORTEST and not OF_NO_KIND.search(unit):
        return [unit[1:]]
    if not kinds or len(kinds) > MOST_KINDS:
        return []
    organ = match["organ"] or "人民政府"
    organs = ("人民政府", "政府", "") if organ.endswith("政府") else (organ, "")
    grades = ("级", "") if match["grade"] else ("",)
    names = [f"各{match['places']}{match['grade'] or ''}{ending}" for ending in organs]
    for size in range(1, len(kinds) + 1):
        for order in itertools.permutations(kinds, size):
            places = [f"{''.join(order)}{grade}" for grade in grades]
            names += [f"各{place}{ending}" for place in places for ending in organs]
            if size > 1 or match["grade"] or order[0] in SMALL:  # 县政府 is one county's own
                names += [f"{place}{ending}" for place in places for ending in organs if len(place + ending) > 1]
    if match and CITIES.search(match["places"]):
        names += [f"各{cities}{ending}" for cities in ("地市", "设区市", "省辖市", "地级市") for ending in organs]
    return list(dict.fromkeys(name for name in names if name != unit))
