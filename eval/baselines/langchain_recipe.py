"""LangChain's usual recipe: split the file by characters, embed the pieces, take the four nearest from FAISS.

https://python.langchain.com/docs/tutorials/rag/ without its last step, a language model, which does not run where the product does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from langchain_text_splitters import RecursiveCharacterTextSplitter

from eval.baselines.answerer import Ranked
from index.embeddings import EncoderEmbeddings
from index.model import Encoder
from index.store import FaissStore
from schema import Notice

TOP = 4  # pieces, the default of LangChain's retrievers
# The tutorial's 1000 and 200 suit no notice whose tasks run to 200 characters; python -m eval tune tells how many of dev's questions
# are right with other sizes, each with the threshold that suits it best.
CHUNK, OVERLAP = 60, 12
SEPARATORS = ["\n\n", "\n", "。", "；", "，", ""]  # the splitter's own have no Chinese marks


class LangchainRanker:
    """The clauses that the four pieces nearest to the question lie in, the nearest piece's first.

    A piece knows nothing of clauses; it is counted for the one in which most of it lies.
    """

    def __init__(self, notice: Notice, encoder: Encoder, chunk: int = CHUNK, overlap: int = OVERLAP) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=chunk, chunk_overlap=overlap, separators=SEPARATORS, add_start_index=True)
        self._notice = notice
        self._store = FaissStore(EncoderEmbeddings(encoder))
        self._store.add_documents(splitter.create_documents([notice.source]))

    def search(self, query: str, k: int) -> Sequence[Ranked]:
        best: dict[str, float] = {}
        for piece, score in self._store.similarity_search_with_score(query, TOP):
            start = piece.metadata["start_index"]
            for clause in clauses_within(self._notice, start, start + len(piece.page_content)):
                best.setdefault(clause, score)
        return [Ranked(clause, score) for clause, score in list(best.items())[:k]]


def clauses_within(notice: Notice, start: int, end: int) -> list[str]:
    """Return the clauses that a span of the source touches, that with most of it first."""
    lengths = Counter({c.id: min(end, c.end) - max(start, c.start) for c in notice.clauses if c.start < end and start < c.end})
    return [clause for clause, _ in lengths.most_common()]
