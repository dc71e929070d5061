"""The question reader as a torch module: the encoder's first layers and the heads, with the loss of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from answer.reader import CUES, HEADS, MARKS, ROLES, TAGS
from training.examples import IGNORED, Example
from training.train_adapter import load_bert

SOFTNESS = 2.0  # the temperature of Hinton et al. 2015, at which a teacher's second choices show


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores ``(n, classes)``, the right classes ``(n,)`` (``IGNORED`` where not said), and how much they weigh in the loss."""

    logits: torch.Tensor
    right: torch.Tensor
    weight: float

    @property
    def known(self) -> torch.Tensor:
        return self.right != IGNORED

    def wrong(self) -> torch.Tensor:
        return functional.cross_entropy(self.logits, self.right, ignore_index=IGNORED)

    def far_from(self, other: Scores) -> torch.Tensor:
        """Return the divergence of the other's distribution from this one, both softened, on the scale of ``wrong``."""
        mine, its = (scores.logits[self.known] / SOFTNESS for scores in (self, other))
        return SOFTNESS**2 * functional.kl_div(mine.log_softmax(-1), its.log_softmax(-1), reduction="batchmean", log_target=True)


class ReaderNet(nn.Module):
    """The encoder and its heads."""

    def __init__(self, folder: Path, layers: int, dropout: float) -> None:
        super().__init__()
        bert = load_bert(folder)
        bert.encoder.layer = bert.encoder.layer[:layers]
        bert.config.num_hidden_layers = layers
        bert.encoder.requires_grad_(True)
        self.bert = bert
        size = bert.config.hidden_size
        self.marks = nn.Parameter(torch.randn(len(MARKS), size) * 0.02 + bert.embeddings.word_embeddings.weight.mean(0))
        self.cues = nn.Parameter(torch.zeros(len(CUES), size))
        self.dropout = nn.Dropout(dropout)
        self.look = nn.Linear(size, len(HEADS), bias=False)  # which tokens each head looks at
        self.whole = nn.Parameter(torch.randn(sum(map(len, HEADS.values())), size) * size**-0.5)
        self.bias = nn.Parameter(torch.zeros(len(self.whole)))
        self.tag = nn.Linear(size, len(TAGS))
        self.role = nn.Linear(size, len(ROLES))

    def forward(self, batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the states ``(n, tokens, dimension)`` and the logits of all heads ``(n, classes)``."""
        longest = max(len(item.ids) for item in batch)
        ids = torch.tensor([item.ids + [1] * (longest - len(item.ids)) for item in batch])
        marks = torch.tensor([item.marks + [-1] * (longest - len(item.ids)) for item in batch])
        shown = torch.tensor([[1] * len(item.ids) + [0] * (longest - len(item.ids)) for item in batch])
        own = torch.tensor([[0] * item.begin + [1] * (len(item.ids) - item.begin) + [0] * (longest - len(item.ids)) for item in batch])
        vectors = self.bert.embeddings.word_embeddings(ids)
        vectors = torch.where((marks >= 0).unsqueeze(-1), self.marks[marks.clamp(min=0)], vectors)
        told = torch.zeros(len(batch), longest, len(CUES))
        for row, item in enumerate(batch):
            for place, number in item.cues:
                told[row, place, number] = 1.0
        vectors = vectors + told @ self.cues
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.bert(inputs_embeds=vectors, attention_mask=shown).last_hidden_state.float()
        weights = self.look(states).masked_fill(own.unsqueeze(-1) == 0, -torch.inf).softmax(1)  # (n, tokens, heads)
        seen = self.dropout(torch.einsum("nth,ntd->nhd", weights, states))
        parts = torch.split(self.whole, [len(classes) for classes in HEADS.values()])
        return states, torch.cat([seen[:, i] @ part.T for i, part in enumerate(parts)], 1) + self.bias

    def scores(self, batch: Sequence[Example]) -> Iterator[Scores]:
        """Yield each head's scores, the tags' and the units' roles', with what is right."""
        states, logits = self(batch)
        for name, part in zip(HEADS, torch.split(logits, [len(classes) for classes in HEADS.values()], dim=1)):
            yield Scores(part, torch.tensor([item.labels.get(name, IGNORED) for item in batch]), 1.0)
        longest, dropped = states.shape[1], self.dropout(states)
        tags = torch.tensor([item.tags + [IGNORED] * (longest - len(item.tags)) for item in batch])
        yield Scores(self.tag(dropped).flatten(0, 1), tags.flatten(), 4.0)
        at = [(i, place) for i, item in enumerate(batch) for place, _ in item.roles]
        roles = torch.tensor([role for item in batch for _, role in item.roles], dtype=torch.long)
        yield Scores(self.role(dropped[[i for i, _ in at], [place for _, place in at]]), roles, 2.0)

    def loss(self, batch: Sequence[Example], teacher: ReaderNet | None = None) -> torch.Tensor:
        """Return the loss of a batch; with a ``teacher`` half of it is how far the answers are from the teacher's, where the data say
        what is right (Hinton et al. 2015, https://arxiv.org/abs/1503.02531).
        """
        own = [scores for scores in self.scores(batch) if scores.known.any()]
        total = sum((scores.weight * scores.wrong() for scores in own), torch.zeros(()))
        if teacher is None:
            return total
        with torch.no_grad():
            taught = [scores for scores in teacher.scores(batch) if scores.known.any()]
        return (total + sum(mine.weight * mine.far_from(its) for mine, its in zip(own, taught))) / 2
