"""BERT's encoder computed with numpy, for few short texts at a time on a CPU (https://arxiv.org/abs/1810.04805).

Texts go through the layers as one matrix, end to end and without padding; attention stays within a text, so that its states depend on
its neighbours by rounding alone: 2e-7 at most.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np


class Bert:
    """The encoder's layers over given tensors."""

    def __init__(self, tensors: Mapping[str, np.ndarray], *, layers: int, heads: int, epsilon: float) -> None:
        """
        Args:
            tensors: of Hugging Face's ``BertModel``, by name, float32; the word vectors may be mapped from disk.
            layers: how many of the layers are computed.
        """
        self.heads, self.epsilon = heads, epsilon
        self._embeddings = _under(tensors, "embeddings.")
        self._layers = [_transposed(_under(tensors, f"encoder.layer.{i}.")) for i in range(layers)]

    def states(
        self, texts: Sequence[Sequence[int]], replaced: Mapping[int, np.ndarray] | None = None, added: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the last layer's states of the tokens of all texts, one after the other ``(n_tokens, dimension)``.

        Args:
            replaced: place in the row of all tokens -> word vector to take there instead of the token's own.
            added: to the word vectors ``(n_tokens, dimension)``.
        """
        bounds = np.cumsum([0, *map(len, texts)])
        spans = [slice(start, end) for start, end in itertools.pairwise(bounds.tolist())]
        places = np.concatenate([np.arange(len(ids)) for ids in texts])
        words, positions, types = (self._embeddings[f"{kind}_embeddings.weight"] for kind in ("word", "position", "token_type"))
        vectors = words[np.concatenate(texts)]
        for place, vector in (replaced or {}).items():
            vectors[place] = vector
        if added is not None:
            vectors += added
        states = self._normalise(vectors + positions[places] + types[0], self._embeddings, "LayerNorm")
        for layer in self._layers:
            states = self._normalise(states + self._attend(states, layer, spans), layer, "attention.output.LayerNorm")
            inner = gelu(_linear(states, layer, "intermediate.dense"))
            states = self._normalise(states + _linear(inner, layer, "output.dense"), layer, "output.LayerNorm")
        return states

    def _attend(self, states: np.ndarray, layer: dict[str, np.ndarray], spans: list[slice]) -> np.ndarray:
        """Return softmax(q k^T / sqrt(d)) v over all heads, each span by itself, projected (https://arxiv.org/abs/1706.03762, eq. 1)."""
        parts = [_linear(states, layer, f"attention.self.{part}") for part in ("query", "key", "value")]
        mixed = np.empty_like(states)
        for span in spans:
            query, key, value = (part[span].reshape(span.stop - span.start, self.heads, -1).swapaxes(0, 1) for part in parts)
            weights = query @ key.swapaxes(1, 2)
            weights *= query.shape[-1] ** -0.5
            weights -= weights.max(axis=-1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(axis=-1, keepdims=True)
            mixed[span] = (weights @ value).swapaxes(0, 1).reshape(span.stop - span.start, -1)
        return _linear(mixed, layer, "attention.output.dense")

    def _normalise(self, states: np.ndarray, layer: dict[str, np.ndarray], name: str) -> np.ndarray:
        states = states - states.mean(axis=-1, keepdims=True)
        states /= np.sqrt(np.square(states).mean(axis=-1, keepdims=True) + self.epsilon)
        return states * layer[f"{name}.weight"] + layer[f"{name}.bias"]


def _linear(states: np.ndarray, layer: dict[str, np.ndarray], name: str) -> np.ndarray:
    result = states @ layer[f"{name}.weight"]
    result += layer[f"{name}.bias"]
    return result


def gelu(x: np.ndarray) -> np.ndarray:
    """Return x * (1 + erf(x / sqrt 2)) / 2; erf by Abramowitz & Stegun 7.1.26, off by 1.5e-7 at most."""
    size = np.abs(x)
    t = 1 / (1 + 0.3275911 * 0.5**0.5 * size)
    tail = t * 1.061405429  # becomes 1 - erf(size / sqrt 2)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += coefficient
        tail *= t
    tail *= np.exp(size * size * -0.5)
    return np.maximum(x, 0) - 0.5 * size * tail


def _under(tensors: Mapping[str, np.ndarray], prefix: str) -> dict[str, np.ndarray]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def _transposed(layer: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the layer with its matrices as ``(inputs, outputs)``: with few rows of states that multiplies 1.5 times as fast."""
    return {name: np.ascontiguousarray(tensor.T) if tensor.ndim == 2 else tensor for name, tensor in layer.items()}
