"""How near a question is to questions that notices seldom answer: talk, and matters that belong elsewhere."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import load_knowledge

if TYPE_CHECKING:
    from index import Encoder

NEAREST = 3  # decoys whose nearness is averaged beside that of the nearest


class Decoys:
    """Vectors of knowledge/decoys.yaml, kept in the cache folder under the hash of the texts and the model."""

    def __init__(self, texts: list[str], vectors: np.ndarray) -> None:
        self.texts = texts
        self.vectors = vectors  # (n, dimension) float32, L2-normalised

    @classmethod
    def open(cls, encoder: Encoder, cache: Path) -> Decoys:
        """Return the decoys, embedded once for each model; a cache that cannot be read or written is done without."""
        texts = [text for group in load_knowledge("decoys").values() for text in group]
        key = hashlib.sha256("\n".join([encoder.fingerprint, *texts]).encode()).hexdigest()[:16]
        path = cache / f"decoys-{key}.npy"
        try:
            vectors = np.load(path, allow_pickle=False)
            if vectors.shape == (len(texts), encoder.dimension):
                return cls(texts, vectors)
        except (OSError, ValueError, EOFError):
            pass
        vectors = encoder.embed_queries(texts)
        try:
            cache.mkdir(parents=True, exist_ok=True)
            temporary = path.with_suffix(f".{os.getpid()}.npy")
            np.save(temporary, vectors)
            temporary.replace(path)
        except OSError:
            pass
        return cls(texts, vectors)

    def nearness(self, vector: np.ndarray, besides: str = "") -> tuple[float, float]:
        """Return the cosine with the nearest decoy, and the mean of the nearest few; ``besides`` is one to leave out."""
        cosines = self.vectors @ vector
        if besides in self.texts:
            cosines[self.texts.index(besides)] = -1.0
        best = np.sort(cosines)[::-1][:NEAREST]
        return float(best[0]), float(best.mean())
