import json

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_tests.integration_tests.vectorstores import VectorStoreIntegrationTests

from index.embeddings import EncoderEmbeddings
from index.folder import IndexUnusable
from index.store import FaissStore


# Strict mode of pytest-asyncio runs only what is marked; of the suite's tests half are async.
@pytest.mark.filterwarnings("ignore:.*is marked with '@pytest.mark.asyncio' but it is not an async function")
@pytest.mark.asyncio
class TestStandardSuite(VectorStoreIntegrationTests):
    @pytest.fixture
    def vectorstore(self):
        return FaissStore(self.get_embeddings())


@pytest.fixture
def embeddings(encoder):
    return EncoderEmbeddings(encoder)


@pytest.fixture
def store(embeddings):
    texts = ["农村危房改造", "危房改造补助", "农村客运班线", "校车管理"]
    metadatas = [{"clause": "1", "kind": "clause"}, {"clause": "1", "kind": "sentence"}, {"clause": "3", "kind": "clause"}, {}]
    return FaissStore.from_texts(texts, embeddings, metadatas, ids=["a", "b", "c", "d"])


def ids(documents):
    return [document.id for document in documents]


def test_scores_are_cosines_best_first(store, embeddings):
    found = store.similarity_search_with_score("农村危房改造", k=4)
    query = np.array(embeddings.embed_query("农村危房改造"))
    expected = {key: np.array(embeddings.embed_query(store.get_by_ids([key])[0].page_content)) @ query for key in "abcd"}
    assert ids(document for document, _ in found) == sorted(expected, key=expected.get, reverse=True)
    assert [score for _, score in found] == pytest.approx(sorted(expected.values(), reverse=True), abs=1e-6)
    assert found[0][1] == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"clause": "1"}, "ab"),
        ({"clause": "1", "kind": "sentence"}, "b"),
        ({"clause": ["1", "3"]}, "abc"),
        ({"clause": "9"}, ""),
        ({"unknown": None}, ""),
        ({}, "abcd"),
        (lambda document: "班线" in document.page_content, "c"),
    ],
)
def test_a_filter_limits_every_search(store, wanted, expected):
    vector = store.embeddings.embed_query("危房")
    for found in (
        store.similarity_search("危房", 9, filter=wanted),
        store.similarity_search_by_vector(vector, 9, filter=wanted),
        store.max_marginal_relevance_search("危房", 9, filter=wanted),
    ):
        assert sorted(ids(found)) == list(expected)


def test_marginal_relevance_prefers_what_is_unlike_the_first(store):
    assert ids(store.similarity_search("危房改造", 2)) == ["a", "b"] or ids(store.similarity_search("危房改造", 2)) == ["b", "a"]
    first, second = store.max_marginal_relevance_search("危房改造", k=2, lambda_mult=0.1)
    assert first.id in "ab" and second.id in "cd"


def test_relevance_lies_between_nought_and_one(store):
    scores = [score for _, score in store.similarity_search_with_relevance_scores("危房", 4)]
    assert all(0 <= score <= 1 for score in scores)


def test_what_comes_back_can_be_changed_without_harm(store):
    store.similarity_search("农村危房改造", 1)[0].metadata["clause"] = "99"
    assert store.get_by_ids(["a"])[0].metadata["clause"] == "1"


def test_an_id_given_twice_keeps_the_last_document(embeddings):
    store = FaissStore(embeddings)
    store.add_documents([Document("甲"), Document("乙")], ids=["x", "x"])
    assert len(store) == 1 and store.get_by_ids(["x"])[0].page_content == "乙"
    assert store.similarity_search_with_score("乙", 5)[0][1] == pytest.approx(1.0, abs=1e-6)


def test_ids_must_match_the_documents(embeddings):
    with pytest.raises(ValueError, match="expected one id a document, was: 1 ids and 2 documents"):
        FaissStore(embeddings).add_documents([Document("甲"), Document("乙")], ids=["x"])


def test_deleting_all_leaves_an_empty_store_that_takes_documents(store):
    store.delete()
    assert len(store) == 0 and store.similarity_search("危房", 3) == []
    store.add_texts(["校车"], ids=["e"])
    assert ids(store.similarity_search("校车", 3)) == ["e"]


def test_vectors_need_not_be_normalised(store):
    class Long(EncoderEmbeddings):
        def embed_documents(self, texts):
            return (np.array(super().embed_documents(texts)) * 7).tolist()

    long = FaissStore.from_texts(["农村危房改造"], Long(store.embeddings.encoder))
    assert long.similarity_search_with_score("农村危房改造", 1)[0][1] == pytest.approx(1.0, abs=1e-6)


def test_a_saved_store_is_the_same(store, embeddings, tmp_path):
    store.delete(["b"])
    store.save(tmp_path / "store")
    loaded = FaissStore.load(tmp_path / "store", embeddings)
    assert loaded.similarity_search_with_score("危房", 9) == store.similarity_search_with_score("危房", 9)
    assert loaded.get_by_ids(["a"]) == store.get_by_ids(["a"])
    loaded.add_texts(["新"], ids=["n"])
    assert ids(loaded.similarity_search("新", 1)) == ["n"]


def test_an_empty_store_can_be_saved(embeddings, tmp_path):
    FaissStore(embeddings).save(tmp_path / "store")
    assert FaissStore.load(tmp_path / "store", embeddings).similarity_search("危房", 3) == []


def test_other_embeddings_are_refused(store, encoder, tmp_path):
    store.save(tmp_path / "store")
    encoder.fingerprint = "fake-2"
    with pytest.raises(IndexUnusable, match="别的语义模型"):
        FaissStore.load(tmp_path / "store", EncoderEmbeddings(encoder))


def test_nothing_is_pickled(store, tmp_path):
    store.save(tmp_path / "store")
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["documents.json", "meta.json", "vectors.faiss"]
    assert json.loads((tmp_path / "store" / "documents.json").read_text(encoding="utf-8"))[0]["page_content"] == "农村危房改造"


def test_the_folder_of_an_index_opens_as_a_store(small_index, encoder, tmp_path):
    small_index.save(tmp_path / "index")
    store = FaissStore.load(tmp_path / "index", EncoderEmbeddings(encoder))
    found = store.similarity_search("推进农村危房改造。", 1, filter={"kind": "sentence"})[0]
    assert found.id == "small#1/sentence/0" and found.metadata["clause"] == "1"
