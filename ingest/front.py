"""The lines before the first clause -> issuer, document number, title, addressees, date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.closing import ANNEX_LINE, ANNEX_LIST, DATE, DATE_LINE, RECORD_FIELD, RECORD_LABEL, SITE_LINE
from ingest.lines import Line
from ingest.mend import PageBreakMender
from ingest.names import is_unit_name

# "汕尾委办字〔2016〕19号", "平政发〔２００９〕１５号" / "第19号令"
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[【（(]\s{0,3}[12１２][09０９]\d{2}\s{0,3}[〕\]】）)]\s{0,3}\d{1,5}\s{0,3}号")
# Part of a sentence that cites another document: "为贯彻落实国发〔2018〕3号" / "经信发〔2018〕3号"
_CITING = re.compile(r"根据|按照|依据|遵照|参照|贯彻|落实|转发|关于")
# "文号：", "**发文字号：**", "发文机关：\t市政府办\t文号：" / "根据"
_NUMBER_LABEL = re.compile(r"(?:文|字|编)\s?号\W*$")
_OWN_LABEL = re.compile(r"^(?:发文字号|发文编号|文件编号|文号|字号)")
# What follows a number that no sentence goes on after: the line's end, "）", " · 2025年6月5日" / "）精神", "文件"
_NUMBER_STOPS = re.compile(r"[）)\]】〕]?(?:[\s·*|]|$)")
# "关于印发分工方案的通知", "任务清单（2025年版）" / "通知如下"
TITLE_KIND = re.compile(
    r"(?:通知|意见|方案|办法|决定|规定|规划|计划|措施|清单|细则|函|批复|公告|安排|要点|分工|分解|职责|责任|任务|纪要|台账|预案|制度"
    r"|(?:分工|分解|任务|安排|一览|责任|进度)表)(?:[（(].{1,30}[）)])?$"
)
# "关于印发", "国务院办公厅关于推广" / "重点任务清单"
TITLE_BEGINS = re.compile(r"关于|印发|贯彻|落实|.{2,40}关于")
NAMED_IN_TITLE = re.compile(r"(?P<issuer>[^，。《》]{4,30}?)关于")  # "青阳市人民政府办公室关于分解" / "关于印发"
# "县人民政府办公室　　2025年2月14日", "（2020年11月3日市政府常务会议通过）" / "2019年1月1日起施行"
DATE_WITHIN = re.compile(rf"(?:^[（(]|[\s·])(?P<date>{DATE.pattern})(?:$|(?:[^（()）]{{0,30}}(?:通过|印发|发布|修订))?[）)]$)")


_SIGNER = re.compile(r"\s{0,60}签发人\s{0,4}[:：].*$")  # "北重安〔2024〕9号　　签发人：赵立军" / "由签发人审核"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    title: str
    issuer: str
    document_number: str
    addressees: str
    date: str
    spans: dict[str, tuple[int, int]]  # field -> source offsets


COPIED_TO = re.compile(r"\s*抄\s{0,2}[送报]\s{0,4}[:：]\s{0,4}(?P<bodies>[^\n]*[^\n。\s])")  # "抄送：县委办公室，县人大常委会办公室。"


def read_front(source: str, front: list[Line], closing: list[Line], mender: PageBreakMender) -> FrontMatter:
    """Read the fields off; one that is not there is "" and has no span."""
    fields: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}

    def keep(name: str, lines: list[Line]) -> None:
        if lines and name not in fields:
            fields[name] = mender.join([(line.start, line.end) for line in lines]).text
            spans[name] = (lines[0].start, lines[-1].end)

    number = _own_number(source, front)
    if number:
        label = len(number.group()) - len(_OWN_LABEL.sub("", number.group()))  # 发文字号|豫政办〔2025〕18号
        fields["document_number"] = re.sub(r"\s+", "", number.group()[label:])
        spans["document_number"] = (number.start() + label, number.end())
    title = _title_lines(front)
    keep("title", title)
    after_title = front[front.index(title[-1]) + 1 :] if title else front
    keep("addressees", next(([line] for line in after_title if line.text.endswith(("：", ":")) and len(line.text) > 3), []))
    plan = [line for line in after_title if line.heading and TITLE_KIND.search(line.text)]
    keep("plan_title", plan[:1])
    dated = [line for line in [*front, *closing] if DATE_LINE.fullmatch(line.text)]
    within = [(line.start, match) for line in [*front, *closing] if (match := DATE_WITHIN.search(line.text))]
    if dated:
        match = DATE.match(dated[-1].text)
        fields["date"], spans["date"] = "".join(match.group().split()), (dated[-1].start, dated[-1].start + match.end())
    elif within:
        start, match = within[0]
        fields["date"], spans["date"] = match["date"], (start + match.start("date"), start + match.end("date"))
    for name, value, span in _record(front):
        fields.setdefault(name, value)
        spans.setdefault(name, span)
    copied = next((match for line in [*closing, *front] if (match := COPIED_TO.match(source, line.start, line.end))), None)
    if copied:
        spans["copies"] = copied.span("bodies")
    signed = _signature(front, closing, dated) or _letterhead(front, title)
    keep("issuer", signed)
    fields["issuer"] = "、".join(name for line in signed for name in _signers(line.text))
    named = None if signed else NAMED_IN_TITLE.match(fields.get("title", ""))
    if named and is_unit_name(named["issuer"]):
        fields["issuer"], spans["issuer"] = named["issuer"], (spans["title"][0], spans["title"][0] + named.end("issuer"))
    if dated:
        spans["issuer_and_date"] = (spans.get("issuer", spans["date"])[0], spans["date"][1])
    return FrontMatter(
        title=fields.get("title", ""),
        issuer=fields.get("issuer", ""),
        document_number=fields.get("document_number", ""),
        addressees=fields.get("addressees", "").rstrip("：:"),
        date=fields.get("date", ""),
        spans=spans,
    )


def _record(front: list[Line]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield the title and the date that a site's record of the document names, for a notice that does not itself."""
    for line in front:
        field = RECORD_FIELD.match(line.text)
        name = field and next((name for name in ("title", "date") if field[name]), None)
        begin = line.start + field.start("value") if name else 0
        if name == "title":
            yield name, field["value"], (begin, begin + len(field["value"]))
        elif name and (date := DATE.match(field["value"])):
            yield name, "".join(date.group().split()), (begin, begin + date.end())


def _own_number(source: str, front: list[Line]) -> re.Match[str] | None:
    """Return the document's own number: alone in its line, after a label, or after the title; never one that a sentence cites.

    "汕府办〔2020〕3号", "文号：汕府办〔2020〕3号", "关于…的通知（汕府办〔2020〕3号）" / "根据《…意见》（国发〔2018〕3号）精神"
    """
    numbers = DOCUMENT_NUMBER.finditer(source[: front[-1].end if front else 0])
    return next((number for number in numbers if _is_own(source, number)), None)


def _is_own(source: str, number: re.Match[str]) -> bool:
    before = source[source.rfind("\n", 0, number.start()) + 1 : number.start()]
    after = source[number.end() :].split("\n", 1)[0]
    title = before.strip(" \u3000\t（([【〔#*")
    stands = not title or TITLE_KIND.search(title.replace(" ", "")) or _NUMBER_LABEL.search(before.strip())
    return bool(stands and _NUMBER_STOPS.match(after) and not _CITING.search(number.group()))


def _title_lines(front: list[Line]) -> list[Line]:
    """Return the lines of the title: up to four, the last ending in 通知, 意见, 方案 …; else a line that is one by its form."""
    for first in range(len(front)):
        for last in range(first, min(first + 4, len(front))):
            lines = front[first : last + 1]
            joined = "".join(part.text for part in lines)
            if any(_is_no_title(part) for part in lines):
                break
            if reads_as_title(joined):
                return lines[1:] if len(lines) > 1 and lines[1].text.startswith(lines[0].text) else lines  # the letterhead once more
    formed = (line for line in front if (line.heading or TITLE_KIND.search(line.text)) and not _is_no_title(line))
    return [line for line in [next(formed, None)] if line]


def reads_as_title(text: str) -> bool:
    """Tell whether a text by itself is a notice's title: "关于印发分工方案的通知" -> True; "通知公告", "首页 > 关于印发…" -> False."""
    return bool(TITLE_KIND.search(text.replace(" ", "")) and TITLE_BEGINS.match(text)) and not SITE_LINE.search(text)


def _is_no_title(line: Line) -> bool:
    aside = DOCUMENT_NUMBER.fullmatch(_SIGNER.sub("", line.text)) or SITE_LINE.search(line.text) or RECORD_LABEL.match(line.text)
    return line.text.endswith(("。", "：")) or bool(aside)


def _signature(front: list[Line], closing: list[Line], dated: list[Line]) -> list[Line]:
    """Return the lines just above the date: the offices that sign."""
    lines = closing if dated and dated[-1] in closing else front
    if not dated:
        return []
    place = lines.index(dated[-1])
    first = place
    while first and _may_sign(lines[first - 1]):
        first -= 1
    return lines[first:place]


def _signers(line: str) -> list[str]:
    """Return the offices of a line of signatures: "市数据局　市教育局" -> two; "中共 市委 办公室" -> one."""
    names = line.split()
    return names if len(names) > 1 and all(len(name) > 3 and is_unit_name(name) for name in names) else [line]


def _may_sign(line: Line) -> bool:
    plain = len(line.text) <= 30 and not line.ends_sentence and not line.heading and not line.marker
    return plain and not (ANNEX_LIST.fullmatch(line.text) or SITE_LINE.search(line.text) or RECORD_LABEL.match(line.text))


def _letterhead(front: list[Line], title: list[Line]) -> list[Line]:
    """Return the first line where it is no part of the title."""
    aside = (SITE_LINE.search, ANNEX_LINE.fullmatch, RECORD_LABEL.match)
    first = next((line for line in front if not any(is_aside(line.text) for is_aside in aside)), None)
    return [first] if first and first not in title and len(first.text) <= 30 else []
