"""What a message asks, apart from the story told around it and from why or for whom it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from answer import cues
from answer.query import Query

LONG = 70  # characters from which a message of several sentences may tell a story around its question
SENTENCE = re.compile(r"[^。！？；]*[。！？；]+|[^。！？；]+$")
ASKING = ("asks_plainly", "contact", "verify", "how")  # of a sentence that ends in a question mark
BY_THE_WAY = re.compile("(?:行|可以|好|方便|没关系)(?:吧|吗|不|么)？$")  # 我不留名字行吧？
# "请把那几项找出来", "劳驾把第44项的内容完整告诉我", "想核实一下"
REQUEST = re.compile(
    "(?:请|麻烦|劳驾|拜托|帮忙|能不能|能否)[^。？]{0,24}?(?:告诉|告知|列|找出|给(?!我们)|报|念|讲给|说|标上|查|看|发|把)"
    "|问的是|(?:想|要)(?:问|知道|请教|核实|求证|确认|打听|了解)(?!过)"
)
OF_TASKS = re.compile("(?<![好这那])(?:几|哪[几些])[项条]|哪些(?:任务|单位)|(?:序号|编号|任务号|项号)(?:都|也|全)?(?:发|报|列|给|告|抄)")
# "这种事", "像他这样的", "这三件": what it is has been told
POINTS_BACK = re.compile(
    "(?:这|那)(?:么个|样的?|种|类|些|个(?!人)|件|事|项|方面|一?[块摊项件]|[几两三四五六](?:件|样|种|项|个))|此类|上述|像[他她它]|谁是|^[^，。]{0,8}(?:找|归|问)(?:谁|哪)"
)
# Who asks: "我们局", "我们自己", "局里"; not "告诉我们"
WE_THE_UNIT = re.compile(
    "(?:我们?|咱们?|本|俺们?)(?:局|办(?!公|理|事)|委|单位|部门|公司|会(?!上|议|不))|(?:(?<=[，。])|(?<=知道)|(?<=了解))(?:局|单位|部门)里"
)
WE = re.compile("(?<![诉帮给让知请])(?:我们|咱们?|俺们)(?!县|镇|村|区|乡|市|街道)")


def asked_and_told(text: str) -> tuple[str, str]:
    """Return what a message asks and the story told around it, "" where it is short or no sentence asks by itself.

    "我在民政局值班，刚接到电话，……。请问我们市民政局牵头的一共几项？" -> 请问我们市民政局牵头的一共几项？, 我在民政局值班，……。
    """
    sentences = SENTENCE.findall(text)
    if len(text) < LONG or len(sentences) < 2:
        return text, ""
    asking = [sentence for sentence in sentences if sentence.endswith("？") and _asks(sentence)]
    asking = asking or [sentence for sentence in sentences if REQUEST.search(sentence) or OF_TASKS.search(sentence)]
    if not asking or len(asking) == len(sentences):
        return text, ""
    return "".join(asking), "".join(sentence for sentence in sentences if sentence not in asking)


def without_errands(text: str) -> str:
    """Return a message without the stretches that say why or for whom it is asked; the message itself where nothing else asks.

    "供电所的同志问我，光伏二字在哪几项出现过" -> 光伏二字在哪几项出现过; what is said of 我们局 stays, as it may tell who that is.
    """
    stretches = STRETCH.findall(text)
    telling = [stretch for stretch in stretches if not cues.pattern("says_nothing").fullmatch(stretch.rstrip(MARKS))]
    if telling and len(telling) < len(stretches):  # 那个补贴，你晓得的嘛，归谁发
        return without_errands("".join(telling).rstrip("，、"))
    kept = [stretch for stretch in stretches if not cues.pattern("errand").fullmatch(stretch.rstrip(MARKS))]
    rest = "".join(kept)
    asks = "？" in rest or REQUEST.search(rest) or OF_TASKS.search(rest) or any(cues.has(name, rest) for name in ("asks_plainly", "who"))
    if not asks or len(kept) == len(stretches) or any(p.search(rest) for p in (WE, WE_THE_UNIT, THEY, POINTS_BACK)):
        return text
    return rest if kept[-1] is stretches[-1] else rest.rstrip("，、；：—")


MARKS = "，。？！；：:—、"
STRETCH = re.compile(f"[^{MARKS}]*[{MARKS}]+|[^{MARKS}]+$")


def sentences_that_ask(text: str) -> str:
    """Return the sentences of a text that ask anything, all where none does: what a story tells before is left out."""
    asking = [sentence for sentence in SENTENCE.findall(text) if any(cues.has(name, sentence) for name in (*ASKING, *OF_ANYTHING))]
    return "".join(asking) or text


OF_ANYTHING = ("who", "which_tasks", "count")


def _asks(sentence: str) -> bool:
    return any(cues.has(name, sentence) for name in ASKING) and not BY_THE_WAY.search(sentence)


def hangs_on_story(query: Query, tells: Callable[[str], bool]) -> bool:
    """Tell whether a question names no matter of its own, but the one of the story told around it: 这种事在市里是找哪个单位."""
    if query.clauses or query.missing or query.field or query.section or query.rank:
        return False
    of_matter = query.topic and tells(query.core)
    return POINTS_BACK.search(query.text) is not None or not (of_matter or query.conditions or query.filtered)


# "供销社主任催我三回了，|他们到底在哪几项里": those of the unit named before
THEY = re.compile(
    "(?<!其)(?:他们|它们|她们|它)(?:局|单位|办|部门|这家|家)?(?=到底|究竟|一共|总共|参与|参加|牵头|承担|负责|不牵头|在|有|自己|都|共|是|摊|挂)"
)
BEFORE_THEM = re.compile("(?:[^，。？！]*[，。！])+(?=[^，。？！]*(?:他们|它们|她们|它))")
ASKS_BEFORE = ("asks_plainly", "lead", "joins", "which_tasks", "partakes", "back", "why", "leaves_out")  # what begins so introduces nobody
ASKED = 30  # characters at the end of a message that say what is asked


def introduction(text: str) -> tuple[str, str]:
    """Return how a short message begins, with who asks, and the rest, which speaks of 我们局; "" and the whole where it does not.

    刚调到市金融局，想知道局里都有哪些任务 -> 刚调到市金融局，, 想知道局里都有哪些任务
    """
    if told := _told_of_them(text):
        return told, text[len(told) :]
    begin, mark, rest = text.partition("，")
    asks = REQUEST.search(rest) or any(cues.has(name, rest) for name in ("asks_plainly", "which_tasks", "unit_duty", "count"))
    if not asks or cues.has("asks_plainly", begin) or not WE_THE_UNIT.search(f"，{rest}"):
        return "", text  # 基金会的捐款账号，我们公司想打款过去
    return begin + mark, rest


def _told_of_them(text: str) -> str:
    """Return how a message begins that tells of a unit and then asks of 他们, "" where it does not: 供销社主任催我了，他们在哪几项里."""
    told = BEFORE_THEM.match(text) if THEY.search(text[-ASKED:]) and not WE_THE_UNIT.search(text) else None
    return told.group() if told and not any(cues.has(name, told.group()) for name in ASKS_BEFORE) else ""


def with_unit(asking: str, unit: str) -> str:
    """Return a question with the unit that asks, named in the story, put in its own place: 我们局牵头的 -> 市住建局牵头的."""
    for pattern in (WE_THE_UNIT, WE, THEY):
        if pattern.search(asking):
            return pattern.sub(unit, asking, count=1)
    return asking
