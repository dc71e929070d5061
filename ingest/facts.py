"""What a clause's text states in a fixed form: deadlines, deliverables, amounts, people."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from schema import Amount, Deadline, Deliverable, Person

N = r"[\d０-９一二两三四五六七八九十百]+"
DEADLINE = re.compile(
    # "每年7月20日前和12月20日前", "每季度末前", "每月5日前" / "每年组织一次" says how often, not by when
    rf"(?P<every>每(?:年|半年|季度?|月|周)(?:{N}月)?(?:{N}日|[底末])?(?:之?前)(?:和(?:{N}月)?{N}日(?:之?前))?)"
    # "到 2018 年年底", "2025年底前", "到2018年", "2020年6月30日前" / "2016年11月15日" in a date line
    # / "2019年1月1日至2020年12月31日" is a period
    rf"|(?P<by>(?<![日月年])(?:到|至|截至|截止)\s*\d{{4}}\s*年(?:\s*年?[底末初中])?(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?(?:\s*[底末])?(?:之?以?前)?"
    rf"|\d{{4}}\s*年(?:\s*年?[底末])?(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?(?:\s*[底末])?(?:之?以?前))"
    # "印发之日起30日内", "本意见印发后30日内" / "3年以内的信用贷款" is a condition, not a limit
    rf"|(?P<after>(?:本?(?:意见|通知|方案|办法)?)(?:印发|发布|公布|实施|下发)(?:之日)?(?:起|后)?\s*{N}(?:个)?(?:工作)?(?:日|天|月|年)内)"
    rf"|(?P<within>(?:力争|争取|用|在)?{N}年内(?!的))"
)
RECURRING = {"每年": "yearly", "每半年": "half_yearly", "每季": "quarterly", "每月": "monthly", "每周": "weekly"}

DELIVERABLE_KINDS = "实施方案|工作方案|行动方案|方案|规划|计划|办法|细则|意见|清单|目录|预案|规则|标准"
# "制定分类补助标准，", "研究制定…实施方案和…实施方案。" / "制定规划" has no name of its own and is kept as such
DELIVERABLE = re.compile(rf"(?:制定|制订|编制|出台|拟定|拟订|起草)(?:出台)?(?P<list>[^，,。；;：:]*(?:{DELIVERABLE_KINDS}))")
DELIVERABLE_NAME = re.compile(rf"(?P<name>.*?(?P<kind>{DELIVERABLE_KINDS}))(?:、|和|及|以及|$)")

AMOUNT = re.compile(
    # "6：3：1 的比例"
    r"(?P<ratio>\d+(?:[:：]\d+)+(?:\s*的比例)?|\d+(?:\.\d+)?\s*[%％])"
    # "2 万元", "20 亿元", "5万元以下"
    r"|(?P<money>\d+(?:\.\d+)?\s*[万亿千百]*元(?:以[下上内])?)"
    r"|(?P<people>\d+(?:\.\d+)?\s*[万千百]*(?:人|户|名)(?:以[上下])?)"
    r"|(?P<places>\d+\s*个(?!“)[^，,。；;、\d]{0,12}?(?:村|县|镇|乡|项目|单位|园区))"
    r"|(?P<times>\d+\s*次)"
    # "期限3年以内", "任期原则上为3年" / "2018年"
    r"|(?P<duration>(?<!\d)\d{1,2}\s*(?:年|个月|天)(?:以[内上])?(?!\d|[底末]|度))"
)
# "市委书记石奇珠挂钩联系市城区" -> title, name, place; "县（市、区）领导挂钩联系当地" has no name
PERSON = re.compile(
    r"(?P<title>[^，,。；;：:、]*(?:、[^，,。；;：:、]*)?(?:书记|市长|县长|区长|镇长|主任|局长|部长|秘书长|组长|成员|主席|常委|委员|厅长|省长))"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?P<verb>挂钩联系|联系|分管|负责|牵头|包干|包保)(?P<place>[^，,。；;]{2,20})"
)
# "完成时限：2025年底", "完成时间：每季度末" take whatever stands after the label
LABELLED_DEADLINE = re.compile(r"(?:完成|办结|实施|时间)?(?:时限|期限|时间|节点|进度)[:：]\s*(?P<words>[^；;。\n）)|]+)")


def find_deadlines(text: str) -> Iterator[tuple[int, int, Deadline]]:
    """Yield (begin, end, deadline) in ``text``; the deadline's own offsets are still 0."""
    for match in DEADLINE.finditer(text):
        yield match.start(), match.end(), read_deadline(match.group().strip())


def find_labelled_deadlines(text: str) -> Iterator[tuple[int, int, Deadline]]:
    """Yield what stands after 完成时限： and its like, in the notice's words."""
    for match in LABELLED_DEADLINE.finditer(text):
        yield match.start("words"), match.end("words"), read_deadline(match["words"].strip())


def read_deadline(words: str) -> Deadline:
    """Return the deadline that ``words`` state, its offsets still 0."""
    year = re.search(r"(\d{4})\s*年", words)
    recurring = next((value for key, value in RECURRING.items() if words.startswith(key)), None)
    return Deadline(words, 0, 0, int(year[1]) if year else None, _date(words), recurring)


def _date(words: str) -> str | None:
    """Return the day or year meant: "到 2018 年年底" -> 2018-12-31, "到2018年" -> 2018."""
    match = re.search(r"(\d{4})\s*年(?:\s*年?(?P<edge>[底末]))?(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?(?P<monthend>\s*[底末])?)?", words)
    if not match:
        return None
    year, month, day = match[1], match[3], match[4]
    if month and 1 <= int(month) <= 12:
        last = calendar.monthrange(int(year), int(month))[1]
        if day:
            return f"{year}-{int(month):02}-{int(day):02}"
        return f"{year}-{int(month):02}-{last:02}" if match["monthend"] else f"{year}-{int(month):02}"
    return f"{year}-12-31" if match["edge"] else year


def find_deliverables(text: str) -> Iterator[tuple[int, int, Deliverable]]:
    """Yield (begin, end, deliverable); a list of documents gives one each.

    "制定农村电网发展“十三五”规划、中心村农网改造实施方案。" -> two.
    """
    for match in DELIVERABLE.finditer(text):
        begin = match.start("list")
        for item in DELIVERABLE_NAME.finditer(match["list"]):
            name = item["name"].strip()
            kind = re.search(r"方案$", name)
            if name:
                place = begin + item.start("name")
                yield place, place + len(item["name"]), Deliverable(name, "方案" if kind else item["kind"], 0, 0)


def find_amounts(text: str) -> Iterator[tuple[int, int, Amount]]:
    """Yield (begin, end, amount) for figures with what they count."""
    for match in AMOUNT.finditer(text):
        yield match.start(), match.end(), Amount(match.group().strip(), match.lastgroup or "number", 0, 0)


def find_people(text: str) -> Iterator[tuple[int, int, Person]]:
    """Yield (begin, end, person) for named people linked to a place."""
    for match in PERSON.finditer(text):
        yield match.start(), match.end(), Person(match["name"], match["title"].strip(), match["place"], 0, 0)
