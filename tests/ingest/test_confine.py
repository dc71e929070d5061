"""Whatever a file does to its reader, the program that waits gets an answer in time."""

from __future__ import annotations

import sys

import pytest

from ingest import UnreadableFile, confine
from ingest.confine import read_confined
from tests.ingest.file_factory import as_docx, as_pdf, raw_docx, raw_pdf

posix = pytest.mark.skipif(sys.platform == "win32", reason="memory is not bounded there")


def test_the_text_comes_back_with_its_pages():
    paragraphs = ["一、任务", "实施农村危房改造工程，完善长效管护机制。😀𠀀", None, "二、要求"]
    source = read_confined("pdf", as_pdf([p.replace("😀𠀀", "") if p else p for p in paragraphs]), "通知 \udcff.pdf")
    assert source.text == "一、任务\n实施农村危房改造工程，完善长效管护机制。\n二、要求\n" and source.page_starts == (0, 26)
    assert read_confined("docx", as_docx(["一、😀𠀀"]), "a.docx").text == "一、😀𠀀\n"


def test_a_refusal_comes_back_in_its_words():
    with pytest.raises(UnreadableFile, match=r"已损坏，或内容与扩展名不符：通知\.docx"):
        read_confined("docx", b"PK\x03\x04", "通知.docx")


def test_time_is_bounded(monkeypatch):
    monkeypatch.setattr(confine, "MAX_SECONDS", 2)
    busy = raw_pdf(b"0 0 m 1 1 l S\n" * 3_000_000)
    assert len(busy) < 200_000
    with pytest.raises(UnreadableFile, match=r"超过 2 秒，已停止：a\.pdf"):
        read_confined("pdf", busy, "a.pdf")


@posix
def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(confine, "MAX_MEMORY", 400 * 1024**2)
    bomb = raw_pdf(b"\x00" * 600_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(UnreadableFile, match=r"过于复杂，超出内存上限：a\.pdf"):
        read_confined("pdf", bomb, "a.pdf")


def test_a_cell_repeated_without_end_is_refused():
    cell = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>"
    rows = f"<w:tr>{cell.format('文' * 2000)}</w:tr>" + f"<w:tr>{cell.format('')}</w:tr>" * 12_000
    with pytest.raises(UnreadableFile, match="文字太多"):
        read_confined("docx", raw_docx(f"<w:tbl>{rows}</w:tbl>"), "a.docx")


def test_a_defect_of_the_reader_is_logged_and_told_calmly(caplog):
    with pytest.raises(UnreadableFile, match="已损坏"):
        read_confined("no such kind", b"", "a.xyz")
    assert "KeyError" in caplog.text
