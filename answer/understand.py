"""A clean question -> a Query: its units are recognised, the reader says what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from answer import cues
from answer.asked import (
    DEFINES,
    IS_WRITTEN,
    OWN_DUTY,
    asks_which_task,
    chance_of_several,
    field_asked,
    speaks_of_division,
    weigh_asks,
)
from answer.documents import NAMES_OF_THEM, asks_for_documents, beside_documents, read_documents, without_documents
from answer.english import without_asking
from answer.filters import ALIKE, kinds_aside, kinds_by_example, kinds_said, read_filters, without_aside
from answer.levels import LETTERS
from answer.lexicon import Lexicon
from answer.masked import Masked, mask
from answer.mentions import OF_ALL_LEVELS, OFFICER, UnitMention, find_units, is_purse, name_meant, without_appositions
from answer.normalise import Question
from answer.officers import names_of_officers, officers_named
from answer.orders import with_numbers
from answer.organs import OrganNames, is_bare
from answer.parts import read_combination, read_conditions, spoken_of
from answer.periods import find_due, find_periods
from answer.placement import claimed_matter
from answer.positions import read_places
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.ranks import compared_tasks
from answer.reader import UNIT_MARK, QuestionReader, Reading
from answer.references import find_clauses
from answer.scopes import areas_meant, asks_scope, without_scope
from answer.sections import Section, Sections
from answer.select import Tally, tally
from answer.set_aside import set_aside
from answer.shares import clause_of_share, of_share
from answer.slips import SoundIndex
from answer.story import hangs_on_story, introduction, with_unit
from answer.told_by_lead import of_task_led
from answer.topic import TopicReader, bare_core, whole_quotations
from answer.universal import said_of_every
from schema import Clause, ClauseKind, LeadRule, Notice

WANTED_PARTS = {"all": Part.ANY, "lead": Part.LEADS, "others": Part.JOINS}
SURE_TALK = 0.8  # chance from which a message that names nothing is talk, however vague
BRANCHES = ("分行", "支行", "分公司")
MIN_TOPIC = 2  # characters


class Understanding:
    """Understands questions about one notice."""

    def __init__(self, notice: Notice, reader: QuestionReader, organs: Mapping[str, Any] | None = None) -> None:
        self.notice = notice
        self.reader = reader
        self.names = OrganNames(notice, organs)
        self.topics = TopicReader(notice)
        self.lexicon = Lexicon(notice)
        self.officers = names_of_officers(notice)
        self.sections = Sections(notice)
        self.sounds = SoundIndex(clause.text for clause in notice.clauses)

    def tasks_of(self, units: Iterable[str]) -> list[Clause]:
        """Return the tasks that any of some units bears, in the notice's order."""
        ids = {i for unit in units for i in self._tasks_of_unit.get(unit, ())}
        return [self.notice.clauses[i] for i in sorted(ids)]

    @cached_property
    def tally(self) -> Tally:
        """How many tasks each unit of the notice leads, joins and has."""
        return tally(self.notice)

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
        if ACKNOWLEDGED.fullmatch(question.text):
            return Query(question.text, question.language, Asks.NOTHING, scope="chat")
        if question.is_empty:
            return Query(question.text, question.language, Asks.NOTHING, scope="empty")
        text, slips = self._asked_by_its_unit(question), ()
        named = find_units(text, self.names)
        if mend and question.language != "en":
            text, slips = self.sounds.mend(text, [(unit.begin, unit.end) for unit in named])
        if stating := clause_of_share(text, self.notice):  # 深圳掏多少钱: the purse, and not a unit's tasks
            return of_share(Query(text, question.language, Asks.NOTHING, masked=text, slips=slips), *stating)
        named = self._mask(text, find_units(text, self.names) if slips else named)
        masked, reading = self._read_names(named, before)
        follow = reading.choose("follow") if before else "new"
        if before and (follow == "new" or masked.taken_back):
            masked, reading = self._read_names(named, "")  # whole by itself: what was said before must not change it
        query = self._parts(masked, reading).but(text=text, language=question.language, slips=slips, follow=follow)
        if question.story and follow == "new" and hangs_on_story(query, self.tells):
            told = question.story + text
            told = self.topics.beside_names(mask(told, find_units(told, self.names)).blanked())
            query = query.but(topic=told, core=told, vague=False)
        subject = not query.but(count=False).says_something and reading.choose("asks") in ("tasks", "units")
        if masked.units and (subject or (query.yes_no and not query.conditions and ITS_PART.search(masked.text))):
            query = query.but(conditions=spoken_of(masked))
        if not query.says_something and reading.choose("asks") != "none" and self.tells(text):
            query = query.but(topic=self.topics.without_courtesy(text), core=text)  # of what is asked, the reader could not tell
        if question.language == "en":
            query = query.but(topic=without_asking(query.topic))
        asks = weigh_asks(query, reading, follows=bool(before))
        if asks is Asks.NOTHING:
            talk = reading.chance("asks", "none") > SURE_TALK
            return query.but(topic="", scope="vague" if (query.vague and not talk) or speaks_of_division(text) else "chat")
        if asks is not Asks.CONTENT and query.topic and masked.units and query.topic != query.core:
            meant = masked.blanked()[masked.positions[masked.taken_back] :]
            query = query.but(topic=self.topics.beside_names(meant) or query.topic)
        general = query.conditions and self.topics.is_general(query.core)  # 总工会参与哪些扶贫任务
        if asks is Asks.TASKS and (general or OWN_DUTY.search(query.masked)):
            query = query.but(topic="", core="")
        speaks_of_units = any(cues.has(name, text) for name in ("lead", "others", "joins", "who", "contact"))
        of_documents = asks_for_documents(query.masked) or (query.yes_no and query.deliverable is not None)
        if asks is Asks.CONTENT and of_documents:
            alone = query.clauses or not _is_word(bare_core(beside_documents(query.core)))
            query = query.but(fact="documents", count=False, **({"topic": "", "core": ""} if alone else {}))
        if asks not in (Asks.UNITS, Asks.TASKS) or (asks is Asks.TASKS and not speaks_of_units):
            query = query.but(wanted=Wanted.ALL, part=Part.ANY)  # no units are asked for
        query = query.but(asks=asks, field=query.field if asks is Asks.FRONT else "")
        return of_task_led(query, self.tally) or query

    def _asked_by_its_unit(self, question: Question) -> str:
        """Return the text of a question with the unit that asks, where the story told around it names it and the question does not."""
        introduced, asked = (question.story, question.text) if question.story else introduction(question.text)
        if not introduced or find_units(asked, self.names):
            return question.text
        named = find_units(introduced, self.names)
        return with_unit(asked, introduced[named[0].begin : named[0].end]) if named else question.text

    def _parts(self, masked: Masked, reading: Reading) -> Query:
        """Return the parts of a query that the marks and the reading give; what is asked is weighed later."""
        conditions, left_out, without = self._units(masked, reading)
        section = self._section(masked, reading)
        matters = _matters(masked, reading, section)
        core = _core(masked, matters)
        officers, beside = officers_named(masked.text, self.officers)
        if officers:
            core = core if self.tells(beside) else ""
        periods = [(period.begin, period.end) for period in find_periods(masked.text)]
        clauses, missing = (section.ids, ()) if section else find_clauses(masked, reading, self.notice, periods)
        if any(core and core in heading for i in clauses for heading in self.notice.clause(i).headings):
            core = ""  # 重点任务分工的最后一项: where it stands
        filters, core = self._filters(masked, reading, core, alone=not (clauses or missing), of_units=bool(conditions))
        if kinds := kinds_aside(masked.text):  # 除开{电视台}和三家运营商
            left_out = (*left_out, *(unit for unit in self.notice.units if self.names.kind(unit) in kinds))
            filters["kind"], core = "", without_aside(core, masked.text)
        conditions = tuple(c for c in conditions if not (is_bare(c.said) and c.said in filters["literal"]))  # 正文提到旅游的
        fact = reading.choose("fact").replace("none", "")
        if asks_scope(masked.text, self.notice) and not conditions:
            of_tasks = reading.choose("asks") == "tasks" or cues.has("which_tasks", masked.text)
            areas = areas_meant(masked.text, self.notice) if of_tasks and not clauses else ()
            filters["areas"], fact = areas, "" if areas else "scope"
            core = core if not areas or self.tells(without_scope(core, areas)) else ""
        documents = read_documents(masked.text) if asks_which_task(masked, reading) else None
        if documents:
            filters |= {"deliverable": documents[1], "literal": ()}
        topic = "" if documents or compared_tasks(masked, clauses) else self._topic(masked, core)
        within = self.sections.within(masked.text) if topic else None
        if section and topic:
            section, clauses = None, ()  # 第三块里夜间经济归谁: the matter tells which clause
        if (beside := set_aside(masked, self.notice))[1]:
            (conditions, without), left_out, clauses = beside, (), ()
        combination = read_combination(masked, reading) if len(conditions) > 1 else "and"
        plainly = any(pattern.search(masked.text) for pattern in (cues.pattern("yes_or_no"), IS_WRITTEN, IS_ONE))
        yes_no = reading.says("yesno") or reading.says("why") or plainly
        query = Query(
            text=masked.question,
            masked=masked.text,
            language="",
            asks=Asks.NOTHING,
            count=reading.says("count"),
            yes_no=yes_no,
            why=reading.says("why"),
            mentions=masked.units,
            conditions=conditions,
            left_out=left_out,
            either=combination == "or" or (len(filters["literal"]) > 1 and QUOTED_OR.search(masked.question) is not None),
            exactly_one=combination == "one",
            clauses=clauses,
            officers=officers,
            section=section.heading if section else "",
            without=without,
            within=within.ids if within else (),
            place_claimed=claimed_matter(masked, reading, matters) if topic and yes_no else "",
            missing=missing,
            topic=topic,
            core=core if topic else "",
            places=read_places(masked, reading),
            field=field_asked(masked, reading),
            fact=fact,
            several=chance_of_several(masked, reading),
            of_every=said_of_every(masked.text) if yes_no and not (conditions or clauses or topic) else "",
            vague=reading.says("vague"),
            part=Part.JOINS if cues.has("beside_the_lead", masked.text) else WANTED_PARTS[reading.choose("want")],
            **filters,
        )
        return with_numbers(query, masked, reading, self.notice, self.tally, documents[0] if documents else None)

    def _units(self, masked: Masked, reading: Reading) -> tuple[tuple[UnitCondition, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the part each named unit must have, the units named only to be left out, and the tasks that their lead leaves out."""
        conditions, left_out = read_conditions(masked, reading)
        unled = self.notice.lead_rule is LeadRule.NONE and reading.choose("asks") == "tasks"
        if unled and not cues.has("lead", masked.text):  # 最高法指导的有几项: all that it has a part in
            conditions = tuple(replace(c, part=Part.ANY) if c.part is Part.LEADS else c for c in conditions)
        if kinds_by_example(masked.text) or ALIKE.search(masked.text):
            conditions = ()
        if not (not_led := NOT_LED.search(masked.text)):
            return conditions, left_out, ()
        units = masked.units[masked.text[: not_led.end()].count(UNIT_MARK) - 1].units
        without = tuple(task.id for task in self.notice.tasks if set(units) & set(task.leads))
        return tuple(condition for condition in conditions if condition.units != units), left_out, without

    def _section(self, masked: Masked, reading: Reading) -> Section | None:
        """Return the section that a question names as a whole: to ask of its tasks, or how it is called."""
        asks = reading.choose("asks")
        of_it = asks in ("tasks", "units", "content") or (asks == "front" and HEADING.search(masked.text) is not None)
        return self.sections.find(masked.text) if of_it else None

    def _filters(self, masked: Masked, reading: Reading, core: str, alone: bool, of_units: bool) -> tuple[dict[str, object], str]:
        """Return the conditions on tasks as fields of a query, and what is left of the matter's words beside those that say them.

        Args:
            alone: no clause is named.
            of_units: a unit is.
        """
        filters = read_filters(masked, reading, self.notice)
        quoted = core.strip("“”‘’「」『』\"'")
        if filters["unit_word"] and quoted == filters["unit_word"].word:
            core = ""  # “汕尾”开头的责任单位
        asked = reading.choose("asks") == "tasks"
        if due := self._due(masked, core, asked or reading.says("filter_deadline"), alone):
            begin, end, days = due
            filters |= {"due": days, "deadline": False, "year": None}
            core = core if self.tells(_without_times(core.replace(masked.text[begin:end], ""))) else ""
        if filters["literal"] and DEFINES.search(masked.text):  # 文件里“五老”都包括哪些人员
            core, filters["literal"] = core or filters["literal"][0], ()
        if quoted in filters["literal"] and not of_units and (asked or cues.has("mentions", masked.text)):
            core = ""  # “创业致富带头人”这说法出现在哪些任务
        if filters["limit"] and not self.tells(cues.cut(core, "standing_limit", "no_limit")):
            core = ""
        if (
            filters["deliverable"]
            and not NAMES_OF_THEM.search(masked.text)
            and (len(filters["deliverable"]) > 1 or not self.tells(without_documents(core)))
        ):
            core = ""  # 指南、标准、方案算，光建制度的不算
        return filters, core

    def _due(self, masked: Masked, core: str, asked: bool, alone: bool) -> tuple[int, int, tuple[date, date]] | None:
        """Return where a question says when the tasks asked for end, and the days; None where it says no such thing.

        Args:
            asked: the reader takes it for a question about tasks or time limits.
            alone: no clause is named; where no other matter is either, words such as 到期 tell as much.
        """
        for period in find_periods(masked.text):
            core = core.replace(masked.text[period.begin : period.end], "")
        alone = alone and not self.tells(_without_times(core))
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
            if OF_ALL_LEVELS.search(masked.text[:begin]) or OFFICER.match(masked.text, end):
                continue  # 政法委|书记 is a person
            said = masked.words(begin, end)
            mention = None if kinds_said(said) else name_meant(said, masked.positions[begin], self.names)
            word_of_text = mention and mention.via == "absent" and not mention.organ and mention.said in self.notice.source
            if mention and not word_of_text and not is_purse(masked.question, mention):  # 卫生站 of the text is no unit
                further.append(mention)
        if not further:
            return masked, reading
        named = sorted([*masked.units, *further], key=lambda mention: mention.begin)
        masked = mask(masked.question, without_appositions(masked.question, named))
        return masked, self.reader.read(masked.text, before)

    def _mask(self, text: str, units: Iterable[UnitMention]) -> Masked:
        units = [unit for unit in units if not (is_purse(text, unit) or self._is_of_text(unit))]
        return mask(text, units)

    def _is_of_text(self, unit: UnitMention) -> bool:
        """Tell whether an organ that is no unit of the notice stands in its text: 工商联合会 of its own words, 县里的扶贫开发领导小组."""
        if unit.via == "absent" and unit.said.endswith(BRANCHES):
            return unit.organ in self.notice.source  # 农业银行汕尾分行 is none where 邮政银行汕尾分行 is
        if unit.via == "absent" and unit.organ:
            return any(unit.said[i:] in self.notice.source for i in range(max(1, len(unit.said) - 3)))
        if unit.via != "elsewhere" or unit.said[0] not in LETTERS:
            return False
        named = re.compile(rf"{unit.said[0]}(?:（[^（）]{{1,8}}）|一?级)?{re.escape(unit.organ)}")
        return any(named.search(clause.text) for clause in self.notice.tasks)

    def _topic(self, masked: Masked, core: str) -> str:
        """Return what is searched for: the question as it was asked, if it has a topic at all."""
        if not _is_word(core):
            return ""
        return self.topics.without_courtesy(masked.question[masked.positions[masked.taken_back] :]) or core

    def tells(self, text: str) -> bool:
        """Tell whether a text holds words of a matter beside those of the frame of a question."""
        return self.topics.is_telling(bare_core(text))


# The part of a unit named before, in passing: "{妇联}的同志问，三留守那项她们参加没有"
ITS_PART = re.compile(
    f"{UNIT_MARK}[^。]*[，。？](?:[^{UNIT_MARK}]*[^其])?(?:[他她它]们?|我们|咱们?|本)(?:局|办|会|委|单位|部门)?(?:也|都|到底|究竟|是不是|是否|要不要|有没有)*"
    "(?:参加|参与|牵头|配合|有份|在里|在不在|管不管)"
)
# "{市总工会}也是参加单位？"
IS_ONE = re.compile(f"{UNIT_MARK}(?:也|就|还)?(?:是|算)(?:不是)?(?:参加|配合|牵头|责任|协办)(?:的)?(?:单位|部门|方)(?:吗|么|吧)?？?$")
NOT_LED = re.compile(f"(?:不归|(?<!是)不是由?|不由|非){UNIT_MARK}(?:来)?(?:牵头|领头|挑头)(?![？吗么])")  # 第46到53项里，不归扶贫办牵头的
# "市税务局（国税地税合并后）"
OF_THE_UNIT = re.compile(rf"{UNIT_MARK}（[^（）]{{1,16}}(?:合并|改革|改名|更名|撤并|重组|成立|挂牌)[^（）]{{0,4}}）")
QUOTED_OR = re.compile('[”」』"](?:的|、)?(?:或者?|或是)[“「『"]')  # 有“用地指标”或者“用地计划指标”的
# "okk收到", "好的，知道了，谢谢"; no alternative repeats itself, so that a long run of them is read once
ACKNOWLEDGED = re.compile(
    r"(?i:(?:ok+y?|好[的嘞滴吧]?|行|嗯|哦|噢|对|是的?|收到|明白了?|了解了?|知道了?|晓得了?|清楚了|谢谢(?:您|你|啦|了)?|多谢|辛苦了?|[，。！~、\s])+)"
)
HEADING = re.compile("标题|题目|名称|叫什么|叫啥")


def _matters(masked: Masked, reading: Reading, section: Section | None) -> list[tuple[int, int]]:
    """Return the stretches that name a matter, after words that take back what was asked, outside of a section's name and a unit's."""
    named = [match.span() for match in OF_THE_UNIT.finditer(masked.text)] + ([(section.begin, section.end)] if section else [])
    said = whole_quotations(masked.text, reading.tagged("topic"))
    apart = (span for span in said if not any(begin < span[1] and span[0] < end for begin, end in named))
    return [span for span in apart if span[0] >= masked.taken_back]


def _core(masked: Masked, matters: list[tuple[int, int]]) -> str:
    """Return the words that name the matter, stretches parted by ，; where less than a word is marked, those around it."""
    core = "，".join(masked.words(begin, end) for begin, end in matters)
    return core if _is_word(core) or not matters else bare_core(_segment(masked.text, matters[0][0]))  # 有|奖|举报那块


def _is_word(core: str) -> bool:
    return sum(character.isalnum() for character in core) >= MIN_TOPIC


def _segment(text: str, place: int) -> str:
    """Return the stretch around a place up to the next mark, unit or mark of punctuation on either side."""
    return next(match.group() for match in SEGMENT.finditer(text) if match.start() <= place < match.end())


SEGMENT = re.compile(rf"[^{UNIT_MARK}，。？；：！、]+|.")


def _without_times(text: str) -> str:
    return cues.cut(text, "ends", "stated_limit")
