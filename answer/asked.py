"""What a question asks: the likeliest kind that its parts allow, which units are wanted, whether of several matters."""

from __future__ import annotations

import re

from answer import cues
from answer.documents import NAMES_OF_THEM, documents_of_matter
from answer.masked import Masked
from answer.numbers import says_how_many
from answer.parts import asks_who_joins
from answer.query import Asks, Part, Query, Size, Wanted
from answer.reader import UNIT_MARK, Reading

SURE_NONE = 0.6  # chance from which a message with a topic is still taken for talk
SURE_FRONT = 0.9  # chance from which the front matter is asked about though no words name the field


def units_wanted(masked: Masked, reading: Reading, placed: bool) -> Wanted:
    """Return which units are asked for, as the plain words have it where they are beyond doubt.

    Args:
        placed: of clauses or a topic, not of the whole notice.
    """
    text = masked.text[masked.taken_back :]
    if asks_who_joins(text):
        return Wanted.OTHERS
    if cues.has("beside_the_lead", text):
        return Wanted.OTHERS
    if (placed and cues.has("first_responsible", text)) or _asks_other_leads(masked, reading):
        return Wanted.LEAD  # 第一责任单位是谁
    if cues.has("both_roles", text) or _joins_roles(text) or WHO_AND_WHO.search(text):
        return Wanted.ALL
    if masked.taken_back and cues.has("joins", text) and not cues.has("lead", text):
        return Wanted.OTHERS  # 不是问牵头，我问的是参加单位
    read, others = Wanted(reading.choose("want")), any(cues.has(name, text) for name in ("others", "joins"))
    more = others or masked.units or cues.has("everyone", text)
    led = cues.has("lead", text) or cues.has("leads_told", text)
    if read is Wanted.ALL and not (placed or masked.units) and LEADING_UNITS.search(text):
        return Wanted.LEAD  # 当牵头的单位总计有多少家
    if read is Wanted.ALL and placed and led and not more:
        return Wanted.LEAD  # 林下经济、护林员分属两项，请把牵头单位写给我
    if read is Wanted.OTHERS and cues.has("lead", text) and not (others or cues.has("the_remaining", text)):
        return Wanted.ALL if masked.units else Wanted.LEAD  # {国土局}牵头的用地政策，有几家单位
    return read


LEADING_UNITS = re.compile("(?:当|做|担任)过?牵头的?(?:单位|部门)[^，。？]{0,6}(?:多少|几|哪)")


def _asks_other_leads(masked: Masked, reading: Reading) -> bool:
    """Tell whether leads beside those named are asked for: 除了{能源局}，还有哪家一起牵头; not 除了牵头的{能源局}还有谁."""
    after = masked.text[masked.text.rfind(UNIT_MARK) + 1 :]
    return bool(reading.roles) and set(reading.roles) == {"except"} and OTHER_LEAD.search(after) is not None


OTHER_LEAD = re.compile("(?:还有|另|也|其他|其它|别的|一[起道]|共同)[^，。？]{0,8}(?:牵头|挑头|领头)(?!的?(?:以外|之外|外))")


def _joins_roles(text: str) -> bool:
    """Tell whether the lead and the others are asked for in one breath: 排头的和跟班的; 牵头方与配合方."""
    begins = {begin for begin, _ in cues.spans("others", text)}
    return any((match := AND_ROLE.match(text, end)) and match.end() in begins for _, end in cues.spans("lead", text))


WHO = "(?:谁|哪[个家些几]{1,2}(?:单位|部门)?)[^，。？]{0,3}"
WHO_AND_WHO = re.compile(
    f"(?:牵头|领头|主办|主责|[\u4e00-\u9fff]{{2}}的)[^，。？]{{0,6}}{WHO}[，、；](?:其他|其余|别的|剩下|协作|协办|配合|参加|参与|帮手|帮忙|搭手|打下手)(?:的|单位|部门|方)*(?:几家|几个)?(?:又|还|都)?(?:是|有)*{WHO}|{WHO}(?:牵头|带头|挑头|领头|打头)[^，。？]{{0,2}}[，、]?(?:又|再|还|那)?{WHO}(?:帮忙|帮衬|配合|参加|打下手|搭手|协办|跟着)"
)  # 谁带头谁帮忙
AND_ROLE = re.compile("(?:的|单位|部门|方)?(?:和|跟|与|、|及|以及)")


WHOSE = re.compile("哪[几两三四五一]家的(?:活儿?|事情?|任务|职责|差事|分内事)|(?:谁|哪家)(?:家)?的(?:活儿?|分内事|职责)")
# "“五老”都包括哪些人员", "三留守是指什么": what a term means
DEFINES = re.compile(
    "(?:包括|包含|指的?是?|是指|算是)(?:了)?(?:哪(?:些|几)(?:类|种)?人|什么|啥|谁(?![^，。？]{0,3}(?:牵头|负责|管)))|什么意思|啥意思"
    "|(?:点|列|写|包含|包括|分|指)(?:了|的是|出)?哪[几些两三四五六七八九十](?:个|类|种|方面)(?!任务|单位|部门|局)"
)


def speaks_of_division(text: str) -> bool:
    """Tell whether a message that names nothing yet asks about tasks or units: 牵头单位是哪家; 帮我查一下任务; 第二个呢."""
    spoken = ("lead", "others", "joins", "contact", "which_tasks", "unit_duty", "one_of_some", "again", "this_one")
    return any(cues.has(name, text) for name in spoken) or WHOSE_IS_THIS.search(text) is not None


WHOSE_IS_THIS = re.compile("(?:这|那)(?:件|个|桩|种|摊)?(?:事情?|活|工作)[^，。？]{0,2}(?:谁|哪)")  # 这事谁负责，急


def weigh_asks(query: Query, reading: Reading, follows: bool) -> Asks:
    """Return the likeliest kind of question of those that the question's parts allow.

    Args:
        follows: there is a conversation, from which the rest may come.
    """
    named = bool(query.conditions or query.clauses or query.missing or query.unit_word)
    has_parts = bool(named or query.topic or query.filtered or query.rank or query.left_out)
    possible = {
        "none": not has_parts or (not named and not (query.due or query.areas) and reading.chance("asks", "none") > SURE_NONE),
        "units": has_parts or query.count or follows,
        "tasks": has_parts or query.count or follows,
        "content": bool(query.topic or query.clauses or query.missing) or follows,
        "verify": bool(query.conditions),
        "front": bool(query.field) and not query.filtered and _is_of_front(query, reading),
    }
    best = max((option for option, allowed in possible.items() if allowed), key=lambda o: reading.chance("asks", o), default="none")
    return _as_words_have_it(best, query, named, follows)


def _as_words_have_it(best: str, query: Query, named: bool, follows: bool) -> Asks:
    """Return the kind of question that plain words make of the likeliest one, rule after rule.

    Args:
        named: units or clauses are.
    """
    beside_lead = all(cues.has(name, query.masked) for name in ("beside_the_lead", "who"))
    doubted = query.yes_no and query.conditions and not (query.rank or query.sizes or beside_lead)  # of a unit and a matter: is it so?
    if best == "content" and query.topic and WHOSE.search(query.masked):
        best = "units"  # 资产折股量化到户，是哪三家的活儿
    if best == "verify" and beside_lead:
        best = "units"  # 扶贫办牵头，还有哪家要参加
    if best == "units" and query.topic and DEFINES.search(query.masked):
        best = "content"
    if best in ("units", "tasks") and query.topic and not query.clauses and cues.has("next_step", query.masked):
        best = "content"  # 各家材料汇总完了，扶贫办再往哪儿报
    if best == "units" and query.without and len(query.conditions) == 1 and not cues.has("who", query.masked):
        best = "tasks"  # 林业局除了第4项之外还参加哪些
    if query.section and best == "front":
        best = "content"  # 第二部分的标题叫什么
    if best == "tasks" and len(query.clauses) == 1 and not query.conditions and not follows:
        best = "content"  # of a task that is named: what it says
    if best == "tasks" and not query.conditions and not query.topic and any(size.of == "tasks" for size in query.sizes):
        best = "units"  # 牵三项头的是哪些单位，各自哪三项
    if not query.topic and Size("units", Part.LEADS, 0, 0) in query.sizes:
        best = "tasks"  # 哪几条没定牵头部门
    of_whole = (query.due or query.limit or query.areas) and not query.topic
    if best in ("units", "content", "none") and of_whole and not any(cues.has(name, query.masked) for name in ("who", "lead", "contact")):
        best = "tasks"  # 二季度要收尾的, 哪些条款只给重庆
    if best == "tasks" and query.why and query.conditions and not (query.topic or query.clauses):
        best = "verify"  # 市纪委为什么只在参加单位位置上
    if query.fact == "scope" and (query.clauses or query.topic):
        best = "content"  # 给的是哪个自贸区
    if best in ("tasks", "content") and named and (asks_who_joins(query.masked) or _asks_partners(query)):
        best = "units"
    if query.officers and not (query.topic or query.clauses):
        best = "tasks"  # 周敏手上有哪几项
    of_documents = NAMES_OF_THEM.search(query.masked) or documents_of_matter(query.masked)
    if best == "tasks" and query.topic and not query.conditions and of_documents:
        best = "content"
    if best in ("tasks", "units") and query.topic and not query.conditions and WITHIN_ONE.search(query.masked):
        best = "content"  # 信息化那条里头要搭的平台都有哪些
    if best == "units" and query.topic and not query.conditions and IS_WRITTEN.search(query.masked):
        best = "content"  # 也写了要帮扶单位搭把手？
    who_too = query.topic and WHO_AND_WHO.search(query.masked)  # 定规矩的是谁，帮手是谁
    beside = query.left_out and query.topic and cues.has("who", query.masked) and not cues.has("which_tasks", query.masked)
    if (best == "content" and who_too) or (best == "tasks" and beside):
        best = "units"  # 除了三家运营商，其余的责任单位是哪些
    tasks_asked = any(cues.has(name, query.masked) for name in ("which_tasks", "is_there_any", "mentions", "lead", "joins"))
    if best == "tasks" and query.yes_no and query.topic and not (query.conditions or query.filtered or query.count or tasks_asked):
        best = "content"  # 任务落实情况报到财政局汇总，对吧
    if best == "units" and query.topic and not query.conditions and OFFICE_HELD.search(query.masked):
        best = "content"  # 领导小组组长该由谁当
    if best == "content" and len(query.conditions) == 1 and not query.clauses and OWN_DUTY.search(query.masked):
        best = "tasks"
    if best == "verify" and len(query.clauses) > 1 and not query.yes_no:
        best = "tasks"  # 三十到四十项里，农业局有份的
    if best == "verify" and not (query.clauses or query.topic) and says_how_many(query.masked):
        best = "tasks"  # 扶贫办牵头11项，没错吧
    if best == "units" and doubted and (query.clauses or query.topic):
        best = "verify"
    if best == "tasks" and doubted and len(query.clauses) == 1 and not query.without:
        best = "verify"  # 市教育局参与任务一2吗
    return Asks.NOTHING if best == "none" else Asks(best)


# "{编办}的同志要做什么，给个清单": its tasks and no matter
OWN_DUTY = re.compile(
    f"^[^，。？{UNIT_MARK}]{{0,6}}{UNIT_MARK}(?:的?同志|这边|那边|那里|这里|单位)?(?:都|主要|具体|一共|总共|到底|究竟)*(?:要|该|得|需要|负责|应该)+(?:做|干|办|抓|承担)?"
    "(?:些|点|的是)?(?:什么|啥|哪些)(?!用|时候|样|程度)(?:[，。？！]|呢|呀|啊|$)"
)


def asks_which_task(masked: Masked, reading: Reading) -> bool:
    """Tell whether the tasks of the notice are asked for by a property: 有一项任务要求制定两份方案，是哪项."""
    return reading.choose("asks") == "tasks" or (not masked.units and cues.has("which_tasks", masked.text))


def _asks_partners(query: Query) -> bool:
    """Tell whether the units beside the one named are asked for: 每次都跟同一家搭伙，是哪家."""
    lone = len(query.conditions) == 1 and not query.topic and not query.rank
    return lone and all(cues.has(name, query.masked) for name in ("in_each", "keeps_company", "who"))


OFFICE_HELD = re.compile(
    "(?:组长|主任|一把手|总指挥|召集人|队长|书记)[^，。？]{0,6}(?:谁|什么人|哪(?:一)?[级位])[^，。？]{0,4}(?:当|担任|兼任|兼|出任|任)(?!务)"
)
# Said to be written, with a question mark: whether it is
IS_WRITTEN = re.compile("(?:写|说|讲|提|列|规定|要求)(?:了|着|过|到)[^，。？谁哪什么几多少怎么如何啥咋何]{2,}[？]$")
TOLD_SEVERAL = 0.8  # chance of several matters where the words say so


# "信息化那条里头要搭的平台都有哪些": things that one task lists
WITHIN_ONE = re.compile(
    "[^，。？]{2,12}[那这](?:一)?[条项](?:里[头面]?|中|当中)[^。？谁牵]{2,16}(?:哪些|哪几[样种个]|什么|啥|，[^，。？谁]{0,4}(?:名字|名称))(?!单位|部门|[项条])"
)
# "哪两样取钱的点", "两样东西叫啥", "哪一种养老保险", "中间有哪几段"
THINGS_WITHIN = re.compile("[两三四五]样[^，。？]{0,6}(?:叫|是|名)|哪[两三四五几一](?:样|种|段|级|个阶段)(?!事|活)")


def chance_of_several(masked: Masked, reading: Reading) -> float:
    """Return the chance that the answer stands in more than one clause."""
    of_tasks = any(cues.has(name, masked.text) for name in ("who", "contact", "which_tasks", "each_apart"))
    if WITHIN_ONE.search(masked.text) or (reading.choose("asks") == "content" and not of_tasks and THINGS_WITHIN.search(masked.text)):
        return 0.0  # 要办起来的两样东西叫啥
    told = any(cues.has(name, masked.text) for name in ("several", "same_one", "each_apart")) or _are_asked_apart(masked, reading)
    return max(round(reading.chance("several", "yes"), 3), TOLD_SEVERAL if told else 0.0)


def _are_asked_apart(masked: Masked, reading: Reading) -> bool:
    """Tell whether two matters are each followed by a question: 标准化卫生站归谁牵头？大病救助又归谁？"""
    topics = reading.tagged("topic")
    asked = [place for name in ("who", "contact", "when", "amount", "which_tasks") for place, _ in cues.spans(name, masked.text)]
    ends = [begin for begin, _ in topics[1:]] + [len(masked.text)]
    return sum(any(end <= place < stop for place in asked) for (_, end), stop in zip(topics, ends)) > 1


def field_asked(masked: Masked, reading: Reading) -> str:
    """Return the field of the front matter: of a question about it, the one that the plain words name, where they name one alone."""
    told = reading.choose("field").replace("none", "")
    named = cues.named_fields(masked.question)
    if len(named) == 1 and (told or reading.choose("asks") == "front"):
        return named[0]
    return told


GIVEN_OUT = re.compile(
    "(?:补助|补贴|津贴|奖金|奖励|工资|钱|款|费|金|物资|证)[^，。？文通方]{0,4}(?:谁|哪[个家])[^，。？]{0,4}发|(?:谁|哪[个家])[^，。？]{0,4}发[^，。？文通方]{0,4}(?:补助|补贴|津贴|奖金|工资|钱|款|费)"
)


TASK_NUMBER = re.compile("(?:条|项|任务|条款)号|(?:任务|条款)?(?<!文件)编号|序号")


def _is_of_front(query: Query, reading: Reading) -> bool:
    """Tell whether the front matter is asked about: its field is named, or the reader is sure. 周杰伦哪年出道 is of no date of issue."""
    if query.field == "issuer" and query.core and GIVEN_OUT.search(query.masked):
        return False  # 补助谁发的
    if query.field == "document_number" and TASK_NUMBER.search(query.masked):
        return False  # 条号发来
    return reading.chance("asks", "front") > SURE_FRONT or query.field in cues.named_fields(query.masked)


def units_compared(masked: Masked, reading: Reading, clauses: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return how the units of clauses are compared, "" where they are not, and the clauses, first the one whose own units are asked for."""
    if own := _only_in(masked.text, clauses):
        return "diff", own
    if len(clauses) == 2 and cues.has("each_own", masked.text):
        return "both", clauses
    differs = "both" if len(clauses) == 2 and cues.has("differs", masked.text) else ""
    return reading.choose("compare").replace("none", "") or differs, clauses


# "只在26露面的单位", "仅出现在第3项里的"
ONLY_IN = re.compile(
    r"(?:只|仅|光|单单?)(?:出现|露面|列|写)?在第?(?P<n>\d+)(?:项|条|号)?(?:任务)?(?:里[面头]?|中|上)?(?:露面|露脸|出现|参加|有|列|的)"
)


def _only_in(text: str, clauses: tuple[str, ...]) -> tuple[str, ...]:
    """Return two clauses, first the one whose own units are asked for; () where that is not asked: 26和27，只在26露面的单位."""
    match = ONLY_IN.search(text) if len(clauses) == 2 else None
    return tuple(sorted(clauses, key=lambda i: i != match["n"])) if match and match["n"] in clauses else ()
