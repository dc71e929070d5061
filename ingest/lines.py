"""Source text -> lines with their numbering."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

CHINESE_DIGITS = "零〇一二三四五六七八九十百两"
_CN = f"[{CHINESE_DIGITS}]{{1,7}}"

# Kinds of number that begin a line, each with a line it matches and one it leaves alone.
MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # "第二部分 重点任务" / "第二部门"
    ("division", re.compile(rf"第({_CN}|\d{{1,3}})部分[\s:：、]*")),
    # "第一章 总则" / "第一章程"
    ("chapter", re.compile(rf"第({_CN}|\d{{1,3}})章(?!程)[\s:：、]*")),
    # "第二节 分工" / "第二节点"
    ("section", re.compile(rf"第({_CN}|\d{{1,3}})节(?!点)[\s:：、]*")),
    # "第三条　各单位…" / "第三条款", "第三条规定的"
    ("article", re.compile(rf"第({_CN}|\d{{1,3}})条(?!款|例|规定|第)[\s:：、]*")),
    # "一、重点任务分工", "一．总则" / "一是要加强"
    ("chinese", re.compile(rf"({_CN})[、．.]\s*")),
    # "（二）市各部门要", "㈡市各部门要" / "（二）项所列", "㈠㈡"
    ("bracketed", re.compile(rf"(?:[（(]\s*({_CN})\s*[)）](?!项|款)|([㈠-㈩])(?![㈠-㈩]))[、.．]?\s*")),
    # "17. 实施农村", "17、实施", "１７．实施", "⒘实施", "1.2027年底前" / "1.5 倍", "2018年", "⒈⒉"
    ("arabic", re.compile(r"(?:(\d{1,3})\s{0,3}(?:\\?[.．](?:(?!\d)|(?=(?:19|20)\d\d\s?年))|、)|([⒈-⒛])(?![⒈-⒛]))\s*")),
    # "1.2 加强", "2.1.3、落实" / "1.5倍", "2018.11.15"
    ("decimal", re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[、.．]\s*|\s+)(?!\d)")),
    # "（3）完善", "⑶完善" / "（2016）19号", "⑴⑵"
    ("bracketed_arabic", re.compile(r"(?:[（(]\s*(\d{1,2})\s*[)）](?!项|款)|([⑴-⒇])(?![⑴-⒇]))[、.．]?\s*")),
    # "3）完善", "3)完善" / "3（完善）"
    ("half_bracketed", re.compile(r"(\d{1,2})[)）][、.．]?\s*")),
    # "①建立" / "②③"
    ("circled", re.compile(r"([①-⑳])(?![①-⑳])\s*")),
    # "任务1：推进", "事项三、落实", "问题一：" / "任务1项"
    ("item", re.compile(rf"(?:任务|事项|举措|问题)({_CN}|\d{{1,3}})(?:[、.．:：]|\s+)\s*")),
)
# "1  加快", "12　推进": taken for a number only where others follow on / "5 万元", "2024 年"
SPACED = re.compile(
    r"(\d{1,3})[ \t\u3000\xa0]{1,6}(?=[\u4e00-\u9fff“《])(?![年月日时个项名户亩次人件条家所座处吨米元万亿千百天倍批套公平])"
)
# "1.60岁以上老人免费体检": taken for a number only where it fills a gap in a run / "1.2 加强"
GLUED = re.compile(r"(\d{1,3})[.．](?=\d)")
# "— 3 —", "- 12 -", "第3页 共10页", "第 3 页" / "3", "－－－"
PAGE_MARK = re.compile(
    r"[-—–－·]{1,3}\s{0,3}\d{1,4}\s{0,3}[-—–－·]{1,3}|第\s{0,2}\d{1,4}\s{0,2}页(?:[\s,，/]{0,3}共\s{0,2}\d{1,4}\s{0,2}页)?"
)
RULE = re.compile(r"[-=*_—－～~─━]{3,}")  # "---", "————" / "—— 注"
HEADING_MARK = re.compile(r"#{1,6}[ \t]+")  # "## 一、重点" / "#1 机组"
BULLET = re.compile(r"[-*+•·]\s+(?=\S)")  # "- 1. 推进", "• 推进" / "-5℃", "*注"
SENTENCE_END = "。！？；：!?;:"
BLANKS = " \t\u3000\xa0\ufeff\r\v"
CLOSING_MARKS = "”’》）)】」』〕]］"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, marks and outer white space left out."""

    start: int
    end: int
    text: str
    heading: bool = False  # marked as a heading in Markdown
    marker: str = ""  # a key of MARKERS, or "" for an unnumbered line
    number: str = ""  # the number as written: 17, （二）, 第三条, ⒈
    ordinal: int = 0
    body: int = 0  # source offset of what follows the number
    indent: int = 0  # blanks before it, of half a character each
    bullet: bool = False  # an item of a list without numbers: "- 推进改革"

    @property
    def words(self) -> str:
        """What follows the number."""
        return self.text[max(0, self.body - self.start) :]

    @property
    def ends_sentence(self) -> bool:
        stripped = self.text.rstrip(CLOSING_MARKS)
        return (bool(stripped) and stripped[-1] in SENTENCE_END) or self.text.endswith(tuple("）)】〕]"))


def ordinal_value(number: str) -> int:
    """Return the value of a Chinese or Arabic ordinal: 二十一 -> 21, 17 -> 17, ③ -> 3, ⑷ -> 4, 2.4 -> 4."""
    number = unicodedata.normalize("NFKC", number).strip("().")
    last = number.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    total = current = 0
    for character in last:
        value = {"零": 0, "〇": 0, "两": 2}.get(character, "一二三四五六七八九".find(character) + 1)
        if character == "十":
            total, current = total + (current or 1) * 10, 0
        elif character == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            current = value
    return total + current


def split_lines(source: str, begin: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of ``source[begin:end]`` that hold text, in order; rules and page numbers are left out."""
    lines = []
    for match in re.compile(r"[^\n\f]+").finditer(source, begin, len(source) if end is None else end):
        start, stop = _without_blanks(source, *match.span())
        text = source[start:stop]
        if not text or is_furniture(text):
            continue
        heading = HEADING_MARK.match(text)
        bullet = None if heading else BULLET.match(text)
        mark = heading or bullet
        line = read_line(source, start + (mark.end() if mark else 0), stop, bool(heading))
        indent = sum(1 + (blank == "\u3000") for blank in source[match.start() : start])
        lines.append(replace(line, indent=indent, bullet=bullet is not None))
        if len(lines) > 1 and is_bare_number(lines[-2]) and not lines[-1].marker:
            lines[-2:] = [read_line(source, lines[-2].start, stop, lines[-2].heading)]
    return lines


def is_bare_number(line: Line) -> bool:
    """Tell whether a line holds a number and nothing else, its text standing in the next: "1." / "2025"."""
    return (
        len(line.text) < 8 and not line.marker and any(p.fullmatch(line.text) for name, p in MARKERS if name not in ("decimal", "circled"))
    )


def _join_lone_figures(lines: list[Line]) -> list[Line]:
    """Join a figure in a line of its own to the next, below a line 序号: a table written one cell a line."""
    joined: list[Line] = []
    in_table = False
    for line in lines:
        in_table = in_table or line.text in ("序号", "编号")
        lone = in_table and joined and joined[-1].text.isdecimal() and len(joined[-1].text) < 4 and not line.marker
        if lone and not line.text.isdecimal():
            figure = joined.pop()
            joined.append(replace(line, start=figure.start, text=f"{figure.text} {line.text}", body=line.start))
        else:
            joined.append(line)
    return joined


def number_spaced(lines: list[Line]) -> list[Line]:
    """Read "1  加快", "2  推进" as numbered where such figures follow on from 1."""
    lines = _join_lone_figures(lines)
    found = {place: int(match[1]) for place, line in enumerate(lines) if not line.marker and (match := SPACED.match(line.text))}
    runs: list[list[int]] = []
    for place, ordinal in found.items():
        if ordinal == 1:
            runs.append([place])
        elif runs and ordinal == found[runs[-1][-1]] + 1:
            runs[-1].append(place)
    numbered = list(lines)
    if all(len(run) == 1 for run in runs):
        return numbered
    for place in (place for run in runs for place in run):
        line, match = lines[place], SPACED.match(lines[place].text)
        numbered[place] = replace(
            line, marker="spaced", number=match[1], ordinal=int(match[1]), body=max(line.body, line.start + match.end())
        )
    return numbered


def number_glued(lines: list[Line]) -> list[Line]:
    """Read "1.60岁以上老人免费体检" as numbered 1 where that fills a gap: 2. is the next number, and 1. is not the last before."""
    numbered = list(lines)
    after = 0  # ordinals of the nearest numbers below and above
    following = [after := line.ordinal if line.marker == "arabic" else after for line in reversed(lines)][::-1]
    before = 0
    for place, line in enumerate(lines):
        match = None if line.marker else GLUED.match(line.text)
        ordinal = int(match[1]) if match else 0
        if match and before != ordinal == following[place] - 1 and ordinal in (1, before + 1):
            numbered[place] = replace(line, marker="arabic", number=match[1], ordinal=ordinal, body=line.start + match.end())
        before = numbered[place].ordinal if numbered[place].marker == "arabic" else before
    return numbered


def is_furniture(text: str) -> bool:
    """Tell whether a line is a rule or a page number: "---", "— 3 —"."""
    return bool(RULE.fullmatch(text) or PAGE_MARK.fullmatch(text))


def _without_blanks(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start] in BLANKS:
        start += 1
    while end > start and source[end - 1] in BLANKS:
        end -= 1
    return start, end


def read_line(source: str, start: int, end: int, heading: bool = False) -> Line:
    """Return the line ``source[start:end]`` with the number it begins with, if any; "**1. …**" loses its stars."""
    if source.startswith("**", start, end) and end - start > 4:
        start += 2
    text = source[start:end]
    for name, pattern in MARKERS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            counted = next(filter(None, match.groups()))
            number = match.group().strip().rstrip("\\、.．：: \u3000").strip()
            depth = str(len(re.findall(r"[.．]", counted))) if name == "decimal" else ""
            return Line(start, end, text, heading, name + depth, number, ordinal_value(counted), start + match.end())
    return Line(start, end, text, heading, body=start)
