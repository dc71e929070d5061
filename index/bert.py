"""BERT's encoder computed with numpy, for few short texts at a time on a CPU (https://arxiv.org/abs/1810.04805).

Texts go through the layers as one matrix, end to end and without padding; attention stays within a text, so that its states depend on
its neighbours by rounding alone: 2e-7 at most.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from threadpoolctl import threadpool_info

# OpenBLAS copies both matrices into another order before it multiplies, which with the twenty rows of a question takes as long as
# multiplying. Where the processor has AVX-512 it leaves that out up to so many products (its ``sgemm_small_kernel_permit``).
SMALL = 1_000_000
SMALL_KERNELS = {"SkylakeX", "Cooperlake", "SapphireRapids"}  # as threadpoolctl names what OpenBLAS runs on


@cache
def has_small_kernels() -> bool:
    """Tell whether numpy's BLAS multiplies small matrices where they lie."""
    return any(library["architecture"] in SMALL_KERNELS for library in threadpool_info() if library["internal_api"] == "openblas")


class Linear:
    """``x @ matrix.T + bias``, done in tiles where OpenBLAS has kernels for small matrices.

    With 20 rows tiles take half the time of one multiplication, with 80 a tenth less; without such kernels they would take longer.
    """

    def __init__(self, matrix: np.ndarray, bias: np.ndarray, tile: tuple[int, int]) -> None:
        """
        Args:
            matrix: ``(n_outputs, n_inputs)``, as Hugging Face keeps it.
            tile: inputs and outputs of one tile.
        """
        small = has_small_kernels()
        inputs, outputs = tile if small else matrix.shape[::-1]
        tiles = matrix.reshape(-1, outputs, matrix.shape[1] // inputs, inputs)
        self._tiles = np.ascontiguousarray(tiles.transpose(2, 0, 3, 1))  # (inputs' tiles, outputs' tiles, inputs, outputs)
        self._bias = bias
        self._rows = SMALL // (inputs * outputs) if small else sys.maxsize

    def __call__(self, states: np.ndarray) -> np.ndarray:
        """``(n, n_inputs)`` -> ``(n, n_outputs)``."""
        into, outof, inputs, outputs = self._tiles.shape
        result = np.empty((len(states), outof * outputs), np.float32)
        for start in range(0, len(states), self._rows):  # so many at once
            rows = slice(start, start + self._rows)
            first, *others = states[rows].reshape(-1, into, inputs).swapaxes(0, 1)
            columns = result[rows].reshape(-1, outof, outputs).swapaxes(0, 1)  # a view: what is written there stands in the result
            np.matmul(first, self._tiles[0], out=columns)
            for part, tiles in zip(others, self._tiles[1:]):
                columns += part @ tiles
        result += self._bias
        return result


class Norm:
    """Layer normalisation (https://arxiv.org/abs/1607.06450)."""

    def __init__(self, tensors: Mapping[str, np.ndarray], name: str, epsilon: float) -> None:
        self._weight, self._bias, self._epsilon = tensors[f"{name}.weight"], tensors[f"{name}.bias"], epsilon
        self._mean = np.full((len(self._weight), 1), 1 / len(self._weight), np.float32)

    def __call__(self, states: np.ndarray) -> np.ndarray:
        states = states - states @ self._mean  # a fifth of the time of ``ndarray.mean``
        variances = np.vecdot(states, states)[:, np.newaxis] / states.shape[1]
        states /= np.sqrt(variances + self._epsilon)
        states *= self._weight
        states += self._bias
        return states


class Layer:
    """Attention within each text, then the feed-forward network, each added to what came in."""

    def __init__(self, tensors: Mapping[str, np.ndarray], heads: int, epsilon: float) -> None:
        self._heads = heads
        dimension = len(tensors["attention.self.query.weight"])
        width = dimension // heads

        def linear(*names: str) -> Linear:
            """Return one map whose outputs are those of several, one after the other."""
            matrix, bias = (np.concatenate([tensors[f"{name}.{part}"] for name in names]) for part in ("weight", "bias"))
            return Linear(matrix, bias, (dimension, width))

        self._project = linear(*(f"attention.self.{part}" for part in ("query", "key", "value")))
        self._attended = linear("attention.output.dense")
        self._inner, self._outer = linear("intermediate.dense"), linear("output.dense")
        self._norms = [Norm(tensors, f"{name}.LayerNorm", epsilon) for name in ("attention.output", "output")]

    def __call__(self, states: np.ndarray, lengths: Sequence[int]) -> np.ndarray:
        """Return the states ``(n_tokens, dimension)`` that those of texts of these lengths become."""
        states = self._norms[0](states + self._attend(states, lengths))
        return self._norms[1](states + self._outer(gelu(self._inner(states))))

    def _attend(self, states: np.ndarray, lengths: Sequence[int]) -> np.ndarray:
        """Return softmax(q k^T / sqrt(d)) v over all heads, each text by itself, projected (https://arxiv.org/abs/1706.03762, eq. 1)."""
        projected, mixed = self._project(states), np.empty_like(states)
        stop = 0
        for length, texts in itertools.groupby(lengths):
            start, stop = stop, stop + sum(texts)
            parts = projected[start:stop].reshape(-1, length, 3, self._heads, states.shape[1] // self._heads)
            query, key, value = parts.transpose(2, 0, 3, 1, 4)  # each (texts, heads, length, width)
            weights = query @ key.swapaxes(-1, -2)
            weights *= query.shape[-1] ** -0.5
            weights -= weights.max(axis=-1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(axis=-1, keepdims=True)
            np.matmul(weights, value, out=mixed[start:stop].reshape(-1, length, self._heads, query.shape[-1]).swapaxes(1, 2))
        return self._attended(mixed)


class Bert:
    """The encoder's layers over given tensors."""

    def __init__(self, tensors: Mapping[str, np.ndarray], *, layers: int, heads: int, epsilon: float) -> None:
        """
        Args:
            tensors: of Hugging Face's ``BertModel``, by name, float32; the word vectors may be mapped from disk.
            layers: how many of the layers are computed.
        """
        self._vectors = {kind: tensors[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")}
        self._norm = Norm(tensors, "embeddings.LayerNorm", epsilon)
        self._layers = [Layer(_under(tensors, f"encoder.layer.{i}."), heads, epsilon) for i in range(layers)]

    def states(
        self, texts: Sequence[Sequence[int]], replaced: Mapping[int, np.ndarray] | None = None, added: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the last layer's states of the tokens of all texts, one after the other ``(n_tokens, dimension)``.

        Args:
            replaced: place in the row of all tokens -> word vector to take there instead of the token's own.
            added: to the word vectors ``(n_tokens, dimension)``.
        """
        lengths = [len(ids) for ids in texts]
        vectors = self._vectors["word"][np.concatenate(texts)]
        for place, vector in (replaced or {}).items():
            vectors[place] = vector
        if added is not None:
            vectors += added
        vectors += self._vectors["position"][np.concatenate([np.arange(length) for length in lengths])]
        vectors += self._vectors["token_type"][0]
        states = self._norm(vectors)
        for layer in self._layers:
            states = layer(states, lengths)
        return states


def gelu(x: np.ndarray) -> np.ndarray:
    """Return x * (1 + erf(x / sqrt 2)) / 2; erf by Abramowitz & Stegun 7.1.26, off by 1.5e-7 at most."""
    size = np.abs(x)
    t = 1 / (1 + 0.3275911 * 0.5**0.5 * size)
    tail = t * 1.061405429  # becomes 1 - erf(size / sqrt 2)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += coefficient
        tail *= t
    tail *= np.exp(size * size * -0.5)
    size -= size * tail  # size * erf(size / sqrt 2), which is x * erf(x / sqrt 2)
    size += x
    size *= 0.5
    return size


def _under(tensors: Mapping[str, np.ndarray], prefix: str) -> dict[str, np.ndarray]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}
