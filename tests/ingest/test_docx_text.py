"""A Word document becomes lines and rows; what a reader of the page does not see is left out."""

from __future__ import annotations

import pytest

from ingest import UnreadableFile
from ingest.docx_text import docx_to_text
from tests.ingest.file_factory import Ruled, as_docx, raw_docx


def text_of(body: str, **parts: str) -> str:
    return docx_to_text(raw_docx(body, **parts), "a.docx").text


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_paragraphs_and_tables_come_in_order_without_the_header():
    blocks = ["一、任务", Ruled(["序号", "任务"], [["1", "甲"]]), "二、要求", Ruled(["序号", "任务"], ["一、工作", ["2", "乙"]])]
    source = docx_to_text(as_docx(blocks, header="内部资料"), "a.docx")
    assert source.text == "一、任务\n序号\t任务\n1\t甲\n二、要求\n序号\t任务\n一、工作\n2\t乙\n"
    assert source.page_starts == ()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲 乙\n丙\n"),
        ("<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", "增\n"),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>", "新\n"),
        ("<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple></w:p>", "链域\n"),
        ("<w:sdt><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>", "控件\n"),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>露</w:t></w:r></w:p>",
            "露\n",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/><w:t>甲</w:t></w:r></w:p>", "-甲\n"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "甲\n",
        ),
        (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
            + p("一、任务 1")
            + "</w:sdtContent></w:sdt>"
            + p("一、任务"),
            "一、任务\n",
        ),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
            + p("框")
            + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
            + p("框")
            + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>",
            "外\n框\n",
        ),
    ],
)
def test_what_a_reader_sees_is_read(body, text):
    assert text_of(body) == text


def test_a_table_of_contents_by_style_is_left_out():
    styles = '<w:style w:styleId="11"><w:name w:val="TOC 1"/></w:style>'
    assert text_of(p("一、任务 1", '<w:pStyle w:val="11"/>') + p("一、任务"), styles=styles) == "一、任务\n"


def test_merged_cells_stand_in_every_row_and_keep_the_columns():
    begin, go_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("序号"), cell("任务"), cell("单位")),
        row(cell("1", begin), cell("甲"), cell("市教育局", begin)),
        row(cell("", go_on), cell("乙"), cell("", go_on)),
        row(cell("2", ""), cell("丙", wide)),
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('丁')}{cell('戊')}</w:tr>",
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('3')}{cell('删')}{cell('删')}</w:tr>",
    )
    assert text_of(body) == "序号\t任务\t单位\n1\t甲\t市教育局\n1\t乙\t市教育局\n2\t丙\t\n\t丁\t戊\n"


def test_a_table_that_lays_out_the_page_becomes_lines():
    inner = table(row(cell("1"), cell("甲")), row(cell("2"), cell("乙")))
    assert text_of(table(row(f"<w:tc>{p('左')}{inner}</w:tc>", cell("右")), row(cell("下")))) == "左\n1\t甲\n2\t乙\n右\n下\n"
    assert text_of(table(row(cell("只有一格")))) == "只有一格\n"


def test_other_names_of_the_main_part_and_other_namespaces_are_read():
    data = raw_docx(p("甲"), main="word/document2.xml")
    assert docx_to_text(data, "a.docx").text == "甲\n"


@pytest.mark.parametrize("depth", [31, 60])
def test_tables_nested_deep_are_refused(depth):
    body = p("甲")
    for _ in range(depth):
        body = table(row(f"<w:tc>{body}</w:tc>"))
    with pytest.raises(UnreadableFile, match="嵌套层数太多"):
        text_of(body)


def test_text_boxes_nested_deep_are_refused():
    body = p("甲")
    for _ in range(35):
        body = f"<w:p><w:r><w:pict><w:txbxContent>{body}</w:txbxContent></w:pict></w:r></w:p>"
    with pytest.raises(UnreadableFile, match="嵌套层数太多"):
        text_of(body)


def test_an_empty_document_is_empty():
    assert text_of("").strip() == ""
