"""All baselines over one notice, with the score each needs to answer at all."""

from __future__ import annotations

from eval.baselines.answerer import RankedAnswerer, Ranker
from eval.baselines.dense import DenseRanker
from eval.baselines.hybrid import HybridRanker
from eval.baselines.langchain_recipe import LangchainRanker
from eval.baselines.words import WordRanker
from index import HybridIndex
from schema import Notice

# The score that each needs to answer at all, as python -m eval tune finds it on dev.
THRESHOLDS = {"BM25 over jieba": 0.28, "dense only": 0.69, "our retriever alone": 3.29, "LangChain recipe": 0.722}


def open_rankers(notice: Notice, index: HybridIndex) -> dict[str, Ranker]:
    """Return the baselines' ways of finding a clause by name; all that embed share the model of the product's index, adapter included."""
    return {
        "BM25 over jieba": WordRanker(notice),
        "dense only": DenseRanker(notice, index.encoder),
        "our retriever alone": HybridRanker(index, notice.id),
        "LangChain recipe": LangchainRanker(notice, index.encoder),
    }


def open_baselines(notice: Notice, index: HybridIndex) -> dict[str, RankedAnswerer]:
    """Return the baselines by name."""
    return {name: RankedAnswerer(notice, ranker, THRESHOLDS[name]) for name, ranker in open_rankers(notice, index).items()}
