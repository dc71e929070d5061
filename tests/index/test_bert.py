from __future__ import annotations

import math

import numpy as np
import pytest

from index import bert
from index.bert import Bert, Linear, gelu

CHANCE = np.random.default_rng(0)


def floats(*shape: int) -> np.ndarray:
    return CHANCE.standard_normal(shape, np.float32)


@pytest.fixture(params=[True, False], ids=["small kernels", "none"])
def small_kernels(request, monkeypatch) -> bool:
    monkeypatch.setattr(bert, "has_small_kernels", lambda: request.param)
    return request.param


@pytest.mark.parametrize("rows", [1, 20, 81, 82, 200])  # of tiles of 384 by 32, 81 are multiplied at once
@pytest.mark.parametrize("inputs, outputs", [(384, 384), (384, 1536), (1536, 384)])
def test_a_map_in_tiles_is_the_map_itself(small_kernels, rows: int, inputs: int, outputs: int) -> None:
    matrix, bias, states = floats(outputs, inputs), floats(outputs), floats(rows, inputs)
    expected = states.astype(np.float64) @ matrix.T + bias
    np.testing.assert_allclose(Linear(matrix, bias, (384, 32))(states), expected, atol=2e-4)


def test_gelu_is_that_of_the_error_function() -> None:
    x = np.linspace(-12, 12, 4801, dtype=np.float32)
    expected = [value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in x.tolist()]
    np.testing.assert_allclose(gelu(x), expected, atol=5e-7)


def tensors(dimension: int = 8, layers: int = 2) -> dict[str, np.ndarray]:
    shapes = {f"embeddings.{kind}_embeddings.weight": (30, dimension) for kind in ("word", "position", "token_type")}
    names = {"embeddings.LayerNorm": (dimension,)}
    for layer in (f"encoder.layer.{i}." for i in range(layers)):
        square = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
        names |= {layer + name: (dimension, dimension) for name in square}
        names |= {layer + "intermediate.dense": (4 * dimension, dimension), layer + "output.dense": (dimension, 4 * dimension)}
        names |= {layer + f"{name}.LayerNorm": (dimension,) for name in ("attention.output", "output")}
    for name, shape in names.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return {name: floats(*shape) for name, shape in shapes.items()}


def plain_states(given: dict[str, np.ndarray], ids: list[int], heads: int, epsilon: float) -> np.ndarray:
    """Return what the paper says, one text, one head and one token at a time."""

    def linear(x, name):
        return given[f"{name}.weight"].astype(np.float64) @ x + given[f"{name}.bias"]

    def norm(x, name):
        x = x - x.mean()
        return x / np.sqrt((x * x).mean() + epsilon) * given[f"{name}.weight"] + given[f"{name}.bias"]

    words, positions, types = (given[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type"))
    states = [norm(words[i] + positions[place] + types[0], "embeddings.LayerNorm") for place, i in enumerate(ids)]
    for layer in ("encoder.layer.0.", "encoder.layer.1."):
        query, key, value = ([linear(x, f"{layer}attention.self.{part}") for x in states] for part in ("query", "key", "value"))
        width, mixed = len(states[0]) // heads, []
        for q in query:
            told = []
            for h in (slice(i * width, (i + 1) * width) for i in range(heads)):
                weights = np.exp([q[h] @ k[h] / math.sqrt(width) for k in key])
                told.append(sum(w * v[h] for w, v in zip(weights, value)) / weights.sum())
            mixed.append(np.concatenate(told))
        attended = [linear(x, f"{layer}attention.output.dense") for x in mixed]
        states = [norm(x + y, f"{layer}attention.output.LayerNorm") for x, y in zip(states, attended)]
        inner = [[v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in linear(x, f"{layer}intermediate.dense")] for x in states]
        states = [norm(x + linear(y, f"{layer}output.dense"), f"{layer}output.LayerNorm") for x, y in zip(states, inner)]
    return np.array(states)


def test_states_are_those_of_the_formulas_text_by_text(small_kernels) -> None:
    given, texts = tensors(), [[3, 1, 4], [1, 5, 9], [2, 6], [5, 3, 5, 8, 9], [7, 9, 3]]
    found = Bert(given, layers=2, heads=2, epsilon=1e-6).states(texts)
    expected = np.concatenate([plain_states(given, ids, heads=2, epsilon=1e-6) for ids in texts])
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_a_word_vector_can_be_replaced_and_added_to() -> None:
    given = tensors()
    model = Bert(given, layers=2, heads=2, epsilon=1e-6)
    vector, added = floats(8), floats(3, 8)
    words = given["embeddings.word_embeddings.weight"]
    words[20:23] = np.array([words[3], vector, words[4]]) + added  # what the tokens 3, 1, 4 are to become
    np.testing.assert_allclose(model.states([[3, 1, 4]], {1: vector}, added), model.states([[20, 21, 22]]), atol=1e-6)
