"""What a clause's text states in a fixed form: deadlines, deliverables, amounts, people."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from ingest.labels import LABEL_WORDS
from ingest.lines import ordinal_value
from ingest.unit_lists import is_unit_list
from schema import Amount, Deadline, Deliverable, Person

DIGITS = r"\d一二两三四五六七八九十百"
N = rf"[{DIGITS}]{{1,5}}"
S = r"\s{0,3}"  # blanks that typesetting leaves around figures
_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
_CN = "一二三四五六七八九十"
_NUMBER = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_MONTH_DAY = rf"{_NUMBER}{S}月{S}(?:{_NUMBER}{S}日|[底末初]|[上中下]旬)?"
_YEAR_PART = rf"(?:{S}年?[底末初中]|{S}(?:上|下)半年|{S}第?[一二三四1-4]季度末?|{S}{_MONTH_DAY})?"
_BEFORE = rf"{S}(?:之?以?前|底前)"
_TO = r"\s?(?:至|到|[—–－~～-]{1,2})\s?"
_FEAST = (
    r"(?:元旦|春节|清明节?|五一|劳动节|五四|六一|七一|八一|端午节?|中秋节?|国庆节?|(?<!防)主?汛期?|雨季|春耕|开学|高考|暑期|寒暑?假|暑假"
    r"|采暖[季期]|供暖[季期]|入冬)"
)
_PLAN = r"[“\"]?(?P<{}>十[一二三四五六]五)(?:规划)?[”\"]?"
_DONE = r"(?:全面|基本|总体|初步)?(?:完成|建成|实现|开工|启动|投用|投入使用|投入运营|竣工|完工|达到|出台|通车|上线)"
# What is done within days by those who serve applicants, no deadline of the task: "在5个工作日内办结", "3个月内审结" / "3年内建成"
_SERVED = "[办审]结|答复|反馈|回复|受理|出具|作出|办理|支付|送达"
DEADLINE = re.compile(
    # "每年7月20日前和12月20日前", "每季度末前", "每月5日、20日前", "每周五下班前" / "每年组织一次" says how often, not by when
    rf"(?P<every>每(?:个?年|半年|季度?|个?月|周[一二三四五六日天]?(?:[上下]午)?(?:下班)?)(?:{N}月)?"
    rf"(?:{N}日(?:[、和及]{N}日)*|年?[底末初]|[上中下]旬)?(?:之?前)(?:和(?:{N}月)?{N}日(?:之?前))?)"
    # "2025年6月至9月集中整治" / "2019年1月1日至2020年12月31日" is a period
    rf"|(?P<months>{_YEAR}年\d{{1,2}}月份?{_TO}(?:{_YEAR}年)?\d{{1,2}}月(?:底|份)?(?!\d))"
    # "2024—2026年，每年培训", "2024年至2026年完成" / "规划（2021—2030年）"
    rf"|(?P<years>(?<![（(〔\d]){_YEAR}年?{_TO}{_YEAR}年(?=[，,]|每年|{_DONE}))"
    # "到 2018 年年底", "到2018年", "至2025年底前", "力争到2025年" / "有效期至2025年12月31日"
    rf"|(?P<by>(?<![日月年\d])(?<!效期)(?:到|至|截至|截止){S}{_YEAR}{S}年{_YEAR_PART}(?:{_BEFORE})?"
    # "2025年底前", "二〇二五年底前", "2020年6月30日前", "2025年内", "2025年全年" / "2016年11月15日" in a date line
    rf"|{_YEAR}{S}年{_YEAR_PART}{_BEFORE}|{_YEAR}年(?:内|全年|[底末](?=完成|实现|建成))|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}{_BEFORE}"
    # "力争2027年建成", "2027年建成" / "2016年建成区"
    rf"|(?:力争|争取|确保|计划|预计)(?:在|于)?{_YEAR}年{_YEAR_PART}(?={_DONE})|{_YEAR}年{_YEAR_PART}(?=(?:全面|基本)?(?:建成(?!区|后|的)|竣工|投用))"
    # "2025年春节前", "汛期前" / "春节期间"
    rf"|(?:(?:{_YEAR}|[今明本当])年)?{_FEAST}(?:假期|到来|来临)?(?:之?以?前)(?![后期线沿])"
    # "6月底前", "12月31日前", "今年6月底前", "今年底前", "年底前", "年内" / "7月20日", "5年底"
    rf"|(?<![\d年{_CN}])(?:[今明本当]{S}年{S})?{_MONTH_DAY}{_BEFORE}|(?:今|明|本|当){S}?年(?:{S}年?底(?:前)?|内)"
    rf"|(?<![{DIGITS}年])年底(?:之?以?前)|(?<![{DIGITS}年多几数若干])年内"
    # "11月上线", "2024年9月下旬完成" / "3月完成的", "2023年11月", "去年11月建成"
    rf"|(?<![\d年{_CN}])(?:{_YEAR}年|[今明本当]年)?{_MONTH_DAY}份?(?={_DONE}(?![了的]))"
    # "“十四五”末", "到“十四五”末", "“十四五”期间建成" / "“十四五”期间，"
    rf"|(?:到|至)?{_PLAN.format('plan')}(?:期?末(?:之?前)?|(?:期间|时期)(?={_DONE}))"
    # "2021年起每年" / "2021年起"
    rf"|(?P<since>{_YEAR}{S}年{S}起[，,]?{S}每个?(?:年|半年|季度?|月))"
    # "2025年9月1日起全面推行" / "自2025年9月1日起施行", "从2019年1月1日起，"
    rf"|{_YEAR}年{_MONTH_DAY}起(?=(?:全面|正式|逐步|统一|陆续)?(?:推[行开广]|实行|启用|开展|启动|运行|上线|组织|开始))"
    # "上半年完成", "明年上半年完成", "2021年第三季度完成", "二季度末" / "2025年上半年", "上半年经济形势", "一季度经济形势"
    rf"|(?<![第{DIGITS}])(?:(?:\d{{4}}{S}|[今明本当])年)?(?:[上下]半年|第?[一二三四]季度)(?:[底末]前?|前|内|(?=完成|建成|实现|开工|启动|投用|出台|印发|全面)))"
    # "印发之日起30日内", "本意见印发后30日内", "自本办法发布之日起3个月内" / "3年以内的信用贷款" is a condition, not a limit
    rf"|(?P<after>(?:本?(?:意见|通知|方案|办法|规划|措施|文件)?)(?:印发|发布|公布|实施|下发|施行)(?:之日)?(?:起|后)?{S}{N}{S}个?(?:工作)?(?:日|天|周|月|年)(?:之?以?内))"
    # "力争5年内", "3个月内", "用3年时间" / "3个月内的贷款", "在5个工作日内办结"
    rf"|(?P<within>(?:力争|争取|用|在)?{N}(?:年|个月)内(?!的|{_SERVED})|(?:力争|争取){N}个工作日内|(?:力争|争取)?用{N}(?:年|个月)(?:左右)?的?时间)"
)
# "完成时限：2025年底", "完成时间：每季度末" take whatever stands after the label
_LABEL = r"(?:完成|办结|办理|实施|整改|进度|时间)?(?:时限|期限|时间|节点|进度)"
LABELLED_DEADLINE = re.compile(
    rf"{_LABEL}(?:要求|安排)?(?:\s{{0,4}}[:：]|\s?[】〕\]]\s{{0,4}}[:：]?|(?<=完成时限|完成时间|整改时限|办结时限)\n)\s{{0,4}}(?P<words>[^；;。\n）)|\]】〕]{{1,60}}?)"
    rf"(?=[，,、]?\s{{0,8}}(?:{LABEL_WORDS.pattern})|\s{{0,8}}(?:[；;。\n）)|\]】〕]|$))"
)
# "长期坚持", "持续推进", "即知即改": as they stand alone between commas / "长期以来", "持续推进改革"
_STANDING = r"(?:长期|持续)(?:坚持|实施|推进)?|常态化(?:推进|开展|坚持)?|即知即改|立行立改|立即(?:整改|执行)?|常抓不懈"
_AT_ONCE = re.compile("即知即改|立[行即].*")
STANDING = re.compile(rf"(?<![^，,；;。\n])\s{{0,4}}(?P<words>{_STANDING})(?=[，,；;。\n]|$)")
# How often the task is done: "，每季度召开会议", "每年春秋两季集中免疫" / "每月补助300元", "每周五下午", "幼儿园每季度组织", "每年培训"
FREQUENCY = re.compile(
    r"(?<![^，,；;。：:\n])\s{0,4}(?P<words>每年(?:春秋|夏秋|冬春)[两二]季|(?:每(?:半年|个?季度?|个?月|周|个?学期)|按[季月周]度?)"
    r"(?![\d一二三四五六日天度末前底初内的每补给]|发放|领取|享受|缴纳|工资|收入|人均|最[高低]|不(?:超|高|低)|[^，。；]{0,6}\d[^，。；]{0,4}元))"
)
# What alone between commas of a responsibility phrase is a time: "每季度", "长期坚持", "2025年底前完成" / "市教育局"
TIME = re.compile(
    rf"(?:(?:{DEADLINE.pattern})|每(?:年|半年|季度?|月|周|日)(?:{N}次)?|按(?:年|半年|季|月|周)度?|{_STANDING}|常年|(?:贯穿)?(?:\d{{4}}年)?全年|即时"
    rf"|{_PLAN.format('span')}(?:期?末|期间|时期)|\d{{4}}{S}年{_YEAR_PART}起?|[上下]半年|第?[一二三四]季度|{_MONTH_DAY})"
    r"(?:完成|落实|到位|实施|启动|(?:持续|有序|扎实)?推进|持续(?:实施|开展|坚持)|取得.{0,8}|基本完成|全面完成|开始|建成|报送.{0,8}|完成.{0,8})?"
)
RECURRING = {"年": "yearly", "半年": "half_yearly", "季": "quarterly", "月": "monthly", "周": "weekly"}

_RECURRING = re.compile(r"(?:^|起[，,]?)(?:每个?|按)(年|半年|季|月|周)")  # "每季度", "2021年起每年", "按季度推进" / "力争每年"
_TIME_LABEL = re.compile(rf"{_LABEL}\s{{0,4}}[:：]\s{{0,4}}")  # "时限：", "完成时限：" / "时间紧"
# "30日内", "15个工作日内", "3年时间" / "2025年内"
LENGTH = re.compile(rf"(?<!\d)(?P<count>(?!\d{{4}}年){N}){S}个?(?P<working>工作)?(?P<unit>日|天|周|月|年)(?:之?以?内|(?:左右)?的?时间)")
_ISO_UNIT = {"日": "D", "天": "D", "周": "W", "月": "M", "年": "Y"}
# Feasts on one day each year
_FIRST_DAYS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1)}
_FIRST_DAYS |= dict.fromkeys(("国庆", "国庆节"), (10, 1))

DELIVERABLE_KINDS = "实施方案|工作方案|行动方案|方案|规划|计划|办法|细则|意见|清单|目录|预案|规则|标准|指引|指南|手册|导则|规程"
# "制定分类补助标准，", "研究制定…实施方案和…实施方案。" / "编制下达土地利用计划时"; "制定规划" has no name of its own and is kept
DELIVERABLE = re.compile(
    rf"(?:制定|制订|编制|出台|拟定|拟订|起草|修订|编写|印发|形成(?![^，,。；;\n]{{0,20}}意见))(?:出台|印发|发布)?《?(?P<list>[^，,。；;：:\n]{{0,120}}(?:{DELIVERABLE_KINDS}))(?!时)"
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
    labelled = [(match.start("words"), match.start("words") + _time_length(match["words"])) for match in LABELLED_DEADLINE.finditer(text)]
    free = [0, *(edge for span in labelled for edge in span), len(text)]
    spans = list(zip(free[::2], free[1::2]))
    stated = [match.span() for begin, end in spans for match in DEADLINE.finditer(text, begin, end)]
    for form in (STANDING, FREQUENCY):
        stated += [match.span("words") for begin, end in spans for match in form.finditer(text, begin, end)]
    for begin, end in sorted(labelled + stated):
        words = text[begin:end]
        yield begin, end, read_deadline(words.strip())


def _time_length(words: str) -> int:
    """Return the length of what a label introduces without what is no time any more: "2025年6月底，市公安局" -> 8."""
    pieces = re.split(r"(?<=[，,])", words)
    times = list(takewhile(lambda piece: is_time(piece.strip("，, ")), pieces))
    return len("".join(times).rstrip("，, ")) if times and any(map(is_unit_list, pieces[len(times) :])) else len(words)


def find_times(text: str) -> Iterator[tuple[int, int, Deadline]]:
    """Yield the pieces between commas that are nothing but a time, as in （市教育局牵头，每季度）."""
    for match in re.finditer(r"[^，,；;。（）()\n]+", text):
        words = match.group().strip()
        if is_time(words) and not _TIME_LABEL.match(words):  # what follows a label is taken with it
            begin = match.start() + match.group().index(words)
            yield begin, begin + len(words), read_deadline(words)


def is_time(words: str) -> bool:
    """Tell whether the words are a time and nothing else: "每季度", "2025年底前完成", "时限：2025年6月底" -> True."""
    label = _TIME_LABEL.match(words)
    return len(words) <= 40 and bool(TIME.fullmatch(words, label.end() if label else 0))


def is_standing(words: str) -> bool:
    """Tell whether a time limit is one without an end: "长期坚持", "持续推进" -> True; "即知即改", "2025年底" -> False."""
    return bool(re.fullmatch(_STANDING, words)) and not _AT_ONCE.fullmatch(words)


def read_deadline(words: str) -> Deadline:
    """Return the deadline that ``words`` state, its offsets still 0."""
    plain = in_figures(words)
    year = re.search(r"(\d{4})\s{0,3}年", plain)
    every = _RECURRING.search(words)
    length = None if year or every else LENGTH.search(words)
    within = f"P{ordinal_value(length['count'])}{_ISO_UNIT[length['unit']]}" if length and not length["working"] else None
    return Deadline(words, 0, 0, int(year[1]) if year else None, _date(plain), RECURRING[every[1]] if every else None, within)


def in_figures(words: str) -> str:
    """Return a time limit with its last year, month and day in figures, as far as it names them.

    二〇二五年底前 -> 2025年底前; “十四五”末 -> 2025年底; 2024—2026年 -> 2026年; 2025年6月至9月 -> 2025年9月;
    2025-06-30前 -> 2025年6月30日前; 2025年国庆节前 -> 2025年9月30日前
    """
    plain = re.sub(rf"{_YEAR}(?=\s{{0,3}}(?:年|{_TO}))", lambda year: "".join(map(_figure, year.group())), words)
    plain = re.sub(rf"[{_CN}]{{1,3}}(?=\s{{0,3}}[月日])", lambda number: str(ordinal_value(number.group())), plain)
    plain = re.sub(rf"{_PLAN.format('plan')}\S*", lambda match: f"{_plan_end(match['plan'])}年底", plain)
    plain = re.sub(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", r"\1年\2月\3日", plain)
    plain = re.sub(rf"(\d{{4}})年?{_TO}(?=\d{{4}}年)", "", plain)  # of two years the last
    plain = re.sub(rf"\d{{4}}年\d{{1,2}}月份?{_TO}(?=\d{{4}}年\d)", "", plain)
    plain = re.sub(rf"(\d{{4}}年)\d{{1,2}}月份?{_TO}(?=\d{{1,2}}月)", r"\1", plain)
    return re.sub(rf"(?:(\d{{4}})年)?(?P<feast>{'|'.join(_FIRST_DAYS)})(?:假期|到来|来临)?(?:之?以?前)", _before_feast, plain)


def _figure(digit: str) -> str:
    place = "〇一二三四五六七八九".find(digit.replace("○", "〇").replace("零", "〇"))
    return str(place) if place >= 0 else digit


def _plan_end(plan: str) -> int:
    """Return the last year of a five-year plan: 十三五 -> 2020, 十四五 -> 2025."""
    return 2005 + 5 * ordinal_value(plan[1])


def _before_feast(match: re.Match[str]) -> str:
    year, (month, day) = match[1], _FIRST_DAYS[match["feast"]]
    eve = date(int(year or 2000), month, day) - timedelta(days=1) if not year or int(year) > 1 else None
    return match.group() if eve is None else f"{f'{eve.year}年' if year else ''}{eve.month}月{eve.day}日前"


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
