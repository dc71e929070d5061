"""A notice set as .docx, .pdf or .ofd is read as its plain text is: the same tasks, units, roles, deadlines."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import parse_notice
from ingest.docx_text import docx_to_text
from ingest.ofd_text import ofd_to_text
from ingest.parse import parse_source
from ingest.pdf_text import pdf_to_text
from tests.ingest.file_factory import Ruled, as_docx, as_ofd, as_pdf
from tests.ingest.notice_factory import notices
from tests.ingest.table_factory import as_tabs, merges, tables

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
FORMATS = {
    "docx": lambda blocks: docx_to_text(as_docx(blocks, header="汕尾市人民政府公报"), "a.docx"),
    "pdf": lambda blocks: pdf_to_text(as_pdf(blocks, header="汕尾市人民政府公报"), "a.pdf"),
    "ofd": lambda blocks: ofd_to_text(as_ofd(blocks, header="汕尾市人民政府公报"), "a.ofd"),
}
FRONT = ["关于印发任务分工表的通知", "各有关单位：", "现将任务分工表印发给你们。"]


def told(notice):
    """Return what a notice says of its tasks."""
    return [
        (task.id, [(a.unit, a.role) for a in task.assignments], [d.words for d in task.deadlines], "".join(task.text.split()))
        for task in notice.tasks
    ]


@pytest.mark.parametrize("name", FORMATS)
@given(sample=notices())
@SOME
def test_a_notice_is_read_as_its_text(name, sample):
    paragraphs = [line for line in sample.text.split("\n") if line.strip()]
    text = "\n".join(paragraphs) + "\n"
    source = FORMATS[name](paragraphs)
    assert "公报" not in source.text
    assert "".join(source.text.split()) == "".join(text.split())
    assert told(parse_source(source, "notice")) == told(parse_notice(text, "notice"))


@pytest.mark.parametrize("name", FORMATS)
@given(sample=tables())
@SOME
def test_a_table_is_read_as_its_rows(name, sample):
    blocks = [*FRONT, Ruled(sample.head, sample.rows), "备注：请认真落实。"]
    notice = parse_source(FORMATS[name](blocks), "table")
    expected = parse_notice("\n".join([*FRONT, as_tabs(sample, False), "备注：请认真落实。", ""]), "table")
    assert told(notice) == told(expected)
    assert [task.number for task in notice.tasks] == [task.number for task in sample.tasks]


@pytest.mark.parametrize("name", ["docx", "pdf"])
@given(sample=tables())
@SOME
def test_merged_cells_are_read_as_cells_that_say_the_same(name, sample):
    ruled = Ruled(sample.head, sample.rows, merges(sample.rows, sample.shared_columns))
    notice = parse_source(FORMATS[name]([*FRONT, ruled, "备注：请认真落实。"]), "table")
    expected = parse_notice("\n".join([*FRONT, as_tabs(sample, False), "备注：请认真落实。", ""]), "table")
    assert told(notice) == told(expected)


@pytest.mark.parametrize("name", ["pdf", "ofd"])
@given(count=st.integers(1, 60))
@SOME
def test_every_character_has_its_page(name, count):
    blocks = [f"{number}、实施农村危房改造工程第{number}项，完善长效管护机制，做到应改尽改。（市住建局）" for number in range(1, count + 1)]
    source = FORMATS[name]([*blocks, None, "附件", "到此为止，特此通知。"])
    notice = parse_source(source, "pages")
    assert source.page_starts[0] == 0 and list(source.page_starts) == sorted(source.page_starts)
    assert notice.page_at(0) == 1
    assert notice.page_at(notice.source.index("附件")) == len(notice.page_starts) == notice.page_at(len(notice.source))
    assert [task.id for task in notice.tasks] == [str(number) for number in range(1, count + 1)]
    assert all(len(line) > 30 for line in notice.source.split("\n")[:count])  # joined over lines and pages
