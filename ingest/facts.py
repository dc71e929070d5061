"""What a clause's text states in a fixed form: deadlines, deliverables, amounts, people."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ingest.labels import LABEL_WORDS
from schema import Amount, Deadline, Deliverable, Person

DIGITS = r"\d一二两三四五六七八九十百"
N = rf"[{DIGITS}]{{1,5}}"
S = r"\s{0,3}"  # blanks that typesetting leaves around figures
_MONTH_DAY = rf"\d{{1,2}}{S}月{S}(?:\d{{1,2}}{S}日|[底末初]|[上中下]旬)?"
_YEAR_PART = rf"(?:{S}年?[底末初中]|{S}(?:上|下)半年|{S}第?[一二三四1-4]季度末?|{S}{_MONTH_DAY})?"
_BEFORE = rf"{S}(?:之?以?前|底前)"
DEADLINE = re.compile(
    # "每年7月20日前和12月20日前", "每季度末前", "每月5日前" / "每年组织一次" says how often, not by when
    rf"(?P<every>每(?:个?年|半年|季度?|个?月|周)(?:{N}月)?(?:{N}日|[底末初]|[上中下]旬)?(?:之?前)(?:和(?:{N}月)?{N}日(?:之?前))?)"
    # "到 2018 年年底", "到2018年", "至2025年底前", "力争到2025年" / "2019年1月1日至2020年12月31日" is a period
    rf"|(?P<by>(?<![日月年\d])(?:到|至|截至|截止){S}\d{{4}}{S}年{_YEAR_PART}(?:{_BEFORE})?"
    # "2025年底前", "2020年6月30日前", "2025年内" / "2016年11月15日" in a date line
    rf"|\d{{4}}{S}年{_YEAR_PART}{_BEFORE}|\d{{4}}年(?:内|[底末](?=完成|实现|建成))"
    # "6月底前", "12月31日前", "今年底前", "年底前", "年内" / "7月20日", "5年底"
    rf"|(?<![\d年]){_MONTH_DAY}{_BEFORE}|(?:今|明|本|当){S}?年(?:{S}年?底(?:前)?|内)|(?<![{DIGITS}年])年底(?:之?以?前)|(?<![{DIGITS}年多几数若干])年内"
    # "2021年起每年" / "2021年起"
    rf"|(?P<since>\d{{4}}{S}年{S}起[，,]?{S}每个?(?:年|半年|季度?|月))"
    # "上半年完成", "下半年前", "2021年第三季度完成", "二季度末" / "2025年上半年", "上半年经济形势", "一季度经济形势"
    rf"|(?<![第{DIGITS}])(?:\d{{4}}{S}年)?(?:[上下]半年|第?[一二三四]季度)(?:[底末]前?|前|内|(?=完成|建成|实现|开工|启动|投用|出台|印发|全面)))"
    # "印发之日起30日内", "本意见印发后30日内", "自本办法发布之日起3个月内" / "3年以内的信用贷款" is a condition, not a limit
    rf"|(?P<after>(?:本?(?:意见|通知|方案|办法|规划|措施|文件)?)(?:印发|发布|公布|实施|下发|施行)(?:之日)?(?:起|后)?{S}{N}{S}个?(?:工作)?(?:日|天|周|月|年)(?:之?以?内))"
    # "力争5年内", "3个月内" / "3个月内的贷款"
    rf"|(?P<within>(?:力争|争取|用|在)?{N}(?:年|个月|个工作日)内(?!的))"
)
# "完成时限：2025年底", "完成时间：每季度末" take whatever stands after the label
_LABEL = r"(?:完成|办结|办理|实施|整改|进度|时间)?(?:时限|期限|时间|节点|进度)"
LABELLED_DEADLINE = re.compile(
    rf"{_LABEL}(?:要求|安排)?(?:\s{{0,4}}[:：]|\s?[】〕\]]\s{{0,4}}[:：]?|(?<=完成时限|完成时间|整改时限|办结时限)\n)\s{{0,4}}(?P<words>[^；;。\n）)|\]】〕]{{1,60}}?)"
    rf"(?=[，,、]?\s{{0,8}}(?:{LABEL_WORDS.pattern})|\s{{0,8}}(?:[；;。\n）)|\]】〕]|$))"
)
# "长期坚持", "持续推进", "即知即改": as they stand alone between commas / "长期以来", "持续推进改革"
_STANDING = r"(?:长期|持续)(?:坚持|实施|推进)?|常态化(?:推进|开展|坚持)?|即知即改|立行立改|立即(?:整改|执行)?|常抓不懈"
STANDING = re.compile(rf"(?<![^，,；;。\n])\s{{0,4}}(?P<words>{_STANDING})(?=[，,；;。\n]|$)")
# What alone between commas of a responsibility phrase is a time: "每季度", "长期坚持", "2025年底前完成" / "市教育局"
TIME = re.compile(
    rf"(?:(?:{DEADLINE.pattern})|每(?:年|半年|季度?|月|周|日)(?:{N}次)?|{_STANDING}|常年|(?:\d{{4}}年)?全年|即时|\d{{4}}{S}年{_YEAR_PART}起?|[上下]半年|第?[一二三四]季度|{_MONTH_DAY})"
    r"(?:完成|落实|到位|实施|启动|推进|取得.{0,8}|基本完成|全面完成|开始|建成|报送.{0,8}|完成.{0,8})?"
)
RECURRING = {"年": "yearly", "半年": "half_yearly", "季": "quarterly", "月": "monthly", "周": "weekly"}

DELIVERABLE_KINDS = "实施方案|工作方案|行动方案|方案|规划|计划|办法|细则|意见|清单|目录|预案|规则|标准"
# "制定分类补助标准，", "研究制定…实施方案和…实施方案。" / "编制下达土地利用计划时"; "制定规划" has no name of its own and is kept
DELIVERABLE = re.compile(
    rf"(?:制定|制订|编制|出台|拟定|拟订|起草)(?:出台)?(?P<list>[^，,。；;：:\n]{{0,120}}(?:{DELIVERABLE_KINDS}))(?!时)"
)
DELIVERABLE_NAME = re.compile(rf"(?P<name>.*?(?P<kind>{DELIVERABLE_KINDS}))(?:、|和|及|以及|$)")

F = r"(?<![\d.])\d{1,12}(?:\.\d{1,6})?"
AMOUNT = re.compile(
    # "6：3：1 的比例", "70%"
    rf"(?P<ratio>(?<!\d)\d{{1,4}}(?:[:：]\d{{1,4}}){{1,5}}(?:{S}的比例)?|{F}{S}[%％])"
    # "2 万元", "20 亿元", "5万元以下"
    rf"|(?P<money>{F}{S}[万亿千百]{{0,2}}元(?:以[下上内])?)"
    # "10 万人", "200 人以上", "5户"
    rf"|(?P<people>{F}{S}[万千百]{{0,2}}(?:人|户|名)(?:以[上下])?)"
    # "15 个我市自行帮扶的相对贫困村" / "5个“一批”"
    rf"|(?P<places>(?<!\d)\d{{1,6}}{S}个(?!“)[^，,。；;、\d]{{0,12}}?(?:村|县|镇|乡|项目|单位|园区))"
    # "2次"
    rf"|(?P<times>(?<!\d)\d{{1,4}}{S}次)"
    # "期限3年以内", "任期原则上为3年" / "2018年", "5年度"
    rf"|(?P<duration>(?<!\d)\d{{1,2}}{S}(?:年|个月|天)(?:以[内上])?(?!\d|[底末]|度))"
)
# "市委书记石奇珠挂钩联系市城区" -> title, name, place; "县（市、区）领导挂钩联系当地" has no name
PERSON = re.compile(
    r"(?:^|(?<=[，,。；;：:\n]))(?P<title>[^，,。；;：:、\n]{0,20}(?:、[^，,。；;：:、\n]{0,20})?(?:书记|市长|县长|区长|镇长|主任|局长|部长|秘书长|组长|成员|主席|常委|委员|厅长|省长))"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?P<verb>挂钩联系|联系|分管|负责|牵头|包干|包保)(?P<place>[^，,。；;\n]{2,20})"
)


def find_deadlines(text: str) -> Iterator[tuple[int, int, Deadline]]:
    """Yield (begin, end, deadline) in ``text``; the deadline's own offsets are still 0.

    What a label such as 完成时限： introduces is taken whole, in the notice's words.
    """
    labelled = [match.span("words") for match in LABELLED_DEADLINE.finditer(text)]
    free = [0, *(edge for span in labelled for edge in span), len(text)]
    stated = [match.span() for begin, end in zip(free[::2], free[1::2]) for match in DEADLINE.finditer(text, begin, end)]
    standing = [match.span("words") for begin, end in zip(free[::2], free[1::2]) for match in STANDING.finditer(text, begin, end)]
    for begin, end in sorted(labelled + stated + standing):
        words = text[begin:end]
        yield begin, end, read_deadline(words.strip())


def find_times(text: str) -> Iterator[tuple[int, int, Deadline]]:
    """Yield the pieces between commas that are nothing but a time, as in （市教育局牵头，每季度）."""
    for match in re.finditer(r"[^，,；;。（）()\n]+", text):
        words = match.group().strip()
        if len(words) <= 40 and is_time(words):
            begin = match.start() + match.group().index(words)
            yield begin, begin + len(words), read_deadline(words)


def is_time(words: str) -> bool:
    """Tell whether the words are a time and nothing else: "每季度", "2025年底前完成" -> True."""
    return len(words) <= 40 and bool(TIME.fullmatch(words))


def read_deadline(words: str) -> Deadline:
    """Return the deadline that ``words`` state, its offsets still 0."""
    year = re.search(r"(\d{4})\s{0,3}年", words)
    every = re.search(r"(?:^|起[，,]?)每个?(年|半年|季|月|周)", words)
    return Deadline(words, 0, 0, int(year[1]) if year else None, _date(words), RECURRING[every[1]] if every else None)


def _date(words: str) -> str | None:
    """Return the day, month or year meant: "到 2018 年年底" -> 2018-12-31, "到2018年" -> 2018."""
    match = re.search(
        rf"(\d{{4}}){S}年(?:{S}年?(?P<edge>[底末]))?(?:{S}(?P<half>[上下])半年|{S}第?(?P<quarter>[一二三四1-4])季度)?"
        rf"(?:{S}(\d{{1,2}}){S}月(?:{S}(\d{{1,2}}){S}日)?(?P<monthend>{S}[底末])?)?",
        words,
    )
    if not match:
        return None
    year, month, day = match[1], match[5], match[6]
    if match["half"] or match["quarter"]:
        last_month = {"上": 6, "下": 12}.get(match["half"]) or 3 * (1 + "一二三四1234".index(match["quarter"]) % 4)
        return f"{year}-{last_month:02}-{calendar.monthrange(2023, last_month)[1]}"
    if month and 1 <= int(month) <= 12 and int(year) > 0:
        last = calendar.monthrange(int(year), int(month))[1]
        if day and 1 <= int(day) <= last:
            return f"{int(year):04}-{int(month):02}-{int(day):02}"
        return f"{int(year):04}-{int(month):02}-{last:02}" if match["monthend"] else f"{int(year):04}-{int(month):02}"
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
