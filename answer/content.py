"""A query and its clauses -> a draft that quotes the sentences that answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from answer import cues
from answer.compose_units import explain_count
from answer.details import STATED
from answer.draft import Draft, cite, join_units, say
from answer.figures import has_figures
from answer.query import Asks, Query
from answer.yes_no import character_pairs, find_verdict
from ingest.facts import is_standing, is_time
from ingest.labels import is_of_people
from schema import Clause, Notice, Person, Sentence

MAX_SENTENCES = 3  # quoted of one clause; the clause whole is one click away
FACT_BONUS = 0.4  # of a sentence's score where it holds a figure or a time and one is asked for
NEAR = 0.02  # a sentence whose cosine is within this of the best is quoted too


def quoted_sentences(draft: Draft, query: Query, clauses: Sequence[Clause], ranked: Mapping[str, Sequence[tuple[int, float]]]) -> Draft:
    """Begin with the sentence that answers, quoted; name the clause and its lead after it.

    ``ranked`` gives, for a clause, numbers of its sentences with their nearness to the question, best first.
    """
    people = people_asked(query, clauses)
    if people:
        return named_people(draft, query, people)
    claimed = query.yes_no or (has_figures(query.text) and cues.has("why", query.masked))  # 为啥补助比例才50%
    if claimed and len(clauses) == 1:
        _verdict(draft, query, clauses[0], ranked.get(clauses[0].id, ()))
    for clause in clauses:
        draft.rest_on(clause)
        chosen = best_sentences(query, clause, ranked.get(clause.id, ()))
        first, *rest = chosen or list(clause.sentences[:1])
        draft.add("content", cite=cite(clause), quote=draft.quote(clause, first))
        for sentence in [*rest, *_stated_apart(query, clause, chosen), *_times_apart(query, clause, chosen)]:
            draft.add("content_more", cite=cite(clause), quote=draft.quote(clause, sentence))
    named = [clause for clause in clauses if clause.leads]
    if len(named) == 1 and len(clauses) == 1:
        draft.add("content_lead", lead=join_units(named[0].leads))
        draft.cite_units(named[0])
    return draft


def _stated_apart(query: Query, clause: Clause, chosen: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentence that holds a figure, where one is asked for and none of those chosen, a heading perhaps, holds any."""
    if query.fact != "amount" or any(FIGURES.search(sentence.text) for sentence in chosen):
        return []
    return [s for s in clause.sentences if FIGURES.search(s.text) and s not in chosen][:1]


FIGURES = re.compile(r"\d")


def _times_apart(query: Query, clause: Clause, chosen: Sequence[Sentence]) -> list[Sentence]:
    """Return what of a clause is a time and nothing else, as a table's cell is, where a time is asked for."""
    asked = query.fact == "when"
    return [sentence for sentence in clause.sentences if asked and sentence not in chosen and is_time(sentence.text.rstrip("。"))]


def _verdict(draft: Draft, query: Query, clause: Clause, ranked: Sequence[tuple[int, float]]) -> None:
    """Begin with yes or no where question and clause can be compared."""
    if limit_verdict(draft, query, clause):
        return
    key, stated = find_verdict(query.text, best_sentences(query, clause, ranked), clause, query.core)
    if key:
        draft.add(key, **({"words": stated} if stated else {}))


def limit_verdict(draft: Draft, query: Query, clause: Clause) -> bool:
    """Begin with whether a clause has a time limit, where that is asked for; return whether it is."""
    asked = query.fact == "when" and IS_LIMITED.search(query.text) is not None
    if asked:
        draft.add("yes_there_are" if any(not is_standing(d.words) for d in clause.deadlines) else "no_limit")
    return asked


# "有没有要求哪天之前做完", "写没写完成年份"
IS_LIMITED = re.compile(
    "(?:有没有|有没|有无|是否|写没写|定没定|限没限)[^，。？]{0,6}(?:时限|期限|时间|日期|年份|哪[天年月日]|几[月号]|什么时候|啥时候|截止)"
)


# --- people ------------------------------------------------------------------------------------------------------

ASKS_PERSON = re.compile(
    r"挂钩|挂|联系|包|分管|哪位|谁|领导|书记|市长|县长|成员|叫什么|姓名|名字|哪里|哪个(?:县|区|市|地方)|(?i:who|linked)"
)


def asks_other_place(query: Query, clauses: Sequence[Clause]) -> bool:
    """Tell whether a question asks who is linked to a place that nobody is linked to."""
    linked = any(clause.people for clause in clauses) and re.search(r"挂钩|挂点|挂联|联系|包", query.text)
    return bool(linked and OTHER_PLACE.search(query.text)) and not people_asked(query, [c for c in clauses if c.people])


def people_asked(query: Query, clauses: Sequence[Clause]) -> list[tuple[Clause, Person]]:
    """Return the people whom a question means by name, office or place; all of them where it asks for the officials in general."""
    listed = [(clause, person) for clause in clauses[:1] for person in clause.people]
    text = f"{query.topic} {query.text}"
    if not listed or not (query.from_conversation or ASKS_PERSON.search(text)):
        return []
    by_place = [(c, p) for c, p in listed if _place_core(p.linked_to) in text]
    by_office = [(c, p) for c, p in listed if _is_named(p, query)]
    if query.yes_no and by_place and by_office:
        return [*by_office, *(pair for pair in by_place if pair not in by_office)]  # the one named, and who it is instead
    chosen = by_place or by_office
    if chosen:
        return chosen
    if OTHER_PLACE.search(text):
        return []  # a place that nobody is linked to
    of_numbers = has_figures(query.text) or cues.has("amount", query.masked)  # 一个干部挂钩几户 is of no officials by name
    return listed if OFFICIALS.search(text) and not of_numbers else []


OFFICIALS = re.compile(r"市领导|领导(?:们)?(?:都|分别|各)|(?:哪|几)(?:几)?(?:位|个)(?:市)?领导|(?:挂钩|挂点|挂县)(?:联系)?")


# "深汕特别合作区是哪位", "碣石镇由谁挂" / "各县区分别是谁"
OTHER_PLACE = re.compile(
    r"(?<![各几个些])[\u4e00-\u9fff]{2,8}(?<![各几个些])(?:合作区|开发区|管理区|功能区|示范区|新区|市|县|镇|街道)(?=[^领委政]{0,2}(?:是|由|归|谁|哪位))"
)


def _place_core(place: str) -> str:
    """海丰县 -> 海丰; 红海湾开发区 -> 红海湾; 市城区 -> 城区."""
    core = re.sub(r"^市(?=城区)", "", place)
    return re.sub(r"(?<=.{2})(?:开发区|市|县)$", "", core)


def _offices(title: str) -> list[str]:
    """市委常委、纪委书记 -> 纪委书记; 市委书记 -> 市委书记."""
    parts = title.split("、")
    last = parts[-1]
    return [last, last.removeprefix("市政府"), *(["政法委"] if "政法委" in last else [])]


def named_people(draft: Draft, query: Query, people: Sequence[tuple[Clause, Person]]) -> Draft:
    """Quote the words that link each person to a place; correct a wrong link that was asked about."""
    if query.yes_no:
        named = [_is_named(person, query) for _, person in people]
        places = [_place_core(person.linked_to) in query.text for _, person in people]
        claimed = any(named) and any(places)  # of a person and a place
        if claimed:
            draft.add("yes_plain" if any(a and b for a, b in zip(named, places)) else "no_plain")
    for clause, person in people:
        draft.rest_on(clause)
        draft.add("content", cite=cite(clause), quote=draft.quote_span(clause, person.start, person.end))
    return draft


def _is_named(person: Person, query: Query) -> bool:
    return person.name in query.text or any(office in query.text for office in _offices(person.title))


def best_sentences(query: Query, clause: Clause, ranked: Sequence[tuple[int, float]]) -> list[Sentence]:
    """Choose the sentences to quote: nearest in meaning, sharing words, and holding the kind of fact asked for."""
    nearness = dict(ranked)
    if not clause.sentences:
        return []
    floor = min(nearness.values(), default=0.0) - 0.01
    wanted = character_pairs(query.topic or query.text)
    scored = []
    for number, sentence in enumerate(clause.sentences):
        share = len(wanted & character_pairs(sentence.text)) / max(1, len(wanted))
        score = nearness.get(number, floor) * 10 + 3 * share + _fact_bonus(query, sentence.text)
        scored.append((score, number))
    scored.sort(reverse=True)
    best = scored[0][0]
    near = [number for score, number in scored[:MAX_SENTENCES] if score >= best - NEAR * 25]
    return [clause.sentences[number] for number in near]


def heading_sentence(query: Query, clause: Clause) -> list[Sentence]:
    """Return a clause's first sentence where it names the topic itself: what the units named are responsible for."""
    core = character_pairs(query.core)
    first = clause.sentences[:1]
    named = bool(core) and bool(first) and len(core & character_pairs(first[0].text)) >= 0.6 * len(core)
    return list(first) if named and query.asks is Asks.UNITS else []


def _fact_bonus(query: Query, text: str) -> float:
    return FACT_BONUS if query.fact in STATED and STATED[query.fact].search(text) else 0.0


def whole_clause(draft: Draft, clause: Clause) -> Draft:
    """Quote a clause from its first sentence to its last, with the units that stand after it."""
    draft.rest_on(clause)
    first, last = clause.sentences[0], clause.sentences[-1]
    draft.add("clause_whole", cite=cite(clause), quote=draft.quote_span(clause, first.start, last.end))
    if clause.units:
        draft.cite_units(clause)
        draft.computed.add(len(clause.units))
        draft.lines.append(
            say(
                "all_units" if len(clause.units) > 1 else "all_one",
                cite=cite(clause),
                n=len(clause.units),
                units=join_units(clause.units, clause.leads),
            )
        )
        explain_count(draft, clause, clause.units)
    return draft


# "归哪位领导", "责任领导是谁"
LEADER = re.compile(
    "(?:哪|什么|啥)(?:个|位|一位)?(?:领导|负责人|责任人)|(?:责任|分管|包保|联系)(?:领导|人)|(?:领导|负责人|责任人)(?:是|叫)"
)


def leaders(draft: Draft, query: Query, clause: Clause) -> Draft:
    """Quote what a clause says of the people in charge, where these are asked for: 责任领导：王强."""
    for sentence in clause.sentences if LEADER.search(query.text) else ():
        label = re.match("[^：:]{2,8}[：:]", sentence.text)
        if label and is_of_people(label.group()):
            draft.add("content_more", cite=cite(clause), quote=draft.quote(clause, sentence))
    return draft


def deadline_of(draft: Draft, clause: Clause) -> Draft:
    """Quote a clause's time limit, or say that it has none."""
    draft.rest_on(clause)
    if not clause.deadlines:
        draft.add("deadline_none", cite=cite(clause))
        draft.cite_span(clause, clause.sentences[0].start, clause.sentences[-1].end)
        return draft
    for deadline in clause.deadlines:
        sentence = next((s for s in clause.sentences if s.start <= deadline.start < s.end), clause.sentences[0])
        draft.add("deadline", cite=cite(clause), words=deadline.words, quote=draft.quote(clause, sentence))
    return draft


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
    "lead_rule": "牵头单位怎样认定",
}


def front_fields(draft: Draft, notice: Notice, query: Query) -> Draft:
    """State the fields of the front matter that are asked for, the one understood first: 文号跟落款日期."""
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
        value = getattr(notice, field)
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


def front_sentences(draft: Draft, front: Clause, said: Sequence[Sentence]) -> Draft:
    """Quote sentences of the front matter."""
    draft.rest_on(front)
    for sentence in said:
        draft.add("content", cite=cite(front), quote=draft.quote(front, sentence))
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
    if units and query.field in ("issuer", "addressees"):
        if all(_is_listed(unit, value) for unit in units):
            return "yes_plain"
        return "no_plain" if query.field == "issuer" else ""  # 市直各单位 of the addressees may be any
    if query.core and _is_listed(query.core, value):
        return "yes_plain"
    if query.field in ("date", "document_number") and (figures := FIGURE.findall(query.text)):
        return "yes_plain" if set(figures) <= set(FIGURE.findall(value)) else "no_plain"
    claimed = [word for word in CLAIMED.findall(query.text) if word]
    return "yes_plain" if any(_is_listed(word, value) for word in claimed) else ""


def _is_listed(words: str, value: str) -> bool:
    """Tell whether words name one of a list, whole or shortened: 市政府办公室 of 中共汕尾市委办公室、汕尾市人民政府办公室."""
    words = re.sub(r"(?:那|这)(?:边|里)$", "", words)
    return len(words) > 1 and any(_is_short_for(words, name) for name in re.split("[，、]", value))


def _is_short_for(words: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in words)


# "主送里有没有市直的", "是发给人民团体的吗"
CLAIMED = re.compile(
    r"(?:有没有|有无|是不是|是否|包不包括|包括|发给|主送(?![里的单]))(?:我们|咱们?|给|到|发给|发)?([\u4e00-\u9fff]{2,8}?)(?=的|吗|么|单位|[，。？]|$)"
)
