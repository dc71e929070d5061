"""The order that a question asks for: the most, the second, who of those named has more; and who is left out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import cues
from answer.left_out import apart_from
from answer.masked import Masked
from answer.numbers import NUMERAL, WITHOUT_LEADS, tagged_numbers
from answer.parts import PARTS, said_part
from answer.query import Part, Rank, UnitCondition
from answer.reader import UNIT_MARK, Reading
from ingest.lines import CHINESE_DIGITS, ordinal_value

# "前十项任务里谁牵头最多": a stretch of the notice, no number of places
STRETCH = re.compile(rf"前(?:\d+|[{CHINESE_DIGITS}]+)[项条]")
MEDALS = {"冠军": 1, "亚军": 2, "季军": 3}
ONE_PLACE = rf"(?:{'|'.join(MEDALS)}|第(?:\d|[{CHINESE_DIGITS}])[名位多少]?)"
# "亚军和季军", "第三、第四名" / "第三、第四项"
TWO_PLACES = re.compile(rf"({ONE_PLACE})[和、跟与及比]?({ONE_PLACE})(?![项条])")
# "最多的是哪家，排第二的又是谁", "最多的是谁，其次呢": the first and another
AND_NEXT = re.compile(
    r"^(?!.{0,8}(?:除|不算|撇|抛)).*?(?:最[多少忙](?!于)|(?:排|居)第一)[^。？]*?[，；。？、](?:那|然后)?"
    r"(?:其次|次之|(?:排|居)?第?(?P<n>[二三])(?:名|位|多|少)?的?)(?:又|呢|是|各)"
)


# "当配角的任务里，|牵头最多的"
SAID_OF_MOST = re.compile(r"(?:(?P<lead>牵头|领头|挑头)|参加|配合|参与|打下手)(?:的)?(?:任务|次数|数)?最[多少]")
WHICH_UNIT = re.compile(
    "^(?!.*哪[项条])(?:.*，)?[^，。？]*(?:哪(?:个|家|一家)(?:单位|部门|局)|谁)[^，。？]{0,14}最[多少]"
)  # 哪个单位名字出现最多
ONLY_COUNTED = re.compile("(?:只|光|单|仅)(?:算|看|计|论|按)(?:当|做|作)?(?:(?P<lead>牵头|领头)|参加|配合|参与)")  # 只算参加、不算牵头的话
BEST_SO_MANY = re.compile(rf"(?:前|头)(?P<n>\d|[{CHINESE_DIGITS}])(?:名|家|位|强)")  # 排个座次，头三名是哪几家
BEST_OF = re.compile(rf"最[多少忙重]的(?:那|前)?(?P<n>\d|[{CHINESE_DIGITS}])(?:家|个(?:单位|部门|局)|位)")  # 任务最多的三家


AN_ORDER = re.compile(
    rf"最|排|名次|第[\d{CHINESE_DIGITS}]|[前头][\d{CHINESE_DIGITS}]|[比跟]|其次|军|首|老[大二三]|更|打平|并列|[多少]还是|谁|哪[^，。？]{{0,8}}[多少]"
)


IN_BRACKETS = re.compile("（[^（）]*）")
# "牵头第三多的", "并列第四的是哪两家": one place, not the first
PLACE_SAID = re.compile(r"第(?P<n>[2-9二三四五六七八九十])(?:多|少)|(?:并列|排在?|居|位居|列)第(?P<m>[2-9二三四五六七八九十])(?!项|条)")
WHICH_PLACE = re.compile("第[^，。？]{1,3}的?(?:是|有)?(?:哪|谁)")
BOUNDED = re.compile("[项条个次家](?:任务|单位)?(?:及|或)?以上")
# "财政局的头号搭档", "跟谁合作最密"
MOST_WITH = re.compile(
    "(?:头号|第一|最(?:铁|常|多|密|近))的?(?:老)?(?:搭档|搭子|伙伴|合作(?:对象|单位|伙伴))|(?:合作|搭档|搭伙|共事|同框|配合|打交道)(?:得|次数|的次数)?最(?:密切?|多|勤|频繁?|紧|常)"
)


# "哪家小米最正宗": no order of numbers
OTHER_SUPERLATIVE = re.compile("最(?![多少忙重轻大小闲累频高低前后勤紧长短近常末铁亲密热])")


def read_rank(masked: Masked, reading: Reading, among: int = 0) -> Rank | None:
    """Return the order that is asked for, and which of its places.

    Args:
        among: clauses named: 前十项任务里 are these and not the first ten places.
    """
    aside = IN_BRACKETS.sub("", masked.text)  # 头两名我知道
    place_said = PLACE_SAID.search(aside)
    of = _what_is_ordered(masked, reading, aside)
    if not of:
        return None
    by = _counted_by(masked, reading, of)
    least = reading.choose("rank_order") == "least"
    if match := TWO_PLACES.search(masked.text):
        first, second = (MEDALS.get(said) or ordinal_value(NUMERAL.search(said).group()) for said in match.groups())
        if first < second:
            return Rank(of, by, least=least, place=first, top=second - first + 1)
    if not masked.units and (match := AND_NEXT.search(masked.text)):
        return Rank(of, by, least=least, place=1, top=ordinal_value(match["n"] or "二"))
    top = 1
    for value, begin in tagged_numbers(masked, reading):
        if among and STRETCH.match(masked.text, begin - 1):
            continue
        if masked.text[begin - 1 : begin] == "前" or re.match(r"(?i:top)", masked.text[max(0, begin - 4) : begin]):
            top = value
    if match := BEST_OF.search(aside) or BEST_SO_MANY.search(aside):
        top = ordinal_value(match["n"])
    if place_said and not BEST_OF.search(aside):
        return Rank(of, by, least=least, place=ordinal_value(place_said["n"] or place_said["m"]))
    place = 1 if top > 1 else int(reading.choose("rank_place"))
    return Rank(of, by, least=least, place=place, top=top)


def _what_is_ordered(masked: Masked, reading: Reading, aside: str) -> str:
    """Return what is put in order, units, tasks or partners; "" where nothing is. ``aside``: the text without what stands in brackets."""
    numbered, place_said = cues.has("most", masked.text) or cues.has("least", masked.text), PLACE_SAID.search(aside)
    of = "partners" if masked.units and MOST_WITH.search(masked.text) else reading.choose("rank")
    if of == "none" and place_said and WHICH_PLACE.search(aside):
        of = "units"
    bounded = BOUNDED.search(masked.text) and not (numbered or place_said)  # 牵头三项以上的坐前排: a number, no order
    if of == "none" or bounded or (OTHER_SUPERLATIVE.search(masked.text) and not numbered):
        return ""
    if reading.says("count") and not (AN_ORDER.search(masked.text) or numbered):
        return ""  # 一共点了多少家单位的名字
    of = "units" if of == "tasks" and WHICH_UNIT.search(masked.text) else of
    return "" if of == "tasks" and masked.units and not numbered else of  # {市文广新局}名下的任务，按编号排一排


def _counted_by(masked: Masked, reading: Reading, of: str) -> Part:
    """Return which part of a unit is counted: 牵头最多的 -> leads; 不管牵头还是参加 -> any."""
    if cues.has("whichever_part", masked.text):
        return Part.ANY
    if WITHOUT_LEADS.search(masked.text):
        return Part.JOINS
    if said := ONLY_COUNTED.search(masked.text) or SAID_OF_MOST.search(masked.text):
        return Part.LEADS if said["lead"] else Part.JOINS
    both = of == "units" and cues.has("lead", masked.text) and cues.has("joins", masked.text)
    return Part.ANY if both else PARTS[reading.choose("rank_by")]


SORTED = re.compile(
    "从(?:多|少|高|低)到(?:多|少|高|低)|由(?:多|少|高|低)到(?:多|少|高|低)|排(?:个|一下|一排)?(?:队|序|名次?|座次|先后)|排一排"
)


def in_order(masked: Masked) -> Rank | None:
    """Return the order of all the units named, where they are to be put in order; None where they are not."""
    number = len(masked.units)
    if number < 2 or not SORTED.search(masked.text) or not all(mention.units for mention in masked.units):
        return None
    by = Part.ANY if cues.has("whichever_part", masked.text) else said_part(masked.text)
    return Rank("units", by, least=re.search("[从由](?:少|低)到", masked.text) is not None, top=number)


def compared(masked: Masked) -> Rank | None:
    """Return the order of the units named, where the question is which of them has more: {农业局}、{人社局}哪家摊的任务多.

    None where fewer than two are named or nothing is compared.
    """
    if len(masked.units) < 2 or cues.has("with_unit", masked.text) or not (match := cues.pattern("which_has_more").search(masked.text)):
        return None
    by = Part.ANY if cues.has("whichever_part", masked.text) else said_part(masked.text)
    return Rank("units", by, least=re.search("[少轻闲小](?!于)", match.group()) is not None)


# "第41项跟第48项谁的责任单位多", "哪个牵扯的单位更多些"
OF_UNITS = re.compile(
    r"(?:单位|部门)[^，。？]{0,4}[比跟较][^，。？]{0,10}(?:多|少)(?:了|出)?(?:几|多少)(?!项)"  # 第17项的单位比第22项多几家
    r"|(?:哪|谁)[^，。？]{0,8}(?:单位|部门|家数)[^，。？]{0,4}?(?:更|要)?(?:多|(?P<least>少))(?!少|项)|(?:单位|部门|家数)[^，。？]{0,3}(?:谁|哪[个项条一])[^，。？]{0,3}(?:多|(?P<fewer>少))(?!少)"
)


def compared_tasks(masked: Masked, clauses: Sequence[str]) -> Rank | None:
    """Return the order of two tasks by their units, where the question is which has more; None where it is not."""
    match = OF_UNITS.search(masked.text) if len(clauses) == 2 and not masked.units else None
    return Rank("tasks", Part.ANY, least=bool(match["least"] or match["fewer"])) if match else None


# "少几项", "差多少", "多牵头几项"
DIFFERENCE = re.compile(r"(?<![很最太])[多少差](?:了|出|上)?(?:牵头?|参加|参与|配合|负责)?了?(?:几|多少)|相差")
FIRST = "(?:第一|最多|老大|头名|榜首|排头|居首|为首|打头阵)"
NEXT = "(?:第[二三四五]|其次|老[二三]|紧[跟挨接]|接下来|然后|下一|次之|再下|亚军|季军)"
# "{扶贫办}、{财政局}之后", "{扶贫办}肯定第一，那第二名", "{扶贫办}是第一我知道": those ahead of the place asked for
KNOWN_FIRST = re.compile(
    rf"[前头][两二三四](?:名|位|家)[^，。？{UNIT_MARK}]{{0,5}}(?:是|有|为){UNIT_MARK}(?:[、和跟与及]+{UNIT_MARK})*|{UNIT_MARK}(?:[、和跟与及]+{UNIT_MARK})*(?:之后|往后|后头|后面|底下|再往下"
    rf"|[^，。？{UNIT_MARK}]{{0,10}}{FIRST}(?:[^，。？{UNIT_MARK}]{{0,8}}[，；。](?=[^。？]*{NEXT})|[^，。？]{{0,4}}(?:知道|晓得|清楚|有数)))"
)


AMONG = re.compile("这?(?:[两三四五六七八九几]|\\d)(?:家|个(?:单位|部门))(?:里面?|里头|中间?|当中|之中)")


def settle(
    rank: Rank, masked: Masked, conditions: Sequence[UnitCondition], left_out: Sequence[str], claimed: bool
) -> tuple[Rank | None, tuple[UnitCondition, ...], tuple[str, ...]]:
    """Return an order with the units that it is among, and those left out of it.

    One unit alone has no order: it is left out (撇开{扶贫办}), its partners are ordered (跟{扶贫办}搭档最多的), its own tasks are asked for
    ({组织部}任务多，拎出它牵头的), the others are ordered by its tasks (给{扶贫办}打下手最多的是谁), or it was named in passing as the
    first where the second is asked for. Units that are compared are none of them left out.

    Args:
        claimed: it is asked whether the one unit is at the place.
    """
    known = None if claimed or rank.of == "tasks" else KNOWN_FIRST.search(masked.text)
    if known:  # {扶贫办}肯定第一，那紧跟着的是谁; {扶贫办}、{财政局}之后是谁
        return replace(rank, of="units", place=rank.place if rank.place > 1 else 1 + known.group().count(UNIT_MARK)), (), tuple(left_out)
    apart = {unit for number in apart_from(masked.text) for unit in masked.units[number].units}
    kept = tuple(condition for condition in conditions if not set(condition.units) & apart)
    if not apart and cues.has("which_has_more", masked.text) and len(left_out) > 1:
        return rank, (*kept, *(UnitCondition((unit,), Part.ANY, unit) for unit in left_out)), ()
    before = left_out if rank.place == 1 else ()  # 只输给{发改委}: who is named as the first is counted where the second is asked for
    apart = tuple(dict.fromkeys((*before, *apart)))
    if rank.of == "partners" and len(kept) > 1 and AMONG.search(masked.text):
        return replace(rank, of="units"), kept, apart
    if rank.of == "partners" and not kept:
        return replace(rank, of="units"), (), apart
    if len(kept) != 1 or rank.of != "units" or not kept[0].units:
        return rank, kept, apart
    if cues.has("with_unit", masked.text):
        return replace(rank, of="partners"), kept, apart
    if not cues.has("who", masked.text):
        return rank if claimed else None, kept, apart
    return rank, () if rank.place > 1 else kept, apart
