"""The parts of the benchmark, in order, with what each measures on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from eval.bench import Figures
from eval.bench.answers import TEXT_KINDS, by_kind, paired
from eval.bench.build import SIZES as NOTICES
from eval.bench.build import build_sizes
from eval.bench.library import library_of
from eval.bench.scale import SIZES as VECTORS
from eval.bench.scale import search_sizes
from eval.bench.serve import throughput
from eval.bench.start import cold_start, page_start
from eval.predict import open_assistant
from eval.questions import Question
from index.build import open_index
from index.model import Encoder
from ingest import read_notice
from settings import Settings

SEARCHED = 200  # questions that are searched for among many vectors
NAMES = ("start", "page", "answers", "kinds", "serve", "build", "scale", "library")


def bench_parts(
    questions: Sequence[Question], encoder: Encoder, settings: Settings, notices: Sequence[int] = (), vectors: Sequence[int] = ()
) -> dict[str, Callable[[], Figures | None]]:
    """Return what can be measured, by name.

    Args:
        questions: to be asked; each once, so that no cache answers.
        encoder: the bare embedding, the floor of answers from the text.
        notices: numbers of synthetic notices to index; the quick ones if empty.
        vectors: numbers of synthetic vectors to search; the quick ones if empty.
    """
    from_text = [question for question in questions if question.kind in TEXT_KINDS and len(question.turns) == 1]
    pattern = settings.notices / f"{settings.notice}.txt"

    def embed(text: str) -> np.ndarray:
        return encoder.embed_queries([text])[0]

    def pair() -> Figures:
        from eval.baselines.langchain_recipe import LangchainRanker  # a package of requirements-dev.txt, which the other parts do without

        recipe = LangchainRanker(read_notice(pattern, settings.notice), encoder)
        works = {"embedding alone": embed, "fengong": open_assistant().ask, "LangChain recipe": lambda text: recipe.search(text, 1)}
        return paired(from_text, works)

    parts = (
        cold_start,
        page_start,
        pair,
        lambda: by_kind(questions, open_assistant()),
        lambda: throughput([question.turns[-1] for question in from_text], embed),
        lambda: build_sizes(pattern, encoder.embed_passages, notices or NOTICES),
        lambda: search_sizes(open_index().vectors.vectors(), embed, [q.turns[-1] for q in from_text][:SEARCHED], vectors or VECTORS),
        library_of,
    )
    return dict(zip(NAMES, parts, strict=True))
