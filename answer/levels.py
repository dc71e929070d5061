"""The level of a notice and of its units: whose organs they are, of a province, a city, a county or the state."""

from __future__ import annotations

import re

from schema import Notice

LETTERS = "省市县区州盟旗镇乡"
STATE = "国"
# "汕尾市", "岚江省", "锡林郭勒盟" / "城市" is a word
A_PLACE = (
    r"(?:中共)?(?P<place>[\u4e00-\u9fff]{2,3}?(?:自治区|特别行政区|[省市县区州盟旗])"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=中共))[\u4e00-\u9fff]{4,5}盟)"
)
PLACE = re.compile(rf"{A_PLACE}(?:委|人民政府|政府|行政公署|行署|办公|人大|政协)")
ISSUER_OF = re.compile(rf"{A_PLACE}(?=.{{2}})")  # "沅溪市|河长制办公室"
# "海丰县", "红海湾开发区" / "开发区", "城区"
BELOW = re.compile("(?!(?:开发|管理|合作|功能|高新|示范)区$)(?P<core>.{2,}?)(?:(?:开发|管理|合作|功能|高新|示范)区|[市县区镇乡])")
# "国务院办公厅", "国办发〔2018〕126号", "教育部办公厅" / "某县教育局"
OF_THE_STATE = re.compile(r"国务院|中共中央|国办|国发|中办|^(?:国家|最高|中央)|部(?:办公厅)?$")
# "国家知识产权局", "省教育厅", "自治区教育厅" / "市场监管局", "区域办"
LEVEL = re.compile(rf"(?:中共)?(?:国家|中国|全国|中央|最高|国务院|自治[区州县旗]|[{LETTERS}](?!场监))")


def place_of(notice: Notice) -> str:
    """Return the place whose notice it is: 中共汕尾市委办公室 -> 汕尾市; "" for the State Council."""
    match = PLACE.search(notice.issuer) or ISSUER_OF.match(notice.issuer) or PLACE.search(notice.title)
    return match["place"].removeprefix("中共") if match else ""


def core_of_place(place: str) -> str:
    """Return a place's name without its level, or as it is where it has no other.

    海丰县 -> 海丰; 红海湾开发区 -> 红海湾; 市城区 -> 城区; 开发区 -> 开发区.
    """
    name = re.sub("^市(?=城区$)", "", place)
    match = BELOW.fullmatch(name)
    return match["core"] if match else name


def level_of(notice: Notice) -> str:
    """Return the level of a notice's own organs, the last letter of its place or 国 for the state; "" where it cannot be told."""
    if place := place_of(notice):
        return place[-1]
    return STATE if OF_THE_STATE.search(notice.issuer) or OF_THE_STATE.search(notice.document_number) else ""


def said_level(word: str) -> str:
    """Return the level that a word before a name says: 省, 自治区 -> 省, 区; 国家 -> 国."""
    return word[-1] if word[-1] in LETTERS else STATE


def levels_of_unit(unit: str, place: str, own: str) -> set[str]:
    """Return the levels at which a unit can be spoken of.

    In a notice of 青岚县: 县教育局 -> 县; 省公安厅 -> 省; 市生态环境局青岚分局 -> 市 and 县; 人民银行青岚支行 -> 县;
    各乡镇人民政府, which is of many, -> "".

    Args:
        own: the level of the notice, that of all that names none.
    """
    if unit.startswith("各"):
        return {""}
    short = place.rstrip("省市县区州旗")
    stands_here = bool(short) and short in unit
    match = LEVEL.match(unit.removeprefix(place))
    if not match:
        return {own}
    named = said_level(match.group())
    if stands_here:
        return {own} if named == STATE else {named, own}
    return {named}
