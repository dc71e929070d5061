import subprocess
import sys

import pytest

import index.build as build
from index.__main__ import main
from settings import ROOT, get_settings


@pytest.fixture
def settings(monkeypatch, tmp_path, encoder):
    """Settings of a folder with one notice, and no real model."""
    place = tmp_path / "notices"
    place.mkdir()
    (place / "one.txt").write_text(
        "关于校车的通知\n\n1. 规范校车班线管理。（市教育局）\n\n2. 危房校舍改造。（市住建局）\n", encoding="utf-8"
    )
    monkeypatch.setenv("FENGONG_NOTICES", str(place))
    monkeypatch.setenv("FENGONG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(build, "load_encoder", lambda *_, **__: encoder)
    get_settings.cache_clear()
    yield place
    get_settings.cache_clear()


def test_build_prepares_the_index_and_says_so(settings, capsys, tmp_path):
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert "1 份通知" in said and "fake" in said and str(tmp_path / "cache" / "index") in said
    assert (tmp_path / "cache" / "index" / "meta.json").is_file()


def test_search_prints_a_line_for_each_clause(settings, capsys):
    assert main(["search", "校舍改造"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and "one#2" in lines[0] and "lexical=" in lines[0]


def test_bad_phrasings_end_with_a_sentence(settings, capsys):
    (settings / "one.phrasings.yaml").write_text("9: [漏雨]", encoding="utf-8")
    assert main(["build"]) == 1
    captured = capsys.readouterr()
    assert "条款“9”" in captured.err and not captured.out


HEAVY = ("torch", "sentence_transformers", "transformers", "faiss", "langchain_core", "jieba", "bm25s", "scipy")


@pytest.mark.parametrize("module", ["index", "index.__main__"])
def test_importing_the_index_loads_nothing_heavy(module):
    code = f"import sys, {module}; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
