"""Cold start: until the first answers, until the page is served, and the import of gradio that no page can go below."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from eval.bench import Figures
from eval.bench.processes import run_events, served, wait_for
from settings import ROOT

STRUCTURED = "第17项由哪些单位负责"
RETRIEVED = "哪些单位参与危房改造"
SAMPLES = 5  # of what is compared with the import of gradio

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

IMPORT_GRADIO = """
import json, os
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
import gradio
print(json.dumps({"event": "imported"}), flush=True)
"""


def cold_start() -> Figures:
    """Return seconds from the start of the process to each event, and its resident memory once an answer was retrieved."""
    events = {event["event"]: event for event in run_events(COLD_START, STRUCTURED, RETRIEVED)}
    figures = {f"to_{name}_s": event["at"] for name, event in events.items()}
    return figures | {key: events["retrieved"][key] for key in ("resident_mb", "peak_mb")}


def page_start(app: Path = ROOT / "app.py", samples: int = SAMPLES) -> Figures | None:
    """Return middle seconds until the served page answers, beside the bare import of gradio, and their ratio; None where there is no app.

    Both are measured in turn, after one of each that warms the disk's cache and is not counted.
    """
    if not app.is_file():
        return None
    seconds: dict[str, list[float]] = {"healthz_s": [], "page_s": [], "floor_import_gradio_s": []}
    for sample in range(1 + samples):
        for name, value in _one_start(app).items():
            if sample:
                seconds[name].append(value)
    figures: Figures = {name: median(values) for name, values in seconds.items()}
    return figures | {"of_floor": figures["page_s"] / figures["floor_import_gradio_s"], "samples": samples}


def _one_start(app: Path) -> dict[str, float]:
    (imported,) = run_events(IMPORT_GRADIO)
    with served(app) as (address, process, began):
        health = wait_for(f"{address}/healthz", began, process)
        page = wait_for(f"{address}/", began, process)
    if health is None or page is None:
        raise RuntimeError("the server did not come up")
    return {"healthz_s": health, "page_s": page, "floor_import_gradio_s": imported["at"]}
