"""The adapter: low-rank updates that teach the default model how people talk, merged into its weights when it is loaded.

LoRA (Hu et al. 2021, https://arxiv.org/abs/2106.09685): W + scale * B A, for A ``(rank, inputs)`` and B ``(outputs, rank)``. Made by
``training/train_adapter.py``; the folder holds the tensors in float16 and a ``meta.json`` that says what they belong to.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from prompts import message
from settings import ROOT

FORMAT = 1  # of the folder; raise it when what is written changes
ADAPTER = ROOT / "index" / "adapter"
META, TENSORS = "meta.json", "adapter.safetensors"
# The dense layers that are updated, in each layer of BertModel's encoder
LORA_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class AdapterUnusable(RuntimeError):
    """The adapter is missing, damaged or of another model; the message says so in one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """What an adapter folder holds."""

    tensors: dict[str, np.ndarray]  # "<layer>.A" and "<layer>.B", float16
    scale: float
    fingerprint: str  # of the tensors and the scale


def read_adapter(folder: Path, base: str) -> Adapter:
    """Return the adapter in a folder, every byte checked.

    Args:
        base: fingerprint of the model that it is to be merged into.

    Raises:
        AdapterUnusable: missing, damaged, of another format or another model.
    """
    try:
        meta = json.loads((folder / META).read_bytes())
        found, model, scale, sha256 = meta["format"], meta["base"], float(meta["scale"]), meta["sha256"]
        if found != FORMAT:
            raise AdapterUnusable(message("adapter_format", folder=folder, expected=FORMAT, actual=found))
        if model != base:
            raise AdapterUnusable(message("adapter_base", folder=folder, expected=base, actual=model))
        data = (folder / TENSORS).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise AdapterUnusable(message("adapter_damaged", folder=folder, name=TENSORS))
        tensors = load(data)
    except FileNotFoundError as error:
        raise AdapterUnusable(message("adapter_missing", folder=folder, name=Path(error.filename).name)) from error
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise AdapterUnusable(message("adapter_damaged", folder=folder, name=META)) from error
    return Adapter(tensors, scale, hashlib.sha256(f"{FORMAT} {scale} {sha256}".encode()).hexdigest()[:16])


def merge_adapter(tensors: Mapping[str, np.ndarray], adapter: Adapter) -> dict[str, np.ndarray]:
    """Return the model's tensors with the updated ones replaced: W + scale * B A; those not updated are handed on as they are."""
    merged = dict(tensors)
    for name in adapter.tensors:
        if name.endswith(".A"):
            layer = name.removesuffix(".A")
            down, up = (adapter.tensors[f"{layer}.{part}"].astype(np.float32) for part in "AB")
            merged[f"{layer}.weight"] = tensors[f"{layer}.weight"] + (adapter.scale * up) @ down
    return merged


def merge_updates(tensors: Mapping[str, np.ndarray], updates: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the model's tensors with low-rank updates (``.A``, ``.B``) added and tensors given whole put in their place."""
    whole = {name: tensor.astype(np.float32) for name, tensor in updates.items() if not name.endswith((".A", ".B"))}
    low_rank = {name: tensor for name, tensor in updates.items() if name.endswith((".A", ".B"))}
    return merge_adapter({**tensors, **whole}, Adapter(low_rank, 1.0, ""))


def write_adapter(folder: Path, tensors: dict[str, np.ndarray], *, base: str, rank: int, scale: float, training: dict[str, Any]) -> None:
    """Write an adapter folder, ``meta.json`` last.

    Args:
        base: fingerprint of the model it was trained on.
        training: settings, data and results, for whoever wants to know.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = save(tensors)
    meta = {
        "format": FORMAT,
        "base": base,
        "rank": rank,
        "scale": scale,
        "sha256": hashlib.sha256(data).hexdigest(),
        "parameters": sum(tensor.size for tensor in tensors.values()),
        "training": training,
    }
    for name, content in ((TENSORS, data), (META, json.dumps(meta, ensure_ascii=False, indent=1).encode())):
        fresh = folder / f".{name}.tmp"
        fresh.write_bytes(content)
        os.replace(fresh, folder / name)
