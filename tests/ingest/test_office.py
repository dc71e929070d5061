"""Older formats are read by LibreOffice where it is, and a sentence tells where it is not."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time

import pytest

from ingest import UnreadableFile, office
from ingest.kinds import OLE
from ingest.office import convert_to_docx
from ingest.read import read_source
from tests.ingest.file_factory import Ruled, as_docx

BLOCKS = ["关于印发分工方案的通知", Ruled(["序号", "任务", "责任单位"], [["1", "完善机制", "市教育局"]]), "请认真贯彻落实。"]
TEXT = "关于印发分工方案的通知\n序号\t任务\t责任单位\n1\t完善机制\t市教育局\n请认真贯彻落实。\n"

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a first line")


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Return a function that puts a script in LibreOffice's place; it finds the arguments in ``sys.argv``."""

    def put(code: str) -> None:
        script = tmp_path / "bin" / "soffice"
        script.parent.mkdir()
        script.write_text(f"#!{sys.executable}\nimport sys, pathlib, time\n{code}\n", encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(shutil, "which", lambda name: str(script))

    return put


def test_without_libreoffice_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / "notice.wps"
    path.write_bytes(OLE + b"\x00" * 600)
    with pytest.raises(UnreadableFile, match=r"需要 LibreOffice，本机没有安装：notice\.wps.*另存为 \.docx"):
        read_source(path)


def test_a_locked_docx_is_told(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnreadableFile, match="加了密码"):
        convert_to_docx(OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "a.docx")


@posix
def test_what_it_writes_is_read_and_nothing_stays(stand_in, tmp_path, monkeypatch):
    made = tmp_path / "made.docx"
    made.write_bytes(as_docx(BLOCKS))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    stand_in(
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nassert sys.argv[-1].endswith('.doc')\nout.mkdir()\n"
        f"(out / 'notice.docx').write_bytes(pathlib.Path({str(made)!r}).read_bytes())"
    )
    path = tmp_path / "notice.doc"
    path.write_bytes(OLE)
    assert read_source(path).text == TEXT
    assert not list(tmp_path.glob("fengong-office-*"))


@posix
def test_what_it_cannot_read_is_damaged(stand_in):
    stand_in("sys.exit(1)")
    with pytest.raises(UnreadableFile, match="已损坏"):
        convert_to_docx(OLE, ".doc", "a.doc")


@posix
def test_it_is_stopped_with_all_that_it_started(stand_in, tmp_path, monkeypatch):
    sign = tmp_path / "alive"
    monkeypatch.setattr(office, "MAX_SECONDS", 1)
    late = f"import time; time.sleep(2.5); open({str(sign)!r}, 'w')"
    stand_in(f"import subprocess\nsubprocess.Popen([sys.executable, '-c', {late!r}])\ntime.sleep(60)")
    with pytest.raises(UnreadableFile, match="超过 1 秒，已停止"):
        convert_to_docx(OLE, ".doc", "a.doc")
    time.sleep(2.5)
    assert not sign.exists()


@pytest.mark.skipif(not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed")
def test_libreoffice_reads_rich_text(tmp_path):
    words = "".join(f"\\u{ord(c)}?" for c in "关于印发分工方案的通知，请认真贯彻落实各项任务")
    path = tmp_path / "notice.doc"
    path.write_text(f"{{\\rtf1\\ansi {words}\\par}}", encoding="ascii")
    assert read_source(path).text == "关于印发分工方案的通知，请认真贯彻落实各项任务\n"
