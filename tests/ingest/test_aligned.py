"""Tables set with blanks become rows of cells; text that only has wide gaps stays as it is."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from ingest.aligned import redraw_aligned

HEAD = "序号  工作任务            牵头单位    配合单位              时限"


def test_wrapped_cells_are_made_whole_and_sections_stay_lines():
    text = f"""{HEAD}
 1    开展“清四乱”      市水利局    市资源局、市公        6月底
      专项行动                        安局
一、水污染防治
 2    推进排污口整治      市环境局    市水利局              11月底

注：请抓好落实。"""
    assert redraw_aligned(text).split("\n") == [
        "序号\t工作任务\t牵头单位\t配合单位\t时限",
        "1\t开展“清四乱”专项行动\t市水利局\t市资源局、市公安局\t6月底",
        "一、水污染防治",
        "2\t推进排污口整治\t市环境局\t市水利局\t11月底",
        "",
        "注：请抓好落实。",
    ]


def test_an_empty_cell_stays_empty():
    rows = ["1     开展行动            市水利局    市公安局              6月底", "2     推进整治            市环境局" + 26 * " " + "11月底"]
    text = "\n".join([HEAD, *rows])
    assert redraw_aligned(text).split("\n")[2] == "2\t推进整治\t市环境局\t\t11月底"


@pytest.mark.parametrize(
    "text",
    [
        "市教育局    市财政局\n2024年5月1日",
        f"{HEAD}\n以上各项请认真落实。",
        "一、任务    二、要求\n（一）甲    （二）乙",
    ],
)
def test_text_with_gaps_is_no_table(text):
    assert redraw_aligned(text) == text


def test_units_of_a_table_set_with_blanks_are_read():
    text = f"关于印发任务分工的通知\n各单位：\n{HEAD}\n1     开展行动            市水利局    市公安局、市教育局    6月底\n"
    (task,) = parse_notice(text, "aligned").tasks
    assert (task.leads, task.participants, task.deadlines[0].words) == (("市水利局",), ("市公安局", "市教育局"), "6月底")
