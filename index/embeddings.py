"""The encoder as LangChain's ``Embeddings``."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from index.model import Encoder


class EncoderEmbeddings(Embeddings):
    """An encoder behind LangChain's interface; its name and fingerprint go into what is saved with it."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def fingerprint(self) -> str:
        return self.encoder.fingerprint

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.encoder.embed_passages(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.encoder.embed_queries([text])[0].tolist()
