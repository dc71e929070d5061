"""The pictures of the manual, taken anew: ``python -m tests.web.screenshots``. They are light, 1440 pixels wide, one of a phone."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from answer import Assistant
from settings import ROOT, Settings
from tests.web.conftest import CHROMIUM, QUIET, serving
from tests.web.fake import NOTICE
from tests.web.test_page import ask

FOLDER = ROOT / "docs" / "images"
SCREEN = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 780}
COLOURS = 256
SETTLED = 1500  # milliseconds; scrolling is smooth


@dataclass(frozen=True, slots=True)
class View:
    path: str
    act: Callable[[Page], object] = lambda page: None
    size: dict[str, int] | None = None


def show_answer(page: Page) -> None:
    turn = ask(page, "哪些单位参与危房改造")
    turn.get_by_text("为什么是这个答案").click()


VIEWS = {
    "chat": View("/", show_answer),
    "notice": View(f"/notices/{NOTICE}", lambda page: page.get_by_label("在原文中查找").fill("危房")),
    "overview": View(f"/overview/{NOTICE}"),
    "ledger": View(f"/ledger/{NOTICE}?unit=市住建局"),
    "library": View("/library"),
    "about": View("/about"),
    "reference": View("/docs"),
    "phone": View("/", lambda page: ask(page, "哪些单位参与危房改造"), PHONE),
}


def open_assistant(data: Path) -> Assistant:
    assistant = Assistant.open(Settings(data=data))
    assistant.wait_ready()
    return assistant


def take_pictures(folder: Path) -> list[Path]:
    """Take a picture of each view of the real page and return the files."""
    taken = []
    with TemporaryDirectory() as nothing_added, serving(open_assistant(Path(nothing_added))) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        for name, view in VIEWS.items():
            context = browser.new_context(locale="zh-CN", viewport=view.size or SCREEN, color_scheme="light")
            page = context.new_page()
            page.goto(address + view.path)
            view.act(page)
            page.wait_for_timeout(SETTLED)
            taken.append(folder / f"{name}.png")
            save_small(page.screenshot(), taken[-1])
            context.close()
        browser.close()
    return taken


def save_small(picture: bytes, path: Path) -> None:
    """Keep a picture with a palette; refined by k-means, grounds and small spots of colour keep theirs."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    whole.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    for path in take_pictures(FOLDER):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB")
