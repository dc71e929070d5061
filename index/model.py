"""The embedding model: the default one with its adapter, or any other sentence-transformers model.

For the default model's folder numpy is enough: it is up in 0.3 s where importing sentence_transformers alone takes 5 s, and the
vectors are the same to 1e-6. Every other model goes through sentence-transformers.
"""

from __future__ import annotations

import json
import logging
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from safetensors import SafetensorError
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from index.bert import Bert
from index.lora import ADAPTER, Adapter, AdapterUnusable, merge_adapter, read_adapter
from index.unpack import (
    BASE_FINGERPRINT,
    CONFIG,
    DEFAULT_MODEL,
    META,
    MODULES,
    PROMPT_CONFIG,
    TOKENIZER,
    WEIGHTS,
    ModelUnavailable,
    find_problems,
    hash_files,
    prepare_default_model,
    verify_model,
)
from prompts import message
from settings import get_settings

__all__ = [
    "BASE_FINGERPRINT",
    "DEFAULT_MODEL",
    "Encoder",
    "ModelUnavailable",
    "PreparedEncoder",
    "SentenceTransformerEncoder",
    "load_encoder",
    "prepare_default_model",
    "verify_model",
]

GROUP_TOKENS = 160  # in one matrix; more gains nothing in the layers and costs cache

log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns text into vectors whose inner product is the similarity."""

    name: str
    dimension: int
    fingerprint: str  # changes when the vectors may change; an index saved under another one must be rebuilt

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        """Return ``(n_texts, dimension)`` float32, rows L2-normalised; no texts give ``(0, dimension)``."""
        ...

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        """Return ``(n_texts, dimension)`` float32, rows L2-normalised; text beyond the model's length is left out."""
        ...


def load_encoder(
    model: str | Path = DEFAULT_MODEL, *, folder: Path | None = None, threads: int = 1, adapter: bool | None = None
) -> Encoder:
    """Return the encoder for a model; nothing is fetched from the network.

    Args:
        model: a sentence-transformers folder, or a name found in the local Hugging Face cache; empty or ``DEFAULT_MODEL`` for the default.
        folder: where the default model is unpacked; None for the cache folder of the settings.
        threads: threads to compute with; more than 1 helps only on an otherwise idle machine. Limits the whole process, as both
            numpy's BLAS and torch only know one number.
        adapter: merge the adapter into the default model; None as the settings say. One that cannot be used is warned of and left out.

    Raises:
        ModelUnavailable: there is no such model, or it cannot be read.
    """
    if str(model) in ("", DEFAULT_MODEL):
        return PreparedEncoder(prepare_default_model(folder), threads=threads, adapter=_find_adapter(adapter))
    path = _find_model(model)
    if (path / META).is_file() and not find_problems(path):
        return PreparedEncoder(path, threads=threads, adapter=_find_adapter(adapter))
    return SentenceTransformerEncoder(path, name=path.name if path == Path(model) else str(model), threads=threads)


def _find_adapter(wanted: bool | None) -> Adapter | None:
    if not (get_settings().adapter if wanted is None else wanted):
        return None
    try:
        return read_adapter(ADAPTER, BASE_FINGERPRINT)
    except AdapterUnusable as error:
        log.warning("%s", error)
        return None


class PreparedEncoder:
    """The unpacked default model, computed with numpy."""

    def __init__(self, folder: Path, *, threads: int = 1, adapter: Adapter | None = None) -> None:
        threadpool_limits(threads, user_api="blas")
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        self.name = DEFAULT_MODEL
        self.dimension: int = config["hidden_size"]
        self.fingerprint = f"{BASE_FINGERPRINT}+{adapter.fingerprint}" if adapter else BASE_FINGERPRINT
        self._prompts = json.loads((folder / PROMPT_CONFIG).read_text(encoding="utf-8"))["prompts"]
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(config["max_position_embeddings"])
        tensors = map_tensors(folder / WEIGHTS)
        if adapter:  # once here and not at each text: a tenth of a second and the updated layers' 85 MB
            tensors = merge_adapter(tensors, adapter)
        self._bert = Bert(
            tensors, layers=config["num_hidden_layers"], heads=config["num_attention_heads"], epsilon=config["layer_norm_eps"]
        )

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts, self._prompts["query"])

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts, self._prompts["passage"])

    def _embed(self, texts: list[str], prompt: str) -> np.ndarray:
        ids = [self._tokenizer.encode(prompt + _valid(text)).ids for text in texts]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        groups = _group([len(text) for text in ids])
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # starts no thread for the one group of a question
            work = map if len(groups) < 2 else pool.map
            for rows, means in zip(groups, work(self._mean_states, [[ids[row] for row in rows] for rows in groups])):
                vectors[rows] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors

    def _mean_states(self, texts: list[list[int]]) -> np.ndarray:
        """Return the mean of the last layer over each text's tokens ``(n_texts, dimension)``."""
        starts = np.cumsum([0, *map(len, texts)])
        return np.add.reduceat(self._bert.states(texts), starts[:-1]) / np.diff(starts).astype(np.float32)[:, np.newaxis]


def _group(lengths: list[int]) -> list[list[int]]:
    """Return the places of texts of these lengths, shortest first, in groups of ``GROUP_TOKENS`` at most; a longer text stands alone.

    [60, 200, 50, 20] -> [[3, 2], [0], [1]]
    """
    groups: list[list[int]] = []
    room = 0
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        room -= lengths[place]
        if room < 0:
            groups.append([])
            room = GROUP_TOKENS - lengths[place]
        groups[-1].append(place)
    return groups


def map_tensors(path: Path) -> dict[str, np.ndarray]:
    """Return the float32 tensors of a safetensors file, mapped: of the 157 MB of word vectors only the rows in use take memory.

    The library would copy them all. The format: an 8-byte length, a JSON header, the data (https://huggingface.co/docs/safetensors).
    """
    data = np.asarray(np.memmap(path, np.uint8, mode="r"))
    start = 8 + int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8:start].tobytes())
    header.pop("__metadata__", None)
    return {
        name: data[start + tensor["data_offsets"][0] : start + tensor["data_offsets"][1]].view("<f4").reshape(tensor["shape"])
        for name, tensor in header.items()
    }


def _valid(text: str) -> str:
    """Return the text without halves of surrogate pairs, which tokenizers refuses: 危房\\ud83d -> 危房?"""
    return text.encode("utf-8", "replace").decode("utf-8")


class SentenceTransformerEncoder:
    """Any model that sentence-transformers can load from a local folder, with the prompts of its own configuration."""

    def __init__(self, folder: Path, *, name: str, threads: int = 1) -> None:
        if not (folder / MODULES).is_file():  # sentence-transformers would guess mean pooling
            raise ModelUnavailable(message("model_not_a_model", path=folder, reason=message("model_file_missing", name=MODULES)))
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when huggingface_hub is imported
        # Here and not above: this import takes 5 s and 450 MB, which the default model does not need.
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        try:
            # float32 whatever the file holds: half precision is slower on a CPU
            self._model = SentenceTransformer(str(folder), local_files_only=True, model_kwargs={"dtype": "float32"})
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            reason = str(error).strip().split("\n")[0] or type(error).__name__
            raise ModelUnavailable(message("model_not_a_model", path=folder, reason=reason)) from error
        self.name = name
        self.dimension: int = self._model.get_embedding_dimension()
        kinds = (".json", ".safetensors", ".bin", ".model", ".txt")
        self.fingerprint = hash_files(sorted(path for path in folder.rglob("*") if path.suffix in kinds and path.is_file()))[:16]

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts, "query")

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts, "passage", "document", "corpus")

    def _embed(self, texts: list[str], *prompts: str) -> np.ndarray:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        prompt = next((prompt for name in prompts if (prompt := self._model.prompts.get(name))), "")
        encode = self._model.encode_query if "query" in prompts else self._model.encode_document
        return encode([_valid(text) for text in texts], prompt=prompt, normalize_embeddings=True, show_progress_bar=False)


def _find_model(model: str | Path) -> Path:
    """Return the folder of a model given by folder or by name."""
    folder = Path(model)
    if folder.is_dir():
        return folder
    # A name is "model" or "owner/model"; "./bge" and "D:\\models\\bge" are folders that are not there.
    if isinstance(model, Path) or not re.fullmatch(r"\w[\w.-]*(/\w[\w.-]*)?", model):
        raise ModelUnavailable(message("model_folder_missing", path=model))
    from huggingface_hub import snapshot_download  # here: half a second that the default model does not need

    try:
        return Path(snapshot_download(model if "/" in model else f"sentence-transformers/{model}", local_files_only=True))
    except (OSError, ValueError) as error:  # LocalEntryNotFoundError, HFValidationError
        raise ModelUnavailable(message("model_name_missing", name=model)) from error
