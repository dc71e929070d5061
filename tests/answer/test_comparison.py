"""Two notices compared, by what they state and without an index."""

from dataclasses import replace

import pytest

from answer import Assistant
from answer.comparison import asks_comparison, by_age, is_of_the_whole
from ingest import parse_notice
from ingest.identity import ALL
from settings import Settings

TEXT = """关于做好{year}年重点工作的通知

青府办〔{year}〕1号

列在首位的为牵头单位。

{tasks}

青山县人民政府办公室

{year}年3月1日
"""
ROADS = "1. 修建农村公路，改善出行条件。（县交通局、县财政局）"
OLD = parse_notice(TEXT.format(year=2019, tasks=f"{ROADS}\n\n2. 保护天然林和湿地，开展造林绿化。（县林业局）"), "old")
NEW = parse_notice(
    TEXT.format(year=2020, tasks=f"{ROADS.replace('县财政局', '县审计局')}\n\n2. 改造薄弱学校，配齐教学设备。（县教育局）"), "new"
)


@pytest.fixture(scope="module")
def assistant(reader):
    return Assistant([NEW, OLD], Settings(), reader)


@pytest.mark.parametrize("question", ["两份通知有什么不同", "2019年的通知和2020年的通知相比有什么变化", "对比一下这两份文件的任务"])
def test_the_whole_is_compared_from_the_older_to_the_newer(assistant, question):
    answer = assistant.ask(question, notice=ALL)
    assert answer.text.splitlines() == [
        "青府办〔2020〕1号 与 青府办〔2019〕1号 相比：",
        "- 新增 [青府办〔2020〕1号 任务2] 改造薄弱学校，配齐教学设备。（县教育局）",
        "- 不再有 [青府办〔2019〕1号 任务2] 保护天然林和湿地，开展造林绿化。（县林业局）",
        "- 改动 [青府办〔2020〕1号 任务1]（原 [青府办〔2019〕1号 任务1]）修建农村公路，改善出行条件。——增加县审计局；减少县财政局",
    ]
    assert answer.clauses == ("old#2", "old#1", "new#2", "new#1")
    sources = {"old": OLD.source, "new": NEW.source}
    assert all(sources[c.notice][c.start : c.end] == c.quote for c in answer.citations) and len(answer.citations) == 4


def test_of_a_unit_only_its_tasks_are_compared(assistant):
    answer = assistant.ask("县林业局的任务在两份通知里有什么变化", notice=ALL)
    assert answer.clauses == ("old#2",) and "不再有" in answer.text


def test_notices_that_say_the_same_have_not_changed(reader):
    same = replace(OLD, id="same", document_number="青府办〔2021〕1号", date="2021年3月1日")
    answer = Assistant([OLD, same], Settings(), reader).ask("两份通知有什么不同", notice=ALL)
    assert answer.text.splitlines() == ["青府办〔2021〕1号 与 青府办〔2019〕1号 相比：", "所问的任务没有变化。"]


def test_notices_stand_in_the_order_of_their_dates():
    assert by_age([replace(NEW, date="2016年11月15日"), replace(OLD, date="2016年3月1日"), replace(OLD, date="")])[0].date == ""
    assert [notice.id for notice in by_age([NEW, OLD])] == ["old", "new"]


@pytest.mark.parametrize(
    ("question", "compares", "whole"),
    [("两份有什么不同", True, True), ("危房改造有什么变化", True, False), ("危房改造谁牵头", False, False)],
)
def test_what_a_comparison_asks_of(question, compares, whole):
    assert (asks_comparison(question), is_of_the_whole(question)) == (compares, whole)
