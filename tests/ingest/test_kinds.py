"""A file is what its bytes say, whatever its name says."""

from __future__ import annotations

import pytest

from ingest import UnreadableFile, read_notice
from ingest.folder import notice_paths
from ingest.kinds import OLE, SUFFIXES, find_kind
from ingest.read import read_source
from tests.ingest.file_factory import as_docx, as_ofd, as_pdf, zipped

PARAGRAPHS = ["关于印发分工方案的通知", "一、实施农村危房改造工程，完善长效管护机制。（市住建局、市财政局）"]
FILES = {"docx": as_docx(PARAGRAPHS), "pdf": as_pdf(PARAGRAPHS), "ofd": as_ofd(PARAGRAPHS)}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", FILES)
def test_bytes_tell_before_the_suffix(kind, suffix):
    assert find_kind(FILES[kind], suffix, "a") == kind


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"\xe4\xb8\x80", ".txt", "text"),
        (b"", "", "text"),
        (b"<html>", ".txt", "text"),
        (b"<p>", ".htm", "html"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML>", ".doc", "html"),
        (b"<html xmlns:w='u'>", ".wps", "html"),
        (OLE, ".docx", "office"),
        (OLE, ".wps", "office"),
        (b"{\\rtf1", ".doc", "office"),
        (b"junk before\n%PDF-1.4", ".pdf", "pdf"),
        ("说明：%PDF-1.4 是文件头".encode(), ".txt", "text"),
    ],
)
def test_without_such_bytes_the_suffix_tells(data, suffix, kind):
    assert find_kind(data, suffix, "a") == kind


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(b"words", ".docx"), (b"words", ".pdf"), (b"\x00" * 99, ".ofd"), (b"words", ".doc"), (zipped({"xl/workbook.xml": "<a/>"}), ".docx")],
)
def test_what_is_nothing_that_the_suffix_stands_for_is_refused(data, suffix):
    with pytest.raises(UnreadableFile, match="已损坏，或内容与扩展名不符：a"):
        find_kind(data, suffix, "a")


@pytest.mark.parametrize("name", ["a.txt", "b.doc", "通知 （终稿）.ofd", "无后缀", "-x.pdf"])
@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_any_name_is_read(tmp_path, kind, name):
    path = tmp_path / name
    path.write_bytes(FILES[kind])
    assert read_source(path).text == "\n".join(PARAGRAPHS) + "\n"
    notice = read_notice(path)
    assert notice.id == path.stem and notice.clause("一").units == ("市住建局", "市财政局")
    assert notice.page_at(0) == (None if kind == "docx" else 1)


def test_a_folder_gives_each_notice_once(tmp_path):
    for name in ("a.pdf", "a.txt", "a.doc", "b.ofd", "b.PDF", "c.wps", "d.xlsx", ".e.pdf", "README"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in notice_paths(tmp_path)] == ["a.txt", "b.PDF", "c.wps"]
