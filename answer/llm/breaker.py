"""A circuit breaker: a server that failed twice running is left alone for a while.

Ours, for it is thirty lines: pybreaker 1.4 holds its lock while it calls, so that one slow answer would hold up everybody's, and
purgatory 3.0 has no lock, so that all who wait try a dead server at once when its time is over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 2  # in a row, until the server is left alone
PAUSE = 60.0  # seconds it is left alone


class Breaker:
    """Says whether a server may be asked; after the pause one question tries it, the others wait for what becomes of that."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0  # moment before which nobody asks

    def admits(self) -> bool:
        """Tell whether to ask now; who is admitted reports what came of it by ``succeeded`` or ``failed``."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + PAUSE  # this one tries
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> bool:
        """Count a failure; return whether the server is now left alone."""
        with self._lock:
            self._failures += 1
            self._closed_until = self._clock() + PAUSE
            return self._failures >= FAILURES
