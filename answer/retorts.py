"""What a person retorts to the answer just shown: a doubt of it, whether the own unit has that part, whether a unit has other tasks."""

from __future__ import annotations

import re
from dataclasses import replace

from answer import cues
from answer.conversation import Turn
from answer.figures import has_figures, read_figures
from answer.parts import part_beside
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.reader import UNIT_MARK
from schema import Notice


def retort(query: Query, last: Turn) -> Query | None:
    """Return the question that a retort comes to; None where a message is none."""
    return next(
        (found for resolve in (_asks_own, _of_doubt, _of_own_part, _in_other_tasks, _of_parts) if (found := resolve(query, last))), None
    )


# "不会吧，我一直以为是{人民银行}牵头的", "真的假的，我怎么记得是{财政局}"
DOUBTS = re.compile(
    "(?:不会吧|不对吧|不是吧|真的假的|真的吗|搞错了?吧|弄错了?吧|有没有搞错)|(?:我|咱)(?:一直|还|怎么|原先|原来|本来|印象[里中]|好像)*(?:以为|记得|印象|听说|当(?:成|是|作))|听[^，。？]{0,8}(?:讲|说)(?:是)?(?=\ue000)"
)
THIS_IS_OF = re.compile(f"这不(?:是|就是)?{UNIT_MARK}(?:的(?:活儿?|事|职责)|管的|牵头的)?(?:嘛|吗|么|吧)")  # 编办？这不{组织部}的活嘛


SURE_OF = re.compile(
    f"^[^，。？{UNIT_MARK}]{{0,6}}(?:确定|确认|肯定|真的?是|当真)[^，。？{UNIT_MARK}]{{0,8}}{UNIT_MARK}[^{UNIT_MARK}]*[，。？！][^{UNIT_MARK}]*{UNIT_MARK}"
)  # 你确定牵头的是{组织部}？我一直以为是{扶贫办}
IS_THERE = re.compile(f"{UNIT_MARK}[^，。？]{{0,4}}(?:在(?:里|内|其中|不在)|有份|参加|参与|算)")  # 编办也在里面？真的假的


def _of_doubt(query: Query, last: Turn) -> Query | None:
    """Whether a unit that the person had thought of has the part just told of the task just shown: 我还以为是{人民银行}牵头."""
    told = last.query.asks in (Asks.UNITS, Asks.VERIFY) and len(last.clauses) == 1
    asked = any(cues.has(name, query.masked) for name in ("which_tasks", "who"))
    sure = SURE_OF.search(query.masked)  # the first unit is the one told, the other what the person had thought
    if not told or query.clauses or not query.conditions:
        return None
    doubted = not asked and len(query.conditions) == (2 if sure else 1) and DOUBTS.search(query.masked)
    if not (doubted or THIS_IS_OF.search(query.masked)):
        return None
    condition = query.conditions[0]
    if of_other := THIS_IS_OF.search(query.masked):
        mention = query.mentions[query.masked[: of_other.end()].count(UNIT_MARK) - 1]
        condition = UnitCondition(mention.units, Part.ANY, mention.said)
    of_lead = last.query.wanted is Wanted.LEAD and condition.part is Part.ANY and not IS_THERE.search(query.masked)
    part = Part.LEADS if of_lead else condition.part
    claim = query.but(asks=Asks.VERIFY, conditions=(replace(condition, part=part),), clauses=last.clauses, topic="", core="")
    return claim.but(yes_no=True, rank=None, part=Part.ANY, wanted=Wanted.ALL, from_conversation=("沿用任务",))


# "原来不是工商联。那{工商联}牵头的是哪项", "我搞错了，那{金融局}自己牵的是哪一项"
ASKS_OWN = re.compile(
    f"(?:^|[，。！…]+)(?:那么?)?{UNIT_MARK}(?:自己|它自己)?(?:牵头?|领头|挑头|参加|参与|配合)的?(?:又|都|究竟|到底)?(?:是|有)?(?:哪|第几|几)(?:一|几|些|两)?[项条个](?:任务)?(?:呢|啊)?[？。]*$"
)


def _asks_own(query: Query, last: Turn) -> Query | None:
    """The tasks of a unit in its own part, after it was told not to have that of the task just shown: 那工商联牵头的是哪项."""
    said = ASKS_OWN.search(query.masked)
    if not said or query.clauses or query.topic or last.query.asks not in (Asks.VERIFY, Asks.UNITS):
        return None
    mention = query.mentions[query.masked[: said.end()].count(UNIT_MARK) - 1]
    told = {unit for condition in last.query.conditions for unit in condition.units}
    if not set(mention.units) & told and not cues.has("corrects", query.masked):
        return None  # 以上两项，{发改局}参加的是哪一项
    own = UnitCondition(mention.units, part_beside(query.masked, query.masked.rfind(UNIT_MARK)), mention.said)
    asked = query.but(asks=Asks.TASKS, conditions=(own,), yes_no=False, wanted=Wanted.ALL, part=Part.ANY)
    return asked.but(left_out=(), from_conversation=("换单位",)) if mention.units else None


# "是我们牵头吗", "归不归我们牵头"
OURS = re.compile(
    "(?:是|由|归)(?:不[是由归])?(?:我们|咱们?|俺们|本)(?:局|单位|办|部门|委|自己|来|这边)*(?:牵头|领头|挑头|负责|管|参加|配合)"
)


def _of_own_part(query: Query, last: Turn) -> Query | None:
    """Whether the person's own unit has a part in the task just shown: 是我们牵头吗."""
    if not (query.yes_no and OURS.search(query.masked)) or len(query.conditions) != 1 or query.clauses or query.topic:
        return None
    if len(last.clauses) != 1:
        return None
    return query.but(asks=Asks.VERIFY, clauses=last.clauses, wanted=Wanted.ALL, part=Part.ANY, from_conversation=("沿用任务",))


# "{民政局}、{人社局}都参加？", "{林业局}和{水务局}也有份吧": units, the part, and nothing else
PARTS_SAID = re.compile(
    f"^(?:那么?|哦|，)*{UNIT_MARK}(?:[、和跟与及，]*{UNIT_MARK})*(?:[两三四]家)?(?:也|都|全|均|算)*(?:是)?(?:齐|到齐|参加|参与|配合|有份|在(?:里|内|列|其中)|牵头)"
    "(?:了|的|面|头|单位)*(?:吗|么|吧|没有?|不)?[？。]*$"
)


# "{商务局}啊，好", "{总工会}、{妇联}都参加，明白", "{发改局}牵头啊，怪不得": what was told, said again
HEARD = re.compile(
    f"^(?:哦|噢|嗯|那|原来|就是|果然|还真|是|，)*{UNIT_MARK}(?:[、和跟与及]*{UNIT_MARK})*(?:也|都|全|均)?(?:是|来)?"
    "(?:牵头|领头|挑头|参加|参与|配合|负责|管|在里面|有份)?(?:的|了)?(?:(?:啊|呀|哦|嘛|啦)[。]?$|(?:啊|呀|哦|嘛|啦)?[，。]*"
    "(?:好|行|明白|知道|了解|清楚|晓得|收到|怪不得|难怪|原来如此|谢谢|没错|我?懂)(?:了|的|吧|嘞|您|你)*[，。]*)+$"
)


def _of_parts(query: Query, last: Turn) -> Query | None:
    """Whether units have a part in the task just shown: {民政局}、{人社局}都参加？"""
    heard = HEARD.search(query.masked)
    asked = query.yes_no or query.text.endswith("？") or heard
    said = heard or PARTS_SAID.search(query.masked)
    if not (asked and query.conditions and said) or query.clauses or len(last.clauses) != 1:
        return None
    claim = query.but(asks=Asks.VERIFY, clauses=last.clauses, topic="", core="", yes_no=True, wanted=Wanted.ALL, part=Part.ANY)
    return claim.but(sizes=(), rank=None, from_conversation=("沿用任务",))


# "三个是吧", "上半年是7月20日前？": a figure of the answer, said again
SAYS_AGAIN = re.compile("^(?:那么?|哦|噢|也就是说?|就是|，)*[^，。？谁哪什么怎几多]{2,16}(?:吗|么|吧|对吧|对吗)?[？。]*$")


def figure_again(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Whether a figure that is said stands in the task just shown: 上半年是7月20日前？"""
    bare = not (query.conditions or query.clauses or query.sizes or query.rank or query.topic)
    asked = query.yes_no or query.text.endswith("？")
    if not (bare and asked and len(last.clauses) == 1 and SAYS_AGAIN.search(query.masked) and has_figures(query.text)):
        return None
    claim = query.but(asks=Asks.CONTENT, clauses=last.clauses, field="", scope="", yes_no=True, wanted=Wanted.ALL, part=Part.ANY)
    claim = claim.but(deliverable=None, from_conversation=("沿用任务",))
    if last.query.fact == "documents":
        return claim.but(fact="documents")
    if not any(figure.words in notice.clause(last.clauses[0]).text for figure in read_figures(query.text)):
        return None
    return claim.but(topic=query.text, core=query.text, spoken_of=last.query.core)


def word_corrected(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The last question again of a word of the task just shown: 说错了，我要问的是陆河 after 陆丰是谁挂钩."""
    taken_back = [end for _, end in cues.spans("corrects", query.masked)]
    word = re.sub(r"[\W_]|^的?是|[呢啊吧]$", "", query.masked[max(taken_back) :]) if taken_back else ""
    if query.conditions or query.clauses or not 1 < len(word) <= A_WORD or not any(word in notice.clause(i).text for i in last.clauses):
        return None
    again = last.query.but(text=query.text, masked=query.masked, topic=word, core=word, from_conversation=("沿用问法",))
    return again.but(clauses=last.clauses)


# "答偏了，我问的是{纪委}牵头那条，不是督查那条" after what was asked
OF_ITS_TASK = re.compile(f"(?:问|说|要|指)的?(?:是|就是){UNIT_MARK}(?:自己)?(?:牵头|领头|挑头)的?(?:那|这)(?:一)?[项条个]")


def task_corrected(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The last question again of the one task that a unit leads: 答偏了，我问的是纪委牵头那条."""
    said = OF_ITS_TASK.search(query.masked)
    mention = query.mentions[query.masked[: said.end()].count(UNIT_MARK) - 1] if said else None
    led = [task.id for task in notice.tasks if mention and set(mention.units) & set(task.leads)]
    if len(led) != 1 or query.clauses or last.query.asks is Asks.NOTHING:
        return None
    again = last.query.but(text=query.text, masked=query.masked, clauses=(led[0],), nearby=(), fallback=())
    return again.but(from_conversation=("沿用问法",))


A_WORD = 6  # characters


OTHER_TASKS = re.compile(
    f"(?:别的|其他|其它|其余|另外的?)(?:任务|项|条|地方)[^，。？{UNIT_MARK}]{{0,4}}{UNIT_MARK}|{UNIT_MARK}[^，。？]{{0,6}}(?:别的|其他|其它|其余)(?:任务|项|条)"
)


def _in_other_tasks(query: Query, last: Turn) -> Query | None:
    """Whether a unit has tasks beside the one just shown: 别的任务里还有{环保局}吗."""
    if not query.yes_no or len(query.conditions) != 1 or query.clauses or query.topic or not OTHER_TASKS.search(query.masked):
        return None
    return query.but(asks=Asks.TASKS, without=last.clauses) if len(last.clauses) == 1 else None
