"""Details that a question asks for and the clause found does not state: phone numbers, sums, definitions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from answer import cues
from answer.figures import HOW_MANY, counts_asked
from answer.places import places_linked
from answer.query import Query
from answer.yes_no import character_pairs
from ingest.facts import is_time
from ingest.lines import CHINESE_DIGITS, ordinal_value
from knowledge import load_knowledge
from schema import Clause, ClauseKind, Deadline, Notice, Sentence

QUOTED_OR_HEAD = re.compile(
    r"[“\"「]([^”\"」]{1,12})[”\"」]|([\u4e00-\u9fffA-Za-z0-9+]{2,8}?)(?:政策|工程|人员|机制|行动|计划)?(?:里的?|中的?)?(?:[^，。？]{0,6})?(?:指|是指|是和|什么意思|啥意思)"
)


@dataclass(frozen=True, slots=True)
class Detail:
    name: str
    asked: re.Pattern[str]
    stated: str  # {measure} in it is the measure word of the question: 多少(起) -> \\d起
    anywhere: bool = False
    alike: tuple[str, ...] = ()  # words of which one will do for another
    limit: bool = False  # a time limit states it
    outside: bool = False  # it is of a body that is no unit of the notice, though asked for as one: 委托哪家

    def stated_for(self, question: str) -> str:
        """Return the pattern of what must be stated, the question's own measure word in it."""
        match = self.asked.search(question)
        measure = match["measure"] if match and "measure" in self.asked.groupindex else None
        return self.stated.replace("{measure}", re.escape(measure)) if measure else self.stated


@cache
def details() -> tuple[Detail, ...]:
    return tuple(Detail(**{**d, "asked": re.compile(d["asked"]), "alike": tuple(d.get("alike", ()))}) for d in load_knowledge("details"))


def unstated_anywhere(question: str, notice: Notice) -> str:
    """Return the name of a detail that is asked for and stated nowhere in the notice, or ""."""
    return next(
        (d.name for d in details() if d.anywhere and (asked := d.asked.search(question)) and not _is_stated(d, asked, notice)),
        "",
    )


def _is_stated(detail: Detail, asked: re.Match[str], notice: Notice) -> bool:
    if detail.stated == "person":
        return any(person.title.endswith(asked["office"]) for clause in notice.clauses for person in clause.people)
    return any(re.search(detail.stated, clause.text) for clause in notice.clauses)


def stated_apart(question: str, notice: Notice) -> tuple[Clause, list[Sentence]] | None:
    """Return the sentences that state a detail of the notice as a whole that is asked for, and their clause; None where none does.

    They stand in the front matter (联系电话：86217753) or in what is required of all tasks.
    """
    asked = [d for d in details() if d.anywhere and d.stated not in KINDS_OF_STATED and d.asked.search(question)]
    for clause in (clause for clause in notice.clauses if asked and clause.kind is not ClauseKind.TASK):
        if said := list(dict.fromkeys(sentence for detail in asked for sentence in _stating(detail, clause))):
            return clause, said
    return None


def _stating(detail: Detail, clause: Clause) -> list[Sentence]:
    return [sentence for sentence in clause.sentences if re.search(detail.stated, sentence.text)]


KINDS_OF_STATED = ("person", "named", "definition")  # looked for otherwise than by a pattern


def unstated(question: str, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]] | None = None) -> str:
    """Return the name of a detail that is asked for and that none of the clauses states near the question, or "".

    "危房改造每户补几万" of task 17, which names no sum -> 金额; "“五老”指哪些人" of task 36, which lists them -> "".

    Args:
        ranked: for a clause, numbers of its sentences with their nearness to the question, best first; None to look at all of them.
    """
    return unstated_detail(question, clauses, ranked) or unnamed(question, clauses)


def unstated_detail(question: str, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]] | None = None) -> str:
    """Return as ``unstated`` does, payments that are named by which they are aside."""
    for detail in details():
        if detail.stated == "named" or not detail.asked.search(question):
            continue
        if detail.stated == "definition":
            if not _defines(question, clauses):
                return detail.name
        elif detail.limit and any(limits_apart(clause) for clause in clauses):
            continue
        elif not any(
            _states(detail.stated_for(question), text, question, clause)
            for clause in clauses
            for text in _near(clause, (ranked or {}).get(clause.id, ()), question)
        ):
            return detail.name
    return ""


def unstated_body(question: str, clauses: Sequence[Clause]) -> str:
    """Return the name of a detail about a body outside the notice that is asked for and that no clause states, or "": 委托哪家."""
    of_bodies = (detail for detail in details() if detail.outside and detail.asked.search(question))
    return next((d.name for d in of_bodies if not any(re.search(d.stated, clause.text) for clause in clauses)), "")


def unexplained(question: str, clauses: Sequence[Clause]) -> str:
    """Return what it is called where the meaning of a term is asked for and no clause gives it, or "": “两相当”是和谁相当."""
    asked = next((d for d in details() if d.stated == "definition" and d.asked.search(question)), None)
    return asked.name if asked and not _defines(question, clauses) else ""


def unnamed(question: str, clauses: Sequence[Clause]) -> str:
    """Return the payment whose amount or payer is asked for and that none of the clauses names, or "".

    队长的意外保险，谁给买 of a clause on 农业保险 -> 意外保险; 在校期间的利息谁出 of task 26, which names it -> "".
    """
    for detail in details():
        asked = detail.asked.search(question) if detail.stated == "named" else None
        if asked and not any(_names(clause, asked, detail) for clause in clauses):
            return (asked["of"] or "") + asked["thing"]
    return ""


# Before the name of a payment: who gives or gets it, and not which one it is: 省里补贴, 每户补助
WHOSE = re.compile(
    r"每[人户月年天亩个]|[一个][人户月年天亩个]|[省市县区镇村]里|上面|国家|政府|公家|财政|具体|到底|究竟|[，。、的是要给发有能领拿]"
)


def _names(clause: Clause, asked: re.Match[str], detail: Detail) -> bool:
    """Tell whether a clause names the payment asked for: 意外保险 of a clause on 农业保险 -> no; 护理补贴 of 重度残疾人护理补贴 -> yes."""
    text = "".join([clause.title, clause.text])
    which, thing = asked["of"] or "", asked["thing"]
    alike = next((words for words in detail.alike if re.fullmatch(words, thing)), thing)
    return bool(re.search(alike, text)) and (not which or bool(WHOSE.search(which)) or which in text)


# "陆河县有多少户贫困户" of a sentence that names 陆河县 and another that says 5户: a figure must stand where its place does
PLACE = re.compile(r"[\u4e00-\u9fff]{2}(?=[县市区镇乡村])")


def _states(stated: str, text: str, question: str, clause: Clause) -> bool:
    """Tell whether a text states a detail, of the place that a question names where the text, or somebody's link, names it."""
    if not re.search(stated, text):
        return False
    named = [place for place in PLACE.findall(question) if place in text] + [place for place in places_linked(clause) if place in question]
    return not named or any(re.search(stated, part) for part in re.split("[。；;]", text) if any(place in part for place in named))


def _near(clause: Clause, ranked: Sequence[tuple[int, float]], question: str) -> list[str]:
    """Return the texts of a clause's sentences nearest to a question, all where they are not ranked.

    Left out is a sentence with few of the question's words that another has: 5万元 of 信用贷款 where 生源地助学贷款 is asked about.
    """
    near = [clause.sentences[number].text for number, _ in ranked[:NEAR_SENTENCES]]
    shared = character_pairs(question) & character_pairs(clause.text)
    numbers = [len(shared & character_pairs(sentence.text)) for sentence in clause.sentences]
    most = max(numbers, default=0)
    if most < TELLING_PAIRS or numbers[0] == most:  # what follows a heading need not name its matter again
        return near or [clause.text]
    return [text for text in near if len(shared & character_pairs(text)) >= SAME_MATTER * most] or near[:1] or [clause.text]


def limits_apart(clause: Clause) -> list[Deadline]:
    """Return the time limits of a clause that no sentence states, beside the units or in a table's cell: 完成时限：4月30日前."""
    saying = [sentence for sentence in clause.sentences if not is_time(sentence.text.rstrip("。"))]
    return [limit for limit in clause.deadlines if not any(s.start <= limit.start < s.end for s in saying)]


# "有没有要求哪天之前做完", "写没写完成年份"
IS_LIMITED = re.compile(
    "(?:有没有|有没|有无|是否|写没写|定没定|限没限)[^，。？]{0,6}(?:时限|期限|时间|日期|年份|哪[天年月日]|几[月号]|什么时候|啥时候|截止)"
    "|(?<!没)有[^，。？有没]{0,4}(?:时限|期限|限期|截止)[^，。？]{0,4}(?:没有?|吗|么|不)(?=[，。？]|$)"
)
# Pairs of a question's characters that a sentence must hold to tell it from the others, and the share of them that others must hold
TELLING_PAIRS, SAME_MATTER = 4, 0.5
NEAR_SENTENCES = 3  # of a clause, looked at for a figure or a time
# What a clause must hold to state a fact of a kind at all: "5万元", "全部由财政补贴" / "加大投入"
STATED = {
    "amount": re.compile(
        rf"(?<!\d)(?!\d{{4}}\s*年)\d|[{CHINESE_DIGITS}]+(?:元|人|户|次|年|成|个|倍|家|名|分之)|全部|全额|免费|财政(?:补贴|贴息|承担)"
    ),
    "when": re.compile(
        r"\d{4}\s*年|每年|每季|每月|\d+\s*月|年[内底末]|季度|半年|期限|任期|\d+\s*(?:年|天|日|周|分钟|个?小时|个?工作日)|[一二三四五]年|年度|定期|及时|长期坚持|持续推进|即知即改|立行立改"
    ),
}


NO_FIGURE = re.compile(rf"三年(?=攻坚|行动)|十[{CHINESE_DIGITS}]五|\dG")  # of a name: 三年攻坚, 十三五, 4G


def states_kind(kind: str, text: str) -> bool:
    """Tell whether a text holds anything of a kind of fact, amount or when; figures that are part of a name do not count."""
    return STATED[kind].search(NO_FIGURE.sub("", text)) is not None


LACKS = re.compile("(?:没有?|无|丧失|不具备|失去)(?P<what>[\u4e00-\u9fff]{4})")


def says_contrary(question: str, text: str) -> bool:
    """Tell whether a text is of those who have what those asked about lack: 没有劳动能力的 against 有劳动能力的帮扶对象."""
    return any(
        f"有{lacks['what']}" in text and not re.search(f"(?:没|无|丧失|不具备|失去)有?{lacks['what']}", text)
        for lacks in LACKS.finditer(question)
    )


COUNTS = ("户", "人", "个人", "次", "趟", "回", "遍", "个")  # what a figure must count where it is asked how many there are


# "几户人散住在山坳里，": so many of whom something is told, before another thing is asked
A_FEW = re.compile(
    "^[^，。？谁哪什么啥怎多]{0,6}几(?:户|个|家|十|百|亩|间|座|条|位|名)(?!单位|部门|项|任务)[^，。？谁哪什么啥怎咋多]*[，。]"
)
ASKS_ANOTHER = re.compile("[谁哪]|什么|啥|怎|咋|吗")


def without_few(text: str) -> str:
    """Return a question without how it begins, where that tells of a few and something else is asked after it."""
    rest = A_FEW.sub("", text)
    return rest if rest != text and ASKS_ANOTHER.search(rest) and not re.search("几|多少", rest) else text


def unstated_fact(query: Query, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """Return what is asked for in so many words, 数字 or 时间, where no sentence near the question holds anything of the kind, or "".

    ``ranked`` gives, for a clause, numbers of its sentences with their nearness to the question, best first.
    """
    counted = query.fact == "amount" and (asked := HOW_MANY.search(query.text)) is not None and asked["unit"] in COUNTS
    if query.fact not in STATED or not (counted or query.again_of or cues.has(query.fact, query.masked)):
        return ""
    for clause in clauses:
        if query.fact == "when" and limits_apart(clause):
            return ""
        for text in _near(clause, ranked.get(clause.id, ()), query.topic or query.text):
            if says_contrary(query.text, text):
                continue
            if counts_asked(query.text, text) if counted else states_kind(query.fact, text):
                return ""
    return {"amount": "数字", "when": "时间"}[query.fact]


SO_MANY_OF_IT = re.compile(rf"(?:哪|这)(?P<n>[{CHINESE_DIGITS}])(?:样|个|类|项|条|种|方面|件)")


def _lists(term: str, text: str, number: int) -> bool:
    """Tell whether a text lists so many things after a term: “五个一批”工程，突出发展生产、异地搬迁、生态补偿、发展教育、社会保障兜底."""
    listed = re.search(
        re.escape(term) + r"(?:[”\"](?!、)|(?![”\"、]))[^。；]{0,10}?(?P<list>[^。；，、]{2,12}(?:、[^。；，、]{2,12})+)", text
    )
    return listed is not None and listed["list"].count("、") + 1 == number


def _defines(question: str, clauses: Sequence[Clause]) -> bool:
    """Tell whether a clause explains the term asked about: 三留守”人员（留守儿童、…）; unknown terms count as explained."""
    match = QUOTED_OR_HEAD.search(question)
    if not match:
        return True
    term = match[1] or match[2]
    homes = [clause.text for clause in clauses if term in clause.text]
    if not homes:
        return True
    if (counted := SO_MANY_OF_IT.search(question)) and any(_lists(term, text, ordinal_value(counted["n"])) for text in homes):
        return True
    after = re.compile(re.escape(term) + r"[”\"]?[^，。；（(]{0,12}(?:[（(][^）)]{3,}[）)]|(?:是指|指的是|即|包括|分别为))")
    return any(after.search(text) for text in homes)
