"""Remembered vectors and readings are those that would be computed."""

from __future__ import annotations

import numpy as np

from eval.remember import RememberingEncoder, RememberingReader
from tests.index.conftest import FakeEncoder


def test_a_text_is_embedded_once_and_alike():
    bare = FakeEncoder()
    encoder = RememberingEncoder(bare)
    first = encoder.embed_queries(["危房", "班车", "危房"])
    again = encoder.embed_queries(["班车", "新的"])
    assert bare.embedded == ["危房", "班车", "新的"]
    np.testing.assert_array_equal(first, FakeEncoder().embed_queries(["危房", "班车", "危房"]))
    np.testing.assert_array_equal(again[0], first[1])
    assert encoder.embed_queries([]).shape == (0, 64)
    assert encoder.fingerprint == "fake-1"


def test_a_message_is_read_once_for_each_message_before_it():
    seen = []

    class Reader:
        def read(self, text, before=""):
            seen.append((text, before))
            return text + before

    reader = RememberingReader(Reader())
    assert [reader.read("甲"), reader.read("甲", "乙"), reader.read("甲")] == ["甲", "甲乙", "甲"]
    assert seen == [("甲", ""), ("甲", "乙")]
