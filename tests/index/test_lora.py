"""The adapter: read whole or not at all, merged to what torch computes without merging, left out by setting."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
import pytest

from index.lora import ADAPTER, LORA_PARTS, Adapter, AdapterUnusable, merge_adapter, read_adapter, write_adapter
from index.model import PreparedEncoder, load_encoder
from index.unpack import BASE_FINGERPRINT
from settings import get_settings

TEXTS = ["班车一天才一趟", "推进农村危房改造。" * 5, "Which units?", ""]


def random_tensors(rank: int = 4) -> dict[str, np.ndarray]:
    """Return updates of all layers of the default model, as large as trained ones."""
    random = np.random.default_rng(7)
    tensors = {}
    for number in range(12):
        for part in LORA_PARTS:
            outputs, inputs = {"intermediate.dense": (1536, 384), "output.dense": (384, 1536)}.get(part, (384, 384))
            for letter, shape in (("A", (rank, inputs)), ("B", (outputs, rank))):
                tensors[f"encoder.layer.{number}.{part}.{letter}"] = (random.normal(size=shape) * 0.03).astype(np.float16)
    return tensors


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    write_adapter(tmp_path / "adapter", random_tensors(), base="base", rank=4, scale=2.0, training={"pairs": 3})
    return tmp_path / "adapter"


def edit_meta(folder: Path, **changes: object) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | changes), encoding="utf-8")


def test_what_is_written_is_read(saved: Path) -> None:
    found, expected = read_adapter(saved, "base"), random_tensors()
    assert found.scale == 2.0
    assert found.tensors.keys() == expected.keys()
    assert all(np.array_equal(found.tensors[name], expected[name]) for name in expected)
    assert sorted(path.name for path in saved.iterdir()) == ["adapter.safetensors", "meta.json"]


def test_the_fingerprint_follows_tensors_and_scale(saved: Path, tmp_path: Path) -> None:
    before = read_adapter(saved, "base").fingerprint
    assert read_adapter(saved, "base").fingerprint == before
    edit_meta(saved, scale=1.0)
    assert read_adapter(saved, "base").fingerprint != before
    tensors = {name: tensor + np.float16(0.001) for name, tensor in random_tensors().items()}
    write_adapter(tmp_path / "other", tensors, base="base", rank=4, scale=2.0, training={})
    assert read_adapter(tmp_path / "other", "base").fingerprint != before


def test_merging_adds_the_scaled_product_and_leaves_the_rest_and_the_given_tensors() -> None:
    weight, bias = np.ones((2, 3), np.float32), np.zeros(2, np.float32)
    down, up = np.array([[1, 2, 3]], np.float16), np.array([[1], [10]], np.float16)
    given = {"dense.weight": weight, "dense.bias": bias}
    merged = merge_adapter(given, Adapter({"dense.A": down, "dense.B": up}, scale=0.5, fingerprint=""))
    np.testing.assert_array_equal(merged["dense.weight"], [[1.5, 2, 2.5], [6, 11, 16]])
    assert merged["dense.bias"] is bias
    assert given["dense.weight"] is weight and (weight == 1).all()


DAMAGE = {
    "of another model": (lambda folder: edit_meta(folder, base="other"), "为别的模型训练的.*应为 base，实为 other"),
    "of another format": (lambda folder: edit_meta(folder, format=0), "格式版本应为 1，实为 0"),
    "changed tensors": (lambda folder: (folder / "adapter.safetensors").write_bytes(b"\0" * 100), r"已损坏.*adapter\.safetensors"),
    "tensors that are none": (
        lambda folder: (
            edit_meta(folder, sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            or (folder / "adapter.safetensors").write_bytes(b"")
        ),
        "已损坏",
    ),
    "tensors gone": (lambda folder: (folder / "adapter.safetensors").unlink(), r"缺少 adapter\.safetensors"),
    "meta gone": (lambda folder: (folder / "meta.json").unlink(), r"缺少 meta\.json"),
    "meta not JSON": (lambda folder: (folder / "meta.json").write_text("{"), r"已损坏.*meta\.json"),
    "meta not a record": (lambda folder: (folder / "meta.json").write_text("[1]"), r"已损坏.*meta\.json"),
    "scale not a number": (lambda folder: edit_meta(folder, scale="x"), r"已损坏.*meta\.json"),
}


@pytest.mark.parametrize(("damage", "says"), DAMAGE.values(), ids=DAMAGE.keys())
def test_an_adapter_that_does_not_fit_is_refused_with_one_sentence(saved: Path, damage, says: str) -> None:
    damage(saved)
    with pytest.raises(AdapterUnusable, match=f"^[^\n]*{says}[^\n]*。$"):
        read_adapter(saved, "base")


# With the real model


@pytest.fixture
def adapted(model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A random adapter of the default model, in the place of the shipped one."""
    folder = tmp_path / "adapter"
    write_adapter(folder, random_tensors(), base=BASE_FINGERPRINT, rank=4, scale=2.0, training={})
    monkeypatch.setattr("index.model.ADAPTER", folder)
    return folder


@pytest.mark.model
def test_the_merged_model_computes_what_torch_computes_with_the_update_kept_apart(model_folder: Path, adapted: Path) -> None:
    import torch

    from training.train_adapter import Embedder, add_lora, load_bert

    adapter = read_adapter(adapted, BASE_FINGERPRINT)
    model = load_bert(model_folder).eval()
    with torch.no_grad():
        for name, layer in add_lora(model, rank=4, scale=2.0).items():
            layer.down.copy_(torch.from_numpy(adapter.tensors[f"{name}.A"].astype(np.float32)))
            layer.up.copy_(torch.from_numpy(adapter.tensors[f"{name}.B"].astype(np.float32)))
    model.eval()
    expected = Embedder(model, model_folder, max_tokens=512, half=False).all(TEXTS, "query: ").numpy()
    found = PreparedEncoder(model_folder, adapter=adapter).embed_queries(TEXTS)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert np.abs(found - PreparedEncoder(model_folder).embed_queries(TEXTS)).max() > 0.01  # the update does something


@pytest.mark.model
def test_the_setting_and_the_argument_decide(model_folder: Path, adapted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = f"{BASE_FINGERPRINT}+{read_adapter(adapted, BASE_FINGERPRINT).fingerprint}"
    fingerprints = {}
    for value in ("true", "false"):
        monkeypatch.setenv("FENGONG_ADAPTER", value)
        get_settings.cache_clear()
        fingerprints[value] = [load_encoder(folder=model_folder, adapter=adapter).fingerprint for adapter in (None, True, False)]
    get_settings.cache_clear()
    assert fingerprints == {
        "true": [with_it, with_it, BASE_FINGERPRINT],
        "false": [BASE_FINGERPRINT, with_it, BASE_FINGERPRINT],
    }


@pytest.mark.model
def test_a_damaged_adapter_is_warned_of_and_the_model_works_without(
    model_folder: Path, adapted: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (adapted / "adapter.safetensors").write_bytes(b"")
    with caplog.at_level(logging.WARNING):
        encoder = load_encoder(folder=model_folder, adapter=True)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "适配器已损坏" in caplog.text
    assert encoder.fingerprint == BASE_FINGERPRINT
    assert encoder.embed_queries(["危房"]).shape == (1, 384)


@pytest.mark.model
def test_the_shipped_adapter_fits_the_default_model_and_is_small() -> None:
    adapter = read_adapter(ADAPTER, BASE_FINGERPRINT)
    assert {name.rsplit(".", 1)[0] for name in adapter.tensors} == {f"encoder.layer.{n}.{part}" for n in range(12) for part in LORA_PARTS}
    assert (ADAPTER / "adapter.safetensors").stat().st_size < 5_000_000


@pytest.mark.model
def test_the_shipped_adapter_brings_a_spoken_question_nearer_to_what_it_means(model_folder: Path) -> None:
    passages = ["推进自然村道路路面硬化建设。", "推进农村危房改造。", "完善农村最低生活保障制度。"]

    def margin(adapter: bool) -> float:
        encoder = load_encoder(folder=model_folder, adapter=adapter)
        own, *others = (encoder.embed_passages(passages) @ encoder.embed_queries(["一下雨全是泥，车都进不来"])[0]).tolist()
        return own - max(others)

    assert margin(True) > max(margin(False), 0)
