"""The units that a question names, each with the part that it must have, and how several combine."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.left_out import ASIDE, read_roles
from answer.masked import Masked, places_of_units
from answer.positions import place_of_unit
from answer.query import Part, UnitCondition
from answer.reader import UNIT_MARK, Reading

PARTS = {"any": Part.ANY, "lead": Part.LEADS, "join": Part.JOINS, "not": Part.ABSENT}


def read_conditions(masked: Masked, reading: Reading) -> tuple[tuple[UnitCondition, ...], tuple[str, ...]]:
    """Return the part each named unit must have, and the units named only to be left out."""
    roles, served = read_roles(masked, reading), {match.end("unit") - 1 for match in SERVES.finditer(masked.text)}
    both = ALL_OF_ONE_NAME.search(masked.text) is not None
    conditions = [
        _placed(
            masked.text, place, UnitCondition((unit,) if unit else mention.units, _said_part(masked.text, place, PARTS[role]), mention.said)
        )
        for mention, role, place in zip(masked.units, roles, places_of_units(masked.text))
        if role in PARTS and place not in served and (mention.units or not _receives(masked.text, place))
        for unit in (mention.units if mention.each or (both and len(mention.units) > 1) else ("",))
    ]
    if len(conditions) == 2 and NOT_BUT.search(masked.text):  # 不是问{供电局}，是{邮政管理局}
        return tuple(conditions[1:]), ()
    if served:
        return _merge(_serving(masked, conditions, served)), ()
    left_out = [unit for mention, role in zip(masked.units, roles) if role == "except" for unit in mention.units]
    if len(conditions) == 1:
        conditions = [replace(conditions[0], part=_plain_part(masked.text, conditions[0].part, reading))]
    if len(conditions) == 2 and ITS_LEADS.search(masked.text):  # 说回{组织部}，它牵头的里头有{农业局}参加的
        conditions[0] = replace(conditions[0], part=Part.LEADS)
    if len(conditions) > 1 and LED_BY_OTHERS.search(masked.text):
        conditions = [replace(condition, part=Part.JOINS) for condition in conditions]
    if len(conditions) == 2 and any(pattern.search(masked.text) for pattern in (MORE_THAN, WITHOUT_THE_OTHER, LESS_THE_OTHERS)):
        begin = places_of_units(masked.text)[0] + 1
        first = next((part for words, part in WHOSE_TASKS if words.match(masked.text, begin)), Part.ANY)
        conditions = [replace(conditions[0], part=first), replace(conditions[1], part=Part.ABSENT)]
    if len(conditions) > 1 and cues.has("none_of_these", masked.text):
        conditions = [replace(condition, part=Part.ABSENT) for condition in conditions]
    if any(c.part is Part.ABSENT for c in conditions) and not cues.has("lead", masked.text):  # 残联参加、妇联没参加的: is there, is not
        conditions = [replace(c, part=Part.ANY) if c.part is Part.JOINS and _is_there(masked.text) else c for c in conditions]
    if len(conditions) == 1 and cues.has("alone", masked.text) and conditions[0].part is Part.JOINS:
        conditions = [replace(conditions[0], part=Part.ANY)]  # 扶贫办一家单干、没别的单位搭手的: who is alone joins in nothing
    windows = [masked.text] if len(conditions) == 1 else [re.split("[，。；而但]", w)[0] for w in masked.text.split(UNIT_MARK)[1:]]
    if len(windows) == len(conditions) and not asks_who_joins(masked.text):
        conditions = [
            replace(condition, part=Part.ANY) if condition.part in (Part.LEADS, Part.JOINS) and _says_both_parts(window) else condition
            for condition, window in zip(conditions, windows)
        ]
    if cues.has("whichever_part", masked.text):  # 卫健局名下（牵头、参加不限）的
        conditions = [replace(c, part=Part.ANY) if c.part in (Part.LEADS, Part.JOINS) else c for c in conditions]
    return _merge(conditions), tuple(left_out)


def _is_there(text: str) -> bool:
    """Tell whether 参加 is said of one unit as the contrary of what is said of another: {残联}参加、{妇联}没参加的."""
    return re.search("(?:没(?:有)?|不|未)(?:参加|参与)", text) is not None and not cues.has("only_participant", text)


def _placed(text: str, at: int, condition: UnitCondition) -> UnitCondition:
    """Return a condition with the place in the task's list that is said of its unit: {财政局}排第二位的任务."""
    place = place_of_unit(text, at)
    return replace(condition, part=Part.ANY, place=place) if place else condition


LED_BY_OTHERS = re.compile(
    "(?:牵头|打头|领头|挑头)的(?:却|又|都)?(?:是|另有|为)(?:第三|第四|别|另外一?|其他|其它)(?:家|的?单位|的?部门|人)"
)
NOT_BUT = re.compile(f"^(?:哦|啊|哎)?不是(?:问|说|查|要|指)?{UNIT_MARK}[，、]?(?:我)?(?:问的|说的|要的|指的|要问)?(?:而)?是{UNIT_MARK}")
ITS_LEADS = re.compile(f"{UNIT_MARK}[^{UNIT_MARK}]*(?<!其)(?:它|他们?|这家)(?:自己)?(?:牵头|领头|挑头)的[^{UNIT_MARK}]*{UNIT_MARK}")
WITHOUT_THE_OTHER = re.compile(
    f"{UNIT_MARK}[^，。？、{UNIT_MARK}]{{0,4}}(?:没(?:有)?|不|未)(?:带|跟|和|与|同|拉|叫){UNIT_MARK}[^，。？]{{0,3}}(?:搭|一[起道块]|合|共|同|打交道)"
)
WHOSE_TASKS = ((re.compile("牵头|领头|主办"), Part.LEADS), (re.compile("参加|配合|协办"), Part.JOINS))
LESS_THE_OTHERS = re.compile(
    f"{UNIT_MARK}(?:牵头|参加|参与|承担|负责)?的(?:任务|活|事|那些|那几项)?(?:里|中|里面|，)*(?:去掉|除去|除掉|刨去|刨掉|扣掉|扣除|减去|减掉|撇开|剔除)(?:有|和|跟|与)?{UNIT_MARK}(?:也|都)?(?:在|有份|参加|参与|沾边|有|牵头|配合)的"
)
# "{国税}比{地税}多出来那项", "{妇联}比{工会}多的是哪一项": tasks of the first without the second
MORE = f"(?:比|较){UNIT_MARK}[^，。？{UNIT_MARK}]{{0,4}}多(?:出来?|了)?的?(?:任务)?(?:是)?(?:那|这|哪)[几些一两]?[项条个]"
MORE_THAN = re.compile(f"{UNIT_MARK}{MORE}")


def _receives(text: str, place: int) -> bool:
    """Tell whether a unit is named only as one for whom it is asked: 我要摘出来给{老促会}."""
    return RECEIVES_BEFORE.search(text[:place]) is not None and RECEIVES_AFTER.match(text, place + 1) is not None


RECEIVES_BEFORE = re.compile("(?:报|交|发|送|转|回)?给$|(?:替|帮|应)$|(?:我们|咱们?)$")
RECEIVES_AFTER = re.compile(
    "(?:的?(?:老?同志|老人家?|领导|主任|会长|群众|人)?(?:们)?)?(?:用|看|参考|备案|那边|的?要求|一份|回个?话|回个?信|交代)?(?:[，。？！；]|$)|(?:要|想|得|正|准备)(?:要)?(?:做|编|写|整|弄|搞|汇|摘|学习|印|开会|上报)"
)
ALL_OF_ONE_NAME = re.compile("[两三四]家(?:都|全|均|一[起块道])")  # 税务局（国税地税）两家都列在一块的
# "{农业局}替{组织部}打下手的", "我们局配合{民政局}的" / "{民政局}配合的": the unit served leads
SERVES = re.compile(
    rf"(?:替|给|帮|为|跟着|陪着?)(?P<unit>{UNIT_MARK})[^，。？{UNIT_MARK}谁哪]{{0,3}}(?:打下手|搭(?:把)?手|当?配角|配合|跑腿|当?帮手|敲边鼓)"
)


def _serving(masked: Masked, conditions: list[UnitCondition], served: set[int]) -> list[UnitCondition]:
    """Return that the units served lead and that the others named, the speaker's own among them, join."""
    units = list(zip(masked.units, places_of_units(masked.text)))
    lead = [UnitCondition(mention.units, Part.LEADS, mention.said) for mention, place in units if place in served]
    leading = {unit for condition in lead for unit in condition.units}
    own = [UnitCondition(m.units, Part.JOINS, m.said) for m, _ in units] if cues.has("we", masked.text) else conditions
    return [*lead, *(replace(c, part=Part.JOINS) for c in own if not set(c.units) & leading)]


# "审计局那条由谁配合", "残联牵头的那项，哪些单位参加": who joins in a task told by its lead
WHO_JOINS = re.compile(
    rf"{UNIT_MARK}(?:牵头|领头|挑头)?的?(?:那|这)一?[条项](?:任务)?[，]?[^，。？{UNIT_MARK}]{{0,3}}(?:谁|哪[些几个]?家?(?:单位|部门)?)[^，。？]{{0,3}}(?:配合|参加|参与|协办|搭手|打下手)"
)


def asks_who_joins(text: str) -> bool:
    """Tell whether the units that join in a task are asked for, which is told by the one unit that leads it."""
    return text.count(UNIT_MARK) == 1 and WHO_JOINS.search(text) is not None


def spoken_of(masked: Masked) -> tuple[UnitCondition, ...]:
    """Return the units that a question names in passing as its subject, which they are where it names nothing else.

    我在{市林业局}工作，我们局一共摊到几项; {乡村振兴局}的前身牵头几项; not 我是{林业局}的，全文一共几项任务.
    """
    part = Part.ANY if _says_both_parts(masked.text) else said_part(masked.text)
    of_them = cues.has("we", masked.text) or "他们" in masked.text  # 气象局的同学问给没给他们局派任务，是第几项
    if part is Part.ANY and cues.has("count", masked.text) and not of_them:
        return ()
    return _merge([UnitCondition(mention.units, part, mention.said) for mention in masked.units])


def _plain_part(text: str, part: Part, reading: Reading) -> Part:
    """Return a lone unit's part as the plain words have it where the reader says otherwise: {妇联}这边要配合哪些任务 -> joins."""
    if left_out := _part_left_out(text):
        return left_out
    if ITS_BARE_LEAD.search(text) and not any(cues.has(name, text) for name in ("joins", "others", "partakes", "only_participant")):
        return Part.LEADS  # {武装部}在里面牵哪几条
    lead, joins = cues.has("lead", text), cues.has("joins", text)
    if asks_who_joins(text):
        return Part.LEADS
    if any(pattern.search(text) for pattern in (JOINS_NOT_LEADS, LED_BY_WHOM, JOINS_ALONE)):
        return Part.JOINS
    if reading.choose("asks") == "tasks" and cues.has("its_absence", text):
        return Part.ABSENT
    if cues.has("not_its_lead", text):
        return Part.JOINS
    if LEADS_AND.search(text):
        return Part.LEADS  # {扶贫办}领头、而且参加单位仅有一家的
    if _singles_out_its_lead(text):
        return Part.LEADS
    if cues.has("beyond_the_lead", text) or (part is Part.ANY and _asks_tasks(reading, "others") and not cues.has("partakes", text)):
        return Part.JOINS
    if part is Part.JOINS and lead and not (joins or cues.has("only_participant", text) or cues.has("others", text)):
        return Part.LEADS
    if part is Part.JOINS and not (
        lead or joins or any(cues.has(name, text) for name in ("only_participant", "others", "beyond_the_lead"))
    ):
        return Part.ANY  # 名字挂在哪几项任务后面
    if part is Part.LEADS and not lead:
        return Part.JOINS if joins else Part.ANY if cues.has("partakes", text) or cues.has("in_all", text) else part
    others = cues.has("others", text)
    plainly = LEADS_SO_MANY.search(text) is not None or _asks_tasks(reading, "lead")
    if part is Part.ANY and lead and not (joins or others or cues.has("partakes", text)) and plainly:
        return Part.LEADS
    if part is Part.ANY and not lead and JOINS_AS.search(text) and reading.choose("asks") == "tasks" and not cues.has("partakes", text):
        return Part.JOINS
    return part


# "总共牵头了几条" / "作为配合单位的条目", "协办了多少项"
LEADS_SO_MANY = re.compile("(?:牵头|领头|挑头|主办)了?(?:几|多少)[项条个次]|(?:只|光|单|仅)(?:看|要|说|问|列|算)(?:牵头|领头)")
JOINS_AS = re.compile(
    "(?:作为|当|是)(?:配合|协办|参加)单位|(?:配合|协办)了?(?:的)?(?:几|多少|哪)[项条个次些]|(?:配合|协办)的(?:一共|总共|共|有)"
)
LEADS_AND = re.compile(f"{UNIT_MARK}(?:来|自己)?(?:牵头|领头|挑头|打头)[、，]?(?:而且|并且|同时|且)")
JOINS_ALONE = re.compile(
    f"(?:只|仅|就|光|单)(?:有|由)?{UNIT_MARK}(?:这|它)?(?:一|1)?(?:家|个单位|个部门)?(?:单位)?(?:来)?(?:参加|参与|配合|协办|陪)的"
)  # 只有{扶贫办}一家参加的
# The leads of what a unit joins in: "我们只配合的任务是哪些单位牵头", "{编办}还被写进谁牵头的项目里了"
LED_BY_WHOM = re.compile(
    f"(?:{UNIT_MARK}|我们|咱们?|本[局办委]|它|自己)[^，。？谁哪]{{0,3}}(?:配合|参加|参与|协办|打下手|当?配角|(?:当|作为)(?:参加|配合|协办)(?:单位|方))的(?:那|这)?(?:几|些|[两三四])?[项条个]?(?:任务|活儿?|事)?[，]?[^。？]{{0,8}}(?:(?:谁|哪)[^，。？]{{0,8}}(?:牵头|领头|挑头)|牵头[^，。？]{{0,8}}(?:谁|哪))"
    f"|{UNIT_MARK}[^，。？]{{0,4}}被(?:写|列|拉|叫|排|安排?)(?:进|在|到|去)了?谁牵头"
)
JOINS_NOT_LEADS = re.compile("(?:只|仅|光|单)(?:是|有)?(?:参加|参与|配合)[、，]?(?:而|并)?(?:不|没)(?:牵头|带头)")  # 只是参加、不牵头的


def _part_left_out(text: str) -> Part | None:
    """Return the part that remains where the other is ruled out: 配合哪些，自己牵头的别算 -> joins; None where neither is."""
    if cues.has("lead_left_out", text) or SET_ASIDE_LEAD.search(text):
        return Part.JOINS
    return Part.LEADS if cues.has("joins_left_out", text) else None


def _singles_out_its_lead(text: str) -> bool:
    """Tell whether a stretch says what it leads and of no joining, whatever is said elsewhere: {财政局}大多是配合，真正由它牵头的."""
    return any(cues.has("its_lead", stretch) and not cues.has("joins", stretch) for stretch in re.split("[，。；？]", text))


# "总共几项 牵头几项"
ALL_AND_LED = re.compile("(?:总共|一共|合计|拢共|总计)(?:有|是|承担|参与|负责)?(?:几|多少)[项条个][^。？]{0,4}(?:牵头|其中)")
ANSWERS_AND_JOINS = re.compile("负责(?:什么|啥|哪些|哪几项)[、，和](?:又|还)?(?:参加|参与|配合)")


def _asks_tasks(reading: Reading, want: str) -> bool:
    return reading.choose("asks") == "tasks" and reading.choose("want") == want


# Right after a unit; "都参加" of several may mean any part
JOINS = re.compile(r"(?:只|仅|光)?(?:参加|配合|协办|协助)|(?:当|做|作为|是)(?:参加|配合|协办)(?:的)?(?:单位|部门)")
LEADS = re.compile(r"(?:来|所|自己)?(?:负总责|牵头|领头|挑头|打头|带头|主抓|主办|主责|挂帅)的")


def _said_part(text: str, place: int, read: Part) -> Part:
    """Return the part that the words beside a unit say in so many words, else the one read.

    没有{财政}的, {财政}不参加 -> absent; {财政}参加的 -> joins; {民政}负总责的 -> leads, where no other part was read.
    """
    before = re.sub("(?:我们|咱们?)$", "", text[:place])
    if cues.has("absent_before", before) or cues.has("absent_after", text[place + 1 :]):
        return Part.ABSENT
    if read is Part.ABSENT and THERE_AFTER.match(text, place + 1):
        return Part.ANY
    if JOINS.match(text, place + 1):
        return Part.JOINS
    return Part.LEADS if read is Part.ANY and LEADS.match(text, place + 1) else read


THERE_AFTER = re.compile(
    "只(?:进|占|沾|挤进|出现|露面)(?:了|过|在)?|(?:参与|参加|承担|负责|有份)的|(?:还|也)?(?:出现|有份)(?:在|于)?哪"
)  # 把{民政局}参与的任务扣掉含{扶贫办}的
# "{住建局}牵头的", "{住建局}是牵头" / "由{住建局}来牵头", "牵头的是{住建局}"
LEADS_HERE = re.compile(r"(?:来|所|自己|单独|是|当|做|为)?(?:牵头|领头|挑头|打头|主抓|主办|主责|牵)(?!的单位)")
NOT_LEADS_HERE = re.compile("(?:都|又|却|自己)?(?:不|没|并非|不是|没有)(?:由它|当|是)?(?:牵头|领头|挑头|打头)的")  # {组织部}不牵头的
LED_BY = re.compile(r"(?:牵头|领头|挑头|主办)的?(?:单位|部门)?(?:是|为|归|属)$")


def part_beside(text: str, place: int) -> Part:
    """Return the part that the words beside a unit give it by themselves: {民政局}也参加的 -> any, {民政局}参加的 -> joins."""
    if NOT_LEADS_HERE.match(text, place + 1):
        return Part.JOINS
    if LEADS_HERE.match(text, place + 1) or LED_BY.search(text[:place]):
        return Part.LEADS
    return _said_part(text, place, Part.ANY)


# "{财政局}牵头的那项有哪些单位参加": which task is meant, and no second part of the unit
LED_TASK = re.compile(
    r"(?:牵头|领头|挑头|带头|打头|主办|主抓|牵)(?:的?(?:那|这)(?:一|[几两三四五])?[项条个]|的[几两三四五六七八九十\d]+[项条个](?:任务)?(?=里|中|当中|[合加]起来|一[起块]|的(?:参加|配合)|[我都各要得需]))"
    r"|(?:当|做|作为|是)?(?:参加|配合|协办)(?:单位)?的(?:那|这)(?:一|[几两三四五])?[项条个](?:任务)?(?=[，里中])"
)


def _says_both_parts(text: str) -> bool:
    """Tell whether leading and joining are both said of a lone unit: 牵头几项、参加几项; 只参加不牵头的 names one."""
    if (
        LED_BY_WHOM.search(text)
        or JOINS_ALONE.search(text)
        or cues.has("beyond_the_lead", text)
        or _part_left_out(text)
        or LEADS_AND.search(text)
        or _singles_out_its_lead(text)
    ):
        return False
    if ANSWERS_AND_JOINS.search(text) or ALL_AND_LED.search(text):
        return True  # 负责什么、参加什么
    led_task = LED_TASK.search(text) is not None
    text = LED_TASK.sub("", text)
    begins = re.split("[，。？、；]", text)[0]
    of_part = any(cues.has(name, begins) for name in ("lead", "joins", "only_participant"))
    if not led_task and not of_part and cues.has("further_part", text):
        return True
    both = cues.has("lead", text) and cues.has("joins", text) and not cues.has("only_participant", text)
    return both or cues.has("among_them", re.sub("^那?其中", "", text))  # 其中…牵头的 of a list names one part


def read_combination(masked: Masked, reading: Reading) -> str:
    """Return how several units combine: and, or, one."""
    parts = cues.spans("either_part", masked.text)
    if parts and not cues.has("either", cues.blank(masked.text, parts)):
        return "and"  # 牵头或参加 joins parts, not units
    said = "one" if cues.has("exactly_one", masked.text) else "or" if cues.has("either", masked.text) else ""
    read = reading.choose("join")
    together = cues.has("shared", masked.text) and not cues.has("not_together", masked.text)
    return said or ("and" if together else read)


def _merge(conditions: list[UnitCondition]) -> tuple[UnitCondition, ...]:
    """Keep one condition a unit: the same unit named twice, or by its old and new name, counts once."""
    kept: list[UnitCondition] = []
    for condition in (condition for condition in conditions if not _told_apart(condition, conditions)):
        same = next((i for i, k in enumerate(kept) if _same_organ(condition, k)), None)
        if same is None:
            covered = [k for k in kept if k.units and set(k.units) < set(condition.units)]
            kept = [k for k in kept if k not in covered] + [condition]
        elif kept[same].part is Part.ANY:
            kept[same] = UnitCondition(kept[same].units, condition.part, kept[same].said)
    return tuple(kept)


def _told_apart(condition: UnitCondition, conditions: list[UnitCondition]) -> bool:
    """Tell whether the units of a condition are each named by themselves beside it: 国税和地税两家税务局, what they are together."""
    narrower = {other.said: set(other.units) for other in conditions if other.units and set(other.units) < set(condition.units)}
    return len(narrower) > 1 and set(condition.units) == set().union(*narrower.values())


def _same_organ(condition: UnitCondition, known: UnitCondition) -> bool:
    return bool(condition.units) and (set(condition.units) <= set(known.units))


SET_ASIDE_LEAD = re.compile(f"{ASIDE}(?:它|他们?|我们?|自己)?(?:牵头|领头|挑头|主办)的?(?!单位|部门|那家)")  # 刨掉牵头的还有几项
ITS_BARE_LEAD = re.compile("(?<!谁)牵(?:了|着|过)?(?:几|哪|多少|什么|啥)|牵着(?!线)")  # {武装部}牵哪几条; not 领了哪些任务
BARE_LEAD = re.compile("(?<!谁)(?<!认)(?<!申)(?:牵|领|挑)(?:了|着|过)?(?:几|哪|多少|什么|啥)|牵[着了的](?!线)")  # 自己一共牵几项, 还牵着啥


def said_part(text: str) -> Part:
    """Return the part that a message without a unit speaks of: 那只参加的呢 -> joins, 牵头的有几项 -> leads."""
    if cues.has("whichever_part", text):
        return Part.ANY
    if cues.has("only_participant", text) or SET_ASIDE_LEAD.search(text):
        return Part.JOINS
    lead, joins = cues.has("lead", text) or BARE_LEAD.search(text) is not None, cues.has("joins", text)
    return Part.LEADS if lead and not joins else Part.JOINS if joins and not lead else Part.ANY
