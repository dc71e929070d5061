"""The question reader as a torch module: the encoder's first layers and the heads, with the loss of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from answer.reader import CUES, HEADS, MARKS, ROLES, TAGS
from training.examples import IGNORED, Example
from training.train_adapter import load_bert


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

    def loss(self, batch: Sequence[Example]) -> torch.Tensor:
        states, logits = self(batch)
        total, begin = torch.zeros(()), 0
        for name, classes in HEADS.items():
            labels = torch.tensor([item.labels.get(name, IGNORED) for item in batch])
            if (labels != IGNORED).any():
                total = total + functional.cross_entropy(logits[:, begin : begin + len(classes)], labels, ignore_index=IGNORED)
            begin += len(classes)
        longest = states.shape[1]
        tags = torch.tensor([item.tags + [IGNORED] * (longest - len(item.tags)) for item in batch])
        dropped = self.dropout(states)
        total = total + 4 * functional.cross_entropy(self.tag(dropped).flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
        rows = [(i, place, role) for i, item in enumerate(batch) for place, role in item.roles]
        if rows:
            at, place, role = map(list, zip(*rows))
            total = total + 2 * functional.cross_entropy(self.role(dropped[at, place]), torch.tensor(role))
        return total
