"""Sentences about a clause that are true, and such that are false or said without ground by construction, each with the way it lies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, zip_longest
from typing import Any, TypeVar

from answer.llm.model import MAX_CHARACTERS
from answer.llm.wording import MAX_ASKED, MAX_SENTENCES

STRANGERS = ("市水务局", "市公安局", "省教育厅", "市财政局", "市体育局", "国家发展改革委", "某某有限公司")
NAMES = ("张伟", "李建国", "王秀英")
HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NEGATED = re.compile(r"要|应|将|实施|推进|加强|建立|完善|制定|开展|完成|落实|提高|支持|组织")

MOST = 400  # lies about a clause

Said = tuple[str, str]  # the way in which it lies or TRUE, the sentence
TRUE = "true"


def lies(clause: dict[str, Any], given: Collection[str] = ()) -> Iterator[Said]:
    """Yield lies about a clause as ``answer.llm.wording.material`` gives it, those of each kind in turn.

    Args:
        given: labels of all clauses that the answer rests on; what is said of another of them may be true.
    """
    kinds = (about_units, about_roles, about_lists, about_counts, about_times, in_quotations, by_negation, by_numbers)
    rest = (by_rearranging, by_leaving_out, by_cutting, by_particles, by_signs, by_counting_tasks, by_topics, by_inventing, with_marks)
    for row in zip_longest(about_clauses(clause, given), *(kind(clause) for kind in (*kinds, *rest))):
        yield from filter(None, row)


def truths(clause: dict[str, Any]) -> Iterator[str]:
    """Yield sentences on a clause in the forms that the prompt asks for."""
    at, leads, joins, sources = f"[{clause['编号']}]", clause["牵头单位"], clause["参加单位"], clause["原文"]
    if leads:
        yield f"这项任务由{'、'.join(leads)}牵头{at}。"
    if joins:
        yield f"参加单位有{'、'.join(joins)}{at}。"
    if len(clause["时间要求"]) == 1:
        yield f"这项任务写明的时间要求是{clause['时间要求'][0]}{at}。"
    for source in sources:
        yield f"通知写明，{source.rstrip('。；')}{at}。"


def about_units(c: dict[str, Any]) -> Iterator[Said]:
    foreign = [unit for unit in STRANGERS if unit not in c["责任单位"]]
    for unit in foreign:
        yield "unit", f"{unit}也参加这项任务[{c['编号']}]。"
        yield "unit", f"这项任务由{unit}牵头[{c['编号']}]。"
        yield "unit", f"参加单位有{'、'.join((*c['参加单位'], unit))}[{c['编号']}]。"
        for source in c["原文"][:2]:
            yield "unit", f"通知写明，由{unit}{source.rstrip('。；')}[{c['编号']}]。"
    yield "unit", f"水务部门和公安部门负责这项任务[{c['编号']}]。"


def about_roles(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    for unit in c["责任单位"]:
        if unit not in c["牵头单位"]:
            yield "role", f"这项任务由{unit}牵头{at}。"
            yield "role", f"牵头单位是{unit}{at}。"
            yield "role", f"{'、'.join((*c['牵头单位'], unit))}共同牵头{at}。"
            yield "role", f"{unit}牵头实施{at}。"
        if c["牵头单位"] and unit not in (*c["牵头单位"], *c["参加单位"]):  # it acts by its duties
            yield "role", f"{unit}参加{at}。"
            yield "role", f"参加单位有{'、'.join((*c['参加单位'], unit))}{at}。"
            yield "role", f"{unit}配合{at}。"
    for unit in c["牵头单位"]:
        if len(c["牵头单位"]) == 1:
            yield "role", f"这项任务由{unit}共同牵头{at}。"
        yield "role", f"{unit}参加{at}。"
        yield "role", f"参加单位有{'、'.join((unit, *c['参加单位']))}{at}。"
        if len(c["责任单位"]) > 1:
            yield "role", f"责任单位是{unit}{at}。"


def about_lists(c: dict[str, Any]) -> Iterator[Said]:
    at, joins = f"[{c['编号']}]", list(c["参加单位"])
    if len(joins) > 1:
        yield "list", f"参加单位有{'、'.join(joins[:-1])}{at}。"
        yield "list", f"参加单位包括{joins[0]}{at}。"
        yield "list", f"其他参加单位是{'、'.join(joins[1:])}{at}。"
        yield "list", f"这项任务由{c['牵头单位'][0]}牵头，{joins[0]}配合{at}。"


def about_counts(c: dict[str, Any]) -> Iterator[Said]:
    at, number, joins = f"[{c['编号']}]", len(c["责任单位"]), len(c["参加单位"])
    for more in (1, 2, 10):
        yield "number", f"这项任务共有{number + more}个责任单位{at}。"
        yield "number", f"参加单位共{joins + more}个{at}。"
        for unit in c["参加单位"][:1]:
            yield "number", f"{unit}等{joins + more}个单位参加{at}。"
    for unit in c["牵头单位"]:
        yield "number", f"{unit}共牵头97项任务{at}。"
    if number != 9:
        yield "number", f"共有九个责任单位{at}。"


def about_times(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    yield "time", f"这项任务写明的时间要求是2031年年底{at}。"
    yield "time", f"这项任务没有时间要求{at}。"
    for words in c["时间要求"]:
        if changed := _other_digits(words):
            yield "time", f"这项任务写明的时间要求是{changed}{at}。"
        yield "time", f"这项任务写明的时间要求是{words}的前一年{at}。"
        yield "time", f"这项任务全部要在{words}完成{at}。"
    if len(c["时间要求"]) > 1:
        yield "time", f"这项任务写明的时间要求是{c['时间要求'][0]}{at}。"


def about_clauses(c: dict[str, Any], given: Collection[str]) -> Iterator[Said]:
    for number in ("99", "61", "3"):
        if f"任务{number}" not in {c["编号"], *given}:
            for unit in c["牵头单位"]:
                yield "clause", f"这项任务由{unit}牵头[任务{number}]。"
                yield "clause", f"任务{number}由{unit}牵头[{c['编号']}]。"
                yield "clause", f"第{number}项由{unit}牵头[{c['编号']}]。"
            for source in c["原文"][:1]:
                yield "clause", f"任务{number}写明，{source.rstrip('。；')}[{c['编号']}]。"


def in_quotations(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    yield "quotation", f"原文写明“每户补助由县级财政全额承担”{at}。"
    for source in c["原文"]:
        bare = source.rstrip("。；")
        yield "quotation", f"通知写明，“{bare}并由村委会监督”{at}。"
        if len(bare) > 12:
            yield "quotation", f"通知写明，“{bare[6:]}”{at}。"
            yield "quotation", f"通知写明，“{bare[:4]}……{bare[-5:]}”{at}。"


def by_negation(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    for unit in c["牵头单位"]:
        yield "negation", f"{unit}不牵头{at}。"
        yield "negation", f"这项任务并非由{unit}牵头{at}。"
    for source in c["原文"]:
        bare = source.rstrip("。；")
        if verb := NEGATED.search(bare):
            yield "negation", f"通知写明，{bare[: verb.start()]}不{bare[verb.start() :]}{at}。"
            yield "negation", f"通知写明，{bare[: verb.start()]}暂缓{bare[verb.start() :]}{at}。"
        if (without := re.sub(r"不得|不|未|严禁|除外", "", bare)) != bare:
            yield "negation", f"通知写明，{without}{at}。"


def by_numbers(c: dict[str, Any]) -> Iterator[Said]:
    for source in c["原文"]:
        if changed := _other_digits(source):
            yield "number", f"通知写明，{changed.rstrip('。；')}[{c['编号']}]。"
        if (grown := source.replace("万元", "亿元").replace("%", "成")) != source:
            yield "number", f"通知写明，{grown.rstrip('。；')}[{c['编号']}]。"


def by_rearranging(c: dict[str, Any]) -> Iterator[Said]:
    at, parts = f"[{c['编号']}]", [re.split("[，；]", source.rstrip("。；")) for source in c["原文"]]
    for first, second in pairwise(parts):
        yield "rearranged", f"通知写明，{first[0]}，{second[-1]}{at}。"
    for each in parts:
        if len(each) > 1 and each[0] != each[-1]:
            yield "rearranged", f"通知写明，{'，'.join(reversed(each))}{at}。"
    for each in parts:
        if len(each) > 1 and len(each[1]) > 4:
            moved = "，".join([each[0] + each[1][:2], each[1][2:], *each[2:]])  # the comma two characters later
            yield "rearranged", f"通知写明，{moved}{at}。"
    for each in parts:
        words = each[-1].split("、")
        if len(words) > 1 and words[0] != words[-1]:
            yield "rearranged", f"通知写明，{'，'.join([*each[:-1], '、'.join(reversed(words))])}{at}。"


def by_leaving_out(c: dict[str, Any]) -> Iterator[Said]:
    for source in c["原文"]:
        parts = re.split("[，；：]", source.rstrip("。；"))
        if len(parts) > 1:
            yield "left out", f"通知写明，{'，'.join(parts[1:])}[{c['编号']}]。"
        if len(parts) > 2:
            yield "left out", f"通知写明，{'，'.join([parts[0], *parts[2:]])}[{c['编号']}]。"
        if "、" in source:
            yield "left out", f"通知写明，{re.sub('、[^、，。；]+', '', source, count=1).rstrip('。；')}[{c['编号']}]。"


def by_cutting(c: dict[str, Any]) -> Iterator[Said]:
    """Yield sentences without the end that may limit them, and single items of a list."""
    for source in c["原文"]:
        bare = source.rstrip("。；")
        for cut in re.finditer("[，；：]", bare):
            yield "cut", f"通知写明，{bare[: cut.start()]}[{c['编号']}]。"
        for item in bare.split("；")[1:]:
            yield "cut", f"通知写明，“{item}”[{c['编号']}]。"


def by_particles(c: dict[str, Any]) -> Iterator[Said]:
    """Yield sentences with small words put in or left out: 要加强 -> 加强了, 不脱贫 -> 不要脱贫, 小额贷款 -> 小额还贷款."""
    for source in c["原文"]:
        bare = source.rstrip("。；")
        if "要" in bare:
            yield "particle", f"通知写明，{bare.replace('要', '', 1)}[{c['编号']}]。"
        if verb := NEGATED.search(bare.replace("要", "")):
            done = bare.replace("要", "")
            yield "particle", f"通知写明，{done[: verb.end()]}了{done[verb.end() :]}[{c['编号']}]。"
            yield "particle", f"通知写明，{bare[: len(bare) // 2]}还{bare[len(bare) // 2 :]}[{c['编号']}]。"
        for word in ("不", "贷"):
            if word in bare:
                yield "particle", f"通知写明，{bare.replace(word, {'不': '不要', '贷': '还贷'}[word], 1)}[{c['编号']}]。"
        if "的" in bare:
            yield "particle", f"通知写明，{bare.replace('的', '', 1)}[{c['编号']}]。"


def by_signs(c: dict[str, Any]) -> Iterator[Said]:
    """Yield sentences with other signs that compatibility forms would make the same: 20亿元 -> 2⁰亿元, 6：3：1 -> 6，3，1."""
    for source in c["原文"]:
        bare = source.rstrip("。；")
        for number in re.finditer(r"\d+", bare):
            high = number.group()[:-1] + number.group()[-1].translate(HIGH)
            yield "sign", f"通知写明，{bare[: number.start()]}{high}{bare[number.end() :]}[{c['编号']}]。"
        if (listed := re.sub(r"(?<=\d)[：:](?=\d)", "，", bare)) != bare:
            yield "sign", f"通知写明，{listed}[{c['编号']}]。"
        for one, other in ("，；", "，：", "、，"):
            if one in bare:
                yield "sign", f"通知写明，{bare.replace(one, other, 1)}[{c['编号']}]。"


def by_counting_tasks(c: dict[str, Any]) -> Iterator[Said]:
    """Yield numbers of tasks, which no single clause bears out: of units that it does not name, or that lead it not."""
    at = f"[{c['编号']}]"
    for unit in STRANGERS:
        if unit not in c["责任单位"]:
            yield "count", f"{unit}共牵头1项任务{at}。"
    for unit in c["责任单位"]:
        yield "count", f"{unit}牵头0项任务{at}。"
        yield "count", f"{unit}共承担96项任务{at}。"


def by_topics(c: dict[str, Any]) -> Iterator[Said]:
    """Yield whole sentences said to be about something else, made of their own words: 离校未就业的高校毕业生 -> 关于就业的高校毕业生."""
    for source in c["原文"]:
        bare = source.rstrip("。；")
        if len(bare) > 10:
            yield "topic", f"关于{bare[3:9]}，通知写明，{bare}[{c['编号']}]。"
            yield "topic", f"对于{bare[-6:]}，通知写明，{bare}[{c['编号']}]。"


def by_inventing(c: dict[str, Any]) -> Iterator[Said]:
    at = f"[{c['编号']}]"
    for name in NAMES:
        yield "name", f"联系人是{name}{at}。"
        yield "name", f"这项任务由{name}副市长分管{at}。"
    yield "invented", f"每户补助标准为5万元{at}。"
    yield "invented", f"联系电话是0660-3366888{at}。"
    yield "invented", f"这项任务已经全部完成{at}。"
    yield "invented", f"是的，这项任务由省里统一负责{at}。"
    yield "invented", "这是该市最重要的任务。"


def with_marks(c: dict[str, Any]) -> Iterator[Said]:
    for unit in c["牵头单位"]:
        yield "mark", f"这项任务由{unit}牵头[点这里](http://example.org/)[{c['编号']}]。"
        yield "mark", f"<b>{unit}</b>牵头[{c['编号']}]。"
    yield "mark", f"![图](http://example.org/a.png)[{c['编号']}]。"


def _other_digits(text: str) -> str:
    """Return a text with its last number changed, "" where it has none: 到2018年年底 -> 到2019年年底."""
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return ""
    last = numbers[-1]
    return f"{text[: last.start()]}{int(last.group()) + 1}{text[last.end() :]}"


class Liar:
    """A model that lies about every clause it is given, with a truth after every third lie; it misreads questions too.

    It says no more than is looked at, so that what it said has been proved or dropped, all of it.
    """

    def __init__(self, most: int = MAX_ASKED) -> None:
        """
        Args:
            most: sentences a reply.
        """
        self.most = most
        self.said: list[Said] = []
        self._turn = 0

    def __call__(self, instructions: str, material: dict[str, Any]) -> str:
        if "条款" not in material:
            return self._misread(material)
        given = [clause["编号"] for clause in material["条款"]]
        told = [lie for clause in material["条款"] for lie in islice(lies(clause, given), MOST)]
        true = [truth for clause in material["条款"] for truth in truths(clause)]
        self._turn += 1
        mixed = _mix(_from(told, self._turn * self.most), _from(true, self._turn)[: MAX_SENTENCES - 1])
        chosen, room = [], MAX_CHARACTERS
        for kind, sentence in islice(mixed, self.most):
            room -= len(sentence)
            if room >= 0:
                chosen.append((kind, sentence))
        self.said += chosen
        return "".join(sentence for _, sentence in chosen)

    def _misread(self, material: dict[str, Any]) -> str:
        self._turn += 1
        return MISREADINGS[self._turn % len(MISREADINGS)]


T = TypeVar("T")


def _from(items: Sequence[T], place: int) -> Sequence[T]:
    """Return items in their order from a place on, and round: (abc, 4) -> bca."""
    begin = place % max(1, len(items))
    return [*items[begin:], *items[:begin]]


def _mix(told: Sequence[Said], true: Sequence[str]) -> Iterator[Said]:
    """Yield lies with a truth after each third."""
    left = iter(true)
    for place, lie in enumerate(told, 1):
        yield lie
        if place % 3 == 0 and (truth := next(left, "")):
            yield TRUE, truth


MISREADINGS = (
    '{"asks": "units", "wanted": "lead", "topic": "危房改造"}',
    '{"asks": "tasks", "units": [{"name": "市教育局", "part": "leads"}]}',
    '{"asks": "content", "clauses": ["17"]}',
    '{"asks": "units", "clauses": ["99"]}',
    '{"asks": "units", "topic": "危房改造由市水务局牵头"}',
    '{"asks": "content", "topic": "危房改造已经取消"}',
    '{"asks": "units", "topic": "危房改造", "answer": "由市水务局牵头"}',
    '{"status": "answered", "units": ["市水务局"]}',
    "由市水务局牵头。",
    '{"asks": "verify", "units": [{"name": "市水务局", "part": "leads"}], "topic": "危房改造"}',
)


def honest(instructions: str, material: dict[str, Any]) -> str:
    """The model that does as it is told."""
    if "条款" not in material:
        return '{"asks": "unclear"}'
    return "".join(sentence for clause in material["条款"] for sentence in islice(truths(clause), 6))
