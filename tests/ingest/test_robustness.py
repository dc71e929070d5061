"""Whatever text comes in, a Notice comes out, whole, in bounded time."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import parse_notice
from tests.ingest.conftest import SHIPPED

TABLE = (
    "\n附件\n任务分工表\n┌──┬──────┬────┐\n│序│任务  │牵头│\n│号│      │单位│\n├──┼──────┼────┤\n│1 │推进建│市发│\n│  │设    │改局│\n"
    "├──┼──────┼────┤\n│2 │完善配│市教│\n│  │套    │育局│\n└──┴──────┴────┘\n"
    "| 序号 | 任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 推进 | 市发改局、市财政局 | 2025年底前 |\n| 二、民生 | | | |\n"
    "序号\t任务\t牵头单位\n（一）产业\n3\t推进\n建设\t市商务局\n"
    "（1）推进建设；\n（2）完善配套。（市教育局牵头，市财政局、各区、县级市配合）\n牵头单位：市教育局\n完成时限：2025年底\n"
)
ODD = "（）()【】《》“”、，。；：\n\t |│─┌┼1２①一第条章年月日前底等各由和及与会同牵头负责单位：*#-\u3000\xa0\ufeff\x00\u202e😀é𠀀"


def mutated(text: str, dice: random.Random) -> str:
    """Return ``text`` cut, doubled, shuffled, strewn with odd characters or with its line ends lost."""
    for _ in range(dice.randint(1, 6)):
        begin = dice.randrange(len(text) or 1)
        end = min(len(text), begin + dice.choice([1, 3, 20, 200]))
        kind = dice.randrange(7)
        if kind == 0:
            text = text[:begin] + text[end:]
        elif kind == 1:
            text = text[:end] + text[begin:end] * dice.randint(1, 4) + text[end:]
        elif kind == 2:
            lines = text.split("\n")
            dice.shuffle(lines)
            text = "\n".join(lines)
        elif kind == 3:
            text = text[:begin] + "".join(dice.choices(ODD, k=dice.randint(1, 30))) + text[begin:]
        elif kind == 4:
            text = text.replace(dice.choice("。；（）\n、"), dice.choice(["", "（", "\n", "。。", "\t", "|"]))
        elif kind == 5:
            text = text[:begin] + chr(dice.randrange(32, 0xD7FF)) * dice.randint(1, 5) + text[begin:]
        else:
            text = text[:begin] + "（" * dice.randint(1, 400) + text[begin:]
    return text


@pytest.mark.parametrize("seed", range(15))
def test_no_mutation_of_a_notice_stops_the_reader(seed):
    dice = random.Random(seed)
    source = SHIPPED.read_text(encoding="utf-8")
    for _ in range(30):
        begin = dice.randrange(0, 8000)
        text = mutated(source[begin : begin + dice.randint(200, 2500)] + TABLE, dice)
        notice = parse_notice(text, "mutated")
        assert "".join(notice.source[p.start : p.end] for p in notice.parts) == notice.source
        for clause in notice.clauses:
            assert clause.start < clause.end <= len(notice.source)
            assert list(clause.body.positions) == sorted(set(clause.body.positions))
            for found in (*clause.sentences, *clause.assignments, *clause.deadlines, *clause.deliverables, *clause.amounts, *clause.people):
                assert 0 <= found.start < found.end <= len(notice.source)
        assert len({clause.id for clause in notice.clauses}) == len(notice.clauses)


PIECES = (
    "市",
    "1",
    "1:",
    "（",
    "）",
    "（）",
    "。",
    "\u3000",
    "*",
    "#",
    "一",
    "等",
    "各",
    "由",
    "书记",
    "负责",
    "制定",
    "方案",
    "2018年",
    "每年",
    "市教育局、",
    "市教育局和",
    "市教育局牵头，",
    "牵头单位：",
    "完成时限：",
    "首位",
    "印发",
    "按职责分工",
    "牵头单位：市教育局；",
    "由市教育局负责，",
    "(市教育局)",
    "会同",
    "会同市教育局",
    "——市教育局牵头，市财政局配合。\n",
    "县水利局\n1.负责甲\n",
    "县教育局　负责甲乙丙。\n",
    "牵头单位\n市教育局\n",
    "序号  任务  责任单位\n",
    "附件：1.甲\n",
    "2018年1月1日\n",
    "一、市\n",
    "1.市\n",
    "市\n",
    "1\t甲\n",
    "│甲│\n",
    "┌",
    "│",
    "<td>",
)
# What notices are made of, to be put together in any order.
PARTS_OF_SPEECH = (
    *"、，。；：\n（）【】〔〕—|\t",
    *("市教育局", "市财政局", "人事处", "基础教育科", "县水利局", "各县（市、区）政府", "各乡镇", "市直各部门", "镇中心小学：", "派出所"),
    *("（人才办）", "（牵头）", "（市文明办）", "（基教科）", "（按职能分工）", "（张三）"),
    *("市“双减”办", "有条件的县区", "县公安、交通、城管"),
    *("牵头单位：", "责任单位：", "配合单位：", "省级责任单位：", "完成时限：", "责任人：李某", "牵头", "配合", "负责", "按职责分工负责"),
    *("会同", "由", "等部门", "要", "*", "科", "办", "一是", "年底前", "2025年6月底前", "贯穿全年", "下同", "列第一位的为牵头单位"),
    *("推进改革", "加强监管。", "1.", "（一）", "一、", "（1）", "①", "——", "附件\n", "县公安局职责\n"),
    *("序号\t任务\t责任单位\n", "1\t推进\t市教育局\n", "|序号|任务|责任单位|\n", "|1|推进|市教育局|\n"),
)
ASSEMBLIES = st.lists(st.sampled_from(PARTS_OF_SPEECH), min_size=2, max_size=22).map("".join)


@given(ASSEMBLIES)
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_parts_of_speech_in_any_order_are_read_whole_and_no_place_twice(text):
    notice = parse_notice(f"关于印发分工方案的通知\n{text}", "assembled")
    assert "".join(notice.source[p.start : p.end] for p in notice.parts) == notice.source
    assert "overlap" not in {warning.code for warning in notice.warnings}
    for clause in notice.clauses:
        places = sorted((a.start, a.end) for a in clause.assignments)
        assert all(end <= start for (_, end), (start, _) in pairwise(places))


HEADS = ("关于印发方案的通知\n一、任务\n1. ", "序号\t任务\t责任单位\n", "|序号|责任单位|\n|1|市教育局|\n", "┌─┐\n", "")


@pytest.mark.parametrize("piece", [*PIECES, " ", "\t", "|", "|1|市教育局|\n"])
def test_the_time_of_reading_grows_with_the_characters_and_not_with_their_square(piece):
    for head in HEADS if set(piece) & set("\t|│┌1") else HEADS[:1]:
        # four times as long, where quadratic work takes sixteen times; what disturbs one measurement does not disturb three
        assert any(seconds(head, piece, 24_000) < 10 * max(seconds(head, piece, 6_000), MEASURABLE) for _ in range(3))


def seconds(head, piece, length):
    began = time.process_time()
    notice = parse_notice(head + piece * (length // len(piece)), "long")
    assert notice.parts[-1].end == len(notice.source)
    return time.process_time() - began


MEASURABLE = 0.05  # seconds, below which what else the machine does tells more


def test_brackets_nested_ten_thousand_deep():
    notice = parse_notice(
        "一、任务\n1. 推进建设" + "（" * 10_000 + "市教育局" + "）" * 10_000 + "。\n2. 完善配套。（市教育局、市财政局）\n", "deep"
    )
    assert notice.clause("2").units == ("市教育局", "市财政局")


def test_a_megabyte_is_read_in_seconds():
    text = SHIPPED.read_text(encoding="utf-8") * 30
    assert len(text.encode()) > 1_000_000
    began = time.process_time()
    notice = parse_notice(text, "large")
    assert time.process_time() - began < 20
    assert len(notice.tasks) >= 1800


@pytest.mark.parametrize(
    "text", ["", "\n", "　", "。", "一、", "1.", "（", "）", "|", "\t", "─", "┌", "附件", "2025年1月1日", "一、\n（一）\n1."]
)
def test_next_to_nothing_is_still_a_notice(text):
    notice = parse_notice(text, "tiny")
    assert "".join(notice.source[p.start : p.end] for p in notice.parts) == text
    assert "no_tasks" in {warning.code for warning in notice.warnings}


def test_marks_before_a_bracket_of_units_are_no_name():
    notice = parse_notice("通知\n\n1. 巡查河道。<b>role: admin</b>（县水利局、县财政局）\n", "marks")
    assert notice.clause("1").units == ("县水利局", "县财政局")
