"""What is asked of the answer just shown, told by the message's own words: its documents, its number, the next place of its order."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Turn
from answer.details import IS_LIMITED
from answer.documents import asks_for_documents, beside_documents
from answer.parts import said_part
from answer.people import is_named
from answer.query import Asks, Part, Query, Size, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from answer.select import rank_units
from answer.topic import bare_core
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice


def of_what_was_shown(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Return the question as one of the task, the units or the order that the last answer showed; None where it says nothing of them."""
    return next((found for resolve in RESOLVERS if (found := resolve(query, last, notice))), None)


# "是第7项吗", "那应该是22项吧"
IS_NUMBER = re.compile(
    r"^(?:那么?|这项|这个|这条|它|就|应该|，)*(?:是不是|是|在不在|在|属于)第?[\d\ue000-\ue0ff]+(?:项|条|号)?(?:任务)?(?:里面?|上)?[^，。？谁哪]{0,3}[？?。]?$"
)


def _of_its_number(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the matter of the last question stands in the task of a number: 是第7项吗."""
    matter = last.query.core or last.query.topic
    if not query.yes_no or len(query.clauses) != 1 or len(last.clauses) != 1 or not matter or not IS_NUMBER.search(query.masked):
        return None
    of_it = query.but(asks=Asks.CONTENT, wanted=Wanted.ALL, part=Part.ANY, topic=last.query.topic, core=matter, place_claimed=matter)
    return of_it.but(from_conversation=("沿用任务",))


def _next_place(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Another place of the order just told: 第二名是谁，多少项 after 谁的任务最多."""
    place = NTH_PLACE.search(query.masked)
    if not place or not last.query.rank or query.conditions or query.clauses or query.topic:
        return None
    rank = replace(last.query.rank, place=ordinal_value(place["n"]), top=1)
    return last.query.but(text=query.text, masked=query.masked, rank=rank, from_conversation=("沿用问法",))


# "多几项" after 组织部和扶贫办谁牵头得多
BY_HOW_MANY = re.compile("^(?:那么?|到底|究竟|又)?(?:多|少|差|领先)(?:了|出|出来)?(?:几|多少)(?:项|条|个|件)?[？。]*$")
NTH_S_TASKS = re.compile(
    rf"^(?:那么?)?第(?P<n>[{CHINESE_DIGITS}]|\d)(?:名|位)(?P<part>[^，。？]{{0,4}}?(?:牵头|参加|配合|领头)[^，。？]{{0,3}})(?:几|多少|哪)"
)


def _by_how_many(query: Query, last: Turn, notice: Notice) -> Query | None:
    """By how many tasks the units just compared differ: 多几项 after 组织部和扶贫办谁牵头得多."""
    before = last.query
    if not (before.rank and len(before.conditions) == 2) or not BY_HOW_MANY.search(query.masked):
        return None
    return before.but(text=query.text, masked=query.masked, from_conversation=("沿用问法",))


def _tasks_of_nth(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The tasks of the unit at a place of the order just told: 第三名牵头几项呢."""
    place = NTH_S_TASKS.search(query.masked)
    if not place or not last.query.rank or last.query.rank.of != "units":
        return None
    there = rank_units(notice, replace(last.query.rank, place=ordinal_value(place["n"]), top=1))
    if len(there) != 1 or len(there[0].names) != 1:
        return None
    of_it = UnitCondition(there[0].names, said_part(place["part"]), there[0].names[0])
    return query.but(asks=Asks.TASKS, conditions=(of_it,), clauses=(), rank=None, topic="", core="", from_conversation=("沿用单位",))


NTH_PLACE = re.compile(rf"^(?:那么?|排)?第(?P<n>[{CHINESE_DIGITS}]|\d)(?:(?:名|位|多|少)?(?:的)?(?:又|呢|是|有|，)|[名位][？。]*$)")


def _of_units_shown(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Those of the units just told that meet a condition on the whole notice: 这里面一项也没牵头的是哪些."""
    counted = any(size.of == "tasks" for size in query.sizes)
    named = query.conditions or query.clauses or query.topic
    if query.asks is not Asks.UNITS or not counted or named or len(last.clauses) != 1 or not cues.has("of_the_list", query.masked):
        return None
    return query.but(clauses=last.clauses, from_conversation=("沿用任务",))


def _not_led(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Those of the tasks just listed that a unit does not lead: 不是{发改局}牵头的那项，参加单位有谁."""
    left = tuple(i for i in last.clauses if i not in query.without)
    if not query.without or query.clauses or not 0 < len(left) < len(last.clauses):
        return None
    wanted = Wanted.OTHERS if said_part(cues.cut(query.masked, "lead")) is Part.JOINS else query.wanted
    return query.but(clauses=left, without=(), conditions=(), wanted=wanted, from_conversation=("沿用任务",))


def _of_its_documents(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The documents that the task just shown wants drawn up: 得出台哪些规划; 分别叫啥 after 要搞几个方案."""
    of_matter = query.topic and not (cues.has("this_one", query.masked) and _says_nothing_else(query.core))
    named = of_matter or query.clauses or query.conditions
    called = (last.query.fact == "documents" or query.deliverable is not None) and cues.has("called", query.masked)
    whether = query.yes_no and query.deliverable is not None  # 要出方案不
    if named or len(last.clauses) != 1 or not (called or whether or asks_for_documents(query.masked)):
        return None
    query = query.but(sizes=(), deliverable=None, literal=(), count=False, topic="", core="")
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, fact="documents", wanted=Wanted.ALL, from_conversation=("沿用任务",))


def _says_nothing_else(core: str) -> bool:
    """Tell whether the words of a matter name none beside the task and the documents: 这项还得制定个什么方案."""
    return (
        len(
            re.sub(
                "^[这那该本此]?一?[项条]|[末结]尾|最后|开头|要求|[还也又得要一个份些里的说写讲提]", "", bare_core(beside_documents(core))
            )
        )
        < MIN_MATTER
    )


MIN_MATTER = 2  # characters


def _documents_again(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The documents of another task: 那第13项呢，要制定吗 after 第12项要不要制定方案."""
    if last.query.fact != "documents" or len(query.clauses) != 1 or not OF_ANOTHER.search(query.masked):
        return None
    again = query.but(asks=Asks.CONTENT, fact="documents", yes_no=query.yes_no or last.query.yes_no, wanted=Wanted.ALL, part=Part.ANY)
    return again.but(deliverable=None, from_conversation=("沿用问法",))


# "那第13项呢，要制定吗", "13项呢" / "13项呢，要建立什么制度"
OF_ANOTHER = re.compile(
    rf"^(?:那么?)?(?:第|任务)?[\d{CHINESE_DIGITS}]+[项条号]?(?:任务)?呢?[，]?(?:也|又|是不是|要不要|要|需要|需不需要|有没有|用)*(?:制定|制订|出|编|搞|写|拿)?"
    "(?:什么|啥|哪些|几个|个)*(?:方案|规划|计划|文件)?(?:吗|么|不|没有|呢)?[？。]*$"
)


# "排第三的是哪个", "第2位是谁" of the units just told of one task
IN_ITS_LIST = re.compile(
    rf"^(?:那么?|其中|里[面头]|，)*(?:排|列|写)(?:在|名)?第(?P<n>[{CHINESE_DIGITS}]|\d{{1,2}})(?:位|个|家|名)?的?(?:单位|部门)?(?:呢|(?:是|叫|又是)[^，。？]{{0,6}})[？。]*$"
)


def _place_in_its_list(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The unit at a place of the list of the task just shown: 排第三的是哪个 after 第1项有哪些单位."""
    place = IN_ITS_LIST.search(query.masked)
    if not place or len(last.clauses) != 1 or last.query.rank or query.conditions or query.clauses:
        return None
    of_it = query.but(asks=Asks.UNITS, clauses=last.clauses, topic="", core="", places=(ordinal_value(place["n"]),), rank=None, sizes=())
    return of_it.but(from_conversation=("沿用任务", "序号"))


def _word_in_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a quoted word stands in the task just shown: “扶贫车间”也是写在这一项里的？"""
    in_it = query.yes_no and len(query.literal) == 1 and cues.has("this_one", query.masked)
    if not in_it or query.conditions or query.clauses or len(last.clauses) != 1 or cues.has("which_tasks", query.masked):
        return None
    (word,) = query.literal
    of_it = query.but(asks=Asks.CONTENT, topic=word, core=word, place_claimed=word, literal=(), nearby=last.clauses)
    return of_it.but(from_conversation=("沿用任务",))


def _of_its_units(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has as many units as is said: 那条就列了一个单位是吧."""
    counted = any(size.of == "units" for size in query.sizes)
    if not (query.yes_no and counted) or query.conditions or query.clauses or query.topic or len(last.clauses) != 1:
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses, from_conversation=("沿用任务",))


# "{统战部}那项有没有{工商联}", "{统战部}牵头的这条里{民政局}在不在"
LED_TASK = re.compile(f"^(?:那么?)?{UNIT_MARK}(?:牵头|领头|挑头)?的?(?:那|这)(?:一)?(?:项|条|个|件)(?:任务)?(?:里[面头]?)?")


def _of_led_task(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a unit has a part in the task just shown, which is told by the unit that leads it: {统战部}那项有没有{工商联}."""
    if not query.yes_no or len(query.conditions) < 2 or len(last.clauses) != 1 or not LED_TASK.search(query.masked):
        return None
    leads, *others = query.conditions
    if not set(leads.units) & set(notice.clause(last.clauses[0]).leads):
        return None
    part = said_part(LED_TASK.sub("", query.masked))
    of_others = tuple(replace(condition, part=part) for condition in others)
    return query.but(asks=Asks.VERIFY, conditions=of_others, clauses=last.clauses, part=Part.ANY, from_conversation=("沿用任务",))


# "它那个方案叫什么名字", "那份规划全称是什么": of the task, and not of the notice
ITS_DOCUMENT = re.compile(
    "(?:它|这项|这条|那项|那条)(?:要(?:出|编|制定|拿出?|搞))?的?(?:那|这)?(?:个|份|些)?[^，。？的]{0,6}(?:方案|规划|计划|文件)|^那?(?:个|份)(?:方案|规划|计划)|^(?:那么?)?(?:它的?|那)?(?:方案|规划|计划)的?(?:名称|名字|全称|全名|叫)"
)


def _called_document(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the document that the task just shown wants drawn up is called: 它那个方案叫什么名字."""
    if query.asks is not Asks.FRONT or len(last.clauses) != 1 or last.query.asks is Asks.FRONT or not ITS_DOCUMENT.search(query.masked):
        return None
    if not notice.clause(last.clauses[0]).deliverables:
        return None
    of_it = query.but(asks=Asks.CONTENT, field="", clauses=last.clauses, fact="documents", wanted=Wanted.ALL)
    return of_it.but(topic="", core="", from_conversation=("沿用任务",))


def _of_its_limit(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has a time limit: 有没有完成期限."""
    rest = IS_LIMITED.sub("", query.masked)
    if rest == query.masked or len(re.sub(r"[\W_]|[那这它项条个的]", "", rest)) > 1 or query.clauses or len(last.clauses) != 1:
        return None
    of_it = query.but(asks=Asks.CONTENT, clauses=last.clauses, topic="", core="", fact="when", yes_no=True, deadline=False)
    return of_it.but(from_conversation=("沿用任务",))


def _so_many_of_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the unit whose tasks were just listed has as many as is said: 就一项？ after 审计局牵头啥."""
    counted = query.sizes and all(size.of == "tasks" for size in query.sizes)
    named = query.conditions or query.clauses or query.topic or query.mentions
    put = query.yes_no or query.text.rstrip("。").endswith(("啊", "呀", "嘛"))  # 牵头的就一项啊
    if not (put and counted and NO_MORE.search(query.masked)) or named or last.query.asks is not Asks.TASKS:
        return None
    if len(last.query.conditions) != 1:
        return None
    (condition,) = last.query.conditions
    if (part := said_part(query.masked)) is not Part.ANY:
        condition = replace(condition, part=part)  # 光牵头就有11项 after those that it joins
    sizes = tuple(replace(size, by=condition.part) for size in query.sizes)
    return query.but(asks=Asks.TASKS, conditions=(condition,), sizes=sizes, yes_no=True, from_conversation=("沿用单位",))


NO_MORE = re.compile(
    rf"(?:\d+|[{CHINESE_DIGITS}两]+)(?:项|条|个)(?:任务)?，?(?:吗|吧|么|啊|呀|而已|对吧|是吧|没错吧|对不对|是不是)*[？。]*$"
)
# "这个规矩是哪家牵头定": the matter just spoken of
THIS_MATTER = re.compile(
    "^(?:那么?|好)?[，]?这(?:个|种|项|条|套)?(?:规矩|规定|办法|制度|政策|说法|机制|活动|工程|做法|要求|工作|安排|行动)(?=是|归|由|又|谁|哪|主要|都|也)"
)


def _of_this_matter(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Who bears the task just shown, which is called by what it is: 这个规矩是哪家牵头定."""
    if query.asks is not Asks.UNITS or query.clauses or query.conditions or len(last.clauses) != 1 or not THIS_MATTER.search(query.masked):
        return None
    return query.but(clauses=last.clauses, topic="", core="", from_conversation=("沿用任务",))


# "残联参不参加这一项", after a story told before it
PART_IN_THIS = re.compile(
    f"{UNIT_MARK}[^，。？{UNIT_MARK}]{{0,6}}(?:参加|参与|牵头|配合|有份|在)[^，。？]{{0,3}}(?:这|那|该|此)一?[项条][^，。？谁哪]{{0,3}}[？。]*$"
)


def _part_in_this(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a unit has a part in the task just shown, whatever is told before: 那户人家是残疾的，残联参不参加这一项."""
    if not (query.topic and query.yes_no and query.conditions) or len(last.clauses) != 1 or not PART_IN_THIS.search(query.masked):
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses, topic="", core="", from_conversation=("沿用任务",))


WHOLE = re.compile("全文|整[个份]|方案|通知|文件|全市|所有任务|全部任务")


def _number_of_its_units(query: Query, last: Turn, notice: Notice) -> Query | None:
    """How many units the task just shown has: 连牵头在内合计几家单位."""
    bare = all(size == Size("tasks", Part.ANY, 1) for size in query.sizes) and len(query.sizes) == 1
    named = query.conditions or query.clauses or query.topic or query.kind or query.unit_word
    if query.asks is not Asks.UNITS or not (query.count and bare) or named or len(last.clauses) != 1 or WHOLE.search(query.masked):
        return None
    return query.but(clauses=last.clauses, sizes=(), wanted=Wanted.ALL, from_conversation=("沿用任务",))


# "该项中我市财政应承担的数额是多少", "这一项里，用地指标是怎么提的"
INSIDE = re.compile("^(?:那|在)?(?:该|这|此|本|那)(?:一)?(?:项|条|个任务|任务)(?:任务|工作)?(?:里[面头]?|之?中|当中|之?内)的?[，]?")


def _inside_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the task just shown says of a matter in it: 这一项里，用地指标是怎么提的."""
    inside = INSIDE.search(query.masked)
    if not inside or query.clauses or query.conditions or len(last.clauses) != 1 or query.asks not in (Asks.CONTENT, Asks.TASKS):
        return None
    rest = query.text[inside.end() :]
    if not (query.topic or query.fact or query.count) or cues.has("which_tasks", rest):
        return None
    core = query.core or rest
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, topic=rest, core=core, count=False, sizes=(), from_conversation=("沿用任务",))


def _of_its_people(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Another of the people whom the task just shown names, told by surname and office: 石书记呢 after 杨市长挂钩哪里."""
    if query.conditions or query.clauses or len(last.clauses) != 1:
        return None
    if not any(is_named(person, query) for person in notice.clause(last.clauses[0]).people):
        return None
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, field="", from_conversation=("沿用任务",))


# "号码报一下", "把编号念给我"
NUMBERS = "(?:号码?|编号|序号|任务号|项号)"
NUMBERS_AGAIN = re.compile(
    f"^(?:那么?|好|把|请|麻烦|，)*(?:{NUMBERS}(?:都|给我|先|也)*(?:报|念|列|写|给|说|发)|(?:报|念|列|写|给|说|发)(?:一下|我|出|下|个)*{NUMBERS})[^，。？谁哪]{{0,6}}[？。]*$"
)


def _numbers_again(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The list just told of, or just counted, with its numbers: 号码报一下 after 组织部牵头了六项对吧."""
    if last.query.asks is not Asks.TASKS or len(last.clauses) < 2 or query.conditions or not NUMBERS_AGAIN.search(query.masked):
        return None
    return last.query.but(text=query.text, masked=query.masked, yes_no=False, count=False, sizes=(), from_conversation=("沿用问法",))


# "它要出个方案，全名叫啥"
NAMES_ITS_DOCUMENT = re.compile(
    "^(?:那么?)?(?:它|这[项条个]|那[项条个])?(?:要|得|需要|是)?(?:出|定|制定|编|拿|搞)(?:的|个|一个|一份|份)*(?:三年(?:攻坚)?)?(?:实施)?(?:方案|规划|计划|文件)[，的]?(?:全名|全称|名字|名称|叫)"
)


def _names_its_document(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the document that the task just shown wants drawn up is called: 它要出个方案，全名叫啥."""
    if query.conditions or query.clauses or len(last.clauses) != 1 or not NAMES_ITS_DOCUMENT.search(query.masked):
        return None
    of_it = query.but(asks=Asks.CONTENT, clauses=last.clauses, fact="documents", deliverable=None, literal=(), field="")
    return of_it.but(topic="", core="", wanted=Wanted.ALL, part=Part.ANY, from_conversation=("沿用任务",))


# "连领头的一块儿算，总共几家", "配合的一共几家，连它在内"
COUNT_WITH_LEAD = re.compile(
    "^(?:那么?|哦|，)*(?:连|算上|加上|包括|含|带)(?:它|他们|牵头|领头|打头|挑头)(?:的|单位|那家)?(?:自己)?(?:在内|一块儿?算|一起算?|也算|都算)?[^。？]*(?:几|多少)(?:家|个)|^[^，。？项条]{0,8}(?:几|多少)(?:家|个)(?:单位|部门)?[，。](?:连|算上|加上|包括|含)(?:它|牵头|领头)(?:的|单位)?(?:在内|一起|也算)"
)


def _number_with_lead(query: Query, last: Turn, notice: Notice) -> Query | None:
    """How many units the task just shown has, its lead among them: 连领头的一块儿算，总共几家."""
    if query.conditions or query.clauses or query.topic or len(last.clauses) != 1 or not COUNT_WITH_LEAD.search(query.masked):
        return None
    of_joiners = said_part(query.masked) is Part.JOINS  # 配合的一共几家，连它在内
    wanted = Wanted.OTHERS if of_joiners else Wanted.ALL
    of_it = query.but(asks=Asks.UNITS, clauses=last.clauses, wanted=wanted, part=Part.ANY, count=True, sizes=())
    return of_it.but(from_conversation=("沿用任务",))


# "这样的总共几家", "帮我数一下吧，一共几项任务要定这个方案" after a list
COUNTS_AGAIN = re.compile(
    "^(?:那么?|好|行|，)*(?:(?:这样|这些|那些|符合)的?(?:单位|任务)?)?(?:帮我?|给我|替我)?(?:数一(?:下|数)|数数|点一下|统计一下)?(?:吧)?[，]?(?:一共|总共|合计|拢共|统共|共)?(?:有|是)?(?:几|多少)(?:家|个|项|条)(?:单位|任务)?(?:[^，。？]{0,4}(?:这个|这样|这种|该)[^，。？]{0,6})?[？。]*$"
)
OF_ALL = re.compile("全文|整[个份]|通知|文件|全市|所有任务")
SAYS_AGAIN = re.compile("数一|数数|点一下|统计一下|这样|这些|那些|符合")


def _counts_again(query: Query, last: Turn, notice: Notice) -> Query | None:
    """How many the list just given has: 这样的总共几家."""
    listed = last.query.asks in (Asks.TASKS, Asks.UNITS) and len(last.clauses) > 1 and not last.query.clauses
    named = query.conditions or query.clauses or query.topic or OF_ALL.search(query.masked)
    if not listed or named or not (COUNTS_AGAIN.search(query.masked) and SAYS_AGAIN.search(query.masked)):
        return None
    return last.query.but(text=query.text, masked=query.masked, count=True, yes_no=False, from_conversation=("沿用问法",))


# "深汕合作区包括在内吗" after who the addressees are
IS_AMONG = re.compile(
    "^(?:那么?)?(?P<what>[^，。？谁哪]{2,10}?)(?:也|都|是不是)?(?:包括|算|包含|列|写|在)(?:在|不在|没在)?(?:内|里面?|里头|其中)(?:吗|么|不|没有?|吧)?[？。]*$|^(?:那么?)?(?:有没有|包不包括|含不含|有)(?:发给|写)?(?P<named>[^，。？谁哪]{2,10}?)(?:吗|么)?[？。]*$"
)


def _is_in_field(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether somebody is among those whom the front matter names, as was just told: 深汕合作区包括在内吗."""
    said = IS_AMONG.search(query.text)
    if last.query.asks is not Asks.FRONT or last.query.field not in ("addressees", "copies", "issuer") or not said or query.clauses:
        return None
    what = said["what"] or said["named"]
    return query.but(
        asks=Asks.FRONT, field=last.query.field, topic="", core=what, yes_no=True, conditions=(), from_conversation=("沿用问法",)
    )


# "确定就它一家吗", "只有一家？"
IS_ALONE = re.compile(
    "^(?:那么?|你|真的?|确定|难道|合着|所以|，)*(?:就|只有?|仅有?|光)(?:是|有)?(?:它|他们|这|他)?(?:一|1)(?:家|个)(?:单位|部门)?(?:牵头|负责|承担|干|管)?(?:的)?(?:吗|吧|么|啊|对吧|是吧|？)[？。]*$"
)


def _is_alone(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has one unit alone: 确定就它一家吗."""
    if query.conditions or query.clauses or len(last.clauses) != 1 or not IS_ALONE.search(query.masked):
        return None
    of_it = query.but(
        asks=Asks.UNITS, topic="", core="", clauses=last.clauses, yes_no=True, sizes=(), wanted=Wanted.ALL, part=Part.ANY, scope=""
    )
    return of_it.but(from_conversation=("沿用任务",))


# "我就问它的重点是哪几样": of the task, and no unit
ITS_CONTENT = re.compile("(?<!其)它的?(?:重点|内容|要求|目标|对象|范围|措施|办法|标准|任务目标)(?:是|有|包括|都)")


def _its_content(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the task just shown says of itself: 它的重点是哪几样."""
    if query.asks is not Asks.CONTENT or query.conditions or query.clauses or len(last.clauses) != 1:
        return None
    if not ITS_CONTENT.search(query.masked):
        return None
    return query.but(clauses=last.clauses, topic=query.text, core=query.text, from_conversation=("沿用任务",))


# "各自牵头单位给一下", "分别由谁牵头", of the tasks just listed
OF_EACH_LISTED = re.compile(
    "^(?:那么?|把|请|麻烦|，)*(?:它们|这些|这几项)?(?:的)?(?:各自?|分别|每[项条个])(?:的)?(?:是|由|归)?(?:谁|哪[家个]|牵头|责任|参加|配合|领头)(?:单位|部门|方|的)?[^，。？]{0,6}[？。]*$"
)


def _units_of_each_listed(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The leads, or the other units, of each of the tasks just listed: 各自牵头单位给一下."""
    named = query.conditions or query.clauses or query.topic
    if named or last.query.asks is not Asks.TASKS or len(last.clauses) < 2 or not OF_EACH_LISTED.search(query.masked):
        return None
    wanted = {Part.LEADS: Wanted.LEAD, Part.JOINS: Wanted.OTHERS}.get(said_part(query.masked), Wanted.ALL)
    of_them = query.but(asks=Asks.UNITS, clauses=last.clauses, wanted=wanted, part=Part.ANY, compare="", sizes=())
    return of_them.but(from_conversation=("沿用任务",))


# "一个牵头的都没有，是不是", "牵头的一项也没有？"
NONE_OF_PART = re.compile(
    "^(?:那么?|就是说?|也就是说?|所以|合着|，)*(?:[一1半](?:个|项|条)(?P<part>牵头|领头|参加|参与|配合)的?(?:任务)?|(?P<named>牵头|领头|参加|参与|配合)的?(?:任务)?[一1半](?:个|项|条))(?:都|也)(?:没|无)"
)


def _none_of_its_part(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the unit whose tasks were just listed has none in a part: 一个牵头的都没有，是不是."""
    none = NONE_OF_PART.search(query.masked)
    of_one = last.query.asks is Asks.TASKS and len(last.query.conditions) == 1
    if not (none and of_one) or query.conditions or query.clauses or query.topic:
        return None
    part = said_part(none["part"] or none["named"])
    condition = replace(last.query.conditions[0], part=part)
    claim = query.but(asks=Asks.TASKS, conditions=(condition,), sizes=(Size("tasks", part, 0, 0),), yes_no=True, wanted=Wanted.ALL)
    return claim.but(part=Part.ANY, from_conversation=("沿用单位",))


# "总共就这两项，对吗", "一共五条是吧", of a list told by other than a unit
SO_MANY_LISTED = re.compile(
    rf"^(?:那么?|所以|，)*(?:总共|一共|合计|拢共|统共|全部)?(?:就|只有|才|是|有)*(?:这)?(?P<n>\d+|[{CHINESE_DIGITS}两]+)(?:项|条|个)(?:任务)?(?:而已)?[，]?(?:对吗|对吧|是吧|是吗|没错吧|对不对|是不是|吧|吗|么)+[？。]*$"
)


def _so_many_listed(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the list just told of is of as many tasks as is said: 总共就这两项，对吗."""
    said = SO_MANY_LISTED.search(query.masked)
    if not said or last.query.asks is not Asks.TASKS or not last.clauses or query.conditions or last.query.conditions:
        return None
    number = ordinal_value(said["n"].replace("两", "二"))
    claim = query.but(asks=Asks.TASKS, clauses=last.clauses, sizes=(Size("tasks", Part.ANY, number, number),), yes_no=True, topic="")
    return claim.but(wanted=Wanted.ALL, part=Part.ANY, from_conversation=("沿用任务",))


RESOLVERS = (
    _names_its_document,
    _number_with_lead,
    _counts_again,
    _is_in_field,
    _is_alone,
    _its_content,
    _units_of_each_listed,
    _none_of_its_part,
    _so_many_listed,
    _numbers_again,
    _of_its_people,
    _so_many_of_it,
    _of_this_matter,
    _part_in_this,
    _by_how_many,
    _tasks_of_nth,
    _next_place,
    _of_its_limit,
    _number_of_its_units,
    _called_document,
    _inside_it,
    _of_units_shown,
    _not_led,
    _of_its_documents,
    _documents_again,
    _word_in_it,
    _place_in_its_list,
    _of_its_number,
    _of_led_task,
    _of_its_units,
)
