"""What is asked of the task just shown: its number, its documents, its time limit, its words, its people."""

from __future__ import annotations

import re

from answer import cues
from answer.conversation import Turn
from answer.details import IS_LIMITED
from answer.documents import asks_for_documents, beside_documents
from answer.people import is_named
from answer.query import Asks, Part, Query, Wanted
from answer.topic import bare_core
from ingest.lines import CHINESE_DIGITS
from schema import Notice

# "是第7项吗", "那应该是22项吧"
IS_NUMBER = re.compile(
    r"^(?:那么?|这项|这个|这条|它|就|应该|，)*(?:是不是|是|在不在|在|属于)第?[\d\ue000-\ue0ff]+(?:项|条|号)?(?:任务)?(?:里面?|上)?[^，。？谁哪]{0,3}[？?。]?$"
)


def of_its_number(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the matter of the last question stands in the task of a number: 是第7项吗."""
    matter = last.query.core or last.query.topic
    if not query.yes_no or len(query.clauses) != 1 or len(last.clauses) != 1 or not matter or not IS_NUMBER.search(query.masked):
        return None
    of_it = query.but(asks=Asks.CONTENT, wanted=Wanted.ALL, part=Part.ANY, topic=last.query.topic, core=matter, place_claimed=matter)
    return of_it.but(from_conversation=("沿用任务",))


def of_its_documents(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The documents that the task just shown wants drawn up: 得出台哪些规划; 分别叫啥 after 要搞几个方案."""
    of_matter = query.topic and not (cues.has("this_one", query.masked) and says_nothing_else(query.core))
    named = of_matter or query.clauses or query.conditions
    called = (last.query.fact == "documents" or query.deliverable is not None) and cues.has("called", query.masked)
    whether = query.yes_no and query.deliverable is not None  # 要出方案不
    if named or len(last.clauses) != 1 or not (called or whether or asks_for_documents(query.masked)):
        return None
    query = query.but(sizes=(), deliverable=None, literal=(), count=False, topic="", core="")
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, fact="documents", wanted=Wanted.ALL, from_conversation=("沿用任务",))


def says_nothing_else(core: str) -> bool:
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


# "另外那个是啥", "中间那个叫什么来着"
ONE_OF_THEM = re.compile(
    "(?:另外?|中间|剩下|还有|最后|头|第[一二三四])的?(?:那|这)?(?:一)?(?:个|份|样)?(?:方案|规划|计划)?(?:是|叫)(?:什么|啥|哪)[^，。？]{0,4}[？。]*$"
)


def one_of_its_documents(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The documents just told, of which one is asked for again: 规划我知道了，中间那个叫什么来着."""
    told = last.query.fact == "documents" and len(last.clauses) == 1
    if not told or query.conditions or query.clauses or not ONE_OF_THEM.search(query.masked):
        return None
    return last.query.but(
        text=query.text, masked=query.masked, clauses=last.clauses, yes_no=False, topic="", core="", from_conversation=("沿用任务",)
    )


def documents_again(query: Query, last: Turn, notice: Notice) -> Query | None:
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


def word_in_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a quoted word stands in the task just shown: “扶贫车间”也是写在这一项里的？"""
    in_it = query.yes_no and len(query.literal) == 1 and cues.has("this_one", query.masked)
    if not in_it or query.conditions or query.clauses or len(last.clauses) != 1 or cues.has("which_tasks", query.masked):
        return None
    (word,) = query.literal
    of_it = query.but(asks=Asks.CONTENT, topic=word, core=word, place_claimed=word, literal=(), nearby=last.clauses)
    return of_it.but(from_conversation=("沿用任务",))


# "它那个方案叫什么名字", "那份规划全称是什么": of the task, and not of the notice
ITS_DOCUMENT = re.compile(
    "(?:它|这项|这条|那项|那条)(?:要(?:出|编|制定|拿出?|搞))?的?(?:那|这)?(?:个|份|些)?[^，。？的]{0,6}(?:方案|规划|计划|文件)|^那?(?:个|份)(?:方案|规划|计划)|^(?:那么?)?(?:它的?|那)?(?:方案|规划|计划)的?(?:名称|名字|全称|全名|叫)"
)


def called_document(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the document that the task just shown wants drawn up is called: 它那个方案叫什么名字."""
    if query.asks is not Asks.FRONT or len(last.clauses) != 1 or last.query.asks is Asks.FRONT or not ITS_DOCUMENT.search(query.masked):
        return None
    if not notice.clause(last.clauses[0]).deliverables:
        return None
    of_it = query.but(asks=Asks.CONTENT, field="", clauses=last.clauses, fact="documents", wanted=Wanted.ALL)
    return of_it.but(topic="", core="", from_conversation=("沿用任务",))


def of_its_limit(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether the task just shown has a time limit: 有没有完成期限."""
    rest = IS_LIMITED.sub("", query.masked)
    if rest == query.masked or len(re.sub(r"[\W_]|[那这它项条个的]", "", rest)) > 1 or query.clauses or len(last.clauses) != 1:
        return None
    of_it = query.but(asks=Asks.CONTENT, clauses=last.clauses, topic="", core="", fact="when", yes_no=True, deadline=False)
    return of_it.but(from_conversation=("沿用任务",))


# "这个规矩是哪家牵头定": the matter just spoken of
THIS_MATTER = re.compile(
    "^(?:那么?|好)?[，]?这(?:个|种|项|条|套)?(?:规矩|规定|办法|制度|政策|说法|机制|活动|工程|做法|要求|工作|安排|行动)(?=是|归|由|又|谁|哪|主要|都|也)"
)


def of_this_matter(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Who bears the task just shown, which is called by what it is: 这个规矩是哪家牵头定."""
    if query.asks is not Asks.UNITS or query.clauses or query.conditions or len(last.clauses) != 1 or not THIS_MATTER.search(query.masked):
        return None
    return query.but(clauses=last.clauses, topic="", core="", from_conversation=("沿用任务",))


# "该项中我市财政应承担的数额是多少", "这一项里，用地指标是怎么提的"
INSIDE = re.compile("^(?:那|在)?(?:该|这|此|本|那)(?:一)?(?:项|条|个任务|任务)(?:任务|工作)?(?:里[面头]?|之?中|当中|之?内)的?[，]?")


def inside_it(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the task just shown says of a matter in it: 这一项里，用地指标是怎么提的."""
    inside = INSIDE.search(query.masked)
    if not inside or query.clauses or query.conditions or len(last.clauses) != 1 or query.asks not in (Asks.CONTENT, Asks.TASKS):
        return None
    rest = query.text[inside.end() :]
    if not (query.topic or query.fact or query.count) or cues.has("which_tasks", rest):
        return None
    core = query.core or rest
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, topic=rest, core=core, count=False, sizes=(), from_conversation=("沿用任务",))


def of_its_people(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Another of the people whom the task just shown names, told by surname and office: 石书记呢 after 杨市长挂钩哪里."""
    if query.conditions or query.clauses or len(last.clauses) != 1:
        return None
    if not any(is_named(person, query) for person in notice.clause(last.clauses[0]).people):
        return None
    return query.but(asks=Asks.CONTENT, clauses=last.clauses, field="", from_conversation=("沿用任务",))


# "它要出个方案，全名叫啥"
NAMES_ITS_DOCUMENT = re.compile(
    "^(?:那么?)?(?:它|这[项条个]|那[项条个])?(?:要|得|需要|是)?(?:出|定|制定|编|拿|搞)(?:的|个|一个|一份|份)*(?:三年(?:攻坚)?)?(?:实施)?(?:方案|规划|计划|文件)[，的]?(?:全名|全称|名字|名称|叫)"
)


def names_its_document(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the document that the task just shown wants drawn up is called: 它要出个方案，全名叫啥."""
    if query.conditions or query.clauses or len(last.clauses) != 1 or not NAMES_ITS_DOCUMENT.search(query.masked):
        return None
    of_it = query.but(asks=Asks.CONTENT, clauses=last.clauses, fact="documents", deliverable=None, literal=(), field="")
    return of_it.but(topic="", core="", wanted=Wanted.ALL, part=Part.ANY, from_conversation=("沿用任务",))


# "深汕合作区包括在内吗" after who the addressees are
IS_AMONG = re.compile(
    "^(?:那么?)?(?P<what>[^，。？谁哪]{2,10}?)(?:也|都|是不是)?(?:包括|算|包含|列|写|在)(?:在|不在|没在)?(?:内|里面?|里头|其中)(?:吗|么|不|没有?|吧)?[？。]*$|^(?:那么?)?(?:有没有|包不包括|含不含|有)(?:发给|写)?(?P<named>[^，。？谁哪]{2,10}?)(?:吗|么)?[？。]*$"
)


def is_in_field(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether somebody is among those whom the front matter names, as was just told: 深汕合作区包括在内吗."""
    said = IS_AMONG.search(query.text)
    if last.query.asks is not Asks.FRONT or last.query.field not in ("addressees", "copies", "issuer") or not said or query.clauses:
        return None
    what = said["what"] or said["named"]
    return query.but(
        asks=Asks.FRONT, field=last.query.field, topic="", core=what, yes_no=True, conditions=(), from_conversation=("沿用问法",)
    )


# "我就问它的重点是哪几样": of the task, and no unit
ITS_CONTENT = re.compile("(?<!其)它的?(?:重点|内容|要求|目标|对象|范围|措施|办法|标准|任务目标)(?:是|有|包括|都)")


def its_content(query: Query, last: Turn, notice: Notice) -> Query | None:
    """What the task just shown says of itself: 它的重点是哪几样."""
    if query.asks is not Asks.CONTENT or query.conditions or query.clauses or len(last.clauses) != 1:
        return None
    if not ITS_CONTENT.search(query.masked):
        return None
    return query.but(clauses=last.clauses, topic=query.text, core=query.text, from_conversation=("沿用任务",))
