"""A query about the front matter -> a draft that states its fields or quotes its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from answer import cues
from answer.draft import Draft, cite
from answer.query import Query
from schema import Clause, Notice, Sentence

# What the opening of a notice says in sentences of its own: "为贯彻落实《…》，根据…职责，现提出", "已经市委、市政府同意"
FRONT_SENTENCES = {
    "basis": re.compile(
        r"为(?!单位|牵头|主)[^，。]{0,12}(?:贯彻|落实|推进|推动|做好|加快|加强|促进|确保|巩固|实施|保障)|^(?:现)?(?:根据|按照|依据|遵照)|，(?:根据|按照|依据)"
    ),
    "approval": re.compile(r"同意|批准|审议通过|审定|研究(?:通过|决定)"),
}
FRONT_NAMES = {
    "basis": "制定的依据",
    "approval": "经谁同意",
    "document_number": "文号",
    "date": "日期",
    "issuer": "发文机关",
    "title": "标题",
    "addressees": "主送机关",
    "copies": "抄送机关",
    "lead_rule": "牵头单位怎样认定",
}


# "《…的实施意见》它自己的文号": of another document than the notice
KIND = "(?P<kind>意见|决定|规划|条例|办法|纲要|决议|规定)"
NUMBER = "(?:发文)?(?:文号|字号|文件编号|文件号)"
OTHER_DOCUMENTS = (
    re.compile(f"{KIND}》?(?:它)?(?:自己|本身|自身|原件|原文)?的{NUMBER}"),
    re.compile(f"{KIND}》?(?:它)?(?:自己|本身|自身)(?:是|的)?(?:哪|什么时候|何时|几)"),  # 《实施意见》本身是哪天出台的
    re.compile(f"(?:依据|根据|贯彻|那份|提到)[^。？]{{0,24}}{KIND}[》”」]?，?{NUMBER}"),  # 作为依据的那份“实施意见”，文号是多少
)
KIND_AT_END = 8  # characters of a title in which it says of what kind the notice is


def front_fields(draft: Draft, notice: Notice, query: Query) -> Draft:
    """State the fields of the front matter that are asked for, the one understood first: 文号跟落款日期."""
    if (
        query.field in ("document_number", "date")
        and (other := next((match for pattern in OTHER_DOCUMENTS if (match := pattern.search(query.text))), None))
        and other["kind"] not in notice.title[-KIND_AT_END:]
    ):
        draft.status = "not_found"
        return draft.add("not_found_detail_plain", fact=f"那份{other['kind']}的文号")
    front_field(draft, notice, query)
    if query.yes_no or draft.status != "answered":
        return draft
    for field in cues.named_fields(query.text):
        if field != query.field and field in notice.front_spans:
            front_field(draft, notice, query.but(field=field))
    return draft


def front_field(draft: Draft, notice: Notice, query: Query) -> Draft:
    """State a field of the front matter, cited where it stands; begin with yes where it holds what is asked for."""
    field = query.field
    front = notice.clauses[0]
    if field in FRONT_SENTENCES:
        return _front_sentences(draft, front, query)
    span = notice.lead_rule_span if field == "lead_rule" else notice.front_spans.get(field)
    if span is None:
        draft.status = "not_found"
        draft.add("front_missing", name=FRONT_NAMES[field])
        return draft
    draft.rest_on(front)
    if field == "lead_rule":
        draft.add("front_lead_rule", cite=cite(front), quote=draft.quote_span(front, *span))
    else:
        value = notice.source[slice(*span)] if field == "copies" else getattr(notice, field)
        draft.cite_span(front, *span)
        if verdict := _front_verdict(query, value) if query.yes_no else "":
            draft.add(verdict)
        draft.add(f"front_{field}", cite=cite(front), value=value)
    return draft


def _front_sentences(draft: Draft, front: Clause, query: Query) -> Draft:
    """Quote the sentences of the opening that say on what the notice rests, or who agreed to it."""
    said = [s for s in front.sentences if FRONT_SENTENCES[query.field].search(s.text) and s.text.endswith(("。", "；", "："))]
    if not said:
        draft.status = "not_found"
        return draft.add("front_missing", name=FRONT_NAMES[query.field])
    return front_sentences(draft, front, said)


def front_sentences(draft: Draft, clause: Clause, said: Sequence[Sentence]) -> Draft:
    """Quote sentences of the front matter, or of what is required of all tasks."""
    draft.rest_on(clause)
    for sentence in said:
        draft.add("content", cite=cite(clause), quote=draft.quote(clause, sentence))
    return draft


ALONE = re.compile(r"单独|独自|一家|只有|仅")
FIGURE = re.compile(r"\d+")


def _front_verdict(query: Query, value: str) -> str:
    """Return the key of yes or no to a claim about a field of the front matter, "" where it cannot be told.

    是市政府办公室单独发的吗 of 中共汕尾市委办公室、汕尾市人民政府办公室 -> no; 文号是汕尾委办字〔2016〕19号吧 -> yes.
    """
    if ALONE.search(query.text) and "、" in value and query.field == "issuer":
        return "no_plain"
    units = [unit for mention in query.mentions for unit in mention.units]
    if units and query.field in ("issuer", "addressees", "copies"):
        if all(_is_listed(unit, value) for unit in units):
            return "yes_plain"
        return "no_plain" if query.field != "addressees" else ""  # 市直各单位 of the addressees may be any
    if query.core and _is_listed(query.core, value):
        return "yes_plain"
    if query.field in ("date", "document_number") and (figures := FIGURE.findall(query.text)):
        return "yes_plain" if set(figures) <= set(FIGURE.findall(value)) else "no_plain"
    claimed = [word for pattern in CLAIMED for word in pattern.findall(query.text) if word]
    return "yes_plain" if any(_is_listed(word, value) for word in claimed) else ""


def _is_listed(words: str, value: str) -> bool:
    """Tell whether words name one of a list, whole or shortened: 市政府办公室 of 中共汕尾市委办公室、汕尾市人民政府办公室."""
    words = re.sub(r"(?:那|这)(?:边|里)$", "", words)
    names = re.split("[，、]", value)
    pairs = [first + second for first, second in pairwise(names)]  # 深汕特别合作区党工委、管委会
    return len(words) > 1 and any(_is_short_for(words, name) for name in (*names, *pairs))


def _is_short_for(words: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in words)


# "主送里有没有市直的", "是发给人民团体的吗"
CLAIMED = (
    re.compile(r"([\u4e00-\u9fff]{2,6}?)的?(?:那些|这些|那几家|各)单位[^。？]*(?:主送|抄[送报]|收文)"),
    re.compile(r"(?:咱们?|我们?)?([\u4e00-\u9fff]{2,10}?)(?:在不在|是不是在|算不算|属不属于|在)(?:主送|收文|抄送|受文|印发)"),
    re.compile(
        r"(?:有没有|有无|是不是|是否|包不包括|包括|发给|抄[送报](?=给|到|[\u4e00-\u9fff]{2,8}[了吗])|主送(?![里的单]))(?:我们|咱们?|给|到|发给|发)?([\u4e00-\u9fff]{2,8}?)(?=的|了|吗|么|单位|[，。？]|$)"
    ),
)
