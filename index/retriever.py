"""The hybrid index as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PositiveInt

from index.hybrid import Hit, HybridIndex


class HybridRetriever(BaseRetriever):
    """Finds clauses by their meaning as a whole, by their sentences, words and phrasings.

    A document is a clause: ``page_content`` its cleaned text, ``metadata`` its place in the source, the score, its legs and its sentences,
    best first, as ``Hit`` has them.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: HybridIndex
    k: PositiveInt = 5
    notice: str | None = None  # the only notice to look in

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, notice: str | None = None
    ) -> list[Document]:
        hits = self.index.search(query, k or self.k, notice=notice or self.notice)
        return [self._document(hit) for hit in hits]

    def _document(self, hit: Hit) -> Document:
        passage = self.index.clause_passages[hit.notice, hit.clause]
        scores = {name: getattr(hit, name) for name in hit.__slots__}
        metadata = {**scores, "start": passage.start, "end": passage.end}
        return Document(id=f"{hit.notice}#{hit.clause}", page_content=passage.text, metadata=metadata)
