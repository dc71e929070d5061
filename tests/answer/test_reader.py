"""The question reader: tokens with marks, readings, and files that cannot be used."""

import json
import shutil

import numpy as np
import pytest

from answer.reader import FOLDER, HEADS, META, TAGS, TENSORS, UNIT_MARK, QuestionReader, ReaderUnusable, encode
from index.unpack import TOKENIZER, prepare_default_model


@pytest.fixture(scope="module")
def tokenizer(reader):
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(prepare_default_model() / TOKENIZER))


@pytest.mark.parametrize("text", ["U牵头哪几项", "U、U都在", "UU两家", "危房改造谁牵头", ""])
def test_each_mark_is_a_token_and_offsets_lead_back(tokenizer, text):
    text = text.replace("U", UNIT_MARK)
    encoded = encode(tokenizer, text)
    marked = [encoded.offsets[i] for i, mark in enumerate(encoded.marks) if mark >= 0]
    assert [text[begin:end] for begin, end in marked] == [UNIT_MARK] * text.count(UNIT_MARK)
    covered = "".join(text[begin:end] for begin, end in encoded.offsets)
    assert covered == text and len(encoded.ids) == len(encoded.marks) == len(encoded.offsets)


def test_the_message_before_comes_first_and_is_not_read_as_the_message(tokenizer):
    alone, after = encode(tokenizer, "那牵头的呢"), encode(tokenizer, "那牵头的呢", f"{UNIT_MARK}有哪些任务")
    assert after.ids[after.begin :] == alone.ids and after.offsets[after.begin :] == alone.offsets
    assert after.begin > 0 and alone.begin == 0
    assert all(offset == (0, 0) for offset in after.offsets[: after.begin])


def test_cue_words_are_pointed_out_where_they_stand(tokenizer):
    encoded = encode(tokenizer, "危房谁牵头")
    told = {encoded.offsets[place] for place, _ in encoded.cues}
    assert told and all(begin >= 2 for begin, _ in told)


def test_a_reading_has_every_head_and_a_role_for_each_unit(reader):
    reading = reader.read(f"{UNIT_MARK}牵头、{UNIT_MARK}参加的有几项")
    assert set(reading.chances) == set(HEADS)
    assert all(np.isclose(chances.sum(), 1, atol=1e-4) for chances in reading.chances.values())
    assert reading.roles == ("lead", "join")
    assert reading.choose("asks") == "tasks" and reading.says("count")
    assert {tag for tag, _, _ in reading.spans} <= set(TAGS)


def test_spans_are_the_words_of_the_topic(reader):
    text = "农村危房改造由谁牵头"
    begin, end = reader.read(text).tagged("topic")[0]
    assert "危房改造" in text[begin:end] and "牵头" not in text[begin:end]


def test_reading_again_reads_the_same(reader):
    first, second = (reader.read("哪个单位牵头的任务最多") for _ in range(2))
    assert first.spans == second.spans and all((first.chances[head] == second.chances[head]).all() for head in HEADS)


def damage_tensors(folder):
    (folder / TENSORS).write_bytes((folder / TENSORS).read_bytes()[:-1])


def damage_meta(folder):
    (folder / META).write_text("{", encoding="utf-8")


def change_format(folder):
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    (folder / META).write_text(json.dumps(meta | {"format": 0}), encoding="utf-8")


def change_heads(folder):
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    (folder / META).write_text(json.dumps(meta | {"heads": {}}), encoding="utf-8")


@pytest.mark.parametrize("damage", [damage_tensors, damage_meta, change_format, change_heads, lambda folder: (folder / META).unlink()])
def test_a_damaged_or_outdated_reader_is_told_in_a_sentence(tmp_path, damage):
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder)
    damage(folder)
    with pytest.raises(ReaderUnusable, match="重新安装"):
        QuestionReader(prepare_default_model(), folder)
