"""A clean question -> a Query: what is asked, about which units, clauses and topic, with which filters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from answer import cues
from answer.filters import Filters, read_filters
from answer.mentions import ClauseMention, UnitMention, find_clauses, find_units
from answer.normalise import Question
from answer.organs import OrganNames
from answer.query import Asks, Part, Query, Rank, Size, UnitCondition, Wanted
from answer.select import has_part
from answer.slips import SoundIndex
from answer.topic import TopicReader
from ingest.lines import ordinal_value
from schema import Notice

UNIT_MARK, CLAUSE_MARK = "\ue000", "\ue001"  # stand for a mention, so that cue words of names are not read as cues


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with its mentions marked: what the steps of understanding work on."""

    text: str
    masked: str  # same length; mentions overwritten by marks
    units: tuple[UnitMention, ...]
    clauses: tuple[ClauseMention, ...]

    def has(self, *names: str) -> bool:
        return any(cues.has(name, self.masked) for name in names)


class Understanding:
    """Understands questions about one notice."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.names = OrganNames(notice)
        self.topics = TopicReader(notice)
        self.sounds = SoundIndex(clause.text for clause in notice.clauses)

    def read(self, question: Question) -> Query:
        """Return what a question asks, taken by itself."""
        if question.is_empty:
            return Query(question.text, question.language, Asks.NOTHING, scope="empty")
        text, slips = (
            (question.text, ()) if question.language == "en" else self.sounds.mend(question.text, self._named_spans(question.text))
        )
        reading = self._mark(text)
        filters = read_filters(reading.text, reading.masked)
        field = _front_field(reading)
        conditions, excluded = _conditions(reading)
        rank = None if filters.of_tasks or 0 < sum(len(c.clauses) for c in reading.clauses) < 3 else _rank(reading)
        if rank and "仅次于" in reading.masked:
            conditions = ()
        if filters.kind and conditions and all(self.names.kind(unit) in filters.kind.split() for c in conditions for unit in c.units):
            conditions = ()  # "银行类单位（人民银行、邮政银行）": examples of the kind
        if "银行" in filters.unit_word + filters.kind.replace("bank", "银行") and all(
            "银行" in unit for c in conditions for unit in c.units
        ):
            conditions = ()
        literal = tuple(word for word in filters.literal if f"“{word}”" in reading.text or word in self.notice.source)
        core = self.topics.core(reading.masked, filters.stretches)
        topic = self.topics.read(
            reading.text, reading.masked, filters.stretches, named=bool(conditions or reading.clauses or filters.any or rank)
        )
        if filters.alone and self.topics.is_telling(core):
            filters = replace(filters, sizes=())  # "乡风文明是不是就一家单位负责": of a topic, not over the notice
        elif filters.sizes or literal:
            topic = ""  # a number of units or quoted words are the whole condition
        query = Query(
            text=text,
            slips=slips,
            language=question.language,
            asks=Asks.NOTHING,
            wanted=_wanted(reading),
            count=cues.has("count", reading.masked),
            why=cues.has("why", reading.masked),
            mentions=reading.units,
            conditions=conditions,
            either=len(conditions) > 1
            and (bool(EITHER.search(reading.masked)) or sum(c.part is Part.LEADS for c in conditions) > 1),  # a task has one lead
            exactly_one=len(conditions) > 1 and bool(EXACTLY_ONE.search(reading.masked)),
            clauses=tuple(dict.fromkeys(i for mention in reading.clauses for i in mention.clauses)),
            missing=tuple(dict.fromkeys(i for mention in reading.clauses for i in mention.missing)),
            topic=topic,
            core=core,
            rank=rank,
            sizes=filters.sizes,
            year=filters.year,
            deliverable=filters.deliverable if not _narrower(topic, filters) else None,
            deadline=filters.deadline and not topic,
            literal=(*literal, "年底") if filters.year and re.search(r"年?底", reading.text) else literal,
            measure=filters.measure,
            unit_word=filters.unit_word or ("银行" if filters.kind == "bank" else ""),  # 人民银行 is a regulator, and yet a bank
            kind="" if filters.unit_word or filters.kind == "bank" else filters.kind,
            field=field,
            part=_part(reading.masked) if not conditions else Part.ANY,
            yes_no=_is_yes_no(reading),
            bare=_is_bare(reading),
            fact="when" if reading.has("when") else "amount" if reading.has("amount") else "",
        )
        query = self._equal_to_unit(reading, query)
        asks = self._asks(reading, query, filters)
        clauses_compared = asks is Asks.UNITS and len(query.clauses) > 1 and not conditions
        if query.topic and (asks is not Asks.CONTENT or question.language == "en"):
            query = query.but(topic=self.topics.beside_names(reading.masked) or query.topic)
        return query.but(
            asks=asks,
            shared=clauses_compared and reading.has("shared") and not reading.has("different"),
            different=clauses_compared and reading.has("different"),
            conditions=() if asks is Asks.UNITS and excluded else query.conditions,
            wanted=Wanted.OTHERS if asks is Asks.UNITS and excluded and query.wanted is not Wanted.LEAD else query.wanted,
        )

    def _named_spans(self, text: str) -> list[tuple[int, int]]:
        return [(mention.begin, mention.end) for mention in find_units(text, self.names)]

    def _mark(self, text: str) -> Reading:
        clauses = find_clauses(text, self.notice)
        units = [u for u in find_units(text, self.names) if not any(c.begin < u.end and u.begin < c.end for c in clauses)]
        units = [
            u
            for u in units
            if not (u.via == "absent" and u.organ and any(u.said[i:] in self.notice.source for i in range(max(1, len(u.said) - 3))))
        ]
        masked = cues.blank(text, [(u.begin, u.end) for u in units], UNIT_MARK)
        masked = cues.blank(masked, [(c.begin, c.end) for c in clauses], CLAUSE_MARK)
        return Reading(text, masked, tuple(units), tuple(clauses))

    def _equal_to_unit(self, reading: Reading, query: Query) -> Query:
        """Turn "跟市委组织部一样多" into a number of tasks."""
        if not (
            re.search(f"(?:跟|和|与|同){UNIT_MARK}+(?:的)?[^，。？]{{0,6}}(?:一样|相同|持平|并列)", reading.masked) and query.conditions
        ):
            return query
        condition = query.conditions[0]
        by = Part.LEADS if reading.has("lead") else Part.ANY
        number = sum(has_part(task, condition.units, by) for task in self.notice.tasks)
        return query.but(conditions=(), sizes=(Size("tasks", by, number, number),), topic="", unlike=condition.units)

    def _asks(self, reading: Reading, query: Query, filters: Filters) -> Asks:
        """Decide what kind of thing is wanted from the interrogatives and what they are about."""
        about = bool(query.clauses or query.missing or query.topic)
        frame = Reading(reading.text, cues.blank(reading.masked, list(filters.stretches)), reading.units, reading.clauses)
        roles = frame.has("lead", "others", "joins", "both_roles")
        who = frame.has("who", "contact") or (roles and not query.conditions)
        if (HOW.search(frame.masked) or frame.has("when")) and not _interrogative_who(frame):
            who = False  # "想加参与单位，程序怎么走": units are spoken of, not asked for
        which = frame.has("which_tasks")
        if (
            query.field
            and not query.conditions
            and not query.clauses
            and not self.topics.is_left(frame.masked, f"front_fields.{query.field}", most=3)
        ):
            return Asks.FRONT
        if query.unlike:
            return Asks.UNITS
        if query.rank and (not query.topic or PARTNERS.search(reading.masked)):
            return Asks.TASKS if query.rank.of == "tasks" else Asks.UNITS
        if len(query.clauses) > 1 and not query.conditions and frame.has("shared") and re.search(r"单位|部门", frame.masked):
            return Asks.UNITS
        if filters.of_tasks and not query.clauses:
            return Asks.TASKS
        if query.conditions and (about or query.why) and len(query.clauses) < 3 and _is_verification(frame, query):
            return Asks.VERIFY
        if query.conditions and (not about or len(query.clauses) > 2):
            return Asks.UNITS if _asks_partners(frame) and not query.why else Asks.TASKS
        if filters.about_units and not query.topic and not query.clauses:
            return Asks.UNITS
        if query.clauses and filters.deadline:
            return Asks.CONTENT
        if filters.any and not query.clauses and (which or ("任务" in frame.masked and not _interrogative_who(frame))):
            return Asks.TASKS
        if who and (about or filters.any):
            return Asks.UNITS
        if which or (filters.any and not query.topic):
            return Asks.TASKS
        if about:
            return Asks.CONTENT
        if query.count and not query.conditions and re.search(r"任务|单位|部门|几家|多少家", frame.masked):
            return Asks.UNITS if re.search(r"单位|部门|家", frame.masked) and "任务" not in frame.masked else Asks.TASKS
        return Asks.UNITS if who else Asks.NOTHING


# "与市教育局合作次数最多的单位"
PARTNERS = re.compile(r"合作|同列|搭档|一起|共事|打交道|联手|搭伙|配合次数|碰面")
HOW = re.compile(r"怎么(?:走|办|讲|说|规定|写|算|处理|申请|要求|弄|区分)|如何|程序|手续|流程")
# "两家只来了一家": one of them and not the other
EXACTLY_ONE = re.compile(r"[两三]家(?:里|中)?(?:头)?只(?:来|有|到|见)了?[一1]家|只(?:占|沾|有)其(?:中)?一|有此无彼|有一家没一家")
# "组织、宣传、统战三个部门合计", "旅游局、文广新局合成一个局", "民政局或者残联" / "牵头或参加"
EITHER = re.compile(
    f"至少(?:来|有|沾)?(?:了)?[一1][家个]|任一|拼在一起|去掉重复|合在一起|(?:随便|任意)(?:哪|一)|要么|或者?(?={UNIT_MARK})|合计|加起来|合起来|合成|合并|任意一|任何一|{UNIT_MARK}(?:或者?|抑或){UNIT_MARK}"
)


# What asks for something other than yes or no.
OPEN = re.compile(r"谁|哪|什么|啥|怎么|多少|几|何|吗|么(?=[？，。]|$)|嘛|(?i:who|what|which|when|how|where|whom)")
# "那修路呢", "换成市教育局呢", "陆河？", "说错了，是林业局"
BARE = re.compile(r"(?:^(?:那么?|换成?|改成|还有|再说|说错|问错|不对|不是|啊|哦)[^？]*|呢[？。]?$|^[^，。]{1,8}[？?]?$)")


def _is_yes_no(reading: Reading) -> bool:
    """Tell whether some sentence of a message asks yes or no."""
    return reading.has("verify") or any(
        sentence.endswith("？") and not OPEN.search(sentence) for sentence in re.findall(r"[^。？！]+[？]?", reading.masked)
    )


def _is_bare(reading: Reading) -> bool:
    """Tell whether a message only names a thing, leaving what is asked of it to the conversation."""
    frame = re.sub(r"说错了?|问错了?|不对|我(?:是)?(?:问|说)(?:的)?", "", reading.masked)
    roles = any(cues.has(name, frame) for name in ("who", "contact", "lead", "others", "joins", "which_tasks", "when", "count"))
    return bool(BARE.search(reading.masked)) and not roles and not re.search(r"谁|什么|啥|怎么|多少|几|吗|哪", frame)


def _front_field(reading: Reading) -> str:
    return next((name for name in cues.front_fields() if cues.has(f"front_fields.{name}", reading.masked)), "")


# --- units as conditions -----------------------------------------------------------------------------------------

# "有民政、没有财政的", "财政不在", "扶贫办缺席", "统计局没份"
BEFORE_ABSENT = re.compile(
    r"(?:不见|刨掉(?:跟|和|与)?|撇掉(?:跟|和|与)?|去掉(?:跟|和|与)|没有?|无|不(?:含|包括|涉及|带)|缺)(?:安排|列|写|提到?)?$"
)
AFTER_ABSENT_MORE = re.compile(
    r"^(?:[两三]家|二者|两个(?:局|单位)|的)?(?:都|均|皆)?(?:毫?无(?:关|瓜葛|涉)|没(?:有)?关系|不沾|不相干|的?(?:剔除|除外|扣除|去掉|排除))|^(?:[两三]家|二者|两个(?:局|单位))(?:都|均|皆)(?:不|没|缺席|无)|^(?:没|不)在|^的(?:任务)?(?:剔除|除外|扣除|去掉|排除)"
)
AFTER_ABSENT = re.compile(
    r"^(?:都|却|又|也|根本|完全)?(?:不|没有?|未)(?:在(?!线)|参加|参与|配合|出现|列|涉及|管|负责|份|搭|沾|出|上|被)|^(?:却|又|也)?(?:没(?:有)?份|缺席|不在|没在)"
)
BEFORE_EXCLUDED = re.compile(r"(?:除了?|除开|除去|撇开|去掉|不算|刨去|抛开|不含|apart from|besides|other than)\s*(?:the\s*)?$", re.I)
AFTER_EXCLUDED = re.compile(r"^(?:之外|以外|外|之余)")
WINDOW_END = re.compile(f"[，。；？！,;?!{UNIT_MARK}]|而|但|并且|且(?!末)")


def _conditions(reading: Reading) -> tuple[tuple[UnitCondition, ...], bool]:
    """Return the part each named unit must have, and whether a unit was named only to be left out (除了…还有谁)."""
    conditions: list[UnitCondition] = []
    excluded = False
    pending: list[UnitMention] = []
    for i, mention in enumerate(reading.units):
        before, after = reading.masked[: mention.begin], reading.masked[mention.end :]
        if BEFORE_EXCLUDED.search(before) or AFTER_EXCLUDED.search(after):
            excluded = True
            continue
        if cues.pattern("greeting").match(reading.masked[mention.end :]) and len(reading.units) > 1 and i == 0:
            continue
        if i + 1 < len(reading.units) and not re.sub(
            r"[、和跟与及同还有以，或者]", "", reading.masked[mention.end : reading.units[i + 1].begin]
        ):
            pending.append(mention)
            continue
        window = re.split(WINDOW_END, after, maxsplit=1)[0]
        alone = len(reading.units) == 1  # then all that is said of a part is said of this unit
        partners = alone and _asks_partners(reading)
        window = re.split(r"由?谁|由?哪", window, maxsplit=1)[0] if partners else window
        said = reading.masked if alone and not (partners and _has_role(window)) else window
        part = Part.ABSENT if _is_absent(before, window) else _part(said)
        for listed in (*pending, mention):
            conditions.append(UnitCondition(listed.units, part, listed.said))
        pending = []
    return _merge(conditions), excluded


def _is_absent(before: str, after: str) -> bool:
    """Tell whether a unit is said to have no part: "没有财政", "财政不参加"; "财政不牵头" is no absence."""
    denied = AFTER_ABSENT_MORE.match(after) or (
        AFTER_ABSENT.match(after) and not re.match(r"[不没未](?:有)?(?:带|当|用)?(?:牵头|领头)", after)
    )
    return bool(BEFORE_ABSENT.search(before) or denied)


def _has_role(window: str) -> bool:
    return any(cues.has(name, window) for name in ("lead", "joins", "only_participant"))


def _part(window: str) -> Part:
    lead, joins = cues.first("lead", window), cues.first("joins", window)
    if re.search(r"(?:有无|有没有|是否|有否)牵头", window) and re.search(r"哪些|哪几", window):
        return Part.ANY
    if cues.has("only_participant", window) and not re.search(r"牵头的?(?:和|、|也|，)?参加|牵头几|牵头多少", window):
        return Part.JOINS
    if lead is not None and re.search(r"其中", window[:lead]):
        return Part.ANY
    if joins is not None and (lead is not None or "负责" in window):
        return Part.ANY
    if lead is not None:
        return Part.LEADS
    return Part.JOINS if joins is not None else Part.ANY


def _merge(conditions: list[UnitCondition]) -> tuple[UnitCondition, ...]:
    """Keep one condition a unit: the same unit named twice, or by its old and new name, counts once."""
    kept: list[UnitCondition] = []
    for condition in conditions:
        same = next(
            (
                i
                for i, k in enumerate(kept)
                if (condition.units and set(condition.units) <= set(k.units)) or set(k.units) == set(condition.units) != set()
            ),
            None,
        )
        if same is None:
            covered = [k for k in kept if k.units and set(k.units) < set(condition.units)]
            kept = [k for k in kept if k not in covered] + [condition]
        elif kept[same].part is Part.ANY:
            kept[same] = UnitCondition(kept[same].units, condition.part, kept[same].said)
    return tuple(kept)


# --- what is wanted ----------------------------------------------------------------------------------------------


def _wanted(reading: Reading) -> Wanted:
    """Read which units of a task are wanted, by the cues outside the parts said of named units."""
    text = reading.masked
    if cues.has("both_roles", text):
        return Wanted.ALL
    others, lead = cues.first("others", text), cues.first("lead", text)
    if others is not None and lead is not None:
        return _nearest_to_interrogative(reading)
    if others is not None:
        return Wanted.OTHERS
    if lead is not None:
        return Wanted.LEAD
    if cues.has("contact", text) and not cues.has("plural", text):
        return Wanted.LEAD
    return Wanted.ALL


# "除牵头外还有谁", "牵头的之外", "apart from the lead" / "牵头单位还有谁"
BESIDES_LEAD = re.compile(
    r"(?:除了?|除开|除去|撇开|不算|不含|不包括|去掉|扣掉|刨去)[^，。？]{0,8}(?:牵头|领头|主办|挑头)"
    r"|(?:牵头|领头|主办)[^，。？]{0,4}(?:之外|以外|外|的?其他|的?其余)|(?i:apart from|besides|other than|excluding|except|aside from)"
)


def _nearest_to_interrogative(reading: Reading) -> Wanted:
    """Both roles are named: "除牵头外还有谁" wants the others, "X参加的那项谁牵头" the lead."""
    text = reading.masked
    if BESIDES_LEAD.search(text):
        return Wanted.OTHERS
    asked = [end for _, end in cues.spans("who", text)] or [len(text)]
    distance = {
        Wanted.LEAD: min(abs(asked[-1] - end) for _, end in cues.spans("lead", text)),
        Wanted.OTHERS: min(abs(asked[-1] - end) for _, end in cues.spans("others", text)),
    }
    return min(distance, key=distance.get)


def _interrogative_who(reading: Reading) -> bool:
    return bool(re.search(r"谁|[哪那][^，。？]{0,3}(?:家|单位|部门|局)|(?i:\bwho\b)", reading.masked))


def _asks_partners(reading: Reading) -> bool:
    """ "移动公司要跟哪几家一起干" asks units; "市农业局牵头哪几项" asks tasks."""
    text = reading.masked
    if not (
        _interrogative_who(reading) or re.search(r"(?:单位|部门)(?:有|是|名单|全|都)|(?:配合|参加|责任|协办|牵头)的?单位[？。]?$", text)
    ):
        return False
    return (
        not reading.has("which_tasks")
        or text.rfind("谁") > max(end for _, end in cues.spans("which_tasks", text))
        or bool(re.search(r"(?:给|跟|和|与|同)(?:它|他们?|其)?[^，。？]{0,6}(?:搭手|一起|配合)|(?:配合|参加|责任|协办)(?:的)?单位", text))
    )


def _is_verification(reading: Reading, query: Query) -> bool:
    """A unit, a task, and a yes-or-no form (or no interrogative at all)."""
    text = re.sub(r"(?:不管|无论|不论)[^，。]*[，。]", "", reading.masked)
    text = next((sentence for sentence in re.findall(r"[^。？！]+[？]?", text) if UNIT_MARK in sentence), text)
    reading = Reading(reading.text, text, reading.units, reading.clauses)
    asked = _interrogative_who(reading) or reading.has("which_tasks") or re.search(r"几[家个项]|多少|什么|啥|怎么(?!会|是|由)|哪", text)
    if query.why:
        return True
    if reading.has("verify"):
        return not asked
    if query.topic:
        return not asked and query.yes_no
    return not asked and bool(query.clauses) and (text.endswith(("？", "?")) or query.conditions[0].part is not Part.ANY)


# --- order and number ----------------------------------------------------------------------------------------------

PLACE = re.compile(
    r"(?:排|名列|位居|位列)(?:在|名)?第([一二三四五六七八九十\d]+)|第([二三四五六七八九十])(?:多|少|名|位)|前([一二三四五六七八九十\d]+)(?:名|位|家)"
)


def _rank(reading: Reading) -> Rank | None:
    text = reading.masked
    place = PLACE.search(text)
    most, least = reading.has("most"), reading.has("least")
    if not (most or least or place):
        return None
    nth = ordinal_value(place[1] or place[2]) if place and (place[1] or place[2]) else 2 if re.search(r"榜眼|次多|仅次于|老二", text) else 1
    top = ordinal_value(place[3]) if place and place[3] else 1
    lead, joins = cues.first("lead", text), cues.first("joins", text)
    by = Part.LEADS if lead is not None and joins is None else Part.JOINS if joins is not None and lead is None else Part.ANY
    if reading.has("only_participant"):
        by = Part.JOINS
    of = (
        "tasks"
        if re.search(r"哪(?:一|几|些|两)?个?(?:项|条|件|任务)|第几|几号|(?:任务|项)(?:是|有)(?:哪|什么)|(?i:which tasks?)", text)
        and not re.search(r"(?:任务|项目?|头|活)(?:数)?最[多少]", text)
        else "units"
    )
    return Rank(of, by, least=(least and not most) or "第二少" in text, place=nth, top=top)


def _narrower(topic: str, filters: Filters) -> bool:
    """A deliverable named within a topic (危房改造的实施方案) is part of the topic, not a filter."""
    return bool(topic) and filters.deliverable is not None
