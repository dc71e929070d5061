"""The documents that a question says are to be drawn up: their names, and how many of them a task asks for."""

from __future__ import annotations

import re

from answer import cues
from answer.numbers import BOUNDS, said_bound
from answer.query import Part, Size
from answer.select import holds, is_called
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Notice

# Itself, no document to be drawn up: 这份方案, 对着方案列列
THE_NOTICE = re.compile(
    "(?<=[与加进])了?(?:方案|计划)(?=里|中|的|哪)|(?:[这本该份整个此全]|分工|通知的?|(?:对|按|照|对照|按照|根据|翻)着?)(?:方案|规划|计划)(?!书)"
)
# "工会写工作计划，涉及哪几项": what the person writes, and no condition
BEING_WRITTEN = re.compile(
    "(?:在|要|正)?写(?:个|一份|今年的?|年度)?[^，。？写]{0,6}(?:方案|规划|计划|总结|报告)(?:用|时)?[，。](?=[^。]*(?:涉及|哪|几))"
)
A_REMEDY = re.compile(
    "(?:有没有|有|没有?|想)(?:什么|啥|哪些|点|个|别的|好)*[^，。？出定制订编印]{0,4}办法(?=[啊呀呢吗]?(?:[，。？]|$))"
)  # 有没有什么安置办法
KINDS = "实施方案|工作方案|行动方案|方案|规划|计划|办法|细则|预案|清单|目录|指引|指南|标准|手册|导则|规程|台账"
# "要制定农业产业实施方案", "要编规划的" / "要出什么文件"
DELIVERABLE = re.compile(rf"[“《]?(?P<name>[^，。？“”《》、的出定订制编写拟交要个份项哪些或和及与者么\ue000]{{0,12}}?(?:{KINDS}))[”》]?")
# "方案、计划", "清单或者目录" / "方案的计划": kinds in one breath
JOINED = re.compile(r"[”》]?(?:、|，|和|或者?|还是|及|以及|与|跟|/)")
# "要编制|清单", "拿出|实施方案", "出台的|办法" / "方案由谁牵头"
DRAWN_UP = re.compile(
    r"(?:制定|制订|编制|出台|印发|形成|拟[定订]|起草|修订|编写|要?[拿交写编出定拟搞弄])[出份个一些好么啥点]*(?:或者?|和|、)?(?:出台|印发|发布)?的?[“《]?$"
)


WHETHER = re.compile("要不要|需不需要|是不是要|有没有要求|用不用|要[^，。？]{2,14}(?:吗|么)")  # 要不要制定三年攻坚方案


def documents_named(text: str, notice: Notice, told: bool) -> tuple[str, ...] | None:
    """Return the words of the documents that are to be drawn up, () for any, None where none is spoken of or only the notice itself.

    Args:
        told: the reader takes the question for one about documents; what stands right after 编制, 出台 and some task has needs no telling.
    """
    own = THE_NOTICE.search(text)
    text = BEING_WRITTEN.sub("，", text)
    text = A_REMEDY.sub("", THE_NOTICE.sub("", text))
    named = _documents(text)
    if told:
        first = DELIVERABLE.search(text)
        return tuple(named) or ((_bare(first["name"]),) if first else None if own else ())
    called = is_called if WHETHER.search(text) else lambda document, name: holds(name, document)
    known = any(called(document.name, name) for task in notice.tasks for document in task.deliverables for name in named)
    return tuple(named) if known else None


def _documents(text: str) -> list[str]:
    """Return the documents named right after 编制, 出台 and their like, or in one breath with another: 编制目录、清单或者出台办法."""
    return list(dict.fromkeys(_bare(match["name"]) for match in _drawn_up(text)))


def _drawn_up(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in DELIVERABLE.finditer(text):
        listed = found and JOINED.fullmatch(text, found[-1].end("name"), match.start("name"))
        if listed or DRAWN_UP.search(text[: match.end("name") - len(_bare(match["name"]))]) or _begins_list(text, match):
            found.append(match)
    return found


def _begins_list(text: str, match: re.Match[str]) -> bool:
    follows = JOINED.match(text, match.end("name"))
    return bool(follows and DELIVERABLE.match(text, follows.end()))


def without_documents(text: str) -> str:
    """Return what a text says beside the documents that it names: 要编目录的是哪项 -> 要编的是哪项."""
    return DELIVERABLE.sub("", text)


def beside_documents(text: str) -> str:
    """Return the matter of a question for documents: 乡村教师支持计划要拿什么方案出来 -> 乡村教师支持计划出来."""
    asked = [match.span() for match in WHICH_DOCUMENTS.finditer(text)]
    named = [match.span() for match in _drawn_up(text)]
    return cues.cut(cues.blank(text, [*asked, *named]), "draws_up")


def _bare(name: str) -> str:
    """Return a document's name without the words that stand before it: 台清单 of 出台清单 -> 清单."""
    return BEFORE_NAME.sub("", name.lstrip(OPENING)).lstrip(OPENING)


OPENING = "“《「…"
BEFORE_NAME = re.compile(
    r"^.*?(?:里[面头]有?|名[字称](?:里)?(?:带|有|含)|(?<!国)有|各行业|各类|相关|什么|各自|具体|专门|起草|牵头|印发|形成|修[订改]?|拿|搞|弄|台(?!账))(?=.)"
)


# "要求制定|两份|三年攻坚|实施方案", "要编不止一个规划" / "这两个方案", "两项任务"
SO_MANY_DOCUMENTS = re.compile(
    rf"(?<![这那哪第全本])(?P<n>\d|[{CHINESE_DIGITS}]|俩|多少|多|好几|几|(?:不止|不只|超过)一)(?:份|个|套|部|种|本)"
    r"(?P<name>[“《]?[^，。？、项条家（）“《\ue000]{0,18}(?:方案|规划|计划|办法|细则|文件))"
)


ANY_DOCUMENT = re.compile(r"(?:规划|计划|方案|文件|办法|细则)[和或、]?(?:规划|计划|方案|文件|办法|细则)")


# "方案、规划、计划不止一份", "方案有两份的"
DOCUMENTS_SO_MANY = re.compile(
    rf"(?:{KINDS})(?:[、和或](?:{KINDS}))*[”》]?(?:要|有|得|一共|总共|共|的)*(?P<n>(?:不止|不只|超过)一|\d|[两二三四])(?:份|个)(?P<more>以上|及以上)?"
)


def read_documents(text: str) -> tuple[Size, tuple[str, ...]] | None:
    """Return how many documents a task must ask for, and the words of their names: 两份三年攻坚实施方案 -> 2, 三年攻坚实施方案."""
    match = SO_MANY_DOCUMENTS.search(text)
    if cues.has("draws_up", text) and not match and (after := DOCUMENTS_SO_MANY.search(text)):
        number = 2 if "一" in after["n"] else ordinal_value(after["n"])
        return Size("deliverables", Part.ANY, number, None if "一" in after["n"] or after["more"] else number), ()
    if not match or not cues.has("draws_up", text):
        return None
    if cues.has("in_all", text) and match["n"] in ("多少", "几"):
        return Size("deliverables", Part.ANY, 1, None), (match["name"].strip("“”"),)
    number = None if match["n"] in ("多", "多少", "好几", "几") or "一" in match["n"][1:] else ordinal_value(match["n"].replace("俩", "两"))
    if number == 1:
        return None
    name = re.sub(r"^.*?(?:的|各类|不同|具体|专门)|文件$", "", match["name"].strip("“”"))
    listed = JOINED.match(text, match.end()) and DELIVERABLE.match(text, JOINED.match(text, match.end()).end())  # 三份规划、方案
    name = "" if ANY_DOCUMENT.fullmatch(name) or (listed and name in KINDS.split("|")) else name
    bound = said_bound(text, match.start(), match.end("n"))
    return Size("deliverables", Part.ANY, *(BOUNDS[bound or "equal"](number) if number else (2, None))), (name,) if name else ()


# "要制定哪几个方案", "搞几个三年攻坚方案" / "哪个方案由谁牵头"
WHICH_DOCUMENTS = re.compile(
    r"(?:哪|几|多少|什么|啥)[^，。？谁\ue000]{0,10}?(?:方案|规划|计划|文件|办法|细则|预案|清单)(?![^，。？]{0,6}(?:谁|牵头|单位|部门|时候|[项条]))"
)


# "那一项要出两份三年方案，哪两份", "这一项要拿出的规划和方案，名字报全": of one task
NAMES_OF_THEM = re.compile(
    rf"[这那](?:一)?[项条][^。？]*(?:{KINDS}|文件)[^，。？]{{0,4}}[，]?[^，。？谁]{{0,4}}(?:名字|名称|全称|叫什么|叫啥|哪[两三四几]份|(?:都|一共|总共)?(?:有|是)哪些|(?:一共|总共|共)?有?(?:几|多少)[个份])"
)


# "农网那项最后要拿出的规划、方案一共是哪三个", "电这块总共要写出哪三份东西（规划、方案什么的）": of a matter, and not of all tasks
OF_MATTER = re.compile("^(?P<matter>[^，。？、\ue000哪几多每各]{1,12}?[这那](?:一)?(?:块|方面|摊|条|项))(?!的?(?:单位|部门))")
HOW_MANY_OF_THEM = re.compile(
    rf"(?:{KINDS}|文件)[^，。？]{{0,6}}(?:一共|总共)?(?:是|有)?哪[两三四五几](?:个|份|部)|哪[两三四五几](?:个|份|部)[^，。？]{{0,4}}（?(?:{KINDS}|文件|东西)"
)


def documents_of_matter(text: str) -> str:
    """Return the words of the matter whose documents a question asks for, "" where it asks for those of no one matter."""
    matter = OF_MATTER.search(text)
    return matter["matter"] if matter and HOW_MANY_OF_THEM.search(text) and cues.has("draws_up", text) else ""


def asks_for_documents(text: str) -> bool:
    """Tell whether it is asked which documents a task wants drawn up, or how many: 第21项要制定哪几个方案."""
    text = A_REMEDY.sub("", text)
    asked = WHICH_DOCUMENTS.search(text) or NAMES_OF_THEM.search(text) or documents_of_matter(text)
    return bool(asked) and cues.has("draws_up", text)
