"""Time and memory: cold start, the paired cost of an answer over its bare embedding, index build, page start."""

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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from eval.metrics import percentile
from eval.predict import Asker
from eval.questions import Question
from eval.report import number, table
from settings import ROOT, get_settings

STRUCTURED = "第17项由哪些单位负责"
RETRIEVED = "哪些单位参与危房改造"
COMPUTED_KINDS = ("unit_tasks", "clause", "set")  # no embedding is needed for these
TEXT_KINDS = ("topic_units", "facts", "spoken")
WARM_UP = 10  # questions asked first and not counted
PERCENTS = (50, 95, 99)
START_LIMIT = 120.0  # seconds after which a process that does not come up is given up

# Run in a fresh interpreter; each line printed is one event with what it measures, timed by the reader.
COLD_START = """
import json, sys
def say(event, **values): print(json.dumps({"event": event, **values}), flush=True)
def resident(field):
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(field))
from answer import Assistant
say("imported")
assistant = Assistant.open()
say("opened")
assistant.ask(sys.argv[1])
say("structured")
assistant.wait_ready()
say("ready")
assistant.ask(sys.argv[2])
say("retrieved", resident_mb=resident("VmRSS"), peak_mb=resident("VmHWM"))
"""

BUILD_INDEX = """
import json, time
from answer import Assistant
began = time.perf_counter()
Assistant.open().wait_ready()
print(json.dumps({"event": "built", "seconds": time.perf_counter() - began}), flush=True)
"""


def measure(questions: Sequence[Question], open_assistant: Callable[[], Asker]) -> dict[str, Any]:
    """Return all figures, by part."""
    assistant, embed = open_assistant(), open_embedding()  # prepares model and index, so that the cold starts below find them
    text_questions, computed_questions = (
        [q for q in questions if q.kind in kinds and len(q.turns) == 1] for kinds in (TEXT_KINDS, COMPUTED_KINDS)
    )
    parts: dict[str, Callable[[], dict[str, Any] | None]] = {
        "answers from text": lambda: paired(text_questions, embed, assistant),
        "computed answers": lambda: computed(computed_questions, assistant),
        "cold start": cold_start,
        "page": page_start,
        "index": index_build,
    }
    return {name: _attempt(part) for name, part in parts.items()}


def _attempt(part: Callable[[], dict[str, Any] | None]) -> dict[str, Any] | None:
    """Return a part's figures, or what went wrong in their place: one part must not lose the others."""
    try:
        return part()
    except (RuntimeError, OSError) as error:
        return {"failed": str(error)}


def open_embedding() -> Callable[[str], Any]:
    """Return the bare embedding of a question, as the settings choose the model."""
    from index.model import load_encoder  # brings numpy and tokenizers with it, which scoring and checking do not need

    settings = get_settings()
    encoder = load_encoder(settings.model, threads=settings.threads)
    return lambda text: encoder.embed_queries([text])


def index_build() -> dict[str, Any]:
    """Return seconds until a fresh interpreter is ready whose cache holds the unpacked models and no index."""
    with tempfile.TemporaryDirectory() as cache:
        for folder in get_settings().cache.iterdir():
            if (folder / "modules.json").is_file():  # a sentence-transformers model
                (Path(cache) / folder.name).symlink_to(folder)
        (built,) = run_events(BUILD_INDEX, environment={"FENGONG_CACHE": cache})
        return {"build_s": built["seconds"]}


def run_events(script: str, *arguments: str, environment: Mapping[str, str] = MappingProxyType({})) -> list[dict[str, Any]]:
    """Run a script in a fresh interpreter; return its events, each with the seconds since the start.

    Raises:
        RuntimeError: the script failed; the message ends with its last error line.
    """
    began = time.perf_counter()
    events = []
    with tempfile.TemporaryFile("w+") as log:  # a pipe that nobody reads would stop a talkative process
        command = [sys.executable, "-c", script, *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(environment), stdout=subprocess.PIPE, stderr=log, text=True)
        watch = threading.Timer(START_LIMIT, process.kill)
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
        raise RuntimeError(f"not done after {START_LIMIT:.0f} s; events until then: {[event['event'] for event in events]}")
    if process.returncode:
        raise RuntimeError(errors[-1] if errors else f"exit code {process.returncode}")
    return events


def cold_start() -> dict[str, Any]:
    """Return seconds from the start of the process to each event, and its resident memory once an answer was retrieved."""
    events = {event["event"]: event for event in run_events(COLD_START, STRUCTURED, RETRIEVED)}
    figures = {f"to_{name}_s": event["at"] for name, event in events.items()}
    return figures | {key: events["retrieved"][key] for key in ("resident_mb", "peak_mb")}


def paired(questions: Sequence[Question], embed: Callable[[str], Any], assistant: Asker, warm_up: int = WARM_UP) -> dict[str, Any]:
    """Return ms of the bare embedding of each question and of the whole ``ask``, taken in turn, and the ratio of their percentiles.

    Each question is asked once, so that no cache answers for it; which of the two comes first alternates. The first ``warm_up``
    questions are not counted.
    """
    floor, whole = [], []
    for place, question in enumerate(questions):
        text = question.turns[-1]
        works = [(floor, lambda text=text: embed(text)), (whole, lambda text=text: assistant.ask(text))]
        for times, work in works if place % 2 else reversed(works):
            elapsed = _milliseconds(work)
            if place >= warm_up:
                times.append(elapsed)
    figures: dict[str, Any] = {"n": len(whole)}
    for percent in PERCENTS:
        bare, full = percentile(floor, percent), percentile(whole, percent)
        figures |= {f"embedding_p{percent}_ms": bare, f"ask_p{percent}_ms": full, f"ratio_p{percent}": full / bare if bare else None}
    return figures


def computed(questions: Sequence[Question], assistant: Asker, warm_up: int = WARM_UP) -> dict[str, Any]:
    """Return percentiles of ``ask`` in ms over questions whose answer is computed, each asked once."""
    times = [_milliseconds(lambda question=question: assistant.ask(question.turns[-1])) for question in questions][warm_up:]
    return {"n": len(times)} | {f"p{percent}_ms": percentile(times, percent) for percent in PERCENTS}


def _milliseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def page_start(app: Path = ROOT / "app.py") -> dict[str, Any] | None:
    """Return seconds until the served page answers; None where there is no app."""
    if not app.is_file():
        return None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        environment = os.environ | {"FENGONG_PORT": str(port), "FENGONG_HOST": "127.0.0.1"}
        process = subprocess.Popen([sys.executable, str(app)], cwd=app.parent, env=environment, stdout=log, stderr=log)
        try:
            health = _wait_for(f"http://127.0.0.1:{port}/healthz", began, process)
            page = _wait_for(f"http://127.0.0.1:{port}/", began, process)
            return {"healthz_s": health, "page_s": page}
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, began: float, process: subprocess.Popen[bytes]) -> float | None:
    """Return the seconds from ``began`` until the address answers 200; None if it never does."""
    while process.poll() is None and time.perf_counter() - began < START_LIMIT:
        try:
            with urllib.request.urlopen(address, timeout=10) as reply:
                if reply.status == 200:
                    return time.perf_counter() - began
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return None


def to_markdown(figures: dict[str, Any]) -> str:
    """Return one table: a row a figure, named by its part."""
    rows = []
    for part, values in figures.items():
        for name, value in (values or {"": None}).items():
            rows.append((part, name, number(value, 2) if isinstance(value, float) else "–" if value is None else value))
    return table(("part", "figure", "value"), rows)
