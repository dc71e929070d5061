"""A thousand damaged files of every format: each ends in a notice or in a sentence that says why not."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from ingest import UnreadableFile
from ingest.decoding import decode
from ingest.docx_text import docx_to_text
from ingest.html_text import html_to_text
from ingest.ofd_text import ofd_to_text
from ingest.parse import parse_source
from ingest.pdf_text import pdf_to_text
from ingest.source import Source
from tests.ingest.file_factory import Ruled, as_docx, as_ofd, as_pdf, zipped

TABLE = Ruled(
    ["序号", "任务", "牵头单位", "完成时限"],
    [["1", "推进改革", "市教育局", "6月底"], "二、民生", ["2", "改造管网", "市住建局、市财政局", "长期"]],
)
BLOCKS = [
    "# 关于印发任务分工的通知",
    "各有关单位：",
    "一、推进改革。（市教育局牵头，市财政局配合）",
    TABLE,
    "汕尾市人民政府",
    "2025年3月1日",
]
PAGE = "<html><body><h1>关于印发任务分工的通知</h1><p>一、推进。（市教育局）</p><table><tr><td rowspan=2>序号</td><td>任务</td>"
PAGE += "<td>责任单位</td></tr><tr><td>改造<table><tr><td>甲</td></tr></table></td><td>市住建局</td></tr></table></body></html>"
FILES = {
    "docx": as_docx(BLOCKS),
    "ofd": as_ofd(BLOCKS),
    "pdf": as_pdf(BLOCKS),
    "html": PAGE.encode(),
    "text": "关于印发任务分工的通知\n一、推进改革。（市教育局牵头，市财政局配合）\n序号\t任务\t责任单位\n1\t甲\t市教育局\n".encode(
        "gb18030"
    ),
}
READERS: dict[str, Callable[[bytes], Source]] = {
    "docx": lambda data: docx_to_text(data, "a.docx"),
    "ofd": lambda data: ofd_to_text(data, "a.ofd"),
    "pdf": lambda data: pdf_to_text(data, "a.pdf"),
    "html": lambda data: Source(html_to_text(decode(data, "a.html"))),
    "text": lambda data: Source(decode(data, "a.txt")),
}
MOST_SECONDS = 20.0  # for one file; a whole one takes a tenth of a second


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return bytes cut, doubled, moved or written over at some places."""
    for _ in range(dice.randint(1, 5)):
        begin = dice.randrange(len(data) or 1)
        end = min(len(data), begin + dice.choice([1, 4, 40, 400]))
        piece = data[begin:end]
        how = dice.randrange(5)
        if how == 0:
            data = data[:begin] + data[end:]
        elif how == 1:
            data = data[:end] + piece * dice.randint(1, 3) + data[end:]
        elif how == 2:
            data = data[:begin] + dice.randbytes(len(piece)) + data[end:]
        elif how == 3:
            other = dice.randrange(len(data) or 1)
            data = data[:other] + piece + data[other:]
        else:
            data = data.replace(
                dice.choice([b"1", b"2", b"<w:tc>", b"</", b"obj", b"=", b"TextCode"]), dice.choice([b"", b"9999", b"<", b"-1"]), 3
            )
    return data


def damaged_within(data: bytes, dice: random.Random) -> bytes:
    """Return a package one part of which is damaged, so that more than its outside is looked at."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = dice.choice(sorted(parts))
    return zipped(parts | {name: damaged(parts[name], dice)})


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_gives_a_notice_or_a_sentence(kind, seed):
    dice = random.Random(f"{kind}{seed}")
    for _ in range(40):
        within = kind in ("docx", "ofd") and dice.random() < 0.8
        data = (damaged_within if within else damaged)(FILES[kind], dice)
        began = time.process_time()
        try:
            notice = parse_source(READERS[kind](data), "damaged")
        except (UnreadableFile, MemoryError, RecursionError) as refusal:  # the last two are told as a sentence by the reader's process
            assert not isinstance(refusal, UnreadableFile) or str(refusal)
        else:
            assert "".join(notice.source[part.start : part.end] for part in notice.parts) == notice.source
        assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize("page", ["<table><tr><td>" * 5000, "<div>" * 50_000 + "一、甲", "<td rowspan=99999 colspan=99999>甲" * 300])
def test_a_page_nested_without_end_is_read_in_seconds(page):
    began = time.process_time()
    parse_source(Source(html_to_text(f"<p>一、推进改革。（市教育局）</p><table><tr>{page}")), "nested")
    assert time.process_time() - began < MOST_SECONDS
