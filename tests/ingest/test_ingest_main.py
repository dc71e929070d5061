"""``python -m ingest``: a summary, the whole as JSON, or one clear sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from ingest.__main__ import main
from ingest.read import MAX_BYTES
from tests.ingest.conftest import ROOT, SHIPPED


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "ingest", *map(str, arguments)], cwd=ROOT, capture_output=True, check=False)


def test_json_holds_the_whole_notice():
    result = run(SHIPPED, "--json")
    assert result.returncode == 0 and result.stderr == b""
    notice = json.loads(result.stdout)
    assert list(notice) == [
        *("id", "title", "issuer", "document_number", "addressees", "date"),
        *("lead_rule", "source_length", "clauses", "warnings", "coverage"),
    ]
    assert notice["id"] == "shanwei-2016-19" and notice["lead_rule"] == "first_listed_stated"
    assert sum(notice["coverage"].values()) == notice["source_length"]
    clause = next(clause for clause in notice["clauses"] if clause["id"] == "17")
    assert list(clause) == [
        *("id", "kind", "number", "path", "headings", "title", "text", "start", "end", "units", "open", "deadline", "deadlines"),
        *("deliverables", "amounts", "people", "scopes", "sentences"),
    ]
    assert clause["kind"] == "task" and clause["path"] == ["一", "17"] and clause["deadline"] == "到 2018 年年底"
    first = clause["units"][0]
    assert list(first) == ["name", "role", "written", "start", "end", "part", "collective"]
    assert (first["name"], first["role"], first["part"], first["collective"]) == ("市住建局", "lead", 0, False)
    assert [unit["role"] for unit in clause["units"][1:]] == ["participant"] * 7
    assert {tuple(warning) for warning in notice["warnings"]} == {("code", "message", "start", "end")}


def test_the_summary_shows_front_counts_clauses_and_doubts():
    result = run(SHIPPED)
    assert result.returncode == 0
    lines = result.stdout.decode().splitlines()
    assert "发文字号：汕尾委办字〔2016〕19号" in lines
    assert "条款 64 条，其中任务 60 项；单位 53 个，共列 254 次" in result.stdout.decode()
    assert "[17] 实施农村危房改造扶贫工程　—　牵头：市住建局（单位 8 个）" in lines
    assert "  [17] 到 2018 年年底" in lines
    assert "  [20] 中心村农网改造实施方案" in lines
    assert "  第 37 行（1286–1289）任务4：“财政局”按“市财政局”读" in lines


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.txt", None, "找不到文件"),
        ("empty.txt", b"", "文件是空的"),
        ("blank.txt", b" \n\n ", "文件是空的"),
        ("binary.txt", bytes(range(256)) * 20, "文件不是文本"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(0, 256, 7)) * 90, "文件不是文本"),
        ("short.txt", "通知".encode(), "文件内容太少"),
        ("table.xlsx", b"PK\x03\x04" + b"0" * 100, "不能读取 .xlsx 文件"),
        ("empty.html", b"<html><script>var x = 1;</script></html>", "文件内容太少"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(tmp_path, capsys, name, content, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main([str(path)]) == 2
    out, error = capsys.readouterr()
    assert out == "" and error.count("\n") == 1 and sentence in error and "Traceback" not in error


def test_a_folder_gets_one_sentence(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "这是一个文件夹" in capsys.readouterr().err


def test_a_huge_file_is_refused_unread(tmp_path, capsys):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert main([str(path)]) == 2
    assert "文件过大" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_file_without_permission_gets_one_sentence(tmp_path, capsys):
    path = tmp_path / "closed.txt"
    path.write_text("一、任务\n" * 20, encoding="utf-8")
    path.chmod(0)
    assert main([str(path)]) == 2
    assert "文件打不开" in capsys.readouterr().err


def test_a_path_no_system_knows_gets_one_sentence(capsys):
    assert main(["a" * 5000]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_limit_counted_from_something_has_its_length_in_json(tmp_path, capsysbinary):
    path = tmp_path / "plan.txt"
    path.write_text("关于印发方案的通知\n1.印发后30日内制定细则，2025年底前完成。（市教育局）\n", encoding="utf-8")
    assert main([str(path), "--json"]) == 0
    record = json.loads(capsysbinary.readouterr().out)
    after, by = record["clauses"][1]["deadlines"]
    assert (after["words"], after["within"]) == ("印发后30日内", "P30D")
    assert by["date"] == "2025-12-31" and "within" not in by
