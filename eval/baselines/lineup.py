"""All baselines over one notice, with the score each needs to answer at all."""

from __future__ import annotations

from eval.baselines.answerer import RankedAnswerer
from eval.baselines.dense import DenseRanker
from eval.baselines.hybrid import HybridRanker
from eval.baselines.langchain_recipe import LangchainRanker
from eval.baselines.words import WordRanker
from index import HybridIndex
from schema import Notice

# Each the best of 60 on dev; a little more or less changes little.
WORDS, DENSE, HYBRID, LANGCHAIN = 0.28, 0.69, 3.29, 0.722


def open_baselines(notice: Notice, index: HybridIndex) -> dict[str, RankedAnswerer]:
    """Return the baselines by name; all that embed share the model of the product's index, adapter included."""
    rankers = {
        "BM25 over jieba": (WordRanker(notice), WORDS),
        "dense only": (DenseRanker(notice, index.encoder), DENSE),
        "our retriever alone": (HybridRanker(index, notice.id), HYBRID),
        "LangChain recipe": (LangchainRanker(notice, index.encoder), LANGCHAIN),
    }
    return {name: RankedAnswerer(notice, ranker, threshold) for name, (ranker, threshold) in rankers.items()}
