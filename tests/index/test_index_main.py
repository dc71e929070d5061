import subprocess
import sys

import pytest

import index.shelf as shelf
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
    monkeypatch.setenv("FENGONG_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(shelf, "load_encoder", lambda *_, **__: encoder)
    get_settings.cache_clear()
    yield place
    get_settings.cache_clear()


def test_build_prepares_the_index_and_says_so(settings, capsys, tmp_path):
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert "1 份通知" in said and "fake" in said and str(tmp_path / "cache" / "index") in said
    assert (tmp_path / "cache" / "index" / "one" / "meta.json").is_file()


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


TREES = "关于林业的通知\n\n海府办〔2021〕7号\n\n列在首位的为牵头单位。\n\n1. 保护天然林和湿地。（{units}）\n"


def test_add_list_and_remove(settings, capsys, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "trees.txt").write_text(TREES.format(units="市林业局"), encoding="utf-8")
    assert main(["add", str(tmp_path / "more"), "--quiet"]) == 0
    assert capsys.readouterr().out == "已添加 haifuban-2021-7：关于林业的通知。任务 1 项，单位 1 个，存疑 0 处。\n"
    assert (tmp_path / "cache" / "index" / "haifuban-2021-7" / "meta.json").is_file()
    assert main(["add", str(tmp_path / "more" / "trees.txt"), "--quiet"]) == 0
    assert capsys.readouterr().out == "没有变化：trees.txt 已在库里，编号 haifuban-2021-7。\n"
    (tmp_path / "trees2.txt").write_text(TREES.format(units="市林业局、市水务局"), encoding="utf-8")
    assert main(["add", str(tmp_path / "trees2.txt"), "--quiet"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  任务新增 0 项，减少 0 项，改动 1 项，未变 0 项。",
        "  改动 任务1：保护天然林和湿地——增加市水务局",
    ]
    assert main(["list"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown] == ["one", "haifuban-2021-7"]
    assert "随程序提供" in shown[0] and "trees2.txt" in shown[1] and "海府办〔2021〕7号" in shown[1]
    assert main(["remove", "haifuban-2021-7"]) == 0
    assert capsys.readouterr().out == "已移除 haifuban-2021-7：关于林业的通知。\n"
    assert [path.name for path in (tmp_path / "cache" / "index").iterdir() if path.is_dir()] == ["one"]
    assert main(["remove", "haifuban-2021-7"]) == 1
    assert "没有添加过" in capsys.readouterr().err


def test_a_notice_titled_as_another_is_added_once_a_flag_says_what_it_is(settings, capsys, tmp_path):
    table = "任务分工表\n\n1. {task}，落实各项措施。（市教育局）\n\n2. 加强校园安全，排查各类隐患。（市公安局）\n"
    one, other = tmp_path / "甲县.txt", tmp_path / "乙县.txt"
    one.write_text(table.format(task="推进教育改革和教师轮岗交流培训"), encoding="utf-8")
    other.write_text(table.format(task="新建乡村学校十所并投入使用"), encoding="utf-8")
    assert main(["add", str(one), str(other), "--quiet"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "已添加 renwufengongbiao：任务分工表。任务 2 项，单位 2 个，存疑 0 处。\n"
    assert "没有添加 乙县.txt" in captured.err and "--replace" in captured.err and "--separate" in captured.err
    assert main(["add", "--separate", str(other), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("已添加 renwufengongbiao-2：")
    with pytest.raises(SystemExit):
        main(["add", "--separate", "--replace", str(other)])


def test_a_bad_file_is_told_and_the_good_ones_are_added(settings, capsys, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01" * 200)
    (tmp_path / "trees.txt").write_text(TREES.format(units="市林业局"), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("missing.txt", "bad.txt", "trees.txt")]
    assert main(["add", *files, "--quiet"]) == 1
    said = capsys.readouterr()
    assert "找不到文件" in said.err and "不是文本" in said.err and "已添加 haifuban-2021-7" in said.out
