"""Conditions on the whole notice in a question: years, deliverables, literal words, numbers, kinds of organ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer import cues
from answer.mentions import find_quoted, find_years
from answer.query import Part, Size
from ingest.lines import CHINESE_DIGITS, ordinal_value

N = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})"
TASK = r"(?:任务|项|条|事项|分工)"
# "正好八家单位的任务", "两家承担", "七家及以上单位" / "哪三家"
UNITS_OF_TASK = re.compile(
    rf"(?P<bound>超过|多于|不少于|至少|不到|少于|不超过|达到?)?(?P<n>{N})(?:家|个)(?P<plus>及以上|或以上|以上|及以下|以下|以内)?(?:责任|牵头|参加|承办)?(?:单位|部门|承担|负责|联办|以上单位|一起|共同|协办|参与|干的|的任务)"
)
# "责任单位恰为两家", "正好五家？", "达到8家（含）以上", "不足三家"
UNITS_STATED = re.compile(
    rf"(?:责任单位|单位|部门)?(?:数)?(?P<bound>恰好?|正好|刚好|达到?|不足|少于|超过|多于|满|只有|仅有?|不少于|至少|不超过|有)?(?:是|为|有)?(?P<n>{N})(?:家|个)(?:单位)?(?:（含）|，含，)?(?P<plus>及以上|或以上|以上|及以下|以下|以内)?(?=[，。？、）的]|$|责任)"
)
# "牵头一项的单位", "出现14项的", "牵三项头"
TASKS_OF_UNIT = re.compile(
    rf"(?P<verb>只?(?:牵头?|领衔|领头|挑头|负责|承担|参加|参与|出现|涉及|配合|次数|有|露)[^，。？]{{0,6}}?)(?P<bound>超过|多于|不少于|至少|不到|少于|不超过|达到?)?(?P<n>{N})(?:项|条|次|个任务|件)(?P<plus>及以上|或以上|以上|及以下|以下)?"
)
# "没牵过头的单位", "一项头都没牵过", "从不牵头"
NEVER_LEADS = re.compile(
    r"(?:从(?:来|没|未|不|头到尾)?|一(?:项|次)头?都|一次(?:牵头)?(?:都|也)|都|压根|始终)?(?:没有?|未|不)(?:曾|当过|做过|带过|领过|挑过)?(?:牵(?:过)?头|牵过|领过头|当过(?=的)|当过?牵头|做过?牵头|牵头过|轮到过?牵头)|(?:一(?:项|次)头?都没牵)|零牵头"
)
EVER_LEADS = re.compile(
    r"(?:当|做|牵|领|担任|承担|担|干)过(?:牵头|头|主办)|(?:有|曾)(?:任务)?牵头(?:任务)?的(?:单位|部门)|牵头单位(?:一共|总共|共)?(?:有)?(?:多少|几)|(?:多少|几)(?:家|个)(?:单位|部门)?(?:当|做|是|任)?(?:过)?牵头"
)
ONLY_LEADS = re.compile(
    r"(?:只|光|仅)(?:牵头|领头|挑头|当头)[^，。？]{0,3}[，、]?(?:从?不|没有?|未)(?:给别?人)?(?:参加|配合|参与|当配角|当参加|做参加|协办)|凡参与必牵头|逢参与必牵头|全是牵头|次次牵头"
)
# "只露一次面，而且一露面就是牵头"
FIRST_AND_LAST = re.compile(r"(?:只|仅|就)(?:露|出现|来|上)[^，。？]{0,2}[一1]次[^。？]{0,10}(?:牵头|领头|主办|当头)")
MENTION = re.compile(
    r"(?:提到|提及|提过|写到|写有|写着|写了|出现|讲到|说到|含有|包含|带有?|点到|点名|有)(?:过|了|的)?(?:是)?(?:“(?P<quoted>[^”]{1,20})”|(?P<plain>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?=的|这|字样|[几两三四]个?字|$|？|，))"
    r"|“(?P<before>[^”]{1,20})”(?:这?[一二三四五六七八几两]?个?(?:字|词|字样|说法|字眼|提法))?(?:一词|二字|两字)?[^，。？]{0,6}(?:出现|落在|在哪|写在|提到|见于|列在|冒|哪)"
    r"|“(?P<word>[^”]{1,20})”(?:这?[一二三四五六七八几两]?个?(?:字样|字眼|字|词))"
)
# "“台账”两个字出现在哪", "书记二字落在哪几项", "光伏在几处出现" need not say 提到
PLACED = re.compile(
    r"(?:^|[，。：])(?P<word>[\u4e00-\u9fff]{2,6}?)(?:这)?(?:一|二|两|三|四|几)个?(?:字|词)(?:眼|样)?(?=[，。在落出冒])|(?P<term>[\u4e00-\u9fff]{2,6}?)(?:在(?:这份)?(?:文件|通知|方案)?(?:里|中)?)?(?:在|于)?(?:几|哪[几些]?)(?:处|个地方)(?:出现|提到|有)"
)
MENTION_VERB = re.compile(
    r"见于|含“|一词|二字|两字|冒出|落在|几处出现|提到|提及|提过|写到|写有|写着|出现|讲到|说到|含有|包含|字样|字眼|[几两二三四五六]个?字|点到|点名|带“|有“"
)
PLANS = "实施方案|工作方案|方案|规划|计划|办法|细则"  # the deliverables people ask for as such; a 标准 or 规则 is a topic
DELIVERABLE = re.compile(
    rf"(?:制定|制订|编制|出台|拟定|拟订|起草|要?出(?=“)|要求?[出搞](?!现)|写出?|编写?|拿出|交出|形成|提交)(?:的|出|一份|一个|各自|相应)?“?(?P<name>[^，。？”、]{{0,12}}?(?P<kind>{PLANS}|文件|成果))”?"
    rf"|(?P<name3>[^，。？”、]{{0,12}}?(?P<kind3>实施方案|工作方案|规划))”?(?:由|归|是|要|都)?[^，。？]{{0,10}}(?:拿出|写|编|起草|制定|制订|出台)"
    rf"|(?:有|带|含)“?(?P<name2>[^，。？”]{{0,10}}?(?P<kind2>实施方案|规划))”?(?=的|要求|任务|制定)"
)
DEADLINE = re.compile(
    r"(?:有|写明|规定|明确|设|带|定|标明|给出|注明)(?:了|明|着|的)?(?:完成)?(?:时限|期限|时间(?:节点|要求|限制)?|截止|完成时间|年限|deadline)"
)
# "写有具体金额的任务", "出现百分比的任务" / "多少金额"
MEASURES = (
    ("money", re.compile(r"(?:有|含|写|出现|提到|涉及)[^，。？]{0,4}(?:金额|钱数|款额)[^？]{0,12}(?:任务|项|条)")),
    ("ratio", re.compile(r"(?:有|含|写|出现|提到|涉及)[^，。？]{0,4}(?:百分比|百分数|百分号|比率)[^？]{0,8}(?:任务|项|条)")),
)
ORDER_OF_UNIT = re.compile(r"单位|部门|局|家(?!庭)|谁")


@dataclass(frozen=True, slots=True)
class Filters:
    sizes: tuple[Size, ...] = ()
    year: int | None = None
    deliverable: str | None = None
    deadline: bool = False
    literal: tuple[str, ...] = ()
    unit_word: str = ""
    kind: str = ""
    measure: str = ""
    alone: bool = False  # the number was said as 独家, 就一家单位
    about_units: bool = False  # the filter is over units, not tasks
    in_range: bool = False
    stretches: tuple[tuple[int, int], ...] = ()  # what the filters were read from

    @property
    def of_tasks(self) -> bool:
        """A number of units can only be a condition on tasks."""
        return any(size.of == "units" for size in self.sizes)

    @property
    def any(self) -> bool:
        return bool(
            self.sizes
            or self.year
            or self.deliverable is not None
            or self.deadline
            or self.literal
            or self.unit_word
            or self.kind
            or self.measure
        )


def read_filters(text: str, masked: str) -> Filters:
    """Return the filters a question states, with the stretches of text they were read from."""
    found: list[tuple[int, int]] = []
    sizes, about_units = _sizes(masked, found)
    literal, unit_word = _literals(text, masked, found)
    years = find_years(text)
    year = years[0][2] if years and re.search(r"任务|哪[些几一]|项|条", masked) and not re.search(r"“[^”]*\d{4}", text) else None
    if year:
        found += [(begin, end) for begin, end, _ in years]
    deliverable = None
    made = DELIVERABLE.search(text)
    if made and re.search(r"任务|哪[些几一两]|第几|谁|项|条|牵头|单位|部门", masked):
        name = (made["name"] or made["name2"] or made["name3"] or "").strip("“”")
        deliverable = (
            ""
            if re.fullmatch(r"(?:各类?|相关|什么|哪些|啥)?(?:文件|成果|方案、规划)", name)
            else re.sub(r"^(?:[一二两三四]?[份个项]|各行业|各类|相关|哪些|什么|各自的?|具体的?|专门的?|一份|一个)", "", name)
        )
        found.append(made.span())
    deadline = DEADLINE.search(masked)
    if deadline:
        found.append(deadline.span())
    kind = _kind(masked, found)
    measure = next((name for name, pattern in MEASURES if pattern.search(masked)), "")
    return Filters(
        sizes=sizes,
        year=year,
        deliverable=deliverable,
        deadline=bool(deadline),
        literal=literal,
        unit_word=unit_word,
        kind=kind,
        measure=measure,
        alone=cues.has("alone", masked),
        about_units=about_units,
        in_range=bool(re.search(r"到|前|至|-", masked) and "\ue001" in masked),
        stretches=tuple(found),
    )


def _bounds(n: int, bound: str | None, plus: str | None) -> tuple[int, int | None]:
    if bound in ("超过", "多于"):
        return n + 1, None
    if bound in ("至少", "不少于", "达到", "达", "满") or plus in ("及以上", "或以上", "以上"):
        return n, None
    if bound in ("不到", "少于", "不足"):
        return 0, n - 1
    if bound == "不超过" or plus in ("及以下", "以下", "以内"):
        return 0, n
    return n, n


def _sizes(masked: str, found: list[tuple[int, int]]) -> tuple[tuple[Size, ...], bool]:
    """Read numbers of units or tasks: "正好八家单位的任务" -> units of a task, 8 to 8."""
    sizes: list[Size] = []
    about_units = False
    for pattern, size in (
        (ONLY_LEADS, (Size("tasks", Part.JOINS, 0, 0), Size("tasks", Part.LEADS, 1))),
        (NEVER_LEADS, (Size("tasks", Part.LEADS, 0, 0),)),
        (EVER_LEADS, (Size("tasks", Part.LEADS, 1),)),
    ):
        match = pattern.search(masked)
        if match and ORDER_OF_UNIT.search(masked) and "\ue000" not in masked:
            found.append(match.span())
            return size, True
    if alone := cues.pattern("alone").search(masked):
        sizes.append(Size("units", Part.ANY, 1, 1))
        found.append(alone.span())
    for match in UNITS_OF_TASK.finditer(masked):
        if len(re.findall("\ue000+", masked)) > 1 and "单位" not in match.group():
            continue  # "四家的任务": the units named
        if masked[max(0, match.start() - 1) : match.start()] not in ("哪", "这", "那", "\ue000") and not sizes and re.search(TASK, masked):
            low, high = _bounds(ordinal_value(match["n"]), match["bound"], match["plus"])
            sizes.append(Size("units", Part.ANY, low, high))
            found.append(match.span())
    exact = re.search(rf"(?:刚好|正好|恰好|不多不少|整整)(?:领衔|牵头?)?(?P<n>{N})(?:项|个|条)(?:任务)?(?:牵头|领衔)?", masked)
    if exact and cues.has("lead", masked) and "\ue000" not in masked and ORDER_OF_UNIT.search(masked) and not sizes:
        number = ordinal_value(exact["n"])
        found.append(exact.span())
        return (Size("tasks", Part.LEADS, number, number),), True
    if FIRST_AND_LAST.search(masked) and ORDER_OF_UNIT.search(masked):
        return (Size("tasks", Part.ANY, 1, 1), Size("tasks", Part.LEADS, 1)), True
    if not sizes and re.search(r"责任单位|单位数", masked):
        match = UNITS_STATED.search(masked)
        if (
            match
            and masked[max(0, match.start("n") - 1) : match.start("n")] not in ("哪", "这", "那", "几", "第", "前")
            and (match["bound"] or match["plus"] or "为" in match.group())
        ):
            low, high = _bounds(ordinal_value(match["n"]), match["bound"], match["plus"])
            sizes.append(Size("units", Part.ANY, low, high))
            found.append(match.span())
    if "\ue000" not in masked and re.search(r"单位|部门|哪几?[家个]|谁", masked) and not sizes:
        for match in TASKS_OF_UNIT.finditer(masked):
            if match["n"] in ("第",) or masked[match.start("n") - 1] in "哪第几":
                continue
            low, high = _bounds(ordinal_value(match["n"]), match["bound"], match["plus"])
            by = (
                Part.LEADS
                if cues.has("lead", match["verb"]) or "牵" in match["verb"]
                else Part.JOINS
                if re.search("参加|配合", match["verb"])
                else Part.ANY
            )
            sizes.append(Size("tasks", by, low, high))
            found.append(match.span())
            about_units = True
            break
    return tuple(sizes), about_units


def _literals(text: str, masked: str, found: list[tuple[int, int]]) -> tuple[tuple[str, ...], str]:
    """Read words that must stand in the text: 提到“革命老区”, “十三五”字样; or in a unit's name: 责任单位里带“银行”."""
    names = re.search(r"(?:单位|部门|名称|名字|名单)[^，。？“]{0,4}“|“[^”]{1,8}”的?(?:责任)?(?:单位|部门)", text)
    if not (MENTION_VERB.search(text) or PLACED.search(text) or names or "“" in text) or not re.search(
        r"任务|哪[些几一两]|第几|项|条|哪里|几处|几次|几[家个]|谁", masked
    ):
        return (), ""
    words = []
    for match in MENTION.finditer(text):
        word = match["quoted"] or match["before"] or match["word"] or match["plain"]
        if not word or re.search(r"哪|几|什么|多少|任务|次数|没有|有无|^[在过的了市]", word):
            continue
        if not match["plain"] or not match.group().startswith(("有", "带")):  # 有 and 带 alone say too little
            words.append(word)
            found.append(match.span())
    if not words and re.search(r"任务|哪[几些]项|几项", masked) and not names:
        loose = [
            (b, e, w)
            for b, e, w in find_quoted(text)
            if re.search(r"(?:提|点|说|讲|写|带|含|有|沾|见|词|名)[了过到的着]{0,2}$", text[:b][-4:])
        ]
        words = [word for _, _, word in loose]
        found += [(begin, end) for begin, end, _ in loose]
    placed = PLACED.search(text) if not words and "“" not in text else None
    if placed:
        words = [placed["word"] or placed["term"]]
        found.append(placed.span())
    if not words and names:
        words = [word for _, _, word in find_quoted(text)][:1]
        found += [(begin, end) for begin, end, _ in find_quoted(text)][:1]
    if names and words:
        return (), ("^" if re.search(r"打头|开头|起头", text) else "") + words[0]
    return tuple(words), ""


def _kind(masked: str, found: list[tuple[int, int]]) -> str:
    for word, kinds in cues.kind_words().items():
        place = masked.find(word)
        if place >= 0 and re.search(r"哪|几|谁|什么|任务|单位|名单|有没有|都", masked):
            found.append((place, place + len(word)))
            return " ".join(kinds)
    return ""
