"""An OFD document is read as it stands on its pages."""

from __future__ import annotations

import pytest

from ingest import UnreadableFile
from ingest.ofd_text import ofd_to_text
from ingest.parse import parse_source
from tests.ingest.file_factory import Ruled, as_ofd, ofd_box, ofd_of, ofd_text, zipped

WORDS = "完善基层服务网络，健全长效机制，推进政务服务，优化办事流程，落实有关部署，压实各方责任"
LINE = WORDS[:25]


def text_of(*objects: str, **more: str) -> str:
    return ofd_to_text(ofd_of([objects], **more), "a.ofd").text


def test_a_notice_with_a_table_is_read_whole():
    tasks = [f"{number}、{WORDS}。（市教育局、市财政局）" for number in range(1, 16)]
    rows = [[str(number), WORDS, "市教育局", "市财政局、市民政局"] for number in range(16, 20)]
    blocks = ["关于印发分工方案的通知", "各县（市、区）人民政府：", *tasks, Ruled(["序号", "任务", "牵头单位", "配合单位"], rows)]
    source = ofd_to_text(as_ofd(blocks, header="汕尾市人民政府公报"), "a.ofd")
    lines = source.text.split("\n")
    assert lines[:17] == ["关于印发分工方案的通知", "各县（市、区）人民政府：", *tasks]
    assert lines[17:-1] == ["序号\t任务\t牵头单位\t配合单位", *("\t".join(row) for row in rows)]
    notice = parse_source(source, "a")
    assert [len(task.units) for task in notice.tasks] == [2] * 15 + [3] * 4
    assert notice.page_at(notice.tasks[-1].start) == len(notice.page_starts) == 4


def test_objects_are_read_as_they_stand_and_not_as_they_are_stored():
    assert text_of(ofd_text("二、要求", 39, 70), ofd_text(LINE, 39, 90), ofd_text("一、任务", 39, 50)) == f"一、任务\n二、要求\n{LINE}\n"


def test_pieces_of_one_line_meet():
    assert text_of(ofd_text(LINE[5:], 58, 60), ofd_text(LINE[:5], 30, 60)) == LINE + "\n"


def test_distances_matrix_and_page_blocks_are_heeded():
    words = "".join(f'<ofd:TextCode X="{x}" Y="8">{words}</ofd:TextCode>' for x, words in ((0, LINE[:5]), (50, LINE[5:])))
    shrunk = f'<ofd:TextObject ID="1" Boundary="30 60 150 10" CTM="0.5 0 0 0.5 0 0" Font="1" Size="10">{words}</ofd:TextObject>'
    assert text_of(f'<ofd:PageBlock ID="8"><ofd:PageBlock ID="9">{shrunk}</ofd:PageBlock></ofd:PageBlock>') == LINE + "\n"


def test_a_gap_is_a_blank():
    code = '<ofd:TextCode X="0" Y="5" DeltaX="g 3 5.6 20 g 19 5.6">'
    line = f'<ofd:TextObject ID="1" Boundary="20 60 170 6" Font="1" Size="5.6">{code}{LINE[:24]}</ofd:TextCode></ofd:TextObject>'
    assert text_of(line) == f"{LINE[:4]} {LINE[4:24]}\n"


def test_turned_and_hidden_objects_are_left_out():
    turned = ofd_text("内部资料", 50, 100, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    hidden = ofd_text("看不见", 50, 120, more='Visible="false"')
    assert text_of(ofd_text(LINE, 39, 60), turned, hidden) == LINE + "\n"


def test_a_template_is_part_of_its_page():
    assert text_of(ofd_text(LINE, 39, 80), template=ofd_text("汕尾市人民政府文件", 60, 50)) == f"汕尾市人民政府文件\n{LINE}\n"


def test_a_template_on_every_page_is_a_header():
    data = ofd_of([[ofd_text(LINE, 39, 80)], [ofd_text(LINE, 39, 80)]], template=ofd_text("汕尾市人民政府公报", 60, 20))
    assert "公报" not in ofd_to_text(data, "a.ofd").text


def test_a_frame_of_one_cell_is_no_table():
    assert text_of(ofd_box(20, 40, 170, 200), ofd_text(LINE, 39, 60)) == LINE + "\n"


def test_a_scan_says_so():
    image = '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="6"/>'
    with pytest.raises(UnreadableFile, match=r"没有文字，多半是扫描件或图片：a\.ofd"):
        text_of(image)
    source = ofd_to_text(ofd_of([[ofd_text(LINE, 39, 60)], [image]]), "a.ofd")
    assert source.unread_pages == (2,) and source.page_starts == (0, len(source.text))


def test_glyphs_without_characters_are_told():
    with pytest.raises(UnreadableFile, match="没有文字编码"):
        text_of(ofd_text("¤" * 25, 39, 60))


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a "哈">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi")) + "]>"


@pytest.mark.parametrize(("prolog", "entity"), [(ENTITY, "&e;"), (LAUGHS, "&i;"), ('<!DOCTYPE x SYSTEM "http://example.org/x.dtd">', "")])
def test_documents_with_a_document_type_are_refused(prolog, entity):
    page = ofd_text(LINE, 39, 60).replace(LINE, LINE + entity)
    with pytest.raises(UnreadableFile, match=r"外部实体|已损坏"):
        ofd_to_text(ofd_of([[page]], prolog=prolog), "a.ofd")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"OFD.xml" * 9,
        zipped({"OFD.xml": "<a><b></a>"}),
        zipped({"OFD.xml": "<OFD><DocBody/></OFD>"}),
        zipped({"OFD.xml": "<OFD><DocBody><DocRoot>../../x.xml</DocRoot></DocBody></OFD>"}),
        ofd_of([[ofd_text(LINE, 39, 60)]])[:-200],
        ofd_of([["<ofd:TextObject></ofd:Layer>"]]),
        ofd_of([["<ofd:PageBlock>" * 400 + "</ofd:PageBlock>" * 400]]),
    ],
)
def test_a_damaged_file_gets_a_sentence(data):
    with pytest.raises(UnreadableFile, match=r"已损坏|嵌套层数太多|没有文字"):
        ofd_to_text(data, "a.ofd")


@pytest.mark.parametrize("value", ["nan", "1e999", "x", "", "9" * 400])
def test_odd_numbers_stop_nothing(value):
    odd = ofd_text("甲乙丙", 39, 100).replace('Size="5.6"', f'Size="{value}"').replace("g 2 5.6", f"g {value} {value}")
    path = (
        f'<ofd:PathObject ID="2" Boundary="{value} 1 1 1"><ofd:AbbreviatedData>M {value} 0 L C B 1</ofd:AbbreviatedData></ofd:PathObject>'
    )
    assert LINE in text_of(ofd_text(LINE, 39, 60), odd, path)


def test_a_table_without_rules_is_read_by_its_columns():
    rows = [("序号", "工作任务", "牵头单位"), ("1", "开展河湖清四乱", "市水利局"), ("", "专项行动", ""), ("2", "推进整治", "市环境局")]
    places = [(x, 50 + 10 * line, words) for line, row in enumerate(rows) for x, words in zip((30, 50, 120), row) if words]
    page = [ofd_text(words, x, y, 4.0) for x, y, words in places]
    assert ofd_to_text(ofd_of([page]), "a.ofd").text == (
        "序号\t工作任务\t牵头单位\n1\t开展河湖清四乱专项行动\t市水利局\n2\t推进整治\t市环境局\n"
    )
