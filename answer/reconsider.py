"""What plain words make of the kind of question that the reader finds likeliest: rules in order, each with a question that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from answer import cues
from answer.documents import NAMES_OF_THEM, documents_of_matter
from answer.numbers import says_how_many
from answer.parts import asks_who_joins
from answer.query import Asks, Part, Query, Size
from answer.reader import UNIT_MARK

ANY = "none units tasks content verify front"


@dataclass(frozen=True, slots=True)
class Message:
    """A query as read so far, and what the rules ask of it more than once."""

    query: Query
    named: bool  # units or clauses are
    follows: bool  # there is a conversation

    @property
    def about_topic(self) -> bool:
        """A matter is told, and no unit."""
        return bool(self.query.topic) and not self.query.conditions

    @property
    def doubted(self) -> bool:
        """Of units: is it so."""
        return self.query.yes_no and bool(self.query.conditions) and not (self.query.rank or self.query.sizes or self.beside_lead)

    @property
    def beside_lead(self) -> bool:
        return self.says("beside_the_lead") and self.says("who")

    def says(self, *names: str) -> bool:
        """Tell whether any of some cues stands in the message."""
        return any(cues.has(name, self.query.masked) for name in names)

    def matches(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.query.masked) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """Makes one kind of question of another."""

    of: str  # kinds of which it speaks
    to: str
    where: Callable[[Message], object]
    shown_by: str


def reconsider(asks: str, query: Query, named: bool, follows: bool) -> Asks:
    """Return the kind of question that plain words make of the likeliest one.

    Args:
        named: units or clauses are.
        follows: there is a conversation, from which the rest may come.
    """
    message = Message(query, named, follows)
    for rule in RULES:
        if asks in rule.of.split() and rule.where(message):
            asks = rule.to
    return Asks.NOTHING if asks == "none" else Asks(asks)


WHOSE = re.compile(
    "(?:由|归|是|靠)谁(?:和|跟|与)谁|(?:是|归|属)(?:谁|哪家)(?:家)?的事(?:情)?(?=[，。？]|$)|哪[几两三四五一]家的(?:活儿?|事情?|任务|职责|差事|分内事)|(?:谁|哪家)(?:家)?的(?:活儿?|分内事|职责)"
)
# "“五老”都包括哪些人员", "三留守是指什么": what a term means
DEFINES = re.compile(
    "(?:包括|包含|指的?是?|是指|算是)(?:了)?(?:哪(?:些|几)(?:类|种)?人|什么|啥|谁(?![^，。？]{0,3}(?:牵头|负责|管)))|什么意思|啥意思"
    "|(?:点|列|写|包含|包括|分|指)(?:了|的是|出)?哪[几些两三四五六七八九十](?:个|类|种|方面)(?!任务|单位|部门|局)"
)


WHO = "(?:谁|哪[个家些几]{1,2}(?:单位|部门)?)[^，。？]{0,3}"
WHO_AND_WHO = re.compile(
    f"(?:牵头|领头|主办|主责|[\u4e00-\u9fff]{{2}}的)[^，。？]{{0,6}}{WHO}[，、；](?:其他|其余|别的|剩下|协作|协办|配合|参加|参与|帮手|帮忙|搭手|打下手)(?:的|单位|部门|方)*(?:几家|几个)?(?:又|还|都)?(?:是|有)*{WHO}|{WHO}(?:牵头|带头|挑头|领头|打头)[^，。？]{{0,2}}[，、]?(?:又|再|还|那)?{WHO}(?:帮忙|帮衬|配合|参加|打下手|搭手|协办|跟着)"
)  # 谁带头谁帮忙
# "{编办}的同志要做什么，给个清单": its tasks and no matter
OWN_DUTY = re.compile(
    f"^[^，。？{UNIT_MARK}]{{0,6}}{UNIT_MARK}(?:的?同志|这边|那边|那里|这里|单位)?(?:都|主要|具体|一共|总共|到底|究竟)*(?:要|该|得|需要|负责|应该)+(?:做|干|办|抓|承担)?"
    "(?:些|点|的是)?(?:什么|啥|哪些)(?!用|时候|样|程度)(?:[，。？！]|呢|呀|啊|$)"
)


# "还有几户断缴了，也想劝他们续上。问谁好？", "…能不能提一提？哪些单位跟这事有关"
WHOM_AT_LAST = re.compile(
    "(?:找|问|去找|该找|请教)(?:谁|哪[个家](?:单位|部门|局)?)(?:好|问|办|管|合适|啊|呢|呀|去)*[？。]*$"
    "|哪(?:些|几个?|几家)(?:单位|部门)?(?:跟|和|与|同)(?:这|此)(?:件|个|桩)?事?(?:有关|相关|沾边)[^，。？]{0,3}[？。]*$"
)
OFFICE_HELD = re.compile(
    "(?:组长|主任|一把手|总指挥|召集人|队长|书记)[^，。？]{0,6}(?:谁|什么人|哪(?:一)?[级位])[^，。？]{0,4}(?:当|担任|兼任|兼|出任|任)(?!务)"
)
# Said to be written, with a question mark: whether it is
IS_WRITTEN = re.compile("(?:写|说|讲|提|列|规定|要求)(?:了|着|过|到)[^，。？谁哪什么几多少怎么如何啥咋何]{2,}[？]$")
# "信息化那条里头要搭的平台都有哪些": things that one task lists
WITHIN_ONE = re.compile(
    "[^，。？]{2,12}[那这](?:一)?[条项](?:里[头面]?|中|当中)[^。？谁牵配单]{2,16}(?:哪些|哪几[样种个]|什么|啥|，[^，。？谁]{0,4}(?:名字|名称))(?!单位|部门|[项条])"
)


# "…的那一项，抛开这三家公司，其余单位全报给我"
OTHERS_OF_THAT = re.compile(
    "的(?:那|这)一?[项条个](?:任务)?[，里][^。？]*(?:其余|其他|其它|剩下|另外|别的)的?(?:责任|参加|配合)?(?:单位|部门|几家|各家)(?!牵头的任务)"
)


# "{教育局}牵头，那协办的呢"
AND_THOSE_BESIDE = re.compile(
    f"{UNIT_MARK}(?:是|来)?(?:牵头|领头|打头)(?:的)?[，、。](?:那么?)?(?:协办|配合|参加|参与|协助|帮忙|打下手)的?(?:单位|部门)?(?:呢|有谁|都?有哪些|是谁|又)"
)
PAID_INTO = re.compile("(?:打|拨|发|存|汇|划)(?:到|进|给|去)(?:到)?哪(?:里|儿|个(?:账户|卡|户头))?(?!个?(?:单位|部门|局))")
OF_LIST = re.compile("(?:村|户|人员|企业|学校|项目|对象|乡镇)的?名单")
UNITS_IN_FULL = re.compile("(?:单位|部门)[^。？]{0,12}(?:别漏|别落|(?:全部?|统统|都)(?:给我)?(?:列|报|写|念))")
THE_OTHER_UNITS = re.compile(
    "(?:另外?|其他|其它|其余|剩下)的?[两三四五六七八几]?(?:家|个单位|个部门)[^，。？]{0,3}(?:叫|是|有)(?:什么|啥|谁|哪)"
)
OF_NOTICE = re.compile("(?i:^(?=.*(?:issu|put .* out|released|published))(?=.*(?:notice|document|circular|this)))")


def _asks_partners(message: Message) -> bool:
    """Tell whether the units beside the one named are asked for: 每次都跟同一家搭伙，是哪家."""
    lone = len(message.query.conditions) == 1 and not message.query.topic and not message.query.rank
    return lone and all(message.says(name) for name in ("in_each", "keeps_company", "who"))


def _is_of_whole(message: Message) -> bool:
    """Tell whether tasks are told by their time or place, and nobody is asked for."""
    query = message.query
    return bool(query.due or query.limit or query.areas) and not query.topic and not message.says("who", "lead", "contact")


def _names_documents(message: Message) -> bool:
    return message.matches(NAMES_OF_THEM) or bool(documents_of_matter(message.query.masked))


def _is_claim_of_matter(message: Message) -> bool:
    """Tell whether a matter is put for yes or no, with nothing said of tasks."""
    query = message.query
    of_tasks = query.filtered or query.count or message.says("which_tasks", "is_there_any", "mentions", "lead", "joins")
    return query.yes_no and message.about_topic and not of_tasks


RULES = (
    Rule("content", "units", lambda m: m.query.topic and m.matches(WHOSE), "资产折股量化到户，是哪三家的活儿"),
    Rule("content", "units", lambda m: m.about_topic and m.matches(WHOM_AT_LAST), "还有几户断缴了，也想劝他们续上，问谁好"),
    Rule("verify", "units", lambda m: m.beside_lead, "扶贫办牵头，还有哪家要参加"),
    Rule("units", "content", lambda m: m.query.topic and m.matches(DEFINES), "“五老”都包括哪些人员"),
    Rule(
        "units tasks",
        "content",
        lambda m: m.query.topic and not m.query.clauses and m.says("next_step"),
        "各家材料汇总完了，扶贫办再往哪儿报",
    ),
    Rule(
        "units",
        "tasks",
        lambda m: m.query.without and len(m.query.conditions) == 1 and not m.says("who"),
        "林业局除了第4项之外还参加哪些",
    ),
    Rule("front", "content", lambda m: m.query.section, "第二部分的标题叫什么"),
    Rule("tasks", "content", lambda m: len(m.query.clauses) == 1 and not (m.query.conditions or m.follows), "第17项任务"),
    Rule(
        "tasks",
        "units",
        lambda m: not (m.query.conditions or m.query.topic) and any(size.of == "tasks" for size in m.query.sizes),
        "牵三项头的是哪些单位，各自哪三项",
    ),
    Rule(
        "units",
        "tasks",
        lambda m: len(m.query.clauses) > 1 and m.query.sizes and not m.query.topic and m.says("picks_out", "which_tasks"),
        "31到45之间，只有两家单位搭伙的，挑出来",
    ),
    Rule(
        "tasks",
        "units",
        lambda m: len(m.query.conditions) > 1 and not m.query.topic and m.matches(OTHERS_OF_THAT),
        "把电信、移动、联通都拉进来的那一项，抛开这三家公司，其余单位报给我",
    ),
    Rule(ANY, "tasks", lambda m: not m.query.topic and Size("units", Part.LEADS, 0, 0) in m.query.sizes, "哪几条没定牵头部门"),
    Rule(
        "units content none",
        "front",
        lambda m: m.query.field in ("issuer", "date", "document_number") and not (m.named or m.follows) and m.matches(OF_NOTICE),
        "Who put the notice out?",
    ),
    Rule("units content none", "tasks", _is_of_whole, "二季度要收尾的"),
    Rule(
        "tasks",
        "verify",
        lambda m: m.query.why and m.query.conditions and not (m.query.topic or m.query.clauses),
        "市纪委为什么只在参加单位位置上",
    ),
    Rule(ANY, "content", lambda m: m.query.fact == "scope" and (m.query.clauses or m.query.topic), "给的是哪个自贸区"),
    Rule(
        "tasks content",
        "units",
        lambda m: m.named and (asks_who_joins(m.query.masked) or _asks_partners(m)),
        "财政局每次都跟同一家搭伙，是哪家",
    ),
    Rule(ANY, "units", lambda m: m.query.rank and m.query.rank.of == "stretches", "有一段连着五项都是同一家牵头，从第几项到第几项"),
    Rule(
        "tasks",
        "units",
        lambda m: m.query.topic and m.query.conditions and m.matches(AND_THOSE_BESIDE),
        "教师补助这项教育局牵头，那协办的呢",
    ),
    Rule(ANY, "tasks", lambda m: m.query.officers and not (m.query.topic or m.query.clauses), "周敏手上有哪几项"),
    Rule("tasks", "content", lambda m: m.about_topic and _names_documents(m), "健康扶贫要出的方案叫什么"),
    Rule("tasks units", "content", lambda m: m.about_topic and m.matches(WITHIN_ONE), "信息化那条里头要搭的平台都有哪些"),
    Rule("units", "content", lambda m: m.about_topic and m.matches(PAID_INTO), "修危房的补助打到哪里去"),
    Rule("units", "content", lambda m: m.about_topic and m.matches(IS_WRITTEN), "也写了要帮扶单位搭把手？"),
    Rule("content", "units", lambda m: m.query.topic and m.matches(WHO_AND_WHO), "定规矩的是谁，帮手是谁"),
    Rule(
        "tasks",
        "units",
        lambda m: m.query.left_out and m.query.topic and m.says("who") and not m.says("which_tasks"),
        "除了三家运营商，其余的责任单位是哪些",
    ),
    Rule("tasks", "content", _is_claim_of_matter, "任务落实情况报到财政局汇总，对吧"),
    Rule("units", "content", lambda m: m.about_topic and m.matches(OFFICE_HELD), "领导小组组长该由谁当"),
    Rule("units", "content", lambda m: m.about_topic and m.matches(OF_LIST), "列出搞旅游扶贫试点的贫困村名单"),
    Rule(
        "tasks content",
        "units",
        lambda m: m.about_topic and m.matches(UNITS_IN_FULL) and not m.says("which_tasks"),
        "老区项目申报的那项单位特别多，一个别漏，全部列出来",
    ),
    Rule("content tasks none", "units", lambda m: m.named and m.matches(THE_OTHER_UNITS), "就是团委牵头的那个嘛，另外两家叫什么"),
    Rule(
        "content",
        "tasks",
        lambda m: len(m.query.conditions) == 1 and not m.query.clauses and m.matches(OWN_DUTY),
        "编办的同志要做什么，给个清单",
    ),
    Rule("verify", "tasks", lambda m: len(m.query.clauses) > 1 and not m.query.yes_no, "三十到四十项里，农业局有份的"),
    Rule(
        "verify",
        "tasks",
        lambda m: not (m.query.clauses or m.query.topic) and says_how_many(m.query.masked),
        "扶贫办牵头11项，没错吧",
    ),
    Rule(
        "content",
        "verify",
        lambda m: m.query.why and m.query.topic and any(condition.part is Part.LEADS for condition in m.query.conditions),
        "让人民银行去牵头金融服务站那项，是出于什么考虑",
    ),
    Rule("units", "verify", lambda m: m.doubted and (m.query.clauses or m.query.topic), "危房改造是市住建局牵头吗"),
    Rule("tasks", "verify", lambda m: m.doubted and len(m.query.clauses) == 1 and not m.query.without, "市教育局参与任务一2吗"),
)
