"""The question reader: a small trained model that says what a question asks.

A joint model of intents and slots (Chen et al. 2019, https://arxiv.org/abs/1902.10909): the first layers of the default embedding
model, with low-rank updates of their own, read the question; each head chooses a class for the whole, each token gets a tag, each unit
named a role. Units are replaced by marks before, so that what is learned is the way of asking, not the names.
Trained by ``training/train_reader.py``; the folder ``answer/reader_model`` holds what it learned: ``A`` and ``B`` of the updates,
other weights of the layers whole, and the heads, float16.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load
from tokenizers import Tokenizer

from answer import cues
from index.bert import Bert
from index.lora import merge_updates
from index.model import map_tensors
from index.unpack import BASE_FINGERPRINT, CONFIG, TOKENIZER, WEIGHTS, ModelUnavailable
from prompts import message

FOLDER = Path(__file__).parent / "reader_model"
META, TENSORS = "meta.json", "reader.safetensors"
FORMAT = 1

UNIT_MARK = "\ue000"
MARKS = (UNIT_MARK,)
TAGS = ("none", "topic", "word", "number", "unit", "kind", "clause")
ROLES = ("any", "lead", "join", "not", "except", "aside")
YES_NO = ("no", "yes")
SIZES = ("free", "none", "some", "one", "several", "equal", "at_least", "more", "at_most", "fewer")
# Lists of knowledge/cues.yaml whose words are pointed out to the reader: what it has not met in training, the lists may know.
CUES = (
    *("lead", "others", "joins", "only_participant", "both_roles", "contact", "plural", "who", "which_tasks", "unit_duty", "count"),
    *("verify", "why", "when", "amount", "most", "least", "alone", "shared", "different", "exactly_one", "either", "several"),
    *("exactly", "at_least", "more_than", "at_most", "none_at_all", "instead", "back", "these"),
)
# What is said of the whole question; the first class is what goes without saying.
HEADS: dict[str, tuple[str, ...]] = {
    "asks": ("none", "units", "tasks", "content", "verify", "front"),
    "want": ("all", "lead", "others"),
    "count": YES_NO,
    "yesno": YES_NO,
    "why": YES_NO,
    "join": ("and", "or", "one"),
    "compare": ("none", "shared", "diff", "both"),
    "rank": ("none", "units", "tasks", "partners"),
    "rank_by": ("any", "lead", "join"),
    "rank_order": ("most", "least"),
    "rank_place": ("1", "2", "3", "4", "5"),
    "units": SIZES,
    "tasks_any": SIZES,
    "tasks_lead": SIZES,
    "tasks_join": SIZES,
    **{f"filter_{name}": YES_NO for name in ("year", "deadline", "deliverable", "money", "ratio", "word", "nameword", "kind")},
    "field": ("none", "document_number", "issuer", "date", "title", "addressees", "lead_rule", "basis", "approval"),
    "fact": ("none", "when", "amount", "person"),
    "several": YES_NO,
    "vague": YES_NO,
    "follow": ("new", "same", "pick", "swap", "unit", "back", "all"),
}


# Where the classes of each head stand in the row of all.
STARTS = np.cumsum([0, *map(len, HEADS.values())])
CLASSES = {name: slice(start, end) for name, (start, end) in zip(HEADS, itertools.pairwise(STARTS.tolist()))}
HEAD_OF_CLASS = np.repeat(np.arange(len(HEADS)), np.diff(STARTS))


@dataclass(frozen=True, slots=True)
class Encoded:
    """Tokens of a message, after those of the message before it."""

    ids: list[int]
    marks: list[int]  # for each token the number of the mark it is, or -1
    offsets: list[tuple[int, int]]  # in characters of the message; (0, 0) for tokens that are not of it
    begin: int  # first token of the message itself
    cues: list[tuple[int, int]]  # (token, number of the cue list) for each list whose words hold the token


MAX_BEFORE, MAX_TOKENS = 48, 160
REMEMBERED = 256  # readings kept
BEGIN, END, BLANK, MARK_ID = 0, 2, 6, 3  # of the vocabulary: <s>, </s>, the blank put before a text's first word, <unk>
PIECES = re.compile(f"[{''.join(MARKS)}]|[^{''.join(MARKS)}]+")


def encode(tokenizer: Tokenizer, text: str, before: str = "") -> Encoded:
    """Tokenise a message with marks, each a token by itself; ``before`` is the message before it, "" for none."""
    earlier = _pieces(tokenizer, before)[:MAX_BEFORE] if before else []
    own = _pieces(tokenizer, text)[:MAX_TOKENS]
    first = [(BEGIN, -1, (0, 0)), *((i, mark, (0, 0)) for i, mark, _ in earlier), (END, -1, (0, 0))] if before else []
    ids, marks, offsets = map(list, zip(*first, (BEGIN, -1, (0, 0)), *own, (END, -1, (0, 0))))
    return Encoded(ids, marks, offsets, len(first), find_cues(text, offsets))


def find_cues(text: str, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (token, number of the list) for each cue list whose words hold the token."""
    found = []
    for number, name in enumerate(CUES):
        if spans := cues.spans(name, text):
            found += [(i, number) for i, (b, e) in enumerate(offsets) if b < e and any(begin < e and b < end for begin, end in spans)]
    return found


def _pieces(tokenizer: Tokenizer, text: str) -> list[tuple[int, int, tuple[int, int]]]:
    """Return (id, mark or -1, offsets) of a text's tokens."""
    tokens: list[tuple[int, int, tuple[int, int]]] = []
    for piece in PIECES.finditer(text):
        start = piece.start()
        if piece.group() in MARKS:
            tokens.append((MARK_ID, MARKS.index(piece.group()), piece.span()))
            continue
        encoded = tokenizer.encode(piece.group(), add_special_tokens=False)
        tokens += [(i, -1, (start + b, start + e)) for i, (b, e) in zip(encoded.ids, encoded.offsets) if i != BLANK]
    return tokens


class ReaderUnusable(ModelUnavailable):
    """The reader's files are missing, damaged or of another model; the message says so in one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of a message. Spans are in characters of the masked text.

    ``chances`` has for each head the probabilities of its classes; ``roles`` one for each unit mark, in order.
    """

    chances: Mapping[str, np.ndarray]
    spans: tuple[tuple[str, int, int], ...]  # (tag, begin, end), in order
    roles: tuple[str, ...]

    def choose(self, head: str) -> str:
        """Return the likeliest class of a head."""
        return HEADS[head][int(self.chances[head].argmax())]

    def says(self, head: str) -> bool:
        """Tell whether a yes-or-no head says yes."""
        return self.choose(head) == "yes"

    def chance(self, head: str, option: str) -> float:
        return float(self.chances[head][HEADS[head].index(option)])

    def tagged(self, tag: str) -> list[tuple[int, int]]:
        return [(begin, end) for name, begin, end in self.spans if name == tag]


class QuestionReader:
    """The trained model over the default embedding model's first layers, computed with numpy."""

    def __init__(self, base: Path, folder: Path = FOLDER) -> None:
        """
        Args:
            base: folder of the unpacked default model.
            folder: of the reader's own tensors.

        Raises:
            ReaderUnusable: they are missing, damaged or belong to another model.
        """
        tensors, layers = read_tensors(folder)
        config = json.loads((base / CONFIG).read_text(encoding="utf-8"))
        own = {name: tensor for name, tensor in tensors.items() if name.startswith(("encoder.", "embeddings."))}
        merged = merge_updates(map_tensors(base / WEIGHTS), own)
        self._bert = Bert(merged, layers=layers, heads=config["num_attention_heads"], epsilon=config["layer_norm_eps"])
        self._heads = {name: tensor.astype(np.float32) for name, tensor in tensors.items() if name not in own}
        self._base = base
        self.read = lru_cache(REMEMBERED)(self._read)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._base / TOKENIZER))

    def _read(self, text: str, before: str = "") -> Reading:
        """Read a message in which units are replaced by marks; ``before`` is the message before it, masked too.

        As ``read`` it is kept a while: masked, a question is the same whichever notice it is about.
        """
        encoded = encode(self._tokenizer, text, before)
        heads = self._heads
        marked = {place: heads["marks"][mark] for place, mark in enumerate(encoded.marks) if mark >= 0}
        added = np.zeros((len(encoded.ids), heads["cues"].shape[1]), np.float32)
        for place, number in encoded.cues:
            added[place] += heads["cues"][number]
        states = self._bert.states([encoded.ids], marked, added)[encoded.begin :]
        looks = _softmax(states @ heads["look"].T, axis=0)  # (tokens, heads)
        seen = looks.T @ states  # (heads, dimension)
        chances = _softmax_by_head(np.vecdot(heads["whole"], seen[HEAD_OF_CLASS]) + heads["bias"])
        tags = (states @ heads["tag.weight"].T + heads["tag.bias"]).argmax(-1)
        marks, offsets = encoded.marks[encoded.begin :], encoded.offsets[encoded.begin :]
        units = [place for place, mark in enumerate(marks) if mark == MARKS.index(UNIT_MARK)]
        roles = (states[units] @ heads["role.weight"].T + heads["role.bias"]).argmax(-1) if units else ()
        by_head = {name: chances[places] for name, places in CLASSES.items()}
        return Reading(by_head, _spans(tags, marks, offsets), tuple(ROLES[role] for role in roles))


def _spans(tags: np.ndarray, marks: list[int], offsets: list[tuple[int, int]]) -> tuple[tuple[str, int, int], ...]:
    """Join neighbouring tokens of one tag."""
    spans: list[tuple[str, int, int]] = []
    for tag, mark, (begin, end) in zip(tags, marks, offsets):
        name = TAGS[tag]
        if begin == end or mark >= 0 or name == "none":
            continue
        if spans and spans[-1][0] == name and spans[-1][2] == begin:
            spans[-1] = (name, spans[-1][1], end)
        else:
            spans.append((name, begin, end))
    return tuple(spans)


def _softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    x = np.exp(x - x.max(axis=axis, keepdims=True))
    return x / x.sum(axis=axis, keepdims=True)


def _softmax_by_head(x: np.ndarray) -> np.ndarray:
    """Return the probabilities of all classes ``(n_classes,)``, those of each head by themselves."""
    x = np.exp(x - np.maximum.reduceat(x, STARTS[:-1])[HEAD_OF_CLASS])
    return x / np.add.reduceat(x, STARTS[:-1])[HEAD_OF_CLASS]


def read_tensors(folder: Path) -> tuple[dict[str, np.ndarray], int]:
    """Return the reader's tensors and the number of its layers, every byte checked."""
    try:
        meta = json.loads((folder / META).read_bytes())
        data = (folder / TENSORS).read_bytes()
        if meta["format"] != FORMAT or meta["base"] != BASE_FINGERPRINT or hashlib.sha256(data).hexdigest() != meta["sha256"]:
            raise ReaderUnusable(message("reader_damaged", folder=folder))
        if meta["heads"] != {name: list(classes) for name, classes in HEADS.items()}:
            raise ReaderUnusable(message("reader_damaged", folder=folder))
        return load(data), int(meta["layers"])
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise ReaderUnusable(message("reader_damaged", folder=folder)) from error
