"""Notice(s) -> something searchable: embedding model, FAISS, lexical, hybrid retrieval."""

from index.build import open_index
from index.folder import IndexUnusable
from index.fuse import Weights
from index.hybrid import Hit, HybridIndex
from index.model import Encoder, ModelUnavailable, load_encoder
from index.passages import PhrasingsError, clean_text

__all__ = [
    "Encoder",
    "Hit",
    "HybridIndex",
    "IndexUnusable",
    "ModelUnavailable",
    "PhrasingsError",
    "Weights",
    "clean_text",
    "load_encoder",
    "open_index",
]
