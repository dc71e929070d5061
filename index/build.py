"""Notices -> index: load it if it is there and right, else build it, embedding only what is new."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock
from tqdm import tqdm

from index.classify import LEAST, ClauseClassifier, fit_classifier
from index.folder import IndexUnusable
from index.fuse import PROBES, Background, best_by_group, measure_level
from index.hybrid import HybridIndex
from index.lexical import STOP_WORDS, LexicalIndex, Segmenter, find_terms
from index.model import Encoder, load_encoder
from index.passages import Passage, PassageKind, find_phrasings, make_passages, number_clauses
from index.vectors import VectorIndex
from ingest import read_notice
from ingest.folder import notice_paths
from prompts import message
from schema import Notice
from settings import get_settings

BATCH = 256  # texts embedded between two steps of the progress bar, at each of which one core may wait for another
PROGRESS_DELAY = 1.0  # seconds; what is done sooner needs no bar

log = logging.getLogger(__name__)


def open_index(
    notices: Iterable[Notice] | None = None,
    encoder: Encoder | None = None,
    folder: Path | None = None,
    *,
    phrasings: Path | None = None,
    progress: bool = False,
) -> HybridIndex:
    """Return the index over the notices: the one in the folder if it is up to date, else a new one, saved there.

    Args:
        notices: None for those in the settings' folder.
        encoder: None for the settings' model.
        folder: of the index alone; None for the one in the settings' cache folder that is named for the notice, or ``all`` for several.
        phrasings: folder of the files ``<notice id>.phrasings.yaml``; None for the settings' folder of notices. To search without them
            give ``Weights(phrasing=0, learned=0)``.
        progress: show a bar where building takes over a second.

    Raises:
        PhrasingsError: a phrasings file cannot be used.
        ModelUnavailable: there is no usable model.
    """
    settings = get_settings()
    notices = read_notices(settings.notices) if notices is None else list(notices)
    encoder = encoder or load_encoder(settings.model, threads=settings.threads)
    folder = (folder or settings.cache / "index" / (notices[0].id if len(notices) == 1 else "all")).absolute()
    cache = settings.cache / "jieba"
    texts = find_phrasings(notices, phrasings or settings.notices)
    passages = [passage for notice in notices for passage in make_passages(notice, texts.get(notice.id))]
    terms = list(dict.fromkeys(term for notice in notices for term in find_terms(notice)))
    content = hash_content(passages, terms)

    found = _load(folder, encoder, cache)
    if found and found.meta.get("content") == content:
        return found
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f".{folder.name}.lock")):
            found = _load(folder, encoder, cache)
            if found and found.meta.get("content") == content:  # another process has just built it
                return found
            index = build_index(passages, terms, encoder, known=known_vectors(found), cache=cache, progress=progress)
            index.meta["content"] = content
            index.save(folder)
    except OSError as error:
        log.warning(message("index_unwritable", folder=folder, reason=error.strerror or error))
        index = build_index(passages, terms, encoder, known=known_vectors(found), cache=cache, progress=progress)
    return index


def read_notices(folder: Path) -> list[Notice]:
    """Return the notices shipped or added, by file name."""
    return [read_notice(path) for path in notice_paths(folder)]


def _load(folder: Path, encoder: Encoder, cache: Path) -> HybridIndex | None:
    if not folder.exists():
        return None
    try:
        return HybridIndex.load(folder, encoder, cache=cache)
    except IndexUnusable as error:
        log.warning("%s", error)  # and built anew
        return None


def hash_content(passages: Sequence[Passage], terms: Sequence[str]) -> str:
    """Return a hash of all that an index is made from besides the model."""
    content = [[passage.to_dict() for passage in passages], list(terms), sorted(STOP_WORDS), PROBES]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def build_index(
    passages: Sequence[Passage],
    terms: Sequence[str],
    encoder: Encoder,
    *,
    known: Mapping[tuple[bool, str], np.ndarray] | None = None,
    cache: Path | None = None,
    progress: bool = False,
) -> HybridIndex:
    """Return a new index of the passages.

    Args:
        terms: words that jieba must not cut apart.
        known: vectors there are already, as ``known_vectors`` returns them.
        cache: folder for jieba's dictionary.
    """
    vectors = embed_passages(passages, encoder, known or {}, progress=progress)
    segmenter = Segmenter(terms, cache)
    lexical = LexicalIndex([segmenter.tokens(p.lexical) for p in passages if p.kind is PassageKind.CLAUSE])
    classifier = fit_classifier(vectors, _clauses_of(passages)) if _are_phrased(passages) else None
    background = measure_background(passages, vectors, encoder, classifier)
    meta = {"model": encoder.name, "fingerprint": encoder.fingerprint}
    return HybridIndex(passages, VectorIndex(vectors), lexical, segmenter, background, classifier=classifier, encoder=encoder, meta=meta)


def _clauses_of(passages: Sequence[Passage]) -> np.ndarray:
    """Return the number of each passage's clause ``(n_passages,)``."""
    numbers = number_clauses(passages)
    return np.array([numbers[passage.notice, passage.clause] for passage in passages], np.int64)


def _are_phrased(passages: Sequence[Passage]) -> bool:
    """Tell whether most clauses, of two or more, have phrasings enough to learn from."""
    phrased = Counter((p.notice, p.clause) for p in passages if p.kind is PassageKind.PHRASING)
    clauses = number_clauses(passages)
    return len(clauses) > 1 and 2 * sum(phrased[clause] >= LEAST for clause in clauses) > len(clauses)


def known_vectors(index: HybridIndex | None) -> dict[tuple[bool, str], np.ndarray]:
    """Return the vectors of an index by (embedded as a query, text)."""
    if index is None:
        return {}
    return {_key(passage): vector for passage, vector in zip(index.passages, index.vectors.vectors())}


def _key(passage: Passage) -> tuple[bool, str]:
    # A phrasing is what somebody might ask: as a query it finds 76 in 100 spoken questions first on dev, as a passage 71.
    return passage.kind is PassageKind.PHRASING, passage.text


def embed_passages(
    passages: Sequence[Passage], encoder: Encoder, known: Mapping[tuple[bool, str], np.ndarray], *, progress: bool = False
) -> np.ndarray:
    """Return ``(n_passages, dimension)`` float32, each different text embedded once unless known."""
    vectors = dict(known)
    wanted = sorted({_key(passage) for passage in passages} - vectors.keys(), key=lambda key: (key[0], len(key[1])))
    bar = tqdm(total=len(wanted), desc=message("index_building"), unit="段", delay=PROGRESS_DELAY, disable=None if progress else True)
    with bar:
        for as_query in (False, True):
            texts = [text for key, text in wanted if key is as_query]
            for start in range(0, len(texts), BATCH):  # by length, so that a batch needs little padding
                batch = texts[start : start + BATCH]
                rows = encoder.embed_queries(batch) if as_query else encoder.embed_passages(batch)
                vectors.update(((as_query, text), row) for text, row in zip(batch, rows))
                bar.update(len(batch))
    return np.array([vectors[_key(p)] for p in passages], np.float32).reshape(-1, encoder.dimension)


def measure_background(
    passages: Sequence[Passage], vectors: np.ndarray, encoder: Encoder, classifier: ClauseClassifier | None = None
) -> Background:
    """Return what each dense leg scores with the probes."""
    probes = encoder.embed_queries(list(PROBES))
    clauses = _clauses_of(passages)
    levels = []
    for kind in (PassageKind.CLAUSE, PassageKind.SENTENCE, PassageKind.PHRASING):  # as Background has them
        rows = [row for row, passage in enumerate(passages) if passage.kind is kind]
        present = np.isin(np.arange(clauses.max(initial=-1) + 1), clauses[rows])
        cosines = [best_by_group(row, clauses[rows], present, -1.0) for row in probes @ vectors[rows].T]
        levels.append(measure_level(np.array(cosines)))
    return Background(*levels, measure_level(np.array([classifier.logits(probe) for probe in probes] if classifier else [])))
