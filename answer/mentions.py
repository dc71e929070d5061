"""Recognise in a question the units, clause numbers, years and quoted words that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.organs import LEVELS, Alias, OrganNames
from answer.slips import nearest_name
from ingest.lines import CHINESE_DIGITS, ordinal_value
from knowledge import load_knowledge
from schema import ClauseKind, Notice


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named in the question, at ``begin`` to ``end`` of its text.

    ``units`` are the notice's own spellings; empty where the notice does not name the organ.
    """

    begin: int
    end: int
    said: str
    units: tuple[str, ...]
    organ: str
    via: str  # exact, alias, reform, slip, absent, elsewhere
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """Clause numbers named in the question; ``clauses`` are ids, ``missing`` numbers the notice lacks."""

    begin: int
    end: int
    clauses: tuple[str, ...]
    missing: tuple[str, ...] = ()


LIST_SEPARATOR = re.compile(r"[、和跟与及同还有以]{1,3}")
# What may stand after a short name that makes it a unit: "民政牵头", "发改那边", "水务、"; "旅游扶贫" is a topic.
AFTER_BARE = re.compile(
    r"(?:[、和跟与及同，。？]|不?(?:牵头|领头|挑头|打头|带头|挂帅|参加|参与|配合|负责|主办|协办)|都|在(?!线|校|家)|这边|那边|系统|口(?:的|上)|部门|单位"
    r"|[两二三四五六七八九几]个?(?:家|局|部门|单位)|头上|(?:的)?同志|的?(?:任务|活)|有没有|是不是|要|该|去|也|名下|缺席|有份|没份|一起|一道|一块|共同|同|凑|碰|合|是|各|分别|这|和|$)"
)
# "政法委郑书记", "纪委书记": a person, not the unit.
OFFICER = re.compile(r"(?:委|局|部)?[\u4e00-\u9fff]?(?:书记|部长|局长|主任|主席|市长|县长|镇长)")
DEPARTMENT = re.compile(r"(?:部门|系统|口(?=的|上|里)|战线)")


def find_units(text: str, names: OrganNames) -> list[UnitMention]:
    """Return the units named in ``text``, in order, overlapping nothing.

    "市农业局和林业" -> 市农业局, 市林业局; "深圳市教育局" -> a unit of elsewhere; "教玉局" -> 市教育局 by its sound.
    """
    mentions: list[UnitMention] = []
    place = 0
    while place < len(text):
        alias = names.longest_at(text, place)
        if alias and _is_unit_here(text, place, alias, mentions, names):
            mention = _widen(text, place, alias, names)
            if mention is not None:
                mentions.append(mention)
                place = mention.end
                continue
        place += 1
    return _with_slips(text, mentions, names)


def _is_unit_here(text: str, place: int, alias: Alias, mentions: list[UnitMention], names: OrganNames) -> bool:
    before, after = text[:place], text[place + len(alias.said) :]
    if OFFICER.match(after):
        return False
    if not alias.bare and not (alias.via == "absent" and len(alias.said) == 2):
        return True
    if DEPARTMENT.match(after):
        return True
    follows = mentions and LIST_SEPARATOR.fullmatch(text[mentions[-1].end : place])
    joined = LIST_SEPARATOR.match(after)
    precedes = joined and (
        following := names.longest_at(text, place + len(alias.said) + joined.end()) if joined.end() < len(after) else None
    )
    if follows or (precedes and following and not re.match(r"扶贫|工作", after)):
        return bool(AFTER_BARE.match(after)) or bool(precedes)
    if alias.clipped:
        return False
    starts = (
        not before
        or before[-1] in "，。？！、：；“"
        or re.search(r"(?:我们|咱们?|我|你们|除了?|问|是|由|让|和|跟|与|同|而|但|且|又)$", before)
    )
    return bool(starts and AFTER_BARE.match(after) and not after.startswith(("，", "、", "和", "。")) and after)


def _widen(text: str, place: int, alias: Alias, names: OrganNames) -> UnitMention | None:
    """Take in the place and level before a name, and 部门 after a short one; tell units of elsewhere."""
    begin, end = place, place + len(alias.said)
    department = DEPARTMENT.match(text[end:])
    if alias.bare and department:
        end += department.end()
    before = text[:begin]
    short = names.place.rstrip("省市县区州旗")
    own = re.search(rf"(?:中共)?(?:{names.place}|{short})?(?:我|本|咱|咱们)?(?:市委|市直|市里|市)?的?$" if names.place else r"$", before)
    widened = begin - len(own.group()) if own else begin
    units, via = alias.units, alias.via
    level = re.search(rf"([\u4e00-\u9fff]{{0,3}})({LEVELS}|国家)(?:委)?$", before)
    if (
        level
        and names.place
        and (level[2] not in "市" or _is_other_place(level[1], short))
        and not alias.said.startswith(tuple("省市县区"))
    ):
        units, via, widened = (), "elsewhere", begin - (len(level[2]) if level[2] != "市" else len(_is_other_place(level[1], short)) + 1)
    elif other := _is_other_place(before, short):
        units, via, widened = (), "elsewhere", begin - len(other)
    return UnitMention(widened, end, text[widened:end], units, alias.organ, via, alias.note)


def _is_other_place(before: str, short: str) -> str:
    """Return the name of another place that ``before`` ends with, or ""."""
    return next((name for name in load_knowledge("places") if before.endswith(name) and name.rstrip("省市县区") != short), "")


# A word that could be meant for a unit: up to eight characters that end like one.
CANDIDATE = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,8}(?:局局?|办|委|部|联|会|行|台|社|连|帮|居|句)")


def _with_slips(text: str, mentions: list[UnitMention], names: OrganNames) -> list[UnitMention]:
    """Add the units whose names hold a wrong, dropped or doubled character."""
    found = list(mentions)
    for match in CANDIDATE.finditer(text):
        for begin in range(match.start(), match.end() - 1):
            if any(m.begin < match.end() and begin < m.end for m in found):
                continue
            name = nearest_name(text[begin : match.end()], names)
            if name:
                alias = names.aliases[name]
                found.append(UnitMention(begin, match.end(), text[begin : match.end()], alias.units, alias.organ, "slip"))
                break
    return sorted(found, key=lambda mention: mention.begin)


NUMERAL = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,4}})"
UNIT_WORD = r"(?:号任务|项任务|条任务|项|条|号(?!文|令)|款|点|个任务)"
CLAUSE_RANGES = re.compile(
    # "第1到第10项", "41项到50项之间", "1-10项"
    rf"(?:第|任务)?(?P<a>{NUMERAL}){UNIT_WORD}?(?:到|至|—+|－|-|~|～)(?:第|任务)?(?P<b>{NUMERAL})(?:{UNIT_WORD}|这[{CHINESE_DIGITS}]{{1,3}}项)"
    # "前二十项" / "前三名"
    rf"|前(?P<first>{NUMERAL})(?:项|条|个任务)|(?P<nth>倒数第{NUMERAL})(?:项|条|个任务)|最?后(?P<last>{NUMERAL})(?:项|条|个任务)|(?:第)?(?P<from>{NUMERAL}){UNIT_WORD}(?:以后|之后|往后|开始往后)"
)
CLAUSE_LISTS = re.compile(
    # "第26、27项", "第17项和第22项", "6和44这两项", "任务十七", "17号", "No.28"
    rf"(?:(?P<lead>第|任务|(?i:tasks?|items?|no\.?|clauses?)\s*(?:no\.?|number)?\s*)(?P<list>{NUMERAL}(?:{UNIT_WORD}?(?:、|和|与|跟|及|同|，(?=第|\d)|\s*,\s*|\s*and\s*)(?:第|任务|(?i:tasks?)\s*)?{NUMERAL}(?!\s*[个家年月日名户次人])(?=[^\d]|$))*)(?:{UNIT_WORD})?)"
    rf"|(?<![\d共有达好到仅只过牵加合担出现\u4e00-\u9fff])(?P<bare>{NUMERAL}(?:{UNIT_WORD}?(?:、|和|与|跟|及){NUMERAL})*)(?P<word>{UNIT_WORD}|这[两二三几]项)"
    rf"|(?:^|是)(?P<alone>\d{{1,3}})(?=呢|？|$|，|。|谁|的|归|由|牵|参)|^(?P<said>{NUMERAL})(?=号[，。])"
    rf"|(?P<plain>(?<!\d)\d{{1,3}}(?:(?:项|号)?(?:、|和|与|跟|及)\d{{1,3}})*)(?P<plainword>这?两(?:项|条)|号任务|号|项(?!任务[^的]?(?:$|，))|条)(?!文|楼|以上|以下|前)"
)
# "二（一）", "工作要求第三条", "要求（二）"
REQUIREMENT = re.compile(
    rf"(?P<section>[{CHINESE_DIGITS}]{{1,2}})[、，]?（(?P<item>[{CHINESE_DIGITS}]{{1,3}})）"
    rf"|(?:工作|组织|有关)?要求(?:的|里的?|中的?)?(?:第(?P<nth>{NUMERAL})(?:条|点|项|款|个)|（(?P<paren>[{CHINESE_DIGITS}]{{1,3}})）)"
)
ITS_UNITS = re.compile(r"(?:里|中)?的?(?:牵头|参加|责任|配合|参与|主办)(?:的)?(?:单位|部门)")  # "26项的参加单位": a number, not a count
NOT_A_COUNT = re.compile(
    r"(?:正好|刚好|不多不少|只有?|仅|共|一共|总共|达到?|超过|不到|少于|多于|至少|最多|牵头|牵|参加|承担|次数|有|是|了|过|第|这|那|哪|几|出现)$"
)


def find_clauses(text: str, notice: Notice) -> list[ClauseMention]:
    """Return the clause numbers named in ``text``: 第17项, 任务十七, 前二十项, 工作要求第三条.

    "正好14项的单位" names a count, not a clause.
    """
    found: list[ClauseMention] = []
    taken: list[tuple[int, int]] = []

    def keep(begin: int, end: int, ids: list[str]) -> None:
        known = tuple(dict.fromkeys(i for i in ids if i in notice))
        missing = tuple(dict.fromkeys(i for i in ids if i not in notice))
        found.append(ClauseMention(begin, end, known, missing))
        taken.append((begin, end))

    requirements = [clause.id for clause in notice.clauses if clause.kind is ClauseKind.REQUIREMENT]
    for match in REQUIREMENT.finditer(text):
        if match["section"]:
            keep(*match.span(), [f"{match['section']}（{match['item']}）"])
        elif requirements:
            nth = ordinal_value(match["nth"] or match["paren"])
            keep(*match.span(), [requirements[nth - 1] if nth <= len(requirements) else f"要求{nth}"])
    ids = _numbered(notice)
    for match in CLAUSE_RANGES.finditer(text):
        if any(b < match.end() and match.start() < e for b, e in taken):
            continue
        numbers = sorted(ids)
        if match["first"]:
            wanted = numbers[: ordinal_value(match["first"])]
        elif match["nth"]:
            wanted = numbers[-ordinal_value(match["nth"].removeprefix("倒数第")) :][:1]
        elif match["last"]:
            if ordinal_value(match["last"]) < 2:
                continue  # "最后一项" of a list just given
            wanted = numbers[-ordinal_value(match["last"]) :]
        elif match["from"]:
            wanted = [number for number in numbers if number > ordinal_value(match["from"])]
        else:
            wanted = list(range(ordinal_value(match["a"]), ordinal_value(match["b"]) + 1))
        keep(*match.span(), [ids.get(number, str(number)) for number in wanted])
    for match in CLAUSE_LISTS.finditer(text):
        if any(b < match.end() and match.start() < e for b, e in taken):
            continue
        words = match["list"] or match["bare"] or match["alone"] or match["said"] or match["plain"]
        if (
            not match["lead"]
            and not (words[-1].isdigit() and ITS_UNITS.match(text[match.end() :]))
            and (NOT_A_COUNT.search(text[: match.start()]) or _is_small_count(words, text, match.end()))
        ):
            continue
        if match["lead"] == "第" and not re.search(UNIT_WORD + "$", match.group()) and not words[-1].isdigit():
            continue
        if match["lead"] == "第" and re.match(rf"第{NUMERAL}(?:个|名|位|家|章|部分|书记|方|多|大|批|次)", text[match.start() :]):
            continue
        if (match["lead"] == "任务" and not re.match(r"\d|[一二三四五六七八九十]{1,3}(?![个家])", words)) or (
            words == "一" and not re.match(r"[，。？的是里中由谁牵讲说：]|$", text[match.end() :])
        ):
            continue
        numbers = [ordinal_value(n) for n in re.findall(NUMERAL, words)]
        keep(*match.span(), [ids.get(number, str(number)) for number in numbers])
    return sorted(found, key=lambda mention: mention.begin)


def _numbered(notice: Notice) -> dict[int, str]:
    """Return the ids of the tasks by number, where the number alone tells them apart."""
    by_number: dict[int, list[str]] = {}
    for clause in notice.clauses:
        match = re.search(rf"(\d+|[{CHINESE_DIGITS}]+)", clause.number)
        if match and clause.kind is not ClauseKind.REQUIREMENT:
            by_number.setdefault(ordinal_value(match[1]), []).append(clause.id)
    return {number: ids[0] for number, ids in by_number.items() if len(ids) == 1}


def _is_small_count(words: str, text: str, end: int) -> bool:
    """Tell a count ("三项任务", "两项") from a number said without 第 ("四十三项除第一家外")."""
    if re.fullmatch(r"\d+", words) or len(re.findall(NUMERAL, words)) > 1:
        return bool(re.match(r"任务(?:是|有|都|，|。|？|$|吗)", text[end:])) and not re.match(r"\d{2}", words)
    return ordinal_value(words) <= 10


# "2018年", "2019年的" / "三年攻坚"
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?!\d))")
QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{1,20})[”\"」』’']")


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Return (begin, end, year) for the years named."""
    return [(m.start(), m.end(), int(m[1])) for m in YEAR.finditer(text)]


def find_quoted(text: str) -> list[tuple[int, int, str]]:
    """Return (begin, end, words) for words in quotation marks."""
    return [(m.start(), m.end(), m[1].strip()) for m in QUOTED.finditer(text)]
