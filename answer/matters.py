"""The matters that a question names: how many it wants, what stands in a list, a word that is sought wherever it stands."""

from __future__ import annotations

import re

from answer import cues
from answer.mentions import find_quoted
from answer.query import Asks, Query
from answer.topic import bare_core, is_word
from answer.yes_no import character_pairs
from schema import Notice

ONE, SEVERAL = 0.1, 0.5  # chance that several clauses are wanted, below which one is taken, from which several are
MIN_PART, MAX_PARTS = 2, 5  # characters of a part; parts searched for
SHORT_WORD, A_PHRASE = 3, 8  # characters from which a word is sought without more, and up to which it is one
MAX_HOLDING = 5  # clauses that hold a word which is sought; one in more of them is no matter of its own

# Of what there are so many within a clause: 哪两条要求
OF_WHAT_IT_SAYS = "(?:要求|规定|措施|目标|标准|原则|渠道|方式|办法|内容|环节|情形|条件|对象|理由|好处|做法)"
# "是哪两项", "这三件事": how many clauses are wanted
NUMBERED = re.compile(
    rf"哪([两二三四五])(?:个|大)?(?:项|条|处|件|块|个任务)(?!{OF_WHAT_IT_SAYS})|"
    r"这([两俩三四五])(?:件|项|样|个|条|块)?|([两三四五])(?:样|件事|处|(?:项|条)(?:任务)?(?=都|分别|各|，|的?牵头|$))|(俩)在"
    r"|([两二三四五])(?:项任务|套|码事|回事)|分属([两二三四五])[项条块]|一[项处条块][^。？]{2,20}(另)一[项处条块]|([两二三四五])(?:项|条|块)(?=合起来|加起来|各自?归|由|谁)"
)


# "哪三份", "两样支持", "哪四项权": so many things within a clause, where one clause stands out
COUNTS_WITHIN = re.compile(
    rf"[哪这那]?[两三四五六七](?:条|点|个|项|种|类){OF_WHAT_IT_SAYS}|"
    r"(?:哪|这|那|有|给|分)[两三四五六七](?:份|样|种|类|处(?=[，。？]|$)|方面|点|个字|项(?=[权制费政]))"
)


def expected_number(question: str) -> int:
    """Return the number of clauses a question says it wants, 0 if it says none: "是哪两项" -> 2."""
    match = NUMBERED.search(question)
    said = next(group for group in match.groups() if group) if match else ""
    return "零一二三四五".index(re.sub("[两俩另]", "二", said)) if said else 0


# "A、B和C" of a question that wants several clauses; "低保的、留守人员的"
PART_CUT = re.compile(
    r"[、；，,：:＋+]|——|还有|以及|或者|连同|和(?=[^，、]{2,})|跟(?=[^，、]{2,})|与(?=[^，、]{2,})|加(?=[^，、]{3,})|到(?=[^，、]{3,})"
)


# "老区那几条里，管信贷的、管“五老”定补的、管动员社会团体的": items of one verb, each of the head before them
ITEM = re.compile(r"(?:(?<=[、，：:])|^)(?P<verb>[管讲说写搞抓]|涉及|关于)(?P<matter>[^、，：:。？]{2,16}?)的?(?=[、，。？]|$)")
OF_HEAD = re.compile(
    r"^(?P<head>[^、，：:。？]{2,10}?)(?:那|这)?(?:几|[两三四五])?(?:条|项|块|件)?(?:任务|工作)?(?:里头?|里面|中|当中|方面|这块|那块)[，：:]"
)


def _listed(text: str) -> list[str]:
    """Return the matters of a list of one verb, each with the head they share; none where there is no such list."""
    items = list(ITEM.finditer(text))
    if len(items) < 2 or len({item["verb"] for item in items}) > 1:
        return []
    head = OF_HEAD.match(text)
    return [f"{head['head'] if head else ''}{item['matter']}" for item in items][:MAX_PARTS]


# Several matters after the question that is asked of each
LIST_ASKED = re.compile(
    r"(?:谁|哪[家个]|哪个?(?:单位|部门))[^，。？：、]{0,6}[：:](?P<list>[^、：:。？]{3,24}(?:、[^、：:。？]{3,24}){1,5})[。？！]?$"
)


# "一是进村那座桥冲歪了，二是吃水，三是网络"
ENUMERATED = re.compile("(?:[一二三四五]是|第[一二三四五][，、：])(.{2,60}?)(?=[，；。：]?(?:[一二三四五]是|第[一二三四五][，、：])|$)")
LONGEST_ITEM = 40  # characters


QUOTED_IN_A_ROW = re.compile("[”」][、，和跟与及；]?[“「]")  # “五万元以内信用贷款”“政策性农业保险扩面”


def topic_parts(query: Query) -> list[str]:
    """Return the things a topic names; nothing where there is but one, or one clause is expected.

    学杂费减免、生活费补助到上大学贷款 -> 学杂费减免, 生活费补助, 上大学贷款.
    """
    if listed := LIST_ASKED.search(query.text):  # 先理一下找谁：甲事、乙事、丙事
        return [part for part in listed["list"].rstrip("。？！").split("、") if len(part) >= MIN_PART][:MAX_PARTS]
    quoted = [words for _, _, words in find_quoted(query.text) if len(words) > SHORT_WORD]
    if query.several >= SEVERAL and len(quoted) > 1 and QUOTED_IN_A_ROW.search(query.text):
        return quoted[:MAX_PARTS]
    if query.several < ONE:
        return []
    if len(items := ENUMERATED.findall(query.core)) > 1:
        return [item[:LONGEST_ITEM].rstrip("，；") for item in items][:MAX_PARTS]
    if listed := _listed(query.text):
        return listed
    parts = [part.strip(" 的，、是") for part in PART_CUT.split(query.core)]
    parts = [part for part in parts if len(part) >= MIN_PART]
    return parts[:MAX_PARTS] if len(parts) > 1 else []


SEVERAL_TASKS = re.compile("[几两三四五](?:个|项|条)(?:任务|条款)")


def told_by_word(notice: Notice, query: Query) -> list[str]:
    """Return the tasks in which a word stands that is sought in all of them: 哪几条说到了旅游; none where it is in most of them."""
    in_several = cues.has("which_tasks", query.masked) or SEVERAL_TASKS.search(query.masked)
    of_tasks = query.asks is Asks.TASKS or (query.asks is Asks.UNITS and in_several)  # 光伏牵涉到哪几条，谁牵头
    if not of_tasks or query.several < SEVERAL or expected_number(query.text) or query.conditions:
        return []
    quoted = [word for _, _, word in find_quoted(query.text) if word in query.core]
    words = quoted if len(quoted) == 1 else [w for w in topic_parts(query) if is_word(bare_core(w))] or [query.core.strip(" :：，")]
    pair = re.escape(words[0]) + "(?:（|或者?|或是)[^，。？]{0,2}" + re.escape(words[-1])
    same = len(words) == 2 and re.search(pair, query.text) is not None  # 太阳能发电（光伏）; 追究责任或者问责
    alike = len(words) == 1 or same or set.intersection(*map(character_pairs, words))  # 志愿者、志愿服务; not 待遇和提拔
    if not alike or not all(word.isalnum() and len(word) <= A_PHRASE for word in words):
        return []
    everywhere = any(cues.has(name, query.text) for name in ("mentions", "in_all"))
    if len(min(words, key=len)) < SHORT_WORD and not everywhere:
        return []
    found = [[task.id for task in notice.tasks if word in task.text] for word in words]
    return [i for ids in found if len(ids) <= MAX_HOLDING for i in ids]
