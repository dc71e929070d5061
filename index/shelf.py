"""The indexes of a library, one for each notice: what is found in a notice does not depend on what stands beside it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from shutil import rmtree

import numpy as np
from tqdm import tqdm

from index.build import PROGRESS_DELAY, open_index
from index.fuse import Weights
from index.hybrid import Hit, HybridIndex
from index.model import Encoder, load_encoder
from index.passages import clean_text
from index.vectors import VectorIndex
from ingest.library import Library
from prompts import message
from schema import Notice
from settings import get_settings

NEAREST = 256  # passages nearest to a question, of all notices: those of ten notices and more
SEARCHED = 8  # notices searched in full for a question over all of them


class Shelf:
    """Searches one notice's index, or those of the notices nearest to a question."""

    def __init__(self, indexes: Mapping[str, HybridIndex], encoder: Encoder) -> None:
        self.indexes = dict(indexes)
        self.encoder = encoder

    def __len__(self) -> int:
        return sum(map(len, self.indexes.values()))

    def search(
        self, query: str, k: int, *, vector: np.ndarray | None = None, notice: str | None = None, weights: Weights | None = None
    ) -> list[Hit]:
        """Return the ``k`` best clauses of one notice, or of all for None, best first; scores are each notice's own.

        Raises:
            KeyError: no such notice.
        """
        if not clean_text(query):
            return []
        vector = self.encoder.embed_queries([clean_text(query)])[0] if vector is None else vector
        ids = (notice,) if notice is not None else self.nearest(vector)
        found = [hit for each in ids for hit in self.indexes[each].search(query, k, vector=vector, weights=weights)]
        return sorted(found, key=lambda hit: -hit.score)[:k]

    def nearest(self, vector: np.ndarray, most: int = SEARCHED, among: Container[str] | None = None) -> tuple[str, ...]:
        """Return the notices whose passages are nearest to a question, nearest first; ``among`` some, or all for None."""
        if len(self.indexes) < 2:
            return tuple(self.indexes)
        rows, _ = self._all.search(vector, NEAREST)
        found = dict.fromkeys(self._notice_of[row] for row in rows.tolist())
        return tuple(notice for notice in found if among is None or notice in among)[:most]

    @cached_property
    def _all(self) -> VectorIndex:
        return VectorIndex(np.concatenate([index.vectors.vectors() for index in self.indexes.values()]))

    @cached_property
    def _notice_of(self) -> list[str]:
        return [notice for notice, index in self.indexes.items() for _ in index.passages]

    def warm_up(self, notice: str | None = None) -> None:
        """Load what the first question would wait for.

        Args:
            notice: the one that is asked about first; None for the first there is.
        """
        chosen = self.indexes.get(notice) or next(iter(self.indexes.values()), None)
        if chosen:
            chosen.warm_up()
        self.nearest(np.zeros(self.encoder.dimension, np.float32))


def forget(notices: Iterable[str], folder: Path | None = None) -> None:
    """Delete the saved indexes of notices that are no longer in the library; what cannot be deleted stays, and is used no more."""
    for notice in notices:
        rmtree((folder or get_settings().cache / "index") / notice, ignore_errors=True)


def open_shelf(
    library: Library | None = None,
    notices: Iterable[Notice] | None = None,
    encoder: Encoder | None = None,
    folder: Path | None = None,
    *,
    kept: Mapping[str, HybridIndex] | None = None,
    progress: bool = False,
) -> Shelf:
    """Return the indexes of a library's notices: loaded where they are up to date, else built and saved, one folder each.

    Args:
        library: None for that of the settings.
        notices: of the library, where they are read already.
        encoder: None for the settings' model.
        folder: of the indexes' folders; None for ``index`` in the settings' cache folder.
        kept: indexes of notices that have not changed since they were opened, by notice.
        progress: show bars where it takes over a second.

    Raises:
        PhrasingsError: a phrasings file cannot be used.
        ModelUnavailable: there is no usable model.
    """
    settings = get_settings()
    library = library or Library.open(settings)
    notices = list(library.notices() if notices is None else notices)
    encoder = encoder or load_encoder(settings.model, threads=settings.threads)
    folder = folder or settings.cache / "index"
    indexes = dict(kept or {})
    alone = len(notices) == 1  # its own bar tells more
    quiet = None if progress and not alone else True
    for notice in tqdm(notices, message("index_building"), unit="份", delay=PROGRESS_DELAY, disable=quiet):
        if notice.id not in indexes:
            place = library.phrasings_folder(notice.id)
            indexes[notice.id] = open_index([notice], encoder, folder / notice.id, phrasings=place, progress=progress and alone)
    return Shelf({notice.id: indexes[notice.id] for notice in notices}, encoder)
