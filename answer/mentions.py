"""Recognise in a question the units, years and quoted words that it names, and what its references to clauses mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from answer.abbreviations import find_abbreviations
from answer.levels import LETTERS, said_level
from answer.organs import Alias, OrganNames
from answer.slips import nearest_name
from ingest.lines import ordinal_value
from ingest.units import UNIT_END
from knowledge import load_knowledge


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
    via: str  # exact, alias, reform, slip, short, several (which of the units is not told), absent, elsewhere
    note: str = ""
    each: bool = False  # a word for several organs, each of which is meant: 工青妇


LIST_SEPARATOR = re.compile(r"[、和跟与及同还有以+＋/／]{1,3}")
# What may stand after a short name that makes it a unit: "民政牵头", "发改那边", "水务、"; "旅游扶贫" is a topic.
AFTER_BARE = re.compile(
    r"(?:[、和跟与及同，。？+＋/／]|不?(?:牵头|领头|挑头|打头|带头|挂帅|参加|参与|配合|负责|主办|协办|指导|主管|分管|承担|承办|落实|推进|实施)|都|在(?!线|校|家)|比(?!例|重|较|如|赛|方)|[多少](?:出来|了|几)|这边|那边|系统|口(?:的|上)|部门|单位"
    r"|[两二三四五六七八九几]个?(?:家|局|部门|单位)|头上|(?:的)?同志|的?(?:任务|活)|有没有|是不是|要|该|去|也|名下|缺席|有份|没份|一起|一道|一块|共同|同|凑|碰|合|是|各|分别|这|和|$)"
)
REMEMBERED = 1024  # beginnings of questions of which is known whether a place is named there, for many notices of one place
# "我市财政|掏多少", "市财政|头上是几亿": a purse and not the bureau
PAYS = re.compile(
    r"(?:是不是|是否|这边|那边|自己|头上|得|要|该|各|实际|又|里头?|里面)*(?:出|掏|拿|承担|负担|摊|给|兜|贴|分担|担|配套)?(?:了|着)?(?:的?(?:那份|部分)?)?(?:是|要|有|占)?"
    r"(?:多少(?!家?[项条个])|几多|几个?[亿万成块元]|[\d一二三四五六七八九十]+个?[亿万])"
    r"|(?:来|去)?(?:出|掏|拿|承担|负担|兜底?|买单|拨|落实)(?:的)?(?:吗|么|吧|不|？|$)"
)
# "政法委郑书记", "纪委书记": a person, not the unit
OFFICER = re.compile(r"(?:委|局|部)?[\u4e00-\u9fff]?(?:书记|部长|局长|主任|主席|市长|县长|镇长)")
NO_UNIT_AFTER = re.compile("工作|扶贫|政策|领域|事业|业务|方面的")
SPEAKER = re.compile("(?:我们?|咱们?|本人|俺)(?:是|在|来自)$")
OF_SPEAKER = re.compile("(?:的(?=[，。！]|$)|上班|工作|这边的|系统的)")
SPOKEN_OF = re.compile("(?:[提讲说写谈]到|出现|字样是?|关键词)了?$")  # 正文提到|旅游的: the word and no unit
OF_ALL_LEVELS = re.compile(r"各(?:级|地|镇|乡|村|县区?|乡镇|部门)$")  # "各级党委政府", "各级财政": no unit of the notice
DEPARTMENT = re.compile(r"(?:部门|系统|口(?=的|上|里)|战线|那摊子?|这摊子?|一摊子)")
# What is said of a unit alone, so that a short name before it is one wherever it stands: 国税参加了|地税却没参加的
OF_A_UNIT = re.compile(
    r"(?:却|又|也|都|均|则|反而|倒)?(?:没(?:有)?|不|未)(?:参加|参与|配合|掺和|沾|有?份|在里|出现)"
    r"|(?:却|则|倒)(?:在|参加|参与|牵头|有份)"
)


def find_units(text: str, names: OrganNames) -> list[UnitMention]:
    """Return the units named in ``text``, in order, overlapping nothing.

    "市农业局和林业" -> 市农业局, 市林业局; "深圳市教育局" -> a unit of elsewhere; "教玉局" -> 市教育局 by its sound.
    """
    mentions: list[UnitMention] = []
    place = 0
    while place < len(text):
        alias = names.longest_at(text, place)
        if alias and (alias.bare or alias.clipped) and (run := _run_together(text, place, names)):
            mentions += run
            place = run[-1].end
            continue
        if alias and _is_unit_here(text, place, alias, mentions, names):
            mention = _widen(text, place, alias, names)
            if mention is not None:
                mentions.append(mention)
                place = mention.end
                continue
        place += 1
    return without_appositions(text, _with_slips(text, _with_abbreviations(text, mentions, names), names))


def _run_together(text: str, place: int, names: OrganNames) -> list[UnitMention]:
    """Return the units of short names side by side without a mark, three, or two together: 电信移动联通; 旅游扶贫 is a topic."""
    found: list[UnitMention] = []
    clipped = False
    while place < len(text) and (alias := names.longest_at(text, place)) and (alias.bare or alias.clipped) and alias.units:
        clipped |= alias.clipped
        end = place + len(alias.said)
        found.append(UnitMention(place, end, alias.said, alias.units, alias.organ, alias.via, alias.note, alias.each))
        place = end
    together = OF_ONE_KIND.match(text, place)
    if together and ordinal_value(together["n"]) == len(found) > 1:
        return found
    plain = len(found) > 2 or (len(found) == 2 and TOGETHER.match(text, place))
    return found if plain and not clipped else []


# "组织宣传统战|这三个部"
OF_ONE_KIND = re.compile("(?:这|那)?(?P<n>[两三四五])(?:个|家)(?:部|局|办|委|单位|部门|家)?")
# "国税地税|都参加吗", "国税地税|两家"
TOGETHER = re.compile("(?:都|均|全|也)(?:是|也|要|得)?(?:参加|参与|配合|有份|列|来|在(?:里|内|配合|参加|名单|责任|其中))|两家|俩")


def _with_abbreviations(text: str, mentions: list[UnitMention], names: OrganNames) -> list[UnitMention]:
    """Add the units said by short names that no table has; what was taken for an organ that the notice lacks gives way to them."""
    kept = list(mentions)
    for found in find_abbreviations(text, names):
        over = [mention for mention in kept if mention.begin < found.end and found.begin < mention.end]
        own = any(unit.startswith(text[found.begin : found.begin + 2]) for unit in found.units)  # 深圳帮扶办 for 深圳对口帮扶办
        if any(mention.units or (mention.via == "elsewhere" and not own) or mention.end > found.end for mention in over):
            continue
        begin = min([found.begin, *(mention.begin for mention in over)])
        via = "short" if len(found.units) == 1 else "several"
        meant = UnitMention(begin, found.end, text[begin : found.end], found.units, "", via)
        kept = [*(mention for mention in kept if mention not in over), meant]
    return sorted(kept, key=lambda mention: mention.begin)


APPOSITION = re.compile(
    r"(?:那边|这边|系统)?[（(，]?(?:也就是|就是|即|也叫|(?:当年|原来?|以前|过去|那时候?|老名字|旧称|曾)?(?:还)?(?:叫|是|称)(?:做|作|的)?|原)?"
)


def without_appositions(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """Leave out a name that the notice lacks, or that fits more of its units, where the notice's own follows in brackets.

    银监会那边（汕尾银监分局）; 自然资源局（当年叫国土局）, which is not 城乡规划局 too.
    """
    kept = []
    mentions = _of_former(text, mentions)
    mentions = _without_whole(text, _without_parts_in_brackets(text, mentions))
    for mention, following in zip(mentions, [*mentions[1:], None]):
        wider = following and following.units and (not mention.units or set(following.units) < set(mention.units))
        told = wider and APPOSITION.fullmatch(text, mention.end, following.begin)
        if not (told and text[following.begin - 1] in "（(是即叫称做作的原"):
            kept.append(mention)
    return kept


# "{市委}的三个部（组织、宣传、统战）": what they are parts of
PARTS_OF_IT = re.compile("的?(?:那|这)?[两二三四五六七八几]个?(?:部门|部|单位|局|办|委|家|口)(?:[（(：:]|——)")


def _without_whole(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """Leave out a name before brackets that name its parts: 市委的三个部（组织、宣传、统战）."""
    kept = []
    for mention, following in zip(mentions, [*mentions[1:], None]):
        opening = PARTS_OF_IT.match(text, mention.end)
        if not (opening and following and opening.end() == following.begin):
            kept.append(mention)
    return kept


# "原来{国土局}的职责归{自然资源局}了，老|{国土局}", "{自然资源局}接手了原{国土局}的工作，原|{国土局}"
SUCCESSION = re.compile(
    "(?:的(?:职责|职能|工作|业务|活))?(?:都|已经|现在)*(?:归|并入|并到|划归|划给|并给|转给|交给|改成|变成|接手|承接|接过|接)(?:了)?(?:到|给)?(?:原来?|老)?的?"
)
MERGED = re.compile("(?:合并|合二为一|并(?:到)?一起|并为|整合)[^，。？]{0,10}[，。]")
FORMER = re.compile("(?:原来?|老|从前|当年|以前)的?$")


def after_merger(text: str, names: OrganNames) -> str:
    """Return a question without how it tells that organs were merged into the one that it asks about, else as it is.

    国税地税早合并成市税务局了，那么市税务局涉及哪几项 -> 那么市税务局涉及哪几项.
    """
    told = MERGER.match(text)
    rest = text[told.end() :] if told else ""
    asked, merged = (
        {unit for mention in find_units(part, names) for unit in mention.units} for part in (rest, told.group() if told else "")
    )
    return rest if told and len(merged) > 1 and asked == merged else text


MERGER = re.compile("^[^，。？]*(?:合并|合二为一|并(?:到)?一起|并为|整合)[^，。？]{0,10}[，。]")


def _of_former(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """Leave out how one organ followed another, where the former is asked about after it: 老国土局在方案里出现于哪些项."""
    if len(mentions) != 3:
        return mentions
    last = mentions[2]
    if MERGED.search(text[: last.begin]) and set(last.units) == {unit for mention in mentions[:2] for unit in mention.units}:
        return [last]  # 国税地税早合并了，那市税务局现在该认领哪几项
    former = FORMER.search(text[: last.begin]) and any(set(last.units) == set(mention.units) for mention in mentions[:2])
    followed = SUCCESSION.fullmatch(text, mentions[0].end, mentions[1].begin)
    return [last] if followed and former and last.units else mentions


def _without_parts_in_brackets(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """Leave out names in brackets that together are all that is named before them: 税务局（国税地税合并后）."""
    parts: set[int] = set()
    for mention in mentions:
        close = text.find("）", mention.end) if text.startswith("（", mention.end) else -1
        within = [n for n, other in enumerate(mentions) if mention.end < other.end <= close]
        if len(mention.units) > 1 and set(mention.units) == {unit for n in within for unit in mentions[n].units}:
            parts.update(within)
    return [mention for number, mention in enumerate(mentions) if number not in parts]


def _is_unit_here(text: str, place: int, alias: Alias, mentions: list[UnitMention], names: OrganNames) -> bool:
    before, after = text[:place], text[place + len(alias.said) :]
    if OFFICER.match(after) or OF_ALL_LEVELS.search(before):
        return False
    if not alias.bare and not (alias.via == "absent" and len(alias.said) == 2):
        return True
    if DEPARTMENT.match(after) or OF_A_UNIT.match(after) or _branch(names.place).match(after).end():
        return True  # 邮储|汕尾分行
    follows = mentions and LIST_SEPARATOR.fullmatch(text[mentions[-1].end : place])
    joined = LIST_SEPARATOR.match(after)
    following = names.longest_at(text, place + len(alias.said) + joined.end()) if joined and joined.end() < len(after) else None
    if following and following.bare and not AFTER_BARE.match(after[joined.end() + len(following.said) :]):
        following = None  # 消费扶贫、扶贫产品: a topic
    if names.is_abbreviation(alias) and not (NO_UNIT_AFTER.match(after) or names.begins_word(text[place : place + len(alias.said) + 2])):
        return True  # 先跟财政和|发改|通个气
    if follows or (following and not re.match(r"扶贫|工作", after)):
        return bool(AFTER_BARE.match(after)) or bool(following)
    if SPEAKER.search(before) and OF_SPEAKER.match(after):
        return True  # 我是|联通|的
    if SPOKEN_OF.search(before) or alias.clipped or names.begins_word(text[place : place + len(alias.said) + 2]):
        return False
    placed = alias.via == "absent" and len(_before_name(names.place).search(before).group()) > 1  # 汕尾|海关
    starts = (
        not before
        or placed
        or before[-1] in "，。？！、：；“"
        or re.search(
            r"(?:我们|咱们?|我|你们|除了?|问|是|由|让|和|跟|与|同|而|但|且|又|比|[只光单就先再]看|挑出?|留下?|剔掉|去掉|扣掉|算上|加上|拉上)$",
            before,
        )
    )
    if starts and not before and re.match("，(?:参加|参与|配合|牵头|领头|打头)", after):
        return True  # 国土，参加但不是牵头的
    return bool(starts and AFTER_BARE.match(after) and not after.startswith(("，", "、", "和", "。")) and after)


@cache
def _branch(place: str) -> re.Pattern[str]:
    """Return what may follow the name of a bank or a company: 邮储银行|汕尾分行."""
    short = place.rstrip("省市县区州旗")
    return re.compile(rf"(?:在?(?:{place}|{short})?的?(?:中心支行|中支|支行|分行|分公司|分局))?")


def _widen(text: str, place: int, alias: Alias, names: OrganNames) -> UnitMention | None:
    """Take in the place and level before a name, and 部门 after a short one; tell units of elsewhere."""
    begin, end = place, place + len(alias.said)
    if alias.said.endswith("委") and text.startswith("员会", end):
        end += 2  # 共青团汕尾市委|员会
    branch = BRANCH.search(text, end, _branch(names.place).match(text, end).end())
    end = branch.end() if branch else end
    department = DEPARTMENT.match(text[end:])
    if alias.bare and department:
        end += department.end()
    before = text[:begin]
    own = _before_name(names.place).search(before)
    widened = begin - len(own.group())
    units, via = alias.units, alias.via
    if branch and not units and (itself := names.aliases.get(alias.said + branch.group())):
        units, via = itself.units, itself.via  # 中国邮政储蓄银行|在汕尾的分行
    named = OWN_LEVEL.match(alias.said) if via in ("alias", "absent") else None
    level = named["level"] if named else "" if alias.said.startswith(tuple("省市县区")) else own["level"]
    if other := _is_other_place(before, names.place.rstrip("省市县区州旗")):
        units, via, widened = (), "elsewhere", begin - len(other)
    elif level and names.level:
        units = names.at_level(alias.units, said_level(level))
        via = via if units or said_level(level) == names.level else "elsewhere"
    return UnitMention(widened, end, text[widened:end].removeprefix("的"), units, alias.organ, via, alias.note, alias.each)


BRANCH = re.compile("(?:中心支行|中支|支行|分行|分公司|分局)")
# "市委组织部", "县政府办": a name of ours that says its level / "市场监管局"
OWN_LEVEL = re.compile(r"(?P<level>[省市县区州旗])(?=委|政府|府)")


@cache
def _before_name(place: str) -> re.Pattern[str]:
    """Return what may stand before a name and belongs to it: 汕尾市|教育局, 我市的|教育局, 省里的|财政厅."""
    whole = rf"(?:{place}|{place.rstrip('省市县区州旗')})?" if place else ""
    return re.compile(rf"(?:中共)?{whole}(?:我|本|咱|咱们)?(?:(?<!{PART_OF_TOWN})(?P<level>国家|自治区|[{LETTERS}])(?:委|直|里)?)?的?$")


# 开发|区工会, 景|区派出所: no office of a district
PART_OF_TOWN = "[发园地山社城老片景校库林牧灾小辖](?=区)"


@lru_cache(REMEMBERED)
def _is_other_place(before: str, short: str) -> str:
    """Return the name of another place that ``before`` ends with, or ""."""
    return next((name for name in load_knowledge("places") if before.endswith(name) and name.rstrip("省市县区") != short), "")


# A word that could be meant for a unit: so many characters that end like one.
LIKE_A_UNIT = re.compile("局局?|[办委部联会行台社连帮居句辨]")
LONGEST_NAME = 14
WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]*$")


def _with_slips(text: str, mentions: list[UnitMention], names: OrganNames) -> list[UnitMention]:
    """Add the units whose names hold a wrong, dropped or doubled character."""
    found = [*mentions, *_short_slips(text, mentions, names)]
    for match in LIKE_A_UNIT.finditer(text):
        if OFFICER.match(text, match.end()):
            continue  # 是纪委|曹书记
        first = WORD.search(text, max(0, match.end() - LONGEST_NAME), match.start()).start()
        for begin in range(first, match.end() - 1):
            over = [m for m in found if m.begin < match.end() and begin < m.end]
            if any(m.via not in ("several", "short") or m.begin < begin or m.end > match.end() for m in over):
                continue  # 人民|很行汕尾市中心支行: a whole name goes before what is short for one
            name = nearest_name(text[begin : match.end()], names)
            if name:
                alias = names.aliases[name]
                found = [m for m in found if m not in over]
                found.append(UnitMention(begin, match.end(), text[begin : match.end()], alias.units, alias.organ, "slip"))
                break
    return sorted(found, key=lambda mention: mention.begin)


# Two characters that lead or join, where a clause of the question begins: 残连|牵头的那条
SHORT_CANDIDATE = re.compile(
    r"(?:(?<=[，。？！：；和跟与及、])|^)[\u4e00-\u9fff]{2}(?=(?:来|也|都|没|不)?(?:牵头|领头|挑头|参加|参与|配合|协办)|的(?:任务|活儿?|差事))"
)


def _short_slips(text: str, mentions: list[UnitMention], names: OrganNames) -> list[UnitMention]:
    """Return the units whose short names hold a wrong character, where what follows is said of units alone."""
    candidates = [m for m in SHORT_CANDIDATE.finditer(text) if not any(u.begin < m.end() and m.start() < u.end for u in mentions)]
    return [meant for match in candidates if (meant := name_meant(match.group(), match.start(), names)) and meant.via == "slip"]


def is_purse(text: str, mention: UnitMention) -> bool:
    """Tell whether 财政 in a question is the money and not the bureau: 市财政掏多少; not 财政局掏多少."""
    return mention.said.endswith("财政") and PAYS.match(text, mention.end) is not None


def name_meant(words: str, begin: int, names: OrganNames) -> UnitMention | None:
    """Return the unit that words are a name of, known to be meant as one: “邮储” -> 邮政银行; 惨联 -> 市残联; 科协, which the notice lacks.

    Args:
        begin: where the words stand in the question.
    """
    said = words.strip('“”"‘’「」《》（） ')
    begin += words.find(said) if said else 0
    alias = names.aliases.get(said)
    if alias is None and (slip := nearest_name(said, names, shortest=2)):
        alias = names.aliases[slip]
        return UnitMention(begin, begin + len(said), said, alias.units, alias.organ, "slip")
    if alias is not None:
        return UnitMention(begin, begin + len(said), said, alias.units, alias.organ, alias.via, alias.note)
    if short_for := names.short_for(said):
        return UnitMention(begin, begin + len(said), said, short_for, "", "short" if len(short_for) == 1 else "several")
    if len(said) >= MIN_ABSENT and UNIT_END.search(said) and not A_KIND.search(said) and said[0] not in NO_NAME_BEGINS:
        return UnitMention(begin, begin + len(said), said, (), "", "absent")
    return None


# Of a kind and no one's name: "科技公司", "民办学校" / "市供水公司", "汕尾职业技术学院"
A_KIND = re.compile(rf"^(?!.*(?:{'|'.join(LETTERS)})).*(?:公司|企业|集团|学校|院校|医院|银行|机构|单位|部门|协会|团体)$")
NO_NAME_BEGINS = "非各某哪该本每另"  # 非政府局办
MIN_ABSENT = 3  # characters of a name that is no organ's we know, and yet ends like one: 市场监督局


# "2018年", "2019年的" / "三年攻坚"
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?!\d))")
QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{1,20})[”\"」』’']")


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Return (begin, end, year) for the years named."""
    return [(m.start(), m.end(), int(m[1])) for m in YEAR.finditer(text)]


def find_quoted(text: str) -> list[tuple[int, int, str]]:
    """Return (begin, end, words) for words in quotation marks."""
    return [(m.start(), m.end(), m[1].strip(" …·.")) for m in QUOTED.finditer(text) if m[1].strip(" …·.")]
