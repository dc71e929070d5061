"""References to clauses: where a question makes them, and which of the notice's they are."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from answer.masked import Masked
from answer.numbers import HAS_SO_MANY, counts_tied
from answer.positions import BY_NUMBER
from answer.ranks import STRETCH
from answer.reader import Reading
from ingest.lines import CHINESE_DIGITS, ordinal_value, read_line
from schema import Clause, ClauseKind, Notice

NUMERAL = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,4}})"
MANY = 256  # notices whose ids are kept
TO = r"(?:起|开始|，)?(?:一直|一路|再|往下|往后)?[数看翻排查念算读]?(?:到|至|—+|－|-|~|～)"  # 从第45项|看到|第60项
RANGE = re.compile(rf"({NUMERAL})[项条号个款]?(?:任务)?{TO}(?:第|任务)?({NUMERAL})")  # "第1到第10项"
HEAD = "(?<![里前牵领挑带打过])头"  # 头十项; not 牵头十项, 里头
FIRST = re.compile(rf"(?:前|{HEAD})(?:面)?({NUMERAL})")  # "前二十项", "头十项"
THAT_ONE = re.compile("(?:[项条号])?[那这]")  # 前面24|那个
LAST = re.compile(rf"(?:最后|后)(?:面)?(?!一)({NUMERAL})")  # "最后五项" / "最后一项"
NTH_LAST = re.compile(rf"倒数第?({NUMERAL})|(?P<final>(?<![项条])(?:最后|末尾|最末))")
ALL = re.compile(rf"(?:全部|所有|这|总共|一共)?({NUMERAL})[项条个](?:任务|工作)?")  # "60项任务" of a notice that has 60
ASKED_OF_ONE = re.compile(
    "(?:各|都|分别)?(?:归|由|是)?(?:谁|哪[个家]?(?:单位|部门)?)|(?:各|都|分别)?(?:是|讲|说|写)(?:的)?(?:什么|啥)|(?:的)?(?:内容|牵头单位|责任单位)(?:是|有)"
)
# "第40项往后", "40项起" / "第40项之后", "第20项以前": whether the number itself is meant
FROM = re.compile(rf"({NUMERAL})[项条号]?(?:以后|往后|起|开始)")
AFTER = re.compile(rf"({NUMERAL})[项条号]?(?:之后|后面)")
UNTIL = re.compile(rf"({NUMERAL})[项条号]?(?:以前|往前|为止)")
BEFORE = re.compile(rf"({NUMERAL})[项条号]?之前")
STRETCHES = ((FROM, operator.ge), (AFTER, operator.gt), (UNTIL, operator.le), (BEFORE, operator.lt))
# "编号又在三十以后的": a stretch told by numbers alone
NUMBERED = re.compile(
    rf"{BY_NUMBER}[^，。？\d{CHINESE_DIGITS}]{{0,4}}(?!一起)(?P<words>{NUMERAL}[项条号]?(?:以后|之后|往后|以前|之前|往前|起))"
)
# "21到30这一段", "31到45之间", "从45数到60", "只看前三十项": a stretch of the tasks, whatever the reader makes of it
SAID_STRETCH = re.compile(
    rf"(?P<words>第?{NUMERAL}[项条号]?{TO}第?{NUMERAL}[项条号]?)(?:任务)?(?:之间|这一?段|这一?块|这几?[十]?项|当中)"
    rf"|从(?P<from>第?{NUMERAL}[项条号]?{TO}第?{NUMERAL}[项条号]?)(?![年月日人户万亿元%年])"
    rf"|(?:只|光|单|就|先|仅)(?:看|算|说|数|查|讲|统计)(?:最)?(?P<part>(?:前|后|最后)面?{NUMERAL}[项条])"
)
# "任务分工的最后一项", "全文最后一条任务": of the whole notice
LAST_OF_ALL = re.compile(
    r"(?:全文|整个|整份|分工|方案|通知|文件|任务)(?:当中|里面?|中|的)*(?P<words>(?:最后|末尾|最末|倒数第一)的?一?[项条])(?!要求)"
)
# "打错，是37", "说错了应该是第三十七项": a number that corrects another
CORRECTED = re.compile(
    rf"(?:错了?|不对|不是|口误|手滑)[，。]?(?:我)?(?:应该|问的|说的|指的)?是第?(?P<words>{NUMERAL}[项条号]?)(?:任务)?[。！？]*$"
)
# "第55项再往后数两项", "第17项的下一项": counted on from a number
ON_FROM = re.compile(
    rf"第?(?P<n>{NUMERAL})[项条号](?:任务)?(?:的|再|又|，)*(?:(?:往|向|朝)?(?P<way>前|后|上|下)(?:面|边)?(?:再)?(?:数|翻|看|推|走|退|跳|挪)?(?P<by>{NUMERAL})[项条个](?!后|前)(?:任务)?|(?P<next>(?:[前后上下]|紧接着|接下来)(?:面|边)?的?(?:那|这)?一[项条个])(?:任务)?)"
)
# "二（一）", "工作要求第三条", "要求（二）"
REQUIREMENT = re.compile("要求")
SECTION_ITEM = re.compile(rf"(?P<section>[{CHINESE_DIGITS}]{{1,2}})[、，]?（(?P<item>[{CHINESE_DIGITS}]{{1,3}})）")

# "医疗类|第2项", "第二部分里的|第（一）项", "第四部分的|（二）" / "第2项"
SECTION = re.compile(
    rf"(?:第?(?P<number>{NUMERAL})(?:部分|章|节|大项|大类|板块|大块|大点|方面)|(?P<name>[\u4e00-\u9fff]{{2,20}}?))(?:里面|里|中|下面)?的?"
    rf"(?=第[（(]?{NUMERAL}[)）]?[项条个]?|[（(]{NUMERAL}[)）])"
)
NUMBERED_SECTION = re.compile(SECTION.pattern.replace(r"|(?P<name>[\u4e00-\u9fff]{2,20}?)", ""))
HEADING_TAIL = re.compile(
    r"(?:类|方面|工作|任务|行动|部分)?(?:[（(]共?\d{1,3}[项件条个]?[）)])?[。：:]?$"
)  # "医疗类", "一、基础支撑（共2项）"


def read_clauses(words: str, notice: Notice, before: str = "", after: str = "") -> tuple[list[str], list[str]]:
    """Return the ids of the clauses that a reference names, and the numbers that the notice lacks.

    第17项 -> 17; 任务十七和18 -> 17, 18; 前三项 -> 1, 2, 3; 工作要求第二条 -> 二（二）; 60项任务, of a notice that has 60 -> none.
    Where numbers start anew in each section, 医疗类第2项 -> （二）2, and 第2项 alone -> all that have the number.

    Args:
        before: what stands before the reference: 工作要求里的 makes 第（三）条 a requirement.
        after: what stands behind it: 谁管 makes 60项 the last of 60 tasks and not all of them.
    """
    if own := _own_ids(words, notice):
        return own, []
    requirements = [clause.id for clause in notice.clauses if clause.kind is ClauseKind.REQUIREMENT]
    if match := SECTION_ITEM.search(words):
        return _known([f"{match['section']}（{match['item']}）"], notice)
    if requirements and (REQUIREMENT.search(words) or REQUIREMENT.search(before[-8:])):
        numbers = [ordinal_value(n) for n in re.findall(NUMERAL, words)]
        return _known([requirements[n - 1] if 0 < n <= len(requirements) else f"要求{n}" for n in numbers] or requirements, notice)
    section = _section(f"{before}{words}", notice)
    if section:
        words = SECTION.sub("", words)
    by_number = _numbered(section or [clause for clause in notice.clauses if clause.kind is not ClauseKind.REQUIREMENT])
    numbers = sorted(by_number)
    in_order = [i for i in (task.id for task in section or notice.tasks) if any(i in ids for ids in by_number.values())]
    if not ASKED_OF_ONE.match(after) and (match := ALL.fullmatch(words)) and ordinal_value(match[1]) == len(in_order):
        return [], []
    if match := RANGE.search(words):
        first, last = ordinal_value(match[1]), ordinal_value(match[2])
        wanted = list(range(first, min(last, first + 500) + 1))
    elif (match := FIRST.search(words)) and not THAT_ONE.match(after):
        return in_order[: ordinal_value(match[1])], []
    elif match := LAST.search(words):
        return in_order[-ordinal_value(match[1]) :], []
    elif match := NTH_LAST.search(words):
        return in_order[-(1 if match["final"] else ordinal_value(match[1])) :][:1], []
    elif stretch := next(((match, holds) for pattern, holds in STRETCHES if (match := pattern.search(words))), None):
        wanted = [number for number in numbers if stretch[1](number, ordinal_value(stretch[0][1]))]
    else:
        wanted = [ordinal_value(n) for n in re.findall(NUMERAL, words)]
        if len(wanted) > 2 and wanted[-1] == len(wanted) - 1 and re.search(rf"[{CHINESE_DIGITS}][项条个]?\w*$", words):
            wanted.pop()  # "第41、42、43三条": how many they are
    return _known([i for number in wanted for i in _meant(by_number.get(number, [str(number)]), words, notice)], notice)


def _meant(ids: list[str], words: str, notice: Notice) -> list[str]:
    """Return those of the clauses with one number that a reference means: set in brackets as it is, else known by the number alone.

    第5条 where there are 5 and 一（五） -> 5; （五） -> 一（五）; of a task and a paragraph the task.
    """
    named = re.sub(r"[第项条款点号任务的里中，。、\s]", "", words)
    if named in ids:
        return [named]  # 任务五 where there are 五 and 一（五）
    if BRACKETED.search(words):
        alike = [i for i in ids if i in notice and BRACKETED.search(notice.clause(i).number)]
    else:
        alike = [i for i in ids if i.isdecimal()]
    ids = alike or ids
    tasks = [i for i in ids if i in notice and notice.clause(i).kind is ClauseKind.TASK]
    return tasks or ids


BRACKETED = re.compile(rf"[（(]{NUMERAL}[)）]")
ITEM_BELOW = re.compile(rf"（{NUMERAL}）{NUMERAL}")  # "（三）2"


def _own_ids(words: str, notice: Notice) -> list[str]:
    """Return the ids that a reference spells out as the notice does, whole or from a level below: 第（三）1项 -> （三）1, or 二（三）1.

    A number alone spells out none.
    """
    plain = re.sub(r"[第项条款点号任务的里中，。、\s]", "", words).replace("(", "（").replace(")", "）")
    if plain in notice and not re.fullmatch(NUMERAL, plain):
        return [plain]
    return [clause.id for clause in notice.clauses if clause.id.endswith(plain)] if ITEM_BELOW.fullmatch(plain) else []


def _section(text: str, notice: Notice) -> list[Clause]:
    """Return the clauses of the section that a reference names before its number: 医疗类第2项, 第二部分第1项; none where it names none."""
    match = NUMBERED_SECTION.search(text) or SECTION.search(text)  # 请问|第四部分|第（四）条
    if not match:
        return []

    def is_named(heading: str) -> bool:
        line = read_line(heading, 0, len(heading))
        if match["number"]:
            return line.ordinal == ordinal_value(match["number"])
        words = HEADING_TAIL.sub("", line.words)
        return len(words) > 1 and HEADING_TAIL.sub("", match["name"]).endswith(words)

    return [clause for clause in notice.clauses if any(map(is_named, clause.headings))]


def _known(ids: list[str], notice: Notice) -> tuple[list[str], list[str]]:
    return [i for i in dict.fromkeys(ids) if i in notice], [i for i in dict.fromkeys(ids) if i not in notice]


def _numbered(clauses: Iterable[Clause]) -> dict[int, list[str]]:
    """Return the ids of clauses by number; several where the numbers start anew in each section."""
    by_number: dict[int, list[str]] = {}
    for clause in clauses:
        match = re.search(rf"(\d+|[{CHINESE_DIGITS}]+)", unicodedata.normalize("NFKC", clause.number))
        if match:
            by_number.setdefault(ordinal_value(match[1]), []).append(clause.id)
    return by_number


# A token may end within a number: 任务五十|一主要, 第1|7项; not 26和27|两个
WITHIN_IT = "(?!的?(?:那|这)?(?:一)?(?:串|排|列|些)?的?(?:括号|括弧|单位|部门|列|写|跟|注|挂))"  # 任务14后面括号里的单位
RANGE_GOES_ON = re.compile(f"(?:为止|以后|之后|往后|后面{WITHIN_IT}|起(?!草)|开始|以前|之前|往前)?")  # 第40项|往后
RATIO = re.compile(r"\d+(?:[:：]\d+)+")
NUMBER_GOES_ON = re.compile(rf"(?:(?<=\d)\d+|(?<=[{CHINESE_DIGITS}])[{CHINESE_DIGITS}]+)?[）)]?[项条号款]?")
OF_IT = re.compile(r"(?:部分|章|节|大项|大类|板块|大块|方面)?(?:里面|里|中)?的?")  # between a section's name and its item
NEXT_NUMBER = re.compile(r"\d、\d")
PLAIN_NUMBER = re.compile(rf"(?:\d+|[{CHINESE_DIGITS}]+)[项条个]?(?:任务)?")
A_COUNT = re.compile(r"[这那]?[一二三四五六七八九十两]个?[项条]?(?:任务)?")  # "这三项" of those just named / "第三项", "十七项"
BESIDE_IT = re.compile("[前后上下](?:面|边|头)?[那这]?一[项条个]")  # one of those spoken of: 前一项有、后一项没有的
HEAD_OF = re.compile(f"{HEAD}$")  # 头|十项
RANGE_WORD = re.compile(rf"{TO}(?:第|任务)?")


# "第二条|要求讲的", "第3点|工作要求里" / "第17项|要求到什么时候完成"
OF_REQUIREMENTS = re.compile("(?:的)?(?:工作)?要求(?=里|中|讲|说|写|提|是|[（，。？]|$)")


def _of_requirements(words: str, text: str, end: int, notice: Notice) -> str:
    """Return 要求 where it follows a number that one of the requirements has, "" elsewhere."""
    match = re.fullmatch(rf"第?({NUMERAL})[条项点个]", words)
    most = sum(clause.kind is ClauseKind.REQUIREMENT for clause in notice.clauses)
    return "要求" if match and ordinal_value(match[1]) <= most and OF_REQUIREMENTS.match(text, end) else ""


def _over(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in spans)


def _counted_on(match: re.Match[str], notice: Notice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the task so many places before or after the one named, or the number that there is not: 第55项再往后数两项 -> 57."""
    known, missing = read_clauses(match["n"], notice)
    order = [task.id for task in notice.tasks]
    if not known or known[0] not in order:
        return (), tuple(missing)
    steps = ordinal_value(match["by"]) if match["by"] else 1
    place = order.index(known[0]) + (-steps if (match["way"] or match["next"][0]) in "前上" else steps)
    return ((order[place],), ()) if 0 <= place < len(order) else ((), (str(place + 1),))


def _spelt_out(text: str, notice: Notice) -> list[tuple[int, int]]:
    """Return where a task is named by an id that is more than a number: 市财政局参加任务一2吗."""
    if "任务" not in text:
        return []
    found = next((f"任务{i}" for i in _not_numbers(tuple(clause.id for clause in notice.tasks)) if f"任务{i}" in text), "")
    return [(begin := text.index(found), begin + len(found))] if found else []


@lru_cache(MANY)
def _not_numbers(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids that are more than a number, longest first."""
    return tuple(sorted((i for i in ids if not re.fullmatch(NUMERAL, i)), key=len, reverse=True))


CODE = re.compile(r"(?<![A-Za-z])[A-Za-z](?=\d)|(?<![A-Za-z])[A-Za-z]$")  # before a number that is part of a name
YEAR = re.compile(r"\d{2,4}年")  # 17年第一批


def find_clauses(
    masked: Masked, reading: Reading, notice: Notice, times: Sequence[tuple[int, int]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the clauses referred to, and the numbers that the notice lacks.

    Args:
        times: where times stand, whose numbers are none of a clause.
    """
    ratios = [match.span() for match in RATIO.finditer(masked.text)]
    spans: list[tuple[int, int]] = []
    for begin, end in reading.tagged("clause"):
        if any(first <= begin < last for first, last in times) or CODE.search(masked.text[:begin]) or CODE.match(masked.text, begin):
            continue  # 县道X312
        end = NUMBER_GOES_ON.match(masked.text, end).end()
        begin -= bool(HEAD_OF.search(masked.text[:begin]) and PLAIN_NUMBER.fullmatch(masked.text, begin, end))
        if spans and any(words.fullmatch(masked.text, spans[-1][1], begin) for words in (RANGE_WORD, OF_IT)):
            begin = spans.pop()[0]  # 41项|到|50项, 工作要求|里的|第（三）条
        elif spans and NEXT_NUMBER.fullmatch(masked.text, spans[-1][1] - 1, begin + 1):
            begin = spans.pop()[0]  # 47|、|52、53三项
        spans.append((begin, end))
    spans = [
        (begin, RANGE_GOES_ON.match(masked.text, end).end())
        for begin, end in spans
        if not (
            A_COUNT.fullmatch(masked.text, begin, end) or YEAR.match(masked.text, begin) or BESIDE_IT.fullmatch(masked.text, begin, end)
        )
        if not any(first < end and begin < last for first, last in ratios)
        if not (PLAIN_NUMBER.fullmatch(masked.text, begin, end) and HAS_SO_MANY.search(masked.text[:begin]))
        and not counts_tied(masked.text, begin, end)
    ]
    if reading.choose("rank") == "units":  # 前十项任务里牵头最多的是谁
        spans = [match.span() for match in STRETCH.finditer(masked.text)] or spans
    for pattern in (NUMBERED, LAST_OF_ALL):
        spans = [*spans, *(told for match in pattern.finditer(masked.text) if not _over(told := match.span("words"), spans))]
    for match in SAID_STRETCH.finditer(masked.text):
        told = match.span(match.lastgroup)
        spans = [*(span for span in spans if not _over(span, [told])), told]
    if spelt := _spelt_out(masked.text, notice):
        spans = [span for span in spans if span[1] <= spelt[0][0] or span[0] >= spelt[0][1]] + spelt
    if not spans and (corrected := CORRECTED.search(masked.text)):
        spans = [corrected.span("words")]
    if counted := ON_FROM.search(masked.text):
        return _counted_on(counted, notice)
    topics = reading.tagged("topic")
    references = [
        (
            known,
            missing if known or not (any(b <= end < e for b, e in topics) and PLAIN_NUMBER.fullmatch(masked.text, begin, end)) else [],
        )  # 20条|河流: how many
        for begin, end in spans
        for words in [masked.words(begin, end)]
        for said in [words + _of_requirements(words, masked.text, end, notice)]
        for known, missing in [read_clauses(said, notice, masked.text[:begin], masked.text[end:])]
    ]
    known, missing = ([i for reference in references for i in reference[part]] for part in (0, 1))
    return tuple(dict.fromkeys(known)), tuple(dict.fromkeys(missing))
