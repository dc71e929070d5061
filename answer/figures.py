"""Numbers in a question against numbers in a sentence: "是10万元吗" against 5万元以下."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.lines import CHINESE_DIGITS, ordinal_value

# A number with what it counts: "5万元", "70%", "2018年", "十户", "6：3：1".
FIGURE = re.compile(
    rf"(?P<ratio>\d+(?:\s*[:：比]\s*\d+)+)|(?P<n>\d+(?:\.\d+)?|[{CHINESE_DIGITS}]{{1,4}})\s*个?(?P<scale>[十百千万亿]*)\s*(?P<unit>%|％|个百分点|元|块|人|户|次|趟|年级|年|个月|月|天|日|家|个|项|成|倍|名|村)?"
)
SAME = {"块": "元", "趟": "次", "％": "%", "名": "人"}
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Figure:
    value: str  # comparable: 50000, 6:3:1
    unit: str  # 元, %, 年 (a year), 年数 (a span of years) …
    words: str


def read_figures(text: str) -> list[Figure]:
    """Return the figures of a text: "不超过十户" -> 10 户; "到2018年年底" -> 2018 年; "3年以内" -> 3 年数."""
    found = []
    for match in FIGURE.finditer(text):
        if match["ratio"]:
            found.append(Figure(":".join(re.findall(r"\d+", match["ratio"])), "比", match.group()))
            continue
        if not match["unit"] and not re.search("[万亿]", match["scale"] + match["n"]):
            continue
        number = float(match["n"]) if match["n"][0].isdigit() else float(ordinal_value(match["n"]))
        for character in match["scale"]:
            number *= SCALES[character]
        unit = SAME.get(match["unit"], match["unit"]) or "元"  # "出了十二个亿": money
        if unit == "成":
            number, unit = number * 10, "%"
        if unit == "年" and number < 1000:
            unit = "年数"
        found.append(Figure(f"{number:g}", unit, match.group()))
    return found


def agree(question: str, sentence: str) -> tuple[bool, Figure] | None:
    """Compare the figures of a question with those of a sentence that count the same thing.

    Returns:
        (True, the figure) where one is the same, (False, the sentence's figure) where all differ, None where none can be compared.
    """
    often = [word for word in OFTEN.findall(question)]
    if often and (told := OFTEN.findall(sentence)):
        return often[0] in told, Figure(told[0], "次", told[0])
    stated = read_figures(sentence)
    compared = None
    for asked in read_figures(question):
        same_unit = [figure for figure in stated if figure.unit == asked.unit]
        if len(same_unit) > 1:
            same_unit = _nearest(asked, question, same_unit, sentence)
        if any(figure.value == asked.value for figure in same_unit):
            return True, asked
        if same_unit:
            compared = (False, same_unit[0])
    return compared


OFTEN = re.compile(r"每(?:年|季度|月|周|半年)")  # "每季度搞一次" against "每年组织一次"


def _nearest(asked: Figure, question: str, figures: list[Figure], sentence: str) -> list[Figure]:
    """Keep the figures that stand with the words that the question says of its own: 深圳 with 6 亿元, not 省 with 12 亿元."""
    place = question.find(asked.words)
    before = question[max(0, place - 8) : place]
    words = {before[i : i + 2] for i in range(len(before) - 1)}
    segments = [segment for segment in re.split(r"[，,；;。]", sentence) if any(figure.words in segment for figure in figures)]
    best = max(segments, key=lambda segment: sum(word in segment for word in words), default="")
    if not any(word in best for word in words):
        return figures
    return [figure for figure in figures if figure.words in best]
