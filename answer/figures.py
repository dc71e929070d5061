"""Numbers, dates and frequencies of a claim against those of the text: "是10万元吗" against 5万元以下."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import CHINESE_DIGITS, ordinal_value

_N = rf"(?:\d+(?:\.\d+)?|[{CHINESE_DIGITS}]{{1,4}})"
# A number with what it counts: "5万元", "70%", "百分之七十", "2018年", "十户", "6：3：1", "7月20日" / "第45项", "三年攻坚"
FIGURE = re.compile(
    rf"(?P<ratio>\d+(?:\s*[:：比]\s*\d+)+)"
    rf"|(?P<month>{_N})\s*月(?:份)?\s*(?:(?P<day>{_N})\s*[日号]|(?P<edge>[底末初]|[上中下]旬))"
    rf"|百分之(?P<hundredth>{_N})"
    rf"|(?<!第)(?:(?P<low>{_N})\s*(?:[—~～-]|至|到)+\s*)?(?P<n>{_N})\s*(?:个(?=[万亿]))?(?P<scale>[十百千万亿]*)\s*(?:[来多几](?=[人户口个家]))?"
    rf"(?P<unit>口(?:人|子)?(?=[，。？人子]|$)|%|％|个百分点|个工作日|小时|分钟|公里|亩|吨|元|块|人|户|次|趟|回|遍|年级|年(?!攻坚|行动|计划)|个月|月|天|日|家|个|村|成|倍|名|位)?"
)
SAME = {
    "块": "元",
    "趟": "次",
    "回": "次",
    "遍": "次",
    "％": "%",
    "名": "人",
    "口": "人",
    "口人": "人",
    "口子": "人",
    "个人": "人",
    "位": "人",
    "个月": "月",
    "日": "天",
    "村": "个",
}
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
THINGS = ("个", "户", "家", "人")  # of which "one" is often no number: 一个干部, 一户一法
SAID_OF_MUCH = ("次", "元")  # compared only where the words beside them are of the same matter
MONTHS_OF_A_YEAR = 12
FIRST_YEAR = 1000  # from which a number of 年 is a year and no span
ONE_OR_THESE = re.compile(r"[这那哪]$")  # "是这两个日子"
COUNTED = re.compile(r"(?:只|仅|就|最多|至多|至少|超过)有?$")  # what makes "one" of things a number: 至少一人
# How often: "每年", "一年报两回", "每季度" / "一年", "每户"
PERIOD = re.compile(rf"每个?(?P<each>半年|年|季|月|周|天|日)|一个?(?P<one>年|季|月|周)(?=度?[^，。；？\d]{{0,14}}?{_N}(?:次|趟|回|遍))")
# Which way a number binds: "不超过5户", "5万元以下", "封顶五万" / "不低于70%", "200人以上"
AT_MOST = (
    re.compile(r"(?:不得?超过|不得?高于|不得?多于|至多|最多|顶多|封顶|上限|最长|最高)[^，。；\d]{0,6}$"),
    re.compile(r"^(?:以[下内]|之内|内|(?:就)?(?:是|算)?(?:封顶|上限|最高)|为限)"),
)
AT_LEAST = (
    re.compile(r"(?:不得?低于|不得?少于|至少|起码|最少|最低|(?<!不)超过|不止)[^，。；\d]{0,6}$"),
    re.compile(r"^(?:以上|(?:就)?(?:是|算)?(?:起步|打底|保底|下限|最低))"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    value: str  # comparable: 50000, 6:3:1, 7-20, 3~5
    unit: str  # 元, %, 年 (a year), 年数 (a span of years), 日期 (a day of a year) …
    words: str
    binds: str = ""  # most, least
    told: str = ""  # with the words that bind it, where some do: 不超过5户


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a text says of a claim's figures: all stand in it, or ``stated`` stands there instead of one, "" where several do."""

    agrees: bool
    stated: str


def read_figures(text: str) -> list[Figure]:
    """Return the figures of a text: "不超过十户" -> 10 户; "到2018年年底" -> 2018 年; "3年以内" -> 3 年数; "7月20日" -> 7-20 日期."""
    bare = PERIOD.sub(lambda period: "每" * len(period.group()), text)  # "一年报两次" is no span of a year
    return [figure for match in FIGURE.finditer(bare) if (figure := _figure(match, text[: match.start()], text[match.end() :]))]


def _figure(match: re.Match[str], before: str, after: str) -> Figure | None:
    words = match.group()
    if match["ratio"]:
        return Figure(":".join(re.findall(r"\d+", match["ratio"])), "比", words)
    if match["month"]:
        day = f"{_number(match['day']):g}" if match["day"] else match["edge"]
        return Figure(f"{_number(match['month']):g}-{day}", "日期", words)
    if match["hundredth"]:
        return Figure(f"{_number(match['hundredth']):g}", "%", words, *_binding(before, words, after))
    if not match["unit"] and not re.search("[万亿]", match["scale"] + match["n"]):
        return None
    number, unit = _number(match["n"], match["scale"]), SAME.get(match["unit"], match["unit"]) or "元"  # "出了十二个亿": money
    if (ONE_OR_THESE.search(before) and unit not in ("成", "%", "元")) or (
        unit in THINGS and match["n"] == "一" and not COUNTED.search(before)
    ):
        return None
    factor, unit = {"成": (10, "%"), "月": (1 / MONTHS_OF_A_YEAR, "年数")}.get(
        unit, (1, "年数" if unit == "年" and number < FIRST_YEAR else unit)
    )
    low = _number(match["low"]) if match["low"] else number
    value = f"{low * factor:g}~{number * factor:g}" if low < number else f"{number * factor:g}"
    return Figure(value, unit, words, *_binding(before, words, after))


def _number(digits: str, scale: str = "") -> float:
    number = float(digits) if digits[0].isdigit() else float(ordinal_value(digits))
    for character in scale:
        number *= SCALES[character]
    return number


def _binding(before: str, words: str, after: str) -> tuple[str, str]:
    """Return which way a figure binds, and its words with those that say so."""
    for name, (ahead, behind) in {"most": AT_MOST, "least": AT_LEAST}.items():
        if match := ahead.search(before):
            return name, match.group() + words
        if match := behind.search(after):
            return name, words + match.group()
    return "", ""


def compare_figures(claim: str, texts: Sequence[str]) -> Comparison | None:
    """Compare every figure of a claim with what the nearest text holds of its kind.

    封顶五万，还款期五年 against 5万元以下、期限3年以内 -> not so, 3年 stands there; 每年两次 against 每年组织一次 -> not so, 一次.

    Args:
        texts: sentences that may speak of it, nearest first.

    Returns:
        None where the claim has no figure, or one that nothing stands against.
    """
    asked, often = read_figures(claim), _periods(claim)
    if any(figure.unit == "日期" for figure in asked):  # 在7月20日前报一次: that once is on that day, and not how often in all
        asked = [figure for figure in asked if (figure.unit, figure.value) != ("次", "1")]
    if len(asked) > 1:  # the loan of 5万元 is meant, not another one whose term stands nearer
        texts = sorted(texts, key=lambda text: -sum(any(_same(one, figure) for figure in read_figures(text)) for one in asked))
    found = [_held(figure, claim, texts) for figure in asked]
    differing = next((answer for answer in found if answer and not answer.agrees), None)
    if differing:
        return differing
    if often:
        told = [segment for text in texts for segment in MARK.split(text) if _periods(segment) and _speaks_of(claim, segment)]
        if not told:
            return None
        found.append(Comparison(bool(often & _periods(told[0])), PERIOD.search(told[0]).group()))
        if not found[-1].agrees:
            return found[-1]
    return None if not found or None in found else found[0]


# "有几个", "封顶几万", "多少钱": what is to be counted / "好几个", "十几户"
HOW_MANY = re.compile(
    r"(?:多少|(?<![好十这那过哪])几)多?(?:个(?=[万亿钱]))?(?P<scale>[万亿千百]*)(?P<unit>个百分点|个工作日|小时|分钟|公里|个月|个人|[\u4e00-\u9fff%]?)"
)


def counts_asked(question: str, text: str) -> bool:
    """Tell whether a text has a figure of the kind that a question asks for in so many words: 有几个 and 15 个; 扣几分 and 5户 -> no."""
    asked = HOW_MANY.search(question)
    if not asked:
        return bool(read_figures(text))
    unit = SAME.get(asked["unit"], asked["unit"])
    of_money = unit == "钱" or (asked["scale"] and unit not in THINGS)  # 几万; not 几百人
    unit = "元" if of_money else {"成": "%", "年": "年数", "月": "年数"}.get(unit, unit)
    stated = [figure for figure in [*read_figures(text), *_times_in_all(text)] if figure.unit == unit]
    if IN_ALL.search(question):
        stated = [figure for figure in stated if not _is_of_some(figure, question, text)]
    verb = OFTEN.search(question) if unit == "次" else None
    if verb:  # 报几回 is not answered by 每年组织一次检查
        return any(verb[1] in segment or _speaks_of(question, segment) for segment in _segments(text, stated))
    return bool(stated)


IN_ALL = re.compile("全[市县区省镇]|总共|一共|拢共|总数|合计")


def _is_of_some(figure: Figure, question: str, text: str) -> bool:
    """Tell whether a figure is of a part of what is asked for in all: 15 个我市自行帮扶的相对贫困村 of 全市有几个相对贫困村."""
    after = OF_WHICH.match(text, text.find(figure.words) + len(figure.words))
    pairs = [after["which"][i : i + 2] for i in range(len(after["which"]) - 1)] if after else []
    said = question.split("不是")[0]
    return bool(after) and after["noun"][-2:] in question and sum(pair in said for pair in pairs) < len(pairs) / 2


OF_WHICH = re.compile(r"\s*个?(?P<which>[^，。；、的]{4,14})的(?P<noun>[\u4e00-\u9fff]{2,6})")
OFTEN = re.compile("([^每年月季度得要该有共是个咱我你他们])(?:了|上|过)?(?:咱们?|我们|你们|他们|一下)?(?:几|多少)(?:次|回|趟|遍)")  # 报几回


def has_figures(text: str) -> bool:
    """Tell whether a text states a number, a date or how often."""
    return bool(read_figures(text) or _periods(text))


def _periods(text: str) -> set[str]:
    return {match["each"] or match["one"] for match in PERIOD.finditer(text)}


def _held(asked: Figure, claim: str, texts: Sequence[str]) -> Comparison | None:
    """Compare one figure with those of the first text that has any of its kind."""
    for text in texts:
        stated = [figure for figure in [*read_figures(text), *_times_in_all(text)] if figure.unit == asked.unit]
        if asked.unit in SAID_OF_MUCH and not any(_speaks_of(claim, segment) for segment in _segments(text, stated)):
            continue  # a sum of something else, or how often that is done
        if len(stated) > 1 and asked.unit != "日期":
            told = _nearest(asked, claim, stated, text)
            if not told:
                return None if any(_same(asked, figure) for figure in stated) else Comparison(False, "")
            stated = told
        if any(_same(asked, figure) for figure in stated):
            return Comparison(True, asked.words)
        if any(_within(asked, figure) for figure in stated):
            return None  # four of 3—5年
        if (
            stated
            and OF_RANGE.search(claim)
            and not asked.binds
            and (limit := next((f for f in stated if f.binds and "~" not in f.value), None))
        ):
            return Comparison(_keeps_to(asked, limit), limit.told or limit.words)
        if stated:
            return Comparison(False, stated[0].told or stated[0].words)
    return None


# "想贷3万、两年还清，在信用贷款的范围内吗": whether a figure keeps to a limit
OF_RANGE = re.compile("范围[之以]?[内里]|够(?:不够)?条件|够(?:不够)?得上|符(?:不符)?合")


def _keeps_to(asked: Figure, limit: Figure) -> bool:
    """Tell whether a figure is no more than a most, or no less than a least."""
    low, _, high = asked.value.partition("~")
    return float(high or low) <= float(limit.value) if limit.binds == "most" else float(low) >= float(limit.value)


def _same(asked: Figure, stated: Figure) -> bool:
    """Tell whether two figures say the same: 封顶五万 and 5万元以下; not 至少五万 and 5万元以下."""
    return asked.value == stated.value and not (asked.binds and stated.binds and asked.binds != stated.binds)


def _within(asked: Figure, stated: Figure) -> bool:
    low, between, high = stated.value.partition("~")
    return bool(between) and "~" not in asked.value and float(low) <= float(asked.value) <= float(high)


def _times_in_all(text: str) -> list[Figure]:
    """Return how often something falls due each year by the days that are named: 每年7月20日前和12月20日前 -> 2 次."""
    days = [figure for figure in read_figures(text) if figure.unit == "日期"]
    named = "年" in _periods(text) and len(days) > 1
    if not named:
        return []
    begin, end = text.find(days[0].words), text.rfind(days[-1].words) + len(days[-1].words)
    return [Figure(f"{len(days)}", "次", text[begin:end])]


def _segments(text: str, figures: Sequence[Figure]) -> list[str]:
    """Return the stretches between marks in which some figures stand."""
    return [segment for segment in MARK.split(text) if any(figure.words in segment for figure in figures)]


MARK = re.compile(r"[，,；;。、]")


def _speaks_of(claim: str, segment: str) -> bool:
    """Tell whether a stretch of text shares two characters running with a claim, figures left out."""
    words = FIGURE.sub("，", PERIOD.sub("，", claim))
    return any(words[i : i + 2] in segment for i in range(len(words) - 1) if "，" not in words[i : i + 2])


def _nearest(asked: Figure, claim: str, figures: Sequence[Figure], text: str) -> list[Figure]:
    """Keep the figures that stand with the claim's own words, none where no words tell: 深圳 with 6 亿元, not 省 with 12 亿元."""
    own = next((segment for segment in MARK.split(claim) if asked.words in segment), claim).replace(asked.words, "")
    segments = _segments(text, figures)
    shared = [sum(own[i : i + n] in segment for n in (1, 2) for i in range(len(own) - n + 1)) for segment in segments]
    best = [segment for segment, n in zip(segments, shared) if n and n == max(shared)]
    return [figure for figure in figures if any(figure.words in segment for segment in best)]
