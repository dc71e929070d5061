"""Files of every encoding are read to the same text; others are refused."""

from __future__ import annotations

import pytest

from ingest import UnreadableFile, read_notice
from ingest.html_text import html_to_text
from ingest.read import decode, read_source

TEXT = "关于印发方案的通知\n一、重点任务\n1. 实施危房改造。（市住建局、市财政局）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_one_text(tmp_path, encoding, line_end):
    path = tmp_path / "notice.txt"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    assert read_source(path).text == TEXT


def test_the_id_is_the_stem_unless_given(tmp_path):
    path = tmp_path / "2016-19.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_notice(path).id == "2016-19"
    assert read_notice(path, "other").id == "other"


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, b"%PDF-1.4\n\x00\xff\xfe" * 9, b"\xff" * 100])
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableFile):
        decode(data, "file")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>一、任务</p><p>二、要求<br>三、其他</p>", "一、任务\n二、要求\n三、其他\n"),
        ("<div>甲&nbsp;&nbsp;乙</div><script>x</script><style>y</style>", "甲 乙\n"),
        ("<table><tr><td>序号<td>任务<tr><td>1<td>甲</table>", "序号\t任务\n1\t甲\n"),
        ("<table><tr><td rowspan=2>1</td><td>甲</td></tr><tr><td>乙</td></tr></table>", "1\t甲\n1\t乙\n"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td colspan=2>一、甲</td></tr></table>", "1\t2\n一、甲\n"),
        ("<table><tr><td><p>甲</p></td></tr></table><p>乙", "甲\n乙\n"),  # a table for layout
        (
            "<table><tr><td>左<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td><td>右</td></tr></table>",
            "左\n1\t2\n3\t4\n右\n",
        ),
        ("<p>a<p><b>b</i></table></td>c", "a\nbc\n"),
        ("<td>" * 50 + "甲", "甲\n"),
        ("<table><tr><td colspan=99999999 rowspan=x>1</td><td>2</td></tr><tr><td>3</td></tr></table>", None),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;甲</p>", None),
    ],
)
def test_pages_become_lines_and_rows(page, text):
    got = html_to_text(page)
    assert "root:" not in got
    if text is not None:
        assert got == text


def test_a_fault_of_the_parser_ends_in_one_sentence_and_a_logged_traceback(tmp_path, monkeypatch, caplog):
    path = tmp_path / "2016-19.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("ingest.parse.check_partition", lambda source, parts: 1 / 0)
    with pytest.raises(UnreadableFile, match=r"^分析文件时程序出错，没有读入：2016-19\.txt。"):
        read_notice(path)
    assert "ZeroDivisionError" in caplog.text
