"""Train the LoRA adapter of the default model on pairs (how people say it, how a policy document says it).

python -m training.train_adapter training/pairs/general.jsonl --out index/adapter

LoRA: Hu et al. 2021, https://arxiv.org/abs/2106.09685. Loss: each query must find its passage among all of the batch
(InfoNCE with in-batch and hard negatives, https://arxiv.org/abs/1807.03748, in both directions for the pairs).
Needs torch and transformers, which come with sentence-transformers; the product itself needs neither for the default model. Whatever
is tuned on the index's scores (index/fuse.py, answer/relevance.json) has to be fitted anew after this.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import BertModel

from index.lora import LORA_PARTS, write_adapter
from index.unpack import BASE_FINGERPRINT, PROMPTS, prepare_default_model
from training.clean_pairs import Pair, read_pairs


@dataclass(frozen=True, slots=True)
class Options:
    """What training depends on besides the data; goes into ``meta.json``."""

    rank: int = 16
    alpha: int = 32  # the update trained is alpha / rank * B A
    strength: float = 0.6  # share of it that is merged: on dev, less forgets less of plain questions and finds spoken ones as well
    dropout: float = 0.05
    epochs: int = 3
    batch: int = 48
    learning_rate: float = 6e-4
    warm_up: float = 0.1  # share of the steps
    temperature: float = 0.02
    max_tokens: int = 64
    held_out: float = 0.1  # share of the passages, with all their queries
    seed: int = 20161


class LoraLinear(nn.Module):
    """A frozen linear layer plus a trained update of low rank: y = W x + b + scale * B A x."""

    def __init__(self, base: nn.Linear, rank: int, scale: float, dropout: float = 0.0) -> None:
        super().__init__()
        self.base, self.scale, self.dropout = base, scale, nn.Dropout(dropout)
        self.down = nn.Parameter(torch.empty(rank, base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))  # zero, so that training starts at the base model
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.base(x) + self.scale * functional.linear(functional.linear(self.dropout(x), self.down), self.up)


def load_bert(folder: Path) -> BertModel:
    """Return the unpacked model, frozen."""
    model = BertModel.from_pretrained(folder, add_pooling_layer=False, local_files_only=True)
    return model.requires_grad_(False)


def add_lora(model: BertModel, rank: int, scale: float, dropout: float = 0.0) -> dict[str, LoraLinear]:
    """Put a trainable update on each dense layer of the encoder, in place, and return them by the layer's name."""
    added = {}
    for number in range(model.config.num_hidden_layers):
        for part in LORA_PARTS:
            name = f"encoder.layer.{number}.{part}"
            parent, attribute = name.rsplit(".", 1)
            layer = LoraLinear(model.get_submodule(name), rank, scale, dropout)
            setattr(model.get_submodule(parent), attribute, layer)
            added[name] = layer
    return added


def lora_tensors(layers: dict[str, LoraLinear]) -> dict[str, np.ndarray]:
    """Return the updates as the adapter's file holds them, float16."""
    tensors = {}
    for name, layer in layers.items():
        tensors[f"{name}.A"] = layer.down.detach().numpy().astype(np.float16)
        tensors[f"{name}.B"] = layer.up.detach().numpy().astype(np.float16)
    return tensors


class Embedder:
    """Texts -> L2-normalised means of the last layer, as the product computes them; ``half`` computes the layers in bfloat16."""

    def __init__(self, model: BertModel, folder: Path, max_tokens: int, *, half: bool = True) -> None:
        self.model, self.half = model, half
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(max_tokens)
        self.tokenizer.enable_padding(pad_id=model.config.pad_token_id, pad_token="<pad>")

    def __call__(self, texts: Sequence[str], prompt: str) -> torch.Tensor:
        encoded = self.tokenizer.encode_batch([prompt + text for text in texts])
        ids = torch.tensor([item.ids for item in encoded])
        mask = torch.tensor([item.attention_mask for item in encoded])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.half):  # half the time; means and scores stay float32
            states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        shown = mask.unsqueeze(-1).float()
        return functional.normalize((states * shown).sum(1) / shown.sum(1), dim=-1)

    @torch.no_grad()
    def all(self, texts: Sequence[str], prompt: str, batch: int = 64) -> torch.Tensor:
        """Return the vectors of many texts, in batches of like length."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = torch.empty(len(texts), self.model.config.hidden_size)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            vectors[rows] = self([texts[i] for i in rows], prompt)
        return vectors


def meaning(pair: Pair) -> str:
    """Return what tells two positives apart: other passages of the same clause are not wrong answers."""
    return f"{pair.domain}#{pair.clause}" if pair.clause else pair.positive


def split(pairs: Sequence[Pair], share: float) -> tuple[list[Pair], list[Pair]]:
    """Return (training, held out), by a hash of the meaning: the same on every run and with every other data added."""
    parts: tuple[list[Pair], list[Pair]] = ([], [])
    for pair in pairs:
        number = int(hashlib.sha256(meaning(pair).encode()).hexdigest()[:8], 16) / 16**8
        parts[number < share].append(pair)
    return parts


def batches(pairs: Sequence[Pair], size: int, generator: random.Random) -> Iterator[list[Pair]]:
    """Yield the pairs in random order; a last batch of less than half is left out, as it has few negatives."""
    order = generator.sample(pairs, len(pairs))
    for start in range(0, len(order), size):
        batch = order[start : start + size]
        if len(batch) * 2 >= size:
            yield batch


def loss_of(batch: Sequence[Pair], embed: Embedder, temperature: float) -> torch.Tensor:
    """Return the mean of -log softmax of each query's own passage, and of each passage's own query."""
    hard = [pair.negative for pair in batch if pair.negative]
    queries = embed([pair.query for pair in batch], PROMPTS["query"])
    passages = embed([pair.positive for pair in batch] + hard, PROMPTS["passage"])
    scores = queries @ passages.T / temperature
    meanings = [meaning(pair) for pair in batch]
    rivals = [*meanings, *hard]
    same = torch.tensor(
        [
            [i != j and (rivals[j] == meanings[i] or (j < len(batch) and batch[j].query == pair.query)) for j in range(len(rivals))]
            for i, pair in enumerate(batch)
        ]
    )
    scores = scores.masked_fill(same, -torch.inf)
    own = torch.arange(len(batch))
    square = scores[:, : len(batch)]
    return functional.cross_entropy(scores, own) + 0.3 * functional.cross_entropy(square.T, own)


def evaluate(pairs: Sequence[Pair], embed: Embedder, distractors: Sequence[str] = ()) -> dict[str, float]:
    """Return how often a query finds its passage first and in the first three, and the mean reciprocal rank.

    The candidates are the positives and negatives of these pairs and the distractors.
    """
    texts = list(dict.fromkeys([*(p.positive for p in pairs), *(p.negative for p in pairs if p.negative), *distractors]))
    place = {text: i for i, text in enumerate(texts)}
    own = torch.tensor([place[pair.positive] for pair in pairs])
    scores = embed.all([pair.query for pair in pairs], PROMPTS["query"]) @ embed.all(texts, PROMPTS["passage"]).T
    ranks = (scores > scores.gather(1, own[:, None])).sum(1) + 1
    return {
        "recall@1": round((ranks <= 1).float().mean().item(), 4),
        "recall@3": round((ranks <= 3).float().mean().item(), 4),
        "mrr": round((1 / ranks).mean().item(), 4),
    }


def train(pairs: Sequence[Pair], folder: Path, options: Options) -> Iterator[tuple[dict[str, np.ndarray], list[dict[str, float]]]]:
    """Yield the tensors after each epoch that is the best yet by the held-out MRR, and the held-out figures before training and so far."""
    torch.manual_seed(options.seed)
    generator = random.Random(options.seed)
    training, held_out = split(pairs, options.held_out)
    model = load_bert(folder)
    layers = add_lora(model, options.rank, options.alpha / options.rank, options.dropout)
    embed = Embedder(model, folder, options.max_tokens)
    weights = [weight for layer in layers.values() for weight in (layer.down, layer.up)]
    optimizer = torch.optim.AdamW(weights, lr=options.learning_rate, weight_decay=0.01)
    steps = options.epochs * sum(1 for _ in batches(training, options.batch, random.Random(0)))
    warm = max(1, round(steps * options.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm)))
    distractors = [pair.positive for pair in training[:: max(1, len(training) // 400)]]

    model.eval()
    figures = [evaluate(held_out, embed, distractors)]
    print(f"{len(training)} pairs to train on, {len(held_out)} held out, {steps} steps; before: {figures[0]}", flush=True)
    best = -1.0
    for epoch in range(1, options.epochs + 1):
        began, losses = time.perf_counter(), []
        model.train()
        for batch in batches(training, options.batch, generator):
            loss = loss_of(batch, embed, options.temperature)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        model.eval()
        figures.append(evaluate(held_out, embed, distractors))
        seconds = time.perf_counter() - began
        print(f"epoch {epoch}: loss {np.mean(losses):.3f}, held out {figures[-1]}, {seconds:.0f} s", flush=True)
        if figures[-1]["mrr"] > best:
            best = figures[-1]["mrr"]
            yield lora_tensors(layers), list(figures)


def main(arguments: list[str] | None = None) -> None:
    defaults = Options()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+", help="files of training/pairs")
    parser.add_argument("--out", type=Path, required=True, help="folder of the adapter")
    parser.add_argument("--threads", type=int, default=2, help="1 on a machine that has other work")
    for name, value in asdict(defaults).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments_read = vars(parser.parse_args(arguments))
    options = Options(**{name: arguments_read[name] for name in asdict(defaults)})
    torch.set_num_threads(arguments_read["threads"])
    pairs = list(read_pairs(arguments_read["pairs"]))
    data = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in arguments_read["pairs"]}
    for tensors, figures in train(pairs, prepare_default_model(), options):
        write_adapter(
            arguments_read["out"],
            tensors,
            base=BASE_FINGERPRINT,
            rank=options.rank,
            scale=options.strength * options.alpha / options.rank,
            training={"settings": asdict(options), "data": data, "pairs": len(pairs), "held_out": figures},
        )


if __name__ == "__main__":
    main()
