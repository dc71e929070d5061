"""The manual's pictures: one of each main view, small."""

import pytest
from PIL import Image

from settings import ROOT
from tests.web.screenshots import FOLDER, SCREEN, VIEWS

MANUAL = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_has_its_picture_in_the_manual(name):
    assert f"](images/{name}.png)" in MANUAL
    path = FOLDER / f"{name}.png"
    with Image.open(path) as picture:
        assert (picture.size, picture.mode) == (tuple((VIEWS[name].size or SCREEN).values()), "P")
    assert path.stat().st_size < 200_000


def test_no_picture_is_left_that_nobody_takes():
    assert {path.stem for path in FOLDER.glob("*.png")} == set(VIEWS)
