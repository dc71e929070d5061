"""The level of a notice, and the levels at which its units can be spoken of."""

import pytest

from answer.levels import core_of_place, level_of, levels_of_unit, place_of, said_level
from ingest import parse_notice

TASK = "\n\n1. 修路。（财政局、教育局）\n"


@pytest.mark.parametrize(
    ("head", "place", "level"),
    [
        ("青岚县人民政府办公室关于分工的通知", "青岚县", "县"),
        ("岚江省人民政府办公厅关于分工的通知", "岚江省", "省"),
        ("中共临汐市委办公室关于分工的通知", "临汐市", "市"),
        ("国务院办公厅关于分工的通知\n国办发〔2018〕126号", "", "国"),
        ("赛音淖尔盟行政公署办公室关于分工的通知", "赛音淖尔盟", "盟"),
        ("某县2020年工作分工", "", ""),
        ("沅溪市河长制办公室关于分工的通知", "沅溪市", "市"),
        ("江州职业技术学院关于分工的通知", "", ""),
    ],
)
def test_a_notice_is_of_the_level_of_those_who_issued_it(head, place, level):
    notice = parse_notice(head + TASK, "x")
    assert (place_of(notice), level_of(notice)) == (place, level)


@pytest.mark.parametrize(
    ("unit", "levels"),
    [
        ("县教育局", {"县"}),
        ("教育局", {"县"}),
        ("省公安厅", {"省"}),
        ("市生态环境局青岚分局", {"市", "县"}),
        ("中国人民银行青岚县支行", {"县"}),
        ("国家开发银行", {"国"}),
        ("市场监管局", {"县"}),
        ("各乡镇人民政府", {""}),
    ],
)
def test_a_unit_is_of_its_own_level_and_a_branch_of_that_of_its_place_too(unit, levels):
    assert levels_of_unit(unit, "青岚县", "县") == levels


@pytest.mark.parametrize(("word", "level"), [("省", "省"), ("自治区", "区"), ("国家", "国")])
def test_a_word_before_a_name_says_a_level(word, level):
    assert said_level(word) == level


@pytest.mark.parametrize(
    ("place", "core"),
    [("海丰县", "海丰"), ("红海湾开发区", "红海湾"), ("市城区", "城区"), ("梅陇镇", "梅陇"), ("开发区", "开发区"), ("", "")],
)
def test_the_name_of_a_place_without_its_level(place, core):
    assert core_of_place(place) == core
