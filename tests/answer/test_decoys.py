"""Decoys are embedded once and kept; a cache that cannot be used is done without."""

import numpy as np
import pytest

from answer.decoys import Decoys
from knowledge import load_knowledge
from tests.index.conftest import FakeEncoder

TEXTS = [text for group in load_knowledge("decoys").values() for text in group]


def open_counting(cache, fingerprint="fake-1"):
    encoder = FakeEncoder(dimension=16, fingerprint=fingerprint)
    return Decoys.open(encoder, cache), len(encoder.embedded)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A cache folder with the decoys in it."""
    folder = tmp_path_factory.mktemp("kept")
    open_counting(folder)
    return folder


@pytest.fixture
def cache(kept, tmp_path):
    for path in kept.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_the_second_time_they_are_read(tmp_path):
    first, embedded = open_counting(tmp_path / "new" / "folder")
    again, embedded_again = open_counting(tmp_path / "new" / "folder")
    assert (embedded, embedded_again) == (len(TEXTS), 0)
    assert first.texts == again.texts == TEXTS and np.array_equal(first.vectors, again.vectors)
    assert [path.suffix for path in (tmp_path / "new" / "folder").iterdir()] == [".npy"], "no temporary file is left"


def test_another_model_has_its_own(cache):
    assert open_counting(cache, "fake-2")[1] == len(TEXTS)
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"\x00" * 50, b"\x93NUMPY\x01\x00", None], ids=["zeros", "cut", "halved"])
def test_a_damaged_cache_is_written_anew(cache, damage):
    path = next(cache.iterdir())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    decoys, embedded = open_counting(cache)
    assert embedded == len(TEXTS) and decoys.vectors.shape == (len(TEXTS), 16)
    assert open_counting(cache)[1] == 0


def test_a_cache_of_another_size_is_written_anew(cache):
    np.save(next(cache.iterdir()), np.zeros((3, 16), np.float32))
    assert open_counting(cache)[1] == len(TEXTS)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    decoys, embedded = open_counting(blocked / "cache")
    assert embedded == len(TEXTS) and len(decoys.texts) == len(TEXTS)


def test_nearness_is_that_of_the_nearest_and_of_the_nearest_few():
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], np.float32)
    decoys = Decoys(["甲", "乙", "丙", "丁"], vectors)
    best, mean = decoys.nearness(np.array([1, 0], np.float32))
    assert best == pytest.approx(1.0) and mean == pytest.approx((1 + 0.6 + 0) / 3)
    assert decoys.nearness(np.array([1, 0], np.float32), besides="甲")[0] == pytest.approx(0.6)
    assert np.array_equal(decoys.vectors, vectors), "asking changes nothing"


def test_no_decoy_stands_twice():
    assert len(TEXTS) == len(set(TEXTS))
