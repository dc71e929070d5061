"""Work done in a process that is killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

STEPS = (
    (os, "replace"),
    (os, "rename"),
    (os, "fsync"),
    (os, "fdopen"),
    (os, "mkdir"),
    (os, "rmdir"),
    (os, "unlink"),
    (os, "open"),
    (Path, "iterdir"),
)


def killed_before(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed before its nth step on the disk; return whether it came so far."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
        return os.WIFSIGNALED(status)
    left = iter(range(step))

    def stepping(function):
        def take(*arguments, **options):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return take

    try:
        for owner, name in STEPS:
            setattr(owner, name, stepping(getattr(owner, name)))
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)
