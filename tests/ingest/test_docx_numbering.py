"""Word's automatic numbers are written as Word writes them."""

from __future__ import annotations

import pytest

from ingest.docx_numbering import format_number
from ingest.docx_text import docx_to_text
from tests.ingest.file_factory import raw_docx


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (7, "chineseCounting", "七"),
        (10, "chineseCountingThousand", "十"),
        (21, "chineseCounting", "二十一"),
        (105, "japaneseCounting", "一百零五"),
        (1010, "taiwaneseCountingThousand", "一千零一十"),
        (12, "chineseLegalSimplified", "拾贰"),
        (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"),
        (13, "ideographZodiac", "子"),
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalEnclosedCircleChinese", "⑫"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "(2)"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (1994, "upperRoman", "MCMXCIV"),
        (5, "none", ""),
        (5, "a kind of a later edition", "5"),
    ],
)
def test_numbers_are_written_in_their_format(number, kind, written):
    assert format_number(number, kind) == written


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


OUTLINE = (
    '<w:abstractNum w:abstractNumId="4">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4、", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
)


def item(text: str, depth: int, num: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:p><w:pPr>{named}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
    )


def lines_of(body: str, numbering: str = OUTLINE, styles: str = "") -> list[str]:
    return docx_to_text(raw_docx(body, numbering, styles), "a.docx").text.split("\n")[:-1]


def test_levels_count_and_begin_anew():
    body = item("任务", 0) + item("甲", 1) + item("子", 2) + item("丑", 2) + item("乙", 1) + item("寅", 2) + item("要求", 0) + item("丙", 1)
    assert lines_of(body) == ["一、任务", "（一）甲", "1.子", "2.丑", "（二）乙", "1.寅", "二、要求", "（一）丙"]


def test_a_level_takes_the_numbers_above_it_in_figures():
    assert lines_of(item("甲", 0) + item("乙", 0) + item("丙", 3)) == ["一、甲", "二、乙", "2.1、丙"]


def test_a_level_that_is_told_not_to_begin_anew_runs_on():
    numbering = (
        '<w:abstractNum w:abstractNumId="4">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    )
    assert lines_of(item("甲", 0) + item("子", 1) + item("乙", 0) + item("丑", 1), numbering) == ["一、甲", "1.子", "二、乙", "2.丑"]


def test_two_lists_of_one_definition_count_on_unless_overridden():
    more = '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="4"/>'
    more += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = item("甲", 0) + item("乙", 0, num=2) + item("丙", 0, num=3) + item("丁", 0, num=3)
    assert lines_of(body, OUTLINE + more) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_gives_list_and_level():
    numbering = OUTLINE.replace('w:ilvl="1"><w:start w:val="1"/>', 'w:ilvl="1"><w:start w:val="1"/><w:pStyle w:val="b"/>')
    styles = '<w:style w:styleId="a"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="b"><w:name w:val="b"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="c"><w:name w:val="c"/><w:basedOn w:val="a"/></w:style>'
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>' for name in "abbc")
    assert lines_of(body, numbering, styles) == ["一、文", "（一）文", "（二）文", "二、文"]


def test_a_paragraph_may_take_its_style_out_of_the_list():
    styles = '<w:style w:styleId="a"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines_of(item("甲", 0, num=0, style="a"), OUTLINE, styles) == ["甲"]


def test_styles_based_on_each_other_come_to_an_end():
    styles = '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    assert lines_of('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>', OUTLINE, styles) == ["甲"]


def test_bullets_and_unknown_lists_write_nothing():
    numbering = f'<w:abstractNum w:abstractNumId="4">{level(0, "bullet", "")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    assert lines_of(item("甲", 0) + item("乙", 0, num=77) + item("丙", 8), numbering) == ["甲", "乙", "丙"]


def test_a_figure_is_parted_from_its_text_where_a_tab_follows():
    numbering = OUTLINE.replace('<w:suff w:val="nothing"/>', "")
    assert lines_of(item("甲", 0) + item("乙", 1) + item("5G基站", 2), numbering) == ["一、甲", "（一）乙", "1. 5G基站"]


def test_numbers_count_through_the_cells_of_a_column():
    row = "<w:tr><w:tc>" + item("", 2) + "</w:tc><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>"
    assert lines_of(f"<w:tbl>{row * 3}</w:tbl>") == ["1.\t甲", "2.\t甲", "3.\t甲"]


def test_broken_definitions_stop_nothing():
    numbering = f'<w:abstractNum>{level(0, "decimal", "%1.")}</w:abstractNum><w:num w:numId="1"/>'
    assert lines_of(item("甲", 0, num="") + item("丙", -1, num=7), numbering) == ["甲", "丙"]
