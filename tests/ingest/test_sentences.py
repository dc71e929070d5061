from __future__ import annotations

import pytest

from ingest.sentences import sentence_bounds


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙（丙。丁）；戊", ["甲。", "乙（丙。丁）；", "戊"]),
        ("他说“好。行。”然后走。", ["他说“好。行。”然后走。"]),
        ("甲\n乙！ 丙？", ["甲", "乙！", "丙？"]),
        ("甲（乙\n丙。丁", ["甲（乙", "丙。", "丁"]),  # a bracket left open ends with its line
        ("）甲。", ["）甲。"]),
        ("。。 ", []),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text, sentences):
    assert [text[begin:end] for begin, end in sentence_bounds(text, 0, len(text))] == sentences
