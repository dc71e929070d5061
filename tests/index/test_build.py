import logging

import numpy as np
import pytest

from index.build import build_index, open_index
from index.folder import DOCUMENTS, META
from index.fuse import PROBES
from index.passages import PassageKind, PhrasingsError, make_passages
from ingest import parse_notice


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache" / "index"


@pytest.fixture
def phrasings(tmp_path):
    """A folder of phrasings files, with one for the small notice."""
    place = tmp_path / "notices"
    place.mkdir()
    (place / "small.phrasings.yaml").write_text("3: [班车一天才一趟]", encoding="utf-8")
    return place


@pytest.fixture
def open_small(small_notice, encoder, folder, phrasings):
    """Open the index over the small notice, or those given, and return it with the texts that had to be embedded for it."""

    def opener(*notices):
        encoder.embedded.clear()
        index = open_index(notices or [small_notice], encoder, folder, phrasings=phrasings)
        return index, [text for text in encoder.embedded if text not in PROBES]

    return opener


def test_the_first_opening_builds_and_the_second_loads(open_small, folder):
    built, embedded = open_small()
    assert len(embedded) == len(set(embedded)) == len({p.text for p in built.passages})
    before = (folder / META).stat().st_mtime_ns
    loaded, embedded = open_small()
    assert embedded == [] and (folder / META).stat().st_mtime_ns == before
    assert loaded.search("班车一天才一趟", 5) == built.search("班车一天才一趟", 5)
    assert built.search("班车一天才一趟", 1)[0].clause == "3"


def test_a_change_embeds_only_what_changed(open_small, phrasings):
    open_small()
    (phrasings / "small.phrasings.yaml").write_text("3: [班车一天才一趟, 村里没有公交]", encoding="utf-8")
    index, embedded = open_small()
    assert embedded == ["村里没有公交"]
    rows = {p.text: row for row, p in enumerate(index.passages)}
    expected = index.encoder.embed_queries(["班车一天才一趟", "村里没有公交"])
    assert index.vectors.vectors()[[rows["班车一天才一趟"], rows["村里没有公交"]]] == pytest.approx(expected, abs=1e-6)
    (phrasings / "small.phrasings.yaml").unlink()
    assert not any(p.kind is PassageKind.PHRASING for p in open_small()[0].passages)


def test_a_second_notice_embeds_only_itself(open_small, small_notice):
    open_small()
    other = parse_notice("关于校车的通知\n\n1. 规范校车班线管理。（市教育局）\n", "other")
    index, embedded = open_small(small_notice, other)
    assert index.notices == ("small", "other") and embedded and all(text in {p.text for p in make_passages(other)} for text in embedded)


def test_a_phrasing_is_embedded_as_a_query_and_a_clause_as_a_passage(small_notice, encoder, monkeypatch):
    queries, passages = [], []
    monkeypatch.setattr(encoder, "embed_queries", lambda texts: queries.extend(texts) or np.eye(len(texts), 64, dtype=np.float32))
    monkeypatch.setattr(encoder, "embed_passages", lambda texts: passages.extend(texts) or np.eye(len(texts), 64, dtype=np.float32))
    build_index(make_passages(small_notice, {"3": ["班车一天才一趟"]}), [], encoder)
    assert queries == ["班车一天才一趟", *PROBES]
    assert [len(text) for text in passages] == sorted(len(text) for text in passages)


def test_another_model_builds_anew(open_small, encoder, caplog):
    open_small()
    encoder.fingerprint = "fake-2"
    index, embedded = open_small()
    assert len(embedded) == len({p.text for p in index.passages}) and index.meta["fingerprint"] == "fake-2"
    assert "别的语义模型（fake）" in caplog.text


@pytest.mark.parametrize("name", [META, DOCUMENTS])
def test_a_damaged_index_is_told_and_built_anew(open_small, folder, name, caplog):
    built, _ = open_small()
    (folder / name).write_bytes(b"{")
    again, _ = open_small()
    assert "已损坏" in caplog.text
    assert again.search("危房改造", 5) == built.search("危房改造", 5)
    caplog.clear()
    assert open_small()[1] == [] and not caplog.text


def test_a_folder_that_cannot_be_written_costs_only_the_next_start(small_notice, encoder, phrasings, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        index = open_index([small_notice], encoder, tmp_path / "file" / "index", phrasings=phrasings)
    assert index.search("危房改造", 1)[0].clause == "1" and "不能把检索索引写到" in caplog.text


def test_bad_phrasings_stop_the_opening_and_leave_the_index(open_small, phrasings, folder):
    open_small()
    before = (folder / META).read_bytes()
    (phrasings / "small.phrasings.yaml").write_text("61: [漏雨]", encoding="utf-8")
    with pytest.raises(PhrasingsError, match="61"):
        open_small()
    assert (folder / META).read_bytes() == before


def test_no_notices_make_an_empty_index(encoder, folder, phrasings):
    assert open_index([], encoder, folder, phrasings=phrasings).search("危房", 3) == []


def test_scores_by_chance_are_about_nought(small_notice, encoder):
    index = build_index(make_passages(small_notice), [], encoder)
    cosines = encoder.embed_queries(list(PROBES)) @ index.vectors.vectors()[[p.kind is PassageKind.CLAUSE for p in index.passages]].T
    assert index.background.dense.mean == pytest.approx(float(cosines.mean()), abs=1e-5)
    assert index.background.dense.deviation == pytest.approx(float(cosines.std(axis=1).mean()), abs=1e-5)


@pytest.mark.model
def test_the_shipped_notice_is_found_with_the_real_model():
    index = open_index()  # the one that make run prepares
    for query, clause in (("农村危房改造", "17"), ("光纤进村", "21"), ("生源地助学贷款", "26"), ("报送落实情况的时间", "二（一）")):
        assert index.search(query, 1)[0].clause == clause
