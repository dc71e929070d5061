"""Where a clause says who is responsible: brackets, labelled lines, sentences of nothing but units and roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.bracketed import is_responsibility
from ingest.duties import listed_duties
from ingest.labels import LABEL_WORDS, begins_label, is_of_people, label_at, label_in, names_level
from ingest.name_lists import split_names
from ingest.names import ALSO_CALLED, MAX_NAME, ends_name, ends_unit, is_unit_name
from ingest.roles import cut_role
from ingest.running import NamedList, find_running
from ingest.sentences import sentence_bounds
from ingest.spellings import level_of
from ingest.unit_lists import CERTAIN, is_certain_list, is_unit_list, may_answer
from schema import Role

OPENERS, CLOSERS = "（([［【〔〖{｛", "）)]］】〕〗}｝"
MAX_PHRASE = 3000  # characters; a longer bracket is text, not a list of units
_FAMILY = {character: family for family, pair in enumerate(("（(）)", "[［]］", "【】", "〔〕", "〖〗", "{｛}｝")) for character in pair}
_DASH = r"(?:[—–－─]{1,3}|--)"
# A label may begin a line, follow a comma, a sentence, a bracket or a blank, a dash before it: "。——责任单位：" / "甲——乙"
_LABEL_PLACE = re.compile(rf"(?:^|(?<=[\n，,。；;！：）)】〕\s]))(?:{_DASH}\s{{0,8}})?(?=[^\s—–－─])")
# the start of a line after the first, a dash that follows a sentence or a blank, a blank / "2024—2026年", "甲——乙"
_BARE_PLACE = re.compile(rf"(?:(?<=\n)|(?:^|(?<=[\n。；;！）)\s])){_DASH}|(?<=\S) )\s{{0,8}}(?=[^\s—–－─-])")
_DASH_FIRST = re.compile(rf"\s{{0,8}}(?:{_DASH}\s{{0,8}})?")  # "——市教育局牵头", "市教育局牵头"
# "——整改耕地。县农业局负责" / "甲——乙"
_ITEM = re.compile(r"(?<![^\n])[—－]{1,2}\s{0,4}(?P<words>[^\n]+)")
# nothing, "乡镇职责\n" / "推进改革。\n"
_TITLE_BEFORE = re.compile(r"(?:[^。；，：\n]{1,30}\n)?")
_LIST_BEFORE = re.compile(r"[^。；;，,：:（()）—－─\s]{2,}$")  # "。市财政局、市民族宗教局" before "（市侨办）" / "。"
# "涉及单位：市教育局、市财政局" / "市教育局、市财政局"
_LABELLED = re.compile(r"(?:^|(?<=[\n。；;]))[^，。；：:、\n（）()]{2,12}[：:][^。；;：:\n]{2,300}")
SEVERAL = 2  # organs named side by side that look like those responsible
MAX_LIST = 150  # characters looked back at
MIN_NAME = 3  # characters of a name that stands for itself: 学生工作部（处） / 市民族宗教局（市侨办）
# "…，由市发改局会同" / "由来", "由此"
_BY = re.compile(r"由(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A responsibility phrase in a clause's text: ``text[begin:end]``, its brackets included.

    ``label`` is the role that stands outside the text, in a table's head.
    """

    begin: int
    end: int
    inner_begin: int
    inner_end: int
    label: Role | None = None
    closed: bool = True  # False: the bracket that ends it is missing
    running: bool = False  # part of a sentence that says more than who is responsible
    opens: bool = False  # begins a responsibility of its own within running sentences
    levelled: bool = False  # of one level of government, beside those of others: 省级责任单位, 市级责任单位
    people: bool = False  # a person stands beside each unit, as a table's head says


def find_phrases(text: str, running: bool = True, unit_first: bool = False) -> list[Phrase]:
    """Return the responsibility phrases of a clause's text, in order.

    "…实施改造。（市住建局、市财政局）" -> one; "各县（市、区）要…" -> none.

    Args:
        running: read sentences that say more than who is responsible, too: 市住建局负责改造，市财政局配合.
        unit_first: the text is known to begin with the units whose duties it lists.
    """
    groups = bracket_groups(text)
    phrases = list(_labelled_lines(text, groups))
    named = [group for group in groups if _names_responsible(text, group)]
    labelled = any(label_in(text[group.inner_begin : group.inner_end]) for group in named)
    phrases += _apart_from(phrases, (group for group in named if not labelled or not _is_gloss(text, group)))
    phrases += _apart_from(phrases, _bare_lists(text))
    if phrases and running:
        phrases += _apart_from(phrases, _in_items(text, phrases))
    if not phrases:
        phrases = list(_plain_sentences(text))
        before = text[: phrases[0].begin].rstrip(" ") if phrases else text
        whole = phrases and before.endswith(("。", "；", "！", "\n"))  # a sentence of its own says it all: 推进改革。市教育局负责。
        if running and not whole:
            phrases += [p for p in _running_sentences(text, unit_first) if p.end <= len(before)]
    return sorted(phrases, key=lambda phrase: phrase.begin)


def _in_items(text: str, phrases: list[Phrase]) -> Iterator[Phrase]:
    """Yield the running phrases of items after dashes that say nobody responsible otherwise, beside others that do."""
    places = sorted(phrase.begin for phrase in phrases)
    for item in _ITEM.finditer(text):
        begin, end = item.span("words")
        if bisect_left(places, begin) == bisect_left(places, end):
            yield from (moved(phrase, begin) for phrase in _running_sentences(text[begin:end], unit_first=False))


def moved(phrase: Phrase, by: int) -> Phrase:
    return replace(
        phrase, begin=phrase.begin + by, end=phrase.end + by, inner_begin=phrase.inner_begin + by, inner_end=phrase.inner_end + by
    )


def _apart_from(taken: list[Phrase], found: Iterable[Phrase]) -> list[Phrase]:
    """Return those found that share no character with a phrase taken already: 市财政局（教科文科） after a label names one office."""
    return [phrase for phrase in found if all(phrase.end <= other.begin or other.end <= phrase.begin for other in taken)]


def _is_gloss(text: str, group: Phrase) -> bool:
    """Tell whether a bracket holds one name, of no known organ and without a role, right after what it explains: 互换局（交换站）.

    Where another bracket says who is responsible with a label, that is no list of units.
    """
    content = text[group.inner_begin : group.inner_end]
    alone = len(split_names(content)) == 1 and not is_certain_list(content) and not label_in(content) and not cut_role(content)[1]
    return alone and text[group.begin - 1 : group.begin] not in ("", "。", "；", ";", "\n", " ")


def _names_responsible(text: str, group: Phrase) -> bool:
    content = text[group.inner_begin : group.inner_end]
    return is_responsibility(content, _closes(text, group.end)) and not _is_second_name(text, group)


def bracket_groups(text: str) -> list[Phrase]:
    """Return the outermost bracket groups; full and half width may be mixed within a pair.

    A bracket that is never closed hides nothing after it; one open at the very end is taken to end there.
    """
    stack: list[int] = []
    pairs: list[Phrase] = []
    for place, character in enumerate(text):
        if character in OPENERS:
            stack.append(place)
        elif character in CLOSERS and stack and _FAMILY[text[stack[-1]]] == _FAMILY[character]:
            begin = stack.pop()
            while pairs and pairs[-1].begin > begin:
                pairs.pop()
            pairs.append(Phrase(begin, place + 1, begin + 1, place))
    if stack and len(text) - stack[-1] <= MAX_PHRASE and (not pairs or pairs[-1].end <= stack[-1]):
        pairs.append(Phrase(stack[-1], len(text), stack[-1] + 1, len(text), closed=False))
    return [pair for pair in pairs if pair.end - pair.begin <= MAX_PHRASE]


def _labelled_lines(text: str, groups: list[Phrase]) -> Iterator[Phrase]:
    """Yield stretches such as 牵头单位：A　配合单位：B, each to its line's or sentence's end or to a bracket with labels of its own."""
    openings = [group.begin for group in groups]
    bracketed = iter(groups)
    group = next(bracketed, None)
    done = 0
    for match in _LABEL_PLACE.finditer(text):
        begin = match.end()
        while group and group.end <= begin:
            group = next(bracketed, None)
        if begin < done or (group and group.begin < begin) or not label_at(text, begin):
            continue
        done = _values_end(text, begin, _line_end(text, begin))
        within = groups[bisect_left(openings, begin) : bisect_left(openings, done)]
        done = next((g.begin for g in within if label_in(text[g.inner_begin : g.inner_end])), done)
        labels = list(_labels(text, begin, done))
        if not any(role for role, _, _ in labels):
            continue
        start, first = match.start(), begin
        for (role, at, end), (_, following, _) in pairwise(labels):  # 责任领导：高峰|　牵头部门：基建处: the person stays in the text
            if role or not is_of_people(text[at:end]):
                break
            start = first = following
        yield Phrase(start, done, first, done, levelled=names_level(text[label_at(text, first)[1] : done]))


def _labels(text: str, begin: int, end: int) -> Iterator[tuple[Role | None, int, int]]:
    for place in (begin, *(match.start() for match in LABEL_WORDS.finditer(text, begin, end))):
        found = label_at(text, place)
        if found:
            yield found


def _values_end(text: str, begin: int, end: int) -> int:
    """Return where the values of a label that stands alone in its line end: after the lines below that hold units only."""
    label = label_at(text, begin)
    if label is None or text[label[2] : end].strip():
        return end
    while end < len(text):
        below = text.find("\n", end + 1)
        below = len(text) if below < 0 else below
        line = text[end + 1 : below]
        if len(line) > MAX_PHRASE or begins_label(line) or not is_unit_list(line.strip("。；; ")):
            break
        end = below
    return end


def _line_end(text: str, begin: int) -> int:
    """Return where a labelled stretch ends: at the line's end, or at a full stop no label follows."""
    line_end = text.find("\n", begin)
    line_end = len(text) if line_end < 0 else line_end
    for stop in re.finditer("。", text[begin : min(line_end, begin + MAX_PHRASE)]):
        after = begin + stop.end()
        rest = re.compile(r"\s*").match(text, after, line_end).end()
        if rest < line_end and not label_at(text, rest):
            return after
    return min(line_end, begin + MAX_PHRASE)


def _is_second_name(text: str, group: Phrase) -> bool:
    """Tell whether a bracket holds the other name of the unit before it, at the end of a list: 。市民族宗教局（市侨办）."""
    before = _LIST_BEFORE.search(text, max(0, group.begin - MAX_LIST), group.begin)
    names = split_names(before.group()) if before else []  # none in "admin</system>"
    name = ALSO_CALLED.match(f"{names[-1][0]}{text[group.begin : group.end]}") if names else None
    if not name or not ends_unit(name["other"]) or not is_certain_list(before.group()):
        return False
    level = level_of(name["name"])
    return len(name["other"]) < MIN_NAME or "" != level == level_of(name["other"])


def _closes(text: str, end: int) -> bool:
    """Tell whether a bracket ending at ``end`` closes its sentence or clause."""
    rest = text[end : end + 20].lstrip(" ")
    return not rest or rest[0] in "。；;\n" or rest[0] in OPENERS


def _bare_lists(text: str) -> Iterator[Phrase]:
    """Yield lists without brackets: in a line of their own, or after a dash or a blank up to the line's end.

    "…。\n市教育局、市财政局", "…。——市教育局", "优化服务 市教育局" / "市教育局" as a clause's first line.
    """
    found: list[Phrase] = []
    for match in _BARE_PLACE.finditer(text):
        begin = match.end()
        line_end = text.find("\n", begin)
        end = begin + len(text[begin : len(text) if line_end < 0 else line_end].rstrip("。；; "))
        if end - begin > MAX_PHRASE or not is_certain_list(text[begin:end]):
            continue
        if match.group() == " " and ends_name(text[: match.start()][-MAX_NAME:]):
            continue  # "报市委 市政府"
        if found and not text[found[-1].end : begin].strip():  # one unit a line
            found[-1] = replace(found[-1], end=end, inner_end=end)
        else:
            found.append(Phrase(match.start(), end, begin, end))
    yield from found


def _running_sentences(text: str, unit_first: bool) -> Iterator[Phrase]:
    """Yield the lists of units in sentences such as 由A牵头制定办法，B参与, and the unit whose duties a clause lists: A：负责…."""
    duties = list(listed_duties(text, unit_first))
    yield from map(running_phrase, duties)
    if duties:
        return
    for begin, end in sentence_bounds(text, 0, len(text)):
        stop = end - (text[end - 1] in "。；！？")
        yield from map(running_phrase, find_running(text, begin, stop, starts_clause=bool(_TITLE_BEFORE.fullmatch(text, 0, begin))))


def running_phrase(named: NamedList) -> Phrase:
    """Return a list of units within a sentence as a phrase."""
    return Phrase(named.begin, named.end, named.begin, named.end, named.role, running=True, opens=named.opens)


def _plain_sentences(text: str) -> Iterator[Phrase]:
    """Yield the last sentence, or its end from 由 on, where it holds units and roles only.

    "…。市教育局牵头，市财政局配合。", "…，由市发改局会同市财政局负责。" / "由市扶贫办报告市领导小组。"
    """
    end = len(text.rstrip())
    stop = end - 1 if text[end - 1 : end] in ("。", "；") else end
    start = max(text.rfind(mark, max(0, stop - 300), stop) for mark in "。；\n！") + 1
    if start == 0 and stop > 300:
        return
    first = _DASH_FIRST.match(text, start).end()
    if start and is_certain_list(text[first:stop]):
        yield Phrase(start, stop, first, stop)
        return
    for begin in (first, *(match.end() for match in _BY.finditer(text, start, stop))):
        segments = [segment.strip() for segment in re.split(r"[，,]", text[begin:stop])]
        cuts = [cut_role(segment.removeprefix("由")) for segment in segments]
        if all(role and not tail and may_answer(names) for names, role, tail in cuts):
            yield Phrase(begin, stop, begin, stop)
            return


def overlooked_lists(text: str, phrases: list[Phrase]) -> Iterator[tuple[int, int]]:
    """Yield where several organs are named in a bracket or after a label, yet none of the phrases says that they are responsible."""
    stretches = [(group.begin, group.end) for group in bracket_groups(text)]
    stretches += [match.span() for match in _LABELLED.finditer(text) if not label_at(text, match.start())]
    taken = sorted((phrase.begin, phrase.end) for phrase in phrases)
    for begin, end in sorted(stretches):
        before = bisect_left(taken, (end,)) - 1
        if before < 0 or taken[before][1] <= begin:
            names = re.split(r"[、，,；;：:（）()\s]", text[begin:end])
            if sum(is_unit_name(name) and bool(CERTAIN.search(name)) for name in names) >= SEVERAL:
                yield begin, end
