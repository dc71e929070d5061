"""What a question asks: the likeliest kind that its parts allow, which units are wanted, whether of several matters."""

from __future__ import annotations

import re

from answer import cues
from answer.masked import Masked
from answer.parts import asks_who_joins
from answer.positions import IN_ORDER
from answer.query import Asks, Query, Wanted
from answer.reader import UNIT_MARK, Reading
from answer.reconsider import WHO_AND_WHO, WITHIN_ONE, reconsider

SURE_NONE = 0.6  # chance from which a message with a topic is still taken for talk
SURE_FRONT = 0.9  # chance from which the front matter is asked about though no words name the field


def units_wanted(masked: Masked, reading: Reading, placed: bool) -> Wanted:
    """Return which units are asked for, as the plain words have it where they are beyond doubt.

    Args:
        placed: of clauses or a topic, not of the whole notice.
    """
    text = masked.text[masked.taken_back :]
    if IN_ORDER.search(text) or (WITH_LEAD.search(text) and OF_UNITS.search(text)):
        return Wanted.ALL
    if asks_who_joins(text) or BELOW_IT.search(text):
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
    if read is Wanted.ALL and CONTACT_OF_EACH.search(text):
        return Wanted.LEAD
    if read is Wanted.ALL and placed and led and not more:
        return Wanted.LEAD  # 林下经济、护林员分属两项，请把牵头单位写给我
    if read is Wanted.OTHERS and placed and not (others or SAYS_OTHERS.search(text)):
        return Wanted.ALL  # 农村青年“领头雁”是哪些单位在弄
    if read is Wanted.OTHERS and cues.has("lead", text) and not (others or cues.has("the_remaining", text)):
        return Wanted.ALL if masked.units else Wanted.LEAD  # {国土局}牵头的用地政策，有几家单位
    return read


WITH_LEAD = re.compile(
    "(?:(?<!不)含|(?<!不)包括|连|算上|加上)同?牵头(?:的|单位|方|那家)?(?:在内|一起|一共|总共|一块|共|，|）|$|都)"
)  # 共同负责的单位（含牵头）
CONTACT_OF_EACH = re.compile("(?:各自?|分别)(?:该|要|应该?|去)?(?:找|问|联系|对接|推给|报给|交给)(?:谁|哪)")  # 各找哪个市直单位对接
OF_UNITS = re.compile("单位|部门|机构|[几多]少?家")
SAYS_OTHERS = re.compile(
    f"[还另别剩余除陪跟帮辅搭末后下次配协参助伴带其外随撇抛加也再]|拉上|以及|同伙|{UNIT_MARK}|(?i:other|else|besid|along|with|assist|join|help|support)"
)
BELOW_IT = re.compile(f"{UNIT_MARK}(?:的?)(?:下面|后面|后头|底下|后边)(?:还)?(?:挂|跟|列|带)")  # {商务局}下面挂了一长串，都挂了谁
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


AND_ROLE = re.compile("(?:的|单位|部门|方)?(?:和|跟|与|、|及|以及)")


def speaks_of_division(text: str) -> bool:
    """Tell whether a message that names nothing yet asks about tasks or units: 牵头单位是哪家; 帮我查一下任务; 第二个呢."""
    spoken = ("lead", "others", "joins", "contact", "which_tasks", "unit_duty", "one_of_some", "again", "this_one")
    return any(cues.has(name, text) for name in spoken) or WHOSE_IS_THIS.search(text) is not None


WHOSE_IS_THIS = re.compile(
    "(?:这|那)(?:个|件|事|些)?(?:事)?(?:归不归|是不是归|该不该|归|该)(?:我们|咱们?|我)|(?:另外|其他|剩下)的?那?[一两三几][项条]|(?:这|那)(?:件|个|桩|种|摊)?(?:事情?|活|工作)[^，。？]{0,2}(?:谁|哪)"
)  # 这事谁负责，急


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
    return reconsider(best, query, named, follows)


def asks_which_task(masked: Masked, reading: Reading) -> bool:
    """Tell whether the tasks of the notice are asked for by a property: 有一项任务要求制定两份方案，是哪项."""
    of_task = cues.has("which_tasks", masked.text) or SOME_TASK.search(masked.text) is not None
    return reading.choose("asks") == "tasks" or (not masked.units and of_task)


SOME_TASK = re.compile("(?<![这那同])一[项条个]任务(?=要|得|须|里)")  # 一项任务要交两份方案的，哪家牵头


TOLD_SEVERAL = 0.8  # chance of several matters where the words say so


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
    if "copies" in named:
        return "copies"  # 除了主送还抄送给谁
    if len(named) == 1 and (told or reading.choose("asks") == "front" or IN_ENGLISH.match(masked.question)):
        return named[0]
    return told


IN_ENGLISH = re.compile(r"\s*[A-Z][a-z']*\s[a-z]")  # Who put the notice out?
GIVEN_OUT = re.compile(
    "(?:补助|补贴|津贴|奖金|奖励|工资|钱|款|费|金|物资|证)[^，。？文通方]{0,4}(?:谁|哪[个家])[^，。？]{0,4}发|(?:谁|哪[个家])[^，。？]{0,4}发[^，。？文通方]{0,4}(?:补助|补贴|津贴|奖金|工资|钱|款|费)"
)


OF_YOU = re.compile("^(?:那么?|请问|，)*(?:你|您)(?:们)?(?:是|由|归)")
TASK_NUMBER = re.compile("(?:条|项|任务|条款)号|(?:任务|条款)?(?<!文件)编号|序号")


def _is_of_front(query: Query, reading: Reading) -> bool:
    """Tell whether the front matter is asked about: its field is named, or the reader is sure. 周杰伦哪年出道 is of no date of issue."""
    if query.field == "issuer" and OF_YOU.search(query.masked):
        return False  # 你是哪家公司做的
    if query.field == "issuer" and query.core and GIVEN_OUT.search(query.masked):
        return False  # 补助谁发的
    if query.field == "document_number" and TASK_NUMBER.search(query.masked):
        return False  # 条号发来
    return reading.chance("asks", "front") > SURE_FRONT or query.field in cues.named_fields(query.masked)


def units_compared(masked: Masked, reading: Reading, clauses: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return how the units of clauses are compared, "" where they are not, and the clauses, first the one whose own units are asked for."""
    if len(clauses) == 2 and (first := IN_FORMER_ALONE.search(masked.text)):
        return "diff", clauses if first["first"] == "前" else (clauses[1], clauses[0])
    if own := _only_in(masked.text, clauses) or _in_first_alone(masked.text, clauses):
        return "diff", own
    if len(clauses) == 2 and cues.has("each_own", masked.text):
        return "both", clauses
    differs = "both" if len(clauses) == 2 and cues.has("differs", masked.text) else ""
    return reading.choose("compare").replace("none", "") or differs, clauses


# "只在26露面的单位", "仅出现在第3项里的"
ONLY_IN = re.compile(
    r"(?:只|仅|光|单单?)(?:出现|露面|列|写)?在第?(?P<n>\d+)(?:项|条|号)?(?:任务)?(?:里[面头]?|中|上)?(?:露面|露脸|出现|参加|有|列|的)"
)


# "只出现在前一项、后一项里没有", of the two named
_OF_TWO = "(?:面|边|头)?(?:那|这)?一?[项条个]"
IN_FORMER_ALONE = re.compile(
    rf"(?P<first>[前后]){_OF_TWO}(?:里[面头]?|中|上)?[^，。？、]{{0,6}}[、，]?[^，。？、前后]{{0,4}}(?!(?P=first))[前后]{_OF_TWO}(?:里[面头]?|中|上)?(?:却|又|都)?(?:没|无|不在|不出现)"
)
# "26里有而27里没有的是谁"
IN_FIRST_ALONE = re.compile(
    r"(?P<n>\d+)[项条号]?(?:任务)?(?:里[面头]?|中|上)?有[，、]?(?:而|但|却|可)?(?:是|在)?第?(?P<m>\d+)[项条号]?(?:任务)?(?:里[面头]?|中|上)?(?:却|又)?(?:没有?|无|不在)"
)


def _in_first_alone(text: str, clauses: tuple[str, ...]) -> tuple[str, ...]:
    """Return two clauses, first the one that has the units that the other lacks; () where that is not asked."""
    match = IN_FIRST_ALONE.search(text)
    told = (match["n"], match["m"]) if match else ()
    return told if set(told) == set(clauses) else ()


def _only_in(text: str, clauses: tuple[str, ...]) -> tuple[str, ...]:
    """Return two clauses, first the one whose own units are asked for; () where that is not asked: 26和27，只在26露面的单位."""
    match = ONLY_IN.search(text) if len(clauses) == 2 else None
    return tuple(sorted(clauses, key=lambda i: i != match["n"])) if match and match["n"] in clauses else ()
