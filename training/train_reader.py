"""Train the question reader on annotated questions.

python -m training.train_reader training/readings/*.jsonl --out answer/reader_model

The first layers of the default model, tuned whole and kept as low-rank updates; heads that each look at the tokens of their own, a tag for
each token, a role for each unit (https://arxiv.org/abs/1902.10909). Needs torch and transformers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save
from tokenizers import Tokenizer
from torch import nn

from answer.reader import FORMAT, HEADS, META, TENSORS, read_tensors
from index.lora import merge_updates
from index.model import map_tensors
from index.unpack import BASE_FINGERPRINT, WEIGHTS, prepare_default_model
from training.annotations import Annotated, read_annotations
from training.examples import IGNORED, Example, example
from training.reader_net import ReaderNet


@dataclass(frozen=True, slots=True)
class Options:
    layers: int = 3
    kept_rank: int = 48  # of each matrix's change
    dropout: float = 0.1
    epochs: int = 8
    batch: int = 32
    learning_rate: float = 3e-4
    head_rate: float = 2e-3
    named: float = 0.15  # share of the units left as they are written, so that unknown ones are learned as such
    held_out: float = 0.1
    seed: int = 20161


def split(messages: Sequence[Annotated], share: float) -> tuple[list[Annotated], list[Annotated]]:
    """Return (training, held out), by a hash of the first message: a conversation stays together."""
    parts: tuple[list[Annotated], list[Annotated]] = ([], [])
    for message in messages:
        first = message
        while first.before:
            first = first.before
        parts[int(hashlib.sha256(first.text.encode()).hexdigest()[:8], 16) / 16**8 < share].append(message)
    return parts


def batches(training: Sequence[Annotated], tokenizer: Tokenizer, options: Options, generator: random.Random) -> Iterator[list[Example]]:
    """Yield batches of messages of like length, in random order, units masked anew each time."""
    # a message of another talk before a tenth of the whole ones: what stands alone must be read alone
    drawn = [
        example(m, tokenizer, options.named, generator, generator.choice(training) if generator.random() < 0.1 else None)
        for m in generator.sample(training, len(training))
    ]
    drawn.sort(key=lambda item: len(item.ids) + generator.random() * 6)
    groups = [drawn[start : start + options.batch] for start in range(0, len(drawn), options.batch)]
    generator.shuffle(groups)
    yield from groups


@torch.no_grad()
def evaluate(net: ReaderNet, examples: Sequence[Example]) -> dict[str, float]:
    """Return the share right of each head where it teaches, of tags, of roles, and of messages with every head and role right."""
    net.eval()
    right: dict[str, list[bool]] = {}
    whole = []
    for start in range(0, len(examples), 64):
        batch = examples[start : start + 64]
        states, logits = net(batch)
        for row, item in enumerate(batch):
            begin, all_right = 0, True
            for name, classes in HEADS.items():
                if name in item.labels:
                    good = int(logits[row, begin : begin + len(classes)].argmax()) == item.labels[name]
                    if item.labels[name] or not good:
                        right.setdefault(name, []).append(good)
                    all_right &= good
                begin += len(classes)
            tags = net.tag(states[row]).argmax(-1)
            pairs = [(int(tags[i]), tag) for i, tag in enumerate(item.tags) if tag != IGNORED]
            right.setdefault("tags", []).extend(a == b for a, b in pairs)
            for place, role in item.roles:
                good = int(net.role(states[row, place]).argmax()) == role
                right.setdefault("roles", []).append(good)
                all_right &= good
            whole.append(all_right)
    figures = {name: round(float(np.mean(values)), 4) for name, values in right.items()}
    return {"whole": round(float(np.mean(whole)), 4), **figures}


def trained_net(reader: Path, base: Path) -> ReaderNet:
    """Return the net of a trained reader, ready to teach."""
    net = ReaderNet(base, json.loads((reader / META).read_bytes())["layers"], dropout=0.0)
    go_on_from(net, reader, base)
    return net.eval()


def go_on_from(net: ReaderNet, reader: Path, base: Path) -> None:
    """Give a net the weights of a trained reader of as many layers."""
    tensors, _ = read_tensors(reader)
    own = {name: tensor for name, tensor in tensors.items() if name.startswith(("encoder.", "embeddings."))}
    merged = merge_updates(map_tensors(base / WEIGHTS), own)
    known = {name: torch.from_numpy(np.array(merged[name], dtype=np.float32)) for name in net.bert.state_dict() if name in merged}
    net.bert.load_state_dict(known, strict=False)
    places = {"marks": net.marks, "cues": net.cues, "look": net.look.weight, "whole": net.whole, "bias": net.bias}
    places |= {"tag.weight": net.tag.weight, "tag.bias": net.tag.bias, "role.weight": net.role.weight, "role.bias": net.role.bias}
    with torch.no_grad():
        for name, place in places.items():
            # classes that were added as never chosen (a bias of -50) must be able to learn
            place.copy_(torch.from_numpy(tensors[name].astype(np.float32)).clamp(min=-10.0))


def train(
    messages: Sequence[Annotated], folder: Path, options: Options, start: Path | None = None, teacher: ReaderNet | None = None
) -> tuple[ReaderNet, dict[str, float]]:
    """Train a net, from the default model's layers or, with ``start``, from a trained reader; return it with its held-out figures."""
    torch.manual_seed(options.seed)
    generator = random.Random(options.seed)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    training, held_out = split(messages, options.held_out)
    net = ReaderNet(folder, options.layers, options.dropout)
    if start:
        go_on_from(net, start, folder)
    updates = [weight for weight in net.bert.parameters() if weight.requires_grad]
    heads = [net.marks, net.cues, net.whole, net.bias, *net.look.parameters(), *net.tag.parameters(), *net.role.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": updates, "lr": options.learning_rate}, {"params": heads, "lr": options.head_rate}], weight_decay=0.01
    )
    steps = options.epochs * -(-len(training) // options.batch)
    warm = steps // 20 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm)))
    proof = [example(message, tokenizer, 0.0, random.Random(0)) for message in held_out]
    figures: dict[str, float] = {}
    for epoch in range(1, options.epochs + 1):
        began, losses = time.perf_counter(), []
        net.train()
        for batch in batches(training, tokenizer, options, generator):
            loss = net.loss(batch, teacher)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*updates, *heads], 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        if epoch % 2 == 0 or epoch == options.epochs:
            figures = evaluate(net, proof) if proof else {}
        print(f"epoch {epoch}: loss {np.mean(losses):.3f}, {time.perf_counter() - began:.0f} s {figures}", flush=True)
    return net, figures


def reader_tensors(net: ReaderNet, base: dict[str, np.ndarray], rank: int) -> dict[str, np.ndarray]:
    """Return what the reader adds to the base model, float16: of each matrix the change's largest ``rank`` components (by singular
    values, Eckart and Young 1936), other changed weights whole, and the heads.
    """
    tensors = {}
    for name, weight in net.bert.state_dict().items():
        tuned = weight.detach().float().numpy()
        if not name.startswith("encoder.layer.") or np.array_equal(tuned, base[name]):
            continue
        if tuned.ndim == 1:
            tensors[name] = tuned
            continue
        left, values, right = np.linalg.svd(tuned - base[name], full_matrices=False)
        root = np.sqrt(values[:rank])
        layer = name.removesuffix(".weight")
        tensors[f"{layer}.B"], tensors[f"{layer}.A"] = left[:, :rank] * root, root[:, np.newaxis] * right[:rank]
    heads = {"marks": net.marks, "cues": net.cues, "look": net.look.weight, "whole": net.whole, "bias": net.bias}
    heads |= {"tag.weight": net.tag.weight, "tag.bias": net.tag.bias, "role.weight": net.role.weight, "role.bias": net.role.bias}
    tensors |= {name: weight.detach().numpy() for name, weight in heads.items()}
    return {name: np.ascontiguousarray(tensor, dtype=np.float16) for name, tensor in tensors.items()}


def write_reader(folder: Path, net: ReaderNet, base: Path, options: Options, training: dict[str, object]) -> None:
    """Write the reader's folder, ``meta.json`` last."""
    folder.mkdir(parents=True, exist_ok=True)
    data = save(reader_tensors(net, map_tensors(base / WEIGHTS), options.kept_rank))
    meta = {
        "format": FORMAT,
        "base": BASE_FINGERPRINT,
        "layers": options.layers,
        "sha256": hashlib.sha256(data).hexdigest(),
        "heads": HEADS,
        "training": training,
    }
    for name, content in ((TENSORS, data), (META, json.dumps(meta, ensure_ascii=False, indent=1).encode())):
        fresh = folder / f".{name}.tmp"
        fresh.write_bytes(content)
        fresh.replace(folder / name)


def main(arguments: list[str] | None = None) -> None:
    defaults = Options()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path, nargs="+", help="files of training/readings")
    parser.add_argument("--out", type=Path, help="folder of the reader; none to try settings only")
    parser.add_argument("--start", type=Path, help="folder of a trained reader to go on from")
    parser.add_argument("--teacher", type=Path, help="folder of a trained reader, of more layers, to learn from too")
    parser.add_argument("--threads", type=int, default=2)
    for name, value in asdict(defaults).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    read = vars(parser.parse_args(arguments))
    options = Options(**{name: read[name] for name in asdict(defaults)})
    torch.set_num_threads(read["threads"])
    messages = read_annotations(read["annotations"])
    base = prepare_default_model()
    teacher = trained_net(read["teacher"], base) if read["teacher"] else None
    net, figures = train(messages, base, options, read["start"], teacher)
    if read["out"]:
        data = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in read["annotations"]}
        training = {"settings": asdict(options), "data": data, "messages": len(messages), "held_out": figures}
        write_reader(read["out"], net, base, options, training)


if __name__ == "__main__":
    main()
