"""What questions are answered from: notices and their index, loaded in the background and renewed as the library changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from answer.decoys import Decoys
from answer.reader import QuestionReader
from answer.understand import Understanding
from ingest.library import Library
from schema import Notice
from settings import Settings

if TYPE_CHECKING:
    from index import HybridIndex, Shelf

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What is held at one moment. It is replaced as a whole, so that a question sees one state throughout."""

    notices: Mapping[str, Notice]  # by id, at least one
    understandings: Mapping[str, Understanding]  # of the same ids
    index: Shelf | HybridIndex | None = None  # None while it is loading
    decoys: Decoys | None = None  # None as long as the index is
    failure: str = ""  # why retrieval, or what the library holds now, is not to be had, for people


class Holdings:
    """Notices that are there at once, and an index that comes later; of a library, as it is now.

    What is added to the library or removed from it, here or by another process, is taken up while questions go on.
    """

    def __init__(
        self,
        notices: Sequence[Notice],
        settings: Settings,
        reader: QuestionReader,
        index: Shelf | HybridIndex | None = None,
        decoys: Decoys | None = None,
        *,
        library: Library | None = None,
        organs: Mapping[str, Any] | None = None,
    ) -> None:
        """
        Args:
            index: with its decoys, where they are there already; None to load them, or to do without.
            library: where the notices come from, and further ones may; without one nothing can be loaded or renewed.
            organs: what is known of organs and their names; None for knowledge/units.yaml.
        """
        self._settings, self._library, self._reader, self._organs = settings, library, reader, organs
        understandings = {notice.id: self._understand(notice) for notice in notices}
        self.now = Snapshot({notice.id: notice for notice in notices}, understandings, index, decoys)
        self._stamp = library.stamp() if library else None  # of the library's state that is held
        self._beginning, self._renewing = threading.Lock(), threading.Lock()
        self._loading: threading.Thread | None = None

    @property
    def ready(self) -> bool:
        """Whether topics can be searched."""
        return self.now.index is not None

    def begin_to_load(self) -> None:
        """Load model and index in the background, unless that has begun."""
        with self._beginning:
            if self._loading is None:
                self._loading = threading.Thread(target=self._load, name="load-index", daemon=True)
                self._loading.start()

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Block until the index is loaded, or cannot be, at most so many seconds; return whether it is there."""
        if self._loading:
            self._loading.join(timeout)
        return self.ready

    def look(self) -> None:
        """See whether another process has changed the library; if so, take it up in the background."""
        if self.ready and self._library and self._library.stamp() != self._stamp and not self._renewing.locked():
            self._stamp = self._library.stamp()  # a state that cannot be taken up is tried once
            threading.Thread(target=self._load, name="renew-library", daemon=True).start()

    def _load(self) -> None:
        try:
            self.renew()
        except (RuntimeError, ValueError, OSError) as error:  # no model, unusable phrasings, no room: said to the person in full
            log.warning("the index could not be opened: %s", error)
            self._fail(error)
        except Exception as error:
            log.exception("the index could not be opened")
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        with self._renewing:
            self.now = replace(self.now, failure=str(error))

    def renew(self) -> None:
        """Take up what the library holds now: read, understand and index what is new, then put it in place of what was held.

        Raises:
            UnreadableFile, LibraryError, PhrasingsError, ModelUnavailable: as opening does; what was held stays.
        """
        with self._renewing:
            stamp = self._library.stamp()
            notices = {notice.id: notice for notice in self._library.notices()}
            kept = {i: held for i, held in self.now.understandings.items() if held.notice is notices.get(i)}
            understandings = {i: kept[i] if i in kept else self._understand(notice) for i, notice in notices.items()}
            index, decoys = self._open_index(notices, kept)
            self.now, self._stamp = Snapshot(notices, understandings, index, decoys), stamp

    def _understand(self, notice: Notice) -> Understanding:
        return Understanding(notice, self._reader, self._organs)

    def _open_index(self, notices: Mapping[str, Notice], kept: Iterable[str]) -> tuple[Shelf, Decoys]:
        """Return the index of all notices and its decoys; those of the notices kept stay as they are."""
        from index import forget, open_shelf  # numpy, faiss and the model load here, off the way of computed answers

        held = self.now
        if held.index:
            index = open_shelf(self._library, notices.values(), held.index.encoder, kept={i: held.index.indexes[i] for i in kept})
            forget(held.notices.keys() - notices.keys())
            return index, held.decoys
        index = open_shelf(self._library, notices.values())
        index.warm_up(self._settings.notice)
        return index, Decoys.open(index.encoder, self._settings.cache)
