"""The responsibility grammar: （A、B、C）, A牵头，B配合, 牵头单位：A … -> units with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from schema import Assignment, LeadRule, Role

OPEN, CLOSE = "（(", "）)"

# Last words of an organ's name. "市住建局", "团市委", "联通汕尾分公司" / "留守儿童", "保险".
UNIT_END = re.compile(
    r"(?:局|办|委|部|厅|院|署|会|社|台|组|室|联|关|馆|中心|公司|集团|银行|支行|分行|政府|党委|党组|党工委|部门|单位|机构|法庭|大学|学校|银监局|总队|支队|大队)$"
)
COLLECTIVE = re.compile(r"^(?:各|有关|相关|其他)|(?:有关|相关)(?:部门|单位)|各(?:部门|单位)")
# "等有关部门和单位", "等部门", "等" at the end of a list.
OPEN_LIST = re.compile(r"等(?:\d+个|有关|相关|其他)?(?:部门|单位|成员单位|部门和单位|部门、单位|单位和部门)?$")
LEAD_RULE = re.compile(
    # "（列在分工项目首位的为牵头单位", "列第一位者为牵头单位", "排在第一位的为牵头" / "牵头单位要列出"
    r"(?:列|排|居)[^，。；）)]{0,10}(?:首位|第一位?|最前|首个)[^，。；）)]{0,12}牵头|"
    # "第一个单位为牵头单位", "首位单位为牵头单位"
    r"(?:第一个?|首个|首位|首列)(?:单位|部门|责任单位)[^，。；）)]{0,6}牵头"
)
LABELS: tuple[tuple[re.Pattern[str], Role | None], ...] = (
    # "牵头单位：市住建局" / "牵头单位要负总责"
    (re.compile(r"^(?:牵头|主办|主责|主要责任|总牵头)(?:责任)?(?:单位|部门|科室|领导)?[:：]"), Role.LEAD),
    # "配合单位：市财政局", "参加单位:"
    (re.compile(r"^(?:配合|参加|参与|协办|协同|协助|会办)(?:责任)?(?:单位|部门|科室)?[:：]"), Role.PARTICIPANT),
    # "责任单位：", "负责部门：", "指导部门："
    (re.compile(r"^(?:责任|负责|指导|实施|承办|落实|主管)(?:单位|部门|主体|科室)?[:：]"), Role.RESPONSIBLE),
    # "适用范围：浙江自贸试验区", "完成时限：2025年底": not units
    (re.compile(r"^(?:适用|推广|实施)?(?:范围|时限|期限|时间|进度|完成时[限间]|责任人|联系人|备注)[:：]"), None),
)
# What a segment ends with, and the role it gives to the names before it.
VERBS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"(?:共同|联合)牵头(?:负责|落实|组织)?$"), Role.JOINT_LEAD),
    (re.compile(r"(?:负责)?(?:总)?牵头(?:负责|落实|组织|实施|办理)?$"), Role.LEAD),
    (
        re.compile(r"(?:按照?|根据)?(?:各自)?职[责能](?:分工|任务)?(?:分别)?(?:负责|落实|抓好落实|做好.{0,6}|配合.{0,2}|办理)?$"),
        Role.BY_DUTY,
    ),
    (re.compile(r"分别(?:牵头)?(?:负责|落实|承担)$|分工负责$"), Role.BY_DUTY),
    (re.compile(r"(?:积极|协同|密切|共同)?(?:配合|参加|参与|协助|协办|支持)(?:负责|落实|实施)?$"), Role.PARTICIPANT),
    (re.compile(r"(?:共同|具体|组织|联合)?(?:负责|落实|实施|承办|主办|办理)$"), Role.RESPONSIBLE),
)
# "A会同B、C负责", "市农业局商有关部门": A leads / "市商务局" is a name
JOIN = re.compile(r"会同|(?<=[局办委部厅院会])商(?=有关|相关|各|市|省|县)")
MAX_NAME = 30  # characters; the longest organ names run to about 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """A responsibility phrase in a clause's text: ``text[begin:end]``, its brackets included."""

    begin: int
    end: int
    inner_begin: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit named at ``begin`` to ``end`` of the clause's text."""

    name: str
    role: Role
    begin: int
    end: int
    part: int


def find_phrases(text: str) -> list[Phrase]:
    """Return the responsibility phrases of a clause's text, in order.

    "…实施改造。（市住建局、市财政局）" -> one; "各县（市、区）要…" -> none.
    """
    phrases = [p for p in _bracket_groups(text) if is_responsibility(text[p.inner_begin : p.inner_end], _closes(text, p.end))]
    phrases += [p for p in _labelled_lines(text) if not any(q.begin <= p.begin < q.end for q in phrases)]
    return sorted(phrases, key=lambda phrase: phrase.begin)


def _bracket_groups(text: str) -> Iterator[Phrase]:
    """Yield top-level bracket groups; full and half width may be mixed within a pair."""
    depth, begin = 0, 0
    for place, character in enumerate(text):
        if character in OPEN:
            begin = place if depth == 0 else begin
            depth += 1
        elif character in CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield Phrase(begin, place + 1, begin + 1, place)


def _labelled_lines(text: str) -> Iterator[Phrase]:
    """Yield lines such as 牵头单位：A　配合单位：B."""
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if any(role and pattern.match(line) for pattern, role in LABELS):
            begin = match.start() + match.group().index(line[0])
            yield Phrase(begin, begin + len(line), begin, begin + len(line))


def _closes(text: str, end: int) -> bool:
    """Tell whether a bracket ending at ``end`` closes its sentence or clause."""
    rest = text[end:].lstrip(" ")
    return not rest or rest[0] in "。；;\n"


def is_responsibility(content: str, closes: bool) -> bool:
    """Tell whether a bracket's content names units responsible.

    "市林业局、财政局" -> True at the end of a sentence; "含技校", "市、区" -> False.
    """
    content = content.strip()
    if any(role and pattern.match(content) for pattern, role in LABELS):
        return True
    first = re.split(r"[。；;，,]", content)[0]
    if any(pattern.search(first) for pattern, _ in VERBS):
        return any(is_unit_name(name) for name, _, _ in split_names(_cut_verb(first)[0]))
    if not closes:
        return False
    names = [name for name, _, _ in split_names(OPEN_LIST.sub("", first))]
    return bool(names) and all(is_unit_name(name) for name in names)


def is_unit_name(name: str) -> bool:
    """Tell whether a name has the form of an organ's: "市住建局" -> True, "街道" -> False."""
    return 2 <= len(name) <= MAX_NAME and bool(UNIT_END.search(name) or COLLECTIVE.match(name)) and not re.search(r"[，。；：“”《》]", name)


def read_units(text: str, phrase: Phrase, rule: LeadRule, part: int = 0) -> tuple[list[NamedUnit], str]:
    """Return the units a phrase names with their roles, and the words that leave its list open.

    "（A牵头，B、C配合）" -> A lead, B and C participants; "（A、B）" -> by the notice's rule.
    """
    named: list[NamedUnit] = []
    open_words = ""
    label: Role | None = None
    skipping = False
    for begin, end in _segments(text, phrase.inner_begin, phrase.inner_end):
        segment = text[begin:end]
        if LEAD_RULE.search(segment) or re.fullmatch(r"以?下同", segment):
            continue
        for pattern, role in LABELS:
            match = pattern.match(segment)
            if match:
                label, skipping = role, role is None
                begin += match.end()
                segment = text[begin:end]
                break
        if skipping:
            continue
        core, verb = _cut_verb(segment)
        opened = OPEN_LIST.search(core)
        if opened:
            open_words = opened.group()
            core = core[: opened.start()]
        named += _names_in(core, begin, verb or label, part)
    return _settle_roles(named, rule, closed=not open_words), open_words


def _segments(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at ，；。 and before a label, outside inner brackets."""
    depth, start = 0, begin
    for place in range(begin, end):
        character = text[place]
        depth += (character in OPEN) - (character in CLOSE)
        boundary = depth == 0 and character in "，,；;。\n"
        if depth == 0 and character in " 　" and any(p.match(text[place:end].lstrip()) for p, _ in LABELS):
            boundary = True
        if boundary:
            if text[start:place].strip():
                yield _trim(text, start, place)
            start = place + 1
    if text[start:end].strip():
        yield _trim(text, start, end)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in " 　\n":
        begin += 1
    while end > begin and text[end - 1] in " 　\n":
        end -= 1
    return begin, end


def _cut_verb(segment: str) -> tuple[str, Role | None]:
    """Cut the role words off a segment's end: "B、C配合" -> ("B、C", participant)."""
    for pattern, role in VERBS:
        match = pattern.search(segment)
        if match and match.start() > 0:
            return segment[: match.start()], role
    return segment, None


def _names_in(core: str, offset: int, role: Role | None, part: int) -> list[NamedUnit]:
    # "由市住建局" / "由来已久" cannot stand in a unit list
    lead = re.match(r"由", core)
    shift = lead.end() if lead else 0
    core = core[shift:]
    joined = JOIN.search(core)
    named = []
    for name, begin, end in split_names(core):
        here = role
        if joined and len(core[: joined.start()]) > 1:
            here = Role.LEAD if begin < joined.start() else Role.PARTICIPANT
        named.append(NamedUnit(name, here or Role.RESPONSIBLE, offset + shift + begin, offset + shift + end, part))
    return named


def split_names(core: str) -> list[tuple[str, int, int]]:
    """Split a list of names, leaving whole the names that hold 、 or 和.

    "市委组织部、文化和旅游部和各县（市、区）政府" -> three names; "各区、县级市" -> one.
    """
    pieces: list[tuple[int, int]] = []
    depth, start = 0, 0
    place = 0
    while place < len(core):
        character = core[place]
        depth += (character in OPEN) - (character in CLOSE)
        width = 0
        if depth == 0:
            if character in "、/" or (JOIN.match(core, place) and UNIT_END.search(core[start:place])):
                width = len(JOIN.match(core, place).group()) if JOIN.match(core, place) else 1
            else:
                word = re.compile(r"以及|和|及|与").match(core, place)
                following = re.split(r"[、和及与]", core[word.end() :])[0] if word else ""
                if word and UNIT_END.search(core[start:place]) and UNIT_END.search(following) and following not in ("单位", "部门"):
                    width = len(word.group())
        if width:
            pieces.append((start, place))
            start = place + width
            place += width
        else:
            place += 1
    pieces.append((start, len(core)))
    pieces = [_trim(core, begin, end) for begin, end in pieces]
    return [(core[b:e], b, e) for b, e in _rejoin_collectives(core, pieces) if core[b:e]]


def _rejoin_collectives(core: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces of one collective name: 各区 + 县级市, 各乡镇 + 街道办."""
    joined: list[tuple[int, int]] = []
    for begin, end in pieces:
        if joined:
            before = core[joined[-1][0] : joined[-1][1]]
            if before.startswith("各") and not UNIT_END.search(before) and not core[begin:end].startswith("各"):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((begin, end))
    return joined


def _settle_roles(named: list[NamedUnit], rule: LeadRule, closed: bool) -> list[NamedUnit]:
    """Apply the notice's lead rule where the phrase itself names no lead."""
    if not named:
        return named
    leads = [n for n in named if n.role in (Role.LEAD, Role.JOINT_LEAD)]
    if len(leads) > 1:
        named = [replace(n, role=Role.JOINT_LEAD) if n in leads else n for n in named]
    if leads:
        return [replace(n, role=Role.PARTICIPANT) if n.role is Role.RESPONSIBLE else n for n in named]
    collective = bool(COLLECTIVE.match(named[0].name))
    if rule is LeadRule.FIRST_LISTED or (len(named) == 1 and closed):
        if not collective or (len(named) == 1 and closed and not _is_vague(named[0].name)):
            return [replace(named[0], role=Role.LEAD)] + [
                replace(n, role=Role.PARTICIPANT) if n.role is Role.RESPONSIBLE else n for n in named[1:]
            ]
    return named


def _is_vague(name: str) -> bool:
    """Tell whether a collective name says no more than that units are meant: 各有关部门和单位."""
    return bool(re.fullmatch(r"各?(?:有关|相关)?(?:部门|单位)(?:[和、](?:部门|单位))?", name))


def to_assignments(named: list[NamedUnit], canonical: dict[str, str], positions: tuple[int, ...]) -> tuple[Assignment, ...]:
    """Turn named units into assignments with canonical names and source offsets."""
    return tuple(
        Assignment(
            unit=canonical.get(n.name, n.name),
            role=n.role,
            written=n.name,
            start=positions[n.begin],
            end=positions[n.end - 1] + 1,
            part=n.part,
            collective=bool(COLLECTIVE.match(n.name)),
        )
        for n in named
    )


def canonical_names(names: set[str]) -> dict[str, str]:
    """Map names written without their level to the notice's own full spelling.

    {"财政局", "市财政局"} -> {"财政局": "市财政局"}; two candidates (市…, 县…) leave the name alone.
    """
    canonical = {}
    for name in names:
        longer = [other for other in names if other != name and re.fullmatch(r"(?:国家|中国|省|市|县|区|旗|州)" + re.escape(name), other)]
        if len(longer) == 1:
            canonical[name] = longer[0]
    return canonical
