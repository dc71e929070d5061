"""Where a message asks several things: cut apart into its questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.mentions import find_units
from answer.normalise import Question
from answer.query import Asks, Query
from answer.understand import Understanding
from ingest.lines import ordinal_value

MOST = 5  # questions of one message
UNMARKED = re.compile("(?<=[呢吗呀])(?=还有|另外|再问|然后|那)")  # that can be borrowed 几年呢|还有助学贷款最长几年
STRETCH = re.compile(r"[^，。？！；]*[，。？！；]*")
IN_TURN = re.compile(r"[^，。？！；、]*[，。？！；、]*")
# "另外，", "第二个，", "二问", "再有，" before a question
LEAD_IN = re.compile(
    r"^(?:[一二三四]、(?=[^，。？、]{4})|[，。？！；\s]|\d[、.．)）](?!\d)|另外|此外|还有(?!谁|哪|几|什么|多少|没|[^，。？]{0,4}(?:单位|部门))(?:就是|一个|个|一?[点条])?|再(?:有|者|来|就是|问(?:一下|一个|个|下)?)(?!谁|哪|几)|"
    r"顺便(?:问)?(?:一下|下)?|顺带(?:问)?(?:一下|下)?|以及|其次|其[一二三]|(?:头|第)[一二三四](?:个|件|问)(?:问题|事)?(?=[，、：是])|[一二三四](?:问|是|来)(?!共)|[一二三四]，(?=[^，。？]{4})|[一二三四两]件事[：，]?|然后|还想(?:晓得|知道|问)(?:一下|下)?)+"
)
# Said before another question: it hangs on none
ANNOUNCED = re.compile(r"^[，。？！；\s]*(?:另外|此外|顺[便带]|其[一二三]|\d[、.．)）](?!\d)|第[二三四](?:个|件|问)|再就是)")
# What a question hangs on, so that it is none by itself: 其中, 这几项里, 不排的话
HANGING = re.compile(
    r"^(?:最(?:末|后|晚)一(?:次|回)|其中|里[面头]|这|那(?:么)?(?:这|它|他)|它|他们?|(?:如果|要是|若)?(?:不|没)[^，]{0,4}(?:的话|呢|就))"
)


def cut_apart(question: Question, understanding: Understanding) -> list[Question]:
    """Return the questions of a message, each with what is said before it; the message alone where it is one question.

    "22项谁牵头，还有那个“政银保”又是谁牵头的" -> 22项谁牵头, 那个“政银保”又是谁牵头的
    "危房改造谁牵头，什么时候完成" is one: the second asks of the same matter.
    """
    text = INTRODUCED.sub("", question.text)
    stretches = [stretch for stretch in STRETCH.findall(_listed_apart(UNMARKED.sub("，", text))) if stretch]
    if numbered := _as_many_as_told(question, text):
        return numbered
    if sum(asks_plainly(stretch) for stretch in stretches) < 2:
        return [question]
    wholes: list[Question] = []
    before = None
    for part in _joined_to_questions(stretches):
        asked = replace(question, text=LEAD_IN.sub("", part))
        follows = before is not None and not ANNOUNCED.match(part)
        query = understanding.read(asked, before.masked if follows else "", mend=False)
        alone = stands_alone(query, understanding) and not HANGING.match(asked.text)
        if wholes and not (alone and stands_alone(before, understanding)):
            asked = replace(question, text=wholes.pop().text + part)
            query = understanding.read(asked, mend=False)
        wholes.append(asked)
        before = query
    return wholes if 2 <= len(wholes) <= MOST else [question]


# "家长夜校讲两点就够：", "催稿用：": what it is for, and no matter
INTRODUCED = re.compile(
    r"^[^，。？！；：:\d谁哪什么啥多怎\ue000]{0,16}(?:(?:讲|说|写|问|请教|打听|抄|记|核|查|答|告诉|报|发|要|备)[^，。？！；：:]{0,4}(?P<n>几|[一两二三四五])(?:点|件|条|样|个|桩|处)[^，。？！；：:]{0,4}|用|^(?P<m>[两三四五])(?:个|件|点|样|条)(?:数|数字|问题|事|日期|时间|名字)?)[：:](?=.{4})"
)


def _as_many_as_told(question: Question, text: str) -> list[Question]:
    """Return the sentences of a message that says how many things it asks: 帮我备两条：书记挂的是哪个地方；下半年报进度的截止日.

    None where they are not so many, as 两个数：… may be one sentence.
    """
    told = INTRODUCED.search(question.text)
    number = (told["n"] or told["m"]) if told else None
    parts = [part for part in re.split("[；。？]", text) if part]
    so_many = number and number != "几" and 2 <= len(parts) <= MOST and ordinal_value(number.replace("两", "二")) == len(parts)
    return [replace(question, text=part) for part in parts] if so_many else []


def asked_in_turn(question: Question) -> list[Question]:
    """Return the questions of a message word for word, each of which may hang on the one before; [] where there is one.

    "村村标准化卫生站要哪一年做到？还有那条要出的方案叫什么" -> 村村标准化卫生站要哪一年做到？, 那条要出的方案叫什么
    """
    stretches = [stretch for stretch in IN_TURN.findall(UNMARKED.sub("，", question.text)) if stretch]
    parts = [LEAD_IN.sub("", part) for part in _joined_to_questions(stretches)]
    return [replace(question, text=part) for part in parts] if 2 <= len(parts) <= MOST else []


# "…，|分别该找哪个局呢", "…|这两样各归谁", "…，|牵头单位各是谁": what is asked of each of several matters
OF_EACH = re.compile(
    "(?:(?:这|那)?[两三四五](?:样|个|件|项|块|条|头|摊子|摊|桩|码|边|类)?(?:事|东西|活|工作)?)?(?P<part>的?(?:牵头|责任|配合|参加|参与|负责)的?(?:单位|部门)?)?(?:各自?|分别|分头|依次)"
    "(?P<asked>的?(?:由|归|是|该|要|找|都|应该|属于){0,3}(?:牵头|配合|责任)?(?:单位|部门)?[^，。？]{0,6}(?:谁|哪)[^，。？]{0,10})[？。]*$"
)
# "…，把牵头单位对上号": the lead of each
LEADS_TOLD = re.compile(
    "[，。；](?:请|麻烦|帮我?)?(?:把|将)?(?:各自的|每[项条个件]的|对应的)?(?:牵头|责任)(?:单位|部门)(?:分别|逐一|一一|都|各自|给我|也)*(?:对上号|对号入座|列|写|报|标|注明|说|配)(?:上|出来|一下|明)*[。]*$"
)
# "民企结对帮村、企业捐赠抵税、发动企业支援老区，三条线各自牵头的", "修水泥路，拉光纤，处理垃圾。牵头？"
LEADS_AT_END = re.compile(
    "[，。；](?:(?:这|那)?[两三四五](?:条线|样|项|个|件|块|摊))?(?:的)?(?:各自|分别|各)?(?:的)?牵头(?:的|单位|部门)*(?:呢)?[？。]*$"
)
# "教育、水利、旅游三家的|攻坚方案", "底线民生、固本强基、金融这三份|三年攻坚实施方案，该催谁": said once of all
SAID_OF_ALL = re.compile("(?P<head>.+?)(?:这|那)?[两三四五](?:家|个|项|份|块|方面|样|口|条)的?(?P<tail>[^，。？、]{3,16}?)$")
# "老区这几件：|银行多放点款、“五老”补助": of which all are
OF_THESE = re.compile("(?P<head>[^，。？、：:]{2,8}?)的?(?:这|那)(?:几|[两三四五])(?:件|项|样|个|条|块|桩)(?:事|工作|任务)?[：:]")
DRAWN_UP = re.compile("方案|规划|计划|办法|细则|文件$")  # said of matters, whatever bears the same name
NAMED_OF_ALL = re.compile(
    "(?P<head>[^，。？、和跟与的]{2,6}(?:[、和跟与][^，。？、和跟与的]{2,6})+)的(?P<tail>[^，。？、的]{0,10}(?:方案|规划|计划|办法))"
)
ONE_EACH = re.compile("一(?:条|项|件|样|块|桩|个)(?:[，、；]|$)")  # 收益分红倾斜一条，资产折股一条
IN_NOTICE = re.compile(
    "(?:，[两三四五](?:种|类|个|样|件|项)[^，。？、]{0,8})+$|，[^，。？、]{0,8}(?:分工|方案|通知|文件)(?:里|中|上)$"
)  # …，我市扶贫分工里|各归谁牵头
AT_END_IN_BRACKETS = re.compile("（[^（）包含连算]{2,24}）(?=[？。]*$)")  # 参加单位分别有谁（领头的我知道）
SPOKEN_OF_THEM = re.compile(
    "，[^，。？、]*(?:这|那)[两三四五](?:样|个|项|条|件)(?!的)[^，。？、]*(?:，(?:我|俺|咱)[^，。？、谁哪]*)?$"
)  # 领导老把这两样说混，我要分清楚
IN_A_BREATH = re.compile("[^，。？、：这那都既吧]{2,12}(?:，[^，。？、：这那都既吧]{2,12}){1,3}")  # 自然村修水泥路，拉光纤，处理生活垃圾
FOR_WHAT = re.compile("^[^，。？、：:]{2,16}[：:]|^[^，。？、：:]{0,10}(?:问到|问起|提到)(?:了)?")  # 信访答复要注明出处：, 督察组问到
ASKED_OF_ALL = re.compile("[，]?(?P<asked>(?:该|要|得|去|应该)?(?:催|找|问|联系|对接)(?:谁|哪[家个]))(?:呢|啊|呀)?[？。]*$")
POLITE = re.compile("^(?:请问|麻烦问下|想问下|，)+")
BETWEEN = "，?(?:和|跟|与|还有|以及)"
SO_MANY = re.compile("(?:是|不是)?两(?:码|回)事(?:吧|啊)?$|(?<=.{2})[两三四五](?:样|个|件|项|块|条)[^，。？]{0,6}$")  # 宽带|四样基础设施
ASKS_OR_TELLS = re.compile("[。？！；谁哪几什么啥怎]|多(?:少|久|大|长|高)|，(?!和|跟|与|还有|以及)")  # more than a list of matters
LONGEST_LIST = 120  # characters of matters told in one breath


def matters_apart(question: Question, understanding: Understanding) -> list[Question]:
    """Return what a message asks of each of several matters that it lists, as questions by themselves; [] where it lists none.

    "危房翻修、搬迁要用的地，分别该找哪个局" -> 危房翻修该找哪个局, 搬迁要用的地该找哪个局
    """
    text = AT_END_IN_BRACKETS.sub("", INTRODUCED.sub("", question.text))
    leads, each = LEADS_TOLD.search(text) or LEADS_AT_END.search(text), OF_EACH.search(text)
    of_all = ASKED_OF_ALL.search(text)
    said = leads or each or of_all
    listed = IN_NOTICE.sub("", POLITE.sub("", text[: said.start()]).rstrip("，：:")) if said else ""
    listed = ONE_EACH.sub("、", listed).rstrip("、") if len(ONE_EACH.findall(listed)) > 1 else listed
    listed = SPOKEN_OF_THEM.sub("", listed)
    listed = listed.replace("，", "、") if IN_A_BREATH.fullmatch(listed) else listed
    if len(listed) > LONGEST_LIST:
        return []
    whole = SAID_OF_ALL.fullmatch(listed) or NAMED_OF_ALL.fullmatch(listed)
    if said is of_all and not whole:
        return []
    tail = whole["tail"] if whole else ""
    front = OF_THESE.match(listed)
    listed = listed[front.end() :] if front else FOR_WHAT.sub("", listed)
    head = front["head"] if front else ""
    listed = whole["head"] if whole else listed
    of_units = not DRAWN_UP.search(tail) and find_units(listed, understanding.names)
    if not listed or ASKS_OR_TELLS.search(listed) or of_units:
        return []
    last_joined = max(listed.rfind(mark) for mark in "和跟与")
    listing = 0 <= last_joined < listed.rfind("、")  # 跟商会、基金会支援老区那个: the mark is within one of them
    matters = [head + SO_MANY.sub("", matter) + tail for matter in re.split(BETWEEN if listing else f"、|{BETWEEN}", listed)]
    if not 2 <= len(matters) <= MOST or not all(map(understanding.tells, matters)):
        return []
    asked = "谁牵头" if leads else f"{said['part'] or ''}{said['asked']}" if said is each else said["asked"]
    return [replace(question, text=f"{matter}{asked}") for matter in matters]


def _listed_apart(text: str) -> str:
    """Set ，另外 for 、 between two stretches that each ask: 步道修几公里、讲师团多少人."""
    parts = re.split("(、)", text)
    for i in range(1, len(parts), 2):
        left, right = re.split("[，。？！；]", parts[i - 1])[-1], re.split("[，。？！；]", parts[i + 1])[0]
        if asks_plainly(left) and asks_plainly(right) and NAMES_FIRST.match(right) and not cues.has("why", left):
            parts[i] = "，另外"
    return "".join(parts)


NAMES_FIRST = re.compile(
    "(?!最|让|叫|由谁|归谁|是谁|谁|哪|怎么|怎样|如何|何|几|多少|什么|啥|各|分别|又)"
)  # a matter of its own; not 往哪儿报、由谁汇总


def asks_plainly(stretch: str) -> bool:
    """Tell whether a stretch of a message holds a word that asks."""
    return cues.has("asks_plainly", stretch)


def _joined_to_questions(stretches: Sequence[str]) -> list[str]:
    """Return stretches joined so that each part ends with one that asks; what follows the last goes with it."""
    parts, said = [], ""
    for stretch in stretches:
        said += stretch
        if asks_plainly(stretch):
            parts.append(said)
            said = ""
    if said and parts:
        parts[-1] += said
    return parts


def stands_alone(query: Query, understanding: Understanding) -> bool:
    """Tell whether part of a message names its own matter and asks of it, rather than of what was asked before."""
    anew = ANEW.search(query.masked) and understanding.tells(query.core)
    if query.section and query.asks is not Asks.NOTHING:
        return True
    if query.asks is Asks.NOTHING or not (query.follow in ("new", "swap") or anew):
        return False
    if query.clauses or query.missing or (query.field and cues.named_fields(query.text)):
        return True
    if query.count and HOW_MANY_TASKS.search(query.text):
        return True
    if query.topic:  # who does it is asked of a matter; what there is to it may be asked of the one before: 条件有哪些
        return query.asks is Asks.UNITS or understanding.tells(query.core)
    of_tasks = query.asks is Asks.TASKS and OF_TASKS.search(query.text) is not None
    return bool(query.conditions) and (of_tasks or LIKEWISE.search(query.text) is not None)


ANEW = re.compile("又(?:是|归|该|由|要|有|得)")  # 每个干部联系户数上限又是几户
HOW_MANY_TASKS = re.compile("^(?:全文|通知|方案|整个)?(?:里|中)?(?:的)?(?:重点|分工)?任务(?:列|有|共|总共|一共|了|是)*(?:多少|几)[项条个]")
OF_TASKS = re.compile("[项条]|任务|活|事")  # 市财政自己掏多少 asks for none


LIKEWISE = re.compile("呢[？。！]*$")  # 残联跟卫计局呢
