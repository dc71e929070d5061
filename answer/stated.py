"""What a question states, part by part: units, clauses, its matter, conditions, numbers; what is asked of them is weighed later."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cached_property

from answer import cues
from answer.asked import asks_which_task, chance_of_several, field_asked
from answer.details import without_few
from answer.documents import NAMES_OF_THEM, documents_of_matter, read_documents, without_documents
from answer.english import fact_in_english
from answer.filters import ALIKE, kinds_aside, kinds_by_example, read_filters, without_aside
from answer.masked import Masked
from answer.officers import names_of_officers, officers_named
from answer.orders import with_numbers
from answer.organs import OrganNames, is_bare
from answer.parts import read_combination, read_conditions
from answer.periods import find_due, find_periods
from answer.placement import claimed_matter
from answer.positions import read_places
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.ranks import compared_tasks
from answer.reader import UNIT_MARK, Reading
from answer.reconsider import DEFINES, IS_WRITTEN
from answer.references import find_clauses
from answer.scopes import areas_meant, asks_scope, without_scope
from answer.sections import Section, Sections
from answer.select import Tally, tally
from answer.set_aside import set_aside
from answer.topic import TopicReader, bare_core, is_word, whole_quotations
from answer.universal import said_of_every
from ingest.lines import CHINESE_DIGITS
from schema import LeadRule, Notice

WANTED_PARTS = {"all": Part.ANY, "lead": Part.LEADS, "others": Part.JOINS}


class StatedReader:
    """Reads what questions about one notice state."""

    def __init__(self, notice: Notice, names: OrganNames, topics: TopicReader) -> None:
        self.notice, self.names, self.topics = notice, names, topics
        self.officers = names_of_officers(notice)
        self.sections = Sections(notice)
        labels = [len(label.findall(notice.source)) for label in COLUMNS]
        self.joiners_apart = 2 * min(labels) > len(notice.tasks) or TWO_COLUMNS.search(notice.source) is not None

    @cached_property
    def tally(self) -> Tally:
        """How many tasks each unit of the notice leads, joins and has."""
        return tally(self.notice)

    def tells(self, text: str) -> bool:
        """Tell whether a text holds words of a matter beside those of the frame of a question."""
        return self.topics.is_telling(bare_core(text))

    def read(self, masked: Masked, reading: Reading) -> Query:
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
        if filters["unit_word"]:  # 市委口的部门，名字以“市委”打头的
            conditions = tuple(c for c in conditions if c.said.rstrip("口系") != filters["unit_word"].word)
        fact = reading.choose("fact").replace("none", "")
        fact = fact or fact_in_english(masked.text)
        fact = "" if fact == "amount" and without_few(masked.text) != masked.text else fact
        if asks_scope(masked.text, self.notice) and not conditions:
            of_tasks = reading.choose("asks") == "tasks" or cues.has("which_tasks", masked.text)
            areas = areas_meant(masked.text, self.notice) if of_tasks and not clauses else ()
            filters["areas"], fact = areas, "" if areas else "scope"
            core = core if not areas or self.tells(without_scope(core, areas)) else ""
        documents = read_documents(masked.text) if asks_which_task(masked, reading) else None
        if not conditions and (matter := documents_of_matter(masked.text)):
            documents, core, filters["deliverable"] = None, core if self.tells(core) else matter, None
        if documents:
            filters |= {"deliverable": documents[1], "literal": ()}
        topic = "" if documents or compared_tasks(masked, clauses) else self._topic(masked, core)
        within = self.sections.within(masked.text) if topic else None
        if section and topic:
            section, clauses = None, ()  # 第三块里夜间经济归谁: the matter tells which clause
        if (beside := set_aside(masked, self.notice))[1]:
            (conditions, without), left_out, clauses = beside, (), ()
        combination = read_combination(masked, reading) if len(conditions) > 1 else "and"
        any_of_units = combination == "or" and not any(condition.part is Part.ABSENT for condition in conditions)
        any_of_words = len(filters["literal"]) > 1 and QUOTED_OR.search(masked.question) is not None
        meant = masked.text[masked.taken_back :]
        why = reading.says("why") or bool(masked.units and WHAT_FOR.search(masked.text))
        read_so = why or (reading.says("yesno") and not DENIED.match(masked.text))
        yes_no = read_so or any(said.search(meant) for said in (cues.pattern("yes_or_no"), *SAID))
        query = Query(
            text=masked.question,
            masked=masked.text,
            language="",
            asks=Asks.NOTHING,
            count=reading.says("count"),
            yes_no=yes_no,
            why=why,
            mentions=masked.units,
            conditions=conditions,
            left_out=left_out,
            either=any_of_units or any_of_words,
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
        query = with_numbers(query, masked, reading, self.notice, self.tally, documents[0] if documents else None)
        of_joiners = self.joiners_apart and OF_JOINERS.search(masked.text) and not cues.has("lead", masked.text)
        return query.but(wanted=Wanted.OTHERS, part=Part.JOINS) if of_joiners and reading.choose("asks") == "units" else query

    def _units(self, masked: Masked, reading: Reading) -> tuple[tuple[UnitCondition, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the part each named unit must have, the units named only to be left out, and the tasks that their lead leaves out."""
        conditions, left_out = read_conditions(masked, reading)
        conditions = _still_leading(masked, conditions)
        unled = self.notice.lead_rule is LeadRule.NONE and reading.choose("asks") == "tasks"
        if unled and not cues.has("lead", masked.text):  # 最高法指导的有几项: all that it has a part in
            conditions = tuple(replace(c, part=Part.ANY) if c.part is Part.LEADS else c for c in conditions)
        if kinds_by_example(masked.text) or ALIKE.search(masked.text):
            conditions = ()
        if THEY_DO_NOT_LEAD.search(masked.text) and len(masked.units) > 1:
            led = {unit for mention in masked.units for unit in mention.units}
            return conditions, left_out, tuple(task.id for task in self.notice.tasks if led & set(task.leads))
        if not (not_led := NOT_LED.search(masked.text) or LEAD_IS_NOT.search(masked.text)):
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
        if filters["literal"] and core and not _beside(masked.question, filters["literal"], core):
            core = ""  # 想争取试点。哪些任务写了“试点”
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
        if cues.has("when", masked.text) and ASKS_DAY.search(masked.text) and not cues.has("which_tasks", masked.text):
            return None  # 上半年报送的截止日是哪天
        if not asked and not (alone and cues.has("ends", masked.text)):
            return None
        return find_due(masked.text, self.notice, alone)

    def _topic(self, masked: Masked, core: str) -> str:
        """Return what is searched for: the question as it was asked, if it has a topic at all."""
        if not is_word(core):
            return ""
        return self.topics.without_courtesy(masked.question[masked.positions[masked.taken_back] :]) or core


# "除了这项，{人社局}另外还牵头哪些": led, whatever is set aside before
STILL_LEADS = re.compile(
    f"{UNIT_MARK}[^，。？{UNIT_MARK}]{{0,10}}(?:还|也)(?:自己)?(?:牵头|领头|挑头)(?:了|着)?(?:的)?(?:有|是)?(?:哪|几|多少|什么|啥|别的|其他)"
)


def _still_leading(masked: Masked, conditions: tuple[UnitCondition, ...]) -> tuple[UnitCondition, ...]:
    """Return the one condition on a unit with the part that is asked for beside what is set aside: 除了这项，还牵头哪些."""
    if len(conditions) != 1 or not STILL_LEADS.search(masked.text) or conditions[0].part is not Part.JOINS:
        return conditions
    return (replace(conditions[0], part=Part.LEADS),)


# Where a notice has 牵头单位 and 责任单位 side by side, the second are those that join.
COLUMNS = (re.compile(r"牵头(?:单位|部门)\s*[：:]"), re.compile(r"(?<!牵头)责任(?:单位|部门)\s*[：:]"))
TWO_COLUMNS = re.compile(r"牵头(?:单位|部门)\t(?:[^\n]*\t)?责任(?:单位|部门)[\t\n]")  # the head of a table
OF_JOINERS = re.compile("责任(?:单位|部门)(?!共|一共|总共)")
# "“扶贫车间”也是写在这一项里的？", "是所有的相对贫困村都要派？"; not 牵头的是哪个？
SAID_TO_BE = re.compile(
    r"(?:^|，)(?=[^，。？]*(?:也是|就是|都是|都归|都要|全是|还是由|是由|也归|也要|都由))[^，。？谁哪几多什么啥怎咋]{4,}(?<!呢)？$"
)
# "贫困户小额信用贷款额度上限是10万？": a figure said, and a question mark
SAID_WITH_FIGURE = re.compile(
    f"^[^，。？谁哪几多什么啥怎咋如何还]{{4,}}(?:是|为|在|有|要|到|给|补|约|前|达)[^，。？谁哪几多什么啥怎咋何还{UNIT_MARK}]{{0,6}}[\\d{CHINESE_DIGITS}]+"
    f"[^，。？谁哪几多什么啥怎咋何还项条家{UNIT_MARK}]{{0,6}}？$"
)
# "{市总工会}也是参加单位？"
IS_ONE = re.compile(f"{UNIT_MARK}(?:也|就|还)?(?:是|算)(?:不是)?(?:参加|配合|牵头|责任|协办)(?:的)?(?:单位|部门|方)(?:吗|么|吧)?？?$")
DENIED = re.compile("(?:不是不是|不不+|没有没有)[，。]")  # no question whether: 不是不是，我要问的是农网改造
SAID = (IS_WRITTEN, IS_ONE, SAID_TO_BE, SAID_WITH_FIGURE)
WHAT_FOR = re.compile(
    f"{UNIT_MARK}(?:来|去)?(?:牵头|领头|挑头|参加|负责)[^。？]*(?:出于什么|什么(?:原因|缘故|道理|考虑|讲究)|何故)"
)  # 让{人民银行}牵头，是出于什么考虑
ASKS_DAY = re.compile("哪(?:一)?[天日]|几号|什么时候|何时|几月|啥时候")
LEAD_IS_NOT = re.compile(
    f"(?:牵头|打头|领头|挑头)的?(?:单位)?(?:又|却|都|偏偏|压根|根本)?(?:并?不是|并非|不为|非){UNIT_MARK}(?![？吗么])"
)  # 打头的不是扶贫办
THEY_DO_NOT_LEAD = re.compile(
    "(?:牵头|打头|领头|挑头)的?(?:单位)?(?:又|却|都|可)?(?:并?不是|并非)(?:这|那|他们|它们)?[俩两三四](?:家|个单位)?"
)
NOT_LED = re.compile(
    f"(?:不归|(?<!是)不是由?|不由|非){UNIT_MARK}(?:来)?(?:牵头|领头|挑头)(?!的?(?:吗|么|吧|？))"
)  # 第46到53项里，不归扶贫办牵头的
QUOTED_OR = re.compile('[”」』"](?:的|、)?(?:或者?|或是)[“「『"]')  # 有“用地指标”或者“用地计划指标”的
HEADING = re.compile("标题|题目|名称|叫什么|叫啥")
# "市税务局（国税地税合并后）"
OF_THE_UNIT = re.compile(rf"{UNIT_MARK}（[^（）]{{1,16}}(?:合并|改革|改名|更名|撤并|重组|成立|挂牌)[^（）]{{0,4}}）")


def _matters(masked: Masked, reading: Reading, section: Section | None) -> list[tuple[int, int]]:
    """Return the stretches that name a matter, after words that take back what was asked, outside of a section's name and a unit's."""
    named = [match.span() for match in OF_THE_UNIT.finditer(masked.text)] + ([(section.begin, section.end)] if section else [])
    said = whole_quotations(masked.text, reading.tagged("topic"))
    apart = (span for span in said if not any(begin < span[1] and span[0] < end for begin, end in named))
    return [span for span in apart if span[0] >= masked.taken_back]


def _beside(text: str, words: tuple[str, ...], core: str) -> bool:
    """Tell whether any of a matter's words stands in a sentence that holds a word sought."""
    sentences = [sentence for sentence in re.split("[。？！]", text) if any(word in sentence for word in words)]
    asking = [sentence for sentence in sentences if cues.has("which_tasks", sentence)] or sentences
    return any(stretch in sentence for stretch in core.split("，") if stretch for sentence in asking) or not asking


def _core(masked: Masked, matters: list[tuple[int, int]]) -> str:
    """Return the words that name the matter, stretches parted by ，; where less than a word is marked, those around it."""
    core = "，".join(masked.words(begin, end) for begin, end in matters)
    return core if is_word(core) or not matters else bare_core(_segment(masked.text, matters[0][0]))  # 有|奖|举报那块


def _segment(text: str, place: int) -> str:
    """Return the stretch around a place up to the next mark, unit or mark of punctuation on either side."""
    return next(match.group() for match in SEGMENT.finditer(text) if match.start() <= place < match.end())


SEGMENT = re.compile(rf"[^{UNIT_MARK}，。？；：！、]+|.")


def _without_times(text: str) -> str:
    return cues.cut(text, "ends", "stated_limit")
