import json
import os

import numpy as np
import pytest

from index.folder import DOCUMENTS, META, VECTORS, IndexUnusable, SavedIndex, read_index, write_index
from index.vectors import VectorIndex
from tests.kills import killed_before


@pytest.fixture
def saved():
    documents = [{"id": "a", "page_content": "危房\ud83d", "metadata": {"clause": "1"}}, {"id": "b", "page_content": "", "metadata": {}}]
    return SavedIndex({"model": "fake", "fingerprint": "f1"}, documents, VectorIndex(np.eye(2, dtype=np.float32)), {"more.json": [1]})


@pytest.fixture
def folder(saved, tmp_path):
    write_index(tmp_path / "index", saved)
    return tmp_path / "index"


def test_what_is_written_is_read(folder, saved):
    found = read_index(folder, fingerprint="f1")
    assert found.documents == saved.documents and found.parts == {"more.json": [1]}
    assert found.vectors.vectors().tolist() == [[1, 0], [0, 1]]
    assert {"format", "model", "fingerprint", "dimension", "documents", "files"} <= set(found.meta)


def test_writing_replaces_the_folder_as_a_whole_and_leaves_nothing_beside_it(folder, saved):
    write_index(folder, SavedIndex(saved.meta, [], VectorIndex(np.empty((0, 3), np.float32)), {}))
    assert read_index(folder).documents == []
    assert [path.name for path in folder.parent.iterdir()] == ["index"]
    assert sorted(path.name for path in folder.iterdir()) == [DOCUMENTS, META, VECTORS]


def test_a_write_that_fails_leaves_the_old_index(folder, saved):
    with pytest.raises(TypeError):
        write_index(folder, SavedIndex(saved.meta, [{"metadata": object()}], saved.vectors, {}))
    assert read_index(folder).documents == saved.documents
    assert [path.name for path in folder.parent.iterdir()] == ["index"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
def test_a_kill_at_any_step_leaves_the_old_index_the_new_one_or_none_and_nothing_for_good(folder, saved):
    other = folder.with_name("index-2")
    write_index(other, saved)
    fresh = SavedIndex(saved.meta, [], VectorIndex(np.empty((0, 3), np.float32)), {})
    seen = []
    while True:
        killed = killed_before(len(seen), lambda: write_index(folder, fresh))
        try:
            seen.append("old" if read_index(folder).documents else "new")
        except IndexUnusable as error:
            assert "还没有检索索引" in str(error)  # gone, not damaged: it is built anew
            seen.append("none")
        if not killed:
            break
        write_index(folder, saved)  # sweeps away what the kill left
        assert sorted(path.name for path in folder.parent.iterdir()) == ["index", "index-2"]
    assert list(dict.fromkeys(seen)) == ["old", "none", "new"]
    assert read_index(other).documents == saved.documents


def test_a_missing_index_names_the_command_that_builds_it(tmp_path):
    with pytest.raises(IndexUnusable, match=r"还没有检索索引.*python -m index build"):
        read_index(tmp_path / "index")


@pytest.mark.parametrize("name", [DOCUMENTS, VECTORS, "more.json"])
def test_a_missing_part_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(IndexUnusable, match=f"缺少 {name}.*python -m index build"):
        read_index(folder)


@pytest.mark.parametrize("name", [DOCUMENTS, VECTORS, "more.json"])
@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: b"\x00" + data[1:]])
def test_a_damaged_part_is_named(folder, name, harm):
    (folder / name).write_bytes(harm((folder / name).read_bytes()))
    with pytest.raises(IndexUnusable, match=f"已损坏.*{name}.*python -m index build"):
        read_index(folder)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", "null", '{"format": 1}', '{"format": 1, "files": []}', '{"format": 1, "files": {}}']
)
def test_a_damaged_meta_is_refused(folder, content):
    (folder / META).write_text(content)
    with pytest.raises(IndexUnusable, match="python -m index build"):
        read_index(folder)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 0}, "格式版本应为 2，实为 0"),
        ({"dimension": 9}, "已损坏"),
        ({"fingerprint": "f0", "model": "旧模型"}, "别的语义模型（旧模型）"),
    ],
)
def test_an_index_made_with_something_else_is_refused(folder, change, words):
    meta = json.loads((folder / META).read_text())
    (folder / META).write_text(json.dumps(meta | change))
    with pytest.raises(IndexUnusable, match=f"{words}.*python -m index build"):
        read_index(folder, fingerprint="f1")


def test_a_part_cannot_lead_out_of_the_folder(folder):
    meta = json.loads((folder / META).read_text())
    (folder.parent / "secret").write_text("[]")
    meta["files"]["../secret"] = {"sha256": "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"}
    (folder / META).write_text(json.dumps(meta))
    with pytest.raises(IndexUnusable, match="缺少"):
        read_index(folder)
