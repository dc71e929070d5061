"""A clean question -> a Query: its units are recognised, the reader says what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from answer import cues
from answer.asked import speaks_of_division, weigh_asks
from answer.blanks import BlankReader
from answer.documents import asks_for_documents, beside_documents
from answer.english import without_asking
from answer.filters import kinds_said
from answer.levels import LETTERS
from answer.lexicon import Lexicon
from answer.masked import Masked, mask
from answer.mentions import OF_ALL_LEVELS, OFFICER, UnitMention, after_merger, find_units, is_purse, name_meant, without_appositions
from answer.normalise import Question
from answer.organs import OrganNames
from answer.parts import spoken_of
from answer.query import Asks, Part, Query, Wanted
from answer.reader import UNIT_MARK, QuestionReader, Reading
from answer.reconsider import OWN_DUTY
from answer.shares import clause_of_share, of_share
from answer.slips import SoundIndex
from answer.stated import ASKS_DAY, StatedReader
from answer.story import THEY, hangs_on_story, introduction, with_unit
from answer.told_by_lead import of_task_led
from answer.topic import TopicReader, bare_core, is_word
from schema import Clause, ClauseKind, Notice

SURE_TALK = 0.8  # chance from which a message that names nothing is talk, however vague
BRANCHES = ("分行", "支行", "分公司")


class Understanding:
    """Understands questions about one notice."""

    def __init__(self, notice: Notice, reader: QuestionReader, organs: Mapping[str, Any] | None = None) -> None:
        self.notice = notice
        self.reader = reader
        self.names = OrganNames(notice, organs)
        self.topics = TopicReader(notice)
        self.lexicon = Lexicon(notice)
        self.stated = StatedReader(notice, self.names, self.topics)
        self.sounds = SoundIndex(clause.text for clause in notice.clauses)
        self.blanks = BlankReader(notice, self.names)

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
        if ACKNOWLEDGED.fullmatch(question.text):
            return Query(question.text, question.language, Asks.NOTHING, scope="chat")
        if question.is_empty:
            return Query(question.text, question.language, Asks.NOTHING, scope="empty")
        text, slips = after_merger(self._asked_by_its_unit(question), self.names), ()
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
        query = self.stated.read(masked, reading).but(text=text, language=question.language, slips=slips, follow=follow)
        if question.story and follow == "new" and hangs_on_story(query, self.tells):
            query = self._in_its_story(query, question.story + text)
        subject = not query.but(count=False).says_something and reading.choose("asks") in ("tasks", "units")
        if masked.units and (subject or (query.yes_no and not query.conditions and ITS_PART.search(masked.text))):
            query = query.but(conditions=spoken_of(masked))
        of_notice = reading.choose("asks") != "none" or self.topics.says_term(text)
        if not query.says_something and of_notice and self.tells(text):
            query = query.but(topic=self.topics.without_courtesy(text), core=text)  # of what is asked, the reader could not tell
        if cues.has("next_step", masked.text) and not (query.topic or query.clauses):
            query = query.but(topic=text, core=text)  # 汇总完了，扶贫办再往哪儿报: of what is reported, and no unit's tasks
        if question.language == "en":
            query = query.but(topic=without_asking(query.topic))
        return self._weighed(query, masked, reading, follows=bool(before))

    def _weighed(self, query: Query, masked: Masked, reading: Reading, follows: bool) -> Query:
        """Return a query with what is asked, and of its parts those that this leaves standing.

        Args:
            follows: there is a conversation, from which the rest may come.
        """
        asks = weigh_asks(query, reading, follows)
        if asks is Asks.NOTHING and query.topic and self.topics.says_term(query.text):
            asks = Asks.CONTENT  # 五老是哪五老来着
        elsewhere = any(cues.has(name, query.text) for name in ("to_compose", "wrongdoing"))
        of_somebody = any(cues.has(name, query.text) for name in ("who", "contact", "lead"))  # 写春联送福的活动归谁管
        if elsewhere and not (of_somebody or query.conditions or query.clauses or query.filtered):
            return query.but(asks=Asks.NOTHING, topic="", scope="chat")
        if asks is Asks.NOTHING:
            talk = reading.chance("asks", "none") > SURE_TALK
            return query.but(topic="", scope="vague" if (query.vague and not talk) or speaks_of_division(query.text) else "chat")
        if asks is not Asks.CONTENT and query.topic and masked.units and query.topic != query.core:
            meant = masked.blanked()[masked.positions[masked.taken_back] :]
            query = query.but(topic=self.topics.beside_names(meant) or query.topic)
        general = query.conditions and self.topics.is_general(query.core)  # 总工会参与哪些扶贫任务
        if asks is Asks.TASKS and (general or OWN_DUTY.search(query.masked)):
            query = query.but(topic="", core="")
        speaks_of_units = any(cues.has(name, query.text) for name in ("lead", "others", "joins", "who", "contact"))
        of_day = cues.has("when", query.masked) and ASKS_DAY.search(query.masked) is not None  # 几月底前把清单公布出来
        of_documents = (asks_for_documents(query.masked) and not of_day) or (query.yes_no and query.deliverable is not None)
        if asks is Asks.CONTENT and not (query.yes_no or query.fact) and query.topic and CLAIMED_FIRST.search(query.masked):
            query = query.but(yes_no=True)  # 补助是直接给农户的吧？走的是哪种账户
        if asks is Asks.CONTENT and of_documents:
            alone = query.clauses or not is_word(bare_core(beside_documents(query.core)))
            query = query.but(fact="documents", count=False, **({"topic": "", "core": ""} if alone else {}))
        if asks not in (Asks.UNITS, Asks.TASKS) or (asks is Asks.TASKS and not speaks_of_units):
            query = query.but(wanted=Wanted.ALL, part=Part.ANY)  # no units are asked for
        query = query.but(asks=asks, field=query.field if asks is Asks.FRONT else "")
        return of_task_led(query, self.stated.tally) or query

    def _in_its_story(self, query: Query, told: str) -> Query:
        """Return a query whose matter is sought in all that a long message tells, the units named left out."""
        told = self.topics.beside_names(mask(told, find_units(told, self.names)).blanked())
        return query.but(topic=told, core=told, vague=False)

    def _asked_by_its_unit(self, question: Question) -> str:
        """Return the text of a question with the unit that asks, where the story told around it names it and the question does not."""
        introduced, asked = (question.story, question.text) if question.story else introduction(question.text)
        introduced, others = TITLE.sub("", introduced), find_units(asked, self.names)
        if not introduced or (others and not THEY.search(asked)):
            return question.text
        named = find_units(introduced, self.names)
        if THEY.search(asked) and len(named) != 1:
            return question.text  # 约组织部和民政局碰头，聊他们共同承担的
        return with_unit(asked, introduced[named[0].begin : named[0].end]) if named else question.text

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

    def tells(self, text: str) -> bool:
        """Tell whether a text holds words of a matter beside those of the frame of a question."""
        return self.stated.tells(text)


CLAIMED_FIRST = re.compile("^[^？谁哪什么啥几多怎]{4,}(?:吧|的吗|是吗|对吗|对不对|是不是)？.")
TITLE = re.compile("(?:副)?(?:书记|部长|局长|主任|主席|行长|社长|会长|理事长)")  # 供销社主任催我三回了，他们到底在哪几项里
# The part of a unit named before, in passing: "{妇联}的同志问，三留守那项她们参加没有"
ITS_PART = re.compile(
    f"{UNIT_MARK}[^。]*[，。？](?:[^{UNIT_MARK}]*[^其])?(?:[他她它]们?|我们|咱们?|本)(?:局|办|会|委|单位|部门)?(?:也|都|到底|究竟|是不是|是否|要不要|有没有)*"
    "(?:参加|参与|牵头|配合|有份|在里|在不在|管不管)"
)
# "okk收到", "好的，知道了，谢谢"; no alternative repeats itself, so that a long run of them is read once
ACKNOWLEDGED = re.compile(
    r"(?i:(?:确定(?:吗)?？|真的(?:吗)?？|是吗？|ok+y?|好[的嘞滴吧]?|行|嗯|哦|噢|对|是的?|收到|明白了?|了解了?|知道了?|晓得了?|清楚了|谢谢(?:您|你|啦|了)?|多谢|辛苦了?|[，。！~、\s])+)"
)
