"""A PDF with a text layer is read as it is read on paper; one without says so."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest import UnreadableFile
from ingest.parse import parse_source
from ingest.pdf_text import pdf_to_text
from tests.ingest.file_factory import FONT, Ruled, as_pdf, raw_pdf

WORDS = "完善基层服务网络，健全长效机制，推进政务服务，优化办事流程，落实有关部署，压实各方责任"

LOCK = StandardEncryption("", "owner", canCopy=0)  # opens without a password


def drawn(*pages, encrypt=None) -> bytes:
    """Return a PDF of pages, each a function that draws on a canvas."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 16)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text_of(*pages) -> str:
    return pdf_to_text(drawn(*pages), "a.pdf").text


def test_lines_are_joined_over_lines_and_pages_and_headers_dropped():
    paragraphs = [f"{number}、{WORDS * 2}第{number}项。（市教育局、市财政局）" for number in range(1, 31)]
    source = pdf_to_text(as_pdf(paragraphs, header="汕尾市人民政府公报 2016年第3期"), "a.pdf")
    assert source.text == "\n".join(paragraphs) + "\n"
    assert len(source.page_starts) == 6
    torn = [start for start in source.page_starts[1:] if source.text[start - 1] != "\n"]
    assert torn and all(source.text[start - 1] not in " \n" for start in torn)


def test_a_table_goes_on_on_the_next_page():
    rows = [[str(number), WORDS, "市教育局", "市财政局、市民政局"] for number in range(1, 26)]
    source = pdf_to_text(as_pdf(["附件", "# 任务分工表", Ruled(["序号", "任务", "牵头单位", "配合单位"], rows), "备注：请落实。"]), "a.pdf")
    notice = parse_source(source, "a")
    assert source.text.split("\n")[3] == "\t".join(rows[0])
    assert [task.units for task in notice.tasks] == [("市教育局", "市财政局", "市民政局")] * 25
    assert notice.page_at(notice.tasks[0].start) == 1 and notice.page_at(notice.tasks[-1].start) == len(notice.page_starts)


def test_a_row_torn_by_the_page_break_is_made_whole():
    def part(*rows):
        def draw(canvas):
            canvas.setFont(FONT, 12)
            canvas.grid([80, 130, 330, 430], [720 - 40 * place for place in range(len(rows) + 1)])
            for place, row in enumerate(rows):
                for x, words in zip((84, 134, 334), row):
                    canvas.drawString(x, 695 - 40 * place, words)

        return draw

    head = ("序号", "任务", "责任单位")
    first = part(head, ("1", "实施危房改造。", "市住建局"), ("2", "推进农村危房改造工程建设，完善", "市住房和城乡"))
    assert text_of(first, part(head, ("", "配套设施。", "建设局"), ("3", "完善机制。", "市教育局"))) == (
        "序号\t任务\t责任单位\n1\t实施危房改造。\t市住建局\n"
        "2\t推进农村危房改造工程建设，完善配套设施。\t市住房和城乡建设局\n3\t完善机制。\t市教育局\n"
    )
    assert text_of(first, part(("", "配套设施。", "建设局"))).endswith(
        "\n2\t推进农村危房改造工程建设，完善配套设施。\t市住房和城乡建设局\n"
    )
    merged = part(head, ("1", "实施危房改造。", "市住建局")), part(("", "完善配套设施。", "市财政局"), ("2", "完善机制。", "市教育局"))
    assert text_of(*merged).split("\n")[1:3] == ["1\t实施危房改造。\t市住建局", "\t完善配套设施。\t市财政局"]


def test_a_table_without_rules_is_read_by_its_columns():
    rows = [
        ("序号", "工作任务", "牵头单位", "时限"),
        ("1", "开展河湖清四乱", "市水利局", "6月底"),
        ("", "专项行动", "", ""),
        ("一、水污染防治", "", "", ""),
        ("2", "推进排污口整治", "市生态环境局", "11月底"),
    ]

    def draw(canvas):
        canvas.setFont(FONT, 12)
        canvas.drawString(80, 760, "附件")
        for place, row in enumerate(rows):
            for x, words in zip((80, 130, 330, 430), row):
                canvas.drawString(x, 720 - 20 * place, words)
        canvas.drawString(80, 600, "备注：请各单位认真落实。")

    assert text_of(draw) == (
        "附件\n序号\t工作任务\t牵头单位\t时限\n1\t开展河湖清四乱专项行动\t市水利局\t6月底\n一、水污染防治\n"
        "2\t推进排污口整治\t市生态环境局\t11月底\n备注：请各单位认真落实。\n"
    )


def test_a_title_broken_by_hand_is_one_line():
    assert pdf_to_text(as_pdf(["# 关于印发《重点任务分工方案》", "# 的通知", WORDS + "。"]), "a.pdf").text.startswith(
        "关于印发《重点任务分工方案》的通知\n"
    )


def test_two_columns_are_read_one_after_the_other():
    def draw(canvas):
        canvas.setFont(FONT, 12)
        canvas.drawCentredString(297, 700, "关于印发重点任务分工方案的通知及有关说明和附件的全文")
        for place in range(12):
            canvas.drawString(70, 660 - 20 * place, f"{'左一二三四五六七八九十甲乙丙丁戊己'[: 17 if place < 11 else 5]}")
            canvas.drawString(320, 660 - 20 * place, f"{'右一二三四五六七八九十甲乙丙丁戊己'[: 17 if place < 11 else 5]}")

    text = "".join(text_of(draw).split())
    assert text.index("全文") < text.index("左") and text.rindex("左") < text.index("右")


def test_a_list_in_two_columns_of_words_is_read_line_by_line():
    def draw(canvas):
        for place in range(12):
            canvas.drawString(70, 660 - 30 * place, "联系人")
            canvas.drawString(320, 660 - 30 * place, f"第{place}科")

    assert text_of(draw).split("\n")[0] == "联系人 第0科"


def test_what_is_turned_is_a_watermark():
    def draw(canvas):
        canvas.drawString(80, 600, WORDS[:25])
        canvas.rotate(45)
        canvas.drawString(500, 100, "内部资料注意保存")

    assert text_of(draw) == WORDS[:25] + "\n"


@pytest.mark.parametrize("degrees", [90, -90])
def test_a_page_set_sideways_is_read_as_it_is_held(degrees):
    def draw(canvas):
        canvas.translate(*((595, 0) if degrees == 90 else (0, 842)))
        canvas.rotate(degrees)
        for place, (number, words) in enumerate((("序号", "任务"), ("1", WORDS[:20]), ("2", WORDS[20:]))):
            canvas.drawString(90, 404 - 40 * place, number)
            canvas.drawString(190, 404 - 40 * place, words)
            canvas.grid([80, 180, 600], [430 - 40 * place, 390 - 40 * place])

    assert text_of(draw) == f"序号\t任务\n1\t{WORDS[:20]}\n2\t{WORDS[20:]}\n"


def test_bold_made_by_printing_twice_is_read_once():
    def draw(canvas):
        for by in (0, 0.4):
            canvas.drawString(80 + by, 600, "一、重点任务人人负责做好有关各项工作并且抓好落实")

    assert text_of(draw) == "一、重点任务人人负责做好有关各项工作并且抓好落实\n"


def test_annexes_at_the_head_of_their_pages_stay():
    source = pdf_to_text(as_pdf([WORDS + "。", None, "附件1", WORDS, None, "附件2", WORDS]), "a.pdf")
    assert [line for line in source.text.split("\n") if line.startswith("附件")] == ["附件1", "附件2"]


def picture(canvas):
    canvas.drawInlineImage(_image(), 0, 0, *A4)


def _image():
    from PIL import Image

    return Image.new("L", (8, 8), 128)


def test_a_scan_says_so():
    with pytest.raises(UnreadableFile, match=r"没有文字，多半是扫描件或图片：a\.pdf"):
        pdf_to_text(drawn(picture, picture), "a.pdf")
    with pytest.raises(UnreadableFile, match="没有文字"):
        pdf_to_text(drawn(lambda canvas: None), "a.pdf")


def test_a_scanned_page_among_others_is_a_warning():
    def written(canvas):
        canvas.drawString(80, 600, WORDS[:25])

    source = pdf_to_text(drawn(written, picture, written), "a.pdf")
    assert source.unread_pages == (2,)
    notice = parse_source(source, "a")
    assert [(w.message, w.start) for w in notice.warnings if w.code == "page_unread"] == [
        ("第 2 页是图片，没有读到文字", notice.page_starts[1])
    ]
    assert notice.page_at(0) == 1 and notice.page_at(len(notice.source) - 2) == 3


def test_a_password_is_told():
    def written(canvas):
        canvas.drawString(80, 600, WORDS[:25])

    with pytest.raises(UnreadableFile, match="加了密码"):
        pdf_to_text(drawn(written, encrypt=StandardEncryption("secret")), "a.pdf")
    letters = "One does not need a password to read this."
    only_printing = drawn(lambda canvas: canvas.setFont("Helvetica", 16) or canvas.drawString(80, 600, letters), encrypt=LOCK)
    assert pdf_to_text(only_printing, "a.pdf").text == letters + "\n"


def test_fonts_without_characters_are_told():
    font = b"5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R]>> endobj\n"
    font += b"6 0 obj <</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
    font += b"/Supplement 0>> >> endobj"
    shown = b"BT /F1 16 Tf 80 600 Td <" + b"0102" * 40 + b"> Tj ET"
    with pytest.raises(UnreadableFile, match="没有文字编码"):
        pdf_to_text(raw_pdf(shown, font, b"/Font <</F1 5 0 R>>"), "a.pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + bytes(range(256)) * 40,
        as_pdf([WORDS])[:700],
        b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF",
    ],
)
def test_a_damaged_file_gets_a_sentence(data):
    with pytest.raises(UnreadableFile, match=r"已损坏|没有文字"):
        pdf_to_text(data, "a.pdf")


def test_a_page_of_ten_thousand_lines_is_a_drawing():
    def draw(canvas):
        for place in range(5000):
            canvas.line(place % 500, place // 10, place % 500 + 9, place // 10)
            canvas.line(place % 500, place // 10, place % 500, place // 10 + 9)
        canvas.drawString(80, 700, WORDS[:25])

    assert text_of(draw) == WORDS[:25] + "\n"


COLUMNS = (70, 110, 300, 400, 510)


def rows_without_rules(first: int, last: int, head: bool = False, torn: str = ""):
    """Return a page whose rows are set by place alone, each of two lines; ``torn``: what a row of the page before goes on with."""

    def draw(canvas):
        canvas.setFont(FONT, 12)
        lines = [("序号", "任务", "牵头单位", "配合单位", "时限")] if head else []
        lines += [("", torn, "", "", "")] if torn else []
        for number in range(first, last + 1):
            lines += [(f"{number}", f"实施第{number}批农村危房改", "市住建局", "市财政局", "12月底"), ("", "造工程", "", "", "")]
        for place, cells in enumerate(lines):
            for left, cell in zip(COLUMNS, cells):
                canvas.drawString(left, 780 - 20 * place, cell)
        canvas.drawCentredString(300, 40, f"— {1 + (not head)} —")

    return draw


@pytest.mark.parametrize("torn", ["", "造工程"])
def test_a_table_without_rules_goes_on_on_the_next_page(torn):
    first = rows_without_rules(1, 15, head=True)
    notice = parse_source(pdf_to_text(drawn(first, rows_without_rules(16, 20, torn=torn)), "a.pdf"), "unruled")
    assert [task.id for task in notice.tasks] == [str(number) for number in range(1, 21)]
    assert {task.units for task in notice.tasks} == {("市住建局", "市财政局")}
    whole = {task.text.split("\n")[0] for task in notice.tasks if task.id != "15"}
    assert whole == {f"实施第{number}批农村危房改造工程" for number in range(1, 21) if number != 15}
    assert notice.clause("15").text.startswith("实施第15批农村危房改造工程" + torn)


def test_lines_that_do_not_follow_on_are_no_rows_of_the_table_before():
    notice = parse_source(pdf_to_text(drawn(rows_without_rules(1, 15, head=True), rows_without_rules(18, 20)), "a.pdf"), "unruled")
    assert [task.id for task in notice.tasks][:15] == [str(number) for number in range(1, 16)]
    assert not {"18", "19", "20"} & {task.id for task in notice.tasks}
