"""What many systems compute alike is computed once: the contest asks a dozen of them the same questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from answer.reader import QuestionReader, Reading
from index.model import Encoder


class RememberingReader:
    """A question reader that reads each message once."""

    def __init__(self, reader: QuestionReader) -> None:
        self.read: Callable[..., Reading] = cache(reader.read)


class RememberingEncoder:
    """An encoder that embeds each question once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimension, self.fingerprint = encoder.name, encoder.dimension, encoder.fingerprint
        self.embed_passages = encoder.embed_passages
        self._known: dict[str, np.ndarray] = {}

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.embed_queries(new)))
        return np.array([self._known[text] for text in texts], np.float32).reshape(-1, self.dimension)
