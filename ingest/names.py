"""Names of organs and places: the forms they have, where one ends."""

from __future__ import annotations

import re

from ingest.spellings import LEVEL

OPENERS, CLOSERS = "（(", "）)"
MAX_NAME = 30  # characters; the longest organ names run to about 20
_TAIL = 12  # characters from the end of a name that decide its form
MAX_FORMLESS = 12  # characters of a collective that ends in no organ's or place's last word: "各新闻媒体"
# Last words of an organ's name. "市住建局", "团市委", "联通汕尾分公司" / "留守儿童", "保险".
UNIT_END = re.compile(
    r"(?:局|办|委|部|厅|院|署|会|社|台|组|室|联|关|馆|协|校|站|所|处|队|庭|委员会|办公室|中心|公司|集团|银行|支行|分行|政府|党委|党组|党工委"
    r"|部门|单位|机构|团体|企业|法庭|大学|学校|高校|院校|联盟|指挥部|军区|军分区|武装部|街道办|办事处|团中央|运营商"
    r"|(?:国家|中国|[省市县区])[^、，。]{0,6}(?:电网|移动|联通|电信|铁塔|邮政|石化|石油))$"
)
# Last words of a section's name within an office: "社会救助科", "人教股", "财务审计司", "公路管理段" / "本科", "控股", "上司", "路段"
SECTION_END = re.compile(
    r"(?:(?<![本专学百文理农预内外眼])科|科文科|(?<![控参入持炒])股|(?<![公上官寿])司|(?:公路|管理|养护|养路|工务|电务|供电|机务|车务)段|专班)(?<=[\u4e00-\u9fff]{3})$"
)
# A name with another that the same office goes by: "市民族宗教局（市侨办）", "学生工作部（处）" / "各县（市、区）"
ALSO_CALLED = re.compile(r"(?P<name>.{2,})[（(](?P<other>[^（()）、，：:]{1,20})[）)]$")
# "市教育局（牵头）" / "各县（市、区）"
NAME_NOTE = re.compile(r"[（(](?P<role>牵头|总牵头|主办|主责|负责|配合|参加|参与|协办|协助)(?:单位|部门)?[）)]$")
# "海丰县", "城区街道", "高新区" / "地区", "社区", "城市"
PLACE_END = re.compile(r"(?<!地)(?<!社)(?<!山)(?<!城)(?:县|区|镇|乡|街道|州|旗|盟|[^城都]市|[^各]省)(?:[（(][^（()）]{1,12}[）)])?$")
COLLECTIVE = re.compile(
    r"^.{0,4}各|^(?:有关|相关|其他)|(?:有关|相关|成员)(?:部门|单位|机构|企业)|^(?:县|市|区|镇)[（(][^（()）]{1,12}[）)]|^(?:沿线|属地|地方)"
)
# Kinds of institution, not one of them: "职业院校", "医院", "金融机构" / "市人民医院", "人民银行", "供电公司"
GENERIC = re.compile(
    r"(?:社会|农村|城乡|基层|公办|民办|公立|私立|普通|高等|中等|职业|技工|技师|中小|民营|国有|龙头|上市|重点|骨干|外资|各类|金融|保险|担保|物业|小额贷款|融资"
    r"|培训|教育|医疗|养老|科研|检测|评估|中介|服务|商业|政策性|专业|股份|乡镇|社区|村级|卫生|文化|便民|志愿|行业|事业|企事业|人民|群众|国家|行政|帮扶|农民|合作|牵头|责任|配合|主办|协办|承办)*"
    r"(?:社会|机会|机关|党委|政府|单位|部门|机构|企业|学校|院校|高校|公司|中心|大学|医院|卫生院|敬老院|福利院|银行|协会|商会|学会|集团|团体|合作社"
    r"|卫生[站所室]|文化[站馆室]|服务[站所队点]|工作[站室队]|党组织|社团|理事会|村委会|居委会|团队|基地办|社|会|所|站|队|校|院|关|联|处|组|室)"
    r"(?<!人民银行)(?<!人民政府)(?<!国家机关党委)"
)
# "等有关部门和单位", "等8个部门", "等" / "省高等法院"
OPEN_TAIL = re.compile(
    r"(?<![高中初平同])等(?:\d{1,3}|[一二三四五六七八九十]{1,3}|多)?[个家]?(?:各|有关|相关|其他|(?:国务院|中央|自治区|[省市县区旗州])(?=有关|相关|各)|市直|市级|省直|省级|区直|县直|成员|责任)*"
    r"(?:(?:部门|单位|机构|企业|高校|院校|部会)(?:(?:和|及|、)(?:有关|相关)?(?:部门|单位|机构|企业|地方))?)?$"
)
NAME_GAP = re.compile(r"[局办委部厅院署会社台室联馆司府校关]\s+[市省县区各团国]")  # "市教育局 市财政局" / "市教育局 要"
_NAME_EDGE = re.compile(r"[、，,；;：:。/｜丨\s]")
_PARENT = re.compile(
    r"(?:[省市县区州旗]|中共)?[^、]{0,6}(?:党?委|政府|党工委|管委会|(?:法|检察|学|医|研究|设计)院|公司|集团)"
)  # a section's name may follow: "市委|组织部"
_ADVICE = re.compile(r"(?:[要应须将可需得都均]|认真|切实|积极|务必|抓紧|加快|进一步)$")  # "各县（市、区）要" / "各有关部门"
# A sentence begun after a name: "各单位要高度重视", "市教育局负责" / "市应急管理局", "各有关部门"
SAYS = re.compile(
    r"(?:[局厅办委部院县区镇乡）)]|政府|单位|部门|机构|企业|中心|公司|银行)"
    r"(?:[必]?须|应当|应(?![急用])|要|需要|将(?!军)|[均都](?!市)|负责|牵头|会同|配合|协助|认真|切实|高度|严格|主动|抓紧|履行|按照|按职|根据|结合|加强|落实)"
)
# Words set in quotation marks within a name: "市“双减”办" / "“一网通办”", "推进“互联网+”"
_QUOTED = re.compile(r"“([^“”]{1,10})”(?=[^“”]+$)")
_QUALIFIED = re.compile(r"^(?:有条件|具备条件|符合条件|有任务|涉及(?:任务|区域)?)的(?=[各省市县区乡镇])")  # "有条件的县区" / "有条件的学校"
# What no organ's name holds: "涉及市教育局", "市财政局的", "各级干部" / "市教育局"
_NO_NAME = re.compile(
    r"[，。；：:“”《》\n]|的|(?<!自)由|^(?:等|会同|配合|协助|以|涉及|不?包括|不含|其中)|及时|适时|定期|开展|情况|问题|建成区|干部$|财政$|(?:单位|部门|机构)对(?!口)"
)

# Those that a notice makes responsible elsewhere, and no organ's name: "各牵头单位" / "各成员单位"
_BY_PART = re.compile(
    "(?:各|有关|相关)*(?:总?牵头|主办|配合|协办|参加|参与)(?:[、和及](?:牵头|主办|责任|配合|协办|参加|参与))?(?:单位|部门)"
    "|(?:所列|上列|前列|以上|上述)(?:各)?(?:责任|有关|相关)?(?:单位|部门)"
)


def is_unit_name(name: str) -> bool:
    """Tell whether a name has the form of an organ's: "市住建局" -> True, "残疾儿童", "职业院校" -> False."""
    name = _in_plain_form(name)
    if not 2 <= len(name) <= MAX_NAME or _NO_NAME.search(name) or GENERIC.fullmatch(name) or _BY_PART.fullmatch(name):
        return False
    if SAYS.search(name):
        return False
    if ends_unit(name) or _is_called_twice(name):
        return True
    formed = len(name) <= MAX_FORMLESS or PLACE_END.search(name) or name[-1] in CLOSERS
    return bool(formed and COLLECTIVE.search(name) and not _ADVICE.search(name) and not re.search(r"\d", name))


def _in_plain_form(name: str) -> str:
    """Return a name as it would stand without what only some notices write: "市“双减”办" -> 市双减办, "各设区的市" -> 各设区市."""
    if "“" in name and re.match(LEVEL, name):
        name = _QUOTED.sub(r"\1", name)
    return _QUALIFIED.sub("有关", name.replace("设区的市", "设区市")) if "的" in name else name


def _is_called_twice(name: str) -> bool:
    """Tell whether a name holds the office's other name: "市委宣传部（市文明办）" -> True; "市教育局（牵头）" -> False."""
    both = ALSO_CALLED.match(name)
    return bool(both) and is_unit_name(both["name"]) and ends_unit(both["other"])


def is_place_name(name: str) -> bool:
    """Tell whether a name is a place that may answer for a task beside organs: "海丰县" -> True."""
    return 2 <= len(name) <= MAX_NAME and bool(PLACE_END.search(name)) and not re.search(r"[，。；：:“”《》\n]|的|建成区", name)


def is_collective(name: str) -> bool:
    """Tell whether a name stands for many units: 各县（市、区）政府, 有关部门."""
    return bool(COLLECTIVE.search(_in_plain_form(name)))


def is_vague(name: str) -> bool:
    """Tell whether a collective name says no more than that units are meant: 各有关部门和单位."""
    return bool(
        re.fullmatch(
            r"(?:各级)?各?(?:市直|省直|县直|区直|市级|省级)?各?(?:有关|相关)?(?:部门|单位|地方|地)(?:[和、]?(?:各)?(?:有关|相关)?(?:部门|单位|地方))?",
            name,
        )
    )


def ends_unit(text: str) -> bool:
    """Tell whether a text ends with an organ's last word: "市教育局", "由社会救助科" -> True; "市教育" -> False."""
    return bool(UNIT_END.search(text, max(0, len(text) - _TAIL)) or SECTION_END.search(text, max(0, len(text) - _TAIL)))


def ends_name(text: str) -> bool:
    """Tell whether a text ends where a name may: "和市财政局", "各县（市、区）" -> True; "和市财政" -> False."""
    return bool(ends_unit(text) or PLACE_END.search(text[-_TAIL:]) or open_words(text) or text[-1:] in tuple(CLOSERS))


def open_words(name: str) -> str:
    """Return the words at a name's end that leave its list open: "教育部等有关部门和单位" -> 等有关部门和单位."""
    match = OPEN_TAIL.search(name[-30:])
    return match.group() if match else ""


def two_names_meet(left: str, right: str) -> bool:
    """Tell whether a blank between two texts parts two names: "工程管理部" and "安全环保部" -> True; "市委" and "组织部" -> False.

    Short of the names whole, their last and first characters decide.
    """
    if NAME_GAP.match(f"{left[-1:]} {right[:1]}"):
        return True
    before, after = _NAME_EDGE.split(left[-MAX_NAME:])[-1], _NAME_EDGE.split(right[:MAX_NAME], maxsplit=1)[0]
    return not _PARENT.fullmatch(before) and is_unit_name(before) and is_unit_name(after)
