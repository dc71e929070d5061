"""A clean question -> a Query: its units are recognised, the reader says what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from answer import cues
from answer.filters import kinds_by_example, kinds_said, read_filters, without_documents
from answer.masked import Masked, mask
from answer.mentions import OF_ALL_LEVELS, TO, UnitMention, find_units, name_meant, read_clauses
from answer.normalise import Question
from answer.numbers import read_documents, read_place, read_sizes
from answer.organs import OrganNames
from answer.parts import asks_who_joins, read_combination, read_conditions, spoken_of
from answer.periods import find_due, find_periods
from answer.query import Asks, Part, Query, Wanted
from answer.ranks import STRETCH, compared, read_rank, settle
from answer.reader import UNIT_MARK, QuestionReader, Reading
from answer.scopes import areas_meant, asks_scope, without_scope
from answer.slips import SoundIndex
from answer.topic import TopicReader, bare_core, whole_quotations
from ingest.lines import CHINESE_DIGITS
from schema import Clause, ClauseKind, LeadRule, Notice

WANTED_PARTS = {"all": Part.ANY, "lead": Part.LEADS, "others": Part.JOINS}
SURE_TALK = 0.8  # chance from which a message that names nothing is talk, however vague
SURE_NONE = 0.6  # chance from which a message with a topic is still taken for talk
SURE_FRONT = 0.9  # chance from which the front matter is asked about though no words name the field
MIN_TOPIC = 2  # characters


class Understanding:
    """Understands questions about one notice."""

    def __init__(self, notice: Notice, reader: QuestionReader, organs: Mapping[str, Any] | None = None) -> None:
        self.notice = notice
        self.reader = reader
        self.names = OrganNames(notice, organs)
        self.topics = TopicReader(notice)
        self.sounds = SoundIndex(clause.text for clause in notice.clauses)

    def tasks_of(self, units: Iterable[str]) -> list[Clause]:
        """Return the tasks that any of some units bears, in the notice's order."""
        ids = {i for unit in units for i in self._tasks_of_unit.get(unit, ())}
        return [self.notice.clauses[i] for i in sorted(ids)]

    @cached_property
    def _tasks_of_unit(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, clause in enumerate(self.notice.clauses):
            for unit in clause.units if clause.kind is ClauseKind.TASK else ():
                places.setdefault(unit, []).append(place)
        return places

    def read(self, question: Question, before: str = "", mend: bool = True) -> Query:
        """Return what a message asks, taken by itself.

        Args:
            before: the message before it, masked, for what hangs on it; "" where the conversation begins.
            mend: look for wrong characters among the notice's words, whose index takes 10 MB.
        """
        if question.is_empty:
            return Query(question.text, question.language, Asks.NOTHING, scope="empty")
        text, slips, named = question.text, (), find_units(question.text, self.names)
        if mend and question.language != "en":
            text, slips = self.sounds.mend(text, [(unit.begin, unit.end) for unit in named])
        named = self._mask(text, find_units(text, self.names) if slips else named)
        masked, reading = self._read_names(named, before)
        follow = reading.choose("follow") if before else "new"
        if before and (follow == "new" or _after_correction(masked.text)):
            masked, reading = self._read_names(named, "")  # whole by itself: what was said before must not change it
        query = self._parts(masked, reading).but(text=text, language=question.language, slips=slips, follow=follow)
        if masked.units and not query.but(count=False).says_something and reading.choose("asks") in ("tasks", "units"):
            query = query.but(conditions=spoken_of(masked))
        if not query.says_something and reading.choose("asks") != "none" and self._tells(text):
            query = query.but(topic=self.topics.without_courtesy(text), core=text)  # of what is asked, the reader could not tell
        asks = _asks(query, reading, follows=bool(before))
        if asks is Asks.NOTHING:
            talk = reading.chance("asks", "none") > SURE_TALK
            return query.but(topic="", scope="vague" if (query.vague and not talk) or _speaks_of_division(text) else "chat")
        if asks is not Asks.CONTENT and query.topic and masked.units:
            meant = masked.blanked()[masked.positions[_after_correction(masked.text)] :]
            query = query.but(topic=self.topics.beside_names(meant) or query.topic)
        speaks_of_units = any(cues.has(name, text) for name in ("lead", "others", "joins", "who", "contact"))
        if asks not in (Asks.UNITS, Asks.TASKS) or (asks is Asks.TASKS and not speaks_of_units):
            query = query.but(wanted=Wanted.ALL, part=Part.ANY)  # no units are asked for
        return query.but(asks=asks, field=query.field if asks is Asks.FRONT else "")

    def _parts(self, masked: Masked, reading: Reading) -> Query:
        """Return the parts of a query that the marks and the reading give; what is asked is weighed later."""
        conditions, left_out = read_conditions(masked, reading)
        unled = self.notice.lead_rule is LeadRule.NONE and reading.choose("asks") == "tasks"
        if unled and not cues.has("lead", masked.text):  # 最高法指导的有几项: all that it has a part in
            conditions = tuple(replace(c, part=Part.ANY) if c.part is Part.LEADS else c for c in conditions)
        said = [span for span in whole_quotations(masked.text, reading.tagged("topic")) if span[0] >= _after_correction(masked.text)]
        core = "，".join(masked.words(begin, end) for begin, end in said)
        filters = read_filters(masked, reading, self.notice)
        if kinds_by_example(masked.text):
            conditions = ()
        if filters["unit_word"] and core.strip("“”‘’「」『』\"'") == filters["unit_word"].word:
            core = ""  # “汕尾”开头的责任单位
        periods = [(period.begin, period.end) for period in find_periods(masked.text)]
        clauses, missing = self._clauses(masked, reading, periods)
        asked = reading.choose("asks") == "tasks" or reading.says("filter_deadline")
        if due := self._due(masked, core, asked, alone=not (clauses or missing)):
            begin, end, days = due
            filters |= {"due": days, "deadline": False, "year": None}
            core = core if self._tells(_without_times(core.replace(masked.text[begin:end], ""))) else ""
        if filters["limit"] and not self._tells(cues.cut(core, "standing_limit", "no_limit")):
            core = ""
        if filters["deliverable"] and (len(filters["deliverable"]) > 1 or not self._tells(without_documents(core))):
            core = ""  # 指南、标准、方案算，光建制度的不算
        fact = reading.choose("fact").replace("none", "")
        if asks_scope(masked.text, self.notice) and not conditions:
            of_tasks = reading.choose("asks") == "tasks" or cues.has("which_tasks", masked.text)
            areas = areas_meant(masked.text, self.notice) if of_tasks and not clauses else ()
            filters["areas"], fact = areas, "" if areas else "scope"
            core = core if not areas or self._tells(without_scope(core, areas)) else ""
        documents = read_documents(masked.text) if _asks_which_task(masked, reading) else None
        if documents:
            filters |= {"deliverable": documents[1], "literal": ()}
        topic = "" if documents else self._topic(masked, core)
        combination = read_combination(masked, reading) if len(conditions) > 1 else "and"
        of_other_numbers = combination == "one" or filters["limit"] or filters.get("areas")  # 没写期限的, 只在8个试验区域推的
        yes_no = reading.says("yesno") or reading.says("why") or cues.has("yes_or_no", masked.text)
        sizes = (documents[0],) if documents else () if of_other_numbers else read_sizes(masked, reading, named=len(conditions))
        rank = read_rank(masked, reading, among=len(clauses)) if len(clauses) != 1 or conditions or yes_no else None
        rank = (None if clauses or topic else compared(masked)) or rank
        if rank:
            rank, conditions, left_out = settle(rank, masked, conditions, left_out, claimed=yes_no)
        return Query(
            text=masked.question,
            masked=masked.text,
            language="",
            asks=Asks.NOTHING,
            wanted=_wanted(masked, reading, placed=bool(topic or clauses) or any(size.of != "tasks" for size in sizes)),
            count=reading.says("count"),
            yes_no=yes_no,
            why=reading.says("why"),
            mentions=masked.units,
            conditions=conditions,
            left_out=left_out,
            either=combination == "or",
            exactly_one=combination == "one",
            clauses=clauses,
            missing=missing,
            topic=topic,
            core=core if topic else "",
            compare=reading.choose("compare").replace("none", ""),
            rank=rank,
            place=read_place(masked, reading),
            sizes=sizes,
            field=_field(masked, reading),
            fact=fact,
            several=_several(masked, reading),
            vague=reading.says("vague"),
            part=Part.JOINS if cues.has("beside_the_lead", masked.text) else WANTED_PARTS[reading.choose("want")],
            **filters,
        )

    def _due(self, masked: Masked, core: str, asked: bool, alone: bool) -> tuple[int, int, tuple[date, date]] | None:
        """Return where a question says when the tasks asked for end, and the days; None where it says no such thing.

        Args:
            asked: the reader takes it for a question about tasks or time limits.
            alone: no clause is named; where no other matter is either, words such as 到期 tell as much.
        """
        for period in find_periods(masked.text):
            core = core.replace(masked.text[period.begin : period.end], "")
        alone = alone and not self._tells(_without_times(core))
        if not asked and not (alone and cues.has("ends", masked.text)):
            return None
        return find_due(masked.text, self.notice, alone)

    def _read_names(self, masked: Masked, before: str) -> tuple[Masked, Reading]:
        """Read a question; where further words are taken for a unit's name and can be one, read it again with these marked too."""
        reading = self.reader.read(masked.text, before)
        further = []
        for begin, end in reading.tagged("unit"):
            if masked.text[begin - 1 : begin] == UNIT_MARK or masked.text[end : end + 1] == UNIT_MARK:
                continue  # the rest of a name that is marked already
            if OF_ALL_LEVELS.search(masked.text[:begin]):
                continue
            said = masked.words(begin, end)
            mention = None if kinds_said(said) else name_meant(said, masked.positions[begin], self.names)
            word_of_text = mention and mention.via == "absent" and not mention.organ and mention.said in self.notice.source
            if mention and not word_of_text:  # 卫生站 of the text is no unit
                further.append(mention)
        if not further:
            return masked, reading
        masked = mask(masked.question, sorted([*masked.units, *further], key=lambda mention: mention.begin))
        return masked, self.reader.read(masked.text, before)

    def _mask(self, text: str, units: Iterable[UnitMention]) -> Masked:
        source = self.notice.source
        units = [  # "工商联合会" of a notice's own words is no absent 工商联
            u for u in units if not (u.via == "absent" and u.organ and any(u.said[i:] in source for i in range(max(1, len(u.said) - 3))))
        ]
        return mask(text, units)

    def _clauses(self, masked: Masked, reading: Reading, times: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of the clauses referred to, and the numbers that the notice lacks.

        Args:
            times: where times stand, whose numbers are none of a clause.
        """
        spans: list[tuple[int, int]] = []
        for begin, end in reading.tagged("clause"):
            if any(first <= begin < last for first, last in times):
                continue
            end = NUMBER_GOES_ON.match(masked.text, end).end()
            if spans and any(words.fullmatch(masked.text, spans[-1][1], begin) for words in (RANGE_WORD, OF_IT)):
                begin = spans.pop()[0]  # 41项|到|50项, 工作要求|里的|第（三）条
            elif spans and NEXT_NUMBER.fullmatch(masked.text, spans[-1][1] - 1, begin + 1):
                begin = spans.pop()[0]  # 47|、|52、53三项
            spans.append((begin, end))
        spans = [
            (begin, RANGE_GOES_ON.match(masked.text, end).end())
            for begin, end in spans
            if not A_COUNT.fullmatch(masked.text, begin, end) and not RATIO.fullmatch(masked.text[begin:end].strip("，的"))
            if not (PLAIN_NUMBER.fullmatch(masked.text, begin, end) and HAS_SO_MANY.search(masked.text[:begin]))
        ]
        if reading.choose("rank") == "units":  # 前十项任务里牵头最多的是谁
            spans = [match.span() for match in STRETCH.finditer(masked.text)] or spans
        references = [read_clauses(masked.words(begin, end), self.notice, masked.text[:begin]) for begin, end in spans]
        known, missing = ([i for reference in references for i in reference[part]] for part in (0, 1))
        return tuple(dict.fromkeys(known)), tuple(dict.fromkeys(missing))

    def _topic(self, masked: Masked, core: str) -> str:
        """Return what is searched for: the question as it was asked, if it has a topic at all."""
        if sum(character.isalnum() for character in core) < MIN_TOPIC:
            return ""
        return self.topics.without_courtesy(masked.question[masked.positions[_after_correction(masked.text)] :]) or core

    def _tells(self, text: str) -> bool:
        """Tell whether a text holds words of a matter beside those of the frame of a question."""
        return self.topics.is_telling(bare_core(text))


def _without_times(text: str) -> str:
    return cues.cut(text, "ends", "stated_limit")


def _after_correction(text: str) -> int:
    """Return where a message goes on after words that take back what was asked: 讲岔了，我要问的是|搬迁用地谁牵头; 0 where none do."""
    return max((end for _, end in cues.spans("corrects", text) if end < len(text)), default=0)


def _wanted(masked: Masked, reading: Reading, placed: bool) -> Wanted:
    """Return which units are asked for, as the plain words have it where they are beyond doubt.

    Args:
        placed: of clauses or a topic, not of the whole notice.
    """
    if asks_who_joins(masked.text):
        return Wanted.OTHERS
    if cues.has("beside_the_lead", masked.text):
        return Wanted.OTHERS
    if cues.has("both_roles", masked.text) or _joins_roles(masked.text):
        return Wanted.ALL
    read, others = Wanted(reading.choose("want")), any(cues.has(name, masked.text) for name in ("others", "joins"))
    more = others or masked.units or cues.has("everyone", masked.text)
    led = cues.has("lead", masked.text) or cues.has("leads_told", masked.text)
    if read is Wanted.ALL and placed and led and not more:
        return Wanted.LEAD  # 林下经济、护林员分属两项，请把牵头单位写给我
    if read is Wanted.OTHERS and cues.has("lead", masked.text) and not (others or cues.has("the_remaining", masked.text)):
        return Wanted.ALL if masked.units else Wanted.LEAD  # {国土局}牵头的用地政策，有几家单位
    return read


def _joins_roles(text: str) -> bool:
    """Tell whether the lead and the others are asked for in one breath: 排头的和跟班的; 牵头方与配合方."""
    begins = {begin for begin, _ in cues.spans("others", text)}
    return any((match := AND_ROLE.match(text, end)) and match.end() in begins for _, end in cues.spans("lead", text))


AND_ROLE = re.compile("(?:的|单位|部门|方)?(?:和|跟|与|、|及|以及)")


def _speaks_of_division(text: str) -> bool:
    """Tell whether a message that names nothing yet asks about tasks or units: 牵头单位是哪家; 帮我查一下任务; 第二个呢."""
    return any(cues.has(name, text) for name in ("lead", "others", "joins", "contact", "which_tasks", "unit_duty", "one_of_some"))


def _asks(query: Query, reading: Reading, follows: bool) -> Asks:
    """Return the likeliest kind of question of those that the question's parts allow.

    Args:
        follows: there is a conversation, from which the rest may come.
    """
    named = bool(query.conditions or query.clauses or query.missing or query.unit_word)
    has_parts = bool(named or query.topic or query.filtered or query.rank or query.left_out)
    doubted = query.yes_no and query.conditions and not query.rank and not query.sizes  # of a unit and a matter: is it so?
    possible = {
        "none": not has_parts or (not named and not (query.due or query.areas) and reading.chance("asks", "none") > SURE_NONE),
        "units": has_parts or query.count or follows,
        "tasks": has_parts or query.count or follows,
        "content": bool(query.topic or query.clauses or query.missing) or follows,
        "verify": bool(query.conditions),
        "front": bool(query.field) and not query.filtered and _is_of_front(query, reading),
    }
    best = max((option for option, allowed in possible.items() if allowed), key=lambda o: reading.chance("asks", o), default="none")
    if best == "tasks" and len(query.clauses) == 1 and not query.conditions and not follows:
        best = "content"  # of a task that is named: what it says
    if best == "tasks" and not query.conditions and not query.topic and any(size.of == "tasks" for size in query.sizes):
        best = "units"  # 牵三项头的是哪些单位，各自哪三项
    of_whole = (query.due or query.limit or query.areas) and not query.topic
    if best in ("units", "content", "none") and of_whole and not any(cues.has(name, query.masked) for name in ("who", "lead", "contact")):
        best = "tasks"  # 二季度要收尾的, 哪些条款只给重庆
    if best == "tasks" and query.why and query.conditions and not (query.topic or query.clauses):
        best = "verify"  # 市纪委为什么只在参加单位位置上
    if query.fact == "scope" and (query.clauses or query.topic):
        best = "content"  # 给的是哪个自贸区
    if best in ("tasks", "content") and named and (asks_who_joins(query.masked) or _asks_partners(query)):
        best = "units"
    if best == "verify" and len(query.clauses) > 1 and not query.yes_no:
        best = "tasks"  # 三十到四十项里，农业局有份的
    if (
        best == "verify"
        and not (query.clauses or query.topic)
        and any(HAS_SO_MANY.search(part) for part in A_NUMBER.split(query.masked)[:-1])
    ):
        best = "tasks"  # 扶贫办牵头11项，没错吧
    if best == "units" and doubted and (query.clauses or query.topic):
        best = "verify"
    return Asks.NOTHING if best == "none" else Asks(best)


def _says_how_many(text: str) -> bool:
    """Tell whether a unit is said to have a number of tasks: {扶贫办}牵头11项，没错吧."""
    return any(HAS_SO_MANY.search(before) for before in A_NUMBER.split(text)[:-1])


def _asks_which_task(masked: Masked, reading: Reading) -> bool:
    """Tell whether the tasks of the notice are asked for by a property: 有一项任务要求制定两份方案，是哪项."""
    return reading.choose("asks") == "tasks" or (not masked.units and cues.has("which_tasks", masked.text))


def _asks_partners(query: Query) -> bool:
    """Tell whether the units beside the one named are asked for: 每次都跟同一家搭伙，是哪家."""
    lone = len(query.conditions) == 1 and not query.topic and not query.rank
    return lone and all(cues.has(name, query.masked) for name in ("in_each", "partner", "who"))


TOLD_SEVERAL = 0.8  # chance of several matters where the words say so


def _several(masked: Masked, reading: Reading) -> float:
    """Return the chance that the answer stands in more than one clause."""
    told = any(cues.has(name, masked.text) for name in ("several", "same_one", "each_apart")) or _are_asked_apart(masked, reading)
    return max(round(reading.chance("several", "yes"), 3), TOLD_SEVERAL if told else 0.0)


def _are_asked_apart(masked: Masked, reading: Reading) -> bool:
    """Tell whether two matters are each followed by a question: 标准化卫生站归谁牵头？大病救助又归谁？"""
    topics = reading.tagged("topic")
    asked = [place for name in ("who", "contact", "when", "amount", "which_tasks") for place, _ in cues.spans(name, masked.text)]
    ends = [begin for begin, _ in topics[1:]] + [len(masked.text)]
    return sum(any(end <= place < stop for place in asked) for (_, end), stop in zip(topics, ends)) > 1


# A token may end within a number: 任务五十|一主要, 第1|7项; not 26和27|两个
RANGE_GOES_ON = re.compile("(?:以后|之后|往后|后面|起(?!草)|开始|以前|之前|往前)?")  # 第40项|往后
RATIO = re.compile(r"\d+(?:[:：]\d+)+")
NUMBER_GOES_ON = re.compile(rf"(?:(?<=\d)\d+|(?<=[{CHINESE_DIGITS}])[{CHINESE_DIGITS}]+)?[项条号款]?")
OF_IT = re.compile(r"(?:里面|里|中)?的?")  # between a section's name and its item
NEXT_NUMBER = re.compile(r"\d、\d")
# "{扶贫办}牵头|11项": how many, no task by its number
HAS_SO_MANY = re.compile(rf"{UNIT_MARK}[^，。？第{UNIT_MARK}]{{0,3}}(?:牵头|参加|参与|承担|负责|配合|领|挑)的?(?:一共|总共)?(?:有|是)?$")
A_NUMBER = re.compile(rf"(?:\d+|[{CHINESE_DIGITS}]+)(?=[项条个])")
PLAIN_NUMBER = re.compile(rf"(?:\d+|[{CHINESE_DIGITS}]+)[项条个]?(?:任务)?")
A_COUNT = re.compile(r"[这那]?[一二三四五六七八九十两]个?[项条]?(?:任务)?")  # "这三项" of those just named / "第三项", "十七项"
RANGE_WORD = re.compile(rf"{TO}(?:第|任务)?")


def _field(masked: Masked, reading: Reading) -> str:
    """Return the field of the front matter: of a question about it, the one that the plain words name, where they name one alone."""
    told = reading.choose("field").replace("none", "")
    named = cues.named_fields(masked.question)
    if len(named) == 1 and (told or reading.choose("asks") == "front"):
        return named[0]
    return told


def _is_of_front(query: Query, reading: Reading) -> bool:
    """Tell whether the front matter is asked about: its field is named, or the reader is sure. 周杰伦哪年出道 is of no date of issue."""
    return reading.chance("asks", "front") > SURE_FRONT or query.field in cues.named_fields(query.masked)
