"""Notice(s) -> something searchable: embedding model, FAISS, lexical, hybrid retrieval.

The names below are loaded when they are first used: whoever wants only the model (``index.model``) need not wait for FAISS.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.build import open_index
    from index.folder import IndexUnusable
    from index.fuse import Weights
    from index.hybrid import Hit, HybridIndex
    from index.model import Encoder, load_encoder
    from index.passages import PhrasingsError, clean_text
    from index.shelf import Shelf, forget, open_shelf
    from index.unpack import ModelUnavailable

_HOMES = {
    "Encoder": "index.model",
    "Hit": "index.hybrid",
    "HybridIndex": "index.hybrid",
    "IndexUnusable": "index.folder",
    "ModelUnavailable": "index.unpack",
    "PhrasingsError": "index.passages",
    "Shelf": "index.shelf",
    "Weights": "index.fuse",
    "clean_text": "index.passages",
    "forget": "index.shelf",
    "load_encoder": "index.model",
    "open_index": "index.build",
    "open_shelf": "index.shelf",
}

__all__ = [
    "Encoder",
    "Hit",
    "HybridIndex",
    "IndexUnusable",
    "ModelUnavailable",
    "PhrasingsError",
    "Shelf",
    "Weights",
    "clean_text",
    "forget",
    "load_encoder",
    "open_index",
    "open_shelf",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
