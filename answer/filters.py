"""The conditions of a question on the whole notice: words, kinds of organ, years, documents to be drawn up, figures."""

from __future__ import annotations

import re

from answer import cues
from answer.documents import documents_named
from answer.left_out import ASIDE
from answer.masked import Masked
from answer.mentions import find_quoted, find_years
from answer.query import NameWord
from answer.reader import UNIT_MARK, Reading
from ingest.facts import is_standing
from schema import Notice

HOW_MANY_CHARACTERS = re.compile(r"[一二两三四五六七八]个?字?")  # "“第一书记”四个字"
IN_WRITING = "白纸黑字"  # says that something is written, and is no word that is sought
LACKS_AFTER = re.compile("(?:字样?|二字|两个?字)(?:都|也)(?:没(?:有)?|找不到|不见|不带|不含|看不到|见不着)")
LACKS = re.compile(r"(?:不是?以|不(?:含|带|包含|包括)|没(?:有)?(?:带|含)?|不是[^，。？]{0,3})[“\"「『‘']")
# "“汕尾”开头的责任单位", "名字带“支行”字样的单位", "单位名以“局”字结尾的": of units' names beyond doubt / "“医疗救助”写在哪项"
NAMED_BY = re.compile(
    r"(?P<names>(?:单位|部门|机构|名称)[^，。？务]{0,8}[以用拿])?[“\"「『‘'](?P<word>[^”\"」』’']{1,12})[”\"」』’'](?:[一二两三四五六]?个?字)?"
    r"(?:开头|打头|起头|开首|起首|当头|结尾|收尾|字样)"
    r"(?(names)|的?(?:那[几些两]?[家个])?(?:责任|参加|牵头|配合|市直)?(?:的)?(?:单位|部门|机构|[几两三]家|[，]?(?:是|有)?哪[几些两三]?家))"
)
# "“十三五”在60项正文里出现在哪几项": words that stand in the text, whatever the reader makes of it
STANDS_WHERE = re.compile(
    r"[”\"」』’'](?:这?[一两二三四五六]个?字|(?:这个|一|这)?(?:词|说法|字眼|提法))?(?:在[^，。？“]{1,12}?)?(?:都|一共|总共|分别|各)*(?:出现|提到|提及|写|用)(?:在|到|过|了|于)*(?:哪|几|多少)"
)
BEGINNING = re.compile(r"(?:打头|开头|起头|开首|起首)")
ENDING = re.compile(r"(?:结尾|收尾|末尾|煞尾)")


def read_filters(masked: Masked, reading: Reading, notice: Notice) -> dict[str, object]:
    """Return the conditions on the whole notice as fields of a query."""
    words = [masked.words(begin, end).strip('“”"‘’「」 ') for begin, end in reading.tagged("word")]
    quoted = [word for _, _, word in find_quoted(masked.question)]
    stands = len(quoted) == 1 and STANDS_WHERE.search(masked.question) is not None
    if (stands or reading.says("filter_word") or reading.says("filter_nameword")) and not any(word in words for word in quoted):
        words = quoted or words  # what is quoted is meant, whatever else the reader takes for a word
    if len(quoted) > 1 and QUOTED_LIST.search(masked.question) and any(word in words for word in quoted):
        words = quoted  # “危房改造”或“危旧房改造”
    words = [word for word in words if word in quoted] or words
    words = [word for word in words if word and word not in IN_WRITING and not HOW_MANY_CHARACTERS.fullmatch(word)]
    if not quoted and _year(masked, reading, notice):
        words = []  # 写明了要在2018年见成效的: the year
    said_first = SAID_FIRST.search(masked.text)
    in_text = said_first or IN_TEXT.search(masked.text) or CHARACTERS.search(masked.text)
    words = [said_first["word"]] if said_first else words or ([in_text["word"]] if in_text else [])
    stands = stands or bool(in_text and in_text["word"] in words)
    opens = OPENS.search(masked.question) or OPENED_BY.search(masked.question)
    words = _in_question(words, masked.question)
    kinds, unit_word = _kinds(masked, reading, notice)
    named_by = next(
        reversed([*NAMED_BY.finditer(masked.question)]), None
    )  # 多数以“市”开头，也有以“汕尾”开头的，是哪几家: the last is meant
    words = [named_by["word"]] if named_by else words
    nameword = bool(named_by) or (reading.says("filter_nameword") and bool(words))
    limit = _limit(masked.text, reading, notice)
    dated_meeting = DATED_MEETING.search(masked.text) is not None and not cues.has("when", DATED_MEETING.sub("", masked.text))
    return {
        "literal": tuple(words) if (reading.says("filter_word") or stands) and not (nameword or opens) else (),
        "opening": opens["word"] if opens and not named_by else "",
        "unit_word": _name_word(masked.question, words[0]) if nameword else unit_word,
        "kind": "" if nameword else kinds,
        "year": _year(masked, reading, notice),
        "deadline": (reading.says("filter_deadline") or STATES_TIME.search(masked.text) is not None) and not (limit or dated_meeting),
        "limit": limit,
        "by_limit": _by_limit(masked, reading),
        "deliverable": documents_named(masked.question, notice, told=reading.says("filter_deliverable")),
        "measure": "money" if reading.says("filter_money") else "ratio" if reading.says("filter_ratio") else "",
    }


# "任务内容里点到深圳的，都是第几项"
IN_TEXT = re.compile(
    r"(?:任务|条文)?(?:正文|内容|文字|字面|条文|原文)(?:里面?|中|上)(?:头)?(?:点到|提到|提及|写到|说到|写了|出现|带|有)(?:过|了)?[“「]?(?P<word>[^，。？的“”谁哪什么几]{2,8}?)[”」]?(?:这?[一二两三四]?个?[词字](?:眼)?|字样)?的"
)
# "贴息，说到这个的条款给我找齐"
SAID_FIRST = re.compile(
    "^(?P<word>[^，。？的“”\ue000谁哪什么几]{2,6})，(?:说|提|讲|写|点)到(?:了|过)?(?:这个?|它|这个?词|这[两三四]个字)的(?:条款|任务|条目|[项条]|都|有|一共)"
)
# "光伏俩字在六十项里哪几项提到了"
CHARACTERS = re.compile(
    "(?:^|[，。？])(?P<word>[^，。？的“”\ue000谁哪什么几]{2,6}?)(?:这)?(?:俩|[两二三四五六])个?字(?:眼)?[，]?(?:在|都|一共)?[^，。？]{0,10}(?:哪|几|第几)"
)
# "打头两个字就是“健全”的任务", "以“完善”开头的任务有几项"
OPENS = re.compile(r"(?:打头|开头|起头|开首)(?:的)?(?:[一二两三四\d]个?字)?(?:就是|是|为|写着?|用)[“「](?P<word>[^”」]{1,8})[”」]")
OPENED_BY = re.compile(
    r"[“「](?P<word>[^”」]{1,8})[”」](?:这?[一二两三四]?个?字)?(?:来)?(?:打头|开头|起头|开首)的?(?:任务|条目|[项条]|[几那这]|有|一共|总共|都|是)"
)


def _in_question(words: list[str], text: str) -> list[str]:
    """Return of words in several sentences those in the sentences that ask: 光伏在哪几项里写到过？企业老板来问的."""
    sentences = [
        sentence for sentence in re.findall("[^。？！]+[。？！]*", text) if any(cues.has(n, sentence) for n in ("which_tasks", "mentions"))
    ]
    asked = [word for word in dict.fromkeys(words) if any(word in sentence for sentence in sentences)]
    return asked or words


# "妇联要准备三月份的会，想看看自己名下都有啥任务": what the person is at
DATED_MEETING = re.compile(
    "(?:准备|参加|开|赶|为|应付)[^，。？]{0,4}(?:月份?|号|日|周[一二三四五六日]?|季度)的?[^，。？]{0,4}(?:会|检查|调研|督查|汇报|考核)(?=[，。])"
)
# "哪一项定了完成时间": beyond doubt
STATES_TIME = re.compile(
    "哪[一几]?[项条个](?:任务)?(?:是)?(?:写|定|规定|限|给)(?:了|明了?|出|死)?(?:完成|办结|具体)?的?(?:时间|时限|期限|年限|日期)"
)
# "完成期限卡得最早的", "最先要交账的" / "最晚完成的": of the tasks; "最迟什么时候完成" is asked of one
SOONEST = re.compile(
    "(?:期限|时限|时间|截止|节点|完成|到期|交账)[^，。？什几]{0,6}?最(?:早|先|靠前|紧|急|近)|最(?:早|先)(?:要|得|该|需要?)?(?:完成|到期|交账?|截止|办完|收尾|见效)(?:的|$|[？，])"
)
LATEST = re.compile(
    "(?:期限|时限|时间|截止|节点|完成|到期|交账)[^，。？什几]{0,6}?最(?:晚|迟|靠后|宽|松|远)|最(?:晚|迟)(?:要|得|该|才|需要?)?(?:完成|到期|交账?|截止|办完|收尾|见效)(?:的|$|[？，])"
)


QUOTED_LIST = re.compile("[”」』](?:、|，|或者?|和|及|以及|与|跟|还是)*[“「『]")


def _by_limit(masked: Masked, reading: Reading) -> str:
    """Return whether the tasks are asked for that end first, or last; "" where neither is."""
    if reading.choose("asks") != "tasks" and not cues.has("which_tasks", masked.text):
        return ""
    return "first" if SOONEST.search(masked.text) else "last" if LATEST.search(masked.text) else ""


def _year(masked: Masked, reading: Reading, notice: Notice) -> int | None:
    """Return the year that tasks must state; one that the notice does not know is a condition too: 2019年的方案里危房谁牵头."""
    years = [year for _, _, year in find_years(masked.question)]
    if not years:
        return None
    known = any(str(years[0]) in clause.text for clause in notice.tasks)
    if not known:
        return None if str(years[0]) in notice.date or (reading.says("yesno") and not reading.says("filter_year")) else years[0]
    return years[0] if reading.says("filter_year") else None


# 工会、妇联|这类|群团组织: units named as examples of the kind that is asked for
EXAMPLES = re.compile(rf"{UNIT_MARK}(?:等等?|这一?类|这些|之类|一类|这样|这种)的?(?P<kind>[\u4e00-\u9fff]{{2,6}})")


# "名字以“联”字收尾的，像{妇联}那种": an example of what is asked for, and no condition
ALIKE = re.compile(f"(?:像|好比|比如|例如|譬如|诸如|类似){UNIT_MARK}(?:(?:、|和|跟){UNIT_MARK})*(?:等)?(?:那|这)?(?:种|样|类|之类|一类)")


def kinds_by_example(text: str) -> tuple[str, ...]:
    """Return the kinds of organ that the units named are examples of; none where they are meant themselves."""
    match = EXAMPLES.search(text)
    return (kinds_said(match["kind"]) or ()) if match else ()


def _kinds(masked: Masked, reading: Reading, notice: Notice) -> tuple[str, NameWord | None]:
    """Return the kinds of organ meant, or a word of units' names where the kind is none that is known."""
    if examples := kinds_by_example(masked.text):
        return " ".join(examples), None
    marked = reading.tagged("kind") if reading.says("filter_kind") else []
    aside = [match.span() for match in SET_ASIDE.finditer(masked.text)]
    for begin, end in marked or [span for span in reading.tagged("unit") if kinds_said(masked.words(*span))]:
        if any(first <= begin < last for first, last in aside):
            continue
        said = masked.words(begin, end)
        known = kinds_said(said) or kinds_said(masked.text[max(0, begin - 3) : end])  # 群团|组织
        if known == ("bank",):
            return "", NameWord("银行")  # 人民银行 is a regulator, and yet a bank
        if known:
            return " ".join(known), None
        word = re.sub(r"(?:部门|单位|机构|系统|类|们|口)+$", "", said)
        if any(word in unit for unit in notice.units):
            return "", NameWord(word)
    return "", None


# "全年、每月、持续推进的别算", "企业和中心不用列": what the answer is to leave out
SET_ASIDE = re.compile(
    r"(?:^|(?<=[，。；？]))[^，。；？\ue000]{1,24}?(?:的|那种|这种|这些|之类)?(?:都|就|也|先|一律|统统)*"
    r"(?:别|不|不用|无需|不必)(?:算|列|写|报|计|要|包括|含)(?:在内|进去|进来|了|上)?(?=[，。；？！]|$)"
)


def _limit(text: str, reading: Reading, notice: Notice) -> str:
    """Return the kind of time limit that tasks are asked to have: none, or one that never ends where some task has such a one."""
    if reading.choose("asks") != "tasks" and not reading.says("filter_deadline"):
        return ""
    standing = any(is_standing(limit.words) for task in notice.tasks for limit in task.deadlines)
    if standing and cues.has("standing_limit", SET_ASIDE.sub("", text)):
        return "standing"
    return "none" if cues.has("no_limit", text) else ""


def _name_word(text: str, word: str) -> NameWord:
    """名字不是以“市”字打头的 -> begins with 市, not so."""
    word = re.sub("^(?:某某?|[×xX]{1,3}|什么)(?=.)", "", word)  # 叫“某某分公司”的
    begins, ends, lacks = (pattern.search(text) is not None for pattern in (BEGINNING, ENDING, LACKS))
    lacks = lacks or LACKS_AFTER.search(text) is not None
    return NameWord(word, begins=begins, ends=ends and not begins, lacks=lacks)


def kinds_said(words: str) -> tuple[str, ...] | None:
    """Return the kinds of organ that words name: 三家通信公司 -> telecom."""
    return next((kinds for word, kinds in cues.kind_words().items() if word in words), None)


# "除开{电视台}和三家运营商，", "撇开党委部门"
KIND_ASIDE = re.compile(f"{ASIDE}(?P<aside>[^，。？]{{2,20}}?)(?=以外|之外|不算|除外|[，。？]|$)")


def kinds_aside(text: str) -> tuple[str, ...]:
    """Return the kinds of organ that a question sets aside: 除开电视台和三家运营商 -> telecom; () where it names none so."""
    aside = KIND_ASIDE.search(text)
    return (aside and kinds_said(aside["aside"])) or ()


def without_aside(core: str, text: str) -> str:
    """Return the stretches of a matter that are not of what is set aside: 运营商，农村信息化 -> 农村信息化."""
    aside = KIND_ASIDE.search(text)
    return "，".join(words for words in core.split("，") if not (aside and words in aside["aside"]))
