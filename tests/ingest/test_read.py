"""Files of every encoding are read to the same text; others are refused."""

from __future__ import annotations

import time

import pytest

from ingest import UnreadableFile, read_notice
from ingest.decoding import MAX_CHARACTERS, decode
from ingest.html_text import html_to_text, redraw_tables
from ingest.read import MAX_BYTES, read_source

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


def sparse(path, size):
    """Make a file of that many zero bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize("suffix", [".txt", ".md", ".pdf", ".docx", ".ofd", ".doc"])
def test_a_file_is_refused_one_byte_over_the_limit_and_a_large_one_below_it_in_no_time(tmp_path, suffix):
    started = time.process_time()
    with pytest.raises(UnreadableFile, match=r"文件过大：.*（101 MB），上限 100 MB"):
        read_source(sparse(tmp_path / f"over{suffix}", MAX_BYTES + 1))
    with pytest.raises(UnreadableFile) as refused:
        read_source(sparse(tmp_path / f"under{suffix}", MAX_BYTES))
    assert "文件过大" not in str(refused.value)
    assert time.process_time() - started < 5


def text_of(characters):
    return ("一、任务\n" + "推进改革，" * (characters // 5 + 1))[:characters]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_is_refused_one_character_over_the_limit(tmp_path, suffix, encoding):
    line_end = len("\n") if suffix == ".html" else 0  # which its reader sets
    path = tmp_path / f"long{suffix}"
    path.write_bytes(text_of(MAX_CHARACTERS - line_end).replace("\n", "，").encode(encoding))
    assert len(read_source(path).text) == MAX_CHARACTERS
    path.write_bytes(text_of(MAX_CHARACTERS - line_end + 1).replace("\n", "，").encode(encoding))
    with pytest.raises(UnreadableFile, match=r"文件的文字太多：long.*，超过 50 万字"):
        read_source(path)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_that_grows_when_it_is_read_is_refused(tmp_path, suffix):
    cells = f"<td rowspan=100>{'危房改造' * 2000}</td>" * 2
    path = tmp_path / f"grows{suffix}"
    path.write_text(f"<table><tr>{cells}</tr>{'<tr><td>1</td></tr>' * 99}</table>", encoding="utf-8")
    assert path.stat().st_size < 60_000
    with pytest.raises(UnreadableFile, match="文字太多"):
        read_source(path)


TABLE = "<table><tr><th>序号</th><th>任务</th></tr>\n<tr><td>1</td><td>甲<br>乙</td></tr></table>"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"# 方案\n\n{TABLE}\n\n二、要求\n", "# 方案\n\n\n序号\t任务\n1\t甲 乙\n\n\n二、要求\n"),
        (f"<TABLE><tr><td>外{TABLE}</td><td>右</td></tr></TABLE>尾", "\n外\n序号\t任务\n1\t甲 乙\n右\n尾"),
        ("前</table>后<table>不闭合", "前</table>后<table>不闭合"),
        ("<tablet>甲</tablet>", "<tablet>甲</tablet>"),
    ],
)
def test_html_tables_within_a_text_become_rows(text, lines):
    assert redraw_tables(text) == lines


def test_html_tables_in_markdown_are_read_as_tables(tmp_path):
    path = tmp_path / "plan.md"
    rows = "<tr><td>1</td><td>推进改革</td><td rowspan=2>市教育局</td></tr><tr><td>2</td><td>加强监管</td></tr>"
    path.write_text(
        f"# 关于印发方案的通知\n\n<table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>{rows}</table>\n", encoding="utf-8"
    )
    assert [(task.id, task.units) for task in read_notice(path).tasks] == [("1", ("市教育局",)), ("2", ("市教育局",))]


def test_a_fault_of_the_parser_ends_in_one_sentence_and_a_logged_traceback(tmp_path, monkeypatch, caplog):
    path = tmp_path / "2016-19.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("ingest.parse.check_partition", lambda source, parts: 1 / 0)
    with pytest.raises(UnreadableFile, match=r"^分析文件时程序出错，没有读入：2016-19\.txt。"):
        read_notice(path)
    assert "ZeroDivisionError" in caplog.text
