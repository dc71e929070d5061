"""The numbers of a question that are conditions: of units and tasks, in an order, in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from answer import cues
from answer.masked import Masked
from answer.parts import JOINS_ALONE, PARTS, said_part
from answer.query import Part, Size
from answer.reader import UNIT_MARK, Reading
from answer.select import Tally
from ingest.lines import CHINESE_DIGITS, ordinal_value

NUMERAL = re.compile(rf"\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}}")


def tagged_numbers(masked: Masked, reading: Reading) -> list[tuple[int, int]]:
    """Return (value, place) of the numbers that are conditions, in order."""
    found = []
    for begin, end in reading.tagged("number"):
        match = NUMERAL.search(masked.words(begin, end).replace("俩", "两"))
        if match:
            found.append((ordinal_value(match.group()), begin))
    return found


# A number that counts units or tasks, where the reader has marked none: "只有一家单位", "牵三项头" / "第三项", "哪两家", "同一家", "前十项"
COUNTED = re.compile(rf"(?<![第哪这那同前\d{CHINESE_DIGITS}])(\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})(?=[家个项条回次件])")
# What a number counts, by the word behind it: 两家, 3个单位 / 三项, 2次, 两个任务
COUNTS = (("units", re.compile(r"家|个(?:责任|市直)?(?:单位|部门)")), ("tasks", re.compile(r"[项条回次件趟]|个任务")))
NAMED_TWO = re.compile("(?:[哪这那同上下前后]|[前后来]的)$")  # 哪|两家 asks for two, 同|一家 is the same one: no condition


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a question: what it counts ("" where that is not said) and how it binds by the words around it."""

    value: int
    place: int
    counts: str
    bound: str  # a key of BOUNDS, "" where the words say nothing
    most: int | None = None  # of 五到十项, the ten

    def size(self, of: str, by: Part, read: str) -> Size:
        """Return the condition that the number is; ``read`` is how it binds where the words say nothing."""
        return Size(of, by, *((self.value, self.most) if self.most else BOUNDS[self.bound or read](self.value)))


def _as_said(read: str, text: str) -> str:
    """Return how a number binds as it was read, where any word says that it is a bound; 背了八项 is just so many."""
    return read if read not in WORDS_OF_BOUNDS or any(cues.has(name, text) for name in ("at_least", "more_than", "at_most")) else "equal"


WORDS_OF_BOUNDS = ("at_least", "more", "at_most", "fewer")


def _conditions(masked: Masked, reading: Reading) -> list[Number]:
    """Return the numbers that may be conditions on units or tasks, in order."""
    text = masked.text.replace("俩", "两")
    clauses = [span for span in reading.tagged("clause") if not counts_tied(text, *span)]
    marked = [(value, place, NUMERAL.match(text, place)) for value, place in tagged_numbers(masked, reading)]
    counted = [(ordinal_value(match[1]), match.start(), match) for match in COUNTED.finditer(text)]
    if two_digits := TWO_DIGITS.search(text):
        return [Number(10, two_digits.start(), "tasks", "at_least")]
    ranges = {m.start(): m for m in UP_TO.finditer(text)}
    if ranges:
        found = [Number(ordinal_value(m[1]), place, _counts(text, m.end()), "", ordinal_value(m[2])) for place, m in ranges.items()]
        return [number for number in found if not any(begin <= number.place < stop for begin, stop in clauses)]
    found = []
    for value, place, match in counted if cues.has("tied", text) else marked or counted:
        end = match.end() if match else place + 1
        if not NAMED_TWO.search(text, 0, place) and not any(begin <= place < stop for begin, stop in clauses):
            found.append(Number(value, place, _counts(text, end), said_bound(text, place, end)))
    of_tasks = [number for number in found if number.counts == "tasks"]
    return of_tasks if of_tasks and cues.has("tied", text) else found  # 有两家打平，都是14项


TWO_DIGITS = re.compile("(?:达到?|上|有|过|够|超过|是)了?(?:两|二|2)位数")  # 任务总数达到两位数的单位


def counts_tied(text: str, begin: int, end: int) -> bool:
    """Tell whether what could be a task's number says how many tasks the units have that are tied: 承担任务14项、并列第四."""
    return cues.has("tied", text) and "第" not in text[max(0, begin - 1) : end] and A_NUMBER.search(text, begin, end + 1) is not None


# "参加|五到十|项之间" / "第五到十项"
UP_TO = re.compile(
    rf"(?<![第\d{CHINESE_DIGITS}])(\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})(?:到|至|-|—|~)(\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})(?=[家个项次回])"
)


def _counts(text: str, end: int) -> str:
    """Return what the word behind a number says that it counts."""
    return next((name for name, pattern in COUNTS if pattern.match(text, end)), "")


# "至少牵了|一项头", "不少于|三项", "三项|以上" / "最多的两个"
BOUND_BEFORE = {
    "more": re.compile(r"(?:(?<!不)(?:超过|多于|大于|高于)|不止|不只)[^，。？、]{0,4}$"),
    "at_most": re.compile(r"(?:至多|最多|顶多|不超过|不多于|不大于|不高于)[^，。？、的]{0,4}$"),
    "at_least": re.compile(r"(?:至少|起码|最少|不少于|不低于|不下于?|达到)[^，。？、的]{0,4}$"),
    "fewer": re.compile(r"(?:(?<!不)(?:少于|低于|小于)|不到|不足|不满)[^，。？、]{0,2}$"),
    "equal": re.compile(r"(?:正好|恰好|刚好|恰恰|不多不少|[都均](?:是|为))[^，。？、]{0,6}$"),
}
BOUND_AFTER = {
    "at_least": re.compile(r".(?:任务|单位|头)?(?:及|或|或者)?(?:其)?(?:以上|打底|起步|往上|更多|还多)"),
    "at_most": re.compile(r".(?:任务|单位|头)?(?:及|或|或者)?(?:以下|以内|之内|封顶)"),
}


ITSELF_NOT = re.compile(rf"的?[（，]?(?:不含|不包括|不包含|不算|不计)(?:本数|本级|[\d{CHINESE_DIGITS}])")


def said_bound(text: str, begin: int, end: int) -> str:
    """Return how the words beside a number bind it, "" where they do not: 不少于三项 -> at_least; 牵三项头 -> ""."""
    after = (bound for bound, pattern in BOUND_AFTER.items() if pattern.match(text, end))
    before = (bound for bound, pattern in BOUND_BEFORE.items() if pattern.search(text, 0, begin))
    bound = next(after, "") or next(before, "")
    itself_not = ITSELF_NOT.search(text, end, end + 12) is not None  # 8家以上（不含8家）
    return {"at_least": "more", "at_most": "fewer"}.get(bound, bound) if itself_not else bound


# "{扶贫办}牵头|11项": how many, no task by its number
HAS_SO_MANY = re.compile(rf"{UNIT_MARK}[^，。？第{UNIT_MARK}]{{0,3}}(?:牵头|参加|参与|承担|负责|配合|领|挑)的?(?:一共|总共)?(?:有|是)?$")
A_NUMBER = re.compile(rf"(?:\d+|[{CHINESE_DIGITS}]+)(?=[项条个])")


def says_how_many(text: str) -> bool:
    """Tell whether a unit is said to have a number of tasks: {扶贫办}牵头11项，没错吧."""
    return any(HAS_SO_MANY.search(before) for before in A_NUMBER.split(text)[:-1])


# "参与总数跟{残联}一样多的还有哪些单位"
AS_MANY = re.compile(
    rf"(?:哪|谁)[^，。？{UNIT_MARK}]*(?:跟|和|与|同){UNIT_MARK}[^，。？{UNIT_MARK}]{{0,4}}(?:一样|同样|一般|相同|持平|并列|打平)"
    rf"|(?:跟|和|与|同){UNIT_MARK}[^，。？{UNIT_MARK}]{{0,14}}(?:一样|同样|一般|相同|持平|并列|打平)(?:多|少)?的?[^，。？]{{0,3}}(?:哪|谁|单位)"
    rf"|^{UNIT_MARK}[^。？{UNIT_MARK}]*(?:别的|其他|另外|哪)[^，。？]{{0,4}}(?:单位|部门|家)[^，。？{UNIT_MARK}]{{0,4}}(?:跟|和|与|同)(?:它|他|这家)[^，。？]{{0,3}}"
    "(?:一样|同样|相同|持平|并列|打平)"
)


def as_many_as(masked: Masked, count: Tally) -> Size | None:
    """Return the condition that a unit has as many tasks as the one named; None where that is not asked."""
    if len(masked.units) != 1 or len(masked.units[0].units) != 1 or not AS_MANY.search(masked.text):
        return None
    in_all = any(cues.has(name, masked.text) for name in ("partakes", "whichever_part", "in_all")) or "总" in masked.text
    by = Part.ANY if in_all else said_part(masked.text)
    number = len(count.tasks(masked.units[0].units[0], by))
    return Size("tasks", by, number, number)


HALF = re.compile("过半|(?:超过?|不止|达到)了?一半|一半(?:以上|多)|大半")


def more_than_half(masked: Masked, tasks: int) -> Size | None:
    """Return the condition that the one unit named has a part in more than half of all tasks; None where that is not said."""
    if len(masked.units) != 1 or not HALF.search(masked.text):
        return None
    return Size("tasks", said_part(masked.text), tasks // 2 + 1, None)


# "只有一个牵头、一个配合，|总共两家单位": the sum tells how many they are
SUMMED = re.compile(
    rf"(?:总共|一共|合计|拢共|统共|加起来|合起来|共)(?:才|就|只有|是|有)*(?P<n>[{CHINESE_DIGITS}]|\d)(?:家|个(?:责任)?(?:单位|部门))(?!任务)"
)
SO_MANY = re.compile(r"[两俩三四五]家")  # {人社局}和{财政局}这两家、再没别人的


SINGLE_HANDED = re.compile("光杆司令|(?:没人|没有人|没谁)(?:来)?(?:配合|帮|搭手|搭把手)|单打独斗|独角戏")  # 光杆司令的任务，就一家扛
NOBODY_JOINS = re.compile(
    "(?:一[家个]|半个)?(?:配合|参加|协办)(?:的)?(?:单位|部门)?(?:都|也)?(?:没有?|无)(?:的|列|安排|写)?(?:任务|项|，|。|？|$)"
)


def read_sizes(masked: Masked, reading: Reading, named: int = 0) -> tuple[Size, ...]:
    """Return the conditions on numbers of units or tasks.

    Args:
        named: units named as conditions; 三家 after three names says how many they are, 只有三家 that there is no other.
    """
    if not named and NOBODY_JOINS.search(masked.text) and cues.has("which_tasks", masked.text):
        return (Size("units", Part.JOINS, 0, 0),)  # 有哪项是牵头单位单干、一家配合单位都没有的
    if not named and SINGLE_HANDED.search(masked.text) and reading.choose("asks") == "tasks":
        return (Size("units", Part.ANY, 1, 1),)
    numbers = _conditions(masked, reading)
    told = any(number.bound or number.most or number.value > 1 for number in numbers)
    if plainly := _told_plainly(masked, reading, told):
        return plainly
    alone = cues.has("exactly", masked.text) or cues.has("no_other", masked.text)
    heads = {head: bound for head in SIZE_PARTS if (bound := reading.choose(head)) != "free"}
    if named > 1 and not alone and any(number.value == named for number in numbers):
        heads.pop("units", None)
    if "units" in heads and heads["units"] not in FIXED and numbers and all(number.counts == "tasks" for number in numbers):
        heads.setdefault("tasks_any", heads.pop("units"))  # 任务数打平，都是14项 is no number of units
    if named > 1 and heads.get("units", "equal") == "equal" and cues.has("no_other", masked.text) and SO_MANY.search(masked.text):
        return (Size("units", Part.ANY, named, named),)
    if not heads and reading.says("yesno"):  # 第21项是两个部门共同牵头，没错吧
        of_leads = [number for number in numbers if _part_counted(masked.text, number) is Part.LEADS]
        in_all = [number for number in numbers if number.counts == "units"] if ONLY.search(masked.text) and not of_leads else []
        sizes = [number.size("units", Part.LEADS, "equal") for number in of_leads[:1]]
        return (*sizes, *(number.size("units", Part.ANY, "equal") for number in in_all[:1]))  # 都只落了一个责任单位
    if "units" in heads and reading.choose("asks") == "tasks" and (summed := SUMMED.search(masked.text)):
        number = ordinal_value(summed["n"])
        return (Size("units", Part.ANY, number, number),)
    if "units" in heads and len(heads) > 1 and reading.choose("asks") == "units" and THOSE_SOUGHT.search(masked.text):
        heads.pop("units")  # 有两家单位…，哪两家: how many units meet the rest
    sizes = []
    for head in sorted(heads, key=lambda head: heads[head] in FIXED):  # a number belongs to the head that needs one
        bound, (of, by) = heads[head], SIZE_PARTS[head]
        number = _number_of(of, by, numbers, masked.text)
        by = _part_counted(masked.text, number) if of == "units" else by
        if bound in FIXED and (bound == "none" or not number or not (number.bound or number.most)):
            sizes.append(Size(of, by, *FIXED[bound]))
        elif number:
            sizes.append(number.size(of, by, _as_said(bound, masked.text)))
            numbers = [other for other in numbers if other is not number] if len(numbers) > 1 else numbers
    if sizes == [Size("tasks", Part.LEADS, 0, 0)] and WITHOUT_LEADS.search(masked.text):
        return ()  # 参加次数最多的是哪家，不算牵头的: how to count, and no condition
    if sizes == [Size("tasks", Part.LEADS, 0, 0)]:  # 一项都没牵头、却被点名三次以上
        named_often = (n for n in numbers if n.counts == "tasks" and NAMED_SO_OFTEN.search(masked.text[: n.place]))
        return (*sizes, *(number.size("tasks", Part.ANY, "at_least") for number in named_often))
    of_one = {(size.low, size.high) for size in sizes if size.of == "tasks"}
    if len(sizes) == 2 and len(of_one) == 1 and len(_conditions(masked, reading)) == 1:
        sizes = [size for size in sizes if size.by is not Part.ANY] or sizes  # 恰好当了三次头的
    return _of_parts_said(sizes, masked.text)


def _told_plainly(masked: Masked, reading: Reading, told: bool) -> tuple[Size, ...]:
    """Return the conditions that plain words state beyond doubt, () where none do: 一项都没牵头的, 只参与一项任务的, 共同牵头的.

    Args:
        told: a number is named that binds or is more than one.
    """
    if not told and reading.choose("asks") == "units" and not (masked.units or reading.tagged("clause") or reading.tagged("topic")):
        if cues.has("never_leads", masked.text):
            return (Size("tasks", Part.LEADS, 0, 0), Size("tasks", Part.JOINS, 1))
        if cues.has("never_joins", masked.text):
            return (Size("tasks", Part.LEADS, 1), Size("tasks", Part.JOINS, 0, 0))
    if not told and reading.says("yesno") and len(masked.units) == 1 and not (reading.tagged("clause") or reading.tagged("topic")):
        for name, part in (("never_leads", Part.LEADS), ("never_joins", Part.JOINS)):
            if cues.has(name, masked.text):
                return (Size("tasks", part, 0, 0),)  # 编办什么都不牵头，我可以这么写吗
    if reading.says("yesno") and len(masked.units) == 1 and (all_joined := ALL_JOINED.search(masked.text)):  # 民宗局五项全是参加，没有牵头
        number = ordinal_value(all_joined["n"]) if all_joined["n"] else None
        return (Size("tasks", Part.LEADS, 0, 0), Size("tasks", Part.JOINS, number or 1, number))
    if len(masked.units) == 1 and JOINS_ALONE.search(masked.text):
        return (Size("units", Part.JOINS, 1, 1),)
    if ONE_AND_ONE.search(masked.text) and not masked.units:
        return (Size("units", Part.ANY, 2, 2),)
    if not (masked.units or told) and JOINTLY_LED.search(masked.text):
        return (Size("units", Part.LEADS, 2),)  # 多个单位共同牵头的任务
    if (few := ONLY_SO_MANY.search(masked.text)) and not masked.units and not cues.has("lead", masked.text):
        return (Size("tasks", Part.ANY, ordinal_value(few["n"]), ordinal_value(few["n"])),)
    return ()


WITHOUT_LEADS = re.compile(
    "(?:不算|不含|不计|不包括|别算|扣掉|刨掉|撇开)(?:当|做|作为)?(?:牵头|领头|挑头)(?:的)?(?:次数|任务|单位)?(?:[，。？）]|$)"
)
ALL_JOINED = re.compile(
    rf"{UNIT_MARK}[^，。？]{{0,4}}?(?:(?P<n>\d+|[{CHINESE_DIGITS}]+)[项条个])?(?:任务)?(?:全部?|都|统统|清一色)是?(?:参加|参与|配合)(?:的)?[，、而]"
)
NAMED_SO_OFTEN = re.compile("(?:点名|出现|露面|露脸|提到|列进?|写进?|上榜|参加|参与|配合)(?:过|了)?$")
ONLY = re.compile("(?:只|仅|就|都|各)(?:有|是|列|写|落|挂|安排)?(?:了|着)?(?=[一二两三四五六七八九十\\d]+(?:家|个(?:责任)?(?:单位|部门)))")
ONE_AND_ONE = re.compile(
    "(?:一|1)(?:个|家)牵头(?:的|单位)*(?:加上?|和|带|配|跟|搭)?(?:一|1)(?:个|家)(?:参加|配合|协办)(?:的)?(?:单位)?"
)  # 只有一个牵头加一个参加单位的任务
JOINTLY_LED = re.compile("(?:共同|联合|并列|联手|一起|合伙)(?:来)?牵头的?(?:单位)?(?!是|单位是)|双牵头")
ONLY_SO_MANY = re.compile(
    rf"(?:只|仅|就)(?:参与|涉及|承担|负责|出现在)[了过]?(?P<n>[{CHINESE_DIGITS}]|\d)[项个条次](?!以上|到)"
)  # 只参与一项任务的单位
THOSE_SOUGHT = re.compile(rf"有(?P<n>[{CHINESE_DIGITS}]|\d)家.*哪(?P=n)家")

SIZE_PARTS = {
    "units": ("units", Part.ANY),
    **{f"tasks_{name}": ("tasks", PARTS[name]) for name in ("any", "lead", "join")},
}


def _number_of(of: str, by: Part, numbers: list[Number], text: str) -> Number | None:
    """Return the number that a condition is about: of those that count what it counts the one nearest to the words for its part."""
    fitting = [number for number in numbers if number.counts in (of, "")]
    words = {Part.LEADS: "lead", Part.JOINS: "joins"}.get(by)
    places = [begin for begin, _ in cues.spans(words, text)] if words else []
    if not places:
        return next(iter(fitting), None)
    return min(fitting, key=lambda number: min(abs(number.place - place) for place in places), default=None)


# Before a number, or behind it, what makes it one of leads: "牵头单位有|两家", "两|家并列牵头"
HAS = "(?:[只仅就都]|有|是|为|达到?|列|写|超过|不止|不只|至少|起码)*"
TOGETHER = "(?:并列|联合|共同|合伙|一[起道块]|同时|并肩|搭伙|合着|双)"
LEADS_BEFORE = re.compile(rf"(?:牵头|挑头|领头)(?:的|方|单位|部门|者)+{HAS}$")
LEADS_AFTER = re.compile(
    rf".[家个](?:单位|部门)?[^，。？、]{{0,3}}{TOGETHER}[^，。？、]{{0,2}}(?:牵头|挑头|领头|牵|领衔)"
    r"|.[家个]?(?:及|或)?以上的?(?:单位|部门)(?:来|去)?(?:牵头|挑头|领头)"  # 由两个以上单位牵头的
    r"|.[家个](?:牵头|领头)的?(?:单位|部门)"  # 有两个牵头单位的
)
# Or one of the others: "后面只跟了|一家", "三|家配合"
JOINS_BEFORE = re.compile(
    rf"(?:(?:配合|协办|协同|参加)(?:的|方|单位|部门)+{HAS}|[跟带](?:了|着)?|另外[只仅]?有?)$|(?:配合|协办|协同|参加)(?:的|方|单位|部门)+{HAS}{UNIT_MARK}$"
)
JOINS_AFTER = re.compile(r".[家个](?:单位|部门)?[^，。？、]{0,3}(?:配合|协办|协同|打下手|跟着)")


def _part_counted(text: str, number: Number | None) -> Part:
    """Return which of a task's units are counted: 没写谁牵头的 -> leads; 扶贫办打头、后面只跟了一家的 -> the others."""
    if number is None:
        return Part.LEADS if cues.has("no_lead_named", text) else Part.ANY
    before, at = text[: number.place], number.place
    if LEADS_BEFORE.search(before) or LEADS_AFTER.match(text, at):
        return Part.LEADS
    return Part.JOINS if JOINS_BEFORE.search(before) or JOINS_AFTER.match(text, at) else Part.ANY


def _of_parts_said(sizes: list[Size], text: str) -> tuple[Size, ...]:
    """Return conditions on tasks with the parts that plain words give them.

    不管牵头还是参加 -> any part; 正好牵三项的, read as three in all and three led, -> led; 只露一次脸，那一次就是牵头的 -> led, too.
    """
    of_tasks = [size for size in sizes if size.of == "tasks"]
    if cues.has("whichever_part", text):
        merged = dict.fromkeys(replace(size, by=Part.ANY) for size in of_tasks)
        told = [size for size in merged if size.low and size.high is not None] or list(merged)
        return (*(size for size in sizes if size.of != "tasks"), *told)
    led_there = cues.has("led_there", text)
    if led_there and len({size.by for size in of_tasks}) == 1 and of_tasks[0].by is not Part.JOINS:
        return (replace(of_tasks[0], by=Part.ANY), Size("tasks", Part.LEADS, of_tasks[0].low))
    if (not_one := NOT_ONE.search(text)) and of_tasks and all(size.high == 0 for size in of_tasks):
        return (
            *(size for size in sizes if size.of != "tasks"),
            replace(of_tasks[0], by=Part.LEADS if not_one["part"][0] in "牵领挑" else Part.JOINS),
        )
    part = Part.LEADS if LEADS_SO_MANY.search(text) else said_part(text)
    if part is not Part.ANY and not led_there and len({(size.low, size.high) for size in of_tasks}) == 1 < len(of_tasks):
        return (*(size for size in sizes if size.of != "tasks"), replace(of_tasks[0], by=part))
    return tuple(sizes)


NOT_ONE = re.compile("一(?:项|个|次|条)(?:头|任务)?(?:也|都)?(?:不|没有?)(?P<part>牵头?|领头?|挑头|参加|参与|配合)")  # 只配合、一项也不牵头
LEADS_SO_MANY = re.compile(rf"牵(?:着|了|过)?[\d{CHINESE_DIGITS}]+[项个次回条]")
FIXED = {"none": (0, 0), "some": (1, None), "one": (1, 1), "several": (2, None)}
BOUNDS = {
    "equal": lambda n: (n, n),
    "at_least": lambda n: (n, None),
    "more": lambda n: (n + 1, None),
    "at_most": lambda n: (0, n),
    "fewer": lambda n: (0, n - 1),
}
