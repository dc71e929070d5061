"""Fresh interpreters and servers, started and ended, their events timed from outside."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from settings import ROOT

START_LIMIT = 120.0  # seconds after which a process that does not come up is given up


def run_events(
    script: str, *arguments: str, environment: Mapping[str, str] = MappingProxyType({}), limit: float | None = None
) -> list[dict[str, Any]]:
    """Run a script in a fresh interpreter; return its events, each with the seconds since the start.

    Args:
        limit: seconds after which it is ended; None for ``START_LIMIT``.

    Raises:
        RuntimeError: the script failed; the message ends with its last error line.
    """
    limit = START_LIMIT if limit is None else limit
    began = time.perf_counter()
    events = []
    with tempfile.TemporaryFile("w+") as log:  # a pipe that nobody reads would stop a talkative process
        command = [sys.executable, "-c", script, *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(environment), stdout=subprocess.PIPE, stderr=log, text=True)
        watch = threading.Timer(limit, process.kill)
        watch.start()
        try:
            for line in process.stdout:
                if line.startswith("{"):
                    events.append(json.loads(line) | {"at": time.perf_counter() - began})
            process.wait()
        finally:
            watch.cancel()
            process.kill()
        log.seek(0)
        errors = log.read().strip().splitlines()
    if process.returncode == -signal.SIGKILL:
        raise RuntimeError(f"not done after {limit:.0f} s; events until then: {[event['event'] for event in events]}")
    if process.returncode:
        raise RuntimeError(errors[-1] if errors else f"exit code {process.returncode}")
    return events


@contextmanager
def served(app: Path = ROOT / "app.py") -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Serve the app on a free port; give its address, its process, and when it was started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        environment = os.environ | {"FENGONG_PORT": str(port), "FENGONG_HOST": "127.0.0.1"}
        process = subprocess.Popen([sys.executable, str(app)], cwd=app.parent, env=environment, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}", process, began
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str, began: float, process: subprocess.Popen[bytes], ready: bytes = b"") -> float | None:
    """Return the seconds from ``began`` until the address answers 200 with a body that holds ``ready``; None if it never does."""
    while process.poll() is None and time.perf_counter() - began < START_LIMIT:
        try:
            with urllib.request.urlopen(address, timeout=10) as reply:
                if reply.status == 200 and ready in reply.read():
                    return time.perf_counter() - began
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.05)
    return None
