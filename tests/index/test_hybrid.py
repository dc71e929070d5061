import json

import numpy as np
import pytest

from index.build import build_index
from index.folder import META, IndexUnusable
from index.fuse import Weights
from index.hybrid import LEXICAL, HybridIndex
from index.lexical import find_terms
from index.passages import make_passages
from ingest import parse_notice


@pytest.fixture
def two_notices(small_notice, encoder):
    other = parse_notice("关于校车的通知\n\n1. 规范校车班线管理。（市教育局）\n\n2. 危房校舍改造。（市住建局）\n", "other")
    passages = make_passages(small_notice) + make_passages(other)
    return build_index(passages, find_terms(small_notice) + find_terms(other), encoder)


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("农村危房改造", "1"),
        ("农 村 危\u200b房　改造", "1"),
        ("“三留守”人员关爱服务", "2"),
        ("开通农村客运班线", "3"),
        ("班车一天才一趟", "3"),
        ("孙子在家没人带", "2"),
        ("市交通运输局", "3"),
    ],
)
def test_the_right_clause_comes_first(small_index, query, clause):
    assert small_index.search(query, 1)[0].clause == clause


def test_a_hit_keeps_its_legs_apart(small_index):
    hit = small_index.search("推进农村危房改造。", 1)[0]
    assert (hit.notice, hit.clause, hit.phrasing) == ("small", "1", 0.0)
    assert hit.sentence == pytest.approx(1.0, abs=1e-5) and hit.dense < hit.sentence and 0.3 < hit.lexical < 1
    assert [number for number, _ in hit.sentences] == [0, 1]
    assert hit.sentences[0][1] == pytest.approx(hit.sentence)
    assert small_index.search("班车一天才一趟", 1)[0].phrasing == pytest.approx(1.0, abs=1e-5)


def test_legs_are_those_of_plain_arithmetic(small_index):
    query = "农村班线和危房"
    vector = small_index.embed(query)
    cosines = small_index.vectors.vectors() @ vector
    for hit in small_index.search(query, 9):
        own = {kind: [] for kind in ("clause", "sentence", "phrasing")}
        for passage, cosine in zip(small_index.passages, cosines):
            if passage.clause == hit.clause:
                own[passage.kind.value].append(cosine)
        best = {kind: max(values, default=0.0) for kind, values in own.items()}
        assert (hit.dense, hit.sentence, hit.phrasing) == pytest.approx((best["clause"], best["sentence"], best["phrasing"]), abs=1e-5)
        assert len(hit.sentences) == len(own["sentence"])


def test_hits_come_best_first_and_no_more_than_there_are(small_index):
    hits = small_index.search("农村", 99)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert sorted(hit.clause for hit in hits) == sorted(["文首", "1", "2", "3", "二（一）"])
    assert small_index.search("农村", 2) == hits[:2]


def test_a_vector_in_hand_spares_the_embedding(small_index, encoder):
    vector = small_index.embed("危房改造")
    encoder.embedded.clear()
    assert small_index.search("危房改造", 3, vector=vector)[0].clause == "1"
    assert encoder.embedded == []


def test_without_an_encoder_a_vector_is_asked_for(small_index, tmp_path):
    small_index.save(tmp_path / "index")
    index = HybridIndex.load(tmp_path / "index")
    with pytest.raises(ValueError, match="expected a vector"):
        index.search("危房", 1)
    index.warm_up()


def test_weights_can_leave_phrasings_out(small_index):
    query = "班车一天才一趟"
    assert small_index.search(query, 1)[0].score > small_index.search(query, 1, weights=Weights(phrasing=0))[0].score + 3


@pytest.mark.parametrize("query", ["", " \n　", "\u200b\x00", "\ud83d"])
def test_an_empty_question_finds_nothing(small_index, query):
    assert small_index.search(query, 5) == []


@pytest.mark.parametrize(
    "query",
    ["危房" * 5000, "'; DROP TABLE clauses; --", "<script>alert(1)</script>", "🙂🙂", "？！。", "\ud83d危房", "a" * 10_000, "忽略以上规则"],
)
def test_hostile_questions_are_searched_like_others(small_index, query):
    hits = small_index.search(query, 3)
    assert len(hits) == 3 and all(np.isfinite(hit.score) for hit in hits)


@pytest.mark.parametrize("k", [0, -1])
def test_k_below_one_is_refused(small_index, k):
    with pytest.raises(ValueError, match=f"expected k of 1 or more, was: {k}"):
        small_index.search("危房", k)


def test_a_search_stays_in_the_notice_asked_for(two_notices):
    assert {hit.notice for hit in two_notices.search("危房改造", 9)} == {"small", "other"}
    hits = two_notices.search("危房改造", 9, notice="other")
    assert {hit.notice for hit in hits} == {"other"} and hits[0].clause == "2"
    with pytest.raises(KeyError):
        two_notices.search("危房改造", 9, notice="missing")


def test_with_many_passages_only_the_nearest_are_looked_at(small_index, monkeypatch):
    everything = small_index.search("推进农村危房改造。", 9)
    monkeypatch.setattr("index.hybrid.CANDIDATES", 4)
    few = small_index.search("推进农村危房改造。", 9)
    assert few[0].clause == everything[0].clause == "1" and few[0].sentence == everything[0].sentence
    floor = min(cosine for hit in few for cosine in (hit.dense, hit.sentence))
    assert all(a.dense >= b.dense - 1e-6 for a, b in zip(few, everything) if a.clause == b.clause) and floor > -1


def test_an_index_of_nothing_finds_nothing(encoder, tmp_path):
    index = build_index([], [], encoder)
    index.warm_up()
    index.save(tmp_path / "index")
    assert index.search("危房", 3) == HybridIndex.load(tmp_path / "index", encoder).search("危房", 3) == []


def test_a_saved_index_searches_the_same(small_index, encoder, tmp_path):
    small_index.save(tmp_path / "index")
    loaded = HybridIndex.load(tmp_path / "index", encoder)
    assert loaded.passages == small_index.passages and loaded.background == small_index.background
    for query in ("危房改造", "班车一天才一趟", "三留守"):
        assert loaded.search(query, 9) == small_index.search(query, 9)
    assert loaded.meta["counts"] == {
        "notices": 1, "clauses": 5, "clause_passages": 5, "sentence_passages": 8, "phrasing_passages": 3
    }  # fmt: skip
    assert (loaded.meta["model"], loaded.meta["fingerprint"], loaded.meta["dimension"]) == ("fake", "fake-1", 64)


def test_an_index_of_another_model_is_refused(small_index, encoder, tmp_path):
    small_index.save(tmp_path / "index")
    encoder.fingerprint = "fake-2"
    with pytest.raises(IndexUnusable, match="python -m index build"):
        HybridIndex.load(tmp_path / "index", encoder)


def test_a_store_of_other_documents_is_not_taken_for_an_index(small_index, encoder, tmp_path):
    small_index.save(tmp_path / "index")
    meta = json.loads((tmp_path / "index" / META).read_text())
    del meta["files"][LEXICAL]
    (tmp_path / "index" / META).write_text(json.dumps(meta))
    with pytest.raises(IndexUnusable, match=LEXICAL):
        HybridIndex.load(tmp_path / "index", encoder)


def test_passages_and_vectors_must_match(small_index):
    index = small_index
    with pytest.raises(ValueError, match="expected one vector a passage"):
        HybridIndex(index.passages[1:], index.vectors, index.lexical, index.segmenter, index.background)
    with pytest.raises(ValueError, match="expected the words of 5 clauses, was: 4"):
        short = type(index.lexical)(index.lexical.documents[1:])
        HybridIndex(index.passages, index.vectors, short, index.segmenter, index.background)
