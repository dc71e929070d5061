"""A clause's own sentences, altered so that they no longer say what it says: negated, cut, rearranged, with other numbers or signs.

Each function takes a clause as ``answer.llm.wording.material`` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from eval.llm.truth import Said

HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NEGATED = re.compile(r"要|应|将|实施|推进|加强|建立|完善|制定|开展|完成|落实|提高|支持|组织")


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
        if changed := other_digits(source):
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


def by_topics(c: dict[str, Any]) -> Iterator[Said]:
    """Yield whole sentences said to be about something else, made of their own words: 离校未就业的高校毕业生 -> 关于就业的高校毕业生."""
    for source in c["原文"]:
        bare = source.rstrip("。；")
        if len(bare) > 10:
            yield "topic", f"关于{bare[3:9]}，通知写明，{bare}[{c['编号']}]。"
            yield "topic", f"对于{bare[-6:]}，通知写明，{bare}[{c['编号']}]。"


def other_digits(text: str) -> str:
    """Return a text with its last number changed, "" where it has none: 到2018年年底 -> 到2019年年底."""
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return ""
    last = numbers[-1]
    return f"{text[: last.start()]}{int(last.group()) + 1}{text[last.end() :]}"
